import { unitsOf } from '../engine/folded-text.ts';
import { NO_WEIGHT } from '../engine/slice.ts';
import { telltalesIn } from '../engine/topics.ts';
import { randomFrom, shuffle } from './learn-weights.ts';
import type { WordingFile } from './wording-file.ts';

/** A slice that fewer lures hold says nothing of a topic. */
const LEAST_LURES = 3;
/** How many slices are kept. */
const SLICES_KEPT = 3900;
/** What an error costs, against heavy weights. */
const COST = 0.5;
const ROUNDS = 5;
/** The heaviest weights are rare and few: this part of the heaviest is stored as MOST. */
const FULL_PART = 0.5;
const MOST = 15;

interface Lesson {
  topic: number;
  slices: Int32Array;
}

/**
 * Learns which slices of one and of two units speak for which topic: a linear support vector machine for each topic
 * against the rest, with squared loss, by dual coordinate descent (Hsieh et al., ICML 2008), on lures scaled to length
 * one. Learnt twice: from all slices, to see which tell topics apart, then from these alone. The same lures in the same
 * order give the same weights.
 */
export function learnTopics(lures: readonly { text: string; topic: string }[]): WordingFile['topics'] {
  const names = [...new Set(lures.map(({ topic }) => topic))].sort();
  const read = lures.map(({ text, topic }) => ({
    topic: names.indexOf(topic),
    slices: telltalesIn(unitsOf(text), 0, text.length),
  }));
  const held = new Map<string, number>();
  for (const { slices } of read) for (const slice of slices) held.set(slice, (held.get(slice) ?? 0) + 1);
  const all = [...held.keys()].filter((slice) => held.get(slice)! >= LEAST_LURES);
  const first = learnt(numbered(read, all), all.length, names.length);
  // What is said often tells topics apart more often.
  const telling = all.map((_, at) => spread(first.map((weights) => weights[at]!)) * Math.sqrt(held.get(all[at]!)!));
  const kept = all
    .map((slice, at) => ({ slice, telling: telling[at]! }))
    .sort((a, b) => b.telling - a.telling || (a.slice < b.slice ? -1 : 1))
    .slice(0, SLICES_KEPT)
    .map(({ slice }) => slice)
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  const weights = learnt(numbered(read, kept), kept.length, names.length);
  const heaviest = weights.reduce((most, row) => row.reduce((a, b) => Math.max(a, Math.abs(b)), most), 0);
  const stored = (weight: number) => {
    const units = Math.round((weight / heaviest / FULL_PART) * MOST);
    return String.fromCharCode(NO_WEIGHT + Math.max(-MOST, Math.min(MOST, units)));
  };
  return {
    names,
    singles: kept.filter((slice) => slice.length === 1).join(''),
    pairs: kept.filter((slice) => slice.length === 2).join(''),
    weights: kept.map((_, at) => weights.map((row) => stored(row[at]!)).join('')).join(''),
  };
}

function numbered(read: readonly { topic: number; slices: Iterable<string> }[], kept: readonly string[]): Lesson[] {
  const numbers = new Map(kept.map((slice, number) => [slice, number]));
  return read.map(({ topic, slices }) => ({
    topic,
    slices: Int32Array.from([...slices].flatMap((slice) => numbers.get(slice) ?? [])),
  }));
}

/** The weight of each slice, topic by topic. */
function learnt(lessons: readonly Lesson[], slices: number, topics: number): Float64Array[] {
  const told = lessons.filter((lesson) => lesson.slices.length > 0);
  return Array.from({ length: topics }, (_, topic) => {
    const weights = new Float64Array(slices);
    const pull = new Float64Array(told.length);
    const random = randomFrom(topic + 1);
    const order = told.map((_, index) => index);
    for (let round = 0; round < ROUNDS; round++) {
      shuffle(order, random);
      for (const index of order) {
        const lesson = told[index]!;
        const scale = (lesson.topic === topic ? 1 : -1) / Math.sqrt(lesson.slices.length);
        let sum = 0;
        for (const slice of lesson.slices) sum += weights[slice]!;
        const slope = scale * sum - 1 + pull[index]! / (2 * COST);
        const next = Math.max(0, pull[index]! - slope / (1 + 1 / (2 * COST)));
        const change = (next - pull[index]!) * scale;
        pull[index] = next;
        if (change !== 0) for (const slice of lesson.slices) weights[slice]! += change;
      }
    }
    return weights;
  });
}

/** Standard deviation. */
function spread(values: readonly number[]): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}
