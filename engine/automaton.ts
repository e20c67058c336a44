import { type LiteralTable, unpacked } from './ruleset.ts';

/**
 * Automaton (自动机): finds which literals of a lexicon stand in a text, in one pass and without a table of transitions.
 *
 * It is a bigram filter with verification rather than Aho–Corasick (ADR 0003 and 0009 have the figures). Each literal is
 * filed under one of its two-character slices, its *key*, chosen at build time to be rare in ordinary Chinese (黑户可贷
 * under 黑户, not 可贷). Scanning asks one bit per position — does any literal have this slice as its key? — and only for a
 * set bit looks the slice up and compares the literals filed there.
 *
 * The literals stay in the groups they came in and are read there: starting up means filing some ten thousand keys, and
 * nothing is taken apart that no text asks for. `groups` is a list of groups, one for each key:
 *
 *     key (two characters) · packed length of the literals at the gate · of the others · those literals · the others
 *     literal: packed head (LITERAL) · its characters but for the key · packed entry count unless single · entries
 *     entry:   packed signal · packed form
 *
 * compiler/literal-table.ts writes it.
 */
export class Automaton {
  /** The groups, a unit each. */
  readonly groups: string;
  /** One bit for each hashed key of all literals. */
  readonly filter: Uint32Array;
  /** One bit for each hashed key of the literals at the gate: larger, because nearly all text is asked only this. */
  readonly gateFilter: Uint32Array;
  /** What to shift a hash by to get its bit in `filter`, and in `gateFilter`. */
  readonly filterShift: number;
  readonly gateFilterShift: number;
  readonly #mask: number;
  readonly #slotShift: number;
  /** Where the group begins, plus one, below a print of the key's hash; 0 for an empty slot. */
  readonly #slots: Int32Array;

  // The literal that `stands` was last asked about: where it begins in the text, its length, and its entries in `groups`.
  start = 0;
  size = 0;
  firstEntry = 0;
  /** Where its entries end and the next literal of the group begins. */
  next = 0;

  /**
   * @param table as above; keys do not repeat
   * @param filed false leaves it to the caller to run `file` to its end, for a page that must not be held up meanwhile
   */
  constructor({ groups, keys }: LiteralTable, filed = true) {
    if (groups.length > PLACE_MASK) throw new RangeError(`词库有 ${groups.length} 个字，超过 ${PLACE_MASK}`);
    this.groups = groups;
    // Both grow with the lexicon, so that a text is compared as rarely whatever the number of rules.
    const bits = Math.max(LEAST_BITS, Math.ceil(Math.log2(keys * BITS_A_KEY)));
    this.filter = new Uint32Array(1 << (bits - 5));
    this.gateFilter = new Uint32Array(1 << (bits + 1 - 5));
    this.filterShift = 32 - bits;
    this.gateFilterShift = 32 - (bits + 1);
    let size = 64;
    while (size < keys * LOAD) size <<= 1;
    this.#slotShift = 32 - Math.log2(size);
    this.#mask = size - 1;
    this.#slots = new Int32Array(size);
    if (filed) for (const _ of this.file());
  }

  /** Files the keys, KEYS_A_STEP between two pauses. */
  *file(): Generator<void> {
    const { groups, filter, gateFilter, filterShift, gateFilterShift } = this;
    let steps = 0;
    for (let at = 0; at < groups.length; ) {
      const hash = hashOf(groups.charCodeAt(at), groups.charCodeAt(at + 1));
      const atGate = unpacked(groups.charCodeAt(at + 2));
      const bit = hash >>> filterShift;
      filter[bit >>> 5]! |= 1 << (bit & 31);
      if (atGate > 0) {
        const gateBit = hash >>> gateFilterShift;
        gateFilter[gateBit >>> 5]! |= 1 << (gateBit & 31);
      }
      let slot = hash >>> this.#slotShift;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & this.#mask;
      this.#slots[slot] = printOf(hash) | (at + 1);
      at += GROUP_HEAD + atGate + unpacked(groups.charCodeAt(at + 3));
      if (++steps % KEYS_A_STEP === 0) yield;
    }
  }

  /** Where the group filed under the two characters begins in `groups`; -1 when there is none. */
  groupOf(first: number, second: number): number {
    const { groups } = this;
    const hash = hashOf(first, second);
    const print = printOf(hash);
    for (let slot = hash >>> this.#slotShift; ; slot = (slot + 1) & this.#mask) {
      const entry = this.#slots[slot]!;
      if (entry === 0) return -1;
      // The print spares most looks at groups of other keys, which lie anywhere in a large string.
      if ((entry & ~PLACE_MASK) !== print) continue;
      const group = (entry & PLACE_MASK) - 1;
      if (groups.charCodeAt(group) === first && groups.charCodeAt(group + 1) === second) return group;
    }
  }

  /**
   * Finds the groups of the slices that begin at `at[0, count)`: leaves in `at` those that have one and puts where it
   * begins in `found`. Answers how many there are. Many at once, because then the processor need not wait for one
   * place in memory after another.
   */
  groupsOf(codes: Uint16Array, at: Int32Array, count: number, found: Int32Array): number {
    const groups = this.groups;
    const slots = this.#slots;
    const slotShift = this.#slotShift;
    let kept = 0;
    for (let i = 0; i < count; i++) {
      const place = at[i]!;
      const first = codes[place]!;
      const second = codes[place + 1]!;
      const hash = hashOf(first, second);
      const entry = slots[hash >>> slotShift]!;
      let group = (entry & PLACE_MASK) - 1;
      if (
        group !== -1 &&
        ((entry & ~PLACE_MASK) !== printOf(hash) ||
          groups.charCodeAt(group) !== first ||
          groups.charCodeAt(group + 1) !== second)
      ) {
        group = this.groupOf(first, second);
      }
      at[kept] = place;
      found[kept] = group;
      kept += group === -1 ? 0 : 1;
    }
    return kept;
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

  /** Bytes held in typed arrays, for the memory budget. */
  get bytes(): number {
    return this.filter.byteLength + this.gateFilter.byteLength + this.#slots.byteLength;
  }
}

/** Keys filed between two pauses. */
const KEYS_A_STEP = 1024;
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

/** Bits of `filter` for each key, at least: no more than one slice in eight is looked up for nothing. */
const BITS_A_KEY = 8;
/** Bits of `filter` for the smallest lexicon, as a power of two. */
const LEAST_BITS = 18;
/** Bits for the place of a group; the rest of a slot is the print. */
const PLACE_MASK = (1 << 23) - 1;
/** Slots per key in the hash table; a power of two is taken above this. */
const LOAD = 1.3;
/** Odd, from the golden ratio (Knuth, TAOCP 6.4): spreads neighbouring code points over a table. */
const SPREAD = 0x9e3779b1;

/** Hash of a slice; its upper bits are the good ones. */
export function hashOf(first: number, second: number): number {
  return Math.imul((first << 16) | second, SPREAD);
}

/** Bits of a hash that its slot does not tell, above the place of the group. */
function printOf(hash: number): number {
  return (hash << 18) & ~PLACE_MASK;
}
