import type { SourcePlace } from '../engine/matcher.ts';
import { MAX_PASSAGE_CHARS } from './segmenter.ts';
import type { Place } from './text-locator.ts';

/** With so many suspects in a window they are judged in shorter passages: the matcher stops counting a rule at forty. */
const MANY_SUSPECTS = 40;
/** So long, in characters. */
const DENSE_PASSAGE_CHARS = 1500;
/** Two hits closer than this are judged as one passage, in characters. */
const NEAR_CHARS = 200;

/** Neighbours joined, so that they are judged together; cut up where there are too many for that. */
export function neighbourhoods(suspects: readonly SourcePlace[]): SourcePlace[] {
  const most = suspects.length >= MANY_SUSPECTS ? DENSE_PASSAGE_CHARS : MAX_PASSAGE_CHARS;
  const joined: SourcePlace[] = [];
  for (const { start, end } of suspects) {
    const last = joined.at(-1);
    if (last && start - last.end < NEAR_CHARS && end - last.start < most) last.end = Math.max(last.end, end);
    else joined.push(...(end - start > DENSE_PASSAGE_CHARS ? pieces(start, end) : [{ start, end }]));
  }
  return joined;
}

/** The same of places in the page: neighbours in one text together. */
export function neighbouring(places: readonly Place[]): (SourcePlace & { node: Text })[] {
  const byNode = new Map<Text, SourcePlace[]>();
  for (const { node, start, end } of places) byNode.set(node, [...(byNode.get(node) ?? []), { start, end }]);
  return [...byNode].flatMap(([node, inside]) =>
    neighbourhoods(inside.sort((a, b) => a.start - b.start)).map((stretch) => ({ node, ...stretch })),
  );
}

function pieces(start: number, end: number): SourcePlace[] {
  const all: SourcePlace[] = [];
  for (let at = start; at < end; at += DENSE_PASSAGE_CHARS) {
    all.push({ start: at, end: Math.min(end, at + DENSE_PASSAGE_CHARS) });
  }
  return all;
}
