import { MODES } from '../engine/lexicon.ts';
import { packed } from '../engine/packed.ts';
import { hasMarks, type Piece, piecesOf, storedPattern } from '../engine/phrase.ts';
import { type PackedRows, packedRows } from '../engine/rows.ts';
import { coarseFrequency, literalFrequency } from './commonness.ts';
import { bestAnchors } from './expand-phrase.ts';
import { widened } from './widen-anchors.ts';

/** A literal that stands for one pattern of one signal, and what the pattern has round it. */
export interface Anchoring {
  signal: number;
  literal: string;
  /** How the lexicon finds the pattern: 0 for a plain literal, else see engine/lexicon.ts. */
  form: number;
  /** What stands before and after the literal; a piece that the literal reaches into is left out. */
  before: Piece[];
  after: Piece[];
}

/** Patterns as engine/lexicon.ts reads them. */
interface PackedPatterns {
  marked: PackedRows;
  choices: PackedRows;
}

/** Chooses the anchors of every pattern and packs what is more than a literal. */
export function anchorPatterns(
  patternsBySignal: string[][],
  costOfAnchor: (signal: number) => number,
): PackedPatterns & { anchorings: Anchoring[] } {
  const anchorings: Anchoring[] = [];
  const marked: string[] = [];
  const formOf = new Map<string, number>();
  const choices = new Map<string, number>();
  const numberOf = (choice: string) => {
    const number = choices.get(choice) ?? choices.size;
    choices.set(choice, number);
    return number;
  };
  patternsBySignal.forEach((patterns, signal) => {
    for (const pattern of patterns) {
      if (!hasMarks(pattern)) {
        anchorings.push({ signal, literal: pattern, form: 0, before: [], after: [] });
        continue;
      }
      const pieces = piecesOf(pattern);
      const { index, span, anchors } = widened(
        pieces,
        bestAnchors(pattern, coarseFrequency)!,
        (literal) => literalFrequency(literal) + costOfAnchor(signal),
      );
      const text = packed([index, span]) + storedPattern(pattern, numberOf);
      const form = formOf.get(text) ?? 1 + MODES * (marked.push(text) - 1);
      formOf.set(text, form);
      for (const { text: literal, mode } of anchors) {
        anchorings.push({
          signal,
          literal,
          form: form + mode,
          before: mode === 1 ? [] : pieces.slice(0, index),
          after: mode === 2 ? [] : pieces.slice(index + span),
        });
      }
    }
  });
  return { anchorings, marked: packedRows(marked), choices: packedRows([...choices.keys()]) };
}
