import { browser } from './browser.ts';
import { PDF, SCAN, symbolNameOf } from './own-world.ts';

/** Scripts that a page gets only when there is something to say. */
export type InjectedScript = '/warning.js' | '/money.js' | '/guard.js';

/**
 * Runs a script of ours in frames of a tab, the top one when none is named.
 * False when the browser does not let us in (its own pages, a closed tab).
 */
export async function inject(tabId: number, file: InjectedScript, frameIds: number[] = [0]): Promise<boolean> {
  try {
    await browser.scripting.executeScript({
      target: { tabId, frameIds },
      files: [file],
      injectImmediately: true,
    });
    return true;
  } catch {
    return false;
  }
}

/**
 * Into the tabs that were open before us, what each page gets that is loaded from now on: the content scripts of the
 * manifest. Not into tabs that are not loaded, which will be, nor where they are already. Pages that the browser keeps to
 * itself are passed over.
 */
export async function enterOpenTabs(): Promise<void> {
  const open = await openTabs();
  await Promise.all(open.map(({ id, readable }) => readable && enter(id).catch(() => undefined)));
}

/** The tabs that are loaded, and whether the browser lets us read them. */
export async function openTabs(): Promise<{ id: number; readable: boolean }[]> {
  const open = await browser.tabs.query({ discarded: false });
  return open.flatMap((tab) => (tab.id === undefined ? [] : [{ id: tab.id, readable: isReadable(tab) }]));
}

/**
 * The browser tells us the address of those pages only that it lets us read. To be asked before a script is sent: Chromium
 * keeps one for a page that the person has withheld until they press our button, and answers nothing meanwhile.
 */
export function isReadable({ url }: { url?: string | undefined }): boolean {
  return url !== undefined && url !== '';
}

/**
 * Puts into a tab what each page gets. False when it is there already.
 * @throws when the browser does not let us in.
 */
export async function enter(tabId: number): Promise<boolean> {
  const [top] = await browser.scripting.executeScript({
    target: { tabId },
    func: (name: string) => Symbol.for(name) in globalThis,
    args: [symbolNameOf(SCAN)],
    injectImmediately: true,
  });
  if (top?.result !== false) return false;
  const target = { tabId, allFrames: true };
  for (const { js, css, run_at } of browser.runtime.getManifest().content_scripts ?? []) {
    if (css) await browser.scripting.insertCSS({ target, files: css });
    if (js)
      await browser.scripting.executeScript({ target, files: js, injectImmediately: run_at === 'document_start' });
  }
  return true;
}

/** A frame that has painted nothing for so long is no longer waited for, in milliseconds: the background wants to nap. */
const LONGEST_PAINT_WAIT_MS = 10_000;

/** Waits for the next frame that is painted. False when there is none, or when the browser does not let us in. */
export async function painted(tabId: number, frameId: number): Promise<boolean> {
  try {
    const [only] = await browser.scripting.executeScript({
      target: { tabId, frameIds: [frameId] },
      func: (longest: number) =>
        new Promise<boolean>((resolve) => {
          setTimeout(() => resolve(false), longest);
          requestAnimationFrame(() => setTimeout(() => resolve(true)));
        }),
      args: [LONGEST_PAINT_WAIT_MS],
      injectImmediately: true,
    });
    return only?.result === true;
  } catch {
    return false;
  }
}

/**
 * Which frames of a tab are still there. Null where there is nothing for us to read: a page where extensions may not run,
 * no such tab, or a PDF, which Chromium draws where no script reaches.
 */
export async function liveFrames(tabId: number): Promise<Set<number> | null> {
  try {
    if (!isReadable(await browser.tabs.get(tabId))) return null;
    const results = await browser.scripting.executeScript({
      target: { tabId, allFrames: true },
      func: () => document.contentType,
      injectImmediately: true,
    });
    if (results.some(({ frameId, result }) => frameId === 0 && result === PDF)) return null;
    return new Set(results.map((result) => result.frameId));
  } catch {
    return null;
  }
}
