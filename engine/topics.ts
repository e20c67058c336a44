import { BLOCK } from './folded-text.ts';
import type { Place } from './hit.ts';
import { lowerBound } from './lower-bound.ts';
import type { WordingEntry } from './ruleset.ts';
import { NO_WEIGHT } from './slice.ts';
import { eachUnit } from './unit.ts';

/** How many folded characters round a place are asked about its topic. */
const ROUND = 60;

/** By how much a topic must be ahead in a short block to be told by it alone; in units of weight. */
const CLEARLY = 2;

/** Stands for the signal of a topic that no rule asks for. */
export const NO_SIGNAL = -1;

/**
 * Topics (话题): which category's lures a place reads like. Each slice of one or two units speaks for some categories and
 * against others, by weights learnt from our own lures (compiler/learn-topics.ts). They are read as they are stored: most
 * tabs meet no lure, and the rest a few.
 */
export class Topics {
  readonly #entry: WordingEntry['topics'];

  constructor(entry: WordingEntry['topics']) {
    this.#entry = entry;
  }

  /** The signal of the topic for which the words in and round the place speak most. */
  signalOf(codes: Uint16Array, length: number, place: Place): number {
    const likeness = this.#likeness(codes, length, place).map((sum, topic) =>
      this.#entry.signals[topic] === NO_SIGNAL ? Number.NEGATIVE_INFINITY : sum,
    );
    return this.#entry.signals[likeness.indexOf(Math.max(...likeness))]!;
  }

  /** How much the words in and round the place speak for each category; units of weight, whatever their number. */
  likenessOf(codes: Uint16Array, length: number, place: Place): (category: string) => number {
    const likeness = this.#likeness(codes, length, place);
    return (category) => likeness[this.#entry.names.indexOf(category)] ?? 0;
  }

  #likeness(codes: Uint16Array, length: number, place: Place): number[] {
    const first = Math.max(0, place.start - ROUND);
    const last = Math.min(length, place.end + ROUND);
    const start = within(codes, place.start, first, -1);
    const end = within(codes, place.end, last, 1);
    const own = this.#sums(telltalesIn(codes, start, end));
    const [most = 0, next = 0] = [...own].sort((a, b) => b - a);
    // A bubble of a chat may say too little alone: what stands beside it belongs to the same talk.
    return end - start < ROUND && most - next < CLEARLY ? this.#sums(telltalesIn(codes, first, last)) : own;
  }

  #sums(slices: ReadonlySet<string>): number[] {
    const { names, weights } = this.#entry;
    const sums = names.map(() => 0);
    for (const slice of slices) {
      const row = this.#numberOf(slice) * names.length;
      if (row < 0) continue;
      for (let topic = 0; topic < names.length; topic++) sums[topic]! += weights.charCodeAt(row + topic) - NO_WEIGHT;
    }
    return sums.map((sum) => sum / Math.sqrt(Math.max(1, slices.size)));
  }

  /** Which slice it is of those that have weights; -1 for none. */
  #numberOf(slice: string): number {
    const { singles, pairs } = this.#entry;
    if (slice.length === 1) return sortedPlace(singles, slice);
    const place = sortedPlace(pairs, slice);
    return place === -1 ? -1 : singles.length + place;
  }
}

/** Where a slice stands among sorted ones of its length that are run together; -1 for nowhere. */
function sortedPlace(sorted: string, slice: string): number {
  const size = slice.length;
  const at = (place: number) => sorted.slice(place * size, place * size + size);
  const place = lowerBound(sorted.length / size, (index) => at(index) >= slice);
  return at(place) === slice ? place : -1;
}

/** The slices of one and of two units in `codes[start, end)`, each once. */
export function telltalesIn(codes: Uint16Array, start: number, end: number): Set<string> {
  const slices = new Set<string>();
  eachUnit(codes, start, end, (unit, before) => {
    slices.add(String.fromCharCode(unit));
    if (before !== 0) slices.add(String.fromCharCode(before, unit));
  });
  return slices;
}

/** From `at` as far as `limit`, but not beyond the block. */
function within(codes: Uint16Array, at: number, limit: number, step: 1 | -1): number {
  while (at !== limit && codes[step === 1 ? at : at - 1] !== BLOCK) at += step;
  return at;
}
