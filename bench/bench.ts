/** `npm run bench [-- --quick] [-- --json] [-- --no-page]`: engine, then page (bench/page.ts, needs Chromium). */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { benchEngine } from './engine.ts';

const flags = process.argv.slice(2);
const json = flags.includes('--json');
const quick = flags.includes('--quick');

const engine = benchEngine(quick);
if (json) console.log(JSON.stringify(engine, null, 1));
else {
  console.log(`引擎：${engine.from}，${engine.chars} 字，进程的 CPU 时间`);
  for (const { name, median, spread, unit } of engine.measures) {
    console.log(`  ${name}：${median.toFixed(2)} ± ${spread.toFixed(2)} ${unit}`);
  }
}
if (!flags.includes('--no-page')) {
  const page = fileURLToPath(new URL('page.ts', import.meta.url));
  const { status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', page, ...(json ? ['--json'] : []), ...(quick ? ['--repeat', '1', '--only', 'generated'] : [])],
    { stdio: 'inherit' },
  );
  process.exitCode = status ?? 1;
}
