import type { LookupMark } from '../lookup/marks.ts';

/** A run of text on the answer; `gap` stands for text left out. */
export type ExcerptPart = { text: string; level?: LookupMark['level'] } | { gap: true };

/** Texts up to this many UTF-16 units are shown whole. */
const WHOLE_CHARS = 180;
/** Kept on each side of a mark in a longer text, UTF-16 units. */
const AROUND_CHARS = 24;
/** More marks than this are not shown; the reader has understood by then. */
const MOST_MARKS = 8;

/** The question with its marks, cut down to their surroundings when it is long. Never cuts a character in two. */
export function excerpt(query: string, marks: readonly LookupMark[]): ExcerptPart[] {
  const shown = marks.slice(0, MOST_MARKS);
  const whole = query.length <= WHOLE_CHARS && shown.length === marks.length;
  const parts: ExcerptPart[] = [];
  const say = (start: number, end: number) => {
    if (end > start) parts.push({ text: query.slice(start, end) });
  };
  let at = 0;
  for (const { start, end, level } of shown) {
    if (whole || start - at <= AROUND_CHARS * 2) say(at, start);
    else {
      // The tail of the last surroundings, then the gap, then the head of these.
      if (at > 0) say(at, wholeCharacter(query, at + AROUND_CHARS));
      parts.push({ gap: true });
      say(wholeCharacter(query, start - AROUND_CHARS), start);
    }
    parts.push({ text: query.slice(start, end), level });
    at = end;
  }
  const stop = whole
    ? query.length
    : wholeCharacter(query, Math.min(query.length, at + (shown.length ? AROUND_CHARS : WHOLE_CHARS)));
  say(at, stop);
  if (stop < query.length) parts.push({ gap: true });
  return parts;
}

/** The offset itself, or one less where it would split a surrogate pair. */
function wholeCharacter(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  return code >= 0xdc00 && code <= 0xdfff ? offset - 1 : offset;
}
