import { document as pageOf } from '../shared.ts';
import { expect, LURE, test } from './fixtures.ts';

/** Inside a page of the extension. */
declare const chrome: {
  tabs: { query(filter: object): Promise<{ id: number; url: string }[]> };
  storage: { session: { set(values: object): Promise<void> } };
};

/** The whole text of the popup as a person reads it. */
const TEXT = 'document.body.innerText';

const LOOKUPS: { title: string; question: string; answer: string }[] = [
  { title: '像骗局的话，说出是哪一种', question: LURE, answer: '疑似“刷单返利”话术' },
  {
    title: '反诈提醒里的话，说单独出现不一定是诈骗',
    question: '警方提醒：凡是“有手机就能做”的高薪兼职，多是刷单诈骗',
    answer: '单独出现不一定是诈骗',
  },
  { title: '没有记录，也不说安全', question: '今天食堂二楼供应番茄牛腩饭', answer: '没有记录，不等于安全' },
  {
    title: '一万字里藏着一句',
    question: `${'图书馆三楼的自习区今天下午两点以后开放，请同学们带好校园卡。'.repeat(300)}${LURE}`,
    answer: '疑似“刷单返利”话术',
  },
  {
    title: '一万字以后的那一句也查得到',
    question: `${'图书馆三楼的自习区今天下午两点以后开放，请同学们带好校园卡。'.repeat(700)}${LURE}`,
    answer: '疑似“刷单返利”话术',
  },
  { title: '问的就是骗局的名字，说它是什么', question: '刷单是什么', answer: '“刷单”是一种骗局' },
];

for (const { title, question, answer } of LOOKUPS) {
  test(`查询：${title}`, async ({ site, open, session }) => {
    await open(site.url('news'));
    const popup = await session.openPopup();
    await popup.waitFor(`document.activeElement?.matches('textarea, input')`);
    await popup.type(question);
    await popup.waitFor(`${TEXT}.includes(${JSON.stringify(answer)})`);
  });
}

test('查询：一个字一个字地快打，不丢字', async ({ site, open, session }) => {
  await open(site.url('news'));
  const popup = await session.openPopup();
  await popup.waitFor(`document.activeElement?.matches('textarea, input')`);
  await Promise.all([...LURE].map((character) => popup.type(character)));
  await popup.waitFor(`${TEXT}.includes('疑似“刷单返利”话术')`);
  expect(await popup.evaluate<string>(`document.querySelector('textarea').value`)).toBe(LURE);
});

test('弹窗一出现就能写：规则后到，问的话不丢，框不跳', async ({ site, open, session }) => {
  const view = await open(site.place('plain', { body: pageOf('食堂', '<p>今天食堂二楼供应番茄牛腩饭。</p>') }));
  await view.settled();
  const popup = await session.context.newPage();
  await popup.goto(session.ownPage('manifest.json'));
  const tabs = await popup.evaluate(() => chrome.tabs.query({}));
  const tab = tabs.find(({ url }) => url === view.page.url())!;
  // What stands there when the box comes, before anything else can have been loaded; the question is asked at once.
  await popup.addInitScript((question) => {
    const seen = { top: 0, texts: [] as string[] };
    Object.assign(window, { seen });
    new MutationObserver(() => {
      const box = document.querySelector('textarea');
      if (box === null) return;
      if (seen.top === 0) {
        seen.top = box.getBoundingClientRect().top;
        queueMicrotask(() => {
          box.value = question;
          box.dispatchEvent(new InputEvent('input', { bubbles: true }));
        });
      }
      seen.texts.push(document.body.textContent);
    }).observe(document, { childList: true, subtree: true, characterData: true });
  }, LURE);
  await popup.goto(session.ownPage(`popup.html?tab=${tab.id}`));
  await expect.poll(() => popup.evaluate(TEXT)).toContain('疑似“刷单返利”话术');
  const { top, texts } = await popup.evaluate(
    () => (window as unknown as { seen: { top: number; texts: string[] } }).seen,
  );
  // The page's part is there at once: what is below it must not be pushed away under a finger.
  expect(texts[0]).toContain('这一页没有发现记录里的骗局话术');
  expect(texts.some((text) => text.includes('正在查') && !text.includes('疑似'))).toBe(true);
  expect(await popup.locator('textarea').inputValue()).toBe(LURE);
  expect((await popup.locator('textarea').boundingBox())!.y).toBeCloseTo(top, 0);
});

