import { loadWithProblems, RULES_FOLDER } from '../compiler/load.ts';
import type { Problem } from '../compiler/problem.ts';
import { formatProblem } from '../compiler/problem.ts';
import { Matcher } from '../engine/matcher.ts';
import { judge } from '../engine/verdict.ts';

/** What lowers a finding besides the exemptions of rules/exemptions.yaml. */
const LOWERED: Record<string, string> = {
  'lone-in-long-text': '一大段里的孤证，降为留意',
  'honest-wording': '复看：前后的话读起来像正经话，降为留意',
};

/** `npm run rules:try -- "句子"`: what the engine sees in a sentence and why it did, or did not, fire. */
const text = process.argv.slice(2).join(' ').replaceAll('\\n', '\n');
if (text === '') {
  console.error('用法：npm run rules:try -- "要试的句子"');
  process.exit(2);
}
const problems: Problem[] = [];
const { ruleset } = loadWithProblems(RULES_FOLDER, problems);
if (problems.length > 0) console.error(`（规则里有 ${problems.length} 处要改，例如 ${formatProblem(problems[0]!)}）\n`);

const matcher = new Matcher(ruleset);
const { folded, hits, near } = matcher.explain(text);
const findings = matcher.scan(text);
const fired = new Set(findings.map((finding) => finding.rule));

console.log(`原文    ${text}`);
console.log(`归一化  ${folded.replaceAll('\u2029', ' ¶ ')}\n`);
console.log(hits.length > 0 ? '信号' : '没有任何信号命中');
const markers = new Set(ruleset.exemptions.map((exemption) => exemption.id));
for (const hit of hits) {
  const kind = markers.has(hit.signal) ? '豁免标记' : `${hit.stage} ${hit.strength}`;
  const excused = hit.exemptions.length > 0 ? `  ← 被豁免：${hit.exemptions.join('、')}` : '';
  console.log(`  ${hit.signal}（${kind}） “${hit.quote}” [${hit.start}, ${hit.end})${excused}`);
}
const missed = near.filter(
  (entry) => !fired.has(entry.rule) && (entry.filled / entry.need >= 0.5 || entry.need - entry.filled <= 1),
);
if (missed.length > 0) {
  console.log('\n差一点的组合');
  for (const { rule, level, within, need, filled, missing } of missed.slice(0, 20)) {
    const reason =
      filled >= need
        ? `信号都有，但相距超过 ${within} 字、互相重叠，或被豁免`
        : `缺 ${missing.join('、')}（要 ${need} 个，有 ${filled} 个）`;
    console.log(`  ${rule} → ${level}：${reason}`);
  }
}
console.log('\n判定');
for (const finding of findings) {
  const words = finding.evidence.map((evidence) => `${evidence.signal}“${evidence.quote}”`).join(' × ');
  console.log(
    `  ${finding.level}  ${finding.category}/${finding.rule}：${words}${finding.exemption ? `（${LOWERED[finding.exemption] ?? `因豁免 ${finding.exemption} 降为留意`}）` : ''}`,
  );
}
console.log(`  总体 ${judge(findings).level}`);
