/**
 * The hosts of our own surfaces in this page. The scan and the warning are two scripts in one isolated world, which the
 * page cannot see: a mark in the document instead would be a place for a page to hide its words in.
 */
const KEY = Symbol.for('caliangyan.own-hosts');

export function ownHosts(): WeakSet<Element> {
  const world = globalThis as { [KEY]?: WeakSet<Element> };
  world[KEY] ??= new WeakSet();
  return world[KEY];
}
