import type { Ruleset } from './ruleset.ts';

/**
 * A ruleset in parts, for the way to a page: what arrives in one message is read in one task, which nothing can
 * interrupt, and all of it at once would hold a slow machine's page up for a tenth of a second.
 */

/** Longest text of a part, in UTF-16 units. What is no longer than LONG_CHARS stays with the head. */
const PART_CHARS = 32_768;
const LONG_CHARS = 2048;

/** `of`: how many parts there are. The first holds all that is short, each other a piece of the long text at `path`. */
export type RulesetPart = { of: number } & ({ head: Ruleset } | LongText);

interface LongText {
  path: string[];
  text: string;
}

export function partsOf(ruleset: Ruleset): RulesetPart[] {
  const texts: LongText[] = [];
  const head = shortened(ruleset, [], texts);
  const parts = [{ head }, ...texts.flatMap(slices)];
  return parts.map((part) => ({ of: parts.length, ...part }));
}

/** @throws TypeError when a part is missing or the first is not the head */
export function joined(parts: readonly RulesetPart[]): Ruleset {
  const [first, ...rest] = parts;
  if (first === undefined || !('head' in first) || parts.length !== first.of) {
    throw new TypeError(`规则集有 ${first?.of ?? 0} 份，只到了 ${parts.length} 份`);
  }
  let whole = first.head;
  for (const part of rest) if ('path' in part) whole = extended(whole, part.path, part.text);
  return whole;
}

/** The record without its long texts, also in records within, which go to `texts`. */
function shortened<Entry extends object>(entry: Entry, path: string[], texts: LongText[]): Entry {
  const short = { ...entry } as Record<string, unknown>;
  for (const [name, value] of Object.entries(entry)) {
    const here = [...path, name];
    if (typeof value === 'string' && value.length > LONG_CHARS) {
      texts.push({ path: here, text: value });
      short[name] = '';
    } else if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      short[name] = shortened(value, here, texts);
    }
  }
  return short as Entry;
}

/** The record with `text` added to what stands at `path`. */
function extended<Entry extends object>(entry: Entry, [name, ...deeper]: string[], text: string): Entry {
  const value = (entry as Record<string, unknown>)[name!];
  if (deeper.length === 0) return { ...entry, [name!]: `${value}${text}` };
  return { ...entry, [name!]: extended(value as object, deeper, text) };
}

function slices({ path, text }: LongText): LongText[] {
  return Array.from({ length: Math.ceil(text.length / PART_CHARS) }, (_, i) => ({
    path,
    text: text.slice(i * PART_CHARS, (i + 1) * PART_CHARS),
  }));
}
