import { HEARD, listenFirst } from '../../platform/ear.ts';
import { vouchFor } from '../../ui/trusted.ts';

/** So many presses that nobody heard, and another way must be found. */
const DEAD_PRESSES = 2;
/** How often to feel whether a button of ours is pressed down, milliseconds: shorter than a quick click. */
const FEEL_MS = 40;

/**
 * Sees to it that what a person does on our surface arrives there. A page may keep events from us in a listener of its
 * own on the window. The ear (platform/ear.ts) hears them before that: once one did not arrive, or came undone, all that
 * happens on our surface is taken before the page can, and passed on inside our root, where no page listens.
 * Where even the ear is late, because the page opened its document anew, the pressed look of a button still tells.
 */
export class DeafEar {
  readonly #host: Element;
  readonly #root: ShadowRoot;
  readonly #arrived = new WeakSet<Event>();
  /** The page takes what is ours. */
  #taken = false;
  #heard = false;
  #down = false;
  #dead = 0;

  /** `onDead`: presses do not reach us by any way; called once. */
  constructor(host: Element, root: ShadowRoot, signal: AbortSignal, onDead: () => void) {
    this.#host = host;
    this.#root = root;
    for (const type of HEARD) {
      root.addEventListener(type, (event) => this.#arrived.add(event), { capture: true, signal });
    }
    listenFirst((event) => this.#hear(event), signal);
    const feel = window.setInterval(() => this.#feel(onDead), FEEL_MS);
    signal.addEventListener('abort', () => clearInterval(feel), { once: true });
  }

  #hear(event: Event): void {
    if (event.target !== this.#host || !event.isTrusted) return;
    this.#heard = true;
    if (this.#taken) {
      event.stopImmediatePropagation();
      this.#passOn(event);
      return;
    }
    // When the event has gone its whole way.
    setTimeout(() => {
      const arrived = this.#arrived.has(event);
      // Our own surfaces undo keys only (Tab at the gate's end).
      const undone = event.defaultPrevented && event.type !== 'keydown';
      if (arrived && !undone) return;
      this.#taken = true;
      if (!arrived) this.#passOn(event);
    });
  }

  /** Only what our surfaces listen to; focus, the checked radio and the rest are the browser's doing. */
  #passOn(event: Event): void {
    const { activeElement } = this.#root;
    if (event.type === 'click') {
      const { detail, clientX, clientY } = event as MouseEvent;
      // A click by the keyboard has no place.
      const at = detail === 0 ? activeElement : this.#root.elementFromPoint(clientX, clientY);
      const copy = vouchFor(new MouseEvent('click', { bubbles: true, cancelable: true, detail }));
      at?.closest('button')?.dispatchEvent(copy);
    } else if (event.type === 'keydown') {
      const { key, code, shiftKey, isComposing } = event as KeyboardEvent;
      const copy = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, key, code, shiftKey, isComposing });
      if (activeElement?.dispatchEvent(vouchFor(copy)) === false) event.preventDefault();
    }
  }

  #feel(onDead: () => void): void {
    const down = this.#root.querySelector(':is(button, label):active') !== null;
    if (this.#down && !down) {
      if (!this.#heard) this.#dead++;
      this.#heard = false;
      if (this.#dead >= DEAD_PRESSES) onDead();
    }
    this.#down = down;
  }
}
