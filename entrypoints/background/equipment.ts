import { DAY_MS, FRESH_DAYS } from '../../advice/journal.ts';
import { gateDue } from '../../advice/ladder.ts';
import { isAlarm } from '../../engine/rule.ts';
import { type InjectedScript, inject, painted } from '../../platform/injector.ts';
import type { TabRecord, TabStore } from '../../platform/tab-store.ts';
import type { Memory } from './memory.ts';
import type { TabViews } from './tab-view.ts';

interface Parts {
  tabs: TabStore;
  memory: Memory;
  views: TabViews;
  now: () => number;
}

/** What may be injected: which of our scripts each frame has, and which it has come to need. */
export class Equipment {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Puts the scripts that the tab has come to need into its frames: the guard beside words that are warned of, the money
   * script where entering money would meet a gate. Each frame gets each once; `frameId` is one that has just begun.
   */
  async equip(tabId: number, frameId: number): Promise<void> {
    const due = await this.#parts.tabs.change(tabId, async (record) => {
      const scripts = await this.#needed(record);
      const frames = new Set([frameId, ...Object.keys(record.frames).map(Number)]);
      return scripts.map((script) => {
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

  /**
   * A frame has just begun: nothing of ours but the ear and the scanner comes before its first paint. Where nobody waits
   * for that any more, its first report brings the scripts.
   */
  async equipOncePainted(tabId: number, frameId: number): Promise<void> {
    const needed = await this.#needed(await this.#parts.tabs.get(tabId));
    if (needed.length > 0 && (await painted(tabId, frameId))) await this.equip(tabId, frameId);
  }

  async #needed(record: TabRecord): Promise<InjectedScript[]> {
    const { views, memory, now } = this.#parts;
    const { verdict, occasion, episode } = await views.of(record, true);
    if (verdict.state !== 'on') return [];
    const scripts: InjectedScript[] = [];
    if (isAlarm(verdict.level)) scripts.push('/guard.js');
    // A page without a word of fraud on it is watched for money only while the script is fresh.
    const fresh = verdict.level !== 'none' || episode.last >= now() - FRESH_DAYS * DAY_MS;
    if (fresh && gateDue(occasion.family, episode.stages, await memory.quiet(record), now())) scripts.push('/money.js');
    return scripts;
  }
}

/** The money script goes when it hears that no gate stands; should it be needed again, it must come again. */
export function forgetMoneyScript({ equipped }: TabRecord, frames: Iterable<string | number>): void {
  for (const frame of frames) equipped[frame] = (equipped[frame] ?? []).filter((script) => script !== '/money.js');
}
