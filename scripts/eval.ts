import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { loadWithProblems, RULES_FOLDER } from '../compiler/load.ts';
import type { Problem } from '../compiler/problem.ts';
import { Matcher } from '../engine/matcher.ts';
import { type Finding, type Level, rankOf } from '../engine/rule.ts';
import { judge } from '../engine/verdict.ts';
import { callOf, fail } from './call.ts';

/**
 * `npm run eval -- DIR [--errors [SET]] [--baseline FILE] [--record FILE] [--json] [--held]`
 * Recall and alarms per set and category over *.jsonl corpora (fields: ../shared/corpora/README.md, tests/corpus/README.md).
 * Intervals are Wilson's, 95 %.
 */
const USAGE =
  '用法：npm run eval -- 语料文件夹 [--errors] [--set 名] [--split 份] [--gray] [--most 条数] [--json] [--baseline 文件] [--record 文件]';
const { values, positionals } = callOf(USAGE, {
  errors: { type: 'boolean', default: false },
  set: { type: 'string' },
  baseline: { type: 'string' },
  record: { type: 'string' },
  json: { type: 'boolean', default: false },
  gray: { type: 'boolean', default: false },
  split: { type: 'string' },
  most: { type: 'string', default: '400' },
});
const directory = positionals[0] ?? fail(USAGE);
if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) fail(`${directory} 不是文件夹`);

interface Row {
  id: string;
  text: string;
  label: 'fraud' | 'benign' | 'hard_benign' | 'other_spam';
  category?: string | null;
  subtype?: string;
  kind?: string;
  gray?: boolean;
  synthetic?: boolean;
  split?: string;
}

interface Tally {
  rows: number;
  caution: number;
  danger: number;
}

/** What an earlier run recorded. */
interface Recorded {
  ruleset: string;
  report: Record<string, Tally>;
}

interface Miss {
  set: string;
  row: Row;
  level: Level;
  findings: Finding[];
}

const baseline = values.baseline === undefined ? null : readBaseline(values.baseline);
const problems: Problem[] = [];
const { ruleset } = loadWithProblems(RULES_FOLDER, problems);
const matcher = new Matcher(ruleset);
const tallies = new Map<string, Tally>();
const errors: Miss[] = [];
let characters = 0;
let badLines = 0;

const files = readdirSync(directory)
  .filter((file) => file.endsWith('.jsonl'))
  .sort();
if (files.length === 0) fail(`${directory} 里没有 .jsonl 文件`);
for (const file of files) {
  const set = basename(file, '.jsonl');
  if (values.set && values.set !== set) continue;
  for (const line of readFileSync(join(directory, file), 'utf8').split('\n')) {
    if (line.trim() === '') continue;
    const row = rowOf(line);
    if (row === null) {
      badLines++;
      continue;
    }
    if (row.label === 'other_spam' || (row.gray && !values.gray)) continue;
    if (row.label === 'fraud' && row.kind === 'case_report') continue;
    if (values.split && row.split !== values.split) continue;
    characters += row.text.length;
    const findings = matcher.scan(row.text);
    const { level } = judge(findings);
    const rank = rankOf(level);
    const keys = [`${row.label}\t${set}`];
    if (row.label === 'fraud') keys.push(`${row.label}\t${set}\t${row.category ?? row.subtype ?? '—'}`);
    for (const key of keys) {
      const tally = tallies.get(key) ?? { rows: 0, caution: 0, danger: 0 };
      tally.rows++;
      if (rank >= 2) tally.caution++;
      if (rank >= 3) tally.danger++;
      tallies.set(key, tally);
    }
    if ((row.label === 'fraud') !== rank >= 2) errors.push({ set, row, level, findings });
  }
}

const report = Object.fromEntries([...tallies].sort(([a], [b]) => (a < b ? -1 : 1)));
if (values.json) console.log(JSON.stringify({ ruleset: ruleset.version, characters, report }, null, 2));
else print();
if (values.errors) printErrors();
if (baseline !== null) compare(baseline);
if (values.record) {
  const path = resolve(values.record);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(
    path,
    `${JSON.stringify({ ruleset: ruleset.version, directory: basename(resolve(directory)), report }, null, 2)}\n`,
  );
}
if (badLines > 0) console.error(`${badLines} 行不是带 text 和 label 的 JSON，已跳过`);

/** Null when the line is no text with a label. */
function rowOf(line: string): Row | null {
  try {
    const row = JSON.parse(line) as Partial<Row> | null;
    return typeof row?.text === 'string' && typeof row.label === 'string' ? (row as Row) : null;
  } catch {
    return null;
  }
}

