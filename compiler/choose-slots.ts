import type { ComboEntry } from '../engine/ruleset.ts';
import { literalFrequency } from './commonness.ts';

/** A literal of a signal at the gate. */
export interface GateAnchor {
  literal: string;
  /** How likely it is that the rest of the pattern stands round it in ordinary text, 0 to 1. */
  likelihood: number;
  /** Nothing but the literal: found is verified. */
  plain: boolean;
}

/** A combo at the gate: its slots there, leading ones first, how many of them lead, and whether one alone opens. */
export interface GateCombo {
  slots: number[];
  leading: number;
  lone: boolean;
}

/** What the gate's work costs (engine/gate.ts), in nanoseconds where docs/performance.md was measured. */
const COST = {
  /** A literal that stands in the text: its candidate, the group, the comparison. */
  found: 80,
  /** Looking round a literal of a leading signal. */
  asked: 60,
  /** Matching a pattern that may stand there, and calling the partners of its signal. */
  led: 1000,
  /** Putting by a literal of a signal that waits. */
  put: 30,
  /** An opening that comes to nothing. */
  opened: 6000,
} as const;

/** Rounds of changes, at most; in the third hardly anything still changes. */
const MAX_ROUNDS = 20;

/**
 * Chooses which slots of each combo are looked for at the gate and which of them lead, so that reading ordinary text
 * costs least. What one combo needs there another gets for nothing, so the choices depend on each other: made one after
 * another, the dearest first, they are made anew for as long as that makes the whole cheaper.
 */
export function chooseSlots(combos: readonly ComboEntry[], bySignal: readonly (readonly GateAnchor[])[]): GateCombo[] {
  const gate = new ModelledGate(bySignal);
  const options = combos.map(optionsOf);
  const cheapest = (id: number) => {
    let best = options[id]![0]!;
    let least = Number.POSITIVE_INFINITY;
    for (const option of options[id]!) {
      const cost = gate.add(combos[id]!, option, 1);
      gate.add(combos[id]!, option, -1);
      if (cost < least) {
        least = cost;
        best = option;
      }
    }
    return { best, least };
  };
  const order = combos
    .map((_, id) => ({ id, cost: cheapest(id).least }))
    .sort((a, b) => b.cost - a.cost)
    .map(({ id }) => id);
  const chosen: GateCombo[] = [];
  for (let round = 0, changed = true; changed && round < MAX_ROUNDS; round++) {
    changed = false;
    for (const id of order) {
      const before = chosen[id];
      if (before !== undefined) gate.add(combos[id]!, before, -1);
      const { best } = cheapest(id);
      gate.add(combos[id]!, best, 1);
      chosen[id] = best;
      if (best !== before) changed = true;
    }
  }
  return chosen;
}

/**
 * All ways to put a combo at the gate. Every match holds one of the leading slots, of which there are as many as it takes
 * for that; with one slot more it shows two at the gate.
 */
function optionsOf({ slots, need }: ComboEntry): GateCombo[] {
  const all = slots.map((_, slot) => slot);
  return subsets(all, slots.length - need + 1).flatMap((leaders) => {
    const leading = leaders.length;
    const lone = { slots: leaders, leading, lone: true };
    if (need === 1) return [lone];
    const partners = all.filter((slot) => !leaders.includes(slot));
    return [...partners.map((partner) => ({ slots: [...leaders, partner], leading, lone: false })), lone];
  });
}

function subsets(items: readonly number[], size: number): number[][] {
  if (size === 0) return [[]];
  return items.flatMap((item, i) => subsets(items.slice(i + 1), size - 1).map((rest) => [item, ...rest]));
}

/** What a signal costs at the gate, in nanoseconds per million characters of ordinary text. */
interface SignalCost {
  literals: { id: number; cost: number }[];
  /** Apart from its literals: where it leads, where it waits, and where it opens alone besides. */
  leads: number;
  waits: number;
  lone: number;
}

/** What the gate costs, and by how much a combo more or less changes it. */
class ModelledGate {
  readonly #costs: SignalCost[];
  /** By how many signals at the gate a literal is looked for. */
  readonly #literalUsers: Int32Array;
  // By how many combos a signal is looked for, looked for as leading, and as opening alone.
  readonly #present: Int32Array;
  readonly #leading: Int32Array;
  readonly #lone: Int32Array;

  constructor(bySignal: readonly (readonly GateAnchor[])[]) {
    const ids = new Map<string, number>();
    this.#costs = bySignal.map((anchors) => {
      const total = (cost: (anchor: GateAnchor) => number) =>
        anchors.reduce((sum, anchor) => sum + literalFrequency(anchor.literal) * cost(anchor), 0);
      return {
        literals: [...new Set(anchors.map(({ literal }) => literal))].map((literal) => {
          const id = ids.get(literal) ?? ids.size;
          ids.set(literal, id);
          return { id, cost: literalFrequency(literal) * COST.found };
        }),
        leads: total(({ plain, likelihood }) => (plain ? 0 : COST.asked) + likelihood * COST.led),
        waits: total(() => COST.put),
        lone: total(({ likelihood }) => likelihood * COST.opened),
      };
    });
    this.#literalUsers = new Int32Array(ids.size);
    this.#present = new Int32Array(bySignal.length);
    this.#leading = new Int32Array(bySignal.length);
    this.#lone = new Int32Array(bySignal.length);
  }

  /** Adds a combo (1) or takes it away (-1); answers by how much dearer that makes the gate. */
  add({ slots }: ComboEntry, option: GateCombo, by: 1 | -1): number {
    let change = 0;
    option.slots.forEach((slot, rank) => {
      for (const signal of slots[slot]!) {
        const cost = this.#costs[signal]!;
        const present = counted(this.#present, signal, by);
        if (present !== 0) change += present * cost.waits + this.#literals(cost, present);
        if (rank >= option.leading) continue;
        change += counted(this.#leading, signal, by) * (cost.leads - cost.waits);
        if (option.lone) change += counted(this.#lone, signal, by) * cost.lone;
      }
    });
    return change;
  }

  #literals({ literals }: SignalCost, by: 1 | -1): number {
    let change = 0;
    for (const { id, cost } of literals) change += counted(this.#literalUsers, id, by) * cost;
    return change;
  }
}

/** Counts up or down; answers 1 when it was the first, -1 when it was the last. */
function counted(counts: Int32Array, id: number, by: 1 | -1): 1 | 0 | -1 {
  const before = counts[id]!;
  counts[id] = before + by;
  if (by === 1) return before === 0 ? 1 : 0;
  return before === 1 ? -1 : 0;
}
