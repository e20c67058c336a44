import catalog from 'virtual:catalog';
import ruleset from 'virtual:ruleset';
import catalogIn from 'virtual:spoken-catalog';
import { describe, expect, test } from 'vitest';
import { answerTo } from '../../entrypoints/popup/answering.ts';
import { Lookup } from '../../lookup/lookup.ts';

const lookup = new Lookup(ruleset, catalog);
const LANGUAGES = ['zh-CN', 'zh-TW', 'en'] as const;
/** The words are like one script, the rule that fires knows another: there is a category, and no rule to name. */
const RULELESS = '放款失败 让我转9000解冻 不转要坐牢';

describe.each(LANGUAGES)('弹窗用 %s 回答', (language) => {
  test.each([
    RULELESS,
    '大学生、宝妈首选，有手机就能做，一单一结，加薇❤：abc12345',
    '我刚把钱转给他，他把我拉黑了',
    '刷单',
    '96110是什么电话',
    '今天天气真好',
  ])('答的内容和终端里一样多：%s', (question) => {
    const answer = answerTo(question, language);
    const found = lookup.ask(question);
    expect(Object.keys(answer)).toEqual(Object.keys(found));
    expect(answer.similar.map(({ rule }) => rule)).toEqual(found.similar.map(({ rule }) => rule));
  });

  test('说不出是哪一条规则，也有步骤和电话，用那种语言', () => {
    const answer = answerTo(RULELESS, language);
    expect(answer.rule).toBeUndefined();
    const { categories, guidance } = catalogIn(language);
    expect(answer.category).toBe(categories['loan']);
    expect(answer.guidance?.steps[0]).toBe(categories['loan']!.first);
    expect(Object.values(guidance).map(({ lead }) => lead)).toContain(answer.guidance?.lead);
    expect(answer.guidance?.hotlines).not.toEqual([]);
  });
});
