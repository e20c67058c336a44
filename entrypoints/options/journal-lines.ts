import { dayOf, type Sighting } from '../../advice/journal.ts';
import { STAGES, type Stage } from '../../engine/rule.ts';

/** What was met of one trick on one site and day. */
export interface JournalDay extends Pick<Sighting, 'category' | 'host'> {
  /** Without repeats, in the order of STAGES. */
  stages: Stage[];
  /** Of the newest, milliseconds since 1970. */
  time: number;
}

/** Newest first, one line for a trick on a site and day, with the steps that were met there. */
export function journalLines(entries: readonly Sighting[]): JournalDay[] {
  const days = new Map<string, Sighting[]>();
  for (const entry of entries) {
    const day = `${entry.category} ${entry.host} ${dayOf(entry.time)}`;
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  const lines = [...days.values()].map((met) => ({
    category: met[0]!.category,
    host: met[0]!.host,
    stages: STAGES.filter((stage) => met.some((entry) => entry.stage === stage)),
    time: Math.max(...met.map(({ time }) => time)),
  }));
  return lines.sort((a, b) => b.time - a.time);
}
