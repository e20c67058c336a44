import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadCompiled } from '../../compiler/compiled.ts';
import { NO_VOICE } from '../../compiler/wording-rules.ts';
import { Matcher } from '../../engine/matcher.ts';
import { Normalizer } from '../../engine/normalizer.ts';
import type { TenorEntry } from '../../engine/ruleset.ts';
import { Wording } from '../../engine/wording.ts';
import { UngatedWording } from './ungated.ts';

const { ruleset } = await loadCompiled();
const wording = new Wording(ruleset.wording);
/** Weighs whatever speaks for a lure at all. */
const ungated = new UngatedWording({ ...ruleset.wording, least: 1 });
const normalizer = new Normalizer(ruleset.fold);
const matcher = new Matcher(ruleset);
/** For which nobody speaks for himself. */
const strict = new Matcher({ ...ruleset, voice: { ...ruleset.voice, own: NO_VOICE.own } });
const withTenor = (lines: Partial<TenorEntry>) =>
  new Matcher({ ...ruleset, wording: { ...ruleset.wording, tenor: { ...ruleset.wording.tenor, ...lines } } });
/** For which no wording stands without a step. */
const needing = withTenor({ alone: Number.MAX_SAFE_INTEGER });

const rows = (path: string) =>
  readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { text: string }).text);
const lures = rows('rules/wording/lures.jsonl').slice(0, 600);
const honest = rows('rules/wording/honest.jsonl').slice(0, 600);

/** No rule’s combo knows it; the words are those of lures. */
const LURE = '财务那边看到你的信用只有 82，低于 100 是没法打款的，一分充 300，充满马上放行';
const HONEST = '昨天下午我们一起去公园散步，回来的路上买了两斤苹果和一把青菜，晚上包了饺子。';

function stretchesOf(text: string): string[] {
  normalizer.fill(text);
  return wording.stretches(normalizer.codes, normalizer.length).map(({ start, end }) => normalizer.slice(start, end));
}

function rulesIn(text: string): string[] {
  return matcher.scan(text).map(({ rule }) => rule);
}

