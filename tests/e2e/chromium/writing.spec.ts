import type { Page } from '@playwright/test';
import type { Quiet } from '../../../advice/ladder.ts';
import { TYPING_PAUSE_MS } from '../../../advice/moment.ts';
import type { ChromiumSession } from '../../../scripts/chromium-session.ts';
import { document as pageOf } from '../shared.ts';
import { SAYS } from '../stories.ts';
import { expect, LURE, test } from './fixtures.ts';

/** A box, found by no selector in a closed tree: it tells the top window what is in it, and each Enter it hears. */
const told =
  '<script>const tell = (box) => { for (const type of ["input", "keydown"]) box.addEventListener(type, (event) => top.postMessage(event.key === "Enter" ? { sent: true } : { text: box.value ?? box.innerText }, "*")); };</script>';
const AREA = `${told}<textarea id="box" style="width:200px;height:30px"></textarea><script>tell(box)</script>`;
const BOXES: Record<string, string> = {
  文本域: AREA,
  输入框: `${told}<input id="box" style="width:200px;height:30px"><script>tell(box)</script>`,
  可编辑的一块: `${told}<div id="box" contenteditable="true" style="min-height:2em;border:1px solid"></div><script>tell(box)</script>`,
  关着的影子树: `${told}<div id="host" style="display:block;height:40px"></div><script>const root = host.attachShadow({ mode: "closed" }); root.append(Object.assign(document.createElement("textarea"), { id: "box" })); root.firstChild.style = "width:200px;height:30px"; tell(root.firstChild)</script>`,
};

/** Opened on that page, what is in the box and whether Enter came to it is kept in the top window. */
async function listened(page: Page): Promise<void> {
  await page.addInitScript(() => {
    if (window.top !== window) return;
    const box = { text: '', sent: false };
    Object.assign(window, { kept: box });
    addEventListener('message', ({ data }) => void Object.assign(box, data));
  });
}

const kept = (page: Page) => page.evaluate(() => (window as unknown as { kept: { text: string; sent: boolean } }).kept);

async function say(page: Page, text: string): Promise<void> {
  await page.evaluate((words) => {
    document.body.append(Object.assign(document.createElement('p'), { textContent: words }));
  }, text);
}

async function clickInto(page: Page): Promise<void> {
  // By its place, since no locator reaches into a closed shadow tree.
  const box = (await page.locator('#place').boundingBox())!;
  await page.mouse.click(box.x + 60, box.y + 20);
}

async function dismissedBy(session: ChromiumSession): Promise<unknown[]> {
  return ((await session.kept())['quiet'] as Quiet | undefined)?.dismissed ?? [];
}

const placed = (html: string) => ({ body: pageOf('聊天', `<main id="place" style="width:320px">${html}</main>`) });

for (const [kind, html] of Object.entries(BOXES)) {
  test(`在写字：卡片来了，字接着进框，Esc 不算知道了；按 F6 到卡片，关上回到框里：${kind}`, async ({
    site,
    open,
    session,
  }) => {
    const { page, warning, quiet } = await open(site.place('chat', placed(html)), listened);
    await clickInto(page);
    await page.keyboard.type('ab');
    await say(page, LURE);
    const card = await warning('高危');
    expect(card.text).toContain('按 F6 到这条提醒');
    await page.keyboard.type('cd');
    await page.keyboard.press('Escape');
    await page.keyboard.type('e');
    await expect.poll(async () => (await kept(page)).text.trim()).toBe('abcde');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await kept(page)).sent).toBe(true);
    await warning('高危');
    expect(await dismissedBy(session)).toEqual([]);
    // There and back, and there again: what is typed there is not the page's.
    await page.keyboard.press('F6');
    await page.keyboard.type('xx');
    await page.keyboard.press('F6');
    await page.keyboard.type('f');
    await expect.poll(async () => (await kept(page)).text.trim()).toMatch(/^abcde\s*f$/);
    await page.keyboard.press('F6');
    await page.keyboard.press('Escape');
    await quiet();
    await expect.poll(() => dismissedBy(session)).toHaveLength(1);
    await page.keyboard.type('g');
    await expect.poll(async () => (await kept(page)).text.trim()).toMatch(/^abcde\s*fg$/);
  });
}

