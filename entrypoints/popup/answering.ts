import catalog from 'virtual:catalog';
import ruleset from 'virtual:ruleset';
import catalogIn from 'virtual:spoken-catalog';
import { Lookup, type LookupAnswer, URGENT_GUIDANCE } from '../../lookup/lookup.ts';

/** What answers are made of. It weighs a hundred times the rest of the popup, and comes after its first frame. */
const lookup = new Lookup(ruleset, catalog);

type Language = Parameters<typeof catalogIn>[0];

export const warmUp = () => lookup.warmUp();

/** The name of a rule as it is looked up. */
export const nameOf = (rule: string): string => catalog.rules[rule]?.title ?? rule;

/** Looked up in the words of the rules, answered in those of the spoken catalog, which has the same ids. */
export function answerTo(question: string, language: Language): LookupAnswer {
  const spoken = catalogIn(language);
  const found = lookup.ask(question);
  const rule = inWords(found.rule, catalog.rules, spoken.rules);
  const category = inWords(found.category, catalog.categories, spoken.categories);
  const urgent = found.urgent && spoken.guidance[URGENT_GUIDANCE];
  const guidance = found.guidance && rule && spoken.guidance[rule.guidance];
  return {
    kind: found.kind,
    query: found.query,
    marks: found.marks,
    ...(urgent && { urgent }),
    ...(rule && { rule }),
    ...(category && { category }),
    ...(guidance && { guidance }),
    ...(found.official && { official: found.official }),
    similar: found.similar.map(({ rule: other }) => {
      const { title, category: slug } = spoken.rules[other]!;
      return { rule: other, title, category: spoken.categories[slug]?.name ?? slug };
    }),
  };
}

/** An entry of the catalog in another language. */
function inWords<T>(entry: T | undefined, written: Record<string, T>, spoken: Record<string, T>): T | undefined {
  const id = Object.keys(written).find((key) => written[key] === entry);
  return id === undefined ? undefined : spoken[id];
}

export { catalogIn };
