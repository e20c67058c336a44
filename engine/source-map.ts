/**
 * Source map (来处): where each folded character came from, in UTF-16 units of the source.
 *
 * It is kept as runs rather than as two arrays with an entry per character: ordinary text is one long run in which source
 * and folded offsets differ by a constant, so folding a clean page writes one number per character, not three.
 */
export class SourceMap {
  // Characters from #fold[k] on come from #source[k] on, `#stride[k]` source units apart, each `#width[k]` source units
  // wide.
  #fold = new Int32Array(256);
  #source = new Int32Array(256);
  #stride = new Uint8Array(256);
  #width = new Int32Array(256);
  #runs = 0;
  /** UTF-16 units of the source. */
  sourceLength = 0;

  /** Forgets all runs; what comes next is of a source of this length. */
  clear(sourceLength = this.sourceLength): void {
    this.#runs = 0;
    this.sourceLength = sourceLength;
  }

  get isEmpty(): boolean {
    return this.#runs === 0;
  }

  /** Begins a run at a folded offset; the one before it, where it got no character, is overwritten. */
  begin(fold: number, source: number, stride: number, width: number): void {
    const at = this.#runs > 0 && this.#fold[this.#runs - 1] === fold ? this.#runs - 1 : this.#runs;
    if (at === this.#fold.length) this.#grow();
    this.#fold[at] = fold;
    this.#source[at] = source;
    this.#stride[at] = stride;
    this.#width[at] = width;
    this.#runs = at + 1;
  }

  /** One character more, at a folded offset: of the last run where it goes on with that, else of its own. */
  add(fold: number, start: number, end: number): void {
    const last = this.#runs - 1;
    const width = end - start;
    const continues =
      last >= 0 &&
      width === 1 &&
      this.#width[last] === 1 &&
      this.#stride[last] === 1 &&
      this.#source[last]! + (fold - this.#fold[last]!) === start;
    if (!continues) this.begin(fold, start, width === 1 ? 1 : 0, width);
  }

  /** Where the folded character at `index` begins. */
  startOf(index: number): number {
    return this.#startIn(this.#runOf(index), index);
  }

  /** Just after the folded character at `index`. */
  endOf(index: number): number {
    const run = this.#runOf(index);
    return Math.min(this.#startIn(run, index) + this.#width[run]!, this.sourceLength);
  }

  /** Bytes held in typed arrays. */
  get bytes(): number {
    return this.#fold.byteLength * 3 + this.#stride.byteLength;
  }

  #startIn(run: number, index: number): number {
    return this.#source[run]! + (index - this.#fold[run]!) * this.#stride[run]!;
  }

  #runOf(index: number): number {
    let low = 0;
    let high = this.#runs - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#fold[middle]! <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #grow(): void {
    const size = this.#fold.length * 2;
    this.#fold = copyInto(new Int32Array(size), this.#fold);
    this.#source = copyInto(new Int32Array(size), this.#source);
    this.#stride = copyInto(new Uint8Array(size), this.#stride);
    this.#width = copyInto(new Int32Array(size), this.#width);
  }
}

function copyInto<T extends Int32Array | Uint16Array | Uint8Array>(target: T, source: T): T {
  target.set(source);
  return target;
}
