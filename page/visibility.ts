import type { FlatTree } from './flat-tree.ts';
import { checkVisibility, getBoundingClientRect, localName, ownerDocument } from './members.ts';

/** Text smaller than this is not read by anyone, in CSS pixels. */
const LEAST_FONT_PX = 2;
/** Text fainter than this (all ancestors multiplied) is not seen. */
const LEAST_OPACITY = 0.1;
/** What must show of a text inside the boxes that clip it, in CSS pixels each way. */
const LEAST_SHOWN_PX = 2;
/** Two boxes on one line closer than this many times the font size read as one word. */
const WORD_GAP_EM = 0.6;

const PAINTED = { visibilityProperty: true, opacityProperty: true };

interface ElementLook {
  /** Nothing inside is seen, whatever its geometry. */
  concealed: boolean;
  inline: boolean;
  boxless: boolean;
  keepsLineBreaks: boolean;
  /** Padding box when the element clips what it holds, or null. `reachable`: people can scroll to the rest. */
  clip: { box: DOMRect; reachable: boolean } | null;
  opacity: number;
  fontSize: number;
}

/**
 * What a reader sees of a text, by computed style and geometry. Forces style and layout, so it is only asked about
 * places where something hit. Answers are kept for one instance's life: make a new one for each passage.
 */
export class Visibility {
  readonly #tree: FlatTree;
  readonly #view: Window;
  readonly #looks = new Map<Element, ElementLook>();
  readonly #shown = new Map<Text, boolean>();
  readonly #range: Range;
  /** Elements whose style was read, for budgets that are not timed. */
  reads = 0;

  constructor(tree: FlatTree, document: Document) {
    this.#tree = tree;
    this.#view = document.defaultView!;
    this.#range = document.createRange();
  }

  /** To be called after a pause: people scroll, and boxes that were looked at before are elsewhere now. */
  refresh(): void {
    this.#looks.clear();
  }

  isShown(text: Text): boolean {
    let shown = this.#shown.get(text);
    if (shown === undefined) {
      shown = this.#judge(text);
      this.#shown.set(text, shown);
    }
    return shown;
  }

  /** Whether line breaks in the source of `text` are line breaks on the page. */
  keepsLineBreaks(text: Text): boolean {
    const parent = this.#tree.parent(text);
    return parent !== null && this.#look(parent).keepsLineBreaks;
  }

  /** The nearest ancestor that stands on lines of its own. */
  blockOf(node: Node): Element | null {
    let at = this.#tree.parent(node);
    while (at !== null && this.#look(at).inline) {
      const above = this.#tree.parent(at);
      if (above === null) break;
      at = above;
    }
    return at;
  }

  /** Whether two neighbouring texts of different blocks look like one line of writing (flex items, floats). */
  readsOn(before: Text, after: Text): boolean {
    const parent = this.#tree.parent(before);
    if (parent === null) return false;
    const left = this.#rects(before).at(-1);
    const right = this.#rects(after)[0];
    if (left === undefined || right === undefined) return false;
    const overlap = Math.min(left.bottom, right.bottom) - Math.max(left.top, right.top);
    const gap = right.left - left.right;
    const { fontSize } = this.#look(parent);
    return overlap > Math.min(left.height, right.height) / 2 && gap > -fontSize && gap < fontSize * WORD_GAP_EM;
  }

