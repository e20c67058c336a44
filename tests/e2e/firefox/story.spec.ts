import { articlePage, hasArticle } from '../shared.ts';
import { expect, test } from './fixtures.ts';

const LURE = '诚招线上推广员，大学生、宝妈首选，有手机就能做，一单一结，加薇❤：abc12345，备注校园。';

/** What Firefox asks for by itself, with or without an extension: its own settings and lists. */
const FIREFOXS_OWN = /^[a-z.-]+\.(mozilla\.com|mozilla\.org|mozilla\.net|firefox\.com):443$/;

// One Firefox for all of these tests, and its memory of dismissed warnings goes by host: each test has its own host.
let hosts = 0;
function onOwnHost(url: string): string {
  hosts += 1;
  return url.replace(/\/\/[a-z]+\.localhost/, `//fox${hosts}.localhost`);
}

test('兼职广场：标出假广告，弹出高危提醒，徽标亮起', async ({ fox, site }) => {
  await fox.open(onOwnHost(site.url('jobs')));
  const card = await fox.warning('高危');
  expect(card.role).toBe('alertdialog');
  expect(card.text).toContain('接下来多半会');
  expect((await fox.words('#post-1')).join()).toContain('有手机就能做');
  expect(await fox.words('#post-0, #post-2, #post-4, aside')).toEqual([]);
  await expect.poll(() => fox.badge()).not.toBe('');
});

test('知道了：收起之后这个网站不再弹', async ({ fox, site }) => {
  const url = onOwnHost(site.url('hostile', 'split.html'));
  await fox.open(url);
  await fox.warning('高危');
  await fox.press('知道了');
  await fox.quiet();
  await fox.open(url);
  await fox.settled();
  await expect.poll(() => fox.words()).not.toEqual([]);
  expect(await fox.surfaces()).toEqual([]);
});

test('不改动网页：除了一个空壳什么也没有', async ({ fox, site }) => {
  await fox.open(onOwnHost(site.url('hostile', 'split.html')));
  await fox.warning('高危');
  const foreign = await fox.firefox.inPage(
    `return [...document.documentElement.children].filter((element) => element !== document.head && element !== document.body)
       .map((element) => ({ open: element.shadowRoot !== null, text: element.textContent, children: element.childElementCount }));`,
  );
  expect(foreign).toEqual([{ open: false, text: '', children: 0 }]);
});

test('严格的内容安全策略下照常标出、照常提醒', async ({ fox, site }) => {
  await fox.open(onOwnHost(site.url('hostile', 'csp.html')));
  await fox.warning('高危');
  expect(await fox.words('main')).not.toEqual([]);
});

for (const kind of ['srcdoc', 'sandbox', 'blank', 'blob', 'data', 'other', 'nested']) {
  test(`框架里的话也认得：${kind}`, async ({ fox, site }) => {
    await fox.open(onOwnHost(site.url('hostile', `frames.html?kind=${kind}`)));
    await expect.poll(async () => (await fox.verdict()).level).toBe('danger');
  });
}

test('影子树里的话也认得', async ({ fox, site }) => {
  await fox.open(onOwnHost(site.url('hostile', 'shadow.html')));
  await fox.warning('高危');
});

test('不换页的换页', async ({ fox, site }) => {
  await fox.open(onOwnHost(site.url('hostile', 'spa.html')));
  expect((await fox.settled()).level).toBe('none');
  await fox.firefox.inPage(`document.getElementById('go').click();`);
  await fox.warning('高危');
  await fox.firefox.inPage(`document.getElementById('home').click();`);
  await expect.poll(() => fox.words()).toEqual([]);
});

test('输入框里的字不读，看不见的字不提醒', async ({ fox, site }) => {
  for (const path of ['inputs.html', 'hidden.html']) {
    await fox.open(onOwnHost(site.url('hostile', path)));
    expect((await fox.settled()).level).toBe('none');
    expect(await fox.words()).toEqual([]);
  }
});

test('反诈报道不出声', async ({ fox, site }) => {
  await fox.open(onOwnHost(site.url('news')));
  expect(['none', 'notice']).toContain((await fox.settled()).level);
  expect(await fox.surfaces()).toEqual([]);
});

test('种子文章那一版报纸不出声', async ({ fox, site }) => {
  test.skip(!hasArticle, '旁边没有 ../shared/domain/source-article.txt');
  await fox.open(onOwnHost(site.place('article', { body: articlePage() })));
  expect(['none', 'notice']).toContain((await fox.settled()).level);
  expect(await fox.surfaces()).toEqual([]);
});

test('弹窗：贴一句话，说出是哪一种骗局', async ({ fox }) => {
  await fox.openOwn('popup.html');
  await expect.poll(() => fox.firefox.inPage(`return document.querySelector('textarea') !== null;`)).toBe(true);
  await fox.type('textarea', LURE);
  await expect.poll(() => fox.text()).toContain('疑似“刷单返利”话术');
});

test('没有一个请求离开这台电脑', async ({ fox, site, outside }) => {
  await fox.open(onOwnHost(site.url('jobs')));
  await fox.warning('高危');
  await fox.openOwn('popup.html');
  expect(outside.requests.filter((target) => !FIREFOXS_OWN.test(target))).toEqual([]);
});
