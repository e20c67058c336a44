import catalog from 'virtual:catalog';
import catalogIn from 'virtual:spoken-catalog';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { Memory } from '../../entrypoints/background/memory.ts';
import { type Watch, watchTabs } from '../../entrypoints/background/watch.ts';
import { hostOf } from '../../platform/host.ts';
import { JournalStore } from '../../platform/journal-store.ts';
import type { Sender } from '../../platform/messages.ts';
import type { FrameReport, WarningRequest } from '../../platform/protocol.ts';
import { Settings } from '../../platform/settings.ts';
import { TabStore } from '../../platform/tab-store.ts';
import { copyOf } from '../../ui/copy/copies.ts';

/** The background as a whole, with the browser faked and the clock in our hands. */

const DAY_MS = 24 * 60 * 60 * 1000;
const rulesOf = (category: string) =>
  Object.keys(catalog.rules).filter((id) => catalog.rules[id]?.category === category);
const [BRUSHING = '', OTHER_BRUSHING = ''] = rulesOf('brushing');

let now: number;
let shownRequests: WarningRequest[];
let injected: string[];
/** What was said to the tabs, apart from requests to show. */
let told: { type: string; body: never }[];
/** As the background keeps it. */
let memory: Memory;
let sent: { type: string; tab: number }[];
/** What lives as long as the browser; a nap of the background makes a new one over the same storage. */
let watch: Watch;

function wake(): Watch {
  const settings = new Settings(vi.fn());
  memory = new Memory(new JournalStore(vi.fn()), () => now);
  return watchTabs({
    settings,
    memory,
    tabs: new TabStore(),
    catalog,
    spoken: catalogIn,
    words: copyOf,
    badgeTitles: (language) => copyOf(language).browser.badge,
    now: () => now,
  });
}

beforeEach(() => {
  fakeBrowser.reset();
  now = new Date(2026, 2, 10, 12).getTime();
  shownRequests = [];
  injected = [];
  told = [];
  sent = [];
  vi.spyOn(fakeBrowser.i18n, 'getUILanguage').mockReturnValue('zh-CN');
  vi.spyOn(fakeBrowser.tabs, 'sendMessage').mockImplementation((async (
    tab: number,
    message: { type: string; body: never },
  ) => {
    sent.push({ type: message.type, tab });
    if (message.type === 'warning/show') {
      shownRequests.push(message.body);
      return true;
    }
    told.push(message);
    return undefined;
  }) as never);
  vi.spyOn(fakeBrowser.tabs, 'get').mockImplementation((async (id: number) => ({
    id,
    url: 'https://a.example/',
  })) as never);
  vi.spyOn(fakeBrowser.scripting, 'executeScript').mockImplementation((async (call: { files?: string[] }) => {
    injected.push(...(call.files ?? []));
    return [{ frameId: 0, result: true }];
  }) as never);
  watch = wake();
});

function sender(url: string, change: Partial<Sender> = {}): Sender {
  return { origin: 'top-frame', tabId: 1, frameId: 0, private: false, url, tabUrl: url, ...change };
}

function report(
  level: 'notice' | 'caution' | 'danger',
  stages: FrameReport['findings'][number]['stages'],
  rule = BRUSHING,
): FrameReport {
  const finding = {
    id: `${rule}-${level}`,
    rule,
    category: 'brushing',
    level,
    stages,
    evidence: [{ signal: 's', quote: '原话' }],
  };
  return { findings: [finding], total: 1, settled: true };
}

/** A page is opened and reports; answers what was put before the person. */
async function visit(url: string, seen: FrameReport, change: Partial<Sender> = {}): Promise<string[]> {
  const before = shownRequests.length;
  const from = sender(url, change);
  await watch.frames.started(from);
  await watch.frames.reported(seen, from);
  const surfaces = shownRequests.slice(before).map(({ surface }) => surface);
  for (const _ of surfaces) await watch.answers.shown(from.tabId);
  return surfaces;
}

describe('从报告到提醒', () => {
  test('留意只有徽标；警惕小卡片；高危整张', async () => {
    expect(await visit('https://a.example/', report('notice', ['lure']))).toEqual([]);
    expect(await fakeBrowser.action.getBadgeText({ tabId: 1 })).not.toBe('');
    expect(await visit('https://b.example/', report('caution', ['lure']))).toEqual(['small']);
    expect(await visit('https://c.example/', report('danger', ['lure', 'stake']))).toEqual(['full']);
  });

  test('请求里有原话、规则、建议、电话和暗号', async () => {
    await visit('https://a.example/', report('danger', ['lure']));
    const [request] = shownRequests;
    expect(request?.findings[0]?.evidence[0]?.quote).toBe('原话');
    expect(request?.advice.rule).toEqual(catalog.rules[BRUSHING]);
    expect(request?.advice.hotlines.map(({ number }) => number)).toContain('110');
    expect(request?.look.seal).toBe(await new Settings(vi.fn()).seal());
  });

  test('同一页报告许多次，只说一次；升到高危再说一次', async () => {
    const from = sender('https://a.example/');
    await visit(from.url, report('caution', ['lure']));
    for (let turn = 0; turn < 10; turn++) await watch.frames.reported(report('caution', ['lure']), from);
    expect(shownRequests).toHaveLength(1);
    await watch.frames.reported(report('danger', ['lure']), from);
    expect(shownRequests.map(({ surface }) => surface)).toEqual(['small', 'full']);
  });

  test('接连两张卡片的样子不同', async () => {
    await visit('https://a.example/', report('danger', ['lure']));
    await visit('https://b.example/', report('danger', ['lure']));
    expect(shownRequests[0]?.face).not.toBe(shownRequests[1]?.face);
  });

  test('脚本不在页里就放进去，它来问时得到同一个请求；干净的页里什么也不放', async () => {
    vi.mocked(fakeBrowser.tabs.sendMessage).mockResolvedValue(undefined as never);
    await visit('https://clean.example/', { findings: [], total: 0, settled: true });
    expect(injected).toEqual([]);
    await watch.frames.reported(report('danger', ['lure']), sender('https://clean.example/'));
    expect(injected).toEqual(['/warning.js', '/guard.js']);
    expect((await watch.warnings.requestFor(1))?.surface).toBe('full');
  });

  test('目录里没有的规则不会弄出空卡片', async () => {
    expect(await visit('https://a.example/', report('danger', ['lure'], '__proto__'))).toEqual([]);
  });
});

