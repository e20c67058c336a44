import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { loadCompiled } from '../compiler/compiled.ts';
import { Matcher } from '../engine/matcher.ts';

/**
 * What reading costs, counted rather than timed (bench/ times it). The limits stand a little above today's figures
 * (docs/performance.md): a rule with a word that stands in every text shows here first. All per 1,000 characters of our
 * own look-alikes, which are full of such words; ordinary text costs about a third.
 */
const MOST = { candidates: 425, comparisons: 1590, words: 310, verified: 985, leads: 104, openings: 10 };
const MAX_RULESET_KIB_GZIP = 1710;
/** Before the first text: start-up is memory touched and little else (ADR 0011). */
const MAX_MIB_AT_START = 0.3;
const MAX_MIB = 0.75;
/** What every tab with Chinese in it keeps of the rules, as they came. What is decoded on the way depends on the machine. */
const MAX_RULES_MIB = 3.5;

const { ruleset } = await loadCompiled();
const texts = readFileSync(fileURLToPath(new URL('corpus/lookalikes.jsonl', import.meta.url)), 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => (JSON.parse(line) as { text: string }).text);

test('each sieve lets little of a harmless text through to the next', () => {
  const matcher = new Matcher(ruleset);
  for (const text of texts) matcher.mayHit(text);
  const { characters, ...work } = matcher.work;
  const over = Object.entries(MOST)
    .map(([what, most]) => ({ what, per1000: (work[what as keyof typeof MOST] / characters) * 1000, most }))
    .filter(({ per1000, most }) => per1000 > most);
  expect(over).toEqual([]);
});

test('the ruleset is of bearable size', () => {
  expect(gzipSync(JSON.stringify(ruleset), { level: 9 }).length / 1024).toBeLessThan(MAX_RULESET_KIB_GZIP);
});

test('the rules a tab keeps are of bearable size', () => {
  expect(bytesOfStrings(ruleset) / 2 ** 20).toBeLessThan(MAX_RULES_MIB);
});

test('typed arrays after reading stay within the memory of a tab', () => {
  const matcher = new Matcher(ruleset);
  expect(matcher.bytes / 2 ** 20).toBeLessThan(MAX_MIB_AT_START);
  for (const text of texts) matcher.scan(text);
  expect(matcher.bytes / 2 ** 20).toBeLessThan(MAX_MIB);
});

/** As a browser keeps them: a byte a character, two where one of them is beyond Latin-1. */
function bytesOfStrings(value: unknown): number {
  if (typeof value === 'string') return value.length * (/[^\0-\xff]/.test(value) ? 2 : 1);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, each) => sum + bytesOfStrings(each), 0);
}
