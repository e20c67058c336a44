import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadWithProblems, RULES_FOLDER } from '../compiler/load.ts';
import { formatProblem, type Problem } from '../compiler/problem.ts';
import { runExamples } from '../compiler/run-examples.ts';
import { Matcher } from '../engine/matcher.ts';
import { SignalList } from '../engine/signal-list.ts';
import { judge } from '../engine/verdict.ts';
import { callOf, fail } from './call.ts';

/**
 * `npm run rules:check [FOLDER]`: validates every rule file, runs every example, and holds the rules against our own clean
 * corpus.
 */
const { positionals } = callOf('用法：npm run rules:check [-- 规则文件夹]', {}, 1);
const folder = resolve(positionals[0] ?? RULES_FOLDER);
if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) fail(`${folder} 不是文件夹`);
const problems: Problem[] = [];
const { ruleset, sources } = loadWithProblems(folder, problems);

let examples = 0;
if (sources.rules.length > 0) {
  const matcher = new Matcher(ruleset);
  for (const source of sources.rules) {
    for (const outcome of runExamples(source, matcher)) {
      examples++;
      if (outcome.problem) problems.push(outcome.problem);
    }
  }
  problems.push(...mistakesOnOwnCorpus(matcher));
}

for (const problem of problems) console.error(formatProblem(problem));
console.log(
  `${sources.rules.length} 条规则，${new SignalList(ruleset.signals).length} 个信号，词库 ${ruleset.lexicon.table.keys} 个键，${examples} 句例句；${problems.length === 0 ? '全部通过' : `${problems.length} 处要改`}`,
);
process.exitCode = problems.length === 0 ? 0 : 1;

/**
 * What fires on text we wrote as harmless is refused, be it at notice: the next step would make an alarm of it. A mention
 * that an exemption lowered is as it should be. Held-out texts are not looked at here: tests/corpus/README.md.
 */
function mistakesOnOwnCorpus(matcher: Matcher): Problem[] {
  const name = 'tests/corpus/lookalikes.jsonl';
  const found: Problem[] = [];
  readFileSync(join(RULES_FOLDER, '..', name), 'utf8')
    .split('\n')
    .forEach((line, index) => {
      if (line.trim() === '') return;
      const { text, split } = JSON.parse(line) as { text: string; split?: string };
      if (split === 'held') return;
      const mistake = judge(matcher.scan(text).filter(({ exemption }) => exemption === undefined)).findings[0];
      if (!mistake) return;
      const words = mistake.evidence.map((evidence) => `${evidence.signal}“${evidence.quote}”`).join('、');
      found.push({
        file: name,
        line: index + 1,
        column: 1,
        message: `规则 ${mistake.rule} 在正常文本上判为 ${mistake.level}：${words}`,
      });
    });
  return found;
}
