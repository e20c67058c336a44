import { expect, test } from 'vitest';
import { LEAVING_MS, type Moment, TYPING_PAUSE_MS, waitFor } from '../../advice/moment.ts';

const NOW = 1_000_000;
const calm: Moment = { typed: null, fullScreen: false, left: null, hidden: false };

test.each<[string, Partial<Moment>, number]>([
  ['什么都没在做：马上', {}, 0],
  ['刚敲过键：等停下来', { typed: NOW - 500 }, TYPING_PAUSE_MS - 500],
  ['停下够久：马上', { typed: NOW - TYPING_PAUSE_MS }, 0],
  ['刚点了链接：等半秒看走不走', { left: NOW }, LEAVING_MS],
  ['没走：马上', { left: NOW - LEAVING_MS }, 0],
  ['又敲键又点链接：等长的那个', { typed: NOW, left: NOW }, TYPING_PAUSE_MS],
  ['全屏：等到退出', { fullScreen: true }, Number.POSITIVE_INFINITY],
  ['标签页看不见：等到看得见', { hidden: true, typed: NOW }, Number.POSITIVE_INFINITY],
  ['时钟往回拨：不因将来的时刻干等', { typed: NOW + 60_000, left: NOW + 60_000 }, 0],
])('%s', (_, moment, wait) => {
  expect(waitFor({ ...calm, ...moment }, NOW)).toBe(wait);
});
