import type { Page } from '@playwright/test';
import { document as documentOf } from '../shared.ts';
import { SAYS, saying } from '../stories.ts';
import { expect, LURE, test } from './fixtures.ts';

/** Pages that become others without being loaded, and frames that come and go inside them. */

const CLEAN = '图书馆三楼今天下午开放自习。';
const POLICE = '我是某某公安局民警，您名下银行卡涉嫌洗钱，请把资金转入安全账户，配合调查，不要告诉家人。';

/** Another view at another address, as a page that is one program shows it. */
async function goOn(page: Page): Promise<void> {
  await page.evaluate((text) => {
    history.pushState(null, '', '#next');
    document.querySelector('main')!.textContent = text;
  }, CLEAN);
}

test('框架比整页先看完：整页开始以后，框架里的话还在', async ({ site, open }) => {
  const inner = site.place('inner-first', saying(LURE));
  const body = documentOf('慢', `<p>${SAYS.lure}</p><iframe src="${inner}"></iframe><script src="/slow.js"></script>`);
  const url = site.place('slow-page', { body });
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const page = await open('about:blank');
  await page.page.route('**/slow.js', async (route) => {
    await released;
    await route.fulfill({ contentType: 'text/javascript', body: '' });
  });
  await page.page.goto(url, { waitUntil: 'commit' });
  await expect.poll(() => page.badge()).toBe('!!');
  await page.warning('高危');
  release();
  const speaking = async () => new Set((await page.verdict()).findings.map(({ frameId }) => frameId)).size;
  await expect.poll(speaking, { message: '整页和框架没有都说话' }).toBe(2);
  expect(await page.badge()).toBe('!!');
  await page.warning('高危');
});

test('框架拿走了：徽标马上清空', async ({ site, open }) => {
  const inner = site.place('inner-gone', saying(LURE));
  const page = await open(
    site.place('around-gone', { body: documentOf('外', `<p>${CLEAN}</p><iframe src="${inner}"></iframe>`) }),
  );
  await expect.poll(() => page.badge()).toBe('!!');
  await page.page.evaluate(() => document.querySelector('iframe')!.remove());
  await expect.poll(() => page.badge()).toBe('');
});

test('网页换到没有话的一面：卡片收起；按过的卡片留着', async ({ site, open }) => {
  const body = documentOf('一面', `<main>${LURE}</main>`);
  const page = await open(site.place('spa-view', { body }));
  await page.warning('高危');
  await goOn(page.page);
  await page.quiet();
  const other = await open(site.place('spa-view', { body }, 'chat'));
  const card = await other.warning('高危');
  await other.view.press(card.buttons.find((name) => name === '看原文')!);
  await goOn(other.page);
  await expect.poll(() => other.badge()).toBe('');
  await other.warning('高危');
});

test('地址没换，话换掉了：没人碰过的卡片收起；按过的留着，说话已经不在', async ({ site, open }) => {
  const body = documentOf('一面', `<main>${LURE}</main>`);
  const replace = (page: Page) =>
    page.evaluate((text) => {
      document.querySelector('main')!.textContent = text;
    }, CLEAN);
  const page = await open(site.place('replaced', { body }));
  await page.warning('高危');
  await replace(page.page);
  await page.quiet();
  const other = await open(site.place('replaced', { body }, 'chat'));
  await other.warning('高危');
  await other.view.press('先不付，教我核实');
  await replace(other.page);
  const text = async () => (await other.view.surfaces())[0]?.text ?? '';
  await expect.poll(text).toContain('这几句话已经不在页面上了');
  expect(await text()).toContain('96110');
  await other.view.press('返回提醒');
  await other.view.press('看原文');
  await expect.poll(text).toContain('这几句话已经不在页面上了');
  expect(await text()).not.toContain('原文 1');
});

test('话来了又走两次：第二次卡片不再自己收起，没人碰过，变成一条小的', async ({ site, open }) => {
  const { page, view, warning, quiet } = await open(
    site.place('twice', { body: documentOf('一面', `<main>${CLEAN}</main>`) }),
  );
  const say = (words: string) =>
    page.evaluate((text) => {
      document.querySelector('main')!.textContent = text;
    }, words);
  await say(LURE);
  await warning('高危');
  await say(CLEAN);
  await quiet();
  // Another script: of the same one the second card would be small from the start.
  await say(POLICE);
  expect((await warning('高危')).role).toBe('alertdialog');
  await say(CLEAN);
  const surface = async () => (await view.surfaces())[0];
  await expect.poll(async () => (await surface())?.role).toBe('status');
  expect((await surface())?.text).toContain('这几句话已经不在页面上了');
  expect((await surface())?.buttons).toContain('看整张提醒');
});

/** Fills the screen with the page; what it answers has the page say other words. */
async function inFullScreen({ page }: { page: Page }): Promise<(words: string) => Promise<void>> {
  await page.evaluate(() => {
    document.addEventListener('click', () => document.documentElement.requestFullscreen(), { once: true });
  });
  await page.mouse.click(40, 700);
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
  return (words) =>
    page.evaluate((text) => {
      document.querySelector('main')!.textContent = text;
    }, words);
}

test('全屏时等着的卡片：等到的时候话已经没有了，就不出现', async ({ site, open, session }) => {
  const page = await open(site.place('full-view', { body: documentOf('一面', `<main>${CLEAN}</main>`) }));
  const say = await inFullScreen(page);
  await say(LURE);
  await expect.poll(() => page.badge()).toBe('!!');
  const [asker] = session.context.pages();
  /** Whether the background still means to say something on a tab. */
  const due = () =>
    asker!.evaluate(async () => {
      const { storage } = (globalThis as unknown as { chrome: { storage: { session: { get(): Promise<object> } } } })
        .chrome;
      return Object.values(await storage.session.get()).some((tab: { said?: unknown }) => tab.said != null);
    });
  await say(CLEAN);
  await expect.poll(() => page.badge()).toBe('');
  expect(await due()).toBe(true);
  await page.page.evaluate(() => document.exitFullscreen());
  await expect.poll(due).toBe(false);
  expect(await page.view.surfaces()).toEqual([]);
});

test('全屏时等着的卡片：等到的时候换成了别的话，就说那些话', async ({ site, open, session }) => {
  const page = await open(site.place('full-other', { body: documentOf('一面', `<main>${CLEAN}</main>`) }));
  const say = await inFullScreen(page);
  await say(LURE);
  await expect.poll(() => page.badge()).toBe('!!');
  await say('黑户也能下款，无视征信，当天放款，加微信 abc12345 办理');
  const spokenOf = async () => (await session.known(page.page))?.said?.rule;
  const ofLoans = async () => (await page.verdict()).findings.map(({ rule }) => rule);
  await expect.poll(async () => (await ofLoans()).includes((await spokenOf()) ?? '')).toBe(true);
  await page.page.evaluate(() => document.exitFullscreen());
  const card = await page.warning('高危');
  expect(card.text).toContain('黑户');
  expect(card.text).not.toContain('有手机就能做');
});
