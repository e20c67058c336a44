import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_RECOGNIZED } from '../../engine/digits.ts';
import { RECOGNIZERS, type RecognizerName, recognizedEnds, recognizedStarts } from '../../engine/recognizer.ts';

/** Text as it is after folding: pauses are `,`, sentence ends `。`, separators between Latin characters one space. */
function codesOf(folded: string): Uint16Array {
  return Uint16Array.from(folded, (character) => character.charCodeAt(0));
}

/** The longest match that begins at the start of `folded`; null when there is none. */
function longest(name: RecognizerName, folded: string): string | null {
  const ends = recognizedEnds(name, codesOf(folded), folded.length, 0);
  return ends.length === 0 ? null : folded.slice(0, Math.max(...ends));
}

describe('联系方式: names of what everybody has', () => {
  test.each(['chrome', ',windows', 'iphone'])('%j is nobody’s handle', (folded) => {
    expect(longest('联系方式', folded)).toBeNull();
  });

  test.each(['chrome_2024', 'iphone.example'])('%j is', (folded) => {
    expect(longest('联系方式', folded)).toBe(folded);
  });
});

describe('联系方式: numbers in every disguise', () => {
  test.each([
    ['13800138000', '13800138000'],
    [',13800138000', ',13800138000'],
    ['138 0013 8000', '138 0013 8000'],
    ['138-0013-8000', '138-0013-8000'],
    ['1 2 3 4 5 6', '1 2 3 4 5 6'],
    ['l38oo138ooo', 'l38oo138ooo'],
  ])('%j → %j', (folded, expected) => {
    expect(longest('联系方式', folded)).toBe(expected);
  });

  test.each([
    ['幺三八零零一三八零零零', '幺三八零零一三八零零零'],
    ['洞幺二三四', '洞幺二三四'],
    ['壹贰叁肆伍陆', '壹贰叁肆伍陆'],
    ['九3026八六零', '九3026八六零'],
    ['一三八,零零一三,八零零零', '一三八,零零一三,八零零零'],
    ['abc幺二三四五', 'abc幺二三四五'],
    ['abc 幺二三四五', 'abc 幺二三四五'],
  ])('digits as words: %j → %j', (folded, expected) => {
    expect(longest('联系方式', folded)).toBe(expected);
  });

  test.each([['一起'], ['v一起'], ['一二三四'], ['一天一千,五百'], ['三个,两个'], ['abc一二']])(
    'none in %j',
    (folded) => {
      expect(longest('联系方式', folded)).toBeNull();
    },
  );

  test('units such as 百 and 千 are money, not a number read out', () => {
    expect(longest('联系方式', '三百五十块钱')).toBeNull();
    expect(longest('金额', '三百五十块钱')).toBe('三百五十块钱');
  });
});

describe('联系方式: handles', () => {
  test.each([
    ['abc12345', 'abc12345'],
    [',"abc12345', ',"abc12345'],
    ['a b c 1 2 3', 'a b c 1 2 3'],
    ['a-b-c-1-2-3', 'a-b-c-1-2-3'],
    ['a,b,c,1,2,3', 'a,b,c,1,2,3'],
    ['z h a n g 8 8 8', 'z h a n g 8 8 8'],
    ['@abcd', '@abcd'],
    ['t.me,/abc_def', 't.me,/abc_def'],
    ['a b c 1 2 3日结', 'a b c 1 2 3'],
  ])('%j → %j', (folded, expected) => {
    expect(longest('联系方式', folded)).toBe(expected);
  });

  test.each([
    ['a b c d'],
    ['a b c 1'],
    ['ab cd 1 2'],
    ['1 2 3 4'],
    ['8.0.30'],
    ['tcp.port==80'],
    ['1.2.3'],
    ['vip'],
    ['96110'],
    ['12315'],
    ['日结'],
    ['。abc12345'],
  ])('none in %j', (folded) => {
    expect(longest('联系方式', folded)).toBeNull();
  });
});

describe('金额, 数字, 比例', () => {
  test.each<[RecognizerName, string, string | null]>([
    ['金额', '200-300元', '200-300元'],
    ['金额', '1,000元', '1,000元'],
    ['金额', 'xx元', 'xx元'],
    ['金额', '一百多块', '一百多块'],
    ['金额', '一', null],
    ['金额', '20%', null],
    ['比例', '20%', '20%'],
    ['比例', '三成', '三成'],
    ['比例', '百分之二十', '百分之二十'],
    ['比例', '二十', null],
    ['数字', '三百', '三百'],
  ])('%s in %j → %j', (name, folded, expected) => {
    expect(longest(name, folded)).toBe(expected);
  });
});

test.each(['96110', '12381', '12315'])('a hotline is no amount: %s', (folded) => {
  expect(longest('金额', folded)).toBeNull();
  expect(longest('金额', `${folded}元`)).toBe(`${folded}元`);
});

test('an amount leaves the one behind it to what it counts: 50一单, 两百一天', () => {
  const ends = (folded: string) =>
    recognizedEnds('金额', codesOf(folded), folded.length, 0).map((end) => folded.slice(0, end));
  expect(ends('50一单')).toContain('50');
  expect(ends('两百一天')).toContain('两百');
  expect(ends('一一单')).not.toContain('一');
});

test('read backwards, a number is not cut in two', () => {
  const folded = '加微13800138000';
  expect(recognizedStarts('联系方式', codesOf(folded), folded.length, folded.length)).toEqual([2]);
});

test('read backwards, it begins wherever reading forwards from there ends', () => {
  const isDigit = (character: string | undefined) => character !== undefined && /\d/.test(character);
  const text = fc.string({
    unit: fc.constantFrom(...'019三百万幺上过近来以左右多余元块美金币rmbu+¥.,-/ ~:@_"=>#%‰成倍点分之个olixhtp甲乙。'),
    maxLength: 60,
  });
  fc.assert(
    fc.property(fc.constantFrom(...RECOGNIZERS), text, fc.nat({ max: 60 }), (name, folded, place) => {
      const codes = codesOf(folded);
      const end = Math.min(place, folded.length);
      const starts = Array.from({ length: end }, (_, at) => at).filter(
        (at) =>
          end - at <= MAX_RECOGNIZED &&
          !(isDigit(folded[at - 1]) && isDigit(folded[at])) &&
          recognizedEnds(name, codes, folded.length, at).includes(end),
      );
      expect(recognizedStarts(name, codes, folded.length, end)).toEqual(starts);
    }),
    { numRuns: 5000 },
  );
});
