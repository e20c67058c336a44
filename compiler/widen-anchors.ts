import { MAX_LITERAL_CHARS } from '../engine/automaton.ts';
import { type Anchor, anchorsAt, type Piece } from '../engine/phrase.ts';
import type { BestAnchors } from './expand-phrase.ts';

/** Pieces that together serve as one anchor up to this many combinations. */
const MAX_WIDE_LITERALS = 200;
/** Over how many pieces. */
const MAX_SPAN = 3;

/**
 * Anchors that find the very same matches as `anchors` and are rarer in ordinary text, or fewer: (评论|点赞)(一次|一条) by
 * both pieces where it is looked for in every text, by one where it hardly ever is.
 *
 * The pieces of an anchor are matched in all their ways and the longest match is kept, the others in the order of their
 * options; so a piece may be taken in or left out only if it fits in one way at most.
 *
 * @param cost of looking for a literal
 */
export function widened(
  pieces: readonly Piece[],
  anchors: BestAnchors,
  cost: (literal: string) => number,
): BestAnchors {
  const { index, span } = anchors;
  let best = anchors;
  let least = total(anchors.anchors, cost);
  for (let first = Math.max(0, index - MAX_SPAN); first < index + span + MAX_SPAN; first++) {
    for (let last = first + 1; last <= Math.min(pieces.length, first + MAX_SPAN); last++) {
      if (first === index && last === index + span) continue;
      if (!fitsOneWay(pieces, Math.min(first, index), Math.max(first, index), false)) continue;
      if (!fitsOneWay(pieces, Math.min(last, index + span), Math.max(last, index + span), true)) continue;
      const others = anchorsAt(pieces, first, last - first);
      if (others === null || others.length > MAX_WIDE_LITERALS) continue;
      if (others.some(({ text }) => text.length > MAX_LITERAL_CHARS)) continue;
      const sum = total(others, cost);
      if (sum >= least) continue;
      least = sum;
      best = { index: first, span: last - first, anchors: others };
    }
  }
  return best;
}

function total(anchors: readonly Anchor[], cost: (literal: string) => number): number {
  return anchors.reduce((sum, { text }) => sum + cost(text), 0);
}

/** Whether the pieces from `first` up to `last` can stand in one way at most where they begin (`forwards`) or end. */
function fitsOneWay(pieces: readonly Piece[], first: number, last: number, forwards: boolean): boolean {
  if (first === last) return true;
  const ways = waysOf(pieces.slice(first, last));
  if (ways === null) return false;
  return ways.every((one, i) =>
    ways.every((other, k) => i === k || !(forwards ? other.startsWith(one) : other.endsWith(one))),
  );
}

/** What the pieces may be, written out; null for gaps, recognisers, choices that hold them, and too many. */
function waysOf(pieces: readonly Piece[]): string[] | null {
  let ways = [''];
  for (const piece of pieces) {
    let options: string[];
    if (piece.kind === 'literal') options = [piece.text];
    else if (piece.kind === 'choice' && piece.options.every(isPlain)) options = piece.options.map(plainText);
    else return null;
    if (ways.length * options.length > MAX_WIDE_LITERALS) return null;
    ways = ways.flatMap((head) => options.map((option) => head + option));
  }
  return ways;
}

function isPlain(option: readonly Piece[]): boolean {
  return option.every(({ kind }) => kind === 'literal');
}

function plainText(option: readonly Piece[]): string {
  return option.map((piece) => (piece.kind === 'literal' ? piece.text : '')).join('');
}
