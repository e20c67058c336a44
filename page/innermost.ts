import type { OpenShadowRoot } from './flat-tree.ts';
import { getRootNode, isElement, parentElement } from './members.ts';

/**
 * The element an event is really about. From outside, an event in a closed shadow root names the host only; where the
 * pointer or the focus is inside tells the rest.
 */
export function innermost(event: Event, shadowOf: OpenShadowRoot): Element | null {
  const first = event.composedPath()[0];
  let at = isNode(first) ? elementOf(first) : null;
  const pointed = pointOf(event);
  while (at !== null) {
    const root = shadowOf(at);
    if (root === null) return at;
    const inner = pointed ? root.elementFromPoint(pointed.x, pointed.y) : root.activeElement;
    if (inner === null || getRootNode.call(inner) !== root) return at;
    at = inner;
  }
  return null;
}

/** The element with the keyboard, through all shadow roots. */
export function innermostFocused(document: Document, shadowOf: OpenShadowRoot): Element | null {
  let at = document.activeElement;
  for (let root = at && shadowOf(at); root?.activeElement; root = shadowOf(at)) at = root.activeElement;
  return at;
}

/** Where the pointer was. A click by the keyboard carries no place. */
function pointOf(event: Event): { x: number; y: number } | null {
  const { clientX, clientY, detail, type } = event as MouseEvent;
  if (typeof clientX !== 'number' || (type === 'click' && detail === 0)) return null;
  return { x: clientX, y: clientY };
}

function elementOf(node: Node): Element | null {
  return isElement(node) ? node : parentElement.call(node);
}

/** By shape, not by class: an element may have been made in another window. The window itself has the page's names. */
function isNode(target: EventTarget | undefined): target is Node {
  return target !== undefined && target !== window && 'nodeType' in target;
}
