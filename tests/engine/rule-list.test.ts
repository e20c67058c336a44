import { describe, expect, test } from 'vitest';
import { packedRules, RuleList } from '../../engine/rule-list.ts';
import type { RuleEntry } from '../../engine/ruleset.ts';

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
