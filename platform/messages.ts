import * as v from 'valibot';
import type { ContactAct } from '../advice/contact.ts';
import type { Exit } from '../advice/ladder.ts';
import { LEVELS, STAGES, STRENGTHS } from '../engine/rule.ts';
import { browser } from './browser.ts';
import {
  type HelpPage,
  MAX_HOST_CHARS,
  MAX_QUOTE_CHARS,
  MAX_REPORTED_EVIDENCE,
  MAX_REPORTED_FINDINGS,
  type MessageName,
  type Protocol,
  WARNING_SURFACES,
} from './protocol.ts';

/**
 * Messages between our own contexts. A receiver believes nothing: the sender is told by what the browser says of it,
 * never by what the message says, and the body must have the shape of its name. What fails either is not answered, so
 * that a prober learns nothing.
 */

/** Who may send a message: a script of ours in any frame, in the top frame, one of our pages, the background. */
type Origin = 'frame' | 'top-frame' | 'page' | 'background';

export interface Sender {
  origin: Origin;
  /** Of the tab the message came from; -1 for the background and for the popup. */
  tabId: number;
  frameId: number;
  /** True in a private window: leave nothing. */
  private: boolean;
  /** Address of the sending frame. */
  url: string;
  /** Address of the tab's top frame, '' where unknown. */
  tabUrl: string;
}

type Body<N extends MessageName> = Parameters<Protocol[N]>[0];
type Answer<N extends MessageName> = ReturnType<Protocol[N]>;
export type Handlers = {
  [N in MessageName]?: (body: Body<N>, sender: Sender) => Answer<N> | Promise<Answer<N>>;
};
export interface Target {
  tabId: number;
  /** All frames of the tab when left out. */
  frameId?: number;
}

/** The words of a union: one that is missing here, or too many, does not compile. */
const oneOf = <W extends string>(words: Record<W, true>) => v.picklist(Object.keys(words) as W[]);

const name = v.pipe(v.string(), v.maxLength(100));
const id = v.pipe(v.string(), v.maxLength(200));
const wholeNumber = v.pipe(v.number(), v.integer(), v.minValue(0));
const level = v.picklist(LEVELS);
const stages = v.pipe(v.array(v.picklist(STAGES)), v.maxLength(STAGES.length));
const finding = v.strictObject({
  id,
  rule: name,
  category: name,
  borrowed: v.optional(v.literal(true)),
  straddles: v.optional(v.literal(true)),
  level,
  paragraph: wholeNumber,
  stages,
  evidence: v.pipe(
    v.array(
      v.strictObject({
        signal: name,
        stage: v.picklist(STAGES),
        strength: v.picklist(STRENGTHS),
        quote: v.pipe(v.string(), v.maxLength(MAX_QUOTE_CHARS)),
      }),
    ),
    v.maxLength(MAX_REPORTED_EVIDENCE),
  ),
});
const report = v.strictObject({
  findings: v.pipe(v.array(finding), v.maxLength(MAX_REPORTED_FINDINGS)),
  total: wholeNumber,
  mentions: wholeNumber,
  settled: v.boolean(),
  failed: v.optional(v.literal(true)),
});
const host = v.pipe(v.string(), v.maxLength(MAX_HOST_CHARS));
const nothing = v.nullish(v.never());
const place = { frameId: wholeNumber, id };
const exit = oneOf<Exit>({ known: true, 'site-today': true, wrong: true });
const contactAct = oneOf<ContactAct>({ add: true, join: true, scan: true, install: true });
const helpPage = oneOf<HelpPage>({ family: true, transferred: true, warning: true });
const surface = v.picklist(WARNING_SURFACES);
/** From the background, which is trusted: only what decides how it is handled is looked at. */
const request = v.looseObject({ surface, face: wholeNumber });

const RULES: Record<MessageName, { from: Origin; body: v.GenericSchema }> = {
  'frame/report': { from: 'frame', body: report },
  'frame/again': { from: 'background', body: nothing },
  'frame/gone': { from: 'frame', body: nothing },
  'frame/may-scan': { from: 'frame', body: nothing },
  'frame/ruleset': { from: 'frame', body: v.strictObject({ part: wholeNumber }) },
  'frame/reveal': { from: 'background', body: v.strictObject({ id }) },
  'frame/leave-out': { from: 'background', body: v.strictObject({ rules: v.array(name) }) },
  'frame/switch': { from: 'background', body: v.strictObject({ on: v.boolean() }) },
  'warning/show': { from: 'background', body: request },
  'warning/hide': { from: 'background', body: nothing },
  'warning/lapse': { from: 'background', body: nothing },
  'warning/gone': { from: 'background', body: nothing },
  'warning/dress': { from: 'background', body: request },
  'warning/ready': { from: 'top-frame', body: nothing },
  'warning/shown': { from: 'top-frame', body: v.strictObject({ surface }) },
  'warning/displaced': { from: 'top-frame', body: nothing },
  'warning/exit': {
    from: 'top-frame',
    body: v.strictObject({ exit, rule: name }),
  },
  'warning/undo': { from: 'top-frame', body: nothing },
  'warning/reveal': { from: 'top-frame', body: v.strictObject(place) },
  'warning/help': { from: 'top-frame', body: v.strictObject({ page: helpPage }) },
  'warning/passed': { from: 'top-frame', body: nothing },
  'guard/moment': {
    from: 'frame',
    body: v.strictObject({ act: contactAct, installs: v.boolean(), near: v.boolean() }),
  },
  'guard/noted': { from: 'frame', body: v.strictObject({ act: contactAct, known: v.boolean() }) },
  'guard/look': {
    from: 'frame',
    body: v.nullish(v.strictObject({ ids: v.pipe(v.array(id), v.maxLength(MAX_REPORTED_FINDINGS)) })),
  },
  'money/moment': { from: 'frame', body: nothing },
  'money/hold': { from: 'background', body: v.strictObject({ on: v.boolean() }) },
  'tab/verdict': { from: 'page', body: v.strictObject({ tabId: wholeNumber }) },
  'tab/request': { from: 'page', body: v.strictObject({ tabId: wholeNumber }) },
  'tab/exit': { from: 'page', body: v.strictObject({ tabId: wholeNumber, host, exit, rule: name }) },
  'tab/reveal': { from: 'page', body: v.strictObject({ tabId: wholeNumber, ...place }) },
  'site/switch': { from: 'page', body: v.strictObject({ tabId: v.exactOptional(wholeNumber), host, on: v.boolean() }) },
  'tab/changed': { from: 'background', body: v.strictObject({ tabId: wholeNumber }) },
};

