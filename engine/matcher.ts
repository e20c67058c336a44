import { alarmGroups } from './alarm-group.ts';
import { blockStarts } from './blocks.ts';
import { stretches } from './combo.ts';
import { markExempt, outspokenIn } from './exemption.ts';
import { type Explanation, explanationOf } from './explanation.ts';
import { type Fired, withoutEchoes } from './fired.ts';
import { Firing } from './firing.ts';
import { Gate } from './gate.ts';
import type { Place } from './hit.ts';
import { Lexicon } from './lexicon.ts';
import { lowerLone } from './lone-finding.ts';
import { liftToGroup, markStraddling, nameScript } from './naming.ts';
import { Normalizer } from './normalizer.ts';
import type { Opening } from './partners.ts';
import { type Finding, rankOf } from './rule.ts';
import { RuleList } from './rule-list.ts';
import { checkFormat, type RuleEntry, type Ruleset } from './ruleset.ts';
import { runStarts } from './runs.ts';
import { lowerScattered } from './scattered.ts';
import { isWordingAlone, readingsOf, SecondLook } from './second-look.ts';
import { SignalFinder } from './signal-finder.ts';
import { SignalList } from './signal-list.ts';
import type { WeighedPlace } from './tenor.ts';
import { Voice, voiceOf } from './voice.ts';
import { WORDING_REACH, Wording } from './wording.ts';

/**
 * Matcher (匹配器): text in, findings out.
 *
 * A scan goes through sieves, each cheaper than what it saves:
 *  1. the text is folded, and the gate asked: where could a rule fire at all? And what its wording weighs: does a stretch
 *     weigh like a lure? Nearly all text ends here;
 *  2. round each opening: find the phrases of all signals of the combos in question; where they stand near enough to each
 *     other is a *suspect* stretch;
 *  3. of the stretches that weigh like a lure, those whose passage reads like one, and the signals of all rules in question
 *     in all of the text → hits;
 *  4. which blocks are notices, news, quotations, and not in the voice of one who lures? → which hits an exemption covers,
 *     rule by rule;
 *  5. combos within their distance → findings; lowered are those that are exempt, alone, scattered, told of or like honest talk; alarms
 *     that stand together are named by all that is said there; what only wording says is left out where a rule that knows
 *     the script says as much.
 */

/** A text full of one lure is one finding often enough; bounds reports on hostile pages. */
export const MAX_FINDINGS_PER_RULE = 40;

/** A place in a text as it was given, not folded: UTF-16 offsets, `end` exclusive. */
export interface SourcePlace {
  start: number;
  end: number;
}

/** Where a rule may fire, in folded text. */
interface Suspect {
  place: Place;
  /** The combo that has all its phrases there; null where the words weigh like a lure. */
  combo: number | null;
}

/** One ruleset in memory, ready to be asked; one text at a time. */
export class Matcher {
  readonly #ruleset: Ruleset;
  readonly #normalizer: Normalizer;
  readonly #lexicon: Lexicon;
  readonly #gate: Gate;
  readonly #wording: Wording;
  readonly #secondLook: SecondLook;
  readonly #voice: Voice;
  readonly #finder: SignalFinder;
  readonly #firing: Firing;
  readonly #rules: RuleList;
  readonly #signals: SignalList;
  /** What each rule needs to be judged, from the first time on. */
  readonly #neededByRule = new Map<RuleEntry, readonly number[]>();
  /** Exemption markers and what voids exemptions. */
  readonly #alwaysNeeded: number[];

