import type { AlarmGroup } from './alarm-group.ts';
import { blockAt } from './blocks.ts';
import { type Fired, WORDING } from './fired.ts';
import type { Hit } from './hit.ts';
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

/**
 * Marks alarms that take their words from paragraphs of two scripts: a page that shows several tricks one below the other
 * would else have the one's card quote the other. To be called when all groups are named.
 *
 * @param blocks folded offsets where blocks begin
 */
export function markStraddling(groups: readonly Pick<AlarmGroup, 'alarms' | 'block'>[], blocks: number[]): void {
  const scripts = new Map<number, Set<string>>();
  for (const { alarms, block } of groups) {
    const there = scripts.get(block) ?? new Set<string>();
    for (const { finding } of alarms) there.add(finding.category);
    scripts.set(block, there);
  }
  for (const { finding, window } of groups.flatMap(({ alarms }) => alarms)) {
    const isElsewhere = ({ start }: Hit) => scripts.get(blockAt(blocks, start))?.has(finding.category) === false;
    if (window.some(isElsewhere)) finding.straddles = true;
  }
}

/** Lifts the findings whose rules know the script to the level of the alarm that they are part of: they speak for it. */
export function liftToGroup(alarms: readonly Fired[]): void {
  const findings = alarms.map(({ finding }) => finding);
  const level = findings.map((finding) => finding.level).reduce((a, b) => (rankOf(b) > rankOf(a) ? b : a), 'none');
  for (const finding of findings) if (finding.borrowed !== true) finding.level = level;
}
