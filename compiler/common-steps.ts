import type { Matcher } from '../engine/matcher.ts';
import { isStep } from './wording-rules.ts';

/** A step that our lures do not say so many times as often as honest texts says little by itself. */
const LEAST_TIMES = 4;
/** What honest texts say less often than this, in times per million characters, alarms seldom whatever it is. */
const SELDOM_PER_MILLION = 50;

/** Names of the steps that honest texts are nearly as full of as lures, in order. */
export function commonSteps(matcher: Matcher, lures: readonly string[], honest: readonly string[]): string[] {
  const inLures = perMillion(matcher, lures);
  return [...perMillion(matcher, honest)]
    .filter(([name, said]) => said >= SELDOM_PER_MILLION && (inLures.get(name) ?? 0) < LEAST_TIMES * said)
    .map(([name]) => name)
    .sort();
}

/** How often each step is said, in times per million characters. */
function perMillion(matcher: Matcher, texts: readonly string[]): Map<string, number> {
  const times = new Map<string, number>();
  let characters = 0;
  for (const text of texts) {
    characters += text.length;
    for (const { signal } of matcher.explain(text).hits.filter(isStep)) times.set(signal, (times.get(signal) ?? 0) + 1);
  }
  return new Map([...times].map(([name, count]) => [name, (count / characters) * 1e6]));
}
