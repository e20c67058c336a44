import type { Advice } from '../advice/guidance.ts';
import type { NamedKin } from '../advice/kin.ts';
import type { Exit } from '../advice/ladder.ts';
import type { AlarmLevel, Stage } from '../engine/rule.ts';
import type { SpeechProps } from './card-actions.tsx';
import type { CardFinding, CardHead, Face } from './card-matter.ts';
import type { SealId } from './seal.tsx';
import type { KeyboardProps, SurfaceProps } from './surface.tsx';

export interface WarningCardProps<F extends CardFinding = CardFinding> extends SurfaceProps, KeyboardProps {
  level: AlarmLevel;
  face?: Face;
  /** Strongest first; the first one names the trick. None only where the steps stand open. */
  findings: F[];
  texts: Advice;
  /** Names of other scripts on the page. */
  others?: string[];
  /** Stages seen in this episode, this page's included. */
  seenStages: Stage[];
  /** The picture chosen at installation; null until one is chosen. */
  seal: SealId | null;
  onExit: (exit: Exit) => void;
  /** 看原文: the finding to be scrolled to; answers false when its words are not there any more. */
  onReveal: (finding: F) => unknown;
  /** The page has taken the words away since. */
  gone?: boolean;
  /** What to do, step by step, stands open. */
  steps?: boolean;
  /** 为什么，怎么办 stands open: the person has asked. */
  unfolded?: boolean;
  /** Whom the button to the family names. */
  kin?: NamedKin | null;
  /** Buttons without a callback are not shown. */
  onAskFamily?: () => void;
  onTransferred?: () => void;
}

/** What the two levels are made of. */
export interface ContentProps extends SpeechProps {
  card: WarningCardProps;
  face: Face;
  elder: boolean;
  head: CardHead;
  onReveal: () => void;
}

/** Ids of the parts a screen reader hears first; one card a shadow root, so they need no number. */
export const TRICK = 'cly-trick';
export const TITLE = 'cly-title';
export const LEAD = 'cly-lead';
