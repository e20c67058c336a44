import { expect, test } from 'vitest';
import { loadCompiled } from '../../compiler/compiled.ts';
import type { Hit, Place } from '../../engine/hit.ts';
import { Matcher } from '../../engine/matcher.ts';
import { type Finding, isAlarm } from '../../engine/rule.ts';
import { lowerScattered, SCATTERED } from '../../engine/scattered.ts';

const { ruleset } = await loadCompiled();
const matcher = new Matcher(ruleset);
const alarms = (text: string) => matcher.scan(text).filter(({ level }) => isAlarm(level));

const hit = (start: number, end: number): Hit => ({ start, end, signal: 0, exempt: 0 });

/** Lists whose items have nothing to do with each other; together they hold the words of a rule. */
const LISTS = [
  ['花呗的额度怎么提升', '交易记录删除了还能恢复吗', '扫码支付提示限额'],
  ['未成年人退款申请', '账号被封怎么申诉', '如何修改昵称'],
  ['健身教练：今天最后一天，下周恢复原价', '李老师：各位家长，资料费的收据放在孩子书包里了', '快递：您的包裹已放门卫'],
];

test.each(LISTS)('the items of a list lend each other no words: %s', (...items) => {
  expect(alarms(items.join('\n\n'))).toEqual([]);
});

test('one of them is said to be scattered, and stays a mention', () => {
  const reasons = LISTS.flatMap((items) => matcher.scan(items.join('\n\n')).map(({ exemption }) => exemption));
  expect(reasons).toContain(SCATTERED);
});

/** A script in bubbles, none of which says enough alone. */
const CHATS = [
  ['在家就能做', '给商品点个赞', '一单八块当场结', '先垫付三百，做完连本带佣一起返'],
  ['您好，我是平台理赔专员', '您买的奶粉有质量问题', '给您三倍赔付', '先把备用金转到理赔账户，马上退您'],
];

test.each(CHATS)('a script in the bubbles of a chat is still one: %s', (...bubbles) => {
  expect(alarms(bubbles.join('\n\n'))).not.toEqual([]);
});

test('of long blocks only what is near the words is read', () => {
  const finding = { level: 'danger', stages: ['lure'] } as unknown as Finding;
  const window = [hit(900, 904), hit(1010, 1014)];
  const read: Place[] = [];
  const readsAsOne = (place: Place) => {
    read.push(place);
    return false;
  };
  lowerScattered([{ finding, window, witness: 'a-rule' }], [0, 1000], 5000, readsAsOne);
  expect(read).toEqual([{ start: 700, end: 1214 }]);
  expect(finding).toMatchObject({ level: 'notice', exemption: SCATTERED });
  lowerScattered(
    [{ finding: { ...finding, level: 'danger' }, window: [hit(990, 994), hit(1010, 1014)], witness: 'a-rule' }],
    [0, 980, 1000, 1020],
    5000,
    readsAsOne,
  );
  expect(read[1]).toEqual({ start: 980, end: 1019 });
});
