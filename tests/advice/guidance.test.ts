import catalog from 'virtual:catalog';
import { describe, expect, test } from 'vitest';
import {
  adviceFor,
  FACES,
  faceOf,
  familyOf,
  findingsOfScript,
  foretold,
  leadingFinding,
  otherScripts,
  tellingOneScript,
} from '../../advice/guidance.ts';
import type { Level, Ranked, Stage } from '../../engine/rule.ts';

const finding = (level: Level, pieces: number, ...stages: Stage[]): Ranked => ({
  level,
  stages,
  evidence: Array.from({ length: pieces }, () => ({})),
});

describe('先说哪一条', () => {
  test('级别最高的，同级看原话多的，再同看在前的', () => {
    const [first, second, third] = [finding('caution', 5), finding('danger', 1), finding('danger', 2)] as const;
    expect(leadingFinding([first, second, third])).toBe(third);
    expect(leadingFinding([second, finding('danger', 1)])).toBe(second);
  });

  test('同级里先说接着前面剧本的那一条', () => {
    const [many, next] = [finding('danger', 5), finding('danger', 1)] as const;
    expect(leadingFinding([many, next], (each) => each === next)).toBe(next);
    expect(leadingFinding([many, finding('caution', 9)], (each) => each.level === 'caution')).toBe(many);
  });

  test('同级里先说认得这个剧本的；都认得，先说走得最远的一步，封口在最前', () => {
    const borrowed: Ranked = { ...finding('danger', 9, 'harvest'), borrowed: true };
    const [lure, stake, silence] = [
      finding('danger', 5, 'lure'),
      finding('danger', 2, 'lure', 'stake'),
      finding('danger', 1, 'silence'),
    ] as const;
    expect(leadingFinding([borrowed, lure])).toBe(lure);
    expect(leadingFinding([lure, stake])).toBe(stake);
    expect(leadingFinding([lure, stake, silence])).toBe(silence);
  });

  test('没有警惕以上的，就没有可说的', () => {
    expect(leadingFinding([finding('notice', 9), finding('none', 1)])).toBeNull();
    expect(leadingFinding([])).toBeNull();
  });
});

test('一张卡片只引一段剧本的话：先说的那一条在前，别的骗局和只是提到的不算', () => {
  const of = (category: string, level: Level, pieces = 1) => ({ ...finding(level, pieces, 'stake'), category });
  const [loan, leading, kin, mention] = [
    of('loan', 'danger', 9),
    of('brushing', 'danger', 3),
    of('porn-brushing', 'caution'),
    of('brushing', 'notice'),
  ] as const;
  expect(findingsOfScript(leading, [loan, kin, leading, mention], catalog)).toEqual([leading, kin]);
});

test('几出骗局在一页上：卡片只用一出的话，别的说出名字；两边都沾的话靠后', () => {
  const of = (category: string, straddles?: true) => ({
    ...finding('danger', straddles ? 9 : 1, straddles ? 'silence' : 'lure'),
    category,
    straddles,
  });
  const [mixed, own, loan, kin] = [of('authority', true), of('authority'), of('loan'), of('brushing')] as const;
  const all = [mixed, own, loan, kin, of('porn-brushing')];
  expect(leadingFinding(all)).toBe(own);
  expect(findingsOfScript(own, all, catalog)).toEqual([own]);
  expect(otherScripts(own, all, catalog)).toEqual([
    catalog.categories['loan']?.name,
    catalog.categories['brushing']?.name,
  ]);
  expect(otherScripts(loan, [loan, mixed], catalog)).toEqual([]);
  expect(leadingFinding([mixed])).toBe(mixed);
  expect(tellingOneScript([mixed])).toEqual([mixed]);
  const milder = { ...loan, level: 'caution' as const };
  expect(tellingOneScript([mixed, milder])).toEqual([mixed, milder]);
});

