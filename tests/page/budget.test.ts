import type { Page } from '@playwright/test';
import { describe, expect, test } from 'vitest';
import { useBrowser } from './browser.ts';

/**
 * What reading a page costs, counted rather than timed (bench/ times it): characters, stretches, nodes gone to one by one,
 * reads of style and boxes, observers, what is still held afterwards.
 */
const browser = useBrowser();

const NEWS = '春天来了，公园里的花都开了，许多人带着孩子出来散步。';
const LURE = '有手机就能做';

const costs = async (html: string) => {
  const { page, scan } = await browser.open(html);
  const text = await page.evaluate(() => document.body.textContent.length);
  const elements = await page.evaluate(() => document.querySelectorAll('body *').length);
  await scan();
  const { counters, work } = await page.evaluate(() => ({
    counters: window.harness.counters,
    work: { ...window.harness.scanner().work },
  }));
  return { text, elements, counters, work };
};

describe('a clean page', () => {
  test('is read once, in big reads, without a look at its style', async () => {
    const { text, elements, counters, work } = await costs(
      `<main>${`<p>${NEWS}<a href=#>更多</a></p>`.repeat(3000)}</main>`,
    );
    expect(work.chars).toBeGreaterThanOrEqual(text - 1000);
    expect(work.chars).toBeLessThanOrEqual(text);
    expect(work.stretches).toBeLessThanOrEqual(elements / 512 + 2);
    // A few at each cut; none for the words themselves.
    expect(counters.steps).toBeLessThan(elements / 50);
    expect(counters.layoutReads).toBe(0);
    expect(work.styleReads).toBe(0);
    expect(work.passages).toBe(0);
    expect(counters.observers).toBe(1);
    expect(work.held).toBe(0);
  });

  test('a very large one is too', async () => {
    const { text, elements, counters, work } = await costs(
      `<main>${`<p>${NEWS}<a href=#>更多</a></p>`.repeat(20_000)}</main>`,
    );
    expect(work.chars).toBeGreaterThanOrEqual(text - 1000);
    expect(work.chars).toBeLessThanOrEqual(text);
    // Neighbours together.
    expect(work.stretches).toBeLessThanOrEqual(elements / 64);
    expect(counters.steps).toBeLessThan(3 * elements);
    expect(counters.layoutReads).toBe(0);
    expect(work.held).toBe(0);
  });

  test('without Chinese: read, and nothing else', async () => {
    const { counters, work } = await costs(
      `<main>${'<p>The quick brown fox. <b>It jumps.</b></p>'.repeat(3000)}</main>`,
    );
    expect(work.regions).toBe(0);
    expect(counters.loads).toBe(0);
    expect(counters.layoutReads).toBe(0);
  });
});

describe('a very large page', () => {
  const FILLER = `<p>${NEWS}<b>好</b></p>`.repeat(6000);

  test.each([
    ['a plain paragraph', `<p>${LURE}</p>`],
    ['deep inside', `<div><section>${FILLER}<div>${`<p>有手机<b>就能做</b></p>`}</div>${FILLER}</section></div>`],
    ['beside a script', `<div><script type="text/plain">无</script>${LURE}</div>`],
    ['in a shadow root', `<x-y><template shadowrootmode="open"><p>${LURE}</p></template></x-y>`],
    ['in a slot', `<x-y><b>手机</b><template shadowrootmode="open"><p>有<slot></slot>就能做</p></template></x-y>`],
    ['in one text', LURE],
    ['words round hidden ones', '<p>有手机<i style="display:none">甲</i>就能做</p>'],
  ])('is read to the last word: %s', async (_name, html) => {
    const { page, scan } = await browser.open(`${FILLER}${html}${FILLER}`);
    await scan();
    expect(await page.evaluate(() => window.harness.report()!.total)).toBe(1);
  });

  test.each([
    ['script', '<script type="text/plain">有手机就能做</script>'],
    ['textarea', '<div><textarea>有手机就能做</textarea></div>'],
    ['contenteditable', '<div contenteditable><p>有手机就能做</p></div>'],
    ['an inline editor that hides', '<i contenteditable style="display:none">有手机就能做</i>'],
    ['a drawn editor', '<div class="CodeMirror"><textarea></textarea><pre>有手机就能做</pre></div>'],
  ])('what is never read is not read there either: %s', async (_name, html) => {
    const { page, scan } = await browser.open(`${FILLER}${html}${FILLER}`);
    await scan({ keepTexts: true });
    const { texts, typedReads } = await page.evaluate(() => window.harness.counters);
    expect(texts.join('')).toContain(NEWS);
    expect(texts.join('')).not.toContain('手机');
    expect(typedReads).toBe(0);
  });

  test('takes its next paragraphs away while it is read: none that stay are passed over', async () => {
    const { page } = await browser.open(`<main>${FILLER}${FILLER}</main>`);
    await page.evaluate(async (lure) => {
      const main = document.querySelector('main')!;
      main.lastElementChild!.textContent = lure;
      window.harness.scan({ stepClock: true });
      const { work } = window.harness.scanner();
      // Whatever comes next is gone when the reading goes on.
      while (main.childElementCount > 1 && window.harness.report()?.settled !== true) {
        for (let i = 0; i < 500 && main.childElementCount > 1; i++) main.firstElementChild!.remove();
        const { slices } = work;
        while (work.slices === slices && window.harness.report()?.settled !== true)
          await new Promise((done) => requestAnimationFrame(done));
      }
    }, LURE);
    await page.waitForFunction(() => window.harness.report()?.total === 1);
  });
});

