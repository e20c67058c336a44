/** What bench/page.ts loads into a fresh page. */
import { Matcher } from '../engine/matcher.ts';
import type { Ruleset } from '../engine/ruleset.ts';
import { createPageScanner, type PageScanner } from '../page/page-scanner.ts';

export interface Measured {
  milliseconds: number;
  longestSliceMs: number;
  /** Of the milliseconds, those that built the gate. */
  gateMs: number;
  work: Record<string, number>;
  level: string;
}

declare global {
  interface Window {
    bench: {
      floor(): Measured;
      textContent(): Measured;
      sumOfCodes(): Measured;
      scan(ruleset: Ruleset | null): Promise<Measured>;
    };
  }
}

function timed(run: () => number): Measured {
  const start = performance.now();
  const length = run();
  return { milliseconds: performance.now() - start, longestSliceMs: 0, gateMs: 0, work: { length }, level: '' };
}

window.bench = {
  floor: () =>
    timed(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      let length = 0;
      while (walker.nextNode()) length += (walker.currentNode as Text).data.length;
      return length;
    }),
  textContent: () => timed(() => document.body.textContent.length),
  sumOfCodes: () =>
    timed(() => {
      const text = document.body.textContent;
      let sum = 0;
      for (let i = 0; i < text.length; i++) sum += text.charCodeAt(i);
      return sum;
    }),
  /** Without a ruleset: the reading alone, every gate shut. */
  scan: (ruleset) =>
    new Promise((resolve) => {
      let matcher: Matcher | null = null;
      let gateMs = 0;
      const ready = (rules: Ruleset) => {
        if (matcher === null) {
          const start = performance.now();
          matcher = new Matcher(rules);
          gateMs = performance.now() - start;
        }
        return matcher;
      };
      const stop = new AbortController();
      const scanner: PageScanner = createPageScanner({
        document,
        matcher: {
          mayHit: (text) => ruleset !== null && ready(ruleset).mayHit(text),
          load: () => (ruleset === null ? null : ready(ruleset)),
        },
        signal: stop.signal,
        maxFindings: 20,
        onChange: ({ settled, level }) => {
          if (!settled) return;
          // The look for late shadow roots belongs to the cost of a page: wait until the loop rests.
          let before = -1;
          const rest = () => {
            if (scanner.work.busyMs !== before) {
              before = scanner.work.busyMs;
              requestIdleCallback(() => setTimeout(rest, 30));
              return;
            }
            stop.abort();
            const { busyMs, longestSliceMs, ...work } = { ...scanner.work };
            resolve({ milliseconds: busyMs, longestSliceMs, gateMs, work: work as Record<string, number>, level });
          };
          rest();
        },
      });
      scanner.start();
    }),
};
