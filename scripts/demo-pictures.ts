import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { STORY } from '../demo/story.ts';
import type { Catalog } from '../engine/catalog.ts';
import { type ChromiumSession, type SessionOptions, startChromium } from './chromium-session.ts';
import { lookUntil, type Setting, visit, walk } from './demo-walk.ts';
import { PageView } from './page-view.ts';

/** The demo's pictures: stops of the story and what the card's buttons open, in several dresses. */

const output = fileURLToPath(new URL('../demo-output', import.meta.url));

/** Walks the story without a window and takes its pictures. Returns what differed, each with its stop. */
export async function walkForPictures(setting: Setting, catalog: Catalog): Promise<string[]> {
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  const { browser, site, extension } = setting;
  const session = await startChromium({ browser, extension });
  let wrong: string[];
  try {
    wrong = await walk(session, site, catalog, (page, name) => shoot(page, `${name}-light`));
    const front = session.context.pages().find((page) => page.url().startsWith(site.url('jobs')));
    if (front) {
      await shootPopup(session, front, 'light');
      await shootHelp(session, front);
      await shootLanguages(session, front);
    }
  } finally {
    await session.close();
  }
  await picture(setting, 'dark', { colorScheme: 'dark' }, 'normal', [0, 2, 3, 5]);
  await picture(setting, 'narrow', { viewport: { width: 400, height: 820 } });
  await picture(setting, 'elder', {}, 'elder');
  console.log(`\n图片在 demo-output/`);
  return wrong;
}

/** The first stop once more in another dress, for the pictures. */
async function picture(
  { browser, site, extension }: Setting,
  name: string,
  options: Partial<SessionOptions>,
  size: 'normal' | 'elder' = 'normal',
  steps: readonly number[] = [0],
): Promise<void> {
  const session = await startChromium({ browser, extension, ...options });
  try {
    if (size === 'elder') await session.setLooks({ size });
    for (const index of steps) {
      const step = STORY[index]!;
      const { page } = await visit(session, site, step);
      await shoot(page, `${step.picture}-${name}`);
      if (index === 0) await shootPopup(session, page, name);
    }
  } finally {
    await session.close();
  }
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(output, `${name}.png`), animations: 'disabled' });
}

/** The card as it stands, in the other languages; it changes while it is looked at. */
async function shootLanguages(session: ChromiumSession, page: Page): Promise<void> {
  const view = new PageView(page);
  await page.bringToFront();
  for (const [language, sign] of [
    ['zh-TW', '接下來'],
    ['en', 'Danger'],
  ] as const) {
    await session.setLooks({ language });
    await lookUntil(
      () => view.surfaces(),
      (now) => now.some(({ name, text }) => `${name} ${text}`.includes(sign)),
    );
    await shoot(page, `1-jobs-${language}`);
  }
  await session.setLooks({ language: 'auto' });
}

/** What the card's buttons open: 问问家人 and 我已经转账了. */
async function shootHelp(session: ChromiumSession, page: Page): Promise<void> {
  const view = new PageView(page);
  for (const [button, name] of [
    ['问问家人', '7-family'],
    ['我已经转账了', '8-transferred'],
  ] as const) {
    await page.bringToFront();
    const opened = session.context.waitForEvent('page');
    await view.press(button);
    const help = await opened;
    await help.locator('main').waitFor();
    await help.screenshot({ path: join(output, `${name}.png`), fullPage: true });
    await help.close();
  }
}

async function shootPopup(session: ChromiumSession, page: Page, name: string): Promise<void> {
  await page.bringToFront();
  const popup = await session.openPopup();
  try {
    await popup.paint(name === 'dark' ? 'dark' : 'light');
    await popup.waitFor(`document.body.innerText.includes('高危')`);
    writeFileSync(join(output, `popup-${name}.png`), await popup.screenshot());
    await popup.type('您的包裹在运输途中丢失，我们给您三倍理赔，请下载会议软件共享屏幕办理');
    await popup.waitFor(`document.body.innerText.includes('疑似“')`);
    writeFileSync(
      join(output, `popup-lookup-${name}.png`),
      await popup.screenshot(`document.querySelector('textarea')`),
    );
  } finally {
    await popup.close();
  }
}
