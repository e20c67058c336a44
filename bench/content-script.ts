/**
 * What the built extension costs a page, all in all: compile, start, messages, rules, reading. `ScriptDuration` of the
 * page's main thread, with the page's own scripts forbidden, beside an extension whose content script is empty; the
 * floor is a bare walk of the same page in a world of its own.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Page } from '@playwright/test';
import { type ChromiumSession, startChromium } from '../scripts/chromium-session.ts';
import { savedPages } from '../scripts/saved-pages.ts';
import { type Patience, until } from '../scripts/until.ts';
import { builtExtension } from './built-extension.ts';
import { chromiumPath, PageServer } from './fresh-pages.ts';
import { codePage, prosePage } from './generated-pages.ts';
import { BARE_WALK, type Measure, median, type Section, single, summed } from './measure.ts';

/** A page is at rest when it was read to its end and its scripts have done nothing for so long, in milliseconds. */
const REST_MS = 350;
/** A page that is not at rest by then has something to say, and is no clean page. In milliseconds. */
const MOST_WAIT_MS = 30_000;
/** Within that a page is read; on a busy machine the background may take its time. */
const READING: Patience = { limitMs: 120_000, everyMs: 50 };
/** By then a warning and what goes with it stand, in milliseconds. */
const KEPT_AFTER_MS = 2000;
const THROTTLE = 4;

interface Cost {
  scriptMs: number;
  floorMs: number;
  /** Tasks of 50 ms and more after the page was loaded. */
  longTasks: number;
  longestTaskMs: number;
}

/** A tab of its own in which one page after another is measured. */
export class Tab {
  readonly #page: Page;
  readonly #cdp: CDPSession;
  readonly #server: PageServer;
  readonly #settled: () => Promise<boolean>;

  private constructor(page: Page, cdp: CDPSession, server: PageServer, settled: () => Promise<boolean>) {
    this.#page = page;
    this.#cdp = cdp;
    this.#server = server;
    this.#settled = settled;
  }

  static async open(session: ChromiumSession, server: PageServer, isOurs: boolean): Promise<Tab> {
    const page = await session.context.newPage();
    // Runs in spite of the page's policy; the list is read when the page is at rest.
    await page.addInitScript(() => {
      const tasks: number[] = [];
      Object.assign(window, { longTasks: tasks });
      addEventListener('load', () => {
        new PerformanceObserver((list) => {
          for (const { duration } of list.getEntries()) tasks.push(duration);
        }).observe({ type: 'longtask' });
      });
    });
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable');
    const settled = async () => {
      // Until the page has told of itself there is nothing to ask about.
      const verdict = isOurs ? await session.verdict(page).catch(() => null) : { settled: true };
      return verdict?.settled === true;
    };
    const tab = new Tab(page, cdp, server, settled);
    // The first page of a tab pays for the tab.
    await tab.measure('<!doctype html><p>你好</p>');
    return tab;
  }

  async throttle(rate: number): Promise<void> {
    await this.#cdp.send('Emulation.setCPUThrottlingRate', { rate });
  }

  async measure(html: string): Promise<Cost> {
    const before = await this.#scriptSeconds();
    await this.#visit(html);
    let last = await this.#scriptSeconds();
    const since = Date.now();
    for (let quietSince = Date.now(); Date.now() - quietSince < REST_MS; ) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      const now = await this.#scriptSeconds();
      if (now !== last) quietSince = Date.now();
      if (Date.now() - since > MOST_WAIT_MS) throw new Error('网页里的脚本停不下来：这一页是不是报了警？');
      last = now;
    }
    const tasks = await this.#page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks);
    // A new process begins at zero.
    return {
      scriptMs: (last < before ? last : last - before) * 1000,
      floorMs: await this.#floor(),
      longTasks: tasks.length,
      longestTaskMs: Math.max(0, ...tasks),
    };
  }

  /** MiB of JavaScript that are kept once the page was read, of its own and of all extensions. */
  async kept(html: string): Promise<number> {
    await this.#visit(html);
    await new Promise((resolve) => setTimeout(resolve, KEPT_AFTER_MS));
    await this.#cdp.send('HeapProfiler.collectGarbage');
    const usage: { usedSize: number; backingStorageSize?: number } = await this.#cdp.send('Runtime.getHeapUsage');
    return (usage.usedSize + (usage.backingStorageSize ?? 0)) / 2 ** 20;
  }

  close(): Promise<void> {
    return this.#page.close();
  }

  async #visit(html: string): Promise<void> {
    await this.#page.goto(this.#server.place(html), { waitUntil: 'load' });
    await until(async () => (await this.#settled()) || null, '后台还没有说这一页读完了', READING);
  }

  async #scriptSeconds(): Promise<number> {
    const { metrics } = await this.#cdp.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0;
  }

  async #floor(): Promise<number> {
    const { frameTree } = await this.#cdp.send('Page.getFrameTree');
    const { executionContextId } = await this.#cdp.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id });
    const { result } = await this.#cdp.send('Runtime.evaluate', {
      contextId: executionContextId,
      expression: BARE_WALK,
    });
    return result.value as number;
  }
}

