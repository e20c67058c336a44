import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { loadWithProblems, RULES_FOLDER } from '../compiler/load.ts';
import type { Problem } from '../compiler/problem.ts';
import { Matcher } from '../engine/matcher.ts';
import { type Finding, isAlarm, type Level, rankOf } from '../engine/rule.ts';
import { judge } from '../engine/verdict.ts';
import { callOf, fail } from './call.ts';
import { type Alarms, changes, count, type Report, type Tally, tables, tally } from './eval-tables.ts';

/**
 * `npm run eval`: recall, precision and alarms per set and category over *.jsonl corpora (fields: tests/corpus/README.md),
 * with Wilson's 95 % intervals.
 */
const USAGE =
  '用法：npm run eval -- 语料文件夹 [--errors [集合]] [--set 集合] [--split open|held] [--gray] [--most 条数] [--json] [--baseline 文件] [--record 文件]';
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
// What stands behind --errors is a second word to the parser: no option has a value that may be left out.
const [directory = fail(USAGE), errorSet, ...tooMany] = positionals;
if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) fail(`${directory} 不是文件夹`);
if (tooMany.length > 0 || (errorSet !== undefined && !values.errors)) {
  fail(`只看一个文件夹，多了 ${(values.errors ? tooMany : positionals.slice(1)).join(' ')}`);
}
const most = /^[1-9]\d*$/.test(values.most) ? Number(values.most) : fail(`--most 要一个正整数，不是 ${values.most}`);

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

/** What an earlier run recorded. */
interface Recorded {
  ruleset: string;
  report: Report;
}

interface Miss {
  set: string;
  row: Row;
  level: Level;
  findings: Finding[];
}

const baseline = values.baseline === undefined ? null : readBaseline(values.baseline);
const sets = readdirSync(directory)
  .filter((file) => file.endsWith('.jsonl'))
  .map((file) => basename(file, '.jsonl'))
  .sort();
if (sets.length === 0) fail(`${directory} 里没有 .jsonl 文件`);
for (const [option, set] of Object.entries({ '--set': values.set, '--errors': errorSet })) {
  if (set !== undefined && !sets.includes(set))
    fail(`${option} 的集合 ${set} 不在 ${directory} 里；有 ${sets.join('、')}`);
}
if (values.set !== undefined && errorSet !== undefined && values.set !== errorSet) {
  fail(`--set ${values.set} 只算一个集合，--errors ${errorSet} 看的是另一个`);
}
const problems: Problem[] = [];
const { ruleset } = loadWithProblems(RULES_FOLDER, problems);
const matcher = new Matcher(ruleset);
const tallies = new Map<string, Tally>();
/** Alarms by the category they name. */
const named = new Map<string, Alarms>();
const errors: Miss[] = [];
const splits = new Set<string>();
let characters = 0;
let badLines = 0;

for (const set of values.set === undefined ? sets : [values.set]) {
  for (const line of readFileSync(join(directory, `${set}.jsonl`), 'utf8').split('\n')) {
    if (line.trim() === '') continue;
    const row = rowOf(line);
    if (row === null) {
      badLines++;
      continue;
    }
    if (row.label === 'other_spam' || (row.gray && !values.gray)) continue;
    if (row.label === 'fraud' && row.kind === 'case_report') continue;
    if (row.split !== undefined) splits.add(row.split);
    if (values.split !== undefined && row.split !== values.split) continue;
    characters += row.text.length;
    const findings = matcher.scan(row.text);
    const { level, category } = judge(findings);
    const rank = rankOf(level);
    const isFraud = row.label === 'fraud';
    const keys = [`${row.label}\t${set}`];
    if (isFraud) keys.push(`${row.label}\t${set}\t${row.category ?? row.subtype ?? '—'}`);
    for (const key of keys) count(entryOf(tallies, key, tally), rank);
    if (category !== null && isAlarm(level)) {
      const alarms = entryOf(named, category, () => ({ caught: tally(), wrong: tally() }));
      count(isFraud ? alarms.caught : alarms.wrong, rank);
    }
    const isListed = errorSet === undefined || errorSet === set;
    if (isListed && isFraud !== isAlarm(level)) errors.push({ set, row, level, findings });
  }
}
if (tallies.size === 0) fail(reasonForNothing());

const report = Object.fromEntries([...tallies].sort(([a], [b]) => (a < b ? -1 : 1)));
if (values.json)
  console.log(
    JSON.stringify({ ruleset: ruleset.version, characters, report, named: Object.fromEntries(named) }, null, 2),
  );
else print();
if (values.errors) printErrors();
if (baseline !== null) {
  const asked = Object.entries(baseline.report).filter(([key]) => [undefined, key.split('\t')[1]].includes(values.set));
  console.log(`\n与 ${baseline.ruleset} 相比\n${changes(Object.fromEntries(asked), report)}`);
}
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

function entryOf<T>(map: Map<string, T>, key: string, make: () => T): T {
  const entry = map.get(key) ?? make();
  map.set(key, entry);
  return entry;
}

function reasonForNothing(): string {
  if (values.split === undefined)
    return `没有一条可算的文本${badLines > 0 ? `，${badLines} 行不是带 text 和 label 的 JSON` : ''}`;
  const there = splits.size > 0 ? `有 ${[...splits].sort().join('、')}` : '这里的文本不分份';
  return `没有 split 是 ${values.split} 的文本；${there}`;
}

function print(): void {
  const others = problems.length > 0 ? `（另有 ${problems.length} 处规则问题，见 npm run rules:check）` : '';
  console.log(`规则集 ${ruleset.version}${others}，${characters} 字\n\n${tables(report, named)}`);
}

function printErrors(): void {
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
