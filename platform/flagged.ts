import { share, shared } from './own-world.ts';

/**
 * Words that are warned of in this frame, from the scan script to those that come later: the page can empty its registry of
 * highlights, but not this.
 */

/** @param read where they stand now, at caution and above */
export function lendFlagged(read: () => Range[]): void {
  share('flagged', read);
}

/** None when the scan script is not there. */
export function flaggedRanges(): Range[] {
  return shared<() => Range[]>('flagged')?.() ?? [];
}
