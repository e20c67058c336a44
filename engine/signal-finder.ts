import { Lexicon, MODES, mayTake } from './lexicon.ts';
import type { Normalizer } from './normalizer.ts';
import { matchLeft, matchRight } from './pattern-matcher.ts';
import type { Ruleset } from './ruleset.ts';

/** A verified hit of a signal, folded offsets. */
export interface Hit {
  signal: number;
  start: number;
  end: number;
  /** Exemptions that cover it, one bit each. */
  exempt: number;
}

const NO_HITS: Hit[] = [];

/** Finds the signals in the text that the normaliser holds: first their words, then, where asked, the phrases round them. */
export class SignalFinder {
  readonly #lexicon: Lexicon;
  readonly #signals: Ruleset['signals'];
  readonly #normalizer: Normalizer;

  constructor(ruleset: Ruleset, normalizer: Normalizer) {
    this.#lexicon = new Lexicon(ruleset.lexicon);
    this.#signals = ruleset.signals;
    this.#normalizer = normalizer;
  }

  /** Looks for the words of all signals. Answers how many there are. */
  findWords(): number {
    return this.#lexicon.scan(this.#normalizer.codes, this.#normalizer.length);
  }

  /** The words of the last `findWords`: the i-th may be of `signal[i]` and begins at folded offset `start[i]`. */
  get words(): { signal: Uint16Array; start: Int32Array } {
    return this.#lexicon;
  }

  /** The phrase round word `i` of the last `findWords`; null when it is not there. */
  verify(i: number): Hit | null {
    const lexicon = this.#lexicon;
    const signal = lexicon.signal[i]!;
    const form = lexicon.form[i]!;
    const at = lexicon.start[i]!;
    const size = lexicon.size[i]!;
    const pattern = lexicon.patternOf(form);
    if (pattern === null) return { signal, start: at, end: at + size, exempt: 0 };
    const mode = (form - 1) % MODES;
    const left = at + (mode === 1 ? 1 : 0);
    const right = at + size - (mode === 2 ? 1 : 0);
    const { codes, length } = this.#normalizer;
    // Both neighbours first: one look at a character each refuses most.
    if (pattern.left !== null && left > 0 && !mayTake(pattern.left, codes[left - 1]!)) return null;
    if (pattern.right !== null && right < length && !mayTake(pattern.right, codes[right]!)) return null;
    const end = matchRight(pattern.right, this.#normalizer, right);
    if (end === -1) return null;
    const start = matchLeft(pattern.left, this.#normalizer, left);
    return start === -1 ? null : { signal, start, end, exempt: 0 };
  }

  /** Verified hits of the signals that are `needed`, each list in order, without overlaps of one signal, `except` applied. */
  allHits(needed: ReadonlySet<number>): Hit[][] {
    const bySignal: Hit[][] = new Array(this.#signals.length).fill(NO_HITS);
    const { signal, hits } = this.#lexicon;
    for (let i = 0; i < hits; i++) {
      if (!needed.has(signal[i]!)) continue;
      const hit = this.verify(i);
      if (hit === null) continue;
      if (bySignal[hit.signal] === NO_HITS) bySignal[hit.signal] = [hit];
      else bySignal[hit.signal]!.push(hit);
    }
    for (const list of bySignal) list.sort((a, b) => a.start - b.start || b.end - a.end);
    return bySignal.map((list, index) => {
      if (list === NO_HITS) return list;
      const { except } = this.#signals[index]!;
      const isExcepted = overlapping(except === undefined ? NO_HITS : bySignal[except]!);
      let reach = -1;
      return list.filter((hit) => {
        // Longest first among those that begin together, so that the fullest quote is kept.
        if (hit.end <= reach || this.#cutsWord(hit) || isExcepted(hit)) return false;
        reach = hit.end;
        return true;
      });
    });
  }

  get bytes(): number {
    return this.#lexicon.bytes;
  }

  /** A hit that begins or ends inside a Latin word or a number is none: vx in vxworks, 加v in 加vip, 打1 in 打110. */
  #cutsWord({ start, end }: Hit): boolean {
    const { codes, length } = this.#normalizer;
    return (
      (start > 0 && isOneWord(codes[start - 1]!, codes[start]!)) ||
      (end < length && isOneWord(codes[end - 1]!, codes[end]!))
    );
  }
}

/** Answers whether any of `others` overlaps a hit, in logarithmic time: a page of nothing but hits must stay linear. */
function overlapping(others: readonly Hit[]): (hit: Hit) => boolean {
  if (others.length === 0) return () => false;
  const starts = others.map((other) => other.start).sort((a, b) => a - b);
  const ends = others.map((other) => other.end).sort((a, b) => a - b);
  // Those that begin before the hit's end, less those that end before it begins, overlap it.
  return (hit) => countBelow(starts, hit.end) > countBelow(ends, hit.start + 1);
}

/** How many of the sorted numbers are below `limit`. */
function countBelow(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isOneWord(before: number, after: number): boolean {
  return (isAsciiLetter(before) && isAsciiLetter(after)) || (isDigit(before) && isDigit(after));
}

function isAsciiLetter(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
