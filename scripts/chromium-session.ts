/**
 * Drives a Chromium that has the built extension in it, for the demo and for the end-to-end tests: starts it, and sees
 * what a person sees: the warning (inside its closed shadow root), the marks, the badge.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type CDPSession, chromium, type Frame, type Page } from '@playwright/test';
import type { TabVerdict } from '../platform/protocol.ts';
import { browserEnvironment, chromiumFlags, type FoundBrowser } from './browsers.ts';

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
  /** Leaves the page open that the installation opens. */
  keepWelcome?: boolean;
}

export interface ChromiumSession {
  context: BrowserContext;
  extensionId: string;
  /** Address of one of the extension's own pages. */
  ownPage(path: string): string;
  /** What the background knows of the page's tab. */
  verdict(page: Page): Promise<TabVerdict>;
  /** Text of the toolbar badge on the page's tab. */
  badge(page: Page): Promise<string>;
  /** What the toolbar button says when it is pointed at or read out. */
  badgeTitle(page: Page): Promise<string>;
  /** Opens the popup of the toolbar button for the tab in front. */
  openPopup(): Promise<Popup>;
  /** Changes how the warnings look, as the options page does. */
  setLooks(looks: { size?: 'normal' | 'elder'; language?: 'auto' | 'zh-CN' | 'zh-TW' | 'en' }): Promise<void>;
  /** What the extension keeps on disk, by key. */
  kept(): Promise<Record<string, unknown>>;
  /** Writes to it, as an older clock or another version would have. */
  keep(values: Record<string, unknown>): Promise<void>;
  /** Ends the service worker, as the browser does when it has been idle. The next event starts a new one. */
  stopWorker(): Promise<void>;
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
    const extensionId = await loadUnpacked(context, extension);
    const ownPage = (path: string) => `chrome-extension://${extensionId}/${path}`;
    // Asks the background as the popup does. Opened first, so that it lies behind the pages that are looked at.
    const asker = context.pages()[0] ?? (await context.newPage());
    await asker.goto(ownPage('manifest.json'));
    const installed = await asker.evaluate(keptOnceInstalled);
    if (!options.keepWelcome) await closeWelcome(context, asker, ownPage(WELCOME));
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
      badge: async (page) => asker.evaluate(readBadge, await tabOf(asker, page)),
      badgeTitle: async (page) =>
        asker.evaluate((tabId) => chrome.action.getTitle({ tabId }), await tabOf(asker, page)),
      openPopup: () => Popup.open(asker, ownPage('popup.html')),
      setLooks: (looks) => asker.evaluate(storeLooks, looks),
      kept: () => asker.evaluate(() => chrome.storage.local.get(null)),
      keep: (values) => asker.evaluate((given) => chrome.storage.local.set(given), values),
      stopWorker: () => stopWorkers(asker),
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
    openPopup(): Promise<void>;
  };
  runtime: { sendMessage(message: object): Promise<unknown> };
  storage: {
    local: {
      get(key: string | null): Promise<Record<string, object>>;
      set(values: object): Promise<void>;
      clear(): Promise<void>;
    };
    session: { clear(): Promise<void> };
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

/**
 * What the extension has on disk when its first start is over: it ends with the choice of the picture-word. Nothing of
 * one that keeps nothing, such as the empty one of the benchmarks.
 */
const keptOnceInstalled = async () => {
  for (;;) {
    if (!('storage' in chrome)) return {};
    const kept = await chrome.storage.local.get(null);
    // Its version is written after the value.
    if ('looks$' in kept) return kept;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

/** What the installation opens, before it ends. */
const WELCOME = 'options.html?first';

/** The page of the installation would lie in front of the first page looked at. */
async function closeWelcome(context: BrowserContext, asker: Page, url: string): Promise<void> {
  const opened = await asker.evaluate(
    async (wanted) => (await chrome.tabs.query({})).some((tab) => (tab.pendingUrl ?? tab.url) === wanted),
    url,
  );
  // A profile used before has been welcomed before; an extension for benchmarks welcomes nobody.
  if (!opened) return;
  const others = () => context.pages().find((page) => page !== asker);
  const welcome = others() ?? (await context.waitForEvent('page'));
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

interface TargetFacts {
  targetId: string;
  type: string;
  url: string;
}

/** Longest wait for the popup and for what it should show, in milliseconds. */
const POPUP_LIMIT_MS = 15_000;
const CLOSED = '弹窗已经关了';

/**
 * The real popup. Playwright does not know it as a page, so it is reached over the protocol, each message wrapped in
 * one of the browser's own session.
 */
export class Popup {
  readonly #browser: CDPSession;
  readonly #sessionId: string;
  readonly #targetId: string;
  readonly #waiting = new Map<number, (answer: { result?: unknown; error?: { message: string } }) => void>();
  #lastId = 0;
  #closed = false;

  private constructor(browser: CDPSession, sessionId: string, targetId: string) {
    this.#browser = browser;
    this.#sessionId = sessionId;
    this.#targetId = targetId;
    browser.on('Target.receivedMessageFromTarget', (event) => {
      if (event.sessionId !== sessionId) return;
      const message = JSON.parse(event.message) as { id?: number; result?: unknown; error?: { message: string } };
      if (message.id === undefined) return;
      this.#waiting.get(message.id)?.(message);
      this.#waiting.delete(message.id);
    });
    // What is still asked is never answered by a popup that has closed.
    browser.on('Target.detachedFromTarget', (event) => {
      if (event.sessionId !== sessionId) return;
      this.#closed = true;
      for (const answer of this.#waiting.values()) answer({ error: { message: CLOSED } });
      this.#waiting.clear();
    });
  }

  /** Opens the popup at `url` for the tab in front; `asker` is a page of the extension, wherever it lies. */
  static async open(asker: Page, url: string): Promise<Popup> {
    const browser = await asker.context().browser()?.newBrowserCDPSession();
    if (browser === undefined) throw new Error('这个浏览器不让脚本打开弹窗');
    const known = new Set((await targets(browser)).map((target) => target.targetId));
    await asker.evaluate(() => chrome.action.openPopup());
    const isNew = (target: TargetFacts) => !known.has(target.targetId) && target.url.startsWith(url);
    const end = performance.now() + POPUP_LIMIT_MS;
    for (;;) {
      const target = (await targets(browser)).find(isNew);
      if (target !== undefined) {
        const { sessionId } = await browser.send('Target.attachToTarget', {
          targetId: target.targetId,
          flatten: false,
        });
        return new Popup(browser, sessionId, target.targetId);
      }
      if (performance.now() > end) throw new Error('弹窗没有打开');
    }
  }

  async #send<Result>(method: string, params: object = {}): Promise<Result> {
    if (this.#closed) throw new Error(`${method}: ${CLOSED}`);
    const id = ++this.#lastId;
    const answered = new Promise<{ result?: unknown; error?: { message: string } }>((resolve) => {
      this.#waiting.set(id, resolve);
    });
    await this.#browser.send('Target.sendMessageToTarget', {
      sessionId: this.#sessionId,
      message: JSON.stringify({ id, method, params }),
    });
    const { result, error } = await answered;
    if (error !== undefined) throw new Error(`${method}: ${error.message}`);
    return result as Result;
  }

  /** Value of a JavaScript expression inside the popup. */
  async evaluate<Value>(expression: string): Promise<Value> {
    const { result } = await this.#send<{ result: { value: Value } }>('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    return result.value;
  }

  /** Waits until the expression is true. Rejects with the popup's text when it never is. */
  async waitFor(expression: string): Promise<void> {
    const look = `new Promise((resolve) => {
      const end = performance.now() + ${POPUP_LIMIT_MS};
      const look = () => {
        if (${expression}) resolve(true);
        else if (performance.now() > end) resolve(false);
        else requestAnimationFrame(look);
      };
      look();
    })`;
    if (await this.evaluate<boolean>(look)) return;
    throw new Error(`弹窗里等不到 ${expression}，它写着：${await this.evaluate<string>('document.body.innerText')}`);
  }

  /** The popup does not inherit the scheme that the pages are shown in. */
  async paint(colorScheme: 'light' | 'dark'): Promise<void> {
    await this.#send('Emulation.setEmulatedMedia', {
      features: [{ name: 'prefers-color-scheme', value: colorScheme }],
    });
  }

  /**
   * Clicks the first element that the expression gives, with the mouse, so that the event is trusted. The popup may close
   * over it before it has answered.
   */
  async click(expression: string): Promise<void> {
    const place = await this.evaluate<{ x: number; y: number } | null>(`(() => {
      const element = ${expression};
      element?.scrollIntoView({ block: 'center' });
      const box = element?.getBoundingClientRect();
      return box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : null;
    })()`);
    if (place === null) throw new Error(`弹窗里没有 ${expression}`);
    for (const type of ['mousePressed', 'mouseReleased']) {
      const sent = this.#send('Input.dispatchMouseEvent', { type, ...place, button: 'left', clickCount: 1 });
      await sent.catch((error: unknown) => {
        if (!this.#closed) throw error;
      });
    }
  }

  /** Types into whatever has the keyboard. */
  async type(text: string): Promise<void> {
    await this.#send('Input.insertText', { text });
  }

  /**
   * What the popup's window shows, scrolled to the first element that the expression gives. Its own height and no more:
   * pictures beyond the window repeat parts of it.
   */
  async screenshot(element = 'document.body'): Promise<Buffer> {
    // A headless window may be wider than its content.
    const [y, width, height] = await this.evaluate<[number, number, number]>(`new Promise((done) => {
      ${element}.scrollIntoView({ block: 'start' });
      requestAnimationFrame(() => requestAnimationFrame(() => {
        done([scrollY, document.querySelector('.popup').getBoundingClientRect().right, innerHeight]);
      }));
    })`);
    // Not enlarged: until its surface has grown, a popup is laid out in tiles.
    const { data } = await this.#send<{ data: string }>('Page.captureScreenshot', {
      format: 'png',
      clip: { x: 0, y, width, height, scale: 1 },
    });
    return Buffer.from(data, 'base64');
  }

  async close(): Promise<void> {
    await this.#browser.send('Target.closeTarget', { targetId: this.#targetId });
    await this.#browser.detach();
  }
}

