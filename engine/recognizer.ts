import { BLOCK, PAUSE, QUOTE, SENTENCE_END } from './normalizer.ts';

/**
 * Recognisers (识别器) for what a list of literals cannot hold: amounts, numbers, ratios and ways to reach somebody, in
 * every digit disguise. They work on folded text, so width, circled and superscript digits are already plain; what is
 * left are Chinese digits (三百, 幺三八), letters standing for digits (l0000, oooo) and separators between digits.
 *
 * Each takes a folded offset and answers every offset where a match that begins there may end, longest first: the
 * phrase around it decides which fits.
 */
export type RecognizerName = '金额' | '数字' | '比例' | '联系方式';

export const RECOGNIZERS: readonly RecognizerName[] = ['金额', '数字', '比例', '联系方式'];

/** No recogniser looks further than this many folded characters. */
export const MAX_RECOGNIZED = 48;

/** Digits one by one, as in a telephone number read aloud. */
const SPOKEN_DIGITS = new Set([...'零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖幺洞'].map(codeOf));
const UNITS = [
  '块钱',
  '元钱',
  '大洋',
  '人民币',
  'rmb',
  'usdt',
  '美金',
  '美元',
  '港币',
  '块',
  '元',
  '刀',
  '圆',
  '米',
  'w',
  'k',
  'u',
  'r',
  '+',
];
const CURRENCY_MARKS = '¥￥$€';
const CURRENCY = new Set([...CURRENCY_MARKS].map(codeOf));

const ASCII_DIGITS = '0123456789';
const ASCII_LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const HAN_DIGIT_TEXT = '零〇一二三四五六七八九十百千万亿两俩壹贰叁肆伍陆柒捌玖拾佰仟幺洞几数半廿陌';

const HAN_DIGITS = new Set([...HAN_DIGIT_TEXT].map(codeOf));

/** Characters a match may begin with (folded), so that a single literal before it can be looked for as a pair. */
export const FIRST_CHARACTERS: Record<RecognizerName, string> = {
  金额: `${ASCII_DIGITS}${HAN_DIGIT_TEXT}olix¥$€上过近`,
  数字: `${ASCII_DIGITS}${HAN_DIGIT_TEXT}olix`,
  比例: `${ASCII_DIGITS}${HAN_DIGIT_TEXT}olix`,
  联系方式: `${ASCII_DIGITS}${ASCII_LETTERS}零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖幺洞,"+= >#@_-`,
};

/** Characters a match may end with (folded). */
export const LAST_CHARACTERS: Record<RecognizerName, string> = {
  金额: `${ASCII_DIGITS}${HAN_DIGIT_TEXT}olix元块刀圆米钱洋币金wkurbt+多来余左右以上`,
  数字: `${ASCII_DIGITS}${HAN_DIGIT_TEXT}olix`,
  比例: `${ASCII_DIGITS}${HAN_DIGIT_TEXT}olix点倍成%‰`,
  联系方式: `${ASCII_DIGITS}${ASCII_LETTERS}零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖幺洞@_-`,
};