test('查询：清空了、只剩空格，答案就收起', async ({ site, open, session }) => {
  await open(site.url('news'));
  const popup = await session.openPopup();
  await popup.waitFor(`document.activeElement?.matches('textarea, input')`);
  await popup.type(LURE);
  await popup.waitFor(`${TEXT}.includes('疑似“刷单返利”话术')`);
  await popup.evaluate(`document.querySelector('textarea').select()`);
  await popup.type('   ');
  await popup.waitFor(
    `document.querySelector('textarea').value === '   ' && document.querySelector('.answer') === null`,
  );
});

test('右键问的一句话：在自己的标签页里回答，不说哪个网页，地址里没有那句话', async ({ session }) => {
  const page = await session.context.newPage();
  await page.goto(session.ownPage('manifest.json'));
  await page.evaluate(
    (question) => chrome.storage.session.set({ questions: [{ nonce: 'n', question, isPart: false }] }),
    LURE,
  );
  await page.goto(session.ownPage('popup.html?ask=n'));
  await expect(page.locator('.answer h2')).toContainText('疑似“刷单返利”话术');
  await expect(page.locator('textarea')).toHaveValue(LURE);
  await expect(page.locator('.site')).toHaveCount(0);
});

test('本页判定：级别和原话，点一下滚动过去', async ({ site, open, session }) => {
  const filler = '<p>图书馆三楼今天下午开放自习。</p>'.repeat(120);
  const url = site.place('far-popup', {
    body: `<!doctype html><html lang="zh-CN"><title>长页</title>${filler}<p id="far">${LURE}</p></html>`,
  });
  const view = await open(url);
  await view.warning('高危');
  const popup = await session.openPopup();
  await popup.waitFor(`${TEXT}.includes('高危') && ${TEXT}.includes('abc12345')`);
  await popup.click(`[...document.querySelectorAll('button, a')].find((each) => each.textContent.includes('去看看'))`);
  await expect(view.page.locator('#far')).toBeInViewport();
});

test('本页判定：没有发现时不说安全', async ({ site, open, session }) => {
  const view = await open(
    site.place('plain', { body: '<!doctype html><title>食堂</title><p>今天食堂二楼供应番茄牛腩饭。</p>' }),
  );
  await view.settled();
  const popup = await session.openPopup();
  await popup.waitFor(`${TEXT}.includes('没有发现，不等于安全')`);
});

test('扩展进不去的页面：说明白，查询照常', async ({ open, session }) => {
  await open('chrome://version');
  const popup = await session.openPopup();
  await popup.waitFor(`${TEXT}.includes('扩展不能在这个页面运行')`);
  await popup.type(LURE);
  await popup.waitFor(`${TEXT}.includes('疑似“刷单返利”话术')`);
});

test('关掉一个网站：标记和徽标都收起，打开又回来', async ({ site, open, session }) => {
  const view = await open(site.url('hostile', 'split.html'));
  await view.warning('高危');
  const popup = await session.openPopup();
  const toggle = `document.querySelector('[role="switch"], input[type="checkbox"]')`;
  await popup.waitFor(`${toggle} !== null`);
  await popup.click(toggle);
  await expect.poll(() => view.words()).toEqual([]);
  await view.quiet();
  // The list above goes when the popup has heard of it, and the switch moves up from under the pointer.
  await popup.waitFor(`${toggle}.getAttribute('aria-checked') === 'false'`);
  await popup.click(toggle);
  // Closed at once, the popup would take its message with it.
  await expect.poll(() => view.words()).not.toEqual([]);
  await popup.close();
  await view.page.reload();
  await expect.poll(() => view.words()).not.toEqual([]);
});
