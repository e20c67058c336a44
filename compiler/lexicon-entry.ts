import type { FoldTable } from '../engine/normalizer.ts';
import { type ComboEntry, type GateEntry, type LexiconEntry, ROLE } from '../engine/ruleset.ts';
import { type Anchoring, anchorPatterns } from './anchor-patterns.ts';
import { chooseSlots } from './choose-slots.ts';
import { type FiledLiteral, literalTable } from './literal-table.ts';
import { anchorsOf, packGate, rolesOf } from './pack-gate.ts';

/**
 * What an anchor costs besides being found — bytes, memory, start-up — in occurrences per million characters, by what its
 * signal is to the gate.
 */
const COST_BY_ROLE: Record<number, number> = { [ROLE.none]: 100, [ROLE.waits]: 20, [ROLE.leads]: 2.5 };

/** How the combos are found: which slots the gate looks for first, and all literals with what stands round them. */
export function lexiconEntry(
  combos: readonly ComboEntry[],
  patterns: string[][],
  variants: FoldTable['variants'],
): { gate: GateEntry; lexicon: LexiconEntry } {
  // Such anchors as every signal would have if it were to lead.
  const leading = anchorPatterns(patterns, () => COST_BY_ROLE[ROLE.leads]!);
  const chosen = chooseSlots(combos, anchorsOf(leading.anchorings, patterns.length));
  const roles = rolesOf(combos, chosen, patterns.length);
  const { anchorings, ...packed } = anchorPatterns(patterns, (signal) => COST_BY_ROLE[roles[signal]!]!);
  return {
    gate: packGate(combos, chosen, roles, anchorings),
    lexicon: { table: literalTable(literalsOf(anchorings, roles, variants)), ...packed },
  };
}

/** Every literal once, with the patterns anchored on it; variant spellings as one signal more. */
function literalsOf(
  anchorings: readonly Anchoring[],
  roles: Uint8Array,
  variants: FoldTable['variants'],
): Iterable<FiledLiteral> {
  const filed = new Map<string, FiledLiteral>();
  const add = (literal: string, gate: boolean, entry: [signal: number, form: number]) => {
    const known = filed.get(literal);
    filed.set(literal, { literal, gate: gate || known?.gate === true, entries: [...(known?.entries ?? []), entry] });
  };
  for (const { literal, signal, form } of anchorings) add(literal, roles[signal] !== ROLE.none, [signal, form]);
  for (const [spelling] of variants) add(spelling, true, [roles.length, 0]);
  // By role, which the gate asks entry by entry: the processor foresees what changes once.
  const roleOf = (signal: number) => roles[signal] ?? ROLE.none;
  return [...filed.values()].map(({ entries, ...rest }) => ({
    ...rest,
    entries: entries.toSorted(([a], [b]) => roleOf(b) - roleOf(a)),
  }));
}
