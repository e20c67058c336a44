/**
 * Page benchmark: what a page pays for being read, as ratios to a bare TreeWalker that reads every text's length.
 *
 * Methods: the bare walk (floor); one textContent; reading (our scan with a matcher that finds nothing); scan (all of it,
 * with a matcher that is ready). Each in an isolated world of its own, in changing order, on fresh pages; times are of
 * the main thread, for the scan the sum of its slices and its start.
 */
import { loadCompiled } from '../compiler/compiled.ts';
import { savedPages } from '../scripts/saved-pages.ts';
import { bundled, type FreshPages, startFreshPages } from './fresh-pages.ts';
import { codePage, manyNodesPage, prosePage } from './generated-pages.ts';
import { BARE_WALK, exponent, type Measure, median, type Section, single, summed } from './measure.ts';
import type { Scanned } from './page-bundle.ts';

const TEXT_CONTENT =
  '(() => { const start = performance.now(); document.body.textContent.length; return performance.now() - start; })()';

interface Costs {
  floor: number[];
  textContent: number[];
  reading: number[];
  scan: number[];
  /** Of the scan, the matcher's part. */
  match: number[];
  longest: number[];
}

type Method = 'floor' | 'textContent' | 'reading' | 'scan';

export async function* benchPage(quick: boolean): AsyncGenerator<Section> {
  const pages = await startFreshPages();
  try {
    yield* measured(pages, quick);
  } finally {
    await pages.close();
  }
}

/** Opens a page so and so many times, and has it read by each method in changing order. */
type Costing = (html: string, rounds: number, methods: Method[]) => Promise<Costs>;

async function costing(pages: FreshPages): Promise<Costing> {
  const script = await bundled(new URL('page-bundle.ts', import.meta.url));
  // As a string: the browser reads JSON many times faster than the same thing as a program.
  const ruleset = JSON.stringify(JSON.stringify((await loadCompiled()).ruleset));
  return async (html, rounds, methods) => {
    const costs: Costs = { floor: [], textContent: [], reading: [], scan: [], match: [], longest: [] };
    for (let round = 0; round < rounds; round++) {
      const world = await pages.open(html);
      for (let i = 0; i < methods.length; i++) {
        const method = methods[(i + round) % methods.length]!;
        const { evaluate } = await world();
        if (method === 'floor') costs.floor.push(await evaluate(BARE_WALK));
        else if (method === 'textContent') costs.textContent.push(await evaluate(TEXT_CONTENT));
        else {
          await evaluate(`${script};0`);
          if (method === 'scan') await evaluate(`bench.prepare(JSON.parse(${ruleset}));0`);
          const scanned = await evaluate<Scanned>('bench.scan()');
          costs[method].push(scanned.milliseconds);
          if (method === 'reading') continue;
          costs.match.push(scanned.matchMs);
          costs.longest.push(scanned.longestSliceMs);
        }
      }
    }
    return costs;
  };
}

function ratios(name: string, costs: Costs): Measure[] {
  const floor = median(costs.floor);
  const by = (label: string, times: readonly number[]) =>
    summed(
      `${name}：${label}`,
      times.map((time) => time / floor),
      '×',
    );
  return [
    summed(`${name}：地板`, costs.floor, 'ms'),
    by('读', costs.reading),
    by('读与匹配', costs.scan),
    by('其中匹配', costs.match),
    single(`${name}：最长一片（各轮里最短的）`, Math.min(...costs.longest), 'ms'),
  ];
}

async function* measured(pages: FreshPages, quick: boolean): AsyncGenerator<Section> {
  const costsOf = await costing(pages);
  const all: Method[] = ['floor', 'textContent', 'reading', 'scan'];
  const saved = savedPages().filter((_, i) => !quick || i % 4 === 0);
  const sums: Record<Method, number> = { floor: 0, textContent: 0, reading: 0, scan: 0 };
  const each: Record<'reading' | 'scan', number[]> = { reading: [], scan: [] };
  const real: Measure[] = [];
  for (const { name, html } of saved) {
    const costs = await costsOf(html, quick ? 2 : 4, all);
    const floor = median(costs.floor);
    for (const method of all) sums[method] += median(costs[method]);
    each.reading.push(median(costs.reading) / floor);
    each.scan.push(median(costs.scan) / floor);
    real.push(...ratios(name, costs));
  }
  if (saved.length > 0) {
    yield {
      title: '网页：存下来的',
      from: `../shared/corpora/pages 的 ${saved.length} 页，地板是 TreeWalker 读长度`,
      measures: [
        single('全部：地板', sums.floor, 'ms'),
        single('全部：textContent', sums.textContent / sums.floor, '×'),
        single('全部：读', sums.reading / sums.floor, '×'),
        single('全部：读与匹配', sums.scan / sums.floor, '×'),
        summed('各页的中位：读', each.reading, '×'),
        summed('各页的中位：读与匹配', each.scan, '×'),
        ...real,
      ],
    };
  } else console.error('../shared/corpora/pages 不在，只量生成的页面。');

  for (const [name, html] of generatedPages(quick)) {
    const rounds = html.length > 5_000_000 ? 3 : quick ? 2 : 5;
    yield {
      title: `网页：${name}`,
      from: `生成的，${rounds} 轮`,
      measures: ratios(name, await costsOf(html, rounds, all)),
    };
  }
  const grown: number[] = [];
  for (const times of [1, 2, 4]) {
    const { reading } = await costsOf(prosePage(times * 200_000), quick ? 2 : 5, ['reading']);
    grown.push(Math.min(...reading));
  }
  yield {
    title: '网页：增长',
    from: '20、40、80 万字，只读',
    measures: [single('n → 4n 的增长指数', exponent(grown[0]!, grown[2]!), '')],
  };
}

function* generatedPages(quick: boolean): Generator<[string, string]> {
  yield ['10 万字', prosePage(100_000)];
  yield ['英文 30 万字', prosePage(300_000, { english: true })];
  yield ['代码 30 万字', codePage(300_000)];
  yield ['10 万个节点', manyNodesPage(100_000)];
  yield ['100 万字', prosePage(1_000_000)];
  if (quick) return;
  yield ['100 万字，每 2 万字一处诱导', prosePage(1_000_000, { lureEvery: 20_000 })];
  yield ['1000 万字', prosePage(10_000_000)];
}