/** An extension that does nothing in every page. */
export function emptyExtension(): string {
  const folder = mkdtempSync(join(tmpdir(), 'caliangyan-empty-'));
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'manifest.json'),
    JSON.stringify({
      manifest_version: 3,
      name: 'empty',
      version: '1',
      background: { service_worker: 'background.js' },
      content_scripts: [{ matches: ['<all_urls>'], js: ['empty.js'], run_at: 'document_idle', all_frames: true }],
    }),
  );
  writeFileSync(join(folder, 'background.js'), '');
  writeFileSync(join(folder, 'empty.js'), '');
  return folder;
}

export async function* benchContentScript(quick: boolean): AsyncGenerator<Section> {
  const built = builtExtension();
  const browser = { kind: 'chromium' as const, path: chromiumPath() };
  const empty = emptyExtension();
  const server = await PageServer.start();
  const sessions: ChromiumSession[] = [];
  try {
    for (const extension of [built, empty]) sessions.push(await startChromium({ browser, extension }));
    const [ours, none] = await Promise.all(sessions.map((session, i) => Tab.open(session, server, i === 0)));
    yield await measured(ours!, none!, quick);
  } finally {
    for (const session of sessions) await session.close();
    server.stop();
    rmSync(empty, { recursive: true });
  }
}

async function measured(ours: Tab, none: Tab, quick: boolean): Promise<Section> {
  const saved = savedPages().filter((_, i) => !quick || i % 9 === 0);
  const generated = [
    { name: '10 万字', html: prosePage(100_000) },
    ...(quick ? [] : [{ name: '100 万字', html: prosePage(1_000_000) }]),
    { name: '英文 30 万字', html: prosePage(300_000, { english: true }) },
    { name: '代码 10 万字', html: codePage(100_000) },
  ];
  const measures: Measure[] = [];
  const costs = { ours: [] as number[], none: [] as number[], floor: [] as number[] };
  for (const { html } of saved) {
    const [with_, without] = [await ours.measure(html), await none.measure(html)];
    costs.ours.push(with_.scriptMs);
    costs.none.push(without.scriptMs);
    costs.floor.push(without.floorMs);
  }
  if (saved.length > 0) {
    measures.push(
      summed(`存下来的 ${saved.length} 页：本扩展`, costs.ours, 'ms'),
      summed(`存下来的 ${saved.length} 页：空扩展`, costs.none, 'ms'),
      summed(`存下来的 ${saved.length} 页：地板`, costs.floor, 'ms'),
    );
  }
  for (const { name, html } of generated) {
    const [with_, without] = [[] as Cost[], [] as Cost[]];
    for (let round = 0; round < (quick ? 1 : 3); round++) {
      with_.push(await ours.measure(html));
      without.push(await none.measure(html));
    }
    measures.push(
      summed(
        `${name}：本扩展`,
        with_.map(({ scriptMs }) => scriptMs),
        'ms',
      ),
      single(`${name}：空扩展`, median(without.map(({ scriptMs }) => scriptMs)), 'ms'),
      single(`${name}：地板`, median(without.map(({ floorMs }) => floorMs)), 'ms'),
    );
  }
  // Long tasks: the page's own layout makes some too, so both are told.
  await Promise.all([ours.throttle(THROTTLE), none.throttle(THROTTLE)]);
  const slow = [prosePage(100_000), ...saved.slice(0, quick ? 1 : 4).map(({ html }) => html)];
  const tasks = { ours: [] as Cost[], none: [] as Cost[] };
  for (const html of slow) {
    tasks.ours.push(await ours.measure(html));
    tasks.none.push(await none.measure(html));
  }
  const sum = (list: Cost[]) => list.reduce((total, { longTasks }) => total + longTasks, 0);
  const longest = (list: Cost[]) => Math.max(...list.map(({ longestTaskMs }) => longestTaskMs));
  measures.push(
    single(`慢 ${THROTTLE} 倍，${slow.length} 页：长任务，本扩展`, sum(tasks.ours), '个'),
    single(`慢 ${THROTTLE} 倍，${slow.length} 页：长任务，空扩展`, sum(tasks.none), '个'),
    single(`慢 ${THROTTLE} 倍：最长的任务，本扩展`, longest(tasks.ours), 'ms'),
    single(`慢 ${THROTTLE} 倍：最长的任务，空扩展`, longest(tasks.none), 'ms'),
  );
  return { title: '构建好的扩展', from: '网页主线程的 ScriptDuration，网页自己的脚本不许运行', measures };
}
