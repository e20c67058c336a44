import { packed } from '../engine/packed.ts';
import { MAX_GAP_CHARS, type Piece } from '../engine/phrase.ts';
import { FIRST_CHARACTERS, LAST_CHARACTERS, MAX_RECOGNIZED } from '../engine/recognizer.ts';
import { type ComboEntry, type GateEntry, ROLE, type RuleEntry } from '../engine/ruleset.ts';
import type { Anchoring } from './anchor-patterns.ts';
import { characterFrequency, literalFrequency } from './commonness.ts';

/** What following up an opening costs, in words found at the gate. */
const COST_OF_OPENING = 60;
/** What a literal at the gate costs once found: looking round it, and following it up where its context holds. */
const COST_OF_FOLLOWING = 5;
/** A slot that is only looked for near a leading one costs this much less. */
const WAITING_DISCOUNT = 0.4;

/**
 * Packs the gate (engine/gate.ts). Of each combo it takes the slots that are rarest in ordinary text: as many as a match
 * cannot do without (the *leading* ones, one of which every match holds), and one more, so that every match that needs
 * two signals shows two slots here.
 */
export function packGate(
  rules: RuleEntry[],
  anchorings: Anchoring[],
  signals: number,
): GateEntry & { atGate: ReadonlySet<number> } {
  const combos = rules.flatMap((rule) => rule.combos);
  const bySignal: GateAnchor[][] = Array.from({ length: signals }, () => []);
  /** The longest match of each signal, in folded characters. */
  const longest = new Array<number>(signals).fill(0);
  for (const { signal, literal, before, after } of anchorings) {
    longest[signal] = Math.max(longest[signal]!, extent(before) + literal.length + extent(after));
    const likely = likelihood(beside(before.toReversed(), false), false) * likelihood(beside(after, true), true);
    bySignal[signal]!.push({ literal, likelihood: likely });
  }
  const chosen = chooseSlots(combos, bySignal);

  const leading = new Set<number>();
  const places = new Map<number, number[]>();
  combos.forEach((combo, id) => {
    for (const [rank, slot] of chosen[id]!.slots.entries()) {
      for (const signal of combo.slots[slot]!) {
        if (rank < chosen[id]!.leading) leading.add(signal);
        const list = places.get(signal) ?? [];
        list.push(id, slot);
        places.set(signal, list);
      }
    }
  });
  const reachOf = ({ need, within, slots }: ComboEntry) =>
    need === 1 ? Math.max(...slots.flat().map((signal) => longest[signal]!)) : within;
  /** Signals of the other slots of the combos in which the signal leads or waits, and from how far they are called. */
  const callsOf = (list: number[]) => {
    const reach = new Map<number, number>();
    for (let i = 0; i < list.length; i += 2) {
      const combo = combos[list[i]!]!;
      const { slots, lone } = chosen[list[i]!]!;
      if (lone) continue;
      for (const partner of slots.filter((slot) => slot !== list[i + 1]).flatMap((slot) => combo.slots[slot]!)) {
        reach.set(partner, Math.max(reach.get(partner) ?? 0, reachOf(combo)));
      }
    }
    return [...reach].flat();
  };
  return {
    atGate: new Set(places.keys()),
    places: [...places]
      .sort(([a], [b]) => a - b)
      .map(([signal, list]) => {
        const leads = leading.has(signal);
        const calls = leads ? callsOf(list) : [];
        return packed([signal, leads ? ROLE.leads : ROLE.waits, list.length / 2, calls.length / 2, ...list, ...calls]);
      })
      .join(''),
    combos: combos.map((combo, id) => packed([chosen[id]!.lone ? 1 : 2, reachOf(combo)])).join(''),
  };
}

/** A literal of a signal, and how likely it is that the rest of the pattern stands round it in ordinary text. */
interface GateAnchor {
  literal: string;
  likelihood: number;
}

/** A combo at the gate: its slots there, rarest first, how many of them lead, and whether one alone opens. */
interface GateCombo {
  slots: number[];
  leading: number;
  lone: boolean;
}

