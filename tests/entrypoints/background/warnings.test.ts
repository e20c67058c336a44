import catalog from 'virtual:catalog';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { Settings } from '../../../platform/settings.ts';
import { Background, BRUSHING, CLEAN, LOAN, OTHER_BRUSHING, report, sender } from './fixtures.ts';

let background: Background;
beforeEach(() => {
  background = new Background();
});

describe('从报告到提醒', () => {
  test('留意只有徽标；警惕小卡片；高危整张', async () => {
    expect(await background.visit('https://a.example/', report('notice', ['lure']))).toEqual([]);
    expect(await fakeBrowser.action.getBadgeText({ tabId: 1 })).not.toBe('');
    expect(await background.visit('https://b.example/', report('caution', ['lure']))).toEqual(['small']);
    expect(await background.visit('https://c.example/', report('danger', ['lure', 'stake']))).toEqual(['full']);
  });

  test('请求里有原话、规则、建议、电话和暗号', async () => {
    await background.visit('https://a.example/', report('danger', ['lure']));
    const [request] = background.shown;
    expect(request?.findings[0]?.evidence[0]?.quote).toBe('原话');
    expect(request?.advice.rule).toEqual(catalog.rules[BRUSHING]);
    expect(request?.advice.hotlines.map(({ number }) => number)).toContain('110');
    expect(request?.look.seal).toBe(await new Settings(vi.fn()).seal());
  });

  test('一页上几出骗局：卡片说一出，别的说出名字；两边都沾的话不算它走到的一步', async () => {
    const own = report('danger', ['lure']);
    const loan = { ...report('danger', ['lure'], LOAN).findings[0]!, category: 'loan' };
    const mixed = { ...report('danger', ['harvest'], OTHER_BRUSHING).findings[0]!, straddles: true as const };
    await background.visit('https://a.example/', { ...own, findings: [mixed, ...own.findings, loan] });
    const [request] = background.shown;
    expect(request?.findings.map(({ rule }) => rule)).toEqual([BRUSHING]);
    expect(request?.seenStages).toEqual(['lure']);
    expect(request?.others).toEqual([catalog.categories['loan']?.name]);
  });

  test('同一页报告许多次，只说一次；升到高危再说一次', async () => {
    const from = sender('https://a.example/');
    await background.visit(from.url, report('caution', ['lure']));
    for (let turn = 0; turn < 10; turn++) await background.frames.reported(report('caution', ['lure']), from);
    expect(background.shown).toHaveLength(1);
    await background.frames.reported(report('danger', ['lure']), from);
    expect(background.shown.map(({ surface }) => surface)).toEqual(['small', 'full']);
  });

  test('同一个网站一页一页说同一出骗局：整张只来一次，后面是一条小的；多走一步、换一出，又是整张', async () => {
    const surfaces = [];
    for (const page of ['1', '2', '3'])
      surfaces.push(...(await background.visit(`https://a.example/${page}`, report('danger', ['lure']))));
    expect(surfaces).toEqual(['full', 'strip', 'strip']);
    expect(await background.visit('https://a.example/4', report('danger', ['stake']))).toEqual(['full']);
    const loan = { ...report('danger', ['lure'], LOAN).findings[0]!, category: 'loan' };
    const other = { ...report('danger', ['lure']), findings: [loan] };
    expect(await background.visit('https://a.example/5', other)).toEqual(['full']);
    expect(await background.visit('https://b.example/', report('danger', ['lure']))).toEqual(['full']);
  });

  test('那一条小的先说的话没有了，换成同一出的别的话：还是小的', async () => {
    const from = sender('https://a.example/2');
    const dressed = () =>
      background.told
        .filter(({ type }) => type === 'warning/dress')
        .map(({ body }: { body: { surface: string } }) => body.surface);
    await background.visit('https://a.example/1', report('danger', ['lure']));
    expect(await background.visit(from.url, report('danger', ['lure']))).toEqual(['strip']);
    await background.frames.reported(report('danger', ['lure'], OTHER_BRUSHING), from);
    expect(dressed()).toEqual(['strip']);
  });

  test('接连两张卡片的样子不同', async () => {
    await background.visit('https://a.example/', report('danger', ['lure']));
    await background.visit('https://b.example/', report('danger', ['lure']));
    expect(background.shown[0]?.face).not.toBe(background.shown[1]?.face);
  });

  test('脚本不在页里就放进去，它来问时得到同一个请求；干净的页里什么也不放', async () => {
    vi.mocked(fakeBrowser.tabs.sendMessage).mockResolvedValue(undefined as never);
    await background.visit('https://clean.example/', CLEAN);
    expect(background.injected).toEqual([]);
    await background.frames.reported(report('danger', ['lure']), sender('https://clean.example/'));
    expect(background.injected).toEqual(['/warning.js', '/guard.js']);
    expect((await background.warnings.requestFor(1))?.surface).toBe('full');
  });

  test('目录里没有的规则不会弄出空卡片', async () => {
    expect(await background.visit('https://a.example/', report('danger', ['lure'], '__proto__'))).toEqual([]);
  });
});

