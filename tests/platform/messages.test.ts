import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { type Handlers, listen, send } from '../../platform/messages.ts';
import {
  MAX_QUOTE_CHARS,
  MAX_REPORTED_EVIDENCE,
  MAX_REPORTED_FINDINGS,
  type MessageName,
} from '../../platform/protocol.ts';

const OWN = 'chrome-extension://test-extension-id/';
const page = { id: 3, url: 'https://jobs.example/list', incognito: false };
const topFrame = { id: 'test-extension-id', url: page.url, origin: 'https://jobs.example', frameId: 0, tab: page };
const frame = { ...topFrame, url: 'https://ad.example/', origin: 'https://ad.example', frameId: 7 };
const popup = { id: 'test-extension-id', url: `${OWN}popup.html`, origin: OWN.slice(0, -1) };
const popupInTab = { ...popup, frameId: 0, tab: { id: 9, url: popup.url } };
const background = { id: 'test-extension-id', url: `${OWN}background.js`, origin: OWN.slice(0, -1) };
const firefoxBackground = { id: 'test-extension-id', url: `${OWN}_generated_background_page.html` };

const finding = {
  id: 'f1',
  rule: 'phone-only-job',
  category: 'brushing',
  level: 'danger',
  paragraph: 1,
  stages: ['lure'],
  evidence: [{ signal: '零门槛招募', stage: 'lure', strength: 'medium', quote: '有手机就能做' }],
};
const report = { findings: [finding], total: 1, mentions: 0, settled: true };

/** Delivers a raw message as the browser would and tells whether it was answered. */
async function deliver(message: unknown, sender: unknown): Promise<unknown[]> {
  const answers = await fakeBrowser.runtime.onMessage.trigger(message, sender as never, () => {});
  return (answers as unknown[]).filter((answer) => answer !== undefined);
}

beforeEach(() => fakeBrowser.reset());

function listenAll() {
  const handlers = {
    'frame/report': vi.fn(() => true as const),
    'frame/may-scan': vi.fn(() => ({ leaveOut: [] })),
    'frame/switch': vi.fn(() => undefined),
    'warning/exit': vi.fn(() => undefined),
    'guard/moment': vi.fn(() => null),
    'tab/verdict': vi.fn(() => {
      throw new Error('没有这个标签页');
    }),
    'site/switch': vi.fn(() => true),
  };
  const stop = new AbortController();
  listen(handlers as Handlers, stop.signal);
  return { handlers, stop };
}

