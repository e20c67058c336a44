import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { type BrowserContext, expect as expectPage, type Page } from '@playwright/test';
import { expect, test, type View } from './fixtures.ts';

/** The page of ours that the card's button opens. */
async function pressed(view: View, context: BrowserContext, button: string): Promise<Page> {
  const opened = context.waitForEvent('page');
  await view.view.press(button);
  const page = await opened;
  await page.waitForLoadState();
  return page;
}

test('我已经转账了：从卡片走到证据文件，断网也走得完', async ({ site, open, session }, info) => {
  const board = await open(site.url('jobs', '?token=secret-in-the-address'));
  await board.warning('高危');
  const help = await pressed(board, session.context, '我已经转账了');
  await session.context.setOffline(true);
  await expectPage(help.locator('.five > li h2')).toHaveText([
    '停下，别再付',
    '打 110 报警',
    '照着念这几样',
    '给银行打电话',
    '留好证据',
  ]);
  await expectPage(help.locator('.calls').first()).toContainText('110');
  // By keyboard alone, from the top of the page.
  await help.getByLabel('什么时候转的').focus();
  await help.keyboard.type('今天下午三点');
  await help.keyboard.press('Tab');
  await help.keyboard.type('5000');
  await help.keyboard.press('Tab');
  await help.keyboard.type('张某 6222 0212 3456 7890 123');
  await expectPage(help.locator('blockquote')).toContainText('我在今天下午三点转了5000元');
  const preview = help.getByRole('region', { name: '证据预览' });
  await expectPage(preview).toContainText('有手机就能做');
  await expectPage(preview).toContainText('622************0123');
  await expectPage(preview).not.toContainText('secret-in-the-address');
  const paper = info.outputPath('transferred.pdf');
  writeFileSync(paper, await help.pdf({ format: 'A4' }));
  await info.attach('打印', { path: paper });

  const saved = async (button: string) => {
    const download = help.waitForEvent('download');
    await help.getByRole('button', { name: button }).press('Enter');
    return readFileSync(await (await download).path(), 'utf8');
  };
  const json = JSON.parse(await saved('存成数据文件'));
  expect(json.masked).toBe(true);
  expect(json.evidence.words.join()).toContain('有手机就能做');
  expect(json.evidence.address).toBe(new URL(site.url('jobs')).href);
  expect(json.evidence.rules.length).toBeGreaterThan(0);
  expect(json.notes.payee).toBe('张某 622************0123');
  expect(createHash('sha256').update(JSON.stringify(json.evidence)).digest('hex')).toBe(json.sha256);
  const html = await saved('存成网页');
  for (const part of [json.sha256, '5000', '今天下午三点', json.evidence.rulesVersion]) expect(html).toContain(part);
  // The files hold what the preview shows, and nothing else of the page.
  for (const file of [html, JSON.stringify(json)]) {
    expect(file).not.toContain('6222 0212');
    expect(file).not.toContain('secret');
    expect(file).not.toContain('自习');
  }
});

test('弹窗里也有“我已经转账了”', async ({ site, open, session }) => {
  // A page whose list is long: what comes late or stands above it never moves the button, so it is pressed at once.
  await open(site.url('news'));
  const popup = await session.openPopup();
  await popup.waitFor(`document.body.innerText.includes('我已经转账了')`);
  const opened = session.context.waitForEvent('page');
  await popup.click(
    `[...document.querySelectorAll('button')].find((each) => each.textContent.includes('我已经转账了'))`,
  );
  const help = await opened;
  await expectPage(help.getByRole('heading', { level: 1 })).toHaveText('先别慌，一步一步来');
  await expectPage(help.getByRole('region', { name: '证据预览' })).toBeVisible();
});

test('警惕的卡片上也有', async ({ site, open, session }) => {
  const body =
    '<!doctype html><html lang="zh-CN"><title>副业</title><p>搞个副业，挣几千零花钱不是梦。课余两个小时，在宿舍就能做。</p></html>';
  const page = await open(site.place('caution-help', { body }));
  await page.warning('警惕');
  const help = await pressed(page, session.context, '我已经转账了');
  await expectPage(help.getByRole('region', { name: '证据预览' })).toContainText('刷单返利');
});

test('问问家人：图里只有原话、手法、原因、时间', async ({ site, open, session }, info) => {
  const board = await open(site.url('hostile', 'split.html?who=me'));
  await board.warning('高危');
  const help = await pressed(board, session.context, '问问家人');
  const sheet = help.getByRole('article');
  await expectPage(sheet).toContainText('有手机就能做');
  await expectPage(sheet).toContainText('刷单返利');
  await expectPage(sheet).toContainText('看到的时间');
  for (const other of ['localhost', 'who=me', '拆']) await expectPage(sheet).not.toContainText(other);
  const download = help.waitForEvent('download');
  await help.getByRole('button', { name: '保存图片' }).click();
  const file = await (await download).path();
  expect([...readFileSync(file).subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  const picture = info.outputPath('family.png');
  writeFileSync(picture, readFileSync(file));
  await info.attach('发给家人的图', { path: picture });
  await expectPage(help.getByRole('status')).toHaveText('图片已保存到下载文件夹。');
  await session.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await help.getByRole('button', { name: '复制文字' }).click();
  await expectPage(help.getByRole('status')).toHaveText('已复制，去聊天里粘贴就好。');
  const copied = await help.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain('有手机就能做');
  expect(copied).not.toContain('localhost');
});

test('没有可问的网页，问问家人说得明白', async ({ session }) => {
  const help = await session.context.newPage();
  await help.goto(session.ownPage('help.html?page=family&tab=999999'));
  await expectPage(help.getByText('这一页没有要问的话')).toBeVisible();
});
