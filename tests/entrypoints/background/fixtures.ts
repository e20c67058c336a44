import catalog from 'virtual:catalog';
import catalogIn from 'virtual:spoken-catalog';
import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { noQuiet } from '../../../advice/ladder.ts';
import { Memory } from '../../../entrypoints/background/memory.ts';
import { type Watch, watchTabs } from '../../../entrypoints/background/watch.ts';
import { JournalStore } from '../../../platform/journal-store.ts';
import type { Sender } from '../../../platform/messages.ts';
import type { FrameReport, WarningRequest } from '../../../platform/protocol.ts';
import { Settings } from '../../../platform/settings.ts';
import { TabStore } from '../../../platform/tab-store.ts';
import { copyOf } from '../../../ui/copy/copies.ts';

export const DAY_MS = 24 * 60 * 60 * 1000;

/** Rules of a category, in the catalog's order. */
export function rulesOf(category: string): string[] {
  return Object.keys(catalog.rules).filter((id) => catalog.rules[id]?.category === category);
}
export const [BRUSHING = '', OTHER_BRUSHING = ''] = rulesOf('brushing');
export const [LOAN = ''] = rulesOf('loan');

/** The background as a whole, with the browser faked and the clock in our hands. Make one before each test. */
export class Background {
  now = new Date(2026, 2, 10, 12).getTime();
  /** What was put before the person. */
  shown: WarningRequest[] = [];
  /** Files of scripts that were put into pages. */
  injected: string[] = [];
  /** What was said to the tabs, apart from requests to show. */
  told: { type: string; body: never }[] = [];
  /** All that was said to the tabs, and to which. */
  sent: { type: string; tab: number }[] = [];
  /** As the background keeps it. */
  memory!: Memory;
  /** What lives as long as the browser lets it. */
  #watch!: Watch;

  constructor() {
    fakeBrowser.reset();
    vi.spyOn(fakeBrowser.i18n, 'getUILanguage').mockReturnValue('zh-CN');
    vi.spyOn(fakeBrowser.tabs, 'sendMessage').mockImplementation((async (
      tab: number,
      message: { type: string; body: never },
    ) => {
      this.sent.push({ type: message.type, tab });
      if (message.type === 'warning/show') {
        this.shown.push(message.body);
        return true;
      }
      this.told.push(message);
      return undefined;
    }) as never);
    vi.spyOn(fakeBrowser.tabs, 'get').mockImplementation((async (id: number) => ({
      id,
      url: 'https://a.example/',
    })) as never);
    vi.spyOn(fakeBrowser.scripting, 'executeScript').mockImplementation((async (call: { files?: string[] }) => {
      this.injected.push(...(call.files ?? []));
      return [{ frameId: 0, result: true }];
    }) as never);
    this.nap();
  }

  /** The browser puts the background to sleep and wakes it: all is new but storage. */
  nap(): void {
    this.memory = new Memory(new JournalStore(noQuiet, vi.fn()), () => this.now);
    this.#watch = watchTabs({
      settings: new Settings(vi.fn()),
      memory: this.memory,
      tabs: new TabStore(),
      catalog,
      spoken: catalogIn,
      words: copyOf,
      badgeTitles: (language) => copyOf(language).browser.badge,
      now: () => this.now,
    });
  }

  get frames() {
    return this.#watch.frames;
  }

  get warnings() {
    return this.#watch.warnings;
  }

  get answers() {
    return this.#watch.answers;
  }

  get notes() {
    return this.#watch.notes;
  }

  get gate() {
    return this.#watch.gate;
  }

  /** A page is opened and reports; answers what was put before the person. */
  async visit(url: string, seen: FrameReport, change: Partial<Sender> = {}): Promise<string[]> {
    const before = this.shown.length;
    const from = sender(url, change);
    await this.frames.started(from);
    await this.frames.reported(seen, from);
    const surfaces = this.shown.slice(before).map(({ surface }) => surface);
    for (const _ of surfaces) await this.answers.shown(from.tabId);
    return surfaces;
  }
}

/** The top frame of the first tab, unless something else is said. */
export function sender(url: string, change: Partial<Sender> = {}): Sender {
  return { origin: 'top-frame', tabId: 1, frameId: 0, private: false, url, tabUrl: url, ...change };
}

/** A frame's report of one finding, read to the end. */
export function report(
  level: 'notice' | 'caution' | 'danger',
  stages: FrameReport['findings'][number]['stages'],
  rule = BRUSHING,
): FrameReport {
  const finding = {
    id: `${rule}-${level}`,
    rule,
    category: 'brushing',
    level,
    paragraph: 1,
    stages,
    evidence: [{ signal: 's', stage: 'lure' as const, strength: 'medium' as const, quote: '原话' }],
  };
  return { findings: [finding], total: 1, mentions: level === 'notice' ? 1 : 0, settled: true };
}

/** A frame's report of nothing, read to the end. */
export const CLEAN: FrameReport = { findings: [], total: 0, mentions: 0, settled: true };
