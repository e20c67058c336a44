import { share, shared } from './own-world.ts';

/**
 * Words that are warned of in this frame, from the scan script to those that come later: the page can empty its registry of
 * highlights, but not this.
 */
interface Flagged {
  /** Of the finding, as the frame reports it. */
  id: string;
  range: Range;
}

/** @param read where they stand now, at caution and above */
export function lendFlagged(read: () => Flagged[]): void {
  share('flagged', read);
}

/** None when the scan script is not there. */
export function flaggedWords(): Flagged[] {
  return shared<() => Flagged[]>('flagged')?.() ?? [];
}

export function flaggedRanges(): Range[] {
  return flaggedWords().map(({ range }) => range);
}
