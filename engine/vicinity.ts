import { hashOf } from './automaton.ts';
import { alone, BeginningsReader, withNext } from './beginnings.ts';
import { SENTENCE_END } from './normalizer.ts';
import type { StoredPattern } from './phrase.ts';

/** Bits per hash in a filter: one place in two hundred passes by chance, since two bits have to be set. */
const BITS_EACH = 14;
const MIN_LOG = 6;
const MAX_LOG = 12;

/** In the pool: reach · what to shift a hash by · the filter. */
const HEAD = 2;
const ANYTHING = 1;

/**
 * Vicinity (近旁): whether the rest of a pattern may stand beside its anchor. False is certain, true is not.
 *
 * Anchors are often everyday words (一次 of <金额>一次), so this is asked some two hundred times in a thousand characters of
 * ordinary text, and no is nearly always the answer. It is given by numbers in one array: a Bloom filter of the
 * character that the rest may begin with and of the two, asked at each place where it may begin.
 */
export class Vicinity {
  /** For each pattern and side where its filter begins in the pool; 0 until it is asked for. */
  readonly #at: Int32Array;
  #pool = new Int32Array(4096);
  #used = HEAD;
  readonly #patternOf: (index: number) => StoredPattern;
  readonly #beginnings: BeginningsReader;

  /**
   * @param patterns how many patterns there are
   * @param patternOf a pattern by its index
   * @param choiceOf the stored text of a choice by its number
   */
  constructor(patterns: number, patternOf: (index: number) => StoredPattern, choiceOf: (number: number) => string) {
    this.#at = new Int32Array(patterns * 2);
    this.#patternOf = patternOf;
    this.#beginnings = new BeginningsReader(choiceOf);
  }

  /** Whether the rest of a pattern may begin at folded offset `at`, where the text ends at `length`. */
  mayFollow(pattern: number, codes: Uint16Array, length: number, at: number): boolean {
    const filter = this.#at[pattern * 2] || this.#fileAfter(pattern);
    if (filter === ANYTHING) return true;
    const pool = this.#pool;
    const last = Math.min(length, at + pool[filter]!);
    for (let i = at; i < last; i++) {
      const code = codes[i]!;
      if (this.#isIn(filter, code, i + 1 < length ? codes[i + 1]! : 0)) return true;
      if (code === SENTENCE_END) return false;
    }
    return false;
  }

  /** Whether what stands before the anchor may end at folded offset `at`. */
  mayPrecede(pattern: number, codes: Uint16Array, at: number): boolean {
    const filter = this.#at[pattern * 2 + 1] || this.#fileBefore(pattern);
    if (filter === ANYTHING) return true;
    const pool = this.#pool;
    const last = Math.max(0, at - pool[filter]!);
    for (let i = at - 1; i >= last; i--) {
      const code = codes[i]!;
      if (this.#isIn(filter, code, i > 0 ? codes[i - 1]! : 0)) return true;
      if (code === SENTENCE_END) return false;
    }
    return false;
  }

  /** Bytes in typed arrays, for the memory budget. */
  get bytes(): number {
    return this.#at.byteLength + this.#pool.byteLength;
  }

  #isIn(filter: number, code: number, next: number): boolean {
    const pool = this.#pool;
    const shift = pool[filter + 1]!;
    const bits = filter + HEAD;
    const hash = hashOf(0, code);
    const first = hash >>> shift;
    if ((pool[bits + (first >>> 5)]! & (1 << (first & 31))) === 0) return false;
    const pair = withNext(hash, next) >>> shift;
    if ((pool[bits + (pair >>> 5)]! & (1 << (pair & 31))) !== 0) return true;
    const single = alone(hash) >>> shift;
    return (pool[bits + (single >>> 5)]! & (1 << (single & 31))) !== 0;
  }

  #fileAfter(pattern: number): number {
    const filter = this.#filed(this.#beginnings.after(this.#patternOf(pattern)));
    this.#at[pattern * 2] = filter;
    return filter;
  }

  #fileBefore(pattern: number): number {
    const filter = this.#filed(this.#beginnings.before(this.#patternOf(pattern)));
    this.#at[pattern * 2 + 1] = filter;
    return filter;
  }

  /** Files the beginnings last read. */
  #filed(reach: number): number {
    if (reach === 0) return ANYTHING;
    const { hashes, count } = this.#beginnings;
    const log = Math.min(MAX_LOG, Math.max(MIN_LOG, Math.ceil(Math.log2(count * BITS_EACH))));
    const filter = this.#used;
    this.#used += HEAD + (1 << (log - 5));
    if (this.#used > this.#pool.length) {
      const larger = new Int32Array(Math.max(this.#used, this.#pool.length * 1.25));
      larger.set(this.#pool);
      this.#pool = larger;
    }
    const pool = this.#pool;
    pool[filter] = reach;
    pool[filter + 1] = 32 - log;
    for (let i = 0; i < count; i++) {
      const bit = hashes[i]! >>> (32 - log);
      pool[filter + HEAD + (bit >>> 5)]! |= 1 << (bit & 31);
    }
    return filter;
  }
}
