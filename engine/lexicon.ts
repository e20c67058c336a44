import { Automaton, spread, turned } from './automaton.ts';
import { type Piece, patternStored, piecesOf } from './phrase.ts';
import { FIRST_CHARACTERS, LAST_CHARACTERS, type RecognizerName } from './recognizer.ts';
import { type LexiconEntry, unpacked, unpackedAt, unpackedWide } from './ruleset.ts';

/**
 * A pattern taken apart for matching: pieces linked in the direction of matching, so that trying a choice allocates
 * nothing. Each option of a choice already leads on to what follows the choice; null is the end.
 */
export type Step = {
  /**
   * Which characters the step may begin with (end with, from right to left), as a Bloom filter of 64 bits: bit `code & 63`.
   * Most tries end here, so that a gap before a long choice does not cost seven times its options.
   */
  low: number;
  high: number;
} & (
  | { kind: 'literal'; units: Uint16Array; next: Step | null }
  | { kind: 'gap'; next: Step | null }
  | { kind: 'recognizer'; name: RecognizerName; next: Step | null }
  | {
      kind: 'choice';
      options: (Step | null)[];
      /** The options that may begin with a character, in order; `otherwise` for characters that are not in it. */
      byFirst: ReadonlyMap<number, (Step | null)[]>;
      otherwise: (Step | null)[];
    }
);

const ANY = -1;

/** Whether the step may begin with (end with) the character: false is certain, true is not. */
export function mayTake(step: Step, code: number): boolean {
  return ((code & 32 ? step.high : step.low) & (1 << (code & 31))) !== 0;
}

/** A pattern that is more than a literal, taken apart when first needed. */
export interface MarkedPattern {
  /** What follows the anchor, and what stands before it from right to left. */
  right: Step | null;
  left: Step | null;
}

/** Anchor modes (phrase.ts); a form is 0 for a plain literal, else 1 + index of the marked pattern × MODES + mode. */
export const MODES = 3;

/** 2¹⁸ bits are 32 KiB: only texts that the gate let through are looked at. */
const FILTER_BITS = 18;

/**
 * Lexicon (词库): every literal of every pattern, and what each may belong to. Asked only of texts that the gate has let
 * through. A literal's payload in the automaton is a list of (signal, form), one for each pattern anchored on it.
 */
export class Lexicon {
  readonly #automaton: Automaton;
  readonly #markedTexts: string[];
  readonly #marked: (MarkedPattern | undefined)[] = [];

  // The hits of the last scan, parallel arrays; only the first `hits` count.
  hits = 0;
  signal = new Uint16Array(256);
  form = new Uint16Array(256);
  /** Folded offset where the literal begins, and its length. */
  start = new Int32Array(256);
  size = new Uint8Array(256);

  constructor(entry: LexiconEntry) {
    this.#automaton = new Automaton(entry.table, FILTER_BITS);
    this.#markedTexts = entry.marked === '' ? [] : entry.marked.split('\n');
  }

  /** Finds all literals in `codes[0, length)`, in the order of their keys. Answers how many patterns they may be of. */
  scan(codes: Uint16Array, length: number): number {
    this.hits = 0;
    const { filter, filterShift } = this.#automaton;
    let before = length > 0 ? turned(spread(codes[0]!)) : 0;
    for (let at = 1; at < length; at++) {
      const share = spread(codes[at]!);
      const bit = (before + share) >>> filterShift;
      before = turned(share);
      if ((filter[bit >>> 5]! & (1 << (bit & 31))) !== 0) this.#compare(codes, length, at - 1);
    }
    return this.hits;
  }

  /** The pattern round the anchor; null when the literal is all of it. */
  patternOf(form: number): MarkedPattern | null {
    if (form === 0) return null;
    const index = ((form - 1) / MODES) | 0;
    return this.#marked[index] ?? this.#takeApart(index);
  }

