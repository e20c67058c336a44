import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Copy } from './copy/copy.ts';
import { passFocus } from './focus.ts';
import { trusted } from './trusted.ts';

/** One meeting with a trick, as the journal keeps it. */
export interface JournalLine {
  id: string;
  /** Short name of the category. */
  category: string;
  /** Short names of the steps that were met. */
  stages: string[];
  host: string;
  /** Written for people, in their own time zone. */
  time: string;
}

interface JournalListProps {
  copy: Copy;
  /** Newest first. */
  journal: readonly JournalLine[];
  onClear: () => void;
}

/** What was met, and the button that forgets it, which asks once more. */
export function JournalList({ copy, journal, onClear }: JournalListProps) {
  const [sure, ask] = useState(false);
  const clear = useRef<HTMLButtonElement>(null);
  const keep = useRef<HTMLButtonElement>(null);
  const asked = useRef(false);
  // Question and button take each other's place: the keyboard goes along, to the answer that loses nothing.
  useLayoutEffect(() => {
    if (sure) keep.current?.focus();
    else if (asked.current) clear.current?.focus();
    asked.current = sure;
  }, [sure]);
  const words = copy.options;
  return (
    <>
      {journal.length > 0 && (
        <ul class="rows journal">
          {journal.map(({ id, category, stages, host, time }) => (
            <li key={id}>
              <span class="met">
                <b>{category}</b> <span class="time">{stages.join(' · ')}</span>
              </span>
              <span class="host">{host}</span>
              <span class="time">{time}</span>
            </li>
          ))}
        </ul>
      )}
      {sure ? (
        <p class="sure" role="alert">
          <span>{words.journalSure}</span>
          <button
            type="button"
            class="btn main"
            onClick={trusted(({ currentTarget }) => {
              passFocus(currentTarget as HTMLElement);
              onClear();
            })}
          >
            {words.journalYes}
          </button>
          <button ref={keep} type="button" class="btn" onClick={trusted(() => ask(false))}>
            {words.journalNo}
          </button>
        </p>
      ) : (
        <button ref={clear} type="button" class="btn clear" onClick={trusted(() => ask(true))}>
          {words.journalClear}
        </button>
      )}
    </>
  );
}
