import { unpackedAt } from './ruleset.ts';

/**
 * Partners: finds two slots of one combo within its distance. Hits come in the order of the text; for each combo the last
 * two are remembered. That is enough: whichever earlier hit pairs with a new one, the region of the pair found first
 * covers it.
 */
export class Partners {
  // For each signal its places: (combo, slot) pairs from `#start[signal]` to `#start[signal + 1]`.
  readonly #start: Int32Array;
  readonly #combo: Uint16Array;
  readonly #slot: Uint8Array;
  /** For each combo: how many slots must hit here (1 or 2), and how far it reaches in folded characters. */
  readonly #need: Uint8Array;
  readonly #reach: Uint16Array;

  // The last two hits of each combo, valid when the stamp is this generation's.
  #generation = 0;
  readonly #stamp: Int32Array;
  readonly #lastSlot: Int16Array;
  readonly #lastPosition: Int32Array;
  readonly #lastAt: Int32Array;
  readonly #priorSlot: Int16Array;
  readonly #priorPosition: Int32Array;
  readonly #priorAt: Int32Array;

  /** Furthest any combo reaches, in folded characters. */
  readonly furthest: number;

  /**
   * @param places packed [signal, count, then (combo, slot) …] in the order of signals
   * @param combos packed [slots that must hit, reach] for each combo
   */
  constructor(places: string, combos: string, signals: number) {
    this.#start = new Int32Array(signals + 1);
    const pairs: number[] = [];
    for (let at = 0, signal = 0; at < places.length; ) {
      const next = unpackedAt(places, at);
      for (; signal <= next; signal++) this.#start[signal] = pairs.length / 2;
      const count = unpackedAt(places, at + 1);
      for (let i = at + 2; i < at + 2 + count * 2; i++) pairs.push(unpackedAt(places, i));
      at += 2 + count * 2;
      for (let i = signal; i <= signals; i++) this.#start[i] = pairs.length / 2;
    }
    this.#combo = Uint16Array.from({ length: pairs.length / 2 }, (_, i) => pairs[i * 2]!);
    this.#slot = Uint8Array.from({ length: pairs.length / 2 }, (_, i) => pairs[i * 2 + 1]!);
    const count = combos.length / 2;
    this.#need = Uint8Array.from({ length: count }, (_, i) => unpackedAt(combos, i * 2));
    this.#reach = Uint16Array.from({ length: count }, (_, i) => unpackedAt(combos, i * 2 + 1));
    this.furthest = Math.max(0, ...this.#reach);
    this.#stamp = new Int32Array(count);
    this.#lastSlot = new Int16Array(count);
    this.#lastPosition = new Int32Array(count);
    this.#lastAt = new Int32Array(count);
    this.#priorSlot = new Int16Array(count);
    this.#priorPosition = new Int32Array(count);
    this.#priorAt = new Int32Array(count);
  }

  /** Forgets the hits of the text before. */
  begin(): void {
    this.#generation++;
  }

  /** A hit of `signal` at source offset `at`, which is folded character `position` or a later one; openings go to `found`. */
  hit(signal: number, position: number, at: number, found: Openings): void {
    const last = this.#start[signal + 1]!;
    for (let place = this.#start[signal]!; place < last; place++) {
      const combo = this.#combo[place]!;
      if (this.#need[combo] === 1) {
        found.add(position, at, position, at, this.#reach[combo]!, combo);
        continue;
      }
      const slot = this.#slot[place]!;
      if (this.#stamp[combo] !== this.#generation) {
        this.#stamp[combo] = this.#generation;
        this.#priorSlot[combo] = -1;
      } else {
        const reach = this.#reach[combo]!;
        if (this.#lastSlot[combo] !== slot && this.#lastPosition[combo] !== position) {
          const other = this.#lastPosition[combo]!;
          if (position - other <= reach) found.add(other, this.#lastAt[combo]!, position, at, reach, combo);
        } else if (
          this.#priorSlot[combo] !== -1 &&
          this.#priorSlot[combo] !== slot &&
          this.#priorPosition[combo] !== position
        ) {
          const other = this.#priorPosition[combo]!;
          if (position - other <= reach) found.add(other, this.#priorAt[combo]!, position, at, reach, combo);
        }
        this.#priorSlot[combo] = this.#lastSlot[combo]!;
        this.#priorPosition[combo] = this.#lastPosition[combo]!;
        this.#priorAt[combo] = this.#lastAt[combo]!;
      }
      this.#lastSlot[combo] = slot;
      this.#lastPosition[combo] = position;
      this.#lastAt[combo] = at;
    }
  }

  get bytes(): number {
    return this.#start.byteLength + this.#combo.byteLength * 2 + this.#stamp.byteLength * 6;
  }
}

/** A stretch of text in which a rule may fire: the characters it lies between, and how far beyond them it may go. */
export interface Opening {
  /** Source offset of a character, and how many folded characters before it the stretch may begin. */
  first: number;
  before: number;
  /** Source offset of a character, and how many folded characters after it the stretch may end. */
  last: number;
  after: number;
  /** The combos that may fire there, by index among all rules' combos; null when it may be any. */
  combos: number[] | null;
}

/** Openings (缺口) of one text, merged where they touch. */
export class Openings {
  readonly list: Opening[] = [];
  #begins = 0;
  #ends = 0;
  #firstPosition = 0;
  #lastPosition = 0;

  clear(): void {
    this.list.length = 0;
  }

  /** All hits of `combo` that holds these two lie within its distance of both. */
  add(
    firstPosition: number,
    first: number,
    lastPosition: number,
    last: number,
    within: number,
    combo: number | null,
  ): void {
    const begins = lastPosition - within;
    const ends = firstPosition + within;
    const open = this.list.at(-1);
    if (open === undefined || begins > this.#ends) {
      const combos = combo === null ? null : [combo];
      this.list.push({ first, before: firstPosition - begins, last, after: ends - lastPosition, combos });
      this.#begins = begins;
      this.#ends = ends;
      this.#firstPosition = firstPosition;
      this.#lastPosition = lastPosition;
      return;
    }
    if (combo === null) open.combos = null;
    else if (open.combos !== null && !open.combos.includes(combo)) open.combos.push(combo);
    if (begins < this.#begins) {
      this.#begins = begins;
      this.#firstPosition = firstPosition;
      open.first = first;
    }
    if (lastPosition > this.#lastPosition) {
      this.#lastPosition = lastPosition;
      open.last = last;
    }
    if (ends > this.#ends) this.#ends = ends;
    open.before = this.#firstPosition - this.#begins;
    open.after = this.#ends - this.#lastPosition;
  }
}
