import type {
  ComboEntry,
  ExemptionEntry,
  RuleEntry,
  SecondLookEntry,
  SignalEntry,
  TenorEntry,
  VoiceEntry,
  WordingEntry,
} from '../engine/ruleset.ts';
import { NO_SIGNAL } from '../engine/topics.ts';
import { NOBODY_TELLS } from '../engine/voice.ts';
import { WORDING_REACH } from '../engine/wording.ts';
import type { Problem } from './problem.ts';
import type { RuleSources } from './read-rules.ts';
import type { WordingFile } from './wording-file.ts';

/** The slot of every step that any signal names, for rules that look at wording. */
export const ANY_STEP = '骗局的一步';
/** For folders of rules without weights. */
const NO_WORDING: WordingFile = {
  step: 1,
  least: 1,
  slack: 0,
  common: [],
  pairs: '',
  triples: '',
  topics: { names: [], singles: '', pairs: '', weights: '' },
};
/** Every passage reads like a lure beside a step, and none without one. */
export const NO_TENOR: TenorEntry = {
  weights: '',
  bias: 0,
  beside: Number.MIN_SAFE_INTEGER,
  grave: Number.MIN_SAFE_INTEGER,
  alone: Number.MAX_SAFE_INTEGER,
  across: Number.MIN_SAFE_INTEGER,
};
export const NO_SECOND_LOOK: SecondLookEntry = { weights: '', bias: 0, doubt: 0, sure: 0 };
export const NO_VOICE: VoiceEntry = {
  own: { weights: '', bias: 0, line: Number.MAX_SAFE_INTEGER },
  told: NOBODY_TELLS,
};

/** Whether a signal of this kind names a step beyond the lure, other than as a weak hint. */
export function isStep({ stage, strength }: Pick<SignalEntry, 'stage' | 'strength'>): boolean {
  return stage !== 'lure' && stage !== 'trust' && strength !== 'weak';
}

/** Every signal that names a step, in whatever file, but for those that honest people say nearly as often. */
export function stepsAmong(
  entries: readonly SignalEntry[],
  exemptions: readonly ExemptionEntry[],
  common: readonly string[],
): number[] {
  const markers = new Set(exemptions.map(({ signal }) => signal));
  return entries.flatMap((entry, index) =>
    isStep(entry) && !markers.has(index) && !common.includes(entry.name) ? [index] : [],
  );
}

/** What wording weighs, with the rules that look at it: the signal, the combos with it, the slices of the category of each. */
export function wordingEntry(
  sources: RuleSources,
  active: RuleSources['rules'],
  locals: readonly ReadonlyMap<string, number>[],
  rules: readonly RuleEntry[],
  problems: Problem[],
): WordingEntry {
  const { topics, common: _, ...weights } = sources.wording ?? NO_WORDING;
  const { names } = topics;
  const signalOf = names.map(() => NO_SIGNAL);
  const combosOf = names.map((): number[] => []);
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
      if (combos.some((combo) => has(combo) && combo.slots.length > 1 && combo.within > WORDING_REACH))
        report(`带用词的组合，within 最多 ${WORDING_REACH}`);
      if (seen.has(category)) report('一个类别只能有一条规则看用词');
      seen.add(category);
      const topic = names.indexOf(category);
      if (topic === -1) {
        report(`wording/weights.json 里没有“${category}”这一类的用词；请用 npm run rules:weigh 重做`);
        continue;
      }
      signalOf[topic] = index;
      combosOf[topic] = combos.flatMap((combo, i) => (has(combo) ? [combosBefore + i] : []));
    }
    combosBefore += combos.length;
  });
  return {
    ...weights,
    tenor: sources.tenor ?? NO_TENOR,
    topics: { ...topics, signals: signalOf, combos: combosOf },
  };
}
