import { useState } from 'preact/hooks';

/** What became of something that the browser may refuse, in words for a status line; '' while there is nothing to say. */
export interface Attempts {
  outcome: string;
  /** @param done what is said where the browser allows it */
  attempt: (way: () => Promise<void>, done: string) => void;
  forget: () => void;
}

/** @param failed what is said where it does not */
export function useAttempts(failed: string): Attempts {
  const [outcome, tell] = useState('');
  const forget = () => tell('');
  const attempt = (way: () => Promise<void>, done: string) => {
    // The same words anew are read out anew.
    forget();
    way().then(
      () => tell(done),
      () => tell(failed),
    );
  };
  return { outcome, attempt, forget };
}
