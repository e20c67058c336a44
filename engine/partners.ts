import { MAX_PACKED, unpackedAt } from './packed.ts';
import { type GateEntry, ROLE } from './ruleset.ts';

/**
 * Partners: finds two slots of one combo within its distance. Hits come in the order of the text; of each slot the
 * last is remembered, and the last at another place before it, since one place may hold words of several slots. That is
 * enough: whichever earlier hit pairs with a new one, the stretch of the pair found first covers it. What belongs to a
 * signal or a combo is read as it lies in the ruleset.
 */
export class Partners {
  /** ROLE of each signal. */
  readonly role: Uint8Array;
  readonly #places: string;
  readonly #combos: string;
  /** Where each signal's record begins in `#places`; -1 for one that is not at the gate. */
  readonly #record: Int32Array;

  readonly #calledUntil: Float64Array;
  #callBase = 0;
  #callEnd = 0;

  // The last hits of each slot of each combo, valid when the combo's stamp is this generation's; -1 for none.
  #generation = 0;
  readonly #stamp: Int32Array;
  readonly #last: Int32Array;
  readonly #before: Int32Array;

  /** @param signals how many signals the ruleset has */
  constructor({ places, combos }: GateEntry, signals: number) {
    const count = combos.length / COMBO;
    this.#places = places;
    this.#combos = combos;
    this.#calledUntil = new Float64Array(signals).fill(-1);
    this.role = new Uint8Array(signals).fill(ROLE.none);
    this.#record = new Int32Array(signals).fill(-1);
    for (let at = 0; at < places.length; at = this.#recordEnd(at)) {
      const signal = unpackedAt(places, at);
      this.role[signal] = unpackedAt(places, at + 1);
      this.#record[signal] = at;
    }
    this.#stamp = new Int32Array(count);
    const slots = count === 0 ? 0 : unpackedAt(combos, combos.length - 2) + unpackedAt(combos, combos.length - 1);
    this.#last = new Int32Array(slots);
    this.#before = new Int32Array(slots);
  }

  /** Forgets the hits of the text before. */
  begin(): void {
    this.#generation++;
  }

  /**
   * Begins a pass over the leading signals from one end of the text to the other; offsets are told as they grow.
   * Nothing is cleared: a pass counts on from where the last one ended.
   */
  beginCalls(): void {
    this.#callBase = this.#callEnd + MAX_PACKED + 1;
    this.#callEnd = this.#callBase;
  }

  /** Calls those that could be partners of a leading `signal` which stands `at` so many characters into the pass. */
  call(signal: number, at: number): void {
    const places = this.#places;
    const record = this.#record[signal]!;
    const place = this.#callBase + at;
    this.#callEnd = place;
    const end = this.#recordEnd(record);
    for (let i = this.#calls(record); i < end; i += 2) {
      const partner = unpackedAt(places, i);
      const until = place + unpackedAt(places, i + 1);
      if (until > this.#calledUntil[partner]!) this.#calledUntil[partner] = until;
    }
  }

  /** Whether a leading signal of one of its combos has called the signal from no further than the combo reaches. */
  isCalled(signal: number, at: number): boolean {
    return this.#callBase + at <= this.#calledUntil[signal]!;
  }

  /** A hit of `signal` that holds the folded offset `position`; openings go to `found`. */
  hit(signal: number, position: number, found: Openings): void {
    const places = this.#places;
    const last = this.#calls(this.#record[signal]!);
    for (let place = this.#record[signal]! + HEAD; place < last; place += 2) {
      const combo = unpackedAt(places, place);
      const record = combo * COMBO;
      const within = unpackedAt(this.#combos, record + 1);
      if (unpackedAt(this.#combos, record) === 1) {
        found.add(position, position, within, combo);
        continue;
      }
      const first = unpackedAt(this.#combos, record + 2);
      const end = first + unpackedAt(this.#combos, record + 3);
      const own = first + unpackedAt(places, place + 1);
      if (this.#stamp[combo] !== this.#generation) {
        this.#stamp[combo] = this.#generation;
        this.#last.fill(-1, first, end);
        this.#before.fill(-1, first, end);
      }
      for (let slot = first; slot < end; slot++) {
        if (slot === own) continue;
        const other = this.#last[slot] === position ? this.#before[slot]! : this.#last[slot]!;
        if (other !== -1 && position - other <= within) found.add(other, position, within, combo);
      }
      if (this.#last[own] !== position) {
        this.#before[own] = this.#last[own]!;
        this.#last[own] = position;
      }
    }
  }

  /** Where the record's calls begin. */
  #calls(record: number): number {
    return record + HEAD + 2 * unpackedAt(this.#places, record + 2);
  }

  #recordEnd(record: number): number {
    return this.#calls(record) + 2 * unpackedAt(this.#places, record + 3);
  }

  get bytes(): number {
    return (
      this.role.byteLength +
      this.#record.byteLength +
      this.#calledUntil.byteLength +
      this.#stamp.byteLength +
      this.#last.byteLength * 2
    );
  }
}

/** Signal, role, how many places, how many calls. */
const HEAD = 4;
/** Numbers of a combo. */
const COMBO = 4;

/** A stretch of folded text in which a rule may fire, and the combos that may, by index among all rules' combos. */
export interface Opening {
  start: number;
  end: number;
  combos: number[];
}

/** Openings (缺口) of one text, merged where they touch; in the order in which they were found. */
export class Openings {
  readonly list: Opening[] = [];

  clear(): void {
    this.list.length = 0;
  }

  /** All hits of `combo` that belong to a match with these two lie within its distance of both. */
  add(first: number, last: number, within: number, combo: number): void {
    const start = Math.max(0, last - within);
    const end = first + within;
    const open = this.list.at(-1);
    if (open === undefined || start > open.end) {
      this.list.push({ start, end, combos: [combo] });
      return;
    }
    if (!open.combos.includes(combo)) open.combos.push(combo);
    open.start = Math.min(open.start, start);
    open.end = Math.max(open.end, end);
  }
}
