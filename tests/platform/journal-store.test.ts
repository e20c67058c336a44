import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { type JournalEntry, JournalStore, MAX_JOURNAL_ENTRIES } from '../../platform/journal-store.ts';

const store = () => new JournalStore(vi.fn());
const entry = (time: number): JournalEntry => ({
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
  expect(kept).toHaveLength(MAX_JOURNAL_ENTRIES);
  expect(kept.at(-1)?.time).toBe(MAX_JOURNAL_ENTRIES + 4);
});

test('除了类别、阶段、规则、网站、时间，什么都存不进去', async () => {
  await store().changeEntries(() => [{ ...entry(1), quote: '有手机就能做' } as JournalEntry]);
  expect(Object.keys((await store().entries())[0] ?? {}).sort()).toEqual(['category', 'host', 'rule', 'stage', 'time']);
});

test('清除：见闻和看过的提醒都没有了，“今天别再提醒”还算数', async () => {
  const one = store();
  const remembered = { host: 'jobs.example', level: 'danger', stages: ['lure'], time: 1 } as const;
  await one.changeEntries(() => [entry(1)]);
  await one.changeQuiet(() => ({
    shown: [{ ...remembered, stages: ['lure'] }],
    dismissed: [{ ...remembered, stages: ['lure'] }],
    muted: [{ ...remembered, stages: ['lure'] }],
    notes: [{ ...remembered, stages: ['lure'], app: false, known: true }],
    passed: [{ family: '刷单返利类', time: 1 }],
    faces: 4,
  }));
  await one.clear();
  expect(await one.entries()).toEqual([]);
  expect(await one.quiet()).toEqual({ shown: [], dismissed: [], muted: [remembered], notes: [], passed: [], faces: 4 });
});

test('坏了的见闻当作没有，提醒照常', async () => {
  await fakeBrowser.storage.local.set({ journal: [{ category: 1 }], quiet: null });
  expect(await store().entries()).toEqual([]);
  expect((await store().quiet()).faces).toBe(0);
});
