import { BLOCK, type FoldedCodes } from './folded-text.ts';
import type { Place } from './hit.ts';
import { lowerBound } from './lower-bound.ts';

/** Folded offsets where blocks begin. */
export function blockStarts({ codes, length }: FoldedCodes): number[] {
  const starts = [0];
  for (let at = 0; at < length; at++) if (codes[at] === BLOCK) starts.push(at + 1);
  return starts;
}

/** The block that a folded offset lies in. */
export function blockAt(blocks: number[], offset: number): number {
  return Math.max(0, lowerBound(blocks.length, (block) => blocks[block]! > offset) - 1);
}

/** Where a block ends, without the mark that stands behind it. */
export function blockEnd(blocks: readonly number[], block: number, length: number): number {
  return (blocks[block + 1] ?? length + 1) - 1;
}

/** The blocks in which one of the places begins. */
export function blocksOf(places: Iterable<Place>, blocks: number[]): Set<number> {
  return new Set(Array.from(places, ({ start }) => blockAt(blocks, start)));
}
