import { Gate } from './gate.ts';
import { Lexicon, mayTake, type Step } from './lexicon.ts';
import { BLOCK, type Normalizer, QUOTE, SENTENCE_END } from './normalizer.ts';
import { MAX_GAP_CHARS } from './phrase.ts';
import { recognizedEnds, recognizedStarts } from './recognizer.ts';
import { type Evidence, type Finding, LEVELS, STAGES } from './rule.ts';
import { type ComboEntry, checkFormat, frontDecoded, type RuleEntry, type Ruleset } from './ruleset.ts';

/**
 * Matcher (匹配器): text in, findings out.
 *
 * A scan goes through sieves, each cheaper than what it saves:
 *  1. the gate: fold the text and look for the words no rule can do without — all that most text ever pays;
 *  2. verify the phrases round those words (choices, gaps, recognisers): most are not what they seemed;
 *  3. look for all other literals; which combos could be complete with the signals they may belong to?
 *  4. verify the signals of those combos → hits;
 *  5. which blocks are notices, news, quotations? → which hits an exemption covers, rule by rule;
 *  6. combos within their distance → findings, exempt ones lowered to notice.
 */

/** What a block boundary adds to the distance between two hits, in folded characters. */
export const BLOCK_COST = 20;
/** How far before a phrase (or its opening quote) a marker of scope `phrase` may end, in folded characters. */
export const PHRASE_MARKER_REACH = 12;
/** Blocks on either side that scope `near` looks at. */
export const NEAR_BLOCKS = 2;
/** A text full of one lure is one finding often enough; bounds work and reports on hostile pages. */
export const MAX_FINDINGS_PER_RULE = 40;
/** A quotation longer than this many folded characters is taken for unbalanced quotes. */
const MAX_QUOTATION = 120;
/** No sentence is followed further back than this many folded characters. */
const MAX_SENTENCE = 2000;

/** A verified hit of a signal, folded offsets. */
interface Hit {
  signal: number;
  start: number;
  end: number;
  /** Exemptions that cover it, one bit each. */
  exempt: number;
}

const NO_FINDINGS: Finding[] = [];

export class Matcher {
  readonly #ruleset: Ruleset;
  readonly #normalizer: Normalizer;
  readonly #gate: Gate;
  /** Built when the gate first opens. */
  #lexicon: Lexicon | null = null;
  readonly #combos: { rule: RuleEntry; combo: ComboEntry }[] = [];
  /** For each signal, the (combo, slot) pairs it can fill, flattened. */
  readonly #places: number[][];
  /** For each combo, slots that a signal which is not at the gate can fill. */
  readonly #beyondGate: number[] = [];

  /** Exemption markers and what voids exemptions. */
  readonly #alwaysNeeded: number[];

  // Generation stamps: what was already counted in this scan, without clearing arrays between scans.
  #generation = 0;
  readonly #signalSeen: Int32Array;
  readonly #slotSeen: Int32Array;
  readonly #comboSeen: Int32Array;
  readonly #comboCount: Uint8Array;

  /** A matcher with its lexicon, made step by step for a page that must not be held up meanwhile. */
  static *inSteps(ruleset: Ruleset): Generator<void, Matcher> {
    const matcher = new Matcher(ruleset);
    yield;
    matcher.#lexicon = yield* matcher.#lexiconInSteps();
    return matcher;
  }

