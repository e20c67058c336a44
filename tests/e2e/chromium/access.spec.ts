import type { Page } from '@playwright/test';
import { SAYS, saying } from '../stories.ts';
import { expect, test } from './fixtures.ts';

type HostAccess = 'ON_CLICK' | 'ON_ALL_SITES';
declare const chrome: {
  tabs: { query(filter: object): Promise<{ id: number }[]> };
  action: { getBadgeText(tab: { tabId: number }): Promise<string> };
  developerPrivate: {
    updateExtensionConfiguration(change: { extensionId: string; hostAccess: HostAccess }): Promise<void>;
  };
};

/** The choice of the extension's menu in the toolbar, made on the browser's own page. */
const choose = (page: Page, extensionId: string, hostAccess: HostAccess) =>
  page.evaluate((change) => chrome.developerPrivate.updateExtensionConfiguration(change), { extensionId, hostAccess });

// A browser of its own: what the person has chosen would outlive the test.
test.use({ options: { colorScheme: 'light' } });

test('选了“点击时”：弹窗说没有看这一页、怎么让它看；获准以后，开着的网页不用刷新', async ({ site, open, session }) => {
  const own = await session.context.newPage();
  await own.goto('chrome://extensions');
  await choose(own, session.extensionId, 'ON_CLICK');
  const view = await open(site.place('withheld', saying(SAYS.harvest)));
  const popup = await session.openPopup();
  await popup.waitFor(`document.body.innerText.includes('还没有看这一页')`);
  expect(await popup.evaluate(`document.querySelector('.let-in button').innerText`)).toBe('允许看所有网页');
  expect(await view.words()).toEqual([]);
  await popup.close();
  await choose(own, session.extensionId, 'ON_ALL_SITES');
  await view.page.bringToFront();
  await view.warning('高危');
  const again = await session.openPopup();
  await again.waitFor(`document.body.innerText.includes('高危')`);
  expect(await again.evaluate(`document.querySelector('.let-in')`)).toBeNull();
});

test('从骗局页去了浏览器自己的页：徽标跟着清空', async ({ site, open, session }) => {
  const view = await open(site.place('left', saying(SAYS.harvest)));
  await expect.poll(() => view.badge()).toBe('!!');
  await view.page.goto('chrome://version');
  const badge = () =>
    session.context.pages()[0]!.evaluate(async () => {
      const [tab] = (await chrome.tabs.query({})).slice(-1);
      return chrome.action.getBadgeText({ tabId: tab!.id });
    });
  await expect.poll(badge).toBe('');
});

test('PDF：不说“没有发现”，说读不了', async ({ site, open, session }) => {
  const pages =
    '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj';
  const body = `%PDF-1.1\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj ${pages}\ntrailer<</Root 1 0 R>>\n`;
  await open(site.place('paper', { headers: { 'content-type': 'application/pdf' }, body }));
  const popup = await session.openPopup();
  await popup.waitFor(`document.body.innerText.includes('扩展不能在这个页面运行')`);
});
