import type { OpenShadowRoot } from '../../page/flat-tree.ts';
import { innermostFocused } from '../../page/innermost.ts';
import { isCutOff } from '../../platform/cut-off.ts';
import { listenFirst } from '../../platform/ear.ts';
import { isWriting } from './writing.ts';

/**
 * The keyboard's way into a surface of ours, and back. F6, which in browsers leads from pane to pane, leads here from
 * wherever the person is, and back: by Tab it is far, for we stand at the end of the document. Who is here and goes
 * elsewhere by themselves is not called back.
 */
export class WayIn {
  readonly #host: Element;
  readonly #root: ShadowRoot;
  readonly #openShadowRoot: OpenShadowRoot;
  /** What had the keyboard when the person came in; it has it again when they leave, or we do. */
  #cameFrom: HTMLElement | null = null;

  constructor(host: Element, root: ShadowRoot, openShadowRoot: OpenShadowRoot, signal: AbortSignal) {
    this.#host = host;
    this.#root = root;
    this.#openShadowRoot = openShadowRoot;
    listenFirst((event) => this.#seeWhoComes(event), signal);
  }

  /** Whether the person is writing in a text of the page. */
  get isWriting(): boolean {
    return !isCutOff() && isWriting(document, this.#openShadowRoot);
  }

  /** What has the keyboard, as far as we see into the page. */
  get focused(): HTMLElement | null {
    const focused = isCutOff() ? document.activeElement : innermostFocused(document, this.#openShadowRoot);
    return focused instanceof HTMLElement ? focused : null;
  }

  goBack(): void {
    if (this.#cameFrom?.isConnected) this.#cameFrom.focus({ preventScroll: true });
    this.#cameFrom = null;
  }

  #seeWhoComes(event: Event): void {
    if (!event.isTrusted || event.defaultPrevented) return;
    const inside = this.#root.activeElement !== null;
    if (event.type === 'focusin' && !inside) this.#cameFrom = null;
    else if (event.type === 'pointerdown') {
      if (event.target !== this.#host) this.#cameFrom = null;
      else if (!inside && this.isWriting) this.#cameFrom = this.focused;
    } else if (event.type === 'keydown' && isPaneKey(event as KeyboardEvent)) {
      if (!inside) {
        event.preventDefault();
        event.stopImmediatePropagation();
        this.#cameFrom = this.focused;
        this.#root.querySelector<HTMLElement>('.cly > [tabindex], button')?.focus({ preventScroll: true });
      } else if (this.#cameFrom?.isConnected) {
        event.preventDefault();
        this.goBack();
      }
    }
  }
}

function isPaneKey({ key, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean {
  return key === 'F6' && !altKey && !ctrlKey && !metaKey && !shiftKey;
}