describe('三个出口', () => {
  test('知道了：24 小时内同样的不再说，过后又说', async () => {
    await visit('https://a.example/', report('caution', ['lure']));
    await watch.answers.exit(1, 'known', BRUSHING);
    now += DAY_MS - 1;
    expect(await visit('https://a.example/', report('caution', ['lure']))).toEqual([]);
    now += 2;
    expect(await visit('https://a.example/', report('caution', ['lure']))).toEqual(['small']);
  });

  test('今天别再提醒：这个网站今天安静，别的网站照常', async () => {
    await visit('https://a.example/', report('danger', ['lure']));
    await watch.answers.exit(1, 'site-today', BRUSHING);
    expect(await visit('https://a.example/2', report('danger', ['lure']))).toEqual([]);
    expect(await visit('https://b.example/', report('danger', ['lure']))).toEqual(['full']);
  });

  test('在扩展自己的页面上按的：标签页还在那个网站才算', async () => {
    await visit('https://a.example/', report('danger', ['lure']));
    const { host } = (await watch.warnings.requestAbout(1))!;
    await visit('https://b.example/', report('danger', ['lure']));
    await watch.answers.exit(1, 'site-today', BRUSHING, host);
    expect(await visit('https://b.example/2', report('danger', ['lure']))).toEqual(['full']);
    expect(await visit('https://a.example/', report('danger', ['lure']))).toEqual(['full']);
    await watch.answers.exit(1, 'site-today', BRUSHING, host);
    expect(await visit('https://a.example/2', report('danger', ['lure']))).toEqual([]);
  });

  test('这条不对：这条规则在这个网站不再算，别的规则照算', async () => {
    await visit('https://a.example/', report('danger', ['lure']));
    await watch.answers.exit(1, 'wrong', BRUSHING);
    expect(await fakeBrowser.action.getBadgeText({ tabId: 1 })).toBe('');
    // The marks in the text go too, now and on every later page of the site, until the person takes it back.
    expect(told.at(-1)).toEqual({ type: 'frame/leave-out', body: { rules: [BRUSHING] } });
    expect(await watch.frames.started(sender('https://a.example/3'))).toEqual({ leaveOut: [BRUSHING] });
    expect(await watch.frames.started(sender('https://b.example/'))).toEqual({ leaveOut: [] });
    now += 2 * DAY_MS;
    expect(await visit('https://a.example/', report('danger', ['lure']))).toEqual([]);
    expect(await visit('https://a.example/', report('danger', ['lure'], OTHER_BRUSHING))).toEqual(['full']);
  });

  test('关掉网站：不扫、不说；打开又说', async () => {
    await watch.frames.switchSite('a.example', false, [1]);
    expect(await watch.frames.started(sender('https://a.example/'))).toBeNull();
    expect(await visit('https://a.example/', report('danger', ['lure']))).toEqual([]);
    await watch.frames.switchSite('a.example', true, [1]);
    expect(await visit('https://a.example/', report('danger', ['lure']))).toEqual(['full']);
  });

  test('关掉时立着的卡片收起；两步之后的付款页关掉了也不拦', async () => {
    await visit('https://a.example/', report('danger', ['lure', 'stake']));
    await watch.frames.switchSite('a.example', false, [1]);
    expect(told.map(({ type }) => type)).toContain('warning/hide');
    expect(await watch.gate.standsBefore(sender('https://a.example/'))).toBe(false);
  });

  test('存储写不进去：照办，也说得出没有记住', async () => {
    expect(await watch.frames.switchSite('a.example', false, [1])).toBe(true);
    vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValue(new Error('QUOTA_BYTES quota exceeded'));
    expect(await watch.frames.switchSite('b.example', false, [1])).toBe(false);
    expect(await watch.frames.started(sender('https://b.example/'))).toBeNull();
    vi.restoreAllMocks();
  });

  test('网站关掉后，别的网站嵌在里面的框架也不扫', async () => {
    await watch.frames.switchSite('a.example', false, []);
    const inner = sender('https://ad.example/', { frameId: 4, tabUrl: 'https://a.example/' });
    expect(await watch.frames.started(inner)).toBeNull();
  });
});

