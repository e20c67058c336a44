import { expect, test } from 'vitest';
import { coached } from '../../advice/coaching.ts';
import { DAY_MS, FRESH_DAYS, type Sighting } from '../../advice/journal.ts';
import type { Level, Stage } from '../../engine/rule.ts';

const FRESH_MS = FRESH_DAYS * DAY_MS;
const NOON = new Date(2026, 2, 10, 12).getTime();

const said = (level: Level, stages: Stage[]) => ({ rule: 'hush', category: 'brushing', level, stages });
const met = (stage: Stage, time: number, category = 'authority'): Sighting => ({
  category,
  stage,
  rule: 'r',
  host: 'a.example',
  time,
});

test.each<[string, Level, Stage[], Sighting[], Level, string]>([
  ['什么也没见过', 'notice', ['silence'], [], 'notice', 'brushing'],
  ['一天之内见过一步', 'notice', ['silence'], [met('lure', NOON - FRESH_MS)], 'caution', 'authority'],
  ['一天以前见过', 'notice', ['silence'], [met('lure', NOON - FRESH_MS - 1)], 'notice', 'brushing'],
  ['先前的也是封口', 'notice', ['silence'], [met('silence', NOON - 1)], 'notice', 'brushing'],
  ['被豁免的提及没有阶段', 'notice', [], [met('lure', NOON - 1)], 'notice', 'brushing'],
  ['别的阶段的留意', 'notice', ['lure'], [met('stake', NOON - 1)], 'notice', 'brushing'],
  ['本来就是警惕', 'caution', ['silence'], [met('lure', NOON - 1)], 'caution', 'brushing'],
  [
    '几段剧本里最近的那一段',
    'notice',
    ['silence'],
    [met('lure', NOON - 9, 'loan'), met('stake', NOON - 5, 'romance'), met('silence', NOON - 1, 'loan')],
    'caution',
    'romance',
  ],
])('%s', (_, level, stages, journal, risen, category) => {
  expect(coached(said(level, stages), journal, NOON)).toEqual({ ...said(risen, stages), category });
});
