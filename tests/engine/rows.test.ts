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

  test('rows too long for one chunk are refused', () => {
    expect(() => packedRows(Array.from({ length: 2000 }, () => '长'.repeat(40)))).toThrow(RangeError);
  });
});
