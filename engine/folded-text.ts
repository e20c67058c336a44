/** A block boundary in folded text (U+2029). No phrase or gap crosses it. */
export const BLOCK = 0x2029;
/** A sentence end in folded text. No gap crosses it. */
export const SENTENCE_END = 0x3002;
/** Every quotation mark in folded text. */
export const QUOTE = 0x22;
/** Every pause (，、：and brackets) in folded text. */
export const PAUSE = 0x2c;

/** Folded text with its way back. Offsets are UTF-16 units. */
export class FoldedText {
  readonly text: string;
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;

  constructor(text: string, starts: Int32Array, ends: Int32Array) {
    this.text = text;
    this.#starts = starts;
    this.#ends = ends;
  }

  get length(): number {
    return this.text.length;
  }

  /** Source offset where the folded character at `index` begins (0 ≤ index < length). */
  sourceStart(index: number): number {
    return this.#starts[index]!;
  }

  /** Source offset just after the folded character at `index`. */
  sourceEnd(index: number): number {
    return this.#ends[index]!;
  }
}

/** Folded text as it is read: UTF-16 units, of which only the first `length` count. */
export interface FoldedCodes {
  readonly codes: Uint16Array;
  readonly length: number;
}

/** The UTF-16 units of a text. */
export function unitsOf(text: string): Uint16Array {
  const units = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i);
  return units;
}

/** Code units as a string, in steps that stay below the engine's limit for arguments. */
export function textOf(codes: Uint16Array, start: number, end: number): string {
  const STEP = 8192;
  let text = '';
  for (let at = start; at < end; at += STEP) {
    text += String.fromCharCode(...codes.subarray(at, Math.min(at + STEP, end)));
  }
  return text;
}
