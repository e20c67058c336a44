import { defineConfig } from '@playwright/test';
import { chromiumFlags, findBrowser } from '../../scripts/browsers.ts';

/** The surfaces in a real Chromium, from the playground: no extension around them. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../test-results/ui',
  // A machine with two cores now and then starves a browser; `npm test` says what passed only the second time.
  retries: 1,
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  timeout: 60_000,
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] ? [['list'], ['json']] : 'list',
  use: {
    launchOptions: { executablePath: findBrowser('chromium')?.path ?? 'chromium', args: chromiumFlags() },
  },
});
