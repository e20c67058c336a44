import type { Hit, Place } from './hit.ts';
import type { Lexicon } from './lexicon.ts';
import { lowerBound } from './lower-bound.ts';
import type { Normalizer } from './normalizer.ts';
import { cutsWord } from './pattern-matcher.ts';
import type { SignalList } from './signal-list.ts';

const NO_HITS: Hit[] = [];

/** Finds the signals in the text that the normaliser holds: their words first, then the phrases round them. */
export class SignalFinder {
  readonly #lexicon: Lexicon;
  readonly #signals: SignalList;
  readonly #normalizer: Normalizer;
  /** A mark for each signal asked for. */
  readonly #wanted: Uint8Array;

  constructor(signals: SignalList, lexicon: Lexicon, normalizer: Normalizer) {
    this.#lexicon = lexicon;
    this.#signals = signals;
    this.#normalizer = normalizer;
    // One more than there are: variant spellings are filed as a signal of their own.
    this.#wanted = new Uint8Array(signals.length + 1);
  }

  /** Phrases of the signals in the folded text from `from` up to `to`, as they stand: nothing is left out yet. */
  phrases(needed: Iterable<number>, from: number, to: number): Map<number, Place[]> {
    const found = new Map<number, Place[]>();
    this.#each(needed, from, to, (signal, start, end) => {
      const list = found.get(signal);
      if (list === undefined) found.set(signal, [{ start, end }]);
      else list.push({ start, end });
    });
    return found;
  }

  /**
   * Verified hits of the signals that are `needed`, with those already `found` otherwise: each list in order, without
   * those that lie in an earlier one of the same signal, `except` applied. Two may still overlap.
   */
  allHits(needed: ReadonlySet<number>, found: readonly Hit[]): Hit[][] {
    const bySignal: Hit[][] = new Array(this.#signals.length).fill(NO_HITS);
    const add = (hit: Hit) => {
      if (bySignal[hit.signal] === NO_HITS) bySignal[hit.signal] = [hit];
      else bySignal[hit.signal]!.push(hit);
    };
    this.#each(needed, 0, this.#normalizer.length, (signal, start, end) => add({ signal, start, end, exempt: 0 }));
    found.filter(({ signal }) => needed.has(signal)).forEach(add);
    for (const list of bySignal) list.sort((a, b) => a.start - b.start || b.end - a.end);
    return bySignal.map((list, index) => {
      if (list === NO_HITS) return list;
      const except = this.#signals.exceptOf(index);
      const isExcepted = overlapping(except === undefined ? NO_HITS : bySignal[except]!);
      let reach = -1;
      return list.filter((hit) => {
        // Longest first among those that begin together, so that the fullest quote is kept.
        if (hit.end <= reach || this.#cuts(hit) || isExcepted(hit)) return false;
        reach = hit.end;
        return true;
      });
    });
  }

  #each(
    needed: Iterable<number>,
    from: number,
    to: number,
    take: (signal: number, start: number, end: number) => void,
  ): void {
    const lexicon = this.#lexicon;
    const wanted = this.#wanted;
    for (const signal of needed) wanted[signal] = 1;
    const words = lexicon.scan(this.#normalizer.codes, from, Math.min(to, this.#normalizer.length), wanted);
    for (let i = 0; i < words; i++) {
      if (!lexicon.verify(lexicon.form[i]!, lexicon.start[i]!, lexicon.size[i]!, this.#normalizer)) continue;
      take(lexicon.signal[i]!, lexicon.phraseStart, lexicon.phraseEnd);
    }
    for (const signal of needed) wanted[signal] = 0;
  }

  /** A hit that begins or ends inside a Latin word or a number is none: vx in vxworks, 加v in 加vip, 打1 in 打110. */
  #cuts({ start, end }: Hit): boolean {
    const { codes, length } = this.#normalizer;
    return cutsWord(codes, length, start) || cutsWord(codes, length, end);
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
  return lowerBound(sorted.length, (index) => sorted[index]! >= limit);
}
