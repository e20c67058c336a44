import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { Background, BRUSHING, DAY_MS, LOAN, OTHER_BRUSHING, report, rulesOf, sender } from './fixtures.ts';

const [PORN = ''] = rulesOf('porn-brushing');
const [, OTHER_LOAN = ''] = rulesOf('loan');

let background: Background;
beforeEach(() => {
  background = new Background();
});

describe('三个出口', () => {
  test('知道了：24 小时内同样的不再说，过后又说', async () => {
    await background.visit('https://a.example/', report('caution', ['lure']));
    await background.answers.exit(1, 'known', BRUSHING);
    background.now += DAY_MS - 1;
    expect(await background.visit('https://a.example/', report('caution', ['lure']))).toEqual([]);
    background.now += 2;
    expect(await background.visit('https://a.example/', report('caution', ['lure']))).toEqual(['small']);
  });

  test('今天别再提醒：这个网站今天安静，别的网站照常', async () => {
    await background.visit('https://a.example/', report('danger', ['lure']));
    await background.answers.exit(1, 'site-today', BRUSHING);
    expect(await background.visit('https://a.example/2', report('danger', ['lure']))).toEqual([]);
    expect(await background.visit('https://b.example/', report('danger', ['lure']))).toEqual(['full']);
  });

  test('在扩展自己的页面上按的：标签页还在那个网站才算', async () => {
    await background.visit('https://a.example/', report('danger', ['lure']));
    const { host } = (await background.warnings.requestAbout(1))!;
    await background.visit('https://b.example/', report('danger', ['lure']));
    await background.answers.exit(1, 'site-today', BRUSHING, host);
    expect(await background.visit('https://b.example/2', report('danger', ['lure']))).toEqual(['strip']);
    expect(await background.visit('https://a.example/', report('danger', ['lure']))).toEqual(['strip']);
    await background.answers.exit(1, 'site-today', BRUSHING, host);
    expect(await background.visit('https://a.example/2', report('danger', ['lure']))).toEqual([]);
  });

  test('这条不对：这条规则在这个网站不再算，别的规则照算', async () => {
    await background.visit('https://a.example/', report('danger', ['lure']));
    await background.answers.exit(1, 'wrong', BRUSHING);
    expect(await fakeBrowser.action.getBadgeText({ tabId: 1 })).toBe('');
    // The marks in the text go too, now and on every later page of the site, until the person takes it back.
    expect(background.told.at(-1)).toEqual({ type: 'frame/leave-out', body: { rules: [BRUSHING] } });
    expect(await background.frames.started(sender('https://a.example/3'))).toEqual({ leaveOut: [BRUSHING] });
    expect(await background.frames.started(sender('https://b.example/'))).toEqual({ leaveOut: [] });
    background.now += 2 * DAY_MS;
    expect(await background.visit('https://a.example/', report('danger', ['lure']))).toEqual([]);
    expect(await background.visit('https://a.example/', report('danger', ['lure'], OTHER_BRUSHING))).toEqual(['full']);
  });

  describe('这条不对，管卡片上这出骗局的每一条规则', () => {
    const page = (() => {
      const loan = { ...report('caution', ['stake'], LOAN).findings[0]!, category: 'loan' };
      const kin = { ...report('caution', ['stake'], PORN).findings[0]!, category: 'porn-brushing' };
      const findings = [BRUSHING, OTHER_BRUSHING].flatMap((rule) => report('danger', ['lure'], rule).findings);
      const mixed = { ...loan, id: 'mixed', rule: OTHER_LOAN, straddles: true as const };
      return { findings: [...findings, kin, loan, mixed], total: 1, mentions: 0, settled: true };
    })();
    const rules = async () => (await background.frames.verdictOf(1, false)).findings.map(({ rule }) => rule);
    const leftOut = () =>
      background.told.filter(({ type }) => type === 'frame/leave-out').map(({ body }) => body as { rules: string[] });

    beforeEach(() => {
      vi.spyOn(fakeBrowser.webNavigation, 'getAllFrames').mockResolvedValue([{ frameId: 0 }] as never);
    });

    test.each([false, true])('徽标和标记马上没有，撤销就都回来；无痕窗口 %s', async (isPrivate) => {
      const from = sender('https://a.example/', { private: isPrivate });
      await background.visit(from.url, page, { private: isPrivate });
      const before = await fakeBrowser.storage.local.get(null as never);
      await background.answers.exit(1, 'wrong', BRUSHING);
      expect(await rules()).toEqual([LOAN]);
      expect([...leftOut().at(-1)!.rules].sort()).toEqual([BRUSHING, OTHER_BRUSHING, PORN, OTHER_LOAN].sort());
      if (isPrivate) expect(await fakeBrowser.storage.local.get(null as never)).toEqual(before);
      await background.answers.undo(1);
      expect((await rules()).sort()).toEqual([BRUSHING, OTHER_BRUSHING, PORN, LOAN, OTHER_LOAN].sort());
      expect(leftOut().at(-1)).toEqual({ rules: [] });
      // What was put aside with it is not put aside either; told today it was.
      expect(await background.visit(from.url, page, { private: isPrivate })).toEqual(['strip']);
    });

    test('撤销只管最近的一次，只管一次', async () => {
      await background.visit('https://a.example/', page);
      await background.answers.exit(1, 'wrong', BRUSHING);
      await background.answers.exit(1, 'wrong', LOAN);
      for (let turn = 0; turn < 2; turn++) {
        await background.answers.undo(1);
        expect(await rules()).toEqual([LOAN]);
      }
    });
  });

  test('关掉网站：不扫、不说；打开又说', async () => {
    await background.frames.switchSite('a.example', false, [1]);
    expect(await background.frames.started(sender('https://a.example/'))).toBeNull();
    expect(await background.visit('https://a.example/', report('danger', ['lure']))).toEqual([]);
    await background.frames.switchSite('a.example', true, [1]);
    expect(await background.visit('https://a.example/', report('danger', ['lure']))).toEqual(['full']);
  });

  test('关掉时立着的卡片收起；两步之后的付款页关掉了也不拦', async () => {
    await background.visit('https://a.example/', report('danger', ['lure', 'stake']));
    await background.frames.switchSite('a.example', false, [1]);
    expect(background.told.map(({ type }) => type)).toContain('warning/hide');
    expect(await background.gate.standsBefore(sender('https://a.example/'))).toBe(false);
  });

  test('存储写不进去：照办，也说得出没有记住', async () => {
    expect(await background.frames.switchSite('a.example', false, [1])).toBe(true);
    vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValue(new Error('QUOTA_BYTES quota exceeded'));
    expect(await background.frames.switchSite('b.example', false, [1])).toBe(false);
    expect(await background.frames.started(sender('https://b.example/'))).toBeNull();
    vi.restoreAllMocks();
  });

  test('网站关掉后，别的网站嵌在里面的框架也不扫', async () => {
    await background.frames.switchSite('a.example', false, []);
    const inner = sender('https://ad.example/', { frameId: 4, tabUrl: 'https://a.example/' });
    expect(await background.frames.started(inner)).toBeNull();
  });
});
