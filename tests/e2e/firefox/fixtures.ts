import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TabVerdict } from '../../../platform/protocol.ts';
import { ensureBrowsers } from '../../../scripts/browsers.ts';
import { expect } from '../expect.ts';
import { test as base } from '../surroundings.ts';
import { type ElementRef, elementId, Firefox, type ShadowRef, shadowId } from './marionette.ts';

const extension = fileURLToPath(new URL('../../../.output/firefox-mv3', import.meta.url));

/** A warning as assistive technology meets it. */
export interface Surface {
  role: string;
  /** Accessible name; starts with the level. */
  name: string;
  text: string;
}

/** A Firefox with the extension in it, and what it shows on the tab in front. */
export class Fox {
  readonly firefox: Firefox;
  readonly extensionId: string;
  readonly origin: string;
  #asker: string;
  #front: string;

  private constructor(firefox: Firefox, extensionId: string, origin: string, asker: string, front: string) {
    this.firefox = firefox;
    this.extensionId = extensionId;
    this.origin = origin;
    this.#asker = asker;
    this.#front = front;
  }

  static async start(path: string, proxyPort: number): Promise<Fox> {
    const firefox = await Firefox.start({
      path,
      preferences: {
        'network.proxy.type': 1,
        'network.proxy.http': '127.0.0.1',
        'network.proxy.http_port': proxyPort,
        'network.proxy.ssl': '127.0.0.1',
        'network.proxy.ssl_port': proxyPort,
      },
    });
    try {
      const { id, origin } = await firefox.install(extension);
      const asker = await firefox.marionette.send<string>('WebDriver:GetWindowHandle');
      await closeWelcome(firefox, asker);
      // A page of the extension without a script of its own: what it asks, it asks for us.
      await firefox.open(`${origin}icons/128.png`);
      return new Fox(firefox, id, origin, asker, asker);
    } catch (error) {
      await firefox.close();
      throw error;
    }
  }

  /** Opens an address in a new tab; the tab before it is closed. */
  open(url: string): Promise<void> {
    return this.#openIn({ type: 'tab' }, url);
  }

  /** Opens an address in a private window; the tab before it is closed. */
  openPrivate(url: string): Promise<void> {
    return this.#openIn({ type: 'window', private: true }, url);
  }

