import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { type BadgeState, showBadge } from '../../platform/badge.ts';
import { copyOf } from '../../ui/copy/copies.ts';

const STATES: BadgeState[] = ['none', 'unread', 'notice', 'caution', 'danger', 'off', 'forbidden'];

beforeEach(() => fakeBrowser.reset());

async function badge(state: BadgeState) {
  await showBadge(1, state, copyOf('zh-CN').browser.badge[state]);
  const of = { tabId: 1 };
  return { text: await fakeBrowser.action.getBadgeText(of), title: await fakeBrowser.action.getTitle(of) };
}

test('各级的字不同', async () => {
  const [notice, caution, danger] = [await badge('notice'), await badge('caution'), await badge('danger')];
  expect(new Set([notice.text, caution.text, danger.text]).size).toBe(3);
});

test.each(['zh-CN', 'zh-TW', 'en'] as const)('%s：标题以级别的词开头，读屏读得出', (language) => {
  const { browser, levels } = copyOf(language);
  for (const level of ['notice', 'caution', 'danger'] as const)
    expect(browser.badge[level].startsWith(levels[level])).toBe(true);
});

test.each(STATES)('%s 有标题', async (state) => {
  expect((await badge(state)).title).toBe(copyOf('zh-CN').browser.badge[state]);
});

test('没有发现时徽标是空的', async () => {
  expect((await badge('none')).text).toBe('');
});

test('标签页已经关了，不出错', async () => {
  vi.spyOn(fakeBrowser.action, 'setBadgeText').mockImplementation(() => Promise.reject(new Error('No tab with id: 1')));
  await expect(showBadge(1, 'danger', '')).resolves.toBeUndefined();
});
