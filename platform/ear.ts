/**
 * Hears what people do before the page can. Listeners on the window come in the order they were put there, and the
 * first may keep an event from all others: a page that listens early could make our surfaces deaf. So a script of a few
 * hundred bytes puts this ear there before the page's first script runs, and lends it to whoever of us comes later.
 * The scripts of one frame share one isolated world, which the page cannot see.
 */
const KEY = Symbol.for('caliangyan.ear');

/** What a person does to a surface, a field or a link. Nothing that comes many times a second. */
export const HEARD = [
  ...['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'auxclick', 'contextmenu'],
  ...['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'focusin', 'change', 'submit', 'copy', 'paste'],
];

export type Hearer = (event: Event) => void;

interface Ear {
  hearers: Set<Hearer>;
  hear: Hearer;
}

/** Puts the ear to the window; once more does no harm, and brings it back after `document.open` took it away. */
export function openEar(): Set<Hearer> {
  const world = globalThis as { [KEY]?: Ear };
  let ear = world[KEY];
  if (ear === undefined) {
    const hearers = new Set<Hearer>();
    const hear: Hearer = (event) => {
      for (const hearer of hearers) hearer(event);
    };
    ear = { hearers, hear };
    world[KEY] = ear;
  }
  for (const type of HEARD) addEventListener(type, ear.hear, true);
  return ear.hearers;
}

/** Passes on every heard event, in the capture phase of the window, until the signal aborts. */
export function listenFirst(hearer: Hearer, signal: AbortSignal): void {
  const hearers = openEar();
  hearers.add(hearer);
  signal.addEventListener('abort', () => hearers.delete(hearer), { once: true });
}
