import { blockEnd, blocksOf } from './blocks.ts';
import type { Outspoken } from './exemption.ts';
import { alarmsAmong, type Fired, isSecondRobbery, lowerToMention, WORDING } from './fired.ts';

/** Stands in `exemption` where a caution was lowered for this reason. */
export const LONE = 'lone-in-long-text';

/** Blocks longer than this many folded characters hold the words of a combo by chance now and then. */
const LONG_BLOCK = 140;
/** Wording adds up whatever stands there, and so by chance sooner. */
const LONG_FOR_WORDING = 100;
/** Evidence of more pieces than this is no coincidence. */
const MOST_PIECES = 3;

/**
 * Lone findings (孤证): people who lure say little else, so that several rules see it, or a contact stands beside it. One
 * finding in a long paragraph that has neither may well be chance (ADR 0013): it is lowered by a level, and what is left
 * of a caution is a mention.
 *
 * @param blocks folded offsets where blocks begin
 * @param length of the folded text
 * @param isStrong whether a signal says enough by itself
 */
export function lowerLone(
  fired: readonly Fired[],
  blocks: number[],
  length: number,
  isStrong: (signal: number) => boolean,
  { reachable, speaking }: Outspoken,
): void {
  const witnessesIn = new Map<number, Set<string>>();
  const alarms = alarmsAmong(fired);
  for (const { window, witness } of alarms) {
    for (const block of blocksOf(window, blocks)) {
      const witnesses = witnessesIn.get(block) ?? new Set();
      witnessesIn.set(block, witnesses.add(witness));
    }
  }
  for (const { finding, window, witness } of alarms) {
    const [block, ...others] = blocksOf(window, blocks);
    if (block === undefined || others.length > 0) continue;
    const size = blockEnd(blocks, block, length) - blocks[block]!;
    if (size <= (witness === WORDING ? LONG_FOR_WORDING : LONG_BLOCK) || window.length > MOST_PIECES) continue;
    if (reachable.has(block) || speaking.has(block)) continue;
    if (witnessesIn.get(block)!.size > 1 || isSecondRobbery(finding)) continue;
    if (window.some(({ signal }) => isStrong(signal))) continue;
    if (finding.level === 'danger') finding.level = 'caution';
    else lowerToMention(finding, LONE);
  }
}
