import type { ContactAct } from '../advice/contact.ts';
import type { Advice } from '../advice/guidance.ts';
import type { NamedKin } from '../advice/kin.ts';
import type { Exit, Surface } from '../advice/ladder.ts';
import type { AlarmLevel, Evidence, Level, Stage } from '../engine/rule.ts';
import type { RulesetPart } from '../engine/ruleset-parts.ts';

/**
 * Every message that crosses a context, as one table of functions (argument → answer).
 * Direction and who may send is checked by the receiver, see messages.ts.
 */

/** A finding as a frame reports it: rule, level and the quoted words; nothing else of the page. */
export interface ReportedFinding {
  /** Stable within the frame's life; names the finding in `frame/reveal`. */
  id: string;
  rule: string;
  category: string;
  /** The rule is of another category. */
  borrowed?: true | undefined;
  /** Some of its words stand in a paragraph that is of another script. */
  straddles?: true | undefined;
  level: Level;
  /** Number of the paragraph it stands in, in its frame. */
  paragraph: number;
  stages: Stage[];
  /** At most MAX_REPORTED_EVIDENCE; quotes are cut to MAX_QUOTE_CHARS. */
  evidence: Pick<Evidence, 'signal' | 'stage' | 'strength' | 'quote'>[];
}

/** A host name, a colon and a port: no page's address has more (RFC 1035 allows 253 characters of name). */
export const MAX_HOST_CHARS = 260;
/** Longest quote that leaves a frame, UTF-16 code units. */
export const MAX_QUOTE_CHARS = 80;
/** Most pieces of evidence of one finding that leave a frame, the first: a paragraph of nothing but lures has hundreds. */
export const MAX_REPORTED_EVIDENCE = 100;
/** A frame reports its strongest findings only; the count of all is in `total`. */
export const MAX_REPORTED_FINDINGS = 20;

/** What a frame says of itself. */
export interface FrameReport {
  findings: ReportedFinding[];
  /** Number of paragraphs with findings in the frame, also those of findings not listed … */
  total: number;
  /** … and of those among them where nothing is at caution or above. */
  mentions: number;
  /** False while the first pass over the document is still running. */
  settled: boolean;
  /** It will never be made in full: there were no rules to be had, or the page made judging fail. */
  failed?: true | undefined;
}

/** A finding and the frame it stands in. */
export type TabFinding = ReportedFinding & { frameId: number };

/** What the background knows of a tab: all frames merged. */
export interface TabVerdict {
  level: Level;
  /** Highest level first. */
  findings: TabFinding[];
  /** Paragraphs, and those among them that only mention something; also those of findings not listed. */
  total: number;
  mentions: number;
  /** Every frame has been read. */
  settled: boolean;
  /** One of them could not be. */
  failed: boolean;
  /** Host of the top frame, '' where there is none. */
  host: string;
  /** Why there is nothing to say: the extension may not run here, the person switched it off, or neither. */
  state: 'on' | 'off' | 'forbidden';
}

/** As the popup shows it: with the title of every rule among the findings, in the person's language. */
export interface SpokenVerdict extends TabVerdict {
  titles: Record<string, string>;
}

/** A table of sentences of the interface in one language: plain text that survives a message. */
export type Words = { [key: string]: string | readonly string[] | Words };

/**
 * What the warning script puts before the person, in rising order: a small card, a strip where danger was told today
 * already, the full card, the gate before money.
 */
export const WARNING_SURFACES = ['small', 'strip', 'full', 'gate'] as const satisfies readonly Surface[];

/** What the warning script is asked to show. */
export interface WarningRequest {
  surface: (typeof WARNING_SURFACES)[number];
  /** At caution and above, the one the surface speaks of first; none at a gate on a page that says nothing itself. */
  findings: TabFinding[];
  /** Names of other scripts that the page speaks of besides, which the surface only names. */
  others: string[];
  /** Of the page it is said on. */
  host: string;
  /** Steps of the script seen in this episode, across pages (剧本进度). */
  seenStages: Stage[];
  advice: Advice;
  words: Words;
  look: Look;
  /** Whom to ask first; null where the person named nobody. */
  kin: NamedKin | null;
  /** Counts the cards shown, so that two in a row differ in layout, picture and lead sentence. */
  face: number;
  /** The person asked for it: it comes at once and stands unfolded. */
  asked: boolean;
}

/** What the guard is asked to show beside a contact. */
export interface NoteRequest extends Pick<WarningRequest, 'advice' | 'words' | 'look'> {
  level: AlarmLevel;
  /** The click stays held until the person says 仍要打开. */
  hold: boolean;
}

