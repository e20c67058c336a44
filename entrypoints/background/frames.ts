import { hostOf } from '../../platform/host.ts';
import { enter, liveFrames } from '../../platform/injector.ts';
import { type Sender, send } from '../../platform/messages.ts';
import type { FrameReport, TabVerdict } from '../../platform/protocol.ts';
import type { Settings } from '../../platform/settings.ts';
import type { TabRecord, TabStore } from '../../platform/tab-store.ts';
import { placesOf } from '../../ui/places.ts';
import type { Equipment } from './equipment.ts';
import type { TabViews } from './tab-view.ts';
import type { Toolbar } from './toolbar.ts';
import type { Warnings } from './warnings.ts';

interface Parts {
  settings: Settings;
  tabs: TabStore;
  views: TabViews;
  toolbar: Toolbar;
  equipment: Equipment;
  warnings: Warnings;
}

/** Which documents stand in a tab, as they come, report and go. */
export class Frames {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** A frame begins a new document. Answers what to leave unmarked in it; null when it is not to be scanned. */
  async started(sender: Sender): Promise<{ leaveOut: string[] } | null> {
    const { tabs, views, toolbar, equipment } = this.#parts;
    const host = hostOf(sender.frameId === 0 ? sender.url : sender.tabUrl);
    await tabs.change(sender.tabId, (record) => {
      record.private = sender.private;
      delete record.frames[sender.frameId];
      delete record.equipped[sender.frameId];
      if (sender.frameId !== 0) return;
      const toldHost = sender.tabUrl === '' ? '' : host;
      Object.assign(record, { host, toldHost, frames: {}, equipped: {}, said: null, page: record.page + 1 });
    });
    const on = !(await views.isOff(await tabs.get(sender.tabId), host));
    if (sender.frameId === 0) {
      await toolbar.show(sender.tabId);
      // Frames inside that were done before the top one began do not repeat by themselves what was just forgotten.
      void send('frame/again', undefined, { tabId: sender.tabId });
    }
    if (on) void equipment.equipOncePainted(sender.tabId, sender.frameId);
    return on ? { leaveOut: await views.wrongAt(await tabs.get(sender.tabId), host) } : null;
  }

  async reported(report: FrameReport, sender: Sender): Promise<void> {
    const { tabs, warnings, equipment } = this.#parts;
    await tabs.change(sender.tabId, (record) => {
      record.private = sender.private;
      if (record.host === '') {
        record.host = hostOf(sender.tabUrl || sender.url);
        record.toldHost = hostOf(sender.tabUrl);
      }
      record.frames[sender.frameId] = report;
      // A report without a beginning: the background was updated under a page that was already there.
      if (sender.frameId === 0) record.page ||= 1;
    });
    await warnings.advance(sender.tabId);
    await equipment.equip(sender.tabId, sender.frameId);
  }

  /** A frame inside a page goes, whatever comes into its place. Only the browser knows which frames are left. */
  async gone({ tabId }: Sender): Promise<void> {
    const { tabs, warnings } = this.#parts;
    const known = snapshot(await tabs.get(tabId));
    const alive = await liveFrames(tabId);
    if (alive === null) return;
    const changed = await tabs.change(tabId, (record) => forgetDead(record, known, alive));
    if (changed) await warnings.advance(tabId);
  }

  /**
   * The browser says that the tab goes elsewhere or has arrived; `url` only when it is another than before, `''` when we are
   * not told.
   */
  async moved(tabId: number, url: string | undefined): Promise<void> {
    const { tabs, toolbar, warnings } = this.#parts;
    await tabs.change(tabId, (record) => {
      if (url === undefined) return;
      // Told of no address, we stay only on a page that has a host of its own (blob:); an empty page has none either.
      const isSame = hostOf(url) === record.toldHost && (url !== '' || record.host !== '');
      if (isSame) {
        if (record.said) record.said.movedOn = true;
        return;
      }
      // A page where we may not run sends no beginning of its own.
      Object.assign(record, { host: '', toldHost: '', frames: {}, equipped: {}, said: null, page: 0 });
    });
    await toolbar.show(tabId);
    await warnings.withdraw(tabId);
  }

