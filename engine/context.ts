import { SENTENCE_END } from './normalizer.ts';
import { OUTSIDE, type RawText, UNKNOWN } from './raw-text.ts';
import { unpackedAt } from './ruleset.ts';

/** Numbers a context holds: left set, left reach, right set, right reach. */
const NUMBERS = 4;
/** What to shift a 32-bit hash by to get a bit of a set's filter: 256 bits. */
const SET_SHIFT = 24;
/** Words of a filter, and one that tells whether it is made (bit 0) and whether a separator will do (bit 1). */
const SET_WORDS = 8;
const SET_SIZE = SET_WORDS + 1;
const SPREAD = 0x9e3779b1;
/** So many neighbours are read on either side: a gap and the longest words behind it. */
const MAX_NEIGHBOURS = 48;

/** Between the openings of a set. */
const BREAK = '\t';

/**
 * Contexts: what has to stand beside a literal for the rest of its pattern to be possible — one of a set of words, within
 * a reach of a few characters (a gap lies between). The character next to the literal is asked of a Bloom filter of 256
 * bits, made when first needed; only what passes is compared. The neighbours of a literal are read once for all its
 * contexts.
 */
export class Contexts {
  readonly #contexts: Uint16Array;
  readonly #sets: string[];
  /** The words of each set by their first character, made when first needed; null where that character is a word. */
  readonly #words: Map<number, string[] | null>[] = [];
  readonly #filters: Uint32Array;
  readonly #raw: RawText;

  // Neighbours of the literal at hand, nearest first, as far as they have been asked for; whether something was passed.
  readonly #left = new Int32Array(MAX_NEIGHBOURS);
  readonly #leftPassed = new Uint8Array(MAX_NEIGHBOURS);
  #lefts = 0;
  #leftAt = 0;
  readonly #right = new Int32Array(MAX_NEIGHBOURS);
  readonly #rightPassed = new Uint8Array(MAX_NEIGHBOURS);
  #rights = 0;
  #rightAt = 0;

  /**
   * @param contexts packed, NUMBERS each; set 0 is “anything”
   * @param sets from set 1 on, joined by line breaks; each begins with 1 when a word of it begins with a separator, else
   *   with 0, then its words joined by tabs, written from the literal outwards
   */
  constructor(contexts: string, sets: string, raw: RawText) {
    this.#contexts = Uint16Array.from({ length: contexts.length }, (_, i) => unpackedAt(contexts, i));
    this.#sets = sets.split('\n');
    this.#filters = new Uint32Array((this.#sets.length + 1) * SET_SIZE);
    this.#raw = raw;
  }

  /** Turns to the literal that lies from source offset `first` to `last`, both its own characters. */
  turnTo(first: number, last: number): void {
    this.#lefts = 0;
    this.#leftAt = first;
    this.#rights = 0;
    this.#rightAt = last;
  }

