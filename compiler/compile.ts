import { createHash } from 'node:crypto';
import type { Catalog } from '../engine/catalog.ts';
import { packedRules } from '../engine/rule-list.ts';
import { RULESET_FORMAT, type Ruleset } from '../engine/ruleset.ts';
import { packedSignals } from '../engine/signal-list.ts';
import { exemptionEntries } from './exemption-entries.ts';
import { makeExpansion, prune } from './expansion.ts';
import { lexiconEntry } from './lexicon-entry.ts';
import { makeCatalog } from './make-catalog.ts';
import type { Problem } from './problem.ts';
import type { RuleSources } from './read-rules.ts';
import { ruleEntry } from './rule-entries.ts';
import { sharedSignals, sharedSlots } from './shared-signals.ts';
import { SignalBuilder } from './signal-builder.ts';
import { ANY_STEP, NO_SECOND_LOOK, NO_VOICE, stepsAmong, wordingEntry } from './wording-rules.ts';

/** Fixed names of the shared signals that say “there is a way to contact or pay the author here”. */
const DEFAULT_VOIDED_BY = ['站外联系', '收款'];

/** RuleFile[] and the shared files → Ruleset and Catalog. Problems with phrases and references are appended. */
export function compile(sources: RuleSources, problems: Problem[]): { ruleset: Ruleset; catalog: Catalog } {
  const expansion = makeExpansion(sources);
  const { variants } = expansion.table;
  const builder = new SignalBuilder(expansion, problems);

  const shared = sharedSignals(sources, builder, problems);
  const slots = sharedSlots(sources, shared, problems);
  const exemptions = exemptionEntries(sources.exemptions, builder, expansion.fold, problems);
  const active = sources.rules.filter(({ value: { status } }) => status !== 'draft' && status !== 'retired');
  const own = active.map((source) => builder.addOwn(source));
  slots.set(ANY_STEP, stepsAmong(builder.entries, exemptions, sources.wording?.common ?? []));
  const always = sources.exemptions.entries.filter((entry) => entry.every_rule === 'true').map(({ id }) => id);
  const revictim = Object.entries(sources.texts.categories)
    .filter(([, category]) => category.revictim === 'true')
    .map(([slug]) => slug);
  const named = { signals: builder.entries, shared, slots, exemptions, always, revictim };
  const rules = active.map((source, index) => ruleEntry(source, own[index]!, named, problems));

  const voidedBy = (sources.exemptions.voidedBy ?? DEFAULT_VOIDED_BY).flatMap((name) => {
    const index = shared.get(name);
    if (index === undefined)
      problems.push(sources.exemptions.source.problem(['voided_by'], `rules/signals/ 里没有共享信号“${name}”`));
    return index === undefined ? [] : [index];
  });

  const combos = rules.flatMap((rule) => rule.combos);
  const body = {
    format: RULESET_FORMAT,
    fold: prune(expansion.table, builder.patterns),
    ...lexiconEntry(combos, builder.patterns, variants),
    wording: wordingEntry(sources, active, own, rules, problems),
    secondLook: sources.secondLook ?? NO_SECOND_LOOK,
    voice: sources.voice ?? NO_VOICE,
    signals: packedSignals(builder.entries),
    rules: packedRules(rules),
    exemptions,
    voidedBy,
    revictim,
  };
  const version = createHash('sha256').update(JSON.stringify(body)).digest('hex').slice(0, 12);
  return { ruleset: { ...body, version }, catalog: makeCatalog(sources, version) };
}
