import type { TextPoint } from './segmenter.ts';

/**
 * Hits in text that is not to be seen now: a folded answer, the other tab of a page, a dialogue not yet open. Nothing is
 * said about them until they show. Only while there are any are style changes watched at all.
 */

/** Most places remembered. */
const MAX_PLACES = 64;
/** Style may change many times a second: looked at this often at most, in milliseconds. */
export const LOOK_AGAIN_MS = 300;

interface Place {
  first: WeakRef<Text>;
  last: WeakRef<Text>;
  firstOffset: number;
  lastOffset: number;
}

export class ConcealedTexts {
  readonly #document: Document;
  readonly #signal: AbortSignal;
  readonly #onMayShow: () => void;
  /** Made when there is something to wait for: most pages never need them. */
  #observer: MutationObserver | null = null;
  #intersection: IntersectionObserver | null = null;
  #places: Place[] = [];
  #located = new WeakSet<Element>();
  #watching: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param onMayShow something may have come to light: `take()` the places and look again */
  constructor(document: Document, signal: AbortSignal, onMayShow: () => void) {
    this.#document = document;
    this.#signal = signal;
    this.#onMayShow = onMayShow;
    signal.addEventListener('abort', () => this.clear(), { once: true });
  }

  get size(): number {
    return this.#places.length;
  }

  add(first: TextPoint, last: TextPoint): void {
    if (this.#signal.aborted || this.#places.some((place) => place.first.deref() === first.node)) return;
    if (this.#places.length >= MAX_PLACES) this.#places.shift();
    this.#places.push({
      first: new WeakRef(first.node),
      last: new WeakRef(last.node),
      firstOffset: first.offset,
      lastOffset: last.offset,
    });
    this.#watch(first.node);
    if (first.node.parentElement !== null) this.#intersection?.observe(first.node.parentElement);
  }

  /** The places that still stand; those of them that are still hidden are to be added again. */
  take(): { first: TextPoint; last: TextPoint }[] {
    const places = this.#places;
    this.clear();
    return places.flatMap(({ first, last, firstOffset, lastOffset }) => {
      const from = first.deref();
      const to = last.deref();
      if (!from?.isConnected || !to?.isConnected) return [];
      return [{ first: { node: from, offset: firstOffset }, last: { node: to, offset: lastOffset } }];
    });
  }

  clear(): void {
    this.#places = [];
    this.#located = new WeakSet();
    this.#watching?.abort();
    this.#watching = null;
    this.#observer?.disconnect();
    this.#intersection?.disconnect();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #watch(node: Node): void {
    const attributes = { attributes: true, subtree: true, attributeFilter: ['class', 'style', 'hidden', 'open'] };
    this.#observer ??= new MutationObserver(() => this.#lookSoon());
    this.#intersection ??= this.#intersectionObserver();
    this.#observer.observe(node.getRootNode(), attributes);
    if (this.#watching !== null) return;
    this.#watching = new AbortController();
    this.#observer.observe(this.#document, attributes);
    const { signal } = this.#watching;
    for (const end of ['transitionend', 'animationend', 'toggle']) {
      this.#document.addEventListener(end, () => this.#lookSoon(), { capture: true, passive: true, signal });
    }
  }

  #intersectionObserver(): IntersectionObserver | null {
    if (typeof IntersectionObserver === 'undefined') return null;
    return new IntersectionObserver((entries) => {
      // The first word about an element is where it stands now, not that it came into view.
      const news = entries.filter((entry) => this.#located.has(entry.target) || !this.#located.add(entry.target));
      if (news.some((entry) => entry.isIntersecting)) this.#lookSoon();
    });
  }

  #lookSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#onMayShow();
    }, LOOK_AGAIN_MS);
  }
}
