import type { TextPoint } from './segmenter.ts';

/**
 * Hits in text that is not to be seen now: a folded answer, the other tab of a page, a dialogue not yet open. Nothing is
 * said about them until they show. Only while there are any are style changes watched at all; those that nothing tells of
 * (a rule of a style sheet, a checked box, an animation by script) are found by looking now and then.
 */

/** Most places remembered; where there are more, all of the page is read anew. */
const MAX_PLACES = 256;
/** A place with words hidden in more elements than this is always looked at again. */
const MAX_HIDERS = 32;
/** Style may change many times a second: looked at this often at most, in milliseconds. */
export const LOOK_AGAIN_MS = 300;
/** And this often where nothing was heard, in milliseconds. */
const LOOK_UNASKED_MS = 3000;
/** All of a page is read anew this often at most, in milliseconds. */
const READ_AGAIN_MS = 3000;

/** What tells that an element may look different now. */
export const LOOK_ATTRIBUTES: MutationObserverInit = {
  attributes: true,
  subtree: true,
  attributeFilter: ['class', 'style', 'hidden', 'open'],
};
export const LOOK_EVENTS = ['transitionend', 'animationend', 'toggle'];

interface ConcealedPlace {
  first: WeakRef<Text>;
  last: WeakRef<Text>;
  firstOffset: number;
  lastOffset: number;
  /** Elements right round its hidden texts; none where they are too many. */
  hiders: WeakRef<Element>[];
}

/** Remembers such places, and says when something of them may have come to light. */
export class ConcealedTexts {
  readonly #document: Document;
  readonly #signal: AbortSignal;
  readonly #onMayShow: (all: boolean) => void;
  /** Made when there is something to wait for: most pages never need them. */
  #observer: MutationObserver | null = null;
  #intersection: IntersectionObserver | null = null;
  #places: ConcealedPlace[] = [];
  /** There was no room for more. */
  #full = false;
  #located = new WeakSet<Element>();
  #watching: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #unasked: ReturnType<typeof setInterval> | undefined;
  #readTimer: ReturnType<typeof setTimeout> | undefined;
  #readAt = Number.NEGATIVE_INFINITY;

  /** @param onMayShow something may have come to light: `take()` the places and look again, or read `all` of the page */
  constructor(document: Document, signal: AbortSignal, onMayShow: (all: boolean) => void) {
    this.#document = document;
    this.#signal = signal;
    this.#onMayShow = onMayShow;
    signal.addEventListener('abort', () => this.#clear(), { once: true });
  }

  get size(): number {
    return this.#places.length;
  }

  /** @param hiders the elements right round the hidden texts of the place */
  add(first: TextPoint, last: TextPoint, hiders: ReadonlySet<Element>): void {
    if (this.#signal.aborted) return;
    const isSame = (place: ConcealedPlace) => place.first.deref() === first.node && place.firstOffset === first.offset;
    this.#places = this.#places.filter((place) => !isSame(place));
    this.#full ||= this.#places.length >= MAX_PLACES;
    if (this.#places.length >= MAX_PLACES) return;
    this.#places.push({
      first: new WeakRef(first.node),
      last: new WeakRef(last.node),
      firstOffset: first.offset,
      lastOffset: last.offset,
      hiders: hiders.size > MAX_HIDERS ? [] : [...hiders].map((hider) => new WeakRef(hider)),
    });
    this.#watch(first.node);
    if (first.node.parentElement !== null) this.#intersection?.observe(first.node.parentElement);
  }

  /**
   * The places of which something may show now; those of them that are still hidden are to be added again.
   * @param isBoxed whether an element has a box: a place without any, as most stay, costs no more than this question
   */
  take(isBoxed: (element: Element) => boolean): { first: TextPoint; last: TextPoint }[] {
    const taken: { first: TextPoint; last: TextPoint }[] = [];
    this.#places = this.#places.filter(({ first, last, firstOffset, lastOffset, hiders }) => {
      const from = first.deref();
      const to = last.deref();
      if (!from?.isConnected || !to?.isConnected) return false;
      const known = hiders.map((hider) => hider.deref());
      if (known.length > 0 && !known.some((hider) => hider !== undefined && isBoxed(hider))) return true;
      taken.push({ first: { node: from, offset: firstOffset }, last: { node: to, offset: lastOffset } });
      const { parentElement } = from;
      if (parentElement !== null) {
        this.#intersection?.unobserve(parentElement);
        this.#located.delete(parentElement);
      }
      return false;
    });
    if (this.#places.length === 0 && !this.#full) this.#clear();
    return taken;
  }

  #clear(): void {
    this.#places = [];
    this.#full = false;
    this.#located = new WeakSet();
    this.#watching?.abort();
    this.#watching = null;
    this.#observer?.disconnect();
    this.#intersection?.disconnect();
    clearTimeout(this.#timer);
    clearInterval(this.#unasked);
    clearTimeout(this.#readTimer);
    this.#timer = this.#readTimer = undefined;
  }

  #watch(node: Node): void {
    this.#observer ??= new MutationObserver(() => this.#lookSoon());
    this.#intersection ??= this.#intersectionObserver();
    this.#observer.observe(node.getRootNode(), LOOK_ATTRIBUTES);
    if (this.#watching !== null) return;
    this.#watching = new AbortController();
    this.#observer.observe(this.#document, LOOK_ATTRIBUTES);
    const { signal } = this.#watching;
    this.#unasked = setInterval(() => {
      if (!this.#document.hidden) this.#onMayShow(false);
    }, LOOK_UNASKED_MS);
    for (const name of LOOK_EVENTS) {
      this.#document.addEventListener(name, () => this.#lookSoon(), { capture: true, passive: true, signal });
    }
    // A frame that was too small to be seen, or a narrow window's layout.
    this.#document.defaultView?.addEventListener('resize', () => this.#lookSoon(), { passive: true, signal });
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
      this.#onMayShow(false);
    }, LOOK_AGAIN_MS);
    if (!this.#full) return;
    const wait = Math.max(LOOK_AGAIN_MS, this.#readAt + READ_AGAIN_MS - performance.now());
    this.#readTimer ??= setTimeout(() => {
      this.#readTimer = undefined;
      this.#readAt = performance.now();
      // Said again where there are still too many.
      this.#full = false;
      this.#onMayShow(true);
    }, wait);
  }
}
