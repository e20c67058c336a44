import { TAIL_CHARS } from './big-reader.ts';
import { SLICE_BUDGET_MS } from './slicer.ts';

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
/** Pages are indented with more white space than text; but a text of nothing else must not make one window. */
const MOST_WHITE_SPACE = 8;

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

/** Where the window ends that begins at `from` and holds so many characters; white space is not counted. */
export function windowEnd(text: string, from: number, chars: number): number {
  const last = Math.min(text.length, from + chars * MOST_WHITE_SPACE);
  if (text.length - from <= chars) return text.length;
  let at = from;
  for (let left = chars; at < last && left > 0; at++) if (text.charCodeAt(at) > SPACE) left--;
  return at;
}

/** Where the next window begins after `text[from, end)`, so that no script is cut in two. */
export function nextWindow(text: string, from: number, end: number): number {
  // At the density that a window may have, a tail is half of the smallest, and may lie in its thinnest part.
  const least = from + ((end - from) >> 3);
  let at = end;
  for (let left = TAIL_CHARS; at > least && left > 0; at--) if (text.charCodeAt(at - 1) > SPACE) left--;
  return at;
}
