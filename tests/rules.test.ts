import { describe, expect, test } from 'vitest';
import { loadWithProblems, RULES_FOLDER } from '../compiler/load.ts';
import { formatProblem, type Problem } from '../compiler/problem.ts';
import { runExamples } from '../compiler/run-examples.ts';
import { Matcher } from '../engine/matcher.ts';

const problems: Problem[] = [];
const { ruleset, sources } = loadWithProblems(RULES_FOLDER, problems);
const matcher = new Matcher(ruleset);

test('规则文件没有错误', () => {
  expect(problems.map(formatProblem)).toEqual([]);
});

describe.each(sources.rules.map((source) => [source.value.id, source] as const))('%s', (_, source) => {
  test.each(
    runExamples(source, matcher).map(
      (outcome) => [outcome.kind === 'match' ? '必须命中' : '必须安静', outcome.text.slice(0, 40), outcome] as const,
    ),
  )('%s › %s', (_kind, _text, outcome) => {
    expect(outcome.problem === null ? '' : formatProblem(outcome.problem)).toBe('');
  });
});
