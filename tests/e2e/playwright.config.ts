import { defineConfig } from '@playwright/test';

// Playwright is the runner for both browsers; Firefox is driven by our own Marionette client (see firefox/).
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  // A machine with two cores now and then starves a browser; `npm test` says what passed only the second time.
  retries: 1,
  // Each test starts a browser of its own; more at once only slow each other down on a small machine.
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] ? [['list'], ['json']] : 'list',
  projects: [
    { name: 'chromium', testDir: 'chromium' },
    // One Firefox for all of its tests: it takes seconds to start.
    { name: 'firefox', testDir: 'firefox', workers: 1, fullyParallel: false },
  ],
});
