import { type AlarmGroup, alarmGroups, FURTHEST } from './alarm-group.ts';
import { type Fired, isSecondRobbery, lowerToMention, WORDING } from './fired.ts';
import type { SecondLookEntry } from './ruleset.ts';
import { slicesIn, weighed } from './slice-weights.ts';

/** Stands in `exemption` where a finding was lowered for this reason. */
export const HONEST = 'honest-wording';

/** How far beyond the evidence is read, in folded characters: each way is tried. */
const LOOKS = [0, 20, FURTHEST];

/** What each witness beside the first adds: an honest text seldom says the words of many rules. In units of weight. */
const EACH_WITNESS = 0.5;

/**
 * Second look (复看): a rule has fired, but its words also stand in honest offers, bills and requests. All that stands
 * between and round them is weighed, by slices of one to three characters whose weights were learnt from texts in which
 * a rule fires: our own lures, and honest texts so like them that they alarm (ADR 0016).
 *
 * What alarms together is read three ways, from the evidence alone to eighty characters beyond, and the reading that speaks
 * most for a lure counts: honest words put round a lure gain little. Pages on which no rule fires pay nothing.
 */
export class SecondLook {
  readonly #entry: SecondLookEntry;

  constructor(entry: SecondLookEntry) {
    this.#entry = entry;
  }

  /**
   * Lowers alarms that read like honest talk: below `doubt` to a mention, below `sure` danger to caution.
   *
   * @param blocks folded offsets where blocks begin
   */
  lower(fired: readonly Fired[], codes: Uint16Array, length: number, blocks: number[]): void {
    for (const group of alarmGroups(fired, length, blocks)) {
      if (isWordingAlone(group)) continue;
      const read = Math.max(...readingsOf(group, codes).map((slices) => weighed(slices, this.#entry)));
      const witnesses = new Set(group.alarms.map(({ witness }) => witness)).size;
      const score = read + EACH_WITNESS * (witnesses - 1);
      for (const { finding } of group.alarms) {
        if (isSecondRobbery(finding)) continue;
        if (score < this.#entry.doubt) lowerToMention(finding, HONEST);
        else if (score < this.#entry.sure) finding.level = 'caution';
      }
    }
  }
}

/** Whether only wording alarms: its passage was read already (engine/tenor.ts). */
export function isWordingAlone({ alarms }: AlarmGroup): boolean {
  return alarms.every(({ witness }) => witness === WORDING);
}

/** The ways of reading a group: where the weights of the slices stand that are read. */
export function readingsOf({ from, start, end, to }: AlarmGroup, codes: Uint16Array): Set<number>[] {
  return LOOKS.map((beyond) => slicesIn(codes, Math.max(from, start - beyond), Math.min(to, end + beyond)));
}
