import { document as documentOf } from '../shared.ts';
import { saying } from '../stories.ts';
import { expect, LURE, test } from './fixtures.ts';

test('高危提醒：级别、原话、接下来、他会说、怎么办、三个出口', async ({ site, open }) => {
  const page = await open(site.url('hostile', 'split.html'));
  const card = await page.warning('高危');
  expect(card.role).toBe('alertdialog');
  expect(card.text).toContain('有手机就能做');
  expect(card.text).toContain('接下来多半会');
  expect(card.text).toContain('他会说');
  expect(card.text).toContain('在你电脑上判断，没有上传');
  expect(card.buttons).toEqual(expect.arrayContaining(['看原文', '知道了', '今天这个网站别再提醒', '这条不对']));
});

test('警惕提醒：不打断，没有一排按钮', async ({ site, open }) => {
  const body =
    '<!doctype html><html lang="zh-CN"><title>副业</title><p>搞个副业，挣几千零花钱不是梦。课余两个小时，在宿舍就能做。</p></html>';
  const page = await open(site.place('caution', { body }));
  const card = await page.warning('警惕');
  expect(card.role).toBe('status');
  expect(card.text).toContain('零花');
  expect(card.buttons).toEqual(expect.arrayContaining(['看原文', '知道了', '这条不对']));
  expect(await page.page.evaluate(() => document.activeElement === document.body)).toBe(true);
});

test('徽标随级别变化', async ({ site, open }) => {
  const page = await open(site.url('hostile', 'spa.html'));
  await page.settled();
  expect(await page.badge()).toBe('');
  await page.page.click('#go');
  await expect.poll(() => page.badge()).not.toBe('');
});

test('看原文：滚动到那句话', async ({ site, open }) => {
  const filler = '<p>图书馆三楼今天下午开放自习。</p>'.repeat(120);
  const page = await open(
    site.place('far', {
      body: `<!doctype html><html lang="zh-CN"><title>长页</title>${filler}<p id="far">${LURE}</p></html>`,
    }),
  );
  await page.warning('高危');
  await page.view.press('看原文');
  await expect(page.page.locator('#far')).toBeInViewport();
});

test('看原文的下一处是另一处：一句话响了几条规则，也只去一次', async ({ site, open }) => {
  const filler = '<p>图书馆三楼今天下午开放自习。</p>'.repeat(120);
  const body = `<!doctype html><html lang="zh-CN"><title>两帖</title><p id="one">${LURE}</p>${filler}<p id="two">${LURE}</p></html>`;
  const page = await open(site.place('two-posts', { body }));
  await page.warning('高危');
  const { findings, total } = await page.settled();
  expect(findings.length).toBeGreaterThan(2);
  // What the popup counts is what the card steps through.
  expect(total).toBe(2);
  const said = async () => (await page.view.surfaces()).map(({ text }) => text).join('\n');
  await page.view.press('看原文');
  await expect.poll(said).toContain('原文 1 / 2');
  await page.view.press('下一处');
  await expect.poll(said).toContain('原文 2 / 2');
  await expect(page.page.locator('#two')).toBeInViewport();
});

test('知道了：提醒收起，同一页和再打开都不再出现', async ({ site, open }) => {
  const url = site.url('hostile', 'split.html');
  const page = await open(url);
  await page.warning('高危');
  await page.view.press('知道了');
  await page.quiet();
  expect(await page.words()).not.toEqual([]);
  await page.page.reload();
  await page.settled();
  await expect.poll(() => page.badge()).not.toBe('');
  const second = await open(url);
  await second.settled();
  await expect.poll(() => second.words()).not.toEqual([]);
  expect(await second.decided()).toBeNull();
  expect(await second.view.surfaces()).toEqual([]);
});

test('今天这个网站别再提醒：这个网站安静，别的网站照常', async ({ site, open }) => {
  const page = await open(site.url('hostile', 'split.html'));
  await page.warning('高危');
  await page.view.press('今天这个网站别再提醒');
  await page.quiet();
  const same = await open(site.url('hostile', 'wipe.html'));
  await same.settled();
  await expect.poll(() => same.words()).not.toEqual([]);
  expect(await same.decided()).toBeNull();
  expect(await same.view.surfaces()).toEqual([]);
});

