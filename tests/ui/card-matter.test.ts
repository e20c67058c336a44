import { expect, test } from 'vitest';
import { type CardFinding, quotesOf } from '../../ui/card-matter.ts';

const finding = (...quotes: string[]): CardFinding => ({
  id: quotes.join(),
  rule: 'r',
  category: 'brushing',
  level: 'danger',
  stages: ['lure'],
  evidence: quotes.map((quote) => ({ signal: 's', quote })),
});

test('同样的话只说一次，长话里已有的短话不再说', () => {
  const quotes = quotesOf([
    finding('有手机就能做', '日结', '加薇：abc'),
    finding('有手机就能做，日结'),
    finding('加薇：abc'),
  ]);
  expect(quotes.map(({ quote }) => quote)).toEqual(['加薇：abc', '有手机就能做，日结']);
});
