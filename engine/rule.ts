/** The vocabulary of docs/architecture.md as types. Everything here is plain data that survives JSON and structured cloning. */

/** 判定级别, in rising order: 无 · 留意 · 警惕 · 高危. */
export type Level = 'none' | 'notice' | 'caution' | 'danger';

/** Levels in rising order. */
export const LEVELS: readonly Level[] = ['none', 'notice', 'caution', 'danger'];

/** A level's place among LEVELS, for comparing two. */
export function rankOf(level: Level): number {
  return LEVELS.indexOf(level);
}

/** Levels of which somebody is told without having asked. */
export type AlarmLevel = Exclude<Level, 'none' | 'notice'>;

/** Whether a level is an alarm: caution or above. */
export function isAlarm(level: Level): level is AlarmLevel {
  return rankOf(level) >= rankOf('caution');
}

/** Where in the script a signal belongs, in the order a victim meets them. `silence` (封口) may come at any time. */
export type Stage = 'lure' | 'trust' | 'stake' | 'harvest' | 'revictim' | 'silence';

/** Stages in the order of a script. */
export const STAGES: readonly Stage[] = ['lure', 'trust', 'stake', 'harvest', 'revictim', 'silence'];

/** How much a signal says when it stands alone: strong → caution; medium and weak → notice at most. */
export type Strength = 'strong' | 'medium' | 'weak';

/** Strengths, strongest first. */
export const STRENGTHS: readonly Strength[] = ['strong', 'medium', 'weak'];

/** A place in the scanned text. Offsets are UTF-16 code units of the source, `end` exclusive. */
export interface Evidence {
  /** The signal's Chinese name, as written in the rule file (without `$`). */
  signal: string;
  /** Of the signal. */
  stage: Stage;
  strength: Strength;
  /** The exact source text, `text.slice(start, end)`. */
  quote: string;
  start: number;
  end: number;
}

/** A rule that fired. */
export interface Finding {
  /** Rule id, equal to its file name. */
  rule: string;
  /** Category slug (rules/categories.yaml): of the script that the passage is, which need not be its rule's (engine/naming.ts). */
  category: string;
  /** The rule is of another category. */
  borrowed?: true;
  /** Some of its words stand in a paragraph that is of another script (engine/naming.ts). */
  straddles?: true;
  /** After exemptions: a finding in an exempt context is at most `notice`. */
  level: Level;
  /** Stages of the signals that took part, without repeats, in the order of `STAGES`. */
  stages: Stage[];
  evidence: Evidence[];
  /**
   * Id of the exemption that lowered it, if one did; LONE (lone-finding.ts), SCATTERED (scattered.ts), TOLD (voice.ts)
   * and HONEST (second-look.ts) count as such.
   */
  exemption?: string;
}

/** What is asked of findings to tell which comes first. */
export interface Ranked {
  level: Level;
  stages: readonly Stage[];
  borrowed?: true | undefined;
  straddles?: true | undefined;
  evidence: readonly unknown[];
}

/**
 * Which of two findings is to be spoken of first (negative for `a`): the higher level; then the one whose rule knows the
 * script; then the step that has come furthest, silence before all; then most evidence.
 */
export function foremost(a: Ranked, b: Ranked): number {
  return (
    rankOf(b.level) - rankOf(a.level) ||
    Number(a.borrowed === true) - Number(b.borrowed === true) ||
    furthest(b) - furthest(a) ||
    b.evidence.length - a.evidence.length
  );
}

function furthest({ stages }: Ranked): number {
  return Math.max(-1, ...stages.map((stage) => STAGES.indexOf(stage)));
}

/** The answer for one text or one page. */
export interface Verdict {
  level: Level;
  /** Category of the first finding; null when there is none. */
  category: string | null;
  /** Those that findings outside an exempt context have come to, in the order of `STAGES`. */
  stages: Stage[];
  /** In the order of `foremost`; among equals, earliest evidence first. */
  findings: Finding[];
}
