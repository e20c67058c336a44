import { expect, test } from 'vitest';
import type { Sighting } from '../../advice/journal.ts';
import type { Stage } from '../../engine/rule.ts';
import { metLines } from '../../entrypoints/help/met-lines.ts';
import { en } from '../../ui/copy/en.ts';
import { zhCN } from '../../ui/copy/zh-cn.ts';

const met = (host: string, stage: Stage): Sighting => ({ category: 'brushing', rule: 'r', stage, host, time: 0 });
const where = ({ host, category }: Sighting) => [host, category];

test('先前遇到的：一页一行，几步照剧本的次序，隔开的样子随语言', () => {
  const all = [met('mail', 'harvest'), met('mail', 'lure'), met('mail', 'harvest'), met('im', 'stake')];
  expect(metLines(all, where, zhCN)).toEqual(['mail · brushing · 引流、收割', 'im · brushing · 诱导投入']);
  expect(metLines(all, where, en)).toEqual(['mail · brushing · Lure, Take all', 'im · brushing · Pay in']);
});