function readBaseline(path: string): Recorded {
  try {
    const recorded = JSON.parse(readFileSync(path, 'utf8')) as Recorded | null;
    if (typeof recorded?.report === 'object' && recorded.report !== null) return recorded;
  } catch {
    // Said below, whichever way it cannot be read.
  }
  return fail(`${path} 不是 --record 写下的结果`);
}

function print(): void {
  console.log(
    `规则集 ${ruleset.version}${problems.length > 0 ? `（另有 ${problems.length} 处规则问题，见 npm run rules:check）` : ''}，${characters} 字\n`,
  );
  console.log('召回（诈骗文本，达到“警惕”以上）');
  for (const [key, tally] of Object.entries(report)) {
    const [label, set, category] = key.split('\t');
    if (label !== 'fraud') continue;
    const name = category === undefined ? set! : `    ${category}`;
    console.log(
      `  ${pad(name, 34)}${pad(String(tally.rows), 7)}警惕+ ${percent(tally.caution, tally.rows)} ${interval(tally.caution, tally.rows)}   高危 ${percent(tally.danger, tally.rows)}`,
    );
  }
  for (const [wanted, title] of [
    ['benign', '普通文本'],
    ['hard_benign', '困难的正常文本（用到同样的词）'],
  ] as const) {
    console.log(`\n误报：${title}（每千条）`);
    const sum: Tally = { rows: 0, caution: 0, danger: 0 };
    for (const [key, tally] of Object.entries(report)) {
      const [label, set] = key.split('\t');
      if (label !== wanted) continue;
      sum.rows += tally.rows;
      sum.caution += tally.caution;
      sum.danger += tally.danger;
      console.log(
        `  ${pad(set!, 34)}${pad(String(tally.rows), 7)}警惕+ ${thousand(tally.caution, tally.rows)} (${tally.caution})   高危 ${tally.danger}`,
      );
    }
    console.log(
      `  ${pad('合计', 34)}${pad(String(sum.rows), 7)}警惕+ ${thousand(sum.caution, sum.rows)} (${sum.caution}) ${interval(sum.caution, sum.rows)}   高危 ${sum.danger}`,
    );
  }
}

function printErrors(): void {
  const most = Number(values.most);
  for (const [title, wanted] of [
    ['误报', errors.filter((error) => error.row.label !== 'fraud')],
    ['漏报', errors.filter((error) => error.row.label === 'fraud')],
  ] as const) {
    console.log(`\n── ${title} ${wanted.length} 条${wanted.length > most ? `（只列 ${most} 条，--most 可调）` : ''}`);
    for (const { set, row, level, findings } of wanted.slice(0, most)) {
      console.log(`\n[${set}] ${row.id} ${row.label} ${row.category ?? row.subtype ?? ''} → ${level}`);
      console.log(`  ${row.text.slice(0, 240).replaceAll('\n', ' ¶ ')}`);
      for (const finding of findings.slice(0, 4)) {
        console.log(
          `  · ${finding.rule} ${finding.level}${finding.exemption ? ` (${finding.exemption})` : ''}: ${finding.evidence.map((e) => `${e.signal}“${e.quote}”`).join(' × ')}`,
        );
      }
    }
  }
}

function compare(before: Recorded): void {
  console.log(`\n与 ${before.ruleset} 相比`);
  let changes = 0;
  for (const [key, tally] of Object.entries(report)) {
    const old = before.report[key];
    if (!old || (old.caution === tally.caution && old.danger === tally.danger && old.rows === tally.rows)) continue;
    changes++;
    console.log(
      `  ${key.replaceAll('\t', ' ')}：警惕+ ${old.caution}/${old.rows} → ${tally.caution}/${tally.rows}，高危 ${old.danger} → ${tally.danger}`,
    );
  }
  if (changes === 0) console.log('  没有变化');
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1).padStart(5)} %`;
}

function thousand(part: number, whole: number): string {
  return whole === 0 ? '0' : ((1000 * part) / whole).toFixed(2);
}

/** Wilson's 95 % interval in per cent. */
function interval(part: number, whole: number): string {
  if (whole === 0) return '';
  const z = 1.96;
  const share = part / whole;
  const centre = share + (z * z) / (2 * whole);
  const spread = z * Math.sqrt((share * (1 - share)) / whole + (z * z) / (4 * whole * whole));
  const scale = 1 + (z * z) / whole;
  const low = Math.max(0, (centre - spread) / scale);
  const high = Math.min(1, (centre + spread) / scale);
  return `[${(low * 100).toFixed(2)}–${(high * 100).toFixed(2)}]`;
}

/** Pads by display width: a Han character is two columns wide. */
function pad(text: string, width: number): string {
  let columns = 0;
  for (const character of text) columns += character.charCodeAt(0) > 0x2e80 ? 2 : 1;
  return text + ' '.repeat(Math.max(1, width - columns));
}
