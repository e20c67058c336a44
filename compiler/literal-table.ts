import { type LiteralTable, packed, packedWide } from '../engine/ruleset.ts';
import { sliceFrequency, slicesOf } from './commonness.ts';

/** A literal to look for and what goes with it, packed. */
export interface FiledLiteral {
  literal: string;
  payload: string;
}

/**
 * Files literals under their keys in the form engine/automaton.ts reads: under the two-character slice that is rare in
 * ordinary text and not shared by many literals already.
 */
export function literalTable(literals: readonly FiledLiteral[]): LiteralTable {
  const groups = new Map<string, string>();
  let payloads = '';
  const payloadAt = new Map<string, number>();
  const filed = new Map<string, number>();
  for (const { literal, payload } of literals) {
    const offset = keyOffset(literal, filed);
    const key = literal.slice(offset, offset + 2);
    filed.set(key, (filed.get(key) ?? 0) + 1);
    const at = payloadAt.get(payload) ?? payloads.length;
    if (at === payloads.length) payloads += packed([payload.length]) + payload;
    payloadAt.set(payload, at);
    const entry = packed([literal.length, offset]) + literal + packedWide(at);
    groups.set(key, (groups.get(key) ?? '') + entry);
  }
  const text = [...groups].map(([key, body]) => key + packed([body.length]) + body).join('');
  return { groups: text, keys: groups.size, payloads };
}

function keyOffset(literal: string, filed: ReadonlyMap<string, number>): number {
  let best = 0;
  let cost = Number.POSITIVE_INFINITY;
  slicesOf(literal).forEach((slice, offset) => {
    const shared = filed.get(slice);
    // A new key opens the filter at its frequency; one in use costs only the comparisons.
    const candidate = shared === undefined ? sliceFrequency(slice) : sliceFrequency(slice) * 0.1 * (1 + 0.2 * shared);
    if (candidate < cost) {
      cost = candidate;
      best = offset;
    }
  });
  return best;
}
