import type { Hit, Place } from './hit.ts';
import { BLOCK, PAUSE, QUOTE, SENTENCE_END } from './normalizer.ts';
import type { WordingEntry } from './ruleset.ts';

/**
 * Wording (用词): what lures have in common beyond the phrases that rules name. Every slice of two and of three characters
 * has a weight of evidence, learnt from our own lures and from honest texts (scripts/weigh-wording.ts, ADR 0015). The
 * weights are summed as the text is read, each character costs a step, and a sum that falls to nothing begins anew
 * (Page’s cumulative sum): a stretch whose sum reaches `least` reads like a lure, wherever it begins and ends.
 *
 * What it reads like is a signal of the rule of its topic, and its most telling words are that signal's hits. A rule never
 * rests on them alone: they need a step of the script beside them that some signal names.
 */
export class Wording {
  readonly #pairs: string;
  readonly #triples: string;
  readonly #entry: WordingEntry;
  readonly #signals: ReadonlySet<number>;
  /** Topics that speak for a slice of two characters, made when the first stretch is found. */
  #topicsOf: Map<string, number[]> | null = null;

  constructor(entry: WordingEntry) {
    this.#entry = entry;
    this.#signals = new Set(entry.topics.map(({ signal }) => signal));
    this.#pairs = entry.pairs;
    this.#triples = entry.triples;
  }

  /** Whether hits of the signal are found here. */
  finds(signal: number): boolean {
    return this.#signals.has(signal);
  }

  /**
   * Whether there may be a stretch that reads like a lure: false for nearly all text, and never when `stretches` finds one.
   * Every character goes through this loop, so it has no branch for a sum that falls to nothing, which no processor could
   * foresee.
   */
  mayStand(codes: Uint16Array, length: number): boolean {
    if (this.#entry.topics.length === 0) return false;
    const pairs = this.#pairs;
    const triples = this.#triples;
    const least = this.#entry.least - this.#entry.slack;
    const cost = this.#entry.step + 2 * NO_WEIGHT;
    let first = 0;
    let second = 0;
    let sum = 0;
    /** Negative as soon as the sum was large enough. */
    let missing = 0;
    for (let at = 0; at < length; at++) {
      let unit = codes[at]!;
      if (unit < ASCII_END || unit === SENTENCE_END) {
        unit = unitOf(unit);
        if (unit === 0 || unit === second) continue;
      }
      const pair = pairs.charCodeAt(pairHash(second, unit) >>> SHIFT);
      sum += pair + triples.charCodeAt(tripleHash(first, second, unit) >>> SHIFT) - cost;
      sum &= ~(sum >> 31);
      missing |= least - sum;
      first = second;
      second = unit;
    }
    return missing < 0;
  }

  /**
   * Stretches of folded text that read like a lure, in order. `roughly` finds more: every stretch that would be found if
   * the text stood alone, not run together with what is before it.
   */
  stretches(codes: Uint16Array, length: number, roughly = false): Place[] {
    const pairs = this.#pairs;
    const triples = this.#triples;
    const { step, slack } = this.#entry;
    const least = this.#entry.least - (roughly ? slack : 0);
    const found: Place[] = [];
    if (!this.mayStand(codes, length)) return found;
    let first = 0;
    let second = 0;
    let sum = 0;
    let start = 0;
    let peak = 0;
    let peakEnd = 0;
    for (let at = 0; at < length; at++) {
      const code = codes[at]!;
      let unit = code;
      if (code < ASCII_END || code === SENTENCE_END) {
        unit = unitOf(code);
        if (unit === 0 || unit === second) continue;
      } else if (code === BLOCK) {
        if (peak >= least) found.push({ start, end: peakEnd });
        first = second = sum = peak = 0;
        start = at + 1;
        continue;
      }
      sum -= step;
      if (second !== 0) {
        sum += pairs.charCodeAt(pairHash(second, unit) >>> SHIFT) - NO_WEIGHT;
        if (first !== 0) sum += triples.charCodeAt(tripleHash(first, second, unit) >>> SHIFT) - NO_WEIGHT;
      }
      first = second;
      second = unit;
      if (sum <= 0) {
        if (peak >= least) found.push({ start, end: peakEnd });
        sum = peak = 0;
        start = at + 1;
      } else if (sum > peak) {
        peak = sum;
        peakEnd = at + 1;
      }
    }
    if (peak >= least) found.push({ start, end: peakEnd });
    return found;
  }

  /** The most telling words of each stretch that reads like a lure, as hits of the signal of its topic. */
  hits(codes: Uint16Array, length: number): Hit[] {
    return this.stretches(codes, length).flatMap((stretch) => {
      const { signal } = this.#entry.topics[this.#topicOf(codes, length, stretch)]!;
      return this.#telling(codes, length, stretch).map((place) => ({ ...place, signal, exempt: 0 }));
    });
  }

  /** The topic for which the words in and round the stretch speak most. */
  #topicOf(codes: Uint16Array, length: number, stretch: Place): number {
    this.#topicsOf ??= topicsBySlice(this.#entry);
    const start = roundTo(codes, stretch.start, Math.max(0, stretch.start - ROUND), -1);
    const end = roundTo(codes, stretch.end, Math.min(length, stretch.end + ROUND), 1);
    const votes = this.#entry.topics.map(() => 0);
    const seen = new Set<string>();
    let before = 0;
    for (let at = start; at < end; at++) {
      const unit = unitOf(codes[at]!);
      if (unit === 0 || (unit < ASCII_END && unit === before)) continue;
      const slice = String.fromCharCode(before, unit);
      before = unit;
      if (seen.has(slice)) continue;
      seen.add(slice);
      for (const vote of this.#topicsOf.get(slice) ?? []) {
        votes[Math.floor(vote / VOTE_BASE)]! += vote % VOTE_BASE;
      }
    }
    return votes.indexOf(Math.max(...votes));
  }

