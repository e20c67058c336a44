import { unitsOf } from '../engine/normalizer.ts';
import { pairsIn } from '../engine/topics.ts';
import { randomFrom, shuffle } from './learn-weights.ts';

/** A slice that fewer lures hold says nothing of a topic. */
const LEAST_LURES = 3;
const ROUNDS = 5;
const RATE = 0.15;
const FIRST_GRADIENT = 1e-2;
const DECAY = 1e-4;
const LEAST_GRADIENT = 3e-3;
/** Of each topic, how many slices are kept, and how finely their weights are told apart. */
const SLICES_KEPT = 600;
const TIERS = 7;
/** The heaviest are rare and few: weights from this part of the most on are of the last tier. */
const LAST_TIER = 0.625;

/**
 * Learns which slices of two characters speak for which topic (multinomial logistic regression, AdaGrad). Of each topic
 * the slices of weight 1, of weight 2 …, run together.
 */
export function learnTopics(lures: readonly { text: string; topic: string }[]): Record<string, string[]> {
  const topics = [...new Set(lures.map(({ topic }) => topic))].sort();
  const count = topics.length;
  const held = new Map<string, number>();
  const read = lures.map(({ text, topic }) => ({
    topic: topics.indexOf(topic),
    pairs: [...pairsIn(unitsOf(text), 0, text.length)],
  }));
  for (const { pairs } of read) for (const pair of pairs) held.set(pair, (held.get(pair) ?? 0) + 1);
  const known = new Map([...held].filter(([, times]) => times >= LEAST_LURES).map(([pair], index) => [pair, index]));
  const lessons = read.map(({ topic, pairs }) => ({
    topic,
    pairs: pairs.flatMap((pair) => known.get(pair) ?? []),
  }));
  const weights = new Float32Array(known.size * count);
  const gradients = new Float32Array(known.size * count).fill(FIRST_GRADIENT);
  const random = randomFrom(3);
  for (let round = 0; round < ROUNDS; round++) {
    shuffle(lessons, random);
    for (const { topic, pairs } of lessons) {
      const likely = likelihoods(pairs, weights, count);
      for (let other = 0; other < count; other++) {
        const error = ((other === topic ? 1 : 0) - likely[other]!) / Math.sqrt(pairs.length || 1);
        if (Math.abs(error) < LEAST_GRADIENT) continue;
        for (const pair of pairs) {
          const at = pair * count + other;
          const gradient = 3 * error - DECAY * weights[at]!;
          gradients[at]! += gradient * gradient;
          weights[at]! += (RATE * gradient) / Math.sqrt(gradients[at]!);
        }
      }
    }
  }
  const most = weights.reduce((a, b) => Math.max(a, b), 0);
  return Object.fromEntries(
    topics.map((topic, index) => {
      const tiers = new Array<string>(TIERS).fill('');
      [...known]
        .map(([pair, at]) => ({ pair, weight: weights[at * count + index]!, times: held.get(pair)! }))
        .filter(({ weight }) => weight > 0)
        // What is said often tells topics apart more often.
        .sort((a, b) => b.weight * Math.sqrt(b.times) - a.weight * Math.sqrt(a.times))
        .slice(0, SLICES_KEPT)
        .forEach(({ pair, weight }) => {
          const tier = Math.min(TIERS, Math.round((weight / most / LAST_TIER) * TIERS));
          if (tier > 0) tiers[tier - 1] += pair;
        });
      return [topic, tiers];
    }),
  );
}

function likelihoods(pairs: readonly number[], weights: Float32Array, count: number): Float64Array {
  const sums = new Float64Array(count);
  for (const pair of pairs) for (let i = 0; i < count; i++) sums[i]! += weights[pair * count + i]!;
  const most = Math.max(...sums);
  let all = 0;
  for (let i = 0; i < count; i++) {
    sums[i] = Math.exp(sums[i]! - most);
    all += sums[i]!;
  }
  for (let i = 0; i < count; i++) sums[i]! /= all;
  return sums;
}
