import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Automaton } from '../../engine/automaton.ts';

/** What the automaton must find, by the slowest honest means. */
function occurrences(literals: string[], text: string): string[] {
  const found: string[] = [];
  literals.forEach((literal, id) => {
    for (let at = text.indexOf(literal); at !== -1; at = text.indexOf(literal, at + 1)) found.push(`${id}@${at}`);
  });
  return found.sort();
}

function scan(literals: string[], keyOffsets: number[], text: string): string[] {
  const automaton = new Automaton(literals.join('\n'), (literal) => keyOffsets[literal]!);
  const codes = Uint16Array.from(text, (_, i) => text.charCodeAt(i));
  const units = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i);
  automaton.scan(codes.length === units.length ? codes : units, text.length);
  return Array.from({ length: automaton.hits }, (_, i) => `${automaton.hitLiteral[i]}@${automaton.hitStart[i]}`).sort();
}

/** A small alphabet makes literals overlap, nest and share keys. */
const word = fc.string({ unit: fc.constantFrom(...'甲乙丙ab'), minLength: 2, maxLength: 5 });

describe('Automaton', () => {
  test('finds exactly what a naive search finds', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(word, { minLength: 1, maxLength: 30 }),
        fc.string({ unit: fc.constantFrom(...'甲乙丙ab。'), maxLength: 200 }),
        fc.nat(),
        (literals, text, seed) => {
          const keyOffsets = literals.map((literal, i) => (seed + i * 7) % (literal.length - 1));
          expect(scan(literals, keyOffsets, text)).toEqual(occurrences(literals, text));
        },
      ),
      { numRuns: 1500 },
    );
  });

  test('finds literals at both ends, nested and overlapping', () => {
    expect(scan(['有手机', '手机', '机就', '能做'], [0, 0, 0, 0], '有手机就能做')).toEqual([
      '0@0',
      '1@1',
      '2@2',
      '3@4',
    ]);
  });

  test('grows its result table beyond the first size', () => {
    expect(scan(['甲甲'], [0], '甲'.repeat(2000))).toHaveLength(1999);
  });

  test('an empty text and a text of one character have no hits', () => {
    expect(scan(['甲乙'], [0], '')).toEqual([]);
    expect(scan(['甲乙'], [0], '甲')).toEqual([]);
  });
});
