import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadCompiled } from '../../compiler/compiled.ts';
import { Normalizer } from '../../engine/normalizer.ts';

const { ruleset } = await loadCompiled();
const normalizer = new Normalizer(ruleset.fold);
const fold = (text: string) => normalizer.fold(text);

const spellings = ruleset.fold.variants.flat();
/** Text as scammers and ordinary people write it: Han, Latin, digits, marks, invisible characters, emoji, half emoji. */
const anyText = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...'有手机就能做微信薇信加徽威群卡日结赚钱發財費領號碼') },
      { weight: 2, arbitrary: fc.constantFrom(...'abvxwqQＷＸⓥ019①⑩²₃❶𝓿𝟗🅐lo') },
      {
        weight: 3,
        arbitrary: fc.constantFrom(...' ·.|*/-~，。！：“”（）+@\u200b\u200d\ufeff\u00ad\ufe0f\u202e\t\n\u3000'),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom('\n\n', '🌸', '❤️', '👨‍👩‍👧', '1️⃣', '\ud83d', '\ude00', '𠮷', '㎡', '㍿', '\u2029'),
      },
      { weight: 1, arbitrary: fc.constantFrom(...spellings, 'a-', 'v') },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 3 }) },
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

describe('fold', () => {
  test.each([
    ['全角', '加ＷＸ：ＡＢＣ１２３', '加wx,abc123'],
    ['繁体', '刷單，大學生、寶媽首選，有手機就能做', '刷单,大学生,宝妈首选,有手机就能做'],
    ['零宽字符', '有\u200b手\u200d机\ufeff就能做', '有手机就能做'],
    ['插空格', '有 手 机 就 能 做', '有手机就能做'],
    ['插点和竖线', '有.手|机·就*能_做', '有手机就能做'],
    ['插像竖线和点的笔画', '有丨手丶机丿就ノ能ー做', '有手机就能做'],
    ['插附加符号', '有\u0489手\u1ab0机\u1dc0就\ufffc能做', '有手机就能做'],
    ['插表情', '有🌸手❤️机👨‍👩‍👧就能做', '有手机就能做'],
    ['带圈、上下标、花体数字', '①²₃❹𝟓⓿', '123450'],
    ['花体字母', '𝓿𝔁 ⓥⓧ', 'vx vx'],
    ['变体', '加薇信', '加微信'],
    ['网址里的点和斜线留着', 'HTTP://t.me/AbC_1', 'http,t.me/abc_1'],
    ['数字范围的横线留着', '10-20元、1~5天', '10-20元,1~5天'],
    ['句末归一', '好！好？好；好…', '好。好。好。好。'],
    ['引号归一', '“甲”「乙」', '"甲""乙"'],
    ['段落', '甲\n\n乙\n丙', '甲\u2029乙丙'],
  ])('%s', (_, source, folded) => {
    expect(fold(source).text).toBe(folded);
  });

  test.each(['安徽信息', '国徽信封', '树立威信', '今天日结束了'])('%s 不被当成变体', (source) => {
    expect(fold(source).text).toBe(source);
  });

  test('is idempotent', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = fold(text).text;
        expect(fold(once).text).toBe(once);
      }),
      { numRuns: 3000 },
    );
  });

  test('maps every folded character to a non-empty range inside the source, in order', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const folded = fold(text);
        let before = 0;
        for (let i = 0; i < folded.length; i++) {
          const start = folded.sourceStart(i);
          const end = folded.sourceEnd(i);
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          before = start;
        }
      }),
      { numRuns: 3000 },
    );
  });

  test('a character that folding leaves alone is found again at its own offset', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const folded = fold(text);
        for (let i = 0; i < folded.length; i++) {
          const character = folded.text[i]!;
          if (!'有手机就能做群卡日结赚钱019'.includes(character)) continue;
          const quote = text.slice(folded.sourceStart(i), folded.sourceEnd(i));
          if (quote === character) expect(fold(quote).text).toBe(character);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('lone surrogates keep their place', () => {
    const folded = fold('甲\ud83d乙\ude00丙');
    expect(folded.text).toBe('甲\ufffd乙\ufffd丙');
    expect([...folded.text].map((_, i) => folded.sourceStart(i))).toEqual([0, 1, 2, 3, 4]);
  });

  test('rare Han beyond U+FFFF keep both units and their offsets', () => {
    const folded = fold('a𠮷b');
    expect(folded.text).toBe('a𠮷b');
    expect(folded.sourceEnd(2)).toBe(3);
  });

  test('an expansion longer than its source does not overrun the buffer', () => {
    const text = '⑩'.repeat(9000);
    expect(fold(text).text).toBe('10'.repeat(9000));
  });
});
