import { SLICE_BUDGET_MS } from './slicer.ts';

/** Characters that a region or window begins with from the end of the one before. White space not counted. */
export const TAIL_CHARS = 640;
/** First question of a page: its rules are met for the first time, and the browser has not yet compiled what asks. */
const FIRST_CHARS = 1280;
/** Much of a smaller one would be the end of the window before it. */
const LEAST_CHARS = 1280;
/** Where a larger one would gain nothing: a tenth of each is the end of the one before. */
const MOST_CHARS = 8192;
/** A question that took less leaves room for twice as much; one that took more is made half as long. In milliseconds. */
const SHORT_MS = SLICE_BUDGET_MS / 6;
const LONG_MS = SLICE_BUDGET_MS / 2;

const SPACE = 0x20;
/** Pages are indented with more white space than text, and a window must hold more than a tail; within limits. */
const MOST_WIDENED = 8;
/** A window brings the reading on by an eighth of itself at least. */
const LEAST_PROGRESS_SHIFT = 3;

/**
 * How much text the matcher is asked about at once. A question cannot be interrupted, so it begins small and grows as
 * long as the device answers quickly.
 */
export class WindowSize {
  chars = FIRST_CHARS;

  /** Told how long the last question took, in milliseconds. */
  took(milliseconds: number): void {
    if (milliseconds > LONG_MS) this.chars = Math.max(LEAST_CHARS, this.chars / 2);
    else if (milliseconds < SHORT_MS) this.chars = Math.min(MOST_CHARS, this.chars * 2);
  }
}

/** A window on a text: up to `end`; the next one begins at `next`, a tail before that, so that no script is cut in two. */
export function windowFrom(text: string, from: number, chars: number): { end: number; next: number } {
  for (let size = chars; ; size *= 2) {
    const end = Math.min(text.length, from + size);
    const tail = tailStart(text, from, end);
    const least = from + (size >> LEAST_PROGRESS_SHIFT);
    if (end === text.length || tail >= least || size >= chars * MOST_WIDENED)
      return { end, next: Math.max(tail, least) };
  }
}

/** Where the last characters of a window begin, TAIL_CHARS of them; white space is not counted. */
function tailStart(text: string, from: number, end: number): number {
  let at = end;
  for (let left = TAIL_CHARS; at > from && left > 0; at--) if (text.charCodeAt(at - 1) > SPACE) left--;
  return at;
}
