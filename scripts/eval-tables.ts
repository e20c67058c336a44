import { rankOf } from '../engine/rule.ts';

/** What `npm run eval` counts, and the tables it prints of it: no line wider than `COLUMNS`. */

/** Texts, and how many of them reach a level. */
export interface Tally {
  rows: number;
  /** At caution or above. */
  caution: number;
  danger: number;
}

/** By `label\tset`, for fraud also by `label\tset\tcategory`. */
export type Report = Record<string, Tally>;

/** Alarms: those on fraud, and those on harmless texts. */
export interface Alarms {
  caught: Tally;
  wrong: Tally;
}

/** Columns of a terminal; a Han character takes two. */
export const COLUMNS = 100;
const NAME = 27;
const COUNT = 7;
const SHARE = 25;
const HARMLESS = { benign: '普通文本', hard_benign: '困难的正常文本（用到同样的词）' } as const;

export function tally(): Tally {
  return { rows: 0, caution: 0, danger: 0 };
}

/** @param rank of the level that a text reached (engine/rule.ts). */
export function count(into: Tally, rank: number): void {
  into.rows++;
  if (rank >= rankOf('caution')) into.caution++;
  if (rank >= rankOf('danger')) into.danger++;
}

export function sum(tallies: Iterable<Tally>): Tally {
  const whole = tally();
  for (const { rows, caution, danger } of tallies) {
    whole.rows += rows;
    whole.caution += caution;
    whole.danger += danger;
  }
  return whole;
}

/** Wilson's 95 % interval of a share, in 0–1. */
export function wilson(part: number, whole: number): [low: number, high: number] {
  const z = 1.96;
  const share = part / whole;
  const centre = share + (z * z) / (2 * whole);
  const spread = z * Math.sqrt((share * (1 - share)) / whole + (z * z) / (4 * whole * whole));
  const scale = 1 + (z * z) / whole;
  return [Math.max(0, (centre - spread) / scale), Math.min(1, (centre + spread) / scale)];
}