  /** Whether the context holds round the literal; context 0 always does. */
  holds(context: number): boolean {
    if (context === 0) return true;
    const at = (context - 1) * NUMBERS;
    const right = this.#contexts[at + 2]!;
    if (right !== 0 && !this.#mayFollow(right, this.#contexts[at + 3]!)) return false;
    const left = this.#contexts[at]!;
    return left === 0 || this.#mayPrecede(left, this.#contexts[at + 1]!);
  }

  get bytes(): number {
    return this.#contexts.byteLength + this.#filters.byteLength;
  }

  #mayFollow(set: number, reach: number): boolean {
    const filter = this.#filterOf(set);
    for (let i = 0; i < reach; i++) {
      if (i === this.#rights) this.#readRight();
      const code = this.#right[i]!;
      if (this.#isIn(filter, code, this.#rightPassed[i]!) && this.#follows(set, i)) return true;
      if (code === OUTSIDE || code === SENTENCE_END) return false;
    }
    return false;
  }

  #mayPrecede(set: number, reach: number): boolean {
    const filter = this.#filterOf(set);
    for (let i = 0; i < reach; i++) {
      if (i === this.#lefts) this.#readLeft();
      const code = this.#left[i]!;
      if (this.#isIn(filter, code, this.#leftPassed[i]!) && this.#precedes(set, i)) return true;
      if (code === OUTSIDE || code === SENTENCE_END) return false;
    }
    return false;
  }

  #isIn(filter: number, code: number, passed: number): boolean {
    const filters = this.#filters;
    // Between Latin letters a separator stays in folded text: where one will do, any that was passed over might be it.
    if (code === UNKNOWN || (passed === 1 && (filters[filter + SET_WORDS]! & 2) !== 0)) return true;
    if (code === OUTSIDE) return false;
    const bit = Math.imul(code, SPREAD) >>> SET_SHIFT;
    return (filters[filter + (bit >>> 5)]! & (1 << (bit & 31))) !== 0;
  }

  /** Whether a word of the set begins with the `from`-th character after the literal. */
  #follows(set: number, from: number): boolean {
    if (this.#right[from] === UNKNOWN || this.#rightPassed[from] === 1) return true;
    const words = this.#wordsOf(set).get(this.#right[from]!);
    if (!words) return words === null;
    for (const word of words) {
      let i = 1;
      for (; i < word.length; i++) {
        while (this.#rights <= from + i && this.#rights < MAX_NEIGHBOURS) this.#readRight();
        const code = from + i < this.#rights ? this.#right[from + i]! : UNKNOWN;
        if (code === UNKNOWN || this.#rightPassed[from + i] === 1) return true;
        if (code !== word.charCodeAt(i)) break;
      }
      if (i === word.length) return true;
    }
    return false;
  }

  /** The same before it, leftwards. */
  #precedes(set: number, from: number): boolean {
    if (this.#left[from] === UNKNOWN || this.#leftPassed[from] === 1) return true;
    const words = this.#wordsOf(set).get(this.#left[from]!);
    if (!words) return words === null;
    for (const word of words) {
      let i = 1;
      for (; i < word.length; i++) {
        while (this.#lefts <= from + i && this.#lefts < MAX_NEIGHBOURS) this.#readLeft();
        const code = from + i < this.#lefts ? this.#left[from + i]! : UNKNOWN;
        if (code === UNKNOWN || this.#leftPassed[from + i] === 1) return true;
        if (code !== word.charCodeAt(i)) break;
      }
      if (i === word.length) return true;
    }
    return false;
  }

  #readRight(): void {
    const i = this.#rights++;
    this.#right[i] = this.#raw.after(this.#rightAt);
    this.#rightAt = this.#raw.at;
    this.#rightPassed[i] = this.#raw.passed ? 1 : 0;
  }

  #readLeft(): void {
    const i = this.#lefts++;
    this.#left[i] = this.#raw.before(this.#leftAt);
    this.#leftAt = this.#raw.at;
    this.#leftPassed[i] = this.#raw.passed ? 1 : 0;
  }

  #wordsOf(set: number): Map<number, string[] | null> {
    const known = this.#words[set];
    if (known !== undefined) return known;
    const words = new Map<number, string[] | null>();
    for (const word of this.#sets[set - 1]!.slice(1).split(BREAK)) {
      const first = word.charCodeAt(0);
      if (word.length === 1) words.set(first, null);
      else if (words.get(first) !== null) words.set(first, [...(words.get(first) ?? []), word]);
    }
    this.#words[set] = words;
    return words;
  }

  /** Where the set's filter begins. */
  #filterOf(set: number): number {
    const filters = this.#filters;
    const filter = set * SET_SIZE;
    if (filters[filter + SET_WORDS] !== 0) return filter;
    for (const first of this.#wordsOf(set).keys()) {
      const bit = Math.imul(first, SPREAD) >>> SET_SHIFT;
      filters[filter + (bit >>> 5)]! |= 1 << (bit & 31);
    }
    filters[filter + SET_WORDS] = this.#sets[set - 1]!.charCodeAt(0) === 0x31 ? 3 : 1;
    return filter;
  }
}
