import { BLOCK, PAUSE, SENTENCE_END } from './normalizer.ts';
import { standsAt } from './stands-at.ts';

/**
 * Recognisers (识别器) for what a list of literals cannot hold: amounts, numbers, ratios and ways to reach somebody, in
 * every digit disguise. They work on folded text, so width, circled and superscript digits are already plain; what is
 * left are Chinese digits (三百, 幺三八), letters standing for digits (l0000, oooo) and separators between digits.
 *
 * Each takes a folded offset and answers every offset where a match that begins there may end, longest first: the
 * phrase around it decides which fits.
 */
export type RecognizerName = '金额' | '数字' | '比例' | '联系方式';

/** All recognisers; patterns name them by their place here. */
export const RECOGNIZERS: readonly RecognizerName[] = ['金额', '数字', '比例', '联系方式'];

/** No recogniser looks further than this many folded characters. */
export const MAX_RECOGNIZED = 48;

const ASCII_DIGITS = '0123456789';
const ASCII_LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const HAN_DIGIT_TEXT = '零〇一二三四五六七八九十百千万亿两俩壹贰叁肆伍陆柒捌玖拾佰仟幺洞几数半廿陌';
/** Digits one by one, as in a telephone number read aloud. */
const SPOKEN_DIGIT_TEXT = '零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖幺洞';
/** o for 0, l and i for 1, x for a digit kept back. They count only beside real digits or each other. */
const DIGIT_LETTER_TEXT = 'olix';
/** What may stand between two digits of one number. */
const JOINT_TEXT = ' -.,~_*';
/** What may stand between a channel's name and the handle: ：" ( + @ = */
const LEAD_IN_TEXT = ',"+= >#';

const HAN_DIGITS = codeSet(HAN_DIGIT_TEXT);
const SPOKEN_DIGITS = codeSet(SPOKEN_DIGIT_TEXT);
const DIGIT_LETTERS = codeSet(DIGIT_LETTER_TEXT);
/** A digit in any disguise, of a number that is written and of one that is read aloud. */
const WRITTEN = codeSet(ASCII_DIGITS + HAN_DIGIT_TEXT + DIGIT_LETTER_TEXT);
const READ_ALOUD = codeSet(ASCII_DIGITS + SPOKEN_DIGIT_TEXT + DIGIT_LETTER_TEXT);
const JOINTS = codeSet(JOINT_TEXT);
const LEAD_INS = codeSet(LEAD_IN_TEXT);

const CURRENCY_MARKS = '¥￥$€';
const CURRENCY = codeSet(CURRENCY_MARKS);
/** Longer ones before those they begin with. */
const UNITS = '块钱 元钱 大洋 人民币 rmb usdt 美金 美元 港币 块 元 刀 圆 米 w k u r +'.split(' ');

/** Characters a match may begin with (folded), so that a single literal before it can be looked for as a pair. */
export const FIRST_CHARACTERS: Record<RecognizerName, string> = {
  金额: `${ASCII_DIGITS}${HAN_DIGIT_TEXT}${DIGIT_LETTER_TEXT}¥$€上过近`,
  数字: `${ASCII_DIGITS}${HAN_DIGIT_TEXT}${DIGIT_LETTER_TEXT}`,
  比例: `${ASCII_DIGITS}${HAN_DIGIT_TEXT}${DIGIT_LETTER_TEXT}`,
  联系方式: `${ASCII_DIGITS}${ASCII_LETTERS}${SPOKEN_DIGIT_TEXT}${LEAD_IN_TEXT}@_-`,
};

/** Characters a match may end with (folded). */
export const LAST_CHARACTERS: Record<RecognizerName, string> = {
  金额: `${ASCII_DIGITS}${HAN_DIGIT_TEXT}${DIGIT_LETTER_TEXT}元块刀圆米钱洋币金wkurbt+多来余左右以上`,
  数字: `${ASCII_DIGITS}${HAN_DIGIT_TEXT}${DIGIT_LETTER_TEXT}`,
  比例: `${ASCII_DIGITS}${HAN_DIGIT_TEXT}${DIGIT_LETTER_TEXT}点倍成%‰`,
  联系方式: `${ASCII_DIGITS}${ASCII_LETTERS}${SPOKEN_DIGIT_TEXT}@_-`,
};

function codeOf(character: string): number {
  return character.charCodeAt(0);
}

