import type { ComponentChildren } from 'preact';
import { Surface, type SurfaceProps } from './surface.tsx';

/** A page of ours with the card that a web page does not let stand on itself, and why it opened. */
export function StandIn({ copy, size = 'normal', children }: SurfaceProps & { children: ComponentChildren }) {
  return (
    <main class="stand-in" data-size={size}>
      <Surface copy={copy} size={size}>
        <p>{copy.standIn}</p>
      </Surface>
      {children}
    </main>
  );
}
