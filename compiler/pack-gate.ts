import type { FoldTable } from '../engine/normalizer.ts';
import { MAX_GAP_CHARS, type Piece } from '../engine/phrase.ts';
import { FIRST_CHARACTERS, LAST_CHARACTERS, MAX_RECOGNIZED } from '../engine/recognizer.ts';
import { type ComboEntry, type GateEntry, packed, type RuleEntry } from '../engine/ruleset.ts';
import { characterFrequency, literalFrequency } from './commonness.ts';
import { literalTable } from './literal-table.ts';
import type { Anchoring } from './pack-lexicon.ts';

/** A combo whose leading slots are as rare as this needs no partner: occurrences per million characters, all together. */
const LONE_BUDGET = 120;
/** What a literal at the gate costs once found: looking round it, and following it up where its context holds. */
const COST_OF_FOLLOWING = 5;
/** A slot that is only looked for near a leading one costs this much less. */
const WAITING_DISCOUNT = 0.4;

/**
 * Packs the gate (engine/gate.ts). Of each combo it takes the slots that are rarest in ordinary text: as many as a match
 * cannot do without (the *leading* ones, one of which every match holds), and one more, so that every match that needs
 * two signals shows two slots here.
 */
export function packGate(rules: RuleEntry[], anchorings: Anchoring[], table: FoldTable, signals: number): GateEntry {
  const combos = rules.flatMap((rule) => rule.combos);
  const contexts = new ContextTable(table);
  const bySignal: GateAnchor[][] = Array.from({ length: signals }, () => []);
  /** The longest match of each signal, in folded characters. */
  const longest = new Array<number>(signals).fill(0);
  for (const { signal, literal, before, after } of anchorings) {
    longest[signal] = Math.max(longest[signal]!, extent(before) + literal.length + extent(after));
    const bare = contexts.bare(literal);
    // What is left of “v ” (a handle may begin with a separator) is one character: “va” and its like stand here too.
    if (bare.length >= 2) bySignal[signal]!.push({ literal: bare, ...contexts.of(before, after) });
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

  // Two lists for each literal: entries that lead, and those that wait for one.
  const entries = new Map<string, [leading: Set<string>, waiting: Set<string>]>();
  const add = (literal: string, leads: boolean, entry: string) => {
    const lists = entries.get(literal) ?? [new Set(), new Set()];
    lists[leads ? 0 : 1].add(entry);
    entries.set(literal, lists);
  };
  for (const signal of places.keys()) {
    for (const { literal, context } of bySignal[signal]!) add(literal, leading.has(signal), packed([signal, context]));
  }
  for (const [spelling] of table.variants) add(contexts.bare(spelling), true, packed([signals, 0]));
  const literals = [...entries].map(([literal, [leads, waits]]) => ({
    literal,
    payload: packed([leads.size]) + [...leads, ...waits].join(''),
  }));
  return {
    table: literalTable(literals),
    ...contexts.tables(),
    places: [...places]
      .sort(([a], [b]) => a - b)
      .map(([signal, list]) => packed([signal, list.length / 2, ...list]))
      .join(''),
    combos: combos
      .map(({ need, within, slots }, id) =>
        packed([chosen[id]!.lone ? 1 : 2, need === 1 ? Math.max(...slots.flat().map((s) => longest[s]!)) : within]),
      )
      .join(''),
  };
}

/** A literal of a signal as the gate sees it. */
interface GateAnchor {
  /** Without separators: the gate reads over them. */
  literal: string;
  context: number;
  /** How likely it is that the context holds round the literal in ordinary text. */
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
  // Where the leading slots are all but never met, looking for a partner too would cost more than following them up.
  const lone = new Set(combos.flatMap((combo, id) => (chosen[id]!.lone ? leadersOf(combo, chosen[id]!) : [])));
  const rate = (signals: number[]) => sum(signals, (signal) => (lone.has(signal) ? 0 : followed[signal]!));
  let spent = 0;
  const byRate = order
    .map(({ combo, id }) => ({ id, signals: leadersOf(combo, chosen[id]!) }))
    .sort((a, b) => rate(a.signals) - rate(b.signals));
  for (const { id, signals } of byRate) {
    if (spent + rate(signals) > LONE_BUDGET) continue;
    spent += rate(signals);
    for (const signal of signals) lone.add(signal);
    chosen[id]!.lone = true;
  }
  for (const { combo, id } of order) {
    if (chosen[id]!.lone) continue;
    const { slots } = chosen[id]!;
    const partner = ranked(combo, true).find(({ index }) => !slots.includes(index))!.index;
    for (const signal of combo.slots[partner]!) present.add(signal);
    slots.push(partner);
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

/** Words are compared up to here: more would tell little and make the sets many. */
const MAX_WORD_CHARS = 3;
/** Between the words of a set. */
const WORD_BREAK = '\t';

/** Collects contexts and the sets of words they are made of, each once. */
class ContextTable {
  readonly #separators: [first: number, last: number][] = [];
  readonly #sets = new Map<string, number>();
  readonly #contexts = new Map<string, number>();

  constructor({ separators }: FoldTable) {
    for (let i = 0; i < separators.length; i += 2) this.#separators.push([separators[i]!, separators[i + 1]!]);
  }

  /** The literal without the separators that folding keeps between Latin letters. */
  bare(literal: string): string {
    return [...literal].filter((character) => !this.#separates(character)).join('');
  }

  of(before: Piece[], after: Piece[]): { context: number; likelihood: number } {
    const left = beside(before.toReversed(), false);
    const right = beside(after, true);
    if (left === null && right === null) return { context: 0, likelihood: 1 };
    const key = packed([...this.#numbers(left), ...this.#numbers(right)]);
    const context = this.#contexts.get(key) ?? this.#contexts.size + 1;
    this.#contexts.set(key, context);
    return { context, likelihood: likelihood(left, false) * likelihood(right, true) };
  }

  tables(): { contexts: string; sets: string } {
    return { contexts: [...this.#contexts.keys()].join(''), sets: [...this.#sets.keys()].join('\n') };
  }

  #numbers(side: Beside): [set: number, reach: number] {
    if (side === null) return [0, 0];
    const words = [...new Set([...side.words].map((word) => word.slice(0, MAX_WORD_CHARS)))].sort();
    const separates = words.some((word) => this.#separates(word[0]!));
    // The gate reads over separators: a word is compared as far as its first one.
    const text = (separates ? '1' : '0') + words.map((word) => this.#upToSeparator(word)).join(WORD_BREAK);
    const set = this.#sets.get(text) ?? this.#sets.size + 1;
    this.#sets.set(text, set);
    return [set, side.reach];
  }

  #upToSeparator(word: string): string {
    const end = [...word].findIndex((character, index) => index > 0 && this.#separates(character));
    return end === -1 ? word : word.slice(0, end);
  }

  #separates(character: string): boolean {
    const code = character.charCodeAt(0);
    return this.#separators.some(([first, last]) => code >= first && code <= last);
  }
}

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
