import { describe, expect, test } from 'vitest';
import { loadRuleset } from '../../compiler/load.ts';
import { speakCatalog } from '../../compiler/speak-catalog.ts';
import type { Catalog } from '../../engine/catalog.ts';

const { catalog, sources } = await loadRuleset();
const spoken = speakCatalog(catalog, sources.texts.english);
const HAN = /\p{Script=Han}/u;

test.each(['zh-CN', 'zh-TW', 'en'] as const)('%s：id、电话、官方类名、阶段和出处都不变', (language) => {
  const outline = (of: Catalog) => ({
    version: of.version,
    rules: Object.entries(of.rules).map(([id, rule]) => [id, rule.category, rule.guidance, rule.sources]),
    categories: Object.entries(of.categories).map(([slug, { mps, script }]) => [
      slug,
      mps,
      script.map(({ stage }) => stage),
    ]),
    // Traditional characters are also read where other lines are asked.
    guidance: Object.entries(of.guidance).map(([id, { hotlines }]) => [
      id,
      hotlines.filter((number) => number !== '165' && number !== '18222'),
    ]),
    hotlines: Object.keys(of.hotlines),
  });
  expect(outline(spoken[language])).toEqual(outline(catalog));
});

describe('繁體', () => {
  const taiwan = spoken['zh-TW'];

  test('名字、说明、步骤都转过来', () => {
    expect(taiwan.categories['brushing']?.name).toBe('刷單返利');
    expect(taiwan.guidance['stop-transfer']?.steps.join()).toContain('帳');
    expect(taiwan.hotlines['96110']?.use).toContain('騙局');
    const { question, first, plain } = taiwan.categories['customer-service']!;
    expect([question, first, plain].join()).toMatch(/「客服」.*軟體.*裡面.*假客服/);
  });

  test('不留一个只有简体才用的字', () => {
    const words = JSON.stringify([taiwan.categories, taiwan.guidance, taiwan.hotlines]).replace(
      /"(mps|国家反诈中心App)":"[^"]*"|"国家反诈中心App"|"[^"]+":(?=")|「网络不良与垃圾信息举报受理中心」/g,
      '',
    );
    expect(words.match(/[这为们钱网贷费验证转账报户诈骗让给]/g) ?? []).toEqual([]);
  });

  test('叫人打 96110 的地方，也有台湾和香港问得到的号码', () => {
    const asked = Object.values(taiwan.guidance).filter(({ hotlines }) => hotlines.includes('96110'));
    expect(asked.length).toBeGreaterThan(5);
    for (const { hotlines } of asked) {
      expect(hotlines.slice(hotlines.indexOf('165'))).toEqual(expect.arrayContaining(['165', '18222', '96110']));
    }
    const steps = Object.values(taiwan.guidance).flatMap((each) => each.steps);
    expect(steps.filter((step) => /打 96110(?!（台灣 165、香港 18222）)/.test(step))).toEqual([]);
    expect(steps.join()).toContain('96110 打來要接');
  });

  test('报警的地方，也说在香港打哪个号码', () => {
    expect(taiwan.hotlines['110']?.use).toMatch(/^已經轉帳.*打 999。$/);
    expect(spoken['zh-CN'].hotlines['110']?.use).not.toContain('999');
  });

  test('电脑词表会弄错的几个词是对的', () => {
    const all = JSON.stringify(taiwan);
    expect(all).toContain('紅頭文件');
    expect(all).toContain('註銷校園貸');
    expect(all).toContain('掛斷電話');
    expect(all).not.toMatch(/標頭檔|結束通話|登出校園/);
  });

  test('字转错了的改过来：里是裡，干是幹，不把“押金发来”读成金髮', () => {
    const all = JSON.stringify(Object.values(taiwan.rules).map(({ title, summary, next }) => [title, summary, next]));
    const said = all + JSON.stringify([taiwan.categories, taiwan.guidance, taiwan.hotlines]);
    expect(said.match(/.里|箇|金髮|.乾的(?!淨)|半隻|越松|沖銷|裡划/g) ?? []).toEqual([]);
    expect(said).toContain('卡裡');
  });

  test('和界面上的话用一样的词', () => {
    const said = JSON.stringify([Object.values(taiwan.guidance), Object.values(taiwan.hotlines)]);
    expect(said.match(/渠道|核實|登錄|訊息|(?<!垃圾)信息/g) ?? []).toEqual([]);
    expect(taiwan.guidance['verify-official']?.lead).toBe('別在這裡辦，走官方管道查證');
  });

  test('读着不像转换出来的：大陆的说法换成台湾的，全篇一样', () => {
    const said = JSON.stringify([
      taiwan.categories,
      taiwan.guidance,
      taiwan.hotlines,
      Object.values(taiwan.rules).map(({ title, summary, next, excuse }) => [title, summary, next, excuse]),
    ]);
    const MAINLAND =
      /臺|籤|舉報|群聊|身份|個稅|墊錢|[洩泄]露|充值|提現|銀行卡|聯繫|共享|短視訊|服務器|黑客|合同|我國|微訊號|鏈接|搜索|界面|彈窗|聯網|私信|拉黑|源碼|簡歷|網店|取現|首付|手機卡/g;
    expect(said.match(MAINLAND) ?? []).toEqual([]);
  });

  test('大陆机构的正式名字照原样，放在引号里', () => {
    expect(taiwan.hotlines['12321']?.name).toBe('「网络不良与垃圾信息举报受理中心」');
  });

  test('劝人别加的，先说当地人用的 LINE；电话的括号后面没有空格', () => {
    const steps = Object.values(taiwan.guidance).flatMap((each) => each.steps);
    expect(taiwan.guidance['refuse-offsite']?.steps[0]).toMatch(/^不加 LINE、微信、QQ/);
    expect(steps.filter((step) => /） /.test(step))).toEqual([]);
  });

  test('引号是台湾的', () => {
    const { rules, ...others } = taiwan;
    const said = Object.values(rules).map(({ title, summary, next, excuse }) => [title, summary, next, excuse]);
    expect(JSON.stringify([said, others.guidance, others.hotlines]).match(/[“”‘’]/g) ?? []).toEqual([]);
  });
});

describe('English', () => {
  const { en } = spoken;

  test.each(Object.keys(catalog.categories))('category %s has an English name and steps', (slug) => {
    const { name, script, never, question, first, plain } = en.categories[slug]!;
    expect(
      [name, never, question, first, plain, ...script.map(({ label }) => label)].filter((text) => HAN.test(text)),
    ).toEqual([]);
    expect(never !== '').toBe(catalog.categories[slug]!.never !== '');
    expect(question !== '').toBe(catalog.categories[slug]!.question !== '');
    // The bar of a card has room for so much.
    expect(script.filter(({ label }) => label.length > 30)).toEqual([]);
  });

  test.each(Object.keys(catalog.guidance))('guidance %s is in English, with as many steps', (id) => {
    const { lead, action, steps } = en.guidance[id]!;
    expect([lead, action, ...steps].filter((text) => HAN.test(text))).toEqual([]);
    expect(steps).toHaveLength(catalog.guidance[id]!.steps.length);
  });

  test('hotlines are in English, numbers in place', () => {
    for (const { name, use } of Object.values(en.hotlines)) expect(HAN.test(name + use)).toBe(false);
  });

  test.each(Object.keys(catalog.rules))('rule %s keeps its name; the rest is said of its kind, in English', (id) => {
    const own = catalog.rules[id]!;
    const { title, summary, next, excuse } = en.rules[id]!;
    expect(title).toBe(own.title);
    expect([summary, next].filter((text) => text === '' || HAN.test(text))).toEqual([]);
    expect(HAN.test(excuse)).toBe(false);
    expect(excuse === '').toBe(own.excuse === '');
    expect(summary).toBe(en.categories[own.category]!.summary);
  });
});

test('no category, guidance or hotline blames the reader, in any language', () => {
  const blame =
    /怎么(会|能)(信|被骗)|上当|轻信|贪(心|婪|图|小)|傻|笨|蠢|早(就)?(说|该)|活该|大意|粗心|輕信|貪(心|婪|圖|小)|上當|stupid|foolish|gullible|greedy|careless|you fell|should have|your mistake/i;
  const said = Object.values(spoken).flatMap(({ guidance, hotlines, categories }) => [
    ...Object.values(guidance).flatMap(({ lead, action, steps }) => [lead, action, ...steps]),
    ...Object.values(hotlines).flatMap(({ name, use }) => [name, use]),
    ...Object.values(categories).flatMap(({ never, question, first, plain, script }) => [
      ...[never, question, first, plain],
      ...script.map(({ label }) => label),
    ]),
  ]);
  expect(said.filter((text) => blame.test(text))).toEqual([]);
});

test('no rule’s summary, next step or excuse blames the reader', () => {
  const blame = /上当|轻信|贪(心|婪|图|小)|傻|笨|蠢|早(就)?该|活该|大意|粗心/;
  const said = Object.values(catalog.rules).flatMap(({ title, summary, next }) => [title, summary, next]);
  expect(said.filter((text) => blame.test(text))).toEqual([]);
});
