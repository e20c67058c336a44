import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { openLookup } from '../../../entrypoints/background/questions.ts';
import { QuestionStore } from '../../../platform/question-store.ts';

const WORDS = '有手机就能做，一单一结';

beforeEach(() => {
  fakeBrowser.reset();
  vi.spyOn(fakeBrowser.runtime, 'getURL').mockImplementation(((path: string) => `ext:///${path}`) as never);
});

/** Asks, and answers the address that was opened. */
async function asked(question: string, about?: number): Promise<URLSearchParams> {
  const create = vi.spyOn(fakeBrowser.tabs, 'create').mockResolvedValue({} as never);
  await openLookup(question, about);
  return new URL(create.mock.lastCall![0]!.url!).searchParams;
}

const kept = (address: URLSearchParams) => new QuestionStore().read(address.get('ask')!);

test('问的话不在地址里，也不在盘上；打开的那一页拿得到', async () => {
  const address = await asked(WORDS, 7);
  expect(address.toString()).not.toContain(encodeURIComponent('手机'));
  expect([...address.keys()]).toEqual(['ask', 'tab']);
  expect(JSON.stringify(await fakeBrowser.storage.local.get(null as never))).not.toContain('手机');
  expect(await kept(address)).toEqual({ question: WORDS, isPart: false });
  // Loaded again, it is still there.
  expect(await kept(address)).toEqual({ question: WORDS, isPart: false });
});

test('两问各是各的；没有的号什么也拿不到', async () => {
  const first = await asked('一');
  const second = await asked('二');
  expect((await kept(first)).question).toBe('一');
  expect((await kept(second)).question).toBe('二');
  expect((await new QuestionStore().read('x')).question).toBe('');
});

test('只留最近的一些，太长的截短，并且记着截过', async () => {
  const first = await asked('最早');
  for (let turn = 0; turn < 20; turn++) await asked(`第${turn}问`);
  expect((await kept(first)).question).toBe('');
  const long = await asked('长'.repeat(200_000));
  expect(await kept(long)).toEqual({ question: '长'.repeat(100_000), isPart: true });
  // Half of a character would be another question.
  const odd = await asked(`长${'𠮷'.repeat(60_000)}`);
  expect((await kept(odd)).question).toBe(`长${'𠮷'.repeat(49_999)}`);
});

test('浏览器不给临时存储：照样打开，框是空的', async () => {
  vi.spyOn(fakeBrowser.storage.session, 'set').mockRejectedValue(new Error('no session'));
  const address = await asked(WORDS);
  expect((await kept(address)).question).toBe('');
  vi.mocked(fakeBrowser.storage.session.set).mockRestore();
});