const envelope = v.strictObject({ type: v.string(), body: v.optional(v.unknown()) });

/**
 * Sends a message to the background and our pages, or with `to` to a tab.
 * Undefined when nobody is there or the message was refused; rejects with the receiver's error when it failed.
 */
export async function send<N extends MessageName>(
  type: N,
  body?: Body<N>,
  to?: Target,
): Promise<Awaited<Answer<N>> | undefined> {
  const message = body === undefined ? { type } : { type, body };
  try {
    if (!to) return (await browser.runtime.sendMessage(message)) as Awaited<Answer<N>> | undefined;
    return (await browser.tabs.sendMessage(
      to.tabId,
      message,
      to.frameId === undefined ? undefined : { frameId: to.frameId },
    )) as Awaited<Answer<N>> | undefined;
  } catch (error) {
    if (isNobodyThere(error)) return undefined;
    throw error;
  }
}

/** Answers the messages named in `handlers` until the signal aborts. Other messages are left to other listeners. */
export function listen(handlers: Handlers, signal?: AbortSignal): void {
  const listener = (message: unknown, from: unknown): Promise<unknown> | undefined => {
    const read = v.safeParse(envelope, message);
    if (!read.success || !Object.hasOwn(handlers, read.output.type)) return undefined;
    const type = read.output.type as MessageName;
    const rule = RULES[type];
    const sender = senderOf(from);
    if (!sender || !mayActAs(sender, rule.from)) return undefined;
    const body = v.safeParse(rule.body, read.output.body);
    if (!body.success) return undefined;
    const handler = handlers[type] as (body: unknown, sender: Sender) => unknown;
    return (async () => handler(body.output, sender))();
  };
  // The listener answers with a promise or not at all, which the type of the polyfill cannot say.
  const added = listener as Parameters<typeof browser.runtime.onMessage.addListener>[0];
  browser.runtime.onMessage.addListener(added);
  signal?.addEventListener('abort', () => browser.runtime.onMessage.removeListener(added), { once: true });
}

interface RawSender {
  id?: string;
  url?: string;
  origin?: string;
  frameId?: number;
  tab?: { id?: number; url?: string; incognito?: boolean };
}

/** Where our background lives: the service worker of Chromium, the event page of Firefox. */
const BACKGROUND_PATHS = new Set(['/background.js', '/_generated_background_page.html']);

/** What the browser says of the sender, or null when it is none of ours. */
function senderOf(from: unknown): Sender | null {
  const raw = (from ?? {}) as RawSender;
  if (raw.id !== browser.runtime.id) return null;
  const own = browser.runtime.getURL('/');
  const url = raw.url ?? '';
  const sender: Sender = {
    origin: 'frame',
    tabId: raw.tab?.id ?? -1,
    frameId: raw.frameId ?? 0,
    private: raw.tab?.incognito === true,
    url,
    tabUrl: raw.tab?.url ?? '',
  };
  if (url.startsWith(own)) {
    // A page of ours inside somebody's frame, or an address of ours under another origin, is not believed.
    if (sender.frameId !== 0 || (raw.origin !== undefined && !own.startsWith(raw.origin))) return null;
    sender.origin = BACKGROUND_PATHS.has(new URL(url).pathname) && !raw.tab ? 'background' : 'page';
    return sender;
  }
  if (raw.tab === undefined) {
    // Only the background has neither a tab nor, in some browsers, an address.
    if (url !== '') return null;
    sender.origin = 'background';
    return sender;
  }
  if (sender.tabId < 0) return null;
  sender.origin = sender.frameId === 0 ? 'top-frame' : 'frame';
  return sender;
}

function mayActAs(sender: Sender, origin: Origin): boolean {
  return sender.origin === origin || (origin === 'frame' && sender.origin === 'top-frame');
}

function isNobodyThere(error: unknown): boolean {
  const text = error instanceof Error ? error.message : String(error);
  return /Could not establish connection|Receiving end does not exist|message port closed|No response|No listeners|Invalid tab ID|No tab with id/i.test(
    text,
  );
}
