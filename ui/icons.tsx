import type { ComponentChildren } from 'preact';

/** Small line drawings beside words. Emoji would look different on every system. Sizes are CSS px. */
function Line({ px = 20, children }: { px?: number; children: ComponentChildren }) {
  return (
    <svg
      width={px}
      height={px}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden
    >
      {children}
    </svg>
  );
}

export function CloseIcon() {
  return (
    <Line px={20}>
      <path d="M6 6l12 12M18 6 6 18" />
    </Line>
  );
}

export function SpeakIcon() {
  return (
    <Line px={24}>
      <path d="M4 9.5h3.5L12 5.5v13l-4.5-4H4z" fill="currentColor" />
      <path d="M15.5 9a4.2 4.2 0 0 1 0 6M18.2 6.5a7.8 7.8 0 0 1 0 11" />
    </Line>
  );
}

export function BackIcon() {
  return (
    <Line px={18}>
      <path d="M14 6l-6 6 6 6" />
    </Line>
  );
}

export function GoIcon() {
  return (
    <Line px={18}>
      <path d="M10 6l6 6-6 6" />
    </Line>
  );
}

export function FamilyIcon() {
  return (
    <Line>
      <circle cx="8.5" cy="8" r="3.2" />
      <circle cx="17" cy="10" r="2.4" />
      <path d="M2.8 19.5c.4-3.6 2.7-5.6 5.7-5.6s5.3 2 5.7 5.6M16 14.7c2.9-.3 4.9 1.4 5.3 4.3" />
    </Line>
  );
}

export function MoneyIcon() {
  return (
    <Line>
      <circle cx="12" cy="12" r="9" />
      <path d="M8.5 7.5 12 12l3.5-4.5M12 12v5.5M9 12.8h6M9 15.3h6" />
    </Line>
  );
}

export function SettingsIcon() {
  return (
    <Line>
      <path d="M4 7h9M17 7h3M4 17h3M11 17h9" />
      <circle cx="15" cy="7" r="2.2" />
      <circle cx="9" cy="17" r="2.2" />
    </Line>
  );
}
