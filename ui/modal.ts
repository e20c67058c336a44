import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/** Opens a dialog that stays open until it goes, with the focus on one part of it. */
export function useModal(dialog: RefObject<HTMLDialogElement | null>, first: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const own = dialog.current;
    if (own === null) return;
    // Closing, a dialog gives the focus back to what had it: here the field itself, which would bring the gate again.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    own.showModal();
    first.current?.focus({ preventScroll: true });
    own.scrollTop = 0;
    // Whatever closes it but us (a second Escape, the page's close watcher) finds it open again.
    const reopen = () => own.isConnected && own.showModal();
    own.addEventListener('close', reopen);
    return () => {
      own.removeEventListener('close', reopen);
      own.close();
    };
  }, []);
}

/**
 * Of a key pressed in the dialog: Escape neither closes nor continues, and Tab goes round inside; the rest of the page is
 * inert, but the browser's own bar is not ours to enter.
 */
export function keepInside(event: KeyboardEvent & { currentTarget: HTMLDialogElement }): void {
  if (event.key === 'Escape') {
    event.preventDefault();
    event.stopPropagation();
  } else if (event.key === 'Tab') goRound(event);
}

function goRound(event: KeyboardEvent & { currentTarget: HTMLDialogElement }): void {
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, button')].filter(
    (stop) =>
      !stop.matches(':disabled') && !(stop instanceof HTMLInputElement && !isTabStop(stop, event.currentTarget)),
  );
  const focused = (event.currentTarget.getRootNode() as Document | ShadowRoot).activeElement;
  const first = stops[0];
  const last = stops.at(-1);
  // The dialog itself, or its question, which are no stops.
  const isAtStart = focused === first || !stops.some((stop) => stop === focused);
  if (event.shiftKey && isAtStart) {
    event.preventDefault();
    last?.focus();
  } else if (!event.shiftKey && focused === last) {
    event.preventDefault();
    first?.focus();
  }
}

/** Of a group of radios only the checked one, or the first when none is, takes part in Tab. */
function isTabStop(radio: HTMLInputElement, dialog: HTMLDialogElement): boolean {
  const group = [...dialog.querySelectorAll<HTMLInputElement>(`input[name="${radio.name}"]`)];
  return radio === (group.find((one) => one.checked) ?? group[0]);
}
