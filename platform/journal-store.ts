import * as v from 'valibot';
import type { Sighting } from '../advice/journal.ts';
import type { Quiet } from '../advice/ladder.ts';
import { LEVELS, STAGES } from '../engine/rule.ts';
import { MAX_HOST_CHARS } from './protocol.ts';
import { Stored, type StoredProblem } from './stored.ts';

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
const journalSchema = v.array(v.object({ category: text, stage, rule: text, host, time }));
const moment = { host, level, stages: v.array(stage), time };
const moments = v.array(v.object(moment));
const quietSchema = v.object({
  shown: moments,
  dismissed: moments,
  muted: moments,
  // Younger than the rest: what was stored before it came has none.
  notes: v.optional(v.array(v.object({ ...moment, app: v.boolean(), known: v.boolean() })), []),
  passed: v.array(v.object({ family: text, time })),
  faces: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

const emptyQuiet: Quiet = { shown: [], dismissed: [], muted: [], notes: [], passed: [], faces: 0 };

export class JournalStore {
  readonly #journal: Stored<Sighting[]>;
  readonly #quiet: Stored<Quiet>;

  constructor(onProblem?: (text: string) => void) {
    this.#journal = new Stored({ key: 'local:journal', version: 1, schema: journalSchema, fallback: [] }, onProblem);
    this.#quiet = new Stored({ key: 'local:quiet', version: 1, schema: quietSchema, fallback: emptyQuiet }, onProblem);
  }

  get problem(): StoredProblem | null {
    return this.#journal.problem ?? this.#quiet.problem;
  }

  entries(): Promise<Sighting[]> {
    return this.#journal.read();
  }

  quiet(): Promise<Quiet> {
    return this.#quiet.read();
  }

  /** Replaces the journal by what `step` makes of it, the newest MAX_JOURNAL_ENTRIES of it. */
  changeEntries(step: (entries: Sighting[]) => Sighting[]): Promise<Sighting[]> {
    return this.#journal.change((entries) => step(entries).slice(-MAX_JOURNAL_ENTRIES));
  }

  changeQuiet(step: (quiet: Quiet) => Quiet): Promise<Quiet> {
    return this.#quiet.change((quiet) => {
      const next = step(quiet);
      return {
        ...next,
        shown: next.shown.slice(-MAX_QUIET_ENTRIES),
        dismissed: next.dismissed.slice(-MAX_QUIET_ENTRIES),
        muted: next.muted.slice(-MAX_QUIET_ENTRIES),
        notes: next.notes.slice(-MAX_QUIET_ENTRIES),
        passed: next.passed.slice(-MAX_QUIET_ENTRIES),
      };
    });
  }

  /** 清除: the whole record of what was met, and with it what was shown and put aside. */
  async clear(): Promise<void> {
    await this.#journal.change(() => []);
    await this.#quiet.change((quiet) => ({ ...emptyQuiet, muted: quiet.muted, faces: quiet.faces }));
  }

  watch(onChange: () => void, signal?: AbortSignal): void {
    this.#journal.watch(onChange, signal);
  }
}