describe('changes', () => {
  const grown = async (page: Page, change: () => Promise<number>) => {
    const before = await page.evaluate(() => window.harness.scanner().work.chars);
    const added = await change();
    await page.waitForFunction(([from, more]) => window.harness.scanner().work.chars - from >= more, [
      before,
      added,
    ] as const);
    await page.waitForFunction(() => window.harness.scanner().work.held === 0);
    return { added, read: (await page.evaluate(() => window.harness.scanner().work.chars)) - before };
  };

  test('a feed: as much is read as was added, however long it has become', async () => {
    const { page, scan } = await browser.open('<main></main>');
    await scan();
    for (const posts of [200, 20_000, 200]) {
      const { added, read } = await grown(page, () =>
        page.evaluate(
          async ([count, words]) => {
            const main = document.querySelector('main')!;
            const before = main.textContent.length;
            // Post by post, as frameworks do.
            for (let i = 0; i < count; i++) {
              const post = document.createElement('article');
              post.innerHTML = `<b>用户${i}</b><p>${words}</p>`;
              main.append(post);
              if (i % 1000 === 999) await new Promise((done) => requestAnimationFrame(done));
            }
            return main.textContent.length - before;
          },
          [posts, NEWS] as const,
        ),
      );
      // And what stands round each batch.
      expect(read).toBeLessThan(1.1 * added + 40 * 1000);
    }
  });

  test('neighbours added one by one are remembered as one', async () => {
    const { page, scan } = await browser.open('<main></main>');
    await scan();
    const most = await page.evaluate(async () => {
      const main = document.querySelector('main')!;
      let held = 0;
      for (let i = 0; i < 5000; i++) {
        main.append(document.createElement('p'));
        if (i % 100 !== 0) continue;
        await Promise.resolve();
        held = Math.max(held, window.harness.scanner().work.held);
      }
      return held;
    });
    expect(most).toBeLessThanOrEqual(1);
  });

  test('texts changed all over a page: no more is held than was agreed, and all is read', async () => {
    const { page, scan } = await browser.open(`<main>${`<div><p>${NEWS}</p></div>`.repeat(3000)}</main>`);
    await scan();
    const held = await page.evaluate(async (lure) => {
      const texts = [...document.querySelectorAll('p')].map((p) => p.firstChild as Text);
      for (const [i, text] of texts.entries()) text.data = i === 1777 ? lure : `第${i}`;
      await Promise.resolve();
      return window.harness.scanner().work.held;
    }, LURE);
    expect(held).toBeLessThanOrEqual(512);
    await page.waitForFunction(() => window.harness.report()?.total === 1);
  });

  test.each([
    [
      'its ends removed',
      (main: HTMLElement) => {
        main.firstElementChild!.remove();
        main.lastElementChild!.remove();
      },
    ],
    ['turned round', (main: HTMLElement) => main.append(...[...main.children].reverse())],
    ['moved elsewhere', (main: HTMLElement) => document.body.append(...main.children)],
    [
      'wrapped',
      (main: HTMLElement) => main.append(Object.assign(document.createElement('div'), { innerHTML: main.innerHTML })),
    ],
  ])('a run of new neighbours is read whatever becomes of it: %s', async (_name, change) => {
    const { page, scan } = await browser.open('<main></main>');
    await scan();
    await page.evaluate(
      ([lure, source]) => {
        const main = document.querySelector('main')!;
        for (let i = 0; i < 9; i++) {
          main.append(Object.assign(document.createElement('p'), { textContent: i === 4 ? lure : `第${i}段` }));
        }
        (new Function(`return (${source})`)() as (main: HTMLElement) => void)(main);
      },
      [LURE, change.toString()] as const,
    );
    await page.waitForFunction(() => (window.harness.report()?.total ?? 0) >= 1);
  });
});
