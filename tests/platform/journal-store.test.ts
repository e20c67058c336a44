import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Sighting } from '../../advice/journal.ts';
import { noQuiet, type Quiet } from '../../advice/ladder.ts';
import { JournalStore, MAX_JOURNAL_ENTRIES } from '../../platform/journal-store.ts';

const store = () => new JournalStore(noQuiet, vi.fn());
const entry = (time: number): Sighting => ({
  category: 'brushing',
  stage: 'lure',
  rule: 'phone-only-job',
  host: 'jobs.example',
  time,
});

beforeEach(() => fakeBrowser.reset());

test('记下的在，最多留最新的若干条', async () => {
  const many = Array.from({ length: MAX_JOURNAL_ENTRIES + 5 }, (_, time) => entry(time));
  await store().changeEntries((entries) => [...entries, ...many]);
  const kept = await store().entries();
  expect(kept).toHaveLength(500);
  expect(kept.at(-1)?.time).toBe(MAX_JOURNAL_ENTRIES + 4);
});

test('看过的、放下的，每一种最多留最新的若干条', async () => {
  const many = Array.from({ length: 305 }, (_, time) => ({
    host: 'jobs.example',
    level: 'danger' as const,
    stages: [],
    time,
    app: false,
    known: true,
    family: '刷单返利类',
  }));
  const full = Object.fromEntries(Object.keys(noQuiet).map((kind) => [kind, kind === 'faces' ? 305 : many]));
  await store().changeQuiet(() => full as unknown as Quiet);
  const { faces, ...kept } = await store().quiet();
  expect(faces).toBe(305);
  expect(Object.keys(kept)).toEqual(['shown', 'dismissed', 'muted', 'notes', 'passed']);
  for (const list of Object.values(kept)) expect([list[0]?.time, list.length]).toEqual([5, 300]);
});

test('除了类别、阶段、规则、网站、时间，什么都存不进去', async () => {
  await store().changeEntries(() => [{ ...entry(1), quote: '有手机就能做' } as Sighting]);
  const onDisk = await fakeBrowser.storage.local.get(null);
  expect(onDisk['journal']).toEqual([entry(1)]);
  expect(JSON.stringify(onDisk)).not.toContain('有手机就能做');
});

test('清除：见闻和看过的提醒都没有了，还算数的“今天别再提醒”留着', async () => {
  const one = store();
  const remembered = { host: 'jobs.example', level: 'danger', stages: ['lure'], time: 1 } as const;
  await one.changeEntries(() => [entry(1)]);
  await one.changeQuiet(() => ({
    shown: [{ ...remembered, stages: ['lure'] }],
    dismissed: [{ ...remembered, stages: ['lure'] }],
    muted: [
      { ...remembered, stages: ['lure'] },
      { ...remembered, stages: ['lure'], host: 'yesterday.example' },
    ],
    notes: [{ ...remembered, stages: ['lure'], app: false, known: true }],
    passed: [{ family: '刷单返利类', time: 1 }],
    faces: 4,
  }));
  await one.clear(({ host }) => host !== 'yesterday.example');
  expect(await one.entries()).toEqual([]);
  expect(await one.quiet()).toEqual({ shown: [], dismissed: [], muted: [remembered], notes: [], passed: [], faces: 4 });
});

test('坏了的见闻当作没有，提醒照常', async () => {
  await fakeBrowser.storage.local.set({ journal: 'x', quiet: null });
  expect(await store().entries()).toEqual([]);
  expect((await store().quiet()).faces).toBe(0);
});

test('坏了一行，别的行都在', async () => {
  await fakeBrowser.storage.local.set({ journal: [{ category: 1 }, entry(1), { ...entry(2), stage: '?' }, entry(3)] });
  expect(await store().entries()).toEqual([entry(1), entry(3)]);
});

test.each<[string, Record<string, unknown>]>([
  ['坏了的', { journal: { 'old60.example': 1 } }],
  ['改动时另存的', { journal: [], 'journal.kept': { 'old60.example': 1 } }],
  ['放下过的提醒里坏了的', { quiet: { shown: 'old60.example' } }],
  ['更新的版本写的', { journal: [{ where: 'old60.example' }], journal$: { v: 9 } }],
])('清除：%s也清掉，清之前说得出还有', async (_, onDisk) => {
  await fakeBrowser.storage.local.set(onDisk);
  const one = store();
  expect(await one.holdsUnread()).toBe(true);
  await one.clear(() => false);
  expect(await one.holdsUnread()).toBe(false);
  expect(JSON.stringify(await fakeBrowser.storage.local.get(null))).not.toContain('old60.example');
  await one.changeEntries(() => [entry(1)]);
  expect(await store().entries()).toEqual([entry(1)]);
});

test('清除时浏览器的存储不让动：不抛错', async () => {
  const one = store();
  await one.changeEntries(() => [entry(1)]);
  const refused = vi.spyOn(fakeBrowser.storage.local, 'remove').mockRejectedValue(new Error('IO error'));
  await one.clear(() => false);
  expect(await one.entries()).toEqual([entry(1)]);
  refused.mockRestore();
});

test('再长的网址也记得下，读得回；记不下的那一笔不记，别的都记', async () => {
  const host = `${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(61)}:65535`;
  await store().changeEntries(() => [entry(1), { ...entry(2), host }]);
  expect(await store().entries()).toEqual([entry(1), { ...entry(2), host }]);
  await store().changeEntries((entries) => [...entries, { ...entry(3), host: 'x'.repeat(1000) }, entry(4)]);
  expect(await store().entries()).toEqual([entry(1), { ...entry(2), host }, entry(4)]);
});

test('见闻变了、放下过什么变了，都叫一声', async () => {
  const changed = vi.fn();
  store().watch(changed);
  await store().changeEntries(() => [entry(1)]);
  expect(changed).toHaveBeenCalledTimes(1);
  const muted = { host: 'jobs.example', level: 'danger', stages: [], time: 1 } as const;
  await store().changeQuiet((quiet) => ({ ...quiet, muted: [{ ...muted, stages: [] }] }));
  expect(changed).toHaveBeenCalledTimes(2);
});
