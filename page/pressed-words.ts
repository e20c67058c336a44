import type { Flagged } from './highlighter.ts';
import { closest, isContentEditable } from './members.ts';

/** What is pressed for what it does, not read. */
const WORKING = 'a[href], area[href], button, input, select, textarea, label, summary, [role="button"], [role="link"]';

/**
 * The flagged words that a click was made on (page/highlighter.ts says why mentions are none of them); none where it was
 * made on something that works by itself, or ended a selection. `on`: the innermost element clicked, which is not the
 * words' own when something lies over them.
 */
export function pressedWords(
  { clientX: x, clientY: y, detail, button }: MouseEvent,
  on: Element,
  words: () => readonly Flagged[],
): Flagged[] {
  // By the keyboard it has no place.
  if (detail === 0 || button !== 0 || getSelection()?.type === 'Range') return [];
  if (closest.call(on, WORKING) !== null || (on instanceof HTMLElement && isContentEditable.call(on))) return [];
  const isThere = ({ left, right, top, bottom }: DOMRect) => x >= left && x <= right && y >= top && y <= bottom;
  return words().filter(({ range }) => range.intersectsNode(on) && [...range.getClientRects()].some(isThere));
}
