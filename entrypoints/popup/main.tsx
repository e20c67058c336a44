import catalog from 'virtual:catalog';
import ruleset from 'virtual:ruleset';
import catalogIn from 'virtual:spoken-catalog';
import { render } from 'preact';
import { Matcher } from '../../engine/matcher.ts';
import { Lookup } from '../../lookup/lookup.ts';
import { browser } from '../../platform/browser.ts';
import { listen, send } from '../../platform/messages.ts';
import type { TabVerdict } from '../../platform/protocol.ts';
import { Settings } from '../../platform/settings.ts';
import { adoptStyles } from '../../ui/adopt-styles.ts';
import { copyOf } from '../../ui/copy/copies.ts';
import type { LookupAnswer } from '../../ui/lookup-answer.ts';
import { type PopupPage, PopupView } from '../../ui/popup-view.tsx';
import { popupStyles } from '../../ui/surface-styles.ts';

/** The toolbar popup, and the same page in a tab for the menu and the address bar (`?q=…&tab=…`). */
const parameters = new URLSearchParams(location.search);
const settings = new Settings();
const lookup = new Lookup(new Matcher(ruleset), ruleset, catalog);
/** Looked up in the words of the rules, answered in the person's language. */
let spoken = catalogIn(await settings.language());
let copy = copyOf(await settings.language());
let { size } = await settings.looks();

type Finding = TabVerdict['findings'][number] & { title: string };
let page: PopupPage<Finding> = { state: 'scanning' };
let host = '';
let query = parameters.get('q') ?? '';
let answer: LookupAnswer | null = query === '' ? null : say(lookup.ask(query));

adoptStyles(document, ...popupStyles);
const tabId = await aboutTab();
draw();
void refresh();
listen({
  'tab/changed': (tab) => {
    if (tab.tabId === tabId) void refresh();
  },
});
settings.watch(() => void dress());
// After the first paint, before the first key.
requestIdleCallback(() => lookup.warmUp());

/** The tab the popup speaks of: the one named in the address, else the one in front. */
async function aboutTab(): Promise<number | null> {
  const named = Number(parameters.get('tab'));
  if (parameters.has('tab')) return Number.isInteger(named) ? named : null;
  if (parameters.has('q')) return null;
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id ?? null;
}

async function refresh(): Promise<void> {
  try {
    const verdict = tabId === null ? undefined : await send('tab/verdict', { tabId });
    page = verdict === undefined ? { state: 'forbidden' } : pageOf(verdict);
    host = verdict?.host ?? '';
  } catch {
    page = { state: 'error' };
  }
  draw();
}

function pageOf({ state, settled, level, findings, total }: TabVerdict): PopupPage<Finding> {
  if (state !== 'on') return { state };
  if (!settled && level === 'none') return { state: 'scanning' };
  const titled = findings.map((finding) => ({ ...finding, title: spoken.rules[finding.rule]?.title ?? finding.rule }));
  return { state: 'ready', level, findings: titled, total };
}

function ask(text: string): void {
  query = text;
  answer = text.trim() === '' ? null : say(lookup.ask(text));
  draw();
}

/** Language or size was changed elsewhere. */
async function dress(): Promise<void> {
  const language = await settings.language();
  spoken = catalogIn(language);
  copy = copyOf(language);
  size = (await settings.looks()).size;
  await refresh();
  ask(query);
}

/** The answer in the words of the spoken catalog, which has the same ids. */
function say(found: ReturnType<Lookup['ask']>): LookupAnswer {
  const id = Object.keys(catalog.rules).find((rule) => catalog.rules[rule] === found.rule);
  const rule = id === undefined ? undefined : spoken.rules[id];
  const category = rule && spoken.categories[rule.category];
  const guidance = found.guidance && rule && spoken.guidance[rule.guidance];
  return {
    kind: found.kind,
    query: found.query,
    marks: found.marks,
    ...(rule && { rule }),
    ...(category && { category }),
    ...(guidance && { guidance }),
    similar: found.similar.map(({ rule: other }) => {
      const { title, category: slug } = spoken.rules[other]!;
      return { rule: other, title, category: spoken.categories[slug]?.name ?? slug };
    }),
  };
}

function draw(): void {
  document.documentElement.lang = copy.lang;
  document.title = copy.popup.title;
  const hotlines = (answer?.guidance?.hotlines ?? []).flatMap((number) => {
    const hotline = spoken.hotlines[number];
    return hotline ? [{ number, ...hotline }] : [];
  });
  render(
    <PopupView
      copy={copy}
      size={size}
      page={page}
      host={host}
      query={query}
      answer={answer}
      hotlines={hotlines}
      onQuery={ask}
      onReveal={({ frameId, id }) => {
        if (tabId !== null) void send('tab/reveal', { tabId, frameId, id });
      }}
      onSwitch={async (on) => {
        if (tabId === null) return;
        await send('site/switch', { tabId, host, on });
        await refresh();
      }}
      onSimilar={(rule) => ask(catalog.rules[rule]?.title ?? rule)}
      onTransferred={() => {
        const about = new URLSearchParams({ page: 'transferred', ...(tabId === null ? {} : { tab: String(tabId) }) });
        void browser.tabs.create({ url: browser.runtime.getURL(`help.html?${about}`) });
      }}
      onOptions={() => void browser.runtime.openOptionsPage()}
    />,
    document.body,
  );
}
