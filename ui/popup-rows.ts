import type { Level } from '../engine/rule.ts';
import { type InPlace, placesOf } from './places.ts';
import { tellingOf } from './telling.ts';

/** A finding of this page, with the title of its rule. */
export interface PopupFinding extends InPlace {
  id: string;
  title: string;
  evidence: { quote: string }[];
}

/** A row of the popup: a place on this page, its words, and the tricks they belong to. */
export interface PopupRow<F extends PopupFinding = PopupFinding> {
  /** Where “去看看” leads. */
  finding: F;
  quotes: string[];
  titles: string[];
  /** How many places say these words: the one that it leads to, and others that say nothing else. */
  places: number;
}

/** Quotes of one row. */
const ROW_QUOTES = 2;

/**
 * The places that are told of, as rows; what is only mentioned has none beside alarms. A place that says nothing new joins
 * the row that has said it. Of one level, the place that says most comes first.
 */
export function rowsOf<F extends PopupFinding>(findings: readonly F[]): PopupRow<F>[] {
  const alarms = findings.filter(({ level }) => level !== 'notice');
  const rows: (PopupRow<F> & { all: readonly string[] })[] = [];
  for (const { found, quotes } of tellingFirst(saidIn(alarms.length > 0 ? alarms : findings))) {
    const titles = [...new Set(found.map(({ title }) => title))];
    const before = rows.find(({ all }) => quotes.every((quote) => all.some((other) => other.includes(quote))));
    if (before === undefined) {
      rows.push({ finding: found[0]!, quotes: longest(quotes), titles, places: 1, all: quotes });
      continue;
    }
    before.places++;
    before.titles = [...new Set([...before.titles, ...titles])];
  }
  return rows.map(({ all: _, ...row }) => row);
}

/** What is said at one place, and its words: each once, and none that is part of another. */
interface SaidThere<F extends PopupFinding> {
  level: Level;
  found: F[];
  quotes: readonly string[];
}

function saidIn<F extends PopupFinding>(findings: readonly F[]): SaidThere<F>[] {
  return placesOf(findings).map((found) => ({ level: found[0]!.level, found, quotes: quotesOf(found) }));
}

function quotesOf(findings: readonly PopupFinding[]): readonly string[] {
  const all = [...new Set(findings.flatMap(({ evidence }) => evidence.map(({ quote }) => quote)))];
  return tellingOf(all.filter((quote) => !all.some((other) => other !== quote && other.includes(quote))));
}

/** Levels stay in the order in which they come. */
function tellingFirst<F extends PopupFinding>(places: readonly SaidThere<F>[]): SaidThere<F>[] {
  const levels = [...new Set(places.map(({ level }) => level))];
  const size = ({ quotes }: SaidThere<F>) => quotes.join('').length;
  return levels.flatMap((level) => places.filter((each) => each.level === level).sort((a, b) => size(b) - size(a)));
}

/** The longest, as many as a row has room for, in their order. */
function longest(quotes: readonly string[]): string[] {
  const kept = new Set([...quotes].sort((a, b) => b.length - a.length).slice(0, ROW_QUOTES));
  return quotes.filter((quote) => kept.has(quote));
}
