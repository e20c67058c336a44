import { hashOf } from './automaton.ts';
import { MAX_GAP_CHARS, STORED, type StoredPattern, storedPieces } from './phrase.ts';
import { FIRST_CHARACTERS, LAST_CHARACTERS, RECOGNIZERS } from './recognizer.ts';

/** What the second character adds to a hash: a pair and its reverse are two. */
const PAIR = 0x85ebca6b;
/** What it adds to a hash that a character is a beginning by itself. */
const ALONE = 0x2545f491;

/** Most pairs that a choice of single characters and what may follow them are filed as. */
const MAX_PAIRS = 100;

type Span = { start: number; end: number };

/** How a row of pieces may begin, read away from the anchor. */
export interface Beginnings {
  /** Hashes of first characters, and of what makes each a beginning: the one after it, or nothing. */
  hashes: Set<number>;
  /** At how many places, counted from the anchor, it may begin. */
  reach: number;
}

/** Of one choice, whatever follows it. */
interface ChoiceBeginnings {
  /** Of its options of more than one character, as in `Beginnings`. */
  hashes: Set<number>;
  /** Its options of one character: what makes them a beginning is what follows the choice. */
  singles: Set<number>;
  /** What its options begin with. */
  firsts: Set<number>;
  /** It may also be nothing. */
  skippable: boolean;
  /** It may begin with anything. */
  open: boolean;
}

/**
 * Beginnings (开头) of stored patterns, read off their text: taking a pattern apart for matching costs ten times as much,
 * and nearly all the places where an anchor stands are refused by how the rest would have to begin.
 */
export class BeginningsReader {
  readonly #choiceOf: (number: number) => string;

  /** @param choiceOf the stored text of a choice by its number */
  constructor(choiceOf: (number: number) => string) {
    this.#choiceOf = choiceOf;
  }

  /** Those of what stands after the anchor; null when it may begin with anything or be nothing. */
  after({ stored, last }: StoredPattern): Beginnings | null {
    return this.#collect(stored, storedPieces(stored).slice(last), 1);
  }

  /** Those of what stands before the anchor, from right to left. */
  before({ stored, first }: StoredPattern): Beginnings | null {
    return this.#collect(stored, storedPieces(stored).slice(0, first).reverse(), -1);
  }

  #collect(stored: string, pieces: readonly Span[], way: 1 | -1): Beginnings | null {
    const hashes = new Set<number>();
    let reach = 1;
    for (const [index, { start, end }] of pieces.entries()) {
      if (stored[start] === STORED.gap) reach += MAX_GAP_CHARS;
      else if (stored[start] === STORED.choice) {
        const choice = this.#choice(STORED.choiceAt(stored, start), way);
        if (choice.open) return null;
        for (const hash of choice.hashes) hashes.add(hash);
        if (choice.singles.size > 0) {
          addSingles(choice.singles, this.#firsts(stored, pieces, index + 1, way), hashes);
        }
        if (!choice.skippable) return { hashes, reach };
      } else {
        if (end - start === 1 && !STORED.isMark(stored, start)) {
          addSingles(
            new Set(firstCodes(stored, start, end, way)),
            this.#firsts(stored, pieces, index + 1, way),
            hashes,
          );
        } else addFirst(stored, start, end, way, hashes);
        return { hashes, reach };
      }
    }
    return null;
  }

  /** What the pieces from `from` on may begin with; null when that is anything, or nothing at all. */
  #firsts(stored: string, pieces: readonly Span[], from: number, way: 1 | -1): Set<number> | null {
    const firsts = new Set<number>();
    for (const { start, end } of pieces.slice(from)) {
      if (stored[start] === STORED.gap) return null;
      if (stored[start] !== STORED.choice) {
        for (const code of firstCodes(stored, start, end, way)) firsts.add(code);
        return firsts;
      }
      const choice = this.#choice(STORED.choiceAt(stored, start), way);
      if (choice.open) return null;
      for (const code of choice.firsts) firsts.add(code);
      if (!choice.skippable) return firsts;
    }
    return null;
  }

  /** Read anew for each pattern: kept, they would take ten times the memory of the filters that are made of them. */
  #choice(number: number, way: 1 | -1): ChoiceBeginnings {
    return choiceBeginnings(this.#choiceOf(number), way);
  }
}

function choiceBeginnings(stored: string, way: 1 | -1): ChoiceBeginnings {
  const found: ChoiceBeginnings = {
    hashes: new Set(),
    singles: new Set(),
    firsts: new Set(),
    skippable: false,
    open: false,
  };
  for (let start = 0; start <= stored.length; ) {
    const next = stored.indexOf(STORED.next, start);
    const end = next === -1 ? stored.length : next;
    if (start === end) found.skippable = true;
    else if (stored[way === 1 ? start : end - 1] === STORED.gap) found.open = true;
    else {
      for (const code of firstCodes(stored, start, end, way)) found.firsts.add(code);
      if (end - start === 1 && !STORED.isMark(stored, start)) found.singles.add(stored.charCodeAt(start));
      else addFirst(stored, start, end, way, found.hashes);
    }
    start = end + 1;
  }
  return found;
}

/** Files how what stands in `stored[start, end)`, no gap, begins. */
function addFirst(stored: string, start: number, end: number, way: 1 | -1, hashes: Set<number>): void {
  const first = way === 1 ? start : end - 1;
  const second = first + way;
  if (second < start || second >= end || STORED.isMark(stored, first) || STORED.isMark(stored, second)) {
    for (const code of firstCodes(stored, start, end, way)) addAlone(code, hashes);
  } else addPair(stored.charCodeAt(first), stored.charCodeAt(second), hashes);
}

/** What `stored[start, end)`, no gap and no choice, may begin with. */
function firstCodes(stored: string, start: number, end: number, way: 1 | -1): number[] {
  const first = way === 1 ? start : end - 1;
  const recognizer = STORED.recognizerAt(stored, first);
  if (recognizer === -1) return [stored.charCodeAt(first)];
  const characters = (way === 1 ? FIRST_CHARACTERS : LAST_CHARACTERS)[RECOGNIZERS[recognizer]!];
  return Array.from(characters, (character) => character.charCodeAt(0));
}

/** Files beginnings of one character with what may follow them, unless that is too much to tell anything. */
function addSingles(singles: ReadonlySet<number>, followers: ReadonlySet<number> | null, hashes: Set<number>): void {
  const apart = followers !== null && singles.size * followers.size <= MAX_PAIRS;
  for (const single of singles) {
    if (!apart) addAlone(single, hashes);
    else for (const follower of followers) addPair(single, follower, hashes);
  }
}

function addPair(first: number, second: number, hashes: Set<number>): void {
  const hash = hashOf(0, first);
  hashes.add(hash);
  hashes.add(withNext(hash, second));
}

function addAlone(code: number, hashes: Set<number>): void {
  const hash = hashOf(0, code);
  hashes.add(hash);
  hashes.add(alone(hash));
}

/** Hash of a beginning of two characters, of which the first has `hash`. */
export function withNext(hash: number, next: number): number {
  return (hash + Math.imul(next, PAIR)) | 0;
}

/** Hash of a beginning of one character, which has `hash`. */
export function alone(hash: number): number {
  return (hash + ALONE) | 0;
}
