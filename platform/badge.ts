import type { Level } from '../engine/rule.ts';
import { browser } from './browser.ts';

/**
 * The toolbar button as second channel: a page cannot touch it. Three carriers, so that none is needed: a sign whose
 * shape differs by level, a colour, and a title that begins with the level's word and is what a screen reader says.
 */
export type BadgeState = Level | 'unread' | 'off' | 'forbidden';

interface BadgeFace {
  text: string;
  /** White on it, or black on it for notice, has a contrast of at least 4.5 : 1. */
  colour: string;
  ink: string;
}

const FACES: Record<BadgeState, BadgeFace> = {
  none: { text: '', colour: '#5f6368', ink: '#ffffff' },
  unread: { text: '', colour: '#5f6368', ink: '#ffffff' },
  notice: { text: '·', colour: '#5f6368', ink: '#ffffff' },
  caution: { text: '!', colour: '#f2b200', ink: '#000000' },
  danger: { text: '!!', colour: '#c5221f', ink: '#ffffff' },
  off: { text: '–', colour: '#5f6368', ink: '#ffffff' },
  forbidden: { text: '', colour: '#5f6368', ink: '#ffffff' },
};

/**
 * Shows the state on the tab's toolbar button. Does nothing for a tab that is gone.
 *
 * @param title what it says when pointed at or read out, in the person's language
 */
export async function showBadge(tabId: number, state: BadgeState, title: string): Promise<void> {
  const face = FACES[state];
  try {
    await Promise.all([
      browser.action.setBadgeText({ tabId, text: face.text }),
      browser.action.setBadgeBackgroundColor({ tabId, color: face.colour }),
      browser.action.setBadgeTextColor({ tabId, color: face.ink }),
      browser.action.setTitle({ tabId, title }),
    ]);
  } catch {
    // The tab was closed meanwhile.
  }
}
