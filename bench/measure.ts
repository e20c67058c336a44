/** What all benchmarks hand in: figures with their spread, never a bare time of a busy machine. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Measure } from './engine.ts';

export type { Measure } from './engine.ts';

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

const SAVED = fileURLToPath(new URL('../../shared/corpora/pages/', import.meta.url));

/** Real pages saved from the web, where they are there. */
export function savedPages(): { name: string; html: string }[] {
  if (!existsSync(SAVED)) return [];
  return readdirSync(SAVED)
    .filter((file) => file.endsWith('.html'))
    .sort()
    .map((file) => ({ name: file.replace(/\.html$/, ''), html: readFileSync(`${SAVED}${file}`, 'utf8') }));
}
