import { blockAt } from './exemption.ts';
import type { Hit, Place } from './hit.ts';
import type { ComboEntry } from './ruleset.ts';

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
  hits: Hit[][],
  blocks: number[],
  usable: (hit: Hit) => boolean,
  across: boolean,
): Generator<Hit[]> {
  // Before anything is collected: most combos of a rule that is asked lack a slot.
  const filled = combo.slots.filter((signals) => signals.some((signal) => hits[signal]!.length > 0));
  if (filled.length < combo.need) return;
  const entries: { hit: Hit; slot: number; block: number; at: number; until: number }[] = [];
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
  for (let first = 0; first < entries.length; first++) {
    const opening = entries[first]!;
    const window = [opening.hit];
    const slots = new Set([opening.slot]);
    let last = first;
    for (let i = first + 1; i < entries.length && slots.size < combo.slots.length; i++) {
      const entry = entries[i]!;
      if (entry.until - opening.at > combo.within) {
        if (entry.at - opening.at > combo.within) break;
        continue;
      }
      if (!across && entry.block !== opening.block) break;
      if (slots.has(entry.slot)) continue;
      // Two signals are independent only when they rest on different words.
      if (window.some((hit) => hit.start < entry.hit.end && entry.hit.start < hit.end)) continue;
      slots.add(entry.slot);
      window.push(entry.hit);
      last = i;
    }
    if (slots.size < combo.need) continue;
    yield window;
    first = last;
  }
}
