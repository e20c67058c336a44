import { type Evidence, type Level, rankOf } from '../engine/rule.ts';

/** A stretch of the question that matched. Offsets are UTF-16 code units of `query`, `end` exclusive. */
export interface LookupMark {
  start: number;
  end: number;
  level: Exclude<Level, 'none'>;
}

/** Where words of the folded text stand in the query. */
export function placesOf(words: readonly string[], folded: string, query: string): Pick<Evidence, 'start' | 'end'>[] {
  const text = findable(folded, query);
  return words.flatMap((word) => {
    const start = text.indexOf(word);
    return start === -1 ? [] : [{ start, end: start + word.length }];
  });
}

/** A word of the folded text as the query writes it; as it is folded, where that cannot be told. */
export function asTyped(word: string, folded: string, query: string): string {
  const start = findable(folded, query).indexOf(word);
  return start === -1 ? word : query.slice(start, start + word.length);
}

/** Where folding left characters out, only what is written as it is folded can be found. */
function findable(folded: string, query: string): string {
  return folded.length === query.length ? folded : query;
}

/** Overlapping evidence becomes one mark of the higher level. */
export function marksOf(places: (Pick<Evidence, 'start' | 'end'> & { level: Level })[]): LookupMark[] {
  const marks: LookupMark[] = [];
  for (const { start, end, level } of [...places].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (level === 'none') continue;
    const last = marks.at(-1);
    if (last && start < last.end) {
      last.end = Math.max(last.end, end);
      if (rankOf(level) > rankOf(last.level)) last.level = level;
    } else {
      marks.push({ start, end, level });
    }
  }
  return marks;
}
