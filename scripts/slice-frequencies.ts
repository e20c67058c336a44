import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeFoldTable } from '../compiler/fold-table.ts';
import { Normalizer } from '../engine/normalizer.ts';
import { callOf, fail } from './call.ts';

/**
 * `npx tsx scripts/slice-frequencies.ts FOLDER`: counts two-character slices of ordinary Chinese in the *.jsonl texts of a
 * folder (label benign) and writes compiler/slice-frequencies.json: how often each of the most frequent slices occurs in a
 * million characters. Counts only; no text is kept. Needed again only when the folding changes much.
 */
const MOST = 40_000;
const USAGE = '用法：npx tsx scripts/slice-frequencies.ts 语料文件夹';
const [folder = fail(USAGE)] = callOf(USAGE, {}, 1).positionals;
const normalizer = new Normalizer(makeFoldTable({ characters: {}, variants: [] }));
const counts = new Map<string, number>();
let characters = 0;
for (const file of readdirSync(folder).filter((name) => name.endsWith('.jsonl'))) {
  for (const line of readFileSync(join(folder, file), 'utf8').split('\n')) {
    if (line.trim() === '') continue;
    const { text, label } = JSON.parse(line) as { text: string; label: string };
    if (label !== 'benign') continue;
    const folded = normalizer.fold(text).text;
    characters += folded.length;
    for (let i = 0; i + 1 < folded.length; i++) {
      const slice = folded.slice(i, i + 2);
      if (/\u2029/.test(slice)) continue;
      counts.set(slice, (counts.get(slice) ?? 0) + 1);
    }
  }
}
const top = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, MOST);
const byFrequency = new Map<number, string>();
for (const [slice, count] of top) {
  const exact = (count * 1e6) / characters;
  const perMillion = exact < 10 ? Math.round(exact * 10) / 10 : Math.round(exact);
  byFrequency.set(perMillion, (byFrequency.get(perMillion) ?? '') + slice);
}
const path = fileURLToPath(new URL('../compiler/slice-frequencies.json', import.meta.url));
writeFileSync(path, `${JSON.stringify(Object.fromEntries(byFrequency), null, 1)}\n`);
console.log(`${characters} 字，写下 ${top.length} 个二字片段`);
