import type { ComponentChildren } from 'preact';
import { type Copy, fill } from './copy/copy.ts';

/** One of the pictures a person chooses their 暗号 from. A page that imitates our card cannot know which. */
export type SealId = keyof Copy['seals'];

const DRAWINGS: Record<SealId, ComponentChildren> = {
  boat: <path d="M3 15.5h18l-3 5H6zM12 15V3M12 4l6.5 8H12M9.5 7 6 12h3.5" />,
  umbrella: (
    <path d="M12 2.5v1M3 13a9 9 0 0 1 18 0c-1.5-1.5-4.5-1.5-6 0-1.5-1.5-4.5-1.5-6 0-1.5-1.5-4.5-1.5-6 0zM12 13v6a2.2 2.2 0 0 0 4.4 0" />
  ),
  teapot: (
    <path d="M6.5 9.5h10a6 6 0 0 1 .5 3c0 4-2.3 7-5.5 7S6 16.5 6 12.5a6 6 0 0 1 .5-3zM8.5 9.5c0-2 1.2-3 3-3s3 1 3 3M11.5 6.5V5M17 12l4.5-3M6 11c-2.5-.7-4 .3-3.5 2.5S5 17 7 16.5" />
  ),
  kite: (
    <path d="M14 2.5 21 9l-5.5 7L7.5 9.5zM14 2.5l1.5 13.5M21 9 7.5 9.5M15.5 16c-2.5 1-1 3-3.5 3.5s-2-1.5-4-1-2 2.5-4.5 3" />
  ),
  fish: (
    <path d="M3 12c3-4.5 6.5-6 9.5-6s5 2 6.5 4l2.5-3v10L19 14c-1.5 2-3.5 4-6.5 4S6 16.5 3 12zM8 10.7v.1M12 9.5c1.2 1.5 1.2 3.5 0 5" />
  ),
  mountain: (
    <path d="M2 20 9 7l4 7 2.5-4L22 20zM6.7 11.5l2.3 1.5 1.8-2M17 5.5a1.8 1.8 0 1 0 3.6 0 1.8 1.8 0 1 0-3.6 0" />
  ),
  moon: <path d="M19.5 15A8.5 8.5 0 1 1 10 3.5 7 7 0 0 0 19.5 15zM17 4.5v3M15.5 6h3M20.5 9.5v.1" />,
  leaf: <path d="M4 20C3 10 9 4 20.5 3.5 21 14.5 15 20 7 18M4 20C7 14.5 10.5 11 15 8.5M9.5 13V9M12.5 14.5h-4" />,
  house: <path d="M3 11.5 12 4l9 7.5M5.5 9.5V20h13V9.5M10 20v-5.5h4V20M16.5 7.5V4.5" />,
  bicycle: (
    <path d="M5.5 20a3.7 3.7 0 1 0 0-7.4 3.7 3.7 0 1 0 0 7.4zM18.5 20a3.7 3.7 0 1 0 0-7.4 3.7 3.7 0 1 0 0 7.4zM5.5 16.3 9.5 9h6l3 7.3M9.5 9l3 7.3h-7M15.5 9l-3 7.3M8 9h3M15.5 9l-.7-3h2.7" />
  ),
  lantern: (
    <path d="M12 2v3M8.5 5h7M8.5 17.5h7M7 7.5h10c2 2.5 2 5 0 7.5H7c-2-2.5-2-5 0-7.5zM8.5 5v2.5M15.5 5v2.5M8.5 15v2.5M15.5 15v2.5M12 17.5V22M10 7.5c-1 2.5-1 5 0 7.5M14 7.5c1 2.5 1 5 0 7.5" />
  ),
  cat: (
    <path d="M5 4l4 3.5c2-.6 4-.6 6 0L19 4v8.5c0 4.5-3 7.5-7 7.5s-7-3-7-7.5zM9.3 12v.6M14.7 12v.6M12 15.5l-1.3-1h2.6zM2 13.5l3.5.5M2.5 17l3.2-1M22 13.5l-3.5.5M21.5 17l-3.2-1" />
  ),
};

export const SEAL_IDS = Object.keys(DRAWINGS) as SealId[];

export function SealPicture({ id, px = 24 }: { id: SealId; px?: number }) {
  return (
    <svg
      width={px}
      height={px}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width={px > 32 ? 1.5 : 1.8}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden
    >
      {DRAWINGS[id]}
    </svg>
  );
}

/** The picture of this computer and its word. It stands where every true surface begins: what is scrolled to is not seen. */
export function Seal({ id, copy }: { id: SealId; copy: Copy }) {
  const word = copy.seals[id];
  return (
    <span class="seal" title={fill(copy.card.sealLabel, { word })}>
      <SealPicture id={id} />
      {fill(copy.card.seal, { word })}
    </span>
  );
}
