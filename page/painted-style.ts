/** What computed style says of how much is painted, and where. */

/** A rectangle of the viewport, CSS pixels. */
export interface Sides {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** How much a computed colour covers, 0 to 1. */
export function alphaOf(color: string): number {
  const alpha = /^rgba\([^/]*,\s*([\d.e-]+)\)$|\/\s*([\d.e-]+)\)$/.exec(color);
  return alpha === null ? 1 : Number(alpha[1] ?? alpha[2]);
}

/** What a computed filter leaves of the opacity, 0 to 1. */
export function filteredOpacity(filter: string): number {
  return [...filter.matchAll(/opacity\(([\d.e-]+)\)/g)].reduce((left, [, each]) => left * Number(each), 1);
}

/** A rectangle round what a computed clip-path leaves of a box; null where it leaves all, or cannot be told. */
export function clippedBy(clipPath: string, boxOf: () => Sides): Sides | null {
  const [, shape, given = ''] = /^(inset|polygon|circle)\(([^()]*)\)/.exec(clipPath) ?? [];
  if (shape === undefined) return null;
  const box = boxOf();
  const width = box.right - box.left;
  const height = box.bottom - box.top;
  const across = (length = '0') => lengthOf(length, width);
  const down = (length = '0') => lengthOf(length, height);
  if (shape === 'inset') {
    const [top, right = top, bottom = top, left = right] = given.split('round')[0]!.trim().split(/\s+/);
    return whole({
      left: box.left + across(left),
      top: box.top + down(top),
      right: box.right - across(right),
      bottom: box.bottom - down(bottom),
    });
  }
  if (shape === 'circle') {
    // One that has any size is taken for leaving enough.
    const nothing = /^0(px|%)?(\s|$)/.test(given.trim());
    return nothing ? { left: box.left, top: box.top, right: box.left, bottom: box.top } : null;
  }
  const points = given
    .replace(/^\s*(nonzero|evenodd)\s*,/, '')
    .split(',')
    .map((point) => point.trim().split(/\s+/));
  const x = points.map(([each]) => box.left + across(each));
  const y = points.map(([, each]) => box.top + down(each));
  return whole({ left: Math.min(...x), top: Math.min(...y), right: Math.max(...x), bottom: Math.max(...y) });
}

function lengthOf(length: string, whole: number): number {
  return length.endsWith('%') ? (Number.parseFloat(length) / 100) * whole : Number.parseFloat(length);
}

/** Null where a length could not be read. */
function whole(sides: Sides): Sides | null {
  return Object.values(sides).every(Number.isFinite) ? sides : null;
}
