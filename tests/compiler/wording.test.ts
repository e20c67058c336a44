import { expect, test } from 'vitest';
import { commonSteps } from '../../compiler/common-steps.ts';
import { learnTopics } from '../../compiler/learn-topics.ts';
import { type Lesson, learnWeights } from '../../compiler/learn-weights.ts';
import type { Problem } from '../../compiler/problem.ts';
import { readSecondLook, readWording, writtenSlices, writtenWording } from '../../compiler/wording-file.ts';
import { NO_TENOR } from '../../compiler/wording-rules.ts';
import { SLICE_BITS } from '../../engine/slice-weights.ts';
import { Topics } from '../../engine/topics.ts';
import { Wording } from '../../engine/wording.ts';
import { ruleFile, rulesFolder } from '../engine/fixtures.ts';

const LURES = ['先垫一单再返你本金和佣金', '垫一单佣金当场返给你', '充满信用分马上放行本金'];
const HONEST = ['公园里的樱花开了很好看', '晚上包饺子吃别忘了买醋', '明天早上八点开会带电脑'];
const lessons: Lesson[] = [
  ...LURES.map((text) => ({ text, lure: true, weight: 1 })),
  ...HONEST.map((text) => ({ text, lure: false, weight: 1 })),
];

const LEAST = 1;
const NO_TOPICS = { names: [], signals: [], combos: [], singles: '', pairs: '', weights: '' };
const codesOf = (text: string) => Uint16Array.from(text, (unit) => unit.charCodeAt(0));

test('what is learnt tells lures from honest texts, and is the same every time', () => {
  const weights = learnWeights(lessons, LEAST);
  expect(learnWeights(lessons, LEAST)).toEqual(weights);
  const wording = new Wording({
    ...weights,
    tenor: NO_TENOR,
    topics: { ...NO_TOPICS, names: ['brushing'], signals: [0], combos: [[]] },
  });
  const reads = (text: string) => wording.stretches(codesOf(text), text.length).length > 0;
  expect(LURES.map(reads)).toEqual([true, true, true]);
  expect(HONEST.map(reads)).toEqual([false, false, false]);
  expect(reads('你先垫一单，佣金马上返给你')).toBe(true);
});

test('topics are told apart by slices that several lures hold', () => {
  const topics = learnTopics([
    ...Array.from({ length: 6 }, (_, i) => ({ text: `垫付佣金第${i}单`, topic: 'brushing' })),
    ...Array.from({ length: 6 }, (_, i) => ({ text: `机票改签退款第${i}号`, topic: 'flight' })),
  ]);
  expect(topics.names).toEqual(['brushing', 'flight']);
  const known = new Topics({ ...topics, signals: [7, 8], combos: [] });
  const signalOf = (text: string) => known.signalOf(codesOf(text), text.length, { start: 0, end: text.length });
  expect([signalOf('有没有佣金可拿'), signalOf('要不要改签')]).toEqual([7, 8]);
  const likeness = known.likenessOf(codesOf('垫付'), 2, { start: 0, end: 2 });
  expect(likeness('brushing')).toBeGreaterThan(0);
  expect(likeness('flight')).toBeLessThan(0);
  expect(likeness('unheard-of')).toBe(0);
});

test('what is written is read back, and what is no weights is refused with what to do', () => {
  const whole = {
    ...learnWeights(lessons, LEAST),
    topics: { names: ['brushing', 'flight'], singles: '佣', pairs: '佣金', weights: 'QOQO' },
    common: ['催促'],
  };
  const problems: Problem[] = [];
  expect(readWording('weights.json', writtenWording(whole), problems)).toEqual(whole);
  expect(problems).toEqual([]);
  for (const bad of ['{', '{}', writtenWording({ ...whole, pairs: whole.pairs.slice(128) })]) {
    problems.length = 0;
    expect(readWording('weights.json', bad, problems)).toBeNull();
    expect(problems).toHaveLength(1);
    expect(problems[0]!.message).toContain('npm run rules:weigh');
  }
});

test('what a second look weighs is read back too', () => {
  const { pairs } = learnWeights(lessons, LEAST);
  const whole = { weights: pairs.slice(0, 2 ** SLICE_BITS), bias: -3, doubt: -8, sure: 0 };
  const problems: Problem[] = [];
  expect(readSecondLook('second-look.json', writtenSlices(whole), problems)).toEqual(whole);
  expect(problems).toEqual([]);
  expect(readSecondLook('second-look.json', '{}', problems)).toBeNull();
  expect(problems[0]).toMatchObject({
    file: 'second-look.json',
    message: expect.stringContaining('npm run rules:weigh'),
  });
});

const rule = (id: string, within: number) =>
  ruleFile({
    id,
    signals: `
  用词: { stage: lure, strength: medium, wording: true }
  垫钱: { stage: stake, strength: medium, phrases: [垫一单, 垫本金] }`,
    match: `  - { all: [用词, $骗局的一步], within: ${within}, level: caution }\n  - { all: [垫钱], level: notice }`,
  });

function loadedFrom(files: Record<string, string>) {
  const folder = rulesFolder(files);
  try {
    return folder.load();
  } finally {
    folder.remove();
  }
}

test('a rule looks at the wording of its category; a step is any signal beyond the lure', () => {
  const topics = learnTopics(LURES.map((text) => ({ text, topic: 'brushing' })));
  const { matcher, problems } = loadedFrom({
    'brushing/like-a-lure.yaml': rule('like-a-lure', 80),
    'wording/weights.json': writtenWording({
      ...learnWeights(lessons, LEAST),
      topics,
      common: [],
    }),
  });
  expect(problems).toEqual([]);
  const levels = (text: string) => matcher.scan(text).map(({ level }) => level);
  expect(levels('你先垫一单，佣金马上返给你')).toContain('caution');
  expect(levels('公园里的樱花开了，垫一单')).not.toContain('caution');
});

test('what honest people say nearly as often as lures is no step', () => {
  const topics = learnTopics(LURES.map((text) => ({ text, topic: 'brushing' })));
  const folderWith = (common: string[]) =>
    loadedFrom({
      'brushing/like-a-lure.yaml': rule('like-a-lure', 80),
      'wording/weights.json': writtenWording({
        ...learnWeights(lessons, LEAST),
        topics,
        common,
      }),
    });
  const { matcher } = folderWith([]);
  expect(commonSteps(matcher, LURES, HONEST)).toEqual([]);
  const common = commonSteps(matcher, LURES, ['公园里要垫一单', '樱花开了垫一单']);
  expect(common).toEqual(['垫钱']);
  const levels = folderWith(common)
    .matcher.scan('你先垫一单，佣金马上返给你')
    .map(({ level }) => level);
  expect(levels).toEqual(['notice']);
});

test.each([
  ['no weights', { 'brushing/a.yaml': rule('a', 80) }, '没有“brushing”这一类'],
  ['a reach beyond what is asked about', { 'brushing/a.yaml': rule('a', 400) }, 'within 最多'],
  ['two rules of a category', { 'brushing/a.yaml': rule('a', 80), 'brushing/b.yaml': rule('b', 80) }, '只能有一条'],
])('%s: said where and what to do', (_, files, message) => {
  const { problems } = loadedFrom(files as Record<string, string>);
  expect(problems.map((problem) => problem.message).join('\n')).toContain(message);
});
