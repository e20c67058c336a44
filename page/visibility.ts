import { type Clip, type ElementLook, LEAST_SHOWN_PX, lookOf } from './element-look.ts';
import type { FlatTree } from './flat-tree.ts';
import { checkVisibility, localName, ownerDocument } from './members.ts';
import type { Sides } from './painted-style.ts';

/** Text fainter than this (all ancestors multiplied) is not seen. */
const LEAST_OPACITY = 0.1;
/** A frame narrower or lower than this is seen by nobody: two or three characters on one line, in CSS pixels. */
const LEAST_FRAME_WIDTH_PX = 40;
const LEAST_FRAME_HEIGHT_PX = 20;
/** Two boxes on one line closer than this many times the font size read as one word. */
const WORD_GAP_EM = 0.6;

/** Not `opacityProperty`: the browser counts it for elements that it does not apply to. */
const PAINTED = { visibilityProperty: true };

/**
 * What a reader sees of a text, by computed style and geometry. Forces style and layout, so it is only asked about
 * places where something hit. Answers are kept for one instance's life: make a new one for each passage.
 */
export class Visibility {
  readonly #tree: FlatTree;
  readonly #view: Window;
  readonly #looks = new Map<Element, ElementLook>();
  readonly #shown = new Map<Text, boolean>();
  readonly #hidden = new Map<Text, boolean>();
  readonly #range: Range;
  #leftEnd: number | null = null;
  #frameSeen: boolean | null = null;
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

