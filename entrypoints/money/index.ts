import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { innermost, innermostFocused } from '../../page/innermost.ts';
import { blur, isForm } from '../../page/members.ts';
import { isCutOff } from '../../platform/cut-off.ts';
import { listenFirst } from '../../platform/ear.ts';
import { listen, send } from '../../platform/messages.ts';
import { ownHosts } from '../../platform/own-hosts.ts';
import { arrive, leave } from '../../platform/own-world.ts';
import { shadowRootOpener } from '../../platform/shadow-roots.ts';
import { isFilledIn, isMoneyField, isMoneyForm, sendsMoney } from './money-places.ts';
import { watchSubmits } from './scripted-submit.ts';
import { ShadowWatch } from './shadow-watch.ts';

/** Keys that write nothing and send nothing. */
const HARMLESS_KEYS = /^(Tab|Escape|Shift|Control|Alt|Meta|Arrow\w+|Home|End|Page\w+|F\d+|CapsLock)$/;

/**
 * Stands in front of fields for money and secrets, in every frame of a tab where a script has come to its second
 * stage. The gate itself is the top frame's; here the way is only held until it was passed. What is typed is not read.
 */
export default defineUnlistedScript(() => {
  if (!arrive('money')) return;
  const shadowOf = shadowRootOpener();
  const own = ownHosts();
  const life = new AbortController();
  // Another script of fraud may need us again in this document.
  life.signal.addEventListener('abort', () => leave('money'));

  const ask = async () => {
    shadows.look();
    const held = await send('money/moment').catch(() => undefined);
    // Nobody holds the way any more: passed elsewhere, switched off, or the extension is gone.
    if (held !== true) life.abort();
  };
  const stop = (event: Event) => {
    if (event.cancelable) event.preventDefault();
    // What an input method writes cannot be undone: the keyboard is taken away instead, as the gate will in a moment.
    else if (event.type === 'beforeinput') takeKeyboard(innermost(event, shadowOf));
    event.stopImmediatePropagation();
    void ask();
  };

  const hear = (event: Event) => {
    // After an update another copy of us stands in front of the fields.
    if (isCutOff()) life.abort();
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
  watchSubmits(() => [document, ...shadows.roots()], stop, life.signal);

  listen({ 'money/hold': ({ on }) => (on ? undefined : life.abort()) }, life.signal);
  // Somebody may be in the field already.
  if (isMoneyField(innermostFocused(document, shadowOf))) void ask();
});

/** Whoever types goes on typing into nothing. */
function takeKeyboard(field: Element | null): void {
  if (field === null) return;
  if (isForm(field)) blur.call(field);
  else (field as HTMLElement).blur();
}
