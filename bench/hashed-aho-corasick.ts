/**
 * The alternative design, kept for comparison (ADR 0003): Aho–Corasick over a trie in typed arrays, transitions in one
 * open-addressed table keyed by state and character. A dense double array over 65,536 code units would need far more room.
 */
const EMPTY = -1;
const SPREAD = 0x9e3779b1;

export class HashedAhoCorasick {
  readonly #keys: Float64Array;
  readonly #targets: Int32Array;
  readonly #fail: Int32Array;
  readonly #ends: Int32Array;
  readonly #shift: number;

  constructor(literals: readonly string[]) {
    const most = literals.reduce((sum, { length }) => sum + length, 1);
    let bits = 8;
    while (1 << bits < most * 2) bits++;
    this.#shift = 32 - bits;
    this.#keys = new Float64Array(1 << bits).fill(EMPTY);
    this.#targets = new Int32Array(1 << bits);
    this.#fail = new Int32Array(most);
    this.#ends = new Int32Array(most);
    const children: [code: number, state: number][][] = [[]];
    for (const literal of literals) {
      let state = 0;
      for (let i = 0; i < literal.length; i++) {
        const code = literal.charCodeAt(i);
        let next = this.#go(state, code);
        if (next === EMPTY) {
          next = children.push([]) - 1;
          children[state]!.push([code, next]);
          const slot = this.#slot(state, code);
          this.#keys[slot] = state * 65536 + code;
          this.#targets[slot] = next;
        }
        state = next;
      }
      this.#ends[state] = 1;
    }
    const queue = children[0]!.map(([, state]) => state);
    for (let head = 0; head < queue.length; head++) {
      const state = queue[head]!;
      for (const [code, next] of children[state]!) {
        let fail = this.#fail[state]!;
        while (fail !== 0 && this.#go(fail, code) === EMPTY) fail = this.#fail[fail]!;
        this.#fail[next] = Math.max(0, this.#go(fail, code));
        this.#ends[next]! += this.#ends[this.#fail[next]!]!;
        queue.push(next);
      }
    }
  }

  get bytes(): number {
    return this.#keys.byteLength + this.#targets.byteLength + this.#fail.byteLength + this.#ends.byteLength;
  }

  /** How many literals occur in `codes[0, length)`, overlapping ones too. */
  count(codes: Uint16Array, length: number): number {
    let state = 0;
    let found = 0;
    for (let at = 0; at < length; at++) {
      const code = codes[at]!;
      let next = this.#go(state, code);
      while (next === EMPTY && state !== 0) {
        state = this.#fail[state]!;
        next = this.#go(state, code);
      }
      state = next === EMPTY ? 0 : next;
      found += this.#ends[state]!;
    }
    return found;
  }

  #slot(state: number, code: number): number {
    const key = state * 65536 + code;
    let slot = Math.imul(Math.imul(state, 0x85ebca6b) ^ code, SPREAD) >>> this.#shift;
    while (this.#keys[slot] !== EMPTY && this.#keys[slot] !== key) slot = (slot + 1) & (this.#keys.length - 1);
    return slot;
  }

  #go(state: number, code: number): number {
    const slot = this.#slot(state, code);
    return this.#keys[slot] === EMPTY ? EMPTY : this.#targets[slot]!;
  }
}