  /**
   * What is known of a tab, after leaving out frames that are gone.
   * @throws Error when our script should be in the page, is not, and cannot be put there: only loading it anew helps.
   */
  async verdictOf(tabId: number, loading: boolean): Promise<TabVerdict> {
    const { tabs, views, toolbar } = this.#parts;
    const known = snapshot(await tabs.get(tabId));
    const alive = await liveFrames(tabId);
    const record = await tabs.change(tabId, (current) => {
      if (alive === null) current.frames = {};
      else forgetDead(current, known, alive);
      return current;
    });
    const verdict = await views.verdict(record);
    if (alive === null) return { ...verdict, findings: [], level: 'none', total: 0, mentions: 0, state: 'forbidden' };
    void toolbar.badge(tabId, verdict);
    if (verdict.state !== 'on') return verdict;
    // A page that was withheld until our button was pressed, just now.
    if (Object.keys(record.frames).length === 0 && record.page === 0 && !loading && !(await enter(tabId)))
      throw new Error('本页还没有载入检查脚本，刷新后再试');
    return verdict;
  }

  /** The person has let us into pages, or shut us out, in the browser's own menus: the tabs that are open follow at once. */
  async followAccess(open: readonly { id: number; readable: boolean }[]): Promise<void> {
    const { tabs, views, toolbar } = this.#parts;
    for (const { id: tabId, readable } of open) {
      // What is new there begins by itself. Pages that the browser keeps to itself have nobody to tell.
      if (readable && (await enter(tabId).catch(() => true))) continue;
      const on = await tabs.change(tabId, async (record) => {
        if (!readable) Object.assign(record, { frames: {}, said: null });
        return readable && !(await views.isOff(record, record.host));
      });
      await send('frame/switch', { on }, { tabId });
      if (!on) await send('warning/hide', undefined, { tabId, frameId: 0 });
      await toolbar.show(tabId);
    }
  }

  /** Scrolls to the words of a finding. True when they were still there. */
  async reveal(tabId: number, frameId: number, id: string): Promise<boolean> {
    return (await send('frame/reveal', { id }, { tabId, frameId })) === true;
  }

  /** 看下一处原话: scrolls to the words after those it went to last, from the last one on to the first again. */
  async revealNext(tabId: number): Promise<void> {
    const { tabs, views } = this.#parts;
    const record = await tabs.get(tabId);
    const places = placesOf((await views.verdict(record)).findings);
    const nameOf = ({ frameId, id }: { frameId: number; id: string }) => `${frameId} ${id}`;
    const last = places.findIndex((place) => place.some((finding) => nameOf(finding) === record.looked));
    for (const next of [...places.slice(last + 1), ...places.slice(0, last + 1)].flat()) {
      if (!(await this.reveal(tabId, next.frameId, next.id))) continue;
      await tabs.change(tabId, (current) => {
        current.looked = nameOf(next);
      });
      return;
    }
  }

  /** Switches a site off or on; in private windows (`isPrivate`) for as long as the tab lives. False when storage did not take it. */
  async switchSite(host: string, on: boolean, tabIds: readonly number[], isPrivate = false): Promise<boolean> {
    const { settings, tabs, toolbar } = this.#parts;
    const stored = isPrivate || (await settings.switchSite(host, on));
    for (const tabId of tabIds) {
      await tabs.change(tabId, (record) => {
        record.switched = record.switched.filter((site) => site.host !== host);
        if (isPrivate) record.switched.push({ host, on });
        if (!on) Object.assign(record, { frames: {}, said: null });
      });
      await send('frame/switch', { on }, { tabId });
      if (!on) await send('warning/hide', undefined, { tabId, frameId: 0 });
      await toolbar.show(tabId);
    }
    return stored;
  }
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
