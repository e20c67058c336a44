import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { enterOpenTabs, liveFrames } from '../../platform/injector.ts';

const CONTENT_SCRIPTS = [
  { matches: ['<all_urls>'], js: ['ear.js'], run_at: 'document_start' },
  { matches: ['<all_urls>'], js: ['scan.js'], css: ['scan.css'] },
];

interface Call {
  target: { tabId: number; allFrames?: boolean };
  files?: string[];
  func?: unknown;
  injectImmediately?: boolean;
}
let given: { tab: number; files: string[]; at?: boolean | undefined }[];

/** `there`: tabs that have our scripts already; `refused`: those the browser does not let us into. */
function browserWith({ there = [], refused = [] }: { there?: number[]; refused?: number[] }) {
  vi.spyOn(fakeBrowser.runtime, 'getManifest').mockReturnValue({ content_scripts: CONTENT_SCRIPTS } as never);
  const enter = async ({ target: { tabId, allFrames }, files, func, injectImmediately }: Call) => {
    if (refused.includes(tabId)) throw new Error('Cannot access contents of the page');
    if (func !== undefined) return [{ frameId: 0, result: there.includes(tabId) }];
    expect(allFrames).toBe(true);
    given.push({ tab: tabId, files: files ?? [], at: injectImmediately });
    return [];
  };
  vi.spyOn(fakeBrowser.scripting, 'executeScript').mockImplementation(enter as never);
  vi.spyOn(fakeBrowser.scripting, 'insertCSS').mockImplementation(enter as never);
}

beforeEach(() => {
  fakeBrowser.reset();
  given = [];
});

const URL = 'https://a.example/';

test('开着的页得到清单里的脚本，先后和早晚照清单；已经有了的、不让进的，跳过', async () => {
  const tabs = [{ id: 1, url: URL }, { id: 2, url: URL }, { id: 3, url: URL }, { url: URL }];
  const query = vi.spyOn(fakeBrowser.tabs, 'query').mockResolvedValue(tabs as never);
  browserWith({ there: [2], refused: [1] });
  await enterOpenTabs();
  expect(given).toEqual([
    { tab: 3, files: ['ear.js'], at: true },
    { tab: 3, files: ['scan.css'], at: undefined },
    { tab: 3, files: ['scan.js'], at: false },
  ]);
  // What is not loaded gets them when it is.
  expect(query).toHaveBeenCalledWith({ discarded: false });
});

describe('没有获准看的页', () => {
  /** Chromium keeps the script until our button is pressed on that page. */
  const waits = () => vi.spyOn(fakeBrowser.scripting, 'executeScript').mockReturnValue(new Promise(() => {}) as never);

  test('里面有哪些框架：不问，当作进不去', async () => {
    vi.spyOn(fakeBrowser.tabs, 'get').mockResolvedValue({ id: 1 } as never);
    waits();
    expect(await liveFrames(1)).toBeNull();
  });

  test('PDF 里的字读不到：也当作进不去；网页里嵌着的 PDF 不碍事', async () => {
    vi.spyOn(fakeBrowser.tabs, 'get').mockResolvedValue({ id: 1, url: URL } as never);
    const frames = (...types: string[]) => types.map((result, frameId) => ({ frameId, result }));
    const ask = vi.spyOn(fakeBrowser.scripting, 'executeScript');
    ask.mockResolvedValue(frames('application/pdf') as never);
    expect(await liveFrames(1)).toBeNull();
    ask.mockResolvedValue(frames('text/html', 'application/pdf') as never);
    expect(await liveFrames(1)).toEqual(new Set([0, 1]));
  });

  test('装好时开着的，跳过，别的照放', async () => {
    vi.spyOn(fakeBrowser.tabs, 'query').mockResolvedValue([{ id: 1 }, { id: 2, url: URL }] as never);
    browserWith({});
    await enterOpenTabs();
    expect(given.map(({ tab }) => tab)).toEqual([2, 2, 2]);
    waits();
    vi.spyOn(fakeBrowser.tabs, 'query').mockResolvedValue([{ id: 1 }] as never);
    await enterOpenTabs();
  });
});
