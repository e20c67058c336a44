import type { Hit } from './hit.ts';
import { type Finding, isAlarm } from './rule.ts';

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
