import { blockAt } from './blocks.ts';
import { type Found, windows } from './combo.ts';
import { type Fired, WORDING } from './fired.ts';
import type { Hit } from './hit.ts';
import type { Normalizer } from './normalizer.ts';
import { type Evidence, type Finding, rankOf, STAGES, type Stage } from './rule.ts';
import type { ComboEntry, RuleEntry, Ruleset } from './ruleset.ts';
import type { SignalList } from './signal-list.ts';
import { Spans } from './spans.ts';
import { NO_SIGNAL } from './topics.ts';
import type { Wording } from './wording.ts';

/** A text whose signals were found and, where exemptions cover them, marked. The normaliser holds it folded. */
export interface MarkedText extends Found {
  text: string;
  /** Folded offsets where runs begin (engine/runs.ts). */
  runs: number[];
}

/** What all hits of a window lie in: a block; a run, where wording was weighed through its seams; the text. */
type Within = 'block' | 'run' | 'text';

/** Firing (命中): which rules fire in a text, on which hits, and what their findings say. */
export class Firing {
  readonly #exemptions: Ruleset['exemptions'];
  readonly #revictim: ReadonlySet<string>;
  readonly #signals: SignalList;
  readonly #wording: Wording;
  readonly #normalizer: Normalizer;

  constructor({ exemptions, revictim }: Ruleset, signals: SignalList, wording: Wording, normalizer: Normalizer) {
    this.#exemptions = exemptions;
    this.#revictim = new Set(revictim);
    this.#signals = signals;
    this.#wording = wording;
    this.#normalizer = normalizer;
  }

  /** Where the rule fires, no two findings on the same words. */
  of(rule: RuleEntry, marked: MarkedText): Fired[] {
    const { text, hits } = marked;
    const mask = exemptionMask(rule);
    const free = (hit: Hit) => (hit.exempt & mask) === 0;
    const any = () => true;
    const needed = rule.combos.flatMap((combo) => combo.slots.flat());
    const isExempt = mask !== 0 && needed.some((signal) => !hits[signal]!.every(free));
    const taken = new Spans();
    const fired: Fired[] = [];
    // Twice: first with the hits no exemption covers, at their full level; then with all, at notice.
    for (const usable of isExempt ? [free, any] : [free]) {
      for (const { combo, window } of this.#bestFirst(rule, marked, usable)) {
        const start = Math.min(...window.map((hit) => hit.start));
        const end = Math.max(...window.map((hit) => hit.end));
        if (!taken.take(start, end)) continue;
        const exempt = usable === any ? window.find((hit) => !free(hit)) : undefined;
        const witness = window.some(({ signal }) => this.#wording.finds(signal)) ? WORDING : rule.id;
        fired.push({ finding: this.#finding(rule, combo, window, text, exempt), window, witness });
      }
    }
    return fired;
  }

  /** Of a combo of nothing but wording, the words whose passage reads enough like a lure for it; null for any other combo. */
  wordsAlone({ slots }: ComboEntry, hits: readonly Hit[][]): Hit[] | null {
    const [[signal = NO_SIGNAL] = [], ...others] = slots;
    if (others.length > 0 || !this.#wording.finds(signal)) return null;
    return hits[signal]!.filter(({ alone }) => alone === true);
  }

  /** A hit as it stands in the source. */
  evidenceOf(hit: Hit, text: string): Evidence {
    const start = this.#normalizer.sourceStart(hit.start);
    const end = this.#normalizer.sourceEnd(hit.end - 1);
    const signals = this.#signals;
    return {
      signal: signals.nameOf(hit.signal),
      stage: signals.stageOf(hit.signal),
      strength: signals.strengthOf(hit.signal),
      quote: text.slice(start, end),
      start,
      end,
    };
  }

  /** The windows of a rule's combos: those of the highest level first; of a combo, those of one block first. */
  *#bestFirst(
    { combos }: RuleEntry,
    marked: MarkedText,
    usable: (hit: Hit) => boolean,
  ): Generator<{ combo: ComboEntry; window: Hit[] }> {
    for (const combo of [...combos].sort((a, b) => rankOf(b.level) - rankOf(a.level))) {
      for (const window of this.#windowsOf(combo, marked, usable, 'block')) yield { combo, window };
      if (marked.blocks.length === 1) continue;
      // Wording must not borrow its step from the post beside it: only where all of a run was weighed.
      const isWorded = combo.slots.some(([signal]) => this.#wording.finds(signal!));
      for (const window of this.#windowsOf(combo, marked, usable, isWorded ? 'run' : 'text')) yield { combo, window };
    }
  }

  /** Wording that stands alone shows all its telling words of a block or a run at once; other combos a hit for each slot. */
  #windowsOf(combo: ComboEntry, marked: MarkedText, usable: (hit: Hit) => boolean, within: Within): Iterable<Hit[]> {
    const counts = (hit: Hit) =>
      usable(hit) &&
      (within === 'text' || !this.#wording.finds(hit.signal) || (hit.joined !== undefined) === (within === 'run'));
    const found = within === 'run' ? { ...marked, blocks: marked.runs } : marked;
    const words = this.wordsAlone(combo, found.hits);
    return words === null
      ? windows(combo, found, counts, within === 'text')
      : byBlock(words.filter(counts), found.blocks);
  }

  #finding(rule: RuleEntry, combo: ComboEntry, window: Hit[], text: string, exempt: Hit | undefined): Finding {
    const slight = window.some((hit) => hit.slight);
    const stages = this.#stagesOf(rule, combo, window);
    const finding: Finding = {
      rule: rule.id,
      category: rule.category,
      level: exempt ? 'notice' : combo.level === 'danger' && slight ? 'caution' : combo.level,
      stages: STAGES.filter((stage) => stages.has(stage)),
      evidence: window.map((hit) => this.evidenceOf(hit, text)).sort((a, b) => a.start - b.start),
    };
    if (exempt) {
      const held = exempt.exempt & exemptionMask(rule);
      finding.exemption = this.#exemptions.find((_, index) => held & (1 << index))!.id;
    }
    return finding;
  }

  /** The steps of the script that the hits are. */
  #stagesOf(rule: RuleEntry, combo: ComboEntry, window: readonly Hit[]): Set<Stage> {
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
    if (like.length > 0 && !this.#revictim.has(rule.category)) stages.delete('revictim');
    return stages;
  }
}

/** The exemptions that count for a rule, in the bits that hits have them in. */
export function exemptionMask({ unless }: RuleEntry): number {
  return unless.reduce((mask, index) => mask | (1 << index), 0);
}

/** Hits in their order, those of one block together. */
function byBlock(hits: readonly Hit[], blocks: number[]): Hit[][] {
  const groups = new Map<number, Hit[]>();
  for (const hit of hits) {
    const block = blockAt(blocks, hit.start);
    const group = groups.get(block);
    if (group === undefined) groups.set(block, [hit]);
    else group.push(hit);
  }
  return [...groups.values()];
}