async function targets(browser: CDPSession): Promise<TargetFacts[]> {
  const { targetInfos } = await browser.send('Target.getTargets', { filter: [{}] });
  return targetInfos;
}

/** A node of the accessibility tree, as far as it is needed here. */
interface AxNode {
  nodeId: string;
  parentId?: string;
  ignored: boolean;
  role?: { value: string };
  name?: { value: string };
  backendDOMNodeId?: number;
  properties?: { name: string; value: { value?: unknown } }[];
}

interface DomNode {
  backendNodeId: number;
  attributes?: string[];
  shadowRootType?: string;
  children?: DomNode[];
  shadowRoots?: DomNode[];
  /** Of a frame element whose document is in this process. */
  frameId?: string;
  contentDocument?: DomNode;
}

export type SurfaceRole = 'alertdialog' | 'status' | 'dialog';

/** A warning as assistive technology meets it. */
export interface Surface {
  role: SurfaceRole;
  /** Accessible name; starts with the level. */
  name: string;
  /** All text in reading order, one line a piece. */
  text: string;
  buttons: string[];
}

const SURFACE_ROLE = /^(alertdialog|status|dialog)$/;

/** Button-like roles that a person can press. */
const PRESSABLE = new Set(['button', 'link', 'DisclosureTriangle', 'menuitem', 'radio', 'checkbox']);

