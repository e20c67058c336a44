interface WebExtension {
  dom?: { openOrClosedShadowRoot?: (element: Element) => ShadowRoot | null };
}

/**
 * Also opens the roots a page closed: Chromium by chrome.dom, Firefox by a property of its own. With the browser's own
 * object, because the scan script is in every page.
 */
export function shadowRootOpener(): (element: Element) => ShadowRoot | null {
  const { chrome } = globalThis as { chrome?: WebExtension };
  const open = chrome?.dom?.openOrClosedShadowRoot;
  // From the prototype: a form's field called `shadowRoot` would stand in for it.
  const { get } = Object.getOwnPropertyDescriptor(Element.prototype, 'shadowRoot')!;
  return (element) => {
    const root = get!.call(element) as ShadowRoot | null;
    if (root !== null) return root;
    if (open) return element instanceof HTMLElement ? open(element) : null;
    return (element as { openOrClosedShadowRoot?: ShadowRoot | null }).openOrClosedShadowRoot ?? null;
  };
}
