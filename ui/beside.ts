/** A rectangle in CSS pixels of the viewport. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Extent {
  width: number;
  height: number;
}

/** Between the thing and the note, and between the note and the window's edge, CSS pixels. */
export const GAP_PX = 8;

/**
 * Where a note of that size stands beside a thing: under it, or above it where the window ends, or to the side with more
 * room, and at the edge where there is none at all. Always whole inside the window if it fits there.
 */
export function besideOf(thing: Box, note: Extent, window: Extent): { left: number; top: number } {
  const within = (at: number, size: number, all: number) => Math.max(GAP_PX, Math.min(at, all - size - GAP_PX));
  const bottom = thing.top + thing.height;
  const right = thing.left + thing.width;
  const left = within(thing.left, note.width, window.width);
  const under = bottom + GAP_PX;
  if (under + note.height + GAP_PX <= window.height && bottom >= 0) return { left, top: Math.max(GAP_PX, under) };
  const over = thing.top - GAP_PX - note.height;
  if (over >= GAP_PX && thing.top <= window.height) return { left, top: over };
  const top = within(thing.top, note.height, window.height);
  if (right + 2 * GAP_PX + note.width <= window.width)
    return { left: within(right + GAP_PX, note.width, window.width), top };
  if (thing.left - 2 * GAP_PX - note.width >= 0)
    return { left: within(thing.left - GAP_PX - note.width, note.width, window.width), top };
  // Nowhere free: over the half that the thing is not in.
  const lower = thing.top + thing.height / 2 > window.height / 2;
  return { left, top: lower ? GAP_PX : within(window.height, note.height, window.height) };
}
