import { afterAll, expect, test } from 'vitest';
import { learnSlices, type Reading } from '../../compiler/learn-slices.ts';
import { writtenSlices } from '../../compiler/wording-file.ts';
import { ruleFile, rulesFolder } from './fixtures.ts';

/** A rule whose words honest people say too; only what stands round them tells the one from the other. */
const files = {
  'brushing/deposit.yaml': ruleFile({
    id: 'deposit',
    signals: `
  押金: { stage: stake, strength: medium, phrases: [先交押金] }
  退还: { stage: stake, strength: medium, phrases: [做完退] }
  催促: { stage: stake, strength: medium, phrases: [只剩两个名额] }
`,
    match: `  - { all: [押金, 退还], within: 60, level: caution }
  - { all: [押金, 退还, 催促], within: 60, level: danger }`,
  }),
  'recovery/again.yaml': ruleFile({
    id: 'again',
    category: 'recovery',
    signals: `
  追回: { stage: revictim, strength: medium, phrases: [帮你追回] }
  收费: { stage: revictim, strength: medium, phrases: [先交押金] }
`,
    match: '  - { all: [追回, 收费], within: 60, level: caution }',
  }),
};
const LURES = ['先交押金派单给你，垫的钱做完退', '在家刷单先交押金，佣金做完退', '先交押金进群接单，本金做完退'];
const HONEST = ['骑电动车先交押金，租期做完退', '借图书先交押金，手续做完退', '场地先交押金，打扫做完退'];
const LURE = '先交押金接单，佣金做完退';
const BILL = '租电动车先交押金，手续做完退';

const folder = rulesFolder(files);
const readings = (texts: string[], lure: boolean): Reading[] =>
  texts.flatMap((text) =>
    folder
      .load()
      .matcher.readings(text)
      .map((slices) => ({ slices, lure, weight: 1 })),
  );
const lessons = [...readings(LURES, true), ...readings(HONEST, false)];
const learnt = learnSlices(lessons);
folder.write('wording/second-look.json', writtenSlices({ ...learnt, doubt: 0, sure: 0 }));
const { matcher, problems } = folder.load();
/** Everything but what is surely a lure may be honest. */
folder.write('wording/second-look.json', writtenSlices({ ...learnt, doubt: -1000, sure: 1000 }));
const doubtful = folder.load().matcher;
afterAll(() => folder.remove());

const levelOf = (text: string, by = matcher) => by.scan(text)[0]?.level;

test('the fixture itself compiles, and every lesson alarms', () => {
  expect(problems).toEqual([]);
  expect(lessons.filter(({ lure }) => lure).length).toBe(lessons.filter(({ lure }) => !lure).length);
  expect(lessons.length).toBeGreaterThanOrEqual(LURES.length + HONEST.length);
});

test('what is learnt is the same every time', () => {
  expect(learnSlices(lessons)).toEqual(learnt);
});

test('an alarm that reads like honest talk becomes a mention, and says why', () => {
  expect(levelOf(LURE)).toBe('caution');
  const [finding] = matcher.scan(BILL);
  expect(finding).toMatchObject({ level: 'notice', exemption: 'honest-wording' });
});

test('what may be honest is no danger, but still an alarm', () => {
  const text = `${LURE}，只剩两个名额`;
  expect(levelOf(text)).toBe('danger');
  expect(levelOf(text, doubtful)).toBe('caution');
});

test('whoever was robbed once and is being robbed again is warned all the same', () => {
  const text = '帮你追回电动车，手续先交押金，租期做完退';
  const again = matcher.scan(text).find(({ rule }) => rule === 'again');
  expect(again?.level).toBe('caution');
});

test.each([
  ['before it', (honest: string) => `${honest}，${LURE}`],
  ['behind it', (honest: string) => `${LURE}，${honest}`],
  ['on both sides', (honest: string) => `${honest}，${LURE}，${honest}`],
])('honest words %s do not talk a lure away', (_, around) => {
  expect(levelOf(around('骑电动车借图书打扫场地办手续租期'))).toBe('caution');
});

test('a page of several blocks is judged block by block', () => {
  expect(matcher.scan(`${BILL}\n\n${LURE}`).map(({ level }) => level)).toEqual(['notice', 'caution']);
});

test('a bill at the head of a long post does not speak for the lure at its end', () => {
  const between = '骑电动车借图书打扫场地办手续租期'.repeat(20);
  // A contact, so that neither is lowered for standing alone in a long paragraph.
  const text = `${BILL}，${between}，${LURE}，加微信abc12345`;
  expect(matcher.scan(text).map(({ level }) => level)).toEqual(['notice', 'caution']);
});

test('words up to eighty characters beyond the evidence count, of its own block only', () => {
  const gap = '骑电动车借图书打扫场地办手续租期';
  const aboutAJob = '派单进群接单本金佣金在家刷单垫的钱';
  const near = matcher.readings(`${BILL}，${gap}${aboutAJob}`)[2]!;
  const beyond = matcher.readings(`${BILL}，${gap.repeat(5)}${aboutAJob}`)[2]!;
  const nextBlock = matcher.readings(`${BILL}，${gap}\n\n${aboutAJob}`)[2]!;
  const blockBefore = matcher.readings(`${aboutAJob}\n\n${BILL}`)[2]!;
  const own = matcher.readings(BILL)[2]!;
  const jobSlices = [...near].filter((slice) => !own.has(slice) && !beyond.has(slice));
  expect(jobSlices.length).toBeGreaterThan(aboutAJob.length);
  expect(jobSlices.filter((slice) => nextBlock.has(slice))).toEqual([]);
  expect(blockBefore).toEqual(own);
});

test('the more rules fire, the more must speak for an honest text', () => {
  const rules = Array.from({ length: 5 }, (_, at) => [
    `brushing/deposit-${at}.yaml`,
    files['brushing/deposit.yaml'].replace('id: deposit', `id: deposit-${at}`),
  ]);
  const [alone, crowd] = [rulesFolder(Object.fromEntries(rules.slice(0, 1))), rulesFolder(Object.fromEntries(rules))];
  const levelAt = (doubt: number, of: typeof alone) => {
    of.write('wording/second-look.json', writtenSlices({ ...learnt, doubt, sure: doubt }));
    return levelOf(BILL, of.load().matcher);
  };
  // The lowest line below which the bill lies while one rule fires: four more lift it over.
  let line = 0;
  for (let step = 128; step >= 1; step /= 2) if (levelAt(line - step, alone) === 'notice') line -= step;
  expect(levelAt(line, alone)).toBe('notice');
  expect(levelAt(line, crowd)).toBe('caution');
  alone.remove();
  crowd.remove();
});
