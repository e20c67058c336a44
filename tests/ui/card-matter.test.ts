import { expect, test } from 'vitest';
import type { Advice } from '../../advice/guidance.ts';
import type { Stage } from '../../engine/rule.ts';
import { type CardFinding, headOf, quotesOf } from '../../ui/card-matter.ts';
import { zhCN } from '../../ui/copy/zh-cn.ts';

const finding = (...quotes: string[]): CardFinding => ({
  id: quotes.join(),
  rule: 'r',
  category: 'brushing',
  level: 'danger',
  stages: ['lure'],
  evidence: quotes.map((quote) => ({ quote })),
});

test('同样的话只说一次，长话里已有的短话不再说', () => {
  const quotes = quotesOf([
    finding('有手机就能做', '日结两百', '加薇：abc'),
    finding('有手机就能做，日结'),
    finding('加薇：abc'),
  ]);
  expect(quotes).toEqual(['有手机就能做，日结', '日结两百', '加薇：abc']);
});

test('短话换成长话，位置不变：先说的那一条排在前面', () => {
  const quotes = quotesOf([
    finding('完成连单', '本金和佣金'),
    finding('任务未完成'),
    finding('本金和佣金一并返', '完成连单才能提现'),
  ]);
  expect(quotes).toEqual(['完成连单才能提现', '本金和佣金一并返', '任务未完成']);
});

test('没头没尾的两个字不引；只有它们时才引', () => {
  const page = [finding('到您', '完成连单'), finding('您的', '加❤', '请把到您卡上的钱转走')];
  expect(quotesOf(page)).toEqual(['完成连单', '请把到您卡上的钱转走']);
  expect(quotesOf([finding('刷单', '加v：a1')])).toEqual(['加v：a1']);
  expect(quotesOf([finding('刷单', '垫付')])).toEqual(['刷单', '垫付']);
});

test('问的是这一种骗局：类别自己的问题在先，没有才用阶段的；叫人保密的，问的是保密', () => {
  const asked = (question: string, ...stages: Stage[]) => {
    const texts = { category: { name: '', question }, guidance: { lead: '' } } as Advice;
    return headOf(zhCN, 'danger', 0, [{ ...finding('x'), stages }], texts, false).title;
  };
  const own = '对方是不是拿视频、照片要钱？';
  expect(asked(own, 'harvest')).toBe(own);
  expect(asked(own, 'harvest', 'silence')).toBe(zhCN.card.questions.silence[0]);
  expect(asked('', 'harvest')).toBe(zhCN.card.questions.harvest[0]);
});
