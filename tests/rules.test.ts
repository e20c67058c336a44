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

// A handle voids exemptions; what voids them without leading off the site would leave the lure at the level of its words.
test('写出来的每一种站外句柄，同时也是站外联系', () => {
  const handles = sources.signals.flatMap(({ value }) => value.signals['站外句柄']?.phrases ?? []);
  expect(handles).not.toEqual([]);
  const missed = handles.flatMap(spelled).filter((text) => {
    const fired = new Set(matcher.explain(text).hits.map(({ signal }) => signal));
    return fired.has('站外句柄') && !fired.has('站外联系');
  });
  expect(missed).toEqual([]);
});

/** Texts that a phrase is for, one for each way through its brackets. */
function spelled(phrase: string): string[] {
  const written = phrase
    .replaceAll('<联系方式>', 'abc12345')
    .replaceAll(/<(.+?)>/g, '$1')
    .split(/[()]/);
  return written.reduce<string[]>(
    (heads, part) => heads.flatMap((head) => part.split('|').map((choice) => head + choice)),
    [''],
  );
}
