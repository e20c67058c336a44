import { packed, unpackedAt } from './packed.ts';

/**
 * Rows (行): a list of strings, many to a chunk, with where each begins. They are read where they lie: a page asks for a
 * few dozen of twenty thousand, and neither a split nor a scan for line breaks comes before the first. A chunk is also
 * what is sent to a page at a time, so that none has to be put together there.
 */
export interface PackedRows {
  chunks: Chunk[];
}

export interface Chunk {
  /** ROWS_A_CHUNK rows, fewer in the last chunk, one behind the other. */
  text: string;
  /** Where each begins in `text`, and where the last ends; packed. */
  starts: string;
}

const CHUNK_BITS = 11;
const ROWS_A_CHUNK = 1 << CHUNK_BITS;

/** @throws RangeError when ROWS_A_CHUNK rows are longer than a packed number can tell */
export function packedRows(rows: readonly string[]): PackedRows {
  const chunks: Chunk[] = [];
  for (let first = 0; first < rows.length; first += ROWS_A_CHUNK) {
    const here = rows.slice(first, first + ROWS_A_CHUNK);
    const starts = [0];
    for (const row of here) starts.push(starts.at(-1)! + row.length);
    chunks.push({ text: here.join(''), starts: packed(starts) });
  }
  return { chunks };
}

export class Rows {
  readonly #chunks: readonly Chunk[];
  readonly length: number;

  constructor({ chunks }: PackedRows) {
    this.#chunks = chunks;
    const last = chunks.at(-1);
    this.length = last === undefined ? 0 : (chunks.length - 1) * ROWS_A_CHUNK + last.starts.length - 1;
  }

  /** Number of the chunk that holds a row, 0 ≤ index < length. */
  chunkOf(index: number): number {
    return index >>> CHUNK_BITS;
  }

  /** The text of a chunk. */
  chunk(number: number): string {
    return this.#chunks[number]!.text;
  }

  /** The text that holds a row; see `startOf`. */
  textOf(index: number): string {
    return this.#chunks[index >>> CHUNK_BITS]!.text;
  }

  /** Where the row begins in that text. */
  startOf(index: number): number {
    return unpackedAt(this.#chunks[index >>> CHUNK_BITS]!.starts, index & (ROWS_A_CHUNK - 1));
  }

  /** Where it ends there. */
  endOf(index: number): number {
    return unpackedAt(this.#chunks[index >>> CHUNK_BITS]!.starts, (index & (ROWS_A_CHUNK - 1)) + 1);
  }

  at(index: number): string {
    return this.textOf(index).slice(this.startOf(index), this.endOf(index));
  }
}
