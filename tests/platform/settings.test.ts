import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { languageOf, SEALS, Settings } from '../../platform/settings.ts';
import { SEAL_IDS } from '../../ui/seal.tsx';

const settings = () => new Settings(vi.fn());

beforeEach(() => fakeBrowser.reset());

describe('网站', () => {
  test('关掉、再打开，另一处也知道', async () => {
    await settings().switchSite('jobs.example', false);
    expect((await settings().sites()).off).toEqual(['jobs.example']);
    await settings().switchSite('jobs.example', true);
    expect((await settings().sites()).off).toEqual([]);
  });

  test('关两次只记一次；没有网站的页面不记', async () => {
    const one = settings();
    await one.switchSite('jobs.example', false);
    await one.switchSite('jobs.example', false);
    await one.switchSite('', false);
    expect((await one.sites()).off).toEqual(['jobs.example']);
  });

  test('“这条不对”可以收回', async () => {
    const one = settings();
    await one.setWrong('jobs.example', ['phone-only-job'], 1);
    await one.setWrong('jobs.example', ['phone-only-job', 'slot-pile'], 2);
    await one.setWrong('chat.example', ['phone-only-job'], 3);
    await one.switchSite('jobs.example', false);
    expect((await one.sites()).wrong).toHaveLength(3);
    await one.forgetWrong('jobs.example', ['slot-pile', 'shop-boost']);
    expect((await one.sites()).wrong.map(({ host, rule }) => [host, rule])).toEqual([
      ['jobs.example', 'phone-only-job'],
      ['chat.example', 'phone-only-job'],
    ]);
    await one.forgetWrong('jobs.example');
    expect(await one.sites()).toEqual({
      off: ['jobs.example'],
      wrong: [{ host: 'chat.example', rule: 'phone-only-job', time: 3 }],
    });
  });
});

describe('暗号', () => {
  test('界面画得出每一个', () => {
    expect([...SEALS].sort()).toEqual([...SEAL_IDS].sort());
  });

  test.each([
    [0, SEALS[0]],
    [0.5, SEALS[6]],
    [0.999999, SEALS.at(-1)],
  ])('按随机数 %d 抽', async (random, seal) => {
    expect(await settings().seal(() => random)).toBe(seal);
  });

  test('抽过就不再变，同时抽也只有一个', async () => {
    const [first, second] = await Promise.all([settings().seal(() => 0.1), settings().seal(() => 0.9)]);
    expect(await settings().seal(() => 0.5)).toBe(second);
    expect(SEALS).toContain(first);
  });
});

describe('语言', () => {
  test.each([
    ['zh-CN', 'zh-CN'],
    ['zh_TW', 'zh-TW'],
    ['zh-HK', 'zh-TW'],
    ['zh-Hant-MO', 'zh-TW'],
    ['en-US', 'zh-CN'],
    ['ja', 'zh-CN'],
  ])('浏览器是 %s，提醒用 %s', (browser, ours) => {
    expect(languageOf(browser)).toBe(ours);
  });

  test('自己选的优先', async () => {
    const one = settings();
    await one.setLooks({ language: 'en' });
    expect(await one.language()).toBe('en');
  });
});

