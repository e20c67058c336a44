import { codeSet } from './code-set.ts';
import { PAUSE } from './folded-text.ts';

/**
 * Digits (数字) in every disguise, in folded text: width, circled and superscript digits are already plain there; what is
 * left are Chinese digits (三百, 幺三八), letters standing for digits (l0000, oooo) and separators between digits.
 */

/** No recogniser looks further than this many folded characters. */
export const MAX_RECOGNIZED = 48;

export const ASCII_DIGITS = '0123456789';
const HAN_DIGIT_TEXT = '零〇一二三四五六七八九十百千万亿两俩壹贰叁肆伍陆柒捌玖拾佰仟幺洞几数半廿陌';
/** Digits one by one, as in a telephone number read aloud. */
export const SPOKEN_DIGIT_TEXT = '零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖幺洞';
/** o for 0, l and i for 1, x for a digit kept back. They count only beside real digits or each other. */
const DIGIT_LETTER_TEXT = 'olix';
/** What may stand between two digits of one number. */
export const JOINT_TEXT = ' -.,~_*';
/** Every digit of a number that is written, in any disguise. */
export const WRITTEN_DIGIT_TEXT = ASCII_DIGITS + HAN_DIGIT_TEXT + DIGIT_LETTER_TEXT;

export const HAN_DIGITS = codeSet(HAN_DIGIT_TEXT);
const SPOKEN_DIGITS = codeSet(SPOKEN_DIGIT_TEXT);
const DIGIT_LETTERS = codeSet(DIGIT_LETTER_TEXT);
/** A digit in any disguise, of a number that is written and of one that is read aloud. */
export const WRITTEN = codeSet(WRITTEN_DIGIT_TEXT);
const READ_ALOUD = codeSet(ASCII_DIGITS + SPOKEN_DIGIT_TEXT + DIGIT_LETTER_TEXT);
export const JOINTS = codeSet(JOINT_TEXT);

/** Whether a folded character is an ASCII digit. */
export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Whether a folded character is a Latin letter; folding leaves no capitals. */
export function isLetter(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}

/**
 * End of a run of digits in any disguise from `at`, and how many digits it has.
 *
 * @param readAloud digit by digit, as telephone numbers are: 百 and 千 are none of them
 */
export function digitRun(
  codes: Uint16Array,
  length: number,
  at: number,
  readAloud: boolean,
): { end: number; digits: number } {
  const disguises = readAloud ? READ_ALOUD : WRITTEN;
  let end = at;
  let digits = 0;
  for (let i = at; i < length && i - at < MAX_RECOGNIZED; i++) {
    const code = codes[i]!;
    if (disguises.has(code)) {
      digits++;
      end = i + 1;
    } else if (!(JOINTS.has(code) && digits > 0 && i === end)) break;
    else if (code === PAUSE && !joinsGroups(codes, i, readAloud)) break;
  }
  return { end, digits };
}

/** 1,000 is one number; 一天一千，五百 is two; a telephone number is read out in groups: 一三八，零零一三，八零零零. */
function joinsGroups(codes: Uint16Array, pause: number, readAloud: boolean): boolean {
  if (isDigit(codes[pause - 1]!) && isDigit(codes[pause + 1] ?? 0)) return true;
  return readAloud && isGroup(codes, pause - READ_OUT) && isGroup(codes, pause + 1);
}

/** Fewest digits between two pauses of a number that is read out. */
const READ_OUT = 3;

function isGroup(codes: Uint16Array, at: number): boolean {
  for (let i = at; i < at + READ_OUT; i++) {
    const code = codes[i] ?? 0;
    if (!isDigit(code) && !SPOKEN_DIGITS.has(code)) return false;
  }
  return true;
}

/** Where the first digit lies that is no letter in disguise; `end` when there is none before it. */
export function firstRealDigit(codes: Uint16Array, start: number, end: number): number {
  let at = start;
  while (at < end && !isDigit(codes[at]!) && !HAN_DIGITS.has(codes[at]!)) at++;
  return at;
}

export function hasRealDigit(codes: Uint16Array, start: number, end: number): boolean {
  return firstRealDigit(codes, start, end) < end;
}

/** `oooo元`, `xx元`: letters only, allowed where a unit of money follows. */
export function isMaskedRun(codes: Uint16Array, start: number, end: number): boolean {
  if (end - start < 2) return false;
  for (let i = start; i < end; i++) if (!DIGIT_LETTERS.has(codes[i]!)) return false;
  return true;
}
