import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, LURE, startSession, test, viewOf } from './fixtures.ts';

test('在设置里换语言：卡片、徽标、弹窗、求助页当时就换，原话不动', async ({ site, open, session }) => {
  const board = await open(site.url('hostile', 'split.html'));
  await board.warning('高危');
  const quote = (await board.view.surfaces())[0]!.text.split('\n').find((line) => line.includes('abc12345'))!;
  const popup = await session.context.newPage();
  await popup.goto(session.ownPage('popup.html?tab=0'));
  await popup.getByRole('textbox').fill(LURE);
  const asked = session.context.waitForEvent('page');
  await board.page.bringToFront();
  await board.view.press('我已经转账了');
  const help = await asked;
  await help.getByLabel('还想记下的').fill('昨天下午加的微信');

  const options = await session.context.newPage();
  await options.goto(session.ownPage('options.html'));
  await options.getByRole('radio', { name: '繁體中文' }).click();
  await expect(options.getByRole('heading', { level: 1 })).toHaveText('擦亮眼 · 設定');
  await expect.poll(async () => (await board.view.surfaces())[0]?.text).toContain('接下來多半會');
  const traditional = (await board.view.surfaces())[0]!;
  expect(traditional.name).toContain('刷單返利');
  expect(traditional.text).toContain(quote);
  await expect.poll(() => session.badgeTitle(board.page)).toContain('很像騙局');
  await expect(popup.locator('.answer h2')).toContainText('疑似「刷單返利」話術');
  await expect(help.getByRole('heading', { level: 1 })).toHaveText('先別慌，一步一步來');
  await expect(help.locator('.calls')).toContainText(/110.*999.*165.*18222.*96110/s);
  // What the person has written stays.
  await expect(help.getByLabel('還想記下的')).toHaveValue('昨天下午加的微信');

  await options.getByRole('radio', { name: 'English' }).click();
  await expect(options.getByRole('heading', { level: 1 })).toHaveText('Caliangyan · Settings');
  await expect.poll(async () => (await board.view.surfaces())[0]?.name).toMatch(/^Danger .*fake tasks, paid back/);
  const english = (await board.view.surfaces())[0]!;
  expect(english.text).toContain(quote);
  expect(english.text).toMatch(/, help me /);
  await expect.poll(() => session.badgeTitle(board.page)).toMatch(/^Danger/);
  await expect(popup.locator('.answer h2')).toContainText('fake tasks, paid back');
  // Chinese that stays Chinese says so to a screen reader; what the trick does is told in English.
  await expect(popup.locator('.answer h3[lang]').first()).toHaveAttribute('lang', 'zh-CN');
  await expect(popup.locator('.answer dd').first()).toContainText('Small home tasks');
});

test('选过的语言，重开浏览器还在', async ({ site, browserFound, outside }) => {
  test.setTimeout(120_000);
  const profile = await mkdtemp(join(tmpdir(), 'caliangyan-language-'));
  try {
    const before = await startSession({ browserFound, outside, profile });
    const options = await before.context.newPage();
    await options.goto(before.ownPage('options.html'));
    await options.getByRole('radio', { name: '繁體中文' }).click();
    await expect(options.getByRole('heading', { level: 1 })).toHaveText('擦亮眼 · 設定');
    await before.close();
    const after = await startSession({ browserFound, outside, profile });
    const page = await after.context.newPage();
    await page.goto(site.url('hostile', 'split.html'));
    await viewOf(after, page).warning('高風險');
    expect((await viewOf(after, page).view.surfaces())[0]?.text).toContain('接下來多半會');
    await after.close();
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});
