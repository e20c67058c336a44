import { bitOf, ENTRY, hashOf } from './automaton.ts';
import type { Lexicon } from './lexicon.ts';
import type { Normalizer } from './normalizer.ts';
import { type Opening, Openings, Partners } from './partners.ts';
import { type GateEntry, ROLE } from './ruleset.ts';

/** Numbers kept for each word that waits: signal, form, start, size, position, whether a lead of its combo is near. */
const WAITING = 6;
/** For each signal that leads: signal, position. */
const LEADING = 2;

/** Folded characters sifted at a time. */
const STRETCH = 4096;

/**
 * Gate (门): the first question asked of every text — could any rule fire here, and where?
 *
 * A combo needs several slots near each other. The compiler put the words of its rarest slots at the gate: so many that
 * every complete combo shows two of them (or one, where one is enough). *Leading* slots are those of which every match
 * holds one; the others only *wait* for a leading one near them. Each step looks at what the one before let through:
 *  1. one bit for each two neighbouring characters: may a word at the gate lie here? Most of most texts costs no more;
 *  2. compare the words filed there; verify the phrases of leading signals;
 *  3. verify what waits near a leading signal; two slots of one combo within its distance are an opening.
 *
 * A place where a rule fires always lies in an opening.
 */
export class Gate {
  readonly #lexicon: Lexicon;
  readonly #variant: number;
  readonly #partners: Partners;
  readonly #openings = new Openings();

  /** Folded offsets of slices that passed the filter. */
  readonly #candidates = new Int32Array(STRETCH + 1);
  /** The words filed under each. */
  readonly #groups = new Int32Array(STRETCH);
  #leading = new Int32Array(LEADING * 64);
  #leads = 0;
  #waiting = new Int32Array(WAITING * 256);
  #waits = 0;

  /** Work since construction, for budgets that are not timed. */
  readonly work = { characters: 0, candidates: 0, comparisons: 0, words: 0, verified: 0, leads: 0, openings: 0 };

  /** @param signals how many signals the ruleset has */
  constructor(entry: GateEntry, signals: number, lexicon: Lexicon) {
    this.#lexicon = lexicon;
    this.#variant = signals;
    this.#partners = new Partners(entry, signals);
  }

