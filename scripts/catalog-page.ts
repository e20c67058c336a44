import type { LoadedRules } from '../compiler/load.ts';
import { nextOf } from '../compiler/make-catalog.ts';
import { STAGES } from '../engine/rule.ts';
import { zhCN } from '../ui/copy/zh-cn.ts';

/** docs/rule-catalog.md: every category and rule with its trick, examples and sources. A pure function of the rules. */
export function catalogPage({ sources, catalog }: LoadedRules): string {
  const lines = [
    '# 规则目录',
    '',
    '<!-- 由 npm run rules:catalog 生成，请改 rules/ 里的文件，不要改这里。 -->',
    '',
    `${sources.rules.length} 条规则，${new Set(sources.rules.map((rule) => rule.value.category)).size} 个类别。`,
    '',
    '| 类别 | 规则 | 阶段 |',
    '|---|---|---|',
  ];
  const byCategory = new Map<string, LoadedRules['sources']['rules']>();
  for (const slug of Object.keys(catalog.categories)) byCategory.set(slug, []);
  for (const rule of sources.rules) byCategory.get(rule.value.category)?.push(rule);
  for (const [slug, rules] of byCategory) {
    // Those of its script: its rules also take the words of steps that any script has.
    const { name, script } = catalog.categories[slug]!;
    const stages = new Set(script.map(({ stage }) => stage));
    const names = STAGES.filter((stage) => stages.has(stage)).map((stage) => zhCN.stages[stage]);
    lines.push(`| [${name}](#${slug}) | ${rules.length} | ${names.join('、')} |`);
  }
  for (const [slug, rules] of byCategory) {
    const category = catalog.categories[slug]!;
    lines.push('', `<a id="${slug}"></a>`, '', `## ${category.name}（${rules.length}）`, '', category.summary);
    if (category.mps) lines.push('', `公安机关分类：${category.mps}`);
    if (category.never) lines.push('', `> ${category.never}`);
    lines.push('', category.script.map(({ label }) => label).join(' → '));
    for (const { value: rule } of rules) {
      const levels = [...new Set(rule.match.map((combo) => zhCN.levels[combo.level]))];
      lines.push(
        '',
        `### ${rule.title}`,
        '',
        `\`${rule.id}\` · ${rule.status} · ${levels.join(' / ')}`,
        '',
        rule.summary,
        '',
        `接下来多半会${nextOf(rule)}`,
        '',
        ...rule.examples.match.map(
          ({ text, level }) => `- 命中${level ? `（${zhCN.levels[level]}）` : ''}：${oneLine(text)}`,
        ),
        ...rule.examples.clean.map(({ text, note }) => `- 安静（${note}）：${oneLine(text)}`),
        '',
        `出处：${rule.sources.map(({ title, publisher, date }) => [`《${title}》`, publisher, date].filter(Boolean).join('，')).join('；')}`,
      );
    }
  }
  return `${lines.join('\n')}\n`;
}

function oneLine(text: string): string {
  return text
    .replace(/\s*\n\s*/g, ' ¶ ')
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;');
}
