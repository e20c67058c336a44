import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { until } from '../../scripts/until.ts';

const patience = { limitMs: 3000, everyMs: 100 };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('等到了，就是看到的那一个', async () => {
  let looks = 0;
  const waited = until(async () => (++looks < 3 ? null : looks), '还没有好', patience);
  await vi.runAllTimersAsync();
  expect(await waited).toBe(3);
});

test('到时候还没有：不再等，说等的是什么', async () => {
  const look = vi.fn(async () => null);
  const waited = expect(until(look, '扩展还没有装好', patience)).rejects.toThrow('等了 3 秒，扩展还没有装好');
  await vi.advanceTimersByTimeAsync(patience.limitMs);
  await waited;
  expect(vi.getTimerCount()).toBe(0);
});

test('看的时候出错，错就是错', async () => {
  await expect(until(() => Promise.reject(new Error('页面没了')), '还没有好', patience)).rejects.toThrow('页面没了');
});
