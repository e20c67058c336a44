import { type LiteralTable, unpacked } from './ruleset.ts';

/**
 * Automaton (自动机): finds which literals of a lexicon stand in a text, in one pass and without a table of transitions.
 *
 * It is a bigram filter with verification rather than Aho–Corasick (ADR 0003, 0006 have the figures). Each literal is
 * filed under one of its two-character slices, its *key*, chosen at build time to be rare in ordinary Chinese (黑户可贷
 * under 黑户, not 可贷). Scanning asks one bit per position — does any literal have this slice as its key? — and only for a
 * set bit looks the slice up and compares the literals filed there.
 *
 * The literals stay in the groups they came in and are read there: starting up means filing some ten thousand keys, and
 * nothing is taken apart that no text asks for. `groups` is a list of groups, one for each key:
 *
 *     key (two characters) · packed length of the body · body
 *     body: literal …      literal: packed length · packed key offset · characters · where its payload begins (two)
 *
 * What the payload, a packed length and a list, means is the owner's business (engine/gate.ts, engine/lexicon.ts). compiler/literal-table.ts writes it.
 */
export class Automaton {
  /** The groups, a unit each. */
  readonly groups: Uint16Array;
  readonly payloads: Uint16Array;
  /** One bit for each hashed key. */
  readonly filter: Uint32Array;
  /** What to shift a hash by to get its bit in the filter. */
  readonly filterShift: number;
  readonly #mask: number;
  readonly #slotShift: number;
  readonly #keys: Int32Array;
  /** Where the group's body begins; 0 for an empty slot. */
  readonly #bodies: Int32Array;

  /**
   * @param table as above; keys do not repeat
   * @param filterBits binary logarithm of the filter's size: 18 are 32 KiB, 20 are 128 KiB
   */
  constructor({ groups, keys, payloads }: LiteralTable, filterBits: number) {
    this.groups = unitsOf(groups);
    this.payloads = unitsOf(payloads);
    this.filter = new Uint32Array(1 << (filterBits - 5));
    this.filterShift = 32 - filterBits;
    let size = 64;
    while (size < keys * LOAD) size <<= 1;
    this.#slotShift = 32 - Math.log2(size);
    this.#mask = size - 1;
    this.#keys = new Int32Array(size);
    this.#bodies = new Int32Array(size);
    const { filter, filterShift, groups: units } = this;
    for (let at = 0; at < units.length; ) {
      const first = units[at]!;
      const second = units[at + 1]!;
      const bit = (turned(spread(first)) + spread(second)) >>> filterShift;
      filter[bit >>> 5]! |= 1 << (bit & 31);
      const slot = this.#slot((first << 16) | second);
      this.#keys[slot] = (first << 16) | second;
      this.#bodies[slot] = at + GROUP_HEAD;
      at += GROUP_HEAD + unpacked(units[at + 2]!);
    }
  }

  /** Where the body of the group filed under the two characters begins in `groups`; 0 when there is none. */
  bodyOf(first: number, second: number): number {
    return this.#bodies[this.#slot((first << 16) | second)]!;
  }

  /** Where the body that begins at `body` ends. */
  bodyEnd(body: number): number {
    return body + unpacked(this.groups[body - 1]!);
  }

  /** Bytes held in typed arrays, for the memory budget. */
  get bytes(): number {
    return (
      this.groups.byteLength +
      this.payloads.byteLength +
      this.filter.byteLength +
      this.#keys.byteLength +
      this.#bodies.byteLength
    );
  }

  #slot(key: number): number {
    let slot = Math.imul(key, SPREAD) >>> this.#slotShift;
    while (this.#bodies[slot] !== 0 && this.#keys[slot] !== key) slot = (slot + 1) & this.#mask;
    return slot;
  }
}

/** Slots per key in the hash table; a power of two is taken above this. */
const LOAD = 1.3;
/** Key and body length. */
const GROUP_HEAD = 3;
/** Odd, from the golden ratio (Knuth, TAOCP 6.4): spreads neighbouring code points over a table. */
const SPREAD = 0x9e3779b1;

/** A character's share in the hash of a slice; never 0 for a character that is not. */
export function spread(code: number): number {
  return Math.imul(code, SPREAD);
}

/** What the first character of a slice adds to the hash: a slice and its reverse are two keys. */
export function turned(share: number): number {
  return (share << 7) | (share >>> 25);
}

function unitsOf(text: string): Uint16Array {
  const units = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i);
  return units;
}
