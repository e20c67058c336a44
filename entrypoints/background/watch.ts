import { coached } from '../../advice/coaching.ts';
import { guardSurface } from '../../advice/guard.ts';
import { adviceFor, faceOf, familyOf, findingsOfScript, leadingFinding } from '../../advice/guidance.ts';
import {
  DAY_MS,
  type Episode,
  episodeOf,
  FRESH_DAYS,
  furthestFamily,
  record as recorded,
  type Sighting,
} from '../../advice/journal.ts';
import {
  GATE_STAGES,
  gateDue,
  type Occasion,
  type Remembered,
  risenLevel,
  type Surface,
  surfaceFor,
} from '../../advice/ladder.ts';
import type { Catalog } from '../../engine/catalog.ts';
import type { Stage } from '../../engine/rule.ts';
import { type BadgeState, showBadge } from '../../platform/badge.ts';
import { hostOf } from '../../platform/host.ts';
import { type InjectedScript, inject, liveFrames } from '../../platform/injector.ts';
import { type Sender, send } from '../../platform/messages.ts';
import type {
  ContactAct,
  Exit,
  FrameReport,
  NoteRequest,
  SpokenVerdict,
  TabFinding,
  TabVerdict,
  WarningRequest,
  Words,
} from '../../platform/protocol.ts';
import type { Language, Settings } from '../../platform/settings.ts';
import type { TabRecord, TabStore } from '../../platform/tab-store.ts';
import { mergeFrames } from '../../platform/tab-verdict.ts';
import type { Memory } from './memory.ts';

export interface WatchParts {
  settings: Settings;
  memory: Memory;
  tabs: TabStore;
  /** As the rules were written; ids and families are the same in every language. */
  catalog: Catalog;
  /** What people read. */
  spoken: (language: Language) => Catalog;
  words: (language: Language) => Words;
  badgeTitles: (language: Language) => Record<BadgeState, string>;
  now: () => number;
}

/** What the ladder needs to know of a tab, gathered. */
interface View {
  verdict: TabVerdict;
  /** The finding a card would speak of. */
  finding: TabFinding | null;
  /** The rule met last in this episode; null when none was. */
  lastMet: Sighting | null;
  occasion: Occasion;
  episode: Episode;
  surface: Surface;
}

/** Watches the tabs: frames in; badge, journal and surfaces out. Everything it knows is in storage, so it may nap. */
export class Watch {
  readonly #parts: WatchParts;

  constructor(parts: WatchParts) {
    this.#parts = parts;
  }

