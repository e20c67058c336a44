import * as v from 'valibot';
import type { Sighting } from '../advice/journal.ts';
import type { Quiet, Remembered } from '../advice/ladder.ts';
import { LEVELS, STAGES } from '../engine/rule.ts';
import { MAX_HOST_CHARS } from './protocol.ts';
import { rowsOf, Stored, type StoredProblem } from './stored.ts';

/** The journal (见闻) and what the ladder remembers, on disk. advice/ decides what goes in. */

/** Entries kept on disk, the newest. */
export const MAX_JOURNAL_ENTRIES = 500;
/** Remembered surfaces of each kind, the newest. */
const MAX_QUIET_ENTRIES = 300;

const text = v.pipe(v.string(), v.maxLength(100));
const host = v.pipe(v.string(), v.maxLength(MAX_HOST_CHARS));
const time = v.pipe(v.number(), v.finite(), v.minValue(0));
const level = v.picklist(LEVELS);
const stage = v.picklist(STAGES);
const journalSchema = rowsOf(v.object({ category: text, stage, rule: text, host, time }), MAX_JOURNAL_ENTRIES);
const moment = { host, level, stages: v.array(stage), time, family: v.optional(text) };
const moments = rowsOf(v.object(moment), MAX_QUIET_ENTRIES);
const quietSchema = v.object({
  shown: moments,
  dismissed: moments,
  muted: moments,
  // Younger than the rest: what was stored before it came has none.
  notes: v.optional(rowsOf(v.object({ ...moment, app: v.boolean(), known: v.boolean() }), MAX_QUIET_ENTRIES), []),
  passed: rowsOf(v.object({ family: text, time }), MAX_QUIET_ENTRIES),
  faces: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

export class JournalStore {
  readonly #journal: Stored<Sighting[]>;
  readonly #quiet: Stored<Quiet>;
  readonly #noQuiet: Quiet;

  /** `noQuiet`: what is remembered where nothing is (advice/ladder.ts). */
  constructor(noQuiet: Quiet, onProblem?: (text: string) => void) {
    this.#noQuiet = noQuiet;
    this.#journal = new Stored({ key: 'local:journal', version: 1, schema: journalSchema, fallback: [] }, onProblem);
    this.#quiet = new Stored({ key: 'local:quiet', version: 1, schema: quietSchema, fallback: noQuiet }, onProblem);
  }

  /** Why the journal is not the stored one, or does not last; null when neither. */
  async whatIsWrong(): Promise<StoredProblem | null> {
    return (await this.#journal.whatIsWrong()) ?? (await this.#quiet.whatIsWrong());
  }

  entries(): Promise<Sighting[]> {
    return this.#journal.read();
  }

  quiet(): Promise<Quiet> {
    return this.#quiet.read();
  }

  /** Replaces the journal by what `step` makes of it, the newest MAX_JOURNAL_ENTRIES of it. */
  changeEntries(step: (entries: Sighting[]) => Sighting[]): Promise<Sighting[]> {
    return this.#journal.change(step);
  }

  /** As changeEntries, of each kind the newest MAX_QUIET_ENTRIES. */
  changeQuiet(step: (quiet: Quiet) => Quiet): Promise<Quiet> {
    return this.#quiet.change(step);
  }

  /** Whether there is something on disk that cannot be read: it names sites all the same. */
  async holdsUnread(): Promise<boolean> {
    return (await this.#journal.holdsUnread()) || (await this.#quiet.holdsUnread());
  }

  /**
   * 清除: the whole record of what was met, and with it what was shown and put aside; also what cannot be read. Of the
   * muted sites only those that `holds` says still are stay.
   */
  async clear(holds: (muted: Remembered) => boolean): Promise<void> {
    const { muted, faces } = await this.#quiet.read();
    await this.#journal.remove();
    await this.#quiet.remove();
    await this.#quiet.change(() => ({ ...this.#noQuiet, muted: muted.filter(holds), faces }));
  }

  watch(onChange: () => void, signal?: AbortSignal): void {
    this.#journal.watch(onChange, signal);
    this.#quiet.watch(onChange, signal);
  }
}
