import { LAST_SPECIAL, type Normalizer } from './normalizer.ts';

/** A character that folds to several: what stands there has to be asked of the normaliser. */
export const UNKNOWN = -1;
/** Beyond either end of the text. */
export const OUTSIDE = -2;

const EXPAND = 2;

/**
 * Text as it stands, read character by character in its folded form, over everything that folding leaves out — enough to
 * compare a few characters without folding the text. Differs from folded text in two ways, both on the side of finding
 * more: separators between Latin letters are passed over too, and a character that folds to several is UNKNOWN.
 */
export class RawText {
  text = '';
  readonly #shift: Uint16Array;
  readonly #normalizer: Normalizer;

  /** Where the last step ended. */
  at = 0;
  /** Whether the last step passed over something. */
  passed = false;

  constructor(normalizer: Normalizer) {
    this.#normalizer = normalizer;
    this.#shift = normalizer.shift;
  }

  /** What the unit at `at` folds to by itself; at most LAST_SPECIAL for a unit that cannot be told alone. */
  foldedAt(at: number): number {
    const code = this.text.charCodeAt(at);
    return (code + this.#shift[code]!) & 0xffff;
  }

  /** The folded character after source offset `from`; leaves its offset in `at`. */
  after(from: number): number {
    return this.#walk(from, 1);
  }

  /** The folded character before source offset `from`; leaves its offset in `at`. */
  before(from: number): number {
    return this.#walk(from, -1);
  }

  #walk(from: number, by: 1 | -1): number {
    const { text } = this;
    const shift = this.#shift;
    this.passed = false;
    let at = from + by;
    for (; at >= 0 && at < text.length; at += by) {
      const code = text.charCodeAt(at);
      const folded = (code + shift[code]!) & 0xffff;
      const found = folded > LAST_SPECIAL ? folded : folded >= EXPAND ? this.#special(at) : 0;
      if (found !== 0) {
        this.at = at;
        return found;
      }
      this.passed = true;
    }
    this.at = at;
    return OUTSIDE;
  }

  /** 0 for half an emoji or another picture that folding leaves out. */
  #special(at: number): number {
    const code = this.text.charCodeAt(at);
    const isLow = code >= 0xdc00 && code <= 0xdfff;
    return this.#normalizer.foldCodePoint(this.text.codePointAt(isLow && at > 0 ? at - 1 : at)!) === null ? 0 : UNKNOWN;
  }
}
