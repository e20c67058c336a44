/** What the tests of page/ load into a real page: the scanner over the real matcher, and the counters of spies.ts. */
import './spies.ts';
import { Matcher } from '../../engine/matcher.ts';
import type { Ruleset } from '../../engine/ruleset.ts';
import { Highlighter } from '../../page/highlighter.ts';
import type { PageReport } from '../../page/page-report.ts';
import { createPageScanner, type PageScanner } from '../../page/page-scanner.ts';
import { givenBack, runAtOnce, runInSlices, type Work } from '../../page/slicer.ts';
import { type Counters, counters } from './spies.ts';

export interface ScanOptions {
  keepTexts?: boolean;
  /** Every look at the clock is a millisecond later, so that slices count steps whatever the machine. */
  stepClock?: boolean;
  /** The look at that clock which aborts the scan. */
  abortAt?: number;
  hugeElements?: number;
  /** There is no matcher to be had. */
  noMatcher?: boolean;
  /** The rules are there, and cannot be read. */
  brokenRules?: boolean;
  /** The page draws anew what is in this element, as a selector, whenever it is given the main thread. */
  redraws?: string;
  /** The frame that is scanned, as a selector; else the page itself. */
  frame?: string;
  /** The matcher throws over texts with this in them. */
  throwsOver?: string;
}

export interface Harness {
  scan(options?: ScanOptions): void;
  report(): PageReport | null;
  /** All reports, the latest last. */
  reports(): PageReport[];
  scanner(): PageScanner;
  abort(): void;
  counters: Counters;
  /** Text under the highlight of that level, in document order of the ranges. */
  marked(level: string): string[];
  /** Marks of the caller's own, without a scan. */
  highlighter(): Highlighter;
  runAtOnce(work: Work): void;
  runInSlices: typeof runInSlices;
}

declare global {
  interface Window {
    harness: Harness;
    makeHarness(ruleset: Ruleset): void;
  }
}

window.makeHarness = (ruleset) => {
  let stop = new AbortController();
  let scanner: PageScanner | null = null;
  let reports: PageReport[] = [];
  window.harness = {
    counters,
    scan({
      keepTexts = false,
      stepClock = false,
      abortAt,
      hugeElements,
      noMatcher = false,
      brokenRules = false,
      redraws,
      frame,
      throwsOver,
    } = {}) {
      let steps = 0;
      const nextStep = () => {
        steps++;
        if (steps === abortAt) stop.abort();
        return steps;
      };
      new MutationObserver((records) => {
        counters.pageMutations += records.length;
      }).observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
      const matcher = new Matcher(ruleset);
      countObservers();
      stop = new AbortController();
      reports = [];
      const redraw = async () => {
        const drawn = document.querySelector(redraws!)!;
        // biome-ignore lint/correctness/noSelfAssign: the same words in new nodes.
        drawn.innerHTML = drawn.innerHTML;
        await givenBack();
      };
      const note = (text: string) => {
        if (keepTexts) counters.texts.push(text);
        return text;
      };
      scanner = createPageScanner({
        document: frame === undefined ? document : document.querySelector<HTMLIFrameElement>(frame)!.contentDocument!,
        matcher: {
          load: async () => {
            counters.loads++;
            if (noMatcher) return null;
            if (brokenRules) throw new Error('坏了的规则集');
            return {
              suspects(text) {
                if (throwsOver !== undefined && text.includes(throwsOver)) throw new Error(throwsOver);
                return matcher.suspects(note(text));
              },
              scan: (text) => matcher.scan(note(text)),
            };
          },
        },
        signal: stop.signal,
        maxFindings: 20,
        ...(stepClock && { now: nextStep }),
        ...(redraws !== undefined && { pause: redraw }),
        ...(hugeElements !== undefined && { hugeElements }),
        onChange(next) {
          reports.push(next);
        },
      });
      scanner.start();
    },
    report: () => reports.at(-1) ?? null,
    reports: () => reports,
    scanner: () => scanner!,
    abort: () => stop.abort(),
    marked: (level) =>
      [...((CSS.highlights.get(`caliangyan-${level}`) ?? []) as Iterable<Range>)].map((range) => range.toString()),
    highlighter: () => new Highlighter(document, stop.signal),
    runAtOnce,
    runInSlices,
  };
};

/** From now on: the harness has one of its own. */
function countObservers(): void {
  counters.observers = 0;
  for (const name of ['MutationObserver', 'IntersectionObserver', 'ResizeObserver'] as const) {
    const Real = window[name] as new (...given: unknown[]) => object;
    Object.assign(window, {
      [name]: class extends Real {
        constructor(...given: unknown[]) {
          super(...given);
          counters.observers++;
        }
      },
    });
  }
}
