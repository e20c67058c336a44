import { isAlarm, type Level, type Stage } from '../engine/rule.ts';
import type { ContactAct } from './contact.ts';
import { covers, DISMISSED_MS, isOfToday, past, type Quiet, type Remembered } from './ladder.ts';

/**
 * The guard (引流守门): what answers somebody who takes a stranger's contact along from a page that speaks like a script.
 * The pivot of nearly every script is leaving the platform, and what happens after it nobody can see: so it is answered
 * at the spot, once, and never forbidden (docs/adr/0006).
 *
 * `note` says which step this is and lets everything happen; `hold` also keeps a link that installs something from
 * opening until the person says so.
 */
export type GuardSurface = 'none' | 'note' | 'hold';

/** Somebody takes a contact. */
export interface GuardMoment {
  act: ContactAct;
  /** Pressing it starts an installation. */
  installs: boolean;
  /** It stands beside words that are warned of. */
  near: boolean;
  /** Of the tab, after the journal. */
  level: Level;
  host: string;
}

/** The surface for a moment. `episode` holds all stages met in this episode, those of the page included. */
export function guardSurface(
  moment: GuardMoment,
  episode: readonly Stage[],
  quiet: Pick<Quiet, 'muted' | 'notes'>,
  now: number,
): GuardSurface {
  const { act, installs, near, level } = moment;
  if (!isAlarm(level)) return 'none';
  // Far from the words it may be anybody's; only what is installed on a page in danger concerns us all the same.
  if (!near && !(level === 'danger' && act === 'install')) return 'none';
  if (isQuiet(moment, episode, quiet, now)) return 'none';
  return installs && near ? 'hold' : 'note';
}

function isQuiet(
  { act, level, host }: GuardMoment,
  episode: readonly Stage[],
  quiet: Pick<Quiet, 'muted' | 'notes'>,
  now: number,
): boolean {
  const covered = (remembered: Remembered) => covers(remembered, level, host, episode);
  // 今天这个网站别再提醒 means the notes too. 知道了 on a card does not: it was said of words, not of this step.
  if (past(quiet.muted, now).some((muted) => isOfToday(muted, now) && covered(muted))) return true;
  const notes = past(quiet.notes, now).filter((note) => note.host === host && note.app === (act === 'install'));
  if (notes.some((note) => note.known && note.time > now - DISMISSED_MS && covered(note))) return true;
  // Below danger a site gets one note of each kind a day.
  return level !== 'danger' && notes.some((note) => isOfToday(note, now));
}
