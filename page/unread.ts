import {
  closest,
  getAttribute,
  getRootNode,
  hasAttribute,
  isElement,
  localName,
  matches,
  parentElement,
} from './members.ts';

/**
 * What is never read: what people type, and what is no text for people.
 */

const NO_TEXT = ['script', 'style'];
const TYPED = ['textarea', 'input', 'select', 'option'];
/** Pronunciation beside a word splits it for a machine, not for a reader. */
const GLOSSES = ['rt', 'rp'];
const UNREAD_NAMES = new Set([...NO_TEXT, ...TYPED, ...GLOSSES]);
/**
 * What stands in them is drawn where there is nothing better to show, or where a page's style wants it: no text of the line
 * they stand in, but to be looked at.
 */
const STAND_INS = new Set('template noscript iframe object canvas video audio datalist'.split(' '));

/** Editing hosts and text boxes of a page's own making. */
const TYPED_INTO = '[contenteditable]:not([contenteditable="false" i])';
const TEXT_BOXES = '[role="textbox"]';
/** Editors that draw typed text themselves; each has a text field in it. */
const DRAWN_EDITORS = '.CodeMirror,.monaco-editor,.ace_editor';
const UNREAD_SELECTOR = `${[...UNREAD_NAMES].join()},${TYPED_INTO},${TEXT_BOXES},${DRAWN_EDITORS}`;

/** Selectors, as few as will do, that find unread elements which their names do not tell. */
export const UNREAD_HINTS = `[contenteditable],${TEXT_BOXES}`;

/** Whether nothing in the element is read. */
export function isUnread(element: Element): boolean {
  return isUnreadByName(element) || (hasAttribute.call(element, 'class') && matches.call(element, DRAWN_EDITORS));
}

/** The same but for drawn editors, which their text fields give away: cheap enough to ask at every cut. */
export function isUnreadByName(element: Element): boolean {
  return (
    UNREAD_NAMES.has(localName.call(element)) ||
    (hasAttribute.call(element, 'contenteditable') && matches.call(element, TYPED_INTO)) ||
    getAttribute.call(element, 'role') === 'textbox'
  );
}

/** Whether the words round the element go on as if it were not there, and its own are nearly always hidden. */
export function isStandIn(element: Element): boolean {
  return STAND_INS.has(localName.call(element));
}

/** How often to ask whether a document is still a text field as a whole, in milliseconds. */
const WRITTEN_LOOK_MS = 1000;

/** Resolves when the document is no text field as a whole (design mode): at once for nearly all; never after an abort. */
export function written(document: Document, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (signal.aborted) return;
      if (document.designMode === 'on') setTimeout(look, WRITTEN_LOOK_MS);
      else resolve();
    };
    look();
  });
}

/** The editor that `field` is the text field of, or null. */
export function drawnEditorOf(field: Element): Element | null {
  return localName.call(field) === 'textarea' ? closest.call(field, DRAWN_EDITORS) : null;
}

/** The outermost unread element that holds `node` within its tree, or null. */
export function unreadAround(node: Node): Element | null {
  const element = isElement(node) ? node : parentElement.call(node);
  return element && closest.call(element, UNREAD_SELECTOR);
}

/** Whether `node` lies in something that is never read, also across shadow roots. */
export function isInsideUnread(node: Node): boolean {
  for (let at: Node | null = node; at !== null; at = hostOf(at)) if (unreadAround(at) !== null) return true;
  return false;
}

function hostOf(node: Node): Element | null {
  const root = getRootNode.call(node);
  return root instanceof ShadowRoot ? root.host : null;
}