  /** A frame begins a new document. Answers what to leave unmarked in it; null when it is not to be scanned. */
  async frameStarted(sender: Sender): Promise<{ leaveOut: string[] } | null> {
    const { tabs, settings } = this.#parts;
    const host = hostOf(sender.frameId === 0 ? sender.url : sender.tabUrl);
    await tabs.change(sender.tabId, (record) => {
      record.private = sender.private;
      delete record.frames[sender.frameId];
      delete record.equipped[sender.frameId];
      if (sender.frameId !== 0) return;
      Object.assign(record, { host, frames: {}, equipped: {}, said: null, page: record.page + 1 });
    });
    const on = !(await settings.isOff(host));
    if (sender.frameId === 0) {
      await this.#showState(sender.tabId);
      // Frames inside that were done before the top one began do not repeat by themselves what was just forgotten.
      void send('frame/again', undefined, { tabId: sender.tabId });
    }
    if (on) await this.#equip(sender.tabId, sender.frameId);
    return on ? { leaveOut: await this.#wrongAt(host) } : null;
  }

  async frameReported(report: FrameReport, sender: Sender): Promise<void> {
    await this.#parts.tabs.change(sender.tabId, (record) => {
      record.private = sender.private;
      record.host ||= hostOf(sender.tabUrl || sender.url);
      record.frames[sender.frameId] = report;
      // A report without a beginning: the background was updated under a page that was already there.
      if (sender.frameId === 0) record.page ||= 1;
    });
    await this.#advance(sender.tabId);
    await this.#equip(sender.tabId, sender.frameId);
  }

  /** A frame inside a page goes, whatever comes into its place. Only the browser knows which frames are left. */
  async frameGone({ tabId }: Sender): Promise<void> {
    const { tabs } = this.#parts;
    const known = snapshot(await tabs.get(tabId));
    const alive = await liveFrames(tabId);
    if (alive === null) return;
    const changed = await tabs.change(tabId, (record) => forgetDead(record, known, alive));
    if (changed) await this.#advance(tabId);
  }

  /** The browser says that the tab goes elsewhere or has arrived; `url` only when it is another than before. */
  async tabMoved(tabId: number, url: string | undefined): Promise<void> {
    await this.#parts.tabs.change(tabId, (record) => {
      if (url === undefined) return;
      if (hostOf(url) === record.host) {
        if (record.said) record.said.movedOn = true;
        return;
      }
      // A page where we may not run sends no beginning of its own.
      Object.assign(record, { host: '', frames: {}, equipped: {}, said: null, page: 0 });
    });
    await this.#showState(tabId);
    await this.#withdraw(tabId);
  }

  /**
   * What is known of a tab, after leaving out frames that are gone.
   * @throws Error when our script should be in the page and is not: only loading it anew helps.
   */
  async verdictOf(tabId: number, loading: boolean): Promise<TabVerdict> {
    const known = snapshot(await this.#parts.tabs.get(tabId));
    const alive = await liveFrames(tabId);
    const record = await this.#parts.tabs.change(tabId, (current) => {
      if (alive === null) current.frames = {};
      else forgetDead(current, known, alive);
      return current;
    });
    if (alive === null)
      return { ...(await this.#verdict(record)), findings: [], level: 'none', total: 0, state: 'forbidden' };
    const verdict = await this.#verdict(record);
    void this.#showBadge(tabId, verdict);
    if (verdict.state !== 'on') return verdict;
    if (Object.keys(record.frames).length > 0) return verdict;
    if (record.page === 0 && !loading) throw new Error('本页还没有载入检查脚本，刷新后再试');
    return { ...verdict, settled: false };
  }

  /** The same, in words. */
  async speak(verdict: TabVerdict): Promise<SpokenVerdict> {
    const { rules } = this.#parts.spoken(await this.#parts.settings.language());
    const titles = verdict.findings.map(({ rule }) => [rule, rules[rule]?.title ?? rule]);
    return { ...verdict, titles: Object.fromEntries(titles) };
  }

  async reveal(tabId: number, frameId: number, id: string): Promise<boolean> {
    return (await send('frame/reveal', { id }, { tabId, frameId })) === true;
  }

  async switchSite(host: string, on: boolean, tabIds: readonly number[]): Promise<void> {
    await this.#parts.settings.switchSite(host, on);
    for (const tabId of tabIds) {
      await this.#parts.tabs.change(tabId, (record) => {
        if (!on) Object.assign(record, { frames: {}, said: null });
      });
      await send('frame/switch', { on }, { tabId });
      if (!on) await send('warning/hide', undefined, { tabId, frameId: 0 });
      await this.#showState(tabId);
    }
  }

  // ── the warning script ───────────────────────────────────────────────────────────────────────────────────────────

  /**
   * What the warning script is to show, just injected or after it has waited for a calm moment: null when the page has
   * gone on meanwhile. Should the words come back, they are said then.
   */
  async requestFor(tabId: number): Promise<WarningRequest | null> {
    return this.#parts.tabs.change(tabId, async (record) => {
      if (record.said && mayLapse(record.said) && isSilent(await this.#verdict(record))) record.said = null;
      return this.#saidAnew(record);
    });
  }

  /** The warning that stands, or stood, on the tab, as it would be said now. */
  async #saidAnew(record: TabRecord): Promise<WarningRequest | null> {
    const { said } = record;
    if (said === null) return null;
    const request = await this.#request(await this.#view(record, said.surface === 'gate'), said.surface, said.face);
    return request && { ...request, asked: said.asked === true };
  }

  /** What a warning on that tab would say, for our own pages, whether or not one was shown. */
  async requestAbout(tabId: number): Promise<WarningRequest | null> {
    const record = await this.#parts.tabs.get(tabId);
    const view = await this.#view(record);
    const surface = risenLevel(view.occasion, view.episode.stages) === 'danger' ? 'full' : 'small';
    return this.#request(view, surface, record.said?.face ?? 0);
  }

  /** The surface is before the person's eyes: this, and not the intention, counts against the budget. */
  async shown(tabId: number): Promise<void> {
    const { tabs, memory } = this.#parts;
    await tabs.change(tabId, async (record) => {
      const remembered = this.#remember(await this.#view(record), record);
      await memory.changeQuiet(record, (quiet) => ({
        ...quiet,
        shown: [...quiet.shown, remembered],
        faces: quiet.faces + 1,
      }));
    });
  }

  /** `site`: of the page that was spoken of, where the tab may be on another by now; then there is nothing to put aside. */
  async exit(tabId: number, exit: Exit, rule: string, site?: string): Promise<void> {
    const { tabs, memory, settings, now } = this.#parts;
    const host = await tabs.change(tabId, async (record) => {
      if (site !== undefined && site !== record.host) return '';
      const remembered = this.#remember(await this.#view(record), record);
      if (exit === 'wrong') {
        // In a private window “wrong” lasts as long as 知道了 does: settings are kept on disk.
        if (!record.private) await settings.setWrong(record.host, rule, now());
      }
      await memory.changeQuiet(record, (quiet) =>
        exit === 'site-today'
          ? { ...quiet, muted: [...quiet.muted, remembered] }
          : { ...quiet, dismissed: [...quiet.dismissed, remembered] },
      );
      return record.host;
    });
    if (exit !== 'wrong' || host === '') return;
    await this.#showState(tabId);
    await send('frame/leave-out', { rules: await this.#wrongAt(host) }, { tabId });
  }

  /**
   * The gate's question was answered and its time is over: it does not come back in this episode, nor stand any longer
   * on the other tabs that wait for the same.
   */
  async passed(tabId: number, open: readonly number[]): Promise<void> {
    const { tabs, memory, catalog, now } = this.#parts;
    await tabs.change(tabId, async (record) => {
      const family = (category: string) => familyOf(catalog, category);
      const entries = await memory.entries(record);
      const { occasion } = await this.#view(record, true);
      // One page may fit two scripts. The answer was about this payment, so it holds for all that were due.
      const due = [...new Set(entries.map((entry) => family(entry.category)))].filter(
        (name) => episodeOf(entries, name, family, now()).stages.length >= GATE_STAGES,
      );
      const passed = [...new Set([occasion.family, ...due])].map((name) => ({ family: name, time: now() }));
      await memory.changeQuiet(record, (quiet) => ({ ...quiet, passed: [...quiet.passed, ...passed] }));
    });
    for (const each of new Set([tabId, ...open])) await this.#letThrough(each);
  }

  /** Opens the way on a tab where no gate is due any more. */
  async #letThrough(tabId: number): Promise<void> {
    const { tabs } = this.#parts;
    // Where our script has not started there is nothing to open, nor to remember.
    if ((await tabs.get(tabId)).page === 0) return;
    const stood = await tabs.change(tabId, async (record) => {
      if ((await this.#view(record, true)).surface === 'gate') return null;
      for (const [frame, scripts] of Object.entries(record.equipped)) {
        record.equipped[frame] = scripts.filter((script) => script !== '/money.js');
      }
      const gate = record.said?.surface === 'gate';
      if (record.said && gate) record.said.surface = 'full';
      return gate;
    });
    if (stood === null) return;
    await send('money/hold', { on: false }, { tabId });
    if (stood) await send('warning/hide', undefined, { tabId, frameId: 0 });
  }

  /** A field for money or secrets is entered. True when a gate stands in front of it. */
  async moneyMoment(sender: Sender): Promise<boolean> {
    const { tabs, memory } = this.#parts;
    const request = await tabs.change(sender.tabId, async (record) => {
      const view = await this.#view(record, true);
      if (view.verdict.state !== 'on' || view.surface !== 'gate') {
        // The money script goes when it hears this; should it be needed again, it must come again.
        const { [sender.frameId]: scripts = [] } = record.equipped;
        record.equipped[sender.frameId] = scripts.filter((script) => script !== '/money.js');
        return null;
      }
      const face = faceOf((await memory.quiet(record)).faces);
      record.said = { surface: 'gate', seenStages: view.episode.stages, face };
      return this.#request(view, 'gate', face);
    });
    if (request) await this.#deliver(sender.tabId, request);
    return request !== null;
  }

  // ── the guard ────────────────────────────────────────────────────────────────────────────────────────────────────

  /** A stranger's contact is taken in a frame. What the note beside it says; null when there is nothing to say. */
  async contactMoment(
    { tabId }: Sender,
    moment: { act: ContactAct; installs: boolean; near: boolean },
  ): Promise<NoteRequest | null> {
    const { tabs, memory, now } = this.#parts;
    const record = await tabs.get(tabId);
    const view = await this.#view(record);
    if (view.verdict.state !== 'on') return null;
    const level = risenLevel(view.occasion, view.episode.stages);
    const about = { ...moment, level, host: record.host };
    const surface = guardSurface(about, view.episode.stages, await memory.quiet(record), now());
    if (surface === 'none' || (level !== 'caution' && level !== 'danger')) return null;
    const request = await this.#request(view, 'small', 0);
    if (request === null) return null;
    const { advice, words, look } = request;
    return { level, hold: surface === 'hold', advice, words, look };
  }

  async noted(tabId: number, act: ContactAct, known: boolean): Promise<void> {
    const { tabs, memory } = this.#parts;
    await tabs.change(tabId, async (record) => {
      const note = { ...this.#remember(await this.#view(record), record), app: act === 'install', known };
      await memory.changeQuiet(record, (quiet) => ({ ...quiet, notes: [...quiet.notes, note] }));
    });
  }

  /** 看看怎么回事: the card, whatever was put aside. */
  async lookAt(tabId: number): Promise<void> {
    const { tabs, memory } = this.#parts;
    const request = await tabs.change(tabId, async (record) => {
      const view = await this.#view(record);
      const surface = risenLevel(view.occasion, view.episode.stages) === 'danger' ? 'full' : 'small';
      const face = record.said?.face ?? faceOf((await memory.quiet(record)).faces);
      const due = await this.#request(view, surface, face);
      if (due === null) return null;
      record.said = { surface, seenStages: view.episode.stages, face, asked: true };
      return { ...due, asked: true };
    });
    if (request) await this.#deliver(tabId, request);
  }

  /** Whether what stands on the tab is worth a page of its own. */
  async isDanger(tabId: number): Promise<boolean> {
    const { occasion, episode } = await this.#view(await this.#parts.tabs.get(tabId));
    return risenLevel(occasion, episode.stages) === 'danger';
  }

  /**
   * Settings were changed: what stands on these tabs is marked, said and dressed anew, which does not count as said
   * again.
   */
  async dressAnew(tabIds: readonly number[]): Promise<void> {
    for (const tabId of tabIds) {
      const record = await this.#parts.tabs.get(tabId);
      if (record.page === 0) continue;
      await this.#showBadge(tabId, await this.#verdict(record));
      await send('frame/leave-out', { rules: await this.#wrongAt(record.host) }, { tabId });
      // A note may stand in any frame, also where no card was shown.
      const request = (await this.#saidAnew(record)) ?? (await this.requestAbout(tabId));
      if (request) await send('warning/dress', request, { tabId });
    }
  }

  // ── inside ───────────────────────────────────────────────────────────────────────────────────────────────────────

  /** After something has changed in a tab: badge, journal, surface. */
  async #advance(tabId: number): Promise<void> {
    const { tabs, memory, now } = this.#parts;
    const verdict = await this.#showState(tabId);
    if (verdict.state !== 'on') return;
    const due = await tabs.change(tabId, async (record) => {
      const sightings = sightingsIn(verdict, now());
      if (sightings.length > 0) await memory.changeEntries(record, (entries) => recorded(entries, sightings, now()));
      const view = await this.#view(record);
      const { surface } = view;
      if (surface === 'none' || surface === 'marks') return null;
      if (!saysMore(surface, view.episode.stages, record)) return record.said?.unsent ? this.#saidAnew(record) : null;
      // A card that comes back on the same page for a new step is a new card, with a new face.
      const face = faceOf((await memory.quiet(record)).faces);
      record.said = { surface, seenStages: view.episode.stages, face, unsent: true };
      return this.#request(view, surface, face);
    });
    if (due) {
      await this.#deliver(tabId, due);
      await tabs.change(tabId, ({ said }) => {
        delete said?.unsent;
      });
    } else await this.#withdraw(tabId);
  }

  /**
   * Takes a card away that has outlived its words: the page has gone on to another address, without being loaded, and
   * says nothing any more. Words that come and go at one address would make it flicker. The script keeps a card that the
   * person has in hand.
   */
  async #withdraw(tabId: number): Promise<void> {
    const { tabs } = this.#parts;
    const past = await tabs.change(tabId, async (record) => {
      const { said } = record;
      if (!said?.movedOn || !mayLapse(said) || !isSilent(await this.#verdict(record))) return null;
      record.said = null;
      return said;
    });
    if (past === null || (await send('warning/lapse', undefined, { tabId, frameId: 0 })) !== false) return;
    await tabs.change(tabId, (record) => {
      record.said ??= past;
    });
  }

  async #deliver(tabId: number, request: WarningRequest): Promise<void> {
    const taken = await send('warning/show', request, { tabId, frameId: 0 });
    // Nobody there yet: the script asks for the request when it has started. Where it may not run, the badge speaks.
    if (taken !== true) await inject(tabId, '/warning.js');
  }

  /**
   * Puts the scripts that the tab has come to need into its frames: the guard beside words that are warned of, the money
   * script where entering money would meet a gate. Each frame gets each once; `frameId` is one that has just begun.
   */
  async #equip(tabId: number, frameId: number): Promise<void> {
    const { tabs, now, memory } = this.#parts;
    const due = await tabs.change(tabId, async (record) => {
      const { verdict, occasion, episode } = await this.#view(record, true);
      if (verdict.state !== 'on') return [];
      const scripts: InjectedScript[] = [];
      if (verdict.level === 'caution' || verdict.level === 'danger') scripts.push('/guard.js');
      // A page without a word of fraud on it is watched for money only while the script is fresh.
      const fresh = verdict.level !== 'none' || episode.last >= now() - FRESH_DAYS * DAY_MS;
      if (fresh && gateDue(occasion.family, episode.stages, await memory.quiet(record), now())) {
        scripts.push('/money.js');
      }
      return scripts.map((script) => {
        const frames = new Set([frameId, ...Object.keys(record.frames).map(Number)]);
        const bare = [...frames].filter((frame) => !record.equipped[frame]?.includes(script));
        for (const frame of bare) record.equipped[frame] = [...(record.equipped[frame] ?? []), script];
        return { script, bare };
      });
    });
    for (const { script, bare } of due) {
      // One by one: a frame that is gone would keep it from all.
      for (const frame of bare) await inject(tabId, script, [frame]);
    }
  }

  async #showState(tabId: number): Promise<TabVerdict> {
    const verdict = await this.#verdict(await this.#parts.tabs.get(tabId));
    await this.#showBadge(tabId, verdict);
    await send('tab/changed', { tabId });
    return verdict;
  }

  /** Rules that the person has called wrong on this site. */
  async #wrongAt(host: string): Promise<string[]> {
    const { wrong } = await this.#parts.settings.sites();
    return wrong.filter((entry) => entry.host === host).map((entry) => entry.rule);
  }

  async #showBadge(tabId: number, { state, level }: TabVerdict): Promise<void> {
    const { settings, badgeTitles } = this.#parts;
    const face = state === 'on' ? level : state;
    await showBadge(tabId, face, badgeTitles(await settings.language())[face]);
  }

  async #verdict(record: TabRecord): Promise<TabVerdict> {
    const { settings, memory, now } = this.#parts;
    const { off, wrong } = await settings.sites();
    const frames = Object.entries(record.frames).map(([id, report]) => [Number(id), report] as const);
    const state = off.includes(record.host) ? 'off' : 'on';
    const isWrong = ({ rule }: TabFinding) => wrong.some((entry) => entry.host === record.host && entry.rule === rule);
    const kept = (finding: TabFinding) => (isWrong(finding) ? null : finding);
    const said = mergeFrames(frames, record.host, state, kept);
    // Coaching is heard by what else was met, on this page too.
    const met = recorded(await memory.entries(record), sightingsIn(said, now()), now());
    return mergeFrames(frames, record.host, state, (finding) => kept(coached(finding, met, now())));
  }

  /** `money`: as it would be if money were being entered now. */
  async #view(record: TabRecord, money = false): Promise<View> {
    const { catalog, memory, now } = this.#parts;
    const family = (category: string) => familyOf(catalog, category);
    const verdict = await this.#verdict(record);
    const entries = await memory.entries(record);
    const quiet = await memory.quiet(record);
    const furthest = furthestFamily(entries, family, now());
    const finding = leadingFinding(verdict.findings, ({ category }) => family(category) === furthest?.family);
    // Money is in danger from the script that has come furthest, whether or not this page shows it, and was not passed.
    const open = entries.filter(({ category }) => !quiet.passed.some((passed) => passed.family === family(category)));
    const threat = money ? (furthestFamily(open, family, now()) ?? furthest) : furthest;
    const name = finding === null || money ? (threat?.family ?? '') : family(finding.category);
    const stages = verdict.findings
      .filter((other) => isAlarm(other) && family(other.category) === name)
      .flatMap((other) => other.stages);
    const episode = episodeOf(entries, name, family, now(), stages);
    const occasion = { level: verdict.level, stages, host: record.host, family: name, money };
    const surface = surfaceFor(occasion, episode.stages, quiet, now());
    const lastMet = entries.findLast((entry) => family(entry.category) === name) ?? null;
    return { verdict, finding, lastMet, occasion, episode, surface };
  }

  #remember({ occasion, episode }: View, record: TabRecord): Remembered {
    return {
      host: record.host,
      level: risenLevel(occasion, episode.stages),
      stages: episode.stages,
      time: this.#parts.now(),
    };
  }

  async #request(view: View, surface: WarningRequest['surface'], face: number): Promise<WarningRequest | null> {
    const { spoken, settings, words } = this.#parts;
    const language = await settings.language();
    const catalog = spoken(language);
    const { verdict, finding, lastMet, episode } = view;
    // The gate speaks of the script that leads to the money, which may have been met on other sites.
    const about = surface === 'gate' ? (lastMet ?? finding) : (finding ?? lastMet);
    const advice = about && adviceFor(about, catalog);
    if (advice === null) return null;
    return {
      surface,
      findings: finding ? findingsOfScript(finding, verdict.findings, catalog) : [],
      host: verdict.host,
      seenStages: episode.stages,
      advice,
      words: words(language),
      look: { seal: await settings.seal(), size: (await settings.looks()).size },
      face,
      asked: false,
    };
  }
}

