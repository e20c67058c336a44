import { type Level, rankOf } from '../engine/rule.ts';
import { scrollIntoView } from './members.ts';
import { type Place, rangesOf } from './text-locator.ts';

/**
 * Marks words with the CSS Custom Highlight API: the page's DOM is not changed in any way, so nothing of the page can
 * break on it or notice it. The looks are ::highlight() rules in the entrypoint's style sheet.
 */

/** Levels that are marked. */
export type MarkedLevel = Exclude<Level, 'none'>;

const HIGHLIGHT_NAMES: Record<MarkedLevel | 'flash', string> = {
  notice: 'caliangyan-notice',
  caution: 'caliangyan-caution',
  danger: 'caliangyan-danger',
  flash: 'caliangyan-flash',
};
/** The flash is painted over all. */
const PRIORITY: Record<MarkedLevel | 'flash', number> = { notice: 1, caution: 2, danger: 3, flash: 4 };
/** How long the words flash after they were scrolled to, in milliseconds. */
const FLASH_MS = 1600;
/** In a window this low, CSS px, the card's strip at the top reaches its middle: the words come to its lower edge instead. */
const LOW_WINDOW_PX = 400;

/** Words that are warned of. */
export interface Flagged {
  /** Of the finding. */
  id: string;
  range: Range;
}

interface Mark {
  rule: string;
  level: MarkedLevel;
  evidence: readonly (readonly Place[])[];
  /** What is painted for it now. */
  ranges: Range[];
}

