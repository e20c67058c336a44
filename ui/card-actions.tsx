import type { ComponentChildren } from 'preact';
import type { NamedKin } from '../advice/kin.ts';
import type { Exit } from '../advice/ladder.ts';
import { AskFamilyButton } from './ask-family.tsx';
import type { Copy } from './copy/copy.ts';
import { CloseIcon, MoneyIcon, SpeakIcon } from './icons.tsx';
import type { ReadAloud } from './read-aloud.ts';
import type { Size } from './surface.tsx';
import { trusted } from './trusted.ts';

/** What can be done on a card besides its default action: the ways to help, the ways out, and its foot. */

interface HelpProps {
  copy: Copy;
  size: Size;
  kin: NamedKin | null;
  onAskFamily: (() => void) | undefined;
  onTransferred: (() => void) | undefined;
}

/** The two ways to somebody who helps, the same on every surface. Buttons without a callback are not shown. */
export function HelpButtons({ copy, size, kin, onAskFamily, onTransferred }: HelpProps) {
  return (
    <>
      {onAskFamily && <AskFamilyButton copy={copy} size={size} kin={kin} onAskFamily={onAskFamily} />}
      {onTransferred && (
        <button type="button" class="btn" onClick={trusted(onTransferred)}>
          <MoneyIcon />
          {copy.card.transferred}
        </button>
      )}
    </>
  );
}

export function Acts({ children, ...help }: HelpProps & { children?: ComponentChildren }) {
  return (
    <div class="act">
      {children}
      <HelpButtons {...help} />
    </div>
  );
}

/** Of a reading: its state, and its button pressed. */
export interface SpeechProps {
  copy: Copy;
  state: ReadAloud['state'];
  onSpeak: () => void;
}

/** In large type a button among those that help. */
export function BigSpeech({ copy, state, onSpeak }: SpeechProps) {
  if (state === 'absent') return null;
  return (
    <button type="button" class="btn speak" aria-pressed={state === 'speaking'} onClick={trusted(onSpeak)}>
      <SpeakIcon />
      {state === 'speaking' ? copy.card.speakStop : copy.card.speak}
    </button>
  );
}

/** In large type, where there is no voice: the reason, after all that can be done. */
export function NoSpeech({ copy, state }: Pick<SpeechProps, 'copy' | 'state'>) {
  return state === 'absent' ? <p class="source">{copy.card.speakAbsent}</p> : null;
}

/** Among the exits, for everybody else. */
export function SmallSpeech({ copy, state, onSpeak }: SpeechProps) {
  if (state === 'absent') return null;
  return (
    <button type="button" class="link" aria-pressed={state === 'speaking'} onClick={trusted(onSpeak)}>
      {state === 'speaking' ? copy.card.speakStop : copy.card.speak}
    </button>
  );
}

interface ExitsProps {
  copy: Copy;
  onReveal: () => void;
  onExit: (exit: Exit) => void;
  /** Between 看原文 and the exits. */
  children?: ComponentChildren;
  /** After the exits. */
  after?: ComponentChildren;
}

export function Exits({ copy, onReveal, onExit, children, after }: ExitsProps) {
  return (
    <div class="exits">
      <RevealLink copy={copy} onReveal={onReveal} />
      {children}
      <button type="button" class="link" onClick={trusted(() => onExit('known'))}>
        {copy.card.known}
      </button>
      <QuietLinks copy={copy} onExit={onExit} />
      {after}
    </div>
  );
}

export function RevealLink({ copy, onReveal }: Pick<ExitsProps, 'copy' | 'onReveal'>) {
  return (
    <button type="button" class="link reveal" onClick={trusted(onReveal)}>
      {copy.card.reveal}
    </button>
  );
}

/** The exits that reach further than this card. */
export function QuietLinks({ copy, onExit }: Pick<ExitsProps, 'copy' | 'onExit'>) {
  return (
    <>
      <button type="button" class="link" onClick={trusted(() => onExit('site-today'))}>
        {copy.card.siteToday}
      </button>
      <button type="button" class="link" onClick={trusted(() => onExit('wrong'))}>
        {copy.card.wrong}
      </button>
    </>
  );
}

export function Foot({ copy }: { copy: Copy }) {
  return <p class="foot">{copy.card.local}</p>;
}

export function CloseButton({ copy, onExit }: { copy: Copy; onExit: (exit: Exit) => void }) {
  return (
    <button type="button" class="close" aria-label={copy.card.close} onClick={trusted(() => onExit('known'))}>
      <CloseIcon />
    </button>
  );
}
