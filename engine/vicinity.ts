import { hashOf } from './automaton.ts';
import { alone, BeginningsReader, withNext } from './beginnings.ts';
import { SENTENCE_END } from './folded-text.ts';

/** Bits per hash in a filter: one place in two hundred passes by chance, since two bits have to be set. */
const BITS_EACH = 14;
const MIN_LOG = 6;
const MAX_LOG = 12;

/** In the pool: reach · what to shift a hash by · the filter. */
const HEAD = 2;
const ANYTHING = 1;

/**
 * Vicinity (近旁): whether one side of a pattern may stand beside its anchor. False is certain, true is not.
 *
 * Anchors are often everyday words (一次 of <金额>一次), so this is asked some two hundred times in a thousand characters of
 * ordinary text, and no is nearly always the answer. It is given by numbers in one array: a Bloom filter of the
 * character that the side may begin with and of the two, asked at each place where it may begin.
 */
export class Vicinity {
  /** For each side where its filter begins in the pool; 0 until it is asked for. */
  readonly #at: Int32Array;
  #pool = new Int32Array(4096);
  #used = HEAD;
  readonly #sideOf: (side: number) => string;
  readonly #beginnings: BeginningsReader;

  /**
   * @param sides how many sides there are
   * @param sideOf the stored text of a side by its number
   * @param choiceOf the stored text of a choice by its number
   */
  constructor(sides: number, sideOf: (side: number) => string, choiceOf: (number: number) => string) {
    this.#at = new Int32Array(sides);
    this.#sideOf = sideOf;
    this.#beginnings = new BeginningsReader(choiceOf);
  }

  /** Whether what stands after the anchor may begin at folded offset `at`, where the text ends at `length`. */
  mayFollow(side: number, codes: Uint16Array, length: number, at: number): boolean {
    const filter = this.#at[side] || this.#filed(side, 1);
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
  mayPrecede(side: number, codes: Uint16Array, at: number): boolean {
    const filter = this.#at[side] || this.#filed(side, -1);
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

  #filed(side: number, way: 1 | -1): number {
    const reach = this.#beginnings.read(this.#sideOf(side), way);
    const filter = reach === 0 ? ANYTHING : this.#fileBeginnings(reach);
    this.#at[side] = filter;
    return filter;
  }

  /** Files the beginnings last read. */
  #fileBeginnings(reach: number): number {
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
