import type { FlatTree } from './flat-tree.ts';
import { checkVisibility, getBoundingClientRect, localName, matches, ownerDocument } from './members.ts';
import { alphaOf, clippedBy, filteredOpacity, type Sides } from './painted-style.ts';

/** Text fainter than this (all ancestors multiplied) is not seen. */
const LEAST_OPACITY = 0.1;
/** What must show of a text inside the boxes that clip it, in CSS pixels each way; smaller type is read by nobody. */
const LEAST_SHOWN_PX = 2;
/** A frame narrower or lower than this is seen by nobody: two or three characters on one line, in CSS pixels. */
const LEAST_FRAME_WIDTH_PX = 40;
const LEAST_FRAME_HEIGHT_PX = 20;
/** Two boxes on one line closer than this many times the font size read as one word. */
const WORD_GAP_EM = 0.6;

/** Not `opacityProperty`: the browser counts it for elements that it does not apply to. */
const PAINTED = { visibilityProperty: true };
/** Painted over all the rest, whatever its ancestors are like. */
const TOP_LAYER = ':popover-open, :modal, :fullscreen';

/** What an element cuts off of what it holds; `reachable`: people can scroll to the rest. */
interface Clip {
  box: Sides;
  reachable: boolean;
}

interface ElementLook {
  /** Nothing inside is seen, whatever its geometry. */
  concealed: boolean;
  inline: boolean;
  boxless: boolean;
  keepsLineBreaks: boolean;
  clip: Clip | null;
  /** What it cuts away of itself and of all inside. */
  cut: Sides | null;
  /** Its letters as they are painted, 0 to 1. */
  ink: number;
  opacity: number;
  fontSize: number;
  /** Taken out of the flow: boxes of ancestors that do not hold it do not clip it. */
  position: string;
  holdsAbsolute: boolean;
  holdsFixed: boolean;
  topLayer: boolean;
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
    const style = this.#view.getComputedStyle(element);
    const { overflowX, overflowY, display, whiteSpace, position } = style;
    const boxless = display === 'contents';
    // Sizes, clipping and transforms are for boxes; parts of lines and of tables take none of them.
    const isBox = !boxless && display !== 'inline' && !/^ruby|^table-(?!cell|caption)/.test(display);
    const scrolls = /auto|scroll/.test(`${overflowX} ${overflowY}`);
    const box = () => getBoundingClientRect.call(element);
    const holdsFixed = isBox && holdsAll(style);
    look = {
      concealed: isBox && (isCutAway(style) || style.contentVisibility === 'hidden'),
      inline: display.startsWith('inline') || boxless || display.startsWith('ruby'),
      boxless,
      keepsLineBreaks: whiteSpace.startsWith('pre') || whiteSpace.startsWith('break'),
      clip: isBox && clips(style) ? { box: clipBox(style, box()), reachable: scrolls } : null,
      cut: boxless ? null : clippedBy(style.clipPath, box),
      ink: element instanceof SVGElement ? drawnInkOf(style) : inkOf(style),
      opacity: boxless ? 1 : Number(style.opacity) * filteredOpacity(style.filter),
      fontSize: Number.parseFloat(style.fontSize),
      position: boxless ? 'static' : position,
      holdsAbsolute: !boxless && position !== 'static',
      holdsFixed,
      topLayer: matches.call(element, TOP_LAYER),
    };
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

function clips({ overflowX, overflowY }: CSSStyleDeclaration): boolean {
  return overflowX !== 'visible' || overflowY !== 'visible';
}

/** What an element that clips lets through. `clip` may be for one direction, and leave a margin. */
function clipBox(
  { overflowX, overflowY, overflowClipMargin }: CSSStyleDeclaration & { overflowClipMargin?: string },
  { left, top, right, bottom }: DOMRect,
): Sides {
  const margin = Number.parseFloat(/[\d.]+px/.exec(overflowClipMargin ?? '')?.[0] ?? '0');
  const over = (overflow: string) =>
    overflow === 'visible' ? Number.POSITIVE_INFINITY : overflow === 'clip' ? margin : 0;
  const [x, y] = [over(overflowX), over(overflowY)];
  return { left: left - x, top: top - y, right: right + x, bottom: bottom + y };
}

/** Whether whatever is inside, also `fixed`, is placed by the element and clipped by it (CSS Transforms 1, Contain 1). */
function holdsAll(style: CSSStyleDeclaration): boolean {
  const { transform, translate, rotate, scale, perspective, filter, backdropFilter, contain, willChange } = style;
  const each = [transform, translate, rotate, scale, perspective, filter, backdropFilter];
  return (
    each.some((value) => value !== undefined && value !== 'none') ||
    /layout|paint|strict|content/.test(contain) ||
    /transform|translate|rotate|scale|perspective|filter|contain/.test(willChange)
  );
}

/** The old way of cutting a box out: screen-reader-only texts and their imitations. */
function isCutAway({ clip, position }: CSSStyleDeclaration): boolean {
  if (!clip.startsWith('rect(') || clip.includes('auto') || (position !== 'absolute' && position !== 'fixed')) {
    return false;
  }
  const [top = 0, right = 0, bottom = 0, left = 0] = (clip.match(/-?[\d.]+/g) ?? []).map(Number);
  return bottom - top < LEAST_SHOWN_PX || right - left < LEAST_SHOWN_PX;
}

/** How much of its letters is painted, 0 to 1: filled, outlined, by a shadow, or cut from a background. */
function inkOf(style: CSSStyleDeclaration): number {
  const { webkitTextFillColor, webkitTextStrokeWidth, webkitTextStrokeColor, textShadow, backgroundClip } = style;
  if (textShadow !== 'none' || backgroundClip.includes('text')) return 1;
  const outline = Number.parseFloat(webkitTextStrokeWidth) > 0 ? alphaOf(webkitTextStrokeColor) : 0;
  return Math.max(alphaOf(webkitTextFillColor), outline);
}

/** The same for letters of a drawing. */
function drawnInkOf({ fill, fillOpacity, stroke, strokeOpacity }: CSSStyleDeclaration): number {
  const of = (paint: string, opacity: string) => (paint === 'none' ? 0 : alphaOf(paint) * Number(opacity));
  return Math.max(of(fill, fillOpacity), of(stroke, strokeOpacity));
}
