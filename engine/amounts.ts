import { codeOf, codeSet } from './code-set.ts';
import {
  digitRun,
  firstRealDigit,
  HAN_DIGITS,
  hasRealDigit,
  isMaskedRun,
  WRITTEN,
  WRITTEN_DIGIT_TEXT,
} from './digits.ts';
import { standsAt } from './stands-at.ts';

/** Amounts (金额), numbers (数字) and ratios (比例): recognisers of what is counted (engine/recognizer.ts). */

const CURRENCY_MARKS = '¥￥$€';
const CURRENCY = codeSet(CURRENCY_MARKS);
/** Longer ones before those they begin with. */
const UNITS =
  '块钱 元钱 大洋 人民币 rmb usdt 美金 美元 港币 港元 新台币 台币 新币 新元 马币 令吉 块 元 刀 圆 米 蚊 w k u r +'.split(
    ' ',
  );

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

/** Numbers to call: “打96110” asks for no money. */
const HOTLINES = '96110 12110 12309 12315 12321 12337 12345 12348 12363 12377 12378 12381 12386'.split(' ');

/** Whether the bare number in `codes[start, end)` is one of the hotlines. */
function isHotline(codes: Uint16Array, length: number, start: number, end: number): boolean {
  return HOTLINES.some((hotline) => hotline.length === end - start && standsAt(hotline, codes, length, start));
}

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
  if (
    hasRealDigit(codes, start, end) &&
    (currency || (end - start >= 2 && !isHotline(codes, length, start, end))) &&
    !isPart
  ) {
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

/** 300元, ¥1,000, 一百多块, oooo元. */
export const AMOUNT = {
  first: `${WRITTEN_DIGIT_TEXT}¥$€上过近`,
  last: `${WRITTEN_DIGIT_TEXT}元块刀圆米蚊吉钱洋币金wkurbt+多来余左右以上`,
  inside: [...CURRENCY_MARKS, ...UNITS, ...ROUGH_WORDS].join(''),
  ends: amountEnds,
};

/** 300, 三百, l00. */
export const NUMBER = { first: WRITTEN_DIGIT_TEXT, last: WRITTEN_DIGIT_TEXT, inside: '', ends: numberEnds };

/** 20%, 百分之二十, 三成, 五个点. */
export const RATIO = {
  first: WRITTEN_DIGIT_TEXT,
  last: `${WRITTEN_DIGIT_TEXT}点倍成%‰`,
  inside: PER_CENT + RATIO_UNITS.join(''),
  ends: ratioEnds,
};
