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
}

/** Quotes of one row. */
const ROW_QUOTES = 2;

/**
 * Findings as rows. Several rules often rest on the same words: those words are said once, and what says nothing new
 * joins the row that has said it.
 */
export function rowsOf<F extends PopupFinding>(findings: readonly F[]): PopupRow<F>[] {
  const rows: PopupRow<F>[] = [];
  const rowOf = new Map<string, PopupRow<F>>();
  for (const finding of findings) {
    const own = tellingOf([...new Set(finding.evidence.map(({ quote }) => quote))]);
    const fresh = own.filter((quote) => !said(rows, quote));
    const before = own.map((quote) => rowOf.get(quote)).find((row) => row !== undefined);
    if (fresh.length === 0 && before !== undefined) {
      if (!before.titles.includes(finding.title)) before.titles.push(finding.title);
      continue;
    }
    const row: PopupRow<F> = {
      finding,
      quotes: (fresh.length === 0 ? own : fresh).slice(0, ROW_QUOTES),
      titles: [finding.title],
    };
    rows.push(row);
    for (const quote of own) if (!rowOf.has(quote)) rowOf.set(quote, row);
  }
  return rows;
}

/** Whether a row already says these words, also as part of more. */
function said(rows: readonly PopupRow[], quote: string): boolean {
  return rows.some(({ quotes }) => quotes.some((other) => other.includes(quote)));
}
