import type { Page } from '@playwright/test';
import type { Quiet } from '../../../advice/ladder.ts';
import { LEAVING_MS, TYPING_PAUSE_MS } from '../../../advice/moment.ts';
import type { ChromiumSession } from '../../../scripts/chromium-session.ts';
import { document as pageOf } from '../shared.ts';
import { SAYS, saying } from '../stories.ts';
import { expect, LURE, test, type View } from './fixtures.ts';

/** Cards that came before the person's eyes. */
async function shownBy(session: ChromiumSession): Promise<unknown[]> {
  const { quiet } = await session.kept();
  return (quiet as Quiet | undefined)?.shown ?? [];
}

test('一个网站一天只打断一次；别的网站照常', async ({ site, open }) => {
  await (await open(site.place('a', saying(SAYS.lure), 'jobs'))).warning('警惕');
  const again = await open(site.place('b', saying(SAYS.lure), 'jobs'));
  await again.level('caution');
  await expect.poll(() => again.words()).not.toEqual([]);
  await expect.poll(() => again.badge()).toBe('!');
  expect(await again.decided()).toBeNull();
  expect(await again.view.surfaces()).toEqual([]);
  await (await open(site.place('c', saying(SAYS.lure), 'chat'))).warning('警惕');
});

test('同一步的话冒出二十次：还是那一张，也只算一次', async ({ site, open, session }) => {
  const page = await open(site.place('feed', saying(SAYS.lure), 'jobs'));
  await page.warning('警惕');
  const before = (await page.words()).length;
  await page.page.evaluate((text) => {
    for (let at = 0; at < 20; at++)
      document.body.append(Object.assign(document.createElement('p'), { textContent: text }));
  }, SAYS.lure);
  await expect.poll(async () => (await page.words()).length).toBeGreaterThanOrEqual(before + 20);
  await page.warning('警惕');
  expect(await shownBy(session)).toHaveLength(1);
});

test('关掉警惕，高危照样提醒；关掉高危，新的一步又提醒', async ({ site, open }) => {
  const low = await open(site.place('low', saying(SAYS.lure), 'jobs'));
  await low.warning('警惕');
  await low.view.press('知道了');
  await low.quiet();
  const high = await open(site.place('high', saying(LURE), 'jobs'));
  await high.warning('高危');
  await high.view.press('知道了');
  await high.quiet();
  const next = await open(site.place('next', saying(SAYS.harvest), 'jobs'));
  await next.warning('高危');
});

test('同一出骗局的高危，在同一个网站又来：一条小的，按一下是整张；要钱的那一步又是整张', async ({ site, open }) => {
  expect((await (await open(site.place('one', saying(LURE), 'jobs'))).warning('高危')).role).toBe('alertdialog');
  const again = await open(site.place('two', saying(LURE), 'jobs'));
  const strip = await again.warning('高危');
  expect(strip.role).toBe('status');
  expect(strip.buttons).toEqual(['看整张提醒', '知道了，关闭']);
  await again.view.press('看整张提醒');
  expect((await again.warning('高危')).buttons).toContain('先不付，教我核实');
  const next = await open(site.place('three', saying(SAYS.harvest), 'jobs'));
  expect((await next.warning('高危')).role).toBe('alertdialog');
});

/** When the person was busy, and when our element came into the page, by the machine's clock. */
interface Times {
  busy: number[];
  came: number;
}

/** In every frame: what a person does there is told to the top frame, where the first of it brings the lure. */
async function watched(page: Page): Promise<void> {
  await page.addInitScript((lure) => {
    const now = () => performance.timeOrigin + performance.now();
    const told = (event: Event) => void (event.isTrusted && window.top?.postMessage({ busy: now() }, '*'));
    for (const type of ['input', 'submit']) addEventListener(type, told, true);
    addEventListener('click', (event) => (event.target as Element).closest('a, [data-link]') && told(event), true);
    if (window.top !== window) return;
    const times: Times = { busy: [], came: 0 };
    Object.assign(window, { times });
    addEventListener('message', ({ data }) => {
      times.busy.push(data.busy);
      if (document.getElementById('said')) return;
      document.body.append(Object.assign(document.createElement('p'), { id: 'said', textContent: lure }));
    });
    addEventListener('DOMContentLoaded', () => {
      new MutationObserver(() => {
        times.came ||= now();
      }).observe(document.documentElement, { childList: true });
    });
  }, LURE);
}

const timesOf = (page: Page) => page.evaluate(() => (window as unknown as { times: Times }).times);

/**
 * Goes on being busy until there is something to say and some way beyond, then waits for the warning: it must not have
 * come within the pause after anything the person did. A timer never rings early, whatever the machine.
 */