  /**
   * Whether a text that was seen has been hidden since: without a box, unpainted, or folded into one of no size. One that
   * was only moved out of sight has not: a slide comes round again, and what is said of the page need not flicker with it.
   */
  isHidden(text: Text): boolean {
    let hidden = this.#hidden.get(text);
    if (hidden === undefined) {
      hidden = this.#judgeHidden(text);
      this.#hidden.set(text, hidden);
    }
    return hidden;
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
    this.#frameSeen ??= this.#isFrameSeen();
    if (!this.#frameSeen) return false;
    for (let at: Element | null = element; at !== null; at = this.#tree.parent(at)) {
      if (checkVisibility.call(at, PAINTED)) return this.#opacityOf(element) >= LEAST_OPACITY;
      // An element without a box of its own (a slot) is where its parent is.
      if (!this.#look(at).boxless) return false;
    }
    return false;
  }

  #judge(text: Text): boolean {
    const parent = this.#tree.parent(text);
    if (parent === null || !this.#isPainted(parent)) return false;
    // White space has no boxes of its own and keeps words apart either way.
    return text.data.trim() === '' || this.#rects(text).some((rect) => this.#isInView(rect, parent));
  }

  #judgeHidden(text: Text): boolean {
    const parent = this.#tree.parent(text);
    if (parent === null) return false;
    if (!this.#isPainted(parent) || this.#rects(text).length === 0) return true;
    for (const { clip } of this.#cutters(parent)) if (clip !== null && isShutTo(clip.box)) return true;
    return false;
  }

  /** Whether texts right in the element are painted, wherever that is. */
  #isPainted(parent: Element): boolean {
    if (!this.isBoxed(parent) || isShut(parent, this.#view)) return false;
    for (const at of this.#painters(parent)) if (this.#look(at).concealed) return false;
    return this.#look(parent).ink * this.#opacityOf(parent) >= LEAST_OPACITY;
  }

  /**
   * Whether the frame that the page stands in can be seen. Of a frame element in a page of another origin only the size is
   * known: what Intersection Observer 2 says from inside is the same of one that is all but opaque, turned or half covered.
   */
  #isFrameSeen(): boolean {
    if (this.#view === this.#view.top) return true;
    if (this.#view.innerWidth < LEAST_FRAME_WIDTH_PX || this.#view.innerHeight < LEAST_FRAME_HEIGHT_PX) return false;
    for (let view = this.#view; view.frameElement !== null; view = view.parent) {
      if (this.#opacityOf(view.frameElement) < LEAST_OPACITY) return false;
    }
    return true;
  }

  /** The element and all that paints it, up to what lies over the page by itself. */
  *#painters(element: Element): Generator<Element, void, void> {
    for (let at: Element | null = element; at !== null; at = this.#tree.parent(at)) {
      yield at;
      if (this.#look(at).topLayer) return;
    }
  }

  #opacityOf(element: Element): number {
    let opacity = 1;
    for (const at of this.#painters(element)) {
      opacity *= this.#look(at).opacity;
      if (opacity < LEAST_OPACITY) break;
    }
    return opacity;
  }

  /** What of the element and its ancestors cuts away from texts right in it, from the inside out. */
  *#cutters(parent: Element): Generator<{ cut: Sides | null; clip: Clip | null }, void, void> {
    /** What was taken out of the flow, and has not yet come to what holds it. */
    let loose: 'absolute' | 'fixed' | null = null;
    for (const at of this.#painters(parent)) {
      const document = ownerDocument.call(at);
      const { clip, cut, position, holdsAbsolute, holdsFixed } = this.#look(at);
      const isRoot = at === document?.body || at === document?.documentElement;
      if (holdsFixed || (loose === 'absolute' && holdsAbsolute)) loose = null;
      yield { cut, clip: isRoot || loose !== null ? null : clip };
      if (!isRoot && (position === 'absolute' || position === 'fixed')) loose = position;
    }
  }

  /** Whether people can get to see this box: not clipped away, not pushed off the side of the page. */
  #isInView({ left, top, right, bottom }: DOMRect, parent: Element): boolean {
    const shown = { left, top, right, bottom };
    let reachable = false;
    for (const { cut, clip } of this.#cutters(parent)) {
      if (cut !== null) narrow(shown, cut);
      if (clip === null) continue;
      // The rest can be scrolled into the scroller's own box: go on with that.
      if (clip.reachable) Object.assign(shown, clip.box);
      else narrow(shown, clip.box);
      reachable ||= clip.reachable;
    }
    if (isShutTo(shown)) return false;
    const { scrollX, scrollY } = this.#view;
    return reachable || (shown.right + scrollX > this.#farLeft() && shown.bottom + scrollY > 0);
  }

  /** How far to the left people can scroll, in CSS pixels: a page from right to left begins at its other side. */
  #farLeft(): number {
    if (this.#leftEnd !== null) return this.#leftEnd;
    const { documentElement, body, scrollingElement } = this.#view.document;
    const isFromRight = [documentElement, body].some((root) => {
      if (root === null) return false;
      const { direction, writingMode } = this.#view.getComputedStyle(root);
      return direction === 'rtl' || writingMode.endsWith('-rl');
    });
    const { clientWidth, scrollWidth } = scrollingElement ?? documentElement;
    this.#leftEnd = isFromRight ? clientWidth - scrollWidth : 0;
    return this.#leftEnd;
  }

  #rects(text: Text): DOMRect[] {
    this.#range.selectNodeContents(text);
    return [...this.#range.getClientRects()].filter((rect) => rect.width > 0 && rect.height > 0);
  }

  #look(element: Element): ElementLook {
    let look = this.#looks.get(element);
    if (look !== undefined) return look;
    this.reads++;
    look = lookOf(element, this.#view);
    this.#looks.set(element, look);
    return look;
  }
}

/** Text right in closed details: only elements in it know that they are not shown. A style sheet may show it. */
function isShut(parent: Element, view: Window): boolean {
  if (localName.call(parent) !== 'details' || (parent as HTMLDetailsElement).open) return false;
  if (!CSS.supports('selector(::details-content)')) return true;
  return view.getComputedStyle(parent, '::details-content').contentVisibility === 'hidden';
}

/** Whether nothing that could be read shows through there. */
function isShutTo({ left, top, right, bottom }: Sides): boolean {
  return !(right - left >= LEAST_SHOWN_PX && bottom - top >= LEAST_SHOWN_PX);
}

function narrow(shown: Sides, to: Sides): void {
  shown.left = Math.max(shown.left, to.left);
  shown.top = Math.max(shown.top, to.top);
  shown.right = Math.min(shown.right, to.right);
  shown.bottom = Math.min(shown.bottom, to.bottom);
}
