import { expect, test } from './fixtures.ts';

test.describe('刚装好', () => {
  test.use({ options: { keepWelcome: true } });

  test('设置页打开一次，说出这台电脑的暗号；卡片上的就是它', async ({ site, open, session }) => {
    const own = (url: string) => url.startsWith(session.ownPage('options.html'));
    await expect.poll(() => session.context.pages().filter((page) => own(page.url())).length).toBe(1);
    const welcome = session.context.pages().find((page) => own(page.url()))!;
    const told = welcome.getByRole('region', { name: '暗号' }).getByRole('status');
    await expect(told).toContainText('这台电脑的暗号是');
    const word = /“(.+)”/.exec((await told.textContent()) ?? '')?.[1];
    const page = await open(site.url('hostile', 'split.html'));
    expect((await page.warning('高危')).text).toContain(`暗号 · ${word}`);
  });
});
