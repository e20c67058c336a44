import { FlatTree, type OpenShadowRoot } from './flat-tree.ts';
import {
  getAttribute,
  getBoundingClientRect,
  isElement,
  isText,
  localName,
  matches,
  ownerDocument,
} from './members.ts';
import { isInsideUnread } from './unread.ts';

/** What somebody copied, and where it stands. */
export interface CopiedText {
  text: string;
  /** Text of the block it stands in. */
  around: string;
  flagged: string[];
  node: Node;
  /** Where to answer, in CSS pixels of the viewport. */
  box: () => DOMRect;
}

/** A link, button or picture that was pressed, as its author wrote it. */
export interface PressedThing {
  element: Element;
  href: string;
  download: string;
  text: string;
  name: string;
  around: string;
  width: number;
  height: number;
  picture: boolean;
  box: () => DOMRect;
}

/** Text beside a thing that may say what it is, in characters. */
const AROUND_CHARS = 160;
/** Text of a block that a copied piece stands in. */
const BLOCK_CHARS = 1000;
/** Nodes read for a text, whatever stands in them. */
const MAX_STEPS = 600;
/** How far up from the innermost element the thing that was pressed may be. */
const MAX_CLIMB = 6;

const PRESSABLE =
  'a[href], area[href], button, input[type="button"], input[type="submit"], [role="button"], [role="link"], [onclick]';
/** A number does not run on from one line or block into the next. */
const BREAKS = new Set(
  'br p div li tr dt dd h1 h2 h3 h4 h5 h6 section article header footer main aside blockquote pre form'.split(' '),
);
const PICTURES = new Set(['img', 'canvas', 'svg', 'image', 'picture']);

/** What was just copied out of the page; null when nothing was, or when it is what the person typed. */
export function copiedText(
  document: Document,
  inside: ShadowRoot | null,
  flagged: readonly Range[],
  shadowOf: OpenShadowRoot,
): CopiedText | null {
  const range = selectedRange(document, inside);
  if (range === null || range.collapsed) return null;
  const { startContainer, commonAncestorContainer } = range;
  if (isInsideUnread(commonAncestorContainer)) return null;
  const text = range.toString();
  if (text.trim() === '') return null;
  const tree = new FlatTree(shadowOf);
  return {
    text,
    around: textAround(commonAncestorContainer, BLOCK_CHARS, tree),
    flagged: flagged.filter((other) => overlaps(range, other)).map(String),
    node: startContainer,
    box: () => range.getBoundingClientRect(),
  };
}

/** The thing that was pressed; null when it was nothing to press. */
export function pressedThing(target: Element, shadowOf: OpenShadowRoot): PressedThing | null {
  const tree = new FlatTree(shadowOf);
  let found: Element | null = null;
  let picture: Element | null = PICTURES.has(localName.call(target)) ? target : null;
  let at: Element | null = target;
  for (let step = 0; at !== null && step < MAX_CLIMB; step++, at = tree.parent(at)) {
    if (matches.call(at, PRESSABLE)) {
      found = at;
      break;
    }
    if (PICTURES.has(localName.call(at))) picture = at;
  }
  const view = ownerDocument.call(target)?.defaultView;
  const style = view?.getComputedStyle(target);
  if (picture === null && style && /url\(/.test(style.backgroundImage)) picture = target;
  // A line that is pressed without being a button shows it by the pointer's hand.
  if (found === null && picture === null && style?.cursor !== 'pointer') return null;
  const element = found ?? picture ?? target;
  if (isInsideUnread(element) && (found === null || localName.call(found) !== 'input')) return null;
  const boxed = picture ?? element;
  const box = () => getBoundingClientRect.call(boxed);
  const { width, height } = box();
  const link = element as Partial<HTMLAnchorElement>;
  return {
    element,
    href: typeof link.href === 'string' ? link.href : '',
    download: getAttribute.call(element, 'download') ?? '',
    text: [
      textOf(element, AROUND_CHARS, tree),
      attributes(element, 'value', 'aria-label', 'title'),
      picture === null ? '' : attributes(picture, 'alt'),
    ]
      .join(' ')
      .trim(),
    name: [
      attributes(element, 'id', 'class'),
      picture === null ? '' : attributes(picture, 'alt', 'title', 'src', 'id', 'class'),
    ].join(' '),
    around: textAround(boxed, AROUND_CHARS, tree),
    width,
    height,
    picture: picture !== null,
    box,
  };
}

/** The selection, which stops at shadow roots unless one asks inside. */
function selectedRange(document: Document, inside: ShadowRoot | null): Range | null {
  const selection = document.getSelection();
  if (selection === null) return null;
  if (inside !== null) {
    const { getComposedRanges } = selection as { getComposedRanges?: (options: object) => StaticRange[] };
    const [within] = getComposedRanges?.call(selection, { shadowRoots: [inside] }) ?? [];
    if (within) {
      const range = document.createRange();
      try {
        range.setStart(within.startContainer, within.startOffset);
        range.setEnd(within.endContainer, within.endOffset);
        return range;
      } catch {
        // It reaches over the root's edge.
      }
    }
  }
  return selection.rangeCount > 0 ? selection.getRangeAt(0) : null;
}

function overlaps(range: Range, other: Range): boolean {
  try {
    return (
      range.compareBoundaryPoints(Range.END_TO_START, other) < 0 &&
      range.compareBoundaryPoints(Range.START_TO_END, other) > 0
    );
  } catch {
    // In different trees they do not meet.
    return false;
  }
}

/** Text of the largest element round `node` that has no more than so many characters; cut from nearer when none is. */
function textAround(node: Node, most: number, tree: FlatTree): string {
  let text = '';
  for (let at: Node | null = node; at !== null; at = tree.parent(at)) {
    const whole = textOf(at, most + 1, tree);
    if (whole.length > most) return text === '' ? whole.slice(0, most) : text;
    text = whole;
  }
  return text;
}

function textOf(node: Node, most: number, tree: FlatTree): string {
  if (isText(node)) return node.data.slice(0, most);
  let text = '';
  let steps = 0;
  const end = tree.after(node);
  for (let at = tree.next(node); at !== null && at !== end && text.length < most; at = tree.next(at)) {
    if (++steps > MAX_STEPS) break;
    if (isText(at)) text += at.data;
    else if (isElement(at) && BREAKS.has(localName.call(at))) text += '\n';
  }
  return text.trim();
}

function attributes(element: Element, ...names: string[]): string {
  return names
    .map((name) => (getAttribute.call(element, name) ?? '').slice(0, 300))
    .join(' ')
    .trim();
}
