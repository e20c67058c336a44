import { codeOf, codeSet } from './code-set.ts';
import {
  ASCII_DIGITS,
  digitRun,
  hasRealDigit,
  isDigit,
  isLetter,
  JOINTS,
  MAX_RECOGNIZED,
  SPOKEN_DIGIT_TEXT,
} from './digits.ts';
import { BLOCK, PAUSE, SENTENCE_END } from './folded-text.ts';
import { standsAt } from './stands-at.ts';

/** Ways to reach somebody (联系方式): the recogniser of handles, numbers and addresses (engine/recognizer.ts). */

const ASCII_LETTERS = 'abcdefghijklmnopqrstuvwxyz';
/** What may stand between a channel's name and the handle: ：" ( + @ = */
const LEAD_IN_TEXT = ',"+= >#';
const LEAD_INS = codeSet(LEAD_IN_TEXT);
/** Digits a handle needs at least: the shortest QQ numbers have five. */
const MIN_HANDLE_DIGITS = 5;
const MIN_HANDLE_CHARS = 5;
/** A handle of letters alone needs more: most words have five. */
const MIN_HANDLE_LETTERS = 6;
/** Letters of a web address, so that 1.2 is none. */
const MIN_ADDRESS_LETTERS = 2;
const MIN_WORDED_DIGITS = 3;
/** Marks that may stand between the word and the handle. */
const MAX_LEAD_INS = 4;
/** A handle spelled out one character at a time needs more: 选 a b c 1 is none. */
const MIN_SPELLED_CHARS = 6;
const MIN_SPELLED_DIGITS = 2;
/** Lines anyone may call; naming one is no way to reach a stranger. */
const PUBLIC_NUMBERS = '96110 12381 12321 12315 12345 12377 95516 10086 10010 10000 12306 12333 12308'.split(' ');

/** Names of things everybody has or visits: 登录 Chrome, 取消：iPhone. Nobody's handle. */
const PUBLIC_NAMES =
  'iphone android windows chrome chromium firefox google youtube github facebook microsoft outlook bluetooth'.split(
    ' ',
  );
const NO_HANDLES = [...PUBLIC_NUMBERS, ...PUBLIC_NAMES];

const AT_SIGN = codeOf('@');
const SLASH = codeOf('/');
const DOT = codeOf('.');
const EQUALS = codeOf('=');
const SPACE = codeOf(' ');
const HANDLE_MARKS = codeSet('_-@');

function isHandleCode(code: number): boolean {
  return isDigit(code) || isLetter(code) || HANDLE_MARKS.has(code);
}

/** Whether `codes[at, end)` is this text and no more. */
function spells(codes: Uint16Array, at: number, end: number, text: string): boolean {
  return end - at === text.length && standsAt(text, codes, end, at);
}

function contactEnds(codes: Uint16Array, length: number, at: number): number[] {
  let start = at;
  while (start < length && start - at < MAX_LEAD_INS && LEAD_INS.has(codes[start]!)) start++;
  if (start >= length || codes[start] === SENTENCE_END || codes[start] === BLOCK) return [];
  const run = latinRun(codes, length, start);
  const { end } = run;
  const ends = isContact(codes, start, run) ? [end] : [];

  const spelled = spelledEnd(codes, length, start);
  if (spelled > end) ends.unshift(spelled);

  // A handle whose digits are words: abc幺二三四五. Three in a row, or 加v一起 would be one.
  if (run.letters > 0 && run.digits === 0 && run.dots === 0) {
    const words = digitRun(codes, length, codes[end] === SPACE ? end + 1 : end, true);
    if (words.digits >= MIN_WORDED_DIGITS) ends.unshift(words.end);
  }

  // Digits in disguise: 九⓿二肆, 一三八零零, l38oo…, also mixed with plain ones.
  const read = digitRun(codes, length, start, true);
  if (read.digits >= MIN_HANDLE_DIGITS && read.end > end && hasRealDigit(codes, start, read.end)) {
    ends.unshift(read.end);
  }
  return ends;
}

interface LatinRun {
  end: number;
  digits: number;
  letters: number;
  /** Dots and slashes inside it, as addresses have. */
  dots: number;
}

/** Letters and digits from `start` on: 微信号, @handle, t.me/…, a web address, 138 0013 8000. */
function latinRun(codes: Uint16Array, length: number, start: number): LatinRun {
  const run: LatinRun = { end: start, digits: 0, letters: 0, dots: 0 };
  for (let i = start; i < length && i - start < MAX_RECOGNIZED; i++) {
    const code = codes[i]!;
    const next = i + 1 < length ? codes[i + 1]! : 0;
    if (isHandleCode(code)) {
      if (isDigit(code)) run.digits++;
      else if (isLetter(code)) run.letters++;
      run.end = i + 1;
    } else if (run.end > start && isAddressMark(code, next)) run.dots++;
    else if (code === PAUSE && spells(codes, start, i, 'http')) run.dots++;
    else if (!(code === SPACE && run.digits > 0 && isDigit(next))) break;
  }
  return run;
}

/** Dots and slashes belong to an address where it goes on behind them; `,/` is what folding leaves of `:/`. */
function isAddressMark(code: number, next: number): boolean {
  const isMark = code === DOT || code === SLASH || (code === PAUSE && next === SLASH);
  return isMark && (isHandleCode(next) || next === SLASH);
}

/** Whether a run is an address or a handle of somebody's own. */
function isContact(codes: Uint16Array, start: number, { end, digits, letters, dots }: LatinRun): boolean {
  // tcp.port==80 is a line of a program.
  if (codes[end] === EQUALS && codes[end + 1] === EQUALS) return false;
  const isAddress = dots > 0 && letters >= MIN_ADDRESS_LETTERS;
  // What parts them does not count: 8.0.30 and 1 2 3 4 are no handles.
  const isHandle =
    (digits + letters >= MIN_HANDLE_CHARS && (digits > 0 || letters >= MIN_HANDLE_LETTERS)) ||
    (codes[start] === AT_SIGN && end - start >= MIN_HANDLE_CHARS);
  return (isAddress || isHandle) && !NO_HANDLES.some((name) => spells(codes, start, end, name));
}

/** End of a handle written one character at a time, a b c 1 2 3; -1 when there is none. */
function spelledEnd(codes: Uint16Array, length: number, start: number): number {
  let chars = 0;
  let digits = 0;
  let end = -1;
  for (let i = start; i < length && i - start < MAX_RECOGNIZED; i += 2) {
    const code = codes[i]!;
    const alone = i + 1 >= length || !(isDigit(codes[i + 1]!) || isLetter(codes[i + 1]!));
    if (!(isDigit(code) || isLetter(code)) || !alone) break;
    chars++;
    if (isDigit(code)) digits++;
    end = i + 1;
    if (!JOINTS.has(codes[i + 1] ?? 0)) break;
  }
  return chars >= MIN_SPELLED_CHARS && digits >= MIN_SPELLED_DIGITS ? end : -1;
}

/** 微信 abc12345, ：138 0013 8000, 一三八零零…, t.me/abc. */
export const CONTACT = {
  first: `${ASCII_DIGITS}${ASCII_LETTERS}${SPOKEN_DIGIT_TEXT}${LEAD_IN_TEXT}@_-`,
  last: `${ASCII_DIGITS}${ASCII_LETTERS}${SPOKEN_DIGIT_TEXT}@_-`,
  inside: './',
  ends: contactEnds,
};
