import { contains, firstChild, getElementsByTagName, nextSibling, parentNode } from './members.ts';
import { precedes, type Scope, type Stretch } from './region.ts';
import { unreadAround } from './unread.ts';

/** Stretches are cut at every so many elements: about what a slice can read at its leisure. */
export const STRETCH_ELEMENTS = 512;
/** Places remembered to go on from when the page takes away the one where the reading paused. */
export const MAX_PASSED = 64;

/**
 * The way through one scope, cut by cut. The page may change while the reading pauses: a place that has gone is replaced
 * by the nearest one before it that still stands, so that words may be read twice but none are passed over.
 */
export class Course {
  readonly #scope: Scope;
  /** Live where it can be: nothing is gathered ahead, and the place of the one asked last is known. */
  readonly #elements: { readonly [index: number]: Element };
  /** Where stretches began, the latest last: to go on from when the page takes the cursor's node away. */
  readonly #passed: Element[] = [];
  readonly #onRestart: () => void;
  #cursor: Node | null;
  #next = STRETCH_ELEMENTS;

  constructor(scope: Scope, first: Node, onRestart: () => void) {
    this.#scope = scope;
    this.#onRestart = onRestart;
    this.#elements = elementsOf(scope);
    this.#cursor = first;
  }

  *upTo(stop: Element | null): Generator<Stretch, void, void> {
    this.#repair();
    if (this.#cursor === null || (stop !== null && !precedes(this.#cursor, stop))) return;
    const scope = this.#scope;
    for (; ; this.#next += STRETCH_ELEMENTS) {
      const until = this.#elements[this.#next];
      if (until === undefined) break;
      if (!contains.call(scope, until)) continue;
      if (stop !== null && !precedes(until, stop)) break;
      // Cuts may have gone past it.
      if (!precedes(this.#cursor, until)) continue;
      yield { scope, from: this.#cursor, until };
      this.#cursor = until;
      this.#passed.push(until);
      if (this.#passed.length > MAX_PASSED) this.#passed.shift();
      this.#repair();
      if (this.#cursor === null) return;
    }
    if (stop === null) yield { scope, from: this.#cursor, until: null };
    else if (precedes(this.#cursor, stop)) yield { scope, from: this.#cursor, until: stop };
  }

  /** Goes on behind `element` and all that is in it; where that has gone, from where the last stretch began. */
  resumeAfter(element: Element): void {
    if (!contains.call(this.#scope, element)) return;
    let at: Node | null = element;
    while (at !== null && at !== this.#scope && nextSibling.call(at) === null) at = parentNode.call(at);
    this.#cursor = at === null || at === this.#scope ? null : nextSibling.call(at);
  }

  #repair(): void {
    if (this.#cursor === null || contains.call(this.#scope, this.#cursor)) return;
    while (this.#passed.length > 0 && !contains.call(this.#scope, this.#passed.at(-1)!)) this.#passed.pop();
    if (this.#passed.length === 0) this.#onRestart();
    this.#cursor = this.#passed.at(-1) ?? firstChild.call(this.#scope);
    const unread = this.#cursor === null ? null : unreadAround(this.#cursor);
    if (unread !== null) this.resumeAfter(unread);
  }
}

/** All elements of a scope, in document order; live where it can be. */
export function elementsOf(scope: Scope): { readonly [index: number]: Element } {
  return scope instanceof ShadowRoot ? scope.querySelectorAll('*') : getElementsByTagName.call(scope, '*');
}
