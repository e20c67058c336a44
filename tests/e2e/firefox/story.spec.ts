import { articlePage, document, hasArticle } from '../shared.ts';
import { SAYS, saying } from '../stories.ts';
import { expect, test } from './fixtures.ts';

const LURE = '诚招线上推广员，大学生、宝妈首选，有手机就能做，一单一结，加薇❤：abc12345，备注校园。';

/** As WebDriver writes these keys. */
const ESCAPE = '\uE00C';
const F6 = '\uE036';

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

test('在写字：卡片来了，字接着进框，Esc 不算知道了；按 F6 到卡片，关上回到框里', async ({ fox, site }) => {
  const body = document('聊天', '<textarea id="box"></textarea>');
  await fox.open(onOwnHost(site.place('writing', { body })));
  const written = () => fox.firefox.inPage<string>('return document.getElementById("box").value;');
  await fox.type('#box', 'ab');
  await fox.firefox.inPage(
    'document.body.append(Object.assign(document.createElement("p"), { textContent: arguments[0] }));',
    [LURE],
  );
  await fox.warning('高危');
  await fox.keys(`cd${ESCAPE}e`);
  expect(await written()).toBe('abcde');
  await fox.warning('高危');
  await fox.keys(F6);
  await fox.keys(ESCAPE);
  await fox.quiet();
  await fox.keys('f');
  expect(await written()).toBe('abcdef');
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

test('没有规则认得的说法也提醒；像骗局的正经账单只画线', async ({ fox, site }) => {
  const lure = '财务那边看到你的信用只有 82，低于 100 是没法打款的，一分充 300，充满马上放行';
  await fox.open(onOwnHost(site.place('wording', saying(lure))));
  await fox.warning('警惕');
  await fox.open(
    onOwnHost(site.place('bill', saying('您的房费已结清，押金300元会原路退回您的支付宝，3个工作日内到账'))),
  );
  expect((await fox.settled()).level).toBe('notice');
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

test('三个网站，步骤连起来：警惕升成高危，说到第几步', async ({ fox, site }) => {
  await fox.keep({ journal: [], quiet: { shown: [], dismissed: [], muted: [], passed: [], faces: 0 } });
  await fox.open(onOwnHost(site.place('board', saying(SAYS.lure), 'jobs')));
  await fox.warning('警惕');
  await fox.open(onOwnHost(site.place('talk', saying(SAYS.stake), 'chat')));
  expect((await fox.warning('高危')).text).toContain('第 3 步，共 5 步');
  await fox.open(onOwnHost(site.place('pay', saying(SAYS.harvest), 'task')));
  expect((await fox.warning('高危')).text).toContain('第 4 步，共 5 步');
});

test('换成繁體，卡片当时就换；原话不动', async ({ fox, site }) => {
  await fox.open(onOwnHost(site.url('hostile', 'split.html')));
  await fox.warning('高危');
  const { looks } = await fox.kept();
  try {
    await fox.keep({ looks: { ...(looks as object), language: 'zh-TW' } });
    const text = async () => (await fox.surfaces().catch(() => []))[0]?.text;
    await expect.poll(text).toContain('接下來多半會');
    expect(await text()).toContain('abc12345');
    expect(await text()).toContain('刷單返利');
  } finally {
    await fox.keep({ looks: looks as object });
  }
});

test('无痕窗口：照常提醒，关掉之后什么都没有留下', async ({ fox, site }) => {
  const disk = async () => {
    const { journal, quiet, sites } = await fox.kept();
    return { journal, quiet, sites };
  };
  const before = await disk();
  const url = onOwnHost(site.url('hostile', 'split.html'));
  await fox.openPrivate(url);
  await fox.warning('高危');
  await fox.press('这条不对');
  await fox.quiet();
  expect(await disk()).toEqual(before);
  // An ordinary window knows nothing of it.
  await fox.open(url);
  await fox.warning('高危');
});

test('我已经转账了：从卡片走到证据预览，号码默认打码', async ({ fox, site }) => {
  await fox.open(onOwnHost(site.url('hostile', 'split.html?token=secret')));
  await fox.warning('高危');
  await fox.press('我已经转账了');
  await fox.followTo('help.html?page=transferred');
  await expect.poll(() => fox.text()).toContain('打 110 报警');
  await fox.type('.five textarea', '对方账号 6222021234567890123');
  await expect.poll(() => fox.text()).toContain('622************0123');
  expect(await fox.text()).toContain('有手机就能做');
  expect(await fox.text()).not.toContain('secret');
});

test('问问家人：只有原话、手法、原因、时间', async ({ fox, site }) => {
  await fox.open(onOwnHost(site.url('hostile', 'split.html')));
  await fox.warning('高危');
  await fox.press('问问家人');
  await fox.followTo('help.html?page=family');
  await expect.poll(() => fox.text()).toContain('看到的时间');
  expect(await fox.text()).toContain('有手机就能做');
  expect(await fox.text()).not.toContain('localhost');
});

test('没有一个请求离开这台电脑', async ({ fox, site, outside }) => {
  await fox.open(onOwnHost(site.url('jobs')));
  await fox.warning('高危');
  await fox.openOwn('popup.html');
  expect(outside.requests.filter((target) => !FIREFOXS_OWN.test(target))).toEqual([]);
});
