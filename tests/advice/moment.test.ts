import { expect, test } from 'vitest';
import { type Moment, waitFor } from '../../advice/moment.ts';

const NOW = 1_000_000;
// The waits are written out: a test that borrowed them would follow any change of them.
const calm: Moment = { typed: null, fullScreen: false, left: null, hidden: false };

test.each<[string, Partial<Moment>, number]>([
  ['什么都没在做：马上', {}, 0],
  ['刚敲过键：等停下来', { typed: NOW - 500 }, 1500],
  ['停下够久：马上', { typed: NOW - 2000 }, 0],
  ['刚点了链接：等半秒看走不走', { left: NOW }, 500],
  ['没走：马上', { left: NOW - 500 }, 0],
  ['又敲键又点链接：等长的那个', { typed: NOW, left: NOW }, 2000],
  ['全屏：等到退出', { fullScreen: true }, Number.POSITIVE_INFINITY],
  ['标签页看不见：等到看得见', { hidden: true, typed: NOW }, Number.POSITIVE_INFINITY],
  ['时钟往回拨：不因将来的时刻干等', { typed: NOW + 60_000, left: NOW + 60_000 }, 0],
])('%s', (_, moment, wait) => {
  expect(waitFor({ ...calm, ...moment }, NOW)).toBe(wait);
});