describe('谁能说什么', () => {
  const siteSwitch = { type: 'site/switch', body: { tabId: 3, host: 'jobs.example', on: false } };
  const exit = { type: 'warning/exit', body: { exit: 'known', rule: 'phone-only-job' } };
  const pass: [string, { type: string; body?: unknown }, unknown][] = [
    ['网页框架里的脚本报告发现', { type: 'frame/report', body: report }, frame],
    ['顶层框架里的脚本报告发现', { type: 'frame/report', body: report }, topFrame],
    ['顶层框架里的提醒按了出口', exit, topFrame],
    ['弹窗开关网站', siteSwitch, popup],
    ['弹窗在标签页里打开，开关网站', siteSwitch, popupInTab],
    ['设置页开关网站，不为哪个标签页', { type: 'site/switch', body: { host: 'jobs.example', on: true } }, popupInTab],
    ['后台开关框架', { type: 'frame/switch', body: { on: true } }, background],
    ['子框架里的守门问', { type: 'guard/moment', body: { act: 'add', installs: false, near: true } }, frame],
    ['Firefox 的后台开关框架', { type: 'frame/switch', body: { on: true } }, firefoxBackground],
  ];
  test.each(pass)('接受：%s', async (_, message, sender) => {
    const { handlers } = listenAll();
    await deliver(message, sender);
    expect(handlers[message.type as keyof typeof handlers]).toHaveBeenCalledOnce();
  });

  const refuse: [string, { type: string; body?: unknown }, unknown][] = [
    ['别的扩展', siteSwitch, { ...popup, id: 'other-extension' }],
    ['没有身份的网页', siteSwitch, { url: 'https://jobs.example/', origin: 'https://jobs.example' }],
    ['网页里的脚本自称弹窗', siteSwitch, topFrame],
    ['网页里的脚本自称弹窗，地址也照抄，来源是网页', siteSwitch, { ...topFrame, url: popup.url }],
    ['被网页嵌进框架的弹窗', siteSwitch, { ...popupInTab, frameId: 4 }],
    [
      '地址只是长得像弹窗',
      siteSwitch,
      { ...popup, url: 'https://x.example/chrome-extension://test-extension-id/popup.html' },
    ],
    ['网页里的脚本自称后台', { type: 'frame/switch', body: { on: false } }, topFrame],
    ['弹窗自称后台', { type: 'frame/switch', body: { on: false } }, popup],
    ['标签页里打开的后台地址', { type: 'frame/switch', body: { on: false } }, { ...background, tab: page, frameId: 0 }],
    ['子框架替顶层框架按出口', exit, frame],
    ['弹窗替框架报告', { type: 'frame/report', body: report }, popup],
    ['弹窗替守门问', { type: 'guard/moment', body: { act: 'add', installs: false, near: true } }, popup],
    ['守门问的不成样子', { type: 'guard/moment', body: { act: 'pay', installs: false, near: true } }, frame],
    ['没有发送者', siteSwitch, undefined],
  ];
  test.each(refuse)('不理：%s', async (_, message, sender) => {
    const { handlers } = listenAll();
    expect(await deliver(message, sender)).toEqual([]);
    expect(handlers[message.type as keyof typeof handlers]).not.toHaveBeenCalled();
  });
});

describe('每一种话只有该说的人能说', () => {
  const shown = { surface: 'small', face: 0 };
  const exitBody = { exit: 'known', rule: 'phone-only-job' };
  const place = { frameId: 0, id: 'f1' };
  /** Who may say it, and a body that is as it should be. */
  const all: Record<MessageName, ['frame' | 'top-frame' | 'page' | 'background', unknown?]> = {
    'frame/report': ['frame', report],
    'frame/again': ['background'],
    'frame/gone': ['frame'],
    'frame/may-scan': ['frame'],
    'frame/ruleset': ['frame', { part: 0 }],
    'frame/reveal': ['background', { id: 'f1' }],
    'frame/leave-out': ['background', { rules: [] }],
    'frame/switch': ['background', { on: true }],
    'warning/show': ['background', shown],
    'warning/hide': ['background'],
    'warning/lapse': ['background'],
    'warning/gone': ['background'],
    'warning/dress': ['background', shown],
    'warning/ready': ['top-frame'],
    'warning/shown': ['top-frame', { surface: 'small' }],
    'warning/displaced': ['top-frame'],
    'warning/exit': ['top-frame', exitBody],
    'warning/undo': ['top-frame'],
    'warning/reveal': ['top-frame', place],
    'warning/help': ['top-frame', { page: 'family' }],
    'warning/passed': ['top-frame'],
    'guard/moment': ['frame', { act: 'add', installs: false, near: true }],
    'guard/noted': ['frame', { act: 'add', known: true }],
    'guard/look': ['frame', { ids: ['f1'] }],
    'money/moment': ['frame'],
    'money/hold': ['background', { on: true }],
    'tab/verdict': ['page', { tabId: 3 }],
    'tab/request': ['page', { tabId: 3 }],
    'tab/exit': ['page', { tabId: 3, host: 'jobs.example', ...exitBody }],
    'tab/reveal': ['page', { tabId: 3, ...place }],
    'site/switch': ['page', { tabId: 3, host: 'jobs.example', on: false }],
    'tab/changed': ['background', { tabId: 3 }],
  };
  const speakers = { frame, 'top-frame': topFrame, page: popup, background } as const;

  test.each(Object.entries(all))('%s', async (type, [from, body]) => {
    const heard: string[] = [];
    for (const [speaker, sender] of Object.entries(speakers)) {
      fakeBrowser.reset();
      const handler = vi.fn(() => undefined);
      listen({ [type]: handler } as Handlers, new AbortController().signal);
      await deliver({ type, ...(body !== undefined && { body }) }, sender);
      if (handler.mock.calls.length > 0) heard.push(speaker);
    }
    expect(heard).toEqual(from === 'frame' ? ['frame', 'top-frame'] : [from]);
  });
});

