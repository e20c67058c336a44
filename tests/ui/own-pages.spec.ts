import { expect, test } from './playground-page.ts';

test('我已经转账了: five steps, a sentence to read out, numbers masked until asked for', async ({ open, calls }) => {
  const page = await open('transferred');
  await expect(page.locator('.five > li')).toHaveCount(5);
  await page.getByLabel('什么时候转的').fill('今天下午三点');
  await page.getByLabel('转了多少（元）').fill('5000');
  await page.getByLabel('对方户名、账号、开户行').fill('张某 6222 0212 3456 7890 123');
  await expect(page.locator('blockquote')).toHaveText(
    '我要报警，请求紧急止付。我在今天下午三点转了5000元，收款方是张某 6222 0212 3456 7890 123。我怀疑是“刷单返利”诈骗。',
  );
  const preview = page.getByRole('region', { name: '证据预览' });
  await expect(preview).toContainText('622************0123');
  await expect(preview).not.toContainText('6222021234567890123');
  const told = preview.getByRole('status');
  await page.getByRole('button', { name: '存成网页' }).click();
  await expect(told).toHaveText('已存到下载文件夹，名字里有“证据”两个字。');
  // What is written after that is not in the file.
  await page.getByLabel('还想记下的').fill('。');
  await expect(told).toHaveText('');
  await page.getByLabel('还想记下的').fill('');
  await page.getByRole('button', { name: '显示完整号码' }).click();
  await expect(preview).toContainText('6222021234567890123');
  const notes = { when: '今天下午三点', amount: '5000', payee: '张某 6222 0212 3456 7890 123', notes: '' };
  expect(await calls()).toEqual([['save', 'html', notes, true]]);
});

test('问问家人: the picture is a PNG, and the text holds words, trick, reason and time', async ({ open, calls }) => {
  const page = await open('family');
  const bytes = await page.evaluate(() =>
    (window as unknown as { familyPicture: () => Promise<number[]> }).familyPicture(),
  );
  expect(bytes.slice(0, 8)).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  await page.getByRole('button', { name: '复制文字' }).click();
  const [[name, text]] = (await calls()) as [[string, string]];
  expect(name).toBe('copyText');
  for (const part of ['大学生、宝妈首选，有手机就能做', '刷单返利', '真兼职要面试', '11月23日 19:40', '96110'])
    expect(text).toContain(part);
  expect(text).not.toContain('http');
  await expect(page.getByRole('status')).toHaveText('已复制，去聊天里粘贴就好。');
  // Where the browser does not let us, it says so and names the other way.
  await page.getByRole('button', { name: '复制图片' }).click();
  await expect(page.getByRole('status')).toHaveText('浏览器没让复制，请用“保存图片”。');
});

test('问问家人 on a page that says nothing: it says so, and offers the question box', async ({ open }) => {
  const page = await open('family-nothing');
  await expect(page.getByText('这一页没有要问的话')).toBeVisible();
  await expect(page.getByRole('button')).toHaveCount(0);
});

test('问问家人 with somebody named: the number first, to call or to copy, then what to say, and the text is to them', async ({
  open,
  calls,
}) => {
  const page = await open('family-named');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('问问小雨');
  const call = page.getByRole('region', { name: '打给小雨' });
  await expect(call).toContainText('电脑提醒我像“刷单返利”骗局');
  await expect(call.getByRole('link', { name: '138 0013 8000' })).toHaveAttribute('href', 'tel:13800138000');
  await call.getByRole('button', { name: '复制号码' }).click();
  await expect(call.getByRole('status')).toHaveText('已复制。');
  await page.getByRole('button', { name: '复制文字' }).click();
  const [number, [name, text]] = (await calls()) as [unknown[], [string, string]];
  expect(number).toEqual(['copyText', '138 0013 8000']);
  expect(name).toBe('copyText');
  expect(text).toMatch(/^小雨，帮我看一眼/);
  expect(text).not.toContain('0013');
});

test('问问家人 on a page that says nothing still has the number; without one it begins with the name alone', async ({
  open,
}) => {
  const nothing = await open('family-nothing-named');
  await expect(nothing.getByRole('link')).toHaveText('138 0013 8000');
  await expect(nothing.getByText('你帮我听听')).toBeVisible();
  const nameOnly = await open('family-name-only');
  await expect(nameOnly.getByRole('heading', { level: 1 })).toHaveText('问问小雨');
  await expect(nameOnly.getByRole('link')).toHaveCount(0);
  await expect(nameOnly.getByText('把这张图发给小雨看一眼。')).toBeVisible();
});

test('a clipboard that refuses is spoken of where the words to read out stand', async ({ open }) => {
  const page = await open('transferred-nothing');
  await page.getByRole('button', { name: '复制这段话' }).click();
  await expect(page.getByRole('status').first()).toHaveText('浏览器没让复制，照着念就行。');
});