describe('家里人', () => {
  const onDisk = async () => JSON.stringify(await fakeBrowser.storage.local.get(null as never));

  test('谁也没写，就是没有', async () => {
    expect(await settings().kin()).toEqual({ name: '', phone: '' });
  });

  test('写下了，另一处也知道；别处的设置不动', async () => {
    await settings().setLooks({ size: 'elder' });
    expect(await settings().setKin({ name: ' 小雨 ', phone: '138 0013-8000' })).toBe('kept');
    expect(await settings().kin()).toEqual({ name: '小雨', phone: '138 0013-8000' });
    expect((await settings().looks()).size).toBe('elder');
  });

  test.each([
    ['１３８　００１３　８０００', '138 0013 8000'],
    ['＋８６ 138—0013—8000', '+86 138-0013-8000'],
    ['  96110 ', '96110'],
    ['', ''],
  ])('电话写成 %j，记下的是 %j', async (phone, kept) => {
    expect(await settings().setKin({ name: '小雨', phone })).toBe('kept');
    expect((await settings().kin()).phone).toBe(kept);
  });

  test.each(['小雨', '138-0013-800O', '12', '+', '--- ---', '1+38', '138001380001380013800', 'tel:110', '110;ext=1'])(
    '%j 不是电话号码：说出来，先前的还在',
    async (phone) => {
      await settings().setKin({ name: '小雨', phone: '110' });
      expect(await settings().setKin({ name: '小风', phone })).toBe('phone');
      expect(await settings().kin()).toEqual({ name: '小雨', phone: '110' });
    },
  );

  test('名字至多 12 个字，按字数，不按存的长短', async () => {
    expect(await settings().setKin({ name: '住在隔壁的二姑家大表姐夫', phone: '' })).toBe('kept');
    expect(await settings().setKin({ name: '😀'.repeat(12), phone: '' })).toBe('kept');
    expect(await settings().setKin({ name: '住在隔壁的二姑家的大表姐夫', phone: '' })).toBe('name');
    expect((await settings().kin()).name).toBe('😀'.repeat(12));
  });

  test('清除了，硬盘上也没有', async () => {
    await settings().setKin({ name: '小雨', phone: '13800138000' });
    expect(await settings().setKin({ name: ' ', phone: '' })).toBe('cleared');
    expect(await settings().kin()).toEqual({ name: '', phone: '' });
    expect(await onDisk()).not.toMatch(/小雨|138/);
  });

  test.each([
    ['电话', { name: '小雨', phone: '加薇abc' }, { name: '小雨', phone: '' }],
    ['名字', { name: 7, phone: '110' }, { name: '', phone: '110' }],
    ['少一样', { name: '小雨' }, { name: '小雨', phone: '' }],
    ['全部', 'broken', { name: '', phone: '' }],
  ])('坏了（%s），只坏它自己', async (_, kin, read) => {
    await fakeBrowser.storage.local.set({ kin, looks: { size: 'elder', language: 'en', seal: 'cat' } });
    expect(await settings().kin()).toEqual(read);
    expect((await settings().looks()).size).toBe('elder');
  });
});

test('一处设置坏了，不牵连另一处', async () => {
  await fakeBrowser.storage.local.set({ sites: 'broken', looks: { size: 'elder', language: 'auto', seal: 'cat' } });
  const one = settings();
  expect(await one.sites()).toEqual({ off: [], wrong: [] });
  expect(await one.looks()).toEqual({ size: 'elder', language: 'auto', seal: 'cat' });
  expect(await one.whatIsWrong()).toBe('damaged');
});

test.each([
  ['字号', { size: 'huge', language: 'en', seal: 'cat' }, { size: 'normal', language: 'en', seal: 'cat' }],
  ['语言', { size: 'elder', language: 7, seal: 'cat' }, { size: 'elder', language: 'auto', seal: 'cat' }],
  ['暗号', { size: 'elder', language: 'en', seal: 'dragon' }, { size: 'elder', language: 'en', seal: null }],
  ['少一样', { language: 'en', seal: 'cat' }, { size: 'normal', language: 'en', seal: 'cat' }],
])('坏了一样（%s），别的样子照旧', async (_, looks, read) => {
  await fakeBrowser.storage.local.set({ looks });
  expect(await settings().looks()).toEqual(read);
});

describe('存储满了', () => {
  const refuse = () =>
    vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValue(new Error('QUOTA_BYTES quota exceeded'));

  test('关掉网站的人知道没有记住；存得进去的照旧', async () => {
    const one = settings();
    expect(await one.switchSite('jobs.example', false)).toBe(true);
    const set = refuse();
    expect(await one.switchSite('chat.example', false)).toBe(false);
    set.mockRestore();
    expect(await one.switchSite('chat.example', false)).toBe(true);
  });

  test('家里人没有记住，说得出；存得进去了就记住', async () => {
    const one = settings();
    const set = refuse();
    expect(await one.setKin({ name: '小雨', phone: '' })).toBe('unstored');
    expect(await settings().whatIsWrong()).toBe('full');
    set.mockRestore();
    expect(await one.setKin({ name: '小雨', phone: '' })).toBe('kept');
    expect(await settings().whatIsWrong()).toBeNull();
  });

  test('后台写不进去，设置页也说得出，写得进去了就不再说', async () => {
    const set = refuse();
    await settings().switchSite('chat.example', false);
    expect(await settings().whatIsWrong()).toBe('full');
    set.mockRestore();
    expect(await settings().whatIsWrong()).toBe('full');
    await settings().switchSite('chat.example', false);
    expect(await settings().whatIsWrong()).toBeNull();
  });
});
