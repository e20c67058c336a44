import '../../platform/own-names.ts';
import { defineContentScript } from 'wxt/utils/define-content-script';
import type { Flagged } from '../../page/highlighter.ts';
import { createPageScanner, type PageScanner } from '../../page/page-scanner.ts';
import { isCutOff } from '../../platform/cut-off.ts';
import { ownHosts, takeAwayFormer } from '../../platform/own-hosts.ts';
import { FLAGGED, PDF, SCAN, share, shared } from '../../platform/own-world.ts';
import { type FrameReport, MAX_REPORTED_FINDINGS } from '../../platform/protocol.ts';
import { connect } from './background-line.ts';
import { frameReport } from './frame-report.ts';
import { matcherSource } from './matcher-source.ts';
import './marks.css';

/** In every frame of every page: reads it, marks the words, tells the background what was found. */
export default defineContentScript({
  matches: ['<all_urls>'],
  allFrames: true,
  matchOriginAsFallback: true,
  runAt: 'document_idle',
  noScriptStartedPostMessage: true,
  async main() {
    // It would be read as an empty page, of which we would say that nothing was found.
    if (document.contentType === PDF) return;
    // A newer copy ends the one before. Not by WXT's context (`ctx.signal`): a page can forge the event that ends it.
    shared<AbortController>(SCAN)?.abort();
    const life = share(SCAN, new AbortController());
    const background = connect(life.signal);
    const own = ownHosts();
    takeAwayFormer();
    let on = new AbortController();
    let scanner: PageScanner | null = null;
    let last: FrameReport | null = null;
    let leftOut: readonly string[] = [];
    let telling = new AbortController();

    const tell = (report: FrameReport) => {
      // An older one that is still to be taken must not come after it.
      telling.abort();
      telling = new AbortController();
      void background.ask('frame/report', report, AbortSignal.any([life.signal, on.signal, telling.signal]));
    };
    const mayScan = async () => {
      const begin = await background.ask('frame/may-scan', undefined, life.signal);
      leftOut = begin?.leaveOut ?? [];
      return begin != null;
    };
    const switchTo = (state: boolean) => {
      on.abort();
      scanner = last = null;
      if (!state) return;
      on = new AbortController();
      scanner = createPageScanner({
        document,
        matcher: matcherSource(background, on.signal),
        signal: AbortSignal.any([life.signal, on.signal]),
        maxFindings: MAX_REPORTED_FINDINGS,
        // Our own card says the words it warns of.
        openShadowRoot: (element) => (own.has(element) ? null : background.openShadowRoot(element)),
        // After an update another copy of us, in a world of its own, reads on: two would paint over each other's marks.
        onWork: () => {
          if (isCutOff()) life.abort();
        },
        onChange: (report) => {
          last = frameReport(report);
          tell(last);
        },
      });
      scanner.leaveOut(leftOut);
      scanner.start();
    };

    share(FLAGGED, (): Flagged[] => scanner?.flagged() ?? []);
    background.listen({
      'frame/again': () => {
        if (last !== null) tell(last);
      },
      'frame/reveal': ({ id }) => scanner?.reveal(id) ?? false,
      'frame/switch': (state) => switchTo(state.on),
      'frame/leave-out': ({ rules }) => {
        leftOut = rules;
        scanner?.leaveOut(rules);
      },
    });
    await activated();
    if (await mayScan()) switchTo(true);
    // A frame that is taken out of a page: the browser tells nobody else.
    if (self !== top) {
      const onHide = () => {
        if (last !== null) void background.send('frame/gone');
      };
      window.addEventListener('pagehide', onHide, { signal: life.signal });
    }
    // Back from the page cache: the background has forgotten us.
    const onShow = async ({ persisted }: PageTransitionEvent) => {
      if (!persisted) return;
      const may = await mayScan();
      scanner?.leaveOut(leftOut);
      if (may !== (scanner !== null)) switchTo(may);
      else if (last !== null) tell(last);
    };
    window.addEventListener('pageshow', onShow, { signal: life.signal });
  },
});

/** A page that is loaded ahead of a visit waits for the visit. */
function activated(): Promise<void> {
  return new Promise((resolve) => {
    const { prerendering } = document as { prerendering?: boolean };
    if (prerendering) document.addEventListener('prerenderingchange', () => resolve(), { once: true });
    else resolve();
  });
}
