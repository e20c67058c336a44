import { expect, test } from 'vitest';
import { partsOf } from '../../ui/answer-parts.ts';
import { brushing, neverPrepay, phoneJob } from '../../ui/playground/matter.ts';

const mark = { start: 0, end: 2, level: 'notice' as const };
const about = { rule: phoneJob, category: brushing, guidance: neverPrepay, marks: [mark], similar: [] };
const nothing = { marks: [], similar: [] };

test.each([
  ['match', { kind: 'match' as const, ...about }, ['said', 'steps', 'told']],
  ['mention', { kind: 'mention' as const, ...about }, ['said', 'told', 'questions']],
  ['a category alone', { kind: 'mention' as const, ...nothing, category: brushing }, ['told', 'questions']],
  ['unknown', { kind: 'unknown' as const, ...nothing }, ['questions']],
  ['official', { kind: 'official' as const, ...nothing }, ['official']],
  ['unknown, but paid', { kind: 'unknown' as const, ...nothing, urgent: neverPrepay }, ['urgent']],
  ['mention, and paid', { kind: 'mention' as const, ...about, urgent: neverPrepay }, ['urgent', 'said', 'told']],
  ['match, and paid', { kind: 'match' as const, ...about, urgent: neverPrepay }, ['urgent', 'said', 'told']],
])('%s', (_, answer, parts) => {
  expect(partsOf(answer)).toEqual(parts);
});
