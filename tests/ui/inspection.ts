import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Violations that matter, with the strict contrast rule (7:1) switched on, as lines a person can act on. A page of our own
 * answers for headings and landmarks too; what lies over somebody else's page does not.
 */
export async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) {
    // By the debugger, because the page forbids scripts from strings.
    const session = await page.context().newCDPSession(page);
    await session.send('Runtime.evaluate', { expression: axeSource });
    await session.detach();
  }
  const found = (await page.evaluate(() => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const over = document.querySelector('#over');
    return axe.run(over ?? document, {
      rules: { 'color-contrast-enhanced': { enabled: true }, region: { enabled: false } },
      resultTypes: ['violations'],
    });
  })) as AxeResults;
  const grave =
    (await page.locator('#over').count()) > 0 ? ['serious', 'critical'] : ['moderate', 'serious', 'critical'];
  return found.violations
    .filter(({ impact }) => grave.includes(impact ?? ''))
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
}

/**
 * Elements whose content is wider than they are, and that do not scroll it: clipped or spilling text. What ends in an
 * ellipsis is cut on purpose, what is for the ear alone is not seen, and what is written in a field scrolls.
 */
export function clipped(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.querySelector('#over')?.shadowRoot ?? document;
    const surface = root.querySelector('.cly')!;
    const spilling = [...surface.querySelectorAll<HTMLElement>('*')].filter(
      (element) =>
        element instanceof HTMLElement &&
        !(element instanceof HTMLInputElement) &&
        !element.closest('.quiet, .unseen') &&
        getComputedStyle(element).display !== 'inline' &&
        getComputedStyle(element).textOverflow !== 'ellipsis' &&
        element.scrollWidth > element.clientWidth + 1,
    );
    const outside = [...surface.querySelectorAll<HTMLElement>('p, h1, h2, h3, li, button, q, label')].filter(
      (element) => {
        const { left, right, width } = element.getBoundingClientRect();
        return !element.closest('.quiet') && width > 0 && (left < -1 || right > innerWidth + 1);
      },
    );
    return [...spilling, ...outside].map(
      (element) => `${element.className || element.localName}: ${element.textContent?.slice(0, 40)}`,
    );
  });
}

interface Measured {
  /** Font sizes of elements with text of their own, px. */
  text: { px: number; says: string }[];
  /** Boxes of what can be pressed, px; of a label with its control, the label. */
  targets: { height: number; width: number; says: string }[];
}

export function measure(page: Page): Promise<Measured> {
  return page.evaluate(() => {
    const root = document.querySelector('#over')?.shadowRoot ?? document;
    const surface = root.querySelector('.cly')!;
    const seen = (element: Element) => !element.closest('.quiet') && element.getClientRects().length > 0;
    const text = [...surface.querySelectorAll<HTMLElement>('*')]
      .filter(
        (element) =>
          seen(element) && [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()),
      )
      .map((element) => ({
        px: Number.parseFloat(getComputedStyle(element).fontSize),
        says: element.textContent ?? '',
      }));
    const targets = [...surface.querySelectorAll<HTMLElement>('button, input, textarea')]
      .filter(seen)
      .map((element) => {
        const { height, width } = (element.closest('label') ?? element).getBoundingClientRect();
        return {
          height,
          width,
          says: element.textContent || (element.closest('label')?.textContent ?? element.localName),
        };
      });
    return { text, targets };
  });
}
