interface WebExtension {
  dom?: { openOrClosedShadowRoot?: (element: Element) => ShadowRoot | null };
}

/**
 * Also opens the roots a page closed: Chromium by chrome.dom, Firefox by a property of its own. With the browser's own
 * object, because the scan script is in every page.
 */
export function shadowRootOpener(): (element: Element) => ShadowRoot | null {
  const { browser, chrome } = globalThis as { browser?: WebExtension; chrome?: WebExtension };
  const open = (browser?.dom ?? chrome?.dom)?.openOrClosedShadowRoot;
  return (element) => {
    if (element.shadowRoot !== null) return element.shadowRoot;
    if (open) return element instanceof HTMLElement ? open(element) : null;
    return (element as { openOrClosedShadowRoot?: ShadowRoot | null }).openOrClosedShadowRoot ?? null;
  };
}
