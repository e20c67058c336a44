/**
 * Drives a Chromium that has the built extension in it, for the demo and for the end-to-end tests: starts it, asks it and
 * puts it back. What a person sees in it: page-view.ts and chromium-popup.ts.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import type { Language } from '../engine/catalog.ts';
import type { TabVerdict } from '../platform/protocol.ts';
import type { TabRecord } from '../platform/tab-store.ts';
import { browserEnvironment, chromiumFlags, type FoundBrowser } from './browsers.ts';
import { Popup } from './chromium-popup.ts';
import { type Patience, until } from './until.ts';

/** The browser, the extension, and what the browser pretends. */
export interface SessionOptions {
  browser: FoundBrowser;
  /** Folder of the unpacked extension. */
  extension: string;
  headless?: boolean;
  /** `host:port` of a proxy that everything outside this machine goes through. */
  proxy?: string;
  /** Interface language as Chromium takes it: `zh_CN`, `zh_TW`, `en`. */
  language?: string;
  viewport?: { width: number; height: number } | null;
  colorScheme?: 'light' | 'dark';
  forcedColors?: 'active' | 'none';
  /** Folder of a profile to go on with; it is the caller's. Left out, the session has one of its own. */
  profile?: string;
  /** Addresses that are open before the extension is installed. */
  openBefore?: readonly string[];
  /** Leaves the page open that the installation opens. */
  keepWelcome?: boolean;
}

