import type { Matcher } from '../engine/matcher.ts';
import { isAlarm, type Level, rankOf } from '../engine/rule.ts';
import { judge } from '../engine/verdict.ts';
import type { Problem } from './problem.ts';
import type { RuleFile } from './rule-file.ts';
import type { YamlSource } from './yaml-source.ts';

/** What became of one sentence. */
export interface ExampleOutcome {
  rule: string;
  kind: 'match' | 'clean';
  text: string;
  /** null when it behaves. */
  problem: Problem | null;
}

/**
 * Runs a rule's own sentences: those that must fire (this rule, at the level said) and those in which nothing may alarm,
 * of whatever rule.
 */
export function runExamples(source: YamlSource<RuleFile>, matcher: Matcher): ExampleOutcome[] {
  const { id, examples, match, status } = source.value;
  if (status === 'draft' || status === 'retired') return [];
  const highest = match.map((combo) => combo.level).sort((a, b) => rankOf(b) - rankOf(a))[0]!;
  const outcome = (kind: ExampleOutcome['kind'], index: number, message: string | null): ExampleOutcome => ({
    rule: id,
    kind,
    text: examples[kind][index]!.text,
    problem: message === null ? null : source.problem(['examples', kind, index], message),
  });
  const matches = examples.match.map((example, index) => {
    const findings = matcher.scan(example.text);
    const level: Level = judge(findings.filter((finding) => finding.rule === id)).level;
    // A step that another rule sees in the same passage may lift it (engine/naming.ts).
    const isLifted =
      rankOf(level) > rankOf(example.level ?? level) &&
      findings.some((finding) => finding.rule !== id && finding.level === level);
    let message: string | null = null;
    if (level === 'none') message = `应当命中却没有命中：“${example.text}”`;
    else if (example.level && level !== example.level && !isLifted)
      message = `应当是 ${example.level}，实际是 ${level}：“${example.text}”`;
    else if (!example.level && !isAlarm(level) && rankOf(level) < rankOf(highest))
      message = `只到 ${level}，没有达到提醒的级别：“${example.text}”`;
    return outcome('match', index, message);
  });
  const cleans = examples.clean.map((example, index) => {
    const first = matcher.scan(example.text).find((finding) => isAlarm(finding.level));
    const message = first
      ? `应当安静，却被 ${first.rule} 判为 ${first.level}（${first.evidence.map((e) => `${e.signal}“${e.quote}”`).join('、')}）：“${example.text}”`
      : null;
    return outcome('clean', index, message);
  });
  return [...matches, ...cleans];
}
