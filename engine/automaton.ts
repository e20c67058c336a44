import { unpacked } from './packed.ts';
import { Rows } from './rows.ts';
import type { LiteralTable } from './ruleset.ts';

/**
 * Automaton (自动机): finds which literals of a lexicon stand in a text, in one pass and without a table of transitions.
 *
 * It is a bigram filter with verification rather than Aho–Corasick (ADR 0003 and 0009 have the figures). Each literal is
 * filed under one of its two-character slices, its *key*, chosen at build time to be rare in ordinary Chinese (黑户可贷
 * under 黑户, not 可贷). Scanning asks one bit per position — does any literal have this slice as its key? — and only for a
 * set bit a second one, before it looks into the bucket of the slice's hash and compares the literals filed there.
 *
 * Filters, buckets and literals are read as they lie in the ruleset, strings all of them: nothing is built before the
 * first text, and nothing is taken apart that no text asks for (ADR 0011). A bucket is a row of groups, one for each key:
 *
 *     key (two characters) · packed length of the literals at the gate · of the others · those literals · the others
 *     literal: packed head (LITERAL) · its characters but for the key · packed entry count unless single · entries
 *     entry:   packed signal · packed form
 *
 * compiler/literal-table.ts writes it.
 */
export class Automaton {
  /** Holds the group that was last looked up, among others. */
  groups = '';
  /** Two bits for each hashed key of all literals (`bitOf`, `passesAgain`). */
  readonly filter: string;
  /** Bits for those of the literals at the gate, nearly all that text is asked. */
  readonly gateFilter: string;
  /** What to shift a hash by to get its character in `filter`, and in `gateFilter`. */
  readonly filterShift: number;
  readonly gateFilterShift: number;
  readonly #buckets: Rows;
  readonly #bucketShift: number;

  // The literal that `stands` was last asked about: where it begins in the text, its length, and its entries in `groups`.
  start = 0;
  size = 0;
  firstEntry = 0;
  /** Where its entries end and the next literal of the group begins. */
  next = 0;

  /** @param table as above; keys do not repeat */
  constructor({ groups, gateFilter, filter }: LiteralTable) {
    this.#buckets = new Rows(groups);
    this.filter = filter;
    this.gateFilter = gateFilter;
    this.filterShift = shiftFor(filter.length);
    this.gateFilterShift = shiftFor(gateFilter.length);
    this.#bucketShift = shiftFor(this.#buckets.length);
  }

  /**
   * Finds the groups of the slices that begin at `at[0, count)`, for `turnTo`: leaves in `at` those that have one and puts
   * the group in `found`. Answers how many there are. Many at once, because then the processor need not wait for one
   * place in memory after another.
   */
  groupsOf(codes: Uint16Array, at: Int32Array, count: number, found: Int32Array): number {
    const { gateFilter, gateFilterShift } = this;
    let kept = 0;
    for (let i = 0; i < count; i++) {
      const place = at[i]!;
      const first = codes[place]!;
      const second = codes[place + 1]!;
      const known = passesAgain(gateFilter, gateFilterShift, hashOf(first, second));
      const group = known ? this.groupOf(first, second) : -1;
      at[kept] = place;
      found[kept] = group;
      kept += group === -1 ? 0 : 1;
    }
    return kept;
  }

  /** The group filed under the two characters, for `turnTo`; -1 when there is none. */
  groupOf(first: number, second: number): number {
    const buckets = this.#buckets;
    const bucket = hashOf(first, second) >>> this.#bucketShift;
    const groups = buckets.textOf(bucket);
    const start = buckets.startOf(bucket);
    const chunk = buckets.chunkOf(bucket) << PLACE_BITS;
    // The first is nearly always the one. In an empty bucket it is another's, whose key is not this.
    if (groups.charCodeAt(start) === first && groups.charCodeAt(start + 1) === second) return chunk | start;
    this.groups = groups;
    const end = buckets.endOf(bucket);
    for (let group = start; group < end; group = this.groupEnd(group)) {
      if (groups.charCodeAt(group) === first && groups.charCodeAt(group + 1) === second) return chunk | group;
    }
    return -1;
  }

  /**
   * Turns to a group and answers where it begins in `groups`. All that is asked of a group is asked before the next is
   * looked up.
   */
  turnTo(group: number): number {
    this.groups = this.#buckets.chunk(group >>> PLACE_BITS);
    return group & ((1 << PLACE_BITS) - 1);
  }

  /** Where the literals of a group begin. */
  literalsOf(group: number): number {
    return group + GROUP_HEAD;
  }

