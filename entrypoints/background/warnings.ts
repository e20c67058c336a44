import { faceOf } from '../../advice/guidance.ts';
import { isAlarm, type Stage } from '../../engine/rule.ts';
import { inject } from '../../platform/injector.ts';
import { send } from '../../platform/messages.ts';
import { WARNING_SURFACES, type WarningRequest } from '../../platform/protocol.ts';
import type { TabRecord, TabStore } from '../../platform/tab-store.ts';
import type { Memory } from './memory.ts';
import type { Speech } from './speech.ts';
import { type Asked, isSilent, type TabViews, type View } from './tab-view.ts';
import type { Toolbar } from './toolbar.ts';

interface Parts {
  tabs: TabStore;
  memory: Memory;
  views: TabViews;
  speech: Speech;
  toolbar: Toolbar;
}

/** When a warning comes to stand on a tab, what it says by then, and when it goes by itself. */
export class Warnings {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** After something has changed in a tab: badge, journal, surface. */
  async advance(tabId: number): Promise<void> {
    const { tabs, memory, views, speech, toolbar } = this.#parts;
    const verdict = await toolbar.show(tabId);
    if (verdict.state !== 'on') return;
    const due = await tabs.change(tabId, async (record) => {
      await views.enterInJournal(record, verdict);
      const view = await views.of(record);
      const { surface } = view;
      if (surface === 'none' || surface === 'marks') return null;
      if (!saysMore(surface, view.episode.stages, record)) return record.said?.unsent ? this.#saidAnew(record) : null;
      // A card that comes back on the same page for a new step is a new card, with a new face.
      const face = faceOf((await memory.quiet(record)).faces);
      record.said = { surface, seenStages: view.episode.stages, face, rule: view.finding?.rule, unsent: true };
      return speech.request(view, surface, face);
    });
    if (due) {
      await this.deliver(tabId, due);
      await tabs.change(tabId, ({ said }) => {
        delete said?.unsent;
      });
      return;
    }
    await this.withdraw(tabId);
    await this.#follow(tabId);
  }

  /** 看看怎么回事: the card, whatever was put aside; `about`: these words were pressed. */
  async lookAt(tabId: number, about?: Asked): Promise<void> {
    const { tabs, memory, views, speech } = this.#parts;
    const request = await tabs.change(tabId, async (record) => {
      const view = await views.of(record, false, about);
      const surface = cardFor(view);
      const face = record.said?.face ?? faceOf((await memory.quiet(record)).faces);
      const due = await speech.request(view, surface, face);
      if (due === null) return null;
      record.said = { surface, seenStages: view.episode.stages, face, rule: view.finding?.rule, asked: true, about };
      return { ...due, asked: true };
    });
    if (request) await this.deliver(tabId, request);
  }

  async deliver(tabId: number, request: WarningRequest): Promise<void> {
    const taken = await send('warning/show', request, { tabId, frameId: 0 });
    // Nobody there yet: the script asks for the request when it has started. Where it may not run, the badge speaks.
    if (taken !== true) await inject(tabId, '/warning.js');
  }

  /**
   * What the warning script is to show, just injected or after it has waited for a calm moment: null when the page has
   * gone on meanwhile. Should the words come back, they are said then.
   */
  async requestFor(tabId: number): Promise<WarningRequest | null> {
    const { tabs, views } = this.#parts;
    return tabs.change(tabId, async (record) => {
      if (record.said && mayLapse(record.said) && isSilent(await views.verdict(record))) record.said = null;
      return this.#saidAnew(record);
    });
  }

  /** What a warning on that tab would say, for our own pages, whether or not one was shown. */
  async requestAbout(tabId: number): Promise<WarningRequest | null> {
    const { tabs, views, speech } = this.#parts;
    const record = await tabs.get(tabId);
    const view = await views.of(record);
    return speech.request(view, cardFor(view), record.said?.face ?? 0);
  }

