import { Automaton } from './automaton.ts';
import { anchorsAt, hasMarks, type Piece, piecesOf } from './phrase.ts';
import { FIRST_CHARACTERS, LAST_CHARACTERS, type RecognizerName } from './recognizer.ts';
import { unpackedAt } from './ruleset.ts';

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

/** Separates the signals in the ruleset's `patterns`. */
export const SIGNAL_BREAK = '\t';

/** Characters of patterns between two steps of building. */
const STEP_CHARS = 4000;

/** Anchor modes (phrase.ts); a form is 0 for a plain literal, else 1 + index of the marked pattern × MODES + mode. */
const MODES = 3;

/**
 * Lexicon (词库): what the literals found in a text may belong to. Literals of gate signals are found by the gate; those of
 * all other signals by an automaton of the lexicon's own, in which the same literal may stand several times, once for each
 * pattern anchored on it, so that nothing has to be interned at start-up. An *entry* is one such anchor.
 */
export class Lexicon {
  /** Finds the literals of signals that are not at the gate; literal `id` is entry `id`. */
  readonly automaton: Automaton;
  /** For each literal of the gate the entries it may stand for: those from its own place to the next literal's. */
  readonly gateEntryStart: Int32Array;
  readonly gateEntries: Int32Array;
  readonly #signal: Uint16Array;
  readonly #form: Uint16Array;
  readonly #markedTexts: string[];
  readonly #marked: (MarkedPattern | undefined)[] = [];

  /**
   * Builds a lexicon a few thousand characters of patterns at a time, so that a page is not held up: it takes some tens of
   * milliseconds on a cold start.
   * @param patterns the patterns of each signal joined by line breaks, the signals by SIGNAL_BREAK; a pattern that is more
   *   than a literal begins with the packed index of its first anchor piece and how many pieces the anchor spans
   * @param keyOffsets for each anchor of a signal that is not at the gate, in the same order, packed
   * @param atGate whether each signal is at the gate
   */
  static *inSteps(
    patterns: string,
    keyOffsets: string,
    gateLiterals: string,
    atGate: (signal: number) => boolean,
  ): Generator<void, Lexicon> {
    const markedTexts: string[] = [];
    const gateIds = new Map<string, number>();
    for (const literal of gateLiterals.split('\n')) gateIds.set(literal, gateIds.size);
    yield;
    const literals: string[] = [];
    const own: { signal: number[]; form: number[] } = { signal: [], form: [] };
    const gate: { signal: number[]; form: number[]; literal: number[] } = { signal: [], form: [], literal: [] };
    let sinceStep = 0;
    for (const [signal, list] of patterns.split(SIGNAL_BREAK).entries()) {
      if (list === '') continue;
      sinceStep += list.length;
      if (sinceStep > STEP_CHARS) {
        sinceStep = 0;
        yield;
      }
      const isGate = atGate(signal);
      const add = (literal: string, form: number) => {
        if (isGate) {
          gate.signal.push(signal);
          gate.form.push(form);
          gate.literal.push(gateIds.get(literal)!);
        } else {
          own.signal.push(signal);
          own.form.push(form);
          literals.push(literal);
        }
      };
      for (const pattern of list.split('\n')) {
        if (!hasMarks(pattern)) {
          add(pattern, 0);
          continue;
        }
        const form = 1 + MODES * (markedTexts.push(pattern) - 1);
        const anchors = anchorsAt(piecesOf(pattern.slice(2)), unpackedAt(pattern, 0), unpackedAt(pattern, 1))!;
        for (const { text, mode } of anchors) add(text, form + mode);
      }
    }
    yield;
    const automaton = new Automaton(literals.join('\n'), (literal) => unpackedAt(keyOffsets, literal));
    yield;
    return new Lexicon(automaton, markedTexts, gateIds.size, literals.length, own, gate);
  }

  private constructor(
    automaton: Automaton,
    markedTexts: string[],
    gateLiterals: number,
    ownLiterals: number,
    own: { signal: number[]; form: number[] },
    gate: { signal: number[]; form: number[]; literal: number[] },
  ) {
    this.automaton = automaton;
    this.#markedTexts = markedTexts;
    this.#signal = Uint16Array.from(own.signal.concat(gate.signal));
    this.#form = Uint16Array.from(own.form.concat(gate.form));
    this.gateEntryStart = new Int32Array(gateLiterals + 1);
    for (const literal of gate.literal) this.gateEntryStart[literal + 1]!++;
    for (let i = 1; i <= gateLiterals; i++) this.gateEntryStart[i]! += this.gateEntryStart[i - 1]!;
    this.gateEntries = new Int32Array(gate.literal.length);
    const filled = this.gateEntryStart.slice();
    gate.literal.forEach((literal, i) => {
      this.gateEntries[filled[literal]!++] = ownLiterals + i;
    });
  }

  signalOf(entry: number): number {
    return this.#signal[entry]!;
  }

  /** The pattern round the anchor; null when the literal is all of it. */
  patternOf(entry: number): MarkedPattern | null {
    const form = this.#form[entry]!;
    if (form === 0) return null;
    const index = ((form - 1) / MODES) | 0;
    return this.#marked[index] ?? this.#takeApart(index);
  }

  /** How the anchor's pieces lie in the literal (engine/phrase.ts). */
  modeOf(entry: number): number {
    return (this.#form[entry]! - 1) % MODES;
  }

  get bytes(): number {
    return (
      this.automaton.bytes +
      this.#signal.byteLength +
      this.#form.byteLength +
      this.gateEntries.byteLength +
      this.gateEntryStart.byteLength
    );
  }

  #takeApart(index: number): MarkedPattern {
    const text = this.#markedTexts[index]!;
    const anchor = unpackedAt(text, 0);
    const pieces = piecesOf(text.slice(2));
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
