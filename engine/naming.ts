import type { AlarmGroup } from './alarm-group.ts';
import { type Fired, WORDING } from './fired.ts';
import { rankOf } from './rule.ts';

/** How much a rule of a category speaks for it, beside the words of the passage; in units of weight (engine/topics.ts). */
export const RULE_SAYS = 3;

/**
 * Naming (认骗局): a rule knows the step that it sees; which script the step is of is said by all the words round it. Scripts
 * borrow each other's steps — a deposit, a frozen account, an app to be loaded — so that a rule of another script often
 * fires first (ADR 0019). Of the scripts that alarms speak of, the passage is the one that its words are most like; the
 * findings of other rules are steps that it borrows.
 *
 * @param likeness how much the words in and round the group speak for a category
 */
export function nameScript({ alarms }: Pick<AlarmGroup, 'alarms'>, likeness: (category: string) => number): void {
  const scores = new Map<string, number>();
  for (const { finding, witness } of alarms) {
    const score = likeness(finding.category) + (witness === WORDING ? 0 : RULE_SAYS);
    scores.set(finding.category, Math.max(scores.get(finding.category) ?? Number.NEGATIVE_INFINITY, score));
  }
  const [[script]] = [...scores].sort(([, a], [, b]) => b - a) as [[string, number]];
  for (const { finding } of alarms) {
    if (finding.category === script) continue;
    finding.category = script;
    finding.borrowed = true;
  }
}

/** Lifts the findings whose rules know the script to the level of the alarm that they are part of: they speak for it. */
export function liftToGroup(alarms: readonly Fired[]): void {
  const findings = alarms.map(({ finding }) => finding);
  const level = findings.map((finding) => finding.level).reduce((a, b) => (rankOf(b) > rankOf(a) ? b : a), 'none');
  for (const finding of findings) if (finding.borrowed !== true) finding.level = level;
}