  /** Whether the element has a box that is painted, whatever its size and place: texts right in it show only then. */
  isBoxed(element: Element): boolean {
    for (let at: Element | null = element; at !== null; at = this.#tree.parent(at)) {
      if (checkVisibility.call(at, PAINTED)) return true;
      // An element without a box of its own (a slot) is where its parent is.
      if (!this.#look(at).boxless) return false;
    }
    return false;
  }

  #judge(text: Text): boolean {
    const parent = this.#tree.parent(text);
    if (parent === null) return false;
    // White space has no boxes of its own and keeps words apart either way.
    const blank = text.data.trim() === '';
    let opacity = 1;
    for (let at: Element | null = parent; at !== null; at = this.#tree.parent(at)) {
      const look = this.#look(at);
      opacity *= look.opacity;
      if (look.concealed || opacity < LEAST_OPACITY) return false;
    }
    if (this.#look(parent).fontSize < LEAST_FONT_PX) return false;
    if (isShut(parent)) return false;
    if (!this.isBoxed(parent)) return false;
    return blank || this.#rects(text).some((rect) => this.#isInView(rect, parent));
  }

  /** Whether people can get to see this box: not clipped away, not pushed off the side of the page. */
  #isInView(rect: DOMRect, parent: Element): boolean {
    let { left, top, right, bottom } = rect;
    let reachable = false;
    for (let at: Element | null = parent; at !== null; at = this.#tree.parent(at)) {
      const document = ownerDocument.call(at);
      if (at === document?.body || at === document?.documentElement) break;
      const { clip } = this.#look(at);
      if (clip === null) continue;
      if (clip.reachable) {
        // The rest can be scrolled into the scroller's own box: go on with that.
        ({ left, top, right, bottom } = clip.box);
        reachable = true;
        continue;
      }
      left = Math.max(left, clip.box.left);
      top = Math.max(top, clip.box.top);
      right = Math.min(right, clip.box.right);
      bottom = Math.min(bottom, clip.box.bottom);
    }
    if (right - left < LEAST_SHOWN_PX || bottom - top < LEAST_SHOWN_PX) return false;
    return reachable || (right + this.#view.scrollX > 0 && bottom + this.#view.scrollY > 0);
  }

  #rects(text: Text): DOMRect[] {
    this.#range.selectNodeContents(text);
    return [...this.#range.getClientRects()].filter((rect) => rect.width > 0 && rect.height > 0);
  }

  #look(element: Element): ElementLook {
    let look = this.#looks.get(element);
    if (look !== undefined) return look;
    this.reads++;
    const style = this.#view.getComputedStyle(element);
    const { overflowX, overflowY, display, whiteSpace } = style;
    const clips = overflowX !== 'visible' || overflowY !== 'visible';
    const scrolls = /auto|scroll/.test(`${overflowX} ${overflowY}`);
    look = {
      concealed: isCutAway(style) || isColourless(style) || style.contentVisibility === 'hidden',
      inline: display.startsWith('inline') || display === 'contents' || display.startsWith('ruby'),
      boxless: display === 'contents',
      keepsLineBreaks: whiteSpace.startsWith('pre') || whiteSpace.startsWith('break'),
      clip:
        clips && !display.startsWith('inline ') && display !== 'inline' && display !== 'contents'
          ? { box: getBoundingClientRect.call(element), reachable: scrolls }
          : null,
      opacity: Number(style.opacity),
      fontSize: Number.parseFloat(style.fontSize),
    };
    this.#looks.set(element, look);
    return look;
  }
}

/** Text right in closed details: only elements in it know that they are not shown. */
function isShut(parent: Element): boolean {
  return localName.call(parent) === 'details' && !(parent as HTMLDetailsElement).open;
}

/** The ways of hiding a box by cutting it out: screen-reader-only texts and their imitations. */
function isCutAway(style: CSSStyleDeclaration): boolean {
  const { clip, clipPath } = style;
  if (clip.startsWith('rect(') && style.position !== 'static' && style.position !== 'relative') {
    const [top = 0, right = 0, bottom = 0, left = 0] = (clip.match(/-?[\d.]+/g) ?? []).map(Number);
    if (!clip.includes('auto') && (bottom - top < LEAST_SHOWN_PX || right - left < LEAST_SHOWN_PX)) return true;
  }
  return /^inset\((?:[5-9]\d|100)(?:\.\d+)?%|^circle\(0/.test(clipPath);
}

/** Letters without paint: transparent, and not because a background is cut to their shape. */
function isColourless(style: CSSStyleDeclaration): boolean {
  const { color, backgroundClip, textShadow } = style;
  return (
    /,\s*0\)$|\/\s*0\)$/.test(color) && color.startsWith('rgba') && backgroundClip !== 'text' && textShadow === 'none'
  );
}
