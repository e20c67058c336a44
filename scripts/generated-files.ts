import { toJsonSchema } from '@valibot/to-json-schema';
import type { LoadedRules } from '../compiler/load.ts';
import { ruleSchema } from '../compiler/rule-file.ts';
import { catalogPage } from './catalog-page.ts';

/** The files that `npm run rules:catalog` writes from the rules, by their path. */
export function generatedFiles(loaded: LoadedRules): Record<string, string> {
  // YAML's failsafe schema makes every scalar text; numbers and transforms are checked by the compiler itself.
  const schema = toJsonSchema(ruleSchema, { errorMode: 'ignore', typeMode: 'input' });
  return {
    'docs/rule-catalog.md': catalogPage(loaded),
    'rules/rule.schema.json': `${JSON.stringify(schema, null, 2)}\n`,
  };
}
