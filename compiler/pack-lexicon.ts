import { MODES } from '../engine/lexicon.ts';
import { hasMarks, type Piece, piecesOf, storedPattern } from '../engine/phrase.ts';
import { type LexiconEntry, packed } from '../engine/ruleset.ts';
import { literalFrequency } from './commonness.ts';
import { bestAnchors } from './expand-phrase.ts';
import { literalTable } from './literal-table.ts';

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

/** Chooses the anchors of every pattern and packs the lexicon (engine/lexicon.ts). */
export function packLexicon(patternsBySignal: string[][]): { lexicon: LexiconEntry; anchorings: Anchoring[] } {
  const anchorings: Anchoring[] = [];
  const marked: string[] = [];
  const formOf = new Map<string, number>();
  patternsBySignal.forEach((patterns, signal) => {
    for (const pattern of patterns) {
      if (!hasMarks(pattern)) {
        anchorings.push({ signal, literal: pattern, form: 0, before: [], after: [] });
        continue;
      }
      const { index, span, anchors } = bestAnchors(pattern, literalFrequency)!;
      const text = packed([index, span]) + storedPattern(pattern);
      const form = formOf.get(text) ?? 1 + MODES * (marked.push(text) - 1);
      formOf.set(text, form);
      const pieces = piecesOf(pattern);
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
  const payloads = new Map<string, string>();
  for (const { literal, signal, form } of anchorings) {
    payloads.set(literal, (payloads.get(literal) ?? '') + packed([signal, form]));
  }
  const literals = [...payloads].map(([literal, payload]) => ({ literal, payload }));
  return { lexicon: { table: literalTable(literals), marked: marked.join('\n') }, anchorings };
}