export interface Look {
  /** Name of the picture-word that only a true card can carry. */
  seal: string;
  size: 'normal' | 'elder';
}

export interface Protocol {
  /** content → background, whenever the frame's verdict changes; true says that it was taken. */
  'frame/report': (report: FrameReport) => true;
  /** background → all frames of a tab: report again what was last reported. */
  'frame/again': () => void;
  /** content → background: a frame inside a page, which had reported, goes. */
  'frame/gone': () => void;
  /** content → background at start: whether to scan here at all, and what to leave unmarked; null: do not. */
  'frame/may-scan': () => { leaveOut: string[] } | null;
  /** content → background: the ruleset, part by part, when there is Chinese to read; null: there is no such part. */
  'frame/ruleset': (which: { part: number }) => RulesetPart | null;
  /** background → one frame: scroll to the finding's evidence and flash it. True when it was there. */
  'frame/reveal': (where: { id: string }) => boolean;
  /** background → all frames of a tab: rules whose words are to be unmarked (“这条不对”), the whole list. */
  'frame/leave-out': (wrong: { rules: string[] }) => void;
  /** background → all frames of a tab: site switched on or off. */
  'frame/switch': (state: { on: boolean }) => void;
  /** background → the warning script in the top frame; true says that the script is there. */
  'warning/show': (request: WarningRequest) => boolean;
  'warning/hide': () => void;
  /** background → warning script: the words of the card are gone. False when the person has it in hand, and it stays. */
  'warning/lapse': () => boolean;
  /** background → warning script: the words of the card are gone from where they stood; they may come back at once. */
  'warning/gone': () => void;
  /** background → warning and guard scripts: what stands there in another language or size; nothing when none stands. */
  'warning/dress': (request: WarningRequest) => void;
  /** warning script → background, after it is injected and after it has waited: what to show; null: nothing any more. */
  'warning/ready': () => WarningRequest | null;
  /** warning script → background: the surface became visible to the person. */
  'warning/shown': (shown: { surface: WarningRequest['surface'] }) => void;
  /** warning script → background: the page does not let the card stand. */
  'warning/displaced': () => void;
  /** warning script → background; `rule` is the one that the card speaks of first. */
  'warning/exit': (exit: { exit: Exit; rule: string }) => void;
  /** warning script → background: the last “这条不对” on the tab was not meant. */
  'warning/undo': () => void;
  'warning/reveal': (where: { frameId: number; id: string }) => boolean;
  /** warning script → background: open a page of ours about this tab. */
  'warning/help': (help: { page: HelpPage }) => void;
  /** warning script → background: the gate was passed after its question and its time. */
  'warning/passed': () => void;
  /** guard script in any frame → background: a contact is being taken; null when there is nothing to say. */
  'guard/moment': (moment: { act: ContactAct; installs: boolean; near: boolean }) => NoteRequest | null;
  /** guard script → background: the note became visible, or was put aside with 知道了. */
  'guard/noted': (note: { act: ContactAct; known: boolean }) => void;
  /** guard script → background: 看看怎么回事, the card in the top frame; `ids`: about these findings, whose words were pressed. */
  'guard/look': (about?: { ids: string[] }) => void;
  /** money script in any frame → background: a field or form for money or secrets; true when a gate stands in front. */
  'money/moment': () => boolean;
  /** background → the money scripts of a tab: whether to stop focus and submission. */
  'money/hold': (state: { on: boolean }) => void;
  /** popup → background. */
  'tab/verdict': (tab: { tabId: number }) => SpokenVerdict;
  /** our own pages → background: what a warning on that tab would say; null when nothing. */
  'tab/request': (tab: { tabId: number }) => WarningRequest | null;
  /** our own page that stands in for a card → background: an exit, as far as the tab is still on that site. */
  'tab/exit': (exit: { tabId: number; host: string; exit: Exit; rule: string }) => void;
  'tab/reveal': (where: { tabId: number; frameId: number; id: string }) => boolean;
  /**
   * our own pages → background; false when storage did not take it. `tabId`: the tab that the page speaks of, and where
   * that is a private one, the only kind that is switched; left out, the site is switched for all.
   */
  'site/switch': (site: { tabId?: number; host: string; on: boolean }) => boolean;
  /** background → extension pages: what is known of the tab has changed. */
  'tab/changed': (tab: { tabId: number }) => void;
}

/** Pages of ours about a tab: 问问家人, 我已经转账了, and the warning itself where the page does not let it stand. */
export type HelpPage = 'family' | 'transferred' | 'warning';

export type MessageName = keyof Protocol;
