/** Our element is put back this often when the page takes it away or covers it; then the badge and a page of ours speak. */
export const MAX_RETURNS = 5;
/** Covered at so many looks in a row, it is; what only passes over (a transition of the page) is gone by then. */
const LOOKS = 2;

/**
 * Whether a person sees an element of ours, as far as the browser itself can tell (Intersection Observer 2, Chromium): also
 * what no pointer meets, or leaves a hole where one would look, lies on it. Where the browser cannot tell, it is seen.
 */
export class Sight {
  readonly #observer: IntersectionObserver;
  #of: Element | null = null;
  #isClear = true;
  #covered = 0;

  constructor(signal: AbortSignal) {
    // Not yet in the types that TypeScript brings.
    const options = { trackVisibility: true, delay: 100 } as IntersectionObserverInit;
    this.#observer = new IntersectionObserver((entries) => {
      const { isVisible = true } = entries.at(-1) as IntersectionObserverEntry & { isVisible?: boolean };
      this.#isClear = isVisible;
    }, options);
    signal.addEventListener('abort', () => this.#observer.disconnect(), { once: true });
  }

  /** To be asked at each look, about what stands then: true when it has been covered for some looks. */
  isLost(surface: Element | null): boolean {
    if (surface !== this.#of) {
      this.#observer.disconnect();
      this.#of = surface;
      this.#isClear = true;
      if (surface !== null) this.#observer.observe(surface);
    }
    this.#covered = this.#isClear || document.hidden ? 0 : this.#covered + 1;
    if (this.#covered < LOOKS) return false;
    this.#covered = 0;
    return true;
  }
}