describe('网页不重新载入就换了内容', () => {
  const from = sender('https://a.example/');
  const lapses = () => background.told.filter(({ type }) => type === 'warning/lapse').length;
  const answerLapse = (answer: boolean | undefined) =>
    vi.mocked(fakeBrowser.tabs.sendMessage).mockImplementation((async (
      _: number,
      message: (typeof background.told)[number],
    ) => {
      background.told.push(message);
      if (message.type === 'warning/show') background.shown.push(message.body);
      return message.type === 'warning/lapse' ? answer : true;
    }) as never);

  test.each([
    ['先换地址，再换内容', ['address', 'words']],
    ['先换内容，再换地址', ['words', 'address']],
  ])('%s：卡片收起；再回到那些话，再说，小一些', async (_, order) => {
    await background.visit(from.url, report('danger', ['lure']));
    for (const change of order) {
      expect(lapses()).toBe(0);
      if (change === 'address') await background.frames.moved(1, 'https://a.example/other');
      else await background.frames.reported(CLEAN, from);
    }
    expect(lapses()).toBe(1);
    expect(await background.warnings.requestFor(1)).toBeNull();
    await background.frames.reported(report('danger', ['lure']), from);
    expect(background.shown.map(({ surface }) => surface)).toEqual(['full', 'strip']);
  });

  test('同一个地址里的话来来去去：卡片不跟着闪', async () => {
    await background.visit(from.url, report('danger', ['lure']));
    for (let turn = 0; turn < 3; turn++) {
      await background.frames.reported(CLEAN, from);
      await background.frames.reported(report('danger', ['lure']), from);
    }
    expect(lapses()).toBe(0);
    expect(background.shown).toHaveLength(1);
  });

  test('地址没换，话没有了：告诉卡片，由它等一等再问；问的时候还没有，就没有可说的了', async () => {
    const gone = () => background.told.filter(({ type }) => type === 'warning/gone').length;
    await background.visit(from.url, report('danger', ['lure']));
    await background.frames.reported({ ...CLEAN, settled: false }, from);
    expect(gone()).toBe(0);
    await background.frames.reported(CLEAN, from);
    expect(gone()).toBe(1);
    expect(await background.warnings.requestFor(1)).toBeNull();
  });

  test('卡片先说的话没有了，换成了别的话：卡片跟着说那些，不比它们重', async () => {
    const dressed = () => background.told.filter(({ type }) => type === 'warning/dress').map(({ body }) => body);
    await background.visit(from.url, report('danger', ['lure']));
    await background.frames.reported(report('danger', ['lure']), from);
    expect(dressed()).toEqual([]);
    await background.frames.reported(report('caution', ['lure'], OTHER_BRUSHING), from);
    expect(dressed()).toMatchObject([{ surface: 'small', findings: [{ rule: OTHER_BRUSHING }] }]);
    expect(background.shown).toHaveLength(1);
  });

  test('还没看完，或者新的内容也有话：不收', async () => {
    await background.visit(from.url, report('danger', ['lure']));
    await background.frames.moved(1, 'https://a.example/other');
    await background.frames.reported({ ...CLEAN, settled: false }, from);
    await background.frames.reported(report('caution', ['lure']), from);
    expect(lapses()).toBe(0);
  });

  test('人正拿着的卡片留着，也不重复说', async () => {
    await background.visit(from.url, report('danger', ['lure']));
    answerLapse(false);
    await background.frames.moved(1, 'https://a.example/other');
    await background.frames.reported(CLEAN, from);
    expect(lapses()).toBe(1);
    await background.frames.reported(report('danger', ['lure']), from);
    expect(background.shown).toHaveLength(1);
  });

  test('人要来的卡片、关口，从不收', async () => {
    await background.visit(from.url, report('danger', ['lure', 'stake']));
    await background.warnings.lookAt(1);
    await background.frames.moved(1, 'https://a.example/other');
    await background.frames.reported(CLEAN, from);
    expect(await background.gate.standsBefore(from)).toBe(true);
    await background.frames.moved(1, 'https://a.example/pay');
    await background.frames.reported(CLEAN, from);
    expect(lapses()).toBe(0);
  });

  test('卡片还在等合适的时候，话已经没有了：不出现；话回来了，再说', async () => {
    const seen = report('danger', ['lure']);
    await background.frames.started(from);
    await background.frames.reported(seen, from);
    await background.frames.reported(CLEAN, from);
    expect(await background.warnings.requestFor(1)).toBeNull();
    await background.frames.reported(seen, from);
    expect(background.shown).toHaveLength(2);
    expect(await background.warnings.requestFor(1)).toMatchObject({ surface: 'full' });
  });
});

