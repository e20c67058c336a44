/**
 * Words that are warned of in this frame, from the scan script to those that come later. They share one isolated world:
 * the page can empty its registry of highlights, but not this.
 */
const KEY = Symbol.for('caliangyan.flagged');
const world = globalThis as { [KEY]?: () => Range[] };

export function lendFlagged(read: () => Range[]): void {
  world[KEY] = read;
}

export function flaggedRanges(): Range[] {
  return world[KEY]?.() ?? [];
}
