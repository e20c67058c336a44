import { browser } from './browser.ts';

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
 * Which frames of a tab are still there. Null when the browser does not let us ask: a page where extensions may not
 * run, or no such tab.
 */
export async function liveFrames(tabId: number): Promise<Set<number> | null> {
  try {
    const results = await browser.scripting.executeScript({
      target: { tabId, allFrames: true },
      func: () => true,
      injectImmediately: true,
    });
    return new Set(results.map((result) => result.frameId));
  } catch {
    return null;
  }
}
