import type { Plugin } from 'vite';
import type { Catalog } from '../engine/catalog.ts';
import { type LoadedRules, loadRuleset, RULES_FOLDER } from './load.ts';
import { speakCatalog } from './speak-catalog.ts';

const RULESET = 'virtual:ruleset';
const CATALOG = 'virtual:catalog';
const SPOKEN = 'virtual:spoken-catalog';
/** Ends the id under which a rule file poses as a module while developing. */
const RULE_FILE = '?rule';

/**
 * `virtual:ruleset`, `virtual:catalog` and `virtual:spoken-catalog` (the catalog by language), compiled from rules/ when
 * first asked for. While `wxt` runs, a change to any rule compiles them anew; a broken rule is reported by file, line and
 * column, and the last good ruleset stays.
 */
export function rulesetPlugin(folder: string = RULES_FOLDER): Plugin {
  let current: Promise<LoadedRules> | null = null;
  let lastGood: LoadedRules | null = null;
  let developing = false;
  const load = async (): Promise<LoadedRules> => {
    current ??= loadRuleset(folder);
    try {
      lastGood = await current;
      return lastGood;
    } catch (error) {
      current = null;
      if (lastGood === null) throw error;
      console.error(`规则有误，继续使用上一版规则集：\n${(error as Error).message}`);
      return lastGood;
    }
  };
  return {
    name: 'caliangyan:ruleset',
    configResolved({ mode }) {
      developing = mode === 'development';
    },
    resolveId(id) {
      if (id.endsWith(RULE_FILE)) return id;
      return id === RULESET || id === CATALOG || id === SPOKEN ? `\0${id}` : null;
    },
    async load(id) {
      if (id.endsWith(RULE_FILE)) return { code: 'export {};', moduleSideEffects: 'no-treeshake' };
      if (!id.startsWith('\0virtual:')) return null;
      const { ruleset, catalog, sources } = await load();
      const contents: Record<string, () => string> = {
        [`\0${RULESET}`]: () => `export default ${parsing(ruleset)};`,
        [`\0${CATALOG}`]: () => `export default ${parsing(catalog)};`,
        [`\0${SPOKEN}`]: () => spoken(catalog, speakCatalog(catalog, sources.texts.english)),
      };
      const code = contents[id]?.();
      if (code === undefined) return null;
      for (const file of sources.files) this.addWatchFile(file);
      // WXT rebuilds an entrypoint when one of its modules changed: each rule file poses as one.
      return developing
        ? `${sources.files.map((file) => `import ${JSON.stringify(file + RULE_FILE)};`).join('\n')}\n${code}`
        : code;
    },
    watchChange(id) {
      if (id.startsWith(folder)) current = null;
    },
  };
}

/**
 * JSON.parse of one string is several times faster to start than the same as an object literal
 * (v8.dev/blog/cost-of-javascript-2019).
 */
function parsing(value: unknown): string {
  return `JSON.parse(${JSON.stringify(JSON.stringify(value))})`;
}

/**
 * Each language is read when it is first asked for: one of them is all that most people ever see. What it shares with
 * the catalog is not carried again.
 */
function spoken(catalog: Catalog, catalogs: ReturnType<typeof speakCatalog>): string {
  const makers = Object.entries(catalogs).map(([language, own]) => {
    const differing = Object.entries(own).filter(([part, value]) => catalog[part as keyof Catalog] !== value);
    return `'${language}': () => ({ ...catalog, ...${parsing(Object.fromEntries(differing))} })`;
  });
  return `import catalog from '${CATALOG}';
const make = {${makers.join(',')}};
const made = {};
export default (language) => (made[language] ??= make[language]());`;
}
