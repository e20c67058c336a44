import type { Place } from './text-locator.ts';

/** Which words two findings share. Evidence is a list of pieces, and a piece the places in the page that make it up. */

/** Whether two findings rest on some of the same characters. */
export function sharesWords(a: readonly Place[][], b: readonly Place[][]): boolean {
  return a.some((places) => holds(b, places));
}

/** Whether the evidence has some of the characters of the piece. */
export function holds(evidence: readonly Place[][], piece: readonly Place[]): boolean {
  return evidence.some((other) => meets(other, piece));
}

/** Whether they rest on the very same characters. */
export function isSame(a: readonly Place[][], b: readonly Place[][]): boolean {
  const places = a.flat();
  const others = b.flat();
  const isThere = ({ node, start, end }: Place, i: number) => {
    const other = others[i]!;
    return node === other.node && start === other.start && end === other.end;
  };
  return places.length === others.length && places.every(isThere);
}

function meets(a: readonly Place[], b: readonly Place[]): boolean {
  return a.some((x) => b.some((y) => x.node === y.node && x.start < y.end && y.start < x.end));
}
