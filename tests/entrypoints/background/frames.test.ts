import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { TabStore } from '../../../platform/tab-store.ts';
import { copyOf } from '../../../ui/copy/copies.ts';
import { Background, CLEAN, report, sender } from './fixtures.ts';

let background: Background;
beforeEach(() => {
  background = new Background();
});

test('后台睡一觉醒来，知道的都还在，也不重复说', async () => {
  await background.visit('https://a.example/', report('danger', ['lure']));
  background.nap();
  expect((await background.frames.verdictOf(1, false)).level).toBe('danger');
  await background.frames.reported(report('danger', ['lure']), sender('https://a.example/'));
  expect(background.shown).toHaveLength(1);
});

describe('框架比整页先说', () => {
  const top = sender('https://a.example/');
  const inner = sender('https://ad.example/', { origin: 'frame', frameId: 6, tabUrl: top.url });

  test('整页开始时请各个框架再说一遍，说过的都还在', async () => {
    await background.frames.started(inner);
    await background.frames.reported(report('danger', ['lure']), inner);
    background.told = [];
    await background.frames.started(top);
    expect(background.told.map(({ type }) => type)).toContain('frame/again');
    background.injected = [];
    await background.frames.reported(CLEAN, top);
    await background.frames.reported(report('danger', ['lure']), inner);
    expect(await fakeBrowser.action.getBadgeText({ tabId: 1 })).toBe('!!');
    expect(background.injected).toContain('/guard.js');
  });

  test('框架开始，别的框架不用再说', async () => {
    await background.frames.started(top);
    background.told = [];
    await background.frames.started(inner);
    expect(background.told.map(({ type }) => type)).not.toContain('frame/again');
  });
});

describe('框架走了', () => {
  const top = sender('https://a.example/');
  const inner = (frameId: number) => sender('about:srcdoc', { origin: 'frame', frameId, tabUrl: top.url });
  const alive = (...frames: number[]) =>
    vi.mocked(fakeBrowser.scripting.executeScript).mockResolvedValue(frames.map((frameId) => ({ frameId })) as never);

  test('徽标马上跟着变，不等人来问', async () => {
    await background.visit(top.url, CLEAN);
    await background.frames.reported(report('danger', ['lure']), inner(6));
    expect(await fakeBrowser.action.getBadgeText({ tabId: 1 })).toBe('!!');
    alive(0);
    await background.frames.gone(inner(6));
    expect(await fakeBrowser.action.getBadgeText({ tabId: 1 })).toBe('');
  });

  test('换来换去六十个框架，记着的只有还在的', async () => {
    await background.visit(top.url, CLEAN);
    for (let frame = 1; frame <= 60; frame++) {
      await background.frames.started(inner(frame));
      await background.frames.reported(report('danger', ['lure']), inner(frame));
      alive(0, frame + 1);
      await background.frames.gone(inner(frame));
    }
    const { frames, equipped } = await new TabStore().get(1);
    expect(Object.keys(frames)).toEqual(['0']);
    expect(Object.keys(equipped)).toEqual(['0']);
  });

  test('同一个框架里换了一页，新的一页说的留着', async () => {
    await background.visit(top.url, CLEAN);
    await background.frames.reported(report('caution', ['lure']), inner(6));
    vi.mocked(fakeBrowser.scripting.executeScript).mockImplementationOnce((async () => {
      // While the browser counts the frames, between two documents of this one, the next has begun and spoken.
      await background.frames.started(inner(6));
      await background.frames.reported(report('danger', ['lure']), inner(6));
      return [{ frameId: 0 }];
    }) as never);
    await background.frames.gone(inner(6));
    expect(await fakeBrowser.action.getBadgeText({ tabId: 1 })).toBe('!!');
  });
});

test('不在了的框架不再算', async () => {
  await background.visit('https://a.example/', CLEAN);
  await background.frames.reported(
    report('danger', ['lure']),
    sender('https://ad.example/', { frameId: 6, tabUrl: 'https://a.example/' }),
  );
  vi.mocked(fakeBrowser.scripting.executeScript).mockResolvedValue([{ frameId: 0 }, { frameId: 6 }] as never);
  expect((await background.frames.verdictOf(1, false)).level).toBe('danger');
  vi.mocked(fakeBrowser.scripting.executeScript).mockResolvedValue([{ frameId: 0 }] as never);
  expect((await background.frames.verdictOf(1, false)).level).toBe('none');
});

test('换了一页，上一页的不再算', async () => {
  await background.visit('https://a.example/', report('danger', ['lure']));
  await background.frames.started(sender('https://b.example/'));
  expect(await background.frames.verdictOf(1, true)).toMatchObject({
    level: 'none',
    settled: false,
    host: 'b.example',
  });
});

test('换了一页，上一页框架里的也不再算；同一个网站里换地址的，还算', async () => {
  const inner = sender('https://ad.example/', { origin: 'frame', frameId: 6, tabUrl: 'https://a.example/' });
  vi.mocked(fakeBrowser.scripting.executeScript).mockResolvedValue([{ frameId: 0 }, { frameId: 6 }] as never);
  await background.visit('https://a.example/', report('notice', ['lure']));
  await background.frames.reported(report('danger', ['lure']), inner);
  await background.frames.moved(1, 'https://a.example/#2');
  expect((await background.frames.verdictOf(1, false)).level).toBe('danger');
  await background.frames.started(sender('https://a.example/other'));
  expect((await background.frames.verdictOf(1, true)).level).toBe('none');
});

