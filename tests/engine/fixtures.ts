import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadWithProblems } from '../../compiler/load.ts';
import type { Problem } from '../../compiler/problem.ts';
import { Matcher } from '../../engine/matcher.ts';

/** Shared files a rules folder needs, as small as they can be. */
const SHARED: Record<string, string> = {
  'categories.yaml': `
brushing:
  name: 刷单返利
  mps: 刷单返利类
  summary: 先返小利，再让人垫付。
  never: 正规兼职不会让人先垫钱。
  first: 先不付钱。
  plain: 叫人做任务，再要人垫钱
  script:
    - { stage: lure, label: 引流 }
    - { stage: stake, label: 垫付 }
    - { stage: harvest, label: 卡单 }
recovery:
  name: 追款二次诈骗
  summary: 冒充能追回损失的人再骗一次。
  question: 说能追回钱的人，是不是要先收费？
  first: 不付钱，也别回他。
  plain: 说能追回钱，先要人交钱
  revictim: 'true'
  script:
    - { stage: lure, label: 引流 }
    - { stage: trust, label: 取信 }
    - { stage: revictim, label: 再收费 }
`,
  'guidance.yaml': `
guidance:
  never-prepay:
    lead: 先别付钱
    action: 教我核实
    steps: [停下付款, 打 96110 问一问]
    hotlines: ['96110']
hotlines:
  '96110': { name: 反诈专线, use: 拿不准时问一问 }
`,
  'variants.yaml': `
characters: { 単: 单 }
classes:
  微信: { to: 微信, spellings: [薇信, v信] }
  加号: { to: 加, spellings: [家, 佳], only_in_phrases: true }
`,
  'exemptions.yaml': `
voided_by: [站外句柄]
exemptions:
  - { id: anti-fraud-notice, title: 反诈宣传, scope: near, least: 1, markers: [警方提醒, 诈骗分子] }
  - { id: quoted, title: 转述, scope: phrase, markers: [谎称, 自称] }
  - { id: negation, title: 否定, scope: phrase, markers: [无需, 不会要求], even_with_contact: true }
`,
  'signals/contact.yaml': `
signals:
  站外句柄:
    stage: lure
    strength: medium
    phrases: [加<微信><联系方式>, 加微信<联系方式>, qq<联系方式>]
`,
};

export interface RulesFolder {
  path: string;
  /** Compiled, with everything that is wrong with it. */
  load(): { matcher: Matcher; problems: Problem[]; loaded: ReturnType<typeof loadWithProblems> };
  write(file: string, text: string): void;
  remove(): void;
}

/** A rules folder of its own in a temporary place; `files` replace or add to the shared ones. */
export function rulesFolder(files: Record<string, string>): RulesFolder {
  const base = mkdtempSync(join(tmpdir(), 'rules-'));
  const path = join(base, 'rules');
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    writeFileSync(join(path, file), text);
  };
  for (const [file, text] of Object.entries({ ...SHARED, ...files })) write(file, text);
  return {
    path,
    write,
    load() {
      const problems: Problem[] = [];
      const loaded = loadWithProblems(path, problems);
      return { matcher: new Matcher(loaded.ruleset), problems, loaded };
    },
    remove: () => rmSync(base, { recursive: true, force: true }),
  };
}

/** A rule file around the given signals and match. */
export function ruleFile(body: {
  id?: string;
  category?: string;
  signals?: string;
  match: string;
  unless?: string;
  examples?: string;
}): string {
  return `
id: ${body.id ?? 'test-rule'}
title: 试验规则
category: ${body.category ?? 'brushing'}
status: stable
summary: 试验。
next: 让你垫钱。
guidance: never-prepay
sources:
  - { title: 试验, publisher: 试验, date: 2023-03 }
${body.signals ? `signals:\n${body.signals}` : ''}
match:
${body.match}
${body.unless ? `unless: ${body.unless}\n` : ''}
examples:
${
  body.examples ??
  `  match:
    - { text: 甲, from: 编写 }
    - { text: 乙, from: 编写 }
  clean:
    - { text: 丙, note: 无关 }
    - { text: 丁, note: 无关 }`
}
`;
}
