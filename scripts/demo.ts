/**
 * `npm run demo`: builds the extension, opens a real browser with it on the bundled demo site and walks the story.
 * With a display the window is shown and stays open; without one it runs headless, prints what was warned and why,
 * compares that with the story and writes pictures to `demo-output/`.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { loadCompiled } from '../compiler/compiled.ts';
import { startDemoSite } from '../demo/server.ts';
import type { Catalog } from '../engine/catalog.ts';
import { ensureBrowsers, hasDisplay } from './browsers.ts';
import { startChromium } from './chromium-session.ts';
import { walkForPictures } from './demo-pictures.ts';
import { type Setting, walk } from './demo-walk.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const extension = join(root, '.output', 'chrome-mv3');

/** Time to look at a page when somebody is watching, in milliseconds. */
const READING_MS = 9_000;

/** Walks the story before somebody who watches, and leaves the window to him. */
async function walkInWindow({ browser, site }: Setting, catalog: Catalog): Promise<string[]> {
  const session = await startChromium({ browser, extension, headless: false, viewport: null });
  const closed = new Promise<void>((resolve) => session.context.once('close', () => resolve()));
  try {
    const wrong = await walk(session, site, catalog, async () => {
      await Promise.race([pause(READING_MS), closed]);
    });
    console.log(`\n演示站点：${site.home}\n窗口留给你：随便点。关掉浏览器窗口，演示就结束。`);
    await closed;
    return wrong;
  } finally {
    await session.close();
  }
}

async function main(): Promise<void> {
  const build = spawnSync(join(root, 'node_modules', '.bin', 'wxt'), ['build', '-b', 'chrome'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (build.status !== 0) throw new Error('扩展没有构建成功，原因见上。');
  const browser = ensureBrowsers(['chromium']).chromium!;
  const { catalog } = await loadCompiled();
  const site = await startDemoSite();
  try {
    const wrong = await (hasDisplay() ? walkInWindow : walkForPictures)({ browser, site, extension }, catalog);
    if (wrong.length === 0) {
      console.log('\n和故事一致：该提醒的都提醒了，该不出声的没有出声。');
      return;
    }
    console.error(`\n和故事不一致（${wrong.length} 处）：\n${wrong.map((sentence) => `  ${sentence}`).join('\n')}`);
    process.exitCode = 1;
  } finally {
    await site.close();
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
