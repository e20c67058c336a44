import { blockAt, blockStarts } from './blocks.ts';
import { type Obstacle, obstacleOf } from './combo.ts';
import { markExempt, type Outspoken, outspokenIn } from './exemption.ts';
import { exemptionMask, type Firing, type MarkedText } from './firing.ts';
import type { Hit } from './hit.ts';
import type { Normalizer } from './normalizer.ts';
import type { Evidence } from './rule.ts';
import type { RuleList } from './rule-list.ts';
import type { ComboEntry, RuleEntry, Ruleset } from './ruleset.ts';
import { runStarts } from './runs.ts';
import type { SignalFinder } from './signal-finder.ts';
import type { SignalList } from './signal-list.ts';
import type { Voice } from './voice.ts';
import type { Wording } from './wording.ts';

/** For rule authors: the folded text, every verified signal hit and its exemptions, and what each rule lacks. */
export interface Explanation {
  folded: string;
  hits: (Evidence & {
    exemptions: string[];
    /** Exemptions that would cover it too, were its block not one that speaks for itself. */
    voided: string[];
    /** What makes them void: a way to contact or to pay in its block, or the voice of one who lures. */
    voidedBy: 'contact' | 'voice';
  })[];
  /**
   * Stretches that weigh like a lure, in a block or `joined` through the seams of a run, and how much their passages read like
   * one; in units of weight.
   */
  worded: { quote: string; tenor: number; joined: boolean }[];
  /** What each combo lacks that does not fire; worked out when asked. */
  near: () => Near[];
}

/** A combo of which something is there. */
export interface Near {
  rule: string;
  level: ComboEntry['level'];
  /** Folded characters, as in ComboEntry. */
  within: number;
  need: number;
  filled: number;
  missing: string[];
  /** `light`: the passage does not read enough like a lure for wording to stand alone. */
  why: 'lacking' | 'light' | Obstacle['why'];
  exemptions: string[];
}

/** What of a matcher explains a text. */
export interface Explaining {
  ruleset: Ruleset;
  rules: RuleList;
  signals: SignalList;
  finder: SignalFinder;
  wording: Wording;
  voice: Voice;
  firing: Firing;
  /** Holds the text, folded wholly. */
  normalizer: Normalizer;
}

/** What a matcher sees in the text, whether or not a rule fires. */
export function explanationOf(text: string, by: Explaining): Explanation {
  const { ruleset, rules, signals, finder, wording, voice, firing, normalizer } = by;
  const worded = wording.lureLike(normalizer);
  const hits = finder.allHits(new Set(Array(signals.length).keys()), wording.hits(worded, normalizer));
  const blocks = blockStarts(normalizer);
  const runs = runStarts(normalizer, blocks);
  const marked: MarkedText = { text, hits, blocks, runs, sameWords: normalizer.sameWords };
  const speaking = voice.speaking(worded, normalizer, marked.blocks);
  const outspoken = outspokenIn(hits, marked.blocks, speaking, ruleset);
  const voided = markVoided(marked, outspoken, by);
  const named = (bits: number) => ruleset.exemptions.filter((_, i) => bits & (1 << i)).map(({ id }) => id);
  return {
    folded: normalizer.slice(0, normalizer.length),
    hits: hits.flat().map((hit) => ({
      ...firing.evidenceOf(hit, text),
      exemptions: named(hit.exempt),
      voided: named(voided.get(hit) ?? 0),
      voidedBy: outspoken.reachable.has(blockAt(marked.blocks, hit.start)) ? 'contact' : 'voice',
    })),
    worded: wording.tenors(normalizer).map(({ start, end, tenor, joined }) => ({
      quote: text.slice(normalizer.sourceStart(start), normalizer.sourceEnd(end - 1)),
      tenor,
      joined,
    })),
    near: () =>
      Array.from({ length: rules.length }, (_, index) => rules.at(index)).flatMap((rule) =>
        rule.combos.flatMap((combo) => nearness(rule, combo, marked, by, named) ?? []),
      ),
  };
}

/** Marks the hits as a scan does; what would be exempt as well if no block spoke for itself, in bits. */
function markVoided(
  marked: MarkedText,
  outspoken: Outspoken,
  { ruleset, signals, normalizer }: Explaining,
): Map<Hit, number> {
  const mark = (by: Outspoken) => markExempt(marked, by, ruleset, signals, normalizer);
  mark(outspoken);
  const voided = new Map<Hit, number>();
  if (outspoken.reachable.size + outspoken.speaking.size === 0) return voided;
  const counted = new Map(marked.hits.flat().map((hit) => [hit, hit.exempt]));
  mark({ reachable: new Set(), speaking: new Set() });
  for (const [hit, exempt] of counted) {
    voided.set(hit, hit.exempt & ~exempt);
    hit.exempt = exempt;
  }
  return voided;
}

/** Null when the combo fires, or nothing of it is there. */
function nearness(
  rule: RuleEntry,
  combo: ComboEntry,
  marked: MarkedText,
  { signals, wording, firing }: Explaining,
  named: (bits: number) => string[],
): Near | null {
  const { hits } = marked;
  const isHit = (signal: number) => hits[signal]!.length > 0;
  const worded = combo.slots.map(([signal]) => signal!).filter((signal) => wording.finds(signal));
  // Every category has one; only where the words are like it does it lack anything worth telling.
  if (!worded.every(isHit)) return null;
  const lacking = combo.slots.filter((slot) => !slot.some(isHit));
  const filled = combo.slots.length - lacking.length;
  if (filled === 0) return null;
  const mask = exemptionMask(rule);
  const isLight = firing.wordsAlone(combo, hits)?.length === 0;
  const obstacle =
    filled < combo.need || isLight
      ? ({ why: isLight ? 'light' : 'lacking' } as const)
      : obstacleOf(combo, marked, (hit) => (hit.exempt & mask) === 0, worded.length === 0);
  if (obstacle === null) return null;
  return {
    rule: rule.id,
    level: combo.level,
    within: combo.within,
    need: combo.need,
    filled,
    missing: lacking.map((slot) => slot.map((signal) => signals.nameOf(signal)).join('|')),
    why: obstacle.why,
    exemptions:
      obstacle.why === 'exempt' ? named(obstacle.window.reduce((bits, hit) => bits | hit.exempt, 0) & mask) : [],
  };
}
