import { getBoundingClientRect, matches } from './members.ts';
import { alphaOf, clippedBy, filteredOpacity, type Sides } from './painted-style.ts';

/** What must show of a text inside the boxes that clip it, in CSS pixels each way; smaller type is read by nobody. */
export const LEAST_SHOWN_PX = 2;
/** Painted over all the rest, whatever its ancestors are like. */
const TOP_LAYER = ':popover-open, :modal, :fullscreen';

/** What an element cuts off of what it holds; `reachable`: people can scroll to the rest. */
export interface Clip {
  box: Sides;
  reachable: boolean;
}

/** How one element shows itself and what is in it, as its computed style has it. */
export interface ElementLook {
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

/** Reads it. Forces style and layout. */
export function lookOf(element: Element, view: Window): ElementLook {
  const style = view.getComputedStyle(element);
  const { overflowX, overflowY, display, whiteSpace, position } = style;
  const boxless = display === 'contents';
  // Sizes, clipping and transforms are for boxes; parts of lines and of tables take none of them.
  const isBox = !boxless && display !== 'inline' && !/^ruby|^table-(?!cell|caption)/.test(display);
  const scrolls = /auto|scroll/.test(`${overflowX} ${overflowY}`);
  const box = () => getBoundingClientRect.call(element);
  return {
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
    holdsFixed: isBox && holdsAll(style),
    topLayer: matches.call(element, TOP_LAYER),
  };
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
