import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { noQuiet } from '../../../advice/ladder.ts';
import { JournalStore } from '../../../platform/journal-store.ts';
import { Settings } from '../../../platform/settings.ts';
import { TabStore } from '../../../platform/tab-store.ts';
import { Background, BRUSHING, DAY_MS, report, sender } from './fixtures.ts';

let background: Background;
beforeEach(() => {
  background = new Background();
});

describe('无痕窗口', () => {
  test('照常提醒、照常拦，什么都不留在盘上', async () => {
    await new Settings(vi.fn()).seal();
    const before = await fakeBrowser.storage.local.get(null as never);
    expect(
      await background.visit('https://a.example/', report('danger', ['lure', 'stake']), { private: true }),
    ).toEqual(['full']);
    await background.answers.exit(1, 'known', BRUSHING);
    expect(
      await background.visit('https://a.example/2', report('danger', ['lure', 'stake']), { private: true }),
    ).toEqual([]);
    expect(await background.gate.standsBefore(sender('https://a.example/2', { private: true }))).toBe(true);
    await background.answers.exit(1, 'wrong', BRUSHING);
    await background.gate.passed(1, [1]);
    expect(await fakeBrowser.storage.local.get(null as never)).toEqual(before);
  });

  test('关掉网站只在那个标签页，刷新也算，不写进硬盘；普通窗口再开关，照普通窗口', async () => {
    const [here, ordinary] = [
      sender('https://a.example/', { private: true }),
      sender('https://a.example/', { tabId: 2 }),
    ];
    await background.visit(here.url, report('danger', ['lure']), { private: true });
    expect(await background.frames.switchSite('a.example', false, [1], true)).toBe(true);
    expect(JSON.stringify(await fakeBrowser.storage.local.get(null as never))).not.toContain('a.example');
    background.nap();
    expect(await background.frames.started(here)).toBeNull();
    expect((await background.frames.verdictOf(1, false)).state).toBe('off');
    expect(await background.frames.started(ordinary)).not.toBeNull();
    // Switched off everywhere, it may still be heard in one private tab.
    await background.frames.switchSite('a.example', false, [1, 2]);
    await background.frames.switchSite('a.example', true, [1], true);
    expect(await background.frames.started(here)).not.toBeNull();
    expect(await background.frames.started(ordinary)).toBeNull();
    await background.frames.switchSite('a.example', false, [1, 2]);
    expect(await background.frames.started(here)).toBeNull();
  });

  test('标签页关了，记着的也没有了', async () => {
    await background.visit('https://a.example/', report('danger', ['lure', 'stake']), { private: true });
    await new TabStore().forget(1);
    expect(await fakeBrowser.storage.session.get(null as never)).toEqual({});
  });
});

describe('十四天以后', () => {
  const sites = async () => JSON.stringify(await fakeBrowser.storage.local.get(null as never));

  /** A card shown and put aside, a note, a gate passed, on a site that is not met again. */
  async function fill(): Promise<void> {
    await background.visit('https://old.example/', report('danger', ['lure', 'stake']));
    await background.answers.exit(1, 'site-today', BRUSHING);
    await background.answers.noted(1, 'add', true);
    await background.gate.passed(1, [1]);
    expect(await sites()).toContain('old.example');
  }

  test('再放下别的提醒时，从前的网站名都不在了', async () => {
    await fill();
    background.now += 15 * DAY_MS;
    await background.visit('https://new.example/', report('danger', ['lure']));
    await background.answers.exit(1, 'known', BRUSHING);
    expect(await sites()).not.toContain('old.example');
    expect(await sites()).toContain('new.example');
  });

  test('什么也没再遇到，后台醒来时也清掉；不到十四天的一个不动', async () => {
    await fill();
    const before = await sites();
    background.now += 13 * DAY_MS;
    await background.memory.tidy();
    expect(await sites()).toBe(before);
    background.now += 2 * DAY_MS;
    await background.memory.tidy();
    expect(await sites()).not.toContain('old.example');
    expect((await new JournalStore(noQuiet, vi.fn()).quiet()).faces).toBe(1);
  });

  test('时钟拨回去再拨回来：见闻还在', async () => {
    await fill();
    const before = await new JournalStore(noQuiet, vi.fn()).entries();
    background.now -= 300 * DAY_MS;
    await background.memory.tidy();
    expect(await new JournalStore(noQuiet, vi.fn()).entries()).toEqual(before);
  });
});

test('见闻里没有一个字的网页内容', async () => {
  await background.visit('https://a.example/secret?q=1', report('danger', ['lure']));
  const disk = JSON.stringify(await fakeBrowser.storage.local.get(null as never));
  expect(disk).toContain(BRUSHING);
  expect(disk).not.toContain('原话');
  expect(disk).not.toContain('secret');
});
