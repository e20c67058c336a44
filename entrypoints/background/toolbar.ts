import { showBadge } from '../../platform/badge.ts';
import { send } from '../../platform/messages.ts';
import type { TabVerdict } from '../../platform/protocol.ts';
import type { TabStore } from '../../platform/tab-store.ts';
import type { Speech } from './speech.ts';
import type { TabViews } from './tab-view.ts';

interface Parts {
  tabs: TabStore;
  views: TabViews;
  speech: Speech;
}

/** What stands outside of the page, where it cannot be touched: the badge, and our pages that look at the tab. */
export class Toolbar {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The tab's verdict, after showing it. */
  async show(tabId: number): Promise<TabVerdict> {
    const { tabs, views } = this.#parts;
    const verdict = await views.verdict(await tabs.get(tabId));
    await this.badge(tabId, verdict);
    await send('tab/changed', { tabId });
    return verdict;
  }

  async badge(tabId: number, { state, level, settled }: TabVerdict): Promise<void> {
    const face = state !== 'on' ? state : level === 'none' && !settled ? 'unread' : level;
    await showBadge(tabId, face, await this.#parts.speech.badgeTitle(face));
  }
}