  constructor(ruleset: Ruleset) {
    checkFormat(ruleset);
    this.#ruleset = ruleset;
    this.#gate = new Gate(ruleset.gate);
    this.#normalizer = this.#gate.normalizer;

    this.#places = ruleset.signals.map(() => []);
    let slots = 0;
    for (const rule of ruleset.rules) {
      for (const combo of rule.combos) {
        const id = this.#combos.length;
        this.#combos.push({ rule, combo });
        this.#beyondGate.push(combo.slots.filter((slot) => slot.some((s) => !ruleset.signals[s]!.gate)).length);
        combo.slots.forEach((signals, slot) => {
          for (const signal of signals) this.#places[signal]!.push(id, slots + slot);
        });
        slots += combo.slots.length;
      }
    }
    this.#alwaysNeeded = ruleset.exemptions.map((exemption) => exemption.signal).concat(ruleset.voidedBy);
    for (const signal of [...this.#alwaysNeeded]) {
      const { except } = ruleset.signals[signal]!;
      if (except !== undefined) this.#alwaysNeeded.push(except);
    }
    this.#signalSeen = new Int32Array(ruleset.signals.length);
    this.#slotSeen = new Int32Array(slots);
    this.#comboSeen = new Int32Array(this.#combos.length);
    this.#comboCount = new Uint8Array(this.#combos.length);
  }

  /** Ruleset version, for reports. */
  get version(): string {
    return this.#ruleset.version;
  }

  /** Bytes in typed arrays, for the memory budget. */
  get bytes(): number {
    return this.#gate.bytes + (this.#lexicon?.bytes ?? 0);
  }

  /**
   * Whether `scan` could find anything: never false when it would (a superset test). Costs what step 1 and 2 cost,
   * so it can be asked of a large text before walking its parts.
   */
  mayHit(text: string): boolean {
    const gateHits = this.#gateHits(text);
    return gateHits !== null && this.#openCombos(gateHits, true) > 0;
  }

  /**
   * All findings in `text`, in the order of their first evidence. Offsets are UTF-16 units of `text`.
   * Two or more line breaks in one white-space run separate blocks. Never throws for any string.
   */
  scan(text: string): Finding[] {
    const gateHits = this.#gateHits(text);
    if (gateHits === null || this.#openCombos(gateHits, false) === 0) return NO_FINDINGS;
    const rules = this.#openRules(gateHits);
    if (rules.size === 0) return NO_FINDINGS;
    this.#findAll();
    const hits = this.#allHits(gateHits, this.#neededBy(rules));
    const blocks = this.#blockStarts();
    this.#markExempt(hits, blocks);
    const findings: Finding[] = [];
    for (const rule of rules) this.#fire(rule, hits, blocks, text, findings);
    findings.sort((a, b) => a.evidence[0]!.start - b.evidence[0]!.start || a.rule.localeCompare(b.rule));
    return findings;
  }

  /** For rule authors: the folded text, every verified signal hit and its exemptions, and what each rule lacks. */
  explain(text: string): Explanation {
    const gateHits = this.#gateHits(text) ?? new Map<number, Hit[]>();
    // A text that the gate keeps out is explained too.
    this.#builtLexicon();
    this.#openCombos(gateHits, false);
    this.#findAll();
    const hits = this.#allHits(gateHits, new Set(this.#ruleset.signals.keys()));
    const blocks = this.#blockStarts();
    this.#markExempt(hits, blocks);
    const { signals, exemptions } = this.#ruleset;
    return {
      folded: this.#normalizer.slice(0, this.#normalizer.length),
      hits: hits.flat().map((hit) => ({
        stage: signals[hit.signal]!.stage,
        strength: signals[hit.signal]!.strength,
        ...this.#evidence(hit, text),
        exemptions: exemptions.filter((_, i) => hit.exempt & (1 << i)).map((exemption) => exemption.id),
      })),
      near: this.#combos
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

  // ── 1 to 3 ───────────────────────────────────────────────────────────────────────────────────────────────────────

  /** The lexicon, built at once when the first text needs it and `inSteps` has not done so. */
  #builtLexicon(): Lexicon {
    if (this.#lexicon === null) {
      const steps = this.#lexiconInSteps();
      let step = steps.next();
      while (!step.done) step = steps.next();
      this.#lexicon = step.value;
    }
    return this.#lexicon;
  }

  #lexiconInSteps(): Generator<void, Lexicon> {
    const { signals, patterns, keyOffsets, gate } = this.#ruleset;
    return Lexicon.inSteps(
      patterns,
      keyOffsets,
      frontDecoded(gate.literals),
      (signal) => signals[signal]!.gate === true,
    );
  }

  /** Verified hits of the gate's signals; null when there is none. */
  #gateHits(text: string): Map<number, Hit[]> | null {
    if (!this.#gate.opens(text)) return null;
    const { hitLiteral, hitStart, hits } = this.#gate.automaton;
    const { gateEntryStart, gateEntries } = this.#builtLexicon();
    let bySignal: Map<number, Hit[]> | null = null;
    for (let i = 0; i < hits; i++) {
      const literal = hitLiteral[i]!;
      const last = gateEntryStart[literal + 1]!;
      for (let k = gateEntryStart[literal]!; k < last; k++) {
        const hit = this.#verify(gateEntries[k]!, hitStart[i]!, this.#gate.automaton.lengthOf(literal));
        if (hit === null) continue;
        bySignal ??= new Map();
        const list = bySignal.get(hit.signal);
        if (list) list.push(hit);
        else bySignal.set(hit.signal, [hit]);
      }
    }
    return bySignal;
  }

  /** Counts combos whose slots are all there: gate signals verified, others by a literal; stops at the first when `any`. */
  #openCombos(gateHits: Map<number, Hit[]>, any: boolean): number {
    const generation = ++this.#generation;
    let open = 0;
    for (const signal of gateHits.keys()) open += this.#fillSlots(signal, generation);
    if (any && open > 0) return open;
    const lexicon = this.#lexicon!;
    lexicon.automaton.hits = 0;
    this.#findNear(gateHits);
    const { hitLiteral, hits } = lexicon.automaton;
    for (let i = 0; i < hits; i++) {
      const signal = lexicon.signalOf(hitLiteral[i]!);
      if (this.#signalSeen[signal] === generation) continue;
      this.#signalSeen[signal] = generation;
      open += this.#fillSlots(signal, generation);
      if (any && open > 0) return open;
    }
    return open;
  }

  /** Looks for all other literals in the whole text. */
  #findAll(): void {
    const lexicon = this.#lexicon;
    lexicon?.automaton.scan(this.#normalizer.codes, this.#normalizer.length);
  }

  /**
   * Looks for all other literals near the gate's hits, as far as the combos reach that could still become complete: slots
   * whose signals are all at the gate are known by now.
   */
  #findNear(gateHits: Map<number, Hit[]>): void {
    const ranges: { start: number; end: number }[] = [];
    for (const [signal, hits] of gateHits) {
      const places = this.#places[signal]!;
      let reach = 0;
      for (let k = 0; k < places.length; k += 2) {
        const combo = places[k]!;
        const { need, within } = this.#combos[combo]!.combo;
        if (within > reach && this.#comboCount[combo]! + this.#beyondGate[combo]! >= need) reach = within;
      }
      if (reach === 0) continue;
      for (const { start, end } of hits) ranges.push({ start: end - reach, end: start + reach });
    }
    if (ranges.length > 1) ranges.sort((a, b) => a.start - b.start);
    const { automaton } = this.#lexicon!;
    const { codes, length } = this.#normalizer;
    let done = 0;
    for (const { start, end } of ranges) {
      // One slice back, so that a key across the seam of two ranges is not lost.
      const from = Math.max(start, done - 1, 0);
      const to = Math.min(end, length);
      if (to <= done) continue;
      automaton.scanRange(codes, length, from, to);
      done = to;
    }
  }

  /** Notes that a signal may be there; answers how many combos that completes. */
  #fillSlots(signal: number, generation: number): number {
    let completed = 0;
    const places = this.#places[signal]!;
    for (let k = 0; k < places.length; k += 2) {
      const combo = places[k]!;
      const slot = places[k + 1]!;
      if (this.#slotSeen[slot] === generation) continue;
      this.#slotSeen[slot] = generation;
      if (this.#comboSeen[combo] !== generation) {
        this.#comboSeen[combo] = generation;
        this.#comboCount[combo] = 0;
      }
      if (++this.#comboCount[combo]! === this.#combos[combo]!.combo.need) completed++;
    }
    return completed;
  }

  /** Rules with a combo whose slots are all there and near enough to each other, judged by where their words stand. */
  #openRules(gateHits: Map<number, Hit[]>): Set<RuleEntry> {
    let open: number[] = [];
    for (const signal of gateHits.keys()) {
      const places = this.#places[signal]!;
      for (let k = 0; k < places.length; k += 2) {
        const id = places[k]!;
        if (this.#comboCount[id]! >= this.#combos[id]!.combo.need && !open.includes(id)) open.push(id);
      }
    }
    // First by the words alone, then by the phrases round those that are left.
    for (const verified of [false, true]) {
      const positions = this.#positions(open, gateHits, verified);
      open = open.filter((id) => fitsWindow(this.#combos[id]!.combo, positions));
      if (open.length === 0) break;
    }
    return new Set(open.sort((a, b) => a - b).map((id) => this.#combos[id]!.rule));
  }

  /** Where the signals of these combos stand: the gate's hits, and the words found near them. */
  #positions(combos: number[], gateHits: Map<number, Hit[]>, verified: boolean): Map<number, number[]> {
    const positions = new Map<number, number[]>();
    for (const id of combos) {
      for (const slot of this.#combos[id]!.combo.slots) {
        for (const signal of slot) {
          if (!positions.has(signal)) positions.set(signal, gateHits.get(signal)?.map((hit) => hit.start) ?? []);
        }
      }
    }
    const lexicon = this.#lexicon!;
    const { hitLiteral, hitStart, hits } = lexicon.automaton;
    for (let i = 0; i < hits; i++) {
      const entry = hitLiteral[i]!;
      const list = positions.get(lexicon.signalOf(entry));
      if (list === undefined) continue;
      if (!verified) list.push(hitStart[i]!);
      else {
        const hit = this.#verify(entry, hitStart[i]!, lexicon.automaton.lengthOf(entry));
        if (hit !== null) list.push(hit.start);
      }
    }
    return positions;
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

  // ── 4 ────────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Verified hits by signal, each list in order and without overlaps of the same signal, `except` applied. */
  #allHits(gateHits: Map<number, Hit[]>, needed: Set<number>): Hit[][] {
    const bySignal: Hit[][] = new Array(this.#ruleset.signals.length).fill(NO_HITS);
    for (const [signal, list] of gateHits) if (needed.has(signal)) bySignal[signal] = list;
    const { automaton } = this.#lexicon!;
    const { hitLiteral, hitStart, hits } = automaton;
    for (let i = 0; i < hits; i++) {
      const entry = hitLiteral[i]!;
      const signal = this.#lexicon!.signalOf(entry);
      if (!needed.has(signal)) continue;
      const hit = this.#verify(entry, hitStart[i]!, automaton.lengthOf(entry));
      if (hit === null) continue;
      if (bySignal[signal] === NO_HITS) bySignal[signal] = [hit];
      else bySignal[signal]!.push(hit);
    }
    this.#ruleset.signals.forEach((entry, signal) => {
      const list = bySignal[signal]!;
      if (list === NO_HITS) return;
      // Longest first among those that begin together, so that the fullest quote is kept.
      list.sort((a, b) => a.start - b.start || b.end - a.end);
      const excepted = entry.except === undefined ? NO_HITS : bySignal[entry.except]!;
      let reach = -1;
      const isExcepted = overlapping(excepted);
      bySignal[signal] = list.filter((hit) => {
        if (hit.end <= reach || this.#cutsWord(hit)) return false;
        if (isExcepted(hit)) return false;
        reach = hit.end;
        return true;
      });
    });
    return bySignal;
  }

  #verify(entry: number, at: number, length: number): Hit | null {
    const signal = this.#lexicon!.signalOf(entry);
    const pattern = this.#lexicon!.patternOf(entry);
    if (pattern === null) return { signal, start: at, end: at + length, exempt: 0 };
    const mode = this.#lexicon!.modeOf(entry);
    const left = at + (mode === 1 ? 1 : 0);
    const right = at + length - (mode === 2 ? 1 : 0);
    const { codes, length: size } = this.#normalizer;
    // Both neighbours first: one look at a character each refuses most.
    if (pattern.left !== null && left > 0 && !mayTake(pattern.left, codes[left - 1]!)) return null;
    if (pattern.right !== null && right < size && !mayTake(pattern.right, codes[right]!)) return null;
    const end = this.#matchRight(pattern.right, right);
    if (end === -1) return null;
    const start = this.#matchLeft(pattern.left, left);
    return start === -1 ? null : { signal, start, end, exempt: 0 };
  }

  /** A hit that begins or ends inside a Latin word or a number is none: vx in vxworks, 加v in 加vip, 打1 in 打110. */
  #cutsWord({ start, end }: Hit): boolean {
    const { codes, length } = this.#normalizer;
    return (
      (start > 0 && isOneWord(codes[start - 1]!, codes[start]!)) ||
      (end < length && isOneWord(codes[end - 1]!, codes[end]!))
    );
  }

  /** Where the steps end when they begin at `at`, or -1. */
  #matchRight(step: Step | null, at: number): number {
    if (step === null) return at;
    const { codes, length } = this.#normalizer;
    if (at < length && !mayTake(step, codes[at]!)) return -1;
    switch (step.kind) {
      case 'literal':
        return standsAt(step.units, codes, length, at) ? this.#matchRight(step.next, at + step.units.length) : -1;
      case 'choice':
        for (const option of at < length ? (step.byFirst.get(codes[at]!) ?? step.otherwise) : step.options) {
          const end = this.#matchRight(option, at);
          if (end !== -1) return end;
        }
        return -1;
      case 'gap':
        for (let to = at; to - at <= MAX_GAP_CHARS; to++) {
          if (step.next === null || to >= length || mayTake(step.next, codes[to]!)) {
            const end = this.#matchRight(step.next, to);
            if (end !== -1) return end;
          }
          if (to >= length || codes[to] === SENTENCE_END || codes[to] === BLOCK) return -1;
        }
        return -1;
      case 'recognizer':
        for (const to of recognizedEnds(step.name, codes, length, at)) {
          const end = this.#matchRight(step.next, to);
          if (end !== -1) return end;
        }
        return -1;
    }
  }

  /** Where the steps, taken from right to left, begin when they end at `at`, or -1. */
  #matchLeft(step: Step | null, at: number): number {
    if (step === null) return at;
    const { codes, length } = this.#normalizer;
    if (at > 0 && !mayTake(step, codes[at - 1]!)) return -1;
    switch (step.kind) {
      case 'literal': {
        const from = at - step.units.length;
        return from >= 0 && standsAt(step.units, codes, length, from) ? this.#matchLeft(step.next, from) : -1;
      }
      case 'choice':
        for (const option of at > 0 ? (step.byFirst.get(codes[at - 1]!) ?? step.otherwise) : step.options) {
          const start = this.#matchLeft(option, at);
          if (start !== -1) return start;
        }
        return -1;
      case 'gap':
        for (let from = at; at - from <= MAX_GAP_CHARS; from--) {
          if (step.next === null || from === 0 || mayTake(step.next, codes[from - 1]!)) {
            const start = this.#matchLeft(step.next, from);
            if (start !== -1) return start;
          }
          if (from === 0 || codes[from - 1] === SENTENCE_END || codes[from - 1] === BLOCK) return -1;
        }
        return -1;
      case 'recognizer':
        for (const from of recognizedStarts(step.name, codes, length, at)) {
          const start = this.#matchLeft(step.next, from);
          if (start !== -1) return start;
        }
        return -1;
    }
  }

  // ── 5 ────────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Folded offsets where blocks begin. */
  #blockStarts(): number[] {
    const { codes, length } = this.#normalizer;
    const starts = [0];
    for (let at = 0; at < length; at++) if (codes[at] === BLOCK) starts.push(at + 1);
    return starts;
  }

  #markExempt(hits: Hit[][], blocks: number[]): void {
    const { exemptions, voidedBy } = this.#ruleset;
    if (exemptions.every((exemption) => hits[exemption.signal]!.length === 0)) return;
    const voided = new Set<number>();
    for (const signal of voidedBy) for (const hit of hits[signal]!) voided.add(blockAt(blocks, hit.start));

    const markerSignals = new Set(exemptions.map((exemption) => exemption.signal));
    exemptions.forEach((exemption, index) => {
      const markers = hits[exemption.signal]!;
      if (markers.length === 0) return;
      const bit = 1 << index;
      const inBlock = exemption.scope === 'phrase' ? null : this.#exemptBlocks(markers, exemption, blocks);
      hits.forEach((list, signal) => {
        if (markerSignals.has(signal)) return;
        for (const hit of list) {
          const block = blockAt(blocks, hit.start);
          if (!exemption.evenWithContact && voided.has(block)) continue;
          if (inBlock === null ? this.#hasMarkerBefore(hit, markers) : inBlock.has(block)) hit.exempt |= bit;
        }
      });
    });
  }

  #exemptBlocks(markers: Hit[], exemption: { scope: string; least: number }, blocks: number[]): Set<number> {
    const distinct = new Map<number, Set<string>>();
    for (const marker of markers) {
      const block = blockAt(blocks, marker.start);
      const set = distinct.get(block) ?? new Set();
      set.add(this.#normalizer.slice(marker.start, marker.end));
      distinct.set(block, set);
    }
    const reach = exemption.scope === 'near' ? NEAR_BLOCKS : 0;
    const exempt = new Set<number>();
    for (const centre of distinct.keys()) {
      for (let block = Math.max(0, centre - reach); block <= Math.min(blocks.length - 1, centre + reach); block++) {
        if (exempt.has(block)) continue;
        const seen = new Set<string>();
        for (let other = block - reach; other <= block + reach; other++) {
          for (const marker of distinct.get(other) ?? []) seen.add(marker);
        }
        if (seen.size >= exemption.least) exempt.add(block);
      }
    }
    return exempt;
  }

  /** Scope `phrase`: a marker shortly before the hit in its sentence, or before the quotation that holds it. */
  #hasMarkerBefore(hit: Hit, markers: Hit[]): boolean {
    // Markers are in order and none lies within another: only those shortly before the hit can count.
    const nearest = hit.start - MAX_QUOTATION - PHRASE_MARKER_REACH;
    let low = 0;
    let high = markers.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (markers[middle]!.end < nearest) low = middle + 1;
      else high = middle;
    }
    if (low === markers.length || markers[low]!.start >= hit.start) return false;
    const { codes, length } = this.#normalizer;
    const furthest = Math.max(0, hit.start - MAX_SENTENCE);
    let sentence = hit.start;
    let quotes = 0;
    let opening = -1;
    while (sentence > furthest) {
      const code = codes[sentence - 1]!;
      if (code === BLOCK || (code === SENTENCE_END && quotes % 2 === 0)) break;
      sentence--;
      if (code === QUOTE) {
        quotes++;
        if (quotes === 1 && hit.start - sentence <= MAX_QUOTATION) opening = sentence;
      }
    }
    // An odd number of quotes before it, and one more after it: the hit is quoted.
    const quoted = quotes % 2 === 1 && opening !== -1 && closesAfter(codes, length, hit.end);
    const from = quoted ? opening : hit.start;
    for (let i = low; i < markers.length && markers[i]!.start < hit.start; i++) {
      const marker = markers[i]!;
      if (marker.start < sentence) continue;
      if (marker.end <= from && from - marker.end <= PHRASE_MARKER_REACH) return true;
      // A marker that is part of the phrase's own beginning: 不会要求…
      if (marker.end > hit.start) return true;
    }
    return false;
  }

  // ── 6 ────────────────────────────────────────────────────────────────────────────────────────────────────────────

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
        for (const window of this.#windows(combo, hits, blocks, usable, across)) {
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

  /**
   * Places where enough slots of the combo have hits close together, from left to right. Inside one block first; `across`
   * blocks only what no block has alone, so that a lure does not borrow words from the honest post beside it.
   */
  *#windows(
    combo: ComboEntry,
    hits: Hit[][],
    blocks: number[],
    usable: (hit: Hit) => boolean,
    across: boolean,
  ): Generator<Hit[]> {
    const entries: { hit: Hit; slot: number; block: number; at: number; until: number }[] = [];
    combo.slots.forEach((signals, slot) => {
      for (const signal of signals) {
        for (const hit of hits[signal]!) {
          if (!usable(hit)) continue;
          const block = blockAt(blocks, hit.start);
          const cost = block * BLOCK_COST;
          entries.push({ hit, slot, block, at: hit.start + cost, until: hit.end + cost });
        }
      }
    });
    if (entries.length < combo.need) return;
    entries.sort((a, b) => a.at - b.at || b.until - a.until);
    for (let first = 0; first < entries.length; first++) {
      const opening = entries[first]!;
      const window = [opening.hit];
      const slots = new Set([opening.slot]);
      let last = first;
      for (let i = first + 1; i < entries.length && slots.size < combo.slots.length; i++) {
        const entry = entries[i]!;
        if (entry.until - opening.at > combo.within) {
          if (entry.at - opening.at > combo.within) break;
          continue;
        }
        if (!across && entry.block !== opening.block) break;
        if (slots.has(entry.slot)) continue;
        // Two signals are independent only when they rest on different words.
        if (window.some((hit) => hit.start < entry.hit.end && entry.hit.start < hit.end)) continue;
        slots.add(entry.slot);
        window.push(entry.hit);
        last = i;
      }
      if (slots.size < combo.need) continue;
      yield window;
      first = last;
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

const NO_HITS: Hit[] = [];

/** Answers whether any of `others` overlaps a hit, in logarithmic time: a page of nothing but hits must stay linear. */
function overlapping(others: readonly Hit[]): (hit: Hit) => boolean {
  if (others.length === 0) return () => false;
  const starts = others.map((other) => other.start).sort((a, b) => a - b);
  const ends = others.map((other) => other.end).sort((a, b) => a - b);
  // Those that begin before the hit's end, less those that end before it begins, overlap it.
  return (hit) => countBelow(starts, hit.end) > countBelow(ends, hit.start + 1);
}

/** How many of the sorted numbers are below `limit`. */
function countBelow(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Whether enough slots have a word within the combo's distance. A word lies inside its phrase, so two words are never
 * further apart than the phrases' outer ends: a superset test.
 */
function fitsWindow(combo: ComboEntry, positions: ReadonlyMap<number, readonly number[]>): boolean {
  if (combo.need < 2) return true;
  const entries: { at: number; slot: number }[] = [];
  combo.slots.forEach((signals, slot) => {
    for (const signal of signals) for (const at of positions.get(signal)!) entries.push({ at, slot });
  });
  entries.sort((a, b) => a.at - b.at);
  const last = combo.slots.map(() => Number.NEGATIVE_INFINITY);
  for (const { at, slot } of entries) {
    last[slot] = at;
    let near = 0;
    for (const other of last) if (at - other <= combo.within) near++;
    if (near >= combo.need) return true;
  }
  return false;
}

function isOneWord(before: number, after: number): boolean {
  return (isAsciiLetter(before) && isAsciiLetter(after)) || (isDigit(before) && isDigit(after));
}

function isAsciiLetter(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function standsAt(units: Uint16Array, codes: Uint16Array, length: number, at: number): boolean {
  if (at + units.length > length) return false;
  for (let i = 0; i < units.length; i++) if (codes[at + i] !== units[i]) return false;
  return true;
}

function closesAfter(codes: Uint16Array, length: number, at: number): boolean {
  for (let i = at; i < length && i - at <= MAX_QUOTATION; i++) {
    if (codes[i] === QUOTE) return true;
    if (codes[i] === BLOCK) return false;
  }
  return false;
}

function blockAt(blocks: number[], offset: number): number {
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (blocks[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
