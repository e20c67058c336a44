import { browser } from './browser.ts';

/** Scripts that a page gets only when there is something to say. */
export type InjectedScript = '/warning.js' | '/money.js';

/**
 * Runs a script of ours in the top frame of a tab, or in all its frames.
 * False when the browser does not let us in (its own pages, a closed tab).
 */
export async function inject(tabId: number, file: InjectedScript, frames: 'top' | 'all' = 'top'): Promise<boolean> {
  try {
    await browser.scripting.executeScript({
      target: frames === 'all' ? { tabId, allFrames: true } : { tabId, frameIds: [0] },
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