describe('语言和样子', () => {
  const speak = (language: 'zh-CN' | 'zh-TW' | 'en') => new Settings(vi.fn()).setLooks({ language });

  test.each([
    ['zh-CN', '刷单返利', '知道了'],
    ['zh-TW', '刷單返利', '知道了'],
    ['en', 'fake tasks, paid back', 'Got it'],
  ] as const)('%s：卡片、类别、徽标一起换', async (language, category, known) => {
    await speak(language);
    await visit('https://a.example/', report('danger', ['lure']));
    const request = shownRequests.at(-1)!;
    expect(request.advice.category.name).toBe(category);
    expect((request.words['card'] as Record<string, string>)['known']).toBe(known);
    expect(await fakeBrowser.action.getTitle({ tabId: 1 })).toBe(copyOf(language).browser.badge.danger);
  });

  test('网页里的原话不转', async () => {
    await speak('zh-TW');
    const seen = report('danger', ['lure']);
    seen.findings[0]!.evidence = [{ signal: '帮领导', quote: '帮领导垫付货款' }];
    await visit('https://a.example/', seen);
    expect(shownRequests.at(-1)?.findings[0]?.evidence[0]?.quote).toBe('帮领导垫付货款');
  });

  test('卡片开着时换语言：原地换，不算又提醒一次；徽标也换', async () => {
    await visit('https://a.example/', report('danger', ['lure']));
    const before = await new JournalStore(vi.fn()).quiet();
    await speak('en');
    await watch.warnings.dressAnew([1, 2]);
    const dressed = told.filter(({ type }) => type === 'warning/dress').map(({ body }) => body as WarningRequest);
    expect(dressed.map(({ surface, advice }) => [surface, advice.category.name])).toEqual([
      ['full', 'fake tasks, paid back'],
    ]);
    expect(await fakeBrowser.action.getTitle({ tabId: 1 })).toBe(copyOf('en').browser.badge.danger);
    expect(shownRequests).toHaveLength(1);
    expect(await new JournalStore(vi.fn()).quiet()).toEqual(before);
  });

  test('没有卡片的网页也换：那里可能开着守门的一句话', async () => {
    await visit('https://a.example/', report('caution', ['lure']));
    await visit('https://a.example/again', report('caution', ['lure']));
    expect(shownRequests).toHaveLength(1);
    await speak('en');
    await watch.warnings.dressAnew([1]);
    const dressed = told.filter(({ type }) => type === 'warning/dress').map(({ body }) => body as WarningRequest);
    expect(dressed.map(({ advice }) => advice.category.name)).toEqual(['fake tasks, paid back']);
  });

  test('同一页又到新的一步，再来的卡片换一副样子', async () => {
    const from = sender('https://a.example/');
    await visit(from.url, report('danger', ['lure']));
    await watch.frames.reported(report('danger', ['lure', 'stake']), from);
    expect(shownRequests.map(({ surface }) => surface)).toEqual(['full', 'full']);
    expect(shownRequests[1]?.face).not.toBe(shownRequests[0]?.face);
  });
});

