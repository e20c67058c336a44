import type { RuleEntry, Ruleset, SignalEntry } from './ruleset.ts';

/**
 * A ruleset in parts, for the way to a page: what arrives in one message is read in one task, which nothing can
 * interrupt, and all of it at once would hold a slow machine's page up for a tenth of a second.
 */

/** Longest text of a part, in UTF-16 units. */
const PART_CHARS = 32_768;
/** Most entries of a part: about as long as that, and slower to read. */
const PART_RULES = 40;
const PART_SIGNALS = 256;

/** `of`: how many parts there are. The first holds all that is short. */
export type RulesetPart = { of: number } & (
  | { head: Ruleset }
  | { groups: string }
  | { marked: string }
  | { choices: string }
  | { rules: RuleEntry[] }
  | { signals: SignalEntry[] }
);

export function partsOf(ruleset: Ruleset): RulesetPart[] {
  const { lexicon, rules, signals } = ruleset;
  const { table, marked, choices } = lexicon;
  const head = {
    ...ruleset,
    rules: [],
    signals: [],
    lexicon: { table: { ...table, groups: '' }, marked: '', choices: '' },
  };
  const parts = [
    { head },
    ...slices(table.groups, PART_CHARS).map((groups) => ({ groups })),
    ...slices(marked, PART_CHARS).map((each) => ({ marked: each })),
    ...slices(choices, PART_CHARS).map((each) => ({ choices: each })),
    ...slices(rules, PART_RULES).map((each) => ({ rules: each })),
    ...slices(signals, PART_SIGNALS).map((each) => ({ signals: each })),
  ];
  return parts.map((part) => ({ of: parts.length, ...part }));
}

/** @throws TypeError when a part is missing or the first is not the head */
export function joined(parts: readonly RulesetPart[]): Ruleset {
  const [first, ...rest] = parts;
  if (first === undefined || !('head' in first) || parts.length !== first.of) {
    throw new TypeError(`规则集有 ${first?.of ?? 0} 份，只到了 ${parts.length} 份`);
  }
  const { head } = first;
  const rules = [...head.rules];
  const signals = [...head.signals];
  let { marked, choices } = head.lexicon;
  let { groups } = head.lexicon.table;
  for (const part of rest) {
    if ('groups' in part) groups += part.groups;
    else if ('marked' in part) marked += part.marked;
    else if ('choices' in part) choices += part.choices;
    else if ('rules' in part) rules.push(...part.rules);
    else if ('signals' in part) signals.push(...part.signals);
  }
  return { ...head, rules, signals, lexicon: { table: { ...head.lexicon.table, groups }, marked, choices } };
}

function slices<List extends string | unknown[]>(list: List, size: number): List[] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size) as List);
}
