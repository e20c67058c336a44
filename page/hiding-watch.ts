import { LOOK_AGAIN_MS, LOOK_ATTRIBUTES, LOOK_EVENTS } from './concealed-texts.ts';
import type { FlatTree } from './flat-tree.ts';
import { parentNode } from './members.ts';

/** However much is heard, there is a look this often at most, in milliseconds. */
const LOOK_EVERY_MS = 1000;

/**
 * Hears that words which are warned of may have been hidden: another tab of the page came to the front, an answer was
 * folded. Nothing is heard where nothing is warned of, and nothing is read here: whoever is told looks. A rule that a
 * script puts into a style sheet makes no sound: the next thing that does finds it out.
 */
export class HidingWatch {
  readonly #document: Document;
  readonly #tree: FlatTree;
  readonly #signal: AbortSignal;
  readonly #onMayHide: () => void;
  /** Made when there is something to watch: most pages never need it. */
  #observer: MutationObserver | null = null;
  #watched = new Set<Node>();
  #listening: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lookedAt = Number.NEGATIVE_INFINITY;

  /** @param onMayHide something may have been hidden: look */
  constructor(document: Document, tree: FlatTree, signal: AbortSignal, onMayHide: () => void) {
    this.#document = document;
    this.#tree = tree;
    this.#signal = signal;
    this.#onMayHide = onMayHide;
    signal.addEventListener('abort', () => this.rest(), { once: true });
  }

  /** Words that are warned of stand in `node`. */
  watch(node: Node): void {
    if (this.#signal.aborted) return;
    this.#observer ??= new MutationObserver(() => this.lookSoon());
    this.#observe(this.#document);
    for (let at: Node | null = node; at !== null; at = this.#tree.parent(at)) {
      const holder = parentNode.call(at);
      if (holder instanceof ShadowRoot) this.#observe(holder);
    }
    if (this.#listening === null) this.#listen();
  }

  /** Nothing is warned of any more. */
  rest(): void {
    this.#observer?.disconnect();
    this.#watched.clear();
    this.#listening?.abort();
    this.#listening = null;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** For whoever hears something else that may hide words; nothing where there are none. */
  lookSoon(): void {
    if (this.#listening === null) return;
    const wait = Math.max(LOOK_AGAIN_MS, this.#lookedAt + LOOK_EVERY_MS - performance.now());
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#lookedAt = performance.now();
      this.#onMayHide();
    }, wait);
  }

  #observe(root: Node): void {
    if (this.#watched.has(root)) return;
    this.#watched.add(root);
    this.#observer?.observe(root, LOOK_ATTRIBUTES);
  }

  #listen(): void {
    this.#listening = new AbortController();
    const how = { capture: true, passive: true, signal: this.#listening.signal };
    const onHeard = () => this.lookSoon();
    // A checked box may show another tab.
    for (const name of [...LOOK_EVENTS, 'change']) this.#document.addEventListener(name, onHeard, how);
    this.#document.defaultView?.addEventListener('resize', onHeard, how);
  }
}
