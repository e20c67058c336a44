import { ROLE, unpackedAt } from './ruleset.ts';

/**
 * Partners: finds two slots of one combo within its distance. Hits come in the order of the text; of each slot the
 * last is remembered, and the last at another place before it, since one place may hold words of several slots. That is
 * enough: whichever earlier hit pairs with a new one, the stretch of the pair found first covers it.
 */
export class Partners {
  /** ROLE of each signal. */
  readonly role: Uint8Array;

  // For each signal its places: (combo, slot) pairs from `#start[signal]` to `#start[signal + 1]`.
  readonly #start: Int32Array;
  readonly #combo: Uint16Array;
  readonly #slot: Uint8Array;
  // And for each combo its signals, from `#memberStart[combo]` to `#memberStart[combo + 1]`.
  readonly #memberStart: Int32Array;
  readonly #member: Uint16Array;
  /** For each combo: how many slots must hit here (1 or 2), and how far it reaches in folded characters. */
  readonly #need: Uint8Array;
  readonly #within: Uint16Array;

  /** For each leading signal, made when it first stands in a text: those it calls and how far off they may be. */
  readonly #callable: (Uint16Array | undefined)[];
  readonly #calledUntil: Float64Array;
  readonly #furthest: number;
  #callBase = 0;
  #callEnd = 0;

  // The last hits of each combo, valid when the stamp is this generation's; -1 for none. Those of its slots begin at
  // `#slotStart[combo]`.
  #generation = 0;
  readonly #stamp: Int32Array;
  readonly #slotStart: Uint16Array;
  readonly #last: Int32Array;
  readonly #before: Int32Array;

  /**
   * @param places packed [signal, ROLE, count, then (combo, slot) …] in the order of signals
   * @param combos packed [slots that must hit, reach] for each combo
   */
  constructor(places: string, combos: string, signals: number) {
    const count = combos.length / 2;
    this.#need = Uint8Array.from({ length: count }, (_, i) => unpackedAt(combos, i * 2));
    this.#within = Uint16Array.from({ length: count }, (_, i) => unpackedAt(combos, i * 2 + 1));
    this.#furthest = Math.max(0, ...this.#within);
    this.#calledUntil = new Float64Array(signals).fill(-1);
    this.#callable = new Array(signals).fill(undefined);
    this.role = new Uint8Array(signals).fill(ROLE.none);
    this.#start = new Int32Array(signals + 1);
    const combo: number[] = [];
    const slot: number[] = [];
    let filled = 0;
    for (let at = 0; at < places.length; ) {
      const signal = unpackedAt(places, at);
      const end = at + HEAD + 2 * unpackedAt(places, at + 2);
      this.#start.fill(combo.length, filled, signal + 1);
      filled = signal + 1;
      this.role[signal] = unpackedAt(places, at + 1);
      for (at += HEAD; at < end; at += 2) {
        const id = unpackedAt(places, at);
        combo.push(id);
        slot.push(unpackedAt(places, at + 1));
      }
    }
    this.#start.fill(combo.length, filled);
    this.#combo = Uint16Array.from(combo);
    this.#slot = Uint8Array.from(slot);
    // Filed by counting: each combo's end first, which moves to its beginning as the members are put in from behind.
    this.#memberStart = new Int32Array(count + 1);
    for (const id of combo) this.#memberStart[id]!++;
    for (let id = 1; id <= count; id++) this.#memberStart[id]! += this.#memberStart[id - 1]!;
    this.#member = new Uint16Array(combo.length);
    for (let each = signals - 1; each >= 0; each--) {
      for (let place = this.#start[each]!; place < this.#start[each + 1]!; place++) {
        this.#member[--this.#memberStart[combo[place]!]!] = each;
      }
    }
    this.#stamp = new Int32Array(count);
    this.#slotStart = new Uint16Array(count + 1);
    combo.forEach((id, place) => {
      this.#slotStart[id + 1] = Math.max(this.#slotStart[id + 1]!, slot[place]! + 1);
    });
    for (let id = 0; id < count; id++) this.#slotStart[id + 1]! += this.#slotStart[id]!;
    this.#last = new Int32Array(this.#slotStart[count]!);
    this.#before = new Int32Array(this.#slotStart[count]!);
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
    this.#callBase = this.#callEnd + this.#furthest + 1;
    this.#callEnd = this.#callBase;
  }

  /** Calls those that could be partners of a leading `signal` which stands `at` so many characters into the pass. */
  call(signal: number, at: number): void {
    this.#callable[signal] ??= this.#partnersOf(signal);
    const called = this.#callable[signal]!;
    const place = this.#callBase + at;
    this.#callEnd = place;
    for (let i = 0; i < called.length; i += 2) {
      const partner = called[i]!;
      const until = place + called[i + 1]!;
      if (until > this.#calledUntil[partner]!) this.#calledUntil[partner] = until;
    }
  }

  /** Whether a leading signal of one of its combos has called the signal from no further than the combo reaches. */
  isCalled(signal: number, at: number): boolean {
    return this.#callBase + at <= this.#calledUntil[signal]!;
  }

  /** A hit of `signal` that holds the folded offset `position`; openings go to `found`. */
  hit(signal: number, position: number, found: Openings): void {
    const last = this.#start[signal + 1]!;
    for (let place = this.#start[signal]!; place < last; place++) {
      const combo = this.#combo[place]!;
      const within = this.#within[combo]!;
      if (this.#need[combo] === 1) {
        found.add(position, position, within, combo);
        continue;
      }
      const first = this.#slotStart[combo]!;
      const end = this.#slotStart[combo + 1]!;
      const own = first + this.#slot[place]!;
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

  /** Signals of other slots of the signal's combos, and the reach of the furthest such combo. */
  #partnersOf(signal: number): Uint16Array {
    const reach = new Map<number, number>();
    for (let place = this.#start[signal]!; place < this.#start[signal + 1]!; place++) {
      const combo = this.#combo[place]!;
      const within = this.#within[combo]!;
      for (let i = this.#memberStart[combo]!; i < this.#memberStart[combo + 1]!; i++) {
        const other = this.#member[i]!;
        if (within > (reach.get(other) ?? -1)) reach.set(other, within);
      }
    }
    return Uint16Array.from([...reach].flat());
  }

  get bytes(): number {
    return (
      this.role.byteLength +
      this.#start.byteLength +
      this.#combo.byteLength * 2 +
      this.#memberStart.byteLength +
      this.#member.byteLength +
      this.#stamp.byteLength +
      this.#slotStart.byteLength +
      this.#last.byteLength * 2
    );
  }
}

/** Signal, role and count. */
const HEAD = 3;

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
