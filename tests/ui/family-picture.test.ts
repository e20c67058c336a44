import { expect, test } from 'vitest';
import { wrap } from '../../ui/family-picture.ts';

/** Chinese is as wide as two letters. */
const width = (line: string) => [...line].reduce((sum, character) => sum + (character > '~' ? 2 : 1), 0);
const lines = (text: string, most: number) => wrap(text, (line) => width(line) <= most);

test.each([
  ['Chinese breaks anywhere', '帮我看一眼这靠谱吗', 10, ['帮我看一眼', '这靠谱吗']],
  ['no line begins with a closing mark', '看到请回个电话。谢谢', 14, ['看到请回个电', '话。谢谢']],
  ['no line ends with an opening mark', '我在网上“看到”的', 10, ['我在网上', '“看到”的']],
  ['a telephone number stays whole', '拿不准可以打 96110 问', 15, ['拿不准可以打', '96110 问']],
  ['a word stays whole', 'if money was sent, call 110.', 14, ['if money was', 'sent, call', '110.']],
  ['what is longer than a line is broken all the same', '加abcdefghijkl', 8, ['加abcdef', 'ghijkl']],
])('%s', (_, text, most, expected) => {
  expect(lines(text, most)).toEqual(expected);
});
