import { type Level, rankOf, type Stage } from '../engine/rule.ts';
import { current, DAY_MS, dayOf } from './journal.ts';

/**
 * The ladder (阶梯): verdict × journal × moment → surface.
 *
 * Repetition fails: the victim of the article this project began with ignored 116 prompts in a week. So a step up is
 * earned by a new stage of the script, never by more of the same, and whoever has put a warning aside is left in peace
 * until something has really changed. What is said again is said smaller: attention to a warning falls from its second
 * showing on (docs/adr/0026).
 */
export type Surface = 'none' | 'marks' | 'small' | 'strip' | 'full' | 'gate';

/** The person's exits from a card, and how far each reaches: 知道了, 今天这个网站别再提醒, 这条不对. */
export type Exit = 'known' | 'site-today' | 'wrong';

/** A surface that stood or was put aside: where, at what level, and with which stages known by then. */
export interface Remembered {
  host: string;
  level: Level;
  stages: Stage[];
  /** Milliseconds since 1970. */
  time: number;
  /** The script it spoke of. Put aside, where that one alone was (这条不对): another one on this site is heard. */
  family?: string | undefined;
}

/** A note beside a stranger's contact that stood, or was put aside with 知道了. */
export interface RememberedNote extends Remembered {
  /** Contacts and apps are two steps: what was said of the one says nothing of the other. */
  app: boolean;
  known: boolean;
}

/** What the ladder remembers of earlier surfaces. */
export interface Quiet {
  /** Surfaces that became visible. */
  shown: Remembered[];
  /** 知道了. */
  dismissed: Remembered[];
  /** 今天这个网站别再提醒. */
  muted: Remembered[];
  /** Notes beside a stranger's contact (advice/guard.ts). */
  notes: RememberedNote[];
  /** Gates passed, by family. */
  passed: { family: string; time: number }[];
  /** Cards shown so far. */
  faces: number;
}

/** Nothing was said yet. */
export const noQuiet: Quiet = { shown: [], dismissed: [], muted: [], notes: [], passed: [], faces: 0 };

type Kind = Exclude<keyof Quiet, 'faces'>;
/** What is remembered in lists, whatever kinds there are. */
const KINDS = Object.keys(noQuiet).filter((key): key is Kind => key !== 'faces');

/** What there is to say, and where. */
export interface Occasion {
  level: Level;
  /** Stages of the findings at caution and above on this page. */
  stages: Stage[];
  host: string;
  family: string;
  /** A field for money or secrets is being entered. */
  money: boolean;
}

/** A dismissal is respected this long. */
export const DISMISSED_MS = DAY_MS;
/** Stages of one script that must have been met before a gate stands in front of money. */
export const GATE_STAGES = 2;

/**
 * The surface for an occasion. `episode` holds all stages met in this episode, those of the page included.
 */
export function surfaceFor(occasion: Occasion, episode: readonly Stage[], quiet: Quiet, now: number): Surface {
  if (occasion.money && gateDue(occasion.family, episode, quiet, now)) return 'gate';
  const level = risenLevel(occasion, episode);
  if (level === 'none') return 'none';
  if (level === 'notice') return 'marks';
  if (isQuiet(level, occasion, episode, quiet, now)) return 'marks';
  if (level !== 'danger') return 'small';
  return !occasion.money && wasToldToday(occasion, episode, quiet, now) ? 'strip' : 'full';
}

/** Whether the whole card spoke of this script on this site today, and it has not gone a step further since. */
function wasToldToday({ host, family }: Occasion, episode: readonly Stage[], quiet: Quiet, now: number): boolean {
  return past(quiet.shown, now).some(
    (shown) => shown.family === family && isOfToday(shown, now) && covers(shown, 'danger', host, episode),
  );
}

/** Whether entering money in this episode meets a gate: enough stages, and not passed before. */
export function gateDue(family: string, episode: readonly Stage[], quiet: Quiet, now: number): boolean {
  if (episode.length < GATE_STAGES) return false;
  return !wasPassed(family, quiet, now);
}

/** Whether the gate of this family was passed, and that still counts. */
export function wasPassed(family: string, quiet: Quiet, now: number): boolean {
  return past(quiet.passed, now).some((passed) => passed.family === family);
}

/**
 * The level after the journal: caution becomes danger where the script has moved on to its furthest stage so far, or
 * where somebody is being coached to keep silent. An earlier stage met again is no step on, and a notice stays one: an
 * exempt mention is no step of a script. `episode` is in the order of STAGES.
 */
export function risenLevel(occasion: Occasion, episode: readonly Stage[]): Level {
  if (occasion.level !== 'caution') return occasion.level;
  if (occasion.stages.includes('silence')) return 'danger';
  const furthest = episode.filter((stage) => stage !== 'silence').at(-1);
  return episode.length >= 2 && occasion.stages.some((stage) => stage === furthest) ? 'danger' : 'caution';
}

function isQuiet(
  level: Level,
  { host, family }: Occasion,
  episode: readonly Stage[],
  quiet: Quiet,
  now: number,
): boolean {
  const covered = (remembered: Remembered) =>
    (remembered.family ?? family) === family && covers(remembered, level, host, episode);
  if (past(quiet.muted, now).some((muted) => isOfToday(muted, now) && covered(muted))) return true;
  if (past(quiet.dismissed, now).some((dismissed) => dismissed.time > now - DISMISSED_MS && covered(dismissed))) {
    return true;
  }
  // Below danger a site gets one interruption a day, of whatever level.
  return level !== 'danger' && past(quiet.shown, now).some((shown) => shown.host === host && isOfToday(shown, now));
}

/** Whether it was said on this site before, at this level or above, with nothing new since. */
export function covers(remembered: Remembered, level: Level, host: string, episode: readonly Stage[]): boolean {
  return (
    remembered.host === host &&
    rankOf(remembered.level) >= rankOf(level) &&
    episode.every((stage) => remembered.stages.includes(stage))
  );
}

/** Whether it was on the day that the person’s clock shows at `now`. */
export function isOfToday({ time }: { time: number }, now: number): boolean {
  return dayOf(time) === dayOf(now);
}

/** What still counts of what is remembered: the rest need not be kept. */
export function currentQuiet(quiet: Quiet, now: number): Quiet {
  const still = KINDS.map((kind) => [kind, past<{ time: number }>(quiet[kind], now)]);
  return { ...quiet, ...Object.fromEntries(still) };
}

/** What still counts, without what was put aside on one site. */
export function heardAgain(quiet: Quiet, host: string, now: number): Quiet {
  const still = currentQuiet(quiet, now);
  const isElsewhere = (remembered: Remembered) => remembered.host !== host;
  return { ...still, muted: still.muted.filter(isElsewhere), dismissed: still.dismissed.filter(isElsewhere) };
}

/** What two memories remember together, that of `first` first. */
export function joinedQuiet(first: Quiet, second: Quiet): Quiet {
  const both = KINDS.map((kind) => [kind, [...first[kind], ...second[kind]]]);
  return { ...first, ...Object.fromEntries(both), faces: first.faces + second.faces };
}

/**
 * Entries that still count. One that lies more than a day ahead was written under a clock that was wrong: counted, it
 * would keep us quiet until that day comes.
 */
export function past<T extends { time: number }>(entries: readonly T[], now: number): T[] {
  return current(
    entries.filter((entry) => entry.time <= now + DAY_MS),
    now,
  );
}
