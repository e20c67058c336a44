import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { chromiumFlags, ensureBrowsers } from './browsers.ts';
import { callOf } from './call.ts';

/**
 * Every state of every surface, without a browser extension around it.
 *
 *   npx tsx scripts/playground.ts              serves them; the first page lists them
 *   npx tsx scripts/playground.ts --out DIR    writes the static page
 *   npx tsx scripts/playground.ts --shots DIR  writes PNGs; --only TEXT keeps those whose name contains it
 */

const ROOT = join(import.meta.dirname, '../ui/playground');

/** Built files by their path in the site. */
export type Site = Map<string, string | Uint8Array>;

/** The playground as a static site. */
export async function buildPlayground(): Promise<Site> {
  const built = await build({
    configFile: false,
    root: ROOT,
    base: './',
    logLevel: 'warn',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: { write: false, modulePreload: false, minify: false },
  });
  if (!('output' in built)) throw new Error('vite gave no single bundle');
  return new Map(built.output.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source]));
}

/** Serves the site on 127.0.0.1 at a port the system chooses. */
export async function servePlayground(site: Site): Promise<{ url: string; close: () => void }> {
  const types: Record<string, string> = { html: 'text/html', js: 'text/javascript', css: 'text/css' };
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const name = path === '/' ? '/index.html' : path;
    const body = site.get(name);
    if (body === undefined) return void response.writeHead(404).end();
    response.writeHead(200, {
      'content-type': `${types[name.split('.').at(-1) ?? ''] ?? 'text/plain'}; charset=utf-8`,
    });
    response.end(body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => void server.close() };
}

interface Shot {
  state: string;
  lang: 'zh_CN' | 'zh_TW' | 'en';
  scheme: 'light' | 'dark';
  size: 'normal' | 'elder';
  width: number;
  height: number;
  forced?: boolean;
}

/** Ids of every state the playground has. */
export const STATES = [
  ...['danger-0', 'danger-1', 'danger-2', 'danger-long-0', 'danger-long-1', 'danger-long-2', 'danger-bare'],
  'danger-writing',
  'danger-again',
  'caution-gone',
  'danger-silenced-before',
  ...[
    'caution-0',
    'caution-1',
    'caution-2',
    'caution-long',
    'danger-wrong',
    'cut-off',
    'stand-in',
    'gate-wait',
    'gate-open',
  ],
  ...['note-caution', 'note-danger', 'note-held', 'note-long', 'note-writing'],
  ...[
    'popup-none',
    'popup-scanning',
    'popup-waiting',
    'popup-reading',
    'popup-notice',
    'popup-caution',
    'popup-danger',
    'popup-many',
    'popup-forbidden',
    'popup-withheld',
  ],
  ...[
    'popup-off',
    'popup-unstored',
    'popup-error',
    'popup-match',
    'popup-official',
    'popup-paid',
    'popup-mention',
    'popup-definition',
    'popup-part',
    'popup-unknown',
    'popup-long',
    'popup-question',
  ],
  ...['options', 'options-first', 'options-empty', 'transferred', 'transferred-nothing', 'family', 'family-nothing'],
  ...[
    'danger-named',
    'danger-long-name',
    'caution-named',
    'caution-long-name',
    'gate-named',
    'gate-long-name',
    'options-kin',
    'options-kin-error',
    'options-kin-unstored',
    'family-named',
    'family-long-name',
    'family-name-only',
    'family-nothing-named',
  ],
];
const MAIN_STATES = [
  'danger-0',
  'danger-1',
  'danger-2',
  'caution-0',
  'gate-wait',
  'note-caution',
  'note-held',
  'popup-match',
  'popup-danger',
  'options',
  'transferred',
  'family',
  'danger-named',
  'caution-named',
  'gate-named',
  'options-kin-error',
  'family-named',
];

function* shots(): Generator<Shot> {
  const both = { scheme: ['light', 'dark'], size: ['normal', 'elder'] } as const;
  for (const state of STATES) {
    for (const scheme of both.scheme) {
      for (const size of both.size) {
        yield { state, lang: 'zh_CN', scheme, size, width: 1280, height: 800 };
        yield { state, lang: 'zh_CN', scheme, size, width: 360, height: 740 };
      }
    }
    // A window of 1280 × 800 at 400 % zoom.
    yield { state, lang: 'zh_CN', scheme: 'light', size: 'normal', width: 320, height: 200 };
  }
  for (const state of MAIN_STATES) {
    for (const lang of ['zh_TW', 'en'] as const) {
      yield { state, lang, scheme: 'light', size: 'normal', width: 1280, height: 800 };
      yield { state, lang, scheme: 'dark', size: 'elder', width: 360, height: 740 };
    }
    yield { state, lang: 'zh_CN', scheme: 'light', size: 'normal', width: 1280, height: 800, forced: true };
  }
}

/**
 * Writes a PNG a state and setting into the folder. Own pages are taken whole, surfaces over a page as the window shows
 * them.
 */
async function takeShots(folder: string, only: string): Promise<number> {
  await mkdir(folder, { recursive: true });
  const { url, close } = await servePlayground(await buildPlayground());
  const { chromium: found } = ensureBrowsers(['chromium']);
  const browser = await chromium.launch({ ...(found && { executablePath: found.path }), args: chromiumFlags() });
  let taken = 0;
  try {
    const page = await browser.newPage({ reducedMotion: 'reduce' });
    await page.goto(url);
    for (const shot of shots()) {
      const { state, lang, scheme, size, width, height, forced = false } = shot;
      const name = [state, lang, scheme, size, width, ...(forced ? ['forced'] : [])].join('_');
      if (!name.includes(only)) continue;
      await page.setViewportSize({ width, height });
      await page.emulateMedia({
        colorScheme: scheme,
        forcedColors: forced ? 'active' : 'none',
        reducedMotion: 'reduce',
      });
      await page.evaluate(`show(${JSON.stringify(`${state}?lang=${lang}&size=${size}`)})`);
      // A live region is there before what it says.
      await page.locator('.cly', { hasText: /\S/ }).waitFor({ state: 'attached' });
      await page.screenshot({
        path: join(folder, `${name}.png`),
        fullPage: height > 200 && !/^(danger|caution|cut-off|gate|note)/.test(state),
      });
      taken += 1;
    }
    if ('family-picture'.includes(only) || only === '') {
      const bytes = await page.evaluate('familyPicture()');
      await writeFile(join(folder, 'family-picture.png'), new Uint8Array(bytes as number[]));
      taken += 1;
    }
  } finally {
    await browser.close();
    close();
  }
  return taken;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = callOf(
    '用法：npx tsx scripts/playground.ts [--out 文件夹 | --shots 文件夹 [--only 名字里的字]]',
    { out: { type: 'string' }, shots: { type: 'string' }, only: { type: 'string', default: '' } },
    0,
  );
  if (values.shots !== undefined) {
    console.log(`${await takeShots(values.shots, values.only)} 张样张写到 ${values.shots}`);
  } else if (values.out !== undefined) {
    for (const [path, body] of await buildPlayground()) {
      const to = join(values.out, path);
      await mkdir(join(to, '..'), { recursive: true });
      await writeFile(to, body);
    }
    console.log(`样张写到 ${values.out}`);
  } else {
    const { url } = await servePlayground(await buildPlayground());
    console.log(`界面样张：${url}（Ctrl+C 结束）`);
  }
}
