import { innermostFocused } from '../../page/innermost.ts';
import { closest, getRootNode } from '../../page/members.ts';
import { isCutOff } from '../../platform/cut-off.ts';
import { openEar } from '../../platform/ear.ts';
import { ownHosts } from '../../platform/own-hosts.ts';
import { shadowRootOpener } from '../../platform/shadow-roots.ts';
import { adoptStyles } from '../../ui/adopt-styles.ts';
import { isTrusted } from '../../ui/trusted.ts';
import { DeafEar } from './deaf-ear.ts';
import { MAX_RETURNS, Sight } from './sight.ts';
import { WayIn } from './way-in.ts';

/** How often to look whether something has come to lie on top, milliseconds. */
const LOOK_MS = 1000;

/**
 * A place of ours in somebody else's page: an element in the top layer with a closed shadow root, which the page can
 * neither style nor look into, and which returns when it is taken away or covered.
 */
export class Standing {
  readonly #host: HTMLElement;
  readonly #root: ShadowRoot;
  readonly #dock: HTMLElement;
  readonly #styles: readonly string[];
  readonly #openShadowRoot = shadowRootOpener();
  readonly #onDisplaced: () => void;
  readonly #watch: MutationObserver;
  readonly #wayIn: WayIn;
  readonly #life = new AbortController();
  #returns = 0;
  #pressed = false;
  /** The page's modal dialog in a shadow tree that was last found to hold the keyboard. */
  #dialog: Element | null = null;

  /**
   * Stands at once. `onDisplaced`: the page does not let it stand; called once, after which it is gone. It may be called
   * before there is a `Standing` to know of.
   */
  constructor(styles: readonly string[], onDisplaced: () => void) {
    this.#onDisplaced = onDisplaced;
    this.#styles = styles;
    // A name of no meaning: nothing for a page's style sheet or script to look for.
    this.#host = document.createElement('div');
    ownHosts().add(this.#host);
    this.#root = this.#host.attachShadow({ mode: 'closed' });
    this.#dock = document.createElement('div');
    this.#dock.className = 'dock';
    this.#root.append(this.#dock);
    const onPress = (event: Event) => {
      this.#pressed ||= isTrusted(event);
    };
    for (const type of ['pointerdown', 'click']) this.#root.addEventListener(type, onPress, { capture: true });
    this.#watch = new MutationObserver(() => this.#mend());
    const { signal } = this.#life;
    // Whatever enters the top layer after us lies on us: dialogs and popovers say so, full screen when it ends.
    // Another surface of ours may: they do not lie on each other.
    const onToggle = (event: Event) =>
      this.#mend((event as ToggleEvent).newState === 'open' && this.#liesUnder(event.target as Element));
    document.addEventListener('toggle', onToggle, { capture: true, signal });
    document.addEventListener('fullscreenchange', () => this.#mend(), { capture: true, signal });
    const sight = new Sight(signal);
    const look = window.setInterval(() => {
      openEar();
      this.#mend(sight.isLost(this.#surface()) && !this.#isUnderOurs());
    }, LOOK_MS);
    signal.addEventListener('abort', () => clearInterval(look), { once: true });
    this.#wayIn = new WayIn(this.#host, this.#root, this.#openShadowRoot, signal);
    // What the person presses must arrive; where it does not, a page of ours is as good as one covered.
    new DeafEar(this.#host, this.#root, signal, () => this.#giveUp());
    // Last: where it cannot stand, all of the above ends.
    this.#stand();
  }

  /** Where to render. */
  get dock(): HTMLElement {
    return this.#dock;
  }

  /** Whether the person points at it, has pressed it, or has the keyboard in it: on it tells nothing, a card borrows that. */
  get inHand(): boolean {
    return this.#pressed || this.#root.querySelector('.cly > :hover, button:focus') !== null;
  }

  /** Whether the person is writing in a text of the page. */
  get isWriting(): boolean {
    return this.#wayIn.isWriting;
  }

  /** What has the keyboard, as far as we see into the page. */
  get focused(): HTMLElement | null {
    return this.#wayIn.focused;
  }

  remove(): void {
    this.#life.abort();
    this.#watch.disconnect();
    this.#host.remove();
    const { activeElement } = document;
    if (activeElement === null || activeElement === document.body) this.#wayIn.goBack();
  }

  #mend(overtaken = false): void {
    if (this.#life.signal.aborted || document.fullscreenElement !== null) return;
    this.#undoZoom();
    if (!overtaken && this.#stands()) {
      this.#observe();
      return;
    }
    // What lies on us now may be our own next version: it says the same, and is heard.
    if (isCutOff()) this.remove();
    else if (++this.#returns > MAX_RETURNS) this.#giveUp();
    else this.#stand();
  }

  #stands(): boolean {
    const host = this.#host;
    if (host.parentNode !== this.#home() || !host.matches(':popover-open')) return false;
    // Set from outside they could hide it or make it deaf (`hidden`, `inert`, `style`).
    if (host.getAttributeNames().some((name) => name !== 'popover')) return false;
    return !this.#isCovered();
  }

  #surface(): Element | null {
    return this.#root.querySelector('dialog[open], .cly > *');
  }

  /** Whether something else is hit where our surface is. A modal dialog of ours is inside the host, so it is the host. */
  #isCovered(): boolean {
    const box = this.#surface()?.getBoundingClientRect();
    if (!box || box.width === 0 || document.hidden) return false;
    const hit = this.#hitAt(box.left + box.width / 2, box.top + Math.min(24, box.height / 2));
    return hit !== null && !ownHosts().has(hit);
  }

  /** Whether what came into the top layer lies on us: a tooltip elsewhere does not, and pages show many. */
  #liesUnder(comer: Element): boolean {
    if (ownHosts().has(comer)) return false;
    const ours = this.#surface()?.getBoundingClientRect();
    if (!ours || comer.matches(':modal')) return true;
    const box = comer.getBoundingClientRect();
    return box.left < ours.right && ours.left < box.right && box.top < ours.bottom && ours.top < box.bottom;
  }

  /** Whether another surface of ours lies on this one. */
  #isUnderOurs(): boolean {
    const box = this.#surface()?.getBoundingClientRect();
    if (!box) return false;
    const parts = [0.1, 0.3, 0.5, 0.7, 0.9];
    return parts.some((right) =>
      parts.some((down) => {
        const hit = this.#hitAt(box.left + box.width * right, box.top + box.height * down);
        return hit !== null && hit !== this.#host && ownHosts().has(hit);
      }),
    );
  }

