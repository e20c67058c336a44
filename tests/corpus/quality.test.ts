import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadCompiled } from '../../compiler/compiled.ts';
import { Matcher } from '../../engine/matcher.ts';
import { type Evidence, rankOf } from '../../engine/rule.ts';
import { judge } from '../../engine/verdict.ts';
import { type BaseLure, variantsOf } from './variants.ts';

/**
 * The regression gate that holds without any outside corpus: recall on our own lures, silence on our own look-alikes.
 * Floors are set a little below the recorded figures (docs/quality.md); raise them when the figures rise. Held-out texts
 * are counted, never listed, so that nobody tunes on them by reading a failure.
 */
interface Text {
  id: string;
  text: string;
  label: string;
  category: string | null;
  split: 'open' | 'held';
  gray?: boolean;
  quote?: string;
}

const lines = (name: string) =>
  readFileSync(new URL(name, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Text);
const { ruleset } = await loadCompiled();
const matcher = new Matcher(ruleset);
const rank = (text: string) => rankOf(judge(matcher.scan(text)).level);
const CAUTION = rankOf('caution');
const DANGER = rankOf('danger');

const lures = lines('lures.jsonl').filter((row) => !row.gray);
const lookalikes = lines('lookalikes.jsonl');
const share = (rows: Text[], least: number) => rows.filter((row) => rank(row.text) >= least).length / rows.length;

/** Least share of our own lures found at caution or above, and at danger. */
const FLOORS = { open: { caution: 0.97, danger: 0.77 }, held: { caution: 0.78, danger: 0.47 } };
/** Most look-alikes that may alarm, and that may be called a danger, as shares. */
const CEILINGS = { open: { caution: 0, danger: 0 }, held: { caution: 0.065, danger: 0.02 } };

describe.each(['open', 'held'] as const)('own corpus, %s part', (split) => {
  const ours = lures.filter((row) => row.split === split);
  const alike = lookalikes.filter((row) => row.split === split);

  test('lures are found', () => {
    expect(share(ours, CAUTION)).toBeGreaterThanOrEqual(FLOORS[split].caution);
    expect(share(ours, DANGER)).toBeGreaterThanOrEqual(FLOORS[split].danger);
  });

  test('look-alikes stay silent', () => {
    expect(share(alike, CAUTION)).toBeLessThanOrEqual(CEILINGS[split].caution);
    expect(share(alike, DANGER)).toBeLessThanOrEqual(CEILINGS[split].danger);
  });
});

/**
 * Texts by a writer who saw neither the rules nor our other texts. Both halves have been read since (docs/quality.md): they
 * keep what was reached and say nothing any more of texts nobody has seen.
 */
const BLIND = {
  open: { lures: 0.95, dangers: 0.77, alarms: 0.01 },
  held: { lures: 0.95, dangers: 0.67, alarms: 0.02 },
};

describe.each(['open', 'held'] as const)('texts written blind, %s half', (split) => {
  const half = lines('blind.jsonl').filter((row) => row.split === split && !row.gray);
  const { lures: least, dangers, alarms: most } = BLIND[split];

  test('lures are found, look-alikes stay silent', () => {
    const [frauds, others] = [
      half.filter(({ label }) => label === 'fraud'),
      half.filter(({ label }) => label !== 'fraud'),
    ];
    expect(share(frauds, CAUTION)).toBeGreaterThanOrEqual(least);
    expect(share(frauds, DANGER)).toBeGreaterThanOrEqual(dangers);
    expect(share(others, CAUTION)).toBeLessThanOrEqual(most);
  });
});

test('texts of another such writer: lures nobody has read, look-alikes whose alarms were', () => {
  const rows = lines('blind2.jsonl');
  const [frauds, others] = [
    rows.filter(({ label }) => label === 'fraud'),
    rows.filter(({ label }) => label !== 'fraud'),
  ];
  expect(share(frauds, CAUTION)).toBeGreaterThanOrEqual(0.85);
  expect(share(frauds, DANGER)).toBeGreaterThanOrEqual(0.43);
  expect(share(others, CAUTION)).toBeLessThanOrEqual(0.08);
  expect(share(others, DANGER)).toBeLessThanOrEqual(0.025);
});

test('texts of two more writers: lures by halves, honest texts with the same words, ordinary ones', () => {
  const rows = lines('blind3.jsonl');
  const of = (label: string, split = 'open') => rows.filter((row) => row.label === label && row.split === split);
  expect(share(of('fraud'), CAUTION)).toBeGreaterThanOrEqual(0.94);
  expect(share(of('fraud', 'held'), CAUTION)).toBeGreaterThanOrEqual(0.8);
  expect(share(of('hard_benign'), CAUTION)).toBeLessThanOrEqual(0.02);
  expect(share(of('benign'), CAUTION)).toBe(0);
});

test('texts of ten more writers: lures nobody has read, honest texts by halves', () => {
  const rows = lines('blind4.jsonl');
  const of = (label: string, split: string) => rows.filter((row) => row.label === label && row.split === split);
  expect(share(of('fraud', 'held'), CAUTION)).toBeGreaterThanOrEqual(0.93);
  expect(share(of('fraud', 'held'), DANGER)).toBeGreaterThanOrEqual(0.57);
  expect(share(of('hard_benign', 'open'), CAUTION)).toBeLessThanOrEqual(0.07);
  expect(share(of('hard_benign', 'held'), CAUTION)).toBeLessThanOrEqual(0.1);
  expect(share(of('benign', 'open'), CAUTION)).toBeLessThanOrEqual(0.01);
  expect(share(of('benign', 'held'), CAUTION)).toBeLessThanOrEqual(0.065);
});

/** Texts that nobody has read: least found at caution and at danger, most alarms on look-alikes and on ordinary texts. */
const UNREAD = [
  ['blind5', 'seven more writers', 0.94, 0.54, 0, 0.03],
  ['blind6', 'six more, written after the wording of the others was learnt', 0.95, 0.67, 0.13, 0.01],
  ['blind7', 'two more, written after that', 0.95, 0.64, 0.09, 0.02],
  ['blind8', 'two more: lures dressed as warnings, and what honest people tell of lures', 0.9, 0.66, 0.3, 0.08],
  [
    'blind9',
    'three more: lures of all kinds, mails and talks; honest notices and talks about money',
    0.95,
    0.72,
    0.12,
    0.05,
  ],
  [
    'blind10',
    'two more: Taiwan, Hong Kong, screens of sites and apps, transcripts, scenes few write of; honest texts of the same',
    0.89,
    0.5,
    0.1,
    0.02,
  ],
  [
    'blind11',
    'sixteen more: by the look of ads, spam, screens and notices of today; slang of one line; honest texts that look like lures',
    0.79,
    0.33,
    0.14,
    0,
  ],
  [
    'blind12',
    'five more: single bubbles; talks and pages of many short blocks, honest ones among them',
    0.74,
    0.22,
    0.02,
    0,
  ],
] as const;

test.each(UNREAD)('%s, texts of %s', (file, _, found, dangers, alike, ordinary) => {
  const rows = lines(`${file}.jsonl`);
  const of = (label: string) => rows.filter((row) => row.label === label);
  expect(share(of('fraud'), CAUTION)).toBeGreaterThanOrEqual(found);
  expect(share(of('fraud'), DANGER)).toBeGreaterThanOrEqual(dangers);
  if (of('hard_benign').length > 0) expect(share(of('hard_benign'), CAUTION)).toBeLessThanOrEqual(alike);
  if (of('benign').length > 0) expect(share(of('benign'), CAUTION)).toBeLessThanOrEqual(ordinary);
});

/** As a chat shows it, or a page that draws each clause as a block of its own. */
const inBubbles = (text: string) => text.split(/(?<=[，,。！!？?；;\n])/).join('\n\n');
const UNREAD_LURES = UNREAD.flatMap(([file]) => lines(`${file}.jsonl`)).filter(({ label }) => label === 'fraud');
const UNREAD_HONEST = UNREAD.flatMap(([file]) => lines(`${file}.jsonl`)).filter(({ label }) => label !== 'fraud');

test('lures nobody has read, cut into bubbles; honest texts, cut so, alarm no more than whole', () => {
  const cut = (rows: Text[]) => rows.map((row) => ({ ...row, text: inBubbles(row.text) }));
  expect(share(cut(UNREAD_LURES), CAUTION)).toBeGreaterThanOrEqual(0.84);
  expect(share(cut(UNREAD_HONEST), CAUTION)).toBeLessThanOrEqual(share(UNREAD_HONEST, CAUTION));
});

describe('mixed pages', () => {
  const pages = lines('mixed.jsonl')
    .filter((row) => row.split === 'open')
    .map((row) => {
      const start = row.text.indexOf(row.quote!);
      const end = start + row.quote!.length;
      const alarming = matcher
        .scan(row.text)
        .filter((finding) => rankOf(finding.level) >= CAUTION)
        .flatMap((finding) => finding.evidence);
      const isInside = (evidence: Evidence) => evidence.start >= start && evidence.end <= end;
      return { id: row.id, inside: alarming.filter(isInside), outside: alarming.filter((each) => !isInside(each)) };
    });

  test.each(pages)('$id: only the lure’s own block may alarm', ({ outside }) => {
    expect(outside).toEqual([]);
  });

  test('and it does, in nearly all of them', () => {
    const found = pages.filter(({ inside }) => inside.length > 0);
    expect(found.length / pages.length).toBeGreaterThanOrEqual(0.88);
  });
});

describe('evasion spellings', () => {
  const bases = JSON.parse(readFileSync(new URL('base-lures.json', import.meta.url), 'utf8')) as BaseLure[];
  const variants = variantsOf(bases);

  test('there are at least 500, of at least 40 lures', () => {
    expect(variants.length).toBeGreaterThanOrEqual(500);
    expect(new Set(variants.map((variant) => variant.base)).size).toBeGreaterThanOrEqual(40);
  });

  test('at least 95 % of the variants of lures that are found are found too', () => {
    const found = new Set(
      bases.filter((base) => rank(`${base.before}${base.contact}${base.after}`) >= CAUTION).map((base) => base.id),
    );
    const ours = variants.filter((variant) => found.has(variant.base));
    const missed = ours.filter((variant) => rank(variant.text) < CAUTION);
    expect(
      1 - missed.length / ours.length,
      missed
        .slice(0, 20)
        .map((variant) => `${variant.transform}: ${variant.text}`)
        .join('\n'),
    ).toBeGreaterThanOrEqual(0.95);
  });
});

test('of the lures nobody has read that alarm, the script is called by its name', () => {
  const told = ['blind4.jsonl', 'blind5.jsonl', 'blind6.jsonl']
    .flatMap(lines)
    .filter((row) => row.label === 'fraud' && !row.gray && row.category !== null)
    .map((row) => ({ named: judge(matcher.scan(row.text)), category: row.category }))
    .filter(({ named }) => rankOf(named.level) >= CAUTION);
  const right = told.filter(({ named, category }) => named.category === category);
  expect(right.length / told.length).toBeGreaterThanOrEqual(0.75);
});