function codeOf(character: string): number {
  return character.charCodeAt(0);
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

export function isLetter(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}

/** o for 0, l and i for 1, z for 2, s for 5, x for a digit kept back. Only beside real digits or each other. */
function isDigitLetter(code: number): boolean {
  return code === 0x6f || code === 0x6c || code === 0x69 || code === 0x78;
}

function isDigitJoint(code: number): boolean {
  return (
    code === 0x20 || code === 0x2d || code === 0x2e || code === PAUSE || code === 0x7e || code === 0x5f || code === 0x2a
  );
}

/** End of a run of digits in any disguise from `at`, and how many digits it has. */
function digitRun(codes: Uint16Array, length: number, at: number, spoken: boolean): { end: number; digits: number } {
  const han = spoken ? SPOKEN_DIGITS : HAN_DIGITS;
  let end = at;
  let digits = 0;
  for (let i = at; i < length && i - at < MAX_RECOGNIZED; i++) {
    const code = codes[i]!;
    if (isDigit(code) || han.has(code) || isDigitLetter(code)) {
      digits++;
      end = i + 1;
    } else if (!(isDigitJoint(code) && digits > 0 && i === end)) break;
    // 1,000 is one number; 一天一千，五百 is two; a telephone number is read out in groups: 一三八，零零一三，八零零零.
    else if (
      code === PAUSE &&
      !(isDigit(codes[i - 1]!) && isDigit(codes[i + 1] ?? 0)) &&
      !(spoken && isGroup(codes, i - READ_OUT) && isGroup(codes, i + 1))
    )
      break;
  }
  return { end, digits };
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
  for (let i = start; i < end; i++) if (!isDigitLetter(codes[i]!)) return false;
  return true;
}

function unitAt(codes: Uint16Array, length: number, at: number): number {
  for (const unit of UNITS) {
    if (at + unit.length > length) continue;
    let same = 0;
    while (same < unit.length && codes[at + same] === unit.charCodeAt(same)) same++;
    if (same === unit.length) return at + unit.length;
  }
  return -1;
}

/** 多 来 余 几 to after a number: 一百多, 三十来块. */
const ROUGH_WORDS = '多来余几左右以上';
const ROUGH = new Set([...ROUGH_WORDS].map(codeOf));

const ONE = codeOf('一');
const PERCENT = codeOf('%');

function amountEnds(codes: Uint16Array, length: number, at: number): number[] {
  let start = at;
  const currency = at < length && CURRENCY.has(codes[at]!);
  if (currency) start++;
  // 上千, 上百, 过万, 近千
  if (
    start + 1 < length &&
    (codes[start] === codeOf('上') || codes[start] === codeOf('过') || codes[start] === codeOf('近'))
  ) {
    if (HAN_DIGITS.has(codes[start + 1]!)) start++;
  }
  const { end } = digitRun(codes, length, start, false);
  if (end === start) return [];
  const ends: number[] = [];
  let rough = end;
  while (rough < length && rough - end < 2 && ROUGH.has(codes[rough]!)) rough++;
  for (const stop of rough > end ? [rough, end] : [end]) {
    const unit = unitAt(codes, length, stop);
    if (unit !== -1 && (hasRealDigit(codes, start, end) || isMaskedRun(codes, start, end))) {
      const plus = unitAt(codes, length, unit);
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
  for (let stop = end; stop > real; stop--) {
    const code = codes[stop - 1]!;
    if (isDigit(code) || HAN_DIGITS.has(code) || isDigitLetter(code)) ends.push(stop);
  }
  return ends;
}

const RATIO_UNITS = ['个点', '倍', '成', '%', '‰', '点'];

function ratioEnds(codes: Uint16Array, length: number, at: number): number[] {
  let start = at;
  if (codes[at] === codeOf('百') && codes[at + 1] === codeOf('分') && codes[at + 2] === codeOf('之')) {
    const { end } = digitRun(codes, length, at + 3, false);
    return end > at + 3 ? [end] : [];
  }
  const { end } = digitRun(codes, length, start, false);
  if (end === start || !hasRealDigit(codes, start, end)) return [];
  const ends: number[] = [];
  for (const unit of RATIO_UNITS) {
    let same = 0;
    while (same < unit.length && codes[end + same] === unit.charCodeAt(same)) same++;
    if (same === unit.length && end + same <= length) ends.push(end + same);
  }
  start = at;
  return ends;
}

/** Digits a handle needs at least: the shortest QQ numbers have five. */
const MIN_HANDLE_DIGITS = 5;
const MIN_HANDLE_CHARS = 5;
const MIN_WORDED_DIGITS = 3;
/** A handle spelled out one character at a time needs more: 选 a b c 1 is none. */
const MIN_SPELLED_CHARS = 6;
const MIN_SPELLED_DIGITS = 2;
/** Lines anyone may call; naming one is no way to reach a stranger. */
const PUBLIC_NUMBERS = [
  '96110',
  '12381',
  '12321',
  '12315',
  '12345',
  '12377',
  '95516',
  '10086',
  '10010',
  '10000',
  '12306',
  '12333',
  '12308',
];

/** Names of things everybody has or visits: 登录 Chrome, 取消：iPhone. Nobody's handle. */
const PUBLIC_NAMES = [
  'iphone',
  'android',
  'windows',
  'chrome',
  'chromium',
  'firefox',
  'google',
  'youtube',
  'github',
  'facebook',
  'microsoft',
  'outlook',
  'bluetooth',
];
const NO_HANDLES = [...PUBLIC_NUMBERS, ...PUBLIC_NAMES];

function isHandleCode(code: number): boolean {
  return isDigit(code) || isLetter(code) || code === 0x5f || code === 0x2d || code === 0x40;
}

function startsWith(codes: Uint16Array, at: number, end: number, text: string): boolean {
  if (end - at !== text.length) return false;
  for (let i = 0; i < text.length; i++) if (codes[at + i] !== text.charCodeAt(i)) return false;
  return true;
}

function contactEnds(codes: Uint16Array, length: number, at: number): number[] {
  // Up to four marks may stand between the word and the handle: ：" ( + @ =
  let start = at;
  while (
    start < length &&
    start - at < 4 &&
    (codes[start] === PAUSE ||
      codes[start] === QUOTE ||
      codes[start] === 0x2b ||
      codes[start] === 0x3d ||
      codes[start] === 0x20 ||
      codes[start] === 0x3e ||
      codes[start] === 0x23)
  ) {
    start++;
  }
  if (start >= length || codes[start] === SENTENCE_END || codes[start] === BLOCK) return [];
  const ends: number[] = [];

  // Letters and digits: 微信号, @handle, t.me/…, a web address. Dots and slashes belong to addresses.
  let end = start;
  let digits = 0;
  let letters = 0;
  let dots = 0;
  for (let i = start; i < length && i - start < MAX_RECOGNIZED; i++) {
    const code = codes[i]!;
    if (isHandleCode(code)) {
      if (isDigit(code)) digits++;
      else if (isLetter(code)) letters++;
      end = i + 1;
    } else if (
      (code === 0x2e || code === 0x2f || (code === PAUSE && codes[i + 1] === 0x2f)) &&
      end > start &&
      i + 1 < length &&
      (isHandleCode(codes[i + 1]!) || codes[i + 1] === 0x2f)
    ) {
      dots++;
    } else if (code === PAUSE && letters >= 4 && startsWith(codes, start, i, 'http')) {
      dots++;
    } else if (code === 0x20 && digits > 0 && i + 1 < length && isDigit(codes[i + 1]!)) {
      // 138 0013 8000
    } else break;
  }
  // tcp.port==80 is a line of a program.
  const isCode = codes[end] === 0x3d && codes[end + 1] === 0x3d;
  const isAddress = dots > 0 && letters >= 2;
  // What parts them does not count: 8.0.30 and 1 2 3 4 are no handles.
  const isHandle =
    (digits + letters >= MIN_HANDLE_CHARS && (digits > 0 || letters >= 6)) ||
    (codes[start] === 0x40 && end - start >= MIN_HANDLE_CHARS);
  if (
    end > start &&
    (isAddress || isHandle) &&
    !isCode &&
    !NO_HANDLES.some((name) => startsWith(codes, start, end, name))
  ) {
    ends.push(end);
  }

  const spelled = spelledEnd(codes, length, start);
  if (spelled > end) ends.unshift(spelled);

  // A handle whose digits are words: abc幺二三四五. Three in a row, or 加v一起 would be one.
  if (letters > 0 && digits === 0 && dots === 0 && end > start) {
    const words = digitRun(codes, length, codes[end] === 0x20 ? end + 1 : end, true);
    if (words.digits >= MIN_WORDED_DIGITS) ends.unshift(words.end);
  }

  // Digits in disguise: 九⓿二肆, 一三八零零, l38oo…, also mixed with plain ones.
  const run = digitRun(codes, length, start, true);
  if (run.digits >= MIN_HANDLE_DIGITS && run.end > end && hasRealDigit(codes, start, run.end)) ends.unshift(run.end);
  return ends;
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
    if (!isDigitJoint(codes[i + 1] ?? 0)) break;
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

const JOINTS = ' -.,~_*';
/** Every character a match may hold (folded). */
const HELD_CODES = codesOf(
  (name) =>
    FIRST_CHARACTERS[name] +
    LAST_CHARACTERS[name] +
    JOINTS +
    {
      金额: [...CURRENCY_MARKS, ...UNITS, ...ROUGH_WORDS].join(''),
      数字: '',
      比例: `百分之${RATIO_UNITS.join('')}`,
      联系方式: './',
    }[name],
);

function codesOf(characters: (name: RecognizerName) => string): Record<RecognizerName, Set<number>> {
  return Object.fromEntries(RECOGNIZERS.map((name) => [name, new Set([...characters(name)].map(codeOf))])) as Record<
    RecognizerName,
    Set<number>
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
