import { packed, unpackedAt } from './packed.ts';

/**
 * Rows (行): a list of strings, many to a chunk, with where each begins. They are read where they lie: a page asks for a
 * few dozen of twenty thousand, and neither a split nor a scan for line breaks comes before the first. A chunk is also
 * what is sent to a page at a time, so that none has to be put together there.
 */
export interface PackedRows {
  /** Each chunk but the last holds two to the power of this many rows. */
  bits: number;
  chunks: Chunk[];
}

/** Rows that are stored, and sent, together. */
export interface Chunk {
  /** The rows, one behind the other. */
  text: string;
  /** Where each begins in `text`, and where the last ends; packed. */
  starts: string;
}

/** The most rows a chunk holds, as a power of two. */
const MOST_BITS = 11;
/** Chunks longer than this, in UTF-16 units, are made of fewer rows: a page reads each in one go. */
const LONG_CHARS = 40_000;

/** @throws RangeError when a row is longer than a packed number can tell */
export function packedRows(rows: readonly string[]): PackedRows {
  let bits = MOST_BITS;
  while (bits > 0 && longestChunk(rows, 1 << bits) > LONG_CHARS) bits--;
  return { bits, chunks: chunked(rows, 1 << bits) };
}

function longestChunk(rows: readonly string[], size: number): number {
  let longest = 0;
  for (let first = 0; first < rows.length; first += size) {
    longest = Math.max(
      longest,
      rows.slice(first, first + size).reduce((sum, { length }) => sum + length, 0),
    );
  }
  return longest;
}

function chunked(rows: readonly string[], size: number): Chunk[] {
  const chunks: Chunk[] = [];
  for (let first = 0; first < rows.length; first += size) {
    const here = rows.slice(first, first + size);
    const starts = [0];
    for (const row of here) starts.push(starts.at(-1)! + row.length);
    chunks.push({ text: here.join(''), starts: packed(starts) });
  }
  return chunks;
}

/** Reads packed rows where they lie. */
export class Rows {
  readonly #chunks: readonly Chunk[];
  readonly #bits: number;
  /** Which of its chunk's rows a row is: the lowest bits. */
  readonly #mask: number;
  readonly length: number;

  constructor({ bits, chunks }: PackedRows) {
    this.#chunks = chunks;
    this.#bits = bits;
    this.#mask = (1 << bits) - 1;
    const last = chunks.at(-1);
    this.length = last === undefined ? 0 : ((chunks.length - 1) << bits) + last.starts.length - 1;
  }

  /** Number of the chunk that holds a row, 0 ≤ index < length. */
  chunkOf(index: number): number {
    return index >>> this.#bits;
  }

  /** The text of a chunk. */
  chunk(number: number): string {
    return this.#chunks[number]!.text;
  }

  /** The text that holds a row; see `startOf`. */
  textOf(index: number): string {
    return this.#chunks[index >>> this.#bits]!.text;
  }

  /** Where the row begins in that text. */
  startOf(index: number): number {
    return unpackedAt(this.#chunks[index >>> this.#bits]!.starts, index & this.#mask);
  }

  /** Where it ends there. */
  endOf(index: number): number {
    return unpackedAt(this.#chunks[index >>> this.#bits]!.starts, (index & this.#mask) + 1);
  }

  at(index: number): string {
    return this.textOf(index).slice(this.startOf(index), this.endOf(index));
  }
}
