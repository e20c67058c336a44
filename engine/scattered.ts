import { blockAt, blockEnd, blocksOf } from './exemption.ts';
import { alarmsAmong, type Fired, isSecondRobbery, lowerToMention } from './fired.ts';
import type { Place } from './hit.ts';

/** Stands in `exemption` where an alarm was lowered for this reason. */
export const SCATTERED = 'scattered';

/**
 * Scattered findings (散证): chats tell a script in many short blocks, so that rules take their words from several; but so
 * do lists of links, questions and posts that have nothing to do with each other. What takes its words from several blocks
 * is an alarm only where all that is said from the first to the last reads like one lure (engine/tenor.ts).
 *
 * @param blocks folded offsets where blocks begin
 * @param length of the folded text
 * @param readsAsOne whether a place reads like a lure from end to end
 */
export function lowerScattered(
  fired: readonly Fired[],
  blocks: number[],
  length: number,
  readsAsOne: (place: Place) => boolean,
): void {
  for (const { finding, window } of alarmsAmong(fired)) {
    if (blocksOf(window, blocks).size < 2 || isSecondRobbery(finding)) continue;
    const first = Math.min(...window.map(({ start }) => blockAt(blocks, start)));
    const last = Math.max(...window.map(({ end }) => blockAt(blocks, end - 1)));
    if (!readsAsOne({ start: blocks[first]!, end: blockEnd(blocks, last, length) })) lowerToMention(finding, SCATTERED);
  }
}