  /** The warning that stands, or stood, on the tab, as it would be said now. */
  async #saidAnew(record: TabRecord): Promise<WarningRequest | null> {
    const { views, speech } = this.#parts;
    const { said } = record;
    if (said === null) return null;
    const view = await views.of(record, said.surface === 'gate', said.about);
    const request = await speech.request(view, said.surface, said.face);
    return request && { ...request, asked: said.asked === true };
  }

  /** Whether what stands on the tab is worth a page of its own. */
  async isDanger(tabId: number): Promise<boolean> {
    const { tabs, views } = this.#parts;
    return (await views.of(await tabs.get(tabId))).level === 'danger';
  }

  /**
   * Takes a card away that has outlived its words. Where the page has gone on to another address, without being loaded, and
   * says nothing any more, it goes at once; the script keeps a card that the person has in hand. Words that go at one
   * address may only be drawn anew: the script waits, and asks again.
   */
  async withdraw(tabId: number): Promise<void> {
    const { tabs, views } = this.#parts;
    const past = await tabs.change(tabId, async (record) => {
      const { said } = record;
      if (said === null || said.surface === 'gate' || !isSilent(await views.verdict(record))) return null;
      if (said.movedOn && mayLapse(said)) record.said = null;
      return said;
    });
    if (past === null) return;
    if (!past.movedOn || !mayLapse(past)) {
      await send('warning/gone', undefined, { tabId, frameId: 0 });
      return;
    }
    if ((await send('warning/lapse', undefined, { tabId, frameId: 0 })) !== false) return;
    await tabs.change(tabId, (record) => {
      record.said ??= past;
    });
  }

  /** What the card spoke of first is gone, and other words are there: it speaks of these, no louder than they are. */
  async #follow(tabId: number): Promise<void> {
    const { tabs, views } = this.#parts;
    const request = await tabs.change(tabId, async (record) => {
      const { said } = record;
      if (said?.rule === undefined || said.surface === 'gate') return null;
      const view = await views.of(record, false, said.about);
      const { settled, findings } = view.verdict;
      const isThere = findings.some(({ rule, level }) => rule === said.rule && isAlarm(level));
      if (!settled || isThere || view.finding === null) return null;
      const surface = said.surface === 'strip' && view.surface === 'strip' ? 'strip' : cardFor(view);
      record.said = { ...said, surface, rule: view.finding.rule };
      return this.#saidAnew(record);
    });
    if (request) await send('warning/dress', request, { tabId, frameId: 0 });
  }

  /**
   * Settings were changed: what stands on these tabs is marked, said and dressed anew, which does not count as said
   * again.
   */
  async dressAnew(tabIds: readonly number[]): Promise<void> {
    const { tabs, views, toolbar } = this.#parts;
    for (const tabId of tabIds) {
      const record = await tabs.get(tabId);
      if (record.page === 0) continue;
      await toolbar.badge(tabId, await views.verdict(record));
      await send('frame/leave-out', { rules: await views.wrongAt(record, record.host) }, { tabId });
      // A note may stand in any frame, also where no card was shown.
      const request = (await this.#saidAnew(record)) ?? (await this.requestAbout(tabId));
      // Words that were called wrong meanwhile are not there to be dressed.
      if (request && (request.surface === 'gate' || request.findings.length > 0))
        await send('warning/dress', request, { tabId });
    }
  }
}

function cardFor({ level }: View): 'small' | 'full' {
  return level === 'danger' ? 'full' : 'small';
}

/** A card that came by itself goes by itself; one the person asked for does not, nor does the gate. */
function mayLapse(said: NonNullable<TabRecord['said']>): boolean {
  return said.surface !== 'gate' && !said.asked;
}

/** Whether a surface adds to what already stands, or stood, on this page: a higher step or a new stage. */
function saysMore(surface: WarningRequest['surface'], stages: readonly Stage[], { said }: TabRecord): boolean {
  if (said === null) return true;
  const [now, before] = [WARNING_SURFACES.indexOf(surface), WARNING_SURFACES.indexOf(said.surface)];
  if (now !== before) return now > before;
  return stages.some((stage) => !said.seenStages.includes(stage));
}
