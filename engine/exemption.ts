import { blockAt, blocksOf } from './blocks.ts';
import type { MarkedText } from './firing.ts';
import { BLOCK, PAUSE, SENTENCE_END } from './folded-text.ts';
import type { Hit, Place } from './hit.ts';
import { lowerBound } from './lower-bound.ts';
import type { Normalizer } from './normalizer.ts';
import { beginningOf, MAX_QUOTATION } from './quotation.ts';
import type { ExemptionEntry, Ruleset } from './ruleset.ts';
import { blocksNear } from './runs.ts';
import type { SignalList } from './signal-list.ts';

/** How far from a phrase (or its opening quote) a marker may stand where its exemption does not say, in folded characters. */
export const PHRASE_MARKER_REACH = 12;
/** A hit notes the exemptions that cover it in the bits of one number. */
export const MAX_EXEMPTIONS = 31;
/** No list (押金、培训费、服装费…) is followed further back than this many folded characters. */
const MAX_LIST = 40;
/** Marks that end a clause. 、 goes on with a list and ： opens one. */
const CLAUSE_ENDS = new Set('，,；;');
/** Blocks that speak for themselves, whatever words of warning or of news stand in them. */
export interface Outspoken {
  /** With a way to contact or to pay their author: only what denies a clause is exempt there. */
  reachable: ReadonlySet<number>;
  /** In the voice of one who lures (engine/voice.ts): still exempt is what denies a clause and what a quotation holds. */
  speaking: ReadonlySet<number>;
}

/**
 * The blocks that speak for themselves.
 *
 * @param speaking stretches in the voice of one who lures (engine/voice.ts)
 */
export function outspokenIn(
  hits: readonly Hit[][],
  blocks: number[],
  speaking: readonly Place[],
  { voidedBy }: Pick<Ruleset, 'voidedBy'>,
): Outspoken {
  const contacts = voidedBy.flatMap((signal) => hits[signal]!);
  return { reachable: blocksOf(contacts, blocks), speaking: blocksOf(speaking, blocks) };
}

/** Notes on each hit which exemptions (豁免) cover it: notices, news, quotations, negations round it. */
export function markExempt(
  marked: Omit<MarkedText, 'sameWords'>,
  { reachable, speaking }: Outspoken,
  { exemptions }: Pick<Ruleset, 'exemptions'>,
  signals: SignalList,
  folded: Normalizer,
): void {
  const { text, hits, blocks } = marked;
  if (exemptions.every((exemption) => hits[exemption.signal]!.length === 0)) return;

  const markerSignals = new Set(exemptions.map((exemption) => exemption.signal));
  const isOwnWord = ownWords(hits, markerSignals, signals);
  exemptions.forEach((exemption, index) => {
    const byBlock = exemption.scope === 'block' || exemption.scope === 'near';
    const all = hits[exemption.signal]!;
    const markers = byBlock ? all.filter((marker) => !isOwnWord(marker)) : all;
    if (markers.length === 0) return;
    const bit = 1 << index;
    const covers = coverage(exemption, markers, blocks, folded, text);
    const isVoid = (block: number) =>
      (byBlock && speaking.has(block)) || (!exemption.evenWithContact && reachable.has(block));
    hits.forEach((list, signal) => {
      if (markerSignals.has(signal)) return;
      if (exemption.stages !== undefined && !exemption.stages.includes(signals.stageOf(signal))) return;
      for (const hit of list) {
        if (!isVoid(blockAt(blocks, hit.start)) && covers(hit)) hit.exempt |= bit;
      }
    });
  });
  shareAlongRuns(hits);
}

/** What covers one bubble of a talk covers what all of it says: the words of a stretch that goes through seams. */
function shareAlongRuns(hits: readonly Hit[][]): void {
  const shared = new Map<number, number>();
  const joined = hits.flatMap((list) => list.filter((hit) => hit.joined !== undefined));
  for (const hit of joined) shared.set(hit.joined!, (shared.get(hit.joined!) ?? 0) | hit.exempt);
  for (const hit of joined) hit.exempt = shared.get(hit.joined!)!;
}

/** Answers whether a marker lies inside words that ask for silence: 别报警 and 把反诈App卸了 warn of nothing. */
function ownWords(hits: readonly Hit[][], markers: ReadonlySet<number>, signals: SignalList): (marker: Hit) => boolean {
  const holders = hits
    .filter((_, signal) => !markers.has(signal) && signals.stageOf(signal) === 'silence')
    .flat()
    .sort((a, b) => a.start - b.start);
  /** The furthest end of all that begin so far. */
  let furthest = 0;
  const ends = holders.map(({ end }) => (furthest = Math.max(furthest, end)));
  return ({ start, end }) => {
    const begun = lowerBound(holders.length, (index) => holders[index]!.start > start);
    return begun > 0 && ends[begun - 1]! >= end;
  };
}