test('这条不对：卡片上的规则在这个网站都不再提醒，标记、徽标也收起；撤销、恢复后回来', async ({
  site,
  open,
  session,
}) => {
  const page = await open(site.url('hostile', 'split.html'));
  await page.warning('高危');
  const before = (await page.words()).sort();
  const speaking = await page.verdict();
  const badge = await page.badge();
  const reject = async () => {
    await page.view.press('这条不对');
    await page.quiet();
    await expect.poll(() => page.words()).toEqual([]);
    expect(await page.badge()).toBe('');
    expect((await page.verdict()).level).toBe('none');
  };
  await reject();
  await page.view.press('撤销');
  await expect.poll(async () => (await page.words()).sort()).toEqual(before);
  await expect.poll(() => page.badge()).toBe(badge);
  await page.warning('高危');
  await reject();
  const wrong = ((await session.kept())['sites'] as { wrong: { rule: string }[] }).wrong.map(({ rule }) => rule);
  expect(wrong.sort()).toEqual([...new Set(speaking.findings.map(({ rule }) => rule))].sort());
  await page.page.reload();
  await page.settled();
  expect(await page.badge()).toBe('');
  // Taken back in the settings, they come back into the open page.
  const options = await session.context.newPage();
  await options.goto(session.ownPage('options.html'));
  await options.getByRole('button', { name: /^恢复提醒/ }).click();
  await expect.poll(async () => (await page.words()).sort()).toEqual(before);
});

test('网页自己造出来的一页（blob:）算它那个网站的：这条不对记得住', async ({ site, open, session }) => {
  const made = JSON.stringify(documentOf('造出来的', `<p>${LURE}</p>`)).replaceAll('<', '\\u003c');
  const body = `<script>
    location.href = URL.createObjectURL(new Blob([${made}], { type: 'text/html;charset=utf-8' }));
  </script>`;
  const url = site.place('blob', { body: documentOf('来处', body) });
  const page = await open(url);
  await page.page.waitForURL(/^blob:/);
  await page.warning('高危');
  await page.view.press('这条不对');
  await expect.poll(() => page.words()).toEqual([]);
  const { wrong } = (await session.kept())['sites'] as { wrong: { host: string }[] };
  expect(wrong.map(({ host }) => host)).toContain(new URL(url).host);
});

test('几出骗局挨着：卡片只用一出的话，别的说出名字', async ({ site, open }) => {
  const loan = '您好，我是京东金融客服，您的学生贷账户不注销会影响征信，请下载会议软件共享屏幕办理，验证码报给我。';
  const police = '我是某某公安局民警，您名下银行卡涉嫌洗钱，请把资金转入安全账户，配合调查，不要告诉家人。';
  const page = await open(site.place('three-tricks', saying(loan, LURE, police)));
  const card = await page.warning('高危');
  expect(card.name).toContain('冒充公检法');
  expect(card.text).toContain('我是某某公安');
  for (const other of ['学生贷', '影响征信', '有手机就能做']) expect(card.text).not.toContain(other);
  expect(card.text).toMatch(/本页还有：.*刷单返利/);
  expect(card.text).toMatch(/本页还有：.*虚假征信/);
  // Who calls one trick wrong has not put the others aside.
  await page.view.press('这条不对');
  await page.quiet();
  const other = await open(site.place('one-of-three', saying(LURE)));
  expect((await other.warning('高危')).name).toContain('刷单返利');
});

test('键盘：Tab 走得到每个按钮，Escape 收起', async ({ site, open }) => {
  const page = await open(site.url('hostile', 'split.html'));
  const card = await page.warning('高危');
  const focused = new Set<string>();
  for (let step = 0; step < card.buttons.length + 4; step++) {
    await page.page.keyboard.press('Tab');
    const name = await page.view.focusedName();
    if (name !== null) focused.add(name);
  }
  for (const name of card.buttons) expect([...focused]).toContain(name);
  await page.page.keyboard.press('Escape');
  await page.quiet();
});

test('看不见的标签页里不弹提醒，切过去才弹', async ({ site, open, session }) => {
  const front = await session.context.newPage();
  const page = await open(site.url('hostile', 'spa.html'));
  await page.settled();
  await front.bringToFront();
  await page.page.evaluate(() => document.getElementById('go')?.click());
  expect(await page.decided()).not.toBeNull();
  expect(await page.view.surfaces()).toEqual([]);
  await page.page.bringToFront();
  await page.warning('高危');
});
