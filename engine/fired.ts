import { blockAt, blocksOf } from './exemption.ts';
import type { Hit } from './hit.ts';
import { type Finding, isAlarm, rankOf } from './rule.ts';

/** The one witness that all rules are which look at wording. */
export const WORDING = 'wording';

/** A finding and the hits it rests on. */
export interface Fired {
  finding: Finding;
  window: readonly Hit[];
  /** Who says so: its rule, or WORDING for all rules that look at it. */
  witness: string;
}

/** Those at caution or above. */
export function alarmsAmong(fired: readonly Fired[]): Fired[] {
  return fired.filter(({ finding }) => isAlarm(finding.level));
}

/** Lowers a finding to a mention, for the reason named. */
export function lowerToMention(finding: Finding, exemption: string): void {
  finding.level = 'notice';
  finding.exemption = exemption;
}

/** Whoever was robbed once and is being robbed again is warned, whatever stands round the words. */
export function isSecondRobbery({ stages }: Finding): boolean {
  return stages.includes('revictim');
}

/**
 * Leaves out what wording alone adds nothing by: a mere mention, and a finding in whose block a rule that knows the trick
 * says as much; where the rule only lends its step, wording says which script it is.
 */
export function withoutEchoes(fired: readonly Fired[], blocks: number[]): Fired[] {
  const isWording = ({ witness }: Fired) => witness === WORDING;
  const rules = fired
    .filter((each) => !isWording(each))
    .map(({ finding, window }) => ({ finding, blocks: blocksOf(window, blocks) }));
  return fired.filter((each) => {
    if (!isWording(each)) return true;
    const { level, borrowed } = each.finding;
    const block = blockAt(blocks, each.window[0]!.start);
    const saysIt = (finding: Finding) =>
      rankOf(finding.level) >= rankOf(level) && (borrowed === true || finding.borrowed !== true);
    return isAlarm(level) && !rules.some((rule) => rule.blocks.has(block) && saysIt(rule.finding));
  });
}
