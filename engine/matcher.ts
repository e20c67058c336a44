import { ComboCounter, type Place, stretches, windows } from './combo.ts';
import { blockStarts, markExempt } from './exemption.ts';
import { Gate } from './gate.ts';
import { Normalizer } from './normalizer.ts';
import type { Opening } from './partners.ts';
import { RawText } from './raw-text.ts';
import { type Evidence, type Finding, LEVELS, STAGES } from './rule.ts';
import { type ComboEntry, checkFormat, type RuleEntry, type Ruleset } from './ruleset.ts';
import { type Hit, SignalFinder } from './signal-finder.ts';

/**
 * Matcher (匹配器): text in, findings out.
 *
 * A scan goes through sieves, each cheaper than what it saves:
 *  1. the gate: where could a rule fire at all? Nearly all text ends here, unfolded;
 *  2. round each opening: fold, find the words of all signals, and the phrases round them where the words are enough for
 *     a combo; what is left is a *suspect* stretch;
 *  3. fold the whole text, verify the signals of all rules in question → hits;
 *  4. which blocks are notices, news, quotations? → which hits an exemption covers, rule by rule;
 *  5. combos within their distance → findings, exempt ones lowered to notice.
 */

/** A text full of one lure is one finding often enough; bounds work and reports on hostile pages. */
export const MAX_FINDINGS_PER_RULE = 40;
/** Folded characters kept round an opening, so that a word cut in two at its edge is known for one. */
const MARGIN = 4;

/** A stretch of a text, UTF-16 offsets, `end` exclusive. */
export interface Stretch {
  start: number;
  end: number;
}

const NO_FINDINGS: Finding[] = [];

export class Matcher {
  readonly #ruleset: Ruleset;
  readonly #normalizer: Normalizer;
  readonly #gate: Gate;
  readonly #raw: RawText;
  /** Made when the gate first opens. */
  #inside: { finder: SignalFinder; counter: ComboCounter } | null = null;
  /** Exemption markers and what voids exemptions. */
  readonly #alwaysNeeded: number[];

  /** A matcher with everything it needs, made step by step for a page that must not be held up meanwhile. */
  static *inSteps(ruleset: Ruleset): Generator<void, Matcher> {
    const matcher = new Matcher(ruleset);
    yield;
    matcher.#builtInside();
    return matcher;
  }

