import type { Page } from '@playwright/test';
import { expect, test as shown } from './playground-page.ts';

/** A page of its own for each test: the voices are there before the playground is. */
const test = shown.extend({
  page: async ({ browser }, use) => {
    const page = await browser.newPage();
    await use(page);
    await page.close();
  },
});

interface SpeechWindow {
  spoken: { text: string; voice: string | undefined; lang: string }[];
  cancels: number;
  /** Ends the utterance that is being said. */
  finish: () => void;
  /** Has it fail. */
  fail: () => void;
}

/** A computer with these voices, whose synthesis writes down what it is asked to say. */
async function withVoices(page: Page, voices: { name: string; lang: string; localService: boolean }[]) {
  await page.addInitScript((given) => {
    const queue: SpeechSynthesisUtterance[] = [];
    const world = window as unknown as SpeechWindow;
    Object.assign(world, {
      spoken: [],
      cancels: 0,
      finish: () => queue.shift()?.onend?.(new Event('end') as SpeechSynthesisEvent),
      fail: () => queue.shift()?.onerror?.(new Event('error') as SpeechSynthesisErrorEvent),
    });
    const synthesis = Object.assign(new EventTarget(), {
      getVoices: () => given,
      speak: (utterance: SpeechSynthesisUtterance) => {
        queue.push(utterance);
        world.spoken.push({ text: utterance.text, voice: utterance.voice?.name, lang: utterance.lang });
      },
      cancel: () => {
        world.cancels++;
        queue.length = 0;
      },
    });
    Object.defineProperty(window, 'speechSynthesis', { value: synthesis });
    Object.defineProperty(window, 'SpeechSynthesisUtterance', {
      value: class {
        voice: unknown = null;
        lang = '';
        constructor(readonly text: string) {}
      },
    });
  }, voices);
}

const HERE = { name: 'Huihui', lang: 'zh-CN', localService: true };
const NET = { name: 'Google 普通话', lang: 'zh-CN', localService: false };
const spoken = (page: Page) => page.evaluate(() => (window as unknown as SpeechWindow).spoken);
const cancels = (page: Page) => page.evaluate(() => (window as unknown as SpeechWindow).cancels);

test('the card is read by a voice of this computer: question, words, what comes next, what they will say, what to do', async ({
  page,
  open,
}) => {
  await withVoices(page, [NET, HERE]);
  await open('danger-0', { size: 'elder' });
  await page.getByRole('button', { name: '读给我听' }).click();
  const said = await spoken(page);
  expect(new Set(said.map(({ voice }) => voice))).toEqual(new Set(['Huihui']));
  const text = said.map((each) => each.text).join('\n');
  for (const part of ['高危', '对方是不是让你加好友', '有手机就能做', '接下来多半会', '他会说', '名额有限', '先别付钱'])
    expect(text).toContain(part);
});

test('the button says 停下 while it reads, and reads again after the end', async ({ page, open }) => {
  await withVoices(page, [HERE]);
  await open('danger-0');
  await page.getByRole('button', { name: '读给我听' }).click();
  const stop = page.getByRole('button', { name: '停下' });
  await expect(stop).toHaveAttribute('aria-pressed', 'true');
  const before = await cancels(page);
  await stop.click();
  await expect.poll(() => cancels(page)).toBe(before + 1);
  await page.getByRole('button', { name: '读给我听' }).click();
  const pieces = (await spoken(page)).length / 2;
  await page.evaluate((count) => {
    for (let at = 0; at < count; at++) (window as unknown as SpeechWindow).finish();
  }, pieces);
  await expect(page.getByRole('button', { name: '读给我听' })).toHaveAttribute('aria-pressed', 'false');
});

test('closing the card stops the voice', async ({ page, open }) => {
  await withVoices(page, [HERE]);
  await open('danger-0');
  await page.getByRole('button', { name: '读给我听' }).click();
  const before = await cancels(page);
  await page.getByRole('button', { name: '知道了', exact: true }).click();
  await expect.poll(() => cancels(page)).toBe(before + 1);
});

test('a voice that would send the words away is none: no button, and in large type the reason', async ({
  page,
  open,
}) => {
  await withVoices(page, [NET]);
  for (const state of ['danger-0', 'caution-0']) {
    await open(state);
    await expect(page.getByRole('button', { name: '读给我听' })).toHaveCount(0);
    await open(state, { size: 'elder' });
    await expect(page.getByRole('button', { name: '读给我听' })).toHaveCount(0);
    // At caution it would stand beside one sentence of advice, and say nothing that helps.
    const reason = page.getByText('这台电脑没有装语音，读不出来。', { exact: true });
    await expect(reason).toHaveCount(state === 'danger-0' ? 1 : 0);
  }
  await open('options');
  await expect(page.getByText('在系统的“语音”或“朗读”设置里加一个')).toBeVisible();
});

test('in large type it is a large button, right after the default action; at caution the first behind 更多', async ({
  page,
  open,
}) => {
  await withVoices(page, [HERE]);
  for (const [state, place] of [
    ['danger-1', 1],
    ['caution-0', 3],
  ] as const) {
    await open(state, { size: 'elder' });
    if (state === 'caution-0') await page.getByRole('button', { name: '更多' }).click();
    const button = page.locator('.card .body button').nth(place);
    await expect(button).toHaveText('读给我听');
    const { width, height } = (await button.boundingBox())!;
    expect(height).toBeGreaterThanOrEqual(60);
    expect(width).toBeGreaterThan(300);
  }
});

test('English reads its own sentences in English and the quotes in Chinese', async ({ page, open }) => {
  await withVoices(page, [HERE, { name: 'Samantha', lang: 'en-US', localService: true }]);
  await open('danger-0', { lang: 'en' });
  await page.getByRole('button', { name: 'Read aloud' }).click();
  const said = await spoken(page);
  expect(said.find(({ text }) => text.includes('有手机就能做'))?.voice).toBe('Huihui');
  expect(said.find(({ text }) => text === 'Danger')?.voice).toBe('Samantha');
});

test('where one piece fails, those behind it are not said either', async ({ page, open }) => {
  await withVoices(page, [HERE]);
  await open('danger-0', { size: 'elder' });
  await page.getByRole('button', { name: '读给我听' }).click();
  expect((await spoken(page)).length).toBeGreaterThan(1);
  const before = await cancels(page);
  await page.evaluate(() => (window as unknown as SpeechWindow).fail());
  expect(await cancels(page)).toBe(before + 1);
  await expect(page.getByRole('button', { name: '读给我听' })).toBeVisible();
});
