import { blockEnd } from './blocks.ts';
import { BLOCK, type FoldedCodes } from './folded-text.ts';

/** A block of more folded characters is a paragraph, and speaks for itself. */
const SHORT_BLOCK = 70;
/** So many blocks on either side of one are near it, however long; */
const NEAR_BLOCKS = 2;
/** and those of its run within so many folded characters: bubbles are many and short. */
const NEAR_CHARS = 200;

/**
 * Runs (一串): a block, or several short ones one after the other: bubbles of a chat, items of a list, lines of a form. What
 * parts two short blocks is a seam (接缝). Neither a bubble’s words nor whoever speaks in it can be judged without the others
 * (ADR 0028).
 */
export function isSeam(codes: Uint16Array, length: number, at: number): boolean {
  return isShort(codes, at - 1, -1, -1) && isShort(codes, at + 1, length, 1);
}

/** Folded offsets where runs begin, of those where blocks do. */
export function runStarts({ codes, length }: FoldedCodes, blocks: readonly number[]): number[] {
  return blocks.filter((start) => start === 0 || !isSeam(codes, length, start - 1));
}

/** The first and the last block near one. */
export function blocksNear(
  block: number,
  blocks: readonly number[],
  folded: FoldedCodes,
): { first: number; last: number } {
  return { first: furthest(block, -1, blocks, folded), last: furthest(block, 1, blocks, folded) };
}

function furthest(block: number, step: 1 | -1, blocks: readonly number[], { codes, length }: FoldedCodes): number {
  let reached = block;
  let inRun = true;
  for (let next = block + step; next >= 0 && next < blocks.length; next += step) {
    inRun &&= isSeam(codes, length, blocks[Math.max(reached, next)]! - 1);
    const between = blocks[Math.max(block, next)]! - blockEnd(blocks, Math.min(block, next), length);
    if (Math.abs(next - block) > NEAR_BLOCKS && !(inRun && between <= NEAR_CHARS)) break;
    reached = next;
  }
  return reached;
}

/** Whether the block that begins at `from` and leads towards `limit` is over soon. */
function isShort(codes: Uint16Array, from: number, limit: number, step: 1 | -1): boolean {
  for (let at = from, size = 0; at !== limit && codes[at] !== BLOCK; at += step) if (++size > SHORT_BLOCK) return false;
  return true;
}