/**
 * The page as seen through the debugging protocol, which alone reaches a closed shadow root. What the page itself
 * imitates in its own document is not taken for a warning.
 */
export class PageView {
  readonly page: Page;
  readonly #frame: Frame | undefined;
  readonly #cdp: Promise<CDPSession>;

  /** `frame`: one of another site, which the browser keeps in a process of its own; others are seen with the page. */
  constructor(page: Page, frame?: Frame) {
    this.page = page;
    this.#frame = frame;
    this.#cdp = page.context().newCDPSession(frame ?? page);
  }

  /** The warnings on the page, in document order; usually none or one. */
  async surfaces(): Promise<Surface[]> {
    const nodes = await this.#closedNodes();
    return nodes.filter(isSurface).map((surface) => {
      const inside = nodes.filter((node) => isInside(node, surface, nodes));
      return {
        role: surface.role?.value as SurfaceRole,
        name: surface.name?.value ?? '',
        text: inside
          .filter((node) => node.role?.value === 'StaticText')
          .map((node) => node.name?.value ?? '')
          .join('\n'),
        buttons: inside.filter((node) => PRESSABLE.has(node.role?.value ?? '')).map((node) => node.name?.value ?? ''),
      };
    });
  }

  /** Clicks the warning's button of that name with the mouse, as a person would. */
  async press(name: string | RegExp): Promise<void> {
    const { x, y } = await this.buttonCentre(name);
    await this.page.mouse.click(x, y);
  }

