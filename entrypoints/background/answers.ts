import type { ContactAct } from '../../advice/contact.ts';
import type { Exit } from '../../advice/ladder.ts';
import { send } from '../../platform/messages.ts';
import type { Settings } from '../../platform/settings.ts';
import type { TabStore } from '../../platform/tab-store.ts';
import type { Memory } from './memory.ts';
import type { TabViews } from './tab-view.ts';
import type { Toolbar } from './toolbar.ts';

interface Parts {
  settings: Settings;
  memory: Memory;
  tabs: TabStore;
  views: TabViews;
  toolbar: Toolbar;
  now: () => number;
}

/** What the person has seen and put aside: it counts against the budget, and keeps us quiet. */
export class Answers {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The surface is before the person's eyes: this, and not the intention, counts against the budget. */
  async shown(tabId: number): Promise<void> {
    const { tabs, memory, views } = this.#parts;
    await tabs.change(tabId, async (record) => {
      const { family } = (await views.of(record)).occasion;
      const remembered = await views.remembered(record);
      await memory.changeQuiet(record, (quiet) => ({
        ...quiet,
        shown: [...quiet.shown, { ...remembered, family }],
        faces: quiet.faces + 1,
      }));
    });
  }

  /** `site`: of the page that was spoken of, where the tab may be on another by now; then there is nothing to put aside. */
  async exit(tabId: number, exit: Exit, rule: string, site?: string): Promise<void> {
    const { tabs, memory, settings, views, now } = this.#parts;
    const host = await tabs.change(tabId, async (record) => {
      if (site !== undefined && site !== record.host) return '';
      const remembered = await views.remembered(record);
      let family: string | undefined;
      if (exit === 'wrong') {
        family = (await views.of(record)).occasion.family;
        // Who is told one rule at a time that it is wrong never gets to the last.
        const rules = await views.rulesBehind(record, rule);
        record.silenced = { host: record.host, rules, time: remembered.time };
        // In a private window it lasts as long as the tab does: settings are kept on disk.
        if (record.private) record.wrong.push(...rules.map((each) => ({ host: record.host, rule: each })));
        else await settings.setWrong(record.host, rules, now());
      }
      await memory.changeQuiet(record, (quiet) =>
        exit === 'site-today'
          ? { ...quiet, muted: [...quiet.muted, remembered] }
          : { ...quiet, dismissed: [...quiet.dismissed, { ...remembered, family }] },
      );
      return record.host;
    });
    if (exit === 'wrong' && host !== '') await this.#show(tabId);
  }

  /** 撤销: the last “这条不对” in the tab was not meant. */
  async undo(tabId: number): Promise<void> {
    const { tabs, memory, settings } = this.#parts;
    await tabs.change(tabId, async (record) => {
      const { silenced } = record;
      if (silenced === null) return;
      record.silenced = null;
      const { host, rules, time } = silenced;
      record.wrong = record.wrong.filter((entry) => entry.host !== host || !rules.includes(entry.rule));
      if (!record.private) await settings.forgetWrong(host, rules);
      await memory.changeQuiet(record, (quiet) => ({
        ...quiet,
        dismissed: quiet.dismissed.filter((dismissed) => dismissed.host !== host || dismissed.time !== time),
      }));
    });
    await this.#show(tabId);
  }

  /** After rules were silenced, or are to be heard again: the badge, our pages, the marks. */
  async #show(tabId: number): Promise<void> {
    const { tabs, views, toolbar } = this.#parts;
    await toolbar.show(tabId);
    const record = await tabs.get(tabId);
    await send('frame/leave-out', { rules: await views.wrongAt(record, record.host) }, { tabId });
  }

  /** The note beside a contact became visible; `known`: it was put aside with 知道了. */
  async noted(tabId: number, act: ContactAct, known: boolean): Promise<void> {
    const { tabs, memory, views } = this.#parts;
    await tabs.change(tabId, async (record) => {
      const note = { ...(await views.remembered(record)), app: act === 'install', known };
      await memory.changeQuiet(record, (quiet) => ({ ...quiet, notes: [...quiet.notes, note] }));
    });
  }
}
