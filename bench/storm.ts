/**
 * A page that never rests: what a stream of changes costs, and what is left in memory of an endless feed. Beside the
 * milliseconds stands what was counted: characters read for each character that changed.
 */
import { loadCompiled } from '../compiler/compiled.ts';
import { bundled, type FreshPages, startFreshPages } from './fresh-pages.ts';
import { POST, prosePage } from './generated-pages.ts';
import { type Measure, type Section, single, summed } from './measure.ts';
import type { Scanned } from './page-bundle.ts';

const CHANGES_PER_SECOND = 200;
const EMPTY = '<!doctype html><meta charset=utf-8><main></main>';

/** In the page's own world: changes spread over the page's paragraphs and over the time; how many characters changed. */
const storm = ({ seconds, perSecond }: { seconds: number; perSecond: number }): Promise<number> =>
  new Promise((resolve) => {
    const places = [...document.querySelectorAll('p')];
    let chars = 0;
    let tick = 0;
    const timer = setInterval(() => {
      const words = `第${tick}次刷新，今天的天气很好`;
      places[(tick * 7) % places.length]!.textContent = words;
      chars += words.length;
      if (++tick < seconds * perSecond) return;
      clearInterval(timer);
      resolve(chars);
    }, 1000 / perSecond);
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

export async function* benchStorm(quick: boolean): AsyncGenerator<Section> {
  const pages = await startFreshPages();
  try {
    const script = await bundled(new URL('page-bundle.ts', import.meta.url));
    const ruleset = JSON.stringify(JSON.stringify((await loadCompiled()).ruleset));
    const watched = async (html: string) => {
      const { evaluate } = await (await pages.open(html))();
      await evaluate(`${script};bench.prepare(JSON.parse(${ruleset}));0`);
      await evaluate('bench.scan()');
      return { rest: () => evaluate<Scanned>('bench.rest()') };
    };
    yield await storms(pages, watched, quick);
    yield await feeds(pages, watched, quick);
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
    const changed = await pages.page.evaluate(storm, { seconds, perSecond: CHANGES_PER_SECOND });
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
      single('最长一片（各轮里最短的）', Math.min(...longest), 'ms'),
      single('改动记录', last['records']!, '条'),
      single('合成几批', last['batches']!, '批'),
      single('每改一字，读', last['readPerChanged']!, '字'),
    ],
  };
}

async function feeds(pages: FreshPages, watched: Watched, quick: boolean): Promise<Section> {
  const [some, many] = quick ? [2000, 18_000] : [10_000, 90_000];
  const heapAfter = async (posts: number, keep: number) => {
    await pages.page.evaluate(feed, { posts, words: POST, keep });
    return async () => {
      await pages.cdp.send('HeapProfiler.collectGarbage');
      const { usedSize } = await pages.cdp.send('Runtime.getHeapUsage');
      return usedSize / 2 ** 20;
    };
  };
  const measures: Measure[] = [];
  for (const [label, keep] of [
    ['旧帖留着', 1e9],
    ['只留最新 2000 帖', 2000],
  ] as const) {
    // What the page itself keeps, with nobody watching.
    await pages.open(EMPTY);
    const alone = await (await heapAfter(some, keep))();
    const aloneLater = await (await heapAfter(many, keep))();

    const { rest } = await watched(EMPTY);
    const first = await heapAfter(some, keep);
    const between = await rest();
    const heap = await first();
    const second = await heapAfter(many, keep);
    const after = await rest();
    const heapLater = await second();
    measures.push(
      single(`${label}：后 ${many} 帖使堆增加`, heapLater - heap, 'MiB'),
      single(`${label}：没有扩展时增加`, aloneLater - alone, 'MiB'),
      single(`${label}：仍记着的`, after.work.held, '项'),
      single(`${label}：每帖读`, (after.work.chars - between.work.chars) / many, '字'),
      single(`${label}：每帖用时`, ((after.work.busyMs - between.work.busyMs) / many) * 1000, 'µs'),
      single(`${label}：最长一片`, after.longestSliceMs, 'ms'),
    );
  }
  return {
    title: '没有尽头的信息流',
    from: `${some} 帖之后再来 ${many} 帖，每帖 ${POST.length + 4} 字上下；堆是收集垃圾之后的`,
    measures,
  };
}
