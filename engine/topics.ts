import type { Place } from './hit.ts';
import { BLOCK } from './normalizer.ts';
import type { WordingEntry } from './ruleset.ts';
import { eachUnit } from './unit.ts';

/** How many folded characters round a stretch are asked about its topic. */
const ROUND = 60;

/** Numbers of two characters kept apart by their lowest bits; a power of two. */
const MARKS = 4096;

/**
 * Topics (话题): which category's lures a stretch reads like. Each slice of two characters votes for those it speaks for.
 * The slices are read as they are stored, all of them for each stretch: most tabs meet none, and the rest a few.
 */
export class Topics {
  readonly #topics: WordingEntry['topics'];
  /** Where a slice of the stretch is marked. */
  readonly #marks = new Uint8Array(MARKS);

  constructor(topics: WordingEntry['topics']) {
    this.#topics = topics;
  }

  /** The signal of the topic for which the words in and round the stretch speak most. */
  signalOf(codes: Uint16Array, length: number, stretch: Place): number {
    const start = within(codes, stretch.start, Math.max(0, stretch.start - ROUND), -1);
    const end = within(codes, stretch.end, Math.min(length, stretch.end + ROUND), 1);
    const pairs = pairsIn(codes, start, end);
    const marks = this.#marks.fill(0);
    for (const pair of pairs) marks[markOf(pair, 0)] = 1;
    const sums = this.#topics.map(({ slices }) => {
      let sum = 0;
      slices.forEach((run, tier) => {
        for (let at = 0; at < run.length; at += 2) {
          if (marks[markOf(run, at)] === 1 && pairs.has(run.slice(at, at + 2))) sum += tier + 1;
        }
      });
      return sum;
    });
    return this.#topics[sums.indexOf(Math.max(...sums))]!.signal;
  }
}

/** Where the slice that begins at `at` is marked. */
function markOf(text: string, at: number): number {
  return (text.charCodeAt(at) * 31 + text.charCodeAt(at + 1)) & (MARKS - 1);
}

/** The slices of two units in `codes[start, end)`, each once. */
export function pairsIn(codes: Uint16Array, start: number, end: number): Set<string> {
  const pairs = new Set<string>();
  eachUnit(codes, start, end, (unit, before) => {
    if (before !== 0) pairs.add(String.fromCharCode(before, unit));
  });
  return pairs;
}

/** From `at` as far as `limit`, but not beyond the block. */
function within(codes: Uint16Array, at: number, limit: number, step: 1 | -1): number {
  while (at !== limit && codes[step === 1 ? at : at - 1] !== BLOCK) at += step;
  return at;
}
