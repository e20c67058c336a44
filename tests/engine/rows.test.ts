import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packedRows, Rows } from '../../engine/rows.ts';

describe('Rows', () => {
  test('gives back every row of any list, also empty ones and across chunks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', maxLength: 4 }), { maxLength: 100 }),
        fc.constantFrom(1, 60),
        (some, times) => {
          const list = Array.from({ length: times }, () => some).flat();
          const rows = new Rows(JSON.parse(JSON.stringify(packedRows(list))));
          expect(rows.length).toBe(list.length);
          expect(list.map((_, i) => rows.at(i))).toEqual(list);
        },
      ),
    );
  });

  test('long rows make smaller chunks, and a row too long for any is refused', () => {
    const list = Array.from({ length: 3000 }, (_, i) => `${i}`.repeat(20));
    const packed = packedRows(list);
    expect(Math.max(...packed.chunks.map(({ text }) => text.length))).toBeLessThan(50_000);
    const rows = new Rows(packed);
    expect(list.map((_, i) => rows.at(i))).toEqual(list);
    expect(() => packedRows(['长'.repeat(70_000)])).toThrow(RangeError);
  });
});
