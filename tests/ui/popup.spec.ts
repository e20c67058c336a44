import { expect, test } from './playground-page.ts';

test('a question that was cut on its way here: it says so, until another is typed', async ({ open }) => {
  const page = await open('popup-part');
  const cut = page.getByText(/^只读了前 [\d,]+ 个字$/);
  await expect(cut).toBeVisible();
  await page.getByRole('textbox').fill('别的');
  await expect(cut).toHaveCount(0);
});

test('the question box is focused, searches as one types, and says when it cuts', async ({ open, calls }) => {
  const page = await open('popup-none');
  const box = page.getByRole('textbox', { name: '有人发来一句话？贴到这里查一查' });
  await expect(box).toBeFocused();
  await box.fill('刷单');
  await box.fill('长'.repeat(10_001));
  await expect(page.getByText('只读了前 10,000 个字')).toBeVisible();
  const asked = await calls();
  expect(asked.map(([name, text]) => [name, (text as string).length])).toEqual([
    ['query', 2],
    ['query', 10_000],
  ]);
});

test('nothing is asked while an input method composes', async ({ open, calls }) => {
  const page = await open('popup-none');
  const session = await page.context().newCDPSession(page);
  await expect(page.locator('textarea')).toBeFocused();
  await session.send('Input.imeSetComposition', { text: 'shuadan', selectionStart: 7, selectionEnd: 7 });
  await expect(page.locator('textarea')).toHaveValue('shuadan');
  expect(await calls()).toEqual([]);
  await session.send('Input.insertText', { text: '刷单' });
  await expect(page.locator('textarea')).toHaveValue('刷单');
  expect((await calls()).at(-1)).toEqual(['query', '刷单']);
  expect((await calls()).every(([, text]) => text === '刷单')).toBe(true);
});

test('each of the three answers says what it is, and none of them praises', async ({ open }) => {
  for (const [state, says] of [
    ['popup-match', '疑似“冒充电商物流客服”话术'],
    ['popup-mention', '提到了这些话术，单独出现不一定是诈骗'],
    ['popup-unknown', '没有记录，不等于安全'],
  ] as const) {
    const page = await open(state);
    await expect(page.locator('.answer h2')).toContainText(says);
    await expect(page.locator('.popup')).not.toContainText(/[✓✔√]|安全网站|放心/);
  }
});

test('a match marks the words, and the steps lead to 96110', async ({ open, calls }) => {
  const page = await open('popup-match');
  await expect(page.locator('.answer mark')).toHaveText(['三倍理赔', '共享屏幕']);
  await expect(page.locator('.answer .calls')).toContainText('96110');
  await page.getByRole('button', { name: /商品质量问题/ }).click();
  expect(await calls()).toEqual([['similar', 'double-refund']]);
});

test('what to do about a match is read without scrolling, before what it is', async ({ open }) => {
  const page = await open('popup-question', { width: 400, height: 600 });
  await expect(page.locator('.answer .todo li').last()).toBeInViewport({ ratio: 1 });
  await expect(page.locator('.answer h3')).toHaveText([/^怎么办/, '快递丢件理赔', '相似的话术']);
});

test('who has already paid reads what to do first, and is asked nothing', async ({ open }) => {
  const page = await open('popup-paid');
  await expect(page.locator('.answer h2')).toHaveText('先别再转，马上做这几步');
  // Said once: the steps follow the verdict, without another heading that says the same.
  await expect(page.locator('.answer .todo-block h3')).toHaveCount(0);
  await expect(page.locator('.answer .calls')).toContainText('110');
  await expect(page.locator('.answer')).toContainText('刷单返利');
  await expect(page.locator('.answer')).not.toContainText('先问自己三个问题');
});

test('who asks for an official number is told whose it is, and that numbers are forged', async ({ open }) => {
  const page = await open('popup-official');
  await expect(page.locator('.answer h2')).toContainText('反诈预警劝阻咨询专线');
  await expect(page.locator('.answer .calls .number')).toHaveText('96110');
  await expect(page.locator('.answer')).toContainText('号码都可以伪造');
});