function coverage(
  exemption: ExemptionEntry,
  markers: Hit[],
  blocks: number[],
  folded: Normalizer,
  text: string,
): (hit: Hit) => boolean {
  const { scope, reach } = exemption;
  if (scope === 'phrase') return (hit) => hasMarkerBefore(hit, markers, folded, reach);
  if (scope === 'clause') return (hit) => isGoverned(hit, markers, exemption, folded, text);
  if (scope === 'after') return (hit) => hasMarkerAfter(hit, markers, folded, reach);
  const exempt = exemptBlocks(markers, exemption, blocks, folded);
  return (hit) => exempt.has(blockAt(blocks, hit.start));
}

function exemptBlocks(
  markers: Hit[],
  exemption: Pick<ExemptionEntry, 'scope' | 'least'>,
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
  const known = new Map<number, { first: number; last: number }>();
  const around = (block: number) => {
    if (exemption.scope !== 'near') return { first: block, last: block };
    const near = known.get(block) ?? blocksNear(block, blocks, folded);
    known.set(block, near);
    return near;
  };
  const exempt = new Set<number>();
  for (const centre of distinct.keys()) {
    for (let { first: block, last } = around(centre); block <= last; block++) {
      if (exempt.has(block)) continue;
      const seen = new Set<string>();
      for (let { first: other, last: furthest } = around(block); other <= furthest; other++) {
        for (const marker of distinct.get(other) ?? []) seen.add(marker);
      }
      if (seen.size >= exemption.least) exempt.add(block);
    }
  }
  return exempt;
}

/** Scope `phrase`: a marker shortly before the hit in its sentence, or before the quotation that holds it. */
function hasMarkerBefore(hit: Hit, markers: Hit[], folded: Normalizer, reach: number): boolean {
  const low = firstEndingFrom(markers, hit.start - MAX_QUOTATION - reach);
  if (low === markers.length || markers[low]!.start >= hit.start) return false;
  const { sentence, from } = beginningOf(hit, folded);
  for (let i = low; i < markers.length && markers[i]!.start < hit.start; i++) {
    const marker = markers[i]!;
    if (marker.start < sentence) continue;
    if (marker.end <= from && from - marker.end <= reach) return true;
    // A marker that is part of the phrase's own beginning: 不会要求…
    if (marker.end > hit.start) return true;
  }
  return false;
}

/**
 * Scope `clause`: a marker before the hit in the same clause. In 不收押金、培训费 the list carries it on; in 不收押金，先垫付
 * the comma ends it. What the folding has made one mark, the source still tells apart. With `through`, only those characters
 * may stand between: 不收押金先垫付 denies the deposit and asks for the rest.
 */
function isGoverned(
  hit: Hit,
  markers: Hit[],
  { reach, through }: ExemptionEntry,
  folded: Normalizer,
  text: string,
): boolean {
  const { codes } = folded;
  const low = firstEndingFrom(markers, hit.start - MAX_QUOTATION - MAX_LIST);
  if (low === markers.length || markers[low]!.start >= hit.start) return false;
  const { from } = beginningOf(hit, folded);
  for (let i = low; i < markers.length && markers[i]!.start < hit.start; i++) {
    const marker = markers[i]!;
    // A marker that is part of the phrase's own beginning: 不需要缴纳…
    if (marker.end > hit.start) return true;
    if (marker.end > from || from - marker.end > MAX_LIST) continue;
    // The reach counts up to the list's first joint, what may stand between from its last.
    let at = marker.end;
    let first = -1;
    let last = marker.end;
    for (; at < from; at++) {
      const code = codes[at]!;
      if (code === BLOCK || code === SENTENCE_END) break;
      if (code !== PAUSE) continue;
      if (CLAUSE_ENDS.has(text[folded.sourceStart(at)]!)) break;
      if (first === -1) first = at;
      last = at + 1;
    }
    if (at < from || (first === -1 ? at : first) - marker.end > reach) continue;
    if (through === undefined || isOnlyOf(through, codes, last, from)) return true;
  }
  return false;
}

function isOnlyOf(characters: string, codes: Uint16Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (!characters.includes(String.fromCharCode(codes[at]!))) return false;
  return true;
}

/** Scope `after`: a marker that follows the hit in its sentence with nothing but the reach between. */
function hasMarkerAfter(hit: Hit, markers: Hit[], { codes }: Normalizer, reach: number): boolean {
  for (let i = firstEndingFrom(markers, hit.end); i < markers.length && markers[i]!.start - hit.end <= reach; i++) {
    let at = hit.end;
    while (at < markers[i]!.start && codes[at] !== PAUSE && codes[at] !== SENTENCE_END && codes[at] !== BLOCK) at++;
    if (at >= markers[i]!.start) return true;
  }
  return false;
}

/** Markers are in order and none lies within another: the first that ends at `offset` or later. */
function firstEndingFrom(markers: Hit[], offset: number): number {
  return lowerBound(markers.length, (index) => markers[index]!.end >= offset);
}
