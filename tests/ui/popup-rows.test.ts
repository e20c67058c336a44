import { expect, test } from 'vitest';
import { rowsOf } from '../../ui/popup-rows.ts';

/** At a place of its own, unless something else is said. */
const finding = (id: string, ...quotes: string[]) => ({
  id,
  frameId: 0,
  paragraph: Number(id),
  level: 'danger' as const,
  title: `手法${id}`,
  evidence: quotes.map((quote) => ({ signal: 's', quote })),
});
const plain = (rows: ReturnType<typeof rowsOf>) => rows.map(({ quotes, titles, places }) => [quotes, titles, places]);

test('一段话里几条规则都响：一行，话只说一次，半句并进整句', () => {
  const paragraph = 1;
  expect(
    plain(
      rowsOf([
        { ...finding('1', '一单佣金10-60', '征信黑了也能下'), paragraph },
        { ...finding('2', '佣金10-60'), paragraph },
        { ...finding('3', '征信黑了也能', '一单佣金10-60'), paragraph },
      ]),
    ),
  ).toEqual([[['一单佣金10-60', '征信黑了也能下'], ['手法1', '手法2', '手法3'], 1]]);
});

test('两个地方说同样的话：一行，算两处；有新的话就另起一行', () => {
  expect(
    plain(
      rowsOf([finding('1', '有手机就能做，佣金日结'), finding('2', '佣金日结'), finding('3', '佣金日结', '先垫付')]),
    ),
  ).toEqual([
    [['有手机就能做，佣金日结'], ['手法1', '手法2'], 2],
    [['佣金日结', '先垫付'], ['手法3'], 1],
  ]);
});

test('别的框架里的，是别的地方', () => {
  const other = { ...finding('1', '先垫付'), frameId: 5 };
  expect(rowsOf([finding('1', '有手机就能做'), other]).map((row) => row.finding.frameId)).toEqual([0, 5]);
});

test('一级里，话多的地方先说；级别高的总在前', () => {
  const mild = { ...finding('3', '先加我微信再说，名额有限今天截止'), level: 'caution' as const };
  expect(rowsOf([finding('1', '日结工'), finding('2', '有手机就能做'), mild]).map((row) => row.finding.id)).toEqual([
    '2',
    '1',
    '3',
  ]);
});

test('有要提醒的，只是提到的不列；都只是提到，就列', () => {
  const mention = { ...finding('2', '刷单返利'), level: 'notice' as const };
  expect(rowsOf([finding('1', '先垫付'), mention]).map((row) => row.finding.id)).toEqual(['1']);
  expect(rowsOf([mention]).map((row) => row.finding.id)).toEqual(['2']);
});

test('没头没尾的两个字不占一行', () => {
  expect(plain(rowsOf([finding('1', '到您', '完成连单', '本金和佣金一并返')]))).toEqual([
    [['完成连单', '本金和佣金一并返'], ['手法1'], 1],
  ]);
});
