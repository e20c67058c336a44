import { type Problem, problemWith } from './problem.ts';
import type { RuleSources } from './read-rules.ts';

/** What stands in rules/_template.yaml before every word that an author has to replace. */
const PLACEHOLDER = '改成：';

/**
 * Checks that need more than one file, and what no format says: references to texts, ids used twice, signals of a rule
 * that no combo names, words of the template.
 */
export function lintRules(sources: RuleSources, problems: Problem[]): void {
  const ids = new Map<string, string>();
  for (const source of sources.rules) {
    const { id, category, guidance, match, signals, title } = source.value;
    const before = ids.get(id);
    if (before !== undefined) problems.push(source.problem(['id'], `id“${id}”已经被 ${before} 用了`));
    ids.set(id, source.file);
    if (!(category in sources.texts.categories))
      problems.push(source.problem(['category'], `categories.yaml 里没有类别“${category}”`));
    if (!(guidance in sources.texts.guidance))
      problems.push(source.problem(['guidance'], `guidance.yaml 里没有处置建议“${guidance}”`));
    if (/确定|肯定是|百分之百/.test(title))
      problems.push(source.problem(['title'], '标题不要下断言，写“疑似”或直接说手法'));
    // Combos name signals, which are told of where they stand.
    for (const { path, text } of placeholdersIn({ ...source.value, match: [] })) {
      problems.push(source.problem(path, `“${text}”还是样板里的字，请换成你自己的话`));
    }
    const named = new Set<string>();
    for (const combo of match) {
      for (const entry of combo.all ?? combo.of ?? []) {
        for (const name of entry.split('|')) {
          if (!name.startsWith('$')) named.add(name.trim());
        }
      }
    }
    for (const name of Object.keys(signals ?? {})) {
      if (!named.has(name))
        problems.push(source.problem(['signals', name], `信号“${name}”没有用在任何组合里，请用上或删掉`));
    }
  }
  for (const [slug, { hotlines }] of Object.entries(sources.texts.guidance)) {
    for (const number of hotlines) {
      if (!(number in sources.texts.hotlines)) {
        problems.push(problemWith('rules/guidance.yaml', `处置建议“${slug}”提到电话“${number}”，hotlines 里没有`));
      }
    }
  }
}

/** The keys and texts that still have the template's words. */
function placeholdersIn(value: unknown, path: (string | number)[] = []): { path: (string | number)[]; text: string }[] {
  if (typeof value === 'string') return value.includes(PLACEHOLDER) ? [{ path, text: value }] : [];
  if (Array.isArray(value)) return value.flatMap((item, index) => placeholdersIn(item, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const below = placeholdersIn(inner, [...path, key]);
    return key.includes(PLACEHOLDER) ? [{ path: [...path, key], text: key }, ...below] : below;
  });
}