async function neverWithin(view: View, pauseMs: number, act: () => Promise<unknown>): Promise<void> {
  const busy = async () => {
    await act();
    return view.badge();
  };
  await expect.poll(busy).toBe('!!');
  for (let more = 0; more < 12; more++) await act();
  await view.warning('高危');
  const { busy: acts, came } = await timesOf(view.page);
  expect(acts.length).toBeGreaterThan(12);
  expect(acts.filter((at) => at < came && came < at + pauseMs - 5)).toEqual([]);
}

const FIELD = '<input aria-label="留言" style="width:200px;height:30px">';
const WRITING: Record<string, string> = {
  输入框: FIELD,
  可编辑的一块: '<div contenteditable="true" style="min-height:2em;border:1px solid"></div>',
  开着的影子树: `<div><template shadowrootmode="open">${FIELD}</template></div>`,
  关着的影子树: `<div><template shadowrootmode="closed">${FIELD}</template></div>`,
  同一网站的框架: `<iframe srcdoc='${FIELD}'></iframe>`,
  别的网站的框架: '<iframe src="FRAME"></iframe>',
};

for (const [place, html] of Object.entries(WRITING)) {
  test(`正在打字时不弹，停下之后才弹：${place}`, async ({ site, open }) => {
    const frame = site.place('field', { body: pageOf('框', FIELD) }, 'task');
    const body = pageOf('留言板', `<main id="place" style="width:320px">${html.replace('FRAME', frame)}</main>`);
    const view = await open(site.place('typing', { body }), watched);
    // By its place, since no locator reaches into a closed shadow tree.
    const box = (await view.page.locator('#place').boundingBox())!;
    await view.page.mouse.click(box.x + 60, box.y + 20);
    await neverWithin(view, TYPING_PAUSE_MS, () => view.page.keyboard.press('a'));
  });
}

const LEAVING: Record<string, string> = {
  点链接: '<a id="go" href="/hostile/paid.html">下一页</a>',
  点影子树里的链接:
    '<div id="go" data-link style="display:inline-block"><template shadowrootmode="closed"><a href="/hostile/paid.html">下一页</a></template></div>',
  提交表单: '<form action="/hostile/paid.html"><button id="go">下一页</button></form>',
};

for (const [way, html] of Object.entries(LEAVING)) {
  test(`要离开的半秒里不弹：${way}`, async ({ site, open }) => {
    // The page keeps the person: what would have come up just before they left can be seen.
    const stay =
      '<script>addEventListener("submit", (event) => event.preventDefault());' +
      'addEventListener("click", (event) => { if (!event.target.closest("form")) event.preventDefault(); });</script>';
    const view = await open(site.place('leaving', { body: pageOf('目录', html + stay) }), watched);
    await neverWithin(view, LEAVING_MS, () => view.page.locator('#go').click());
  });
}

/**
 * Until a card that has come to the page would stand, were it held back by nothing but what was pressed before it came:
 * whatever is run in a page counts as pressed.
 */
async function outwaited({ page }: View): Promise<void> {
  const now = () => page.evaluate(() => performance.now());
  await expect.poll(now).toBeGreaterThan((await now()) + 2 * LEAVING_MS);
}

test('全屏的时候不弹，退出之后才弹', async ({ site, open, session }) => {
  const body = pageOf(
    '看片',
    `<button id="play">播放</button><div id="film" style="background:#123">片子</div>
<script>document.getElementById('play').addEventListener('click', () => document.getElementById('film').requestFullscreen());</script>`,
  );
  const view = await open(site.place('film', { body }));
  await view.settled();
  await view.page.locator('#play').click();
  await expect.poll(() => view.page.evaluate(() => document.fullscreenElement?.id)).toBe('film');
  await view.page.evaluate((text) => {
    document.body.append(Object.assign(document.createElement('p'), { textContent: text }));
  }, LURE);
  await view.level('danger');
  await expect.poll(() => view.badge()).toBe('!!');
  expect(await view.decided()).toMatchObject({ surface: 'full' });
  await outwaited(view);
  // What fills the screen hides everything else from whoever looks, cards too.
  expect(await shownBy(session)).toEqual([]);
  await view.page.evaluate(() => document.exitFullscreen());
  await view.warning('高危');
});

test('提到而已的网页：有标记、有徽标，没有卡片', async ({ site, open, passedOver }) => {
  const view = await open(
    site.place('notice', saying(`警方提醒：凡是“${'有手机就能做'}”的高薪兼职，多是刷单诈骗，请勿轻信。`), 'news'),
  );
  await view.level('notice');
  await expect.poll(() => view.badge()).toBe('·');
  await expect.poll(() => view.words()).not.toEqual([]);
  await passedOver(view);
});

test('接连三张高危：样子、图、问句都不同', async ({ site, open }) => {
  const heads: string[] = [];
  for (const host of ['jobs', 'chat', 'task'] as const) {
    const view = await open(site.place('face', saying(LURE), host));
    heads.push((await view.warning('高危')).name);
  }
  expect(new Set(heads).size).toBe(3);
});
