import { Course, elementsOf, MAX_PASSED, STRETCH_ELEMENTS } from './course.ts';
import { CUT_SELECTOR, hidesItself } from './cuts.ts';
import type { FlatTree } from './flat-tree.ts';
import {
  contains,
  firstChild,
  firstElementChild,
  isConnected,
  isElement,
  isText,
  lastChild,
  localName,
  matches,
  nextSibling,
  parentNode,
  querySelector,
  querySelectorAll,
} from './members.ts';
import { alone, type Scope, type Stretch } from './region.ts';
import { drawnEditorOf, isUnread, isUnreadByName } from './unread.ts';

/**
 * In a scope with more elements than this even asking where to cut takes too long for one slice. Child by child costs
 * several times as much, so it begins late.
 */
const HUGE_ELEMENTS = 65_536;
/** Read child by child, so many small neighbours make a stretch … */
const STRETCH_SIBLINGS = 64;
/** … and a child is small with fewer elements than this. */
const SMALL_ELEMENTS = 32;

/** Stretches in order, null for a pause, and in place of what is inside a part its own steps. */
interface Steps extends Generator<Stretch | null | Steps, void, void> {}

/** Cuts a document into stretches (page/big-reader.ts), in the order a reader meets them. */
export class Cutter {
  readonly #tree: FlatTree;
  readonly #onShadowRoot: (root: ShadowRoot) => void;
  readonly #onPossibleHost: (element: Element) => void;
  readonly #hugeElements: number;
  /** How often the page took away all that had been read of a scope, so that it was begun anew. */
  restarts = 0;

  /**
   * @param onShadowRoot told of every shadow root that is read
   * @param onPossibleHost told of elements that may get one later (custom elements)
   * @param hugeElements a scope with more elements is read child by child
   */
  constructor(
    tree: FlatTree,
    onShadowRoot: (root: ShadowRoot) => void,
    onPossibleHost: (element: Element) => void,
    hugeElements = HUGE_ELEMENTS,
  ) {
    this.#tree = tree;
    this.#onShadowRoot = onShadowRoot;
    this.#onPossibleHost = onPossibleHost;
    this.#hugeElements = hugeElements;
  }

  /** All that is in `scope`; null for a pause. */
  stretchesOf(scope: Scope): Generator<Stretch | null, void, void> {
    return flat(this.#inside(scope));
  }

  /** The neighbours from `first` to `last` in `scope`; null for a pause. */
  stretchesBetween(scope: Scope, first: Node, last: Node): Generator<Stretch | null, void, void> {
    return flat(this.#siblings(scope, first, last));
  }

  *#ofNode(node: Node): Steps {
    if (isText(node)) yield alone(node);
    if (!isElement(node) || isUnread(node)) return;
    const root = this.#tree.shadowOf(node);
    const name = localName.call(node);
    if (root !== null) yield this.#inside(root);
    else if (name === 'slot' && assignedTo(node).length > 0) yield this.#slotted(node);
    else {
      if (name.includes('-')) this.#onPossibleHost(node);
      yield this.#inside(node);
    }
  }

  *#slotted(slot: Element): Steps {
    for (const node of assignedTo(slot)) yield this.#ofNode(node);
  }

  *#inside(scope: Scope): Steps {
    if (scope instanceof ShadowRoot) this.#onShadowRoot(scope);
    const first = firstChild.call(scope);
    const last = lastChild.call(scope);
    if (first === null || last === null) return;
    if (!holdsElements(scope)) yield { scope, from: first, until: null };
    else if (hasMoreThan(scope, this.#hugeElements)) yield this.#siblings(scope, first, last);
    else yield this.#cutByCut(scope, first);
  }

  *#cutByCut(scope: Scope, first: Node): Steps {
    const candidates = allIn(scope, CUT_SELECTOR);
    if (candidates.length === 0 && !hasMoreThan(scope, STRETCH_ELEMENTS)) {
      yield { scope, from: first, until: null };
      return;
    }
    const course = new Course(scope, first, () => this.restarts++);
    let cut: Element | null = null;
    const hidden: Element[] = [];
    for (let i = 0; i < candidates.length; i++) {
      if ((i + 1) % STRETCH_ELEMENTS === 0) yield null;
      const element = candidates[i]!;
      const unread = isUnreadByName(element);
      const root = unread ? null : this.#tree.shadowOf(element);
      const name = localName.call(element);
      const assigned = !unread && name === 'slot' ? assignedTo(element) : [];
      const apart = !unread && root === null && hidesItself(element);
      if (!unread && root === null && assigned.length === 0 && !apart) {
        if (name.includes('-')) this.#onPossibleHost(element);
        continue;
      }
      if ((cut && contains.call(cut, element)) || !contains.call(scope, element)) continue;
      if (apart) hidden.push(element);
      cut = (unread && drawnEditorOf(element)) || element;
      yield* course.upTo(cut);
      if (root !== null) yield this.#inside(root);
      else if (assigned.length > 0) yield this.#slotted(element);
      course.resumeAfter(cut);
    }
    yield* course.upTo(null);
    for (const element of hidden) if (isConnected.call(element)) yield this.#inside(element);
  }

