/**
 * A page that never rests: what 200 changes a second cost, and what is left in memory of an endless feed. Beside the
 * milliseconds stands what was counted: characters read for each character that changed.
 */
import { loadWithProblems, RULES_FOLDER } from '../compiler/load.ts';
import { bundled, type FreshPages, startFreshPages } from './fresh-pages.ts';
import { POST, prosePage } from './generated-pages.ts';
import { type Section, single, summed } from './measure.ts';
import type { Scanned } from './page-bundle.ts';

const CHANGES_PER_SECOND = 200;

/** In the page's own world: changes spread over the page's paragraphs, one every 5 ms; how many characters changed. */
const storm = (seconds: number): Promise<number> =>
  new Promise((resolve) => {
    const places = [...document.querySelectorAll('p')];
    let chars = 0;
    let tick = 0;
    const timer = setInterval(() => {
      const words = `第${tick}次刷新，今天的天气很好`;
      places[(tick * 7) % places.length]!.textContent = words;
      chars += words.length;
      if (++tick < seconds * 200) return;
      clearInterval(timer);
      resolve(chars);
    }, 5);
  });

/** Adds posts a thousand at a time, a frame between; `keep`: how many stay on the page. */
const feed = async ({ posts, words, keep }: { posts: number; words: string; keep: number }): Promise<void> => {
  const main = document.querySelector('main')!;
  for (let i = 0; i < posts; i += 1000) {
    const batch = document.createDocumentFragment();
    for (let k = 0; k < 1000; k++) {
      const post = document.createElement('article');
      post.append(document.createElement('b'), document.createElement('p'));
      post.firstElementChild!.textContent = `用户${i + k}`;
      post.lastElementChild!.textContent = words;
      batch.append(post);
    }
    main.append(batch);
    while (main.childElementCount > keep) main.firstElementChild!.remove();
    await new Promise((done) => requestAnimationFrame(done));
  }
};

export async function benchStorm(quick: boolean): Promise<Section[]> {
  const pages = await startFreshPages();
  try {
    const script = await bundled(new URL('page-bundle.ts', import.meta.url));
    const ruleset = JSON.stringify(loadWithProblems(RULES_FOLDER, []).ruleset);
    const watched = async (html: string) => {
      const { evaluate } = await (await pages.open(html))();
      await evaluate(`${script};bench.prepare(${ruleset});0`);
      await evaluate('bench.scan()');
      return { rest: () => evaluate<Scanned>('bench.rest()') };
    };
    return [await storms(pages, watched, quick), await feeds(pages, watched, quick)];
  } finally {
    await pages.close();
  }
}

type Watched = (html: string) => Promise<{ rest(): Promise<Scanned> }>;

async function storms(pages: FreshPages, watched: Watched, quick: boolean): Promise<Section> {
  const seconds = quick ? 3 : 10;
  const shares: number[] = [];
  const longest: number[] = [];
  let last: Record<string, number> = {};
  for (let round = 0; round < (quick ? 1 : 3); round++) {
    const { rest } = await watched(prosePage(100_000));
    const before = await rest();
    const changed = await pages.page.evaluate(storm, seconds);
    const after = await rest();
    shares.push(((after.work.busyMs - before.work.busyMs) / (seconds * 1000)) * 100);
    longest.push(after.longestSliceMs);
    last = {
      records: after.work.records - before.work.records,
      batches: after.work.batches - before.work.batches,
      readPerChanged: (after.work.chars - before.work.chars) / changed,
    };
  }
  return {
    title: '不停改动的网页',
    from: `10 万字的页面，每秒 ${CHANGES_PER_SECOND} 处改动，${seconds} 秒`,
    measures: [
      summed('占主线程', shares, '%'),
      summed('最长一片', longest, 'ms'),
      single('改动记录', last['records']!, '条'),
      single('合成几批', last['batches']!, '批'),
      single('每改一字，读', last['readPerChanged']!, '字'),
    ],
  };
}

async function feeds(pages: FreshPages, watched: Watched, quick: boolean): Promise<Section> {
  const measures = [];
  for (const [label, keep] of [
    ['旧帖留着', Number.POSITIVE_INFINITY],
    ['只留最新 2000 帖', 2000],
  ] as const) {
    const { rest } = await watched('<!doctype html><main></main>');
    const grow = async (posts: number) => {
      const before = await rest();
      await pages.page.evaluate(feed, { posts, words: POST, keep: keep === Number.POSITIVE_INFINITY ? 1e9 : keep });
      const after = await rest();
      await pages.cdp.send('HeapProfiler.collectGarbage');
      const { usedSize } = await pages.cdp.send('Runtime.getHeapUsage');
      const { nodes } = await pages.cdp.send('Memory.getDOMCounters');
      return {
        heapMiB: usedSize / 2 ** 20,
        nodes,
        held: after.work.held,
        readPerPost: (after.work.chars - before.work.chars) / posts,
        busyPerPost: ((after.work.busyMs - before.work.busyMs) / posts) * 1000,
        longest: after.longestSliceMs,
      };
    };
    const some = await grow(quick ? 2000 : 10_000);
    const many = await grow(quick ? 18_000 : 90_000);
    measures.push(
      single(`${label}：前一成之后的堆`, some.heapMiB, 'MiB'),
      single(`${label}：全部之后的堆`, many.heapMiB, 'MiB'),
      single(`${label}：全部之后的节点`, many.nodes, '个'),
      single(`${label}：仍记着的`, many.held, '项'),
      single(`${label}：每帖读`, many.readPerPost, '字'),
      single(`${label}：每帖用时`, many.busyPerPost, 'µs'),
      single(`${label}：最长一片`, many.longest, 'ms'),
    );
  }
  return {
    title: '没有尽头的信息流',
    from: `${quick ? '2 万' : '10 万'}帖，每帖 ${POST.length + 4} 字上下；堆是收集垃圾之后的`,
    measures,
  };
}
