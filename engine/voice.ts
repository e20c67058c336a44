import { alarmGroups } from './alarm-group.ts';
import { blockAt, blockEnd } from './blocks.ts';
import { type Fired, isSecondRobbery, lowerToMention, WORDING } from './fired.ts';
import { PAUSE } from './folded-text.ts';
import type { Place } from './hit.ts';
import type { Normalizer } from './normalizer.ts';
import { unquoted } from './quotation.ts';
import type { VoiceEntry, VoiceScale } from './ruleset.ts';
import { blocksNear } from './runs.ts';
import { slicesIn, weighed } from './slice-weights.ts';
import type { WeighedPlace } from './tenor.ts';

/** Stands in `exemption` where a finding was lowered for this reason. */
export const TOLD = 'told';

/** Hears nobody tell. */
export const NOBODY_TELLS: VoiceScale = { weights: '', bias: 0, line: Number.MIN_SAFE_INTEGER };

/** How far beyond a stretch is read, in folded characters. */
const BEYOND = 200;

/**
 * A neighbouring block of no more folded characters is a label: a sender’s name, a time, a button. It says nothing of who
 * speaks, unless it ends with a pause and so leads in what follows (“收到短信：”).
 */
const LABEL_CHARS = 8;

/** How much a unit of wording counts beside a unit of voice. */
const WORDING_COUNTS = 0.1;

/**
 * Voice (口吻): the words are those of a lure; does whoever wrote them lure, or tell of a lure? Lessons, reports and cries
 * for help copy whole scripts, and swindlers write “beware of fraud” above theirs. What stands in and round the words is
 * weighed, by slices of one to three characters whose weights were learnt from our own lures and from what honest people
 * tell of such (ADR 0022). Pages on which no rule fires pay nothing.
 */
export class Voice {
  readonly #entry: VoiceEntry;

  constructor(entry: VoiceEntry) {
    this.#entry = entry;
  }

  /**
   * Of stretches that read like a lure, those whose writer speaks for himself, whatever words of an exemption stand round
   * them. The more only lures say what a stretch says, the less its voice must speak for one; what a quotation holds is
   * never the writer’s own, and a talk has more than one.
   *
   * @param blocks folded offsets where blocks begin
   */
  speaking(stretches: readonly WeighedPlace[], folded: Normalizer, blocks: number[]): Place[] {
    const { own } = this.#entry;
    const inBlocks = stretches.filter(({ joined }) => !joined);
    return unquoted(inBlocks, folded).filter(
      (stretch) => weighed(voiceOf(stretch, folded, blocks), own) + WORDING_COUNTS * stretch.weight >= own.line,
    );
  }

  /**
   * Lowers alarms that are told of to a mention, but where there is a way to contact or to pay the author. Who robs the robbed
   * speaks of fraud as the police do: what is told of that is still an alarm, and no danger; but not where only words are like
   * theirs, which victims say too.
   *
   * @param blocks folded offsets where blocks begin
   * @param reachable blocks with such a way
   */
  lowerTold(fired: readonly Fired[], folded: Normalizer, blocks: number[], reachable: ReadonlySet<number>): void {
    const { told } = this.#entry;
    for (const group of alarmGroups(fired, folded.length, blocks)) {
      if (reachable.has(blockAt(blocks, group.start))) continue;
      if (weighed(voiceOf(group, folded, blocks), told) >= told.line) continue;
      for (const { finding, witness } of group.alarms) {
        if (isSecondRobbery(finding) && witness !== WORDING) finding.level = 'caution';
        else lowerToMention(finding, TOLD);
      }
    }
  }
}

/** Where the weights of the slices stand by which a voice is known: in a place, and round it in its block and near. */
export function voiceOf({ start, end }: Place, folded: Normalizer, blocks: number[]): Set<number> {
  const { codes, length } = folded;
  const { first } = blocksNear(blockAt(blocks, start), blocks, folded);
  const { last } = blocksNear(blockAt(blocks, end - 1), blocks, folded);
  const slices = new Set<number>();
  for (let block = first; block <= last; block++) {
    const from = blocks[block]!;
    const to = blockEnd(blocks, block, length);
    if ((to <= start || from >= end) && isLabel(codes, from, to)) continue;
    for (const slice of slicesIn(codes, Math.max(from, start - BEYOND), Math.min(to, end + BEYOND))) slices.add(slice);
  }
  return slices;
}

function isLabel(codes: Uint16Array, start: number, end: number): boolean {
  return end - start <= LABEL_CHARS && codes[end - 1] !== PAUSE;
}
