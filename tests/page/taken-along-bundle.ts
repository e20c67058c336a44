/** What the tests of the guard's and the gate's reading of a page load into it. */
import { fieldWords, formOf } from '../../page/field-words.ts';
import { innermost, innermostFocused } from '../../page/innermost.ts';
import { isNear } from '../../page/nearness.ts';
import { copiedText, pressedThing } from '../../page/taken-along.ts';

const closed = new WeakMap<Element, ShadowRoot>();
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (this: Element, init: ShadowRootInit) {
  const root = attach.call(this, init);
  closed.set(this, root);
  return root;
};
const shadowOf = (element: Element) => closed.get(element) ?? null;

/** Ranges over the elements marked as flagged, through all shadow roots. */
function flagged(from: Document | ShadowRoot = document): Range[] {
  const here = [...from.querySelectorAll('mark')].map((mark) => {
    const range = document.createRange();
    range.selectNodeContents(mark);
    return range;
  });
  const inside = [...from.querySelectorAll('*')].flatMap((element) => {
    const root = shadowOf(element);
    return root ? flagged(root) : [];
  });
  return [...here, ...inside];
}

let next: Promise<string | undefined> = Promise.resolve(undefined);

const harness = {
  shadowOf,
  isNear: (thing: Node) => isNear(thing, flagged(), shadowOf),
  copied: (inside: ShadowRoot | null = null) => {
    const found = copiedText(document, inside, flagged(), shadowOf);
    return found && { text: found.text, around: found.around, flagged: found.flagged };
  },
  pressed: (target: Element) => {
    const found = pressedThing(target, shadowOf);
    if (found === null) return null;
    const { element, box: _, ...words } = found;
    return { ...words, element: element.id };
  },
  /** From now on, notes the innermost target of the next event of that type; `target` gives its id. */
  awaitTarget: (type: string) => {
    next = new Promise((resolve) => {
      addEventListener(type, (event) => resolve(innermost(event, shadowOf)?.id), { capture: true, once: true });
    });
  },
  target: () => next,
  focused: () => innermostFocused(document, shadowOf)?.id,
  field: (element: Element | null) => fieldWords(element),
  formOf: (element: Element) => formOf(element)?.id,
};

declare global {
  interface Window {
    taken: typeof harness;
  }
}
window.taken = harness;
