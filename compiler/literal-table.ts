import { KEY_CHARS, LITERAL, MAX_LITERAL_CHARS } from '../engine/automaton.ts';
import { type LiteralTable, packed } from '../engine/ruleset.ts';
import { sliceFrequency } from './commonness.ts';

/** Slices that stand less often in a million characters are all alike to the order of the groups. */
const COMMON = 20;
/** What a key costs besides opening the filter — bytes, memory, start-up — in occurrences per million characters. */
const COST_OF_KEY = 4;

/** A literal to look for and what goes with it. */
export interface FiledLiteral {
  literal: string;
  /** Whether the gate looks for it. */
  gate: boolean;
  /** (signal, form) of each pattern anchored on it. */
  entries: readonly (readonly [signal: number, form: number])[];
}

/**
 * Files literals under their keys in the form engine/automaton.ts reads: under the two-character slice that is rare in
 * ordinary text and not shared by many literals already.
 */
export function literalTable(literals: Iterable<FiledLiteral>): LiteralTable {
  const groups = new Map<string, { atGate: string; others: string }>();
  const filed = new Map<string, number>();
  for (const { literal, gate, entries } of literals) {
    if (literal.length > MAX_LITERAL_CHARS) throw new Error(`“${literal}”太长，最多 ${MAX_LITERAL_CHARS} 个字，请拆开`);
    const offset = keyOffset(literal, filed);
    const key = literal.slice(offset, offset + KEY_CHARS);
    filed.set(key, (filed.get(key) ?? 0) + 1);
    const single = entries.length === 1;
    const head = offset | (literal.length << LITERAL.sizeShift) | (single ? LITERAL.single : 0);
    const record =
      packed([head]) +
      literal.slice(0, offset) +
      literal.slice(offset + KEY_CHARS) +
      packed([...(single ? [] : [entries.length]), ...entries.flat()]);
    const group = groups.get(key) ?? { atGate: '', others: '' };
    group[gate ? 'atGate' : 'others'] += record;
    groups.set(key, group);
  }
  // The commonest first: what ordinary text keeps asking for lies close together in memory. The rest in the order in which
  // they were filed: neighbours are alike and pack well.
  const text = [...groups]
    .sort(([a], [b]) => Math.max(COMMON, sliceFrequency(b)) - Math.max(COMMON, sliceFrequency(a)))
    .map(([key, { atGate, others }]) => key + packed([atGate.length, others.length]) + atGate + others)
    .join('');
  return { groups: text, keys: groups.size };
}

function keyOffset(literal: string, filed: ReadonlyMap<string, number>): number {
  let best = 0;
  let cost = Number.POSITIVE_INFINITY;
  for (let offset = 0; offset + 1 < literal.length; offset++) {
    const slice = literal.slice(offset, offset + 2);
    const shared = filed.get(slice);
    // A new key opens the filter at its frequency; one in use costs only the comparisons.
    const candidate =
      shared === undefined ? COST_OF_KEY + sliceFrequency(slice) : sliceFrequency(slice) * 0.1 * (1 + 0.2 * shared);
    if (candidate < cost) {
      cost = candidate;
      best = offset;
    }
  }
  return best;
}
