import { BLOCK, type FoldedCodes } from './folded-text.ts';
import type { Hit, Place } from './hit.ts';
import { lowerBound } from './lower-bound.ts';
import type { WordingEntry } from './ruleset.ts';
import { isSeam } from './runs.ts';
import { NO_WEIGHT, pairHash, tripleHash } from './slice.ts';
import { tellingWords, type WeighedCharacter } from './telling-words.ts';
import { Tenor, type WeighedPlace } from './tenor.ts';
import { NO_SIGNAL, Topics } from './topics.ts';
import { BEFORE_CHINESE, repeats, unitOf } from './unit.ts';

/**
 * Wording (用词): what lures have in common beyond the phrases that rules name. Every slice of two and of three characters
 * has a weight of evidence, learnt from our own lures and from honest texts (scripts/weigh-wording.ts, ADR 0015). The
 * weights are summed as the text is read, each character costs a step, and a sum that falls to nothing begins anew
 * (Page’s cumulative sum): a stretch whose sum reaches `least` weighs like a lure, wherever it begins and ends. Whether it
 * is one is said by all of the passage round it (engine/tenor.ts).
 *
 * A stretch lies in one block; chats tell a script bubble by bubble, so that those which go through the seams of a run
 * (engine/runs.ts) are read too, and must stand alone (ADR 0028).
 *
 * What it reads like is a signal of the rule of its topic, and its most telling words are that signal's hits. They need a
 * step of the script beside them that some signal names, unless the passage reads so much like a lure that they may stand
 * `alone` (ADR 0020, 0027).
 */
export class Wording {
  readonly #pairs: string;
  readonly #triples: string;
  readonly #entry: WordingEntry;
  readonly #signals: ReadonlySet<number>;
  readonly #tenor: Tenor;
  /** Made when the first lure-like stretch is met. */
  #topics: Topics | null = null;

  constructor(entry: WordingEntry) {
    this.#entry = entry;
    this.#signals = new Set(entry.topics.signals.filter((signal) => signal !== NO_SIGNAL));
    this.#pairs = entry.pairs;
    this.#triples = entry.triples;
    this.#tenor = new Tenor(entry.tenor);
  }

  /** Whether hits of the signal are found here. */
  finds(signal: number): boolean {
    return this.#signals.has(signal);
  }

