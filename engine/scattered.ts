import { blockAt, blockEnd, blocksOf } from './blocks.ts';
import { alarmsAmong, type Fired, isSecondRobbery, lowerToMention, WORDING } from './fired.ts';
import type { Place } from './hit.ts';
import { BEYOND } from './tenor.ts';

/** Stands in `exemption` where an alarm was lowered for this reason. */
export const SCATTERED = 'scattered';

/**
 * Scattered findings (散证): chats tell a script in many short blocks, so that rules take their words from several; but so
 * do lists of links, questions and posts that have nothing to do with each other. What takes its words from several blocks
 * is an alarm only where all that is said between them, and round them in the outer two, reads like one lure
 * (engine/tenor.ts).
 *
 * @param blocks folded offsets where blocks begin
 * @param length of the folded text
 * @param readsAsOne whether a place that lies in several blocks reads like one lure
 */
export function lowerScattered(
  fired: readonly Fired[],
  blocks: number[],
  length: number,
  readsAsOne: (place: Place) => boolean,
): void {
  for (const { finding, window, witness } of alarmsAmong(fired)) {
    // Wording was weighed through the seams already (engine/runs.ts).
    if (witness === WORDING || blocksOf(window, blocks).size < 2 || isSecondRobbery(finding)) continue;
    const start = Math.min(...window.map((hit) => hit.start));
    const end = Math.max(...window.map((hit) => hit.end));
    const from = Math.max(blocks[blockAt(blocks, start)]!, start - BEYOND);
    const to = Math.min(blockEnd(blocks, blockAt(blocks, end - 1), length), end + BEYOND);
    if (!readsAsOne({ start: from, end: to })) lowerToMention(finding, SCATTERED);
  }
}
