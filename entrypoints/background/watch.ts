import type { TabStore } from '../../platform/tab-store.ts';
import { Answers } from './answers.ts';
import { Equipment } from './equipment.ts';
import { Frames } from './frames.ts';
import { GuardNotes } from './guard-notes.ts';
import { MoneyGate } from './money-gate.ts';
import { Speech, type SpeechParts } from './speech.ts';
import { TabViews, type ViewParts } from './tab-view.ts';
import { Toolbar } from './toolbar.ts';
import { Warnings } from './warnings.ts';

export interface WatchParts extends ViewParts, SpeechParts {
  tabs: TabStore;
}

export interface Watch {
  frames: Frames;
  warnings: Warnings;
  answers: Answers;
  notes: GuardNotes;
  gate: MoneyGate;
  speech: Speech;
}

/** Watches the tabs: frames in; badge, journal and surfaces out. Everything it knows is in storage, so it may nap. */
export function watchTabs(given: WatchParts): Watch {
  const parts = { ...given, views: new TabViews(given), speech: new Speech(given) };
  const toolbar = new Toolbar(parts);
  const equipment = new Equipment(parts);
  const warnings = new Warnings({ ...parts, toolbar });
  return {
    frames: new Frames({ ...parts, toolbar, equipment, warnings }),
    warnings,
    answers: new Answers({ ...parts, toolbar }),
    notes: new GuardNotes(parts),
    gate: new MoneyGate({ ...parts, warnings }),
    speech: parts.speech,
  };
}
