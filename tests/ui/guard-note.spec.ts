import { expect, test } from './playground-page.ts';

test('the step is that of the act: scanning a code is the first, however far the page speaks', async ({ open }) => {
  const page = await open('note-danger');
  await expect(page.getByRole('alertdialog', { name: /^高危 扫码之前/ })).toContainText('第 1 步，共 5 步');
  await expect(page.locator('.note .here')).toHaveText('招点赞员、刷单员');
  // What follows this step, not what follows the one that the rule speaks of.
  await expect(page.locator('.note')).toContainText(/下一步\s*小任务先返几元/);
});

test('an app comes at another step in every script: no step is named', async ({ open }) => {
  const page = await open('note-held');
  await expect(page.getByRole('alertdialog', { name: /^高危 装 App 之前/ })).toContainText(
    '像“刷单返利”骗局里的一步。',
  );
  await expect(page.locator('.note .here')).toHaveCount(0);
  await expect(page.locator('.note')).toContainText(/下一步\s*垫钱做连单、组合单/);
});

test('like every true warning it begins with the picture-word, however low the window', async ({ open }) => {
  for (const size of ['normal', 'elder'] as const) {
    const page = await open('note-held', { size, width: 320, height: 200 });
    await expect(page.locator('.note .head .seal'), size).toBeInViewport({ ratio: 1 });
  }
});
