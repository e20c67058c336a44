import { alarmGroups } from './alarm-group.ts';
import { type Obstacle, obstacleOf, stretches, windows } from './combo.ts';
import { blockAt, blockStarts, blocksOf, markExempt, NEAR_BLOCKS, type Outspoken, unquoted } from './exemption.ts';
import { type Fired, WORDING } from './fired.ts';
import { Gate } from './gate.ts';
import type { Hit, Place } from './hit.ts';
import { Lexicon } from './lexicon.ts';
import { lowerLone } from './lone-finding.ts';
import { liftToGroup, nameScript } from './naming.ts';
import { Normalizer } from './normalizer.ts';
import type { Opening } from './partners.ts';
import { type Evidence, type Finding, rankOf, STAGES, type Stage, type Strength } from './rule.ts';
import { RuleList } from './rule-list.ts';
import { type ComboEntry, checkFormat, type RuleEntry, type Ruleset } from './ruleset.ts';
import { readingsOf, SecondLook } from './second-look.ts';
import { SignalFinder } from './signal-finder.ts';
import { SignalList } from './signal-list.ts';
import { Spans } from './spans.ts';
import { NO_SIGNAL } from './topics.ts';
import { type WeighedPlace, WORDING_REACH, Wording } from './wording.ts';

/**
 * Matcher (匹配器): text in, findings out.
 *
 * A scan goes through sieves, each cheaper than what it saves:
 *  1. the text is folded, and the gate asked: where could a rule fire at all? And what its wording weighs: does a stretch
 *     read like a lure? Nearly all text ends here;
 *  2. round each opening: find the phrases of all signals of the combos in question; where they stand near enough to each
 *     other is a *suspect* stretch;
 *  3. find the signals of all rules in question in all of the text → hits;
 *  4. which blocks are notices, news, quotations? → which hits an exemption covers, rule by rule;
 *  5. combos within their distance → findings, exempt and lone ones lowered, and those that read like honest talk; alarms
 *     that stand together are named by all that is said there; what only wording says is left out where a rule that knows
 *     the script says as much.
 */

/** A text full of one lure is one finding often enough; bounds reports on hostile pages. */
export const MAX_FINDINGS_PER_RULE = 40;

/** A stretch of a text, UTF-16 offsets, `end` exclusive. */
export interface Stretch {
  start: number;
  end: number;
}

const NO_FINDINGS: Finding[] = [];

/** Where a rule may fire, in folded text. */
interface Suspect {
  place: Place;
  /** The combo that has all its phrases there; null where the words are like a lure's. */
  combo: number | null;
}

