import { expect, test } from 'vitest';
import type { Advice } from '../../advice/guidance.ts';
import type { Stage, Strength } from '../../engine/rule.ts';
import { type CardFinding, headOf, quotesOf, readingOf } from '../../ui/card-matter.ts';
import { zhCN } from '../../ui/copy/zh-cn.ts';
import type { Said } from '../../ui/telling.ts';

const finding = (...quotes: string[]): CardFinding => ({
  id: quotes.join(),
  rule: 'r',
  category: 'brushing',
  level: 'danger',
  frameId: 0,
  paragraph: 1,
  stages: ['lure'],
  evidence: quotes.map((quote) => ({ stage: 'lure', strength: 'weak', quote })),
});

const danger = { copy: zhCN, level: 'danger', face: 0, elder: false, seenStages: [] } as const;

test('同样的话只说一次，长话里已有的短话不再说', () => {
  const quotes = quotesOf([
    finding('有手机就能做', '日结两百', '加薇：abc'),
    finding('有手机就能做，日结'),
    finding('加薇：abc'),
  ]);
  expect(quotes).toEqual(['有手机就能做，日结', '日结两百', '加薇：abc']);
});

test('短话换成长话，位置不变', () => {
  const quotes = quotesOf([
    finding('完成连单', '本金和佣金'),
    finding('任务未完成'),
    finding('本金和佣金一并返', '完成连单才能提现'),
  ]);
  expect(quotes).toEqual(['本金和佣金一并返', '完成连单才能提现', '任务未完成']);
});

test('没头没尾的两个字不引；只有它们时才引', () => {
  const page = [finding('到您', '完成连单'), finding('您的', '加❤', '请把到您卡上的钱转走')];
  expect(quotesOf(page)).toEqual(['请把到您卡上的钱转走', '完成连单']);
  expect(quotesOf([finding('刷单', '加v：a1')])).toEqual(['加v：a1']);
  expect(quotesOf([finding('刷单', '垫付')])).toEqual(['刷单', '垫付']);
});

test('问的是这一种骗局：类别自己的问题在先，没有才用阶段的；叫人保密的，问的是保密', () => {
  const asked = (question: string, ...stages: Stage[]) => {
    const texts = { category: { name: '', question }, guidance: { lead: '' } } as Advice;
    return headOf({ ...danger, findings: [{ ...finding('x'), stages }], texts }).title;
  };
  const own = '对方是不是拿视频、照片要钱？';
  expect(asked(own, 'harvest')).toBe(own);
  expect(asked(own, 'harvest', 'silence')).toBe(zhCN.card.questions.silence[0]);
  expect(asked('', 'harvest')).toBe(zhCN.card.questions.harvest[0]);
});

test('这一页没有原话、只有要钱的框：问的、读出来的都是先前见过的那一步', () => {
  const texts = {
    category: { name: '', question: '' },
    guidance: { lead: '', steps: [] as string[] },
    rule: { next: '', excuse: '' },
  } as unknown as Advice;
  const matter = { ...danger, findings: [], texts, seenStages: ['harvest'] as Stage[] };
  expect(headOf(matter).title).toBe(zhCN.card.questions.harvest[0]);
  expect(readingOf(matter).map(({ text }) => text)).toContain(zhCN.card.questions.harvest[0]);
});

test('最前面的一句是最能说明问题的：先看走到哪一步，再看信号强弱，再看字多字少，不看先后', () => {
  const page = (...evidence: Said[]) => quotesOf([{ ...finding(), evidence }]);
  const said = (quote: string, stage: Stage, strength: Strength): Said => ({ stage, strength, quote });
  const title = said('招线上推广员', 'lure', 'strong');
  const phone = said('大学生、宝妈首选', 'lure', 'strong');
  const handle = said('加薇❤：abcdefgh12345678', 'lure', 'medium');
  const money = said('本金自己先垫', 'stake', 'medium');
  const hint = said('随便提一句垫付', 'harvest', 'weak');
  expect(page(title, phone, handle, money)).toEqual(['本金自己先垫', '招线上推广员', '大学生、宝妈首选', handle.quote]);
  expect(page(handle, title, phone, hint)[0]).toBe('大学生、宝妈首选');
  expect(page(said('垫付', 'stake', 'strong'), title)).toEqual(['招线上推广员']);
});
