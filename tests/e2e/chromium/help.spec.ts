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
    expect((await download).suggestedFilename()).toMatch(/^证据\.(html|json)$/);
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

test('家里人：在设置里写下，卡片叫得出名字，按下去有号码；网页和证据里都没有；清除了，照旧', async ({
  site,
  open,
  session,
}) => {
  await session.setLooks({ size: 'elder' });
  const options = await session.context.newPage();
  await options.goto(session.ownPage('options.html'));
  const part = options.getByRole('region', { name: '家里人' });
  await part.getByLabel('遇事先问谁').fill('二妞');
  // As at 400 % zoom: the answer comes into sight.
  await options.setViewportSize({ width: 320, height: 200 });
  await part.getByLabel('电话').fill('1395555');
  await part.getByLabel('电话').pressSequentially('O199');
  await part.getByLabel('电话').press('Enter');
  await expectPage(part.getByRole('status')).toContainText('这不像电话号码');
  await expectPage(part.getByRole('status')).toBeInViewport({ ratio: 1 });
  await expectPage(part.getByLabel('遇事先问谁')).toHaveValue('二妞');
  expect(JSON.stringify(await session.kept())).not.toContain('二妞');
  await part.getByLabel('电话').fill('１３９５５５５０１９９');
  await part.getByRole('button', { name: '记下' }).click();
  await expectPage(part.getByRole('status')).toHaveText('记下了，提醒上会写“给二妞打电话问问”。');
  await expectPage(part.getByLabel('电话')).toHaveValue('13955550199');
  // The same, written otherwise: it is answered, and stands as it is stored.
  await part.getByLabel('遇事先问谁').fill(' 二妞 ');
  await expectPage(part.getByRole('status')).toHaveText('');
  await part.getByLabel('遇事先问谁').press('Enter');
  await expectPage(part.getByRole('status')).toContainText('记下了');
  await expectPage(part.getByLabel('遇事先问谁')).toHaveValue('二妞');

  const board = await open(site.url('hostile', 'split.html'));
  const card = await board.warning('高危');
  expect(card.buttons).toContain('给二妞打电话问问');
  const readable = await board.page.evaluate(() => {
    const all = (root: Document | ShadowRoot): string =>
      [...root.querySelectorAll('*')].map((each) => (each.shadowRoot ? all(each.shadowRoot) : '')).join('') +
      (root.textContent ?? '');
    return all(document) + document.documentElement.outerHTML;
  });
  expect(readable).not.toMatch(/二妞|5555/);

  const family = await pressed(board, session.context, '给二妞打电话问问');
  await expectPage(family.getByRole('heading', { level: 1 })).toHaveText('问问二妞');
  const call = family.getByRole('link', { name: '139 5555 0199' });
  await expectPage(call).toHaveAttribute('href', 'tel:13955550199');
  await expectPage(call).toBeInViewport();
  await expectPage(family.getByRole('article')).not.toContainText(/二妞|5555/);
  expect(family.url() + (await family.title())).not.toMatch(/二妞|5555/);

  await board.page.bringToFront();
  const transferred = await pressed(board, session.context, '我已经转账了');
  await expectPage(transferred.getByRole('region', { name: '证据预览' })).toContainText('有手机就能做');
  const download = transferred.waitForEvent('download');
  await transferred.getByRole('button', { name: '存成数据文件' }).click();
  expect(readFileSync(await (await download).path(), 'utf8')).not.toMatch(/二妞|5555/);

  await options.bringToFront();
  await part.getByRole('button', { name: '清除' }).click();
  await expectPage(part.getByRole('status')).toHaveText('清除了，提醒上还是“问问家人”。');
  // What stands is drawn anew: the card, and the page that had the number.
  await expectPage(family.getByRole('heading', { level: 1 })).toHaveText('问问家人');
  await expectPage(family.getByRole('link')).toHaveCount(0);
  await expect.poll(async () => (await board.view.surfaces())[0]?.buttons).toContain('问问家人');
  expect(JSON.stringify(await session.kept())).not.toMatch(/二妞|5555/);
});
