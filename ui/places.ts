import type { OfParagraph } from '../engine/paragraphs.ts';

/** Something said of a paragraph of the page. */
export interface InPlace extends OfParagraph {
  frameId: number;
}

/** Findings by their place, in the order of the first of each: what the popup lists, and the steps of 看原文. */
export function placesOf<F extends InPlace>(findings: readonly F[]): F[][] {
  const places = new Map<string, F[]>();
  for (const finding of findings) {
    const name = `${finding.frameId} ${finding.paragraph}`;
    const place = places.get(name);
    if (place === undefined) places.set(name, [finding]);
    else place.push(finding);
  }
  return [...places.values()];
}