  constructor(ruleset: Ruleset) {
    checkFormat(ruleset);
    this.#ruleset = ruleset;
    this.#normalizer = new Normalizer(ruleset.fold);
    this.#gate = new Gate(ruleset.gate, ruleset.signals.length, this.#normalizer);
    this.#raw = new RawText(this.#normalizer);
    this.#alwaysNeeded = ruleset.exemptions.map((exemption) => exemption.signal).concat(ruleset.voidedBy);
    for (const signal of [...this.#alwaysNeeded]) {
      const { except } = ruleset.signals[signal]!;
      if (except !== undefined) this.#alwaysNeeded.push(except);
    }
  }

  /** Ruleset version, for reports. */
  get version(): string {
    return this.#ruleset.version;
  }

  /** Bytes in typed arrays, for the memory budget. */
  get bytes(): number {
    return this.#normalizer.bytes + this.#gate.bytes + (this.#inside?.finder.bytes ?? 0);
  }

  /** What the gate has done so far, for budgets that are not timed. */
  get work(): Gate['work'] {
    return this.#gate.work;
  }

  /** Whether `scan` could find anything: never false when it would. The cheapest question, for large texts. */
  mayHit(text: string): boolean {
    return this.#gate.find(text).length > 0;
  }

  /**
   * Stretches of `text` in which a rule fires, whatever their context says: every finding of `scan` lies in one, exempt or
   * not. In order, none touching the next. Costs little more than the gate, so a page can be asked by the screenful.
   */
  suspects(text: string): Stretch[] {
    const found: Stretch[] = [];
    const openings = this.#gate.find(text);
    if (openings.length === 0) return found;
    this.#raw.text = text;
    for (const opening of openings) {
      const { start, end } = this.#around(opening, text.length);
      for (const place of this.#suspectPlaces(text.slice(start, end), opening.combos)) {
        const from = start + this.#normalizer.sourceStart(place.start);
        const to = start + this.#normalizer.sourceEnd(place.end - 1);
        found.push({ start: from, end: to });
      }
    }
    return joined(found);
  }

  /**
   * All findings in `text`, in the order of their first evidence. Offsets are UTF-16 units of `text`.
   * Two or more line breaks in one white-space run separate blocks. Never throws for any string.
   */
  scan(text: string): Finding[] {
    if (this.suspects(text).length === 0) return NO_FINDINGS;
    const { finder, counter } = this.#builtInside();
    this.#fold(text);
    const words = finder.findWords();
    const open = this.#near(counter.complete(finder.words.signal, words), words);
    if (open.length === 0) return NO_FINDINGS;
    const rules = new Set(open.sort((a, b) => a - b).map((id) => counter.combos[id]!.rule));
    const hits = finder.allHits(this.#neededBy(rules));
    const blocks = blockStarts(this.#normalizer);
    markExempt(hits, blocks, this.#ruleset, this.#normalizer, text);
    const findings: Finding[] = [];
    for (const rule of rules) this.#fire(rule, hits, blocks, text, findings);
    findings.sort((a, b) => a.evidence[0]!.start - b.evidence[0]!.start || a.rule.localeCompare(b.rule));
    return findings;
  }

  /** For rule authors: the folded text, every verified signal hit and its exemptions, and what each rule lacks. */
  explain(text: string): Explanation {
    const { finder, counter } = this.#builtInside();
    this.#fold(text);
    finder.findWords();
    const { signals, exemptions } = this.#ruleset;
    const hits = finder.allHits(new Set(signals.keys()));
    markExempt(hits, blockStarts(this.#normalizer), this.#ruleset, this.#normalizer, text);
    return {
      folded: this.#normalizer.slice(0, this.#normalizer.length),
      hits: hits.flat().map((hit) => ({
        stage: signals[hit.signal]!.stage,
        strength: signals[hit.signal]!.strength,
        ...this.#evidence(hit, text),
        exemptions: exemptions.filter((_, i) => hit.exempt & (1 << i)).map((exemption) => exemption.id),
      })),
      near: counter.combos
        .map(({ rule, combo }) => ({
          rule: rule.id,
          level: combo.level,
          within: combo.within,
          need: combo.need,
          filled: combo.slots.filter((slot) => slot.some((signal) => hits[signal]!.length > 0)).length,
          missing: combo.slots
            .filter((slot) => slot.every((signal) => hits[signal]!.length === 0))
            .map((slot) => slot.map((signal) => signals[signal]!.name).join('|')),
        }))
        .filter((entry) => entry.filled > 0),
    };
  }

  // ── 2 and 3 ──────────────────────────────────────────────────────────────────────────────────────────────────────

  #builtInside(): { finder: SignalFinder; counter: ComboCounter } {
    this.#inside ??= {
      finder: new SignalFinder(this.#ruleset, this.#normalizer),
      counter: new ComboCounter(this.#ruleset),
    };
    return this.#inside;
  }

  #fold(text: string): void {
    this.#normalizer.fill(text);
    this.#normalizer.rewriteVariants();
  }

  /** The part of the text that an opening may reach into, source offsets. */
  #around({ first, before, last, after }: Opening, length: number): Stretch {
    const raw = this.#raw;
    let start = first;
    for (let i = before + MARGIN; i > 0 && start > 0; i--) {
      raw.before(start);
      start = Math.max(0, raw.at);
    }
    let end = last;
    for (let i = after + MARGIN; i > 0 && end < length - 1; i--) {
      raw.after(end);
      end = raw.at;
    }
    // Not between the halves of a picture.
    return { start, end: Math.min(length, end + 2) };
  }

  /** Folded places in a part of a text where a combo has all its phrases; leaves that part in the normaliser. */
  #suspectPlaces(part: string, combos: number[] | null): Place[] {
    const { finder, counter } = this.#builtInside();
    this.#normalizer.fill(part);
    // A variant spelling opens the gate for every combo; without one there is nothing to rewrite.
    if (combos === null) this.#normalizer.rewriteVariants();
    const words = finder.findWords();
    const open = this.#near(combos ?? counter.complete(finder.words.signal, words), words);
    if (open.length === 0) return [];
    const places = this.#places(open, words, true);
    return open.flatMap((id) => stretches(counter.combos[id]!.combo, places));
  }

  /** Those of the combos whose words lie near enough to each other. */
  #near(combos: number[], words: number): number[] {
    if (combos.length === 0) return combos;
    const { counter } = this.#builtInside();
    const places = this.#places(combos, words, false);
    return combos.filter((id) => stretches(counter.combos[id]!.combo, places).length > 0);
  }

  /** Where the signals of these combos stand. A word lies inside its phrase, so two words are never further apart. */
  #places(combos: number[], words: number, verified: boolean): Map<number, Place[]> {
    const { finder, counter } = this.#builtInside();
    const places = new Map<number, Place[]>();
    for (const id of combos) {
      for (const slot of counter.combos[id]!.combo.slots) for (const signal of slot) places.set(signal, []);
    }
    const { signal, start } = finder.words;
    for (let i = 0; i < words; i++) {
      const list = places.get(signal[i]!);
      if (list === undefined) continue;
      const place = verified ? finder.verify(i) : { start: start[i]!, end: start[i]! + 1 };
      if (place !== null) list.push(place);
    }
    return places;
  }

  /** Signals that have to be verified to judge these rules. */
  #neededBy(rules: Set<RuleEntry>): Set<number> {
    const needed = new Set(this.#alwaysNeeded);
    const { signals } = this.#ruleset;
    for (const { combos } of rules) {
      for (const signal of combos.flatMap((combo) => combo.slots.flat())) {
        needed.add(signal);
        const { except } = signals[signal]!;
        if (except !== undefined) needed.add(except);
      }
    }
    return needed;
  }

  // ── 5 ────────────────────────────────────────────────────────────────────────────────────────────────────────────

  #fire(rule: RuleEntry, hits: Hit[][], blocks: number[], text: string, findings: Finding[]): void {
    let mask = 0;
    for (const index of rule.unless) mask |= 1 << index;
    const taken: { start: number; end: number }[] = [];
    const free = (hit: Hit) => (hit.exempt & mask) === 0;
    const any = () => true;
    // Twice: first with the hits no exemption covers, at their full level; then with all, at notice.
    for (const usable of [free, any]) {
      const byLevel = [...rule.combos].sort((a, b) => LEVELS.indexOf(b.level) - LEVELS.indexOf(a.level));
      for (const [combo, across] of byLevel.flatMap((each) => [[each, false] as const, [each, true] as const])) {
        for (const window of windows(combo, hits, blocks, usable, across)) {
          const start = Math.min(...window.map((hit) => hit.start));
          const end = Math.max(...window.map((hit) => hit.end));
          if (taken.some((span) => span.start < end && start < span.end)) continue;
          if (taken.length === MAX_FINDINGS_PER_RULE) return;
          taken.push({ start, end });
          const exempt = usable === any ? window.find((hit) => !free(hit)) : undefined;
          findings.push(this.#finding(rule, combo, window, text, exempt, mask));
        }
      }
      if (mask === 0) return;
    }
  }

  #finding(
    rule: RuleEntry,
    combo: ComboEntry,
    window: Hit[],
    text: string,
    exempt: Hit | undefined,
    mask: number,
  ): Finding {
    const { signals, exemptions } = this.#ruleset;
    const stages = new Set(window.map((hit) => signals[hit.signal]!.stage));
    const finding: Finding = {
      rule: rule.id,
      category: rule.category,
      level: exempt ? 'notice' : combo.level,
      stages: STAGES.filter((stage) => stages.has(stage)),
      evidence: window.map((hit) => this.#evidence(hit, text)).sort((a, b) => a.start - b.start),
    };
    if (exempt) {
      const index = exemptions.findIndex((_, i) => exempt.exempt & mask & (1 << i));
      finding.exemption = exemptions[index]!.id;
    }
    return finding;
  }

  #evidence(hit: Hit, text: string): Evidence {
    const start = this.#normalizer.sourceStart(hit.start);
    const end = this.#normalizer.sourceEnd(hit.end - 1);
    return { signal: this.#ruleset.signals[hit.signal]!.name, quote: text.slice(start, end), start, end };
  }
}

export interface Explanation {
  folded: string;
  hits: (Evidence & { stage: string; strength: string; exemptions: string[] })[];
  near: { rule: string; level: string; within: number; need: number; filled: number; missing: string[] }[];
}

/** Sorted stretches with those that touch made one. */
function joined(stretches: Stretch[]): Stretch[] {
  const whole: Stretch[] = [];
  for (const { start, end } of stretches.sort((a, b) => a.start - b.start)) {
    const before = whole.at(-1);
    if (before !== undefined && start <= before.end) before.end = Math.max(before.end, end);
    else whole.push({ start, end });
  }
  return whole;
}
