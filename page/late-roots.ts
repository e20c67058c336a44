import type { FlatTree } from './flat-tree.ts';
import { getRootNode, isConnected, querySelectorAll } from './members.ts';
import type { Work } from './slicer.ts';

/**
 * Shadow roots that turn up after their surroundings were read. No mutation tells of them: frameworks attach roots to
 * custom elements when their code has loaded, and plain elements with a root and children of their own look like any
 * other from outside.
 */

/** How long after they were read, and after each other, elements that had no shadow root are asked again. */
const LATE_HOST_WAITS_MS = [250, 750, 2000, 7000];
/** Most custom elements asked again, and how many between two pauses. */
const MAX_POSSIBLE_HOSTS = 2000;
const HOSTS_A_STEP = 64;
/** Plain elements asked between two pauses. */
const PLAIN_A_STEP = 256;

/** Names that attachShadow accepts beside custom ones. */
const HOSTS = ':is(div,span,p,section,article,aside,main,header,footer,nav,h1,h2,h3,h4,h5,h6,blockquote)';

/** Signs that somebody is there and reading, beside pointing at something. */
const OTHER_SIGNS = ['wheel', 'scroll', 'keydown'];
const CAPTURE = { capture: true, passive: true };

export interface LateRootsOptions {
  document: Document;
  signal: AbortSignal;
  tree: FlatTree;
  /** A root is there to be read: `take()` it. */
  onFound: () => void;
  /** Somebody is there: every plain element is to be asked, through `find`. */
  onSomebody: () => void;
  /** Elements that may have a root by now are to be asked, through `askAgain`. */
  onDue: () => void;
}

/** Knows which roots were read, and finds those that were not. */
export class LateRoots {
  readonly #options: LateRootsOptions;
  #known = new WeakSet<ShadowRoot>();
  readonly #found = new Set<ShadowRoot>();
  #possibleHosts: WeakRef<Element>[] = [];
  /** The page was read on since the last look. */
  #readOn = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: LateRootsOptions) {
    this.#options = options;
  }

  /** Begins to look at what people point at. */
  start(): void {
    this.#options.signal.addEventListener('abort', () => clearTimeout(this.#timer), { once: true });
    this.#listen();
  }

  /** Elements that may get a root later. */
  get possibleHosts(): number {
    return this.#possibleHosts.length;
  }

  /** Whether a root waits to be read. */
  get isAny(): boolean {
    return this.#found.size > 0;
  }

  /** The root is being read. */
  know(root: ShadowRoot): void {
    this.#known.add(root);
  }

  /** All of the page is to be read anew. */
  forgetKnown(): void {
    this.#known = new WeakSet();
  }

  /** An element that may get a root later. */
  remember(element: Element): void {
    if (this.#possibleHosts.length < MAX_POSSIBLE_HOSTS) this.#possibleHosts.push(new WeakRef(element));
  }

  /** The page was read, or read on: elements that had no root then are asked again in a while. */
  noteReading(): void {
    this.#readOn = true;
    if (this.#possibleHosts.length > 0 && this.#timer === undefined) this.#lookSoon();
  }

  /** Asks all elements below `scope` of a name that may have a root. */
  *find(scope: Element): Work {
    const elements = querySelectorAll.call(scope, HOSTS);
    for (let i = 0; i < elements.length; i++) {
      // Not by way of the extension's own opener, which is too slow to ask for every element.
      const root = elements[i]!.shadowRoot;
      if (root !== null) this.#foundOne(root);
      if (i % PLAIN_A_STEP === 0) yield;
    }
  }

  /** Asks the elements that had no root. */
  *askAgain(): Work {
    const asked = this.#possibleHosts;
    this.#possibleHosts = [];
    for (const [i, reference] of asked.entries()) {
      const element = reference.deref();
      if (element === undefined || !isConnected.call(element)) continue;
      const root = this.#options.tree.shadowOf(element);
      if (root !== null) this.#foundOne(root);
      else this.#possibleHosts.push(reference);
      if (i % HOSTS_A_STEP === 0) yield;
    }
  }

  /** Roots that are still to be read, also those that are found meanwhile. */
  *take(): Generator<ShadowRoot, void, void> {
    for (const root of this.#found) {
      this.#found.delete(root);
      if (!this.#known.has(root) && root.isConnected) yield root;
    }
  }

  #foundOne(root: ShadowRoot): void {
    if (this.#known.has(root) || this.#found.has(root)) return;
    this.#found.add(root);
    this.#options.onFound();
  }

  /** Again and again, ever more rarely unless the page has read on meanwhile. */
  #lookSoon(look = 0): void {
    this.#readOn = false;
    const wait = LATE_HOST_WAITS_MS[look];
    if (wait === undefined || this.#options.signal.aborted) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#possibleHosts.length === 0) return;
      this.#options.onDue();
      this.#lookSoon(this.#readOn ? 1 : look + 1);
    }, wait);
  }

  /**
   * Asking all plain elements of a page costs as much as reading it: that waits until somebody is there. What people point
   * at names its root itself.
   */
  #listen(): void {
    const { document, signal } = this.#options;
    let nobodyYet = true;
    const onSign = (event: Event) => {
      if (event.type === 'pointerover' || event.type === 'focusin') this.#lookAt(event);
      if (!nobodyYet) return;
      nobodyYet = false;
      for (const type of OTHER_SIGNS) document.removeEventListener(type, onSign, CAPTURE);
      this.#options.onSomebody();
    };
    const types = ['pointerover', 'focusin', ...OTHER_SIGNS];
    for (const type of types) document.addEventListener(type, onSign, CAPTURE);
    signal.addEventListener('abort', () => {
      for (const type of types) document.removeEventListener(type, onSign, CAPTURE);
    });
  }

  #lookAt(event: Event): void {
    const [inner] = event.composedPath();
    if (!(inner instanceof Node)) return;
    const root = getRootNode.call(inner);
    if (root instanceof ShadowRoot) this.#foundOne(root);
    if (inner instanceof Element) {
      const own = this.#options.tree.shadowOf(inner);
      if (own !== null) this.#foundOne(own);
    }
  }
}
