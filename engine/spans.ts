/** Stretches of a text of which no two share a character. Offsets, `end` exclusive. */
export class Spans {
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  /** Takes a stretch up, unless one that was taken before shares a character with it: then false. */
  take(start: number, end: number): boolean {
    const ends = this.#ends;
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle]! <= start) low = middle + 1;
      else high = middle;
    }
    if (low < ends.length && this.#starts[low]! < end) return false;
    this.#starts.splice(low, 0, start);
    ends.splice(low, 0, end);
    return true;
  }
}