describe('一段剧本', () => {
  test('三个网站三天，步骤连起来：警惕升成高危，付钱前拦一下', async () => {
    expect(await visit('https://jobs.example/', report('caution', ['lure']))).toEqual(['small']);
    now += DAY_MS;
    watch = wake();
    expect(await visit('https://chat.example/', report('caution', ['trust']))).toEqual(['full']);
    expect(shownRequests.at(-1)?.seenStages).toEqual(['lure', 'trust']);
    now += DAY_MS;
    watch = wake();
    expect(await visit('https://task.example/', report('danger', ['stake']))).toEqual(['full']);
    expect(injected).toContain('/money.js');
    expect(await watch.gate.standsBefore(sender('https://task.example/'))).toBe(true);
    expect(shownRequests.at(-1)?.surface).toBe('gate');
    expect(shownRequests.at(-1)?.seenStages).toEqual(['lure', 'trust', 'stake']);
  });

  describe('封口的话单独一句，只是留意', () => {
    const hush = (stages: FrameReport['findings'][number]['stages'] = ['silence']) =>
      report('notice', stages, 'keep-it-secret');

    test('没有先前的步骤：不打断，也不记', async () => {
      expect(await visit('https://chat.example/', hush())).toEqual([]);
      expect(await visit('https://chat.example/', hush())).toEqual([]);
      expect((await fakeBrowser.storage.local.get('journal'))['journal']).toBeUndefined();
    });

    test('一天之内见过别的步骤：是那一段剧本里最强的一步，卡片说那一段', async () => {
      await visit('https://jobs.example/', {
        ...report('caution', ['lure']),
        findings: report('caution', ['lure']).findings.map((each) => ({ ...each, category: 'authority' })),
      });
      now += DAY_MS - 60_000;
      watch = wake();
      expect(await visit('https://chat.example/', hush())).toEqual(['full']);
      const [request] = shownRequests.slice(-1);
      expect(request?.advice.rule).toEqual(catalog.rules['keep-it-secret']);
      expect(request?.advice.category).toBe(catalog.categories['authority']);
      expect(request?.seenStages).toEqual(['lure', 'silence']);
      expect(await watch.gate.standsBefore(sender('https://pay.example/', { tabId: 2 }))).toBe(true);
    });

    test('同一页上有别的步骤，也算', async () => {
      const job = report('caution', ['lure']);
      const both = { ...job, findings: [...job.findings, ...hush().findings], total: 2 };
      expect(await visit('https://chat.example/', both)).toEqual(['full']);
      expect(shownRequests.at(-1)?.findings.map(({ rule }) => rule)).toContain('keep-it-secret');
    });

    test('隔了两天，或者是警方在提醒：还是留意', async () => {
      await visit('https://jobs.example/', report('caution', ['lure']));
      expect(await visit('https://police.example/', hush([]))).toEqual([]);
      now += 2 * DAY_MS;
      expect(await visit('https://chat.example/', hush())).toEqual([]);
    });

    test('说过“这条不对”，在这个网站就不再算', async () => {
      await visit('https://jobs.example/', report('caution', ['lure']));
      await visit('https://chat.example/', hush());
      await watch.answers.exit(1, 'wrong', 'keep-it-secret');
      expect(await fakeBrowser.action.getBadgeText({ tabId: 1 })).toBe('');
      now += DAY_MS / 2;
      expect(await visit('https://chat.example/2', hush())).toEqual([]);
    });
  });

  test('两步之后，干净的付款页也拦；过一次，这一段里哪个标签页都不再拦', async () => {
    await visit('https://jobs.example/', report('danger', ['lure', 'stake']));
    const bank = sender('https://bank.example/', { tabId: 2 });
    await watch.frames.started(bank);
    expect(await watch.gate.standsBefore(bank)).toBe(true);
    await watch.gate.passed(2, [1, 2]);
    expect(await watch.gate.standsBefore(bank)).toBe(false);
    expect(await watch.gate.standsBefore(sender('https://bank.example/', { tabId: 3 }))).toBe(false);
  });

  test('付款页上另有别的骗局，关口说的是走得最远的那一段', async () => {
    const [loan = ''] = rulesOf('loan');
    await visit('https://jobs.example/', report('danger', ['lure', 'trust']));
    const pay = sender('https://task.example/');
    const mixed = report('danger', ['stake']);
    const other = {
      ...mixed.findings[0]!,
      id: 'l',
      rule: loan,
      category: 'loan',
      evidence: [...mixed.findings[0]!.evidence, { signal: 't', quote: '放款' }],
    };
    await watch.frames.started(pay);
    await watch.frames.reported({ ...mixed, findings: [other, ...mixed.findings] }, pay);
    expect(shownRequests.at(-1)?.advice.category).toBe(catalog.categories['brushing']);
    expect(await watch.gate.standsBefore(pay)).toBe(true);
    expect(shownRequests.at(-1)?.advice.category).toBe(catalog.categories['brushing']);
  });

  test('过了一段剧本的关口，另一段照拦', async () => {
    const [loan = ''] = rulesOf('loan');
    await visit('https://jobs.example/', report('danger', ['lure', 'trust', 'stake']));
    const pay = sender('https://pay.example/');
    expect(await watch.gate.standsBefore(pay)).toBe(true);
    await watch.gate.passed(1, [1]);
    const other = report('danger', ['lure', 'stake'], loan);
    await visit('https://loan.example/', {
      ...other,
      findings: other.findings.map((each) => ({ ...each, category: 'loan' })),
    });
    expect(await watch.gate.standsBefore(pay)).toBe(true);
    expect(shownRequests.at(-1)?.advice.category).toBe(catalog.categories['loan']);
  });

  test('没有先前的步骤，付款页从不拦，也不放脚本', async () => {
    const shop = sender('https://shop.example/');
    await watch.frames.started(shop);
    expect(await watch.gate.standsBefore(shop)).toBe(false);
    expect(injected).toEqual([]);
  });

  test('拦过又点开，还拦', async () => {
    await visit('https://jobs.example/', report('danger', ['lure', 'stake']));
    expect(await watch.gate.standsBefore(sender('https://jobs.example/'))).toBe(true);
    expect(await watch.gate.standsBefore(sender('https://jobs.example/'))).toBe(true);
    expect(shownRequests.filter(({ surface }) => surface === 'gate')).toHaveLength(2);
  });

  test('在一个标签页过了，等着同一道关口的别的标签页也放开；别的不动', async () => {
    await visit('https://jobs.example/', report('danger', ['lure', 'stake']));
    for (const tabId of [2, 3]) {
      const bank = sender('https://bank.example/', { tabId });
      await watch.frames.started(bank);
      expect(await watch.gate.standsBefore(bank)).toBe(true);
    }
    sent = [];
    await watch.gate.passed(2, [1, 2, 3, 9]);
    const to = (type: string) => sent.filter((one) => one.type === type).map(({ tab }) => tab);
    expect(to('money/hold')).toEqual([2, 1, 3]);
    expect(to('warning/hide')).toEqual([2, 3]);
  });

  test('一页像两段剧本：答一次就够，不接着再拦', async () => {
    const [loan = ''] = rulesOf('loan');
    const pay = sender('https://task.example/');
    const mixed = report('danger', ['lure', 'stake']);
    const other = { ...mixed.findings[0]!, id: 'l', rule: loan, category: 'loan' };
    await visit(pay.url, { ...mixed, findings: [...mixed.findings, other] });
    expect(await watch.gate.standsBefore(pay)).toBe(true);
    await watch.gate.passed(1, [1]);
    expect(await watch.gate.standsBefore(pay)).toBe(false);
  });

  test('过了关口之后，同一页里另一段剧本开始，脚本重新放进去', async () => {
    const [loan = ''] = rulesOf('loan');
    const pay = sender('https://pay.example/');
    await visit(pay.url, report('danger', ['lure', 'stake']));
    await watch.gate.standsBefore(pay);
    await watch.gate.passed(1, [1]);
    injected = [];
    const other = report('danger', ['lure', 'stake'], loan);
    await watch.frames.reported(
      { ...other, findings: other.findings.map((each) => ({ ...each, category: 'loan' })) },
      pay,
    );
    expect(injected).toContain('/money.js');
    expect(await watch.gate.standsBefore(pay)).toBe(true);
  });

  test('每个框架只放一次脚本，后来的框架也放', async () => {
    const top = sender('https://jobs.example/');
    await visit(top.url, report('danger', ['lure', 'stake']));
    for (let turn = 0; turn < 5; turn++) await watch.frames.reported(report('danger', ['lure', 'stake']), top);
    expect(injected.filter((file) => file === '/guard.js')).toHaveLength(1);
    expect(injected.filter((file) => file === '/money.js')).toHaveLength(1);
    await watch.frames.started(sender('https://pay.example/', { origin: 'frame', frameId: 7, tabUrl: top.url }));
    await vi.waitFor(() => expect(injected.filter((file) => file === '/money.js')).toHaveLength(2));
  });

  describe('付款页刚开始', () => {
    const bank = sender('https://bank.example/', { tabId: 2 });
    /** The bank's page paints its first frame when `frame` says so. */
    const paints = async (frame: Promise<boolean>) => {
      await visit('https://jobs.example/', report('danger', ['lure', 'stake']));
      const asked = vi.fn(() => frame);
      injected = [];
      vi.mocked(fakeBrowser.scripting.executeScript).mockImplementation((async ({ files }: { files?: string[] }) => {
        injected.push(...(files ?? []));
        return [{ frameId: 0, result: files ? true : await asked() }];
      }) as never);
      return asked;
    };

    test('还没画出第一帧，什么也不放；画出来就放，不等读完', async () => {
      let paint = (_: boolean) => {};
      const asked = await paints(
        new Promise((resolve) => {
          paint = resolve;
        }),
      );
      await watch.frames.started(bank);
      await vi.waitFor(() => expect(asked).toHaveBeenCalledOnce());
      expect(injected).toEqual([]);
      paint(true);
      await vi.waitFor(() => expect(injected).toEqual(['/money.js']));
    });

    test('久等不到：读完的报告来了再放', async () => {
      const asked = await paints(Promise.resolve(false));
      await watch.frames.started(bank);
      await vi.waitFor(() => expect(asked).toHaveBeenCalledOnce());
      await watch.frames.reported({ findings: [], total: 0, settled: true }, bank);
      expect(injected).toEqual(['/money.js']);
    });
  });

  test('换了一页，或框架里换了一页，脚本重新放', async () => {
    const top = sender('https://jobs.example/');
    const inner = sender('https://pay.example/', { origin: 'frame', frameId: 7, tabUrl: top.url });
    await visit(top.url, report('danger', ['lure', 'stake']));
    const money = () => injected.filter((file) => file === '/money.js').length;
    const before = money();
    for (const more of [1, 2]) {
      await watch.frames.started(inner);
      await vi.waitFor(() => expect(money()).toBe(before + more));
    }
    await visit('https://jobs.example/next', report('danger', ['lure', 'stake']));
    expect(money()).toBeGreaterThan(before + 2);
    expect(injected.filter((file) => file === '/guard.js').length).toBeGreaterThan(1);
  });

  test('见闻里没有一个字的网页内容', async () => {
    await visit('https://a.example/secret?q=1', report('danger', ['lure']));
    const disk = JSON.stringify(await fakeBrowser.storage.local.get(null as never));
    expect(disk).toContain(BRUSHING);
    expect(disk).not.toContain('原话');
    expect(disk).not.toContain('secret');
  });
});

