/**
 * Time slicing. Work is a generator: every `yield` is a place where it may pause. There is one copy of the logic and two
 * drivers: `runInSlices` for pages, and `runAtOnce` for tests and for what a changing page leaves no time to pause in.
 */

/** A yielded promise is waited for before the work goes on. */
export type Work = Generator<Promise<unknown> | undefined, void, void>;

/** Longest time the scan keeps the main thread in one go, in milliseconds (docs/performance.md). */
export const SLICE_BUDGET_MS = 8;
/** Where the adaptive budget begins, before anything is known of the device, and what it shrinks to, in milliseconds. */
const LEAST_BUDGET_MS = 1;
/** Background work may be starved by a busy page; after this many milliseconds a pause ends anyway. */
const LONGEST_PAUSE_MS = 500;
/** Weight of the newest step in the running estimate of what a step costs. */
const NEWEST_STEP_WEIGHT = 0.25;

export interface SlicerOptions {
  signal: AbortSignal;
  /** Milliseconds; performance.now unless a test brings its own clock. */
  now?: () => number;
  /** Gives the main thread back; resolves when work may go on. */
  pause?: () => Promise<void>;
  /** Called after each slice with its length in milliseconds. */
  onSlice?: (milliseconds: number) => void;
}

/** Runs steps that wait for nothing without a pause, and answers what they come to. */
export function runAtOnce<Value>(steps: Generator<Promise<unknown> | undefined, Value, void>): Value {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (step.value) throw new TypeError('This work waits for something: run it in slices.');
  }
}

/**
 * Runs `work` in slices that adapt to the device: a slice ends before the step that would probably overrun it, and
 * after an overrun the next one is shorter. Answers true when the work was finished, false when it was aborted.
 */
export async function runInSlices(work: Work, options: SlicerOptions): Promise<boolean> {
  const { signal, onSlice } = options;
  const now = options.now ?? (() => performance.now());
  const pause = options.pause ?? givenBack;
  let budget = LEAST_BUDGET_MS;
  let stepCost = 0;
  let newest = 0;
  for (;;) {
    if (signal.aborted) {
      work.return();
      return false;
    }
    const begin = now();
    let last = begin;
    let done = false;
    let awaited: Promise<unknown> | undefined;
    do {
      const step = work.next();
      done = step.done === true;
      awaited = step.value ?? undefined;
      const at = now();
      newest = at - last;
      stepCost += (newest - stepCost) * NEWEST_STEP_WEIGHT;
      last = at;
      // After a long step another may follow: what makes one long, cold code or dense text, is seldom over with it.
    } while (!done && !awaited && !signal.aborted && last - begin + Math.max(stepCost, newest) < budget);
    const length = last - begin;
    onSlice?.(length);
    if (done) return true;
    budget =
      length > SLICE_BUDGET_MS ? Math.max(LEAST_BUDGET_MS, budget / 2) : Math.min(SLICE_BUDGET_MS / 2, budget + 1);
    await (awaited ?? pause());
  }
}

interface TaskScheduler {
  postTask(callback: () => void, options: { priority: 'background' }): Promise<unknown>;
}

/**
 * Resolves in a later task of background priority, whatever the browser has for that. Not scheduler.yield: what it
 * continues goes ahead of the page's own waiting tasks.
 */
export function givenBack(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, LONGEST_PAUSE_MS);
    const go = () => {
      clearTimeout(timer);
      resolve();
    };
    const { scheduler } = globalThis as { scheduler?: TaskScheduler };
    if (scheduler?.postTask) scheduler.postTask(go, { priority: 'background' }).catch(go);
    else if (typeof requestIdleCallback === 'function') requestIdleCallback(go);
    else {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        go();
      };
      port2.postMessage(null);
    }
  });
}

/** Resolves after the next frame was painted; a tab that paints nothing waits until it does. */
export function painted(document: Document, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const view = document.defaultView;
    if (!view || signal.aborted) return;
    view.requestAnimationFrame(() => void givenBack().then(resolve));
  });
}

/**
 * Resolves at once in a tab that is shown, else when it paints again; never after an abort. Waits for no event:
 * `document.open` takes all listeners away.
 */
export function shown(document: Document, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (signal.aborted) return;
      if (document.hidden) document.defaultView?.requestAnimationFrame(look);
      else resolve();
    };
    look();
  });
}
