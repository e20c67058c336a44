import type { ComponentChildren } from 'preact';
import type { Copy } from './copy/copy.ts';

/** `elder`: 20 px text and 60 px targets instead of 16 and 44. */
export type Size = 'normal' | 'elder';

/** What every surface needs besides its own matter. */
export interface SurfaceProps {
  copy: Copy;
  size?: Size;
}

/** What a surface needs that would take the keyboard. */
export interface KeyboardProps {
  /** Whether the person is writing in a text of the page; then the keyboard stays there. */
  isWriting?: () => boolean;
}

/** The root of every surface: language, size, and the tokens of `styles/tokens.css`. */
export function Surface({ copy, size = 'normal', children }: SurfaceProps & { children: ComponentChildren }) {
  return (
    <div class="cly" lang={copy.lang} data-size={size}>
      {children}
    </div>
  );
}

/**
 * For who was writing when it came: an alert is read out though the focus is elsewhere, and the eye is told how to get here
 * without a pointer (entrypoints/warning/standing.ts).
 */
export function PassedBy({ copy, says }: Pick<SurfaceProps, 'copy'> & { says: string }) {
  return (
    <p class="passed-by" role="alert">
      <span class="quiet">{says}</span>
      <span class="way">{copy.card.way}</span>
    </p>
  );
}
