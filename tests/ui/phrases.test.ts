import { expect, test } from 'vitest';
import { zhCN } from '../../ui/copy/zh-cn.ts';
import { zhTW } from '../../ui/copy/zh-tw.ts';
import { wordsOf } from '../../ui/phrases.tsx';

const sentences = [zhCN, zhTW].flatMap(({ card, gate }) => [
  ...Object.values(card.questions).flat(),
  ...card.cautionLeads,
  gate.why,
  gate.question,
  ...Object.values(gate.replies),
]);

test.each(sentences)('%s：一个字不多，一个字不少；没有一行以标点起头，也没有一行以“结尾', (sentence) => {
  const words = wordsOf(sentence);
  expect(words.join('')).toBe(sentence);
  expect(words.filter((word) => /^[，。、：；？！”」）]/.test(word))).toEqual([]);
  expect(words.filter((word) => /[“「（]$/.test(word))).toEqual([]);
  expect(words.length).toBeGreaterThan(1);
});

test('词典没有的词不逐字拆开', () => {
  expect(wordsOf('和“刷单返利”骗局的步骤')).toContain('“刷单返利”');
  expect(wordsOf('')).toEqual([]);
});
