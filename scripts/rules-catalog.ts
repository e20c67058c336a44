import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadRuleset } from '../compiler/load.ts';
import { RuleProblems } from '../compiler/problem.ts';
import { callOf } from './call.ts';
import { generatedFiles } from './generated-files.ts';

/** `npm run rules:catalog [-- --check]`: writes the files made from the rules, or says whether they are up to date. */
const { values } = callOf('用法：npm run rules:catalog [-- --check]', { check: { type: 'boolean' } }, 0);
try {
  for (const [file, text] of Object.entries(generatedFiles(await loadRuleset()))) {
    const path = fileURLToPath(new URL(`../${file}`, import.meta.url));
    if (!values.check) {
      writeFileSync(path, text);
      console.log(`已写好 ${file}`);
    } else if (readIfThere(path) === text) console.log(`${file} 是最新的`);
    else {
      console.error(`${file} 不是最新的，请运行 npm run rules:catalog 并提交`);
      process.exitCode = 1;
    }
  }
} catch (error) {
  if (!(error instanceof RuleProblems)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
