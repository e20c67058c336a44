import { alarmGroups } from './alarm-group.ts';
import { blockAt, blockEnd, NEAR_BLOCKS, unquoted } from './exemption.ts';
import type { Fired } from './fired.ts';
import type { Place } from './hit.ts';
import type { Normalizer } from './normalizer.ts';
import type { VoiceEntry } from './ruleset.ts';
import { slicesIn, weighed } from './slice-weights.ts';
import type { WeighedPlace } from './wording.ts';

/** Stands in `exemption` where a finding was lowered for this reason. */
export const TOLD = 'told';

/** How far beyond a stretch is read, in folded characters. */
const BEYOND = 200;

/** The blocks that are near, from the one in question on. */
const NEAR = Array.from({ length: 2 * NEAR_BLOCKS + 1 }, (_, i) => i - NEAR_BLOCKS);

/** How much a unit of wording counts beside a unit of voice. */
const WORDING_COUNTS = 0.1;

/**
 * Voice (口吻): a stretch that reads like a lure stands among words of warning, of news, of honest terms. Does its writer
 * lure, or tell of a lure? Lessons, reports and cries for help copy whole scripts, and swindlers write “beware of fraud”
 * above theirs. What stands in and round the stretch is weighed, by slices of one to three characters whose weights were
 * learnt from texts in which words of an exemption stand: our own lures, and honest texts (ADR 0022). The more only lures
 * say what the stretch says, the less its voice must speak for one.
 */
export class Voice {
  readonly #entry: VoiceEntry;

  constructor(entry: VoiceEntry) {
    this.#entry = entry;
  }

  /**
   * Of stretches that read like a lure, those whose writer speaks for himself; what a quotation holds is never his.
   *
   * @param blocks folded offsets where blocks begin
   */
  speaking(stretches: readonly WeighedPlace[], folded: Normalizer, blocks: number[]): Place[] {
    return unquoted(stretches, folded).filter((stretch) => this.#says(stretch, folded, blocks) >= this.#entry.own);
  }

  /**
   * Lowers alarms that are told of to a mention: only near words that call it a fraud, and not where there is a way to
   * contact or to pay the author.
   *
   * @param blocks folded offsets where blocks begin
   * @param told blocks in which such words stand
   * @param reachable blocks with such a way
   */
  lowerTold(
    fired: readonly Fired[],
    folded: Normalizer,
    blocks: number[],
    told: ReadonlySet<number>,
    reachable: ReadonlySet<number>,
  ): void {
    for (const group of alarmGroups(fired, folded.length, blocks)) {
      const block = blockAt(blocks, group.start);
      if (reachable.has(block) || !NEAR.some((away) => told.has(block + away))) continue;
      if (weighed(voiceOf(group, folded, blocks), this.#entry) >= this.#entry.told) continue;
      for (const { finding } of group.alarms) {
        // Whoever was robbed once and is being robbed again is warned all the same.
        if (finding.stages.includes('revictim')) continue;
        finding.level = 'notice';
        finding.exemption = TOLD;
      }
    }
  }

  /** How much a stretch and what stands round it speak for a writer who lures; units of weight. */
  #says(stretch: WeighedPlace, folded: Normalizer, blocks: number[]): number {
    return weighed(voiceOf(stretch, folded, blocks), this.#entry) + WORDING_COUNTS * stretch.weight;
  }
}

/** Where the weights of the slices stand by which the voice of a stretch is known: in it, and round it in its block and near. */
export function voiceOf({ start, end }: Place, { codes, length }: Normalizer, blocks: number[]): Set<number> {
  const block = blockAt(blocks, start);
  const first = blocks[Math.max(0, block - NEAR_BLOCKS)]!;
  const last = blockEnd(blocks, Math.min(blocks.length - 1, block + NEAR_BLOCKS), length);
  return slicesIn(codes, Math.max(first, start - BEYOND), Math.min(last, end + BEYOND));
}
