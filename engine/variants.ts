import { standsAt } from './stands-at.ts';

/** A spelling and what it is folded to, both already folded character by character. */
export type Variant = readonly [spelling: string, to: string];

/** Variants (变体): spellings of a word (薇信) that stand for another (微信), asked by the two characters they begin with. */
export class Variants {
  readonly #byBeginning = new Map<number, Variant[]>();

  /** @param variants each spelling of two characters or more (compiler/read-rules.ts) */
  constructor(variants: readonly Variant[]) {
    for (const variant of variants) {
      const [spelling] = variant;
      const beginning = beginningOf(spelling.charCodeAt(0), spelling.charCodeAt(1));
      const list = this.#byBeginning.get(beginning) ?? [];
      list.push(variant);
      // Longest first, so that 加薇信 is not taken for 薇信 with something before it.
      list.sort(([a], [b]) => b.length - a.length);
      this.#byBeginning.set(beginning, list);
    }
  }

  get isEmpty(): boolean {
    return this.#byBeginning.size === 0;
  }

  /** The longest whose spelling stands at `at`; undefined for none. */
  at(codes: Uint16Array, length: number, at: number): Variant | undefined {
    return this.#byBeginning
      .get(beginningOf(codes[at]!, codes[at + 1]!))
      ?.find(([spelling]) => standsAt(spelling, codes, length, at));
  }
}

function beginningOf(first: number, second: number): number {
  return (first << 16) | second;
}
