import type { OpenShadowRoot } from '../../page/flat-tree.ts';
import { getRootNode } from '../../page/members.ts';

/** Elements looked at for shadow roots in one look; a page with more has them watched when somebody enters them. */
const MAX_LOOKED = 20_000;

/** Brings us what happens inside shadow roots and never leaves them: `change` and `submit` end at the root. */
export class ShadowWatch {
  readonly #shadowOf: OpenShadowRoot;
  readonly #hear: (event: Event) => void;
  readonly #signal: AbortSignal;
  readonly #roots = new Set<ShadowRoot>();

  constructor(shadowOf: OpenShadowRoot, hear: (event: Event) => void, signal: AbortSignal) {
    this.#shadowOf = shadowOf;
    this.#hear = hear;
    this.#signal = signal;
    this.look();
  }

  roots(): ShadowRoot[] {
    return [...this.#roots].filter((root) => root.isConnected);
  }

  /** Finds the roots there are now. */
  look(): void {
    const queue: ParentNode[] = [document];
    let looked = 0;
    for (let from = queue.pop(); from !== undefined; from = queue.pop()) {
      for (const element of from.querySelectorAll('*')) {
        if (++looked > MAX_LOOKED) return;
        const root = this.#shadowOf(element);
        if (root === null) continue;
        this.#watch(root);
        queue.push(root);
      }
    }
  }

  /** Watches the roots round an element that somebody is at. */
  enter(element: Element): void {
    for (let at: Node = element; ; ) {
      const root = getRootNode.call(at);
      if (!(root instanceof ShadowRoot)) return;
      this.#watch(root);
      at = root.host;
    }
  }

  #watch(root: ShadowRoot): void {
    if (this.#roots.has(root)) return;
    this.#roots.add(root);
    for (const type of ['change', 'submit']) {
      root.addEventListener(type, this.#hear, { capture: true, signal: this.#signal });
    }
  }
}
