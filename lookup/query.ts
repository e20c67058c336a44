/** Longer texts are cut before they are looked up, UTF-16 code units. */
export const MAX_QUERY_CHARS = 10_000;

/** What is looked up of a question: at most MAX_QUERY_CHARS, never half a character. */
export function queryOf(question: string): string {
  if (question.length <= MAX_QUERY_CHARS) return question;
  const last = question.charCodeAt(MAX_QUERY_CHARS - 1);
  return question.slice(0, last >= 0xd800 && last <= 0xdbff ? MAX_QUERY_CHARS - 1 : MAX_QUERY_CHARS);
}
