import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `npm run zip`: packages for Chrome, Edge and Firefox (with Firefox's sources archive) in .output/. */
const root = fileURLToPath(new URL('..', import.meta.url));
const output = join(root, '.output');
const wxt = join(root, 'node_modules/wxt/bin/wxt.mjs');

for (const [browser, args] of [
  ['chrome', []],
  ['edge', []],
  ['firefox', ['--mv3']],
] as const) {
  const run = spawnSync(process.execPath, [wxt, 'zip', '-b', browser, ...args], {
    cwd: root,
    encoding: 'utf8',
    env: process.env,
  });
  if (run.status === 0) continue;
  const said = `${run.stdout ?? ''}\n${run.stderr ?? ''}`;
  console.error(reason(said, browser));
  process.exit(1);
}
for (const file of readdirSync(output).filter((name) => name.endsWith('.zip'))) {
  console.log(`.output/${file}  ${(statSync(join(output, file)).size / 1024).toFixed(1)} KiB`);
}

/** One sentence for the failures a person can mend; the tool's own words for the rest. */
function reason(said: string, browser: string): string {
  if (/ENOSPC|no space left|os error 28/i.test(said))
    return `打包 ${browser} 失败：磁盘满了，腾出空间后再运行 npm run zip（已有的包没有动）`;
  if (/EACCES|EPERM/.test(said)) return `打包 ${browser} 失败：没有权限写 ${existsSync(output) ? output : root}`;
  return `打包 ${browser} 失败：\n${said.trim().split('\n').slice(-15).join('\n')}`;
}
