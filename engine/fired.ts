import { blocksOf } from './blocks.ts';
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
  // The highest of each block, so that a text of nothing but lures costs no more than it is long.
  const highest = new Map<number, number>();
  const highestOwn = new Map<number, number>();
  for (const { finding, window } of fired.filter((each) => !isWording(each))) {
    for (const block of blocksOf(window, blocks)) {
      raise(highest, block, rankOf(finding.level));
      if (finding.borrowed !== true) raise(highestOwn, block, rankOf(finding.level));
    }
  }
  return fired.filter((each) => {
    if (!isWording(each)) return true;
    const { level, borrowed } = each.finding;
    const ranks = borrowed === true ? highest : highestOwn;
    const said = Math.max(...Array.from(blocksOf(each.window, blocks), (block) => ranks.get(block) ?? -1));
    return isAlarm(level) && said < rankOf(level);
  });
}

function raise(ranks: Map<number, number>, block: number, rank: number): void {
  ranks.set(block, Math.max(rank, ranks.get(block) ?? -1));
}
