import { expect, test } from 'vitest';
import { learnSlices } from '../../compiler/learn-slices.ts';
import type { Lesson } from '../../compiler/learn-weights.ts';
import { tenorReadings } from '../../compiler/tenor-readings.ts';
import { NO_TENOR } from '../../compiler/wording-rules.ts';
import { Tenor } from '../../engine/tenor.ts';

const GOODS = ['奶粉', '手机', '衣服', '鞋子', '口红', '耳机', '书包', '水杯', '雨伞', '台灯'];
const lures = GOODS.map((goods) => `拍下${goods}先垫付本金，做完返你佣金`);
/** The same stretch; only what stands beyond it tells. */
const honest = GOODS.map((goods) => `租借${goods}先垫付本金，图书馆志愿者登记`);
const plain = GOODS.map((goods) => `周末去公园看花，顺路买了${goods}`);
const lesson = (lure: boolean) => (text: string) => ({ text, lure, weight: 1 });
const lessons: Lesson[] = [...lures.map(lesson(true)), ...honest.map(lesson(false)), ...plain.map(lesson(false))];

const LEAST = 0.2;
const readings = tenorReadings(lessons, LEAST);

test('every honest text is read, and every lure that weighs like one; the same every time', () => {
  expect(readings.filter(({ lure }) => !lure)).toHaveLength(honest.length + plain.length);
  expect(readings.filter(({ lure }) => lure).length).toBeGreaterThan(lures.length / 2);
  expect(tenorReadings(lessons, LEAST)).toEqual(readings);
  expect(tenorReadings(lessons, 1000).filter(({ lure }) => lure)).toEqual([]);
});

test('what weighs nothing like a lure counts for less', () => {
  const weights = readings.filter(({ lure }) => !lure).map(({ weight }) => weight);
  expect(new Set(weights).size).toBe(2);
  expect(Math.min(...weights)).toBeLessThan(1);
});

test('what is learnt from them tells the lure from the honest text round the same words', () => {
  const tenor = new Tenor({ ...NO_TENOR, ...learnSlices(readings) });
  const weighs = (text: string) => {
    const codes = Uint16Array.from(text, (unit) => unit.charCodeAt(0));
    return tenor.weigh({ start: 4, end: 9, weight: 0, joined: false }, codes, codes.length);
  };
  expect(weighs('拍下毛巾先垫付本金，做完返你佣金')).toBeGreaterThan(weighs('租借毛巾先垫付本金，图书馆志愿者登记'));
});
