import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';

/** Commands as a person at a terminal, or a pipe, calls them. The first may have to compile the rules. */
const TIMEOUT_MS = 180_000;

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'commands-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(script: string, words: string[], input: string | Buffer = '') {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', join(root, 'scripts', script), ...words],
    { cwd: root, input, encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

function file(name: string, content: string | Buffer): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

/** “刷单，大学生、宝妈首选，有手机就能做” in GBK. */
const LURE_GBK = Buffer.from('y6K1paOstPPRp8n6oaKxpsLoytfRoaOs09DK1rv6vs3E3Nf2', 'base64');
const LURE = '刷单，大学生、宝妈首选，有手机就能做';

/** A folder of two sets, in each a lure that nobody finds. */
function twoSets(): string {
  const sets = join(folder, 'sets');
  mkdirSync(sets, { recursive: true });
  for (const set of ['calls', 'chats']) {
    const row = { id: `${set}-1`, text: '今天天气很好', label: 'fraud', category: 'brushing', split: 'open' };
    writeFileSync(join(sets, `${set}.jsonl`), JSON.stringify(row));
  }
  return sets;
}

describe('scan', { timeout: TIMEOUT_MS }, () => {
  test('别的编码、断行符都不吞掉记录', () => {
    const input = Buffer.concat([
      Buffer.from('{"id":"a","text":"'),
      LURE_GBK,
      Buffer.from(`"}\n{"id":"b","text":"你好\u2028${LURE}"}\n`),
    ]);
    const { status, stdout } = run('scan.ts', [], input);
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([
      { id: null, line: 1, error: expect.stringContaining('不是 UTF-8') },
      expect.objectContaining({ id: 'b', level: 'caution' }),
    ]);
    expect(status).toBe(1);
  });

  test('网页照它自己的编码读', () => {
    const page = file('gbk.html', Buffer.concat([Buffer.from('<meta charset=gbk><p>'), LURE_GBK]));
    const { status, stdout } = run('scan.ts', ['--format', 'html', page]);
    expect(JSON.parse(stdout)).toMatchObject({ id: page, level: 'caution' });
    expect(status).toBe(0);
  });
});

describe('一行话说清怎么用', { timeout: TIMEOUT_MS }, () => {
  const strict = [
    ...['scan.ts', 'lookup.ts', 'eval.ts', '../bench/bench.ts', 'playground.ts', 'browsers.ts', 'slice-frequencies.ts'],
    ...['rules-check.ts', 'rules-try.ts', 'rules-new.ts', 'rules-catalog.ts', 'weigh-wording.ts'],
  ];
  test.each(strict)('%s --help', (script) => {
    const { status, stdout, stderr } = run(script, ['--help']);
    expect(stdout).toMatch(/^用法：np(m run|x tsx) /);
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  test.each(strict)('%s 不认识的选项', (script) => {
    const { status, stderr } = run(script, ['--nonsense']);
    expect(stderr).toMatch(/^不认识的选项 --nonsense\n用法：/);
    expect(status).toBe(2);
  });

  test.each([
    ['rules-catalog.ts', ['check']],
    ['rules-new.ts', ['brushing', 'phone', '有手机', '就能做']],
    ['playground.ts', ['out']],
    ['browsers.ts', ['chrome']],
  ])('%s %j 多出来的词不当没看见', (script, words) => {
    const { status, stdout, stderr } = run(script, words);
    expect(stderr).toMatch(new RegExp(`^(多了|不认识的浏览器) ${words.at(-1)}\n用法：`));
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });

  test.each([
    ['rules-check.ts', [join(folder, 'nowhere')]],
    ['eval.ts', [join(folder, 'nowhere')]],
    ['eval.ts', [fileURLToPath(import.meta.url)]],
  ])('%s 给的不是文件夹', (script, words) => {
    const { status, stderr } = run(script, words);
    expect(stderr).toBe(`${words[0]} 不是文件夹\n`);
    expect(status).toBe(2);
  });

  test.each([
    [['--set', 'nosuch'], /^--set 的集合 nosuch 不在 .+ 里；有 \S+\n$/],
    [['--errors', 'nosuch'], /^--errors 的集合 nosuch 不在 .+ 里；有 \S+\n$/],
    [['--set', 'calls', '--errors', 'chats'], '--set calls 只算一个集合，--errors chats 看的是另一个\n'],
    [['--split', 'nosuch'], '没有 split 是 nosuch 的文本；有 open\n'],
    [['--most', 'abc'], '--most 要一个正整数，不是 abc\n'],
    [['calls'], '只看一个文件夹，多了 calls\n'],
  ])('eval %j', (words, sentence) => {
    const { status, stdout, stderr } = run('eval.ts', [twoSets(), ...words]);
    expect(stderr).toMatch(sentence);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });

  test('eval 没有的 --baseline', () => {
    const { status, stderr } = run('eval.ts', [folder, '--baseline', join(folder, 'nowhere.json')]);
    expect(stderr).toBe(`${join(folder, 'nowhere.json')} 不是 --record 写下的结果\n`);
    expect(status).toBe(2);
  });
});

test('eval 跳过不成样子的行，照算其余的', { timeout: TIMEOUT_MS }, () => {
  const good = JSON.stringify({ id: 'a', text: LURE, label: 'fraud', category: 'brushing' });
  file('set.jsonl', `null\n{"id":"b","label":"fraud"}\n{"id":"c","text":"没有标签"}\n不是 JSON\n${good}\n`);
  const { status, stdout, stderr } = run('eval.ts', [folder, '--json']);
  const { report } = JSON.parse(stdout) as { report: Record<string, unknown> };
  expect(report['fraud\tset']).toEqual({ rows: 1, caution: 1, danger: 0 });
  expect(stderr).toContain('4 行');
  expect(status).toBe(0);
});

test('eval --errors 只列点了名的集合，数还是都算', { timeout: TIMEOUT_MS }, () => {
  const { status, stdout } = run('eval.ts', [twoSets(), '--errors', 'chats']);
  expect(stdout).toContain('[chats] chats-1');
  expect(stdout).not.toContain('[calls]');
  expect(stdout).toMatch(/^ {2}calls +1 /m);
  expect(status).toBe(0);
});

test.each([
  ['weigh-wording.ts', []],
  ['rules-new.ts', ['brushing', 'a-new-one', '新的']],
])('%s 规则里有坏文件就停下，什么也不写', { timeout: TIMEOUT_MS }, (script, words) => {
  const project = join(folder, 'project');
  rmSync(project, { recursive: true, force: true });
  for (const part of ['package.json', 'bench', 'compiler', 'engine', 'rules', 'scripts', 'tests/corpus']) {
    cpSync(join(root, part), join(project, part), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'));
  writeFileSync(join(project, 'rules/brushing/phone-only-job.yaml'), 'id: [phone-only-job\n');
  const files = () =>
    readdirSync(join(project, 'rules'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => [name, readFileSync(join(parentPath, name), 'utf8')]);
  const before = files();
  const { status, stdout, stderr } = run(join('..', relative(root, join(project, 'scripts')), script), words);
  expect(stderr).toMatch(/^rules\/brushing\/phone-only-job\.yaml:\d+:\d+ .+\n规则里有 1 处要先改，什么也没有写\n$/);
  expect(stdout).toBe('');
  expect(status).toBe(2);
  expect(files()).toEqual(before);
});

test('rules:check 别处的规则也在自己的正常文本上试，只到“留意”的一样不放行', { timeout: TIMEOUT_MS }, () => {
  const rules = join(folder, 'rules');
  cpSync(join(root, 'rules'), rules, { recursive: true });
  const rule = {
    id: 'too-wide',
    title: '新闻也会说的话',
    category: 'brushing',
    status: 'trial',
    summary: '说法太宽，正经的新闻里也有。',
    next: '没有下一步。',
    guidance: 'tell-family',
    sources: [{ title: '网络诈骗出“新招” 平台治理需跟上', publisher: '澎湃新闻', date: '2023-03' }],
    signals: { 太宽的话: { stage: 'lure', strength: 'medium', phrases: ['国产大飞机完成高寒'] } },
    match: [{ all: ['太宽的话'], level: 'notice' }],
    examples: {
      match: ['国产大飞机完成高寒', '国产大飞机完成高寒试飞了'].map((text) => ({
        text,
        from: '编写',
        level: 'notice',
      })),
      clean: ['国产的东西', '大飞机来了'].map((text) => ({ text, note: '没有事' })),
    },
  };
  // JSON is YAML.
  writeFileSync(join(rules, 'brushing', 'too-wide.yaml'), JSON.stringify(rule, null, 2));
  const { status, stdout, stderr } = run('rules-check.ts', [rules]);
  expect(stderr).toMatch(
    /^tests\/corpus\/lookalikes\.jsonl:\d+:1 规则 too-wide 在正常文本上判为 notice：太宽的话“国产大飞机完成高寒”$/m,
  );
  expect(stdout).not.toContain('全部通过');
  expect(status).toBe(1);
});
