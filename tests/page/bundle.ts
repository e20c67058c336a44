/**
 * What the tests of page/ load into a real page: the scanner over the real matcher, and counters for what a page could
 * notice or have to pay for.
 */
import { Matcher } from '../../engine/matcher.ts';
import type { Ruleset } from '../../engine/ruleset.ts';
import { Highlighter } from '../../page/highlighter.ts';
import { createPageScanner, type PageReport, type PageScanner } from '../../page/page-scanner.ts';
import { runAtOnce, runInSlices, type Work } from '../../page/slicer.ts';

export interface Counters {
  /** Reads of style, boxes and sizes. */
  layoutReads: number;
  /** Changes that an observer of the page's own saw since `observe`. */
  pageMutations: number;
  /** Values read of fields people type into. */
  typedReads: number;
  /** Nodes gone to one by one, by a walker or from sibling to sibling. */
  steps: number;
  /** Observers of any kind that were made. */
  observers: number;
  /** Times the matcher was loaded. */
  loads: number;
  /** Every text the matcher or its gate was given. */
  texts: string[];
}

export interface Harness {
  /**
   * `stepClock`: every look at the clock is a millisecond later, so that slices count steps whatever the machine.
   * `abortAt`: the look at that clock which aborts the scan.
   */
  scan(options?: { keepTexts?: boolean; stepClock?: boolean; abortAt?: number; hugeElements?: number }): void;
  report(): PageReport | null;
  reports(): number;
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
  const counters: Counters = {
    layoutReads: 0,
    pageMutations: 0,
    typedReads: 0,
    steps: 0,
    observers: 0,
    loads: 0,
    texts: [],
  };
  spyOnLayout(counters);
  spyOnFields(counters);
  spyOnSteps(counters);
  let stop = new AbortController();
  let scanner: PageScanner | null = null;
  let report: PageReport | null = null;
  let reports = 0;
  window.harness = {
    counters,
    scan({ keepTexts = false, stepClock = false, abortAt, hugeElements } = {}) {
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
      countObservers(counters);
      stop = new AbortController();
      const note = (text: string) => {
        if (keepTexts) counters.texts.push(text);
        return text;
      };
      scanner = createPageScanner({
        document,
        matcher: {
          mayHit: (text) => matcher.mayHit(note(text)),
          load: async () => {
            counters.loads++;
            return {
              suspects: (text) => matcher.suspects(note(text)),
              scan: (text) => matcher.scan(note(text)),
            };
          },
        },
        signal: stop.signal,
        maxFindings: 20,
        ...(stepClock && { now: nextStep }),
        ...(hugeElements !== undefined && { hugeElements }),
        onChange(next) {
          report = next;
          reports++;
        },
      });
      scanner.start();
    },
    report: () => report,
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

function spyOnLayout(counters: Counters): void {
  const spy = (owner: object, name: string) => {
    const property = Object.getOwnPropertyDescriptor(owner, name)!;
    const counted = <T>(real: (...args: unknown[]) => T) =>
      function (this: unknown, ...args: unknown[]): T {
        counters.layoutReads++;
        return real.apply(this, args);
      };
    if (property.get) Object.defineProperty(owner, name, { ...property, get: counted(property.get as () => unknown) });
    else Object.defineProperty(owner, name, { ...property, value: counted(property.value) });
  };
  spy(window, 'getComputedStyle');
  for (const name of [
    'getBoundingClientRect',
    'getClientRects',
    'checkVisibility',
    'clientWidth',
    'clientHeight',
    'scrollWidth',
    'scrollHeight',
    'scrollTop',
  ]) {
    spy(Element.prototype, name);
  }
  for (const name of ['getBoundingClientRect', 'getClientRects']) spy(Range.prototype, name);
  for (const name of ['innerText', 'offsetWidth', 'offsetHeight', 'offsetParent']) spy(HTMLElement.prototype, name);
}

function spyOnSteps(counters: Counters): void {
  for (const name of ['nextSibling', 'previousSibling', 'firstChild', 'lastChild']) {
    const property = Object.getOwnPropertyDescriptor(Node.prototype, name)!;
    const { get } = property;
    Object.defineProperty(Node.prototype, name, {
      ...property,
      get(this: Node) {
        counters.steps++;
        return get!.call(this);
      },
    });
  }
  const { nextNode } = TreeWalker.prototype;
  TreeWalker.prototype.nextNode = function (this: TreeWalker) {
    counters.steps++;
    return nextNode.call(this);
  };
}

/** From now on: the harness has one of its own. */
function countObservers(counters: Counters): void {
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

function spyOnFields(counters: Counters): void {
  for (const owner of [HTMLInputElement.prototype, HTMLTextAreaElement.prototype, HTMLSelectElement.prototype]) {
    const property = Object.getOwnPropertyDescriptor(owner, 'value')!;
    const { get } = property;
    Object.defineProperty(owner, 'value', {
      ...property,
      get(this: HTMLInputElement) {
        counters.typedReads++;
        return get!.call(this);
      },
    });
  }
}