  /** Where those at the gate end, and the others begin. */
  gateEnd(group: number): number {
    return group + GROUP_HEAD + unpacked(this.groups.charCodeAt(group + 2));
  }

  /** Where all of them end. */
  groupEnd(group: number): number {
    return this.gateEnd(group) + unpacked(this.groups.charCodeAt(group + 3));
  }

  /**
   * Turns to the literal at `literal`, whose key lies at `at` in the text, and answers whether all of it stands there,
   * within `codes[from, to)`.
   */
  stands(literal: number, codes: Uint16Array, from: number, to: number, at: number): boolean {
    const { groups } = this;
    const head = unpacked(groups.charCodeAt(literal));
    const size = (head >>> LITERAL.sizeShift) & LITERAL.sizeMask;
    const offset = head & LITERAL.offsetMask;
    const characters = literal + 1;
    const tail = characters + size - KEY_CHARS;
    const single = (head & LITERAL.single) !== 0;
    const entries = single ? 1 : unpacked(groups.charCodeAt(tail));
    const start = at - offset;
    this.start = start;
    this.size = size;
    this.firstEntry = single ? tail : tail + 1;
    this.next = this.firstEntry + entries * ENTRY;
    if (start < from || start + size > to) return false;
    for (let i = 0; i < offset; i++) if (codes[start + i] !== groups.charCodeAt(characters + i)) return false;
    // What follows the key is two characters further on in the text than in the group.
    for (let i = offset; i < size - KEY_CHARS; i++) {
      if (codes[start + i + KEY_CHARS] !== groups.charCodeAt(characters + i)) return false;
    }
    return true;
  }

  /** The signal of an entry; one beyond the last signal for a variant spelling. */
  signalOf(entry: number): number {
    return unpacked(this.groups.charCodeAt(entry));
  }

  formOf(entry: number): number {
    return unpacked(this.groups.charCodeAt(entry + 1));
  }
}

/** Bits for the place of a group within its chunk; the chunk's number is above them. */
const PLACE_BITS = 16;
/** Key and the lengths of both halves. */
export const GROUP_HEAD = 4;
/** Characters of a key. */
export const KEY_CHARS = 2;
/** Numbers of an entry. */
export const ENTRY = 2;

/** How the head of a literal is put together; the lowest five bits say where in the literal its key begins. */
export const LITERAL = { offsetMask: 31, sizeShift: 5, sizeMask: 63, single: 2048 } as const;

/** The longest literal whose head can be written, in folded characters. */
export const MAX_LITERAL_CHARS = 32;

/**
 * Bits in a character of a filter: with FILTER_BASE they make a character of one byte that JSON, but for one of them,
 * writes as itself.
 */
const FILTER_BITS = 6;
const FILTER_BASE = 0x40;
/** Odd, from the golden ratio (Knuth, TAOCP 6.4): spreads neighbouring code points over a table. */
const SPREAD = 0x9e3779b1;
/** Makes a second hash of one. */
const AGAIN = 0x85ebca6b;

/** Hash of a slice; its upper bits are the good ones. */
export function hashOf(first: number, second: number): number {
  return Math.imul((first << 16) | second, SPREAD);
}

/** Whether the first bit of a hash is set in a filter; `shift` goes with it. 1 or 0, for counting without a branch. */
export function bitOf(filter: string, shift: number, hash: number): number {
  return (filter.charCodeAt(hash >>> shift) >>> bitIn(hash)) & 1;
}

/**
 * Whether a hash that has its first bit set has its second too, as every key has: asked before a bucket is looked into,
 * which in a large lexicon lies far off in memory.
 */
export function passesAgain(filter: string, shift: number, hash: number): boolean {
  return bitOf(filter, shift, Math.imul(hash, AGAIN)) === 1;
}

/** A filter of `length` characters, a power of two, with both bits of each hash set. */
export function filterOf(hashes: Iterable<number>, length: number): string {
  const shift = shiftFor(length);
  const characters = new Uint8Array(length).fill(FILTER_BASE);
  for (const hash of hashes) {
    for (const each of [hash, Math.imul(hash, AGAIN)]) characters[each >>> shift]! |= 1 << bitIn(each);
  }
  return Array.from(characters, (code) => String.fromCharCode(code)).join('');
}

/** Which of a character's bits a hash has: from bits of it that do not choose the character. */
function bitIn(hash: number): number {
  return (((hash >>> 4) & 0xff) * FILTER_BITS) >>> 8;
}

/** What to shift a hash by to get a place among `places`, a power of two. */
export function shiftFor(places: number): number {
  return 32 - Math.log2(places);
}
