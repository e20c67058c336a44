import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/**
 * Moves the focus to the element when it appears and back to where it was when it goes. If the person has moved on
 * meanwhile, it is left where they put it. Who writes keeps the keyboard: the words they type, or the candidate their
 * input method shows, would be lost, and the Escape meant for it would put a warning aside unread.
 * True as long as the focus was not taken for that reason, and the person has not come by themselves.
 */
export function useBorrowedFocus(
  element: RefObject<HTMLElement | null>,
  wanted: boolean,
  isWriting: () => boolean = () => false,
): boolean {
  const [passedBy, passBy] = useState(false);
  useLayoutEffect(() => {
    const own = element.current;
    if (!wanted || own === null) return;
    if (isWriting()) {
      passBy(true);
      const onCome = () => passBy(false);
      own.addEventListener('focusin', onCome, { once: true });
      return () => own.removeEventListener('focusin', onCome);
    }
    const before = document.activeElement;
    own.focus({ preventScroll: true });
    return () => {
      const root = own.getRootNode() as Document | ShadowRoot;
      const stillHere = own.contains(root.activeElement);
      if (stillHere && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, [wanted]);
  return wanted && passedBy;
}

/** On the settings page, before a pressed button goes, with its row or its list: the keyboard goes on to the next, or else to the heading. */
export function passFocus(pressed: HTMLElement): void {
  const row = pressed.closest('li');
  const next = (row?.nextElementSibling ?? row?.previousElementSibling)?.querySelector('button');
  (next ?? pressed.closest('.part')?.querySelector('h2'))?.focus();
}
