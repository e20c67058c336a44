import { cutText } from '../../lookup/query.ts';
import { browser } from '../../platform/browser.ts';
import type { HelpPage } from '../../platform/protocol.ts';
import { QuestionStore } from '../../platform/question-store.ts';

/** The other ways to ask: the selection's menu and the address bar. Both open the popup's page in a tab. */

const MENU_ID = 'lookup';
/** Longest question that waits in the session memory, UTF-16 code units: twenty of them stay well under its ten megabytes. */
const MAX_KEPT_CHARS = 100_000;

/** Opens the question box in a tab, about the tab `about` where there is one. The question itself is in no address. */
export async function openLookup(question: string, about?: number, here?: boolean): Promise<void> {
  const kept = cutText(question, MAX_KEPT_CHARS);
  const nonce = await new QuestionStore().keep({ question: kept, isPart: kept.length < question.length });
  const parameters = new URLSearchParams({ ask: nonce });
  if (about !== undefined) parameters.set('tab', String(about));
  const url = browser.runtime.getURL(`popup.html?${parameters}`);
  await (here ? browser.tabs.update({ url }) : browser.tabs.create({ url }));
}

/** Opens one of our pages about a tab, beside it. */
export async function openHelp(page: HelpPage, about: number): Promise<void> {
  const { index, windowId, incognito } = await browser.tabs.get(about);
  const url = browser.runtime.getURL(`help.html?${new URLSearchParams({ page, tab: String(about) })}`);
  // Our pages do not open in a private window.
  await browser.tabs.create(
    incognito || windowId === undefined ? { url } : { url, windowId, index: index + 1, openerTabId: about },
  );
}

/** What menu and address bar say. */
export interface QuestionWords {
  menuLookup: string;
  omniboxHint: string;
}

/** Says it in the language of the moment; the browser keeps both over our naps. */
export async function labelQuestions({ menuLookup, omniboxHint }: QuestionWords): Promise<void> {
  browser.omnibox.setDefaultSuggestion({ description: omniboxHint });
  await browser.contextMenus.removeAll();
  browser.contextMenus.create({ id: MENU_ID, title: menuLookup, contexts: ['selection'] });
}

/** Listens to menu and address bar for as long as the background lives. */
export function watchQuestions(): void {
  browser.contextMenus.onClicked.addListener((click, tab) => {
    if (click.menuItemId === MENU_ID) void openLookup(click.selectionText ?? '', tab?.id);
  });
  browser.omnibox.onInputEntered.addListener((text, disposition) => {
    void openLookup(text, undefined, disposition === 'currentTab');
  });
}