  /**
   * Where in the folded text a rule could fire, in order; none for nearly all text. Valid until the next call. Variant
   * spellings that stand in the text are rewritten first.
   */
  find(folded: Normalizer): readonly Opening[] {
    if (this.#openings.list.length > 0) this.#openings.clear();
    this.work.characters += folded.length;
    if (!this.#look(folded)) {
      // A variant spelling: the text reads differently now.
      folded.rewriteVariants();
      this.#look(folded);
    }
    if (this.#leads > 0) this.#pair(folded);
    this.work.openings += this.#openings.list.length;
    return this.#openings.list;
  }

  /** Bytes in typed arrays, for the memory budget. */
  get bytes(): number {
    return this.#candidates.byteLength + this.#leading.byteLength + this.#waiting.byteLength + this.#partners.bytes;
  }

  /**
   * Finds what leads and what waits. False when a variant spelling has to be rewritten before anything can be told; never
   * twice for one text.
   */
  #look(folded: Normalizer): boolean {
    this.#leads = 0;
    this.#waits = 0;
    for (let from = 0; from < folded.length; from += STRETCH) {
      const candidates = this.#sift(folded.codes, from, Math.min(from + STRETCH, folded.length - 1));
      this.work.candidates += candidates;
      if (candidates > 0 && !this.#compare(candidates, folded)) return false;
    }
    return true;
  }

  /** Notes which slices that begin in `codes[from, to)` pass the filter: the one loop that every character goes through. */
  #sift(codes: Uint16Array, from: number, to: number): number {
    const { gateFilter, gateFilterShift } = this.#lexicon.automaton;
    const candidates = this.#candidates;
    let count = 0;
    let before = codes[from]!;
    for (let at = from; at < to; at++) {
      const code = codes[at + 1]!;
      const hash = hashOf(before, code);
      before = code;
      // Without a branch: one position in six passes, which no processor can foresee.
      candidates[count] = at;
      count += bitOf(gateFilter, gateFilterShift, hash);
    }
    return count;
  }

  /** Compares the words filed under each candidate, verifies what leads and puts by what waits. Answers as `#look`. */
  #compare(candidates: number, folded: Normalizer): boolean {
    const lexicon = this.#lexicon;
    const { automaton } = lexicon;
    const { codes, length } = folded;
    const { role } = this.#partners;
    const { work } = this;
    const groups = automaton.groupsOf(codes, this.#candidates, candidates, this.#groups);
    for (let i = 0; i < groups; i++) {
      const at = this.#candidates[i]!;
      const group = automaton.turnTo(this.#groups[i]!);
      const end = automaton.gateEnd(group);
      for (let literal = automaton.literalsOf(group); literal < end; literal = automaton.next) {
        work.comparisons++;
        if (!automaton.stands(literal, codes, 0, length, at)) continue;
        work.words++;
        const { start, size } = automaton;
        for (let entry = automaton.firstEntry; entry < automaton.next; entry += ENTRY) {
          const signal = automaton.signalOf(entry);
          if (signal === this.#variant) {
            if (!folded.rewritten) return false;
            continue;
          }
          if (role[signal] === ROLE.none) continue;
          const form = automaton.formOf(entry);
          if (role[signal] === ROLE.waits) this.#wait(signal, form, start, size, at);
          else {
            work.verified++;
            if (lexicon.verify(form, start, size, folded)) this.#lead(signal, at);
          }
        }
      }
    }
    return true;
  }

  /** Looks for partners of the signals that lead, among all that waits near them. */
  #pair(folded: Normalizer): void {
    const partners = this.#partners;
    const leading = this.#leading;
    const waiting = this.#waiting;
    const leads = this.#leads * LEADING;
    const waits = this.#waits * WAITING;
    this.work.leads += this.#leads;
    // Which words have a leading signal of one of their combos within its distance before them, or behind them?
    partners.beginCalls();
    for (let wait = 0, lead = 0; wait < waits; wait += WAITING) {
      const position = waiting[wait + 4]!;
      for (; lead < leads && leading[lead + 1]! <= position; lead += LEADING) {
        partners.call(leading[lead]!, leading[lead + 1]!);
      }
      waiting[wait + 5] = partners.isCalled(waiting[wait]!, position) ? 1 : 0;
    }
    partners.beginCalls();
    const { length } = folded;
    for (let wait = waits - WAITING, lead = leads - LEADING; wait >= 0; wait -= WAITING) {
      const position = waiting[wait + 4]!;
      for (; lead >= 0 && leading[lead + 1]! >= position; lead -= LEADING) {
        partners.call(leading[lead]!, length - leading[lead + 1]!);
      }
      if (partners.isCalled(waiting[wait]!, length - position)) waiting[wait + 5] = 1;
    }
    partners.begin();
    const found = this.#openings;
    let lead = 0;
    for (let wait = 0; wait < waits; wait += WAITING) {
      if (waiting[wait + 5] === 0) continue;
      const position = waiting[wait + 4]!;
      for (; lead < leads && leading[lead + 1]! <= position; lead += LEADING) {
        partners.hit(leading[lead]!, leading[lead + 1]!, found);
      }
      this.work.verified++;
      if (this.#lexicon.verify(waiting[wait + 1]!, waiting[wait + 2]!, waiting[wait + 3]!, folded)) {
        partners.hit(waiting[wait]!, position, found);
      }
    }
    for (; lead < leads; lead += LEADING) partners.hit(leading[lead]!, leading[lead + 1]!, found);
  }

  #lead(signal: number, position: number): void {
    const at = this.#leads++ * LEADING;
    if (at === this.#leading.length) this.#leading = enlarged(this.#leading);
    this.#leading[at] = signal;
    this.#leading[at + 1] = position;
  }

  #wait(signal: number, form: number, start: number, size: number, position: number): void {
    const at = this.#waits++ * WAITING;
    if (at === this.#waiting.length) this.#waiting = enlarged(this.#waiting);
    const waiting = this.#waiting;
    waiting[at] = signal;
    waiting[at + 1] = form;
    waiting[at + 2] = start;
    waiting[at + 3] = size;
    waiting[at + 4] = position;
    waiting[at + 5] = 0;
  }
}

function enlarged(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}
