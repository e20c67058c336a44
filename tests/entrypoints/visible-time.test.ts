import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { countVisible } from '../../entrypoints/warning/visible-time.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('看得见的三十秒：二十九秒还没到，第三十秒到零，之后不再数', () => {
  const seen: number[] = [];
  countVisible(
    30,
    () => false,
    (left) => seen.push(left),
  );
  vi.advanceTimersByTime(29_999);
  expect(seen.at(-1)).toBe(1);
  vi.advanceTimersByTime(1);
  expect(seen.at(-1)).toBe(0);
  vi.advanceTimersByTime(60_000);
  expect(seen).toHaveLength(30);
});

test('切到别的标签页，时间不走；切回来接着走', () => {
  let hidden = false;
  let last = 30;
  countVisible(
    30,
    () => hidden,
    (left) => {
      last = left;
    },
  );
  vi.advanceTimersByTime(10_000);
  hidden = true;
  vi.advanceTimersByTime(600_000);
  expect(last).toBe(20);
  hidden = false;
  vi.advanceTimersByTime(20_000);
  expect(last).toBe(0);
});

test('关口收起，不再数', () => {
  const onLeft = vi.fn();
  countVisible(30, () => false, onLeft)();
  vi.advanceTimersByTime(60_000);
  expect(onLeft).not.toHaveBeenCalled();
});
