import { share, shared } from './own-world.ts';

/**
 * The hosts of our own surfaces in this page, for the scan and the warning: a mark in the document instead would be a place
 * for a page to hide its words in.
 */
export function ownHosts(): WeakSet<Element> {
  return shared<WeakSet<Element>>('own-hosts') ?? share('own-hosts', new WeakSet());
}

/**
 * Takes away what a version of us before an update has left in the page, in Firefox. That ends its scripts, and its card
 * stands on: the buttons do nothing, a gate keeps the page shut, and its words would be read as the page's. In Chromium the
 * former version gives way by itself. A page that imitates a surface of ours to the letter loses its imitation.
 */
export function takeAwayFormer(): void {
  // Firefox's own: without it no closed root can be looked into.
  if (!('openOrClosedShadowRoot' in Element.prototype)) return;
  const own = ownHosts();
  for (const host of document.querySelectorAll('div[popover="manual"]')) {
    const { shadowRoot, openOrClosedShadowRoot: root } = host as FirefoxElement;
    if (shadowRoot === null && !own.has(host) && root?.querySelector('.dock > .cly')) host.remove();
  }
}

type FirefoxElement = Element & { openOrClosedShadowRoot?: ShadowRoot | null };
