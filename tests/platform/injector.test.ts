import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { enterOpenTabs } from '../../platform/injector.ts';

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

test('开着的页得到清单里的脚本，先后和早晚照清单；已经有了的、不让进的，跳过', async () => {
  const query = vi.spyOn(fakeBrowser.tabs, 'query').mockResolvedValue([{ id: 1 }, { id: 2 }, { id: 3 }, {}] as never);
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
