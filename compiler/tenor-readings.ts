import { unitsOf } from '../engine/folded-text.ts';
import { tenorSlices } from '../engine/tenor.ts';
import { Wording } from '../engine/wording.ts';
import type { Reading } from './learn-slices.ts';
import { inUnits, type Lesson, learnWeights, randomFrom } from './learn-weights.ts';
import { NO_TENOR } from './wording-rules.ts';

/** Into how many parts the lessons fall; what a text weighs is learnt from the other parts. */
const PARTS = 5;
const SEED = 7;
/** The least sum there can be, as for learnWeights. */
const ANY = 0.05;
/** What an honest text counts of which nothing weighs like a lure, beside one that has such a stretch. */
const PLAIN_WEIGHT = 0.2;
/** So much of a text is read of which nothing weighs at all, in folded characters; its passage goes beyond it. */
const HEAD = 60;
/** Somebody has to look at wording, or nothing is found. */
const ONE_TOPIC = { names: [''], signals: [0], combos: [[]], singles: '', pairs: '', weights: '' };

/**
 * The passage of the heaviest stretch of each lesson. It is weighed by what was not learnt from the lesson: an honest text that
 * has been learnt from no longer shows how like a lure it is. Lures that do not weigh enough to be read are left out; honest
 * texts of whatever kind keep what was never thought of from being taken for a lure.
 *
 * @param least sum from which a stretch weighs like a lure
 */
export function tenorReadings(lessons: readonly Lesson[], least: number): Reading[] {
  const random = randomFrom(SEED);
  const parts = lessons.map(() => Math.floor(random() * PARTS));
  const others = (part: number) => lessons.filter((_, i) => parts[i] !== part);
  const wordings = Array.from(
    { length: PARTS },
    (_, part) => new Wording({ ...learnWeights(others(part), ANY, 1), tenor: NO_TENOR, topics: ONE_TOPIC }),
  );
  return lessons.flatMap(({ text, lure, weight }, i) => {
    const codes = unitsOf(text);
    const head = { start: 0, end: Math.min(HEAD, codes.length), weight: 0, joined: false };
    const heaviest = wordings[parts[i]!]!.stretches(codes, codes.length).reduce(
      (most, stretch) => (stretch.weight > most.weight ? stretch : most),
      head,
    );
    const isLight = heaviest.weight < inUnits(least);
    if (isLight && lure) return [];
    return [
      { slices: tenorSlices(heaviest, codes, codes.length), lure, weight: isLight ? weight * PLAIN_WEIGHT : weight },
    ];
  });
}
