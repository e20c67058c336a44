import { type Moment, waitFor } from '../../advice/moment.ts';

/** Resolves when a card may appear: not while the person types, watches full screen or leaves (advice/moment.ts). */
export function calmMoment(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const moment: Moment = { typed: null, fullScreen: false, left: null, hidden: false };
    const until = new AbortController();
    const options = { capture: true, passive: true, signal: AbortSignal.any([signal, until.signal]) };
    let timer = 0;
    const look = () => {
      clearTimeout(timer);
      moment.fullScreen = document.fullscreenElement !== null;
      moment.hidden = document.hidden;
      const wait = waitFor(moment, Date.now());
      if (wait === 0) {
        until.abort();
        resolve();
      } else if (Number.isFinite(wait)) timer = window.setTimeout(look, wait);
    };
    const note = (event: Event) => {
      // A page that fills fields or submits forms in a loop would keep us waiting for ever.
      if (!event.isTrusted || !navigator.userActivation.isActive) return;
      if (event.type === 'click' && !isLink(event)) return;
      if (event.type === 'click' || event.type === 'submit') moment.left = Date.now();
      else moment.typed = Date.now();
      look();
    };
    for (const type of ['input', 'compositionupdate', 'submit', 'click'])
      document.addEventListener(type, note, options);
    for (const type of ['fullscreenchange', 'visibilitychange']) document.addEventListener(type, look, options);
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
    // Somebody may be typing already: what is focused tells.
    const focused = document.activeElement;
    if (focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement) moment.typed = Date.now();
    look();
  });
}

function isLink(event: Event): boolean {
  return event.composedPath().some((target) => target instanceof HTMLAnchorElement && target.href !== '');
}