  /**
   * Whether there may be a stretch that weighs like a lure: false for nearly all text, and never when `stretches` finds one.
   * Every character goes through this loop, so it has no branch for a sum that falls to nothing, which no processor could
   * foresee.
   */
  mayStand(codes: Uint16Array, length: number): boolean {
    if (this.#signals.size === 0) return false;
    const pairs = this.#pairs;
    const triples = this.#triples;
    const below = this.#entry.least - this.#entry.slack - 1;
    const cost = this.#entry.step + 2 * NO_WEIGHT;
    let first = 0;
    let second = 0;
    let sum = 0;
    /** Negative as soon as the sum was large enough. */
    let missing = 0;
    for (let at = 0; at < length; at++) {
      let unit = codes[at]!;
      if (unit < BEFORE_CHINESE) {
        unit = unitOf(unit);
        if (unit === 0 || repeats(unit, second)) continue;
      }
      const pair = pairs.charCodeAt(pairPlace(second, unit));
      sum += pair + triples.charCodeAt(triplePlace(first, second, unit)) - cost;
      sum &= ~(sum >> 31);
      missing |= below - sum;
      first = second;
      second = unit;
    }
    return missing < 0;
  }

  /**
   * Stretches of folded text that weigh like a lure: those through seams first, all of a kind in order. `roughly` finds more:
   * every stretch that would be found if the text stood alone, not run together with what is before it.
   */
  stretches(codes: Uint16Array, length: number, roughly = false): WeighedPlace[] {
    if (!this.mayStand(codes, length)) return [];
    const least = this.#entry.least - (roughly ? this.#entry.slack : 0);
    const throughSeams = this.#walked(codes, length, least, true).filter(({ joined }) => joined);
    return throughSeams.concat(this.#walked(codes, length, least, false));
  }

  /** Stretches that weigh `least`, in order: within blocks or, `throughSeams`, within runs. */
  #walked(codes: Uint16Array, length: number, least: number, throughSeams: boolean): WeighedPlace[] {
    const { step } = this.#entry;
    const found: WeighedPlace[] = [];
    const close = () => {
      if (peak >= least) found.push({ start, end: peakEnd, weight: peak, joined: start < seam && seam < peakEnd });
      sum = peak = 0;
    };
    let first = 0;
    let second = 0;
    let sum = 0;
    let start = 0;
    let peak = 0;
    let peakEnd = 0;
    /** The first seam after `start`, if there has been one. */
    let seam = -1;
    for (let at = 0; at < length; at++) {
      if (codes[at] === BLOCK) {
        if (throughSeams && isSeam(codes, length, at)) {
          if (sum === 0) start = at + 1;
          else if (seam < start) seam = at;
          continue;
        }
        close();
        first = second = 0;
        start = at + 1;
        continue;
      }
      const unit = unitOf(codes[at]!);
      if (unit === 0 || repeats(unit, second)) continue;
      sum += this.#weightOf(first, second, unit) - step;
      first = second;
      second = unit;
      if (sum <= 0) {
        close();
        start = at + 1;
      } else if (sum > peak) {
        peak = sum;
        peakEnd = at + 1;
      }
    }
    close();
    return found;
  }

  /** Stretches that weigh like a lure, in the same order, and how much their passages read like one. */
  tenors({ codes, length }: FoldedCodes): LureLike[] {
    return this.stretches(codes, length).map((stretch) => ({
      ...stretch,
      tenor: this.#tenor.weigh(stretch, codes, length),
    }));
  }

  /**
   * Those of them whose passage reads like a lure; of a run that takes several blocks for it only where none of them does
   * alone.
   */
  lureLike(folded: FoldedCodes): LureLike[] {
    const believed = this.tenors(folded).filter(({ tenor, joined }) =>
      joined ? this.#tenor.believedAlone(tenor) : this.#tenor.believedBesideStep(tenor),
    );
    const alone = believed.filter(({ tenor, joined }) => !joined && this.#tenor.believedAlone(tenor));
    const isToldAlready = ({ start, end }: Place) => {
      const next = alone[lowerBound(alone.length, (index) => alone[index]!.end > start)];
      return next !== undefined && next.start < end;
    };
    return believed.filter((stretch) => !stretch.joined || !isToldAlready(stretch));
  }

  /** Whether what begins in one block and ends in another reads like one lure. */
  readsAsOne(place: Place, { codes }: FoldedCodes): boolean {
    return this.#tenor.readsAsOne(place, codes);
  }

  /** The most telling words of each stretch that reads like a lure, as hits of the signal of its topic. */
  hits(stretches: readonly LureLike[], { codes, length }: FoldedCodes): Hit[] {
    return stretches.flatMap((stretch) => {
      const signal = this.#topicsRead().signalOf(codes, length, stretch);
      const words = tellingWords(this.#weightsOf(codes, stretch), codes, length);
      const slight = !this.#tenor.believedForDanger(stretch.tenor);
      const alone = this.#tenor.believedAlone(stretch.tenor);
      const joined = stretch.joined ? { joined: stretch.start } : {};
      return words.map((place) => ({ ...place, signal, exempt: 0, slight, alone, ...joined }));
    });
  }

  /** How much the words in and round a place speak for each category. */
  likenessOf({ codes, length }: FoldedCodes, place: Place): (category: string) => number {
    return this.#topicsRead().likenessOf(codes, length, place);
  }

  /** The combos of the topics that hits are of. */
  combosOf(hits: readonly Hit[]): number[] {
    const signals = new Set(hits.map(({ signal }) => signal));
    const { topics } = this.#entry;
    return topics.combos.filter((_, topic) => signals.has(topics.signals[topic]!)).flat();
  }

  #topicsRead(): Topics {
    this.#topics ??= new Topics(this.#entry.topics);
    return this.#topics;
  }

  /** What a character adds: the weight of the slices that end with it. 0 stands for characters that are not there. */
  #weightOf(first: number, second: number, third: number): number {
    if (second === 0) return 0;
    const pair = this.#pairs.charCodeAt(pairPlace(second, third)) - NO_WEIGHT;
    if (first === 0) return pair;
    return pair + this.#triples.charCodeAt(triplePlace(first, second, third)) - NO_WEIGHT;
  }

  /** What each character of a stretch adds; nothing can outweigh a pause. */
  #weightsOf(codes: Uint16Array, { start, end }: Place): WeighedCharacter[] {
    const weights: WeighedCharacter[] = [];
    let first = 0;
    let second = 0;
    for (let at = start; at < end; at++) {
      const unit = unitOf(codes[at]!);
      if (unit === 0) weights.push({ at, weight: Number.NEGATIVE_INFINITY });
      if (unit === 0 || repeats(unit, second)) continue;
      weights.push({ at, weight: this.#weightOf(first, second, unit) });
      first = second;
      second = unit;
    }
    return weights;
  }
}

/** A stretch that weighs like a lure, and how much its passage reads like one; units of weight. */
export interface LureLike extends WeighedPlace {
  tenor: number;
}

/** Combos with wording in them reach no further beyond the stretch, in folded characters; the compiler sees to it. */
export const WORDING_REACH = 80;

/** How many bits of a hash say where the weight of a pair stands, and of a triple: there are many more of those. */
export const PAIR_BITS = 18;
export const TRIPLE_BITS = 19;
const PAIR_SHIFT = 32 - PAIR_BITS;
const TRIPLE_SHIFT = 32 - TRIPLE_BITS;

/** Where the weight of two units stands. */
export function pairPlace(first: number, second: number): number {
  return pairHash(first, second) >>> PAIR_SHIFT;
}

/** The same of three. */
export function triplePlace(first: number, second: number, third: number): number {
  return tripleHash(first, second, third) >>> TRIPLE_SHIFT;
}
