import catalog from 'virtual:catalog';
import ruleset from 'virtual:ruleset';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_SIMILAR } from '../../lookup/answer.ts';
import { Lookup } from '../../lookup/lookup.ts';
import { MAX_QUERY_CHARS, MAX_TEXT_CHARS } from '../../lookup/query.ts';

const lookup = new Lookup(ruleset, catalog);

describe('三种答案', () => {
  test.each([
    ['诚招线上推广员，大学生、宝妈首选，有手机就能做，一单一结，加薇❤：abc12345', 'brushing'],
    ['刷单，大學生、寶媽首選，有手機就能做', 'brushing'],
    ['您的快递丢失，我们是快递公司客服，加我微信办理三倍理赔，需要您打开屏幕共享', 'customer-service'],
  ])('疑似话术：%s', (question, category) => {
    const answer = lookup.ask(question);
    expect(answer.kind).toBe('match');
    expect(answer.category).toBe(catalog.categories[category]);
    expect(answer.guidance?.steps.length).toBeGreaterThan(1);
    expect(answer.marks.length).toBeGreaterThan(0);
  });

  test.each([
    ['你涉嫌洗钱，把钱转到安全账户配合调查', 'authority'],
    ['民族资产解冻，交99元领100万', 'elderly'],
    ['在家刷单一天300', 'brushing'],
  ])('头一步是没付钱的人现在做什么，照这一种骗局说：%s', (question, category) => {
    const answer = lookup.ask(question);
    expect(answer.category).toBe(catalog.categories[category]);
    expect(answer.guidance?.steps[0]).toBe(catalog.categories[category]!.first);
  });

  test.each([
    ['刷单', 'definition'],
    ['刷單', 'definition'],
    ['百万保障', 'mention'],
    ['安全帐户', 'definition'],
    ['杀猪盘', 'definition'],
    ['跑份能赚钱吗', 'definition'],
  ])('%s：%s', (question, kind) => {
    const answer = lookup.ask(question);
    expect(answer.kind).toBe(kind);
    expect(answer.category).toBeDefined();
    expect(answer.marks.length > 0 || (answer.rule ?? answer.term) !== undefined).toBe(true);
  });

  test.each([
    '今天天气真好',
    '我明天去图书馆还书，你要不要一起去吃饭',
    '明天的会议改到下午三点，资料发到群里了，大家先看一下',
    'hello world',
    '😀😀😀',
    '54321',
    '　　',
    '',
  ])('没有记录：“%s”', (question) => {
    const answer = lookup.ask(question);
    expect(answer.kind).toBe('unknown');
    expect(answer.marks).toEqual([]);
    expect(answer.rule).toBeUndefined();
  });

  test('反诈提醒里的话是提到，不是疑似', () => {
    const answer = lookup.ask('警方提醒：凡是要求先垫付资金的刷单兼职都是诈骗，请勿相信，谨防上当');
    expect(answer.kind).not.toBe('match');
  });
});

describe('每条规则都查得到', () => {
  test.each(Object.entries(catalog.rules).map(([id, rule]) => [rule.title, id] as const))('%s', (title, id) => {
    const answer = lookup.ask(title);
    const offered = [answer.rule, ...answer.similar.map((trick) => catalog.rules[trick.rule])];
    expect(offered).toContain(catalog.rules[id]);
  });
});

