import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Found, windows } from '../../engine/combo.ts';
import type { Hit } from '../../engine/hit.ts';
import type { ComboEntry } from '../../engine/ruleset.ts';

const combo = (need: number, within: number, slots: number): ComboEntry => ({
  level: 'caution',
  within,
  need,
  slots: Array.from({ length: slots }, (_, signal) => [signal]),
});
const hit = (signal: number, start: number, end: number): Hit => ({ signal, start, end, exempt: 0 });
const never = () => false;
const found = (entry: ComboEntry, hits: Hit[][], blocks = [0], across = false, sameWords: Found['sameWords'] = never) =>
  [...windows(entry, { hits, blocks, sameWords }, () => true, across)].map((window) =>
    window.map(({ start, end }) => [start, end]),
  );

describe('a window', () => {
  test('holds a hit of each slot, the first of those that begin together being the longest', () => {
    expect(found(combo(2, 20, 2), [[hit(0, 0, 2), hit(0, 0, 4)], [hit(1, 6, 8)]])).toEqual([
      [
        [0, 4],
        [6, 8],
      ],
    ]);
  });

  test('takes another hit where the first lies on the only words of another slot', () => {
    // 加下客服小李的企微: the long hit of one slot holds the only hit of the other.
    const hits = [[hit(0, 0, 2)], [hit(1, 3, 10), hit(1, 12, 14)], [hit(2, 8, 10)]];
    expect(found(combo(3, 20, 3), hits)).toHaveLength(1);
    expect(found(combo(3, 12, 3), hits)).toEqual([]);
  });

  test('does not rest on the same words said again', () => {
    const hits = [
      [hit(0, 0, 2), hit(0, 6, 8)],
      [hit(1, 0, 2), hit(1, 6, 8), hit(1, 10, 13)],
    ];
    const sameWords: Found['sameWords'] = (a, b) => a.end - a.start === b.end - b.start;
    expect(found(combo(2, 9, 2), hits, [0], false, sameWords)).toEqual([
      [
        [6, 8],
        [10, 13],
      ],
    ]);
  });

  test('lies in one block, or across blocks at a cost', () => {
    const hits = [[hit(0, 0, 2)], [hit(1, 6, 8)]];
    expect(found(combo(2, 40, 2), hits, [0, 4])).toEqual([]);
    expect(found(combo(2, 40, 2), hits, [0, 4], true)).toHaveLength(1);
    expect(found(combo(2, 20, 2), hits, [0, 4], true)).toEqual([]);
  });

  test('is found wherever there is one, and each rests on different words within the distance', () => {
    const place = fc.tuple(fc.nat(24), fc.integer({ min: 1, max: 5 }));
    const slot = fc.array(place, { maxLength: 3 });
    fc.assert(
      fc.property(fc.array(slot, { minLength: 3, maxLength: 3 }), fc.integer({ min: 2, max: 3 }), (slots, need) => {
        const hits = slots.map((places, signal) => places.map(([start, size]) => hit(signal, start, start + size)));
        const entry = combo(need, 12, 3);
        const got = [...windows(entry, { hits, blocks: [0], sameWords: never }, () => true, false)];
        for (const window of got) {
          expect(new Set(window.map(({ signal }) => signal)).size).toBe(window.length);
          expect(window.length).toBeGreaterThanOrEqual(need);
          expect(Math.max(...window.map(({ end }) => end)) - window[0]!.start).toBeLessThanOrEqual(12);
          window.forEach((a, i) => {
            for (const b of window.slice(i + 1)) expect(a.end <= b.start || b.end <= a.start).toBe(true);
          });
        }
        expect(got.length > 0).toBe(isThere(hits, need, 12));
      }),
      { numRuns: 2000 },
    );
  });
});

/** Tries everything. */
function isThere(hits: readonly Hit[][], need: number, within: number): boolean {
  const choose = (slot: number, chosen: readonly Hit[]): boolean => {
    if (slot === hits.length) {
      if (chosen.length < need) return false;
      const start = Math.min(...chosen.map((each) => each.start));
      const end = Math.max(...chosen.map((each) => each.end));
      return end - start <= within;
    }
    if (choose(slot + 1, chosen)) return true;
    return hits[slot]!.some(
      (each) =>
        chosen.every((other) => other.end <= each.start || each.end <= other.start) &&
        choose(slot + 1, [...chosen, each]),
    );
  };
  return choose(0, []);
}
