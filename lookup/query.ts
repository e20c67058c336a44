/** What is looked up in one go, UTF-16 code units: a longer text is read in slices of so many. */
export const MAX_QUERY_CHARS = 10_000;
/** Of two slices that follow each other, so many are in both: what a rule puts together stands nearer. */
export const SLICE_OVERLAP = 1_000;
/** A longer text is cut before it is looked up, UTF-16 code units: it is no message any more. */
export const MAX_TEXT_CHARS = 1_000_000;

/** At most `most` code units of a text, never half a character. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  const last = text.charCodeAt(most - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? most - 1 : most);
}

/** What is looked up of a question in one go. */
export function queryOf(question: string): string {
  return cutText(question, MAX_QUERY_CHARS);
}

/** A long text in slices that overlap, each with where it begins. */
export function* slicesOf(text: string): Generator<{ start: number; slice: string }> {
  for (let start = 0; ; start += MAX_QUERY_CHARS - SLICE_OVERLAP) {
    yield { start, slice: text.slice(start, start + MAX_QUERY_CHARS) };
    if (start + MAX_QUERY_CHARS >= text.length) return;
  }
}