test('别的网站的框架里有键盘：卡片来了，字接着进去', async ({ site, open }) => {
  const frame = site.place('box', { body: pageOf('框', AREA) }, 'task');
  const html = `<iframe src="${frame}" style="border:0;height:80px"></iframe>`;
  const { page, warning } = await open(site.place('chat', placed(html)), listened);
  await page.frameLocator('iframe').locator('#box').click();
  await page.keyboard.type('ab');
  await expect.poll(async () => (await kept(page)).text).toBe('ab');
  await say(page, LURE);
  await warning('高危');
  await page.keyboard.type('cd');
  await page.keyboard.press('Escape');
  await page.keyboard.type('e');
  await expect.poll(async () => (await kept(page)).text).toBe('abcde');
  await warning('高危');
});

test('警惕升到高危的时候在写字：键盘不动；没在写，卡片照旧拿到键盘', async ({ site, open }) => {
  const { page, warning } = await open(site.place('rise', placed(AREA)), listened);
  await say(page, SAYS.lure);
  await warning('警惕');
  await clickInto(page);
  await say(page, SAYS.stake);
  const card = await warning('高危');
  await page.keyboard.type('ab');
  await expect.poll(async () => (await kept(page)).text).toBe('ab');
  expect(card.text).toContain('按 F6 到这条提醒');
  const other = await open(site.place('read', placed(AREA), 'jobs'), listened);
  await say(other.page, LURE);
  expect((await other.warning('高危')).text).not.toContain('F6');
  await other.page.keyboard.press('Escape');
  await other.quiet();
});

test('输入法正在拼：卡片等它拼完', async ({ site, open }) => {
  const { page, view, decided, warning } = await open(site.place('ime', placed(AREA)), listened);
  await clickInto(page);
  const keys = await page.context().newCDPSession(page);
  await page.keyboard.type('a');
  await say(page, LURE);
  await decided();
  await keys.send('Input.imeSetComposition', { text: "ni'hao", selectionStart: 6, selectionEnd: 6 });
  // Beyond the pause that ends typing: a person looks through the candidates as long as they like.
  const now = () => page.evaluate(() => performance.now());
  await expect.poll(now).toBeGreaterThan((await now()) + 2 * TYPING_PAUSE_MS);
  expect(await view.surfaces()).toEqual([]);
  await keys.send('Input.insertText', { text: '你好' });
  await warning('高危');
  await expect.poll(async () => (await kept(page)).text).toBe('a你好');
});

test('写着字，那边又走了一步：原来的卡片还站着，停下来才换成新的', async ({ site, open, session }) => {
  const { page, view, warning } = await open(site.place('step', placed(AREA)), listened);
  await say(page, SAYS.lure);
  await warning('警惕');
  await clickInto(page);
  const keys = await page.context().newCDPSession(page);
  await page.keyboard.type('a');
  await say(page, SAYS.stake);
  await expect.poll(async () => (await session.known(page))?.said).toMatchObject({ surface: 'full' });
  await keys.send('Input.imeSetComposition', { text: "ni'hao", selectionStart: 6, selectionEnd: 6 });
  await expect.poll(async () => (await session.known(page))?.said).not.toHaveProperty('unsent');
  const now = () => page.evaluate(() => performance.now());
  await expect.poll(now).toBeGreaterThan((await now()) + TYPING_PAUSE_MS);
  expect((await view.surfaces()).map(({ name }) => name)).toEqual([expect.stringMatching(/^警惕/)]);
  await keys.send('Input.insertText', { text: '你好' });
  await warning('高危');
});
