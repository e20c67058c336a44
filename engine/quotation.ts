import { BLOCK, QUOTE, SENTENCE_END } from './folded-text.ts';
import type { Place } from './hit.ts';
import type { Normalizer } from './normalizer.ts';

/** A quotation longer than this many folded characters is taken for unbalanced quotes. */
export const MAX_QUOTATION = 120;
/** No sentence is followed further back than this many folded characters. */
const MAX_SENTENCE = 2000;

/** Those of the places, in order, whose middle no quotation of their block holds, of however many sentences. */
export function unquoted<P extends Place>(places: readonly P[], { codes }: Normalizer): P[] {
  let at = 0;
  let quotes = 0;
  return places.filter(({ start, end }) => {
    for (; at < (start + end) >> 1; at++) {
      if (codes[at] === BLOCK) quotes = 0;
      else if (codes[at] === QUOTE) quotes++;
    }
    return quotes % 2 === 0;
  });
}

/** Where the sentence of a place begins, and where the place does, or the quotation that holds it. */
export function beginningOf(place: Place, { codes, length }: Normalizer): { sentence: number; from: number } {
  const furthest = Math.max(0, place.start - MAX_SENTENCE);
  let sentence = place.start;
  let quotes = 0;
  let opening = -1;
  while (sentence > furthest) {
    const code = codes[sentence - 1]!;
    if (code === BLOCK || (code === SENTENCE_END && quotes % 2 === 0)) break;
    sentence--;
    if (code === QUOTE) {
      quotes++;
      if (quotes === 1 && place.start - sentence <= MAX_QUOTATION) opening = sentence;
    }
  }
  // An odd number of quotes before it, and one more after it: the place is quoted.
  const quoted = quotes % 2 === 1 && opening !== -1 && closesAfter(codes, length, place.end);
  return { sentence, from: quoted ? opening : place.start };
}

function closesAfter(codes: Uint16Array, length: number, at: number): boolean {
  for (let i = at; i < length && i - at <= MAX_QUOTATION; i++) {
    if (codes[i] === QUOTE) return true;
    if (codes[i] === BLOCK) return false;
  }
  return false;
}
