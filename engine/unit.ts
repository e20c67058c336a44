import { BLOCK, PAUSE, QUOTE, SENTENCE_END } from './folded-text.ts';

/**
 * Units: what wording is read by (engine/wording.ts). A Chinese character is one; a word of letters or a number is one,
 * whichever it is, so that nothing is learnt from handles and amounts.
 */

/** Where ASCII ends. */
export const ASCII_END = 0x80;
/** Every Chinese character is beyond. */
export const BEFORE_CHINESE = 0x3400;
const LETTER = 0x61;
const DIGIT = 0x30;
const NINE = 0x39;
const SPACE = 0x20;

/** What a folded character counts as: all words of letters are one, all numbers another; 0 is passed over. */
export function unitOf(code: number): number {
  if (code >= ASCII_END) return code === SENTENCE_END || code === BLOCK ? 0 : code;
  if (code === PAUSE || code === QUOTE || code <= SPACE) return 0;
  return code >= DIGIT && code <= NINE ? DIGIT : LETTER;
}

/**
 * Each unit of `codes[start, end)` with the two before it, 0 for those that are not there; a word of letters or a number
 * is one unit.
 *
 * @param unitFor what a folded character counts as
 */
export function eachUnit(
  codes: Uint16Array,
  start: number,
  end: number,
  take: (unit: number, before: number, beforeThat: number) => void,
  unitFor: (code: number) => number = unitOf,
): void {
  let first = 0;
  let second = 0;
  for (let at = start; at < end; at++) {
    const unit = unitFor(codes[at]!);
    if (unit === 0 || repeats(unit, second)) continue;
    take(unit, second, first);
    first = second;
    second = unit;
  }
}

/** Whether the unit only goes on with the word of letters or the number before it. */
export function repeats(unit: number, before: number): boolean {
  return unit === before && unit < ASCII_END;
}
