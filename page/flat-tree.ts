import {
  assignedSlot,
  firstChild,
  isElement,
  isText,
  lastChild,
  localName,
  nextSibling,
  parentNode,
  previousSibling,
} from './members.ts';
import { isUnread } from './unread.ts';

/** Answers an element's shadow root, or null. The entrypoint passes chrome.dom.openOrClosedShadowRoot where there is one. */
export type OpenShadowRoot = (element: Element) => ShadowRoot | null;

/**
 * The tree as a reader sees it: a host's shadow root in place of its children, assigned nodes in place of a slot, nothing
 * of what is never read. Walks in document order without allocating.
 */
export class FlatTree {
  readonly #shadowOf: OpenShadowRoot;

  constructor(shadowOf: OpenShadowRoot) {
    this.#shadowOf = shadowOf;
  }

  shadowOf(element: Element): ShadowRoot | null {
    return this.#shadowOf(element);
  }

  parent(node: Node): Element | null {
    const slot = this.#slotOf(node);
    if (slot !== null) return slot;
    const parent = parentNode.call(node);
    if (parent instanceof ShadowRoot) return parent.host;
    return parent !== null && isElement(parent) ? parent : null;
  }

  next(node: Node): Node | null {
    const child = this.#child(node, false);
    return child ?? this.after(node);
  }

  /** The node after `node` and all that is inside it. */
  after(node: Node): Node | null {
    for (let at: Node | null = node; at !== null; at = this.parent(at)) {
      const sibling = this.#sibling(at, false);
      if (sibling !== null) return sibling;
    }
    return null;
  }

  previous(node: Node): Node | null {
    let at = this.#sibling(node, true);
    if (at === null) return this.parent(node);
    for (let child = this.#child(at, true); child !== null; child = this.#child(at, true)) at = child;
    return at;
  }

  #child(node: Node, last: boolean): Node | null {
    if (!isElement(node) || isUnread(node)) return null;
    if (localName.call(node) === 'slot') {
      const assigned = (node as HTMLSlotElement).assignedNodes();
      if (assigned.length > 0) return assigned[last ? assigned.length - 1 : 0]!;
    }
    const holder = this.#shadowOf(node) ?? node;
    return last ? lastChild.call(holder) : firstChild.call(holder);
  }

  #sibling(node: Node, before: boolean): Node | null {
    const slot = this.#slotOf(node);
    if (slot === null) return before ? previousSibling.call(node) : nextSibling.call(node);
    const assigned = slot.assignedNodes();
    return assigned[assigned.indexOf(node as Element) + (before ? -1 : 1)] ?? null;
  }

  #slotOf(node: Node): HTMLSlotElement | null {
    if (isText(node)) return node.assignedSlot;
    return isElement(node) ? assignedSlot.call(node) : null;
  }
}
