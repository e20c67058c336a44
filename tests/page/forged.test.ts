import type { Page } from '@playwright/test';
import { describe, expect, test } from 'vitest';
import { useBrowser } from './browser.ts';

/** A field stands in for the member of its form that it is called after. */
const browser = useBrowser();

const LURE = '有手机就能做';
const NEWS = '春天来了，公园里的花都开了。';
const TEXT = `<p>${NEWS}</p><div><p>${LURE}</p></div>`;

/** Puts a field into every form of the page for each name that a form has itself. */
const forge = (page: Page) =>
  page.evaluate(() => {
    const names = new Set<string>();
    for (let at: object | null = document.createElement('form'); at !== null; at = Object.getPrototypeOf(at)) {
      for (const name of Object.getOwnPropertyNames(at)) names.add(name);
    }
    for (const form of document.querySelectorAll('form')) {
      const append = Node.prototype.appendChild.bind(form);
      for (const name of names) append(Object.assign(document.createElement('input'), { type: 'hidden', name }));
    }
    return names.size;
  });

const total = (page: Page) => page.evaluate(() => window.harness.report()!.total);

describe('a form with fields for all that a form has', () => {
  test.each([
    ['before the words', `<form></form>${TEXT}`],
    ['after them', `${TEXT}<form></form>`],
    ['round them', `<form>${TEXT}</form>`],
    ['that is hidden', `<form hidden></form>${TEXT}`],
    ['between two of them', `<div>有手机<form style="display:inline"></form><span>就能做</span></div>`],
    ['in a shadow root', `<x-y><template shadowrootmode="open"><form>${TEXT}</form></template></x-y>`],
    ['in a slot', `<x-y><form>${TEXT}</form><template shadowrootmode="open"><slot></slot></template></x-y>`],
  ])('%s', async (_, html) => {
    for (const options of [{}, { hugeElements: 1 }]) {
      const { page, scan } = await browser.open(html);
      expect(await forge(page)).toBeGreaterThan(200);
      await scan(options);
      expect(await total(page)).toBe(1);
    }
  });

  test.each(['contenteditable', 'role="textbox"'])('is not read where people type into it: %s', async (attribute) => {
    const { page, scan } = await browser.open(`<form ${attribute}>${TEXT}</form>${TEXT}`);
    await forge(page);
    await scan();
    expect(await total(page)).toBe(1);
  });

  test('words that come later, in it and beside it, and go again', async () => {
    const { page, scan } = await browser.open(`<form><p id=in>${NEWS}</p></form><p id=beside>${NEWS}</p>`);
    await forge(page);
    await scan();
    for (const id of ['in', 'beside']) {
      await page.evaluate(([at, lure]) => document.getElementById(at)!.insertAdjacentHTML('afterend', lure), [
        id,
        `<b>${LURE}</b>`,
      ] as const);
      await page.waitForFunction(() => window.harness.report()!.total === 1);
      await page.evaluate(() => document.querySelector('b')!.remove());
      await page.waitForFunction(() => window.harness.report()!.total === 0);
    }
  });

  test('words in it that show later, and that are gone to', async () => {
    const { page, scan } = await browser.open(
      `<div style="height:4000px"></div><form style="display:none">${LURE}</form>`,
    );
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await forge(page);
    await scan();
    expect(await total(page)).toBe(0);
    await page.evaluate(() => Element.prototype.removeAttribute.call(document.querySelector('form')!, 'style'));
    await page.waitForFunction(() => window.harness.report()!.total === 1);
    expect(await page.evaluate(() => window.harness.scanner().reveal(window.harness.report()!.findings[0]!.id))).toBe(
      true,
    );
  });
});
