import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FiledLiteral, literalTable } from '../../compiler/literal-table.ts';
import { bitOf, hashOf, passesAgain } from '../../engine/automaton.ts';
import { Lexicon } from '../../engine/lexicon.ts';
import { packedRows } from '../../engine/rows.ts';

/** What must be found, by the slowest honest means. */
function occurrences(literals: string[], text: string): string[] {
  const found: string[] = [];
  literals.forEach((literal, id) => {
    for (let at = text.indexOf(literal); at !== -1; at = text.indexOf(literal, at + 1)) found.push(`${id}@${at}`);
  });
  return found.sort();
}

function lexiconOf(filed: FiledLiteral[]): Lexicon {
  return new Lexicon({ table: literalTable(filed), pairs: '', sides: packedRows([]), choices: packedRows([]) });
}

/** Literals at the gate, all of one signal. */
function automatonOf(literals: string[]): Lexicon['automaton'] {
  return lexiconOf(literals.map((literal) => ({ literal, gate: true, entries: [[0, 0]] }))).automaton;
}

/** Literals as plain patterns, each of a signal of its own. */
function scan(literals: string[], text: string): string[] {
  const lexicon = lexiconOf(literals.map((literal, id) => ({ literal, gate: id % 2 === 0, entries: [[id, 0]] })));
  const codes = Uint16Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
  const hits = lexicon.scan(codes, 0, text.length);
  return Array.from({ length: hits }, (_, i) => `${lexicon.signal[i]}@${lexicon.start[i]}`).sort();
}

/** A small alphabet makes literals overlap, nest and share keys. */
const word = fc.string({ unit: fc.constantFrom(...'甲乙丙ab'), minLength: 2, maxLength: 5 });

describe('Automaton', () => {
  test('finds exactly what a naive search finds', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(word, { minLength: 1, maxLength: 30 }),
        fc.string({ unit: fc.constantFrom(...'甲乙丙ab。'), maxLength: 200 }),
        (literals, text) => {
          expect(scan(literals, text)).toEqual(occurrences(literals, text));
        },
      ),
      { numRuns: 1500 },
    );
  });

  test('finds literals at both ends, nested and overlapping', () => {
    expect(scan(['有手机', '手机', '机就', '能做'], '有手机就能做')).toEqual(['0@0', '1@1', '2@2', '3@4']);
  });

  test('many slices at once are looked up as one by one', () => {
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 30 }), word, (literals, text) => {
        const automaton = automatonOf(literals);
        const codes = Uint16Array.from(text, (character) => character.charCodeAt(0));
        const at = Int32Array.from({ length: text.length - 1 }, (_, i) => i);
        const groups = [...at].map((i) => automaton.groupOf(codes[i]!, codes[i + 1]!));
        const found = new Int32Array(at.length);
        const kept = automaton.groupsOf(codes, at, at.length, found);
        expect([...found.subarray(0, kept)]).toEqual(groups.filter((group) => group !== -1));
        expect([...at.subarray(0, kept)]).toEqual([...groups.keys()].filter((i) => groups[i] !== -1));
      }),
    );
  });

  test.each([5_000, 20_000, 80_000])(
    'with %i literals no more than one slice in twenty is looked up for nothing',
    (many) => {
      const literals = Array.from({ length: many }, (_, i) =>
        String.fromCharCode(0x4e00 + (i % 20_000), 0x4e00 + ((i * 7 + Math.floor(i / 20_000)) % 20_000)),
      );
      const automaton = automatonOf(literals);
      // Slices that are nobody's key: Latin before Han.
      const passes = Array.from({ length: 20_000 }, (_, i) => hashOf(0x61 + (i % 26), 0x4e00 + i)).filter((hash) => {
        const { filter, filterShift } = automaton;
        return bitOf(filter, filterShift, hash) === 1 && passesAgain(filter, filterShift, hash);
      });
      expect(passes.length).toBeLessThan(20_000 / 20);
    },
  );

  test('grows its result table beyond the first size', () => {
    expect(scan(['甲甲'], '甲'.repeat(2000))).toHaveLength(1999);
  });

  test('an empty text and a text of one character have no hits', () => {
    expect(scan(['甲乙'], '')).toEqual([]);
    expect(scan(['甲乙'], '甲')).toEqual([]);
  });
});
