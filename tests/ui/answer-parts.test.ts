import { expect, test } from 'vitest';
import { partsOf, sentenceOf } from '../../ui/answer-parts.ts';
import { zhCN } from '../../ui/copy/zh-cn.ts';
import { brushing, neverPrepay, phoneJob } from '../../ui/playground/matter.ts';

const mark = { start: 0, end: 2, level: 'notice' as const };
const about = { rule: phoneJob, category: brushing, guidance: neverPrepay, marks: [mark], similar: [] };
const nothing = { marks: [], similar: [] };

test.each([
  ['match', { kind: 'match' as const, ...about }, ['said', 'steps', 'told']],
  ['mention', { kind: 'mention' as const, ...about }, ['said', 'told', 'questions']],
  ['a category alone', { kind: 'mention' as const, ...nothing, category: brushing }, ['told', 'questions']],
  ['unknown', { kind: 'unknown' as const, ...nothing }, ['questions']],
  ['a number', { kind: 'unknown' as const, ...nothing, number: true as const }, ['number', 'questions']],
  ['definition', { kind: 'definition' as const, ...about, marks: [] }, ['told']],
  ['official', { kind: 'official' as const, ...nothing }, ['official']],
  ['unknown, but paid', { kind: 'unknown' as const, ...nothing, urgent: neverPrepay }, ['urgent']],
  ['mention, and paid', { kind: 'mention' as const, ...about, urgent: neverPrepay }, ['urgent', 'said', 'told']],
  ['match, and paid', { kind: 'match' as const, ...about, urgent: neverPrepay }, ['urgent', 'said', 'told']],
])('%s', (_, answer, parts) => {
  expect(partsOf(answer)).toEqual(parts);
});

test.each([
  [{ kind: 'definition' as const, term: '转到“安全账户”' }, '“转到安全账户”是一种骗局'],
  [{ kind: 'unknown' as const }, '没有记录，不等于安全'],
  [{ kind: 'unknown' as const, isPart: true as const }, '读到的部分没有记录，不等于安全'],
  [{ kind: 'match' as const, category: brushing }, '疑似“刷单返利”话术'],
])('%s', (answer, sentence) => {
  expect(sentenceOf(zhCN, { query: '', ...nothing, ...answer }, '')).toBe(sentence);
});
