import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packedRows, Rows } from '../../engine/rows.ts';
import { packedRules, RuleList } from '../../engine/rule-list.ts';
import type { RuleEntry, SignalEntry } from '../../engine/ruleset.ts';
import { packedSignals, SignalList } from '../../engine/signal-list.ts';

describe('Rows', () => {
  test('gives back every row of any list, also empty ones and across chunks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', maxLength: 4 }), { maxLength: 100 }),
        fc.constantFrom(1, 60),
        (some, times) => {
          const list = Array.from({ length: times }, () => some).flat();
          const rows = new Rows(JSON.parse(JSON.stringify(packedRows(list))));
          expect(rows.length).toBe(list.length);
          expect(list.map((_, i) => rows.at(i))).toEqual(list);
        },
      ),
    );
  });

  test('rows too long for one chunk are refused', () => {
    expect(() => packedRows(Array.from({ length: 2000 }, () => '长'.repeat(40)))).toThrow(RangeError);
  });
});

describe('RuleList', () => {
  const rules: RuleEntry[] = [
    { id: 'a', category: 'brushing', unless: [], combos: [{ level: 'caution', within: 60, need: 1, slots: [[3]] }] },
    {
      id: 'b',
      category: 'loan',
      unless: [0, 7],
      combos: [
        { level: 'danger', within: 600, need: 2, slots: [[0, 1], [2], [900, 4, 5]] },
        { level: 'notice', within: 0, need: 1, slots: [[1]] },
      ],
    },
    { id: 'c', category: 'loan', unless: [1], combos: [{ level: 'danger', within: 9, need: 2, slots: [[1], [2]] }] },
  ];
  const list = new RuleList(JSON.parse(JSON.stringify(packedRules(rules))));

  test('gives back the rules', () => {
    expect(rules.map((_, i) => list.at(i))).toEqual(rules);
    expect(list.length).toBe(3);
  });

  test('counts combos through all rules', () => {
    const all = rules.flatMap((rule) => rule.combos.map((combo) => ({ rule, combo })));
    expect(all.map((_, i) => ({ rule: list.ruleOf(i), combo: list.combo(i) }))).toEqual(all);
  });

  test('a rule is one object, however often it is asked for', () => {
    expect(list.at(1)).toBe(list.ruleOf(2));
  });
});

test('SignalList gives back the signals', () => {
  const signals: SignalEntry[] = [
    { name: '零门槛', stage: 'lure', strength: 'medium' },
    { name: '收款', stage: 'silence', strength: 'weak', except: 0 },
    { name: '先付钱', stage: 'harvest', strength: 'strong', except: 2 },
  ];
  const list = new SignalList(packedSignals(signals));
  expect(list.length).toBe(3);
  for (const [i, { name, stage, strength, except }] of signals.entries()) {
    expect([list.nameOf(i), list.stageOf(i), list.strengthOf(i), list.exceptOf(i)]).toEqual([
      name,
      stage,
      strength,
      except,
    ]);
  }
});
