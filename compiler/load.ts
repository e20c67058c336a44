import { fileURLToPath } from 'node:url';
import type { Catalog } from '../engine/catalog.ts';
import type { Ruleset } from '../engine/ruleset.ts';
import { compile } from './compile.ts';
import { lintRules } from './lint-rules.ts';
import { type Problem, RuleProblems } from './problem.ts';
import { type RuleSources, readRules } from './read-rules.ts';

/** The project's own rules folder. */
export const RULES_FOLDER = fileURLToPath(new URL('../rules', import.meta.url));

/** What a rules folder comes to, and what it was made from. */
export interface LoadedRules {
  ruleset: Ruleset;
  catalog: Catalog;
  sources: RuleSources;
}

/**
 * Reads, checks and compiles a rules folder.
 * @throws RuleProblems with every problem found, when there is any.
 */
export async function loadRuleset(folder: string = RULES_FOLDER): Promise<LoadedRules> {
  const problems: Problem[] = [];
  const loaded = loadWithProblems(folder, problems);
  if (problems.length > 0) throw new RuleProblems(problems);
  return loaded;
}

/** The same without throwing: what could be compiled, and what is wrong with the rest. */
export function loadWithProblems(folder: string, problems: Problem[]): LoadedRules {
  const sources = readRules(folder, problems);
  lintRules(sources, problems);
  return { ...compile(sources, problems), sources };
}
