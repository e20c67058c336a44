import { type Catalog, furthestStep } from '../engine/catalog.ts';
import type { RuleSources } from './read-rules.ts';
import type { RuleFile } from './rule-file.ts';

/** The words people read, of every rule that is no draft. */
export function makeCatalog(sources: RuleSources, version: string): Catalog {
  const { categories, guidance, hotlines } = sources.texts;
  const rules: Catalog['rules'] = {};
  for (const { value: rule } of sources.rules) {
    if (rule.status === 'draft') continue;
    rules[rule.id] = {
      title: rule.title,
      aliases: rule.aliases ?? [],
      category: rule.category,
      stage: furthestStep(Object.values(rule.signals ?? {}).map(({ stage }) => stage)),
      summary: rule.summary,
      next: nextOf(rule),
      excuse: withoutLabel(rule.excuse ?? '', /^(他|她|对方|骗子)会(说[：，:]?)?/),
      guidance: rule.guidance,
      phrases: ownPhrases(rule),
      sources: rule.sources.map(({ title, publisher, date }) => ({ title, publisher, date })),
    };
  }
  return {
    version,
    rules,
    categories: Object.fromEntries(
      Object.entries(categories).map(
        ([slug, { name, aliases, mps, summary, never, question = '', first, plain, script }]) => [
          slug,
          {
            ...{ name, aliases, mps, summary, never, question, first, plain },
            script: script.map(({ stage, label }) => ({ stage, label })),
          },
        ],
      ),
    ),
    guidance: Object.fromEntries(
      Object.entries(guidance).map(([id, { lead, action, steps, hotlines: numbers }]) => [
        id,
        { lead, action, steps, hotlines: numbers },
      ]),
    ),
    hotlines: Object.fromEntries(
      Object.entries(hotlines).map(([number, { name, aliases, use }]) => [number, { name, aliases, use }]),
    ),
  };
}

/** What comes next, to be put behind “接下来多半会”. */
export function nextOf({ next }: RuleFile): string {
  return withoutLabel(next, /^(接下来)?(多半)?会(?=[^\s])/);
}

/** Authors write whole sentences; surfaces put “接下来多半会” and “他会说” before them. */
function withoutLabel(sentence: string, label: RegExp): string {
  return sentence.trim().replace(label, '').trim();
}

function ownPhrases(rule: RuleFile): string[] {
  return Object.values(rule.signals ?? {}).flatMap((signal) => ('wording' in signal ? [] : signal.phrases));
}
