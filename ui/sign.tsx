import type { ComponentChildren } from 'preact';
import type { Level } from '../engine/rule.ts';

/** Shapes tell the levels apart without colour. Holes show the ground: `--hole` where it is not the surface. */
const SHAPES: Record<Level, ComponentChildren> = {
  /** Octagon. */
  danger: (
    <>
      <path d="M11.4 2h13.2L34 11.4v13.2L24.6 34H11.4L2 24.6V11.4z" fill="currentColor" />
      <path d="M18 9.5v10.5" stroke="var(--hole,var(--surface))" stroke-width="4" stroke-linecap="round" />
      <circle cx="18" cy="26.2" r="2.6" fill="var(--hole,var(--surface))" />
    </>
  ),
  /** Triangle. */
  caution: (
    <>
      <path d="M18 4 33.5 31.5h-31z" fill="none" stroke="currentColor" stroke-width="3" stroke-linejoin="round" />
      <path d="M18 14v8" stroke="currentColor" stroke-width="3.2" stroke-linecap="round" />
      <circle cx="18" cy="26.6" r="1.9" fill="currentColor" />
    </>
  ),
  /** Dotted circle. */
  notice: (
    <>
      <circle
        cx="18"
        cy="18"
        r="14.5"
        fill="none"
        stroke="currentColor"
        stroke-width="3"
        stroke-linecap="round"
        stroke-dasharray="0.1 6.97"
      />
      <path d="M18 17v8.5" stroke="currentColor" stroke-width="3" stroke-linecap="round" />
      <circle cx="18" cy="11.5" r="1.9" fill="currentColor" />
    </>
  ),
  /** A plain ring with a dash: it praises nothing. */
  none: (
    <>
      <circle cx="18" cy="18" r="14.5" fill="none" stroke="currentColor" stroke-width="2" />
      <path d="M12.5 18h11" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" />
    </>
  ),
};

/** The sign of a level. Always beside the level's word, therefore silent for screen readers. */
export function Sign({ level, px = 36 }: { level: Level; px?: number }) {
  return (
    <svg class="sign" width={px} height={px} viewBox="0 0 36 36" aria-hidden="true">
      {SHAPES[level]}
    </svg>
  );
}
