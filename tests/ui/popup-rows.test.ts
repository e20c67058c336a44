import { expect, test } from 'vitest';
import { rowsOf } from '../../ui/popup-rows.ts';

const finding = (id: string, ...quotes: string[]) => ({
  id,
  level: 'danger' as const,
  title: `手法${id}`,
  evidence: quotes.map((quote) => ({ signal: 's', quote })),
});
const plain = (rows: ReturnType<typeof rowsOf>) => rows.map(({ quotes, titles }) => [quotes, titles]);

test('几条规则靠的是同一句话：话只说一次，手法并到一行', () => {
  expect(plain(rowsOf([finding('1', '甲', '乙'), finding('2', '甲'), finding('3', '乙', '甲')]))).toEqual([
    [
      ['甲', '乙'],
      ['手法1', '手法3', '手法2'],
    ],
  ]);
});

test('靠的话多的先说，少的并进去', () => {
  expect(plain(rowsOf([finding('1', '甲'), finding('2', '甲', '丙')]))).toEqual([
    [
      ['甲', '丙'],
      ['手法2', '手法1'],
    ],
  ]);
});

test('说过的话里的一部分，不算新的', () => {
  expect(plain(rowsOf([finding('1', '有手机就能做，日结'), finding('2', '日结', '垫付')]))).toEqual([
    [['有手机就能做，日结'], ['手法1']],
    [['垫付'], ['手法2']],
  ]);
});

test('每一行都带得到它自己的地方', () => {
  const rows = rowsOf([finding('1', '甲'), finding('2', '乙')]);
  expect(rows.map((row) => row.finding.id)).toEqual(['1', '2']);
});

test('没头没尾的两个字不占一行', () => {
  expect(plain(rowsOf([finding('1', '到您', '完成连单', '本金和佣金一并返')]))).toEqual([
    [['完成连单', '本金和佣金一并返'], ['手法1']],
  ]);
});

test('有新的话就另起一行；别的话都说过了的，剩下的排在最后，说得轻', () => {
  const rows = rowsOf([
    finding('1', '线上推广员', '宝妈首选', '一单一结'),
    finding('2', '线上推广员', '大学生'),
    finding('3', '有手机就能做'),
    { ...finding('4', '先加我微信再说，名额有限今天截止'), level: 'caution' as const },
  ]);
  expect(rows.map(({ quotes, isRest }) => [quotes, isRest])).toEqual([
    [['线上推广员', '宝妈首选'], false],
    [['有手机就能做'], false],
    [['先加我微信再说，名额有限今天截止'], false],
    [['大学生'], true],
  ]);
});
