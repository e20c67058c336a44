import { current, type Sighting } from '../../advice/journal.ts';
import { currentQuiet, joinedQuiet, noQuiet, type Quiet } from '../../advice/ladder.ts';
import type { JournalStore } from '../../platform/journal-store.ts';
import type { TabRecord } from '../../platform/tab-store.ts';

/**
 * The journal and the ladder's memory as one tab sees them. A private window reads what the others have met, but what
 * it meets itself stays with the tab and ends with it.
 */
export class Memory {
  readonly #store: JournalStore;
  readonly #now: () => number;

  constructor(store: JournalStore, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** Lets go of what has become too old to count. Only then is anything written. */
  async tidy(): Promise<void> {
    const entries = (kept: Sighting[]) => current(kept, this.#now());
    const quiet = (kept: Quiet) => currentQuiet(kept, this.#now());
    if (shrinks(await this.#store.entries(), entries)) await this.#store.changeEntries(entries);
    if (shrinks(await this.#store.quiet(), quiet)) await this.#store.changeQuiet(quiet);
  }

  async entries(record: TabRecord): Promise<Sighting[]> {
    return [...(await this.#store.entries()), ...(record.own?.entries ?? [])];
  }

  async quiet(record: TabRecord): Promise<Quiet> {
    const shared = await this.#store.quiet();
    const own = record.own?.quiet;
    return own ? joinedQuiet(shared, own) : shared;
  }

  async changeEntries(record: TabRecord, step: (entries: Sighting[]) => Sighting[]): Promise<void> {
    if (record.private) own(record).entries = step(own(record).entries);
    else await this.#store.changeEntries(step);
  }

  async changeQuiet(record: TabRecord, step: (quiet: Quiet) => Quiet): Promise<void> {
    const kept = (quiet: Quiet) => currentQuiet(step(quiet), this.#now());
    if (record.private) own(record).quiet = kept(own(record).quiet);
    else await this.#store.changeQuiet(kept);
  }
}

function shrinks<T extends object>(kept: T, step: (kept: T) => T): boolean {
  const size = (lists: T) => Object.values(lists).flat().length;
  return size(step(kept)) < size(kept);
}

function own(record: TabRecord): NonNullable<TabRecord['own']> {
  record.own ??= { entries: [], quiet: structuredClone(noQuiet) };
  return record.own;
}
