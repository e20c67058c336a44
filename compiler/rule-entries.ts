import type { ComboEntry, ExemptionEntry, RuleEntry, SignalEntry } from '../engine/ruleset.ts';
import type { Problem } from './problem.ts';
import type { RuleSources } from './read-rules.ts';
import type { RuleFile } from './rule-file.ts';

type RuleSource = RuleSources['rules'][number];
type Path = (string | number)[];

/** What rules may name. */
export interface Named {
  signals: readonly SignalEntry[];
  /** Shared signals and slots, by the name that rules write after `$`. */
  shared: ReadonlyMap<string, number>;
  slots: ReadonlyMap<string, readonly number[]>;
  exemptions: readonly ExemptionEntry[];
  /** Ids of exemptions that hold for every rule, also for one that names its own. */
  always: readonly string[];
  /** Categories whose victims have been robbed before. */
  revictim: readonly string[];
}

/** A rule in numbers. `own`: its own signals, by name. */
export function ruleEntry(
  source: RuleSource,
  own: ReadonlyMap<string, number>,
  named: Named,
  problems: Problem[],
): RuleEntry {
  const report = (path: Path, message: string) => void problems.push(source.problem(path, message));
  const { id, category } = source.value;
  return {
    id,
    category,
    combos: combosOf(source.value, own, named, report),
    unless: exemptionsOf(source.value, named, report),
  };
}

type Report = (path: Path, message: string) => void;

function combosOf(rule: RuleFile, own: ReadonlyMap<string, number>, named: Named, report: Report): ComboEntry[] {
  return rule.match.flatMap((combo, comboIndex) => {
    const key = combo.all ? 'all' : 'of';
    const names = combo.all ?? combo.of!;
    const slots = names.map((entry, slotIndex) =>
      entry
        .split('|')
        .flatMap((name) => signalsOf(name.trim(), own, named, ['match', comboIndex, key, slotIndex], report)),
    );
    const need = combo.least ?? slots.length;
    if (need > slots.length) report(['match', comboIndex], `least 是 ${need}，可是 of 里只有 ${slots.length} 个信号`);
    // Wording by itself must weigh enough, and the engine sees to it.
    const said = slots.filter((_, slot) => !isWording(rule, names[slot]!));
    checkLevel(combo.level, need, said, named.signals, (message) => report(['match', comboIndex], message));
    // One that cannot be met has had its problem told; what follows relies on there being none.
    if (slots.filter((signals) => signals.length > 0).length < need) return [];
    return [{ level: combo.level, within: combo.within ?? 120, need, slots }];
  });
}

/** Whether a name in a combo is the rule's signal for wording. */
function isWording({ signals }: RuleFile, name: string): boolean {
  const signal = signals?.[name.trim()];
  return signal !== undefined && 'wording' in signal;
}

/** The signals that a name in a combo stands for: one of the rule's own, a shared one, or those of a slot. */
function signalsOf(
  name: string,
  own: ReadonlyMap<string, number>,
  { shared, slots }: Named,
  path: Path,
  report: Report,
): number[] {
  const isShared = name.startsWith('$');
  const slot = isShared ? slots.get(name.slice(1)) : undefined;
  if (slot !== undefined) return [...slot];
  const index = isShared ? shared.get(name.slice(1)) : own.get(name);
  if (index !== undefined) return [index];
  const where = isShared ? 'rules/signals/ 里没有这个共享信号' : '本规则的 signals 里没有这个信号';
  const hint = !isShared && shared.has(name) ? `；共享信号要写成 $${name}` : '';
  report(path, `不认识的信号“${name}”：${where}${hint}`);
  return [];
}

function checkLevel(
  level: string,
  need: number,
  slots: readonly number[][],
  entries: readonly SignalEntry[],
  report: (message: string) => void,
): void {
  if (level === 'danger' && need < 2) report('danger 要有两个互不依赖的信号，只有一个时最多写 caution');
  if (
    need === 1 &&
    level === 'caution' &&
    slots.some((signals) => signals.some((signal) => entries[signal]!.strength !== 'strong'))
  ) {
    report('单独一个 medium 或 weak 信号最多写 notice；要 caution 请再配一个信号');
  }
}

/** The exemptions that hold for a rule: those it names or else all, and those that say what is not demanded. */
function exemptionsOf(rule: RuleFile, { exemptions, always, revictim }: Named, report: Report): number[] {
  const chosen = rule.unless ?? exemptions.map((exemption) => exemption.id);
  const unless = [...new Set([...chosen, ...always])].flatMap((id, index) => {
    const found = exemptions.findIndex((exemption) => exemption.id === id);
    if (found === -1) report(['unless', index], `exemptions.yaml 里没有豁免“${id}”`);
    return found === -1 ? [] : [found];
  });
  const looksAtWording = Object.values(rule.signals ?? {}).some((signal) => 'wording' in signal);
  // Who offers to get money back tells of the fraud first, so nothing that only sounds like a report excuses him, except
  // what only sounds like him. Negation still counts: “不收任何费用” is not a fee.
  return revictim.includes(rule.category) && !looksAtWording
    ? unless.filter((index) => exemptions[index]!.evenWithContact)
    : unless;
}
