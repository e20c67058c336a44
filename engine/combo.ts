import { blockAt } from './blocks.ts';
import type { Hit, Place } from './hit.ts';
import type { ComboEntry } from './ruleset.ts';

/** Where the signals of a folded text are. */
export interface Found {
  /** By signal, each list in order. */
  hits: Hit[][];
  /** Folded offsets where blocks begin. */
  blocks: number[];
  /** Whether two places hold the same folded words. */
  sameWords: (a: Place, b: Place) => boolean;
}

/** What a block boundary adds to the distance between two hits, in folded characters. */
export const BLOCK_COST = 20;

/**
 * Stretches of folded text that hold every window in which enough slots of the combo lie within its distance; touching
 * ones are one. Takes any places for the hits, as long as they lie inside them, and errs on the side of finding more.
 */
export function stretches(combo: ComboEntry, places: ReadonlyMap<number, readonly Place[]>): Place[] {
  const entries: { place: Place; slot: number }[] = [];
  combo.slots.forEach((signals, slot) => {
    for (const signal of signals) for (const place of places.get(signal) ?? []) entries.push({ place, slot });
  });
  if (entries.length < combo.need) return [];
  entries.sort((a, b) => a.place.start - b.place.start);
  const lastStart = combo.slots.map(() => Number.NEGATIVE_INFINITY);
  const found: Place[] = [];
  let first = 0;
  for (const { place, slot } of entries) {
    lastStart[slot] = place.start;
    const from = place.start - combo.within;
    while (entries[first]!.place.start < from) first++;
    let near = 0;
    for (const start of lastStart) if (start >= from) near++;
    if (near < combo.need) continue;
    const { start } = entries[first]!.place;
    const before = found.at(-1);
    if (before !== undefined && start <= before.end) before.end = Math.max(before.end, place.end);
    else found.push({ start, end: place.end });
  }
  return found;
}

/**
 * Places where enough slots of the combo have hits close together, from left to right. Inside one block first; `across`
 * blocks only what no block has alone, so that a lure does not borrow words from the honest post beside it.
 */
export function* windows(
  combo: ComboEntry,
  { hits, blocks, sameWords }: Found,
  usable: (hit: Hit) => boolean,
  across: boolean,
): Generator<Hit[]> {
  // Before anything is collected: most combos of a rule that is asked lack a slot.
  const filled = combo.slots.filter((signals) => signals.some((signal) => hits[signal]!.length > 0));
  if (filled.length < combo.need) return;
  const entries: Entry[] = [];
  combo.slots.forEach((signals, slot) => {
    for (const signal of signals) {
      for (const hit of hits[signal]!) {
        if (!usable(hit)) continue;
        const block = blockAt(blocks, hit.start);
        const cost = block * BLOCK_COST;
        entries.push({ hit, slot, block, at: hit.start + cost, until: hit.end + cost });
      }
    }
  });
  if (entries.length < combo.need) return;
  entries.sort((a, b) => a.at - b.at || b.until - a.until);
  /** How many hits each slot has in `entries[first, beyond)`, and how many slots have any. */
  const near = combo.slots.map(() => 0);
  let slots = 0;
  let beyond = 0;
  for (let first = 0; first < entries.length; first++) {
    const opening = entries[first]!;
    for (; beyond < entries.length; beyond++) {
      const { at, block, slot } = entries[beyond]!;
      if (at - opening.at > combo.within || !(across || block === opening.block)) break;
      if (near[slot]!++ === 0) slots++;
    }
    const window = slots < combo.need ? null : windowFrom(entries, first, beyond, combo, sameWords);
    if (window === null) {
      if (--near[opening.slot]! === 0) slots--;
      continue;
    }
    yield window.map(({ hit }) => hit);
    const last = entries.indexOf(window.at(-1)!, first);
    for (; first < last; first++) if (--near[entries[first]!.slot]! === 0) slots--;
    if (--near[entries[last]!.slot]! === 0) slots--;
  }
}

/** Why a combo does not fire whose signals are all there. */
export type Obstacle =
  /** An exemption covers these hits, or one of them. */
  | { why: 'exempt'; window: Hit[] }
  /** Further from each other than the combo allows, or in blocks it may not join. */
  | { why: 'apart' }
  /** Never two of them on words of their own: on the same characters, or on the same words said again. */
  | { why: 'overlapping' };

/** For rule authors; null when the combo fires. `free` hits are those no exemption covers. */
export function obstacleOf(
  combo: ComboEntry,
  found: Found,
  free: (hit: Hit) => boolean,
  mayCross: boolean,
): Obstacle | null {
  const any = () => true;
  const first = (within: number, usable: (hit: Hit) => boolean, across: boolean): Hit[] | undefined => {
    for (const window of windows({ ...combo, within }, found, usable, across)) return window;
    return undefined;
  };
  const near = (usable: (hit: Hit) => boolean) =>
    first(combo.within, usable, false) ?? (mayCross ? first(combo.within, usable, true) : undefined);
  if (near(free)) return null;
  const window = near(any);
  if (window) return { why: 'exempt', window };
  return { why: first(Number.POSITIVE_INFINITY, any, true) ? 'apart' : 'overlapping' };
}

/** A hit of a slot. Offsets with the cost of the blocks before it. */
interface Entry {
  hit: Hit;
  slot: number;
  block: number;
  at: number;
  until: number;
}

/** In how many ways a window is looked for, at most. */
const MOST_TRIES = 12;

/**
 * A window that opens with `entries[first]` and goes on among those before `beyond`: one hit for each slot, none on the
 * same words as another, nor on those words said again, for two signals are independent only when they rest on
 * different words. The first of each slot that fits is taken; where enough slots cannot be filled that way, what was
 * taken last gives way. Null when enough of them never can.
 */
function windowFrom(
  entries: readonly Entry[],
  first: number,
  beyond: number,
  combo: ComboEntry,
  sameWords: Found['sameWords'],
): Entry[] | null {
  const opening = entries[first]!;
  const window = [opening];
  const isTaken = ({ hit }: Entry) =>
    window.some((other) => (other.hit.start < hit.end && hit.start < other.hit.end) || sameWords(other.hit, hit));
  let tries = 0;
  const goOn = (from: number): boolean => {
    const depth = window.length;
    for (let i = from; i < beyond && depth < combo.slots.length; i++) {
      const entry = entries[i]!;
      if (entry.until - opening.at > combo.within) continue;
      if (window.some(({ slot }) => slot === entry.slot) || isTaken(entry)) continue;
      window.push(entry);
      if (goOn(i + 1)) return true;
      window.length = depth;
      if (++tries >= MOST_TRIES) break;
    }
    return depth >= combo.need;
  };
  return goOn(first + 1) ? window : null;
}