  constructor(ruleset: Ruleset) {
    checkFormat(ruleset);
    const signals = new SignalList(ruleset.signals);
    this.#ruleset = ruleset;
    this.#rules = new RuleList(ruleset.rules);
    this.#signals = signals;
    this.#normalizer = new Normalizer(ruleset.fold);
    this.#lexicon = new Lexicon(ruleset.lexicon);
    this.#gate = new Gate(ruleset.gate, signals.length, this.#lexicon);
    this.#wording = new Wording(ruleset.wording);
    this.#secondLook = new SecondLook(ruleset.secondLook);
    this.#voice = new Voice(ruleset.voice);
    this.#finder = new SignalFinder(signals, this.#lexicon, this.#normalizer);
    this.#firing = new Firing(ruleset, signals, this.#wording, this.#normalizer);
    this.#alwaysNeeded = ruleset.exemptions.map((exemption) => exemption.signal).concat(ruleset.voidedBy);
    for (const signal of [...this.#alwaysNeeded]) {
      const except = signals.exceptOf(signal);
      if (except !== undefined) this.#alwaysNeeded.push(except);
    }
  }

  /** Ruleset version, for reports. */
  get version(): string {
    return this.#ruleset.version;
  }

  /** Bytes in typed arrays, for the memory budget. */
  get bytes(): number {
    return this.#normalizer.bytes + this.#lexicon.bytes + this.#gate.bytes;
  }

  /** What the gate has done so far, for budgets that are not timed. */
  get work(): Gate['work'] {
    return this.#gate.work;
  }

  /** Whether `scan` could find anything: never false when it would. The cheapest question. */
  mayHit(text: string): boolean {
    return this.#openings(text).length > 0 || this.#candidates().length > 0;
  }

  /**
   * Stretches of `text` in which a rule fires, whatever their context says: every finding of `scan` lies in one, exempt or
   * not. In order, none touching the next. Costs little more than the gate, so a page can be asked by the screenful.
   */
  suspects(text: string): SourcePlace[] {
    return joined(
      this.#suspectPlaces(text).map(({ place }) => ({
        start: this.#normalizer.sourceStart(place.start),
        end: this.#normalizer.sourceEnd(place.end - 1),
      })),
    );
  }

  /**
   * All findings in `text`, in the order of their first evidence. Offsets are UTF-16 units of `text`.
   * Two or more line breaks in one white-space run separate blocks. Never throws for any string.
   */
  scan(text: string): Finding[] {
    const { fired, blocks } = this.#firedIn(text);
    if (fired.length === 0) return [];
    const { codes, length } = this.#normalizer;
    this.#secondLook.lower(fired, codes, length, blocks);
    const groups = alarmGroups(fired, length, blocks);
    for (const group of groups) nameScript(group, this.#wording.likenessOf(this.#normalizer, group));
    markStraddling(groups, blocks);
    const kept = new Set(withoutEchoes(fired, blocks));
    for (const { alarms } of groups) liftToGroup(alarms.filter((alarm) => kept.has(alarm)));
    const findings = fewEach([...kept].map(({ finding }) => finding));
    return findings.sort((a, b) => a.evidence[0]!.start - b.evidence[0]!.start || a.rule.localeCompare(b.rule));
  }

  /** For learning: what a second look reads where rules alarm (engine/second-look.ts). */
  readings(text: string): ReadonlySet<number>[] {
    const { fired, blocks } = this.#firedIn(text);
    const { codes, length } = this.#normalizer;
    return alarmGroups(fired, length, blocks).flatMap((group) =>
      isWordingAlone(group) ? [] : readingsOf(group, codes),
    );
  }

  /** For learning: what tells the voice of what alarms (engine/voice.ts). */
  voices(text: string): ReadonlySet<number>[] {
    const { fired, blocks } = this.#firedIn(text);
    const folded = this.#normalizer;
    return alarmGroups(fired, folded.length, blocks).map((group) => voiceOf(group, folded, blocks));
  }

  /** For rule authors: what is seen in the text, and why rules do, or do not, fire. */
  explain(text: string): Explanation {
    this.#normalizer.fill(text);
    this.#normalizer.rewriteVariants();
    return explanationOf(text, {
      ruleset: this.#ruleset,
      rules: this.#rules,
      signals: this.#signals,
      finder: this.#finder,
      wording: this.#wording,
      voice: this.#voice,
      firing: this.#firing,
      normalizer: this.#normalizer,
    });
  }

  /** For lookup: how much the words of a text speak for each category; units of weight (engine/topics.ts). */
  likenessOf(text: string): (category: string) => number {
    this.#normalizer.fill(text);
    this.#normalizer.rewriteVariants();
    return this.#wording.likenessOf(this.#normalizer, { start: 0, end: this.#normalizer.length });
  }

  // ── 1 and 2 ──────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Folds the text, which stays in the normaliser, and asks the gate. */
  #openings(text: string): readonly Opening[] {
    this.#normalizer.fill(text);
    return this.#gate.find(this.#normalizer);
  }

  /** Leaves the text folded. */
  #suspectPlaces(text: string): Suspect[] {
    const suspects: Suspect[] = [];
    for (const { start, end, combos } of this.#openings(text)) {
      const phrases = this.#finder.phrases(this.#signalsOf(combos), start, end);
      for (const combo of combos) {
        for (const place of stretches(this.#rules.combo(combo), phrases)) suspects.push({ place, combo });
      }
    }
    for (const place of this.#candidates()) {
      const start = Math.max(0, place.start - WORDING_REACH);
      const end = Math.min(this.#normalizer.length, place.end + WORDING_REACH);
      suspects.push({ place: { start, end }, combo: null });
    }
    return suspects;
  }

  /** Stretches of the folded text that weigh like a lure, also where text run together with them speaks against it. */
  #candidates(): WeighedPlace[] {
    return this.#wording.stretches(this.#normalizer.codes, this.#normalizer.length, true);
  }

  /** Each once; the widest slots are in many combos. */
  #signalsOf(combos: readonly number[]): number[] {
    const slots = new Set(combos.flatMap((id) => this.#rules.combo(id).slots));
    return [...new Set([...slots].flat())];
  }

  /** Signals that have to be verified to judge these rules. */
  #neededBy(rules: Iterable<RuleEntry>): Set<number> {
    const needed = new Set(this.#alwaysNeeded);
    for (const rule of rules) {
      let own = this.#neededByRule.get(rule);
      if (own === undefined) {
        const signals = new Set(rule.combos.flatMap((combo) => combo.slots.flat()));
        own = [...signals, ...[...signals].flatMap((signal) => this.#signals.exceptOf(signal) ?? [])];
        this.#neededByRule.set(rule, own);
      }
      for (const signal of own) needed.add(signal);
    }
    return needed;
  }

  // ── 3 to 5 ───────────────────────────────────────────────────────────────────────────────────────────────────────

  /** What fires in the text, lowered by all but a second look, and where the blocks of the folded text begin. */
  #firedIn(text: string): { fired: Fired[]; blocks: number[] } {
    const suspects = this.#suspectPlaces(text);
    if (suspects.length === 0) return { fired: [], blocks: [] };
    const folded = this.#normalizer;
    const worded = suspects.some(({ combo }) => combo === null) ? this.#wording.lureLike(folded) : [];
    const words = this.#wording.hits(worded, folded);
    const combos = suspects.flatMap(({ combo }) => combo ?? []).concat(this.#wording.combosOf(words));
    const rules = new Set(combos.sort((a, b) => a - b).map((id) => this.#rules.ruleOf(id)));
    const hits = this.#finder.allHits(this.#neededBy(rules), words);
    const blocks = blockStarts(folded);
    const outspoken = outspokenIn(hits, blocks, this.#voice.speaking(worded, folded, blocks), this.#ruleset);
    const marked = { text, hits, blocks, runs: runStarts(folded, blocks), sameWords: folded.sameWords };
    markExempt(marked, outspoken, this.#ruleset, this.#signals, folded);
    const fired = [...rules].flatMap((rule) => this.#firing.of(rule, marked));
    const isStrong = (signal: number) => this.#signals.strengthOf(signal) === 'strong';
    lowerLone(fired, blocks, folded.length, isStrong, outspoken);
    lowerScattered(fired, blocks, folded.length, (place) => this.#wording.readsAsOne(place, folded));
    this.#voice.lowerTold(fired, folded, blocks, outspoken.reachable);
    return { fired, blocks };
  }
}

/** Of each rule no more than MAX_FINDINGS_PER_RULE: the highest levels, then the first. */
function fewEach(findings: readonly Finding[]): Finding[] {
  const kept = new Map<string, Finding[]>();
  for (const finding of findings) {
    const list = kept.get(finding.rule);
    if (list === undefined) kept.set(finding.rule, [finding]);
    else list.push(finding);
  }
  return [...kept.values()].flatMap((list) =>
    list.length <= MAX_FINDINGS_PER_RULE
      ? list
      : list
          .sort((a, b) => rankOf(b.level) - rankOf(a.level) || a.evidence[0]!.start - b.evidence[0]!.start)
          .slice(0, MAX_FINDINGS_PER_RULE),
  );
}

/** Sorted, with those that touch made one. */
function joined(parts: SourcePlace[]): SourcePlace[] {
  const whole: SourcePlace[] = [];
  for (const { start, end } of parts.sort((a, b) => a.start - b.start)) {
    const before = whole.at(-1);
    if (before !== undefined && start <= before.end) before.end = Math.max(before.end, end);
    else whole.push({ start, end });
  }
  return whole;
}