function chooseSlots(combos: ComboEntry[], bySignal: GateAnchor[][]): GateCombo[] {
  const found = bySignal.map((anchors) => sum(new Set(anchors.map(({ literal }) => literal)), literalFrequency));
  const followed = bySignal.map((anchors) =>
    sum(anchors, ({ literal, likelihood }) => literalFrequency(literal) * likelihood),
  );
  const leads = new Set<number>();
  const present = new Set<number>();
  const cost = (slot: number[], waiting: boolean) =>
    sum(slot, (signal) =>
      waiting
        ? present.has(signal)
          ? 0
          : WAITING_DISCOUNT * (found[signal]! + followed[signal]!)
        : leads.has(signal)
          ? 0
          : (present.has(signal) ? 0.3 : 1) * found[signal]! + COST_OF_FOLLOWING * followed[signal]!,
    );
  const leadingOf = ({ slots, need }: ComboEntry) => slots.length - need + 1;
  const ranked = (combo: ComboEntry, waiting: boolean) =>
    combo.slots.map((slot, index) => ({ index, cost: cost(slot, waiting) })).sort((a, b) => a.cost - b.cost);
  // The dearest first: what they force in, others get for nothing.
  const order = combos
    .map((combo, id) => ({ combo, id, cost: ranked(combo, false)[leadingOf(combo) - 1]!.cost }))
    .sort((a, b) => b.cost - a.cost);
  const chosen: GateCombo[] = [];
  for (const { combo, id } of order) {
    const slots = ranked(combo, false)
      .slice(0, leadingOf(combo))
      .map(({ index }) => index);
    for (const slot of slots) {
      for (const signal of combo.slots[slot]!) {
        leads.add(signal);
        present.add(signal);
      }
    }
    chosen[id] = { slots, leading: slots.length, lone: combo.need === 1 };
  }
  for (const { combo, id } of order) {
    if (chosen[id]!.lone) continue;
    const { slots } = chosen[id]!;
    const partner = ranked(combo, true).find(({ index }) => !slots.includes(index))!.index;
    for (const signal of combo.slots[partner]!) present.add(signal);
    slots.push(partner);
  }
  // Where the leading slots are all but never met, looking for a partner too costs more than following them up.
  const users = new Map<number, number>();
  const countOn = ({ slots }: ComboEntry, { slots: taken }: GateCombo, by: number) => {
    for (const slot of taken) for (const signal of slots[slot]!) users.set(signal, (users.get(signal) ?? 0) + by);
  };
  for (const { combo, id } of order) countOn(combo, chosen[id]!, 1);
  const lone = new Set(combos.flatMap((combo, id) => (chosen[id]!.lone ? leadersOf(combo, chosen[id]!) : [])));
  const gain = ({ combo, id }: { combo: ComboEntry; id: number }) => {
    const partner = combo.slots[chosen[id]!.slots.at(-1)!]!;
    const spared = sum(partner, (signal) => (users.get(signal) === 1 ? found[signal]! : 0));
    const opened = sum(new Set(leadersOf(combo, chosen[id]!)), (signal) => (lone.has(signal) ? 0 : followed[signal]!));
    return spared - COST_OF_OPENING * opened;
  };
  for (const entry of order) {
    const choice = chosen[entry.id]!;
    if (choice.lone || gain(entry) <= 0) continue;
    countOn(entry.combo, choice, -1);
    choice.slots.pop();
    choice.lone = true;
    countOn(entry.combo, choice, 1);
    for (const signal of leadersOf(entry.combo, choice)) lone.add(signal);
  }
  return chosen;
}

/** The most folded characters that a match of the pieces may have. */
function extent(pieces: Piece[]): number {
  return sum(pieces, (piece) => {
    switch (piece.kind) {
      case 'literal':
        return piece.units.length;
      case 'gap':
        return MAX_GAP_CHARS;
      case 'recognizer':
        return MAX_RECOGNIZED;
      case 'choice':
        return Math.max(...piece.options.map(extent));
    }
  });
}

/** The signals that lead in a combo. */
function leadersOf({ slots }: ComboEntry, { slots: chosen, leading }: GateCombo): number[] {
  return chosen.slice(0, leading).flatMap((slot) => slots[slot]!);
}

function sum<T>(items: Iterable<T>, value: (item: T) => number): number {
  let total = 0;
  for (const item of items) total += value(item);
  return total;
}

/** Words one of which must begin within `reach` characters beside a literal, written outwards; null for “anything”. */
type Beside = { words: ReadonlySet<string>; reach: number } | null;

/** What must stand beside: the words that the pieces may begin with (end with, from right to left). */
function beside(pieces: Piece[], forwards: boolean): Beside {
  const [piece, ...rest] = pieces;
  if (piece === undefined) return null;
  switch (piece.kind) {
    case 'literal':
      return { words: new Set([forwards ? piece.text : [...piece.text].reverse().join('')]), reach: 1 };
    case 'recognizer':
      return { words: new Set((forwards ? FIRST_CHARACTERS : LAST_CHARACTERS)[piece.name]), reach: 1 };
    case 'gap': {
      const beyond = beside(rest, forwards);
      return beyond && { ...beyond, reach: beyond.reach + MAX_GAP_CHARS };
    }
    case 'choice': {
      const options = piece.options.map((option) =>
        beside([...(forwards ? option : option.toReversed()), ...rest], forwards),
      );
      if (options.includes(null)) return null;
      return {
        words: new Set(options.flatMap((option) => [...option!.words])),
        reach: Math.max(...options.map((option) => option!.reach)),
      };
    }
  }
}

/** How likely one of the words stands there in ordinary text. */
function likelihood(side: Beside, forwards: boolean): number {
  if (side === null) return 1;
  const once = sum(side.words, (word) =>
    word.length < 2 ? characterFrequency(word) : literalFrequency(forwards ? word : [...word].reverse().join('')) / 1e6,
  );
  return 1 - (1 - Math.min(1, once)) ** side.reach;
}
