import catalog from 'virtual:catalog';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { noQuiet } from '../../../advice/ladder.ts';
import { JournalStore } from '../../../platform/journal-store.ts';
import type { WarningRequest } from '../../../platform/protocol.ts';
import { Settings } from '../../../platform/settings.ts';
import { copyOf } from '../../../ui/copy/copies.ts';
import { Background, DAY_MS, report, sender } from './fixtures.ts';

let background: Background;
beforeEach(() => {
  background = new Background();
});

test('前几天见过更后面的一步：接下来说的是那一步以后', async () => {
  const stuck = catalog.rules['card-order-recharge']!;
  await background.visit('https://task.example/', report('danger', ['harvest'], 'card-order-recharge'));
  expect(background.shown.at(-1)?.advice.rule).toEqual(stuck);
  background.now += DAY_MS;
  await background.visit('https://jobs.example/', report('danger', ['lure'], 'slots-offsite'));
  const { rule } = background.shown.at(-1)!.advice;
  expect(rule.title).toBe(catalog.rules['slots-offsite']!.title);
  expect([rule.next, rule.excuse]).toEqual([stuck.next, stuck.excuse]);
});

describe('语言和样子', () => {
  const speak = (language: 'zh-CN' | 'zh-TW' | 'en') => new Settings(vi.fn()).setLooks({ language });

  test.each([
    ['zh-CN', '刷单返利', '知道了'],
    ['zh-TW', '刷單返利', '知道了'],
    ['en', 'fake tasks, paid back', 'Got it'],
  ] as const)('%s：卡片、类别、徽标一起换', async (language, category, known) => {
    await speak(language);
    await background.visit('https://a.example/', report('danger', ['lure']));
    const request = background.shown.at(-1)!;
    expect(request.advice.category.name).toBe(category);
    expect((request.words['card'] as Record<string, string>)['known']).toBe(known);
    expect(await fakeBrowser.action.getTitle({ tabId: 1 })).toBe(copyOf(language).browser.badge.danger);
  });

  test('网页里的原话不转', async () => {
    await speak('zh-TW');
    const seen = report('danger', ['lure']);
    seen.findings[0]!.evidence = [{ signal: '帮领导', stage: 'stake', strength: 'medium', quote: '帮领导垫付货款' }];
    await background.visit('https://a.example/', seen);
    expect(background.shown.at(-1)?.findings[0]?.evidence[0]?.quote).toBe('帮领导垫付货款');
  });

  test('卡片开着时换语言：原地换，不算又提醒一次；徽标也换', async () => {
    await background.visit('https://a.example/', report('danger', ['lure']));
    const before = await new JournalStore(noQuiet, vi.fn()).quiet();
    await speak('en');
    await background.warnings.dressAnew([1, 2]);
    const dressed = background.told
      .filter(({ type }) => type === 'warning/dress')
      .map(({ body }) => body as WarningRequest);
    expect(dressed.map(({ surface, advice }) => [surface, advice.category.name])).toEqual([
      ['full', 'fake tasks, paid back'],
    ]);
    expect(await fakeBrowser.action.getTitle({ tabId: 1 })).toBe(copyOf('en').browser.badge.danger);
    expect(background.shown).toHaveLength(1);
    expect(await new JournalStore(noQuiet, vi.fn()).quiet()).toEqual(before);
  });

  test('没有卡片的网页也换：那里可能开着守门的一句话', async () => {
    await background.visit('https://a.example/', report('caution', ['lure']));
    await background.visit('https://a.example/again', report('caution', ['lure']));
    expect(background.shown).toHaveLength(1);
    await speak('en');
    await background.warnings.dressAnew([1]);
    const dressed = background.told
      .filter(({ type }) => type === 'warning/dress')
      .map(({ body }) => body as WarningRequest);
    expect(dressed.map(({ advice }) => advice.category.name)).toEqual(['fake tasks, paid back']);
  });

  test('写下了家里人：卡片知道叫谁、有没有电话；号码不进网页，也不进会话的存储', async () => {
    await new Settings(vi.fn()).setKin({ name: '二妞', phone: '139 5555 0199' });
    await background.visit('https://a.example/', report('danger', ['lure']));
    expect(background.shown.at(-1)?.kin).toEqual({ name: '二妞', hasPhone: true });
    const note = await background.notes.requestFor(sender('https://a.example/'), {
      act: 'add',
      installs: false,
      near: true,
    });
    expect(note).not.toBeNull();
    expect(JSON.stringify([background.shown, background.told])).not.toContain('0199');
    expect(JSON.stringify([note, await fakeBrowser.storage.session.get(null as never)])).not.toMatch(/二妞|0199/);
  });

  test('卡片开着时写下家里人：当时就换；清除了，还是原来的', async () => {
    await background.visit('https://a.example/', report('danger', ['lure']));
    expect(background.shown.at(-1)?.kin).toBeNull();
    const dressed = async () => {
      await background.warnings.dressAnew([1]);
      return background.told.flatMap(({ type, body }) =>
        type === 'warning/dress' ? [(body as WarningRequest).kin] : [],
      );
    };
    await new Settings(vi.fn()).setKin({ name: '小雨', phone: '' });
    expect(await dressed()).toEqual([{ name: '小雨', hasPhone: false }]);
    await new Settings(vi.fn()).setKin({ name: '', phone: '' });
    expect(await dressed()).toEqual([{ name: '小雨', hasPhone: false }, null]);
  });

  test('同一页又到新的一步，再来的卡片换一副样子', async () => {
    const from = sender('https://a.example/');
    await background.visit(from.url, report('danger', ['lure']));
    await background.frames.reported(report('danger', ['lure', 'stake']), from);
    expect(background.shown.map(({ surface }) => surface)).toEqual(['full', 'full']);
    expect(background.shown[1]?.face).not.toBe(background.shown[0]?.face);
  });
});
