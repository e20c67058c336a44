import type { SliceWeights } from '../engine/ruleset.ts';
import { MOST_WEIGHT, NO_WEIGHT } from '../engine/slice.ts';
import { SLICE_BITS } from '../engine/slice-weights.ts';

/** A way of reading a text: where the weights of its slices stand (engine/slice-weights.ts). */
export interface Reading {
  slices: ReadonlySet<number>;
  lure: boolean;
  /** How much it counts beside the others. */
  weight: number;
}

/** What a unit of a stored weight is worth; less says nothing and is left out. */
const UNIT = 0.2;
const ROUNDS = 300;
/** The loss of readings of length one curves no more than a quarter, so that four times the slope is never too far. */
const RATE = 4;
/** Towards nothing, for slices that say little; without it, what was learnt says nothing of texts of another kind. */
const DECAY = 2e-6;

/**
 * Learns what slices say of a text, for a second look (engine/second-look.ts) or a voice (engine/voice.ts): logistic
 * regression on readings scaled to length one, with all of them in each round and momentum (Nesterov 1983). Lures and
 * others count the same, however many there are of each. The same readings in the same order give the same weights.
 *
 * @param leastUnits units of weight below which a slice says too little to be stored
 */
export function learnSlices(readings: readonly Reading[], leastUnits = 1): SliceWeights {
  const size = 2 ** SLICE_BITS;
  /** The last place is the bias. */
  let weights = new Float64Array(size + 1);
  let before = weights;
  const told = readings.filter(({ slices }) => slices.size > 0);
  const weighs = (which: boolean) => told.reduce((sum, { lure, weight }) => sum + (lure === which ? weight : 0), 0);
  const [lures, honest] = [weighs(true), weighs(false)];
  const order = told.map(({ slices, lure, weight }) => ({
    slices: Int32Array.from(slices),
    scale: 1 / Math.sqrt(slices.size),
    lure,
    share: (0.5 * weight) / (lure ? lures : honest),
  }));
  const slope = new Float64Array(size + 1);
  for (let round = 1; round <= ROUNDS; round++) {
    const momentum = (round - 1) / (round + 2);
    const ahead = weights.map((weight, i) => weight + momentum * (weight - before[i]!));
    slope.fill(0);
    for (const { slices, scale, lure, share } of order) {
      let sum = 0;
      for (const slice of slices) sum += ahead[slice]!;
      const likely = 1 / (1 + Math.exp(-ahead[size]! - sum * scale));
      const error = ((lure ? 1 : 0) - likely) * share;
      slope[size]! += error;
      for (const slice of slices) slope[slice]! += error * scale;
    }
    before = weights;
    weights = ahead.map((weight, i) => weight + RATE * (slope[i]! - (i === size ? 0 : DECAY * weight)));
  }
  const inUnits = (weight: number) => Math.min(MOST_WEIGHT, Math.max(-MOST_WEIGHT, Math.round(weight / UNIT)));
  const stored = (units: number) => String.fromCharCode(NO_WEIGHT + (Math.abs(units) < leastUnits ? 0 : units));
  return {
    bias: Math.round(weights[size]! / UNIT),
    weights: Array.from(weights.subarray(0, size), (weight) => stored(inUnits(weight))).join(''),
  };
}
