import { expect, test } from 'vitest';
import { type Fired, WORDING, withoutEchoes } from '../../engine/fired.ts';
import type { Finding } from '../../engine/rule.ts';

/** What fires on one hit that begins at a folded offset. */
function fired(start: number, witness: string, finding: Partial<Finding> = {}): Fired {
  return {
    finding: { rule: witness, category: 'brushing', level: 'caution', stages: ['lure'], evidence: [], ...finding },
    window: [{ start, end: start + 4, signal: 0, exempt: 0 }],
    witness,
  };
}

/** Blocks of a hundred folded characters. */
const blocks = (count: number) => Array.from({ length: count }, (_, block) => block * 100);

test('wording is left out where a rule in its block says as much, and nowhere else', () => {
  const wording = fired(10, WORDING);
  expect(withoutEchoes([wording, fired(50, 'rule')], blocks(2))).not.toContain(wording);
  expect(withoutEchoes([wording, fired(150, 'rule')], blocks(2))).toContain(wording);
  expect(withoutEchoes([wording, fired(50, 'rule', { level: 'notice' })], blocks(2))).toContain(wording);
  expect(withoutEchoes([wording, fired(50, 'rule', { level: 'danger' })], blocks(2))).not.toContain(wording);
});

test('a rule that only lends its step leaves wording to say which script it is, unless that borrows too', () => {
  const lent = fired(50, 'rule', { borrowed: true, level: 'danger' });
  const wording = fired(10, WORDING);
  expect(withoutEchoes([wording, lent], blocks(1))).toContain(wording);
  const borrowing = fired(10, WORDING, { borrowed: true });
  expect(withoutEchoes([borrowing, lent], blocks(1))).not.toContain(borrowing);
  // One beside it that knows the script decides.
  expect(withoutEchoes([wording, lent, fired(60, 'own')], blocks(1))).not.toContain(wording);
});

test('a mention that wording alone makes is left out', () => {
  expect(withoutEchoes([fired(10, WORDING, { level: 'notice' })], blocks(1))).toEqual([]);
});

test('a block of nothing but lures costs no more than it is long', () => {
  const reads = (size: number) => {
    let count = 0;
    const fires = Array.from({ length: size }, (_, at) =>
      [fired(at, WORDING, { level: 'danger' }), fired(at, 'rule')].map((each) => {
        const { level } = each.finding;
        const get = () => {
          count++;
          return level;
        };
        Object.defineProperty(each.finding, 'level', { get });
        return each;
      }),
    );
    withoutEchoes(fires.flat(), blocks(1));
    return count;
  };
  expect(reads(400)).toBeLessThanOrEqual(4 * reads(100));
});