function codeSet(characters: string): ReadonlySet<number> {
  return new Set([...characters].map(codeOf));
}

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
function digitRun(codes: Uint16Array, length: number, at: number, readAloud: boolean): { end: number; digits: number } {
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
function firstRealDigit(codes: Uint16Array, start: number, end: number): number {
  let at = start;
  while (at < end && !isDigit(codes[at]!) && !HAN_DIGITS.has(codes[at]!)) at++;
  return at;
}

function hasRealDigit(codes: Uint16Array, start: number, end: number): boolean {
  return firstRealDigit(codes, start, end) < end;
}

/** `oooo元`, `xx元`: letters only, allowed where a unit of money follows. */
function isMaskedRun(codes: Uint16Array, start: number, end: number): boolean {
  if (end - start < 2) return false;
  for (let i = start; i < end; i++) if (!DIGIT_LETTERS.has(codes[i]!)) return false;
  return true;
}

/** End of the unit of money that stands at `at`, or -1. */
function moneyUnitEnd(codes: Uint16Array, length: number, at: number): number {
  const unit = UNITS.find((each) => standsAt(each, codes, length, at));
  return unit === undefined ? -1 : at + unit.length;
}

/** After a number: 一百多, 三十来块. */
const ROUGH_WORDS = '多来余几左右以上';
const ROUGH = codeSet(ROUGH_WORDS);
/** Before a number: 上千, 过万, 近百. */
const NEARLY = codeSet('上过近');

const ONE = codeOf('一');
const PERCENT = codeOf('%');

function amountEnds(codes: Uint16Array, length: number, at: number): number[] {
  let start = at;
  const currency = at < length && CURRENCY.has(codes[at]!);
  if (currency) start++;
  if (start + 1 < length && NEARLY.has(codes[start]!) && HAN_DIGITS.has(codes[start + 1]!)) start++;
  const { end } = digitRun(codes, length, start, false);
  if (end === start) return [];
  const ends: number[] = [];
  let rough = end;
  while (rough < length && rough - end < 2 && ROUGH.has(codes[rough]!)) rough++;
  for (const stop of rough > end ? [rough, end] : [end]) {
    const unit = moneyUnitEnd(codes, length, stop);
    if (unit !== -1 && (hasRealDigit(codes, start, end) || isMaskedRun(codes, start, end))) {
      const plus = moneyUnitEnd(codes, length, unit);
      if (plus !== -1) ends.push(plus);
      ends.push(unit);
    }
  }
  // Bare numbers count from two digits on, a single Han digit such as 一 never does, nor does a part of something (20 %).
  const isPart = codes[end] === PERCENT;
  if (hasRealDigit(codes, start, end) && (currency || end - start >= 2) && !isPart) {
    if (rough > end) ends.push(rough);
    ends.push(end);
    // 50一单, 两百一天: the last one counts what follows.
    if (codes[end - 1] === ONE && end - start > 2) ends.push(end - 1);
  }
  return ends;
}

function numberEnds(codes: Uint16Array, length: number, at: number): number[] {
  const { end } = digitRun(codes, length, at, false);
  if (end === at) return [];
  const ends: number[] = [];
  const real = firstRealDigit(codes, at, end);
  for (let stop = end; stop > real; stop--) if (WRITTEN.has(codes[stop - 1]!)) ends.push(stop);
  return ends;
}

const RATIO_UNITS = ['个点', '倍', '成', '%', '‰', '点'];
const PER_CENT = '百分之';

function ratioEnds(codes: Uint16Array, length: number, at: number): number[] {
  if (standsAt(PER_CENT, codes, length, at)) {
    const start = at + PER_CENT.length;
    const { end } = digitRun(codes, length, start, false);
    return end > start ? [end] : [];
  }
  const { end } = digitRun(codes, length, at, false);
  if (end === at || !hasRealDigit(codes, at, end)) return [];
  return RATIO_UNITS.filter((unit) => standsAt(unit, codes, length, end)).map((unit) => end + unit.length);
}

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

const ENDS: Record<RecognizerName, (codes: Uint16Array, length: number, at: number) => number[]> = {
  金额: amountEnds,
  数字: numberEnds,
  比例: ratioEnds,
  联系方式: contactEnds,
};

/** Offsets where `name` may end when it begins at `at`, longest first; empty when it does not match there. */
export function recognizedEnds(name: RecognizerName, codes: Uint16Array, length: number, at: number): number[] {
  return ENDS[name](codes, length, at);
}

const LAST_CODES = codesOf((name) => LAST_CHARACTERS[name]);

/** Every character a match may hold (folded). */
const HELD_CODES = codesOf(
  (name) =>
    FIRST_CHARACTERS[name] +
    LAST_CHARACTERS[name] +
    JOINT_TEXT +
    {
      金额: [...CURRENCY_MARKS, ...UNITS, ...ROUGH_WORDS].join(''),
      数字: '',
      比例: PER_CENT + RATIO_UNITS.join(''),
      联系方式: './',
    }[name],
);

function codesOf(characters: (name: RecognizerName) => string): Record<RecognizerName, ReadonlySet<number>> {
  return Object.fromEntries(RECOGNIZERS.map((name) => [name, codeSet(characters(name))])) as Record<
    RecognizerName,
    ReadonlySet<number>
  >;
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
