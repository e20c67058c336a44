import type { Place } from './hit.ts';
import { unitOf } from './unit.ts';

/** What a character adds to the weight of its stretch; `at` is a folded offset. */
export interface WeighedCharacter {
  at: number;
  weight: number;
}

/** How many words of a stretch are shown, and how long each may be, in folded characters. */
const MOST_WORDS = 3;
const SHORTEST_WORDS = 4;
const LONGEST_WORDS = 10;
/** How many characters from the edge of a clause words are taken up to it. */
const NEAR_CLAUSE = 3;
/** What a character more must weigh to be worth showing. */
const WORTH = 4;
/** Characters that end a word and begin none: a quotation that opens with one reads as torn off. */
const NEVER_FIRST = new Set([...'的了着得们吗呢吧啊'].map((character) => character.charCodeAt(0)));

/**
 * The few words of a stretch that weigh most, in order: what is quoted, so none longer than a quotation should be, and
 * whole clauses where one is nearly whole.
 */
export function tellingWords(weights: readonly WeighedCharacter[], codes: Uint16Array, length: number): Place[] {
  const found: Place[] = [];
  const taken = new Set<number>();
  while (found.length < MOST_WORDS) {
    const best = heaviest(weights, codes, taken);
    if (best === null) break;
    const whole = toClause(codes, length, best);
    const place = found.some((other) => other.start < whole.end && whole.start < other.end) ? best : whole;
    for (let at = place.start; at < place.end; at++) taken.add(at);
    found.push(place);
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Words as a reader would quote them: with the beginning or the end of their clause where that is near. */
function toClause(codes: Uint16Array, length: number, place: Place): Place {
  const breaks = (at: number) => at < 0 || at >= length || unitOf(codes[at]!) === 0;
  let { start, end } = place;
  while (place.start - start < NEAR_CLAUSE && !breaks(start - 1)) start--;
  while (end - place.end < NEAR_CLAUSE && !breaks(end)) end++;
  return { start: breaks(start - 1) ? start : place.start, end: breaks(end) ? end : place.end };
}

/** The run of words that weighs most and touches nothing taken. */
function heaviest(weights: readonly WeighedCharacter[], codes: Uint16Array, taken: ReadonlySet<number>): Place | null {
  let best: Place | null = null;
  let most = 0;
  for (let from = 0; from < weights.length; from++) {
    let weight = 0;
    if (weights[from]!.weight === Number.NEGATIVE_INFINITY) continue;
    // A weight belongs to a slice, which begins a character earlier.
    const start = weights[from]!.at;
    if (NEVER_FIRST.has(codes[start]!)) continue;
    for (let to = from + 1; to < weights.length; to++) {
      const { at, weight: more } = weights[to]!;
      if (at - start >= LONGEST_WORDS || taken.has(at) || taken.has(start)) break;
      weight += more - WORTH;
      if (weight === Number.NEGATIVE_INFINITY) break;
      if (at - start + 1 >= SHORTEST_WORDS && weight > most) {
        best = { start, end: at + 1 };
        most = weight;
      }
    }
  }
  return best;
}
