const SECOND_MS = 1000;

/**
 * Counts seconds down to 0, one for each that the page could be seen in: a tab in the background does not wait for
 * anybody. Answers how to stop.
 */
export function countVisible(seconds: number, isHidden: () => boolean, onLeft: (left: number) => void): () => void {
  let left = seconds;
  const tick = setInterval(() => {
    if (isHidden()) return;
    left--;
    onLeft(left);
    if (left <= 0) clearInterval(tick);
  }, SECOND_MS);
  return () => clearInterval(tick);
}
