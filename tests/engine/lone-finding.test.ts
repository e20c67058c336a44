import { afterAll, describe, expect, test } from 'vitest';
import { MAX_FINDINGS_PER_RULE } from '../../engine/matcher.ts';
import { ruleFile, rulesFolder } from './fixtures.ts';

/** One finding in a long paragraph with nothing else beside it is lowered by a level; whatever speaks for it keeps it. */
const folder = rulesFolder({
  'brushing/two-words.yaml': ruleFile({
    id: 'two-words',
    signals: `
  活:
    stage: lure
    strength: medium
    phrases: [在家做活]
  钱:
    stage: stake
    strength: medium
    phrases: [先交押金]
  招:
    stage: lure
    strength: strong
    phrases: [有手机就能做]
  催:
    stage: stake
    strength: medium
    phrases: [名额不多]
`,
    match: `  - { all: [活, 钱], within: 60, level: caution }
  - { all: [活, 招], within: 60, level: caution }
  - { all: [活, 钱, 催], within: 60, level: danger }`,
  }),
  'brushing/four-words.yaml': ruleFile({
    id: 'four-words',
    signals: `
  单:
    stage: lure
    strength: medium
    phrases: [帮人下单]
  佣:
    stage: lure
    strength: medium
    phrases: [返佣金]
  垫:
    stage: stake
    strength: medium
    phrases: [自己垫钱]
  群:
    stage: lure
    strength: medium
    phrases: [进群领活]
`,
    match: `  - { all: [单, 佣, 垫, 群], within: 80, level: caution }
  - { all: [单, 佣, 垫], within: 80, level: caution }`,
  }),
  'brushing/another.yaml': ruleFile({
    id: 'another',
    signals: `
  收益:
    stage: lure
    strength: medium
    phrases: [一天两百]
  在家:
    stage: lure
    strength: medium
    phrases: [不用出门]
`,
    match: '  - { all: [收益, 在家], within: 60, level: caution }',
  }),
  'recovery/again.yaml': ruleFile({
    id: 'again',
    category: 'recovery',
    signals: `
  追回:
    stage: revictim
    strength: medium
    phrases: [帮你追回]
  收费:
    stage: revictim
    strength: medium
    phrases: [先付律师费]
`,
    match: '  - { all: [追回, 收费], within: 60, level: caution }',
  }),
});
const { matcher, problems } = folder.load();
afterAll(() => folder.remove());

/** Ordinary words, so many characters of them. */
const filler = (size: number) => '春天的河边长满了青草老人们在那里散步聊天看孩子放风筝'.repeat(9).slice(0, size);
const CAUTION = '在家做活，先交押金';
const levelOf = (rule: string, text: string) => matcher.scan(text).find((finding) => finding.rule === rule)?.level;

test('the fixture itself compiles', () => {
  expect(problems).toEqual([]);
});

describe('a finding that stands alone', () => {
  test.each([
    ['in a short text', CAUTION, 'caution'],
    ['in a long paragraph', `${filler(100)}${CAUTION}${filler(100)}`, 'notice'],
    ['in a short paragraph of a long text', `${filler(150)}\n\n${CAUTION}\n\n${filler(150)}`, 'caution'],
    ['across two paragraphs', `${filler(150)}在家做活\n\n先交押金${filler(150)}`, 'caution'],
    ['beside a contact', `${filler(100)}${CAUTION}，加微信abc12345${filler(100)}`, 'caution'],
    ['with a strong signal', `${filler(100)}在家做活，有手机就能做${filler(100)}`, 'caution'],
    ['beside another rule', `${filler(60)}${CAUTION}${filler(60)}一天两百不用出门${filler(60)}`, 'caution'],
    ['in danger', `${filler(100)}${CAUTION}，名额不多${filler(100)}`, 'caution'],
    ['in danger, in a short text', `${CAUTION}，名额不多`, 'danger'],
  ])('%s', (_, text, expected) => {
    expect(levelOf('two-words', text)).toBe(expected);
  });

  test('in a paragraph of just the length, whatever follows it', () => {
    const just = `${filler(140 - CAUTION.length)}${CAUTION}`;
    expect([just, `${just}\n\n甲`, `甲\n\n${just}`].map((text) => levelOf('two-words', text))).toEqual(
      Array(3).fill('caution'),
    );
    expect(levelOf('two-words', `${filler(1)}${just}\n\n甲`)).toBe('notice');
  });

  test('hides nothing that comes after, however many there are', () => {
    const lowered = Array(MAX_FINDINGS_PER_RULE + 5).fill(`${filler(100)}${CAUTION}${filler(100)}`);
    const levels = matcher.scan([...lowered, CAUTION].join('\n\n')).map(({ level }) => level);
    expect(levels).toHaveLength(MAX_FINDINGS_PER_RULE);
    expect(levels.at(-1)).toBe('caution');
  });

  test('of four pieces is no coincidence, of three it may be', () => {
    const three = '帮人下单，返佣金，自己垫钱';
    expect(levelOf('four-words', `${filler(100)}${three}${filler(100)}`)).toBe('notice');
    expect(levelOf('four-words', `${filler(100)}进群领活，${three}${filler(100)}`)).toBe('caution');
  });

  test('of somebody who is robbed a second time is never lowered', () => {
    expect(levelOf('again', `${filler(100)}帮你追回，先付律师费${filler(100)}`)).toBe('caution');
  });

  test('says why it was lowered, and is no step of a script', () => {
    const [finding] = matcher.scan(`${filler(100)}${CAUTION}${filler(100)}`);
    expect(finding?.exemption).toBe('lone-in-long-text');
  });
});
