import { hashOf } from './automaton.ts';
import { SENTENCE_END } from './normalizer.ts';
import { MAX_GAP_CHARS } from './phrase.ts';
import { FIRST_CHARACTERS, LAST_CHARACTERS } from './recognizer.ts';
import type { Step } from './step.ts';

/** What the second character adds to a hash: a pair and its reverse are two. */
const PAIR = 0x85ebca6b;
/** What it adds to a hash that a character is a beginning by itself. */
const ALONE = 0x2545f491;
/** Bits per hash in a filter: one place in two hundred passes by chance, since two bits have to be set. */
const BITS_EACH = 14;
const MIN_LOG = 6;
const MAX_LOG = 12;

/** In the pool: reach · what to shift a hash by · the filter. */
const HEAD = 2;
const UNKNOWN = 0;
const ANYTHING = 1;

/**
 * Vicinity (近旁): whether the rest of a pattern may stand beside its anchor. False is certain, true is not.
 *
 * Anchors are often everyday words (一次 of <金额>一次), so this is asked some two hundred times in a thousand characters of
 * ordinary text, and no is nearly always the answer. It is given by numbers in one array: a Bloom filter of the
 * character that the rest may begin with and of the two, asked at each place where it may begin.
 */
export class Vicinity {
  /** For each pattern and side where its filter begins in the pool; UNKNOWN until filed. */
  readonly #at: Int32Array;
  #pool = new Int32Array(4096);
  #used = HEAD;

  /** @param patterns how many patterns there are */
  constructor(patterns: number) {
    this.#at = new Int32Array(patterns * 2);
  }

  /** Whether `file` has been told of the pattern. */
  knows(pattern: number): boolean {
    return this.#at[pattern * 2] !== UNKNOWN;
  }

  /** Files what stands after the anchor of the pattern, and what stands before it from right to left. */
  file(pattern: number, right: Step | null, left: Step | null): void {
    this.#at[pattern * 2] = this.#filed(right, false);
    this.#at[pattern * 2 + 1] = this.#filed(left, true);
  }

  /** Whether the rest of a pattern that is known may begin at folded offset `at`, where the text ends at `length`. */
  mayFollow(pattern: number, codes: Uint16Array, length: number, at: number): boolean {
    const filter = this.#at[pattern * 2]!;
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
    const filter = this.#at[pattern * 2 + 1]!;
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
    const pair = (hash + Math.imul(next, PAIR)) >>> shift;
    if ((pool[bits + (pair >>> 5)]! & (1 << (pair & 31))) !== 0) return true;
    const alone = (hash + ALONE) >>> shift;
    return (pool[bits + (alone >>> 5)]! & (1 << (alone & 31))) !== 0;
  }

  #filed(step: Step | null, backwards: boolean): number {
    const beginnings: Beginnings = { hashes: new Set(), reach: 0 };
    if (!collect(step, backwards, 1, beginnings)) return ANYTHING;
    const { hashes, reach } = beginnings;
    const log = Math.min(MAX_LOG, Math.max(MIN_LOG, Math.ceil(Math.log2(hashes.size * BITS_EACH))));
    const filter = this.#used;
    this.#used += HEAD + (1 << (log - 5));
    if (this.#used > this.#pool.length) {
      const larger = new Int32Array(Math.max(this.#used, this.#pool.length * 1.5));
      larger.set(this.#pool);
      this.#pool = larger;
    }
    const pool = this.#pool;
    pool[filter] = reach;
    pool[filter + 1] = 32 - log;
    for (const hash of hashes) {
      const bit = hash >>> (32 - log);
      pool[filter + HEAD + (bit >>> 5)]! |= 1 << (bit & 31);
    }
    return filter;
  }
}

interface Beginnings {
  hashes: Set<number>;
  /** At how many places, counted from the anchor, the rest may begin. */
  reach: number;
}

/**
 * Collects how the steps, which begin at one of `reach` places, may begin; false when they may begin with anything, or be
 * nothing.
 */
function collect(step: Step | null, backwards: boolean, reach: number, found: Beginnings): boolean {
  if (step === null) return false;
  found.reach = Math.max(found.reach, reach);
  switch (step.kind) {
    case 'literal': {
      const { units } = step;
      const first = units[backwards ? units.length - 1 : 0]!;
      if (units.length === 1) single(first, found);
      else {
        const second = units[backwards ? units.length - 2 : 1]!;
        found.hashes.add(hashOf(0, first));
        found.hashes.add(hashOf(0, first) + Math.imul(second, PAIR));
      }
      return true;
    }
    case 'recognizer': {
      const characters = backwards ? LAST_CHARACTERS[step.name] : FIRST_CHARACTERS[step.name];
      for (let i = 0; i < characters.length; i++) single(characters.charCodeAt(i), found);
      return true;
    }
    case 'choice':
      return step.options.every((option) => collect(option, backwards, reach, found));
    case 'gap':
      return collect(step.next, backwards, reach + MAX_GAP_CHARS, found);
  }
}

function single(code: number, found: Beginnings): void {
  found.hashes.add(hashOf(0, code));
  found.hashes.add(hashOf(0, code) + ALONE);
}
