/**
 * When a surface may appear. People do not read what pops up while they type, watch or leave; a warning wasted there is
 * a warning less that will be believed.
 */
export interface Moment {
  /** Time of the person's last key stroke in a text field, milliseconds; null when there was none. */
  typed: number | null;
  /** Something fills the screen, as a video does. */
  fullScreen: boolean;
  /** Time the person followed a link or sent a form, milliseconds; null when they did not. */
  left: number | null;
  /** The tab is hidden. */
  hidden: boolean;
}

/** A pause this long after a key stroke is the end of typing, milliseconds. */
export const TYPING_PAUSE_MS = 2000;
/** What is going to navigate has done so by then, milliseconds. */
export const LEAVING_MS = 500;

/**
 * How long to wait before a card may appear, milliseconds: 0 for now, Infinity for “until something changes”.
 * The clock may have been set back; then nothing is waited for.
 */
export function waitFor(moment: Moment, now: number): number {
  if (moment.fullScreen || moment.hidden) return Number.POSITIVE_INFINITY;
  const rest = (since: number | null, pause: number) =>
    since === null || since > now ? 0 : Math.max(0, since + pause - now);
  return Math.max(rest(moment.typed, TYPING_PAUSE_MS), rest(moment.left, LEAVING_MS));
}
