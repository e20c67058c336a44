/**
 * Engine benchmark: ratios to a bare charCodeAt loop over the same texts, all methods taken in turn in one run.
 * Times are CPU time of the process, so that a busy machine disturbs them less.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import AhoCorasick from 'modern-ahocorasick';
import { loadCompiled } from '../compiler/compiled.ts';
import { literalTable } from '../compiler/literal-table.ts';
import { ENTRY, GROUP_HEAD, KEY_CHARS, LITERAL } from '../engine/automaton.ts';
import { Lexicon } from '../engine/lexicon.ts';
import { Matcher } from '../engine/matcher.ts';
import { Normalizer } from '../engine/normalizer.ts';
import { unpacked } from '../engine/packed.ts';
import { packedRows } from '../engine/rows.ts';
import type { Ruleset } from '../engine/ruleset.ts';
import { HashedAhoCorasick } from './hashed-aho-corasick.ts';
import { exponent, type Measure, median, type Section, single, summed } from './measure.ts';
import { ordinaryTexts } from './ordinary-texts.ts';

/** Neither library's typings nor its ES module entry can be used from here. */
const require = createRequire(import.meta.url);
const FastScanner = require('fastscan') as new (words: string[]) => { search(text: string): unknown[] };
const mintModule = require('mint-filter') as { default?: unknown };
const Mint = (mintModule.default ?? mintModule) as new (
  words: string[],
) => {
  filter(text: string): { words: string[] };
};