test('我已经转账了 without a finding still takes the person’s own notes', async ({ open, calls }) => {
  const page = await open('transferred-nothing');
  await page.getByLabel('还想记下的').fill('对方叫我加了QQ');
  const preview = page.getByRole('region', { name: '证据预览' });
  await expect(preview).toContainText('对方叫我加了QQ');
  await expect(preview).not.toContainText('原话');
  // No page, no number: nothing is said of either.
  await expect(page.getByText('下面是这个网页上留下的线索')).toHaveCount(0);
  await expect(page.getByText(/打码|完整号码/)).toHaveCount(0);
  await page.getByRole('button', { name: '存成数据文件' }).click();
  expect((await calls()).map(([name]) => name)).toEqual(['save']);
});

test('我已经转账了 without a finding accuses of no kind until the person has chosen one', async ({ open }) => {
  const page = await open('transferred-nothing');
  const sentence = page.locator('blockquote');
  await expect(sentence).toHaveText(/我怀疑被诈骗了。$/);
  await page.getByLabel('像哪一种骗局').selectOption('虚假贷款与代办信用卡');
  await expect(sentence).toHaveText(/我怀疑是“虚假贷款与代办信用卡”诈骗。$/);
});

test('我已经转账了: that numbers are masked is said only where one is, and which', async ({ open }) => {
  const page = await open('transferred-nothing');
  const masking = page.getByText('长号码（手机号、银行卡号、证件号）已打码，QQ、微信号没有');
  await page.getByLabel('还想记下的').fill('Q群 000 123 456，加薇❤：abc12345');
  await expect(masking).toHaveCount(0);
  await page.getByLabel('还想记下的').fill('他的电话 13800138000');
  await expect(masking).toBeVisible();
});

test('settings tell a site that is silent for good from one that is for today, or in some rules; the journal tells the step', async ({
  open,
}) => {
  const page = await open('options');
  await expect(page.locator('li', { hasText: 'forum.example.com' }).first()).toContainText('一直不提醒');
  await expect(page.locator('li', { hasText: 'jobs.a-very-long' })).toContainText('今天之内不提醒 · 2 条规则不提醒');
  await expect(page.getByRole('region', { name: '见闻' })).toContainText('引流 · 建立信任 · 诱导投入');
});

test('我已经转账了 in English: the words, the rules and the page title are marked as Chinese, the rest is not', async ({
  open,
}) => {
  const page = await open('transferred', { lang: 'en' });
  const row = (tag: string) =>
    page.getByRole('region').locator('dl > div', { has: page.getByText(tag, { exact: true }) });
  for (const tag of ['Words', 'Rules matched', 'Page title'])
    await expect(row(tag).locator('[lang=zh-CN]')).not.toHaveCount(0);
  for (const tag of ['Address', 'Seen at']) await expect(row(tag).locator('[lang]')).toHaveCount(0);
});

test('settings: sign, size, language, sites one by one, and the journal only after a second word', async ({
  open,
  calls,
}) => {
  const page = await open('options');
  await expect(page.getByRole('radiogroup', { name: '暗号' }).getByRole('radio')).toHaveCount(12);
  await page.getByRole('radio', { name: '茶壶' }).click();
  await page.getByRole('radio', { name: /大字/ }).click();
  await page.getByRole('radio', { name: '繁體中文' }).click();
  await page.getByRole('button', { name: '恢复提醒：forum.example.com' }).click();
  await page.getByRole('button', { name: '清除' }).click();
  await page.getByRole('button', { name: '留着' }).click();
  await page.getByRole('button', { name: '清除' }).click();
  await page.getByRole('button', { name: '清除' }).click();
  expect(await calls()).toEqual([
    ['seal', 'teapot'],
    ['size', 'elder'],
    ['language', 'zh-TW'],
    ['restore', 'forum.example.com'],
    ['clearJournal'],
  ]);
});

