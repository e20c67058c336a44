import catalog from 'virtual:catalog';
import ruleset from 'virtual:ruleset';
import catalogIn from 'virtual:spoken-catalog';
import type { LookupAnswer } from '../../lookup/answer.ts';
import { Lookup } from '../../lookup/lookup.ts';

/** What answers are made of. It weighs a hundred times the rest of the popup, and comes after its first frame. */
const lookup = new Lookup(ruleset, catalog);

type Language = Parameters<typeof catalogIn>[0];

export const warmUp = () => lookup.warmUp();

/** The name of a rule as it is looked up. */
export const nameOf = (rule: string): string => catalog.rules[rule]?.title ?? rule;

/** The answer to a long text; null where `isWanted` no longer says so. The popup stays alive meanwhile. */
export function answerToLong(text: string, language: Language, isWanted: () => boolean): Promise<LookupAnswer | null> {
  const rest = () => new Promise<boolean>((resolve) => setTimeout(() => resolve(isWanted())));
  return lookup.askAtLength(text, rest, catalogIn(language));
}

export function answerTo(question: string, language: Language): LookupAnswer {
  return lookup.ask(question, catalogIn(language));
}

export { catalogIn };
