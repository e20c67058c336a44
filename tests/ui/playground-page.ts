import { test as base, expect, type Page } from '@playwright/test';
import { buildPlayground, servePlayground } from '../../scripts/playground.ts';

export interface Setting {
  lang?: 'zh_CN' | 'zh_TW' | 'en';
  size?: 'normal' | 'elder';
  scheme?: 'light' | 'dark';
  width?: number;
  height?: number;
}

/** `open` shows one state of the playground; `calls` are the callbacks it has made so far, name first. */
export const test = base.extend<
  { open: (state: string, setting?: Setting) => Promise<Page>; calls: () => Promise<unknown[][]> },
  { site: string }
>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a destructured first argument.
    async ({}, use) => {
      const { url, close } = await servePlayground(await buildPlayground());
      await use(url);
      close();
    },
    { scope: 'worker' },
  ],
  open: async ({ page, site }, use) => {
    // The page requires Trusted Types and allows no policy: one forbidden sink, and there is an error here.
    const errors: string[] = [];
    page.on('pageerror', ({ message }) => errors.push(message));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await use(async (state, { lang = 'zh_CN', size = 'normal', scheme = 'light', width = 1280, height = 800 } = {}) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      await page.goto('about:blank');
      await page.goto(`${site}#${state}?lang=${lang}&size=${size}`);
      await page.locator('.cly > *').first().waitFor();
      return page;
    });
    expect(errors).toEqual([]);
  },
  calls: async ({ page }, use) => {
    await use(() => page.evaluate(() => (window as unknown as { calls: unknown[][] }).calls));
  },
});

export { expect };
