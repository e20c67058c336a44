import catalog from 'virtual:catalog';
import ruleset from 'virtual:ruleset';
import catalogIn from 'virtual:spoken-catalog';
import { Matcher } from '../../engine/matcher.ts';
import { Lookup } from '../../lookup/lookup.ts';
import type { LookupAnswer } from '../../ui/lookup-answer.ts';

/** What answers are made of. It weighs a hundred times the rest of the popup, and comes after its first frame. */
const lookup = new Lookup(new Matcher(ruleset), ruleset, catalog);

type Language = Parameters<typeof catalogIn>[0];

export const warmUp = () => lookup.warmUp();

/** The name of a rule as it is looked up. */
export const nameOf = (rule: string): string => catalog.rules[rule]?.title ?? rule;

/** Looked up in the words of the rules, answered in those of the spoken catalog, which has the same ids. */
export function answerTo(question: string, language: Language): LookupAnswer {
  const spoken = catalogIn(language);
  const found = lookup.ask(question);
  const id = Object.keys(catalog.rules).find((rule) => catalog.rules[rule] === found.rule);
  const rule = id === undefined ? undefined : spoken.rules[id];
  const category = rule && spoken.categories[rule.category];
  const guidance = found.guidance && rule && spoken.guidance[rule.guidance];
  return {
    kind: found.kind,
    query: found.query,
    marks: found.marks,
    ...(rule && { rule }),
    ...(category && { category }),
    ...(guidance && { guidance }),
    similar: found.similar.map(({ rule: other }) => {
      const { title, category: slug } = spoken.rules[other]!;
      return { rule: other, title, category: spoken.categories[slug]?.name ?? slug };
    }),
  };
}

export { catalogIn };
