import { AMOUNT, NUMBER, RATIO } from './amounts.ts';
import { codeSet } from './code-set.ts';
import { CONTACT } from './contact-handle.ts';
import { isDigit, JOINT_TEXT, MAX_RECOGNIZED } from './digits.ts';

/**
 * Recognisers (识别器) for what a list of literals cannot hold: amounts, numbers, ratios and ways to reach somebody, in
 * every digit disguise (engine/digits.ts). They work on folded text.
 */
export type RecognizerName = '金额' | '数字' | '比例' | '联系方式';

/** All recognisers; patterns name them by their place here. */
export const RECOGNIZERS: readonly RecognizerName[] = ['金额', '数字', '比例', '联系方式'];

interface Recognizer {
  /** Characters a match may begin with and may end with (folded). */
  first: string;
  last: string;
  /** Others that it may hold, besides what joins digits. */
  inside: string;
  /** Every offset where a match that begins at `at` may end, longest first: the phrase around it decides which fits. */
  ends: (codes: Uint16Array, length: number, at: number) => number[];
}

const BY_NAME: Record<RecognizerName, Recognizer> = { 金额: AMOUNT, 数字: NUMBER, 比例: RATIO, 联系方式: CONTACT };

function ofEach<T>(value: (recognizer: Recognizer) => T): Record<RecognizerName, T> {
  return Object.fromEntries(RECOGNIZERS.map((name) => [name, value(BY_NAME[name])])) as Record<RecognizerName, T>;
}

/** Characters a match may begin with (folded), so that a single literal before it can be looked for as a pair. */
export const FIRST_CHARACTERS = ofEach(({ first }) => first);

/** Characters a match may end with (folded). */
export const LAST_CHARACTERS = ofEach(({ last }) => last);

const LAST_CODES = ofEach(({ last }) => codeSet(last));

/** Every character a match may hold (folded). */
const HELD_CODES = ofEach(({ first, last, inside }) => codeSet(first + last + JOINT_TEXT + inside));

/** Offsets where `name` may end when it begins at `at`, longest first; empty when it does not match there. */
export function recognizedEnds(name: RecognizerName, codes: Uint16Array, length: number, at: number): number[] {
  return BY_NAME[name].ends(codes, length, at);
}

/** Offsets where `name` may begin when it ends exactly at `end`, longest match first. */
export function recognizedStarts(name: RecognizerName, codes: Uint16Array, length: number, end: number): number[] {
  const starts: number[] = [];
  if (end === 0 || !LAST_CODES[name].has(codes[end - 1]!)) return starts;
  // Nothing reaches across a character that no match holds: nearly always only a few places are left to try.
  const held = HELD_CODES[name];
  let first = end - 1;
  while (first > 0 && end - first < MAX_RECOGNIZED && held.has(codes[first - 1]!)) first--;
  for (let at = first; at < end; at++) {
    // A number is not cut in two: 1500一天 is not “500一天”.
    if (at > 0 && isDigit(codes[at - 1]!) && isDigit(codes[at]!)) continue;
    if (recognizedEnds(name, codes, length, at).includes(end)) starts.push(at);
  }
  return starts;
}
