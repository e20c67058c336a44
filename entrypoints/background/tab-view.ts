import { coached } from '../../advice/coaching.ts';
import { familyOf, leadingFinding, tellingOneScript } from '../../advice/guidance.ts';
import { type Episode, episodeOf, furthestFamily, record as recorded, type Sighting } from '../../advice/journal.ts';
import {
  type Occasion,
  type Remembered,
  risenLevel,
  type Surface,
  surfaceFor,
  wasPassed,
} from '../../advice/ladder.ts';
import type { Catalog } from '../../engine/catalog.ts';
import { isAlarm, type Level } from '../../engine/rule.ts';
import type { TabFinding, TabVerdict } from '../../platform/protocol.ts';
import type { Settings } from '../../platform/settings.ts';
import type { TabRecord } from '../../platform/tab-store.ts';
import { mergeFrames } from '../../platform/tab-verdict.ts';
import type { Memory } from './memory.ts';

/** What the ladder needs to know of a tab, gathered. */
export interface View {
  verdict: TabVerdict;
  /** The finding a card would speak of. */
  finding: TabFinding | null;
  /** What was met in this episode, newest first. */
  met: Sighting[];
  occasion: Occasion;
  episode: Episode;
  /** Of the occasion, after the journal. */
  level: Level;
  surface: Surface;
}

/** Findings of one frame, by id, that the person asks about. */
export interface Asked {
  frameId: number;
  ids: string[];
}

export interface ViewParts {
  settings: Settings;
  memory: Memory;
  /** As the rules were written; ids and families are the same in every language. */
  catalog: Catalog;
  now: () => number;
}

/** What a tab knows: what its frames report, seen with the person's settings and the journal. */
export class TabViews {
  readonly #parts: ViewParts;

  constructor(parts: ViewParts) {
    this.#parts = parts;
  }

  async verdict(record: TabRecord): Promise<TabVerdict> {
    const { settings, memory, now } = this.#parts;
    const { off } = await settings.sites();
    const wrong = await this.wrongAt(record, record.host);
    const frames = Object.entries(record.frames).map(([id, report]) => [Number(id), report] as const);
    const state = isOff(off, record, record.host) ? 'off' : 'on';
    const kept = (finding: TabFinding) => (wrong.includes(finding.rule) ? null : finding);
    const said = mergeFrames(frames, record.host, state, kept);
    // Coaching is heard by what else was met, on this page too.
    const met = recorded(await memory.entries(record), sightingsIn(said, now()), now());
    return mergeFrames(frames, record.host, state, (finding) => kept(coached(finding, met, now())));
  }

  /**
   * `money`: as it would be if money were being entered now. `asked`: one of these findings is asked about; where none of
   * them is an alarm any more, it is as if nothing in particular was.
   */
  async of(record: TabRecord, money = false, asked?: Asked): Promise<View> {
    const { catalog, memory, now } = this.#parts;
    const family = (category: string) => familyOf(catalog, category);
    const verdict = await this.verdict(record);
    const entries = await memory.entries(record);
    const quiet = await memory.quiet(record);
    const furthest = furthestFamily(entries, family, now());
    const about = verdict.findings.filter(({ frameId, id }) => asked?.frameId === frameId && asked.ids.includes(id));
    const wanted = leadingFinding(about);
    const finding = wanted ?? leadingFinding(verdict.findings, ({ category }) => family(category) === furthest?.family);
    // Money is in danger from the script that has come furthest, whether or not this page shows it, and was not passed.
    const open = entries.filter(({ category }) => !wasPassed(family(category), quiet, now()));
    const threat = money ? (furthestFamily(open, family, now()) ?? furthest) : furthest;
    const name = finding === null || money ? (threat?.family ?? '') : family(finding.category);
    const stages = tellingOneScript(verdict.findings)
      .filter((other) => isAlarm(other.level) && family(other.category) === name)
      .flatMap((other) => other.stages);
    const episode = episodeOf(entries, name, family, now(), stages);
    const occasion = { level: wanted?.level ?? verdict.level, stages, host: record.host, family: name, money };
    return {
      verdict,
      finding,
      met: entries.filter((entry) => family(entry.category) === name).reverse(),
      occasion,
      episode,
      level: risenLevel(occasion, episode.stages),
      surface: surfaceFor(occasion, episode.stages, quiet, now()),
    };
  }

  /** The tab as the ladder remembers a surface that stands or is put aside on it now. */
  async remembered(record: TabRecord): Promise<Remembered> {
    const { level, episode } = await this.of(record);
    return { host: record.host, level, stages: episode.stages, time: this.#parts.now() };
  }

  /** Enters in the journal what the tab shows. */
  async enterInJournal(record: TabRecord, verdict: TabVerdict): Promise<void> {
    const { memory, now } = this.#parts;
    const sightings = sightingsIn(verdict, now());
    if (sightings.length > 0) await memory.changeEntries(record, (entries) => recorded(entries, sightings, now()));
  }

  /** Whether the person has switched a site off, as this tab has it. */
  async isOff(record: TabRecord, host: string): Promise<boolean> {
    return isOff((await this.#parts.settings.sites()).off, record, host);
  }

  /** Rules that the person has called wrong on a site, as this tab has it. */
  async wrongAt(record: TabRecord, host: string): Promise<string[]> {
    const { wrong } = await this.#parts.settings.sites();
    return [...wrong, ...record.wrong].filter((entry) => entry.host === host).map((entry) => entry.rule);
  }

  /**
   * All rules that a card rests on which speaks of this one first: the alarms of its script on the tab, and those that take
   * words from two scripts, of which its words may be half.
   */
  async rulesBehind(record: TabRecord, rule: string): Promise<string[]> {
    const { catalog } = this.#parts;
    const { findings } = await this.verdict(record);
    const families = new Set(
      findings.filter((each) => each.rule === rule).map(({ category }) => familyOf(catalog, category)),
    );
    const behind = findings.filter(
      ({ level, category, straddles }) =>
        isAlarm(level) && (straddles === true || families.has(familyOf(catalog, category))),
    );
    return [...new Set([rule, ...behind.map((each) => each.rule)])].filter((each) => each !== '');
  }
}

/** Every frame has been read, and none says anything that is worth a card. */
export function isSilent({ settled, findings }: TabVerdict): boolean {
  return settled && !findings.some(({ level }) => isAlarm(level));
}

function isOff(off: readonly string[], { switched }: TabRecord, host: string): boolean {
  const here = switched.find((site) => site.host === host);
  return here ? !here.on : off.includes(host);
}

function sightingsIn({ findings, host }: TabVerdict, time: number): Sighting[] {
  return tellingOneScript(findings)
    .filter(({ level }) => isAlarm(level))
    .flatMap(({ category, rule, stages }) => stages.map((stage) => ({ category, rule, stage, host, time })));
}
