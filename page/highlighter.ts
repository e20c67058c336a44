import type { Level } from '../engine/rule.ts';
import { type Place, rangesOf } from './text-locator.ts';

/**
 * Marks words with the CSS Custom Highlight API: the page's DOM is not changed in any way, so nothing of the page can
 * break on it or notice it. The looks are ::highlight() rules in the entrypoint's style sheet.
 */

export type MarkedLevel = Exclude<Level, 'none'>;

const HIGHLIGHT_NAMES: Record<MarkedLevel | 'flash', string> = {
  notice: 'caliangyan-notice',
  caution: 'caliangyan-caution',
  danger: 'caliangyan-danger',
  flash: 'caliangyan-flash',
};
/** Of two marks on the same words the worse one is painted, and the flash over all. */
const PRIORITY: Record<MarkedLevel | 'flash', number> = { notice: 1, caution: 2, danger: 3, flash: 4 };
/** How long the words flash after they were scrolled to, in milliseconds. */
export const FLASH_MS = 1600;

export class Highlighter {
  readonly #document: Document;
  readonly #highlights = new Map<string, Highlight>();
  readonly #ranges = new Map<string, { level: MarkedLevel; ranges: Range[] }>();
  #flashTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(document: Document, signal: AbortSignal) {
    this.#document = document;
    signal.addEventListener('abort', () => this.clear(), { once: true });
  }

  /** Marks a finding's evidence under its id; an earlier mark of that id goes. */
  mark(id: string, level: MarkedLevel, evidence: readonly (readonly Place[])[]): void {
    this.unmark(id);
    const ranges = evidence.flatMap((places) => rangesOf(places, this.#document));
    const highlight = this.#highlight(level);
    if (highlight === null) return;
    for (const range of ranges) highlight.add(range);
    this.#ranges.set(id, { level, ranges });
  }

  unmark(id: string): void {
    const marked = this.#ranges.get(id);
    if (marked === undefined) return;
    this.#ranges.delete(id);
    const highlight = this.#highlight(marked.level);
    for (const range of marked.ranges) highlight?.delete(range);
  }

  /** Ranges at caution and above, whatever the page did to its registry. */
  flagged(): Range[] {
    return [...this.#ranges.values()].flatMap(({ level, ranges }) => (level === 'notice' ? [] : ranges));
  }

  /** Scrolls to a finding and flashes its words. False when its words are no longer there. */
  reveal(evidence: readonly (readonly Place[])[]): boolean {
    const ranges = evidence.flatMap((places) => rangesOf(places, this.#document));
    const element = ranges[0]?.startContainer.parentElement;
    if (!element) return false;
    const still = this.#document.defaultView?.matchMedia('(prefers-reduced-motion: reduce)').matches ?? true;
    element.scrollIntoView({ behavior: still ? 'auto' : 'smooth', block: 'center', inline: 'nearest' });
    const flash = this.#highlight('flash');
    flash?.clear();
    for (const range of ranges) flash?.add(range);
    clearTimeout(this.#flashTimer);
    this.#flashTimer = setTimeout(() => flash?.clear(), FLASH_MS);
    return true;
  }

  /** Puts back what the page took away: the registry is the document's, so its scripts reach into it. */
  restore(): void {
    for (const { level, ranges } of this.#ranges.values()) {
      const highlight = this.#highlight(level);
      if (highlight === null) return;
      for (const range of ranges) highlight.add(range);
    }
  }

  clear(): void {
    clearTimeout(this.#flashTimer);
    for (const highlight of this.#highlights.values()) highlight.clear();
    this.#ranges.clear();
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