  /** The few words of a stretch that weigh most, none longer than a quotation should be. */
  #telling(codes: Uint16Array, length: number, { start, end }: Place): Place[] {
    const weights: { at: number; weight: number }[] = [];
    let first = 0;
    let second = 0;
    for (let at = start; at < end; at++) {
      const unit = unitOf(codes[at]!);
      if (unit === 0) {
        weights.push({ at, weight: Number.NEGATIVE_INFINITY });
        continue;
      }
      if (unit < ASCII_END && unit === second) continue;
      const weight =
        second === 0
          ? 0
          : this.#pairs.charCodeAt(pairHash(second, unit) >>> SHIFT) -
            NO_WEIGHT +
            (first === 0 ? 0 : this.#triples.charCodeAt(tripleHash(first, second, unit) >>> SHIFT) - NO_WEIGHT);
      weights.push({ at, weight });
      first = second;
      second = unit;
    }
    const found: Place[] = [];
    const taken = new Set<number>();
    while (found.length < MOST_WORDS) {
      const best = heaviest(weights, taken);
      if (best === null) break;
      const whole = toClause(codes, length, best);
      const place = found.some((other) => other.start < whole.end && whole.start < other.end) ? best : whole;
      for (let at = place.start; at < place.end; at++) taken.add(at);
      found.push({ start: place.start, end: place.end });
    }
    return found.sort((a, b) => a.start - b.start);
  }
}

/** Words as a reader would quote them: with the beginning or the end of their clause where that is near. */
function toClause(codes: Uint16Array, length: number, place: Place): Place {
  const breaks = (at: number) => at < 0 || at >= length || codes[at] === BLOCK || unitOf(codes[at]!) === 0;
  let { start, end } = place;
  while (place.start - start < NEAR_CLAUSE && !breaks(start - 1)) start--;
  while (end - place.end < NEAR_CLAUSE && !breaks(end)) end++;
  return { start: breaks(start - 1) ? start : place.start, end: breaks(end) ? end : place.end };
}

/** The run of words that weighs most and touches nothing taken. */
function heaviest(
  weights: readonly { at: number; weight: number }[],
  taken: ReadonlySet<number>,
): (Place & { weight: number }) | null {
  let best: (Place & { weight: number }) | null = null;
  for (let from = 0; from < weights.length; from++) {
    let weight = 0;
    if (weights[from]!.weight === Number.NEGATIVE_INFINITY) continue;
    // A weight belongs to a slice, which begins a character earlier.
    const start = weights[from]!.at;
    for (let to = from + 1; to < weights.length; to++) {
      const { at, weight: more } = weights[to]!;
      if (at - start >= LONGEST_WORDS || taken.has(at) || taken.has(start)) break;
      weight += more - WORTH;
      if (weight === Number.NEGATIVE_INFINITY) break;
      if (at - start + 1 >= SHORTEST_WORDS && weight > (best?.weight ?? 0)) best = { start, end: at + 1, weight };
    }
  }
  return best;
}

/** From `at` as far as `limit`, but not beyond the block. */
function roundTo(codes: Uint16Array, at: number, limit: number, step: 1 | -1): number {
  while (at !== limit && codes[step === 1 ? at : at - 1] !== BLOCK) at += step;
  return at;
}

/** What topics say of each slice: topic and weight in one number. */
function topicsBySlice({ topics }: WordingEntry): Map<string, number[]> {
  const bySlice = new Map<string, number[]>();
  topics.forEach(({ slices }, topic) => {
    slices.forEach((run, less) => {
      for (let at = 0; at < run.length; at += 2) {
        const slice = run.slice(at, at + 2);
        const votes = bySlice.get(slice) ?? [];
        votes.push(topic * VOTE_BASE + less + 1);
        bySlice.set(slice, votes);
      }
    });
  });
  return bySlice;
}

/** How many folded characters round a stretch are asked about its topic. */
const ROUND = 60;

/** Above any weight in `slices`. */
const VOTE_BASE = 16;

/** Where ASCII ends. */
const ASCII_END = 0x80;
const LETTER = 0x61;
const DIGIT = 0x30;

/** How many bits of a hash say where a weight stands. */
export const WORDING_BITS = 17;
const SHIFT = 32 - WORDING_BITS;

/** The character that stands for no weight; one above it is a weight of one. */
export const NO_WEIGHT = 0x50;
/** The heaviest either way: all are printable. */
export const MOST_WEIGHT = 23;

/** How many words of a stretch are shown, and how long each may be, in folded characters. */
const MOST_WORDS = 3;
const SHORTEST_WORDS = 4;
const LONGEST_WORDS = 10;
/** How many characters from the edge of a clause words are taken up to it. */
const NEAR_CLAUSE = 3;
/** What a character more must weigh to be worth showing. */
const WORTH = 4;

/** What a folded character counts as: all words of letters are one, all numbers another; 0 is passed over. */
export function unitOf(code: number): number {
  if (code >= ASCII_END) return code === SENTENCE_END ? 0 : code;
  if (code === PAUSE || code === QUOTE || code <= 0x20) return 0;
  return code >= 0x30 && code <= 0x39 ? DIGIT : LETTER;
}

/** Of which the highest bits say where the weight of two characters stands. */
export function pairHash(first: number, second: number): number {
  return Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
}

/** The same of three. */
export function tripleHash(first: number, second: number, third: number): number {
  return Math.imul(first, 0xc2b2ae35) ^ Math.imul(second, 0x27d4eb2f) ^ Math.imul(third, 0x165667b1);
}
