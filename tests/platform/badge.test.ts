import { readFileSync } from 'node:fs';
import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { parse } from 'yaml';
import { type BadgeState, showBadge } from '../../platform/badge.ts';

const STATES: BadgeState[] = ['none', 'notice', 'caution', 'danger', 'off', 'forbidden'];
const words = parse(readFileSync(new URL('../../locales/zh_CN.yml', import.meta.url), 'utf8')) as Record<
  string,
  string
>;

beforeEach(() => {
  fakeBrowser.reset();
  vi.spyOn(fakeBrowser.i18n, 'getMessage').mockImplementation((key) => words[String(key)] ?? '');
});

async function badge(state: BadgeState) {
  await showBadge(1, state);
  const of = { tabId: 1 };
  return { text: await fakeBrowser.action.getBadgeText(of), title: await fakeBrowser.action.getTitle(of) };
}

test('各级的字不同，标题以级别的词开头', async () => {
  const notice = await badge('notice');
  const caution = await badge('caution');
  const danger = await badge('danger');
  expect(new Set([notice.text, caution.text, danger.text]).size).toBe(3);
  expect([notice.title, caution.title, danger.title]).toEqual([
    expect.stringMatching(/^留意/),
    expect.stringMatching(/^警惕/),
    expect.stringMatching(/^高危/),
  ]);
});

test.each(STATES)('%s 有标题，读屏读得出', async (state) => {
  expect((await badge(state)).title).not.toBe('');
});

test('没有发现时徽标是空的', async () => {
  expect((await badge('none')).text).toBe('');
});

test('标签页已经关了，不出错', async () => {
  vi.spyOn(fakeBrowser.action, 'setBadgeText').mockImplementation(() => Promise.reject(new Error('No tab with id: 1')));
  await expect(showBadge(1, 'danger')).resolves.toBeUndefined();
});
