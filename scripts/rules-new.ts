import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { RULES_FOLDER } from '../compiler/load.ts';
import type { Problem } from '../compiler/problem.ts';
import { readRules } from '../compiler/read-rules.ts';
import { callOf, fail, failOver } from './call.ts';

/** `npm run rules:new [-- 类别 规则id 标题]`: a new rule from rules/_template.yaml. Asks for what is not given. */
const USAGE =
  '用法：npm run rules:new -- 类别 规则id 标题，例如 npm run rules:new -- brushing my-first-rule "有手机就能做的兼职"';
let [category, id, title] = callOf(USAGE, {}, 3).positionals;
const problems: Problem[] = [];
const sources = readRules(RULES_FOLDER, problems);
failOver(problems);
const categories = Object.keys(sources.texts.categories);
if (!category || !id || !title) {
  if (!process.stdin.isTTY) fail(USAGE);
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  console.log(`类别：${categories.join('  ')}`);
  category ||= (await prompt.question('放在哪个类别？')).trim();
  id ||= (await prompt.question('规则 id（小写英文和连字符，也是文件名）？')).trim();
  title ||= (await prompt.question('标题（这是什么手法）？')).trim();
  prompt.close();
}
if (!categories.includes(category)) fail(`没有“${category}”这个类别。可选：${categories.join('、')}`);
if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id))
  fail(`“${id}”不能做规则 id：只用小写字母、数字和连字符，例如 phone-only-job`);
if (title.trim() === '') fail('标题不能空着');
const taken = sources.rules.find((rule) => rule.value.id === id);
const path = join(RULES_FOLDER, category, `${id}.yaml`);
if (taken || existsSync(path)) fail(`规则 id“${id}”已经有了（${taken?.file ?? path}），请换一个`);

const template = readFileSync(join(RULES_FOLDER, '_template.yaml'), 'utf8');
mkdirSync(join(RULES_FOLDER, category), { recursive: true });
writeFileSync(
  path,
  template.replaceAll('{{id}}', id).replaceAll('{{category}}', category).replaceAll('{{title}}', title),
);
console.log(
  `已新建 rules/${category}/${id}.yaml\n接下来：填好它 → npm run rules:try -- "一句话" → npm run rules:check → npm run rules:catalog`,
);
