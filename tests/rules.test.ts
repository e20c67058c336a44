import { describe, expect, test } from 'vitest';
import { loadWithProblems, RULES_FOLDER } from '../compiler/load.ts';
import { formatProblem, type Problem } from '../compiler/problem.ts';
import { runExamples } from '../compiler/run-examples.ts';
import { Matcher } from '../engine/matcher.ts';
import { rankOf } from '../engine/rule.ts';
import { judge } from '../engine/verdict.ts';

const problems: Problem[] = [];
const { ruleset, sources } = loadWithProblems(RULES_FOLDER, problems);
const matcher = new Matcher(ruleset);

test('规则文件没有错误', () => {
  expect(problems.map(formatProblem)).toEqual([]);
});

describe.each(sources.rules.map((source) => [source.value.id, source] as const))('%s', (_, source) => {
  test.each(
    runExamples(source, matcher).map(
      (outcome) => [outcome.kind === 'match' ? '必须命中' : '必须安静', outcome.text.slice(0, 40), outcome] as const,
    ),
  )('%s › %s', (_kind, _text, outcome) => {
    expect(outcome.problem === null ? '' : formatProblem(outcome.problem)).toBe('');
  });
});

// A handle voids exemptions; what voids them without leading off the site would leave the lure at the level of its words.
test('写出来的每一种站外句柄，同时也是站外联系', () => {
  const handles = sources.signals.flatMap(({ value }) => value.signals['站外句柄']?.phrases ?? []);
  expect(handles).not.toEqual([]);
  const missed = handles.flatMap(spelled).filter((text) => {
    const fired = new Set(matcher.explain(text).hits.map(({ signal }) => signal));
    return fired.has('站外句柄') && !fired.has('站外联系');
  });
  expect(missed).toEqual([]);
});

// The words a filter catches, and how they are written to get past it: no spelling may say less than the word.
test.each([
  ['在线客服', ['在线kf', '在线课服'], '联系*激活账户，先充值，做完任务返还'],
  ['刷单员', ['s单员', 'S单员'], '招*，日结，加薇abc12345'],
  ['刷单返利', ['s单返利'], '*，先垫付后返还'],
  ['刷单一单', ['s单一单'], '*五元，日结，在家可做'],
  ['加我', ['➕我'], '有手机就能做，*abc12345'],
  ['加电报', ['加踢踢', '加听听', '加提提'], '有手机就能做，*abc12345'],
  ['在家兼职', ['在家间职', '在家尖职', '在家简职', '在家jz'], '*，日结一天两百，加薇abc12345'],
  ['领红包', ['领红保', '领宏包', '领hb'], '关注店铺*，进群做任务'],
  ['免费领取', ['缅费领取', 'mf领取'], '*牛股，加薇abc12345'],
  ['点击链接', ['点击连捷', '点击lj'], '您的账户异常，*处理，填写验证码'],
  ['办贷款', ['办代款', '办袋款', '办贷宽', '办dk'], '不看征信*，加薇abc12345'],
  ['贷款下来', ['代款下来', '袋款下来', '贷宽下来'], '*前要先交百分之三十保证金，交完马上放款，加薇abc12345'],
  ['一天两百', ['一兲两百'], '在家兼职*，加薇abc12345'],
  // Words of Taiwan and Hong Kong, and Cantonese written as it is spoken.
  ['点击链接', ['點選連結'], '您的账户异常，*处理，填写验证码'],
  ['银行卡', ['提款卡', '金融卡'], '租借*，一张三千，日结，加薇abc12345'],
  ['银行账户', ['銀行戶口', '銀行帳戶'], '收*，一套三千，日结，加薇abc12345'],
  ['赚钱', ['搵錢'], '在家*，有手机就能做，日结，加薇abc12345'],
  ['返一百三给你', ['返一百三畀你', '返一百三俾你'], '做任务先垫一百，*，加薇abc12345'],
])('%s 写成 %j，级别不降', (word, spellings, sentence) => {
  const rank = (written: string) => rankOf(judge(matcher.scan(sentence.replace('*', written))).level);
  expect(rank(word)).toBeGreaterThanOrEqual(rankOf('caution'));
  expect(spellings.filter((spelling) => rank(spelling) < rank(word))).toEqual([]);
});

// What stands where two ordinary words meet is no spelling of anything.
test.each([
  '口袋款式',
  '信贷宽松',
  '开发宏包',
  'IMF领导人',
  'iOS单元测试',
  '手机数据线DK单卖',
  '通过数据',
  '收入数字',
  '租户口碑',
  '户口被迁走',
  '按金额计算',
  '各部门号码',
  '特征才明显',
  '稳健保守',
  '重点选手',
  '接连结婚',
  '库存簿册',
  '新闻简讯',
])('%s 不改写', (words) => {
  expect(matcher.explain(words).folded).toBe(words.toLowerCase());
});

/** Texts that a phrase is for, one for each way through its brackets. */
function spelled(phrase: string): string[] {
  const written = phrase
    .replaceAll('<联系方式>', 'abc12345')
    .replaceAll(/<(.+?)>/g, '$1')
    .split(/[()]/);
  return written.reduce<string[]>(
    (heads, part) => heads.flatMap((head) => part.split('|').map((choice) => head + choice)),
    [''],
  );
}

test.each([
  '反诈中心提醒：任何声称“帮你把钱追回来，不成功不收费”的都是二次诈骗。',
  '凡是自称黑客、能帮您追回损失，要您先交手续费的，都是骗子。',
])('否认的是这样说的话本身，追款的话也在内：%s', (text) => {
  expect(rankOf(judge(matcher.scan(text)).level)).toBeLessThan(rankOf('caution'));
  const claim = text.replace(/任何声称|凡是自称/, '我们是');
  expect(rankOf(judge(matcher.scan(claim)).level)).toBeGreaterThanOrEqual(rankOf('caution'));
});

test('几天前发的不是一天给多少', () => {
  const named = (text: string) => matcher.explain(text).hits.map(({ signal }) => signal);
  expect(named('用户4 · 3天前')).not.toContain('日结高薪');
  expect(named('日薪43天天结')).toContain('日结高薪');
});
