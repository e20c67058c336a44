import { expect, test } from 'vitest';
import { hostOf } from '../../platform/host.ts';

test.each([
  ['https://jobs.example:8443/a?b#c', 'jobs.example:8443'],
  ['file:///home/a/b.html', 'file'],
  ['blob:https://jobs.example:8443/6d0f2b1c', 'jobs.example:8443'],
  ['blob:null/6d0f2b1c', ''],
  ['about:blank', ''],
  ['chrome://newtab/', ''],
  ['', ''],
])('%s 的网站是“%s”', (url, host) => {
  expect(hostOf(url)).toBe(host);
});
