import { faceOf, familyOf } from '../../advice/guidance.ts';
import { episodeOf } from '../../advice/journal.ts';
import { GATE_STAGES } from '../../advice/ladder.ts';
import type { Catalog } from '../../engine/catalog.ts';
import { type Sender, send } from '../../platform/messages.ts';
import type { TabStore } from '../../platform/tab-store.ts';
import { forgetMoneyScript } from './equipment.ts';
import type { Memory } from './memory.ts';
import type { Speech } from './speech.ts';
import type { TabViews } from './tab-view.ts';
import type { Warnings } from './warnings.ts';

interface Parts {
  tabs: TabStore;
  memory: Memory;
  catalog: Catalog;
  views: TabViews;
  speech: Speech;
  warnings: Warnings;
  now: () => number;
}

/** When the gate stands in front of money, and when it opens. */
export class MoneyGate {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** A field for money or secrets is entered. True when a gate stands in front of it. */
  async standsBefore({ tabId, frameId }: Sender): Promise<boolean> {
    const { tabs, memory, views, speech, warnings } = this.#parts;
    const request = await tabs.change(tabId, async (record) => {
      const view = await views.of(record, true);
      if (view.verdict.state !== 'on' || view.surface !== 'gate') {
        forgetMoneyScript(record, [frameId]);
        return null;
      }
      const face = faceOf((await memory.quiet(record)).faces);
      record.said = { surface: 'gate', seenStages: view.episode.stages, face };
      return speech.request(view, 'gate', face);
    });
    if (request) await warnings.deliver(tabId, request);
    return request !== null;
  }

  /**
   * The gate's question was answered and its time is over: it does not come back in this episode, nor stand any longer
   * on the other tabs that wait for the same.
   */
  async passed(tabId: number, open: readonly number[]): Promise<void> {
    const { tabs, memory, catalog, views, now } = this.#parts;
    await tabs.change(tabId, async (record) => {
      const family = (category: string) => familyOf(catalog, category);
      const entries = await memory.entries(record);
      const { occasion } = await views.of(record, true);
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
    const { tabs, views } = this.#parts;
    // Where our script has not started there is nothing to open, nor to remember.
    if ((await tabs.get(tabId)).page === 0) return;
    const stood = await tabs.change(tabId, async (record) => {
      if ((await views.of(record, true)).surface === 'gate') return null;
      forgetMoneyScript(record, Object.keys(record.equipped));
      const gate = record.said?.surface === 'gate';
      if (record.said && gate) record.said.surface = 'full';
      return gate;
    });
    if (stood === null) return;
    await send('money/hold', { on: false }, { tabId });
    if (stood) await send('warning/hide', undefined, { tabId, frameId: 0 });
  }
}
