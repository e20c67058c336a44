import { expect, test } from 'vitest';
import { type CardFinding, quotesOf } from '../../ui/card-matter.ts';

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
