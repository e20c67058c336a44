import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Catalog } from '../engine/catalog.ts';
import type { Ruleset } from '../engine/ruleset.ts';
import { loadRuleset, RULES_FOLDER } from './load.ts';

/** What the compiled rules depend on, besides the rules: the code that makes them and the versions of what it imports. */
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MAKERS = ['compiler', 'engine', 'package-lock.json'];
const KEPT_IN = join(ROOT, 'node_modules', '.cache', 'caliangyan');

/** What the compiler makes of the rules. */
export interface Compiled {
  ruleset: Ruleset;
  catalog: Catalog;
}

/**
 * The project's own rules, compiled. Compiling three hundred files takes seconds, so what came out last is kept under
 * node_modules/.cache by the content of everything it is made from, and read from there the next time.
 * @throws RuleProblems with every problem found, when there is any; nothing is kept then.
 */
export async function loadCompiled(): Promise<Compiled> {
  const kept = join(KEPT_IN, `${fingerprint()}.json`);
  try {
    return JSON.parse(readFileSync(kept, 'utf8')) as Compiled;
  } catch {
    // Not there yet, or cut short by a crash: made anew.
  }
  const { ruleset, catalog } = await loadRuleset();
  keep(kept, { ruleset, catalog });
  return { ruleset, catalog };
}

function keep(path: string, compiled: Compiled): void {
  try {
    mkdirSync(KEPT_IN, { recursive: true });
    // Another process may be reading: it sees the whole file or none.
    const unfinished = `${path}.${process.pid}`;
    writeFileSync(unfinished, JSON.stringify(compiled));
    renameSync(unfinished, path);
    for (const other of readdirSync(KEPT_IN)) {
      if (join(KEPT_IN, other) !== path) rmSync(join(KEPT_IN, other), { force: true });
    }
  } catch {
    // A full or read-only disk costs only the time to compile again.
  }
}

function fingerprint(): string {
  const hash = createHash('sha256');
  for (const path of [RULES_FOLDER, ...MAKERS.map((name) => join(ROOT, name))]) {
    for (const file of filesOf(path)) hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex').slice(0, 32);
}

function filesOf(path: string): string[] {
  try {
    return readdirSync(path, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return [path];
    throw error;
  }
}