test('按了标出的话：卡片说那一处，是多重就说多重，脚本后来问也一样；那一处没有了，说最要紧的', async () => {
  const loan = { ...report('caution', ['stake'], LOAN).findings[0]!, category: 'loan' };
  const page = { findings: [...report('danger', ['lure']).findings, loan], total: 1, mentions: 0, settled: true };
  await background.visit('https://a.example/', page);
  await background.answers.exit(1, 'known', BRUSHING);
  background.shown = [];
  const about = { frameId: 0, ids: [loan.id] };
  await background.warnings.lookAt(1, about);
  const said = { surface: 'small', asked: true, findings: [{ rule: LOAN }] };
  expect(background.shown).toMatchObject([said]);
  expect(await background.warnings.requestFor(1)).toMatchObject(said);
  await background.warnings.lookAt(1, { ...about, frameId: 7 });
  expect(background.shown[1]).toMatchObject({ surface: 'full', findings: [{ rule: BRUSHING }] });
});

test('后台停在半路，卡片还没有送到：框架再报告时送到', async () => {
  const from = sender('https://a.example/');
  await background.frames.started(from);
  await new Promise<void>((onAsked) => {
    vi.mocked(fakeBrowser.tabs.sendMessage).mockImplementation((async (_: number, { type }: { type: string }) => {
      if (type !== 'warning/show') return undefined;
      onAsked();
      return new Promise(() => {});
    }) as never);
    void background.frames.reported(report('danger', ['lure']), from);
  });
  background.nap();
  vi.mocked(fakeBrowser.tabs.sendMessage).mockResolvedValue(undefined as never);
  background.injected = [];
  await background.frames.reported(report('danger', ['lure']), from);
  expect(background.injected).toContain('/warning.js');
  background.injected = [];
  await background.frames.reported(report('danger', ['lure']), from);
  expect(background.injected).not.toContain('/warning.js');
});

test('盘满了照样提醒', async () => {
  vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValue(new Error('QUOTA_BYTES'));
  expect(await background.visit('https://a.example/', report('danger', ['lure']))).toEqual(['full']);
  vi.mocked(fakeBrowser.storage.local.set).mockRestore();
});
