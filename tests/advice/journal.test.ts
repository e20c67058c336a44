import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  current,
  DAY_MS,
  EPISODE_DAYS,
  episodeOf,
  furthestFamily,
  metBefore,
  record,
  type Sighting,
} from '../../advice/journal.ts';
import { STAGES, type Stage } from '../../engine/rule.ts';

const NOON = new Date(2026, 2, 10, 12).getTime();
const familyOf = (category: string) => (category.endsWith('brushing') ? '刷单返利类' : category);

function sighting(stage: Stage, time = NOON, change: Partial<Sighting> = {}): Sighting {
  return { category: 'brushing', stage, rule: 'phone-only-job', host: 'jobs.example', time, ...change };
}

describe('记下', () => {
  test('同一天同一网站同一规则同一步只记一次', () => {
    const journal = record([], [sighting('lure'), sighting('lure', NOON + 1)], NOON + 1);
    expect(record(journal, [sighting('lure', NOON + 5000)], NOON + 5000)).toEqual(journal);
    expect(journal).toEqual([sighting('lure')]);
  });

  test('另一天、另一网站、另一步各记一次', () => {
    const more = [sighting('lure', NOON + DAY_MS), sighting('lure', NOON, { host: 'chat.example' }), sighting('stake')];
    expect(record([sighting('lure')], more, NOON + DAY_MS)).toHaveLength(4);
  });

  test('满十四天的退出', () => {
    const old = sighting('lure', NOON - 14 * DAY_MS);
    const young = sighting('trust', NOON - 14 * DAY_MS + 1);
    expect(record([old, young], [], NOON)).toEqual([young]);
  });

  test('时钟往回拨：将来的记录按现在算，既不消失也不多留', () => {
    const future = sighting('lure', NOON + 400 * DAY_MS);
    expect(current([future], NOON)).toEqual([sighting('lure', NOON)]);
    expect(record(record([future], [], NOON), [], NOON + EPISODE_DAYS * DAY_MS)).toEqual([]);
  });

  test('无论来什么，都只留十四天内、不晚于现在、没有重复的记录', () => {
    const anySighting = fc.record({
      category: fc.constantFrom('brushing', 'loan'),
      stage: fc.constantFrom(...STAGES),
      rule: fc.constantFrom('a', 'b'),
      host: fc.constantFrom('x', 'y'),
      time: fc.integer({ min: NOON - 30 * DAY_MS, max: NOON + 30 * DAY_MS }),
    });
    fc.assert(
      fc.property(fc.array(anySighting), fc.array(anySighting), (before, after) => {
        const journal = record(record([], before, NOON), after, NOON);
        for (const { time } of journal) {
          expect(time).toBeGreaterThan(NOON - EPISODE_DAYS * DAY_MS);
          expect(time).toBeLessThanOrEqual(NOON);
        }
        expect(record(journal, journal, NOON)).toEqual(journal);
      }),
    );
  });
});

describe('一段剧本', () => {
  const journal = [
    sighting('lure', NOON - 3 * DAY_MS),
    sighting('trust', NOON - 2 * DAY_MS, { host: 'chat.example', category: 'porn-brushing' }),
    sighting('harvest', NOON - DAY_MS, { category: 'loan', host: 'loan.example' }),
  ];

  test('跨网站、跨天、跨同一大类的叫法连成一段', () => {
    const episode = episodeOf(journal, '刷单返利类', familyOf, NOON, ['stake']);
    expect(episode).toEqual({
      stages: ['lure', 'trust', 'stake'],
      last: NOON - 2 * DAY_MS,
    });
  });

  test('走得最远的是步数最多的那一类', () => {
    expect(furthestFamily(journal, familyOf, NOON)?.family).toBe('刷单返利类');
    expect(furthestFamily([], familyOf, NOON)).toBeNull();
  });

  test('没有见过的类别是空的一段', () => {
    expect(episodeOf(journal, 'ticket', familyOf, NOON)).toEqual({ stages: [], last: 0 });
  });
});

describe('报案时说的先前遇到的', () => {
  const HOUR_MS = DAY_MS / 24;

  test('一步在一个网站一天只说一次，从早到晚', () => {
    const [first, later] = [sighting('lure', NOON - 2 * DAY_MS), sighting('lure', NOON - DAY_MS)] as const;
    const journal = [first, sighting('lure', NOON - 2 * DAY_MS + HOUR_MS, { rule: 'other' }), later];
    expect(metBefore(journal, { host: 'task.example', findings: [] }, NOON)).toEqual([first, later]);
  });

  test('这一页自己说的那几步不算先前；别的日子、别的网站、别的步照算', () => {
    const before = [
      sighting('stake', NOON - DAY_MS, { host: 'task.example' }),
      sighting('stake', NOON - HOUR_MS, { host: 'chat.example' }),
      sighting('lure', NOON, { host: 'task.example' }),
    ];
    const own = sighting('stake', NOON, { host: 'task.example' });
    const here = { host: 'task.example', findings: [{ category: 'brushing', stages: ['stake' as const] }] };
    expect(metBefore([...before, own], here, NOON)).toEqual(before);
  });
});
