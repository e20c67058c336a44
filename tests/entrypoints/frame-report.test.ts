import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { frameReport } from '../../entrypoints/scan.content/frame-report.ts';
import type { PageReport } from '../../page/page-report.ts';
import { listen } from '../../platform/messages.ts';
import { MAX_QUOTE_CHARS, MAX_REPORTED_EVIDENCE } from '../../platform/protocol.ts';

const frame = {
  id: 'test-extension-id',
  url: 'https://ad.example/',
  frameId: 7,
  tab: { id: 3, url: 'https://jobs.example/', incognito: false },
};
const pageReport = (quotes: string[]): PageReport => ({
  level: 'caution',
  findings: [
    {
      id: 'f1',
      rule: 'brushing-wording',
      category: 'brushing',
      level: 'caution',
      paragraph: 1,
      stages: ['lure'],
      evidence: quotes.map((quote) => ({ signal: '骗局常用的词', stage: 'lure', strength: 'weak', quote })),
    },
  ],
  total: 1,
  mentions: 0,
  settled: true,
});

/** Whether the background takes what a frame says. */
async function isTaken(body: unknown): Promise<boolean> {
  const reported = vi.fn((): true => true);
  const until = new AbortController();
  listen({ 'frame/report': reported }, until.signal);
  await fakeBrowser.runtime.onMessage.trigger({ type: 'frame/report', body }, frame as never, () => {});
  until.abort();
  return reported.mock.calls.length === 1;
}

beforeEach(() => fakeBrowser.reset());

test('一段里原话再多，报得进去：先来的那些', async () => {
  const quotes = Array.from({ length: MAX_REPORTED_EVIDENCE + 47 }, (_, at) => `第${at}句`);
  const report = frameReport(pageReport(quotes));
  expect(report.findings[0]!.evidence.map(({ quote }) => quote)).toEqual(quotes.slice(0, MAX_REPORTED_EVIDENCE));
  expect(await isTaken(report)).toBe(true);
});

test('原话太长就截短，不截半个字', async () => {
  const before = '字'.repeat(MAX_QUOTE_CHARS - 1);
  const report = frameReport(pageReport([`${before}😀加微信`]));
  expect(report.findings[0]!.evidence[0]!.quote).toBe(before);
  expect(await isTaken(report)).toBe(true);
});

test('没读成的照说，读成了的不提', () => {
  expect(frameReport({ ...pageReport([]), failed: true })).toMatchObject({
    total: 1,
    mentions: 0,
    settled: true,
    failed: true,
  });
  expect(frameReport(pageReport([]))).not.toHaveProperty('failed');
});
