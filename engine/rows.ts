import { packed, unpackedAt } from './packed.ts';

/**
 * Rows (行): a list of strings as one string and where each begins in it. They are read where they lie: a page asks for a
 * few dozen of twenty thousand, and neither a split nor a scan for line breaks comes before the first.
 */
export interface PackedRows {
  text: string;
  /** For each ROWS_A_BLOCK rows: where the first begins (two numbers), then how far behind that each begins; packed. */
  starts: string;
}

/** Rows counted from one place: two to the power of BLOCK_BITS. */
const BLOCK_BITS = 6;
const ROWS_A_BLOCK = 1 << BLOCK_BITS;
/** Numbers that say where a block begins. */
const BLOCK_HEAD = 2;
const BLOCK = BLOCK_HEAD + ROWS_A_BLOCK;
/** Bits of the lower of these two. */
const LOWER_BITS = 15;

/** @throws RangeError when a block of rows is longer than a packed number can tell */
export function packedRows(rows: readonly string[]): PackedRows {
  const starts: number[] = [];
  let at = 0;
  let block = 0;
  // One more than there are: the last row ends where the next would begin.
  for (let row = 0; row <= rows.length; row++) {
    if (row % ROWS_A_BLOCK === 0) {
      block = at;
      starts.push(at >>> LOWER_BITS, at & ((1 << LOWER_BITS) - 1));
    }
    starts.push(at - block);
    at += rows[row]?.length ?? 0;
  }
  return { text: rows.join(''), starts: packed(starts) };
}

export class Rows {
  readonly text: string;
  readonly #starts: string;

  constructor({ text, starts }: PackedRows) {
    this.text = text;
    this.#starts = starts;
  }

  get length(): number {
    const units = this.#starts.length;
    return Math.max(0, units - Math.ceil(units / BLOCK) * BLOCK_HEAD - 1);
  }

  /** Where a row begins in `text`, 0 ≤ index ≤ length. */
  startOf(index: number): number {
    const starts = this.#starts;
    const block = (index >>> BLOCK_BITS) * BLOCK;
    return (
      ((unpackedAt(starts, block) << LOWER_BITS) | unpackedAt(starts, block + 1)) +
      unpackedAt(starts, block + BLOCK_HEAD + (index & (ROWS_A_BLOCK - 1)))
    );
  }

  at(index: number): string {
    return this.text.slice(this.startOf(index), this.startOf(index + 1));
  }
}
