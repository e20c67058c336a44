import type { CDPSession, Page } from '@playwright/test';

/** The WebExtension API as far as it is used here, inside a page of the extension. */
declare const chrome: { action: { openPopup(): Promise<void> } };

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
