/** Weighs the built extension against its budgets (docs/performance.md) and says which file is too heavy. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const KIB = 1024;
const output = fileURLToPath(new URL('../.output/', import.meta.url));

/** Largest size of a file, gzip, in bytes. Ear and scan are in every page; the rest is loaded when asked for. */
const BUDGETS: Record<string, number> = {
  'ear.js': KIB,
  'content-scripts/scan.js': 70 * KIB,
};

/** addons.mozilla.org refuses a package with a larger script, in bytes (MAX_FILE_SIZE_TO_PARSE_MB of addons-linter). */
const LARGEST_FOR_FIREFOX = 5 * KIB * KIB;

const targets = ['chrome-mv3', 'edge-mv3', 'firefox-mv3'];
const problems: string[] = [];

for (const target of targets) {
  const folder = join(output, target);
  if (!existsSync(folder)) {
    problems.push(`没有 ${target}：先运行 npm run build`);
    continue;
  }
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!/\.(js|css|html)$/.test(name)) continue;
    const content = readFileSync(join(folder, name));
    if (target === 'firefox-mv3' && content.length > LARGEST_FOR_FIREFOX) {
      problems.push(
        `${target} 的 ${name} 有 ${(content.length / KIB / KIB).toFixed(2)} MiB，addons.mozilla.org 只收 5 MiB 以内的`,
      );
    }
    const weight = gzipSync(content, { level: 9 }).length;
    const budget = BUDGETS[name];
    const limit = budget === undefined ? '' : ` / ${(budget / KIB).toFixed(0)}`;
    console.log(`${target}  ${name}  ${(weight / KIB).toFixed(1)}${limit} KiB gzip`);
    if (budget !== undefined && weight > budget) {
      problems.push(
        `${target} 的 ${name} 压缩后 ${(weight / KIB).toFixed(1)} KiB，超过预算 ${(budget / KIB).toFixed(0)} KiB`,
      );
    }
  }
  for (const name of Object.keys(BUDGETS)) {
    if (!existsSync(join(folder, name))) problems.push(`${target} 里没有 ${name}，预算无从核对`);
  }
}

for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
