import type { OpenShadowRoot } from '../../page/flat-tree.ts';
import { innermostFocused } from '../../page/innermost.ts';
import { isContentEditable, localName } from '../../page/members.ts';

/** Kinds of `<input>` that no text goes into. */
const TEXTLESS = new Set(['button', 'checkbox', 'color', 'file', 'image', 'radio', 'range', 'reset', 'submit']);

/**
 * Whether keys pressed now would go into a text of the page: a box in any shadow tree or frame. What goes on in a frame of
 * another site only that frame knows; who has the keyboard there may be writing.
 */
export function isWriting(of: Document, shadowOf: OpenShadowRoot): boolean {
  const focused = innermostFocused(of, shadowOf);
  if (focused === null) return false;
  if (focused instanceof HTMLIFrameElement) {
    const inside = focused.contentDocument;
    return inside === null || inside.designMode === 'on' || isWriting(inside, shadowOf);
  }
  return takesText(focused);
}

/** By name, not by class: the element may be of another window. */
function takesText(element: Element): boolean {
  const name = localName.call(element);
  if (name === 'textarea') return true;
  if (name === 'input') return !TEXTLESS.has((element as HTMLInputElement).type);
  return 'isContentEditable' in element && isContentEditable.call(element as HTMLElement);
}
