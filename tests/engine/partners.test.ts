import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packed } from '../../engine/packed.ts';
import { Openings, Partners } from '../../engine/partners.ts';
import { ROLE } from '../../engine/ruleset.ts';

const WITHIN = 10;

/** One combo of as many slots as there are signals, each a slot of its own. */
function openingsOf(signals: number, hits: readonly { signal: number; position: number }[]): Openings {
  const ids = Array.from({ length: signals }, (_, signal) => signal);
  const places = ids.map((signal) => packed([signal, ROLE.leads, 1, 0, 0, signal])).join('');
  const partners = new Partners({ places, combos: packed([2, WITHIN, 0, signals]) }, signals);
  const found = new Openings();
  partners.begin();
  for (const { signal, position } of hits) partners.hit(signal, position, found);
  return found;
}

describe('Partners', () => {
  test('a place that holds words of several slots hides none of them, however often one of them fits there', () => {
    const crowded = [1, 0, 0, 0].map((signal) => ({ signal, position: 3 }));
    expect(openingsOf(2, crowded).list).toEqual([]);
    expect(openingsOf(2, [...crowded, { signal: 0, position: 8 }]).list).toHaveLength(1);
  });

  test('every two slots near each other lie in an opening, and nothing else opens', () => {
    const hit = fc.record({ signal: fc.nat({ max: 3 }), position: fc.nat({ max: 60 }) });
    fc.assert(
      fc.property(fc.array(hit, { maxLength: 14 }), (any) => {
        const hits = any.toSorted((a, b) => a.position - b.position);
        const pairs = hits.flatMap((one) =>
          hits
            .filter(
              (other) =>
                other.signal !== one.signal && other.position > one.position && other.position - one.position <= WITHIN,
            )
            .map((other) => [one.position, other.position] as const),
        );
        const { list } = openingsOf(4, hits);
        for (const [first, last] of pairs) {
          expect(list.some(({ start, end }) => start <= first && end >= last)).toBe(true);
        }
        for (const { start, end } of list) {
          const inside = pairs.filter(([first, last]) => start <= first && last <= end);
          expect(inside).not.toEqual([]);
          expect(start).toBeGreaterThanOrEqual(Math.min(...inside.map(([, last]) => last)) - WITHIN);
          expect(end).toBeLessThanOrEqual(Math.max(...inside.map(([first]) => first)) + WITHIN);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
