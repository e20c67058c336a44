import { share, shared } from './own-world.ts';

/**
 * Hears what people do before the page can. Listeners on the window come in the order they were put there, and the
 * first may keep an event from all others: a page that listens early could make our surfaces deaf. So a script of a few
 * hundred bytes puts this ear there before the page's first script runs, and lends it to whoever of us comes later.
 */

/** What a person does to a surface, a field or a link. Nothing that comes many times a second. */
export const HEARD = [
  ...['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'auxclick', 'contextmenu'],
  ...['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'focusin', 'change', 'submit', 'copy', 'paste'],
];

/** Told of every event that is heard. */
export type Hearer = (event: Event) => void;

interface Ear {
  hearers: Set<Hearer>;
  hear: Hearer;
}

/** Puts the ear to the window; once more does no harm, and brings it back after `document.open` took it away. */
export function openEar(): Set<Hearer> {
  const { hearers, hear } = shared<Ear>('ear') ?? share('ear', newEar());
  for (const type of HEARD) addEventListener(type, hear, true);
  return hearers;
}

function newEar(): Ear {
  const hearers = new Set<Hearer>();
  const hear: Hearer = (event) => {
    for (const hearer of hearers) hearer(event);
  };
  return { hearers, hear };
}

/** Passes on every heard event, in the capture phase of the window, until the signal aborts. */
export function listenFirst(hearer: Hearer, signal: AbortSignal): void {
  const hearers = openEar();
  hearers.add(hearer);
  signal.addEventListener('abort', () => hearers.delete(hearer), { once: true });
}