describe('引流守门', () => {
  const taken = { act: 'add', installs: false, near: true } as const;
  const app = { act: 'install', installs: true, near: true } as const;

  test('高危页上拿联系方式：说出哪一步、接下来，不拦；安装包要拦', async () => {
    const from = sender('https://a.example/');
    await visit(from.url, report('danger', ['lure']));
    const note = await watch.notes.requestFor(from, taken);
    expect(note).toMatchObject({ level: 'danger', hold: false });
    expect(note?.advice.rule).toEqual(catalog.rules[BRUSHING]);
    expect(note?.look.seal).toBe(await new Settings(vi.fn()).seal());
    expect((await watch.notes.requestFor(from, app))?.hold).toBe(true);
  });

  test('没有话要说的页、关掉的网站、说过不对的规则：不说', async () => {
    const clean = sender('https://clean.example/', { tabId: 2 });
    await watch.frames.started(clean);
    expect(await watch.notes.requestFor(clean, app)).toBeNull();
    const from = sender('https://a.example/');
    await visit(from.url, report('danger', ['lure']));
    await watch.answers.exit(1, 'wrong', BRUSHING);
    expect(await watch.notes.requestFor(from, app)).toBeNull();
    const other = sender('https://b.example/');
    await visit(other.url, report('danger', ['lure']));
    await watch.frames.switchSite('b.example', false, [1]);
    expect(await watch.notes.requestFor(other, app)).toBeNull();
  });

  test('知道了：这一步一天里不再说，另一步照说，后台睡醒也记得', async () => {
    const from = sender('https://a.example/');
    await visit(from.url, report('danger', ['lure']));
    await watch.answers.noted(1, 'add', false);
    expect(await watch.notes.requestFor(from, taken)).not.toBeNull();
    await watch.answers.noted(1, 'add', true);
    watch = wake();
    expect(await watch.notes.requestFor(from, taken)).toBeNull();
    expect((await watch.notes.requestFor(from, app))?.hold).toBe(true);
    now += DAY_MS;
    expect(await watch.notes.requestFor(from, taken)).not.toBeNull();
  });

  test('看看怎么回事：收起过的卡片也打开，马上打开，铺开', async () => {
    await visit('https://a.example/', report('caution', ['lure']));
    await watch.answers.exit(1, 'known', BRUSHING);
    shownRequests = [];
    await watch.warnings.lookAt(1);
    expect(shownRequests).toMatchObject([{ surface: 'small', asked: true }]);
    expect(await watch.warnings.requestFor(1)).toMatchObject({ surface: 'small', asked: true });
  });

  test('关口收起之后，看看怎么回事照样打开卡片', async () => {
    const from = sender('https://a.example/');
    await visit(from.url, report('danger', ['lure', 'stake']));
    await watch.gate.standsBefore(from);
    shownRequests = [];
    await watch.warnings.lookAt(1);
    expect(shownRequests).toMatchObject([{ surface: 'full', asked: true }]);
  });

  test('无痕窗口：说过的不留在盘上', async () => {
    const from = sender('https://a.example/', { private: true });
    await visit(from.url, report('danger', ['lure']), { private: true });
    const before = await fakeBrowser.storage.local.get(null as never);
    await watch.answers.noted(1, 'add', true);
    expect(await watch.notes.requestFor(from, taken)).toBeNull();
    expect(await fakeBrowser.storage.local.get(null as never)).toEqual(before);
  });
});

