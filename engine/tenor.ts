import { BLOCK } from './folded-text.ts';
import type { Place } from './hit.ts';
import type { TenorEntry } from './ruleset.ts';
import { isSeam } from './runs.ts';
import { slicesIn, weighed } from './slice-weights.ts';

/** How far beyond a stretch its passage goes, in folded characters. */
export const BEYOND = 200;

/** How much a unit of wording counts beside a unit of passage. */
const WORDING_COUNTS = 0.2;

/** A stretch that weighs like a lure (engine/wording.ts), and what it weighs. */
export interface WeighedPlace extends Place {
  weight: number;
  /** Through a seam of its run (engine/runs.ts). */
  joined: boolean;
}

/**
 * Tenor (通读): a stretch weighs like a lure, but so do a few sentences of many an honest offer. All that is said in its block
 * round it is weighed, by slices of one to three characters whose weights were learnt from stretches that weigh as much:
 * those of our own lures, and of honest texts that had not been learnt from (ADR 0027).
 */
export class Tenor {
  readonly #entry: TenorEntry;

  constructor(entry: TenorEntry) {
    this.#entry = entry;
  }

  /** How much a stretch and its passage read like a lure; units of weight. */
  weigh(stretch: WeighedPlace, codes: Uint16Array, length: number): number {
    return weighed(tenorSlices(stretch, codes, length), this.#entry) + WORDING_COUNTS * stretch.weight;
  }

  /** Whether a passage of that weight reads like a lure where a step of the script stands beside its stretch. */
  believedBesideStep(weight: number): boolean {
    return weight >= this.#entry.beside;
  }

  /** Whether it does so much that such a step may make it danger. */
  believedForDanger(weight: number): boolean {
    return weight >= this.#entry.grave;
  }

  /** Whether it does with nothing beside its stretch. */
  believedAlone(weight: number): boolean {
    return weight >= this.#entry.alone;
  }

  /** Whether what begins in one block and ends in another reads like one lure. */
  readsAsOne({ start, end }: Place, codes: Uint16Array): boolean {
    return weighed(slicesIn(codes, start, end), this.#entry) >= this.#entry.across;
  }
}

/** Where the weights of the slices stand that are read: of a stretch, and round it in its block or, if `joined`, its run. */
export function tenorSlices(
  { start, end, joined }: Omit<WeighedPlace, 'weight'>,
  codes: Uint16Array,
  length: number,
): Set<number> {
  const goesOn = (at: number) => codes[at] !== BLOCK || (joined && isSeam(codes, length, at));
  let from = start;
  while (from > 0 && start - from < BEYOND && goesOn(from - 1)) from--;
  let to = end;
  while (to < length && to - end < BEYOND && goesOn(to)) to++;
  return slicesIn(codes, from, to);
}
