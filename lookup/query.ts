/** Longer texts are cut before they are looked up, UTF-16 code units. */
export const MAX_QUERY_CHARS = 10_000;
