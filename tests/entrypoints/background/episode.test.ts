import catalog from 'virtual:catalog';
import { beforeEach, describe, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { FrameReport } from '../../../platform/protocol.ts';
import { Background, DAY_MS, report, sender } from './fixtures.ts';

let background: Background;
beforeEach(() => {
  background = new Background();
});

test('三个网站三天，步骤连起来：警惕升成高危，付钱前拦一下', async () => {
  expect(await background.visit('https://jobs.example/', report('caution', ['lure']))).toEqual(['small']);
  background.now += DAY_MS;
  background.nap();
  expect(await background.visit('https://chat.example/', report('caution', ['trust']))).toEqual(['full']);
  expect(background.shown.at(-1)?.seenStages).toEqual(['lure', 'trust']);
  background.now += DAY_MS;
  background.nap();
  expect(await background.visit('https://task.example/', report('danger', ['stake']))).toEqual(['full']);
  expect(background.injected).toContain('/money.js');
  expect(await background.gate.standsBefore(sender('https://task.example/'))).toBe(true);
  expect(background.shown.at(-1)?.surface).toBe('gate');
  expect(background.shown.at(-1)?.seenStages).toEqual(['lure', 'trust', 'stake']);
});

describe('封口的话单独一句，只是留意', () => {
  const hush = (stages: FrameReport['findings'][number]['stages'] = ['silence']) =>
    report('notice', stages, 'keep-it-secret');

  test('没有先前的步骤：不打断，也不记', async () => {
    expect(await background.visit('https://chat.example/', hush())).toEqual([]);
    expect(await background.visit('https://chat.example/', hush())).toEqual([]);
    expect((await fakeBrowser.storage.local.get('journal'))['journal']).toBeUndefined();
  });

  test('一天之内见过别的步骤：是那一段剧本里最强的一步，卡片说那一段', async () => {
    await background.visit('https://jobs.example/', {
      ...report('caution', ['lure']),
      findings: report('caution', ['lure']).findings.map((each) => ({ ...each, category: 'authority' })),
    });
    background.now += DAY_MS - 60_000;
    background.nap();
    expect(await background.visit('https://chat.example/', hush())).toEqual(['full']);
    const [request] = background.shown.slice(-1);
    expect(request?.advice.rule).toEqual(catalog.rules['keep-it-secret']);
    expect(request?.advice.category).toBe(catalog.categories['authority']);
    expect(request?.seenStages).toEqual(['lure', 'silence']);
    expect(await background.gate.standsBefore(sender('https://pay.example/', { tabId: 2 }))).toBe(true);
  });

  test('同一页上有别的步骤，也算', async () => {
    const job = report('caution', ['lure']);
    const both = { ...job, findings: [...job.findings, ...hush().findings] };
    expect(await background.visit('https://chat.example/', both)).toEqual(['full']);
    expect(background.shown.at(-1)?.findings.map(({ rule }) => rule)).toContain('keep-it-secret');
  });

  test('隔了两天，或者是警方在提醒：还是留意', async () => {
    await background.visit('https://jobs.example/', report('caution', ['lure']));
    expect(await background.visit('https://police.example/', hush([]))).toEqual([]);
    background.now += 2 * DAY_MS;
    expect(await background.visit('https://chat.example/', hush())).toEqual([]);
  });

  test('说过“这条不对”，在这个网站就不再算', async () => {
    await background.visit('https://jobs.example/', report('caution', ['lure']));
    await background.visit('https://chat.example/', hush());
    await background.answers.exit(1, 'wrong', 'keep-it-secret');
    expect(await fakeBrowser.action.getBadgeText({ tabId: 1 })).toBe('');
    background.now += DAY_MS / 2;
    expect(await background.visit('https://chat.example/2', hush())).toEqual([]);
  });
});
