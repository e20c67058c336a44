import { expect, test } from 'vitest';
import type { Evidence, Finding, Level, Stage } from '../../engine/rule.ts';
import { judge } from '../../engine/verdict.ts';

const finding = (rule: string, level: Level, stages: Stage[], more: Partial<Finding> = {}): Finding => ({
  rule,
  category: rule,
  level,
  stages,
  evidence: [{ signal: '话', stage: 'lure', strength: 'medium', quote: '话', start: 0, end: 1 }],
  ...more,
});

test('nothing found is no level and no category', () => {
  expect(judge([])).toEqual({ level: 'none', category: null, stages: [], findings: [] });
});

test('the highest level decides, and its finding gives the name', () => {
  const verdict = judge([finding('loan', 'notice', ['lure']), finding('brushing', 'danger', ['stake'])]);
  expect(verdict).toMatchObject({ level: 'danger', category: 'brushing' });
  expect(verdict.findings.map(({ rule }) => rule)).toEqual(['brushing', 'loan']);
});

test('among equals who knows the script comes first, then the step furthest on, then most evidence, then the first', () => {
  const piece = (start: number): Evidence => ({
    ...{ signal: '话', stage: 'lure', strength: 'medium', quote: '话' },
    start,
    end: start + 1,
  });
  const [borrowed, silence, stake, more, late, early] = [
    finding('borrowed', 'caution', ['silence'], { borrowed: true }),
    finding('silence', 'caution', ['lure', 'silence']),
    finding('stake', 'caution', ['stake']),
    finding('more', 'caution', ['lure'], { evidence: [piece(5), piece(8)] }),
    finding('late', 'caution', ['lure'], { evidence: [piece(7)] }),
    finding('early', 'caution', ['lure'], { evidence: [piece(3)] }),
  ];
  const order = judge([borrowed!, late!, early!, more!, stake!, silence!]).findings.map(({ rule }) => rule);
  expect(order).toEqual(['silence', 'stake', 'more', 'early', 'late', 'borrowed']);
});

test('stages are those of all that is said, in the order of the script; an exempt mention is no step', () => {
  const { stages } = judge([
    finding('a', 'caution', ['stake', 'silence']),
    finding('b', 'notice', ['lure']),
    finding('c', 'notice', ['harvest'], { exemption: 'news' }),
  ]);
  expect(stages).toEqual(['lure', 'stake', 'silence']);
});