  /**
   * Neighbours from `first` to `last`, small ones together. Where the page has taken away the next one during a pause, it
   * goes on from the nearest before it that still stands: words may be read twice, but none are passed over.
   */
  *#siblings(scope: Scope | Document, first: Node, last: Node): Steps {
    const anchors: Node[] = [];
    const hidden: Element[] = [];
    let from: Node | null = null;
    let siblings = 0;
    for (let at: Node | null = first; at !== null; ) {
      const next: Node | null = nextSibling.call(at);
      const isApart = isElement(at) && this.#isApart(at);
      const isLast: boolean = at === last;
      if (isApart || isLast || ++siblings >= STRETCH_SIBLINGS) {
        if (from !== null && isApart) yield { scope, from, until: at };
        if (isApart) {
          if (hidesItself(at as Element)) hidden.push(at as Element);
          else yield this.#ofNode(at);
        } else if (from !== null) yield { scope, from, until: next };
        else yield* wholly(at);
        if (isLast) break;
        from = null;
        siblings = 0;
        if (parentNode.call(at) === scope) anchors.push(at);
        if (anchors.length > MAX_PASSED) anchors.shift();
        if (next !== null && parentNode.call(next) !== scope) {
          while (anchors.length > 0 && parentNode.call(anchors.at(-1)!) !== scope) anchors.pop();
          const anchor = anchors.at(-1);
          if (anchor === undefined) this.restarts++;
          at = anchor ? nextSibling.call(anchor) : firstChild.call(scope);
          continue;
        }
      } else from ??= at;
      at = next;
    }
    for (const element of hidden) if (isConnected.call(element)) yield this.#ofNode(element);
  }

  /** Whether a child has to be looked into: it is no small stretch of words and nothing else. */
  #isApart(element: Element): boolean {
    if (matches.call(element, CUT_SELECTOR)) return true;
    if (!holdsElements(element)) return false;
    return hasMoreThan(element, SMALL_ELEMENTS) || querySelector.call(element, CUT_SELECTOR) !== null;
  }
}

/** Not by `yield*`: a page may nest shadow roots deeper than calls can go. */
function* flat(steps: Steps): Generator<Stretch | null, void, void> {
  const open = [steps];
  for (let inner = open.at(-1); inner !== undefined; inner = open.at(-1)) {
    const { done, value } = inner.next();
    if (done) open.pop();
    else if (value !== null && 'next' in value) open.push(value);
    else yield value;
  }
}

function allIn(scope: Scope, selector: string): NodeListOf<Element> {
  return scope instanceof ShadowRoot ? scope.querySelectorAll(selector) : querySelectorAll.call(scope, selector);
}

function holdsElements(scope: Scope): boolean {
  return (scope instanceof ShadowRoot ? scope.firstElementChild : firstElementChild.call(scope)) !== null;
}

/** Counts no further than need be. */
function hasMoreThan(scope: Scope, elements: number): boolean {
  return elementsOf(scope)[elements] !== undefined;
}

/** All that is in one node that holds nothing but words. */
function* wholly(node: Node): Generator<Stretch, void, void> {
  if (isText(node)) return yield alone(node);
  const first = isElement(node) ? firstChild.call(node) : null;
  if (first !== null) yield { scope: node, from: first, until: null };
}

function assignedTo(slot: Element): Node[] {
  return (slot as HTMLSlotElement).assignedNodes();
}
