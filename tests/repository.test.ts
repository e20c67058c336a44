import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { compile } from '../compiler/compile.ts';
import { lintRules } from '../compiler/lint-rules.ts';
import { loadRuleset } from '../compiler/load.ts';
import { formatProblem, type Problem } from '../compiler/problem.ts';
import { ruleSchema } from '../compiler/rule-file.ts';
import { runExamples } from '../compiler/run-examples.ts';
import { YamlSource } from '../compiler/yaml-source.ts';
import { Matcher } from '../engine/matcher.ts';
import { SignalList } from '../engine/signal-list.ts';
import { generatedFiles } from '../scripts/generated-files.ts';

/** What holds for the repository as a whole. Each failure says in one sentence what to do. */
const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const loaded = await loadRuleset();

const CATEGORIES = (
  'brushing porn-brushing investment crypto romance shopping game-trade customer-service screen-share credit-record loan ' +
  'authority acquaintance ai-impersonation military sextortion underground job-fee skill-gig course overseas-job mule minors ' +
  'teacher ticket flight phishing-sms subsidy lottery gift-card elderly recovery'
).split(' ');

describe('规则', () => {
  test('32 个类别都有说明，也都有规则', () => {
    expect(Object.keys(loaded.catalog.categories).sort(), '请在 rules/categories.yaml 里补齐类别').toEqual(
      [...CATEGORIES].sort(),
    );
    const covered = new Set(loaded.sources.rules.map((rule) => rule.value.category));
    expect(
      CATEGORIES.filter((slug) => !covered.has(slug)),
      '这些类别还没有规则，请运行 npm run rules:new',
    ).toEqual([]);
  });

  test.each(loaded.sources.rules.map((rule) => [rule.file, rule] as const))('%s 的写法合乎约定', (file, { value }) => {
    expect(`rules/${value.category}/${value.id}.yaml`, 'id 要等于文件名，category 要等于文件夹').toBe(file);
    expect(
      read(file).startsWith('# yaml-language-server: $schema=../rule.schema.json'),
      '第一行要写 schema，编辑器才能补全',
    ).toBe(true);
    const order: string[] = read(file).match(/^[a-z_]+(?=:)/gm) ?? [];
    const canonical: string[] = [
      'id',
      'title',
      'aliases',
      'category',
      'status',
      'summary',
      'next',
      'excuse',
      'guidance',
      'sources',
      'signals',
      'match',
      'unless',
      'examples',
    ];
    expect(order, '字段顺序请照 rules/_template.yaml').toEqual(canonical.filter((key) => order.includes(key)));
    const texts = [...value.examples.match, ...value.examples.clean].map((example) => example.text);
    expect(new Set(texts).size, '同一句例句写了两次').toBe(texts.length);
  });

  test('每个共享信号都有规则在用', () => {
    const used = new Set(
      loaded.sources.rules
        .flatMap((rule) => rule.value.match.flatMap((combo) => [...(combo.all ?? []), ...(combo.of ?? [])]))
        .flatMap((entry) => entry.split('|').map((name) => name.trim())),
    );
    for (const file of loaded.sources.signals) {
      for (const [slot, signals] of Object.entries(file.value.slots ?? {})) {
        expect(used, '这个槽没有规则用到，请用上或删掉').toContain(`$${slot}`);
        for (const signal of signals) used.add(`$${signal}`);
      }
    }
    const signals = new SignalList(loaded.ruleset.signals);
    const judging = new Set(loaded.ruleset.voidedBy.map((signal) => signals.nameOf(signal)));
    const idle = loaded.sources.signals
      .flatMap((file) => Object.keys(file.value.signals))
      .filter((name) => !used.has(`$${name}`) && !judging.has(name));
    expect(idle, '这些共享信号没有规则用到，请用上或删掉').toEqual([]);
  });

  test('“十分钟写一条规则”里的第一条命令做得成', () => {
    const [, category, id] = /npm run rules:new -- (\S+) (\S+)/.exec(read('rules/README.md'))!;
    expect(Object.keys(loaded.catalog.categories)).toContain(category);
    expect(
      loaded.sources.rules.map(({ value }) => value.id),
      'README 里的规则 id 已经有了，请换一个',
    ).not.toContain(id);
  });

  test('照样板新建的规则，例句站得住；样板里的字没换完就不放行', () => {
    const text = read('rules/_template.yaml')
      .replaceAll('{{id}}', 'new-rule')
      .replaceAll('{{category}}', 'job-fee')
      .replaceAll('{{title}}', '新的手法');
    const problems: Problem[] = [];
    const source = YamlSource.read('rules/job-fee/new-rule.yaml', text, ruleSchema, problems)!;
    const sources = { ...loaded.sources, rules: [...loaded.sources.rules, source] };
    const matcher = new Matcher(compile(sources, problems).ruleset);
    expect(runExamples(source, matcher).flatMap(({ problem }) => (problem ? [formatProblem(problem)] : []))).toEqual(
      [],
    );
    expect(problems).toEqual([]);

    lintRules(sources, problems);
    expect(problems.filter(({ message }) => !message.includes('还是样板里的字'))).toEqual([]);
    const refused = new Set(problems.map(({ line }) => text.split('\n')[line - 1]!.trim()));
    const rows = text.split('\n').map((row) => row.trim());
    const placeholders = rows.filter((row) => row.includes('改成：') && !/^(#|- \{ all:|\S+信号.:$)/.test(row));
    expect(placeholders.filter((row) => !refused.has(row))).toEqual([]);
  });

  test.each(Object.entries(generatedFiles(loaded)))('%s 是最新的', (file, text) => {
    expect(existsSync(join(root, file)), '请运行 npm run rules:catalog').toBe(true);
    expect(read(file) === text, '规则或它的写法变了，请运行 npm run rules:catalog 并提交').toBe(true);
  });
});

describe('仓库', () => {
  const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter(Boolean);

  test('依赖都钉死了版本，也都在 docs/dependencies.md 里说明了为什么', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
      string,
      Record<string, string>
    >;
    const all = { ...dependencies, ...devDependencies };
    expect(
      Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version)),
      '版本要写死，不带 ^ 或 ~',
    ).toEqual([]);
    const explained = read('docs/dependencies.md');
    expect(
      Object.keys(all).filter((name) => !explained.includes(`\`${name}\``)),
      '请在 docs/dependencies.md 里各写一行',
    ).toEqual([]);
  });

  test('产品和 README 不依赖 ../shared', () => {
    const product = tracked.filter(
      (file) =>
        /^(engine|page|advice|lookup|ui|platform|entrypoints|compiler|rules|locales|assets)\//.test(file) ||
        file === 'README.md',
    );
    expect(
      product.filter((file) => /\.(ts|tsx|yaml|yml|md|css|html|json)$/.test(file) && read(file).includes('../shared/')),
    ).toEqual([]);
  });

  test('没有写死的机器路径', () => {
    const found = tracked
      .filter(
        (file) =>
          /\.(ts|tsx|mjs|json|jsonc|yaml|yml|md|css|html|sh)$/.test(file) &&
          file !== 'package-lock.json' &&
          existsSync(join(root, file)),
      )
      .filter((file) => /(^|[\s'"`(=])\/(work|home|root)\//m.test(read(file)));
    expect(found).toEqual([]);
  });

  test('每条 ADR 都在目录里', () => {
    const index = read('docs/adr/README.md');
    const files = readdirSync(join(root, 'docs/adr')).filter((file) => /^\d{4}-/.test(file));
    expect(
      files.filter((file) => !index.includes(file)),
      '请在 docs/adr/README.md 里加一行',
    ).toEqual([]);
  });
});
