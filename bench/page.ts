/**
 * Page benchmark: what a page pays for being read, as ratios to a bare TreeWalker that reads every text's length.
 *
 *   npx tsx bench/page.ts [--json] [--repeat N] [--only NAME] [--methods floor,textContent,reading,scan]
 *
 * floor: the bare walk. textContent: one big read. reading: our scan with a gate that never opens. scan: all of it.
 *
 * Every figure is the median over fresh pages (a page that was walked once is not the same again), methods taken in
 * turn, so that a slow minute of the machine falls on all of them. Times are of the main thread: for the scan the sum of
 * its slices. Saved pages of ../shared/corpora/pages are used where they are there.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from '@playwright/test';
import { build } from 'vite';
import { loadWithProblems, RULES_FOLDER } from '../compiler/load.ts';
import { chromiumFlags, findBrowser } from '../scripts/browsers.ts';
import type { Measured } from './page-bundle.ts';

const PAGES = '../shared/corpora/pages';
const ALL_METHODS = ['floor', 'textContent', 'reading', 'scan'] as const;
type Method = (typeof ALL_METHODS)[number];

interface Row {
  page: string;
  /** Milliseconds, medians; `spread` is half the distance between the quartiles. */
  medians: Record<Method, number>;
  spread: Record<Method, number>;
  longestSliceMs: number;
  gateMs: number;
  level: string;
  work: Record<string, number>;
}

const flags = process.argv.slice(2);
const option = (name: string) => (flags.includes(name) ? flags[flags.indexOf(name) + 1] : undefined);
/** Leave out what is not asked for: a full run takes minutes. */
const METHODS = ALL_METHODS.filter((name) => (option('--methods') ?? ALL_METHODS.join()).split(',').includes(name));
const repeat = Number(option('--repeat') ?? 5);
const only = option('--only');

/** Ordinary sentences, varied so that no cache of the browser can help. */
function generated(chars: number, english = false): string {
  const words = english
    ? ['the', 'quick', 'brown', 'fox', 'jumps', 'over', 'a', 'lazy', 'dog', 'while', 'people', 'read']
    : [
        '今天',
        '公园里',
        '的',
        '孩子',
        '们',
        '看书',
        '散步',
        '天气',
        '很',
        '好',
        '学校',
        '通知',
        '明天',
        '开会',
        '老师',
        '说',
      ];
  let state = 1;
  const next = (below: number) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % below;
  };
  const sentence = (length: number) => {
    let text = '';
    while (text.length < length) text += words[next(words.length)]! + (english ? ' ' : '');
    return text;
  };
  let html = '<!doctype html><meta charset=utf-8><title>生成的页面</title><main>';
  for (let have = 0; have < chars; ) {
    const lines = Array.from({ length: 4 }, () => sentence(10 + next(40)));
    have += lines.join('').length;
    html += `<section>\n  <h3>${lines[0]}</h3>\n  <p>${lines[1]}<a href="#">${lines[2]}</a></p>\n  <div><span>${lines[3]}</span></div>\n</section>\n`;
  }
  return `${html}</main>`;
}

function pages(): { name: string; html: string }[] {
  const made = [
    { name: 'generated 100k', html: generated(100_000) },
    { name: 'generated 1M', html: generated(1_000_000) },
    { name: 'English 300k', html: generated(300_000, true) },
  ];
  if (!existsSync(PAGES)) console.error(`${PAGES} 不在，只测生成的页面。`);
  const saved = existsSync(PAGES)
    ? readdirSync(PAGES).map((name) => ({ name, html: readFileSync(`${PAGES}/${name}`, 'utf8') }))
    : [];
  return [...saved, ...made].filter(({ name }) => only === undefined || name.includes(only));
}

async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: { entry: fileURLToPath(new URL('page-bundle.ts', import.meta.url)), formats: ['iife'], name: 'bundle' },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !('output' in output)) throw new Error('Vite built nothing.');
  return output.output[0].code;
}

const { ruleset } = loadWithProblems(RULES_FOLDER, []);
const script = await bundle();

