import type { Level, Stage } from '../engine/rule.ts';
import { current, DAY_MS, FRESH_DAYS, type Sighting } from './journal.ts';

interface Coaching {
  category: string;
  level: Level;
  /** None where the words are an exempt mention. */
  stages: readonly Stage[];
}

/**
 * Words that coach to keep silent (封口) are everyday words when they stand alone, and no more than a notice: a birthday
 * is kept from the family too. To somebody a script is being played to, they are its strongest step: they go to that
 * script, at caution, from where the ladder lifts every silence to danger. An exempt mention stays what it was.
 */
export function coached<F extends Coaching>(finding: F, journal: readonly Sighting[], now: number): F {
  if (finding.level !== 'notice' || !finding.stages.includes('silence')) return finding;
  const script = current(journal, now).findLast(
    ({ stage, time }) => stage !== 'silence' && time >= now - FRESH_DAYS * DAY_MS,
  );
  return script === undefined ? finding : { ...finding, level: 'caution', category: script.category };
}
