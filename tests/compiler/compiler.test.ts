import { writeFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { loadRuleset } from '../../compiler/load.ts';
import { formatProblem } from '../../compiler/problem.ts';
import { runExamples } from '../../compiler/run-examples.ts';
import { RuleList } from '../../engine/rule-list.ts';
import { type RulesFolder, ruleFile, rulesFolder } from '../engine/fixtures.ts';

let folder: RulesFolder | null = null;
afterEach(() => folder?.remove());

const SIGNALS = `
  零门槛:
    stage: lure
    strength: strong
    phrases: [有手机就能做]
`;

/** Problems of a folder with these files, as an author sees them. */
function problemsWith(files: Record<string, string>): string[] {
  folder = rulesFolder(files);
  return folder.load().problems.map(formatProblem);
}

function problemsOfRule(body: Parameters<typeof ruleFile>[0]): string[] {
  return problemsWith({ 'brushing/test-rule.yaml': ruleFile(body) });
}

describe('what is wrong is said with its place, in Chinese', () => {
  test('broken YAML', () => {
    expect(problemsWith({ 'brushing/broken.yaml': 'id: broken\ntitle: "没有收尾\n' })[0]).toMatch(
      /^rules\/brushing\/broken\.yaml:\d+:\d+ .*(引号|YAML)/,
    );
  });

  test.each(['%保本', '*刷单…', '&刷单 有手机', '!重要 有手机'])('a symbol that YAML reads as its own: %s', (title) => {
    expect(problemsWith({ 'brushing/star.yaml': `id: star\ntitle: ${title}\n` })).toEqual([
      expect.stringMatching(/rules\/brushing\/star\.yaml:2:\d+ 这里的符号在 YAML 里有特别含义.*引号/),
    ]);
  });

  test.each([
    ['a full-width colon', 'id: a\ntitle：刷单\ncategory: b', '2:1 “title”后面的冒号是全角的'],
    ['a full-width colon at the end', 'id: a\ntitle：刷单', '2:1 “title”后面的冒号是全角的'],
    [
      'a full-width colon behind a signal',
      'signals:\n  甲：\n    stage: lure\n    strength: weak',
      '2:3 “甲”后面的冒号',
    ],
    ['a colon without a space', 'id: a\ntitle:刷单\ncategory: b', '2:1 “title”的冒号后面少了一个空格'],
    ['a dash without a space', 'a:\n  - 甲\n  -乙\nb: c', '3:1 “-”后面少了一个空格'],
    ['too deep', 'signals:\n  甲:\n    stage: lure\n      strength: weak', '4:1 这一行的缩进和上面的不齐'],
    ['not deep enough', 'signals:\n  甲:\n    stage: lure\n   strength: weak', '4:1 这一行的缩进和上面的不齐'],
    ['an item not deep enough', 'a:\n  - x\n - y\nb: c', '3:1 这一行的缩进和上面的不齐'],
    ['a line that is no field', 'id: a\n接着说\ntitle: b', '2:1 这一行不是“字段: 内容”'],
    ['a colon in a sentence', 'summary: 他说: 有手机就能做', '1:10 冒号的写法让这一行成了字段，请给整句加引号'],
  ])('%s', (_, text, message) => {
    const problems = problemsWith({ 'brushing/broken.yaml': text });
    expect(problems[0]).toContain(`broken.yaml:${message}`);
    expect(problems.filter((problem) => problem.includes('引号'))).toEqual(message.includes('引号') ? problems : []);
  });

  test.each([
    ['text：刷单', '“text”后面的冒号是全角的'],
    ['text:刷单', '“text”的冒号后面少了一个空格'],
  ])('within braces: %s', (field, message) => {
    const problems = problemsOfRule({
      signals: SIGNALS,
      match: '  - { all: [零门槛], level: caution }',
      examples: `  match:\n    - { ${field}, from: 编写 }\n    - { text: 乙, from: 编写 }\n  clean: []`,
    });
    expect(problems.join('\n')).toContain(message);
  });

  test.each([
    ['stage: lure', 'stage: 引流', '14:12 signals.零门槛.stage：stage 只能是 lure'],
    ['phrases: [有手机就能做]', 'phrases: 文字', '16:14 signals.零门槛.phrases：话术要写成列表'],
    ['strength: strong', 'strength: strong\n    except: 文字', '16:13 signals.零门槛.except：except要写成列表'],
    ['phrases: [有手机就能做]', 'wording: 是的', '16:14 signals.零门槛.wording：wording 只能写 true'],
  ])('one mistake in a signal is one problem: %s → %s', (right, wrong, message) => {
    const problems = problemsOfRule({
      signals: SIGNALS.replace(right, wrong),
      match: '  - { all: [零门槛], level: caution }',
    });
    expect(problems).toEqual([expect.stringContaining(message)]);
  });

  test('a signal that is only a sentence', () => {
    const problems = problemsOfRule({
      signals: '  零门槛: 有手机就能做',
      match: '  - { all: [零门槛], level: caution }',
    });
    expect(problems).toEqual([expect.stringContaining(':12:8 signals.零门槛：信号下面要写 stage')]);
  });

  test.each([
    ['{ all: [零门坎], level: caution }', '不认识的信号“零门坎”'],
    ['{ of: [零门槛, 零门坎, $没有], least: 2, level: danger }', '不认识的信号“零门坎”'],
    ['{ of: [零门槛, $站外句柄], least: 5, level: danger }', 'least 是 5，可是 of 里只有 2 个信号'],
  ])('a combo that cannot be met takes nothing else with it: %s', (combo, message) => {
    folder = rulesFolder({
      'brushing/test-rule.yaml': ruleFile({
        signals: SIGNALS,
        match: `  - ${combo}\n  - { all: [零门槛], level: caution }`,
      }),
    });
    const { matcher, problems } = folder.load();
    expect(problems.map(formatProblem)[0]).toMatch(/^rules\/brushing\/test-rule\.yaml:\d+:\d+ /);
    expect(problems.map(formatProblem)[0]).toContain(message);
    expect(matcher.scan('有手机就能做')[0]?.level).toBe('caution');
  });

  test('an empty file', () => {
    expect(problemsWith({ 'brushing/empty.yaml': '' })).toEqual([
      'rules/brushing/empty.yaml:1:1 文件是空的，请照 rules/_template.yaml 填写',
    ]);
  });

  test('a missing and an unknown field', () => {
    const text = ruleFile({ signals: SIGNALS, match: '  - { all: [零门槛], level: caution }' }).replace(
      'guidance: never-prepay',
      'advise: 别付',
    );
    const problems = problemsWith({ 'brushing/test-rule.yaml': text });
    expect(problems.join('\n')).toContain('缺少字段“guidance”');
    expect(problems.join('\n')).toContain('不认识的字段“advise”');
  });

  test('an unknown signal, with a hint when a shared one was meant', () => {
    expect(
      problemsOfRule({ signals: SIGNALS, match: '  - { all: [零门坎, 零门槛, 站外句柄], level: danger }' }),
    ).toEqual([
      expect.stringMatching(/^rules\/brushing\/test-rule\.yaml:\d+:\d+ 不认识的信号“零门坎”/),
      expect.stringContaining('共享信号要写成 $站外句柄'),
    ]);
  });

  test('a shared slot that names no signal, or has the name of one', () => {
    const signals = (slots: string) => `
slots: ${slots}
signals:
  收钱: { stage: stake, strength: medium, phrases: [转到这张卡] }
  催人: { stage: stake, strength: medium, phrases: [马上截止] }
`;
    const match = '  - { all: [零门槛, $要紧], level: danger }';
    const problemsWithSlots = (slots: string) =>
      problemsWith({
        'signals/extra.yaml': signals(slots),
        'brushing/test-rule.yaml': ruleFile({ signals: SIGNALS, match }),
      });
    expect(problemsWithSlots('{ 要紧: [收钱, 催人] }')).toEqual([]);
    const { matcher } = folder!.load();
    for (const second of ['转到这张卡', '马上截止']) {
      expect(matcher.scan(`有手机就能做，${second}`)[0]?.level).toBe('danger');
    }
    expect(matcher.scan('有手机就能做，别的没有')).toEqual([]);
    expect(problemsWithSlots('{ 要紧: [收钱, 催钱] }')).toEqual([
      expect.stringMatching(/extra\.yaml:2:\d+ rules\/signals\/ 里没有共享信号“催钱”/),
    ]);
    expect(problemsWithSlots('{ 要紧: [收钱, 催人], 催人: [收钱, 催人] }')).toEqual([
      expect.stringMatching(/“催人”已经是别的信号或槽的名字/),
    ]);
  });

  test('a phrase of one character', () => {
    const problems = problemsOfRule({
      signals: SIGNALS.replace('有手机就能做', '有手机就能做, 赚'),
      match: '  - { all: [零门槛], level: caution }',
    });
    expect(problems).toEqual([expect.stringMatching(/:16:\d+ 话术“赚”太短/)]);
  });

  test.each([
    ['…有手机', '开头或结尾'],
    ['有手机~', '开头或结尾'],
    ['(有手机', '没有配对'],
    ['有手机<金币>', '既不是识别器'],
    ['((甲|乙)丙)手机', '括号'],
    [`只要${'动动手指'.repeat(8)}…就能做`, '超过 32'],
    ['有手机～就能做', '“～”不起作用，请改成半角的“~”'],
    ['(有手机｜有电脑)就能做', '“｜”不起作用，请改成半角的“|”'],
    ['‹金额>到手', '“‹”不起作用'],
    ['一天＜金额＞', '“＜”不起作用'],
    ['一天《金额》', '“《金额》”不起作用，请改成“<金额>”'],
    ['加〈微信〉详聊', '“〈微信〉”不起作用，请改成“<微信>”'],
    ['有手机...就能做', '“...”不起作用，请改成“…”'],
    ['有手机。。。就能做', '“。。。”不起作用，请改成“…”'],
    ['有手机.*就能做', '“*”不起作用'],
    ['日赚\\\\d元', '没有正则表达式'],
    ['有手机吗?就能做', '“?”不起作用，请改成“(甲|)”'],
  ])('the phrase %s', (phrase, message) => {
    const problems = problemsOfRule({
      signals: SIGNALS.replace('有手机就能做', `"${phrase}"`),
      match: '  - { all: [零门槛], level: caution }',
    });
    expect(problems.join('\n')).toContain(message);
  });

  test('signs that are meant as they stand', () => {
    const problems = problemsOfRule({
      signals: SIGNALS.replace('有手机就能做', '看《手机课》, 1.5倍佣金, 有手机吗？就能做, (现货|（现货)出售, us$到账'),
      match: '  - { all: [零门槛], level: caution }',
    });
    expect(problems).toEqual([]);
  });

  test('the same phrase twice', () => {
    const problems = problemsOfRule({
      signals: SIGNALS.replace('有手机就能做', '有手机就能做, 有手机就能做'),
      match: '  - { all: [零门槛], level: caution }',
    });
    expect(problems.join('\n')).toContain('写了两次');
  });

  test('danger on one signal, caution on a weak one', () => {
    expect(problemsOfRule({ signals: SIGNALS, match: '  - { all: [零门槛], level: danger }' }).join('\n')).toContain(
      'danger 要有两个',
    );
    expect(
      problemsOfRule({
        signals: SIGNALS.replace('strong', 'weak'),
        match: '  - { all: [零门槛], level: caution }',
      }).join('\n'),
    ).toContain('最多写 notice');
  });

  test('id and folder that do not agree with the place', () => {
    const text = ruleFile({
      id: 'other',
      category: 'recovery',
      signals: SIGNALS,
      match: '  - { all: [零门槛], level: caution }',
    });
    const problems = problemsWith({ 'brushing/test-rule.yaml': text }).join('\n');
    expect(problems).toContain('要和文件名“test-rule”一样');
    expect(problems).toContain('要和所在文件夹“brushing”一样');
  });

  test('a circle of variants, and a spelling of one character folded everywhere', () => {
    const variants =
      'classes:\n  甲: { to: 微信, spellings: [薇信] }\n  乙: { to: 薇信号, spellings: [微信] }\n  丙: { to: 群聊, spellings: [裙] }\n';
    const problems = problemsWith({ 'variants.yaml': variants }).join('\n');
    expect(problems).toMatch(/variants\.yaml:\d+:\d+ 变体绕成了圈/);
    expect(problems).toContain('“裙”只有一个字');
  });

  test('a guidance and an exemption that do not exist', () => {
    const text = ruleFile({
      signals: SIGNALS,
      match: '  - { all: [零门槛], level: caution }',
      unless: '[nobody]',
    }).replace('never-prepay', 'no-such');
    const problems = problemsWith({ 'brushing/test-rule.yaml': text }).join('\n');
    expect(problems).toContain('没有处置建议“no-such”');
    expect(problems).toContain('没有豁免“nobody”');
  });

  test('an english.yaml that the build could not read', () => {
    expect(
      problemsWith({ 'english.yaml': 'categories: {}\nguidance: {}\nhotlines: { "110": { name: Police } }\n' }),
    ).toEqual([expect.stringMatching(/^rules\/english\.yaml:3:\d+ 缺少字段“use”/)]);
  });

  test('a file in another encoding, and one that is far too large', () => {
    folder = rulesFolder({ 'brushing/huge.yaml': `id: huge\n# ${'长'.repeat(400_000)}\n` });
    writeFileSync(`${folder.path}/brushing/gbk.yaml`, Buffer.from([0x69, 0x64, 0x3a, 0xb9, 0xfa]));
    const problems = folder.load().problems.map(formatProblem).join('\n');
    expect(problems).toContain('huge.yaml:1:1 文件超过 512 KiB');
    expect(problems).toContain('gbk.yaml:1:1 文件不是 UTF-8');
  });

  test('keys that would reach an object prototype are just unknown fields', () => {
    const text = `${ruleFile({ signals: SIGNALS, match: '  - { all: [零门槛], level: caution }' })}\n__proto__: { polluted: yes }\nconstructor: x\n`;
    expect(problemsWith({ 'brushing/test-rule.yaml': text }).join('\n')).toContain('不认识的字段');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('what comes out', () => {
  test('is the same for the same rules, and another version for other rules', async () => {
    folder = rulesFolder({
      'brushing/test-rule.yaml': ruleFile({ signals: SIGNALS, match: '  - { all: [零门槛], level: caution }' }),
    });
    const first = folder.load().loaded.ruleset;
    expect(folder.load().loaded.ruleset).toEqual(first);
    folder.write(
      'brushing/test-rule.yaml',
      ruleFile({ signals: SIGNALS.replace('能做', '行'), match: '  - { all: [零门槛], level: caution }' }),
    );
    expect(folder.load().loaded.ruleset.version).not.toBe(first.version);
  });

  test('drafts and retired rules are left out', () => {
    folder = rulesFolder({
      'brushing/test-rule.yaml': ruleFile({ signals: SIGNALS, match: '  - { all: [零门槛], level: caution }' }).replace(
        'stable',
        'retired',
      ),
    });
    expect(new RuleList(folder.load().loaded.ruleset.rules).length).toBe(0);
  });

  test('a long list of alternatives grows the lexicon by its sum, not by its product', () => {
    const many = (prefix: string) =>
      Array.from({ length: 20 }, (_, i) => `${prefix}${String.fromCharCode(0x4e00 + i)}`).join('|');
    folder = rulesFolder({
      'brushing/test-rule.yaml': ruleFile({
        signals: SIGNALS.replace('有手机就能做', `(${many('前面')})…(${many('后面')})`),
        match: '  - { all: [零门槛], level: caution }',
      }),
    });
    const { loaded, matcher, problems } = folder.load();
    expect(problems).toEqual([]);
    const { chunks } = loaded.ruleset.lexicon.table.groups;
    expect(chunks.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThan(4000);
    expect(matcher.scan('前面丁，又是后面七')).toHaveLength(1);
  });

  test('examples that do not behave are named with their line', () => {
    folder = rulesFolder({
      'brushing/test-rule.yaml': ruleFile({
        signals: SIGNALS,
        match: '  - { all: [零门槛], level: caution }',
        examples: `  match:
    - { text: 有手机就能做, from: 编写 }
    - { text: 没有这句话, from: 编写 }
  clean:
    - { text: 有手机就能做，真的, note: 会被误报 }
    - { text: 好, note: 无关 }`,
      }),
    });
    const { loaded, matcher } = folder.load();
    const found = loaded.sources.rules
      .flatMap((source) => runExamples(source, matcher))
      .flatMap(({ problem }) => (problem ? [formatProblem(problem)] : []));
    expect(found).toEqual([
      expect.stringMatching(/test-rule\.yaml:24:\d+ 应当命中却没有命中：“没有这句话”/),
      expect.stringMatching(/test-rule\.yaml:26:\d+ 应当安静，却被 test-rule 判为 caution/),
    ]);
  });

  test('loadRuleset throws every problem at once', async () => {
    folder = rulesFolder({ 'brushing/a.yaml': '', 'brushing/b.yaml': '' });
    await expect(loadRuleset(folder.path)).rejects.toThrow(/a\.yaml[\s\S]*b\.yaml/);
  });
});
