import { loadWithProblems, RULES_FOLDER } from '../compiler/load.ts';
import { formatProblem, type Problem } from '../compiler/problem.ts';
import type { Near } from '../engine/explanation.ts';
import { LONE } from '../engine/lone-finding.ts';
import { Matcher } from '../engine/matcher.ts';
import { rankOf } from '../engine/rule.ts';
import { SCATTERED } from '../engine/scattered.ts';
import { HONEST } from '../engine/second-look.ts';
import { judge } from '../engine/verdict.ts';
import { TOLD } from '../engine/voice.ts';
import { callOf, fail } from './call.ts';

/** What lowers a finding besides the exemptions of rules/exemptions.yaml. */
const LOWERED: Record<string, string> = {
  [LONE]: '一大段里的孤证，降为留意',
  [HONEST]: '复看：前后的话读起来像正经话，降为留意',
  [SCATTERED]: '话散在几段里，合起来不像一出骗局，降为留意',
  [TOLD]: '听口吻是有人在讲，降为留意',
};

const VOIDED = { contact: '同一段留了联系方式或收款方式', voice: '口吻像骗子自己在说，不像转述' };
/** Combos told of at most. */
const MOST_NEAR = 20;

/** `npm run rules:try -- "句子"`: what the engine sees in a sentence and why it did, or did not, fire. */
const USAGE = '用法：npm run rules:try -- "要试的句子"';
const text = callOf(USAGE, {}).positionals.join(' ').replaceAll('\\n', '\n');
if (text === '') fail(USAGE);
const problems: Problem[] = [];
const { ruleset } = loadWithProblems(RULES_FOLDER, problems);
if (problems.length > 0) console.error(`（规则里有 ${problems.length} 处要改，例如 ${formatProblem(problems[0]!)}）\n`);

const matcher = new Matcher(ruleset);
const { folded, hits, worded, near } = matcher.explain(text);
const findings = matcher.scan(text);
/** The highest level of each rule that fired. */
const fired = new Map<string, number>();
for (const { rule, level } of findings) fired.set(rule, Math.max(fired.get(rule) ?? 0, rankOf(level)));

console.log(`原文    ${text}`);
console.log(`归一化  ${folded.replaceAll('\u2029', ' ¶ ')}\n`);
console.log(hits.length > 0 ? '信号' : '没有任何信号命中');
const markers = new Set(ruleset.exemptions.map((exemption) => exemption.id));
for (const hit of hits) {
  const kind = markers.has(hit.signal) ? '豁免标记' : `${hit.stage} ${hit.strength}`;
  const excused = hit.exemptions.length > 0 ? `  ← 被豁免：${hit.exemptions.join('、')}` : '';
  console.log(`  ${hit.signal}（${kind}） “${hit.quote}” [${hit.start}, ${hit.end})${excused}`);
}
const { beside, alone } = ruleset.wording.tenor;
for (const { quote, tenor, joined } of worded) {
  const whole = joined ? '整串短段' : '整段';
  const needed = joined ? `要 ${alone}` : `要 ${beside}，单独算要 ${alone}`;
  const meaning =
    tenor >= alone ? '不必有一步' : tenor >= beside && !joined ? '旁边要有一步' : `${whole}不像骗局，不算`;
  console.log(
    `  用词像骗局 “${quote.replace(/\s*\n\s*/g, ' ¶ ')}”：${whole} ${tenor.toFixed(1)}（${needed}）→ ${meaning}`,
  );
}
const voided = hits.flatMap((hit) => hit.voided.map((exemption) => `${exemption} 不算：${VOIDED[hit.voidedBy]}`));
for (const line of new Set(voided)) console.log(`  豁免 ${line}`);
const missed = near()
  .filter(({ rule, level }) => rankOf(level) > (fired.get(rule) ?? 0))
  .filter(({ filled, need }) => filled / need >= 0.5 || need - filled <= 1)
  .sort(
    (a, b) =>
      Math.max(0, a.need - a.filled) - Math.max(0, b.need - b.filled) ||
      rankOf(b.level) - rankOf(a.level) ||
      a.rule.localeCompare(b.rule),
  );
if (missed.length > 0) {
  console.log('\n差一点的组合，差得少的在前');
  for (const each of missed.slice(0, MOST_NEAR)) console.log(`  ${each.rule} → ${each.level}：${reasonOf(each)}`);
  if (missed.length > MOST_NEAR) console.log(`  另有 ${missed.length - MOST_NEAR} 个`);
}
console.log('\n判定');
for (const finding of findings) {
  const words = finding.evidence.map((evidence) => `${evidence.signal}“${evidence.quote}”`).join(' × ');
  console.log(
    `  ${finding.level}  ${finding.category}/${finding.rule}：${words}${finding.exemption ? `（${LOWERED[finding.exemption] ?? `因豁免 ${finding.exemption} 降为留意`}）` : ''}`,
  );
}
console.log(`  总体 ${judge(findings).level}`);

function reasonOf({ why, within, need, filled, missing, exemptions }: Near): string {
  if (why === 'lacking') return `缺 ${missing.join('、')}（要 ${need} 个，有 ${filled} 个）`;
  if (why === 'light') return '用词像，还没有重到不必有一步';
  if (why === 'exempt') return `信号都有，被豁免：${exemptions.join('、')}`;
  return why === 'apart' ? `信号都有，相距超过 ${within} 字，或不在同一段` : '信号都有，落在同样的字上';
}
