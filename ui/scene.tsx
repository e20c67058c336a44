/**
 * Pictures for the danger card. Consecutive cards show different ones, because the eye stops seeing what it has seen.
 * Things, not people: nobody should find themselves drawn as the victim.
 */
export function Scene({ face, px = 72 }: { face: 1 | 2; px?: number }) {
  if (face === 1) {
    return (
      <svg class="picture" width={px} height={px} viewBox="0 0 64 64" fill="none" aria-hidden>
        {/* Mirrored, so that the line comes down beside the close button; long enough to hang from the card's edge. */}
        <g transform="matrix(-1 0 0 1 58 0)">
          <path
            d="M45 -120v152a13 13 0 0 1-26 0v-5"
            stroke="currentColor"
            stroke-width="4"
            stroke-linecap="round"
            stroke-linejoin="round"
          />
          <path
            d="m11.5 33 7.5-8 7.5 8"
            stroke="currentColor"
            stroke-width="4"
            stroke-linecap="round"
            stroke-linejoin="round"
          />
          <circle cx="32" cy="48" r="14" fill="currentColor" stroke="var(--hole,var(--surface))" stroke-width="3" />
          <path
            d="m26.5 40.5 5.5 6.5 5.5-6.5M32 47v9M27 48.5h10M27 52.5h10"
            stroke="var(--hole,var(--surface))"
            stroke-width="2.6"
            stroke-linecap="round"
            stroke-linejoin="round"
          />
        </g>
      </svg>
    );
  }
  // Only what was said: the level's own shape stands beside it.
  return (
    <svg class="picture" width={px * 0.75} height={px * 0.75} viewBox="0 8 60 48" fill="none" aria-hidden>
      <path
        d="M8 12h42a6 6 0 0 1 6 6v20a6 6 0 0 1-6 6H26l-11 10V44H8a6 6 0 0 1-6-6V18a6 6 0 0 1 6-6z"
        stroke="currentColor"
        stroke-width="3.5"
        stroke-linejoin="round"
      />
      <path d="M12 23h32M12 32h20" stroke="currentColor" stroke-width="3.5" stroke-linecap="round" />
    </svg>
  );
}
