import { BARE, MODES } from '../engine/lexicon.ts';
import { packed } from '../engine/packed.ts';
import { hasMarks, type Piece, piecesOf, storedPieces } from '../engine/phrase.ts';
import { type PackedRows, packedRows } from '../engine/rows.ts';
import { coarseFrequency, literalFrequency } from './commonness.ts';
import { bestAnchors } from './expand-phrase.ts';
import { widened } from './widen-anchors.ts';

/**
 * What an anchor costs besides being found — bytes, memory, start-up — in occurrences per million characters, while it is
 * not asked what its signal is to the gate: which words a phrase is found by must not hang on it (commonness.ts).
 */
const COST_BEFORE_ROLES = 4;

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
  pairs: string;
  sides: PackedRows;
  choices: PackedRows;
}

/** Chooses the anchors of every pattern and packs what is more than a literal. */
export function anchorPatterns(
  patternsBySignal: string[][],
  costOfAnchor: (signal: number) => number,
): PackedPatterns & { anchorings: Anchoring[] } {
  const anchorings: Anchoring[] = [];
  const pairs = new Numbering();
  const sides = new Numbering();
  const choices = new Numbering();
  // A side reads differently before an anchor and behind it, though it may be stored the same.
  const sideOf = (way: string, pieces: Piece[]) =>
    pieces.length === 0 ? BARE : sides.of(way + storedPieces(pieces, (choice) => choices.of(choice)));
  sides.of('');
  patternsBySignal.forEach((patterns, signal) => {
    for (const pattern of patterns) {
      if (!hasMarks(pattern)) {
        anchorings.push({ signal, literal: pattern, form: 0, before: [], after: [] });
        continue;
      }
      const pieces = piecesOf(pattern);
      const { index, span, anchors } = widened(
        pieces,
        bestAnchors(pattern, (literal) => coarseFrequency(literal) + COST_BEFORE_ROLES)!,
        (literal) => literalFrequency(literal) + costOfAnchor(signal),
      );
      const left = sideOf('<', pieces.slice(0, index).reverse());
      const right = sideOf('>', pieces.slice(index + span));
      const bare = left === BARE && right === BARE;
      const form = bare ? 0 : 1 + MODES * pairs.of(packed([left, right]));
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
  return {
    anchorings,
    pairs: pairs.texts.join(''),
    sides: packedRows(sides.texts.map((text) => text.slice(1))),
    choices: packedRows(choices.texts),
  };
}

/** Numbers texts in the order in which they first come. */
class Numbering {
  readonly #numbers = new Map<string, number>();

  of(text: string): number {
    const number = this.#numbers.get(text) ?? this.#numbers.size;
    this.#numbers.set(text, number);
    return number;
  }

  get texts(): string[] {
    return [...this.#numbers.keys()];
  }
}
