import { type Browser, chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { afterAll, beforeAll } from 'vitest';
import { chromiumFlags, findBrowser } from '../../scripts/browsers.ts';
import { ruleFile, rulesFolder } from '../engine/fixtures.ts';
import type {} from './bundle.ts';

/**
 * Real Chromium for the tests of page/: what they are about — rendering, slots, highlights, observers — no imitation of
 * a browser has. One browser a test file, one fresh document a test.
 */

const folder = rulesFolder({
  'brushing/test-rule.yaml': ruleFile({
    signals: `
  零门槛:
    stage: lure
    strength: strong
    phrases: [有手机就(能|可以)(做|操作)]
  垫付:
    stage: stake
    strength: medium
    phrases: [先垫付]
  日结:
    stage: lure
    strength: weak
    phrases: [佣金日结]
`,
    match: `
  - { all: [零门槛], level: caution }
  - { all: [零门槛, $站外句柄], within: 80, level: danger }
  - { all: [日结, 垫付], within: 60, level: caution }
`,
  }),
  'brushing/other-rule.yaml': ruleFile({
    id: 'other-rule',
    signals: `
  客服:
    stage: lure
    strength: strong
    phrases: [我是(平台|京东)客服]
`,
    match: `
  - { all: [客服], level: caution }
`,
  }),
  'loan/loan-rule.yaml': ruleFile({
    id: 'loan-rule',
    category: 'loan',
    signals: `
  贷款:
    stage: lure
    strength: strong
    phrases: [无视征信]
`,
    match: `
  - { all: [贷款], level: caution }
`,
  }),
});

async function bundle(file: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: { entry: new URL(file, import.meta.url).pathname, formats: ['iife'], name: 'bundle' },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !('output' in output)) throw new Error('Vite built nothing.');
  return output.output[0].code;
}

export interface OpenPage {
  page: Page;
  /** Scans the page and waits for the first pass to end. */
  scan(options?: { keepTexts?: boolean; hugeElements?: number; frame?: string }): Promise<void>;
}

export function useBrowser(): { open(html: string): Promise<OpenPage> } {
  const tab = useTab('bundle.ts');
  const { loaded } = folder.load();
  afterAll(() => folder.remove());
  return {
    async open(html) {
      const page = await tab.open(html);
      await page.evaluate((ruleset) => window.makeHarness(ruleset), loaded.ruleset);
      return {
        page,
        async scan(options = {}) {
          await page.evaluate((given) => window.harness.scan(given), options);
          await page.waitForFunction(() => window.harness.report()?.settled === true);
        },
      };
    },
  };
}

/** Opens documents with a bundle of its own in them, without the scanner. */
export function useTab(file: string): { open(html: string): Promise<Page> } {
  let browser: Browser;
  let page: Page;
  let script: string;
  beforeAll(async () => {
    const found = findBrowser('chromium');
    if (!found) throw new Error('这些测试需要 Chromium：请先运行 npx tsx scripts/browsers.ts chromium');
    [browser, script] = await Promise.all([
      chromium.launch({ executablePath: found.path, args: chromiumFlags() }),
      bundle(file),
    ]);
    page = await browser.newPage();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
  }, 60_000);
  return {
    async open(html) {
      // A new document in the same tab: a new tab costs a new Chromium many times as much, and an old one goes on painting.
      await page.goto('about:blank');
      await page.emulateMedia({ reducedMotion: null });
      await page.setContent(html);
      await page.addScriptTag({ content: script });
      return page;
    },
  };
}
