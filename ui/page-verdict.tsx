import type { ParagraphCount } from '../engine/paragraphs.ts';
import type { Level } from '../engine/rule.ts';
import { fill } from './copy/copy.ts';
import { type PopupFinding, type PopupRow, rowsOf } from './popup-rows.ts';
import { Sign } from './sign.tsx';
import type { SurfaceProps } from './surface.tsx';
import { trusted } from './trusted.ts';

/** This page's part of the popup. */
export type PopupPage<F extends PopupFinding = PopupFinding> =
  | { state: 'scanning' | 'forbidden' | 'withheld' | 'off' | 'error' }
  | ({ state: 'ready'; level: Level; findings: F[] } & /** Also of findings not listed. */ ParagraphCount);

export interface PageVerdictProps<F extends PopupFinding> extends Pick<SurfaceProps, 'copy'> {
  page: PopupPage<F>;
  /** Host of the tab, '' where there is none: then there is nothing to switch. */
  host: string;
  /** The switch was pressed in vain: storage did not take it. */
  unstored?: boolean;
  onReveal: (finding: F) => void;
  onSwitch: (on: boolean) => void;
}

/** Rows listed under the page's verdict. */
const LISTED_ROWS = 5;
/** Tricks named in one row. */
const ROW_TITLES = 2;

/** What was found on this page, and the switch of its site. */
export function PageVerdict<F extends PopupFinding>(props: PageVerdictProps<F>) {
  const { copy, page, unstored, onReveal } = props;
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
      {listed.length > 0 && <Found copy={copy} rows={listed} onReveal={onReveal} />}
      {unlisted > 0 && <p class="hint">{fill(copy.popup.more, { n: unlisted })}</p>}
      <SiteSwitch {...props} />
      {unstored && (
        <p class="hint" role="status">
          {copy.popup.switchUnstored}
        </p>
      )}
    </section>
  );
}

function Found<F extends PopupFinding>({
  copy,
  rows,
  onReveal,
}: Pick<PageVerdictProps<F>, 'copy' | 'onReveal'> & { rows: readonly PopupRow<F>[] }) {
  return (
    <ul class="found" lang={copy.ruleLang}>
      {rows.map(({ finding, quotes, titles }) => (
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
  );
}

function SiteSwitch({
  copy,
  page,
  host,
  onSwitch,
}: Pick<PageVerdictProps<PopupFinding>, 'copy' | 'host' | 'page' | 'onSwitch'>) {
  // Nearly every page has a switch: its place is kept, so that the box below does not jump.
  if (host === '') return page.state === 'scanning' ? <div class="switch" /> : null;
  if (page.state === 'forbidden' || page.state === 'withheld') return null;
  return (
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