describe('无痕窗口', () => {
  test('照常提醒、照常拦，什么都不留在盘上', async () => {
    await new Settings(vi.fn()).seal();
    const before = await fakeBrowser.storage.local.get(null as never);
    expect(await visit('https://a.example/', report('danger', ['lure', 'stake']), { private: true })).toEqual(['full']);
    await watch.answers.exit(1, 'known', BRUSHING);
    expect(await visit('https://a.example/2', report('danger', ['lure', 'stake']), { private: true })).toEqual([]);
    expect(await watch.gate.standsBefore(sender('https://a.example/2', { private: true }))).toBe(true);
    await watch.answers.exit(1, 'wrong', BRUSHING);
    await watch.gate.passed(1, [1]);
    expect(await fakeBrowser.storage.local.get(null as never)).toEqual(before);
  });

  test('关掉网站只在那个标签页，刷新也算，不写进硬盘；普通窗口再开关，照普通窗口', async () => {
    const [here, ordinary] = [
      sender('https://a.example/', { private: true }),
      sender('https://a.example/', { tabId: 2 }),
    ];
    await visit(here.url, report('danger', ['lure']), { private: true });
    expect(await watch.frames.switchSite('a.example', false, [1], true)).toBe(true);
    expect(JSON.stringify(await fakeBrowser.storage.local.get(null as never))).not.toContain('a.example');
    watch = wake();
    expect(await watch.frames.started(here)).toBeNull();
    expect((await watch.frames.verdictOf(1, false)).state).toBe('off');
    expect(await watch.frames.started(ordinary)).not.toBeNull();
    // Switched off everywhere, it may still be heard in one private tab.
    await watch.frames.switchSite('a.example', false, [1, 2]);
    await watch.frames.switchSite('a.example', true, [1], true);
    expect(await watch.frames.started(here)).not.toBeNull();
    expect(await watch.frames.started(ordinary)).toBeNull();
    await watch.frames.switchSite('a.example', false, [1, 2]);
    expect(await watch.frames.started(here)).toBeNull();
  });

  test('标签页关了，记着的也没有了', async () => {
    await visit('https://a.example/', report('danger', ['lure', 'stake']), { private: true });
    await new TabStore().forget(1);
    expect(await fakeBrowser.storage.session.get(null as never)).toEqual({});
  });
});

describe('十四天以后', () => {
  const sites = async () => JSON.stringify(await fakeBrowser.storage.local.get(null as never));

  /** A card shown and put aside, a note, a gate passed, on a site that is not met again. */
  async function fill(): Promise<void> {
    await visit('https://old.example/', report('danger', ['lure', 'stake']));
    await watch.answers.exit(1, 'site-today', BRUSHING);
    await watch.answers.noted(1, 'add', true);
    await watch.gate.passed(1, [1]);
    expect(await sites()).toContain('old.example');
  }

  test('再放下别的提醒时，从前的网站名都不在了', async () => {
    await fill();
    now += 15 * DAY_MS;
    await visit('https://new.example/', report('danger', ['lure']));
    await watch.answers.exit(1, 'known', BRUSHING);
    expect(await sites()).not.toContain('old.example');
    expect(await sites()).toContain('new.example');
  });

  test('什么也没再遇到，后台醒来时也清掉；不到十四天的一个不动', async () => {
    await fill();
    const before = await sites();
    now += 13 * DAY_MS;
    await memory.tidy();
    expect(await sites()).toBe(before);
    now += 2 * DAY_MS;
    await memory.tidy();
    expect(await sites()).not.toContain('old.example');
    expect((await new JournalStore(vi.fn()).quiet()).faces).toBe(1);
  });

  test('时钟拨回去再拨回来：见闻还在', async () => {
    await fill();
    const before = await new JournalStore(vi.fn()).entries();
    now -= 300 * DAY_MS;
    await memory.tidy();
    expect(await new JournalStore(vi.fn()).entries()).toEqual(before);
  });
});

