import { share, shared } from './own-world.ts';

/**
 * The hosts of our own surfaces in this page, for the scan and the warning: a mark in the document instead would be a place
 * for a page to hide its words in.
 */
export function ownHosts(): WeakSet<Element> {
  return shared<WeakSet<Element>>('own-hosts') ?? share('own-hosts', new WeakSet());
}