describe('Wording', () => {
  test('a stretch begins and ends where the lure does, wherever it stands', () => {
    const [alone] = stretchesOf(LURE);
    const [within] = stretchesOf(HONEST.repeat(3) + LURE + HONEST.repeat(3));
    expect(within).toContain(alone!.slice(6, -6));
    expect(within!.length).toBeLessThan(LURE.length + 12);
    expect(stretchesOf(HONEST.repeat(20))).toEqual([]);
  });

  test('pieces in different paragraphs are not added up', () => {
    expect(stretchesOf(LURE)).toHaveLength(1);
    const apart = LURE.replace(/.{4}/g, `$&${HONEST}\n\n`);
    expect(stretchesOf(apart)).toEqual([]);
  });

  test('the cheap question is never answered no where a stretch stands, whatever is run together with it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...honest), fc.constantFrom(...lures), fc.constantFrom(...honest), (a, lure, b) => {
        normalizer.fill(lure);
        const weights = ungated.stretches(normalizer.codes, normalizer.length).map(({ weight }) => weight);
        // As if just what its heaviest stretch weighs were asked for: a question that takes off too much would say no.
        const entry = { ...ruleset.wording, least: Math.max(...weights) };
        for (const text of [lure, a + lure + b, `${a}\n\n${lure}\n\n${b}`]) {
          normalizer.fill(text);
          expect(new UngatedWording(entry).stretches(normalizer.codes, normalizer.length, true)).not.toEqual([]);
          expect(new Wording(entry).mayStand(normalizer.codes, normalizer.length)).toBe(true);
        }
        normalizer.fill(lure.replace(/[，。！？\n]/g, '$&\n\n'));
        const inBubbles = ungated.stretches(normalizer.codes, normalizer.length).map(({ weight }) => weight);
        const just = { ...ruleset.wording, least: Math.max(...inBubbles) };
        expect(new Wording(just).mayStand(normalizer.codes, normalizer.length)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('shows few words, short ones, all of them in the stretch or the clause it cuts', () => {
    for (const lure of lures) {
      normalizer.fill(lure);
      const stretches = wording.lureLike(normalizer);
      const hits = wording.hits(stretches, normalizer);
      expect(hits.length).toBeLessThanOrEqual(stretches.length * 3);
      for (const { start, end, signal } of hits) {
        expect(end - start).toBeLessThanOrEqual(16);
        expect(end - start).toBeGreaterThanOrEqual(4);
        expect(stretches.some((stretch) => stretch.start <= start + 3 && end <= stretch.end + 3)).toBe(true);
        expect(wording.finds(signal)).toBe(true);
      }
    }
  });

  test('without rules that look at it nothing is found', () => {
    normalizer.fill(LURE);
    const none = new Wording({
      ...ruleset.wording,
      topics: { names: [], signals: [], combos: [], singles: '', pairs: '', weights: '' },
    });
    expect(none.stretches(normalizer.codes, normalizer.length)).toEqual([]);
  });
});

describe('rules that look at wording', () => {
  test('find a lure that no combo of phrases knows, and quote words and step', () => {
    const [finding] = matcher.scan(LURE);
    expect(finding).toMatchObject({ rule: 'brushing-wording', category: 'brushing', level: 'caution' });
    expect(finding!.evidence.map(({ signal }) => signal)).toContain('骗局常用的词');
    for (const { quote, start, end } of finding!.evidence) expect(LURE.slice(start, end)).toBe(quote);
  });

  test('stand alone where they weigh enough: caution, with all their words at once', () => {
    const standing = withTenor({ alone: ruleset.wording.tenor.beside });
    const borne = lures
      .slice(0, 200)
      .filter((lure) => needing.scan(lure).length === 0 && standing.scan(lure).length > 0);
    expect(borne.length).toBeGreaterThan(0);
    for (const lure of borne) {
      expect(standing.suspects(lure)).not.toEqual([]);
      for (const { level, evidence } of standing.scan(lure)) {
        expect(level).toBe('caution');
        expect(evidence.map(({ signal }) => signal)).toEqual(evidence.map(() => '骗局常用的词'));
      }
    }
    const whyNot = (by: Matcher) =>
      by
        .explain(borne[0]!)
        .near()
        .map(({ why }) => why);
    expect(whyNot(needing)).toContain('light');
    expect(whyNot(standing)).not.toContain('light');
    const quotes = borne.flatMap((lure) => standing.scan(lure).map(({ evidence }) => evidence.length));
    expect(Math.max(...quotes)).toBe(3);
    expect(standing.scan(`警方提醒：骗子会说“${borne[0]}”，遇到这种情况请立即拨打96110。`)).toEqual([]);
  });

  test('are left out where a rule that knows the trick says as much', () => {
    const known = '刷单，大学生、宝妈首选，有手机就能做，日结，加微信 abc12345，先垫付后返本金加佣金';
    expect(rulesIn(known).length).toBeGreaterThan(0);
    expect(rulesIn(known).filter((rule) => rule.endsWith('-wording'))).toEqual([]);
  });

  test('alone in a paragraph of more than a hundred characters say nothing, unless a contact stands there or nothing else can be meant', () => {
    const long = HONEST + HONEST + LURE;
    expect(long.length).toBeGreaterThan(100);
    const silentBy = (by: Matcher, text: string) => by.scan(text).length === 0;
    expect(silentBy(strict, `${HONEST}${HONEST}\n\n${LURE}`)).toBe(false);
    expect(silentBy(strict, long)).toBe(true);
    expect(silentBy(strict, `${long}，加微信 abc12345`)).toBe(false);
    expect(silentBy(matcher, long)).toBe(false);
  });

  test('say nothing of what is only told', () => {
    expect(rulesIn(`警方提醒：骗子会说“${LURE}”，遇到这种情况请立即拨打96110。`)).toEqual([]);
  });

  test('speak of an earlier loss only in a script that robs the robbed', () => {
    const robbed = '团队已经攻进黑平台后台，您那笔9万还在，通道费先付2000';
    const stagesBy = (by: Matcher) => by.scan(robbed).find(({ rule }) => rule === 'recovery-wording')?.stages;
    expect(stagesBy(matcher)).toContain('revictim');
    expect(stagesBy(new Matcher({ ...ruleset, revictim: [] }))).not.toContain('revictim');
  });

  test('do not borrow a step from the block beside them', () => {
    const silent = lures.filter((lure) => stretchesOf(lure).length > 0 && needing.scan(lure).length === 0);
    expect(silent.length).toBeGreaterThan(0);
    const step = '押金三百，先交。';
    for (const lure of silent) {
      const found = needing.scan(`${lure}\n\n${step}`);
      const rules = found.map(({ rule }) => rule).filter((rule) => rule.endsWith('-wording'));
      expect(rules).toEqual([]);
    }
  });

  test('are danger only where the words weigh enough for it', () => {
    const never = withTenor({ grave: Number.MAX_SAFE_INTEGER });
    const levelsOf = (by: Matcher, text: string) => by.scan(text).map(({ level }) => level);
    const dangers = lures.filter(
      (lure) => levelsOf(matcher, lure).includes('danger') && rulesIn(lure).every((rule) => rule.endsWith('-wording')),
    );
    expect(dangers.length).toBeGreaterThan(0);
    for (const lure of dangers) {
      expect(levelsOf(never, lure)).toContain('caution');
      expect(levelsOf(never, lure)).not.toContain('danger');
    }
  });
});
