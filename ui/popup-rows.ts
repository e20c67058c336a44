import type { Level } from '../engine/rule.ts';
import { tellingOf } from './telling.ts';

/** A finding of this page, with the title of its rule. */
export interface PopupFinding {
  id: string;
  level: Level;
  title: string;
  evidence: { quote: string }[];
}

/** A row of the popup: words of this page, each shown once, with the tricks they belong to. */
export interface PopupRow<F extends PopupFinding = PopupFinding> {
  /** Where “去看看” leads. */
  finding: F;
  quotes: string[];
  titles: string[];
  /** The finding rests on words of other rows too: alone, these say little (大学生). */
  isRest: boolean;
}

/** Quotes of one row. */
const ROW_QUOTES = 2;

/**
 * Findings as rows. Several rules often rest on the same words: those words are said once, and what says nothing new
 * joins the row that has said it. Of one level, what rests on most words comes first: they say most. What is left over of
 * a finding whose other words are said comes last.
 */
export function rowsOf<F extends PopupFinding>(findings: readonly F[]): PopupRow<F>[] {
  const rows: PopupRow<F>[] = [];
  const rowOf = new Map<string, PopupRow<F>>();
  for (const finding of tellingFirst(findings)) {
    const own = quotesOf(finding);
    const fresh = own.filter((quote) => !said(rows, quote));
    const before = own.map((quote) => rowOf.get(quote)).find((row) => row !== undefined);
    if (fresh.length === 0 && before !== undefined) {
      if (!before.titles.includes(finding.title)) before.titles.push(finding.title);
      continue;
    }
    const row: PopupRow<F> = {
      finding,
      quotes: longest(fresh.length === 0 ? own : fresh),
      titles: [finding.title],
      isRest: fresh.length > 0 && fresh.length < own.length,
    };
    rows.push(row);
    for (const quote of own) if (!rowOf.has(quote)) rowOf.set(quote, row);
  }
  return [...rows.filter(({ isRest }) => !isRest), ...rows.filter(({ isRest }) => isRest)];
}

function quotesOf({ evidence }: PopupFinding): readonly string[] {
  return tellingOf([...new Set(evidence.map(({ quote }) => quote))]);
}

/** Levels stay in the order in which they come. */
function tellingFirst<F extends PopupFinding>(findings: readonly F[]): F[] {
  const levels = [...new Set(findings.map(({ level }) => level))];
  const size = (finding: F) => quotesOf(finding).join('').length;
  return levels.flatMap((level) => findings.filter((each) => each.level === level).sort((a, b) => size(b) - size(a)));
}

/** The longest, as many as a row has room for, in their order. */
function longest(quotes: readonly string[]): string[] {
  const kept = new Set([...quotes].sort((a, b) => b.length - a.length).slice(0, ROW_QUOTES));
  return quotes.filter((quote) => kept.has(quote));
}

/** Whether a row already says these words, also as part of more. */
function said(rows: readonly PopupRow[], quote: string): boolean {
  return rows.some(({ quotes }) => quotes.some((other) => other.includes(quote)));
}
