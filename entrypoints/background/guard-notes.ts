import type { ContactAct } from '../../advice/contact.ts';
import { guardSurface } from '../../advice/guard.ts';
import { isAlarm } from '../../engine/rule.ts';
import type { Sender } from '../../platform/messages.ts';
import type { NoteRequest } from '../../platform/protocol.ts';
import type { TabStore } from '../../platform/tab-store.ts';
import type { Memory } from './memory.ts';
import type { Speech } from './speech.ts';
import type { TabViews } from './tab-view.ts';

interface Parts {
  tabs: TabStore;
  memory: Memory;
  views: TabViews;
  speech: Speech;
  now: () => number;
}

/** Whether a note answers beside a contact that is taken along. */
export class GuardNotes {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** A stranger's contact is taken in a frame. What the note beside it says; null when there is nothing to say. */
  async requestFor(
    { tabId }: Sender,
    moment: { act: ContactAct; installs: boolean; near: boolean },
  ): Promise<NoteRequest | null> {
    const { tabs, memory, views, speech, now } = this.#parts;
    const record = await tabs.get(tabId);
    const view = await views.of(record);
    if (view.verdict.state !== 'on') return null;
    const { level } = view;
    const about = { ...moment, level, host: record.host };
    const surface = guardSurface(about, view.episode.stages, await memory.quiet(record), now());
    if (surface === 'none' || !isAlarm(level)) return null;
    const request = await speech.request(view, 'small', 0);
    if (request === null) return null;
    const { advice, words, look } = request;
    return { level, hold: surface === 'hold', advice, words, look };
  }
}
