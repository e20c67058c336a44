import { Matcher } from '../../engine/matcher.ts';
import type { Ruleset } from '../../engine/ruleset.ts';
import { joined } from '../../engine/ruleset-parts.ts';
import type { MatcherSource } from '../../page/judging.ts';
import type { BackgroundLine } from './background-line.ts';

/** The rules are fetched when there is Chinese to read, in parts (ADR 0005), and asked as they come (ADR 0011). */
export function matcherSource(background: BackgroundLine, signal: AbortSignal): MatcherSource {
  return {
    async load() {
      const ruleset = await fetchRuleset(background, signal);
      return ruleset === null || signal.aborted ? null : new Matcher(ruleset);
    },
  };
}

/** Null when the extension is gone, or when nobody waits for it. */
async function fetchRuleset(background: BackgroundLine, until: AbortSignal): Promise<Ruleset | null> {
  const ask = (part: number) => background.ask('frame/ruleset', { part }, until);
  const first = await ask(0);
  if (!first) return null;
  const rest = await Promise.all(Array.from({ length: first.of - 1 }, (_, i) => ask(i + 1)));
  const parts = [first, ...rest].filter((part) => part != null);
  return parts.length === first.of ? joined(parts) : null;
}
