import type { Page } from '@playwright/test';
import { describe, expect, test } from 'vitest';
import { useBrowser } from './browser.ts';

const browser = useBrowser();

/** Level, rule and [start, end) pairs in the text of `#p`, whatever elements it is in. */
type Wish = [
  id: string,
  level: 'notice' | 'caution' | 'danger',
  rule: string,
  ...pieces: [start: number, end: number][],
];

async function marksOf(html: string) {
  const { page } = await browser.open(html);
  await page.evaluate(() => {
    const highlighter = window.harness.highlighter();
    const nodes: Text[] = [];
    const walker = document.createTreeWalker(document.getElementById('p')!, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) nodes.push(node as Text);
    /** Places of [start, end) of the whole text, one for each node it runs through. */
    const placesOf = (start: number, end: number) => {
      let at = 0;
      return nodes.flatMap((node) => {
        const from = Math.max(start - at, 0);
        const to = Math.min(end - at, node.length);
        at += node.length;
        return from < to ? [{ node, start: from, end: to, text: node.data.slice(from, to) }] : [];
      });
    };
    Object.assign(window, {
      highlighter,
      mark: ([id, level, rule, ...pieces]: Wish) =>
        highlighter.mark(
          id,
          rule,
          level,
          pieces.map(([start, end]) => placesOf(start, end)),
        ),
    });
  });
  return {
    page,
    mark: (wish: Wish) =>
      page.evaluate((given) => (window as unknown as { mark: (wish: Wish) => void }).mark(given), wish),
    unmark: (id: string) => page.evaluate((gone) => highlighter.unmark(gone), id),
    leaveOut: (rules: string[]) => page.evaluate((given) => highlighter.leaveOut(given), rules),
    restore: () => page.evaluate(() => highlighter.restore()),
    painted: () => painted(page),
  };
}

/** In the page: the highlighter of this test. */
declare const highlighter: ReturnType<Window['harness']['highlighter']>;

async function painted(page: Page) {
  return page.evaluate(() =>
    Object.fromEntries(
      (['notice', 'caution', 'danger'] as const)
        .map((level) => [level, window.harness.marked(level).sort()] as const)
        .filter(([, words]) => words.length > 0),
    ),
  );
}

const SAID = '<p id=p>先垫付再返利有手机就能做加薇</p>';

describe('two marks on one word', () => {
  test('the worse one is painted, the milder one where it stands alone', async () => {
    const marks = await marksOf(SAID);
    await marks.mark(['a', 'caution', 'r1', [0, 6]]);
    await marks.mark(['b', 'danger', 'r2', [3, 12]]);
    expect(await marks.painted()).toEqual({ caution: ['先垫付'], danger: ['再返利有手机就能做'] });
  });

  test('in whatever order they come', async () => {
    const marks = await marksOf(SAID);
    await marks.mark(['b', 'danger', 'r2', [3, 6]]);
    await marks.mark(['a', 'notice', 'r1', [0, 12]]);
    expect(await marks.painted()).toEqual({ danger: ['再返利'], notice: ['先垫付', '有手机就能做'] });
  });

  test('a mark wholly under another is not painted, and comes back when that one goes', async () => {
    const marks = await marksOf(SAID);
    await marks.mark(['a', 'caution', 'r1', [6, 12]]);
    await marks.mark(['b', 'danger', 'r2', [0, 14]]);
    expect(await marks.painted()).toEqual({ danger: ['先垫付再返利有手机就能做加薇'] });
    await marks.unmark('b');
    expect(await marks.painted()).toEqual({ caution: ['有手机就能做'] });
  });

  test('also over several elements', async () => {
    const marks = await marksOf('<p id=p>先垫付<b>再返利</b>有手机<i>就能做</i></p>');
    await marks.mark(['a', 'caution', 'r1', [0, 12]]);
    await marks.mark(['b', 'danger', 'r2', [4, 8]]);
    expect(await marks.painted()).toEqual({ caution: ['先垫付再', '机就能做'], danger: ['返利有手'] });
  });

  test('three levels, each where nothing worse stands', async () => {
    const marks = await marksOf(SAID);
    await marks.mark(['n', 'notice', 'r1', [0, 14]]);
    await marks.mark(['c', 'caution', 'r2', [3, 12]]);
    await marks.mark(['d', 'danger', 'r3', [6, 9]]);
    expect(await marks.painted()).toEqual({
      notice: ['先垫付', '加薇'],
      caution: ['再返利', '就能做'],
      danger: ['有手机'],
    });
  });

  test('what the page wiped comes back the same', async () => {
    const marks = await marksOf(SAID);
    await marks.mark(['a', 'caution', 'r1', [0, 6]]);
    await marks.mark(['b', 'danger', 'r2', [3, 12]]);
    const before = await marks.painted();
    await marks.page.evaluate(() => {
      for (const highlight of CSS.highlights.values()) highlight.clear();
    });
    await marks.restore();
    expect(await marks.painted()).toEqual(before);
  });
});

