import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { fill } from './copy/copy.ts';
import type { SurfaceProps } from './surface.tsx';
import { trusted } from './trusted.ts';

export interface AskBoxProps extends Pick<SurfaceProps, 'copy'> {
  /** What stands in the box when it opens, for example a selection looked up from the menu. */
  query: string;
  /** That is the beginning of a longer one, which was cut on its way here. */
  isPart?: boolean;
  /** The longest question that is looked up, UTF-16 units; the rest is said to be left out. */
  maxQueryChars: number;
  /** At most `maxQueryChars`; not called while an input method is composing. */
  onQuery: (query: string) => void;
}

/** The box for a question, which is asked as it is written. */
export function AskBox({ copy, query, isPart = false, maxQueryChars, onQuery }: AskBoxProps) {
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const [draft, write] = useState(query);
  // The page's verdict stands above: the box is ready for typing without being scrolled to.
  useEffect(() => box.current?.focus({ preventScroll: true }), []);
  // The caller hands back what was asked, possibly cut: only a question from elsewhere goes into the box.
  // In the same breath as the drawing: later, the next key would already have been pressed, and be taken back.
  const asked = useRef(query);
  useLayoutEffect(() => {
    if (query !== asked.current) write(query);
    asked.current = query;
  }, [query]);
  const ask = (text: string) => {
    write(text);
    asked.current = text.slice(0, maxQueryChars);
    onQuery(asked.current);
  };
  const isCut = draft.length > maxQueryChars || (isPart && draft === query);
  return (
    <div class="ask">
      <div class="label">
        <label for={id}>{copy.popup.ask}</label>
        {draft !== '' && (
          <button
            type="button"
            class="link"
            onClick={trusted(() => {
              ask('');
              box.current?.focus();
            })}
          >
            {copy.popup.clear}
          </button>
        )}
      </div>
      <textarea
        id={id}
        ref={box}
        rows={3}
        spellcheck={false}
        autoComplete="off"
        placeholder={copy.popup.placeholder}
        value={draft}
        onInput={(event) => {
          // Half a syllable of pinyin is no question. Firefox and Chromium order the last two events differently;
          // asking twice with the same text is harmless.
          if (event.isComposing) write(event.currentTarget.value);
          else ask(event.currentTarget.value);
        }}
        onCompositionEnd={(event) => ask(event.currentTarget.value)}
      />
      {isCut && (
        <p class="hint" role="status">
          {fill(copy.popup.cut, { n: Math.min(draft.length, maxQueryChars).toLocaleString(copy.lang) })}
        </p>
      )}
    </div>
  );
}
