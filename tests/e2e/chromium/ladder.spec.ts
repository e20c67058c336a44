import type { Page } from '@playwright/test';
import { TYPING_PAUSE_MS } from '../../../advice/moment.ts';
import { document as pageOf } from '../shared.ts';
import { SAYS, saying } from '../stories.ts';
import { expect, LURE, test } from './fixtures.ts';

test('一个网站一天只打断一次；别的网站照常', async ({ site, open }) => {
  await (await open(site.place('a', saying(SAYS.lure), 'jobs'))).warning('警惕');
  const again = await open(site.place('b', saying(SAYS.lure), 'jobs'));
  await again.level('caution');
  await expect.poll(() => again.words()).not.toEqual([]);
  await expect.poll(() => again.badge()).toBe('!');
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
  const { quiet } = await session.kept();
  expect((quiet as { shown: unknown[] }).shown).toHaveLength(1);
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

/** When our element came into the page, and when the person last wrote, by the page's own clock. */
async function watched(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const times = { came: 0, wrote: 0 };
    Object.assign(window, { times });
    addEventListener(
      'input',
      () => {
        times.wrote = performance.now();
      },
      true,
    );
    addEventListener('DOMContentLoaded', () => {
      new MutationObserver(() => {
        times.came ||= performance.now();
      }).observe(document.documentElement, { childList: true });
    });
  });
}

const FIELD = `<label>留言 <input id="note"></label><div id="edit" contenteditable="true" style="min-height:2em;border:1px solid"></div>
<script>
addEventListener('input', () => {
  if (document.getElementById('said')) return;
  document.body.append(Object.assign(document.createElement('p'), { id: 'said', textContent: ${JSON.stringify(LURE)} }));
}, true);
</script>`;

for (const place of ['#note', '#edit']) {
  test(`正在打字时不弹，停下之后才弹：${place}`, async ({ site, open }) => {
    const view = await open(site.place('typing', { body: pageOf('留言板', FIELD) }), watched);
    await view.page.locator(place).click();
    // One key after another for as long as it takes until there is something to say.
    await expect
      .poll(async () => {
        await view.page.keyboard.press('a');
        return view.badge();
      })
      .toBe('!!');
    await view.page.keyboard.press('b');
    await view.warning('高危');
    const { came, wrote } = await view.page.evaluate(
      () => (window as unknown as { times: { came: number; wrote: number } }).times,
    );
    // A timer never rings early: whatever the machine, the pause lies between.
    expect(came - wrote).toBeGreaterThanOrEqual(TYPING_PAUSE_MS - 5);
  });
}

test('全屏的时候不弹，退出之后才弹', async ({ site, open }) => {
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
  expect(await view.view.surfaces()).toEqual([]);
  await view.page.evaluate(() => document.exitFullscreen());
  await view.warning('高危');
});

test('提到而已的网页：有标记、有徽标，没有卡片', async ({ site, open }) => {
  const view = await open(
    site.place('notice', saying(`警方提醒：凡是“${'有手机就能做'}”的高薪兼职，多是刷单诈骗，请勿轻信。`), 'news'),
  );
  await view.level('notice');
  await expect.poll(() => view.badge()).toBe('·');
  await expect.poll(() => view.words()).not.toEqual([]);
  expect(await view.view.surfaces()).toEqual([]);
});

test('接连三张高危：样子、图、问句都不同', async ({ site, open }) => {
  const heads: string[] = [];
  for (const host of ['jobs', 'chat', 'task'] as const) {
    const view = await open(site.place('face', saying(LURE), host));
    heads.push((await view.warning('高危')).name);
  }
  expect(new Set(heads).size).toBe(3);
});
