/**
 * Finds the browsers that the demo and the end-to-end tests drive, and installs them where that needs no question
 * (Debian family, as root). Nothing is downloaded in any other way: elsewhere one line says what to install.
 *
 * As a command: `npx tsx scripts/browsers.ts [chromium] [firefox]` prints what it found.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { callOf, fail } from './call.ts';

export type BrowserKind = 'chromium' | 'firefox';

export interface FoundBrowser {
  kind: BrowserKind;
  path: string;
}

interface KindFacts {
  /** Environment variable that names the executable and beats every search. */
  variable: string;
  /** Names on PATH, best first. */
  names: string[];
  /** Usual full paths outside PATH, best first. */
  paths: string[];
  debianPackages: string[];
  /** What a person without apt installs. */
  advice: string;
}

const programFiles = [
  process.env['PROGRAMFILES'],
  process.env['PROGRAMFILES(X86)'],
  process.env['LOCALAPPDATA'],
].filter((folder): folder is string => folder !== undefined);

const KINDS: Record<BrowserKind, KindFacts> = {
  chromium: {
    variable: 'CALIANGYAN_CHROMIUM',
    names: ['chromium', 'chromium-browser', 'google-chrome-for-testing', 'google-chrome', 'microsoft-edge'],
    paths: [
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
      ...programFiles.flatMap((folder) => [
        join(folder, 'Chromium', 'Application', 'chrome.exe'),
        join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
        join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
      ]),
    ],
    debianPackages: ['chromium', 'chromium-l10n', 'fonts-noto-cjk'],
    advice: '请安装 Chromium（或 Chrome、Edge）',
  },
  firefox: {
    variable: 'CALIANGYAN_FIREFOX',
    names: ['firefox-esr', 'firefox'],
    paths: [
      '/Applications/Firefox.app/Contents/MacOS/firefox',
      ...programFiles.map((folder) => join(folder, 'Mozilla Firefox', 'firefox.exe')),
    ],
    debianPackages: ['firefox-esr', 'fonts-noto-cjk'],
    advice: '请安装 Firefox 140 或更新的版本',
  },
};

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function onPath(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

/** The browser of that kind on this machine, or undefined. Throws when the override names no executable. */
export function findBrowser(kind: BrowserKind): FoundBrowser | undefined {
  const facts = KINDS[kind];
  const named = process.env[facts.variable];
  if (named !== undefined && named !== '') {
    if (!isExecutable(named)) throw new Error(`${facts.variable} 指向的文件不存在或不能执行：${named}`);
    return { kind, path: named };
  }
  const path = facts.names.map(onPath).find((found) => found !== undefined) ?? facts.paths.find(isExecutable);
  return path === undefined ? undefined : { kind, path };
}

/** Debian's fonts or any other CJK font; without one every Chinese glyph in a picture is an empty box. */
function hasChineseFont(): boolean {
  const list = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
  if (list.status === 0) return list.stdout.trim() !== '';
  return ['/usr/share/fonts/opentype/noto', '/usr/share/fonts/truetype/noto'].some(
    (folder) => existsSync(folder) && readdirSync(folder).some((file) => file.includes('CJK')),
  );
}

function missingPackages(kinds: readonly BrowserKind[]): string[] {
  const wanted = new Set<string>();
  for (const kind of kinds) {
    if (findBrowser(kind) === undefined) for (const name of KINDS[kind].debianPackages) wanted.add(name);
  }
  if (process.platform === 'linux') {
    if (!hasChineseFont()) wanted.add('fonts-noto-cjk');
    // Debian ships Chromium with English alone; without this the extension's own pages fall back to `en`.
    const lacksChinese = existsSync('/usr/lib/chromium/chromium') && !existsSync('/usr/lib/chromium/locales/zh-CN.pak');
    if (kinds.includes('chromium') && lacksChinese) wanted.add('chromium-l10n');
  }
  return [...wanted];
}

function canInstall(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && onPath('apt-get') !== undefined;
}

function aptGet(args: string[]): void {
  const run = spawnSync('apt-get', args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (run.status !== 0) throw new Error(`apt-get ${args.join(' ')} 失败（退出码 ${run.status ?? run.error?.message}）`);
}

/**
 * Makes sure that the named browsers and a Chinese font are there, installing Debian packages when that is possible
 * without asking. Throws an error whose message is the one line a person needs when something has to be done by hand.
 */
export function ensureBrowsers(kinds: readonly BrowserKind[]): Record<BrowserKind, FoundBrowser | undefined> {
  const missing = missingPackages(kinds);
  if (missing.length > 0 && canInstall()) {
    console.log(`正在安装浏览器和中文字体：apt-get install ${missing.join(' ')}（首次约需一两分钟）`);
    aptGet(['update', '-qq']);
    aptGet(['install', '-y', '-qq', '--no-install-recommends', ...missing]);
  }
  const absent = kinds.filter((kind) => findBrowser(kind) === undefined);
  if (absent.length > 0) {
    const advice = absent.map((kind) => `${KINDS[kind].advice}，或用环境变量 ${KINDS[kind].variable} 指明它的路径`);
    const packages = absent.flatMap((kind) => KINDS[kind].debianPackages);
    const apt = onPath('apt-get') === undefined ? '' : `（sudo apt-get install ${[...new Set(packages)].join(' ')}）`;
    throw new Error(`没有找到浏览器：${advice.join('；')}${apt}。`);
  }
  return { chromium: findBrowser('chromium'), firefox: findBrowser('firefox') };
}

/**
 * Flags for a Chromium that runs as root in a container and whose every name resolves to nothing but this machine,
 * so that neither a page nor the browser itself can reach the network.
 */
export function chromiumFlags(): string[] {
  return [
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE *.localhost',
    ...(process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
}

/** Chromium on Linux takes its interface language from LANGUAGE; `--lang` does not reach the extension's pages. */
export function browserEnvironment(language = 'zh_CN'): Record<string, string> {
  const kept = Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return { ...Object.fromEntries(kept), LANGUAGE: language };
}

/** Whether a window can be shown to somebody. */
export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return process.env['CI'] === undefined;
  return Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const usage = '用法：npx tsx scripts/browsers.ts [chromium] [firefox]';
  const { positionals } = callOf(usage, {}, 2);
  const isKind = (word: string): word is BrowserKind => word === 'chromium' || word === 'firefox';
  const unknown = positionals.find((word) => !isKind(word));
  if (unknown !== undefined) fail(`不认识的浏览器 ${unknown}\n${usage}`);
  const kinds = positionals.length > 0 ? positionals.filter(isKind) : (['chromium', 'firefox'] as const);
  try {
    const found = ensureBrowsers(kinds);
    for (const kind of kinds) console.log(`${kind}: ${found[kind]?.path}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
