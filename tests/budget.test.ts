import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { loadWithProblems, RULES_FOLDER } from '../compiler/load.ts';
import { Gate } from '../engine/gate.ts';
import { Matcher } from '../engine/matcher.ts';

/**
 * What reading costs, counted rather than timed (bench/ times it). The limits stand a little above today's figures
 * (docs/performance.md): a rule with a word that stands in every text shows here first.
 */
const MAX_CANDIDATES_PER_1000 = 185;
const MAX_COMPARISONS_PER_1000 = 520;
const MAX_GATE_KIB_GZIP = 60;
const MAX_GATE_ENTRIES = 16_000;
const MAX_ENTRIES = 60_000;
const MAX_MIB = 2;

const { ruleset } = loadWithProblems(RULES_FOLDER, []);
const texts = readFileSync(fileURLToPath(new URL('corpus/lookalikes.jsonl', import.meta.url)), 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => (JSON.parse(line) as { text: string }).text);

test('the gate looks twice at few places of harmless text', () => {
  const gate = new Gate(ruleset.gate);
  let chars = 0;
  for (const text of texts) {
    gate.opens(text);
    chars += text.length;
  }
  const per1000 = ({ candidates, comparisons }: typeof gate.work) => ({
    candidates: (candidates / chars) * 1000,
    comparisons: (comparisons / chars) * 1000,
  });
  const work = per1000(gate.work);
  expect(work.candidates).toBeLessThan(MAX_CANDIDATES_PER_1000);
  expect(work.comparisons).toBeLessThan(MAX_COMPARISONS_PER_1000);
});

test('the gate and the lexicon are of bearable size', () => {
  expect(gzipSync(JSON.stringify(ruleset.gate), { level: 9 }).length / 1024).toBeLessThan(MAX_GATE_KIB_GZIP);
  expect(ruleset.gate.keyOffsets.length).toBeLessThan(MAX_GATE_ENTRIES);
  expect(ruleset.gate.keyOffsets.length + ruleset.keyOffsets.length).toBeLessThan(MAX_ENTRIES);
});

test('typed arrays after reading stay within the memory of a tab', () => {
  const matcher = new Matcher(ruleset);
  for (const text of texts) matcher.scan(text);
  expect(matcher.bytes / 2 ** 20).toBeLessThan(MAX_MIB);
});
