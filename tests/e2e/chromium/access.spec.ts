import type { Page } from '@playwright/test';
import { SAYS, saying } from '../stories.ts';
import { expect, test } from './fixtures.ts';

type HostAccess = 'ON_CLICK' | 'ON_ALL_SITES';
declare const chrome: {
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
