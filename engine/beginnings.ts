import { hashOf } from './automaton.ts';
import { STORED, storedEnd } from './phrase.ts';
import { FIRST_CHARACTERS, LAST_CHARACTERS, RECOGNIZERS } from './recognizer.ts';

/** What the second character adds to a hash: a pair and its reverse are two. */
const PAIR = 0x85ebca6b;
/** What it adds to a hash that a character is a beginning by itself. */
const ALONE = 0x2545f491;

/** Most pairs that single characters and what may follow them are filed as: more would tell hardly anything. */
const MAX_PAIRS = 100;

/** A choice may be nothing at all, or begin with anything. */
type Skipping = 'never' | 'maybe' | 'open';

/**
 * Beginnings (开头) of stored sides, read off their text: taking a side apart for matching costs ten times as much,
 * and nearly all the places where an anchor stands are refused by how the rest would have to begin.
 *
 * Nothing is kept from one side to the next, and little allocated for one: on a page that was just opened this is a
 * good part of what the matcher does (ADR 0011).
 */
export class BeginningsReader {
  readonly #choiceOf: (number: number) => string;

  /**
   * Of the side last read: hashes of first characters, and of what makes each a beginning, which is the one after it or
   * nothing. Only the first `count` count; a hash may be there several times.
   */
  hashes = new Int32Array(512);
  count = 0;

  /** @param choiceOf the stored text of a choice by its number */
  constructor(choiceOf: (number: number) => string) {
    this.#choiceOf = choiceOf;
  }

  /**
   * Reads how a side may begin that leads to the right of an anchor (`way` 1) or to the left. Answers at how many places,
   * counted from the anchor, it may; 0 when it may begin with anything or be nothing.
   */
  read(side: string, way: 1 | -1): number {
    this.count = 0;
    let reach = 1;
    for (let start = 0, end = 0; start < side.length; start = end) {
      end = storedEnd(side, start);
      const gap = STORED.gapAt(side, start);
      if (gap !== null) {
        reach += gap.most;
        continue;
      }
      const singles: number[] = [];
      let skipping: Skipping = 'never';
      if (side[start] === STORED.choice) {
        skipping = this.#readChoice(this.#choiceOf(STORED.choiceAt(side, start)), way, singles);
      } else this.#readOption(side, start, end, way, singles);
      if (skipping === 'open') return 0;
      if (singles.length > 0) this.#addSingles(singles, this.#firsts(side, end, way));
      if (skipping === 'never') return reach;
    }
    return 0;
  }

  #readChoice(options: string, way: 1 | -1, singles: number[]): Skipping {
    let skipping: Skipping = 'never';
    for (let start = 0; start <= options.length; ) {
      const end = optionEnd(options, start);
      if (start === end) skipping = 'maybe';
      else if (STORED.gapAt(options, way === 1 ? start : end - 1) !== null) return 'open';
      else this.#readOption(options, start, end, way, singles);
      start = end + 1;
    }
    return skipping;
  }

  /** Files how `stored[start, end)`, no gap and no choice, begins; a character by itself goes to `singles`. */
  #readOption(stored: string, start: number, end: number, way: 1 | -1, singles: number[]): void {
    const first = way === 1 ? start : end - 1;
    if (STORED.isMark(stored, first)) {
      const characters = recognized(stored, first, way);
      for (let i = 0; i < characters.length; i++) this.#addAlone(characters.charCodeAt(i));
    } else if (end - start === 1) singles.push(stored.charCodeAt(first));
    else if (STORED.isMark(stored, first + way)) this.#addAlone(stored.charCodeAt(first));
    else this.#addPair(stored.charCodeAt(first), stored.charCodeAt(first + way));
  }

  /** What the pieces from `from` on may begin with; null when that is anything, nothing at all, or too much. */
  #firsts(side: string, from: number, way: 1 | -1): number[] | null {
    const firsts: number[] = [];
    for (let start = from, end = 0; start < side.length; start = end) {
      end = storedEnd(side, start);
      if (STORED.gapAt(side, start) !== null) return null;
      if (side[start] !== STORED.choice) return addFirsts(side, start, end, way, firsts) ? firsts : null;
      const options = this.#choiceOf(STORED.choiceAt(side, start));
      let skippable = false;
      for (let at = 0; at <= options.length; ) {
        const optionsEnd = optionEnd(options, at);
        if (at === optionsEnd) skippable = true;
        else if (!addFirsts(options, at, optionsEnd, way, firsts)) return null;
        at = optionsEnd + 1;
      }
      if (!skippable) return firsts;
    }
    return null;
  }

  #addSingles(singles: readonly number[], followers: readonly number[] | null): void {
    const apart = followers !== null && singles.length * followers.length <= MAX_PAIRS;
    for (const single of singles) {
      if (apart) for (const follower of followers) this.#addPair(single, follower);
      else this.#addAlone(single);
    }
  }

  #addPair(first: number, second: number): void {
    const hash = hashOf(0, first);
    this.#add(hash, withNext(hash, second));
  }

  #addAlone(code: number): void {
    const hash = hashOf(0, code);
    this.#add(hash, alone(hash));
  }

  #add(first: number, whole: number): void {
    if (this.count + 2 > this.hashes.length) {
      const larger = new Int32Array(this.hashes.length * 2);
      larger.set(this.hashes);
      this.hashes = larger;
    }
    this.hashes[this.count++] = first;
    this.hashes[this.count++] = whole;
  }
}

function optionEnd(options: string, start: number): number {
  const next = options.indexOf(STORED.next, start);
  return next === -1 ? options.length : next;
}

/** Characters that the recogniser whose mark stands at `at` may begin with, or end with. */
function recognized(stored: string, at: number, way: 1 | -1): string {
  return (way === 1 ? FIRST_CHARACTERS : LAST_CHARACTERS)[RECOGNIZERS[STORED.recognizerAt(stored, at)]!];
}

/** Adds what `stored[start, end)` may begin with, each once; false when that is anything or too much to be of use. */
function addFirsts(stored: string, start: number, end: number, way: 1 | -1, firsts: number[]): boolean {
  const first = way === 1 ? start : end - 1;
  if (STORED.gapAt(stored, first) !== null) return false;
  const characters = STORED.isMark(stored, first) ? recognized(stored, first, way) : stored[first]!;
  for (let i = 0; i < characters.length; i++) {
    const code = characters.charCodeAt(i);
    if (!firsts.includes(code)) firsts.push(code);
  }
  return firsts.length <= MAX_PAIRS;
}

/** Hash of a beginning of two characters, of which the first has `hash`. */
export function withNext(hash: number, next: number): number {
  return (hash + Math.imul(next, PAIR)) | 0;
}

/** Hash of a beginning of one character, which has `hash`. */
export function alone(hash: number): number {
  return (hash + ALONE) | 0;
}
