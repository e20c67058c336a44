import { render } from 'preact';
import { browser } from '../../platform/browser.ts';
import { send } from '../../platform/messages.ts';
import type { HelpPage, WarningRequest } from '../../platform/protocol.ts';
import { Settings } from '../../platform/settings.ts';
import { adoptStyles } from '../../ui/adopt-styles.ts';
import { copyOf } from '../../ui/copy/copies.ts';
import { familyStyles, standInStyles, transferredStyles } from '../../ui/surface-styles.ts';
import type { Dress } from './dress.ts';
import { FamilyPage } from './family-page.tsx';
import { TransferredPage, transferMatter } from './transferred-page.tsx';
import { WarningPage } from './warning-page.tsx';

/** Pages of ours about a tab: `help.html?page=family|transferred|warning&tab=…`. */
const parameters = new URLSearchParams(location.search);
const tabId = Number(parameters.get('tab') ?? Number.NaN);
const wanted = parameters.get('page');
const settings = new Settings();
const tab = Number.isInteger(tabId) ? await browser.tabs.get(tabId).catch(() => null) : null;
/** When the person came here: it does not move on while they write. */
const opened = Date.now();

/** What was seen is looked up once: the tab may go on while this page is read. */
const first = await ask();
const page = wanted === 'family' || (wanted === 'warning' && first) ? wanted : 'transferred';
adoptStyles(document, ...{ family: familyStyles, warning: standInStyles, transferred: transferredStyles }[page]);
await draw(first);
// Language or size was changed elsewhere: the same matter in other words; what was written here stays.
settings.watch(async () => draw((await ask()) ?? first));

async function ask(): Promise<WarningRequest | null> {
  return Number.isInteger(tabId) ? ((await send('tab/request', { tabId })) ?? null) : null;
}

async function draw(request: WarningRequest | null): Promise<void> {
  const dress = await dressed();
  const { copy } = dress;
  document.documentElement.lang = copy.lang;
  document.title = page === 'warning' ? copy.product : copy[page].title;
  render(await contents(dress, request), document.body);
}

async function contents(dress: Dress, request: WarningRequest | null) {
  if (page === 'family') return <FamilyPage dress={dress} about={request} kin={await settings.kin()} />;
  if (page === 'warning' && request) return <WarningPage {...{ dress, tabId, request }} onOpen={open} />;
  return <TransferredPage {...(await transferMatter(dress, request, tab, opened))} />;
}

async function dressed(): Promise<Dress> {
  const language = await settings.language();
  const copy = copyOf(language);
  const { size } = await settings.looks();
  const time = new Intl.DateTimeFormat(copy.lang, { dateStyle: 'long', timeStyle: 'short' }).format(opened);
  return { language, copy, size, time };
}

function open(next: HelpPage): void {
  location.search = new URLSearchParams({ page: next, tab: String(tabId) }).toString();
}