describe('框架和后台的来去', () => {
  test('后台睡一觉醒来，知道的都还在，也不重复说', async () => {
    await visit('https://a.example/', report('danger', ['lure']));
    watch = wake();
    expect((await watch.frames.verdictOf(1, false)).level).toBe('danger');
    await watch.frames.reported(report('danger', ['lure']), sender('https://a.example/'));
    expect(shownRequests).toHaveLength(1);
  });

  describe('框架比整页先说', () => {
    const top = sender('https://a.example/');
    const inner = sender('https://ad.example/', { origin: 'frame', frameId: 6, tabUrl: top.url });
    const clean: FrameReport = { findings: [], total: 0, settled: true };

    test('整页开始时请各个框架再说一遍，说过的都还在', async () => {
      await watch.frames.started(inner);
      await watch.frames.reported(report('danger', ['lure']), inner);
      told = [];
      await watch.frames.started(top);
      expect(told.map(({ type }) => type)).toContain('frame/again');
      injected = [];
      await watch.frames.reported(clean, top);
      await watch.frames.reported(report('danger', ['lure']), inner);
      expect(await fakeBrowser.action.getBadgeText({ tabId: 1 })).toBe('!!');
      expect(injected).toContain('/guard.js');
    });

    test('框架开始，别的框架不用再说', async () => {
      await watch.frames.started(top);
      told = [];
      await watch.frames.started(inner);
      expect(told.map(({ type }) => type)).not.toContain('frame/again');
    });
  });

  describe('框架走了', () => {
    const top = sender('https://a.example/');
    const inner = (frameId: number) => sender('about:srcdoc', { origin: 'frame', frameId, tabUrl: top.url });
    const clean: FrameReport = { findings: [], total: 0, settled: true };
    const alive = (...frames: number[]) =>
      vi.mocked(fakeBrowser.scripting.executeScript).mockResolvedValue(frames.map((frameId) => ({ frameId })) as never);

    test('徽标马上跟着变，不等人来问', async () => {
      await visit(top.url, clean);
      await watch.frames.reported(report('danger', ['lure']), inner(6));
      expect(await fakeBrowser.action.getBadgeText({ tabId: 1 })).toBe('!!');
      alive(0);
      await watch.frames.gone(inner(6));
      expect(await fakeBrowser.action.getBadgeText({ tabId: 1 })).toBe('');
    });

    test('换来换去六十个框架，记着的只有还在的', async () => {
      await visit(top.url, clean);
      for (let frame = 1; frame <= 60; frame++) {
        await watch.frames.started(inner(frame));
        await watch.frames.reported(report('danger', ['lure']), inner(frame));
        alive(0, frame + 1);
        await watch.frames.gone(inner(frame));
      }
      const { frames, equipped } = await new TabStore().get(1);
      expect(Object.keys(frames)).toEqual(['0']);
      expect(Object.keys(equipped)).toEqual(['0']);
    });

    test('同一个框架里换了一页，新的一页说的留着', async () => {
      await visit(top.url, clean);
      await watch.frames.reported(report('caution', ['lure']), inner(6));
      vi.mocked(fakeBrowser.scripting.executeScript).mockImplementationOnce((async () => {
        // While the browser counts the frames, between two documents of this one, the next has begun and spoken.
        await watch.frames.started(inner(6));
        await watch.frames.reported(report('danger', ['lure']), inner(6));
        return [{ frameId: 0 }];
      }) as never);
      await watch.frames.gone(inner(6));
      expect(await fakeBrowser.action.getBadgeText({ tabId: 1 })).toBe('!!');
    });
  });

  describe('网页不重新载入就换了内容', () => {
    const from = sender('https://a.example/');
    const clean: FrameReport = { findings: [], total: 0, settled: true };
    const lapses = () => told.filter(({ type }) => type === 'warning/lapse').length;
    const answerLapse = (answer: boolean | undefined) =>
      vi.mocked(fakeBrowser.tabs.sendMessage).mockImplementation((async (_: number, message: (typeof told)[number]) => {
        told.push(message);
        if (message.type === 'warning/show') shownRequests.push(message.body);
        return message.type === 'warning/lapse' ? answer : true;
      }) as never);

    test.each([
      ['先换地址，再换内容', ['address', 'words']],
      ['先换内容，再换地址', ['words', 'address']],
    ])('%s：卡片收起；再回到那些话，照平常再说', async (_, order) => {
      await visit(from.url, report('danger', ['lure']));
      for (const change of order) {
        expect(lapses()).toBe(0);
        if (change === 'address') await watch.frames.moved(1, 'https://a.example/other');
        else await watch.frames.reported(clean, from);
      }
      expect(lapses()).toBe(1);
      expect(await watch.warnings.requestFor(1)).toBeNull();
      await watch.frames.reported(report('danger', ['lure']), from);
      expect(shownRequests.map(({ surface }) => surface)).toEqual(['full', 'full']);
    });

    test('同一个地址里的话来来去去：卡片不跟着闪', async () => {
      await visit(from.url, report('danger', ['lure']));
      for (let turn = 0; turn < 3; turn++) {
        await watch.frames.reported(clean, from);
        await watch.frames.reported(report('danger', ['lure']), from);
      }
      expect(lapses()).toBe(0);
      expect(shownRequests).toHaveLength(1);
    });

    test('还没看完，或者新的内容也有话：不收', async () => {
      await visit(from.url, report('danger', ['lure']));
      await watch.frames.moved(1, 'https://a.example/other');
      await watch.frames.reported({ ...clean, settled: false }, from);
      await watch.frames.reported(report('caution', ['lure']), from);
      expect(lapses()).toBe(0);
    });

    test('人正拿着的卡片留着，也不重复说', async () => {
      await visit(from.url, report('danger', ['lure']));
      answerLapse(false);
      await watch.frames.moved(1, 'https://a.example/other');
      await watch.frames.reported(clean, from);
      expect(lapses()).toBe(1);
      await watch.frames.reported(report('danger', ['lure']), from);
      expect(shownRequests).toHaveLength(1);
    });

    test('人要来的卡片、关口，从不收', async () => {
      await visit(from.url, report('danger', ['lure', 'stake']));
      await watch.warnings.lookAt(1);
      await watch.frames.moved(1, 'https://a.example/other');
      await watch.frames.reported(clean, from);
      expect(await watch.gate.standsBefore(from)).toBe(true);
      await watch.frames.moved(1, 'https://a.example/pay');
      await watch.frames.reported(clean, from);
      expect(lapses()).toBe(0);
    });

    test('卡片还在等合适的时候，话已经没有了：不出现；话回来了，再说', async () => {
      const seen = report('danger', ['lure']);
      await watch.frames.started(from);
      await watch.frames.reported(seen, from);
      await watch.frames.reported(clean, from);
      expect(await watch.warnings.requestFor(1)).toBeNull();
      await watch.frames.reported(seen, from);
      expect(shownRequests).toHaveLength(2);
      expect(await watch.warnings.requestFor(1)).toMatchObject({ surface: 'full' });
    });
  });

  test('后台停在半路，卡片还没有送到：框架再报告时送到', async () => {
    const from = sender('https://a.example/');
    await watch.frames.started(from);
    await new Promise<void>((onAsked) => {
      vi.mocked(fakeBrowser.tabs.sendMessage).mockImplementation((async (_: number, { type }: { type: string }) => {
        if (type !== 'warning/show') return undefined;
        onAsked();
        return new Promise(() => {});
      }) as never);
      void watch.frames.reported(report('danger', ['lure']), from);
    });
    watch = wake();
    vi.mocked(fakeBrowser.tabs.sendMessage).mockResolvedValue(undefined as never);
    injected = [];
    await watch.frames.reported(report('danger', ['lure']), from);
    expect(injected).toContain('/warning.js');
    injected = [];
    await watch.frames.reported(report('danger', ['lure']), from);
    expect(injected).not.toContain('/warning.js');
  });

  test('不在了的框架不再算', async () => {
    await visit('https://a.example/', { findings: [], total: 0, settled: true });
    await watch.frames.reported(
      report('danger', ['lure']),
      sender('https://ad.example/', { frameId: 6, tabUrl: 'https://a.example/' }),
    );
    vi.mocked(fakeBrowser.scripting.executeScript).mockResolvedValue([{ frameId: 0 }, { frameId: 6 }] as never);
    expect((await watch.frames.verdictOf(1, false)).level).toBe('danger');
    vi.mocked(fakeBrowser.scripting.executeScript).mockResolvedValue([{ frameId: 0 }] as never);
    expect((await watch.frames.verdictOf(1, false)).level).toBe('none');
  });

  test('换了一页，上一页的不再算', async () => {
    await visit('https://a.example/', report('danger', ['lure']));
    await watch.frames.started(sender('https://b.example/'));
    expect(await watch.frames.verdictOf(1, true)).toMatchObject({ level: 'none', settled: false, host: 'b.example' });
  });

  test('换了一页，上一页框架里的也不再算；同一个网站里换地址的，还算', async () => {
    const inner = sender('https://ad.example/', { origin: 'frame', frameId: 6, tabUrl: 'https://a.example/' });
    vi.mocked(fakeBrowser.scripting.executeScript).mockResolvedValue([{ frameId: 0 }, { frameId: 6 }] as never);
    await visit('https://a.example/', report('notice', ['lure']));
    await watch.frames.reported(report('danger', ['lure']), inner);
    await watch.frames.moved(1, 'https://a.example/#2');
    expect((await watch.frames.verdictOf(1, false)).level).toBe('danger');
    await watch.frames.started(sender('https://a.example/other'));
    expect((await watch.frames.verdictOf(1, true)).level).toBe('none');
  });

  test('去了扩展不能运行的页：说不能运行，徽标清空', async () => {
    await visit('https://a.example/', report('danger', ['lure']));
    await watch.frames.moved(1, 'chrome://settings/');
    vi.mocked(fakeBrowser.scripting.executeScript).mockRejectedValue(new Error('Cannot access'));
    expect(await watch.frames.verdictOf(1, false)).toMatchObject({ state: 'forbidden', level: 'none', findings: [] });
    expect(await fakeBrowser.action.getBadgeText({ tabId: 1 })).toBe('');
  });

  test('还没读的页、没读完的页，徽标不说“未发现”；读完了才说', async () => {
    const badge = () => fakeBrowser.action.getTitle({ tabId: 1 });
    const words = copyOf('zh-CN').browser.badge;
    const [from, clean] = [sender('https://a.example/'), { findings: [], total: 0 }];
    await watch.frames.started(from);
    expect(await badge()).toBe(words.unread);
    await watch.frames.reported({ ...clean, settled: true }, from);
    expect(await badge()).toBe(words.none);
    await watch.frames.reported({ ...clean, settled: false, failed: true }, from);
    expect(await badge()).toBe(words.unread);
    expect(await watch.frames.verdictOf(1, false)).toMatchObject({ settled: false, failed: true });
    await watch.frames.moved(1, 'chrome://settings/');
    expect(await badge()).toBe(words.unread);
  });

  test('页里没有我们的脚本：载入中算还没看完，载入完是读不到', async () => {
    expect(await watch.frames.verdictOf(1, true)).toMatchObject({ state: 'on', settled: false });
    await expect(watch.frames.verdictOf(1, false)).rejects.toThrow('刷新');
  });

  test('刚获准看的页里还没有我们的脚本：放进去，等它报告', async () => {
    vi.mocked(fakeBrowser.scripting.executeScript).mockImplementation((async (call: { files?: string[] }) => {
      injected.push(...(call.files ?? []));
      return [{ frameId: 0, result: false }];
    }) as never);
    vi.spyOn(fakeBrowser.scripting, 'insertCSS').mockResolvedValue(undefined as never);
    vi.spyOn(fakeBrowser.runtime, 'getManifest').mockReturnValue({ content_scripts: [{ js: ['scan.js'] }] } as never);
    expect(await watch.frames.verdictOf(1, false)).toMatchObject({ state: 'on', settled: false });
    expect(injected).toEqual(['scan.js']);
  });

  test('不让看了，开着的页收起来、不再读；又让看了，接着读，关掉的网站不读', async () => {
    await visit('https://a.example/', report('danger', ['lure']));
    const said = () => told.splice(0).map(({ type, body }) => [type, body]);
    said();
    await watch.frames.followAccess([{ id: 1, readable: false }]);
    expect(said()).toEqual([
      ['frame/switch', { on: false }],
      ['warning/hide', undefined],
    ]);
    expect(await fakeBrowser.action.getBadgeText({ tabId: 1 })).toBe('');
    await watch.frames.followAccess([{ id: 1, readable: true }]);
    expect(said()).toEqual([['frame/switch', { on: true }]]);
    await watch.frames.switchSite('a.example', false, []);
    await watch.frames.followAccess([{ id: 1, readable: true }]);
    expect(said()[0]).toEqual(['frame/switch', { on: false }]);
  });

  test('盘满了照样提醒', async () => {
    vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValue(new Error('QUOTA_BYTES'));
    expect(await visit('https://a.example/', report('danger', ['lure']))).toEqual(['full']);
    vi.mocked(fakeBrowser.storage.local.set).mockRestore();
  });
});

test.each([
  ['https://jobs.example:8443/a?b#c', 'jobs.example:8443'],
  ['file:///home/a/b.html', 'file'],
  ['about:blank', ''],
  ['chrome://newtab/', ''],
  ['', ''],
])('%s 的网站是“%s”', (url, host) => {
  expect(hostOf(url)).toBe(host);
});