/** A running Chromium with the extension. */
export interface ChromiumSession {
  context: BrowserContext;
  extensionId: string;
  /** Address of one of the extension's own pages. */
  ownPage(path: string): string;
  /** What the background knows of the page's tab. */
  verdict(page: Page): Promise<TabVerdict>;
  /** What the background has written down of the page's tab; null when nothing. */
  known(page: Page): Promise<TabRecord | null>;
  /** Text of the toolbar badge on the page's tab. */
  badge(page: Page): Promise<string>;
  /** What the toolbar button says when it is pointed at or read out. */
  badgeTitle(page: Page): Promise<string>;
  /** Opens the popup of the toolbar button for the tab in front. */
  openPopup(): Promise<Popup>;
  /** Changes how the warnings look, as the options page does. */
  setLooks(looks: { size?: 'normal' | 'elder'; language?: 'auto' | Language }): Promise<void>;
  /** What the extension keeps on disk, by key. */
  kept(): Promise<Record<string, unknown>>;
  /** Writes to it, as an older clock or another version would have. */
  keep(values: Record<string, unknown>): Promise<void>;
  /** Ends the service worker, as the browser does when it has been idle. The next event starts a new one. */
  stopWorker(): Promise<void>;
  /** Puts the same extension in the place of this one, as an update does; pages of the extension close. */
  update(): Promise<void>;
  /**
   * Closes every tab, ends the worker and puts back what the extension kept when it was installed, as in a browser just
   * started: much cheaper than starting one, or than installing the extension again.
   */
  renew(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a Chromium of its own profile with the extension; rejects when the extension does not come up. */
export async function startChromium(options: SessionOptions): Promise<ChromiumSession> {
  const { browser, extension, headless = true, proxy, language, viewport = { width: 1280, height: 860 } } = options;
  const profile = options.profile ?? (await mkdtemp(join(tmpdir(), 'caliangyan-chromium-')));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: browser.path,
    headless,
    viewport,
    colorScheme: options.colorScheme ?? 'light',
    forcedColors: options.forcedColors ?? 'none',
    // Playwright's own default, en-US, would also be what the extension takes for the browser's language.
    locale: (language ?? 'zh_CN').replace('_', '-'),
    env: browserEnvironment(language),
    ignoreDefaultArgs: ['--disable-extensions'],
    // As a flag: Playwright's own option would send this machine's names through the proxy too.
    args: [...chromiumFlags(), '--enable-unsafe-extension-debugging', ...(proxy ? [`--proxy-server=${proxy}`] : [])],
  });
  const close = async () => {
    await context.close();
    if (options.profile === undefined) await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    for (const url of options.openBefore ?? []) await (await context.newPage()).goto(url);
    const before = context.pages();
    const extensionId = await loadUnpacked(context, extension);
    const ownPage = (path: string) => `chrome-extension://${extensionId}/${path}`;
    // Asks the background as the popup does. Opened first, so that it lies behind the pages that are looked at.
    let asker = before[0] ?? (await context.newPage());
    await asker.goto(ownPage('manifest.json'));
    const installed = await until(
      () => asker.evaluate(keptOnceInstalled),
      '扩展还没有装好：没有写下选出的暗号',
      INSTALLING,
    );
    if (!options.keepWelcome) await closeWelcome(context, [asker, ...before], ownPage(WELCOME));
    const renew = async () => {
      // All but this one: another would need a new process of the extension, half of what a renewal costs.
      for (const page of context.pages()) if (page !== asker) await page.close();
      await Promise.all([context.clearCookies(), context.clearPermissions(), context.setOffline(false)]);
      await stopWorkers(asker);
      await asker.evaluate(putBack, installed);
    };
    return {
      context,
      extensionId,
      close,
      ownPage,
      verdict: async (page) => {
        const tab = await tabOf(asker, page);
        // A worker that is just going down answers nobody; the next message wakes a new one.
        for (let left = WORKER_TRIES; ; left--) {
          const answer = await asker.evaluate(askVerdict, tab).catch((error: unknown) => {
            if (left > 1) return null;
            throw error;
          });
          if (answer !== null) return answer;
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      },
      known: async (page) => {
        const key = `tab-${await tabOf(asker, page)}`;
        const { [key]: record = null } = await asker.evaluate((name) => chrome.storage.session.get(name), key);
        return record as TabRecord | null;
      },
      badge: async (page) => asker.evaluate(readBadge, await tabOf(asker, page)),
      badgeTitle: async (page) =>
        asker.evaluate((tabId) => chrome.action.getTitle({ tabId }), await tabOf(asker, page)),
      openPopup: () => Popup.open(asker, ownPage('popup.html')),
      setLooks: (looks) => asker.evaluate(storeLooks, looks),
      kept: () => asker.evaluate(() => chrome.storage.local.get(null)),
      keep: (values) => asker.evaluate((given) => chrome.storage.local.set(given), values),
      stopWorker: () => stopWorkers(asker),
      update: async () => {
        await loadUnpacked(context, extension);
        asker = await context.newPage();
        await asker.goto(ownPage('manifest.json'));
      },
      renew,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** How often a question is put to a worker that is going down before its silence counts as an error. */
const WORKER_TRIES = 20;

/** The WebExtension API as far as it is used here, inside a page of the extension. */
declare const chrome: {
  tabs: { query(filter: object): Promise<{ id: number; url: string; pendingUrl?: string }[]> };
  action: {
    getBadgeText(tab: { tabId: number }): Promise<string>;
    getTitle(tab: { tabId: number }): Promise<string>;
  };
  runtime: { sendMessage(message: object): Promise<unknown> };
  storage: {
    local: {
      get(key: string | null): Promise<Record<string, object>>;
      set(values: object): Promise<void>;
      clear(): Promise<void>;
    };
    session: { get(key: string): Promise<Record<string, object>>; clear(): Promise<void> };
  };
};

async function tabOf(asker: Page, page: Page): Promise<number> {
  const url = page.url();
  const id = await asker.evaluate(
    async (wanted) => (await chrome.tabs.query({})).filter((tab) => tab.url === wanted).at(-1)?.id,
    url,
  );
  if (id === undefined) throw new Error(`没有标签页打开着 ${url}`);
  return id;
}

const askVerdict = (tabId: number) =>
  chrome.runtime.sendMessage({ type: 'tab/verdict', body: { tabId } }) as Promise<TabVerdict>;

const readBadge = (tabId: number) => chrome.action.getBadgeText({ tabId });

const INSTALLING: Patience = { limitMs: 30_000, everyMs: 20 };

/**
 * What the extension has on disk when its first start is over: it ends with the choice of the picture-word. Null before
 * that; nothing of one that keeps nothing, such as the empty one of the benchmarks.
 */
const keptOnceInstalled = async () => {
  if (!('storage' in chrome)) return {};
  const kept = await chrome.storage.local.get(null);
  // Its version is written after the value.
  return 'looks$' in kept ? kept : null;
};

/** What the installation opens, before it ends. */
const WELCOME = 'options.html?first';

/** The page of the installation would lie in front of the first page looked at. */
async function closeWelcome(
  context: BrowserContext,
  [asker, ...others]: [Page, ...Page[]],
  url: string,
): Promise<void> {
  const isOpen = await asker.evaluate(
    async (wanted) => (await chrome.tabs.query({})).some((tab) => (tab.pendingUrl ?? tab.url) === wanted),
    url,
  );
  // A profile used before has been welcomed before; an extension for benchmarks welcomes nobody.
  if (!isOpen) return;
  const opened = context.pages().find((page) => page !== asker && !others.includes(page));
  const welcome = opened ?? (await context.waitForEvent('page'));
  await welcome.close();
}

const putBack = async (kept: Record<string, object>) => {
  await Promise.all([chrome.storage.local.clear(), chrome.storage.session.clear()]);
  await chrome.storage.local.set(kept);
};

const storeLooks = async (change: object) => {
  const { looks = {} } = await chrome.storage.local.get('looks');
  await chrome.storage.local.set({ looks: { size: 'normal', language: 'auto', seal: 'boat', ...looks, ...change } });
};

/** Over the debugging pipe, because Chrome and Edge of the vendors no longer take `--load-extension`. Gives its id. */
async function loadUnpacked(context: BrowserContext, extension: string): Promise<string> {
  const started = context.waitForEvent('serviceworker');
  await askExtensions(context, 'loadUnpacked', { path: extension });
  return new URL((await started).url()).host;
}

/** Not in Playwright's typed protocol yet: https://chromedevtools.github.io/devtools-protocol/tot/Extensions/ */
async function askExtensions(context: BrowserContext, method: string, parameters: object): Promise<void> {
  const browser = context.browser();
  if (browser === null) throw new Error('这个浏览器不让脚本装扩展，请安装 Chromium');
  const session = await browser.newBrowserCDPSession();
  const send = session.send.bind(session) as unknown as (method: string, parameters: object) => Promise<unknown>;
  await send(`Extensions.${method}`, parameters);
  await session.detach();
}

/** Resolves when the workers have stopped. An event that waits may start one anew at once, under the same target id. */
async function stopWorkers(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('ServiceWorker.enable');
  await cdp.send('ServiceWorker.stopAllWorkers');
  await cdp.detach();
}
