import type { ComboEntry, ExemptionEntry, RuleEntry, SignalEntry, WordingEntry } from '../engine/ruleset.ts';
import { WORDING_REACH } from '../engine/wording.ts';
import type { GateAnchor } from './choose-slots.ts';
import { saidPerMillion } from './pack-gate.ts';
import type { Problem } from './problem.ts';
import type { RuleSources } from './read-rules.ts';

/** The slot of every step that any signal names, for rules that look at wording. */
export const ANY_STEP = '骗局的一步';
/** A step that is said more often than this in ordinary text, in times per million characters, says nothing by itself. */
const COMMON_PER_MILLION = 100;
/** For folders of rules without weights. */
const NO_WORDING = { step: 1, least: 1, slack: 0, pairs: '', triples: '' };

/**
 * Every signal that names a step beyond the lure, in whatever file, other than as a weak hint or with words that ordinary
 * text is full of.
 */
export function stepsAmong(
  entries: readonly SignalEntry[],
  anchors: readonly (readonly GateAnchor[])[],
  exemptions: readonly ExemptionEntry[],
): number[] {
  const markers = new Set(exemptions.map(({ signal }) => signal));
  return entries.flatMap(({ stage, strength }, index) => {
    const isStep = stage !== 'lure' && stage !== 'trust' && strength !== 'weak' && !markers.has(index);
    return isStep && saidPerMillion(anchors[index]!) <= COMMON_PER_MILLION ? [index] : [];
  });
}

/** What wording weighs, with the rules that look at it: the signal, the combos with it, the slices of the category of each. */
export function wordingEntry(
  sources: RuleSources,
  active: RuleSources['rules'],
  locals: readonly ReadonlyMap<string, number>[],
  rules: readonly RuleEntry[],
  problems: Problem[],
): WordingEntry {
  const topics: WordingEntry['topics'] = [];
  const seen = new Set<string>();
  let combosBefore = 0;
  active.forEach((source, ruleIndex) => {
    const { category, signals } = source.value;
    const { combos } = rules[ruleIndex]!;
    for (const [name, signal] of Object.entries(signals ?? {})) {
      if (!('wording' in signal)) continue;
      const report = (message: string) => problems.push(source.problem(['signals', name], message));
      const index = locals[ruleIndex]!.get(name)!;
      const has = ({ slots }: ComboEntry) => slots.flat().includes(index);
      const slices = sources.wording?.topics[category];
      if (slices === undefined)
        report(`wording/weights.json 里没有“${category}”这一类的用词；请用 npm run rules:weigh 重做`);
      if (seen.has(category)) report('一个类别只能有一条规则看用词');
      if (combos.some((combo) => has(combo) && combo.within > WORDING_REACH))
        report(`带用词的组合，within 最多 ${WORDING_REACH}`);
      seen.add(category);
      topics.push({
        signal: index,
        combos: combos.flatMap((combo, i) => (has(combo) ? [combosBefore + i] : [])),
        slices: slices ?? [],
      });
    }
    combosBefore += combos.length;
  });
  return { ...(sources.wording ?? NO_WORDING), topics };
}
