import { expect, test } from './fixtures.ts';

declare const chrome: { runtime: { reload(): void } };

// A browser of its own: what is left of the extension afterwards is not what the others start from.
test.use({ options: { colorScheme: 'light' } });

test('扩展在卡片下面更新了：按“我已经转账了”，卡片里有电话，能刷新本页', async ({ site, open, session }) => {
  const page = await open(site.url('hostile', 'split.html'));
  await page.warning('高危');
  const [asker] = session.context.pages();
  // The page of the extension goes with it, and the answer too.
  const closed = asker!.waitForEvent('close');
  asker!.evaluate(() => chrome.runtime.reload()).catch(() => undefined);
  await closed;
  await page.view.press('我已经转账了');
  await expect.poll(async () => (await page.view.surfaces())[0]?.buttons).toContain('刷新本页');
  const card = await page.warning('高危');
  expect(card.text).toContain('96110');
  const reloaded = page.page.waitForEvent('load');
  await page.view.press('刷新本页');
  await reloaded;
});
