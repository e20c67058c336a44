import type { ComponentChildren } from 'preact';
import type { SurfaceProps } from './surface.tsx';

/** A page of ours with the card that a web page does not let stand on itself, and why it opened. */
export function StandIn({ copy, size = 'normal', children }: SurfaceProps & { children: ComponentChildren }) {
  return (
    <main class="stand-in" data-size={size}>
      <header lang={copy.lang}>
        <h1>{copy.product}</h1>
        <p>{copy.standIn}</p>
      </header>
      {children}
    </main>
  );
}
