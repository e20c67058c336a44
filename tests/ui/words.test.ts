import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Copy, fill } from '../../ui/copy/copy.ts';
import { en } from '../../ui/copy/en.ts';
import { zhCN } from '../../ui/copy/zh-cn.ts';
import { zhTW } from '../../ui/copy/zh-tw.ts';
import { excerpt } from '../../ui/excerpt.ts';
import { maskNumbers } from '../../ui/mask.ts';
import { placeInScript } from '../../ui/script-progress.tsx';

/** Every sentence with the path it stands at, for example `card.questions.lure.0`. */
function sentences(copy: object, path = ''): [string, string][] {
  return Object.entries(copy).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${path}${key}`, value] as [string, string]]
      : sentences(value as object, `${path}${key}.`),
  );
}

const copies: [string, Copy][] = [
  ['zh_CN', zhCN],
  ['zh_TW', zhTW],
  ['en', en],
];

describe.each(copies)('words in %s', (_, copy) => {
  it('have the same places and the same slots as the Chinese ones', () => {
    const slots = (from: Copy) => sentences(from).map(([path, text]) => [path, (text.match(/\{\w+\}/g) ?? []).sort()]);
    expect(slots(copy)).toEqual(slots(zhCN));
  });

  it('are never empty', () => {
    expect(sentences(copy).filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('blame nobody and judge nobody', () => {
    const blame =
      /怎么(会|能)(信|被骗)|上当|轻信|贪|傻|笨|蠢|早(就)?(说|该)|活该|大意|粗心|(你|您)被(骗|騙)|怪(你|自己)|責怪|輕信|貪|stupid|foolish|gullible|greedy|careless|you fell|should have|your mistake/i;
    expect(sentences(copy).filter(([, text]) => blame.test(text))).toEqual([]);
  });

  it('claim neither certainty nor safety', () => {
    const claim =
      /确定是|(?<!不)一定是|就是诈骗|确认为|確定是|就是詐騙|已确认|(是|很|绝对)安全的?$|可以放心|confirmed|definitely|is safe/i;
    expect(sentences(copy).filter(([, text]) => claim.test(text))).toEqual([]);
  });

  it('use no emoji, ticks or exclamation marks', () => {
    expect(sentences(copy).filter(([, text]) => /\p{Extended_Pictographic}|[✓✔√！!]/u.test(text))).toEqual([]);
  });

  it('fit a reading of five seconds before the first button: level, trick, question and advice in 60 characters', () => {
    if (copy.lang === 'en') return expect(copy.card.questions.lure).toHaveLength(3);
    const head = Object.values(copy.card.questions).flat();
    expect(
      head.filter(
        (question) => [...copy.levels.danger, ...copy.card.trick, ...question, ...copy.card.ifSo].length > 60,
      ),
    ).toEqual([]);
  });

  it('have three leads for every stage and for caution', () => {
    for (const questions of Object.values(copy.card.questions)) expect(new Set(questions).size).toBe(3);
    expect(new Set(copy.card.cautionLeads).size).toBe(3);
  });
});

it('what the browser shows has the same keys in three languages', () => {
  const keys = (name: string) =>
    Object.keys(parse(readFileSync(new URL(`../../locales/${name}.yml`, import.meta.url), 'utf8')) as object);
  expect(keys('zh_TW')).toEqual(keys('zh_CN'));
  expect(keys('en')).toEqual(keys('zh_CN'));
});

it('fill puts values in and leaves a slot without one visible', () => {
  expect(fill('第 {step} 步，共 {total} 步', { step: 2 })).toBe('第 2 步，共 {total} 步');
});

it('a word that goes by a number does', () => {
  expect(fill('{n|mention|mentions}', {})).toBe('{n|mention|mentions}');
  const { gate, popup, options } = en;
  const counting = [gate.wait, popup.page.found, popup.page.noticed, popup.page.mentioned, options.silenced.rules];
  expect(counting.map((sentence) => fill(sentence, { n: 1 }))).toEqual([
    '1 second left, take your time',
    '1 suspected scam passage on this page',
    '1 mention of scam wording; on its own it may not be a scam',
    '1 more only mentions scam wording',
    '1 rule',
  ]);
  expect(fill(popup.page.noticed, { n: 2 })).toBe('2 mentions of scam wording; on their own they may not be a scam');
});

describe('maskNumbers', () => {
  it.each([
    ['卡号6222021234567890123', '卡号622************0123'],
    ['6222 0212 3456 7890 123', '622************0123'],
    ['身份证11010119900307123X', '身份证110***********123X'],
    ['手机 138-0013-8000', '手机 138****8000'],
    ['转了5000元，2026-11-23 19:40', '转了5000元，2026-11-23 19:40'],
    ['名额 3 个', '名额 3 个'],
  ])('%s → %s', (text, masked) => expect(maskNumbers(text)).toBe(masked));

  it('changes nothing it has masked', () => {
    const once = maskNumbers('6222021234567890123');
    expect(maskNumbers(once)).toBe(once);
  });
});

describe('excerpt', () => {
  it('shows a short question whole', () => {
    expect(excerpt('先垫钱再返', [{ start: 0, end: 3, level: 'danger' }])).toEqual([
      { text: '先垫钱', level: 'danger' },
      { text: '再返' },
    ]);
  });

  it('keeps a long one to the surroundings of its marks and never splits a character', () => {
    const query = `${'😀'.repeat(200)}垫钱${'😀'.repeat(200)}返利`;
    const first = query.indexOf('垫钱');
    const last = query.indexOf('返利');
    const parts = excerpt(query, [
      { start: first, end: first + 2, level: 'danger' },
      { start: last, end: last + 2, level: 'caution' },
    ]);
    expect(parts.map((part) => ('gap' in part ? '…' : part.level ? part.text : '~'))).toEqual([
      '…',
      '~',
      '垫钱',
      '~',
      '…',
      '~',
      '返利',
    ]);
    const text = parts.map((part) => ('gap' in part ? '' : part.text)).join('');
    expect(() => encodeURIComponent(text)).not.toThrow();
    expect(text.length).toBeLessThan(120);
  });

  it('shows the head of a long question without marks', () => {
    const parts = excerpt('长'.repeat(500), []);
    expect(parts).toHaveLength(2);
    expect(parts[1]).toEqual({ gap: true });
  });
});

describe('placeInScript', () => {
  const script = [
    { stage: 'lure', label: '1' },
    { stage: 'trust', label: '2' },
    { stage: 'stake', label: '3' },
    { stage: 'stake', label: '4' },
    { stage: 'harvest', label: '5' },
  ] as const;

  it('stands at the furthest step seen; of two steps of one stage at the first', () => {
    expect(placeInScript(script, ['lure', 'stake'])).toEqual({
      here: 2,
      states: ['seen', 'passed', 'seen', 'ahead', 'ahead'],
    });
  });

  it('keeps 封口 apart: it moves nobody on', () => {
    expect(placeInScript(script, ['lure', 'silence']).here).toBe(0);
    expect(placeInScript(script, ['silence']).here).toBe(-1);
  });
});
