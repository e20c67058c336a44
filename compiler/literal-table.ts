import { filterOf, hashOf, KEY_CHARS, LITERAL, MAX_LITERAL_CHARS, shiftFor } from '../engine/automaton.ts';
import { packed } from '../engine/packed.ts';
import { packedRows } from '../engine/rows.ts';
import type { LiteralTable } from '../engine/ruleset.ts';
import { sliceFrequency } from './commonness.ts';

/**
 * What filing costs, in occurrences per million characters, as estimated: it decides under which slice a literal stands, so
 * speed, never a hit. A key of its own: bytes, memory, start-up, besides opening the filter as often as it occurs.
 */
const COST_OF_KEY = 4;
/** A key in use: the filter is open there already, so that of each occurrence only the comparing is left … */
const COMPARING = 0.1;
/** … and that for each literal that is filed there. */
const COMPARING_EACH = 0.2;

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
  const hashed = [...groups].map(([key, { atGate, others }]) => ({
    hash: hashOf(key.charCodeAt(0), key.charCodeAt(1)),
    atGate: atGate !== '',
    text: key + packed([atGate.length, others.length]) + atGate + others,
    frequency: sliceFrequency(key),
  }));
  const places = powerOfTwo(groups.size);
  const buckets = Array.from({ length: places }, (): typeof hashed => []);
  for (const group of hashed) buckets[group.hash >>> shiftFor(places)]!.push(group);
  // The commonest of a bucket first: it is asked for most.
  const rows = buckets.map((bucket) =>
    bucket
      .sort((a, b) => b.frequency - a.frequency)
      .map(({ text }) => text)
      .join(''),
  );
  const gate = hashed.filter(({ atGate }) => atGate);
  return {
    groups: packedRows(rows),
    // Both grow with the lexicon, so that a text is compared as rarely whatever the number of rules.
    gateFilter: filterOf(
      gate.map(({ hash }) => hash),
      powerOfTwo(gate.length * CHARACTERS_A_GATE_KEY),
    ),
    filter: filterOf(
      hashed.map(({ hash }) => hash),
      powerOfTwo(hashed.length * CHARACTERS_A_KEY),
    ),
    keys: groups.size,
  };
}

/** Characters of a filter for each key, at least: no more than one slice in twenty is looked up for nothing. */
const CHARACTERS_A_KEY = 1.4;
/** And of the gate's, which nearly all text is asked. */
const CHARACTERS_A_GATE_KEY = 2;

/** The smallest power of two that is at least `number` and 2. */
function powerOfTwo(number: number): number {
  return 2 ** Math.max(1, Math.ceil(Math.log2(number)));
}

function keyOffset(literal: string, filed: ReadonlyMap<string, number>): number {
  let best = 0;
  let cost = Number.POSITIVE_INFINITY;
  for (let offset = 0; offset + 1 < literal.length; offset++) {
    const slice = literal.slice(offset, offset + 2);
    const shared = filed.get(slice);
    const frequency = sliceFrequency(slice);
    const candidate =
      shared === undefined ? COST_OF_KEY + frequency : frequency * COMPARING * (1 + COMPARING_EACH * shared);
    if (candidate < cost) {
      cost = candidate;
      best = offset;
    }
  }
  return best;
}
