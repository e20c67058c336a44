import { test as base, type ConsoleMessage, expect, type Page } from '@playwright/test';
import { buildPlayground, servePlayground } from '../../scripts/playground.ts';

export interface Setting {
  lang?: 'zh_CN' | 'zh_TW' | 'en';
  size?: 'normal' | 'elder';
  scheme?: 'light' | 'dark';
  width?: number;
  height?: number;
}

interface PerTest {
  /** Shows one state of the playground, on a page as empty as a new one. */
  open: (state: string, setting?: Setting) => Promise<Page>;
  /** The callbacks that the state has made so far, name first. */
  calls: () => Promise<unknown[][]>;
}

interface PerWorker {
  site: string;
  /** One page for all tests of a worker: opening one costs many times what showing a state does. */
  shelf: Page;
}

export const test = base.extend<PerTest, PerWorker>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a destructured first argument.
    async ({}, use) => {
      const { url, close } = await servePlayground(await buildPlayground());
      await use(url);
      close();
    },
    { scope: 'worker' },
  ],
  shelf: [
    async ({ browser }, use) => {
      const page = await browser.newPage();
      await use(page);
      await page.close();
    },
    { scope: 'worker' },
  ],
  page: async ({ shelf }, use) => use(shelf),
  open: async ({ page, site }, use) => {
    // The page requires Trusted Types and allows no policy: one forbidden sink, and there is an error here.
    const errors: string[] = [];
    const thrown = ({ message }: Error) => void errors.push(message);
    const logged = (message: ConsoleMessage) => void (message.type() === 'error' && errors.push(message.text()));
    page.on('pageerror', thrown).on('console', logged);
    await use(async (state, { lang = 'zh_CN', size = 'normal', scheme = 'light', width = 1280, height = 800 } = {}) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      if (page.url() !== site) await page.goto(site);
      await page.evaluate(
        (address) => (window as unknown as { show: (address: string) => void }).show(address),
        `${state}?lang=${lang}&size=${size}`,
      );
      // A live region is there before what it says.
      await expect(page.locator('.cly')).toHaveText(/\S/);
      return page;
    });
    page.off('pageerror', thrown).off('console', logged);
    expect(errors).toEqual([]);
  },
  calls: async ({ page }, use) => {
    await use(() => page.evaluate(() => (window as unknown as { calls: unknown[][] }).calls));
  },
});

export { expect };