describe('rules that were called wrong', () => {
  test('their words lose the mark, and get it back when the list is empty again', async () => {
    const marks = await marksOf(SAID);
    await marks.mark(['a', 'caution', 'r1', [0, 6]]);
    await marks.mark(['b', 'danger', 'r2', [3, 12]]);
    await marks.leaveOut(['r2']);
    expect(await marks.painted()).toEqual({ caution: ['先垫付再返利'] });
    await marks.leaveOut([]);
    expect(await marks.painted()).toEqual({ caution: ['先垫付'], danger: ['再返利有手机就能做'] });
  });

  test('mentions in the same sentence go with them, whenever they are found; what is worse, and elsewhere, stays', async () => {
    const marks = await marksOf('<div id=p><p>先垫付再返利有手机就能做加薇</p><p>日结的活</p></div>');
    await marks.mark(['a', 'danger', 'r1', [0, 6]]);
    await marks.mark(['n', 'notice', 'r2', [6, 9]]);
    await marks.mark(['m', 'notice', 'r2', [12, 14], [14, 16]]);
    await marks.mark(['c', 'caution', 'r3', [9, 12]]);
    await marks.leaveOut(['r1']);
    expect(await marks.painted()).toEqual({ notice: ['日结'], caution: ['就能做'] });
    // Found anew, it silences them again; gone, it does so no more.
    await marks.unmark('a');
    expect((await marks.painted())['notice']).toEqual(['加薇', '日结', '有手机']);
    await marks.mark(['a', 'danger', 'r1', [0, 6]]);
    expect((await marks.painted())['notice']).toEqual(['日结']);
    await marks.leaveOut([]);
    expect(await marks.painted()).toEqual({
      notice: ['加薇', '日结', '有手机'],
      caution: ['就能做'],
      danger: ['先垫付再返利'],
    });
  });

  test('what is found later by them stays unmarked', async () => {
    const marks = await marksOf(SAID);
    await marks.leaveOut(['r1']);
    await marks.mark(['a', 'danger', 'r1', [0, 6]]);
    expect(await marks.painted()).toEqual({});
  });

  test('they take no place in the report, and come back to it when the list is empty again', async () => {
    const posts = `<ul>${'<li>春天来了，公园里的花都开了。有手机就能做，加微信abc12345</li>'.repeat(25)}</ul>`;
    const { page, scan } = await browser.open(
      `${posts}<p>${'春天来了，公园里的花都开了。'.repeat(40)}我是平台客服</p>`,
    );
    await scan();
    const said = () =>
      page.evaluate(() => {
        const { level, total, findings } = window.harness.report()!;
        return { level, total, rules: [...new Set(findings.map(({ rule }) => rule))] };
      });
    expect(await said()).toEqual({ level: 'danger', total: 26, rules: ['test-rule', 'other-rule'] });
    await page.evaluate(() => window.harness.scanner().leaveOut(['test-rule']));
    expect(await page.evaluate(() => window.harness.marked('danger'))).toEqual([]);
    expect(await said()).toEqual({ level: 'caution', total: 1, rules: ['other-rule'] });
    await page.evaluate(() => window.harness.scanner().leaveOut([]));
    expect(await said()).toEqual({ level: 'danger', total: 26, rules: ['test-rule', 'other-rule'] });
  });
});