describe('接下来多半会', () => {
  const brushing = (rule: string) => ({ rule, category: 'brushing' });
  const [job, stuck] = [brushing('slots-offsite'), brushing('card-order-recharge')];
  const [early, late] = [catalog.rules[job.rule]!, catalog.rules[stuck.rule]!];

  test('说的是走到的那一步以后：先说的那一条没走到的，由走到了的规则说', () => {
    expect([early.stage, late.stage]).toEqual(['lure', 'harvest']);
    expect(foretold(job, [stuck], ['lure'], catalog).next).toBe(early.next);
    expect(foretold(job, [stuck], ['lure', 'harvest'], catalog)).toEqual({ next: late.next, excuse: late.excuse });
    expect(foretold(stuck, [job], ['lure', 'harvest'], catalog).next).toBe(late.next);
  });

  test('谁也没说到那一步，什么也不说：过去了的不再说成将来', () => {
    const loan = { rule: stuck.rule, category: 'loan' };
    expect(foretold(job, [job, loan], ['lure', 'harvest'], catalog)).toEqual({ next: '', excuse: '' });
  });

  test('借来的一步不说它自己那出骗局接下来怎样', () => {
    const borrowed = brushing('pay-or-expose');
    expect(catalog.rules[borrowed.rule]).toMatchObject({ category: 'sextortion', stage: late.stage });
    expect(foretold(job, [borrowed], ['lure', 'harvest'], catalog)).toEqual({ next: '', excuse: '' });
    expect(foretold(job, [borrowed, stuck], ['lure', 'harvest'], catalog).next).toBe(late.next);
  });

  test('封口排在要钱前面；剧本里没有这一步的，不算走到', () => {
    const hush = (category: string) => ({ rule: 'keep-it-secret', category });
    const { next } = catalog.rules['keep-it-secret']!;
    expect(foretold(hush('authority'), [], ['lure', 'silence'], catalog).next).toBe(next);
    expect(foretold(hush('authority'), [], ['stake', 'silence'], catalog).next).toBe('');
    expect(foretold(job, [], ['lure', 'silence'], catalog).next).toBe(early.next);
  });
});

describe('卡片的话', () => {
  test.each(Object.keys(catalog.rules))('%s 有类别、建议和至少一个电话', (rule) => {
    const advice = adviceFor({ rule, category: catalog.rules[rule]!.category }, catalog);
    expect(advice?.category.name).toBeTruthy();
    expect(advice?.guidance.steps.length).toBeGreaterThan(1);
    expect(advice?.hotlines.map(({ number }) => number)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^(96110|110)$/)]),
    );
  });

  test('先说没付钱的人现在做什么，再说已经付了的', () => {
    const steps = adviceFor({ rule: 'safe-account', category: 'authority' }, catalog)!.guidance.steps;
    const paid = steps.findIndex((step) => step.startsWith('已经'));
    expect(steps[0]).toBe(catalog.categories['authority']!.first);
    expect(steps[0]).toContain('挂掉');
    expect(paid).toBeGreaterThan(0);
  });

  // Who only reads, or asks, is told neither what to do after paying nor what to do while somebody sees their screen.
  test.each(Object.entries(catalog.guidance))('建议 %s 的头一步，什么也没给过的人也用得上', (_, { steps }) => {
    expect(steps[0]).not.toMatch(/^已经|^正在|黑屏|断开网络|截图/);
  });

  test('按钮不叫人去找一个没说是谁的“本人”', () => {
    for (const { action } of Object.values(catalog.guidance)) expect(action).not.toContain('本人');
  });

  test.each(['', 'no-such-rule', '__proto__', 'constructor', 'toString'])('不认识的规则“%s”没有话可说', (rule) => {
    expect(adviceFor({ rule, category: 'brushing' }, catalog)).toBeNull();
  });

  test('同一大类的两种叫法是一段剧本；没有大类的自成一段', () => {
    expect(familyOf(catalog, 'brushing')).toBe(familyOf(catalog, 'porn-brushing'));
    expect(familyOf(catalog, '__proto__')).toBe('__proto__');
  });

  test('接连两张卡片的样子不同', () => {
    for (let shown = 0; shown < 2 * FACES; shown++) expect(faceOf(shown)).not.toBe(faceOf(shown + 1));
  });
});
