/** Fewer letters, figures and Chinese characters than this mean nothing to who reads them: “到您”, “您的”. */
const LEAST_TELLING = 3;

/** Of quotes, those that say something by themselves; all, where none does. */
export function tellingOf(quotes: readonly string[]): readonly string[] {
  const telling = quotes.filter((quote) => (quote.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= LEAST_TELLING);
  return telling.length > 0 ? telling : quotes;
}
