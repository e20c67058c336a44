import type { Cutter } from './cutter.ts';
import type { FlatTree } from './flat-tree.ts';
import { childNodes, contains, firstChild, isConnected, isText, nodeType, textContent } from './members.ts';
import { alone, Region, type Scope, type Stretch } from './region.ts';
import { isInsideUnread } from './unread.ts';
import type { Siblings } from './watcher.ts';

/**
 * Big reads. Asking the browser for the text of a large stretch of the page costs about a quarter of walking it, so the
 * page is read in stretches that run from one *cut* to the next: cuts are made round what is never read, at shadow hosts
 * and slots (whose content is read in their place), and every so many elements. A stretch is an interval of the tree in
 * document order and knows nothing of blocks; only where something hits is it walked.
 *
 * What is read this way is a superset of what a reader sees, run together: hidden texts are in it, block boundaries are
 * not. A hit in it is a reason to look, never a finding.
 */

/** A region is handed on when it has this many characters. */
const REGION_CHARS = 16_384;
/** Read round a changed node, in characters and in Text nodes. */
const ROUND_CHARS = 400;
const ROUND_NODES = 40;

/** Reads a document, or what has changed in it, as regions. */
export class BigReader {
  readonly #document: Document;
  readonly #tree: FlatTree;
  readonly #cutter: Cutter;
  #range: Range | null = null;
  /** Budgets that are not timed: stretches and characters read. */
  stretches = 0;
  chars = 0;

  constructor(document: Document, tree: FlatTree, cutter: Cutter) {
    this.#document = document;
    this.#tree = tree;
    this.#cutter = cutter;
  }

  /** How often the page took away all that had been read of a scope, so that it was begun anew. */
  get restarts(): number {
    return this.#cutter.restarts;
  }

  /** All that is in `scope`, in the order a reader meets it. Yields null where it may pause. */
  *regions(scope: Scope): Generator<Region | null, void, void> {
    const last = yield* this.#gather(new Region(), this.#cutter.stretchesOf(scope));
    if (last.text.length > last.tail) yield last;
    this.#release();
  }

  /** Changed nodes, in document order; those that adjoin together, each lot with what stands round it. */
  *regionsOf(changed: readonly Siblings[]): Generator<Region | null, void, void> {
    let region = new Region();
    let earlier: Node | null = null;
    for (const { parent, first, last } of changed) {
      if (!isConnected.call(parent) || isInsideUnread(first === last ? first : parent)) continue;
      if (earlier === null || !this.#adjoin(earlier, first)) {
        if (earlier !== null) yield this.#withRound(region, earlier, false);
        region = this.#withRound(new Region(), first, true);
      }
      earlier = last;
      region = yield* this.#gather(region, this.#cutter.stretchesBetween(parent as Scope, first, last));
    }
    if (earlier !== null) yield this.#withRound(region, earlier, false);
    this.#release();
  }

  /** Reads the stretches into the region, and when it is full, which is yielded, into another. Answers the last. */
  *#gather(into: Region, stretches: Iterable<Stretch | null>): Generator<Region | null, Region, void> {
    let region = into;
    for (const stretch of stretches) {
      if (stretch !== null) region.add(stretch, this.#read(stretch));
      if (region.text.length < REGION_CHARS) yield null;
      else {
        yield region;
        region = new Region(region.tailText());
      }
    }
    return region;
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

  /** Lets go of the page: a Range keeps the nodes it points at. */
  #release(): void {
    this.#range?.setStart(this.#document, 0);
    this.#range?.collapse(true);
  }

  /** Whether nothing but white space stands between two nodes. */
  #adjoin(before: Node, after: Node): boolean {
    if (contains.call(before, after)) return true;
    let at = this.#tree.after(before);
    while (at !== null && at !== after && (nodeType.call(at) === Node.COMMENT_NODE || isBlankText(at)))
      at = this.#tree.next(at);
    return at === after;
  }

  /** The region, with what stands before the node, or after it. */
  #withRound(region: Region, node: Node, before: boolean): Region {
    for (const text of this.#textsRound(node, before)) region.add(alone(text), text.data);
    return region;
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

function isBlankText(node: Node): boolean {
  return isText(node) && node.data.trim() === '';
}
