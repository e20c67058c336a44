import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { asksForMoney, isMoneyButton, isWayBack } from '../../advice/money-field.ts';
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

  const ask = async () => {
    shadows.look();
    const held = await send('money/moment').catch(() => undefined);
    // Nobody holds the way any more: passed elsewhere, switched off, or the extension is gone.
    if (held !== true) life.abort();
  };
  const stop = (event: Event) => {
    if (event.cancelable) event.preventDefault();
    // What an input method writes cannot be undone: the keyboard is taken away instead, as the gate will in a moment.
    else if (event.type === 'beforeinput') leave(innermost(event, shadowOf));
    event.stopImmediatePropagation();
    void ask();
  };

  const hear = (event: Event) => {
    if (life.signal.aborted || (event.target instanceof Element && own.has(event.target))) return;
    const at = innermost(event, shadowOf);
    if (at === null) return;
    shadows.enter(at);
    switch (event.type) {
      case 'focusin':
      case 'change':
        if (isMoneyField(at)) void ask();
        return;
      // The browser fills in without asking, and tells of it before the page can look. Taken out again, nobody but the
      // browser has seen it; after the gate it can be filled in once more.
      case 'input':
        if (!isFilledIn(event, at) || !isMoneyField(at)) return;
        (at as HTMLInputElement).value = '';
        stop(event);
        return;
      // Before the gate is up, a quick hand or a page that reads keys by itself must not get anything in.
      case 'beforeinput':
      case 'paste':
        if (isMoneyField(at)) stop(event);
        return;
      case 'keydown':
      case 'keypress':
      case 'keyup':
        if (isMoneyField(at) && !HARMLESS_KEYS.test((event as KeyboardEvent).key)) stop(event);
        return;
      case 'submit':
        if (isMoneyForm(at as HTMLFormElement)) stop(event);
        return;
      case 'click':
        if (sendsMoney(at)) stop(event);
    }
  };
  const shadows = new ShadowWatch(shadowOf, hear, life.signal);
  listenFirst(hear, life.signal);
  watchSubmits(() => [document, ...shadows.roots()], isMoneyForm, stop, life.signal);

  listen({ 'money/hold': ({ on }) => (on ? undefined : life.abort()) }, life.signal);
  // Somebody may be in the field already.
  if (isMoneyField(innermostFocused(document, shadowOf))) void ask();
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

function isMoneyField(element: Element | null): boolean {
  const words = fieldText(element);
  return words !== null && asksForMoney(words);
}

function isMoneyForm(form: HTMLFormElement): boolean {
  return isForm(form) && [...fieldsOf(form)].some(isMoneyField);
}

/** Whether the press of a button sends money; ways back never do. */
function sendsMoney(at: Element): boolean {
  const button = closest.call(at, BUTTONS);
  if (button === null) return false;
  const words = `${textContent.call(button) ?? ''} ${(button as HTMLInputElement).value ?? ''}`.trim();
  if (isWayBack(words)) return false;
  const form = formOf(button);
  if (form !== null) return localName.call(button) !== 'a' && isMoneyForm(form);
  // Many pages have fields and a button, and no form round them: then the button's own words tell.
  if (!isMoneyButton(words)) return false;
  const root = getRootNode.call(button);
  const selector = 'input, textarea';
  const fields = isElement(root)
    ? querySelectorAll.call(root, selector)
    : (root as Document | ShadowRoot).querySelectorAll(selector);
  return [...fields].some(isMoneyField);
}
