/**
 * What the extension keeps in a tab, in MiB, after the garbage was collected. Twice: piece by piece in a process of its
 * own, where the code has run before and is not counted; and all in all in a real tab with the built extension (code,
 * rules, findings, surfaces), beside one whose content script is empty.
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadCompiled } from '../compiler/compiled.ts';
import { partsOf } from '../engine/ruleset-parts.ts';
import { type ChromiumSession, startChromium } from '../scripts/chromium-session.ts';
import { builtExtension } from './built-extension.ts';
import { emptyExtension, Tab } from './content-script.ts';
import { chromiumPath, PageServer } from './fresh-pages.ts';
import { prosePage } from './generated-pages.ts';
import { type Measure, median, type Section, single, summed } from './measure.ts';
import { ordinaryTexts } from './ordinary-texts.ts';

/** A long page, in characters of ordinary texts. */
const PAGE_CHARS = 100_000;

/** Takes the parts as a page does, one message after another, and asks as a page does. */
const KEPT = `
const { readFileSync } = await import('node:fs');
const { Matcher } = await import('./engine/matcher.ts');
const { joined } = await import('./engine/ruleset-parts.ts');
const { parts, page, texts } = JSON.parse(readFileSync(0, 'utf8'));
const loaded = () => joined(parts.map((part) => JSON.parse(part)));
const read = (some) => {
  for (const text of some) matcher.suspects(text);
  for (const text of some) matcher.scan(text);
};
const kept = () => {
  for (let again = 0; again < 3; again++) gc();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 2 ** 20;
};
let matcher = new Matcher(loaded());
read(texts);
matcher = null;
const before = kept();
const ruleset = loaded();
const rules = kept();
matcher = new Matcher(ruleset);
const made = kept();
read(page);
const afterPage = kept();
read(texts);
const after = kept();
const arrays = matcher.bytes / 2 ** 20;
const gained = { rules: rules - before, made: made - rules, page: afterPage - made, rest: after - afterPage, all: after - before };
console.log(JSON.stringify({ ...gained, arrays }));
`;

export async function* benchMemory(quick: boolean): AsyncGenerator<Section> {
  yield await inPieces(quick ? 1 : 5);
  yield await inTabs(quick ? 1 : 5);
}

async function inPieces(rounds: number): Promise<Section> {
  const { from, texts } = ordinaryTexts();
  const chars = texts.reduce((sum, { length }) => sum + length, 0);
  // Evenly from all sources.
  const every = Math.ceil(chars / PAGE_CHARS);
  const page = texts.filter((_, i) => i % every === 0);
  const parts = partsOf((await loadCompiled()).ruleset).map((part) => JSON.stringify(part));
  const runs = Array.from({ length: rounds }, () => {
    const run = spawnSync(process.execPath, ['--expose-gc', '--import', 'tsx', '--input-type=module', '-e', KEPT], {
      input: JSON.stringify({ parts, page, texts }),
      encoding: 'utf8',
      cwd: fileURLToPath(new URL('..', import.meta.url)),
    });
    return JSON.parse(run.stdout) as Record<'rules' | 'made' | 'page' | 'rest' | 'all' | 'arrays', number>;
  });
  const of = (name: string, key: keyof (typeof runs)[number]) =>
    summed(
      name,
      runs.map((run) => run[key]),
      'MiB',
    );
  return {
    title: '记着的，一份一份',
    from: `${from}，${chars} 字；Node 的堆与堆外，收集垃圾之后；代码跑热过，不算在内`,
    measures: [
      of('规则集，收到时', 'rules'),
      of('造好匹配器，多', 'made'),
      of('读完十万字上下，又多', 'page'),
      of('全部读完，又多', 'rest'),
      of('一共', 'all'),
      of('其中类型化数组', 'arrays'),
    ],
  };
}

async function inTabs(rounds: number): Promise<Section> {
  const pages = {
    '英文 30 万字（不要规则）': prosePage(300_000, { english: true }),
    '10 万字': prosePage(100_000),
    '10 万字，五处诱导': prosePage(100_000, { lureEvery: 20_000 }),
  };
  const browser = { kind: 'chromium' as const, path: chromiumPath() };
  const empty = emptyExtension();
  const server = await PageServer.start();
  const sessions: ChromiumSession[] = [];
  const measures: Measure[] = [];
  try {
    for (const extension of [builtExtension(), empty]) sessions.push(await startChromium({ browser, extension }));
    for (const [name, html] of Object.entries(pages)) {
      const kept: [ours: number[], none: number[]] = [[], []];
      for (let round = 0; round < rounds; round++) {
        for (const [i, session] of sessions.entries()) {
          const tab = await Tab.open(session, server, i === 0);
          kept[i]!.push(await tab.kept(html));
          await tab.close();
        }
      }
      const [ours, none] = kept;
      const more = ours.map((mib, round) => mib - none[round]!);
      measures.push(summed(`${name}：比空扩展多`, more, 'MiB'), single(`${name}：空扩展`, median(none), 'MiB'));
    }
  } finally {
    for (const session of sessions) await session.close();
    server.stop();
    rmSync(empty, { recursive: true });
  }
  return {
    title: '记着的，一个标签页',
    from: '真 Chromium 里构建好的扩展，每次新开的标签页；JS 的堆与数组，收集垃圾之后，代码也在内',
    measures,
  };
}