function sightingsIn({ findings, host }: TabVerdict, time: number): Sighting[] {
  return findings
    .filter(isAlarm)
    .flatMap(({ category, rule, stages }) => stages.map((stage) => ({ category, rule, stage, host, time })));
}

/** Frames of a tab as they are now; a later report or document makes another entry. */
function snapshot({ frames, equipped }: TabRecord): Pick<TabRecord, 'frames' | 'equipped'> {
  return { frames: { ...frames }, equipped: { ...equipped } };
}

/**
 * Leaves out of `record` the frames of `known` that are not `alive` and have not been heard of since. True when one of
 * them had reported.
 */
function forgetDead(record: TabRecord, known: ReturnType<typeof snapshot>, alive: ReadonlySet<number>): boolean {
  let changed = false;
  for (const [id, report] of Object.entries(known.frames)) {
    if (alive.has(Number(id)) || record.frames[id] !== report) continue;
    delete record.frames[id];
    changed = true;
  }
  for (const [id, scripts] of Object.entries(known.equipped)) {
    if (!alive.has(Number(id)) && record.equipped[id] === scripts) delete record.equipped[id];
  }
  return changed;
}

/** A card that came by itself goes by itself; one the person asked for does not, nor does the gate. */
function mayLapse(said: NonNullable<TabRecord['said']>): boolean {
  return said.surface !== 'gate' && !said.asked;
}

/** Every frame has been read, and none says anything that is worth a card. */
function isSilent({ settled, findings }: TabVerdict): boolean {
  return settled && !findings.some(isAlarm);
}

function isAlarm({ level }: TabFinding): boolean {
  return level === 'caution' || level === 'danger';
}

/** Whether a surface adds to what already stands, or stood, on this page: a higher step or a new stage. */
function saysMore(surface: WarningRequest['surface'], stages: readonly Stage[], { said }: TabRecord): boolean {
  if (said === null) return true;
  const order = ['small', 'full', 'gate'];
  if (order.indexOf(surface) !== order.indexOf(said.surface))
    return order.indexOf(surface) > order.indexOf(said.surface);
  return stages.some((stage) => !said.seenStages.includes(stage));
}
