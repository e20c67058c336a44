import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChromiumSession } from '../../../scripts/chromium-session.ts';
import { SAYS, saying } from '../stories.ts';
import { expect, startSession, test, type View, viewOf } from './fixtures.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

async function visit(session: ChromiumSession, url: string): Promise<View> {
  const page = await session.context.newPage();
  await page.goto(url);
  return viewOf(session, page);
}

test('三个网站、后台睡过去、浏览器重开：步骤连得起来', async ({ site, browserFound, outside }) => {
  test.setTimeout(150_000);
  const profile = await mkdtemp(join(tmpdir(), 'caliangyan-progress-'));
  try {
    const monday = await startSession({ browserFound, outside, profile });
    await (await visit(monday, site.place('board', saying(SAYS.lure), 'jobs'))).warning('警惕');
    await monday.close();

    const thursday = await startSession({ browserFound, outside, profile });
    const chat = await (await visit(thursday, site.place('talk', saying(SAYS.stake), 'chat'))).warning('高危');
    // A caution by itself: it is the new stage, not the count, that has raised it.
    expect(chat.text).toContain('第 3 步，共 5 步');
    await thursday.stopWorker();
    const pay = await (await visit(thursday, site.place('pay', saying(SAYS.harvest), 'task'))).warning('高危');
    expect(pay.text).toContain('第 4 步，共 5 步');
    const { journal } = await thursday.kept();
    const hosts = (journal as { host: string }[]).map(({ host }) => host.replace(/\..*/, ''));
    expect(new Set(hosts)).toEqual(new Set(['jobs', 'chat', 'task']));
    await thursday.close();
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});

test('同一步再来，别的网站也还是警惕', async ({ site, open }) => {
  await (await open(site.place('one', saying(SAYS.lure), 'jobs'))).warning('警惕');
  await (await open(site.place('two', saying(SAYS.lure), 'chat'))).warning('警惕');
});

test('封口的话单独一句只是留意；刚看过骗局的头一步，就是高危', async ({ site, open, session }) => {
  const hush = '网友：这个事情记得对家人保密哦，等你拿到钱了再跟他们讲。';
  const alone = await open(site.place('hush', saying(hush), 'chat'));
  await alone.settled();
  await alone.quiet();
  expect(await session.badge(alone.page)).not.toBe('');
  await (await open(site.place('board', saying(SAYS.lure), 'jobs'))).warning('警惕');
  const card = await (await open(site.place('hush-again', saying(hush), 'chat'))).warning('高危');
  expect(card.text).toContain('对家人保密');
});

const lureMet = (time: number) => [
  { category: 'brushing', stage: 'lure', rule: 'side-hustle-dream', host: 'jobs.example', time },
];

test('时钟拨回过去：将来记下的那一步照样算', async ({ site, open, session }) => {
  await session.keep({ journal: lureMet(Date.now() + 400 * DAY_MS) });
  await (await open(site.place('later', saying(SAYS.stake), 'chat'))).warning('高危');
});

test('十四天前的那一步不再算', async ({ site, open, session }) => {
  await session.keep({ journal: lureMet(Date.now() - 15 * DAY_MS) });
  await (await open(site.place('old', saying(SAYS.stake), 'chat'))).warning('警惕');
});

test('清除：见闻空了，下一步从头算', async ({ site, open, session }) => {
  await (await open(site.place('first', saying(SAYS.lure), 'jobs'))).warning('警惕');
  // That it was shown is written a moment after it stands; cleared before that, it would be new.
  const shown = async () => ((await session.kept())['quiet'] as { shown: unknown[] } | undefined)?.shown.length;
  await expect.poll(shown).toBe(1);
  const options = await session.context.newPage();
  await options.goto(session.ownPage('options.html'));
  await expect(options.getByText('刷单返利')).toBeVisible();
  await options.getByRole('button', { name: '清除' }).click();
  await options.getByRole('button', { name: '清除' }).click();
  await expect(options.getByText('还没有记录')).toBeVisible();
  const left = await session.kept();
  expect(left['journal'] ?? []).toEqual([]);
  expect(left).toMatchObject({ quiet: { shown: [], dismissed: [], passed: [] } });
  await (await open(site.place('second', saying(SAYS.stake), 'chat'))).warning('警惕');
});
