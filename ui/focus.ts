import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/**
 * Moves the focus to the element when it appears and back to where it was when it goes. If the person has moved on
 * meanwhile, it is left where they put it.
 */
export function useBorrowedFocus(element: RefObject<HTMLElement | null>, wanted: boolean): void {
  useLayoutEffect(() => {
    const own = element.current;
    if (!wanted || own === null) return;
    const before = document.activeElement;
    own.focus({ preventScroll: true });
    return () => {
      const root = own.getRootNode() as Document | ShadowRoot;
      const stillHere = own.contains(root.activeElement);
      if (stillHere && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, [wanted]);
}
