import { afterAll, describe, expect, test } from 'vitest';
import { judge } from '../../engine/verdict.ts';
import { ruleFile, rulesFolder } from './fixtures.ts';

/** What a denial reaches and what it does not: the clause, the list, the quotation; never the demand behind the comma. */
const folder = rulesFolder({
  'exemptions.yaml': `
voided_by: [站外句柄]
exemptions:
  - { id: not-asked, title: 不会要求, scope: clause, reach: 16, stages: [stake], even_with_contact: true, every_rule: true, markers: [不会要求, 谨防] }
  - { id: no-charge, title: 不收, scope: clause, reach: 10, through: 任何缴纳您先, stages: [stake], even_with_contact: true, every_rule: true, markers: [无需, 不收] }
  - { id: paid-by-other, title: 别人出, scope: after, reach: 3, stages: [stake], even_with_contact: true, every_rule: true, markers: [公司承担, 由商场代缴] }
  - { id: story, title: 转述, scope: block, markers: [亲身经历] }
  - { id: warning, title: 提醒, scope: near, least: 2, every_rule: true, markers: [反诈, 小心, 警惕] }
`,
  'brushing/fees.yaml': ruleFile({
    id: 'fees',
    signals: `
  活:
    stage: lure
    strength: strong
    phrases: [在家兼职, 无需经验]
  钱:
    stage: stake
    strength: medium
    phrases: [押金, 培训费, 先垫付, 所得税]
`,
    match: '  - { all: [活, 钱], within: 80, level: caution }',
  }),
  'brushing/hush.yaml': ruleFile({
    id: 'hush',
    signals: `
  卸载:
    stage: silence
    strength: strong
    phrases: [把反诈App卸了]
`,
    match: '  - { all: [卸载], level: caution }',
  }),
  'brushing/narrow.yaml': `${ruleFile({
    id: 'narrow',
    signals: `
  验证码:
    stage: stake
    strength: strong
    phrases: [把验证码告诉]
`,
    match: '  - { all: [验证码], level: caution }',
  }).trimEnd()}\nunless: [story]\n`,
});
const { matcher, problems } = folder.load();
afterAll(() => folder.remove());
const level = (text: string) => judge(matcher.scan(text)).level;

test('the fixture itself compiles', () => {
  expect(problems).toEqual([]);
});

describe('a denial denies its own object', () => {
  test.each([
    ['在家兼职，押金一百', 'caution'],
    ['在家兼职，不收押金', 'notice'],
    ['在家兼职，无需您缴纳任何押金', 'notice'],
    ['在家兼职，不收押金、培训费', 'notice'],
    ['在家兼职，不收押金，先垫付', 'caution'],
    ['在家兼职，不收押金先垫付', 'caution'],
    ['在家兼职，不收押金。培训费五十', 'caution'],
    ['在家兼职，不收押金\n\n培训费五十', 'caution'],
    ['在家兼职，不收中介的钱只收押金', 'caution'],
  ])('%j → %s', (text, expected) => {
    expect(level(text)).toBe(expected);
  });

  test('even beside a contact of its own', () => {
    expect(level('在家兼职，不收押金，qq1234567')).toBe('notice');
  });

  test('a lure’s own 无需经验 is no demand and stays', () => {
    expect(level('无需经验，押金一百')).toBe('caution');
    expect(level('谨防错过，无需经验，押金一百')).toBe('caution');
  });
});

describe('what nobody will ask of you', () => {
  test.each([
    ['不会要求您把验证码告诉别人', 'notice'],
    ['谨防“请把验证码告诉客服”的电话', 'notice'],
    ['不会要求面试，请把验证码告诉我', 'caution'],
    ['请把验证码告诉我', 'caution'],
  ])('%j → %s, for a rule with its own list too', (text, expected) => {
    expect(level(text)).toBe(expected);
  });
});

describe('a fee that somebody else bears', () => {
  test.each([
    ['在家兼职，培训费公司承担', 'notice'],
    ['在家兼职，所得税由商场代缴', 'notice'],
    ['在家兼职，培训费，公司承担吃住', 'caution'],
    ['在家兼职，培训费五十块入职以后公司承担', 'caution'],
  ])('%j → %s', (text, expected) => {
    expect(level(text)).toBe(expected);
  });
});

test('words that ask for silence are no part of the warning that excuses them', () => {
  expect(level('你把反诈App卸了\n\n路上小心')).toBe('caution');
  expect(level('你把反诈App卸了\n\n路上小心，警惕')).toBe('notice');
  expect(level('反诈提醒：叫你把反诈App卸了的要小心')).toBe('notice');
});

const PARAGRAPH = '昨天下了一天的雨，'.repeat(9);
const BUBBLE = '好的';

test.each([
  ['the block itself and two blocks on', `反诈。在家兼职，押金一百\n\n${PARAGRAPH}\n\n小心`, 'notice'],
  ['three blocks on', `反诈。在家兼职，押金一百\n\n${PARAGRAPH}\n\n${PARAGRAPH}\n\n小心`, 'caution'],
  ['two blocks before', `小心\n\n${PARAGRAPH}\n\n反诈。在家兼职，押金一百`, 'notice'],
  ['three blocks before', `小心\n\n${PARAGRAPH}\n\n${PARAGRAPH}\n\n反诈。在家兼职，押金一百`, 'caution'],
  ['of short blocks, all of the run', `小心\n\n${`${BUBBLE}\n\n`.repeat(9)}反诈。在家兼职，押金一百`, 'notice'],
  [
    'and no more of it than two hundred characters',
    `小心\n\n${`${BUBBLE}\n\n`.repeat(90)}反诈。在家兼职，押金一百`,
    'caution',
  ],
])('what is near: %s', (_, text, expected) => {
  expect(level(text)).toBe(expected);
});

test('what stands behind a demand takes it back only in its own sentence', () => {
  expect(level('在家兼职，押金公司承担')).toBe('notice');
  expect(level('在家兼职，押金。公司承担')).toBe('caution');
});
