import { browser } from './browser.ts';

/**
 * Which pages the browser lets us read. Installing gives all of them; the person may take them back, or some, in the
 * browser's own menus, and give them again.
 */
const EVERY_PAGE = { origins: ['<all_urls>'] };

export function mayReadEveryPage(): Promise<boolean> {
  return browser.permissions.contains(EVERY_PAGE);
}

/** The browser asks the person. To be called in the press itself: after any wait it refuses. */
export function askForEveryPage(): void {
  // Refused, or not answered: what there is to see has not changed.
  void browser.permissions.request(EVERY_PAGE).catch(() => undefined);
}

export function watchAccess(changed: () => unknown): void {
  browser.permissions.onAdded.addListener(changed);
  browser.permissions.onRemoved.addListener(changed);
}
