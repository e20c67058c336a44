import { expect as playwright } from '@playwright/test';

/** Playwright's own pauses between two looks grow to a second, and most of a test's time was such pauses. */
const LOOKS = { intervals: [50, 100] };

/** Playwright's `expect`, whose `poll` looks ten times a second. */
export const expect = new Proxy(playwright, {
  get: (target, name) => {
    if (name !== 'poll') return Reflect.get(target, name);
    const poll: typeof playwright.poll = (actual, options) =>
      target.poll(actual, { ...LOOKS, ...(typeof options === 'string' ? { message: options } : options) });
    return poll;
  },
});
