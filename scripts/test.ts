/**
 * `npm test`: every check there is, one part after another, whatever fails on the way. `--quick` (`npm run check`)
 * leaves out the parts that build or need a browser. The last line is `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBrowsers } from './browsers.ts';
import { callOf } from './call.ts';

interface Count {
  passed: number;
  failed: number;
  /** Of those that passed, how many only the second time. */
  unsteady?: number;
}

interface Part {
  title: string;
  /** Command lines of installed tools, run one after another; the part fails when one of them does. */
  commands: string[][];
  /** Where the last command writes its results, for the parts that are made of tests. */
  results?: { file: string; read: (report: unknown) => Count; environment?: Record<string, string> };
  needsBrowsers?: boolean;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const { quick } = callOf(
  '用法：npm test，只要快的：npm run check',
  { quick: { type: 'boolean', default: false } },
  0,
).values;
const reports = mkdtempSync(join(tmpdir(), 'caliangyan-reports-'));
const unitReport = join(reports, 'unit.json');
const pageReport = join(reports, 'page.json');
const uiReport = join(reports, 'ui.json');
const chromiumReport = join(reports, 'chromium.json');
const firefoxReport = join(reports, 'firefox.json');
const playwright = ['playwright', 'test', '--config', 'tests/e2e/playwright.config.ts', '--project'];

const sourceFolders = [
  ...['engine', 'compiler', 'page', 'advice', 'lookup', 'ui', 'platform', 'entrypoints'],
  ...['scripts', 'bench', 'demo', 'tests'],
];
/** Unit tests that run in a real browser: part of the whole check, too slow for the quick one. */
const browserUnits = 'tests/page';

const quickParts: Part[] = [
  { title: '格式与风格', commands: [['biome', 'check', '--diagnostic-level=error']] },
  {
    title: '类型',
    commands: [
      ['tsc', '-p', 'tsconfig.json'],
      ['tsc', '-p', 'engine/tsconfig.json'],
    ],
  },
  { title: '分层', commands: [['depcruise', '--config', '.dependency-cruiser.mjs', ...sourceFolders]] },
  { title: '没有用到的代码', commands: [['knip']] },
  { title: '规则', commands: [['tsx', 'scripts/rules-check.ts']] },
  {
    title: '单元测试',
    commands: [[...vitest(unitReport), '--exclude', `${browserUnits}/**`]],
    results: { file: unitReport, read: readVitest },
  },
];

const slowParts: Part[] = [
  {
    title: '页面层，在真浏览器里',
    // On two cores vitest would take one worker; a test spends half its time waiting for the browser.
    commands: [[...vitest(pageReport), '--maxWorkers=2', '--retry=1', browserUnits]],
    results: { file: pageReport, read: readVitest },
    needsBrowsers: true,
  },
  {
    title: '界面，在真浏览器里',
    commands: [['playwright', 'test', '--config', 'tests/ui/playwright.config.ts']],
    results: { file: uiReport, read: readPlaywright, environment: { PLAYWRIGHT_JSON_OUTPUT_FILE: uiReport } },
    needsBrowsers: true,
  },
  { title: '构建 Chrome', commands: [['wxt', 'build', '-b', 'chrome']] },
  { title: '构建 Edge', commands: [['wxt', 'build', '-b', 'edge']] },
  { title: '构建 Firefox', commands: [['wxt', 'build', '-b', 'firefox', '--mv3']] },
  { title: '体积预算', commands: [['tsx', 'scripts/bundle-budget.ts']] },
  {
    title: '端到端：Chromium',
    commands: [[...playwright, 'chromium']],
    results: {
      file: chromiumReport,
      read: readPlaywright,
      environment: { PLAYWRIGHT_JSON_OUTPUT_FILE: chromiumReport },
    },
    needsBrowsers: true,
  },
  {
    title: '端到端：Firefox',
    commands: [[...playwright, 'firefox']],
    results: { file: firefoxReport, read: readPlaywright, environment: { PLAYWRIGHT_JSON_OUTPUT_FILE: firefoxReport } },
    needsBrowsers: true,
  },
];

function vitest(report: string): string[] {
  return ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
}

function readVitest(report: unknown): Count {
  const { numPassedTests, numFailedTests, testResults } = report as {
    numPassedTests: number;
    numFailedTests: number;
    testResults: { status: string; assertionResults: { status: string; failureMessages: string[] }[] }[];
  };
  // A file that does not even load has no tests to count; it counts as one.
  const unloaded = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  // What failed the first time keeps its message.
  const unsteady = testResults
    .flatMap((file) => file.assertionResults)
    .filter((each) => each.status === 'passed' && each.failureMessages.length > 0).length;
  return { passed: numPassedTests, failed: numFailedTests + unloaded, unsteady };
}

function readPlaywright(report: unknown): Count {
  const { stats, errors } = report as {
    stats: { expected: number; unexpected: number; flaky: number };
    errors: unknown[];
  };
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length, unsteady: stats.flaky };
}

function run(command: string[], environment: Record<string, string> = {}): boolean {
  const [tool = '', ...words] = command;
  const done = spawnSync(join(root, 'node_modules', '.bin', tool), words, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...environment },
    shell: process.platform === 'win32',
  });
  return done.status === 0;
}

function count(part: Part, succeeded: boolean): Count {
  if (part.results === undefined) return succeeded ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  try {
    const counted = part.results.read(JSON.parse(readFileSync(part.results.file, 'utf8')));
    // Green tests in a run that ended badly are no success: the run itself failed.
    return succeeded || counted.failed > 0 ? counted : { ...counted, failed: 1 };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

const parts = quick ? quickParts : [...quickParts, ...slowParts];
const total: Count = { passed: 0, failed: 0 };
const lines: string[] = [];
let browsersProblem: string | undefined;
if (!quick) {
  try {
    ensureBrowsers(['chromium', 'firefox']);
  } catch (error) {
    browsersProblem = error instanceof Error ? error.message : String(error);
  }
}
const prepared = run(['wxt', 'prepare']);
if (!prepared) console.log('wxt prepare 失败：下面的类型检查会缺少生成的文件。');

for (const [index, part] of parts.entries()) {
  console.log(`\n━━ ${index + 1}/${parts.length} ${part.title} ${'━'.repeat(48)}`);
  const began = performance.now();
  let counted: Count;
  if (part.needsBrowsers && browsersProblem !== undefined) {
    console.log(browsersProblem);
    counted = { passed: 0, failed: 1 };
  } else {
    const outcomes = part.commands.map((command) => run(command, part.results?.environment));
    counted = count(part, outcomes.every(Boolean));
  }
  total.passed += counted.passed;
  total.failed += counted.failed;
  const seconds = Math.round((performance.now() - began) / 1000);
  const verdict = counted.failed === 0 ? '通过' : '失败';
  const unsteady = counted.unsteady ? `（${counted.unsteady} 个第二次才通过）` : '';
  lines.push(
    `${verdict}  ${part.title}  ${counted.passed} / ${counted.passed + counted.failed}  ${seconds} 秒${unsteady}`,
  );
}
rmSync(reports, { recursive: true, force: true });

console.log(`\n━━ 总计 ${'━'.repeat(56)}\n${lines.join('\n')}\n`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