/** @param named alarms by the category they name. */
export function tables(report: Report, named: ReadonlyMap<string, Alarms>): string {
  return [recall(report), precisionOfSets(report), precisionOfCategories(named), ...alarms(report)]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

/** What is otherwise than in an earlier run, a line each; sets and categories that came or went are named. */
export function changes(before: Report, now: Report): string {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort();
  const lines = keys.flatMap((key) => {
    const change = changeOf(before[key], now[key]);
    return change === null ? [] : `  ${key.replaceAll('\t', ' ')}：${change}`;
  });
  return lines.length === 0 ? '  没有变化' : lines.join('\n');
}

function changeOf(old: Tally | undefined, now: Tally | undefined): string | null {
  const told = ({ rows, caution, danger }: Tally) => `警惕+ ${caution}/${rows}，高危 ${danger}`;
  if (now === undefined) return old === undefined ? null : `不见了（从前 ${told(old)}）`;
  if (old === undefined) return `新增，${told(now)}`;
  if (old.caution === now.caution && old.danger === now.danger && old.rows === now.rows) return null;
  return `警惕+ ${old.caution}/${old.rows} → ${now.caution}/${now.rows}，高危 ${old.danger} → ${now.danger}`;
}

function recall(report: Report): string[] {
  const rows = Object.entries(report).flatMap(([key, { rows, caution, danger }]) => {
    const [label, set, category] = key.split('\t');
    if (label !== 'fraud') return [];
    const name = category === undefined ? set! : `  ${category}`;
    return line(name, [rows, COUNT], [share(caution, rows), SHARE], [share(danger, rows), SHARE]);
  });
  const head = line('集合、类别', ['条数', COUNT], ['警惕+', SHARE], ['高危', SHARE]);
  return rows.length === 0 ? [] : ['召回：骗局里找到多少，% [95 % 区间]', head, ...rows];
}

/** A set of fraud alone, or of harmless texts alone, has no precision worth the name. */
function precisionOfSets(report: Report): string[] {
  const whole = new Map<string, { fraud: Tally[]; harmless: Tally[] }>();
  for (const [key, each] of Object.entries(report)) {
    const [label, set, category] = key.split('\t');
    if (category !== undefined) continue;
    if (!whole.has(set!)) whole.set(set!, { fraud: [], harmless: [] });
    whole.get(set!)![label === 'fraud' ? 'fraud' : 'harmless'].push(each);
  }
  const bySet = [...whole].sort(([a], [b]) => (a < b ? -1 : 1));
  const sets = bySet.map(([set, { fraud, harmless }]) => ({ set, caught: sum(fraud), wrong: sum(harmless) }));
  const mixed = sets.filter(({ caught, wrong }) => caught.rows > 0 && wrong.rows > 0);
  const all = { caught: sum(sets.map(({ caught }) => caught)), wrong: sum(sets.map(({ wrong }) => wrong)) };
  if (all.caught.rows === 0 || all.wrong.rows === 0) return [];
  return [
    '准确率：报了警的里面骗局占多少，% [95 % 区间]；随语料里骗局与正常文本之比而变',
    precisionHead('集合'),
    ...mixed.map(({ set, ...alarms }) => precision(set, alarms)),
    precision('合计（每个集合都算）', all),
    ...(mixed.length < sets.length
      ? [`  另有 ${sets.length - mixed.length} 个集合只有骗局或只有正常文本，不单列`]
      : []),
  ];
}

function precisionOfCategories(named: ReadonlyMap<string, Alarms>): string[] {
  if (named.size === 0) return [];
  const rows = [...named].sort(([a], [b]) => (a < b ? -1 : 1)).map(([category, each]) => precision(category, each));
  return [
    '准确率，照判定的类别：整次运行里报成这一类的，骗局占多少，% [95 % 区间]',
    precisionHead('判定的类别'),
    ...rows,
  ];
}

function precisionHead(name: string): string {
  return line(name, ['警惕+', COUNT], ['其中骗局', SHARE], ['高危', COUNT], ['其中骗局', SHARE]);
}

function precision(name: string, { caught, wrong }: Alarms): string {
  const caution = caught.caution + wrong.caution;
  const danger = caught.danger + wrong.danger;
  const shares = [share(caught.caution, caution), share(caught.danger, danger)] as const;
  return line(name, [caution, COUNT], [shares[0], SHARE], [danger, COUNT], [shares[1], SHARE]);
}

function alarms(report: Report): string[][] {
  return Object.entries(HARMLESS).map(([wanted, title]) => {
    const sets = Object.entries(report)
      .map(([key, each]) => [...key.split('\t'), each] as [label: string, set: string, each: Tally])
      .filter(([label]) => label === wanted);
    if (sets.length === 0) return [];
    const row = (name: string, { rows, caution, danger }: Tally) => {
      const rates = [perThousand(caution, rows), perThousand(danger, rows)] as const;
      return line(name, [rows, COUNT], [caution, COUNT], [rates[0], SHARE], [danger, COUNT], [rates[1], SHARE]);
    };
    return [
      `误报：${title}，每千条 [95 % 区间]`,
      line('集合', ['条数', COUNT], ['警惕+', COUNT], ['每千条', SHARE], ['高危', COUNT], ['每千条', SHARE]),
      ...sets.map(([, set, each]) => row(set, each)),
      row('合计', sum(sets.map(([, , each]) => each))),
    ];
  });
}

function share(part: number, whole: number): string {
  return withInterval(part, whole, 100, 1);
}

function perThousand(part: number, whole: number): string {
  return withInterval(part, whole, 1000, 2);
}

function withInterval(part: number, whole: number, scale: number, digits: number): string {
  if (whole === 0) return '    —';
  const [value, low, high] = [part / whole, ...wilson(part, whole)].map((each) => (each * scale).toFixed(digits));
  return `${value!.padStart(digits + 4)} [${low}–${high}]`;
}

function line(name: string, ...cells: [content: string | number, width: number][]): string {
  const padded = cells.map(([content, width]) => pad(String(content), width));
  return `  ${pad(name, NAME)}${padded.join('')}`.trimEnd();
}

/** To a width in columns; what does not fit is cut, so that the next cell stands where it should. */
function pad(text: string, width: number): string {
  const characters = [...text];
  while (columnsOf(characters.join('')) > width - 2) characters.pop();
  const shown = columnsOf(text) < width ? text : `${characters.join('')}…`;
  return shown + ' '.repeat(width - columnsOf(shown));
}

export function columnsOf(text: string): number {
  return [...text].reduce((columns, character) => columns + (character >= '\u2e80' ? 2 : 1), 0);
}
