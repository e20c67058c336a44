import { readFileSync } from 'node:fs';

/**
 * How often to expect a literal in ordinary Chinese, from counts of two-character slices (slice-frequencies.json, made by
 * scripts/slice-frequencies.ts). Decides under which slice a literal is filed and which slot of a combo is looked for
 * first: a wrong figure costs speed, never a hit.
 */
const FREQUENCIES = JSON.parse(readFileSync(new URL('./slice-frequencies.json', import.meta.url), 'utf8')) as Record<
  string,
  string
>;

const perMillion = new Map<string, number>();
const firstsPerMillion = new Map<string, number>();
let least = Number.POSITIVE_INFINITY;
let listed = 0;
for (const [frequency, slices] of Object.entries(FREQUENCIES)) {
  least = Math.min(least, Number(frequency));
  for (let i = 0; i < slices.length; i += 2) {
    perMillion.set(slices.slice(i, i + 2), Number(frequency));
    firstsPerMillion.set(slices[i]!, (firstsPerMillion.get(slices[i]!) ?? 0) + Number(frequency));
    listed += Number(frequency);
  }
}

/** For slices below the table's last: on average well under the last one's frequency. */
const UNLISTED = least / 4;

/** Occurrences of a two-character slice in a million characters. */
export function sliceFrequency(slice: string): number {
  return perMillion.get(slice) ?? UNLISTED;
}

/** Share of a character among all, 0 to 1, from the slices that begin with it. */
export function characterFrequency(character: string): number {
  return (firstsPerMillion.get(character) ?? UNLISTED) / listed;
}

const ofLiteral = new Map<string, number>();

/**
 * How much rarer each character beyond its rarest slice makes a literal. In 1.6 million characters of ordinary text,
 * literals of three to five characters of our rules stood 0.35 to 0.44 times as often for each: 0.3 errs towards short
 * ones.
 */
const RARER_BY_CHARACTER = 0.3;

/** Occurrences of a literal in a million characters. */
export function literalFrequency(literal: string): number {
  const known = ofLiteral.get(literal);
  if (known !== undefined) return known;
  const frequency = rarestSlice(literal) * RARER_BY_CHARACTER ** (literal.length - 2);
  ofLiteral.set(literal, frequency);
  return frequency;
}

/** Slices rarer than this, in a million characters, are alike to `coarseFrequency`, and taken for a good deal rarer. */
const COARSE = 24;
const BELOW_COARSE = COARSE / 4;

/**
 * As `literalFrequency`, but slices that are not common count alike. By this it is decided which words of a phrase it is
 * found by, which shows in what is quoted where it fits twice: finer figures would move quotations about.
 */
export function coarseFrequency(literal: string): number {
  const rarest = rarestSlice(literal);
  return (rarest < COARSE ? BELOW_COARSE : rarest) * RARER_BY_CHARACTER ** (literal.length - 2);
}

function rarestSlice(literal: string): number {
  let rarest = Number.POSITIVE_INFINITY;
  for (let at = 0; at + 1 < literal.length; at++) {
    rarest = Math.min(rarest, sliceFrequency(literal.slice(at, at + 2)));
  }
  return rarest;
}
