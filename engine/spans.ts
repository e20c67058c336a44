import { lowerBound } from './lower-bound.ts';

/** Stretches of a text of which no two share a character. Offsets, `end` exclusive. */
export class Spans {
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  /** Takes a stretch up, unless one that was taken before shares a character with it: then false. */
  take(start: number, end: number): boolean {
    const ends = this.#ends;
    const at = lowerBound(ends.length, (index) => ends[index]! > start);
    if (at < ends.length && this.#starts[at]! < end) return false;
    this.#starts.splice(at, 0, start);
    ends.splice(at, 0, end);
    return true;
  }
}
