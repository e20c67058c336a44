import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import type { Level } from '../../../engine/rule.ts';
import type { TabVerdict } from '../../../platform/protocol.ts';
import type { TabRecord } from '../../../platform/tab-store.ts';
import { ensureBrowsers, type FoundBrowser } from '../../../scripts/browsers.ts';
import { type ChromiumSession, type SessionOptions, startChromium } from '../../../scripts/chromium-session.ts';
import { markedWords, PageView, type Surface } from '../../../scripts/page-view.ts';
import { expect } from '../expect.ts';
import type { Outside } from '../outside.ts';
import { saying } from '../stories.ts';
import { test as base } from '../surroundings.ts';

export const LURE = '诚招线上推广员，大学生、宝妈首选，有手机就能做，一单一结，加薇❤：abc12345，备注校园。';

const extension = fileURLToPath(new URL('../../../.output/chrome-mv3', import.meta.url));

/** A page together with what the extension shows on it. */
export interface View {
  page: Page;
  view: PageView;
  verdict(): Promise<TabVerdict>;
  badge(): Promise<string>;
  /** Words marked in the page and its frames. */
  words(): Promise<string[]>;
  /** Waits until the first pass over every frame is done. */
  settled(): Promise<TabVerdict>;
  /** Waits until the tab's verdict is of that level. */
  level(level: Level): Promise<void>;
  /** Waits for a warning whose name starts with the level. */
  warning(level: '高危' | '警惕' | '高風險'): Promise<Surface>;
  /** Waits until no warning is shown. */
  quiet(): Promise<void>;
  /**
   * Waits until the background has made up its mind about the alarm on the page, and answers what it says: null for
   * nothing. The guard comes after that, and after the script of a card.
   */
  decided(): Promise<TabRecord['said']>;
}

interface PerTest {
  options: Partial<SessionOptions>;
  session: ChromiumSession;
  /** Opens an address in a new tab. */
  open: (url: string, before?: (page: Page) => Promise<unknown>) => Promise<View>;
  /** Makes sure that a page without an alarm gets no card. */
  passedOver: (view: View) => Promise<void>;
}

interface PerWorker {
  browserFound: FoundBrowser;
  /** Gives the worker's own Chromium, with the extension as just installed. Started when first asked for. */
  ordinary: () => Promise<ChromiumSession>;
}

export const test = base.extend<PerTest, PerWorker>({
  browserFound: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the first parameter's pattern.
    async ({}, use) => {
      if (!existsSync(extension)) throw new Error('没有构建好的扩展：先运行 npx wxt build');
      await use(ensureBrowsers(['chromium']).chromium!);
    },
    { scope: 'worker' },
  ],
  options: [{}, { option: true }],
  ordinary: [
    async ({ browserFound, outside }, use) => {
      const kept: { session?: ChromiumSession } = {};
      await use(async () => {
        if (kept.session) await kept.session.renew();
        else kept.session = await startSession({ browserFound, outside });
        return kept.session;
      });
      await kept.session?.close();
    },
    { scope: 'worker' },
  ],
  session: async ({ browserFound, outside, options, ordinary }, use) => {
    if (Object.keys(options).length === 0) return use(await ordinary());
    const session = await startSession({ browserFound, outside, ...options });
    await use(session);
    await session.close();
  },
  open: async ({ session }, use) => {
    await use(async (url, before) => {
      const page = await session.context.newPage();
      await before?.(page);
      await page.goto(url);
      return viewOf(session, page);
    });
  },
  passedOver: async ({ site, session, open }, use) => {
    await use(async ({ page, view }) => {
      // Nothing tells that nothing was decided; but what is opened later has its card later, and has it by now.
      const later = await open(site.place('later', saying(LURE), 'chat'));
      await later.warning('高危');
      await later.page.close();
      await page.bringToFront();
      expect((await session.known(page))?.said).toBeNull();
      expect(await view.surfaces()).toEqual([]);
    });
  },
});

/** A session that a test itself starts and closes, to close it and go on with the same profile. */
export function startSession({
  browserFound,
  outside,
  ...options
}: { browserFound: FoundBrowser; outside: Outside } & Partial<SessionOptions>): Promise<ChromiumSession> {
  return startChromium({ browser: browserFound, extension, proxy: `127.0.0.1:${outside.port}`, ...options });
}

export function viewOf(session: ChromiumSession, page: Page): View {
  const view = new PageView(page);
  const verdict = () => session.verdict(page);
  return {
    page,
    view,
    verdict,
    badge: () => session.badge(page),
    words: () => markedWords(page),
    settled: async () => {
      await expect.poll(async () => (await verdict()).settled, { message: '第一遍扫描没有完成' }).toBe(true);
      return verdict();
    },
    level: async (level) => {
      await expect.poll(async () => (await verdict()).level, { message: `判定不是 ${level}` }).toBe(level);
    },
    warning: async (level) => {
      const names = async () => (await view.surfaces()).map((surface) => surface.name);
      await expect.poll(names, { message: `没有出现${level}提醒` }).toEqual([expect.stringMatching(`^${level}`)]);
      return (await view.surfaces())[0]!;
    },
    quiet: async () => {
      await expect.poll(() => view.surfaces(), { message: '提醒没有消失' }).toEqual([]);
    },
    decided: async () => {
      const scripts = async () => (await session.known(page))?.equipped['0'];
      await expect.poll(scripts, { message: '没有放守门的脚本' }).toContain('/guard.js');
      return (await session.known(page))!.said;
    },
  };
}

/**
 * Adds a lure to the end of the page and waits for its mark: whatever stood on the page before has been read by then,
 * so that what is still unmarked was left alone on purpose.
 */
export async function addCanary(of: View): Promise<void> {
  await of.page.evaluate((text) => {
    const canary = document.createElement('p');
    canary.id = 'canary';
    canary.textContent = text;
    document.body.append(canary);
  }, LURE);
  await expect.poll(() => canaryMarked(of.page), { message: '后来加上的话没有被标出来' }).toBe(true);
}

function canaryMarked(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const canary = document.getElementById('canary');
    return [...CSS.highlights.values()].some((highlight) =>
      [...highlight].some((range) => canary?.contains(range.startContainer) === true),
    );
  });
}

/** Share of the rectangle's pixels that are exactly of the given colour, 0–1. */
export async function shareOfColour(
  page: Page,
  box: { x: number; y: number; width: number; height: number },
  colour: [red: number, green: number, blue: number],
): Promise<number> {
  const picture = await page.screenshot({ clip: box });
  const reader = await page.context().newPage();
  try {
    return await reader.evaluate(
      async ([base64, [red, green, blue]]) => {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
        const context = canvas.getContext('2d')!;
        context.drawImage(bitmap, 0, 0);
        const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
        let same = 0;
        for (let at = 0; at < data.length; at += 4) {
          if (data[at] === red && data[at + 1] === green && data[at + 2] === blue) same++;
        }
        return same / (data.length / 4);
      },
      [picture.toString('base64'), colour] as const,
    );
  } finally {
    await reader.close();
  }
}

export { markedInside } from '../../../scripts/page-view.ts';
export { expect };