function cpuMs(run: () => void): number {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

let sink = 0;

/** Each method over all texts, in turn, `rounds` times; ratios to the first. */
function inTurn(texts: string[], methods: Record<string, (text: string) => number>, rounds: number): Measure[] {
  const names = Object.keys(methods);
  const times: Record<string, number[]> = Object.fromEntries(names.map((name) => [name, []]));
  // Round −1 is for the compiler and is not counted.
  for (let round = -1; round < rounds; round++) {
    for (const name of names) {
      const method = methods[name]!;
      // The floor is too quick for the clock: ten times over.
      const repeat = name === names[0] ? 10 : 1;
      const time = cpuMs(() => {
        for (let i = 0; i < repeat; i++) for (const text of texts) sink += method(text);
      });
      if (round >= 0) times[name]!.push(time / repeat);
    }
  }
  const floor = median(times[names[0]!]!);
  return names.map((name) =>
    summed(
      name,
      times[name]!.map((time) => time / floor),
      '×',
    ),
  );
}

function bare(text: string): number {
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum += text.charCodeAt(i);
  return sum;
}

/** The literals of the gate, as they stand in the ruleset (engine/automaton.ts has the form). */
function gateLiterals({ lexicon: { table } }: Ruleset): string[] {
  const literals: string[] = [];
  for (const { text: groups } of table.groups.chunks) {
    const number = (at: number) => unpacked(groups.charCodeAt(at));
    for (let group = 0; group < groups.length; ) {
      const key = groups.slice(group, group + KEY_CHARS);
      const end = group + GROUP_HEAD + number(group + 2);
      for (let at = group + GROUP_HEAD; at < end; ) {
        const head = number(at);
        const size = (head >>> LITERAL.sizeShift) & LITERAL.sizeMask;
        const offset = head & LITERAL.offsetMask;
        const tail = at + 1 + size - KEY_CHARS;
        literals.push(groups.slice(at + 1, at + 1 + offset) + key + groups.slice(at + 1 + offset, tail));
        at = head & LITERAL.single ? tail + ENTRY : tail + 1 + ENTRY * number(tail);
      }
      group = end + number(group + 3);
    }
  }
  return literals;
}

function lexiconOf(literals: string[]): Lexicon {
  const filed = literals.map((literal) => ({ literal, gate: true, entries: [[0, 0] as const] }));
  return new Lexicon({ table: literalTable(filed), pairs: '', sides: packedRows([]), choices: packedRows([]) });
}

/** The literals `times` over; the copies' characters are others, so that the copies are as long and as varied. */
function multiplied(literals: string[], times: number): string[] {
  const all = new Set(literals);
  for (let copy = 1; copy < times; copy++) {
    for (const literal of literals) {
      all.add(
        [...literal].map((c) => String.fromCharCode(0x4e00 + ((c.charCodeAt(0) * 31 + copy * 977) % 20000))).join(''),
      );
    }
  }
  return [...all];
}

const COLD = `
const { readFileSync } = await import('node:fs');
const { Matcher } = await import('./engine/matcher.ts');
const text = readFileSync(0, 'utf8');
const clock = () => Number(process.hrtime.bigint()) / 1e6;
let start = clock();
const ruleset = JSON.parse(text);
const parseMs = clock() - start;
start = clock();
const matcher = new Matcher(ruleset);
const readyMs = clock() - start;
start = clock();
matcher.scan('宝妈在家手机日结加微信');
console.log(JSON.stringify({ parseMs, readyMs, firstMs: clock() - start }));
`;

export async function* benchEngine(quick: boolean): AsyncGenerator<Section> {
  const { from, texts: all } = ordinaryTexts();
  const texts = quick ? all.filter((_, i) => i % 10 === 0) : all;
  const chars = texts.reduce((sum, { length }) => sum + length, 0);
  const { ruleset } = await loadCompiled();
  const matcher = new Matcher(ruleset);
  const sieves = sieveCosts(matcher, ruleset, texts, quick ? 3 : 9);
  // Before the growth below, whose texts make the buffers longer than any window of a page does.
  const { bytes } = matcher;
  yield {
    title: '引擎',
    from: `${from}，${chars} 字，进程的 CPU 时间`,
    measures: [
      ...sieves,
      ...lexiconCosts(ruleset, texts, quick),
      growth(matcher, texts),
      ...coldStart(ruleset, quick ? 1 : 5),
      single('类型化数组', bytes / 2 ** 20, 'MiB'),
      single('整个规则集 gzip', gzipSync(JSON.stringify(ruleset), { level: 9 }).length / 1024, 'KiB'),
    ],
  };
  if (sink === 0.5) console.error(sink);
}

/** Each sieve with those before it. */
function sieveCosts(matcher: Matcher, ruleset: Ruleset, texts: string[], rounds: number): Measure[] {
  const normalizer = new Normalizer(ruleset.fold);
  return inTurn(
    texts,
    {
      'charCodeAt 循环（地板）': bare,
      折叠: (text) => {
        normalizer.fill(text);
        return normalizer.length;
      },
      '门（mayHit）': (text) => Number(matcher.mayHit(text)),
      可疑处: (text) => matcher.suspects(text).length,
      scan: (text) => matcher.scan(text).length,
    },
    rounds,
  );
}

/**
 * Our lexicon beside others, and at 1, 4 and 16 times its size: on the gate's literals and text that is folded already,
 * which is less than what the gate is asked.
 */
function lexiconCosts(ruleset: Ruleset, texts: string[], quick: boolean): Measure[] {
  const literals = gateLiterals(ruleset);
  const folding = new Normalizer(ruleset.fold);
  const folded = texts.map((text) => folding.fold(text).text);
  const aho = new HashedAhoCorasick(literals);
  const modern = new AhoCorasick(literals);
  const mint = new Mint(literals);
  const fast = new FastScanner(literals);
  const expression = new RegExp(literals.map((l) => l.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'), 'g');
  const own = lexiconOf(literals);
  const codes = new Uint16Array(Math.max(...folded.map(({ length }) => length)));
  const load = (text: string) => {
    for (let i = 0; i < text.length; i++) codes[i] = text.charCodeAt(i);
    return text.length;
  };
  const sample = folded.filter((_, i) => i % (quick ? 4 : 16) === 0);
  const beside = inTurn(
    sample,
    {
      '同词库：地板': bare,
      '同词库：本项目双字筛': (text) => own.scan(codes, 0, load(text)),
      '同词库：自写 Aho–Corasick': (text) => aho.count(codes, load(text)),
      '同词库：modern-ahocorasick': (text) => modern.search(text).length,
      '同词库：mint-filter': (text) => mint.filter(text).words.length,
      '同词库：fastscan': (text) => fast.search(text).length,
      '同词库：一条正则': (text) => text.match(expression)?.length ?? 0,
    },
    quick ? 1 : 3,
  );
  const larger: Record<string, (text: string) => number> = { '词库放大：地板': bare };
  for (const times of [1, 4, 16]) {
    const lexicon = lexiconOf(multiplied(literals, times));
    larger[`词库放大 ${times} 倍`] = (text) => lexicon.scan(codes, 0, load(text));
  }
  return [...beside, ...inTurn(sample, larger, quick ? 1 : 5)];
}

/** Of the cost with the text: from once to four times as much. */
function growth(matcher: Matcher, texts: string[]): Measure {
  const unit = texts.slice(0, 2000).join('\n\n').slice(0, 250_000);
  const [once, , fourTimes] = [1, 2, 4].map((times) =>
    median([0, 1, 2].map(() => cpuMs(() => void matcher.scan(unit.repeat(times))))),
  );
  return single('文本 n→4n 的增长指数', exponent(once!, fourTimes!), '');
}

/** In a process of its own each time. */
function coldStart(ruleset: Ruleset, rounds: number): Measure[] {
  const cold = Array.from({ length: rounds }, () => {
    const run = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', COLD], {
      input: JSON.stringify(ruleset),
      encoding: 'utf8',
      cwd: fileURLToPath(new URL('..', import.meta.url)),
    });
    return JSON.parse(run.stdout) as { parseMs: number; readyMs: number; firstMs: number };
  });
  const of = (name: string, key: keyof (typeof cold)[number]) =>
    summed(
      `冷启动：${name}`,
      cold.map((each) => each[key]),
      'ms',
    );
  return [of('JSON.parse', 'parseMs'), of('造好可用', 'readyMs'), of('第一次开门', 'firstMs')];
}
