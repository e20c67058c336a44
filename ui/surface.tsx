import type { ComponentChildren } from 'preact';
import type { Copy } from './copy/copy.ts';

/** `elder`: 20 px text and 60 px targets instead of 16 and 44. */
export type Size = 'normal' | 'elder';

/** What every surface needs besides its own matter. */
export interface SurfaceProps {
  copy: Copy;
  size?: Size;
}

/** The root of every surface: language, size, and the tokens of `styles/tokens.css`. */
export function Surface({ copy, size = 'normal', children }: SurfaceProps & { children: ComponentChildren }) {
  return (
    <div class="cly" lang={copy.lang} data-size={size}>
      {children}
    </div>
  );
}
