import type { Chunk } from './rows.ts';
import type { Ruleset } from './ruleset.ts';

/**
 * A ruleset in parts, for the way to a page: what arrives in one message is read in one task, which nothing can
 * interrupt, and all of it at once would hold a slow machine's page up for a tenth of a second. Each chunk of rows is a
 * part and stays as it came; a long text is a part, or several where it is very long: putting those together copies them.
 */

/** `of`: how many parts there are. The first holds all that is short, each other what stands at `path`. */
export type RulesetPart = { of: number } & ({ head: Ruleset } | Piece);

/** A long text or the next stretch of it, or the next of the chunks there. */
interface Piece {
  path: string[];
  piece: string | Chunk;
}

/** Longest text that stays with the head, in UTF-16 units. */
const SHORT_CHARS = 2048;
/** Longest text of one part. */
const MOST_CHARS = 131_072;

/** A ruleset in parts, the head first; `joined` puts them together again. */
export function partsOf(ruleset: Ruleset): RulesetPart[] {
  const pieces: Piece[] = [];
  const head = shortened(ruleset, [], pieces);
  return [{ head }, ...pieces].map((part) => ({ of: pieces.length + 1, ...part }));
}

/** @throws TypeError when a part is missing or the first is not the head */
export function joined(parts: readonly RulesetPart[]): Ruleset {
  const [first, ...rest] = parts;
  if (first === undefined || !('head' in first) || parts.length !== first.of) {
    throw new TypeError(`规则集有 ${first?.of ?? 0} 份，只到了 ${parts.length} 份`);
  }
  let whole = first.head;
  for (const part of rest) if ('path' in part) whole = extended(whole, part);
  return whole;
}

/** The record without its long texts and chunks, also in records within, which go to `pieces`. */
function shortened<Entry extends object>(entry: Entry, path: string[], pieces: Piece[]): Entry {
  const short = { ...entry } as Record<string, unknown>;
  for (const [name, value] of Object.entries(entry)) {
    const here = [...path, name];
    if (typeof value === 'string' && value.length > SHORT_CHARS) {
      for (let from = 0; from < value.length; from += MOST_CHARS) {
        pieces.push({ path: here, piece: value.slice(from, from + MOST_CHARS) });
      }
      short[name] = '';
    } else if (name === 'chunks') {
      for (const chunk of value as Chunk[]) pieces.push({ path: here, piece: chunk });
      short[name] = [];
    } else if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      short[name] = shortened(value, here, pieces);
    }
  }
  return short as Entry;
}

/** The record with a piece at its place. */
function extended<Entry extends object>(entry: Entry, { path: [name, ...deeper], piece }: Piece): Entry {
  const value = (entry as Record<string, unknown>)[name!];
  if (deeper.length > 0) return { ...entry, [name!]: extended(value as object, { path: deeper, piece }) };
  return { ...entry, [name!]: typeof piece === 'string' ? `${value}${piece}` : [...(value as Chunk[]), piece] };
}