  get bytes(): number {
    return (
      this.#automaton.bytes +
      this.signal.byteLength +
      this.form.byteLength +
      this.start.byteLength +
      this.size.byteLength
    );
  }

  /** Compares the literals filed under the slice that begins at `at`. */
  #compare(codes: Uint16Array, length: number, at: number): void {
    const automaton = this.#automaton;
    const { groups, payloads } = automaton;
    const body = automaton.bodyOf(codes[at]!, codes[at + 1]!);
    if (body === 0) return;
    const end = automaton.bodyEnd(body);
    for (let literal = body; literal < end; ) {
      const size = unpacked(groups[literal]!);
      const start = at - unpacked(groups[literal + 1]!);
      const characters = literal + 2;
      const pointer = characters + size;
      literal = pointer + 2;
      if (start < 0 || start + size > length) continue;
      let same = 0;
      while (same < size && codes[start + same] === groups[characters + same]) same++;
      if (same < size) continue;
      const payload = unpackedWide(groups[pointer]!, groups[pointer + 1]!);
      const last = payload + unpacked(payloads[payload]!);
      for (let entry = payload + 1; entry <= last; entry += 2) {
        this.#hit(unpacked(payloads[entry]!), unpacked(payloads[entry + 1]!), start, size);
      }
    }
  }

  #hit(signal: number, form: number, start: number, size: number): void {
    const at = this.hits++;
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

  #takeApart(index: number): MarkedPattern {
    const text = this.#markedTexts[index]!;
    const anchor = unpackedAt(text, 0);
    const pieces = piecesOf(patternStored(text.slice(2)));
    const pattern = {
      right: linked(pieces.slice(anchor + unpackedAt(text, 1))),
      left: linked(pieces.slice(0, anchor), true),
    };
    this.#marked[index] = pattern;
    return pattern;
  }
}

/** Links pieces into steps; `backwards` from the last piece to the first. */
function linked(pieces: Piece[], backwards = false, after: Step | null = null): Step | null {
  let next = after;
  for (const piece of backwards ? pieces : pieces.toReversed()) {
    const rest: Step | null = next;
    if (piece.kind === 'choice') {
      const options = piece.options.map((option) => linked(option, backwards, rest));
      next = {
        kind: 'choice',
        options,
        ...sorted(options, backwards),
        low: options.reduce((bits, option) => bits | (option === null ? ANY : option.low), 0),
        high: options.reduce((bits, option) => bits | (option === null ? ANY : option.high), 0),
      };
    } else if (piece.kind === 'literal') {
      const code = piece.units[backwards ? piece.units.length - 1 : 0]!;
      const bit = 1 << (code & 31);
      next = { kind: 'literal', units: piece.units, next: rest, low: code & 32 ? 0 : bit, high: code & 32 ? bit : 0 };
    } else if (piece.kind === 'recognizer') {
      const characters = backwards ? LAST_CHARACTERS[piece.name] : FIRST_CHARACTERS[piece.name];
      let low = 0;
      let high = 0;
      for (let i = 0; i < characters.length; i++) {
        const code = characters.charCodeAt(i);
        if (code & 32) high |= 1 << (code & 31);
        else low |= 1 << (code & 31);
      }
      next = { ...piece, next: rest, low, high };
    } else next = { ...piece, next: rest, low: ANY, high: ANY };
  }
  return next;
}

/** Files options under the character they begin with (end with), so that a long choice costs one look-up. */
function sorted(options: (Step | null)[], backwards: boolean) {
  const byFirst = new Map<number, (Step | null)[]>();
  const first = (option: Step | null) =>
    option?.kind === 'literal' ? option.units[backwards ? option.units.length - 1 : 0]! : -1;
  for (const code of new Set(options.map(first))) {
    if (code === -1) continue;
    byFirst.set(
      code,
      options.filter((option) => first(option) === code || first(option) === -1),
    );
  }
  return { byFirst, otherwise: options.filter((option) => first(option) === -1) };
}
