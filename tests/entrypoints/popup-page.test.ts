import { expect, test } from 'vitest';
import { pageOf } from '../../entrypoints/popup/page-of.ts';
import type { SpokenVerdict } from '../../platform/protocol.ts';

const verdict = (change: Partial<SpokenVerdict>): SpokenVerdict => ({
  level: 'none',
  findings: [],
  total: 0,
  mentions: 0,
  settled: true,
  failed: false,
  host: 'a.example',
  state: 'on',
  titles: {},
  ...change,
});

test.each<[string, Partial<SpokenVerdict>, string]>([
  ['还在读', { settled: false }, 'scanning'],
  ['读不了', { settled: false, failed: true }, 'error'],
  ['读完了', {}, 'ready'],
  ['没读完，但已有发现', { settled: false, failed: true, level: 'caution' }, 'ready'],
  ['关掉的网站', { state: 'off' }, 'off'],
])('%s', (_, change, state) => {
  expect(pageOf(verdict(change)).state).toBe(state);
});
