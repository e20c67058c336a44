import { STAGES, type Stage } from '../engine/rule.ts';

/**
 * The journal (见闻): which stages of which trick were met where and when. Never page text. From it the card knows that
 * the job board of Monday and the chat of Thursday are two steps of one script.
 */
export interface Sighting {
  category: string;
  stage: Stage;
  rule: string;
  host: string;
  /** Milliseconds since 1970. */
  time: number;
}

/** What belongs together: sightings of one family within EPISODE_DAYS. */
export interface Episode {
  /** Without repeats, in the order of STAGES. */
  stages: Stage[];
  /** Of the newest sighting, milliseconds since 1970; 0 when there is none. */
  last: number;
}

/** So many days a sighting counts. */
export const EPISODE_DAYS = 14;
/** Milliseconds of a day. */
export const DAY_MS = 24 * 60 * 60 * 1000;
/** A script of which a step was met no longer ago than this is still being played to the person. */
export const FRESH_DAYS = 1;

/**
 * The journal after new sightings, oldest first. The same stage of the same rule on the same site is written once a
 * day, so that the journal counts stages and days, never hits. What is older than EPISODE_DAYS falls out.
 */
export function record(journal: readonly Sighting[], sightings: readonly Sighting[], now: number): Sighting[] {
  const kept = current(journal, now);
  const written = new Set(kept.map(keyOf));
  for (const sighting of current(sightings, now)) {
    const key = keyOf(sighting);
    if (written.has(key)) continue;
    written.add(key);
    kept.push(sighting);
  }
  return kept;
}

/**
 * Entries that still count. One from the future was written before the clock was set back: it counts as of now, so
 * that it neither vanishes nor lives longer than the others.
 */
export function current<T extends { time: number }>(entries: readonly T[], now: number): T[] {
  return entries
    .filter((entry) => entry.time > now - EPISODE_DAYS * DAY_MS)
    .map((entry) => (entry.time > now ? { ...entry, time: now } : entry));
}

/**
 * The episode of one family of tricks (`familyOf` joins categories that are one script under several names), with the
 * stages of the page at hand.
 */
export function episodeOf(
  journal: readonly Sighting[],
  family: string,
  familyOf: (category: string) => string,
  now: number,
  stagesHere: readonly Stage[] = [],
): Episode {
  const sightings = current(journal, now).filter((sighting) => familyOf(sighting.category) === family);
  const stages = new Set<Stage>([...sightings.map((sighting) => sighting.stage), ...stagesHere]);
  return {
    stages: STAGES.filter((stage) => stages.has(stage)),
    last: sightings.reduce((last, sighting) => Math.max(last, sighting.time), 0),
  };
}

/** The family whose episode has come furthest: most stages, then the newest. Null when nothing was met. */
export function furthestFamily(
  journal: readonly Sighting[],
  familyOf: (category: string) => string,
  now: number,
): { family: string; episode: Episode } | null {
  let furthest: { family: string; episode: Episode } | null = null;
  for (const family of new Set(current(journal, now).map((sighting) => familyOf(sighting.category)))) {
    const episode = episodeOf(journal, family, familyOf, now);
    const ahead =
      furthest === null
        ? 1
        : episode.stages.length - furthest.episode.stages.length || episode.last - furthest.episode.last;
    if (ahead > 0) furthest = { family, episode };
  }
  return furthest;
}

/**
 * What was met before, for a report: oldest first, once for each step of a trick on a site and day. "Before" leaves out
 * the steps that the page at hand shows itself, which stand in the report already.
 */
export function metBefore(
  journal: readonly Sighting[],
  here: { host: string; findings: readonly { category: string; stages: readonly Stage[] }[] },
  now: number,
): Sighting[] {
  const shown = here.findings.flatMap(({ category, stages }) =>
    stages.map((stage) => stepOf({ category, stage, host: here.host, time: now })),
  );
  const steps = new Map(shown.map((step) => [step, null as Sighting | null]));
  for (const sighting of current(journal, now)) {
    const step = stepOf(sighting);
    if (!steps.has(step)) steps.set(step, sighting);
  }
  return [...steps.values()].filter((sighting) => sighting !== null);
}

/** The person's own day, as their clock shows it: `2026-3-7`. */
export function dayOf(time: number): string {
  const date = new Date(time);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}

function keyOf(sighting: Sighting): string {
  return JSON.stringify([stepOf(sighting), sighting.rule]);
}

function stepOf({ category, stage, host, time }: Omit<Sighting, 'rule'>): string {
  return JSON.stringify([category, stage, host, dayOf(time)]);
}
