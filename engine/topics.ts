import type { Place } from './hit.ts';
import { BLOCK, textOf } from './normalizer.ts';
import type { WordingEntry } from './ruleset.ts';
import { repeats, unitOf } from './unit.ts';

/** How many folded characters round a stretch are asked about its topic. */
const ROUND = 60;

/** Topics (话题): which category's lures a stretch reads like. Each slice of two characters votes for those it speaks for. */
export class Topics {
  readonly #topics: WordingEntry['topics'];
  readonly #votesOf = new Map<string, { topic: number; weight: number }[]>();

  constructor(topics: WordingEntry['topics']) {
    this.#topics = topics;
    topics.forEach(({ slices }, topic) => {
      slices.forEach((run, tier) => {
        for (let at = 0; at < run.length; at += 2) {
          const slice = run.slice(at, at + 2);
          const votes = this.#votesOf.get(slice) ?? [];
          votes.push({ topic, weight: tier + 1 });
          this.#votesOf.set(slice, votes);
        }
      });
    });
  }

  /** The signal of the topic for which the words in and round the stretch speak most. */
  signalOf(codes: Uint16Array, length: number, stretch: Place): number {
    const start = within(codes, stretch.start, Math.max(0, stretch.start - ROUND), -1);
    const end = within(codes, stretch.end, Math.min(length, stretch.end + ROUND), 1);
    const sums = this.#topics.map(() => 0);
    for (const slice of pairsIn(textOf(codes, start, end))) {
      for (const { topic, weight } of this.#votesOf.get(slice) ?? []) sums[topic]! += weight;
    }
    return this.#topics[sums.indexOf(Math.max(...sums))]!.signal;
  }
}

/** The slices of two units in folded text, each once. */
export function pairsIn(text: string): Set<string> {
  const pairs = new Set<string>();
  let before = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = unitOf(text.charCodeAt(at));
    if (unit === 0 || repeats(unit, before)) continue;
    if (before !== 0) pairs.add(String.fromCharCode(before, unit));
    before = unit;
  }
  return pairs;
}

/** From `at` as far as `limit`, but not beyond the block. */
function within(codes: Uint16Array, at: number, limit: number, step: 1 | -1): number {
  while (at !== limit && codes[step === 1 ? at : at - 1] !== BLOCK) at += step;
  return at;
}
