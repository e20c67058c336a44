import { hashOf } from './automaton.ts';
import { MAX_GAP_CHARS, STORED, type StoredPattern, storedPieces } from './phrase.ts';
import { FIRST_CHARACTERS, LAST_CHARACTERS, RECOGNIZERS } from './recognizer.ts';

/** What the second character adds to a hash: a pair and its reverse are two. */
const PAIR = 0x85ebca6b;
/** What it adds to a hash that a character is a beginning by itself. */
const ALONE = 0x2545f491;

/** How a row of pieces may begin, read away from the anchor. */
export interface Beginnings {
  /** Hashes of first characters, and of what makes each a beginning: the one after it, or nothing. */
  hashes: Set<number>;
  /** At how many places, counted from the anchor, it may begin. */
  reach: number;
}

/** Of one choice, whatever follows it. */
interface ChoiceBeginnings {
  hashes: Set<number>;
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
  readonly #onwards: (ChoiceBeginnings | undefined)[] = [];
  readonly #backwards: (ChoiceBeginnings | undefined)[] = [];

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

  #collect(stored: string, pieces: readonly { start: number; end: number }[], way: 1 | -1): Beginnings | null {
    const hashes = new Set<number>();
    let reach = 1;
    for (const { start, end } of pieces) {
      if (stored[start] === STORED.gap) reach += MAX_GAP_CHARS;
      else if (stored[start] === STORED.choice) {
        const choice = this.#choice(STORED.choiceAt(stored, start), way);
        if (choice.open) return null;
        for (const hash of choice.hashes) hashes.add(hash);
        if (!choice.skippable) return { hashes, reach };
      } else {
        addFirst(stored, start, end, way, hashes);
        return { hashes, reach };
      }
    }
    return null;
  }

  #choice(number: number, way: 1 | -1): ChoiceBeginnings {
    const known = way === 1 ? this.#onwards : this.#backwards;
    known[number] ??= choiceBeginnings(this.#choiceOf(number), way);
    return known[number];
  }
}

function choiceBeginnings(stored: string, way: 1 | -1): ChoiceBeginnings {
  const found: ChoiceBeginnings = { hashes: new Set(), skippable: false, open: false };
  for (let start = 0; start <= stored.length; ) {
    const next = stored.indexOf(STORED.next, start);
    const end = next === -1 ? stored.length : next;
    if (start === end) found.skippable = true;
    else if (stored[way === 1 ? start : end - 1] === STORED.gap) found.open = true;
    else addFirst(stored, start, end, way, found.hashes);
    start = end + 1;
  }
  return found;
}

/** Files how what stands in `stored[start, end)`, no gap, begins. */
function addFirst(stored: string, start: number, end: number, way: 1 | -1, hashes: Set<number>): void {
  const first = way === 1 ? start : end - 1;
  const recognizer = STORED.recognizerAt(stored, first);
  if (recognizer !== -1) {
    const characters = (way === 1 ? FIRST_CHARACTERS : LAST_CHARACTERS)[RECOGNIZERS[recognizer]!];
    for (let i = 0; i < characters.length; i++) addAlone(characters.charCodeAt(i), hashes);
    return;
  }
  const second = first + way;
  if (second < start || second >= end || STORED.isMark(stored, second)) addAlone(stored.charCodeAt(first), hashes);
  else {
    const hash = hashOf(0, stored.charCodeAt(first));
    hashes.add(hash);
    hashes.add(withNext(hash, stored.charCodeAt(second)));
  }
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
