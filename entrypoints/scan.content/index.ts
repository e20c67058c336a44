import { defineContentScript } from 'wxt/utils/define-content-script';
import { Matcher } from '../../engine/matcher.ts';
import type { Ruleset } from '../../engine/ruleset.ts';
import { joined } from '../../engine/ruleset-parts.ts';
import { createPageScanner, type PageReport, type PageScanner } from '../../page/page-scanner.ts';
import { lendFlagged } from '../../platform/flagged.ts';
import { ownHosts } from '../../platform/own-hosts.ts';
import { type FrameReport, MAX_QUOTE_CHARS, MAX_REPORTED_FINDINGS } from '../../platform/protocol.ts';
import { type BackgroundLine, connect } from './background-line.ts';
import './marks.css';

/** In every frame of every page: reads it, marks the words, tells the background what was found. */
export default defineContentScript({
  matches: ['<all_urls>'],
  allFrames: true,
  matchOriginAsFallback: true,
  runAt: 'document_idle',
  noScriptStartedPostMessage: true,
  async main(ctx) {
    const background = connect(ctx.signal);
    const own = ownHosts();
    let on = new AbortController();
    let scanner: PageScanner | null = null;
    let last: FrameReport | null = null;
    let leftOut: readonly string[] = [];

    const report = (page: PageReport) => {
      last = { ...page, findings: page.findings.map(shortened) };
      void background.send('frame/report', last);
    };
    const switchTo = (state: boolean) => {
      on.abort();
      scanner = last = null;
      if (!state) return;
      on = new AbortController();
      scanner = createPageScanner({
        document,
        matcher: matcherSource(background, on.signal),
        signal: AbortSignal.any([ctx.signal, on.signal]),
        maxFindings: MAX_REPORTED_FINDINGS,
        // Our own card says the words it warns of.
        openShadowRoot: (element) => (own.has(element) ? null : background.openShadowRoot(element)),
        onChange: report,
      });
      scanner.leaveOut(leftOut);
      scanner.start();
    };

    lendFlagged(() => scanner?.flagged() ?? []);
    background.listen({
      'frame/again': () => {
        if (last !== null) void background.send('frame/report', last);
      },
      'frame/reveal': ({ id }) => scanner?.reveal(id) ?? false,
      'frame/switch': (state) => switchTo(state.on),
      'frame/leave-out': ({ rules }) => {
        leftOut = rules;
        scanner?.leaveOut(rules);
      },
    });
    await activated();
    const begin = await background.send('frame/may-scan');
    leftOut = begin?.leaveOut ?? [];
    if (begin) switchTo(true);
    // A frame that is taken out of a page: the browser tells nobody else.
    if (self !== top) {
      addEventListener('pagehide', () => {
        if (last !== null) void background.send('frame/gone');
      });
    }
    // Back from the page cache: the background has forgotten us.
    ctx.addEventListener(window, 'pageshow', async ({ persisted }) => {
      if (!persisted) return;
      const again = await background.send('frame/may-scan');
      leftOut = again?.leaveOut ?? [];
      scanner?.leaveOut(leftOut);
      if ((again != null) !== (scanner !== null)) switchTo(again != null);
      else if (last !== null) void background.send('frame/report', last);
    });
  },
});

/** The rules are fetched when there is Chinese to read, in parts (ADR 0005), and asked as they come (ADR 0011). */
function matcherSource(background: BackgroundLine, signal: AbortSignal) {
  return {
    // The scanner has already passed over texts without a Han character; nearly all others would open the gate.
    mayHit: () => true,
    async load() {
      const ruleset = await fetchRuleset(background);
      return ruleset === null || signal.aborted ? null : new Matcher(ruleset);
    },
  };
}

/** Null when the background is gone. */
async function fetchRuleset(background: BackgroundLine): Promise<Ruleset | null> {
  const ask = (part: number) => background.send('frame/ruleset', { part });
  const first = await ask(0);
  if (!first) return null;
  const rest = await Promise.all(Array.from({ length: first.of - 1 }, (_, i) => ask(i + 1)));
  const parts = [first, ...rest].filter((part) => part != null);
  return parts.length === first.of ? joined(parts) : null;
}

function shortened(finding: PageReport['findings'][number]): FrameReport['findings'][number] {
  return {
    ...finding,
    evidence: finding.evidence.map(({ signal, quote }) => ({ signal, quote: quote.slice(0, MAX_QUOTE_CHARS) })),
  };
}

/** A page that is loaded ahead of a visit waits for the visit. */
function activated(): Promise<void> {
  return new Promise((resolve) => {
    const { prerendering } = document as { prerendering?: boolean };
    if (prerendering) document.addEventListener('prerenderingchange', () => resolve(), { once: true });
    else resolve();
  });
}