export class Matcher {
  readonly #ruleset: Ruleset;
  readonly #normalizer: Normalizer;
  readonly #lexicon: Lexicon;
  readonly #gate: Gate;
  readonly #wording: Wording;
  /** Combos that rest on wording, which the gate does not see. */
  readonly #wordingCombos: number[];
  /** The other signals of these; made when the first stretch of text reads like a lure. */
  #steps: number[] | null = null;
  readonly #secondLook: SecondLook;
  readonly #finder: SignalFinder;
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
    this.#wordingCombos = ruleset.wording.topics.combos.flat();
    this.#finder = new SignalFinder(signals, this.#lexicon, this.#normalizer);
    this.#alwaysNeeded = ruleset.exemptions
      .map((exemption) => exemption.signal)
      .concat(ruleset.voidedBy, ruleset.toldBy);
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
    return this.#openings(text).length > 0 || this.#lureLike().length > 0;
  }

  /**
   * Stretches of `text` in which a rule fires, whatever their context says: every finding of `scan` lies in one, exempt or
   * not. In order, none touching the next. Costs little more than the gate, so a page can be asked by the screenful.
   */
  suspects(text: string): Stretch[] {
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
    if (fired.length === 0) return NO_FINDINGS;
    const { codes, length } = this.#normalizer;
    this.#secondLook.lower(fired, codes, length, blocks);
    const groups = alarmGroups(fired, length, blocks);
    for (const group of groups) nameScript(group, this.#wording.likenessOf(this.#normalizer, group));
    const kept = new Set(withoutEchoes(fired, blocks));
    for (const { alarms } of groups) liftToGroup(alarms.filter((alarm) => kept.has(alarm)));
    const findings = fewEach([...kept].map(({ finding }) => finding));
    return findings.sort((a, b) => a.evidence[0]!.start - b.evidence[0]!.start || a.rule.localeCompare(b.rule));
  }

  /** For learning: what a second look reads where rules alarm (engine/second-look.ts). */
  readings(text: string): ReadonlySet<number>[] {
    const { fired, blocks } = this.#firedIn(text);
    const { codes, length } = this.#normalizer;
    return alarmGroups(fired, length, blocks).flatMap((group) => readingsOf(group, codes));
  }

  /** For rule authors: the folded text, every verified signal hit and its exemptions, and what each rule lacks. */
  explain(text: string): Explanation {
    this.#normalizer.fill(text);
    this.#normalizer.rewriteVariants();
    const { exemptions } = this.#ruleset;
    const signals = this.#signals;
    const hits = this.#finder.allHits(new Set(Array(signals.length).keys()), this.#wording.hits(this.#normalizer));
    const blocks = blockStarts(this.#normalizer);
    const outspoken = this.#outspoken(hits, blocks);
    const voided = this.#markVoided(hits, blocks, outspoken, text);
    const named = (bits: number) => exemptions.filter((_, i) => bits & (1 << i)).map(({ id }) => id);
    return {
      folded: this.#normalizer.slice(0, this.#normalizer.length),
      hits: hits.flat().map((hit) => ({
        stage: signals.stageOf(hit.signal),
        strength: signals.strengthOf(hit.signal),
        ...this.#evidence(hit, text),
        exemptions: named(hit.exempt),
        voided: named(voided.get(hit) ?? 0),
        voidedBy: outspoken.reachable.has(blockAt(blocks, hit.start)) ? 'contact' : 'wording',
      })),
      near: () =>
        Array.from({ length: this.#rules.length }, (_, index) => this.#rules.at(index)).flatMap((rule) =>
          rule.combos.flatMap((combo) => this.#nearness(rule, combo, hits, blocks, named) ?? []),
        ),
    };
  }

  /** Marks the hits as `scan` does; what would be exempt as well if no block spoke for itself, in bits. */
  #markVoided(hits: Hit[][], blocks: number[], outspoken: Outspoken, text: string): Map<Hit, number> {
    const mark = (by: Outspoken) => markExempt(hits, blocks, by, this.#ruleset, this.#signals, this.#normalizer, text);
    mark(outspoken);
    const voided = new Map<Hit, number>();
    if (outspoken.reachable.size + outspoken.unmistakable.size === 0) return voided;
    const counted = new Map(hits.flat().map((hit) => [hit, hit.exempt]));
    mark({ reachable: new Set(), unmistakable: new Set() });
    for (const [hit, exempt] of counted) {
      voided.set(hit, hit.exempt & ~exempt);
      hit.exempt = exempt;
    }
    return voided;
  }

  /** Null when the combo fires, or nothing of it is there. */
  #nearness(
    rule: RuleEntry,
    combo: ComboEntry,
    hits: Hit[][],
    blocks: number[],
    named: (bits: number) => string[],
  ): Near | null {
    const isHit = (signal: number) => hits[signal]!.length > 0;
    const wording = combo.slots.map(([signal]) => signal!).filter((signal) => this.#wording.finds(signal));
    // Every category has one; only where the words are like it does it lack anything worth telling.
    if (!wording.every(isHit)) return null;
    const lacking = combo.slots.filter((slot) => !slot.some(isHit));
    const filled = combo.slots.length - lacking.length;
    if (filled === 0) return null;
    let mask = 0;
    for (const index of rule.unless) mask |= 1 << index;
    const isLight = this.#wordsAlone(combo, hits)?.length === 0;
    const obstacle =
      filled < combo.need || isLight
        ? ({ why: isLight ? 'light' : 'lacking' } as const)
        : obstacleOf(combo, hits, blocks, (hit) => (hit.exempt & mask) === 0, wording.length === 0);
    if (obstacle === null) return null;
    return {
      rule: rule.id,
      level: combo.level,
      within: combo.within,
      need: combo.need,
      filled,
      missing: lacking.map((slot) => slot.map((signal) => this.#signals.nameOf(signal)).join('|')),
      why: obstacle.why,
      exemptions:
        obstacle.why === 'exempt' ? named(obstacle.window.reduce((bits, hit) => bits | hit.exempt, 0) & mask) : [],
    };
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
    for (const place of this.#lureLike()) {
      const start = Math.max(0, place.start - WORDING_REACH);
      const end = Math.min(this.#normalizer.length, place.end + WORDING_REACH);
      this.#steps ??= this.#signalsOf(this.#wordingCombos).filter((signal) => !this.#wording.finds(signal));
      const isBorne = this.#wording.standsAlone(place) || this.#finder.phrases(this.#steps, start, end).size > 0;
      if (isBorne) suspects.push({ place: { start, end }, combo: null });
    }
    return suspects;
  }

  /** Stretches of the folded text that read like a lure, also where text run together with them speaks against it. */
  #lureLike(): WeighedPlace[] {
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

  /** What fires in the text, exempt and lone findings lowered, and where the blocks of the folded text begin. */
  #firedIn(text: string): { fired: Fired[]; blocks: number[] } {
    const fired: Fired[] = [];
    const suspects = this.#suspectPlaces(text);
    if (suspects.length === 0) return { fired, blocks: [] };
    const lureLike = suspects.some(({ combo }) => combo === null) ? this.#wording.hits(this.#normalizer) : [];
    const combos = suspects.flatMap(({ combo }) => combo ?? []).concat(this.#wording.combosOf(lureLike));
    const rules = new Set(combos.sort((a, b) => a - b).map((id) => this.#rules.ruleOf(id)));
    const hits = this.#finder.allHits(this.#neededBy(rules), lureLike);
    const blocks = blockStarts(this.#normalizer);
    const outspoken = this.#outspoken(hits, blocks);
    markExempt(hits, blocks, outspoken, this.#ruleset, this.#signals, this.#normalizer, text);
    for (const rule of rules) this.#fire(rule, hits, blocks, text, fired);
    const isStrong = (signal: number) => this.#signals.strengthOf(signal) === 'strong';
    lowerLone(fired, blocks, this.#normalizer.length, isStrong, outspoken);
    return { fired, blocks };
  }

  /** The blocks that speak for themselves; whoever quotes a liar does not, nor does anybody near who calls it a fraud. */
  #outspoken(hits: readonly Hit[][], blocks: number[]): Outspoken {
    const blocksWith = (signals: readonly number[]) => {
      const places = signals.flatMap((signal) => hits[signal]!);
      return blocksOf(places, blocks);
    };
    const told = blocksWith(this.#ruleset.toldBy);
    const near = Array.from({ length: 2 * NEAR_BLOCKS + 1 }, (_, i) => i - NEAR_BLOCKS);
    const isTold = (block: number) => near.some((away) => told.has(block + away));
    const said = unquoted(this.#wording.unmistakable(this.#normalizer), this.#normalizer);
    return {
      reachable: blocksWith(this.#ruleset.voidedBy),
      unmistakable: new Set([...blocksOf(said, blocks)].filter((block) => !isTold(block))),
    };
  }

  // ── 5 ────────────────────────────────────────────────────────────────────────────────────────────────────────────

  #fire(rule: RuleEntry, hits: Hit[][], blocks: number[], text: string, fired: Fired[]): void {
    let mask = 0;
    for (const index of rule.unless) mask |= 1 << index;
    const taken = new Spans();
    const free = (hit: Hit) => (hit.exempt & mask) === 0;
    const any = () => true;
    const needed = rule.combos.flatMap((combo) => combo.slots.flat());
    const isExempt = mask !== 0 && needed.some((signal) => !hits[signal]!.every(free));
    const byLevel = [...rule.combos].sort((a, b) => rankOf(b.level) - rankOf(a.level));
    const ways = blocks.length > 1 ? [false, true] : [false];
    // Twice: first with the hits no exemption covers, at their full level; then with all, at notice.
    for (const usable of isExempt ? [free, any] : [free]) {
      for (const [combo, across] of byLevel.flatMap((each) => ways.map((way) => [each, way] as const))) {
        // Wording is weighed block by block: it must not borrow its step from the post beside it.
        if (across && combo.slots.some(([signal]) => this.#wording.finds(signal!))) continue;
        for (const window of this.#windowsOf(combo, hits, blocks, usable, across)) {
          const start = Math.min(...window.map((hit) => hit.start));
          const end = Math.max(...window.map((hit) => hit.end));
          if (!taken.take(start, end)) continue;
          const exempt = usable === any ? window.find((hit) => !free(hit)) : undefined;
          const witness = window.some(({ signal }) => this.#wording.finds(signal)) ? WORDING : rule.id;
          fired.push({ finding: this.#finding(rule, combo, window, text, exempt, mask), window, witness });
        }
      }
    }
  }

  /** Wording that stands alone shows all its telling words of a block at once; other combos a hit for each slot. */
  #windowsOf(
    combo: ComboEntry,
    hits: Hit[][],
    blocks: number[],
    usable: (hit: Hit) => boolean,
    across: boolean,
  ): Iterable<Hit[]> {
    const words = this.#wordsAlone(combo, hits);
    return words === null ? windows(combo, hits, blocks, usable, across) : byBlock(words.filter(usable), blocks);
  }

  /** Of a combo of nothing but wording, the words that weigh enough for it; null for any other combo. */
  #wordsAlone({ slots }: ComboEntry, hits: readonly Hit[][]): Hit[] | null {
    const [[signal = NO_SIGNAL] = [], ...others] = slots;
    if (others.length > 0 || !this.#wording.finds(signal)) return null;
    return hits[signal]!.filter(({ alone }) => alone === true);
  }

  #finding(
    rule: RuleEntry,
    combo: ComboEntry,
    window: Hit[],
    text: string,
    exempt: Hit | undefined,
    mask: number,
  ): Finding {
    const { exemptions } = this.#ruleset;
    const signals = this.#signals;
    // A weak word says what the talk is about, not how far the script has come; it counts only where nothing else does.
    // Nor does a single step of whatever script, next to words that are only like this one's.
    const like = window.filter((hit) => this.#wording.finds(hit.signal));
    const telling =
      like.length > 0 && combo.level !== 'danger'
        ? like
        : window.filter((hit) => signals.strengthOf(hit.signal) !== 'weak');
    const stages = new Set((telling.length > 0 ? telling : window).map((hit) => signals.stageOf(hit.signal)));
    // Who offers to get money back knows of a loss; such a step beside words that are only like a lure's says none.
    if (like.length > 0 && rule.category !== 'recovery') stages.delete('revictim');
    const slight = window.some((hit) => hit.slight);
    const finding: Finding = {
      rule: rule.id,
      category: rule.category,
      level: exempt ? 'notice' : combo.level === 'danger' && slight ? 'caution' : combo.level,
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
    return { signal: this.#signals.nameOf(hit.signal), quote: text.slice(start, end), start, end };
  }
}

export interface Explanation {
  folded: string;
  hits: (Evidence & {
    stage: Stage;
    strength: Strength;
    exemptions: string[];
    /** Exemptions that would cover it too, were its block not one that speaks for itself. */
    voided: string[];
    /** What makes them void: a way to contact or to pay in its block, or wording that nothing else has. */
    voidedBy: 'contact' | 'wording';
  })[];
  /** What each combo lacks that does not fire; worked out when asked. */
  near: () => Near[];
}

/** A combo of which something is there. */
export interface Near {
  rule: string;
  level: ComboEntry['level'];
  within: number;
  need: number;
  filled: number;
  missing: string[];
  /** `light`: the wording does not weigh enough to stand alone. */
  why: 'lacking' | 'light' | Obstacle['why'];
  exemptions: string[];
}

/**
 * Leaves out what wording alone adds nothing by: a mere mention, and a finding in whose block a rule that knows the trick
 * says as much; where the rule only lends its step, wording says which script it is.
 */
function withoutEchoes(fired: readonly Fired[], blocks: number[]): Fired[] {
  const isWording = ({ witness }: Fired) => witness === WORDING;
  const rules = fired
    .filter((each) => !isWording(each))
    .map(({ finding, window }) => ({ finding, blocks: blocksOf(window, blocks) }));
  return fired.filter((each) => {
    if (!isWording(each)) return true;
    const { level, borrowed } = each.finding;
    const block = blockAt(blocks, each.window[0]!.start);
    const saysIt = (finding: Finding) =>
      rankOf(finding.level) >= rankOf(level) && (borrowed === true || finding.borrowed !== true);
    return rankOf(level) >= rankOf('caution') && !rules.some((rule) => rule.blocks.has(block) && saysIt(rule.finding));
  });
}

/** Hits in their order, those of one block together. */
function byBlock(hits: readonly Hit[], blocks: number[]): Hit[][] {
  const groups = new Map<number, Hit[]>();
  for (const hit of hits) {
    const block = blockAt(blocks, hit.start);
    groups.set(block, [...(groups.get(block) ?? []), hit]);
  }
  return [...groups.values()];
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
