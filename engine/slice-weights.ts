import { BLOCK, PAUSE, QUOTE, SENTENCE_END } from './folded-text.ts';
import type { SliceWeights } from './ruleset.ts';
import { NO_WEIGHT, pairHash, tripleHash } from './slice.ts';
import { ASCII_END, eachUnit, unitOf } from './unit.ts';

/** How many bits of a hash say where a weight stands. */
export const SLICE_BITS = 17;
const SHIFT = 32 - SLICE_BITS;

/** How much the slices speak for a lure, whatever their number; units of weight. */
export function weighed(slices: ReadonlySet<number>, { weights, bias }: SliceWeights): number {
  let sum = 0;
  for (const slice of slices) sum += (weights.charCodeAt(slice) || NO_WEIGHT) - NO_WEIGHT;
  return bias + sum / Math.sqrt(Math.max(1, slices.size));
}

/** Where the weights of all slices of one, two and three units of `codes[start, end)` stand, each once. */
export function slicesIn(codes: Uint16Array, start: number, end: number): Set<number> {
  const slices = new Set<number>();
  const take = (unit: number, before: number, beforeThat: number) => {
    slices.add(pairHash(0, unit) >>> SHIFT);
    if (before !== 0) slices.add(pairHash(before, unit) >>> SHIFT);
    if (beforeThat !== 0) slices.add(tripleHash(beforeThat, before, unit) >>> SHIFT);
  };
  eachUnit(codes, start, end, take, markedUnitOf);
  return slices;
}

/** Pauses and ends of sentences are read too: ads and chats are punctuated otherwise than letters. */
function markedUnitOf(code: number): number {
  if (code === BLOCK) return SENTENCE_END;
  return code >= ASCII_END || code === PAUSE || code === QUOTE ? code : unitOf(code);
}
