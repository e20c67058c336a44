import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { Matcher } from '../../engine/matcher.ts';
import type { Finding } from '../../engine/rule.ts';
import { judge } from '../../engine/verdict.ts';
import { ruleFile, rulesFolder } from './fixtures.ts';
import { ungated } from './ungated.ts';

const folder = rulesFolder({
  'brushing/test-rule.yaml': ruleFile({
    signals: `
  零门槛:
    stage: lure
    strength: strong
    phrases: [有手机就(能|可以)(做|操作), 大学生…首选, 动动手指…赚<金额>, 打开…<联系方式>, '躺着~(就|也)~(来钱|进账)']
  日结:
    stage: lure
    strength: weak
    phrases: [日结, <金额>天]
    except: [日结束]
  垫付:
    stage: stake
    strength: medium
    phrases: [先垫付, 押金]
`,
    match: `
  - { all: [零门槛], level: caution }
  - { all: [零门槛, $站外句柄], within: 60, level: danger }
  - { all: [日结, 垫付, $站外句柄], within: 60, level: danger }
  - { of: [零门槛, 日结, 垫付], least: 2, within: 30, level: caution }
`,
  }),
  'recovery/get-it-back.yaml': ruleFile({
    id: 'get-it-back',
    category: 'recovery',
    signals: `
  追回:
    stage: revictim
    strength: strong
    phrases: [被骗的钱能追回, 黑客追款]
`,
    match: '  - { all: [追回], level: caution }',
  }),
});
const { matcher, problems, loaded } = folder.load();
const fire = ungated(loaded.ruleset);
afterAll(() => folder.remove());

const level = (text: string) => judge(matcher.scan(text)).level;
const quotes = (finding: Finding | undefined) => finding?.evidence.map(({ signal, quote }) => `${signal}:${quote}`);

test('a weak signal is no step of the script beside one that is', () => {
  expect(matcher.scan('日结，先垫付')[0]).toMatchObject({ level: 'caution', stages: ['stake'] });
  expect(matcher.scan('日结，先垫付，加微信abc12345')[0]).toMatchObject({ level: 'danger', stages: ['lure', 'stake'] });
});

test('what a caller does with an empty answer is not in the next one', () => {
  matcher.scan('图书馆').push(...matcher.scan('有手机就能做'));
  expect(matcher.scan('图书馆')).toEqual([]);
});

test('the fixture itself compiles', () => {
  expect(problems).toEqual([]);
});

describe('phrases', () => {
  test.each([
    ['有手机就能做', 'caution'],
    ['有手机就可以操作', 'caution'],
    ['有 手.机🌸就\u200b能做', 'caution'],
    ['有手機就能做', 'caution'],
    ['大学生、宝妈首选', 'caution'],
    ['大学生一二三四五六首选', 'caution'],
    ['大学生一二三四五六七首选', 'none'],
    ['大学生。宝妈首选', 'none'],
    ['大学生\n\n宝妈首选', 'none'],
    ['动动手指就能赚三百块', 'caution'],
    ['动动手指就能赚钱', 'none'],
    ['有手机就好', 'none'],
    ['躺着就来钱', 'caution'],
    ['躺着一整天也能有进账', 'caution'],
    ['躺着一整天里也进账', 'none'],
    ['躺着也照样能够进账', 'none'],
    ['躺着，就来钱', 'none'],
    ['躺着5天也进账', 'none'],
    ['打开我发的abc12345', 'caution'],
    ['打开（windows', 'none'],
  ])('%j → %s', (text, expected) => {
    expect(level(text)).toBe(expected);
  });

  test('a finding quotes the source exactly, whatever was between the characters', () => {
    const text = '招人：有 手机·就能❤️做，速来';
    const [finding] = matcher.scan(text);
    expect(quotes(finding)).toEqual(['零门槛:有 手机·就能❤️做']);
    const { start, end, quote, stage, strength } = finding!.evidence[0]!;
    expect(text.slice(start, end)).toBe(quote);
    expect([stage, strength]).toEqual(['lure', 'strong']);
  });

  test('variants and classes: 加薇信, 佳v信 reach the same signal, with the handle in the quote', () => {
    expect(quotes(matcher.scan('有手机就能做，加薇信：abc12345')[0])).toEqual([
      '零门槛:有手机就能做',
      '站外句柄:加薇信：abc12345',
    ]);
    expect(level('有手机就能做，加v信⑨3026860')).toBe('danger');
  });

  test('except: a hit inside an excepted word does not count', () => {
    expect(level('工作日结束后先垫付')).toBe('none');
    expect(level('工资日结，先垫付')).toBe('caution');
  });

  test('a single character beside a recogniser is found with every unit', () => {
    for (const text of ['500天，押金', '五百块天，押金', '300元/天，押金', '①00天，押金'])
      expect(level(text)).toBe('caution');
  });
});

