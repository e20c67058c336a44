import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Hotline } from '../advice/guidance.ts';
import type { ParagraphCount } from '../engine/paragraphs.ts';
import type { Level } from '../engine/rule.ts';
import type { LookupAnswer } from '../lookup/answer.ts';
import { AnswerView, answerSentence } from './answer-view.tsx';
import { fill } from './copy/copy.ts';
import { SettingsIcon } from './icons.tsx';
import { LetIn } from './let-in.tsx';
import { Mark } from './mark.tsx';
import { type PopupFinding, rowsOf } from './popup-rows.ts';
import { Sign } from './sign.tsx';
import { Surface, type SurfaceProps } from './surface.tsx';
import { trusted } from './trusted.ts';

/** This page's part of the popup. */
export type PopupPage<F extends PopupFinding = PopupFinding> =
  | { state: 'scanning' | 'forbidden' | 'withheld' | 'off' | 'error' }
  | ({ state: 'ready'; level: Level; findings: F[] } & /** Also of findings not listed. */ ParagraphCount);

export interface PopupViewProps<F extends PopupFinding = PopupFinding> extends SurfaceProps {
  /** Null where the question is about no page. */
  page: PopupPage<F> | null;
  /** Host of the tab, '' where there is none: then there is nothing to switch. */
  host: string;
  /** The switch was pressed in vain: storage did not take it. */
  unstored?: boolean;
  /** What stands in the box when it opens, for example a selection looked up from the menu. */
  query: string;
  /** That is the beginning of a longer one, which was cut on its way here. */
  isPart?: boolean;
  /** The longest question that is looked up, UTF-16 units; the rest is said to be left out. */
  maxQueryChars: number;
  /** Null while nothing was asked. */
  answer: LookupAnswer | null;
  /** What a question asked now waits for: for the rules to be there, or for all of a long text to be read. */
  waiting?: 'rules' | 'reading' | null;
  /** Those asked about, or else of what the answer says to do; most useful first. */
  hotlines: Hotline[];
  /** At most `maxQueryChars`; not called while an input method is composing. */
  onQuery: (query: string) => void;
  onReveal: (finding: F) => void;
  onSwitch: (on: boolean) => void;
  onSimilar: (rule: string) => void;
  onOptions: () => void;
  onTransferred?: () => void;
  /** There where the browser keeps pages from us. */
  onLetIn?: (() => void) | undefined;
}

/** Rows listed under the page's verdict. */
const LISTED_ROWS = 5;
/** Tricks named in one row. */
const ROW_TITLES = 2;

/** The toolbar popup: this page first, then the question box. */
export function PopupView<F extends PopupFinding>(props: PopupViewProps<F>) {
  const { copy, answer, hotlines, onSimilar, onOptions, onTransferred, onLetIn } = props;
  const sayings = { rules: copy.popup.looking, reading: copy.popup.reading };
  const looking = props.waiting && props.query.trim() !== '' ? sayings[props.waiting] : null;
  return (
    <Surface copy={copy} size={props.size ?? 'normal'}>
      <main class="popup">
        <header class="bar">
          <Mark />
          <h1>{copy.popup.title}</h1>
          {/* Up here nothing that comes later moves it, or pushes it out of sight. */}
          <div>
            {onTransferred && (
              <button type="button" class="link" onClick={trusted(onTransferred)}>
                {copy.popup.transferred}
              </button>
            )}
            <button type="button" class="link" onClick={trusted(onOptions)}>
              <SettingsIcon />
              {copy.popup.settings}
            </button>
          </div>
        </header>
        {props.page && <PagePart {...props} page={props.page} />}
        {onLetIn && <LetIn copy={copy} onLetIn={onLetIn} />}
        <Ask {...props} />
        {/* Only the answer's first line is announced as it comes; the box keeps the focus. */}
        <p class="quiet" role="status">
          {answer ? answerSentence(copy, answer, hotlines) : looking}
        </p>
        {looking !== null && (
          <div class="answer">
            <p class="hint">{looking}</p>
          </div>
        )}
        {answer && <AnswerView copy={copy} answer={answer} hotlines={hotlines} onSimilar={onSimilar} />}
        <footer class="foot">
          <span>{copy.popup.local}</span>
        </footer>
      </main>
    </Surface>
  );
}

