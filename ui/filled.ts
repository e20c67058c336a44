import { useEffect, useState } from 'preact/hooks';

/**
 * Whether there is anything in it yet. A status speaks when its content changes, not when it appears: it comes empty and is
 * filled at once.
 *
 * @param whole it comes filled, for what is read out as it appears
 */
export function useFilled(whole = false): boolean {
  const [filled, fill] = useState(whole);
  useEffect(() => fill(true), []);
  return filled;
}
