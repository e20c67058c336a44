/** What bench/page.ts and bench/storm.ts load into an isolated world of a fresh page. */
import { Matcher } from '../engine/matcher.ts';
import type { Ruleset } from '../engine/ruleset.ts';
import type { PageReport } from '../page/page-report.ts';
import { createPageScanner, type PageScanner } from '../page/page-scanner.ts';
import type { ScanWork } from '../page/scan-work.ts';

export interface Scanned {
  milliseconds: number;
  longestSliceMs: number;
  /** Of the milliseconds, those spent in the matcher. */
  matchMs: number;
  level: string;
  total: number;
  work: ScanWork;
}

declare global {
  var bench: {
    /** Builds the matcher, which is not counted here (bench/engine.ts counts it). */
    prepare(ruleset: Ruleset): void;
    /** Until the scanner rests. Unless prepared it only reads: the matcher finds nothing. */
    scan(): Promise<Scanned>;
    /** Waits until the scanner rests again, whatever was changed just now. */
    rest(): Promise<Scanned>;
  };
}

let matcher: Matcher | null = null;
let matchMs = 0;
let scanner: PageScanner | null = null;
let startMs = 0;
let report: PageReport | null = null;

function matched<T>(run: () => T): T {
  const start = performance.now();
  const value = run();
  matchMs += performance.now() - start;
  return value;
}

/** Longer than a batch of changes waits (page/watcher.ts), in milliseconds. */
const BATCH_MS = 1300;

/** Waits until the first pass is over and nothing was done for so long. */
function rested(milliseconds: number): Promise<Scanned> {
  return new Promise((resolve) => {
    let before = -1;
    const look = () => {
      const { work } = scanner!;
      if (report?.settled && work.slices === before) {
        const { level, total } = report;
        resolve({
          milliseconds: startMs + work.busyMs,
          longestSliceMs: work.longestSliceMs,
          matchMs,
          level,
          total,
          work: { ...work },
        });
        return;
      }
      before = work.slices;
      setTimeout(look, report?.settled ? milliseconds : 20);
    };
    look();
  });
}

globalThis.bench = {
  prepare(ruleset) {
    matcher = new Matcher(ruleset);
    // The first text pays for what is made when first needed, and for the engine's warming up.
    matcher.scan('宝妈在家手机日结加微信');
  },
  scan() {
    const start = performance.now();
    const ready = matcher
      ? {
          suspects: (text: string) => matched(() => matcher!.suspects(text)),
          scan: (text: string) => matched(() => matcher!.scan(text)),
        }
      : { suspects: () => [], scan: () => [] };
    scanner = createPageScanner({
      document,
      matcher: { load: () => ready },
      signal: new AbortController().signal,
      maxFindings: 20,
      onChange: (next) => {
        report = next;
      },
    });
    scanner.start();
    startMs = performance.now() - start;
    return rested(50);
  },
  rest: () => rested(BATCH_MS),
};
