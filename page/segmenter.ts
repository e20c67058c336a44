import type { FlatTree } from './flat-tree.ts';
import { isElement, isText, localName } from './members.ts';
import { TextLocator } from './text-locator.ts';
import type { Visibility } from './visibility.ts';

/** Longest stretch of hits that is judged as one passage, in characters; longer ones are judged piece by piece. */
export const MAX_PASSAGE_CHARS = 6000;
/** Whole blocks read on either side of the one that holds a hit: as many as an exemption may look at. */
const CONTEXT_BLOCKS = 2;
/** Least context on either side, in characters: a script may be split over several short bubbles. */
export const CONTEXT_CHARS = 400;
/** Most context on either side, in characters and in Text nodes. */
const MAX_CONTEXT_CHARS = 2000;
const MAX_CONTEXT_NODES = 400;
/** Text nodes looked at between two pauses. */
const NODES_A_STEP = 24;

/** Between two blocks of a passage. */
export const BLOCK_BOUNDARY = '\n\n';

/** A point in the page's text: `offset` characters into `node`. */
export interface TextPoint {
  node: Text;
  offset: number;
}

/** Adjacent segments as a reader sees them, with a map back to their Text nodes. */
export interface Passage {
  /** Visible text; blocks are joined by a blank line, `<br>` is a line break. */
  text: string;
  locator: TextLocator;
  /** The part that was asked for, without the context. */
  coreStart: number;
  coreEnd: number;
  /** Elements right round texts of the core that are there but not to be seen now. */
  concealed: ReadonlySet<Element>;
}

/**
 * What the reader sees from `first` to `last`, with as much round it as judging it takes. The page must not change
 * during a pause: if it does, what is answered is worth nothing.
 */
export function passageAround(
  tree: FlatTree,
  visibility: Visibility,
  first: TextPoint,
  last: TextPoint,
): Generator<undefined, Passage, void> {
  return new Reading(tree, visibility).read(first, last);
}

class Reading {
  readonly #tree: FlatTree;
  readonly #visibility: Visibility;
  readonly #locator = new TextLocator();
  #text = '';
  #earlier: Text | null = null;
  #breaks = 0;
  #spaced = false;
  #looks = 0;

  constructor(tree: FlatTree, visibility: Visibility) {
    this.#tree = tree;
    this.#visibility = visibility;
  }

  *read(first: TextPoint, last: TextPoint): Generator<undefined, Passage, void> {
    let stage: 'before' | 'core' | 'after' = 'before';
    const concealed = new Set<Element>();
    let coreStart = 0;
    let coreEnd = 0;
    let boundaries = 0;
    let nodes = 0;
    const begin = yield* this.#contextStart(first);
    for (let at: Node | null = begin; at !== null; at = this.#tree.next(at)) {
      if (isBreak(at)) this.#breaks++;
      if (!isText(at)) continue;
      yield* this.#pause();
      const node = at;
      const chars = this.#text.length - coreEnd;
      if (stage === 'after' && (++nodes > MAX_CONTEXT_NODES || chars >= MAX_CONTEXT_CHARS)) break;
      if (node === first.node) {
        stage = 'core';
        coreStart = coreEnd = this.#text.length;
      }
      if (isBlank(node)) this.#spaced = true;
      else if (!this.#visibility.isShown(node)) {
        if (stage === 'core' && node.parentElement !== null) concealed.add(node.parentElement);
      } else {
        const joint = this.#jointBefore(node);
        if (stage === 'after' && joint === BLOCK_BOUNDARY && ++boundaries > CONTEXT_BLOCKS && chars >= CONTEXT_CHARS)
          break;
        const from = node === first.node || stage === 'before' ? this.#clippedStart(node, first) : 0;
        const to = node === last.node ? Math.min(node.length, last.offset + MAX_CONTEXT_CHARS) : node.length;
        const start = this.#append(joint, node, from, stage === 'after' ? Math.min(to, MAX_CONTEXT_CHARS) : to);
        if (node === first.node) coreStart = start + first.offset - from;
        if (stage === 'core') coreEnd = node === last.node ? start + last.offset - from : this.#text.length;
      }
      if (node === last.node) stage = 'after';
    }
    return { text: this.#text, locator: this.#locator, coreStart, coreEnd: Math.max(coreStart, coreEnd), concealed };
  }

  /** The Text node where the context before `first` begins. */
  *#contextStart(first: TextPoint): Generator<undefined, Text, void> {
    let start = first.node;
    let chars = Math.min(first.offset, MAX_CONTEXT_CHARS);
    let boundaries = 0;
    let nodes = 0;
    let later = first.node;
    for (let at = this.#tree.previous(first.node); at !== null; at = this.#tree.previous(at)) {
      if (!isText(at)) continue;
      yield* this.#pause();
      if (++nodes > MAX_CONTEXT_NODES || chars >= MAX_CONTEXT_CHARS) break;
      const node = at;
      if (isBlank(node) || !this.#visibility.isShown(node)) continue;
      if (this.#standApart(node, later) && ++boundaries > CONTEXT_BLOCKS && chars >= CONTEXT_CHARS) break;
      chars += node.length;
      start = later = node;
    }
    return start;
  }

  *#pause(): Generator<undefined, void, void> {
    if (++this.#looks % NODES_A_STEP !== 0) return;
    yield;
    this.#visibility.refresh();
  }

  #clippedStart(node: Text, first: TextPoint): number {
    return Math.max(0, (node === first.node ? first.offset : node.length) - MAX_CONTEXT_CHARS);
  }

  /** Answers the offset in the passage where the words of `node` begin. */
  #append(joint: string, node: Text, from: number, to: number): number {
    this.#text += joint;
    const start = this.#text.length;
    const words = node.data.slice(from, to);
    this.#locator.add(node, start, from, words.length);
    // Length stays the same, so offsets do. A line break in the source is a space on the page.
    this.#text += words.includes('\n') && !this.#visibility.keepsLineBreaks(node) ? words.replaceAll('\n', ' ') : words;
    this.#earlier = node;
    this.#breaks = 0;
    this.#spaced = false;
    return start;
  }

  /** What the reader sees between the last text and `node`. */
  #jointBefore(node: Text): string {
    if (this.#earlier === null) return '';
    if (this.#breaks > 1 || this.#standApart(this.#earlier, node)) return BLOCK_BOUNDARY;
    return this.#breaks === 1 ? '\n' : this.#spaced ? ' ' : '';
  }

  #standApart(before: Text, after: Text): boolean {
    return (
      this.#visibility.blockOf(before) !== this.#visibility.blockOf(after) && !this.#visibility.readsOn(before, after)
    );
  }
}

function isBreak(node: Node): boolean {
  return isElement(node) && localName.call(node) === 'br';
}

function isBlank(node: Text): boolean {
  return node.data.trim() === '';
}
