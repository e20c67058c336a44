import type { Hit } from './hit.ts';
import { BLOCK, type Normalizer, QUOTE, SENTENCE_END } from './normalizer.ts';
import type { Ruleset } from './ruleset.ts';

/** How far before a phrase (or its opening quote) a marker of scope `phrase` may end, in folded characters. */
export const PHRASE_MARKER_REACH = 12;
/** Blocks on either side that scope `near` looks at. */
export const NEAR_BLOCKS = 2;
/** A quotation longer than this many folded characters is taken for unbalanced quotes. */
const MAX_QUOTATION = 120;
/** No sentence is followed further back than this many folded characters. */
const MAX_SENTENCE = 2000;

/** Folded offsets where blocks begin. */
export function blockStarts({ codes, length }: Normalizer): number[] {
  const starts = [0];
  for (let at = 0; at < length; at++) if (codes[at] === BLOCK) starts.push(at + 1);
  return starts;
}

/** The block that a folded offset lies in. */
export function blockAt(blocks: number[], offset: number): number {
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (blocks[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Notes on each hit which exemptions (豁免) cover it: notices, news, quotations, negations round it. */
export function markExempt(hits: Hit[][], blocks: number[], ruleset: Ruleset, folded: Normalizer): void {
  const { exemptions, voidedBy } = ruleset;
  if (exemptions.every((exemption) => hits[exemption.signal]!.length === 0)) return;
  const voided = new Set<number>();
  for (const signal of voidedBy) for (const hit of hits[signal]!) voided.add(blockAt(blocks, hit.start));

  const markerSignals = new Set(exemptions.map((exemption) => exemption.signal));
  exemptions.forEach((exemption, index) => {
    const markers = hits[exemption.signal]!;
    if (markers.length === 0) return;
    const bit = 1 << index;
    const inBlock = exemption.scope === 'phrase' ? null : exemptBlocks(markers, exemption, blocks, folded);
    hits.forEach((list, signal) => {
      if (markerSignals.has(signal)) return;
      for (const hit of list) {
        const block = blockAt(blocks, hit.start);
        if (!exemption.evenWithContact && voided.has(block)) continue;
        if (inBlock === null ? hasMarkerBefore(hit, markers, folded) : inBlock.has(block)) hit.exempt |= bit;
      }
    });
  });
}

function exemptBlocks(
  markers: Hit[],
  exemption: { scope: string; least: number },
  blocks: number[],
  folded: Normalizer,
): Set<number> {
  const distinct = new Map<number, Set<string>>();
  for (const marker of markers) {
    const block = blockAt(blocks, marker.start);
    const set = distinct.get(block) ?? new Set();
    set.add(folded.slice(marker.start, marker.end));
    distinct.set(block, set);
  }
  const reach = exemption.scope === 'near' ? NEAR_BLOCKS : 0;
  const exempt = new Set<number>();
  for (const centre of distinct.keys()) {
    for (let block = Math.max(0, centre - reach); block <= Math.min(blocks.length - 1, centre + reach); block++) {
      if (exempt.has(block)) continue;
      const seen = new Set<string>();
      for (let other = block - reach; other <= block + reach; other++) {
        for (const marker of distinct.get(other) ?? []) seen.add(marker);
      }
      if (seen.size >= exemption.least) exempt.add(block);
    }
  }
  return exempt;
}

/** Scope `phrase`: a marker shortly before the hit in its sentence, or before the quotation that holds it. */
function hasMarkerBefore(hit: Hit, markers: Hit[], { codes, length }: Normalizer): boolean {
  // Markers are in order and none lies within another: only those shortly before the hit can count.
  const nearest = hit.start - MAX_QUOTATION - PHRASE_MARKER_REACH;
  let low = 0;
  let high = markers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (markers[middle]!.end < nearest) low = middle + 1;
    else high = middle;
  }
  if (low === markers.length || markers[low]!.start >= hit.start) return false;
  const furthest = Math.max(0, hit.start - MAX_SENTENCE);
  let sentence = hit.start;
  let quotes = 0;
  let opening = -1;
  while (sentence > furthest) {
    const code = codes[sentence - 1]!;
    if (code === BLOCK || (code === SENTENCE_END && quotes % 2 === 0)) break;
    sentence--;
    if (code === QUOTE) {
      quotes++;
      if (quotes === 1 && hit.start - sentence <= MAX_QUOTATION) opening = sentence;
    }
  }
  // An odd number of quotes before it, and one more after it: the hit is quoted.
  const quoted = quotes % 2 === 1 && opening !== -1 && closesAfter(codes, length, hit.end);
  const from = quoted ? opening : hit.start;
  for (let i = low; i < markers.length && markers[i]!.start < hit.start; i++) {
    const marker = markers[i]!;
    if (marker.start < sentence) continue;
    if (marker.end <= from && from - marker.end <= PHRASE_MARKER_REACH) return true;
    // A marker that is part of the phrase's own beginning: 不会要求…
    if (marker.end > hit.start) return true;
  }
  return false;
}

function closesAfter(codes: Uint16Array, length: number, at: number): boolean {
  for (let i = at; i < length && i - at <= MAX_QUOTATION; i++) {
    if (codes[i] === QUOTE) return true;
    if (codes[i] === BLOCK) return false;
  }
  return false;
}
