import { afterAll, expect, test } from 'vitest';
import { compile } from '../../compiler/compile.ts';
import { Matcher } from '../../engine/matcher.ts';
import { learnWording, turns } from '../../scripts/learn-wording.ts';
import type { Lessons, NamedLesson } from '../../scripts/wording-lessons.ts';
import { ruleFile, rulesFolder } from '../engine/fixtures.ts';

const folder = rulesFolder({
  'brushing/like-a-lure.yaml': ruleFile({
    id: 'like-a-lure',
    signals: `
  垫钱: { stage: stake, strength: medium, phrases: [垫一单] }
  返钱: { stage: lure, strength: medium, phrases: [返给你] }
  用词: { stage: lure, strength: medium, wording: true }`,
    match:
      '  - { all: [垫钱, 返钱], within: 40, level: caution }\n  - { all: [用词, $骗局的一步], within: 80, level: caution }',
  }),
});
afterAll(() => folder.remove());
const { sources } = folder.load().loaded;

const lesson = (text: string, lure: boolean, source = '', label = 'benign'): NamedLesson => ({
  text,
  unfolded: text,
  lure,
  weight: 1,
  source,
  ...(source !== '' && { label }),
});
const GOODS = ['奶粉', '手机', '衣服', '鞋子', '口红', '耳机'];
const LURES = GOODS.map((goods) => `拍下${goods}，先垫一单，佣金本金当场返给你`);
/** A rule fires in it, though it is honest. */
const UNLUCKY = '食堂充值卡坏了我替同学垫一单，他周末回宿舍取了零钱返给你';
const texts: Lessons = {
  lessons: [
    ...LURES.map((text) => lesson(text, true)),
    ...GOODS.map((goods) => lesson(`周末去公园看花，顺路买了${goods}`, false)),
    lesson(UNLUCKY, false, 'unlucky.jsonl', 'hard_benign'),
    lesson('明天早上八点开会，请带电脑', false, 'unlucky.jsonl'),
  ],
  topics: LURES.map((text) => ({ text, topic: 'brushing' })),
  told: [],
  examples: new Set(),
};
/** As if it had been learnt before from a text that is now held out. */
const learntBefore = {
  ...sources,
  secondLook: { weights: '', bias: 0, doubt: Number.MAX_SAFE_INTEGER, sure: Number.MAX_SAFE_INTEGER },
};

/** A learning fills tables of a million weights several times over, however few the texts. */
const SLOW_MS = 90_000;

const levelsBy = (ruleset: typeof sources, text: string) =>
  new Matcher(compile(ruleset, []).ruleset).scan(text).map(({ level }) => level);

test(
  'an honest text in which a rule fires teaches the second look; a lure still alarms',
  () => {
    const learnt = { ...sources, ...learnWording(learntBefore, texts) };
    expect(levelsBy(learnt, UNLUCKY)).toEqual(['notice']);
    expect(levelsBy(learnt, LURES[0]!)).toContain('caution');
  },
  SLOW_MS,
);

test(
  'in its turn a file is judged by what was learnt without it, and by nothing learnt before',
  () => {
    expect([...turns(learntBefore, texts)]).toEqual([
      { file: 'unlucky.jsonl', label: 'hard_benign', rows: 1, caution: 1, danger: 0 },
      { file: 'unlucky.jsonl', label: 'benign', rows: 1, caution: 0, danger: 0 },
    ]);
  },
  SLOW_MS,
);
