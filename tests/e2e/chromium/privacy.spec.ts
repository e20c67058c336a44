import { expect, LURE, test } from './fixtures.ts';

/**
 * What Chromium asks for by itself, with or without an extension: sign-in state, the meaning of form fields, and, when
 * it starts and a minute later, its own updates.
 */
const CHROMIUMS_OWN =
  /^(https?:\/\/)?(accounts\.google\.com|content-autofill\.googleapis\.com|update\.googleapis\.com)[:/]/;

test('没有一个请求离开这台电脑', async ({ site, open, session, outside }) => {
  const before = outside.requests.length;
  const asked: string[] = [];
  session.context.on('request', (request) => asked.push(request.url()));
  const board = await open(site.url('jobs'));
  await board.warning('高危');
  await board.view.press('知道了');
  const chat = await open(site.url('chat', '?pace=0'));
  await chat.settled();
  const popup = await session.context.newPage();
  await popup.goto(session.ownPage('popup.html'));
  await popup.getByRole('textbox').fill(LURE);
  await expect(popup.getByText('疑似', { exact: false }).first()).toBeVisible();
  const elsewhere = asked.filter(
    (url) => !/^(http:\/\/[a-z]+\.localhost:|chrome-extension:|data:|blob:|about:)/.test(url),
  );
  expect(elsewhere).toEqual([]);
  expect(outside.requests.slice(before).filter((target) => !CHROMIUMS_OWN.test(target))).toEqual([]);
});

test('存下来的东西里没有网页的字', async ({ site, open, session }) => {
  const board = await open(site.url('jobs'));
  await board.warning('高危');
  await board.view.press('知道了');
  await board.quiet();
  const popup = await session.context.newPage();
  await popup.goto(session.ownPage('popup.html'));
  const stored = await popup.evaluate(async () => {
    const { storage } = (globalThis as unknown as { chrome: { storage: { local: { get(): Promise<object> } } } })
      .chrome;
    return JSON.stringify(await storage.local.get());
  });
  expect(stored).toContain('jobs.localhost');
  for (const word of ['有手机就能做', 'abc12345', '大学生', '推广员']) expect(stored).not.toContain(word);
});

test('网页看不出装了这个扩展：没有可读的资源，没有消息', async ({ site, open, session }) => {
  const page = await open(site.url('hostile', 'csp.html'), (tab) =>
    tab.addInitScript(() => {
      const heard: unknown[] = [];
      Object.assign(window, { heard });
      addEventListener('message', (event) => heard.push(event.data));
    }),
  );
  await page.warning('高危');
  expect(await page.page.evaluate(() => (window as unknown as { heard: unknown[] }).heard)).toEqual([]);
  const { extensionId } = session;
  const plain = await open(site.url('news'));
  for (const path of ['manifest.json', 'popup.html', 'content-scripts/scan.js']) {
    const reached = await plain.page.evaluate(
      (url) =>
        fetch(url).then(
          () => true,
          () => false,
        ),
      `chrome-extension://${extensionId}/${path}`,
    );
    expect(reached).toBe(false);
  }
});
