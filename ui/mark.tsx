/** Our own mark: an eye with a glint, wiped clear. The same drawing as assets/icon.svg, in one colour. */
export function Mark({ px = 26 }: { px?: number }) {
  return (
    <svg class="mark" width={px} height={px} viewBox="0 0 32 32" aria-hidden>
      <path
        d="M2.6 17.5C5.6 11.6 10.4 8.5 16 8.5c2.1 0 4.1.4 5.9 1.3M26.3 13.3a17 17 0 0 1 3.1 4.2C26.4 23.4 21.6 26.5 16 26.5S5.6 23.4 2.6 17.5"
        fill="none"
        stroke="currentColor"
        stroke-width="2.7"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
      <circle cx="16" cy="17.5" r="5" fill="currentColor" />
      <path d="m25.7 2 1.35 3.65L30.7 7l-3.65 1.35L25.7 12l-1.35-3.65L20.7 7l3.65-1.35z" fill="currentColor" />
    </svg>
  );
}
