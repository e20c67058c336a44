/** How long to wait for something, and how often to look, in milliseconds. */
export interface Patience {
  limitMs: number;
  everyMs: number;
}

/**
 * Looks until there is something to see, and answers that.
 * @throws Error when there is nothing by the end of the time; `missing` says in a clause what is not so yet.
 */
export async function until<T>(
  look: () => Promise<T | null>,
  missing: string,
  { limitMs, everyMs }: Patience,
): Promise<T> {
  const end = Date.now() + limitMs;
  for (;;) {
    const seen = await look();
    if (seen !== null) return seen;
    if (Date.now() >= end) throw new Error(`等了 ${limitMs / 1000} 秒，${missing}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
