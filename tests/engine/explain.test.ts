import { afterAll, describe, expect, test } from 'vitest';
import { ruleFile, rulesFolder } from './fixtures.ts';

/** What rule authors are told of a combo that does not fire. */
const folder = rulesFolder({
  'brushing/job.yaml': ruleFile({
    id: 'job',
    signals: `
  在家:
    stage: lure
    strength: strong
    phrases: [在家兼职]
  兼职:
    stage: lure
    strength: strong
    phrases: [兼职日结]
  垫付:
    stage: stake
    strength: strong
    phrases: [先垫付]
`,
    match: [
      '  - { all: [在家, 兼职], level: danger }',
      '  - { all: [在家, 垫付], within: 20, level: danger }',
      '  - { all: [在家], level: caution }',
    ].join('\n'),
    unless: '[anti-fraud-notice]',
  }),
});
const { matcher } = folder.load();
afterAll(() => folder.remove());

/** The combos at danger of which all is there. */
const filled = (text: string) =>
  matcher
    .explain(text)
    .near()
    .filter(({ level, why }) => level === 'danger' && why !== 'lacking')
    .map(({ why, exemptions }) => ({ why, exemptions }));

describe('信号都有，为什么没有响', () => {
  test('响了的不说', () => {
    expect(filled('在家兼职，先垫付')).toEqual([]);
  });

  test('相距太远', () => {
    expect(filled(`在家兼职，${'平常的话'.repeat(8)}，先垫付`)).toEqual([{ why: 'apart', exemptions: [] }]);
  });

  test('落在同样的字上', () => {
    expect(filled('在家兼职日结')).toEqual([{ why: 'overlapping', exemptions: [] }]);
  });

  test('被哪一种豁免', () => {
    expect(filled('警方提醒：在家兼职，先垫付')).toEqual([{ why: 'exempt', exemptions: ['anti-fraud-notice'] }]);
  });
});

test('低一级响了的规则，高一级缺什么还是说', () => {
  const near = matcher.explain('在家兼职').near();
  expect(near.map(({ level, missing }) => [level, missing])).toEqual([
    ['danger', ['兼职']],
    ['danger', ['垫付']],
  ]);
});

describe('豁免为什么不算', () => {
  const told = (text: string) => {
    const { exemptions, voided, voidedBy } = matcher.explain(text).hits.find(({ signal }) => signal === '在家')!;
    return { exemptions, voided, voidedBy: voided.length > 0 ? voidedBy : null };
  };

  test('同一段留了联系方式', () => {
    expect(told('警方提醒：在家兼职，加薇信abc12345')).toEqual({
      exemptions: [],
      voided: ['anti-fraud-notice'],
      voidedBy: 'contact',
    });
  });

  test('算的照旧', () => {
    expect(told('警方提醒：在家兼职')).toEqual({ exemptions: ['anti-fraud-notice'], voided: [], voidedBy: null });
  });
});
