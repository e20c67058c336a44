import type { Sighting } from '../../advice/journal.ts';
import { noQuiet, type Quiet } from '../../advice/ladder.ts';
import type { JournalStore } from '../../platform/journal-store.ts';
import type { TabRecord } from '../../platform/tab-store.ts';

/**
 * The journal and the ladder's memory as one tab sees them. A private window reads what the others have met, but what
 * it meets itself stays with the tab and ends with it.
 */
export class Memory {
  readonly #store: JournalStore;

  constructor(store: JournalStore) {
    this.#store = store;
  }

  async entries(record: TabRecord): Promise<Sighting[]> {
    return [...(await this.#store.entries()), ...(record.own?.entries ?? [])];
  }

  async quiet(record: TabRecord): Promise<Quiet> {
    const shared = await this.#store.quiet();
    const own = record.own?.quiet;
    if (!own) return shared;
    return {
      shown: [...shared.shown, ...own.shown],
      dismissed: [...shared.dismissed, ...own.dismissed],
      muted: [...shared.muted, ...own.muted],
      notes: [...shared.notes, ...own.notes],
      passed: [...shared.passed, ...own.passed],
      faces: shared.faces + own.faces,
    };
  }

  async changeEntries(record: TabRecord, step: (entries: Sighting[]) => Sighting[]): Promise<void> {
    if (record.private) own(record).entries = step(own(record).entries);
    else await this.#store.changeEntries(step);
  }

  async changeQuiet(record: TabRecord, step: (quiet: Quiet) => Quiet): Promise<void> {
    if (record.private) own(record).quiet = step(own(record).quiet);
    else await this.#store.changeQuiet(step);
  }
}

function own(record: TabRecord): NonNullable<TabRecord['own']> {
  record.own ??= { entries: [], quiet: structuredClone(noQuiet) };
  return record.own;
}
