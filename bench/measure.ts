/** What all benchmarks hand in: figures with their spread, never a bare time of a busy machine. */

export interface Measure {
  name: string;
  /** Median and half the distance between the quartiles, in multiples of the floor or as `unit` says. */
  median: number;
  spread: number;
  unit: string;
}

/** One subject of `npm run bench`. */
export interface Section {
  title: string;
  /** Texts, pages, conditions; and how the figures came about. */
  from: string;
  measures: Measure[];
}

export function quantile(values: readonly number[], at: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(at * sorted.length))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Median, and half the distance between the quartiles. */
export function summed(name: string, values: readonly number[], unit: string): Measure {
  return { name, median: median(values), spread: (quantile(values, 0.75) - quantile(values, 0.25)) / 2, unit };
}

/** A figure that was counted, or that has no spread for another reason. */
export function single(name: string, value: number, unit: string): Measure {
  return { name, median: value, spread: 0, unit };
}

/** The exponent of growth between the first cost and that of four times as much: 1 is linear. */
export function exponent(once: number, fourTimes: number): number {
  return Math.log2(fourTimes / once) / 2;
}

/** The floor of what a page pays for being read: milliseconds of a bare walk over the length of every text. */
export const BARE_WALK = `(() => {
  const start = performance.now();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let length = 0;
  while (walker.nextNode()) length += walker.currentNode.data.length;
  return performance.now() - start;
})()`;
