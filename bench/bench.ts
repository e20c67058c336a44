/**
 * `npm run bench`: one subject a file, one after another, so that they do not disturb each other. What needs a browser
 * or the built extension says in one line when it is missing, and the rest goes on.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { callOf, fail } from '../scripts/call.ts';
import { BUILT } from './built-extension.ts';
import { benchCli } from './cli.ts';
import { benchContentScript } from './content-script.ts';
import { benchEngine } from './engine.ts';
import type { Section } from './measure.ts';
import { benchMemory } from './memory.ts';
import { benchPage } from './page.ts';
import { benchPopup } from './popup.ts';
import { benchStorm } from './storm.ts';

const SUBJECTS: Record<string, () => AsyncIterable<Section>> = {
  engine: () => benchEngine(quick),
  memory: () => benchMemory(quick),
  page: () => benchPage(quick),
  extension: () => benchContentScript(quick),
  storm: () => benchStorm(quick),
  popup: () => benchPopup(quick),
  cli: () => benchCli(quick),
};
const NEED_BUILD = ['memory', 'extension', 'popup'];

const USAGE = `用法：npm run bench -- [--quick] [--json] [--only ${Object.keys(SUBJECTS).join(',')}] [--no-page]`;
const { values, positionals } = callOf(USAGE, {
  quick: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  only: { type: 'string' },
  'no-page': { type: 'boolean', default: false },
});
if (positionals.length > 0) fail(`多了“${positionals.join(' ')}”，只量几项请用 --only\n${USAGE}`);
const { json, quick } = values;
const asked = values.only?.split(',') ?? Object.keys(SUBJECTS);
const unknown = asked.filter((name) => !Object.hasOwn(SUBJECTS, name));
if (unknown.length > 0) fail(`没有这一项：${unknown.join('、')}（有 ${Object.keys(SUBJECTS).join('、')}）`);
const names = values['no-page'] ? asked.filter((name) => name === 'engine' || name === 'cli') : asked;

// The built extension is measured as it would be shipped now, not as it was some time ago.
if (names.some((name) => NEED_BUILD.includes(name))) {
  const wxt = fileURLToPath(new URL('../node_modules/wxt/bin/wxt.mjs', import.meta.url));
  const built = spawnSync(process.execPath, [wxt, 'build', '-b', 'chrome'], { encoding: 'utf8' });
  if (built.status !== 0) console.error(`构建失败，${BUILT} 可能是旧的：\n${built.stderr}`);
}

const sections: Record<string, Section[]> = {};
for (const name of names) {
  const start = performance.now();
  sections[name] = [];
  try {
    for await (const section of SUBJECTS[name]!()) {
      sections[name].push(section);
      if (!json) print(section);
    }
  } catch (error) {
    console.error(`${name} 没有量完：${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
  if (!json) console.log(`（${name} 用了 ${((performance.now() - start) / 1000).toFixed(0)} 秒）`);
}
if (json) console.log(JSON.stringify(sections, null, 1));

function print({ title, from, measures }: Section): void {
  console.log(`\n${title}：${from}`);
  for (const { name, median, spread, unit } of measures) {
    console.log(`  ${name}：${median.toFixed(2)}${spread > 0 ? ` ± ${spread.toFixed(2)}` : ''} ${unit}`);
  }
}
