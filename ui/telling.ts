import type { Evidence, Stage, Strength } from '../engine/rule.ts';

/** Fewer letters, figures and Chinese characters than this mean nothing to who reads them: “到您”, “您的”. */
const LEAST_TELLING = 3;

/** Of quotes, those that say something by themselves; all, where none does. */
export function tellingOf(quotes: readonly string[]): readonly string[] {
  const telling = quotes.filter(isTelling);
  return telling.length > 0 ? telling : quotes;
}

/** A piece of evidence as it is weighed: how far into the script it is, and how much its signal says by itself. */
export type Said = Pick<Evidence, 'stage' | 'strength' | 'quote'>;

const STEP: Record<Stage, number> = { lure: 0, trust: 1, stake: 2, harvest: 3, revictim: 4, silence: 5 };
const WEIGHT: Record<Strength, number> = { strong: 2, medium: 1, weak: 0 };

/**
 * The evidence with what tells most in front: the step furthest into the script, since a lure may be an honest job's title
 * and 本金自己先垫 is none's; then the stronger signal; then more Chinese characters, since a handle says nothing. A weak signal
 * says what the talk is about, and no step.
 */
export function foremostSaid(evidence: readonly Said[]): readonly Said[] {
  const [foremost] = evidence.filter(({ quote }) => isTelling(quote)).sort(byTelling);
  return foremost === undefined ? evidence : [foremost, ...evidence];
}

function byTelling(a: Said, b: Said): number {
  return step(b) - step(a) || WEIGHT[b.strength] - WEIGHT[a.strength] || han(b) - han(a);
}

function step({ stage, strength }: Said): number {
  return strength === 'weak' ? -1 : STEP[stage];
}

function han({ quote }: Said): number {
  return quote.match(/\p{Script=Han}/gu)?.length ?? 0;
}

function isTelling(quote: string): boolean {
  return (quote.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= LEAST_TELLING;
}
