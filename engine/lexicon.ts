import { Automaton, bitOf, ENTRY, hashOf, passesAgain } from './automaton.ts';
import type { Normalizer } from './normalizer.ts';
import { unpackedAt } from './packed.ts';
import { matchLeft, matchRight } from './pattern-matcher.ts';
import { piecesStored } from './phrase.ts';
import { Rows } from './rows.ts';
import type { LexiconEntry } from './ruleset.ts';
import { linked, type Step } from './step.ts';
import { Vicinity } from './vicinity.ts';

/** A form is 0 for a plain literal, else 1 + index of a pair of sides × MODES + anchor mode (phrase.ts). */
export const MODES = 4;
const MODE_BITS = 2;
const MODE_MASK = MODES - 1;

/** The side on which nothing has to stand. */
export const BARE = 0;

/** Lexicon (词库): every literal of every pattern, and what each may belong to. */
export class Lexicon {
  readonly automaton: Automaton;
  readonly #pairs: string;
  readonly #sides: Rows;
  readonly #choices: Rows;
  /**
   * Sides taken apart when they may first stand beside an anchor. At its full length from the first: an array that grows
   * by leaps is kept as a hash table, in V8 at least.
   */
  readonly #steps: (Step | null | undefined)[];
  readonly #vicinity: Vicinity;

  // The words of the last scan, parallel arrays; only the first `words` count.
  words = 0;
  signal = new Uint16Array(256);
  form = new Uint16Array(256);
  /** Folded offset where the literal begins, and its length. */
  start = new Int32Array(256);
  size = new Uint8Array(256);

  // Where the phrase of the last successful `verify` lies, folded offsets.
  phraseStart = 0;
  phraseEnd = 0;

  constructor({ table, pairs, sides, choices }: LexiconEntry) {
    this.automaton = new Automaton(table);
    this.#pairs = pairs;
    this.#sides = new Rows(sides);
    this.#choices = new Rows(choices);
    this.#steps = new Array(this.#sides.length).fill(undefined);
    this.#vicinity = new Vicinity(
      this.#sides.length,
      (side) => this.#sides.at(side),
      (choice) => this.#choices.at(choice),
    );
  }

  /**
   * Finds the words of all signals, or of those with a mark in `wanted`, in `codes[from, to)`, in the order of their keys.
   * Answers how many there are.
   */
  scan(codes: Uint16Array, from: number, to: number, wanted: Uint8Array | null = null): number {
    this.words = 0;
    const { filter, filterShift } = this.automaton;
    let before = from < to ? codes[from]! : 0;
    for (let at = from + 1; at < to; at++) {
      const code = codes[at]!;
      const hash = hashOf(before, code);
      before = code;
      if (bitOf(filter, filterShift, hash) === 1 && passesAgain(filter, filterShift, hash)) {
        this.#compare(codes, from, to, at - 1, wanted);
      }
    }
    return this.words;
  }

  /**
   * Whether the phrase stands round a literal that lies at `at`, `size` characters long; if so, `phraseStart` and
   * `phraseEnd` tell where.
   */
  verify(form: number, at: number, size: number, folded: Normalizer): boolean {
    this.phraseStart = at;
    this.phraseEnd = at + size;
    if (form === 0) return true;
    const pair = ((form - 1) >> MODE_BITS) * 2;
    const mode = (form - 1) & MODE_MASK;
    const left = unpackedAt(this.#pairs, pair);
    const right = unpackedAt(this.#pairs, pair + 1);
    const leftAt = at + (mode === 1 ? 1 : 0);
    const rightAt = at + size - (mode === 2 ? 1 : 0);
    if (right !== BARE && !this.#vicinity.mayFollow(right, folded.codes, folded.length, rightAt)) return false;
    if (left !== BARE && !this.#vicinity.mayPrecede(left, folded.codes, leftAt)) return false;
    const end = right === BARE ? rightAt : matchRight(this.#stepsOf(right, false), folded, rightAt);
    if (end === -1) return false;
    const start = left === BARE ? leftAt : matchLeft(this.#stepsOf(left, true), folded, leftAt);
    if (start === -1) return false;
    this.phraseStart = start;
    this.phraseEnd = end;
    return true;
  }

  get bytes(): number {
    return (
      this.#vicinity.bytes +
      this.signal.byteLength +
      this.form.byteLength +
      this.start.byteLength +
      this.size.byteLength
    );
  }

  /** Compares the literals filed under the slice that begins at `at`. */
  #compare(codes: Uint16Array, from: number, to: number, at: number, wanted: Uint8Array | null): void {
    const { automaton } = this;
    const found = automaton.groupOf(codes[at]!, codes[at + 1]!);
    if (found === -1) return;
    const group = automaton.turnTo(found);
    const end = automaton.groupEnd(group);
    for (let literal = automaton.literalsOf(group); literal < end; literal = automaton.next) {
      if (!automaton.stands(literal, codes, from, to, at)) continue;
      for (let entry = automaton.firstEntry; entry < automaton.next; entry += ENTRY) {
        const signal = automaton.signalOf(entry);
        if (wanted !== null && wanted[signal] !== 1) continue;
        this.#word(signal, automaton.formOf(entry), automaton.start, automaton.size);
      }
    }
  }

  #word(signal: number, form: number, start: number, size: number): void {
    const at = this.words++;
    if (at === this.signal.length) this.#grow();
    this.signal[at] = signal;
    this.form[at] = form;
    this.start[at] = start;
    this.size[at] = size;
  }

  #grow(): void {
    const { signal, form, start, size } = this;
    const capacity = signal.length * 2;
    this.signal = new Uint16Array(capacity);
    this.signal.set(signal);
    this.form = new Uint16Array(capacity);
    this.form.set(form);
    this.start = new Int32Array(capacity);
    this.start.set(start);
    this.size = new Uint8Array(capacity);
    this.size.set(size);
  }

  #stepsOf(side: number, backwards: boolean): Step | null {
    const known = this.#steps[side];
    if (known !== undefined) return known;
    const pieces = piecesStored(this.#sides.at(side), (choice) => this.#choices.at(choice));
    const steps = linked(backwards ? pieces.reverse() : pieces, backwards);
    this.#steps[side] = steps;
    return steps;
  }
}
