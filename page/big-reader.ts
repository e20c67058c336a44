import { Course, elementsOf, MAX_PASSED, STRETCH_ELEMENTS } from './course.ts';
import { CUT_SELECTOR, hidesItself } from './cuts.ts';
import type { FlatTree } from './flat-tree.ts';
import {
  childNodes,
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
  nodeType,
  parentNode,
  querySelector,
  querySelectorAll,
  textContent,
} from './members.ts';
import { alone, Region, type Scope, type Stretch } from './region.ts';
import { drawnEditorOf, isInsideUnread, isUnread, isUnreadByName } from './unread.ts';
import type { Run } from './watcher.ts';

/**
 * Big reads. Asking the browser for the text of a large stretch of the page costs about a quarter of walking it, so the
 * page is read in stretches that run from one *cut* to the next: cuts are made round what is never read, at shadow hosts
 * and slots (whose content is read in their place), and every so many elements. A stretch is an interval of the tree in
 * document order and knows nothing of blocks; only where something hits is it walked.
 *
 * What is read this way is a superset of what a reader sees, run together: hidden texts are in it, block boundaries are
 * not. A hit in it is a reason to look, never a finding.
 */

/**
 * In a scope with more elements than this even asking where to cut takes too long for one slice. Child by child costs
 * several times as much, so it begins late.
 */
const HUGE_ELEMENTS = 65_536;
/** Read child by child, so many small neighbours make a stretch … */
const STRETCH_SIBLINGS = 64;
/** … and a child is small with fewer elements than this. */
const SMALL_ELEMENTS = 32;
/** Elements asked for a shadow root between two pauses. */
const HOSTS_A_STEP = 256;
/** A region is handed on when it has this many characters. */
const REGION_CHARS = 16_384;
/** Read round a changed node, in characters and in Text nodes. */
const ROUND_CHARS = 400;
const ROUND_NODES = 40;

/** Names that attachShadow accepts beside custom ones. */
const HOSTS = ':is(div,span,p,section,article,aside,main,header,footer,nav,h1,h2,h3,h4,h5,h6,blockquote)';

/** Stretches in order, null for a pause, and in place of what is inside a part its own steps. */
interface Steps extends Generator<Stretch | null | Steps, void, void> {}

/** Reads a document, or what has changed in it, as regions. */
export class BigReader {
  readonly #document: Document;
  readonly #tree: FlatTree;
  readonly #onShadowRoot: (root: ShadowRoot) => void;
  readonly #onPossibleHost: (element: Element) => void;
  readonly #hugeElements: number;
  #range: Range | null = null;
  /** Budgets that are not timed: stretches and characters read. */
  stretches = 0;
  chars = 0;
  /** How often the page took away all that had been read of a scope, so that it was begun anew. */
  restarts = 0;

  /**
   * @param onShadowRoot told of every shadow root that is read
   * @param onPossibleHost told of elements that may get one later (custom elements)
   * @param hugeElements a scope with more elements is read child by child
   */
  constructor(
    document: Document,
    tree: FlatTree,
    onShadowRoot: (root: ShadowRoot) => void,
    onPossibleHost: (element: Element) => void,
    hugeElements = HUGE_ELEMENTS,
  ) {
    this.#document = document;
    this.#tree = tree;
    this.#onShadowRoot = onShadowRoot;
    this.#onPossibleHost = onPossibleHost;
    this.#hugeElements = hugeElements;
  }