describe('combos', () => {
  test('all slots within the distance', () => {
    expect(level('有手机就能做，加微信abc12345')).toBe('danger');
    expect(level(`有手机就能做${'，这里是别的话'.repeat(12)}加微信abc12345`)).toBe('caution');
  });

  test('`of … least` takes any two', () => {
    expect(level('日结，押金一百')).toBe('caution');
    expect(level('日结')).toBe('none');
  });

  test('a combo may cross a block boundary, at a cost', () => {
    expect(level('有手机就能做\n\n加微信abc12345')).toBe('danger');
    expect(level('日结\n\n\n\n押金')).toBe('caution');
    expect(level('日结\n\n好\n\n押金')).toBe('none');
  });

  test('the same lure at two places is two findings', () => {
    expect(matcher.scan(`有手机就能做。${'无关的话'.repeat(40)}有手机就能做`)).toHaveLength(2);
  });

  test('findings come in the order of the text', () => {
    const findings = matcher.scan('黑客追款。有手机就能做');
    expect(findings.map((finding) => finding.rule)).toEqual(['get-it-back', 'test-rule']);
  });
});

describe('exemptions', () => {
  test('a notice in the block or its neighbour lowers to notice and names the reason', () => {
    const [finding] = matcher.scan('警方提醒：凡是“有手机就能做”的都是骗局');
    expect(finding).toMatchObject({ level: 'notice', exemption: 'anti-fraud-notice' });
    expect(level('警方提醒\n\n说有手机就能做的不要信')).toBe('notice');
    const paragraph = '昨天下了一天的雨，'.repeat(9);
    expect(level(['警方提醒', paragraph, paragraph, paragraph, '有手机就能做'].join('\n\n'))).toBe('caution');
  });

  test('a block with a contact of its own is not exempt; the notice beside it is', () => {
    const text = '警方提醒：不要相信有手机就能做\n\n有手机就能做，加微信abc12345';
    const findings = matcher.scan(text);
    expect(findings.map(({ level: found, evidence }) => [found, evidence[0]!.start > text.indexOf('\n\n')])).toEqual([
      ['notice', false],
      ['danger', true],
    ]);
  });

  test('quotation with a verb of reporting, also before the opening quote', () => {
    expect(level('对方谎称有手机就能做')).toBe('notice');
    expect(level('他谎称“正规公司直招，待遇优厚，大学生、宝妈首选”')).toBe('notice');
    expect(level('有手机就能做，他谎称')).toBe('caution');
    expect(level('他谎称。有手机就能做')).toBe('caution');
  });

  test('negation holds even beside a contact: 无需押金 is no demand for money', () => {
    expect(level('无需押金，日结')).toBe('notice');
    expect(level('日结，无需押金，qq1234567')).toBe('notice');
  });

  test('recovery is never excused by a notice', () => {
    expect(level('警方提醒：被骗的钱能追回')).toBe('caution');
  });
});

describe('as a function', () => {
  const text = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '有手机就能做',
          '大学生',
          '宝妈首选',
          '日结',
          '日结束',
          '先垫付',
          '押金',
          '500天',
          '加微信',
          '加薇信',
          'abc12345',
          '无需',
          '警方提醒',
          '谎称',
          '“',
          '”',
          '。',
          '，',
          '\n\n',
          '\u200b',
          ' ',
          '🌸',
        ),
        fc.string({ unit: 'binary', maxLength: 4 }),
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join(''));

  test('evidence always quotes the source, and nothing is denied that fires when every rule is asked', () => {
    fc.assert(
      fc.property(text, (source) => {
        const findings = matcher.scan(source);
        const fired = fire(source).map(({ rule }) => rule);
        if (fired.length > 0) expect(matcher.mayHit(source)).toBe(true);
        expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set(fired));
        for (const { evidence } of findings) {
          expect(evidence.length).toBeGreaterThan(0);
          for (const { start, end, quote } of evidence) {
            expect(end).toBeGreaterThan(start);
            expect(source.slice(start, end)).toBe(quote);
          }
        }
      }),
      { numRuns: 3000 },
    );
  });

  test('answers do not depend on what was scanned before', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (texts) => {
        for (const source of texts) matcher.scan(source);
        const fresh = new Matcher(loaded.ruleset);
        expect(matcher.scan(texts[0]!)).toEqual(fresh.scan(texts[0]!));
      }),
      { numRuns: 100 },
    );
  });

  test.each([
    ['动动手指就能赚300', '%，不是'],
    ['有手机就能做，加微信abc12345', '==1'],
  ])('%j is read as it is, whatever a longer text had behind it', (source, more) => {
    const alone = new Matcher(loaded.ruleset).scan(source);
    expect(alone).not.toEqual([]);
    matcher.scan(source + more);
    expect(matcher.scan(source)).toEqual(alone);
  });

  test('a ruleset of another format is refused by name', () => {
    expect(() => new Matcher({ ...loaded.ruleset, format: 99 })).toThrow('第 99 版');
  });
});
