import { marks } from '../../../scripts/page-view.ts';
import { BUBBLES } from '../../bubbles.ts';
import { document as documentOf } from '../shared.ts';
import { addCanary, expect, LURE, markedInside, test } from './fixtures.ts';

test('标出假广告里的原话，不碰真广告', async ({ site, open }) => {
  const board = await open(site.url('jobs'));
  await board.settled();
  await expect.poll(() => markedInside(board.page, '#post-1'), { message: '假广告没有标出' }).not.toEqual([]);
  expect((await markedInside(board.page, '#post-1')).join()).toContain('有手机就能做');
  expect((await markedInside(board.page, '#post-1')).join()).toContain('abc12345');
  expect(await markedInside(board.page, '#post-3')).not.toEqual([]);
  expect(await markedInside(board.page, '#post-0, #post-2, #post-4, #post-5, #post-7, aside, .intro')).toEqual([]);
});

test('不改动网页：网页自己的观察者数到的变化是 0', async ({ site, open }) => {
  const board = await open(site.url('hostile', 'split.html'), (page) =>
    page.addInitScript(() => {
      const seen: string[] = [];
      Object.assign(window, { seenChanges: seen });
      addEventListener('DOMContentLoaded', () => {
        new MutationObserver((records) => {
          for (const record of records)
            seen.push(`${record.type} ${record.target.nodeName} ${record.attributeName ?? ''}`);
        }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
      });
    }),
  );
  await board.warning('高危');
  expect(await board.words()).not.toEqual([]);
  expect(await board.page.evaluate(() => (window as unknown as { seenChanges: string[] }).seenChanges)).toEqual([]);
});

test('网页看得见的只有一个空壳：没有属性、没有文字、影子树是关着的', async ({ site, open }) => {
  const page = await open(site.url('hostile', 'split.html'));
  await page.warning('高危');
  const foreign = await page.page.evaluate(() =>
    [...document.documentElement.children]
      .filter((element) => element !== document.head && element !== document.body)
      .map((element) => ({
        open: element.shadowRoot !== null,
        text: element.textContent,
        children: element.childElementCount,
      })),
  );
  expect(foreign).toEqual([{ open: false, text: '', children: 0 }]);
});

test('往下滚动时新加载的广告也会标出', async ({ site, open }) => {
  const board = await open(site.url('jobs'));
  await board.settled();
  expect(await board.page.locator('.post').count()).toBe(8);
  await board.page.locator('#more').scrollIntoViewIfNeeded();
  await expect(board.page.locator('#post-14')).toBeAttached();
  await expect.poll(() => markedInside(board.page, '#post-9')).not.toEqual([]);
  await expect.poll(() => markedInside(board.page, '#post-14')).not.toEqual([]);
  expect(await markedInside(board.page, '#post-8, #post-10, #post-11, #post-13, #post-15')).toEqual([]);
});

test('不换页的换页：新内容重新判断，旧标记不留', async ({ site, open }) => {
  const page = await open(site.url('hostile', 'spa.html'));
  expect((await page.settled()).level).toBe('none');
  await page.page.click('#go');
  await expect.poll(() => page.words()).not.toEqual([]);
  await page.level('danger');
  await page.page.click('#home');
  await expect.poll(() => page.words()).toEqual([]);
  await page.level('none');
});

for (const kind of ['srcdoc', 'sandbox', 'blank', 'blob', 'data', 'other', 'nested']) {
  test(`框架里的话也认得：${kind}`, async ({ site, open }) => {
    const page = await open(site.url('hostile', `frames.html?kind=${kind}`));
    await expect.poll(async () => (await page.words()).join()).toContain('有手机就能做');
    await page.level('danger');
  });
}

test('影子树里的话也认得', async ({ site, open }) => {
  const page = await open(site.url('hostile', 'shadow.html'));
  await expect.poll(async () => (await page.words()).join()).toContain('有手机就能做');
  await page.level('danger');
});

test('拆在几个行内元素里的话也认得，标记落在原字上', async ({ site, open }) => {
  const page = await open(site.url('hostile', 'split.html'));
  await page.level('danger');
  const words = await page.words();
  expect(words.join()).toContain('有手机就能做');
  expect(words.join()).toContain('abc12345');
});

test('没有规则认得的说法：用词像骗局，旁边有一步，就提醒，标出两样', async ({ site, open }) => {
  const lure = '财务那边看到你的信用只有 82，低于 100 是没法打款的，一分充 300，充满马上放行';
  const walk = '昨天下午我们一起去公园散步，回来的路上买了两斤苹果和一把青菜。';
  const body = (text: string) =>
    `<!doctype html><html lang="zh-CN"><title>聊天</title><p>${walk}</p><p>${text}</p><p>${walk}</p></html>`;
  const page = await open(site.place('wording', { body: body(lure) }));
  await page.level('caution');
  const verdict = await page.verdict();
  expect(verdict.findings.map(({ rule }) => rule)).toContain('brushing-wording');
  const signals = verdict.findings.flatMap(({ evidence }) => evidence.map(({ signal }) => signal));
  expect(signals).toContain('骗局常用的词');
  expect(new Set(signals).size).toBeGreaterThan(1);
  const marked = await page.words();
  for (const words of marked) expect(lure).toContain(words);
  expect(marked.length).toBeGreaterThan(1);
});

test('一句一个气泡：单看哪一句都不像，后来的连着前面的读；几个人各说各的不提醒', async ({ site, open }) => {
  const chat = [
    '妈，晚饭吃什么',
    '老师说资料费明天交',
    '快递放门卫了',
    '房租我转你了',
    '验证码别告诉别人啊',
    '周六加班有两百',
    '好的',
  ];
  const bubbles = (words: readonly string[]) => words.map((word) => `<div class="bubble">${word}</div>`).join('');
  const body = (words: readonly string[]) =>
    `<!doctype html><html lang="zh-CN"><title>聊天</title><main>${bubbles(words)}</main></html>`;
  const honest = await open(site.place('family', { body: body(chat) }));
  await honest.settled();
  expect(await honest.words()).toEqual([]);
  const page = await open(site.place('bubbles', { body: body(BUBBLES.slice(0, 2)) }));
  await page.settled();
  expect(await page.words()).toEqual([]);
  for (const bubble of BUBBLES.slice(2)) {
    await page.page.evaluate(
      async (html) => {
        document.querySelector('main')!.insertAdjacentHTML('beforeend', html);
        for (let frame = 0; frame < 20; frame++) await new Promise(requestAnimationFrame);
      },
      bubbles([bubble]),
    );
  }
  await page.level('danger');
  const marked = await page.words();
  expect(new Set(marked.map((words) => BUBBLES.findIndex((bubble) => bubble.includes(words)))).size).toBeGreaterThan(1);
});

test('输入框、文本域、可编辑区里的字从不读', async ({ site, open }) => {
  const page = await open(site.url('hostile', 'inputs.html'));
  expect((await page.settled()).level).toBe('none');
  await page.page.locator('input[type="text"]').fill(LURE);
  await page.page.locator('[contenteditable="true"]').fill(LURE);
  await addCanary(page);
  expect(await markedInside(page.page, 'main')).toEqual([]);
});

test('看不见的字不提醒', async ({ site, open }) => {
  const page = await open(site.url('hostile', 'hidden.html'));
  expect((await page.settled()).level).toBe('none');
  expect(await page.view.surfaces()).toEqual([]);
  await addCanary(page);
  expect(await markedInside(page.page, 'main')).toEqual([]);
});

test('看不见的字一旦显示出来，就提醒', async ({ site, open }) => {
  const page = await open(site.url('hostile', 'hidden.html'));
  await page.settled();
  await page.page.locator('summary').click();
  await expect.poll(() => markedInside(page.page, 'details')).not.toEqual([]);
  await page.level('danger');
});

test('十兆字节的页面：读到最后一句，页面不被卡住', async ({ site, open }) => {
  const page = await open(site.url('hostile', 'huge.html'));
  await expect.poll(() => markedInside(page.page, '#lure'), { timeout: 60_000 }).not.toEqual([]);
  await page.level('danger');
});

test('不停改动的页面：照样认出中途冒出来的话', async ({ site, open }) => {
  const page = await open(site.url('hostile', 'flood.html'));
  await expect.poll(() => markedInside(page.page, '#lure')).not.toEqual([]);
  await page.level('danger');
  const before = Number(await page.page.locator('#clock').textContent());
  await expect.poll(async () => Number(await page.page.locator('#clock').textContent())).toBeGreaterThan(before + 20);
  await page.page.evaluate(() => document.dispatchEvent(new Event('stop-flood')));
});

test('网页擦掉标记，下一次变化时补回来', async ({ site, open }) => {
  const page = await open(site.url('hostile', 'wipe.html'));
  await expect.poll(() => page.words()).not.toEqual([]);
  await page.page.evaluate(() => document.dispatchEvent(new Event('wipe-marks')));
  await addCanary(page);
  await expect.poll(() => markedInside(page.page, 'main')).not.toEqual([]);
});

test('标记按级别分名，网页里没有我们的样式表', async ({ site, open }) => {
  const page = await open(site.url('jobs'));
  await page.settled();
  await expect.poll(async () => Object.keys(await marks(page.page))).not.toEqual([]);
  expect(await page.page.evaluate(() => document.adoptedStyleSheets.length)).toBe(0);
  expect(await page.page.evaluate(() => document.querySelectorAll('style').length)).toBe(0);
});

test('按一下标出的话，卡片再打开；空白处、链接不算；网页自己的点击照常', async ({ site, open, session }) => {
  const body = documentOf(
    '群',
    `<div id="log" style="width:900px"><p id="lure">${LURE}</p><a href="#to">${LURE}</a></div>`,
  );
  const page = await open(site.place('press-marks', { body }));
  await page.warning('高危');
  await page.view.press('知道了');
  await page.quiet();
  await page.page.evaluate(() => {
    document.getElementById('log')!.addEventListener('click', () => {
      document.documentElement.dataset['clicks'] = String(Number(document.documentElement.dataset['clicks'] ?? 0) + 1);
    });
  });
  const clicks = () => page.page.evaluate(() => document.documentElement.dataset['clicks']);
  const marked = await page.page.evaluate(() => {
    const ranges = [...CSS.highlights.values()].flatMap((highlight) => [...highlight] as Range[]);
    const boxOf = (id: string) => {
      const inside = ranges.find((range) => document.querySelector(id)!.contains(range.startContainer))!;
      const { x, y, width, height } = inside.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    };
    return { text: boxOf('#lure'), link: boxOf('a') };
  });
  const line = (await page.page.locator('#lure').boundingBox())!;
  await page.page.mouse.click(line.x + line.width - 2, line.y + line.height / 2);
  await page.page.mouse.click(marked.link.x, marked.link.y);
  await expect.poll(() => page.page.url()).toContain('#to');
  expect(await clicks()).toBe('2');
  expect(await page.view.surfaces()).toEqual([]);
  await page.page.mouse.click(marked.text.x, marked.text.y);
  const card = await page.warning('高危');
  expect(card.buttons).toContain('这条不对');
  expect(await clicks()).toBe('3');
  // The one that came by itself, and the one that was asked for.
  const shown = async () => ((await session.kept())['quiet'] as { faces: number }).faces;
  await expect.poll(shown).toBe(2);
});
