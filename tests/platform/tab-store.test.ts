import { beforeEach, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { TabStore } from '../../platform/tab-store.ts';

const kept = () => fakeBrowser.storage.session.get(null);

beforeEach(() => fakeBrowser.reset());

test('记下的，后台睡过一觉还在', async () => {
  await new TabStore().change(1, (record) => {
    record.host = 'jobs.example';
  });
  expect((await new TabStore().get(1)).host).toBe('jobs.example');
});

test('同一个标签页的改动一个接一个，关掉之前的还看得到', async () => {
  const tabs = new TabStore();
  const first = tabs.change(1, async (record) => {
    record.host = 'jobs.example';
  });
  const second = tabs.change(1, ({ host }) => host);
  const forgotten = tabs.forget(1);
  await first;
  expect(await second).toBe('jobs.example');
  await forgotten;
  expect(await kept()).toEqual({});
});

test('关掉的标签页后来还有话：不再记下', async () => {
  const tabs = new TabStore();
  await tabs.change(1, (record) => {
    record.host = 'jobs.example';
  });
  void tabs.forget(1);
  await tabs.change(1, (record) => {
    expect(record.host).toBe('');
    record.host = 'late.example';
  });
  expect(await kept()).toEqual({});
  expect((await tabs.get(1)).host).toBe('');
});