async function measure(browser: Browser, html: string, method: Method): Promise<Measured> {
  const page = await browser.newPage();
  try {
    await page.route('**', (route) =>
      route.request().isNavigationRequest() && route.request().frame() === page.mainFrame()
        ? route.fulfill({
            contentType: 'text/html; charset=utf-8',
            // The page's own scripts would only be noise.
            headers: { 'content-security-policy': "script-src 'none'; frame-src 'none'" },
            body: html,
          })
        : route.abort(),
    );
    await page.goto('http://page.test/', { waitUntil: 'load' });
    await page.evaluate(script);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestIdleCallback(done))));
    if (method === 'scan') return await page.evaluate((rules) => window.bench.scan(rules), ruleset);
    if (method === 'reading') return await page.evaluate(() => window.bench.scan(null));
    return await page.evaluate((name) => window.bench[name](), method);
  } finally {
    await page.close();
  }
}

function quantile(values: number[], at: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(at * sorted.length))] ?? 0;
}

async function row(browser: Browser, name: string, html: string): Promise<Row> {
  const all: Record<Method, Measured[]> = { floor: [], textContent: [], reading: [], scan: [] };
  for (let i = 0; i < repeat; i++) for (const method of METHODS) all[method].push(await measure(browser, html, method));
  const times = (method: Method) => all[method].map(({ milliseconds }) => milliseconds);
  const each = (value: (method: Method) => number) =>
    Object.fromEntries(METHODS.map((method) => [method, value(method)])) as Record<Method, number>;
  const whole = all.scan.length > 0 ? all.scan : all.reading;
  const last = whole.at(-1);
  return {
    page: name,
    medians: each((method) => quantile(times(method), 0.5)),
    spread: each((method) => (quantile(times(method), 0.75) - quantile(times(method), 0.25)) / 2),
    longestSliceMs: quantile(
      all.scan.map(({ longestSliceMs }) => longestSliceMs),
      0.5,
    ),
    gateMs: quantile(
      all.scan.map(({ gateMs }) => gateMs),
      0.5,
    ),
    level: last?.level ?? '',
    work: last?.work ?? {},
  };
}

const found = findBrowser('chromium');
if (!found) throw new Error('没有找到 Chromium：请先运行 npx tsx scripts/browsers.ts chromium');
const browser = await chromium.launch({ executablePath: found.path, args: chromiumFlags() });
const rows: Row[] = [];
try {
  for (const { name, html } of pages()) {
    const result = await row(browser, name, html);
    rows.push(result);
    if (!flags.includes('--json')) print(result);
  }
} finally {
  await browser.close();
}
if (flags.includes('--json')) console.log(JSON.stringify(rows, null, 1));
else summary();

function print({ page, medians, spread, longestSliceMs, gateMs, level, work }: Row): void {
  const cells = METHODS.map((method) => `${medians[method].toFixed(2)}±${spread[method].toFixed(2)}`.padStart(12));
  const ratio = (medians[METHODS.at(-1)!] / medians.floor).toFixed(2).padStart(6);
  console.log(
    `${page.slice(0, 34).padEnd(34)}${cells.join('')}${ratio}×  最长片 ${longestSliceMs.toFixed(1)}  门 ${gateMs.toFixed(1)}  ${level.padEnd(7)} 字 ${work['chars']} 走查 ${work['passages']}`,
  );
}

/** Sums over pages: long pages weigh what they weigh. */
function summary(): void {
  const sum = (method: Method) => rows.reduce((total, { medians }) => total + medians[method], 0);
  const gate = rows.reduce((total, { gateMs }) => total + gateMs, 0);
  console.log('');
  for (const method of METHODS) {
    console.log(
      `${method.padEnd(12)} ${sum(method).toFixed(1).padStart(8)} ms  ${(sum(method) / sum('floor')).toFixed(2)} ×`,
    );
  }
  if (METHODS.includes('scan')) console.log(`scan 不计造门 ${((sum('scan') - gate) / sum('floor')).toFixed(2)} ×`);
}
