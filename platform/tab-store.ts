import { storage } from '@wxt-dev/storage';
import * as v from 'valibot';
import type { Sighting } from '../advice/journal.ts';
import type { Quiet } from '../advice/ladder.ts';
import type { InjectedScript } from './injector.ts';
import type { FrameReport, WarningRequest } from './protocol.ts';

/**
 * What the background knows of each tab, in the browser's session memory: it outlives the background's own naps, and
 * never reaches the disk.
 */
export interface TabRecord {
  /** Host of the top frame. */
  host: string;
  /** The same as the browser tells it of the tab: '' also where it lets us in and names no address (Firefox, `blob:`). */
  toldHost: string;
  private: boolean;
  /** By frame id. */
  frames: Record<string, FrameReport>;
  /** Documents of the top frame so far; 0 when our script has not started in this tab. */
  page: number;
  /** What stands, or stood, on this page. */
  said: Said | null;
  /** Where 看下一处原话 went last: frame and id of the finding. */
  looked: string;
  /** Scripts put into the frames that are there, by frame id. */
  equipped: Record<string, InjectedScript[]>;
  /** In a private window: sites that were switched off or on in this tab, which says more than the settings. */
  switched: { host: string; on: boolean }[];
  /** In a private window: rules called wrong on a site in this tab (“这条不对”). */
  wrong: { host: string; rule: string }[];
  /** The last “这条不对” in this tab, as long as it can be undone. */
  silenced: { host: string; rules: string[]; time: number } | null;
  /** In a private window: the journal and what was put aside, which end with the tab. */
  own: { entries: Sighting[]; quiet: Quiet } | null;
}

interface Said extends Pick<WarningRequest, 'surface' | 'seenStages' | 'face'> {
  /** The rule it speaks of first. */
  rule?: string | undefined;
  asked?: boolean;
  /** The findings whose words were pressed for it, by frame and id. */
  about?: { frameId: number; ids: string[] } | undefined;
  /** It is on its way to the page. Where the background ends before it is there, it must be sent again. */
  unsent?: boolean;
  /** The page has another address since. */
  movedOn?: boolean;
}

const emptyRecord = (): TabRecord => ({
  host: '',
  toldHost: '',
  private: false,
  frames: {},
  page: 0,
  said: null,
  looked: '',
  equipped: {},
  switched: [],
  wrong: [],
  silenced: null,
  own: null,
});

/** Our own writing, so only its outline is checked: it may come from an older version of the extension. */
const outline = v.looseObject({ host: v.string(), frames: v.record(v.string(), v.looseObject({})), page: v.number() });

export class TabStore {
  readonly #records = new Map<number, TabRecord>();
  readonly #queues = new Map<number, Promise<unknown>>();
  /** Tabs that are closed, whose frames may still be heard: no browser gives their numbers away again. */
  readonly #closed = new Set<number>();

  /** The tab's record; a new one when nothing is known. */
  async get(tabId: number): Promise<TabRecord> {
    if (this.#closed.has(tabId)) return emptyRecord();
    const known = this.#records.get(tabId);
    if (known) return known;
    let stored: unknown = null;
    try {
      stored = await storage.getItem(keyOf(tabId));
    } catch {
      // Without session memory the record lives as long as the background does.
    }
    // Somebody else may have read it meanwhile; all must share one record.
    const record =
      this.#records.get(tabId) ??
      (v.is(outline, stored) ? { ...emptyRecord(), ...(stored as object as Partial<TabRecord>) } : emptyRecord());
    this.#records.set(tabId, record);
    return record;
  }

  /** Changes a tab's record; changes of one tab run one after another. */
  change<R>(tabId: number, step: (record: TabRecord) => R | Promise<R>): Promise<R> {
    return this.#inTurn(tabId, async () => {
      const record = await this.get(tabId);
      const result = await step(record);
      if (this.#closed.has(tabId)) return result;
      try {
        await storage.setItem(keyOf(tabId), record);
      } catch {
        // Full or absent: memory serves until the next nap.
      }
      return result;
    });
  }

  /** The tab is closed: what was known goes, and what is said of it from now on is not kept. */
  forget(tabId: number): Promise<void> {
    return this.#inTurn(tabId, async () => {
      this.#closed.add(tabId);
      this.#records.delete(tabId);
      await storage.removeItem(keyOf(tabId)).catch(() => undefined);
    });
  }

  #inTurn<R>(tabId: number, act: () => Promise<R>): Promise<R> {
    const run = (this.#queues.get(tabId) ?? Promise.resolve()).then(act);
    const settled = run.catch(() => undefined);
    this.#queues.set(tabId, settled);
    void settled.then(() => {
      if (this.#queues.get(tabId) === settled) this.#queues.delete(tabId);
    });
    return run;
  }
}

function keyOf(tabId: number): `session:${string}` {
  return `session:tab-${tabId}`;
}
