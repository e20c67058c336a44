import { blockAt, blockEnd } from './blocks.ts';
import { alarmsAmong, type Fired } from './fired.ts';

/** Alarms further from each other than this many folded characters are another matter. */
export const FURTHEST = 80;

/** Alarms that stand together: what is between and round them is said of one matter. Folded offsets, ends exclusive. */
export interface AlarmGroup {
  alarms: Fired[];
  /** Number of the block they begin in. */
  block: number;
  /** From the first evidence to the last. */
  start: number;
  end: number;
  /** The blocks they lie in. */
  from: number;
  to: number;
}

/**
 * The alarms that begin in one block and no further than FURTHEST from each other, group by group: a bill at the head of a
 * long post must not speak for the lure at its end.
 *
 * @param length of the folded text
 * @param blocks folded offsets where blocks begin
 */
export function alarmGroups(fired: readonly Fired[], length: number, blocks: number[]): AlarmGroup[] {
  const alarms = alarmsAmong(fired)
    .map((alarm) => ({
      alarm,
      start: Math.min(...alarm.window.map((hit) => hit.start)),
      end: Math.max(...alarm.window.map((hit) => hit.end)),
    }))
    .sort((a, b) => a.start - b.start);
  const groups: { alarms: Fired[]; block: number; start: number; end: number }[] = [];
  for (const { alarm, start, end } of alarms) {
    const block = blockAt(blocks, start);
    const open = groups.at(-1);
    if (open === undefined || open.block !== block || start - open.end > FURTHEST) {
      groups.push({ alarms: [alarm], block, start, end });
      continue;
    }
    open.alarms.push(alarm);
    open.end = Math.max(open.end, end);
  }
  return groups.map(({ alarms, block, start, end }) => ({
    alarms,
    block,
    start,
    end,
    from: blocks[block]!,
    to: blockEnd(blocks, blockAt(blocks, end - 1), length),
  }));
}
