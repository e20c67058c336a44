import { type Moment, waitFor } from '../../advice/moment.ts';
import { innermost, innermostFocused } from '../../page/innermost.ts';
import { closest } from '../../page/members.ts';
import { shadowRootOpener } from '../../platform/shadow-roots.ts';
import { isWriting } from './writing.ts';

/** Resolves when a card may appear: not while the person types, watches full screen or leaves (advice/moment.ts). */
export function calmMoment(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const moment: Moment = { typed: null, fullScreen: false, left: null, hidden: false };
    const until = new AbortController();
    const options = { capture: true, passive: true, signal: AbortSignal.any([signal, until.signal]) };
    const shadowOf = shadowRootOpener();
    const focused = () => innermostFocused(document, shadowOf);
    /** What the input method composes in; it may think as long as the person does, without an event. */
    let composing: Element | null = null;
    let timer = 0;
    const look = () => {
      clearTimeout(timer);
      // Taken out of the page in the middle, a box says nothing of an end; then the keyboard is elsewhere.
      if (composing !== null && composing === focused()) moment.typed = Date.now();
      moment.fullScreen = document.fullscreenElement !== null;
      moment.hidden = document.hidden;
      // What is typed in a frame we do not hear; that somebody is busy in it, the browser says.
      if (focused() instanceof HTMLIFrameElement && navigator.userActivation.isActive) moment.typed = Date.now();
      const wait = waitFor(moment, Date.now());
      if (wait === 0) {
        until.abort();
        resolve();
      } else if (Number.isFinite(wait)) timer = window.setTimeout(look, wait);
    };
    const note = (event: Event) => {
      // A page that fills fields or submits forms in a loop would keep us waiting for ever.
      if (!event.isTrusted || !navigator.userActivation.isActive) return;
      if (event.type === 'click' && !isLink(event, innermost(event, shadowOf))) return;
      if (event.type === 'click' || event.type === 'submit') moment.left = Date.now();
      else moment.typed = Date.now();
      look();
    };
    const compose = (event: Event) => {
      // Chromium does not trust its own end of a composition; one that a page makes up only ends a wait.
      if (event.type === 'compositionend') composing = null;
      else if (event.isTrusted) composing = focused();
      look();
    };
    for (const type of ['compositionstart', 'compositionupdate', 'compositionend'])
      document.addEventListener(type, compose, options);
    for (const type of ['input', 'submit', 'click']) document.addEventListener(type, note, options);
    for (const type of ['fullscreenchange', 'visibilitychange']) document.addEventListener(type, look, options);
    // Nobody can fake it without leaving. Only while we wait: such a listener keeps pages out of the browser's cache.
    window.addEventListener(
      'beforeunload',
      (event) => {
        if (!event.isTrusted) return;
        moment.left = Date.now();
        look();
      },
      options,
    );
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
    // What was done before we came: whoever has just pressed something may be on the way out, or typing.
    if (navigator.userActivation.isActive) moment.left = Date.now();
    if (isWriting(document, shadowOf)) moment.typed = Date.now();
    look();
  });
}

/** A link may hold the shadow tree that was pressed, or be inside one that is closed. */
function isLink(event: Event, pressed: Element | null): boolean {
  if (pressed !== null && closest.call(pressed, 'a[href]') !== null) return true;
  return event.composedPath().some((target) => target instanceof HTMLAnchorElement && target.href !== '');
}