describe('标记和推荐', () => {
  test('无论问什么：标记在原文内、按序、不重叠；推荐不重复、不超过上限、不含答案自己', () => {
    const piece = fc.constantFrom(
      '有手机就能做',
      '加微信abc123',
      '日结',
      '刷单',
      '。',
      '\n\n',
      '😀',
      '垫付',
      ' ',
      '宝妈',
      '\ud83d',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 8 })), { maxLength: 14 }), (pieces) => {
        const answer = lookup.ask(pieces.join(''));
        let reach = 0;
        for (const { start, end } of answer.marks) {
          expect(start).toBeGreaterThanOrEqual(reach);
          expect(end).toBeGreaterThan(start);
          reach = end;
        }
        expect(reach).toBeLessThanOrEqual(answer.query.length);
        const ids = answer.similar.map(({ rule }) => rule);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.length).toBeLessThanOrEqual(MAX_SIMILAR);
        expect(ids.map((id) => catalog.rules[id])).not.toContain(answer.rule);
      }),
      { numRuns: 60 },
    );
  });

  test('一万字以后不查，也不切断一个字', () => {
    const answer = lookup.ask('𠮷'.repeat(MAX_QUERY_CHARS));
    expect(answer.query.length).toBeLessThanOrEqual(MAX_QUERY_CHARS);
    // A cut character would leave half a surrogate pair at the end.
    expect([...answer.query].every((character) => character === '𠮷')).toBe(true);
  });

  test('一万字的闲话里有一句话术，找得到那一句', () => {
    const talk = '图书馆三楼今天下午开放自习，请带好校园卡。'.repeat(300);
    const lure = '大学生、宝妈首选，有手机就能做，日结，加微信abc12345';
    const answer = lookup.ask(`${talk}\n\n${lure}\n\n${talk}`);
    expect(answer.kind).toBe('match');
    expect(answer.marks.every(({ start, end }) => start >= talk.length && end <= talk.length + lure.length + 4)).toBe(
      true,
    );
  });
});

describe('很长的一段', () => {
  const talk = '图书馆三楼今天下午开放自习，请带好校园卡。';
  const lure = '大学生、宝妈首选，有手机就能做，日结，加微信abc12345';
  const patient = async () => true;

  test.each([
    ['在最后', lure, 11_900, 0],
    ['在两片的交界，哪一半也不够', '让我把钱转到安全账户', 9_990, 20_000],
  ])('话术%s，找得到，标的就是那一句', async (_, lure, before, after) => {
    const text = `${talk.repeat(1_000).slice(0, before)}\n\n${lure}\n\n${talk.repeat(1_000).slice(0, after)}`;
    const answer = await lookup.askAtLength(text, patient);
    expect(answer).toMatchObject({ kind: 'match', query: text });
    expect(answer?.isPart).toBeUndefined();
    expect(answer!.marks.length).toBeGreaterThan(0);
    for (const { start, end } of answer!.marks) expect(lure).toContain(text.slice(start, end));
  });

  test('短的和一口气查的一样；没有话术就没有记录，也没有推荐', async () => {
    expect(await lookup.askAtLength(lure, patient)).toEqual(lookup.ask(lure));
    const answer = await lookup.askAtLength(talk.repeat(700), patient);
    expect(answer).toMatchObject({ kind: 'unknown', marks: [], similar: [] });
  });

  test('读不完的，说只读了一部分', async () => {
    let slices = 0;
    const answer = await lookup.askAtLength('好'.repeat(MAX_TEXT_CHARS + 1), async () => {
      slices++;
      return true;
    });
    expect(answer).toMatchObject({ kind: 'unknown', isPart: true });
    expect(answer?.query).toHaveLength(MAX_TEXT_CHARS);
    expect(slices).toBeGreaterThanOrEqual(100);
  });

  test('没有人等了，就不再读', async () => {
    let slices = 0;
    const answer = await lookup.askAtLength(`${talk.repeat(1_000)}${lure}`, async () => ++slices < 2);
    expect([answer, slices]).toEqual([null, 2]);
  });
});

test.each(['https://item.jd.com/100012043978.html', 'www.baidu.com', '帮我看看这个 http://t.cn/A6abc 谢谢'])(
  '只是一个网址：%s，不拿网址开头的话术去凑相似的',
  (question) => {
    const answer = lookup.ask(question);
    expect(answer.kind).toBe('unknown');
    expect(answer.similar).toEqual([]);
  },
);

test('第一个问题就是平常话，也答得出来', () => {
  const fresh = new Lookup(ruleset, catalog);
  expect(fresh.ask('今天天气真好').kind).toBe('unknown');
});
