import { writeFileSync } from 'node:fs';
import { expect, test } from './fixtures.ts';

const SCHEMES = ['light', 'dark'] as const;

for (const colorScheme of SCHEMES) {
  test.describe(`样子：${colorScheme}`, () => {
    test.use({ options: { colorScheme } });

    test('提醒跟着明暗走，落在窗口里面', async ({ site, open }, info) => {
      const page = await open(site.url('jobs'));
      await page.warning('高危');
      const box = (await page.view.surfaceBox())!;
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.y).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(1280);
      expect(box.y + box.height).toBeLessThanOrEqual(860);
      const file = info.outputPath('card.png');
      writeFileSync(file, await page.page.screenshot({ animations: 'disabled' }));
      await info.attach('card', { path: file });
    });
  });
}

test.describe('样子：窄窗口', () => {
  test.use({ options: { viewport: { width: 360, height: 640 } } });

  test('提醒不超出窗口，按钮都点得到', async ({ site, open }) => {
    const page = await open(site.url('jobs'));
    await page.warning('高危');
    const box = (await page.view.surfaceBox())!;
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(360);
    expect(box.y + box.height).toBeLessThanOrEqual(640);
    await page.view.press('知道了');
    await page.quiet();
  });
});

test('大字：字更大，提醒更简单', async ({ site, open, session }) => {
  await session.setLooks({ size: 'elder' });
  const page = await open(site.url('jobs'));
  const card = await page.warning('高危');
  expect(card.buttons).toContain('知道了');
  const box = (await page.view.surfaceBox())!;
  expect(box.width).toBeGreaterThan(400);
});

test.describe('样子：繁體', () => {
  test.use({ options: { language: 'zh_TW' } });

  test('繁體界面说繁體', async ({ site, open }) => {
    const page = await open(site.url('hostile', 'split.html'));
    await expect.poll(async () => (await page.view.surfaces()).map(({ text }) => text).join()).toContain('接下來');
  });
});