function PagePart<F extends PopupFinding>({
  copy,
  page,
  host,
  unstored,
  onReveal,
  onSwitch,
}: PopupViewProps<F> & { page: PopupPage<F> }) {
  const words = copy.popup.page;
  const level = page.state === 'ready' ? page.level : 'none';
  const rows = page.state === 'ready' && level !== 'none' ? rowsOf(page.findings) : [];
  const mentions = page.state === 'ready' && level !== 'notice' ? page.mentions : 0;
  const places = page.state === 'ready' ? page.total - mentions : 0;
  const listed = rows.slice(0, LISTED_ROWS);
  const unlisted = places - listed.reduce((sum, row) => sum + row.places, 0);
  return (
    <section class="site" data-level={level} data-state={page.state} aria-label={copy.popup.evidence}>
      <div class="verdict">
        <Sign level={level} px={28} />
        <div role="status">
          <p>
            {level !== 'none' && <b>{copy.levels[level]}</b>}
            {pageSentence(words, page, places)}
          </p>
          {mentions > 0 && <p class="hint">{fill(words.mentioned, { n: mentions })}</p>}
          {pageHint(words, page) !== null && <p class="hint">{pageHint(words, page)}</p>}
        </div>
      </div>
      {rows.length > 0 && (
        <ul class="found" lang={copy.ruleLang}>
          {listed.map(({ finding, quotes, titles }) => (
            <li key={`${finding.frameId} ${finding.id}`}>
              <button type="button" onClick={trusted(() => onReveal(finding))}>
                <span class="name">
                  {quotes.map((quote) => (
                    <q key={quote}>{quote}</q>
                  ))}
                  <span class="of">{titles.slice(0, ROW_TITLES).join(' · ')}</span>
                </span>
                <span class="go" lang={copy.lang}>
                  {copy.popup.goSee}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {unlisted > 0 && <p class="hint">{fill(copy.popup.more, { n: unlisted })}</p>}
      {/* Nearly every page has a switch: its place is kept, so that the box below does not jump. */}
      {host === '' && page.state === 'scanning' && <div class="switch" />}
      {host !== '' && page.state !== 'forbidden' && page.state !== 'withheld' && (
        <label class="switch">
          <span>{fill(copy.popup.switchOn, { host })}</span>
          <input
            type="checkbox"
            role="switch"
            checked={page.state !== 'off'}
            aria-checked={page.state !== 'off'}
            onChange={(event) => {
              const on = event.currentTarget.checked;
              if (event.isTrusted) onSwitch(on);
            }}
          />
        </label>
      )}
      {unstored && (
        <p class="hint" role="status">
          {copy.popup.switchUnstored}
        </p>
      )}
    </section>
  );
}

type PageWords = SurfaceProps['copy']['popup']['page'];

function pageSentence(words: PageWords, page: PopupPage, places: number): string {
  if (page.state !== 'ready') return words[page.state];
  if (page.level === 'none') return words.none;
  return fill(page.level === 'notice' ? words.noticed : words.found, { n: places });
}

function pageHint(words: PageWords, page: PopupPage): string | null {
  switch (page.state) {
    case 'ready':
      return page.level === 'none' ? words.noneHint : null;
    case 'scanning':
      // Keeps the line that most results have.
      return '\u00a0';
    case 'withheld':
      return null;
    default:
      return words[`${page.state}Hint`];
  }
}

function Ask({
  copy,
  query,
  isPart = false,
  maxQueryChars,
  onQuery,
}: Pick<PopupViewProps, 'copy' | 'query' | 'isPart' | 'maxQueryChars' | 'onQuery'>) {
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