  /** All that is in `scope`, in the order a reader meets it. Yields null where it may pause. */
  *regions(scope: Scope): Generator<Region | null, void, void> {
    let region = new Region();
    for (const stretch of flat(this.#stretchesOf(scope))) {
      if (stretch !== null) region.add(stretch, this.#read(stretch));
      if (region.text.length < REGION_CHARS) yield null;
      else {
        yield region;
        region = new Region(region.tailText());
      }
    }
    if (region.text.length > region.tail) yield region;
    this.release();
  }

  /** Changed nodes, neighbours together, each group with what stands round it. Runs are in document order. */
  *regionsOf(runs: readonly Run[]): Generator<Region | null, void, void> {
    let region = new Region();
    let earlier: Node | null = null;
    for (const { parent, first, last } of runs) {
      if (!isConnected.call(parent) || isInsideUnread(first === last ? first : parent)) continue;
      if (earlier === null || !this.#adjoin(earlier, first)) {
        if (earlier !== null) {
          for (const text of this.#textsRound(earlier, false)) region.add(alone(text), text.data);
          yield region;
        }
        region = new Region();
        for (const text of this.#textsRound(first, true)) region.add(alone(text), text.data);
      }
      earlier = last;
      for (const stretch of flat(this.#siblings(parent as Scope, first, last))) {
        if (stretch !== null) region.add(stretch, this.#read(stretch));
        if (region.text.length < REGION_CHARS) yield null;
        else {
          yield region;
          region = new Region(region.tailText());
        }
      }
    }
    if (earlier !== null) {
      for (const text of this.#textsRound(earlier, false)) region.add(alone(text), text.data);
      yield region;
    }
    this.release();
  }

  /** Looks for shadow roots on elements of any allowed name below `scope`; yields now and then, or a root's content. */
  *hosts(scope: Scope): Generator<ShadowRoot | null, void, void> {
    const elements = allIn(scope, HOSTS);
    for (let i = 0; i < elements.length; i++) {
      // Not by way of the extension's own opener, which is too slow to ask for every element.
      const root = elements[i]!.shadowRoot;
      if (root !== null) yield root;
      if (i % HOSTS_A_STEP === 0) yield null;
    }
  }

  /** Lets go of the page: a Range keeps the nodes it points at. */
  release(): void {
    this.#range?.setStart(this.#document, 0);
    this.#range?.collapse(true);
  }

  #read({ scope, from, until }: Stretch): string {
    let text: string;
    if (from === scope) text = (from as Text).data;
    else if (until === null && from === firstChild.call(scope)) text = textContent.call(scope)!;
    else {
      this.#range ??= this.#document.createRange();
      // Offset 0 of the node itself, so that the browser need not count siblings.
      this.#range.setStart(from, 0);
      if (until === null) this.#range.setEnd(scope, childNodes.call(scope).length);
      else this.#range.setEnd(until, 0);
      text = this.#range.toString();
    }
    this.stretches++;
    this.chars += text.length;
    return text;
  }

  *#stretchesOfNode(node: Node): Steps {
    if (isText(node)) yield alone(node);
    if (!isElement(node) || isUnread(node)) return;
    const root = this.#tree.shadowOf(node);
    const name = localName.call(node);
    if (root !== null) yield this.#stretchesOf(root);
    else if (name === 'slot' && assignedTo(node).length > 0) yield this.#slotted(node);
    else {
      if (name.includes('-')) this.#onPossibleHost(node);
      yield this.#stretchesOf(node);
    }
  }

  *#slotted(slot: Element): Steps {
    for (const node of assignedTo(slot)) yield this.#stretchesOfNode(node);
  }

  *#stretchesOf(scope: Scope): Steps {
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
      if (root !== null) yield this.#stretchesOf(root);
      else if (assigned.length > 0) yield this.#slotted(element);
      course.resumeAfter(cut);
    }
    yield* course.upTo(null);
    for (const element of hidden) if (isConnected.call(element)) yield this.#stretchesOf(element);
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
          else yield this.#stretchesOfNode(at);
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
    for (const element of hidden) if (isConnected.call(element)) yield this.#stretchesOfNode(element);
  }

  /** Whether a child has to be looked into: it is no small stretch of words and nothing else. */
  #isApart(element: Element): boolean {
    if (matches.call(element, CUT_SELECTOR)) return true;
    if (!holdsElements(element)) return false;
    return hasMoreThan(element, SMALL_ELEMENTS) || querySelector.call(element, CUT_SELECTOR) !== null;
  }

  /** Whether nothing but white space stands between two nodes. */
  #adjoin(before: Node, after: Node): boolean {
    if (contains.call(before, after)) return true;
    let at = this.#tree.after(before);
    while (at !== null && at !== after && (nodeType.call(at) === Node.COMMENT_NODE || isBlankText(at)))
      at = this.#tree.next(at);
    return at === after;
  }

  #textsRound(node: Node, before: boolean): Text[] {
    const texts: Text[] = [];
    let chars = 0;
    let nodes = 0;
    let at = before ? this.#tree.previous(node) : this.#tree.after(node);
    while (at !== null && chars < ROUND_CHARS && nodes < ROUND_NODES) {
      if (isText(at)) {
        nodes++;
        chars += at.data.trim().length;
        texts.push(at);
      }
      at = before ? this.#tree.previous(at) : this.#tree.next(at);
    }
    return before ? texts.reverse() : texts;
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

function isBlankText(node: Node): boolean {
  return isText(node) && node.data.trim() === '';
}
