import type { ComponentChildren, Ref } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { FIRST_QUOTES } from './card-matter.ts';
import { type Copy, fill } from './copy/copy.ts';
import { Told } from './told.tsx';
import { trusted } from './trusted.ts';

interface WordsProps {
  quotes: string[];
  copy: Copy;
}

/** The words on the page. */
export function Words({ quotes, copy }: WordsProps) {
  if (quotes.length === 0) return null;
  return (
    <Folded quotes={quotes} copy={copy}>
      {(shown, list) => (
        <ul ref={list} tabIndex={-1} class="words" aria-label={copy.card.words} lang={copy.ruleLang}>
          {shown.map((quote) => (
            <li key={quote}>
              <q>{quote}</q>
            </li>
          ))}
        </ul>
      )}
    </Folded>
  );
}

/** The words as the other side's messages. */
export function Chat({ quotes, copy }: WordsProps) {
  if (quotes.length === 0) return null;
  return (
    <Folded quotes={quotes} copy={copy}>
      {(shown, list) => (
        <ul ref={list} tabIndex={-1} class="chat" aria-label={copy.card.words} lang={copy.ruleLang}>
          {shown.map((quote) => (
            <li key={quote}>
              <span class="bubble">
                <q>{quote}</q>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Folded>
  );
}

/** Other scripts on the page: the card tells of one, and must not have the others forgotten. */
export function Others({ names = [], copy }: { names: string[] | undefined; copy: Copy }) {
  if (names.length === 0) return null;
  return <p class="others">{fill(copy.card.others, { names: names.join(copy.card.listed) })}</p>;
}

/** The first few, and the others behind one button; a single one takes no more room than its button. */
function Folded({
  quotes,
  copy,
  children,
}: WordsProps & { children: (shown: string[], list: Ref<HTMLUListElement>) => ComponentChildren }) {
  const [all, showAll] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  // The button goes with its press; the keyboard stays with what it has brought.
  useLayoutEffect(() => {
    if (all) list.current?.focus({ preventScroll: true });
  }, [all]);
  const shown = all || quotes.length === FIRST_QUOTES + 1 ? quotes : quotes.slice(0, FIRST_QUOTES);
  return (
    <>
      {children(shown, list)}
      {shown.length < quotes.length && (
        <button type="button" class="link more" aria-expanded={false} onClick={trusted(() => showAll(true))}>
          {fill(copy.card.more, { n: quotes.length - shown.length })}
        </button>
      )}
    </>
  );
}

/** What usually comes next and what they will say, as far as the rule knows. Never before the buttons of a danger card. */
export function Foretold({ copy, next, excuse }: { copy: Copy; next: string; excuse: string }) {
  if (next === '' && excuse === '') return null;
  return (
    <dl class="notch">
      <Told tag={copy.card.next} text={next} />
      <Told tag={copy.card.says} text={excuse} />
    </dl>
  );
}