/** The marks of one document. */
export class Highlighter {
  readonly #document: Document;
  readonly #highlights = new Map<string, Highlight>();
  readonly #marks = new Map<string, Mark>();
  /** Marks by the Text nodes they stand in. */
  readonly #byNode = new Map<Text, Set<Mark>>();
  #leftOut: ReadonlySet<string> = new Set();
  #flashTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(document: Document, signal: AbortSignal) {
    this.#document = document;
    signal.addEventListener('abort', () => this.clear(), { once: true });
  }

  /** Marks a finding's evidence under its id; an earlier mark of that id goes. */
  mark(id: string, rule: string, level: MarkedLevel, evidence: readonly (readonly Place[])[]): void {
    this.unmark(id);
    const mark: Mark = { rule, level, evidence, ranges: [] };
    this.#marks.set(id, mark);
    for (const { node } of evidence.flat()) {
      const there = this.#byNode.get(node);
      if (there === undefined) this.#byNode.set(node, new Set([mark]));
      else there.add(mark);
    }
    this.#paint(mark);
    for (const other of this.#under(mark)) this.#paint(other);
  }

  unmark(id: string): void {
    const mark = this.#marks.get(id);
    if (mark === undefined) return;
    this.#marks.delete(id);
    for (const { node } of mark.evidence.flat()) {
      const there = this.#byNode.get(node);
      there?.delete(mark);
      if (there?.size === 0) this.#byNode.delete(node);
    }
    this.#erase(mark);
    for (const other of this.#under(mark)) this.#paint(other);
  }

  /**
   * Rules whose findings stay unmarked (“这条不对”); those of an earlier list that are not in this one come back. Mentions in
   * the same run of text go with them: who calls a sentence honest is not to find scraps of it marked for another trick.
   */
  leaveOut(rules: readonly string[]): void {
    this.#leftOut = new Set(rules);
    for (const mark of this.#marks.values()) this.#paint(mark);
  }

  /**
   * What is marked at caution and above, and for which finding, whatever the page did to its registry. A mention is not
   * among them, and a press on it is the page's alone: it is said of honest talk as often as not, there is no card that says
   * it, and whoever wants to know finds it in the popup, which names the trick.
   */
  flagged(): Flagged[] {
    return [...this.#marks].flatMap(([id, { level, ranges }]) =>
      level === 'notice' ? [] : ranges.map((range) => ({ id, range })),
    );
  }

  /** Scrolls to a finding and flashes its words. False when its words are no longer there. */
  reveal(evidence: readonly (readonly Place[])[]): boolean {
    const ranges = evidence.flatMap((places) => rangesOf(places, this.#document));
    const element = ranges[0]?.startContainer.parentElement;
    if (!element) return false;
    const view = this.#document.defaultView;
    const still = view?.matchMedia('(prefers-reduced-motion: reduce)').matches ?? true;
    const block = (view?.innerHeight ?? 0) <= LOW_WINDOW_PX ? 'end' : 'center';
    scrollIntoView.call(element, { behavior: still ? 'auto' : 'smooth', block, inline: 'nearest' });
    const flash = this.#highlight('flash');
    flash?.clear();
    for (const range of ranges) flash?.add(range);
    clearTimeout(this.#flashTimer);
    this.#flashTimer = setTimeout(() => flash?.clear(), FLASH_MS);
    return true;
  }

  /** Puts back what the page took away: the registry is the document's, so its scripts reach into it. */
  restore(): void {
    for (const { level, ranges } of this.#marks.values()) {
      const highlight = this.#highlight(level);
      if (highlight === null) return;
      for (const range of ranges) highlight.add(range);
    }
  }

  clear(): void {
    clearTimeout(this.#flashTimer);
    for (const highlight of this.#highlights.values()) highlight.clear();
    this.#marks.clear();
    this.#byNode.clear();
  }

  /** Paints what of a mark no worse one stands on: two marks on one word would be read as neither. */
  #paint(mark: Mark): void {
    this.#erase(mark);
    if (this.#leftOut.has(mark.rule)) return;
    const highlight = this.#highlight(mark.level);
    if (highlight === null) return;
    mark.ranges = mark.evidence
      .flatMap((places) => this.#uncovered(mark, places))
      .flatMap((places) => rangesOf(places, this.#document));
    for (const range of mark.ranges) highlight.add(range);
  }

  #erase(mark: Mark): void {
    if (mark.ranges.length === 0) return;
    const highlight = this.#highlight(mark.level);
    for (const range of mark.ranges) highlight?.delete(range);
    mark.ranges = [];
  }

  /** Milder marks that share words with this one, or give way to it. */
  #under(mark: Mark): Set<Mark> {
    const under = new Set<Mark>();
    for (const place of mark.evidence.flat()) {
      for (const other of this.#byNode.get(place.node) ?? []) {
        const shares = () => other.evidence.flat().some((each) => meets(each, place));
        if (rankOf(other.level) < rankOf(mark.level) && (this.#silences(mark, other) || shares())) under.add(other);
      }
    }
    return under;
  }

  /** The places without what worse marks cover; a list for each run that is left. */
  #uncovered(mark: Mark, places: readonly Place[]): Place[][] {
    const runs: Place[][] = [[]];
    for (const place of places) {
      let at = place.start;
      for (const { start, end } of this.#over(mark, place)) {
        if (start > at) runs.at(-1)!.push(cut(place, at, start));
        if (end > at) {
          at = end;
          runs.push([]);
        }
      }
      if (at < place.end) runs.at(-1)!.push(cut(place, at, place.end));
    }
    return runs.filter((run) => run.length > 0);
  }

  /** Whether a mark, standing in the same text, keeps another from being painted there, on whatever words. */
  #silences(mark: Mark, other: Mark): boolean {
    return other.level === 'notice' && mark.level !== 'notice' && this.#leftOut.has(mark.rule);
  }

  /** What worse marks cover of the place, in order. */
  #over(mark: Mark, own: Place): { start: number; end: number }[] {
    const there = this.#byNode.get(own.node);
    if (there === undefined || there.size < 2) return [];
    if ([...there].some((other) => this.#silences(other, mark))) return [own];
    return [...there]
      .filter((other) => rankOf(other.level) > rankOf(mark.level) && !this.#leftOut.has(other.rule))
      .flatMap(({ evidence }) => evidence.flat())
      .filter((place) => meets(place, own))
      .map((place) => ({ start: Math.max(place.start, own.start), end: Math.min(place.end, own.end) }))
      .sort((a, b) => a.start - b.start);
  }

  #highlight(level: MarkedLevel | 'flash'): Highlight | null {
    const name = HIGHLIGHT_NAMES[level];
    let highlight = this.#highlights.get(name);
    if (highlight !== undefined) {
      if (CSS.highlights.get(name) !== highlight) CSS.highlights.set(name, highlight);
      return highlight;
    }
    // Old browsers have no highlights; the findings are still reported.
    if (typeof Highlight === 'undefined' || typeof CSS === 'undefined' || !('highlights' in CSS)) return null;
    highlight = new Highlight();
    highlight.priority = PRIORITY[level];
    CSS.highlights.set(name, highlight);
    this.#highlights.set(name, highlight);
    return highlight;
  }
}

function meets(a: Place, b: Place): boolean {
  return a.node === b.node && a.start < b.end && b.start < a.end;
}

function cut(place: Place, start: number, end: number): Place {
  return { node: place.node, start, end, text: place.text.slice(start - place.start, end - place.start) };
}