  /** Centre of the warning's button in CSS pixels of the viewport. Rejects when there is no such button. */
  async buttonCentre(name: string | RegExp): Promise<{ x: number; y: number }> {
    const nodes = await this.#closedNodes();
    const matches = (node: AxNode) =>
      PRESSABLE.has(node.role?.value ?? '') &&
      (typeof name === 'string' ? node.name?.value === name : name.test(node.name?.value ?? ''));
    const button = nodes.find(matches);
    if (button?.backendDOMNodeId === undefined) throw new Error(`提醒里没有这个按钮：${name}`);
    const cdp = await this.#cdp;
    await cdp.send('DOM.scrollIntoViewIfNeeded', { backendNodeId: button.backendDOMNodeId });
    const { quads } = await cdp.send('DOM.getContentQuads', { backendNodeId: button.backendDOMNodeId });
    const place = centre(quads[0], name);
    const frame = await (await this.#frame?.frameElement())?.boundingBox();
    return { x: place.x + (frame?.x ?? 0), y: place.y + (frame?.y ?? 0) };
  }

  /** Name of the warning's element that has the keyboard, null when the keyboard is elsewhere. */
  async focusedName(): Promise<string | null> {
    const nodes = await this.#closedNodes();
    const isFocused = (node: AxNode) =>
      PRESSABLE.has(node.role?.value ?? '') &&
      (node.properties ?? []).some((each) => each.name === 'focused' && each.value.value === true);
    return nodes.find(isFocused)?.name?.value ?? null;
  }

  /**
   * Rectangle of the first warning in CSS pixels of the viewport, null where none is laid out. Also finds one that a
   * modal dialog of the page has made inert, which assistive technology no longer meets.
   */
  async surfaceBox(): Promise<{ x: number; y: number; width: number; height: number } | null> {
    const cdp = await this.#cdp;
    const { root } = await cdp.send('DOM.getDocument', { depth: -1, pierce: true });
    const surface = closedNodesOf(root as DomNode).find((node) => SURFACE_ROLE.test(attributeOf(node, 'role') ?? ''));
    if (surface === undefined) return null;
    const box = await cdp.send('DOM.getBoxModel', { backendNodeId: surface.backendNodeId }).catch(() => null);
    if (box === null) return null;
    const [x = 0, y = 0] = box.model.border;
    return { x, y, width: box.model.width, height: box.model.height };
  }

  /** Accessibility nodes that stand inside closed shadow roots. */
  async #closedNodes(): Promise<AxNode[]> {
    const cdp = await this.#cdp;
    const { root } = await cdp.send('DOM.getDocument', { depth: -1, pierce: true });
    const closed = new Set(closedNodesOf(root as DomNode).map((node) => node.backendNodeId));
    if (closed.size === 0) return [];
    const trees = await Promise.all(
      framesOf(root as DomNode).map((frameId) =>
        cdp.send('Accessibility.getFullAXTree', frameId === undefined ? {} : { frameId }),
      ),
    );
    return trees
      .flatMap(({ nodes }) => nodes as AxNode[])
      .filter((node) => node.backendDOMNodeId !== undefined && closed.has(node.backendDOMNodeId));
  }
}

function isSurface(node: AxNode): boolean {
  return !node.ignored && SURFACE_ROLE.test(node.role?.value ?? '') && Boolean(node.name?.value);
}

function isInside(node: AxNode, ancestor: AxNode, nodes: readonly AxNode[]): boolean {
  const byId = new Map(nodes.map((each) => [each.nodeId, each]));
  for (let at: AxNode | undefined = node; at !== undefined; at = byId.get(at.parentId ?? '')) {
    if (at.nodeId === ancestor.nodeId) return true;
  }
  return false;
}

/** Nodes inside closed shadow roots, in document order. */
function closedNodesOf(node: DomNode, inside = false): DomNode[] {
  return [
    ...(inside ? [node] : []),
    ...(node.shadowRoots ?? []).flatMap((root) => closedNodesOf(root, inside || root.shadowRootType === 'closed')),
    ...(node.children ?? []).flatMap((child) => closedNodesOf(child, inside)),
    ...(node.contentDocument ? closedNodesOf(node.contentDocument) : []),
  ];
}

/** Ids of the frames in this document; undefined for its own. */
function framesOf(node: DomNode): (string | undefined)[] {
  const inner = [...(node.shadowRoots ?? []), ...(node.children ?? [])].flatMap((child) => framesOf(child).slice(1));
  const own = node.contentDocument ? [node.frameId, ...framesOf(node.contentDocument).slice(1)] : [];
  return [undefined, ...own, ...inner];
}

/** The protocol gives attributes as one list of names and values in turn. */
function attributeOf(node: DomNode, name: string): string | undefined {
  const { attributes = [] } = node;
  const at = attributes.findIndex((word, index) => index % 2 === 0 && word === name);
  return at < 0 ? undefined : attributes[at + 1];
}

function centre(quad: number[] | undefined, name: string | RegExp): { x: number; y: number } {
  if (quad === undefined) throw new Error(`提醒里的按钮看不见：${name}`);
  const [x1 = 0, y1 = 0, , , x3 = 0, y3 = 0] = quad;
  return { x: (x1 + x3) / 2, y: (y1 + y3) / 2 };
}

/** The marked words of one frame by highlight name. The registry belongs to the document, not to a script's world. */
export async function marks(frame: Frame | Page): Promise<Record<string, string[]>> {
  return frame.evaluate(() =>
    Object.fromEntries(
      [...CSS.highlights].map(([name, highlight]) => [
        name,
        [...highlight].map((range) => {
          const live = new Range();
          live.setStart(range.startContainer, range.startOffset);
          live.setEnd(range.endContainer, range.endOffset);
          return live.toString();
        }),
      ]),
    ),
  );
}

/** All marked words of a page and its frames. */
export async function markedWords(page: Page): Promise<string[]> {
  const frames = await Promise.all(page.frames().map((frame) => marks(frame).catch(() => ({}))));
  return frames.flatMap((byName) => Object.values(byName).flat());
}
