import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Spans } from '../../engine/spans.ts';

test('a stretch is taken unless it shares a character with one taken before', () => {
  const stretch = fc
    .tuple(fc.nat(30), fc.integer({ min: 1, max: 6 }))
    .map(([start, size]) => ({ start, end: start + size }));
  fc.assert(
    fc.property(fc.array(stretch), (stretches) => {
      const spans = new Spans();
      const taken: { start: number; end: number }[] = [];
      for (const { start, end } of stretches) {
        const isFree = taken.every((other) => other.end <= start || end <= other.start);
        expect(spans.take(start, end)).toBe(isFree);
        if (isFree) taken.push({ start, end });
      }
    }),
  );
});