test('an unknown question leaves three questions to ask', async ({ open }) => {
  const page = await open('popup-unknown');
  await expect(page.locator('.answer .todo li')).toHaveCount(3);
});

test('a long question is shown around its marks only', async ({ open }) => {
  const page = await open('popup-long');
  await expect(page.locator('.answer mark')).toHaveText(['三倍理赔', '共享屏幕']);
  expect((await page.locator('.answer .said').textContent())!.length).toBeLessThan(200);
});

test('the page’s findings lead to their place, and the site can be switched off', async ({ open, calls }) => {
  const page = await open('popup-danger');
  await expect(page.locator('.site [role=status]')).toContainText('高危');
  await page
    .getByRole('button', { name: /有手机就能做/ })
    .first()
    .click();
  await page.getByRole('switch', { name: '在 jobs.example.com 提醒我' }).click();
  expect(await calls()).toEqual([
    ['reveal', 'f1'],
    ['switch', false],
  ]);
});

test('where extensions may not run, it says so, and the box still works', async ({ open }) => {
  const page = await open('popup-forbidden');
  await expect(page.getByText('扩展不能在这个页面运行')).toBeVisible();
  await expect(page.getByRole('switch')).toHaveCount(0);
  await expect(page.getByRole('textbox')).toBeEditable();
});

test('what the browser keeps from us is said, and one press asks for it', async ({ open, calls }) => {
  const page = await open('popup-withheld');
  await expect(page.locator('.site [role=status]')).toContainText('还没有看这一页');
  await expect(page.getByText('看不到的，它提醒不了')).toBeVisible();
  await expect(page.getByRole('switch')).toHaveCount(0);
  await page.getByRole('button', { name: '允许看所有网页' }).click();
  expect(await calls()).toEqual([['letIn']]);
});

test('words that several rules rest on are said once, and what is not listed is counted', async ({ open, calls }) => {
  const page = await open('popup-many');
  const quotes = await page.locator('.found q').allTextContents();
  expect(new Set(quotes).size).toBe(quotes.length);
  await expect(page.locator('.found li')).toHaveCount(5);
  await expect(page.locator('.found li').first()).toContainText('“有手机就能做”的兼职 · “招推广员”的兼职');
  await expect(page.locator('.site [role=status] p').first()).toContainText('本页 8 处');
  // Apart, and not among those that are listed.
  await expect(page.locator('.site [role=status] .hint')).toHaveText('另有 4 处只是提到骗局话术');
  // Five rows for six places, of which one says what another has said, and two places that were not sent.
  await expect(page.locator('.site')).toContainText('还有 2 处');
  await page.locator('.found button').nth(1).click();
  expect(await calls()).toEqual([['reveal', 'f2']]);
});

test('however low the window, it opens on the page’s verdict, and the box is ready for typing', async ({ open }) => {
  const page = await open('popup-many', { width: 400, height: 510 });
  await expect(page.getByRole('textbox')).toBeFocused();
  await expect(page.locator('.site [role=status]')).toBeInViewport({ ratio: 1 });
  expect(await page.evaluate(() => scrollY)).toBe(0);
});

test('我已经转账了 stands where it stood, whatever is found, and stays while one scrolls', async ({ open }) => {
  const placeIn = async (state: string) => {
    const page = await open(state, { width: 400, height: 600 });
    const button = page.getByRole('button', { name: '我已经转账了' });
    return { page, button, box: await button.boundingBox() };
  };
  const before = await placeIn('popup-scanning');
  expect(before.box).not.toBeNull();
  for (const state of ['popup-many', 'popup-danger', 'popup-match']) {
    const { page, button, box } = await placeIn(state);
    expect(box).toEqual(before.box);
    await page.mouse.wheel(0, 400);
    await expect(button).toBeInViewport();
  }
});

test('a switch that storage did not take says so', async ({ open }) => {
  const page = await open('popup-unstored');
  await expect(page.getByText('没能记住')).toBeVisible();
  await expect((await open('popup-off')).getByText('没能记住')).toHaveCount(0);
});
