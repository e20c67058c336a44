import { FILTER_BITS, FILTER_SHIFT, SPREAD } from './normalizer.ts';

/**
 * Automaton (自动机): finds every literal of the lexicon in folded text in one pass.
 *
 * It is a bigram filter with verification rather than Aho–Corasick (ADR 0003 has the figures). Each literal is filed
 * under one of its two-character slices, its *key*, chosen at build time to be rare in ordinary Chinese (贷款 files
 * 黑户可贷 under 黑户, not 可贷). Scanning asks one bit per position — does any literal have this slice as its key? — and
 * only for a set bit looks the slice up in a hash table and compares the literals filed there. In ordinary text about
 * one position in twenty gets past the bit, so the cost is a load, a multiply and a test per character, independent of
 * how many literals there are until the bit table fills up.
 *
 * Compared with a double array the tables are small (the bits are 32 KiB and stay in the first-level cache), building
 * takes about a millisecond, and nothing but the literals themselves has to be shipped.
 */

const EMPTY = -1;
const LINE_BREAK = 10;

/** Slots per key in the hash table; a power of two is taken above this. */
const LOAD = 1.2;

export class Automaton {
  /** One bit for each hashed key. */
  readonly filter = new Uint32Array(1 << (FILTER_BITS - 5));
  readonly #mask: number;
  /** Takes the slot from the hash's high bits: its low bits depend on the second character alone. */
  readonly #slotShift: number;
  readonly #keys: Int32Array;
  readonly #heads: Int32Array;
  readonly #next: Int32Array;
  readonly #keyOffset: Uint8Array;
  readonly #units: Uint16Array;
  readonly #unitStart: Int32Array;

  /** Literal ids of the last scan, in the order found; parallel to `hitStart`. Valid until the next scan. */
  hitLiteral = new Int32Array(256);
  /** Folded offset where each hit begins. */
  hitStart = new Int32Array(256);
  hits = 0;

  /** Counters since construction, for budgets that are not timed: positions past the filter, literals compared. */
  candidates = 0;
  comparisons = 0;

  /**
   * @param lexicon folded literals joined by line breaks, each at least two characters; a literal's id is its place
   * @param keyOffset for each literal id, where in it its key begins
   */
  constructor(lexicon: string, keyOffset: (literal: number) => number) {
    let count = 0;
    for (let at = lexicon.indexOf('\n'); at !== -1; at = lexicon.indexOf('\n', at + 1)) count++;
    if (lexicon !== '') count++;
    this.#units = new Uint16Array(lexicon.length - Math.max(0, count - 1));
    this.#unitStart = new Int32Array(count + 1);
    this.#keyOffset = new Uint8Array(count);
    this.#next = new Int32Array(count).fill(EMPTY);
    let size = 64;
    while (size < count * LOAD) size <<= 1;
    this.#slotShift = 32 - Math.log2(size);
    this.#mask = size - 1;
    this.#keys = new Int32Array(size);
    this.#heads = new Int32Array(size).fill(EMPTY);

    let unit = 0;
    for (let i = 0, id = 0; id < count; i++) {
      const code = i < lexicon.length ? lexicon.charCodeAt(i) : LINE_BREAK;
      if (code !== LINE_BREAK) {
        this.#units[unit++] = code;
        continue;
      }
      this.#unitStart[id + 1] = unit;
      this.#file(id, keyOffset(id));
      id++;
    }
  }

  #file(id: number, offset: number): void {
    const start = this.#unitStart[id]! + offset;
    const key = (this.#units[start]! << 16) | this.#units[start + 1]!;
    const hash = Math.imul(key, SPREAD);
    const bit = hash >>> FILTER_SHIFT;
    this.filter[bit >>> 5]! |= 1 << (bit & 31);
    const slot = this.#slot(key, hash);
    this.#keyOffset[id] = offset;
    this.#keys[slot] = key;
    this.#next[id] = this.#heads[slot]!;
    this.#heads[slot] = id;
  }

  /** Length of a literal in folded characters. */
  lengthOf(literal: number): number {
    return this.#unitStart[literal + 1]! - this.#unitStart[literal]!;
  }

  /** Bytes held in typed arrays, for the memory budget. */
  get bytes(): number {
    return (
      this.filter.byteLength +
      this.#keys.byteLength +
      this.#heads.byteLength +
      this.#next.byteLength +
      this.#keyOffset.byteLength +
      this.#units.byteLength +
      this.#unitStart.byteLength +
      this.hitLiteral.byteLength +
      this.hitStart.byteLength
    );
  }

  /** Finds all occurrences in `codes[0, length)`, overlapping ones too; results are in `hitLiteral` / `hitStart`. */
  scan(codes: Uint16Array, length: number): number {
    this.hits = 0;
    return this.scanRange(codes, length, 0, length);
  }

  /** The same for literals whose key lies in `[start, end)`; adds to the hits there are. */
  scanRange(codes: Uint16Array, length: number, start: number, end: number): number {
    const filter = this.filter;
    let candidates = 0;
    let before = start < end ? codes[start]! : 0;
    for (let at = start + 1; at < end; at++) {
      const code = codes[at]!;
      const key = (before << 16) | code;
      before = code;
      const hash = Math.imul(key, SPREAD);
      const bit = hash >>> FILTER_SHIFT;
      if ((filter[bit >>> 5]! & (1 << (bit & 31))) === 0) continue;
      candidates++;
      this.#verify(codes, length, at - 1, key, hash);
    }
    this.candidates += candidates;
    return this.hits;
  }

  /** The second half of `scan` for slices that were sifted while folding: `at[0, count)` are their offsets. */
  scanAt(at: Int32Array, count: number, codes: Uint16Array, length: number): number {
    this.hits = 0;
    this.candidates += count;
    for (let i = 0; i < count; i++) {
      const start = at[i]!;
      const key = (codes[start]! << 16) | codes[start + 1]!;
      this.#verify(codes, length, start, key, Math.imul(key, SPREAD));
    }
    return this.hits;
  }

  #verify(codes: Uint16Array, length: number, at: number, key: number, hash: number): void {
    let literal = this.#heads[this.#slot(key, hash)]!;
    for (; literal !== EMPTY; literal = this.#next[literal]!) {
      this.comparisons++;
      const start = at - this.#keyOffset[literal]!;
      const from = this.#unitStart[literal]!;
      const size = this.#unitStart[literal + 1]! - from;
      if (start < 0 || start + size > length) continue;
      let same = 0;
      while (same < size && codes[start + same] === this.#units[from + same]) same++;
      if (same === size) this.#hit(literal, start);
    }
  }

  #slot(key: number, hash: number): number {
    let slot = hash >>> this.#slotShift;
    while (this.#heads[slot] !== EMPTY && this.#keys[slot] !== key) slot = (slot + 1) & this.#mask;
    return slot;
  }

  #hit(literal: number, start: number): void {
    if (this.hits === this.hitLiteral.length) {
      const literals = new Int32Array(this.hits * 2);
      const starts = new Int32Array(this.hits * 2);
      literals.set(this.hitLiteral);
      starts.set(this.hitStart);
      this.hitLiteral = literals;
      this.hitStart = starts;
    }
    this.hitLiteral[this.hits] = literal;
    this.hitStart[this.hits] = start;
    this.hits++;
  }
}
