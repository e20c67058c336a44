import { MAX_RECOGNIZED } from '../engine/digits.ts';
import { packed } from '../engine/packed.ts';
import type { Piece } from '../engine/phrase.ts';
import { FIRST_CHARACTERS, LAST_CHARACTERS } from '../engine/recognizer.ts';
import { type ComboEntry, type GateEntry, ROLE } from '../engine/ruleset.ts';
import type { Anchoring } from './anchor-patterns.ts';
import type { GateAnchor, GateCombo } from './choose-slots.ts';
import { characterFrequency, literalFrequency } from './commonness.ts';

/** The anchors of each signal, with how likely the rest of the pattern stands round each. */
export function anchorsOf(anchorings: readonly Anchoring[], signals: number): GateAnchor[][] {
  const bySignal: GateAnchor[][] = Array.from({ length: signals }, () => []);
  for (const { signal, literal, form, before, after } of anchorings) {
    const likely = likelihood(beside(before.toReversed(), false), false) * likelihood(beside(after, true), true);
    bySignal[signal]!.push({ literal, likelihood: likely, plain: form === 0 });
  }
  return bySignal;
}

/** ROLE of each signal; one that leads in any combo is verified wherever it stands. */
export function rolesOf(combos: readonly ComboEntry[], chosen: readonly GateCombo[], signals: number): Uint8Array {
  const roles = new Uint8Array(signals).fill(ROLE.none);
  combos.forEach((combo, id) => {
    for (const [rank, slot] of chosen[id]!.slots.entries()) {
      const role = rank < chosen[id]!.leading ? ROLE.leads : ROLE.waits;
      for (const signal of combo.slots[slot]!) roles[signal] = Math.max(roles[signal]!, role);
    }
  });
  return roles;
}

/**
 * Packs the gate (engine/gate.ts). Of each combo it takes the slots that are rarest in ordinary text: as many as a match
 * cannot do without (the *leading* ones, one of which every match holds), and one more, so that every match that needs
 * two signals shows two slots here.
 */
export function packGate(
  combos: readonly ComboEntry[],
  chosen: readonly GateCombo[],
  roles: Uint8Array,
  anchorings: Anchoring[],
): GateEntry {
  /** The longest match of each signal, in folded characters. */
  const longest = new Array<number>(roles.length).fill(0);
  for (const { signal, literal, before, after } of anchorings) {
    longest[signal] = Math.max(longest[signal]!, extent(before) + literal.length + extent(after));
  }
  const places = new Map<number, number[]>();
  combos.forEach((combo, id) => {
    for (const slot of chosen[id]!.slots) {
      for (const signal of combo.slots[slot]!) {
        const list = places.get(signal) ?? [];
        list.push(id, slot);
        places.set(signal, list);
      }
    }
  });
  const reachOf = ({ need, within, slots }: ComboEntry) =>
    need === 1 ? Math.max(...slots.flat().map((signal) => longest[signal]!)) : within;
  /** Of a leading signal's places: the signals of the other slots of these combos, and from how far they are called. */
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
  let slots = 0;
  return {
    places: [...places]
      .sort(([a], [b]) => a - b)
      .map(([signal, list]) => {
        const calls = roles[signal] === ROLE.leads ? callsOf(list) : [];
        return packed([signal, roles[signal]!, list.length / 2, calls.length / 2, ...list, ...calls]);
      })
      .join(''),
    combos: combos
      .map((combo, id) => {
        const record = packed([chosen[id]!.lone ? 1 : 2, reachOf(combo), slots, combo.slots.length]);
        slots += combo.slots.length;
        return record;
      })
      .join(''),
  };
}

/** The most folded characters that a match of the pieces may have. */
function extent(pieces: Piece[]): number {
  return sum(pieces, (piece) => {
    switch (piece.kind) {
      case 'literal':
        return piece.text.length;
      case 'gap':
        return piece.most;
      case 'recognizer':
        return MAX_RECOGNIZED;
      case 'choice':
        return Math.max(...piece.options.map(extent));
    }
  });
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
      return beyond && { ...beyond, reach: beyond.reach + piece.most };
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