test('浏览器不说地址、却让我们进的一页（Firefox 里的 blob:）：载入完了，说过的还在；再去别的网站，清空', async () => {
  const made = sender('blob:https://a.example/6d0f2b1c', { tabUrl: '' });
  await background.frames.started(made);
  await background.frames.reported(report('danger', ['lure']), made);
  await background.frames.moved(1, '');
  expect(await fakeBrowser.action.getBadgeText({ tabId: 1 })).toBe('!!');
  await background.frames.moved(1, 'https://b.example/');
  expect(await fakeBrowser.action.getBadgeText({ tabId: 1 })).toBe('');
});

test('去了扩展不能运行的页：说不能运行，徽标清空', async () => {
  await background.visit('https://a.example/', report('danger', ['lure']));
  await background.frames.moved(1, 'chrome://settings/');
  vi.mocked(fakeBrowser.scripting.executeScript).mockRejectedValue(new Error('Cannot access'));
  expect(await background.frames.verdictOf(1, false)).toMatchObject({
    state: 'forbidden',
    level: 'none',
    findings: [],
  });
  expect(await fakeBrowser.action.getBadgeText({ tabId: 1 })).toBe('');
});

test('还没读的页、没读完的页，徽标不说“未发现”；读完了才说', async () => {
  const badge = () => fakeBrowser.action.getTitle({ tabId: 1 });
  const words = copyOf('zh-CN').browser.badge;
  const from = sender('https://a.example/');
  await background.frames.started(from);
  expect(await badge()).toBe(words.unread);
  await background.frames.reported(CLEAN, from);
  expect(await badge()).toBe(words.none);
  await background.frames.reported({ ...CLEAN, settled: false, failed: true }, from);
  expect(await badge()).toBe(words.unread);
  expect(await background.frames.verdictOf(1, false)).toMatchObject({ settled: false, failed: true });
  await background.frames.moved(1, 'chrome://settings/');
  expect(await badge()).toBe(words.unread);
});

test('从空白页去了浏览器自己的页，也不说“未发现”', async () => {
  const blank = sender('about:blank');
  await background.frames.started(blank);
  await background.frames.reported(CLEAN, blank);
  await background.frames.moved(1, '');
  expect(await fakeBrowser.action.getTitle({ tabId: 1 })).toBe(copyOf('zh-CN').browser.badge.unread);
});

test('页里没有我们的脚本：载入中算还没看完，载入完是读不到', async () => {
  expect(await background.frames.verdictOf(1, true)).toMatchObject({ state: 'on', settled: false });
  await expect(background.frames.verdictOf(1, false)).rejects.toThrow('刷新');
});

test('刚获准看的页里还没有我们的脚本：放进去，等它报告', async () => {
  vi.mocked(fakeBrowser.scripting.executeScript).mockImplementation((async (call: { files?: string[] }) => {
    background.injected.push(...(call.files ?? []));
    return [{ frameId: 0, result: false }];
  }) as never);
  vi.spyOn(fakeBrowser.scripting, 'insertCSS').mockResolvedValue(undefined as never);
  vi.spyOn(fakeBrowser.runtime, 'getManifest').mockReturnValue({ content_scripts: [{ js: ['scan.js'] }] } as never);
  expect(await background.frames.verdictOf(1, false)).toMatchObject({ state: 'on', settled: false });
  expect(background.injected).toEqual(['scan.js']);
});

test('不让看了，开着的页收起来、不再读；又让看了，接着读，关掉的网站不读', async () => {
  await background.visit('https://a.example/', report('danger', ['lure']));
  const said = () => background.told.splice(0).map(({ type, body }) => [type, body]);
  said();
  await background.frames.followAccess([{ id: 1, readable: false }]);
  expect(said()).toEqual([
    ['frame/switch', { on: false }],
    ['warning/hide', undefined],
  ]);
  expect(await fakeBrowser.action.getBadgeText({ tabId: 1 })).toBe('');
  await background.frames.followAccess([{ id: 1, readable: true }]);
  expect(said()).toEqual([['frame/switch', { on: true }]]);
  await background.frames.switchSite('a.example', false, []);
  await background.frames.followAccess([{ id: 1, readable: true }]);
  expect(said()[0]).toEqual(['frame/switch', { on: false }]);
});

test('看下一处原话：一处一处走，走完回到第一处，跳过已经不在的；同一处的只去一次', async () => {
  const words = (id: string, paragraph: number) => ({ ...report('danger', ['lure']).findings[0]!, id, paragraph });
  await background.visit('https://a.example/', {
    findings: [words('f1', 0), words('f2', 1), words('f3', 2), words('f4', 0)],
    total: 3,
    mentions: 0,
    settled: true,
  });
  const went: string[] = [];
  vi.mocked(fakeBrowser.tabs.sendMessage).mockImplementation((async (_: number, { body }: { body: { id: string } }) => {
    if (body.id === 'f2') return false;
    went.push(body.id);
    return true;
  }) as never);
  for (let press = 0; press < 3; press++) await background.frames.revealNext(1);
  expect(went).toEqual(['f1', 'f3', 'f1']);
});