  #hitAt(x: number, y: number): Element | null {
    return (this.#host.getRootNode() as Document | ShadowRoot).elementFromPoint(x, y);
  }

  #stand(): void {
    const host = this.#host;
    this.#watch.disconnect();
    for (const name of host.getAttributeNames()) if (name !== 'popover') host.removeAttribute(name);
    try {
      const place = this.#home();
      if (host.parentNode !== place) place.append(host);
      // Another document has kept them, if the page moved us there.
      if (this.#root.adoptedStyleSheets.length === 0) adoptStyles(this.#root, ...this.#styles);
      host.popover = 'manual';
      // Shown anew it comes to lie on top of all.
      if (host.matches(':popover-open')) host.hidePopover();
      host.showPopover();
      this.#undoZoom();
      // Taken out of the document, the gate's dialog has lost its hold on the page: closed, it opens itself anew.
      for (const dialog of this.#root.querySelectorAll<HTMLDialogElement>('dialog[open]:not(:modal)')) dialog.close();
    } catch {
      // Not in a document that renders.
      this.#giveUp();
      return;
    }
    this.#observe();
  }

  /** CSS `zoom` multiplies down the tree, through our root too: a page's `.1` would leave us too small to be read. */
  #undoZoom(): void {
    // Not in every browser we run in; there is nothing to go by where it is missing.
    const zoom = this.#home().currentCSSZoom || 1;
    this.#dock.style.zoom = String(1 / zoom);
  }

  #observe(): void {
    this.#watch.disconnect();
    this.#watch.observe(this.#home(), { childList: true });
    this.#watch.observe(this.#host, { attributes: true });
  }

  #giveUp(): void {
    this.remove();
    this.#onDisplaced();
  }

  /** Where our element belongs: in the page's modal dialog while there is one, since all outside it is deaf and mute. */
  #home(): Element {
    const dialog = [...document.querySelectorAll('dialog:modal')].at(-1);
    if (dialog !== undefined) return dialog;
    // One in a shadow tree is found by the keyboard, which it takes when it opens.
    // Not in our own, where the gate's dialog is; nor with the opener of an extension that is gone, which throws.
    const shadowOf = (host: Element) => (ownHosts().has(host) || isCutOff() ? null : this.#openShadowRoot(host));
    let at = innermostFocused(document, shadowOf);
    while (at !== null) {
      const around: Element | null = closest.call(at, 'dialog:modal');
      if (around !== null) this.#dialog = around;
      const root = getRootNode.call(at);
      at = around === null && root instanceof ShadowRoot ? root.host : null;
    }
    if (!this.#dialog?.isConnected || !this.#dialog.matches(':modal')) this.#dialog = null;
    return this.#dialog ?? document.documentElement;
  }
}
