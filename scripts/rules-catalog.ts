import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { toJsonSchema } from '@valibot/to-json-schema';
import { loadRuleset } from '../compiler/load.ts';
import { RuleProblems } from '../compiler/problem.ts';
import { ruleSchema } from '../compiler/rule-file.ts';
import { catalogPage } from './catalog-page.ts';

/** `npm run rules:catalog [-- --check]`: writes docs/rule-catalog.md and rules/rule.schema.json, or says whether they are up to date. */
const targets = [
  { file: 'docs/rule-catalog.md', make: async () => catalogPage(await loadRuleset()) },
  {
    file: 'rules/rule.schema.json',
    // YAML's failsafe schema makes every scalar text; numbers and transforms are checked by the compiler itself.
    make: async () =>
      `${JSON.stringify(toJsonSchema(ruleSchema, { errorMode: 'ignore', typeMode: 'input' }), null, 2)}\n`,
  },
];
try {
  for (const { file, make } of targets) {
    const path = fileURLToPath(new URL(`../${file}`, import.meta.url));
    const text = await make();
    if (!process.argv.includes('--check')) {
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