describe('说的话要合乎样子', () => {
  test('一句原话至多八十个字，一次至多报二十个发现', () => {
    expect([MAX_QUOTE_CHARS, MAX_REPORTED_FINDINGS]).toEqual([80, 20]);
  });

  const long = '字'.repeat(MAX_QUOTE_CHARS + 1);
  const tooMany = Array.from({ length: MAX_REPORTED_EVIDENCE + 1 }, () => finding.evidence[0]);
  const bodies: [string, unknown][] = [
    ['没有内容', undefined],
    ['级别不存在', { ...report, findings: [{ ...finding, level: 'certain' }] }],
    ['多了一项', { ...report, html: '<b>' }],
    ['原话太长', { ...report, findings: [{ ...finding, evidence: [{ ...finding.evidence[0], quote: long }] }] }],
    ['发现太多', { ...report, findings: Array.from({ length: MAX_REPORTED_FINDINGS + 1 }, () => finding) }],
    ['原话太多', { ...report, findings: [{ ...finding, evidence: tooMany }] }],
    ['次数是负的', { ...report, total: -1 }],
    ['提到的次数是负的', { ...report, mentions: -1 }],
    ['哪一段不是数', { ...report, findings: [{ ...finding, paragraph: 'p' }] }],
    ['次数是小数', { ...report, total: 0.5 }],
    ['阶段不存在', { ...report, findings: [{ ...finding, stages: ['profit'] }] }],
  ];
  test.each(bodies)('不理：%s', async (_, body) => {
    const { handlers } = listenAll();
    expect(await deliver({ type: 'frame/report', body }, frame)).toEqual([]);
    expect(handlers['frame/report']).not.toHaveBeenCalled();
  });

  test.each<[string, unknown]>([
    ['不是对象', 'frame/may-scan'],
    ['空', null],
    ['没有名字', { body: {} }],
    ['名字不认识', { type: 'frame/delete' }],
    ['名字是原型上的', { type: 'constructor' }],
    ['名字是 __proto__', JSON.parse('{"type":"__proto__"}')],
    ['信封多了一项', { type: 'frame/may-scan', extra: 1 }],
  ])('信封不对就不理：%s', async (_, message) => {
    listenAll();
    expect(await deliver(message, topFrame)).toEqual([]);
  });

  test('处理的人得到发送者是谁，来自浏览器而不是消息', async () => {
    const { handlers } = listenAll();
    await deliver({ type: 'frame/report', body: report }, { ...frame, tab: { ...page, incognito: true } });
    expect(handlers['frame/report']).toHaveBeenCalledWith(
      report,
      expect.objectContaining({ origin: 'frame', tabId: 3, frameId: 7, private: true, tabUrl: page.url }),
    );
  });
});

describe('来回', () => {
  test('没有人在，得到 undefined，不是错误', async () => {
    expect(await send('tab/verdict', { tabId: 3 })).toBeUndefined();
  });

  test('答不出来的错误传回问的人', async () => {
    listenAll();
    await expect(
      fakeBrowser.runtime.onMessage.trigger({ type: 'tab/verdict', body: { tabId: 3 } }, popup as never, () => {}),
    ).rejects.toThrow('没有这个标签页');
  });

  test('停下以后不再回答', async () => {
    const { handlers, stop } = listenAll();
    stop.abort();
    expect(await deliver({ type: 'frame/may-scan' }, topFrame)).toEqual([]);
    expect(handlers['frame/may-scan']).not.toHaveBeenCalled();
  });
});
