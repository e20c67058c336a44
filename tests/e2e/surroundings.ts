import { test as base } from '@playwright/test';
import { type DemoSite, startDemoSite } from '../../demo/server.ts';
import { Outside } from './outside.ts';

/** What stands round every browser of the stories, once for each worker. */
export interface Surroundings {
  /** The pages that are visited. */
  site: DemoSite;
  /** All that a browser tries to reach beyond them. */
  outside: Outside;
}

export const test = base.extend<object, Surroundings>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the first parameter's pattern.
    async ({}, use) => {
      const site = await startDemoSite();
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],
  outside: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the first parameter's pattern.
    async ({}, use) => {
      const outside = await Outside.open();
      await use(outside);
      await outside.close();
    },
    { scope: 'worker' },
  ],
});
