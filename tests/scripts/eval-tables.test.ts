import { describe, expect, test } from 'vitest';
import { type Alarms, COLUMNS, changes, columnsOf, type Report, tables, wilson } from '../../scripts/eval-tables.ts';

/** A set of both kinds, one of fraud alone, one of harmless texts alone. */
const REPORT: Report = {
  'benign\tquiet': { rows: 1000, caution: 2, danger: 0 },
  'fraud\tboth': { rows: 10, caution: 8, danger: 5 },
  'fraud\tboth\tbrushing': { rows: 10, caution: 8, danger: 5 },
  'fraud\tlures': { rows: 4, caution: 4, danger: 4 },
  'fraud\tlures\tloan': { rows: 4, caution: 4, danger: 4 },
  'hard_benign\tboth': { rows: 90, caution: 2, danger: 0 },
};
const NAMED = new Map<string, Alarms>([
  ['loan', { caught: { rows: 4, caution: 4, danger: 4 }, wrong: { rows: 1, caution: 1, danger: 0 } }],
]);

/** The cells of the line that begins with `name` below the title that begins with `title`. */
function cells(title: string, name: string): string[] {
  const block = tables(REPORT, NAMED)
    .split('\n\n')
    .find((each) => each.startsWith(title));
  const row = block?.split('\n').find((line) => line.trimStart().startsWith(`${name} `));
  return row?.trim().split(/ {2,}/) ?? [];
}

test('区间是 Wilson 的，95 %', () => {
  expect(wilson(0, 10).map((each) => each.toFixed(4))).toEqual(['0.0000', '0.2775']);
  expect(wilson(5, 10).map((each) => each.toFixed(4))).toEqual(['0.2366', '0.7634']);
  expect(wilson(10, 10).map((each) => each.toFixed(4))).toEqual(['0.7225', '1.0000']);
});

describe('每个数都带区间，高危也是', () => {
  test('召回，一个集合、一个类别', () => {
    const counted = ['10', '80.0 [49.0–94.3]', '50.0 [23.7–76.3]'];
    expect(cells('召回', 'both')).toEqual(['both', ...counted]);
    expect(cells('召回', 'brushing')).toEqual(['brushing', ...counted]);
  });

  test('准确率，只列骗局与正常文本都有的集合，合计算上全部', () => {
    expect(cells('准确率：', 'both')).toEqual(['both', '10', '80.0 [49.0–94.3]', '5', '100.0 [56.6–100.0]']);
    expect(cells('准确率：', 'lures')).toEqual([]);
    expect(cells('准确率：', '合计（每个集合都算）').slice(1)).toEqual([
      '16',
      '75.0 [50.5–89.8]',
      '9',
      '100.0 [70.1–100.0]',
    ]);
    expect(tables(REPORT, NAMED)).toContain('另有 2 个集合只有骗局或只有正常文本');
  });

  test('准确率，一个判定的类别', () => {
    expect(cells('准确率，', 'loan')).toEqual(['loan', '5', '80.0 [37.6–96.4]', '4', '100.0 [51.0–100.0]']);
  });

  test('误报，每千条', () => {
    const quiet = ['1000', '2', '2.00 [0.55–7.26]', '0', '0.00 [0.00–3.83]'];
    expect(cells('误报：普通文本', 'quiet')).toEqual(['quiet', ...quiet]);
    expect(cells('误报：普通文本', '合计')).toEqual(['合计', ...quiet]);
    expect(cells('误报：困难', 'both')).toEqual(['both', '90', '2', '22.22 [6.12–77.45]', '0', '0.00 [0.00–40.94]']);
  });
});

test('多长的名字、多大的数，都不宽过一屏', () => {
  const most = { rows: 123_456, caution: 123_456, danger: 123_456 };
  const report = Object.fromEntries(
    ['fraud', 'benign', 'hard_benign'].flatMap((label) => [
      [`${label}\t${'很长的集合名'.repeat(8)}`, most],
      [`${label}\tone`, { rows: 1, caution: 1, danger: 1 }],
    ]),
  );
  const lines = tables(report, new Map([['很长的类别名'.repeat(8), { caught: most, wrong: most }]])).split('\n');
  expect(Math.max(...lines.map(columnsOf))).toBeLessThanOrEqual(COLUMNS);
  expect(lines.filter((line) => line.includes('…'))).not.toEqual([]);
});

test('没有正常文本就没有准确率可言', () => {
  const onlyFraud = Object.fromEntries(Object.entries(REPORT).filter(([key]) => key.startsWith('fraud')));
  expect(tables(onlyFraud, new Map())).not.toContain('准确率');
});

test('与从前相比：变了的、新增的、不见了的都说', () => {
  const before: Report = {
    'fraud\tchats': { rows: 4, caution: 2, danger: 1 },
    'fraud\tcalls': { rows: 5, caution: 5, danger: 5 },
    'benign\tnews': { rows: 9, caution: 0, danger: 0 },
  };
  const now: Report = {
    'fraud\tchats': { rows: 4, caution: 3, danger: 1 },
    'fraud\tchats\tloan': { rows: 1, caution: 1, danger: 0 },
    'benign\tnews': { rows: 9, caution: 0, danger: 0 },
  };
  expect(changes(before, now).split('\n')).toEqual([
    '  fraud calls：不见了（从前 警惕+ 5/5，高危 5）',
    '  fraud chats：警惕+ 2/4 → 3/4，高危 1 → 1',
    '  fraud chats loan：新增，警惕+ 1/1，高危 0',
  ]);
  expect(changes(now, now)).toBe('  没有变化');
});
