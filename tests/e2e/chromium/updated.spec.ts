import { addCanary, expect, startSession, test, viewOf } from './fixtures.ts';

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

test('更新之后，开着的页不用刷新：说过的小一些，展开按得通；后来的话照样标出', async ({ site, open, session }) => {
  const page = await open(site.url('hostile', 'split.html'));
  await page.warning('高危');
  const shown = async () => ((await session.kept())['quiet'] as { shown: unknown[] }).shown.length;
  await expect.poll(shown).toBe(1);
  // What comes to lie on top of a page; two versions that fight for that place would be seen here.
  const raised = await page.page.evaluateHandle(() => {
    const seen: Event[] = [];
    document.addEventListener('toggle', (event) => (event as ToggleEvent).newState === 'open' && seen.push(event), {
      capture: true,
    });
    return seen;
  });
  await session.update();
  await page.page.bringToFront();
  // Of the new version; the old card gives way to it, and its words are not read as the page's: nothing new was said.
  await expect.poll(shown).toBe(2);
  expect((await page.warning('高危')).role).toBe('status');
  await page.view.press('看整张提醒');
  await expect.poll(async () => (await page.view.surfaces())[0]?.role).toBe('alertdialog');
  const helped = session.context.waitForEvent('page');
  await page.view.press('我已经转账了');
  await expect(await helped).toHaveURL(/help\.html\?page=transferred/);
  await page.page.bringToFront();
  await page.view.press('知道了');
  await page.quiet();
  expect(await raised.evaluate((seen) => seen.length)).toBe(1);
  await addCanary(page);
});

test('装上之前就开着的页，不用刷新就提醒，框架里也读', async ({ site, browserFound, outside }) => {
  const openBefore = [site.url('hostile', 'split.html'), site.url('hostile', 'frames.html')];
  const session = await startSession({ browserFound, outside, openBefore });
  const [split, frames] = openBefore.map((url) =>
    viewOf(session, session.context.pages().find((page) => page.url() === url)!),
  );
  await split!.page.bringToFront();
  await split!.warning('高危');
  await frames!.page.bringToFront();
  await frames!.settled();
  expect((await frames!.words()).length).toBeGreaterThan(0);
  await session.close();
});