  async #openIn(place: { type: 'tab' | 'window'; private?: boolean }, url: string): Promise<void> {
    const old = this.#front;
    const { handle } = await this.firefox.marionette.send<{ handle: string }>('WebDriver:NewWindow', {
      ...place,
      focus: true,
    });
    if (old !== this.#asker) {
      await this.#switchTo(old);
      await this.firefox.marionette.send('WebDriver:CloseWindow');
    }
    await this.#switchTo(handle, true);
    this.#front = handle;
    await this.firefox.open(url);
  }

  /** Goes to the tab that the extension itself has opened, and closes the one before. */
  async followTo(path: string): Promise<void> {
    const before = this.#front;
    const wanted = this.origin + path;
    const find = async () => {
      for (const handle of await this.firefox.marionette.send<string[]>('WebDriver:GetWindowHandles')) {
        if (handle === this.#asker || handle === before) continue;
        await this.#switchTo(handle);
        // A tab that has only just been opened has no page yet.
        const url = await this.firefox.inPage<string | null>('return location.href;').catch(() => null);
        if (url?.startsWith(wanted)) return handle;
      }
      return null;
    };
    let found: string | null = null;
    const look = async () => {
      found = await find();
      return found !== null;
    };
    await expect.poll(look, { message: `没有打开 ${path}` }).toBe(true);
    this.#front = found ?? before;
    // What it has to say of the tab before it asks for first; then that tab may go.
    await expect.poll(() => this.firefox.inPage(`return document.querySelector('main, .card') !== null;`)).toBe(true);
    await this.#switchTo(before);
    await this.firefox.marionette.send('WebDriver:CloseWindow');
    await this.#switchTo(this.#front, true);
  }

  /** What the extension keeps on disk. */
  async kept(): Promise<Record<string, unknown>> {
    return this.#inExtension('browser.storage.local.get().then((kept) => done(JSON.parse(JSON.stringify(kept))));', []);
  }

  /** Writes to it, as the options page would. */
  async keep(values: Record<string, unknown>): Promise<void> {
    await this.#inExtension('browser.storage.local.set(JSON.parse(given)).then(() => done(true));', [
      JSON.stringify(values),
    ]);
  }

  /** What other specs have met is met no more. */
  async forget(): Promise<void> {
    await this.#inExtension("browser.storage.local.remove('journal').then(() => done(true));", []);
  }

  async #inExtension<Value>(body: string, args: string[]): Promise<Value> {
    await this.#switchTo(this.#asker);
    try {
      return await this.firefox.marionette.send<Value>('WebDriver:ExecuteAsyncScript', {
        script: `const done = arguments[arguments.length - 1]; const [given] = arguments; ${body}`,
        args,
        sandbox: null,
      });
    } finally {
      await this.#switchTo(this.#front);
    }
  }

  /** Lets the extension read every page, or none, as the person does among the add-ons. */
  async setAccess(given: boolean): Promise<void> {
    await this.firefox.inBrowser(
      `const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
       const { extension } = WebExtensionPolicy.getByID(arguments[0]);
       const change = arguments[1] ? 'add' : 'remove';
       await ExtensionPermissions[change](arguments[0], { permissions: [], origins: ['<all_urls>'] }, extension);`,
      [this.extensionId, given],
    );
  }

  /** Puts the same extension in the place of this one, as an update does; pages of the extension close. */
  async update(): Promise<void> {
    await this.firefox.install(extension);
    const { handle } = await this.firefox.marionette.send<{ handle: string }>('WebDriver:NewWindow', { type: 'tab' });
    this.#asker = handle;
    await this.#switchTo(handle);
    await this.firefox.open(`${this.origin}icons/128.png`);
    await this.#switchTo(this.#front, true);
  }

  /** Where the browser shows the extension's button: the name of a toolbar, or of the menu that hides it. */
  buttonPlace(): Promise<string | undefined> {
    return this.firefox.inBrowser(
      `const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
       const { extension } = WebExtensionPolicy.getByID(arguments[0]);
       const { widget } = ExtensionParent.apiManager.global.browserActionFor(extension);
       return CustomizableUI.getPlacementOfWidget(widget.id)?.area;`,
      [this.extensionId],
    );
  }

  /** Answers what the browser asks for the extension, once it asks. */
  async answerPermission(yes: boolean): Promise<void> {
    const answer = () =>
      this.firefox.inBrowser<boolean>(
        `const asked = document.getElementById('addon-webext-permissions-notification');
         if (!asked || PopupNotifications.panel.state !== 'open') return false;
         Services.prefs.setIntPref('security.notification_enable_delay', 0);
         asked[arguments[0] ? 'button' : 'secondaryButton'].click();
         return PopupNotifications.getNotification('addon-webext-permissions') === null;`,
        [yes],
      );
    await expect.poll(answer, { message: '浏览器没有问' }).toBe(true);
  }

  /** The browser's number of the tab in front. */
  tabId(): Promise<number> {
    return this.firefox.inBrowser(
      `const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
       return ExtensionParent.apiManager.global.tabTracker.getId(gBrowser.selectedTab);`,
    );
  }

  /** Opens one of the extension's own pages beside the tab in front, and goes back to it afterwards. */
  async beside(path: string, look: () => Promise<void>): Promise<void> {
    const before = this.#front;
    const { handle } = await this.firefox.marionette.send<{ handle: string }>('WebDriver:NewWindow', {
      type: 'tab',
      focus: true,
    });
    await this.#switchTo(handle, true);
    this.#front = handle;
    try {
      await this.firefox.open(this.origin + path);
      await look();
      await this.firefox.marionette.send('WebDriver:CloseWindow');
    } finally {
      this.#front = before;
      await this.#switchTo(before, true);
    }
  }

  /** Opens one of the extension's own pages. */
  async openOwn(path: string): Promise<void> {
    await this.open(this.origin + path);
  }

  /** What the background knows of the tab in front. */
  async verdict(): Promise<TabVerdict> {
    const url = await this.firefox.inPage<string>('return location.href;');
    await this.#switchTo(this.#asker);
    try {
      return await this.firefox.marionette.send<TabVerdict>('WebDriver:ExecuteAsyncScript', {
        script: `const [url, done] = arguments;
          browser.tabs.query({}).then((tabs) => tabs.find((tab) => tab.url === url).id)
            .then((tabId) => browser.runtime.sendMessage({ type: 'tab/verdict', body: { tabId } }))
            .then((verdict) => done(JSON.parse(JSON.stringify(verdict))));`,
        args: [url],
        sandbox: null,
      });
    } finally {
      await this.#switchTo(this.#front);
    }
  }

  async settled(): Promise<TabVerdict> {
    await expect.poll(async () => (await this.verdict()).settled, { message: '第一遍扫描没有完成' }).toBe(true);
    return this.verdict();
  }

  async badge(): Promise<string> {
    return this.firefox.inBrowser<string>(
      `const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
       const { extension } = WebExtensionPolicy.getByID(arguments[0]);
       const { action } = ExtensionParent.apiManager.global.browserActionFor(extension);
       return String(action.getProperty(gBrowser.selectedTab, 'badgeText') ?? '');`,
      [this.extensionId],
    );
  }

  /** Words marked in the document of the tab in front. */
  async words(within = 'html'): Promise<string[]> {
    return this.firefox.inPage<string[]>(
      `const places = [...document.querySelectorAll(arguments[0])];
       return [...CSS.highlights.values()].flatMap((highlight) => [...highlight])
         .filter((range) => arguments[0] === 'html' || places.some((place) => place.contains(range.startContainer)))
         .map((range) => {
           const live = new Range();
           live.setStart(range.startContainer, range.startOffset);
           live.setEnd(range.endContainer, range.endOffset);
           return live.toString();
         });`,
      [within],
    );
  }

  /** The warnings in closed shadow roots beside the page's own body. */
  async surfaces(): Promise<Surface[]> {
    const found: Surface[] = [];
    for (const root of await this.#shadowRoots()) {
      const places = await this.#findAll(
        root,
        '[role="alertdialog"], [role="status"][aria-labelledby], [role="status"][aria-label], [role="dialog"]',
      );
      for (const place of places) {
        const id = elementId(place);
        found.push({
          role: await this.firefox.marionette.send<string>('WebDriver:GetComputedRole', { id }),
          name: await this.firefox.marionette.send<string>('WebDriver:GetComputedLabel', { id }),
          text: await this.firefox.marionette.send<string>('WebDriver:GetElementText', { id }),
        });
      }
    }
    return found;
  }

  async warning(level: '高危' | '警惕'): Promise<Surface> {
    const names = async () => (await this.surfaces().catch(() => [])).map((surface) => surface.name);
    await expect.poll(names, { message: `没有出现${level}提醒` }).toEqual([expect.stringMatching(`^${level}`)]);
    return (await this.surfaces())[0]!;
  }

  /** Waits until one of the warnings says so. */
  async says(words: string): Promise<void> {
    const texts = async () => (await this.surfaces().catch(() => [])).map((surface) => surface.text).join('\n');
    await expect.poll(texts, { message: `没有说“${words}”` }).toContain(words);
  }

  async quiet(): Promise<void> {
    await expect.poll(() => this.surfaces().catch(() => null), { message: '提醒没有消失' }).toEqual([]);
  }

  /** Clicks the warning's button of that name with the mouse. */
  async press(name: string): Promise<void> {
    for (const root of await this.#shadowRoots()) {
      for (const button of await this.#findAll(root, 'button')) {
        const id = elementId(button);
        if ((await this.firefox.marionette.send('WebDriver:GetComputedLabel', { id })) !== name) continue;
        await this.firefox.marionette.send('WebDriver:ElementClick', { id });
        return;
      }
    }
    throw new Error(`提醒里没有这个按钮：${name}`);
  }

  /** Clicks an element of the page with the mouse. */
  async click(selector: string): Promise<void> {
    const id = elementId(await this.firefox.find(selector));
    await this.firefox.marionette.send('WebDriver:ElementClick', { id });
  }

  /** Clicks at a place of the viewport, where no selector reaches; `button` as in MouseEvent. */
  async clickAt(x: number, y: number, button = 0): Promise<void> {
    await this.firefox.marionette.send('WebDriver:PerformActions', {
      actions: [
        {
          type: 'pointer',
          id: 'mouse',
          parameters: { pointerType: 'mouse' },
          actions: [
            { type: 'pointerMove', x, y, duration: 0 },
            { type: 'pointerDown', button },
            { type: 'pointerUp', button },
          ],
        },
      ],
    });
  }

  /** Presses keys, whatever has the keyboard. */
  async keys(text: string): Promise<void> {
    const actions = [...text].flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    await this.firefox.marionette.send('WebDriver:PerformActions', {
      actions: [{ type: 'key', id: 'keyboard', actions }],
    });
  }

  /** Copies what is selected in the tab in front, by the browser's own command. */
  async copy(): Promise<void> {
    await this.firefox.inBrowser(`goDoCommand('cmd_copy');`);
  }

  /** Types into an element of the page. */
  async type(selector: string, text: string): Promise<void> {
    const id = elementId(await this.firefox.find(selector));
    await this.firefox.marionette.send('WebDriver:ElementSendKeys', { id, text });
  }

  async text(): Promise<string> {
    return this.firefox.inPage<string>('return document.body.innerText;');
  }

  async #shadowRoots(): Promise<ShadowRef[]> {
    const hosts = await this.firefox.marionette.send<ElementRef[]>('WebDriver:FindElements', {
      using: 'css selector',
      value: 'html > :not(head, body)',
    });
    const roots: ShadowRef[] = [];
    for (const host of hosts) {
      const root = await this.firefox.marionette
        .send<ShadowRef>('WebDriver:GetShadowRoot', { id: elementId(host) })
        .catch(() => null);
      if (root !== null) roots.push(root);
    }
    return roots;
  }

  async #findAll(root: ShadowRef, selector: string): Promise<ElementRef[]> {
    return this.firefox.marionette.send<ElementRef[]>('WebDriver:FindElementsFromShadowRoot', {
      shadowRoot: shadowId(root),
      using: 'css selector',
      value: selector,
    });
  }

  async #switchTo(handle: string, focus = false): Promise<void> {
    await this.firefox.marionette.send('WebDriver:SwitchToWindow', { handle, focus });
  }
}

/** The installation opens a page, which would lie in front of the first page looked at: the only other one there is. */
async function closeWelcome({ marionette }: Firefox, own: string): Promise<void> {
  const close = async () => {
    const handles = await marionette.send<string[]>('WebDriver:GetWindowHandles');
    const welcome = handles.find((handle) => handle !== own);
    if (welcome === undefined) return false;
    await marionette.send('WebDriver:SwitchToWindow', { handle: welcome, focus: false });
    await marionette.send('WebDriver:CloseWindow');
    return true;
  };
  await expect.poll(close, { message: '装好以后没有打开设置页' }).toBe(true);
  await marionette.send('WebDriver:SwitchToWindow', { handle: own, focus: true });
}

interface PerWorker {
  fox: Fox;
}

export const test = base.extend<object, PerWorker>({
  fox: [
    async ({ outside }, use) => {
      if (!existsSync(extension)) throw new Error('没有构建好的扩展：先运行 npx wxt build -b firefox');
      const fox = await Fox.start(ensureBrowsers(['firefox']).firefox!.path, outside.port);
      await use(fox);
      await fox.firefox.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

export { expect };
