import { compareDocumentPosition, isText, ownerDocument } from './members.ts';
import type { TextPoint } from './segmenter.ts';
import { TAIL_CHARS } from './windows.ts';

/** Source characters looked at to find the tail: pages are indented with more white space than text. */
const TAIL_SOURCE_CHARS = 4000;

/** What is read as one tree. */
export type Scope = Element | ShadowRoot;

/** The nodes from `from` up to and without `until` (null: to the end of the scope), or a single Text node. */
export interface Stretch {
  scope: Node;
  from: Node;
  until: Node | null;
}

interface Part extends Stretch {
  start: number;
}

/** A run of stretches, read. */
export class Region {
  text = '';
  /** Characters at the beginning that are the end of the region before. */
  tail = 0;
  readonly #parts: Part[] = [];

  constructor(tail = '') {
    this.text = tail;
    this.tail = tail.length;
  }

  /** Takes up a stretch, whose text is `text`. */
  add(stretch: Stretch, text: string): void {
    if (text === '') return;
    this.#parts.push({ ...stretch, start: this.text.length });
    this.text += text;
  }

  /** The end of this region as the next one's beginning. */
  tailText(): string {
    return this.text.slice(-TAIL_SOURCE_CHARS).replace(/\s+/g, ' ').slice(-TAIL_CHARS);
  }

  /** Where in the page the character at `offset` stands; null when the page has changed since. */
  locate(offset: number): TextPoint | null {
    const target = Math.max(offset, this.tail);
    const part = this.#parts.findLast(({ start }) => start <= target);
    if (part === undefined) return null;
    let left = target - part.start;
    if (isText(part.from)) {
      if (left < part.from.length) return { node: part.from, offset: left };
      left -= part.from.length;
    }
    const walker = ownerDocument.call(part.from)!.createTreeWalker(part.scope, NodeFilter.SHOW_TEXT);
    walker.currentNode = part.from;
    for (let text = walker.nextNode() as Text | null; text !== null; text = walker.nextNode() as Text | null) {
      if (part.until !== null && !precedes(text, part.until)) return null;
      if (left < text.length) return { node: text, offset: left };
      left -= text.length;
    }
    return null;
  }
}

/** A Text node by itself. */
export function alone(text: Text): Stretch {
  return { scope: text, from: text, until: null };
}

/** Whether `node` comes before `other`, or holds it. */
export function precedes(node: Node, other: Node): boolean {
  return (compareDocumentPosition.call(node, other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}
