/**
 * Slices: two or three neighbouring units, by whose weights text is judged (engine/wording.ts, engine/slice-weights.ts). A
 * weight stands in a table at the highest bits of the slice's hash. Slices that share a place share a weight: the fuller a
 * table, the more chance speaks in texts of a kind that was never learnt from (ADR 0017).
 */

/** The character that stands for no weight; one above it is a weight of one. */
export const NO_WEIGHT = 0x50;
/** The heaviest either way: all are printable. */
export const MOST_WEIGHT = 23;

/** Hash of two units, 32 bits. */
export function pairHash(first: number, second: number): number {
  return Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
}

/** The same of three. */
export function tripleHash(first: number, second: number, third: number): number {
  return Math.imul(first, 0xc2b2ae35) ^ Math.imul(second, 0x27d4eb2f) ^ Math.imul(third, 0x165667b1);
}
