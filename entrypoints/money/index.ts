import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { isMoneyButton, isWayBack, type MoneyKind, moneyKind } from '../../advice/money-field.ts';
import { fieldsOf, fieldText, formOf } from '../../page/field-words.ts';
import { innermost, innermostFocused } from '../../page/innermost.ts';
import {
  blur,
  closest,
  getRootNode,
  isElement,
  isForm,
  localName,
  matches,
  querySelectorAll,
  textContent,
} from '../../page/members.ts';
import { listenFirst } from '../../platform/ear.ts';
import { listen, send } from '../../platform/messages.ts';
import { ownHosts } from '../../platform/own-hosts.ts';
import { shadowRootOpener } from '../../platform/shadow-roots.ts';
import { watchSubmits } from './scripted-submit.ts';
import { ShadowWatch } from './shadow-watch.ts';

/** One of us in a frame is enough. A symbol: a page's element answers to any other name in our own world. */
const KEY = Symbol.for('caliangyan.money');
const ours = globalThis as { [KEY]?: boolean };

/** Keys that write nothing and send nothing. */
const HARMLESS_KEYS = /^(Tab|Escape|Shift|Control|Alt|Meta|Arrow\w+|Home|End|Page\w+|F\d+|CapsLock)$/;
const BUTTONS = 'button, input[type="submit"], input[type="image"], input[type="button"], [role="button"], a[href]';

/**
 * Stands in front of fields for money and secrets, in every frame of a tab where a script has come to its second
 * stage. The gate itself is the top frame's; here the way is only held until it was passed. What is typed is not read.
 */
export default defineUnlistedScript(() => {
  if (ours[KEY]) return;
  ours[KEY] = true;
  const shadowOf = shadowRootOpener();
  const own = ownHosts();
  const life = new AbortController();
  // Another script of fraud may need us again in this document.
  life.signal.addEventListener('abort', () => {
    ours[KEY] = false;
  });

  const ask = async (kind: MoneyKind) => {
    shadows.look();
    const held = await send('money/moment', { kind }).catch(() => undefined);
    // Nobody holds the way any more: passed elsewhere, switched off, or the extension is gone.
    if (held !== true) life.abort();
  };
  const stop = (event: Event, kind: MoneyKind) => {
    if (event.cancelable) event.preventDefault();
    // What an input method writes cannot be undone: the keyboard is taken away instead, as the gate will in a moment.
    else if (event.type === 'beforeinput') leave(innermost(event, shadowOf));
    event.stopImmediatePropagation();
    void ask(kind);
  };

  const hear = (event: Event) => {
    if (life.signal.aborted || (event.target instanceof Element && own.has(event.target))) return;
    const at = innermost(event, shadowOf);
    if (at === null) return;
    shadows.enter(at);
    switch (event.type) {
      case 'focusin':
      case 'change': {
        const kind = kindOf(at);
        if (kind) void ask(kind);
        return;
      }
      // The browser fills in without asking, and tells of it before the page can look. Taken out again, nobody but the
      // browser has seen it; after the gate it can be filled in once more.
      case 'input': {
        const kind = isFilledIn(event, at) ? kindOf(at) : null;
        if (kind === null) return;
        (at as HTMLInputElement).value = '';
        stop(event, kind);
        return;
      }
      // Before the gate is up, a quick hand or a page that reads keys by itself must not get anything in.
      case 'beforeinput':
      case 'paste': {
        const kind = kindOf(at);
        if (kind) stop(event, kind);
        return;
      }
      case 'keydown':
      case 'keypress':
      case 'keyup': {
        const kind = kindOf(at);
        if (kind && !HARMLESS_KEYS.test((event as KeyboardEvent).key)) stop(event, kind);
        return;
      }
      case 'submit': {
        const kind = formKind(at as HTMLFormElement);
        if (kind) stop(event, kind);
        return;
      }
      case 'click': {
        const kind = pressedKind(at);
        if (kind) stop(event, kind);
      }
    }
  };
  const shadows = new ShadowWatch(shadowOf, hear, life.signal);
  listenFirst(hear, life.signal);
  watchSubmits(() => [document, ...shadows.roots()], formKind, stop, life.signal);

  listen({ 'money/hold': ({ on }) => (on ? undefined : life.abort()) }, life.signal);
  // Somebody may be in the field already.
  const kind = kindOf(innermostFocused(document, shadowOf));
  if (kind) void ask(kind);
});

function leave(field: Element | null): void {
  if (field === null) return;
  if (isForm(field)) blur.call(field);
  else (field as HTMLElement).blur();
}

/** Firefox marks the field only afterwards, but names what it does. */
function isFilledIn(event: Event, field: Element): boolean {
  return matches.call(field, ':autofill') || (event as InputEvent).inputType === 'insertReplacementText';
}

function kindOf(element: Element | null): MoneyKind | null {
  const words = fieldText(element);
  return words && moneyKind(words);
}

/** What a form asks for: the first of its fields that is not ordinary. */
function formKind(form: HTMLFormElement | null): MoneyKind | null {
  return form !== null && isForm(form) ? firstKind(fieldsOf(form)) : null;
}

/** What the press of a button sends; null for ways back, and for buttons that send nothing of money. */
function pressedKind(at: Element): MoneyKind | null {
  const button = closest.call(at, BUTTONS);
  if (button === null) return null;
  const words = `${textContent.call(button) ?? ''} ${(button as HTMLInputElement).value ?? ''}`.trim();
  if (isWayBack(words)) return null;
  const form = formOf(button);
  if (form !== null) return localName.call(button) === 'a' ? null : formKind(form);
  // Many pages have fields and a button, and no form round them: then the button's own words tell.
  if (!isMoneyButton(words)) return null;
  const root = getRootNode.call(button);
  const fields = 'input, textarea';
  return firstKind(
    isElement(root) ? querySelectorAll.call(root, fields) : (root as Document | ShadowRoot).querySelectorAll(fields),
  );
}

function firstKind(fields: Iterable<Element>): MoneyKind | null {
  for (const field of fields) {
    const kind = kindOf(field);
    if (kind) return kind;
  }
  return null;
}
