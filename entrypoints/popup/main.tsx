import { render } from 'preact';
import { hotlinesOf } from '../../engine/catalog.ts';
import type { LookupAnswer } from '../../lookup/answer.ts';
import { MAX_QUERY_CHARS, MAX_TEXT_CHARS } from '../../lookup/query.ts';
import { browser } from '../../platform/browser.ts';
import { askForEveryPage, mayReadEveryPage, watchAccess } from '../../platform/host-access.ts';
import { listen, send } from '../../platform/messages.ts';
import { QuestionStore } from '../../platform/question-store.ts';
import { Settings } from '../../platform/settings.ts';
import { adoptStyles } from '../../ui/adopt-styles.ts';
import { copyOf } from '../../ui/copy/copies.ts';
import type { PopupPage } from '../../ui/page-verdict.tsx';
import { PopupView } from '../../ui/popup-view.tsx';
import { popupStyles } from '../../ui/surface-styles.ts';
import { pageOf, type TitledFinding } from './page-of.ts';

/**
 * The toolbar popup, and the same page in a tab for the menu and the address bar (`?ask=…&tab=…`,
 * platform/question-store.ts).
 */
const parameters = new URLSearchParams(location.search);
const settings = new Settings();
/** Longest wait of the first frame for the page's verdict, in milliseconds; a worker that is asleep needs longer. */
const FIRST_FRAME_MS = 150;

/** Null until it is there; the box takes questions before that. */
let answering: typeof import('./answering.ts') | null = null;
let unanswerable = false;
let language = await settings.language();
let copy = copyOf(language);
let { size } = await settings.looks();

/** Null where there is no tab to speak of. */
let page: PopupPage<TitledFinding> | null = { state: 'scanning' };
let host = '';
/** What was asked elsewhere; without a nonce, nothing. */
const received = await new QuestionStore().read(parameters.get('ask') ?? '');
let query = received.question;
let answer: LookupAnswer | null = null;
/** Questions so far: of a long text, the answer comes later, and may come too late. */
let asked = 0;
/** The browser lets us read every page. */
let open = true;
/** The switch was pressed, and storage did not take it. */
let unstored = false;

adoptStyles(document, ...popupStyles);
const tabId = await aboutTab();
listen({
  'tab/changed': (tab) => {
    if (tab.tabId === tabId) void refresh();
  },
});
settings.watch(() => void dress());
watchAccess(() => void refresh());
// What is known of the page comes with the first frame: later, its list would push away what a finger is about to press.
await Promise.race([refresh(), new Promise((resolve) => setTimeout(resolve, FIRST_FRAME_MS))]);
draw();
// After the first frame, whose box can be typed into meanwhile.
requestAnimationFrame(() => setTimeout(load));

async function load(): Promise<void> {
  try {
    answering = await import('./answering.ts');
  } catch {
    unanswerable = true;
    return draw();
  }
  ask(query);
  requestIdleCallback(answering.warmUp);
}

/** The tab the popup speaks of: the one named in the address, else the one in front. */
async function aboutTab(): Promise<number | null> {
  const named = Number(parameters.get('tab'));
  if (parameters.has('tab')) return Number.isInteger(named) ? named : null;
  if (parameters.has('ask')) return null;
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id ?? null;
}

async function refresh(): Promise<void> {
  try {
    open = await mayReadEveryPage();
    const verdict = tabId === null ? null : await send('tab/verdict', { tabId });
    page = verdict === undefined ? { state: 'forbidden' } : verdict && pageOf(verdict);
    if (!open && page?.state === 'forbidden') page = { state: 'withheld' };
    host = verdict?.host ?? '';
  } catch {
    page = { state: 'error' };
  }
  draw();
}

function ask(text: string): void {
  query = text;
  answer = null;
  const isLong = text.length > MAX_QUERY_CHARS;
  if (text.trim() !== '' && answering !== null) {
    if (isLong) void askAtLength(answering, text, ++asked);
    else answer = answering.answerTo(text, language);
  }
  if (!isLong) asked++;
  draw();
}

/** `turn`: another question takes its place. */
async function askAtLength({ answerToLong }: NonNullable<typeof answering>, text: string, turn: number): Promise<void> {
  const found = await answerToLong(text, language, () => turn === asked);
  if (turn !== asked) return;
  answer = found;
  draw();
}

/** Language or size was changed elsewhere. */
async function dress(): Promise<void> {
  language = await settings.language();
  copy = copyOf(language);
  size = (await settings.looks()).size;
  await refresh();
  ask(query);
}

function waiting(): 'rules' | 'reading' | null {
  if (answering === null) return unanswerable ? null : 'rules';
  return answer === null && query.trim() !== '' ? 'reading' : null;
}

function draw(): void {
  document.documentElement.lang = copy.lang;
  document.title = copy.popup.title;
  const numbers = answering?.catalogIn(language).hotlines ?? {};
  const told = answer?.official ?? (answer?.urgent ?? answer?.guidance)?.hotlines ?? [];
  const hotlines = hotlinesOf(told, numbers);
  const isPart = received.isPart && query === received.question;
  render(
    <PopupView
      copy={copy}
      size={size}
      page={unanswerable ? { state: 'error' } : page}
      host={host}
      unstored={unstored}
      query={query}
      isPart={isPart}
      maxQueryChars={MAX_TEXT_CHARS}
      answer={isPart && answer ? { ...answer, isPart } : answer}
      waiting={waiting()}
      hotlines={hotlines}
      onQuery={ask}
      onReveal={({ frameId, id }) => {
        if (tabId !== null) void send('tab/reveal', { tabId, frameId, id });
      }}
      onSwitch={async (on) => {
        if (tabId === null) return;
        unstored = (await send('site/switch', { tabId, host, on })) === false;
        await refresh();
      }}
      onSimilar={(rule) => ask(answering?.nameOf(rule) ?? rule)}
      onTransferred={() => {
        const about = new URLSearchParams({ page: 'transferred', ...(tabId === null ? {} : { tab: String(tabId) }) });
        void browser.tabs.create({ url: browser.runtime.getURL(`help.html?${about}`) });
      }}
      onLetIn={open ? undefined : askForEveryPage}
      onOptions={() => void browser.runtime.openOptionsPage()}
    />,
    document.body,
  );
}
