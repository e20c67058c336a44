import { afterAll, expect, test } from 'vitest';
import { catalogPage } from '../../scripts/catalog-page.ts';
import { ruleFile, rulesFolder } from '../engine/fixtures.ts';

const folder = rulesFolder({
  'brushing/test-rule.yaml': ruleFile({
    match: '  - { all: [$站外句柄], level: notice }',
  }).replace('next: 让你垫钱。', 'next: 多半会让你垫钱。'),
});
afterAll(() => folder.remove());

test('阶段是那一出骗局的，不只是规则自己的信号的；“接下来多半会”不说两遍', () => {
  const { loaded, problems } = folder.load();
  expect(problems).toEqual([]);
  const page = catalogPage(loaded);
  expect(page).toContain('| [刷单返利](#brushing) | 1 | 引流、诱导投入、收割 |');
  expect(page).toContain('\n接下来多半会让你垫钱。\n');
});
