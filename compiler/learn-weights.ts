import { blockStarts } from '../engine/blocks.ts';
import { unitsOf } from '../engine/folded-text.ts';
import { runStarts } from '../engine/runs.ts';
import { MOST_WEIGHT, NO_WEIGHT } from '../engine/slice.ts';
import { eachUnit } from '../engine/unit.ts';
import { PAIR_BITS, pairPlace, TRIPLE_BITS, triplePlace } from '../engine/wording.ts';
import type { WordingFile } from './wording-file.ts';

/** A folded text to learn from. */
export interface Lesson {
  text: string;
  lure: boolean;
  /** How much it counts beside the others. */
  weight: number;
}

/** What a unit of a stored weight is worth. */
const UNIT = 0.05;
/** What each character costs (engine/wording.ts), and the sum at which a lure and an honest text are equally likely. */
const STEP = 0.05;
const EVEN = 4;
/** Rounds through all lessons; more learn them by heart. */
const ROUNDS = 6;
/** In how many orders all of it is learnt. */
const ORDERS = 3;
/** In the first rounds a lure is taught whole, later by the stretch of it that weighs most. */
const WHOLE_ROUNDS = 2;
const WHOLE_CHARS = 400;
const RATE = 0.3;
const FIRST_GRADIENT = 1e-2;
/** Towards nothing, for slices that say little. */
const DECAY = 1e-5;
const LEAST_GRADIENT = 1e-4;
const MOST = MOST_WEIGHT * UNIT;
/** What speaks against a lure counts for less: honest words put round it must not hide it. */
const LEAST = -12 * UNIT;

/** Slices of one run (engine/runs.ts): where the weight of each pair and triple stands, -1 for none; two numbers a character. */
type Slices = Int32Array;
/** The weights of pairs stand first, those of triples behind them. */
const PAIRS = 2 ** PAIR_BITS;
const ALL = PAIRS + 2 ** TRIPLE_BITS;
/** Units below which a weight says little and is left out: a third fewer of them, and the same is found (ADR 0024). */
const LEAST_UNITS = 3;

/**
 * Learns what slices of text weigh: logistic regression on the stretch of each text that weighs most, as
 * engine/wording.ts will find it, by stochastic gradients with a rate of its own for each slice (AdaGrad).
 * What is learnt depends a little on the order, so it is the mean of several. The same lessons in the same order give
 * the same weights.
 *
 * @param least sum from which a stretch weighs like a lure
 * @param inOrders in how many orders all of it is learnt
 */
export function learnWeights(
  lessons: readonly Lesson[],
  least: number,
  inOrders = ORDERS,
): Omit<WordingFile, 'topics' | 'common'> {
  const orders = Array.from({ length: inOrders }, (_, seed) => learntInOrder(lessons, seed));
  const stored = orders[0]!.reduce((text, _, at) => {
    const units = Math.round(orders.reduce((sum, each) => sum + each[at]!, 0) / inOrders / UNIT);
    return text + String.fromCharCode(NO_WEIGHT + (Math.abs(units) < LEAST_UNITS ? 0 : units));
  }, '');
  return {
    step: STEP / UNIT,
    least: inUnits(least),
    slack: Math.round(-LEAST / UNIT),
    pairs: stored.slice(0, PAIRS),
    triples: stored.slice(PAIRS),
  };
}

/** A sum in units of stored weight. */
export function inUnits(sum: number): number {
  return Math.round(sum / UNIT);
}

/** What the lessons teach in one order. */
function learntInOrder(lessons: readonly Lesson[], seed: number): Float64Array {
  const weights = new Float64Array(ALL);
  const gradients = new Float64Array(ALL).fill(FIRST_GRADIENT);
  const random = randomFrom(seed);
  const order = lessons.map(({ text, ...rest }) => ({ ...rest, runs: slicesOf(text) }));
  for (let round = 0; round < ROUNDS; round++) {
    shuffle(order, random);
    for (const { runs, lure, weight } of order) {
      if (runs.length === 0) continue;
      const stretch = lure && round < WHOLE_ROUNDS ? whole(runs, weights) : heaviest(runs, weights);
      const likely = 1 / (1 + Math.exp(EVEN - stretch.sum));
      const error = ((lure ? 1 : 0) - likely) * weight;
      if (Math.abs(error) < LEAST_GRADIENT) continue;
      const { slices, start, end } = stretch;
      const push = error / Math.sqrt((end - start) / 2);
      for (let i = start; i < end; i++) {
        const slice = slices[i]!;
        if (slice < 0) continue;
        const gradient = push - DECAY * weights[slice]!;
        gradients[slice]! += gradient * gradient;
        const moved = weights[slice]! + (RATE * gradient) / Math.sqrt(gradients[slice]!);
        weights[slice] = Math.min(MOST, Math.max(LEAST, moved));
      }
    }
  }
  return weights;
}

function slicesOf(text: string): Slices[] {
  const folded = { codes: unitsOf(text), length: text.length };
  const starts = runStarts(folded, blockStarts(folded));
  return starts.flatMap((start, run) => {
    const slices: number[] = [];
    eachUnit(folded.codes, start, starts[run + 1] ?? text.length, (unit, before, beforeThat) => {
      slices.push(before === 0 ? -1 : pairPlace(before, unit));
      slices.push(beforeThat === 0 ? -1 : PAIRS + triplePlace(beforeThat, before, unit));
    });
    return slices.length > 0 ? [Int32Array.from(slices)] : [];
  });
}

interface WeighedStretch {
  slices: Slices;
  /** Indexes into `slices`. */
  start: number;
  end: number;
  sum: number;
}

/** The longest run, as far as it is taught whole. */
function whole(runs: readonly Slices[], weights: Float64Array): WeighedStretch {
  const slices = runs.reduce((longest, run) => (run.length > longest.length ? run : longest));
  const end = Math.min(slices.length, WHOLE_CHARS * 2);
  let sum = 0;
  for (let i = 0; i < end; i += 2) sum += weighed(slices, i, weights);
  return { slices, start: 0, end, sum };
}

function heaviest(runs: readonly Slices[], weights: Float64Array): WeighedStretch {
  const best: WeighedStretch = { slices: runs[0]!, start: 0, end: 0, sum: Number.NEGATIVE_INFINITY };
  for (const slices of runs) {
    let sum = 0;
    let start = 0;
    for (let i = 0; i < slices.length; i += 2) {
      if (sum <= 0) {
        sum = 0;
        start = i;
      }
      sum += weighed(slices, i, weights);
      if (sum > best.sum) Object.assign(best, { slices, start, end: i + 2, sum });
    }
  }
  return best;
}

function weighed(slices: Slices, at: number, weights: Float64Array): number {
  const pair = slices[at]!;
  const triple = slices[at + 1]!;
  return (pair < 0 ? 0 : weights[pair]!) + (triple < 0 ? 0 : weights[triple]!) - STEP;
}

/** Numbers from 0 to 1, the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Shuffles in place (Fisher–Yates). */
export function shuffle<T>(items: T[], random: () => number): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [items[i], items[j]] = [items[j]!, items[i]!];
  }
}