test('settings by keyboard: what is pressed may go, the focus goes on to what is left', async ({ open }) => {
  const page = await open('options');
  await page.getByRole('button', { name: '恢复提醒：forum.example.com' }).press('Enter');
  await expect(page.getByRole('button', { name: /^恢复提醒：jobs/ })).toBeFocused();
  await page.getByRole('button', { name: '清除' }).press('Enter');
  await expect(page.getByRole('button', { name: '留着' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: '清除' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '清除' }).press('Enter');
  await expect(page.getByRole('heading', { name: '见闻' })).toBeFocused();
});

test('after installation the sign that was drawn is announced, and can be changed there', async ({ open }) => {
  const page = await open('options-first');
  const told = page.getByRole('region', { name: '暗号' }).getByRole('status');
  await expect(told).toHaveText('这台电脑的暗号是“雨伞”：记住它就行，也可以换一张。');
  await expect(told).toBeInViewport();
  await expect(page.getByRole('radio', { name: '雨伞' })).toBeChecked();
  // Nothing else is to be done, and that is said first, and only then.
  await expect(page.getByRole('heading', { level: 2 }).first()).toHaveText('装好了，照常上网就行。');
  await expect((await open('options')).getByRole('heading', { level: 2 }).first()).toHaveText('暗号');
});

test('settings, 家里人: nothing is given until it is said to be whole, by the button or by Enter; it can be cleared', async ({
  open,
  calls,
}) => {
  const page = await open('options');
  const part = page.getByRole('region', { name: '家里人' });
  await expect(part.getByRole('button', { name: '清除' })).toHaveCount(0);
  await expect(part.getByLabel('遇事先问谁')).toHaveAttribute('autocomplete', 'off');
  await part.getByLabel('遇事先问谁').fill('小雨');
  await part.getByLabel('电话').fill('13800138000');
  expect(await calls()).toEqual([]);
  await part.getByLabel('电话').press('Enter');
  // Here nothing is stored: what stood there before is there again, and can be given by the button.
  await expect(part.getByLabel('遇事先问谁')).toHaveValue('');
  await part.getByLabel('遇事先问谁').fill('小风');
  await part.getByRole('button', { name: '记下' }).click();
  expect(await calls()).toEqual([
    ['kin', { name: '小雨', phone: '13800138000' }],
    ['kin', { name: '小风', phone: '' }],
  ]);

  await open('options-kin');
  await expect(part.getByRole('status')).toHaveText('记下了，提醒上会写“问问小雨”。');
  await part.getByRole('button', { name: '清除' }).press('Enter');
  expect(await calls()).toEqual([['kin', { name: '', phone: '' }]]);
  await expect(part.getByLabel('遇事先问谁')).toBeFocused();
  await open('options-kin', { size: 'elder' });
  await expect(part.getByRole('status')).toHaveText('记下了，提醒上会写“给小雨打电话问问”。');
});

test('settings, 家里人: what is no number, or was not kept, is said once and still stands there', async ({ open }) => {
  const page = await open('options-kin-error');
  const part = page.getByRole('region', { name: '家里人' });
  const phone = part.getByLabel('电话');
  await expect(phone).toHaveValue('138-0013-800O');
  await expect(phone).toHaveAccessibleDescription(/^这不像电话号码/);
  await expect(phone).toHaveAttribute('aria-invalid', 'true');
  await expect(part.getByLabel('遇事先问谁')).not.toHaveAttribute('aria-invalid');
  // Of what is being written now nothing is known yet.
  await phone.fill('138-0013-8000');
  await expect(part.getByRole('status')).toHaveText('');
  await expect(phone).not.toHaveAttribute('aria-invalid');
  await open('options-kin-unstored');
  await expect(part.getByRole('status')).toContainText('没能记住');
  await expect(phone).toHaveValue('+86 138 0013 8000');
});

test('the journal says what was met where, and accuses nobody of more: no level stands there', async ({ open }) => {
  const page = await open('options');
  const journal = page.getByRole('region', { name: '见闻' });
  await expect(journal).toContainText('刷单返利');
  for (const level of ['留意', '警惕', '高危']) await expect(journal).not.toContainText(level);
});

test('settings that cannot be read are said, not hidden, and so is an unreadable journal, which can be cleared', async ({
  open,
  calls,
}) => {
  const page = await open('options-empty');
  await expect(page.getByRole('alert')).toContainText('读不出来');
  const journal = page.getByRole('region', { name: '见闻' });
  await expect(journal).toContainText('有一份旧的见闻读不出来了');
  await expect(journal.getByRole('list')).toHaveCount(0);
  await page.getByRole('button', { name: '清除' }).click();
  await page.getByRole('button', { name: '清除' }).click();
  expect(await calls()).toEqual([['clearJournal']]);
});

test('a number to dial stands on one line, in large type and the narrowest window too', async ({ open }) => {
  for (const [state, digits] of [
    ['family-named', '138 0013 8000'],
    ['family-long-name', '138 0013 8000'],
  ] as const) {
    for (const width of [280, 320]) {
      const page = await open(state, { size: 'elder', width, height: 640 });
      const number = page.getByText(digits, { exact: true });
      const { width: across, height } = (await number.boundingBox())!;
      const letters = await number.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
      expect(height).toBeLessThan(2 * letters);
      expect(letters).toBeGreaterThan(20);
      expect(across).toBeLessThanOrEqual((await page.locator('.call .dial').boundingBox())!.width);
    }
  }
});
