import catalog from 'virtual:catalog';
import { beforeEach, expect, test, vi } from 'vitest';
import { familyOf } from '../../../advice/guidance.ts';
import { noQuiet } from '../../../advice/ladder.ts';
import { JournalStore } from '../../../platform/journal-store.ts';
import { Background, DAY_MS, LOAN, report, sender } from './fixtures.ts';

let background: Background;
beforeEach(() => {
  background = new Background();
});

test('两步之后，干净的付款页也拦；过一次，这一段里哪个标签页都不再拦', async () => {
  await background.visit('https://jobs.example/', report('danger', ['lure', 'stake']));
  const bank = sender('https://bank.example/', { tabId: 2 });
  await background.frames.started(bank);
  expect(await background.gate.standsBefore(bank)).toBe(true);
  await background.gate.passed(2, [1, 2]);
  expect(await background.gate.standsBefore(bank)).toBe(false);
  expect(await background.gate.standsBefore(sender('https://bank.example/', { tabId: 3 }))).toBe(false);
});

test('高危的话都沾着两段，只有一句警惕是一出自己的：卡片说的那一出照样走到了这几步，照样拦', async () => {
  const [own] = report('caution', ['stake'], LOAN).findings;
  const [mixed] = report('danger', ['lure', 'stake']).findings;
  const page = sender('https://gift.example/');
  await background.visit(page.url, {
    ...report('danger', []),
    findings: [
      { ...mixed!, straddles: true },
      { ...own!, category: 'loan' },
    ],
  });
  expect(background.shown.at(-1)?.advice.category).toBe(catalog.categories['brushing']);
  expect(background.shown.at(-1)?.seenStages).toEqual(['lure', 'stake']);
  expect(await background.gate.standsBefore(page)).toBe(true);
});

test('付款页上另有别的骗局，关口说的是走得最远的那一段', async () => {
  await background.visit('https://jobs.example/', report('danger', ['lure', 'trust']));
  const pay = sender('https://task.example/');
  const mixed = report('danger', ['stake']);
  const other = {
    ...mixed.findings[0]!,
    id: 'l',
    rule: LOAN,
    category: 'loan',
    evidence: [
      ...mixed.findings[0]!.evidence,
      { signal: 't', stage: 'stake' as const, strength: 'medium' as const, quote: '放款' },
    ],
  };
  await background.frames.started(pay);
  await background.frames.reported({ ...mixed, findings: [other, ...mixed.findings] }, pay);
  expect(background.shown.at(-1)?.advice.category).toBe(catalog.categories['brushing']);
  expect(await background.gate.standsBefore(pay)).toBe(true);
  expect(background.shown.at(-1)?.advice.category).toBe(catalog.categories['brushing']);
});

test('过了一段剧本的关口，另一段照拦', async () => {
  await background.visit('https://jobs.example/', report('danger', ['lure', 'trust', 'stake']));
  const pay = sender('https://pay.example/');
  expect(await background.gate.standsBefore(pay)).toBe(true);
  await background.gate.passed(1, [1]);
  const other = report('danger', ['lure', 'stake'], LOAN);
  await background.visit('https://loan.example/', {
    ...other,
    findings: other.findings.map((each) => ({ ...each, category: 'loan' })),
  });
  expect(await background.gate.standsBefore(pay)).toBe(true);
  expect(background.shown.at(-1)?.advice.category).toBe(catalog.categories['loan']);
});

test('没有先前的步骤，付款页从不拦，也不放脚本', async () => {
  const shop = sender('https://shop.example/');
  await background.frames.started(shop);
  expect(await background.gate.standsBefore(shop)).toBe(false);
  expect(background.injected).toEqual([]);
});

test('拦过又点开，还拦', async () => {
  await background.visit('https://jobs.example/', report('danger', ['lure', 'stake']));
  expect(await background.gate.standsBefore(sender('https://jobs.example/'))).toBe(true);
  expect(await background.gate.standsBefore(sender('https://jobs.example/'))).toBe(true);
  expect(background.shown.filter(({ surface }) => surface === 'gate')).toHaveLength(2);
});

test('在一个标签页过了，等着同一道关口的别的标签页也放开；别的不动', async () => {
  await background.visit('https://jobs.example/', report('danger', ['lure', 'stake']));
  for (const tabId of [2, 3]) {
    const bank = sender('https://bank.example/', { tabId });
    await background.frames.started(bank);
    expect(await background.gate.standsBefore(bank)).toBe(true);
  }
  background.sent = [];
  await background.gate.passed(2, [1, 2, 3, 9]);
  const to = (type: string) => background.sent.filter((one) => one.type === type).map(({ tab }) => tab);
  expect(to('money/hold')).toEqual([2, 1, 3]);
  expect(to('warning/hide')).toEqual([2, 3]);
});

test('一页像两段剧本：答一次就够，不接着再拦', async () => {
  const pay = sender('https://task.example/');
  const mixed = report('danger', ['lure', 'stake']);
  const other = { ...mixed.findings[0]!, id: 'l', rule: LOAN, category: 'loan' };
  await background.visit(pay.url, { ...mixed, findings: [...mixed.findings, other] });
  expect(await background.gate.standsBefore(pay)).toBe(true);
  await background.gate.passed(1, [1]);
  expect(await background.gate.standsBefore(pay)).toBe(false);
});

test('时钟错在将来的时候过的关口不算：走得最远的那一段照拦，不因为另有一段而漏过', async () => {
  const pay = sender('https://pay.example/');
  await background.visit('https://jobs.example/', report('danger', ['lure', 'trust', 'stake']));
  const other = report('danger', ['lure'], LOAN);
  await background.visit('https://loan.example/', {
    ...other,
    findings: other.findings.map((each) => ({ ...each, category: 'loan' })),
  });
  const family = familyOf(catalog, 'brushing');
  const passed = [{ family, time: background.now + 300 * DAY_MS }];
  await new JournalStore(noQuiet, vi.fn()).changeQuiet((quiet) => ({ ...quiet, passed }));
  await background.frames.started(pay);
  expect(await background.gate.standsBefore(pay)).toBe(true);
  expect(background.shown.at(-1)?.advice.category).toBe(catalog.categories['brushing']);
});
