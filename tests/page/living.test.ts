import type { Page } from '@playwright/test';
import { describe, expect, test } from 'vitest';
import { useBrowser } from './browser.ts';

const browser = useBrowser();

const LURE = '有手机就能做';
const NEWS = '春天来了，公园里的花都开了，许多人带着孩子出来散步。';

const level = (page: Page) => page.evaluate(() => window.harness.report()!.level);
const until = (page: Page, total: number) =>
  page.waitForFunction((wanted) => window.harness.report()?.total === wanted, total);
const work = (page: Page) => page.evaluate(() => ({ ...window.harness.scanner().work }));

describe('changes', () => {
  test('words that are added are found, and only they are read', async () => {
    const { page, scan } = await browser.open(`<main id=m>${`<p>${NEWS}</p>`.repeat(400)}</main><ul id=u></ul>`);
    await scan();
    const before = await work(page);
    await page.evaluate((lure) => {
      document.getElementById('u')!.innerHTML = `<li>${lure}</li>`;
    }, LURE);
    await until(page, 1);
    const after = await work(page);
    // The list item, and what stands round it.
    expect(after.chars - before.chars).toBeLessThan(1500);
  });

  test('a text that changes loses its mark, and is judged anew', async () => {
    const { page, scan } = await browser.open(`<p id=p>${LURE}</p>`);
    await scan();
    expect(await page.evaluate(() => window.harness.marked('caution'))).toEqual([LURE]);
    await page.evaluate(() => {
      (document.getElementById('p')!.firstChild as Text).data = '有电脑才能做';
    });
    await until(page, 0);
    expect(await page.evaluate(() => window.harness.marked('caution'))).toEqual([]);
    expect(await level(page)).toBe('none');
  });

  test('words put before it move the mark, which keeps its id', async () => {
    const { page, scan } = await browser.open(`<p id=p>${LURE}</p>`);
    await scan();
    const id = await page.evaluate(() => window.harness.report()!.findings[0]!.id);
    await page.evaluate(() => {
      (document.getElementById('p')!.firstChild as Text).insertData(0, '各位同学：');
    });
    await page.waitForFunction(() => {
      const [range] = CSS.highlights.get('caliangyan-caution') as unknown as Iterable<Range>;
      return range?.startOffset === 5;
    });
    expect(await page.evaluate(() => window.harness.marked('caution'))).toEqual([LURE]);
    expect(await page.evaluate(() => window.harness.report()!.findings[0]!.id)).toBe(id);
  });

  test('nodes that go take their findings along', async () => {
    const { page, scan } = await browser.open(`<div id=d><p>${LURE}</p></div><p>有手机就可以操作</p>`);
    await scan();
    expect(await page.evaluate(() => window.harness.report()!.total)).toBe(2);
    await page.evaluate(() => document.getElementById('d')!.remove());
    await until(page, 1);
    expect(await page.evaluate(() => window.harness.marked('caution'))).toEqual(['有手机就可以操作']);
  });

  test('a bubble that completes a script raises what was there', async () => {
    const { page, scan } = await browser.open(`<div id=chat><div>${LURE}</div></div>`);
    await scan();
    expect(await level(page)).toBe('caution');
    await page.evaluate(() =>
      document.getElementById('chat')!.insertAdjacentHTML('beforeend', '<div>加微信abc12345</div>'),
    );
    await page.waitForFunction(() => window.harness.report()!.level === 'danger');
    expect(await page.evaluate(() => window.harness.report()!.total)).toBe(1);
  });

  test('a notice that appears beside it lowers it', async () => {
    const { page, scan } = await browser.open(`<p id=n>你好</p><p>${LURE}</p>`);
    await scan();
    await page.evaluate(() => {
      document.getElementById('n')!.textContent = '警方提醒：不要相信下面的话';
    });
    await page.waitForFunction(() => window.harness.report()!.level === 'notice');
    // And what is only told is no step of a script, for nobody's journal.
    expect(await page.evaluate(() => window.harness.report()!.findings.flatMap(({ stages }) => stages))).toEqual([]);
    expect(await page.evaluate(() => window.harness.report()!.total)).toBe(1);
  });

  test('a new page in the same document', async () => {
    const { page, scan } = await browser.open(`<main><p>${LURE}</p></main>`);
    await scan();
    await page.evaluate((news) => {
      history.pushState(null, '', '#2');
      document.body.innerHTML = `<main><p>${news}</p></main>`;
    }, NEWS);
    await until(page, 0);
    await page.evaluate((lure) => document.body.append(lure), LURE);
    await until(page, 1);
  });
});

describe('a page that draws itself anew whenever we pause', () => {
  const redrawn = async (html: string) => {
    const { page } = await browser.open(html);
    await page.evaluate(() => window.harness.scan({ stepClock: true, redraws: 'main' }));
    return page;
  };
  const batches = (page: Page, more: number) =>
    page.evaluate(async (count) => {
      const { work } = window.harness.scanner();
      const main = document.querySelector('main')!;
      for (const end = work.batches + count; work.batches < end; ) {
        const { batches } = work;
        main.replaceChildren(...[...main.childNodes].map((child) => child.cloneNode(true)));
        while (work.batches === batches) await new Promise((done) => requestAnimationFrame(done));
      }
    }, more);

  test.each([
    ['a line', ''],
    ['a long text', `<p>${NEWS.repeat(8)}</p>`.repeat(200)],
  ])(
    'its lure is told of without a break, as the same, and never is the page said to be clean: %s',
    async (_name, rest) => {
      const page = await redrawn(`<main>${rest}<p>${LURE}</p></main>`);
      await until(page, 1);
      await batches(page, 8);
      const told = await page.evaluate(() => window.harness.reports());
      const from = told.findIndex(({ level }) => level !== 'none');
      expect(told.slice(from).map(({ level }) => level)).not.toContain('none');
      const names = told
        .slice(from)
        .flatMap(({ findings }) => findings.map(({ id, paragraph }) => `${id} ${paragraph}`));
      expect(new Set(names).size).toBe(1);
      expect(told.filter(({ level, settled }) => level === 'none' && settled)).toEqual([]);
      expect(await page.evaluate(() => window.harness.report()!.settled)).toBe(true);
    },
  );

  test('what is not drawn again goes, though the rest never rests', async () => {
    const page = await redrawn(`<main><p>${NEWS}</p><p id=p>${LURE}</p></main>`);
    await until(page, 1);
    await page.evaluate(() => document.getElementById('p')!.remove());
    await until(page, 0);
    expect(await level(page)).toBe('none');
  });
});

describe('floods and feeds', () => {
  test('a flood of changes is worked off in batches, and what matters is found', async () => {
    const { page, scan } = await browser.open('<p id=clock>0</p><div id=feed></div>');
    await scan();
    const start = await work(page);
    await page.evaluate(
      (lure) =>
        new Promise<void>((done) => {
          let tick = 0;
          const timer = setInterval(() => {
            tick++;
            document.getElementById('clock')!.textContent = `现在是第${tick}秒`;
            if (tick === 300) document.getElementById('feed')!.textContent = lure;
            if (tick < 600) return;
            clearInterval(timer);
            done();
          }, 5);
        }),
      LURE,
    );
    await until(page, 1);
    const end = await work(page);
    expect(end.records - start.records).toBeGreaterThanOrEqual(601);
    // 600 changes of one text are a few batches, each as large as the text and what stands round it.
    expect(end.batches - start.batches).toBeLessThan(60);
    expect(end.chars - start.chars).toBeLessThan(60 * 1000);
  });

  test('an endless feed: what is read grows with what is added, what is held does not', async () => {
    // Never painted: laying out 100,000 posts is most of the time, and none of what is counted here.
    const { page, scan } = await browser.open('<div id=feed style="content-visibility: hidden"></div>');
    await scan();
    const grow = (posts: number) =>
      page.evaluate(
        async ([count, news]) => {
          const feed = document.getElementById('feed')!;
          const before = window.harness.scanner().work.chars;
          for (let i = 0; i < count; i += 1000) {
            const batch = document.createDocumentFragment();
            for (let k = 0; k < 1000; k++) {
              const post = document.createElement('article');
              post.append(document.createElement('b'), document.createElement('p'));
              post.firstElementChild!.textContent = `用户${i + k}`;
              post.lastElementChild!.textContent = news;
              batch.append(post);
            }
            feed.append(batch);
            await new Promise((done) => requestAnimationFrame(done));
          }
          const last = document.createElement('i');
          last.textContent = `到第${count}条`;
          feed.append(last);
          return before;
        },
        [posts, NEWS] as const,
      );
    const read = async (posts: number) => {
      const before = await grow(posts);
      await page.waitForFunction(([from, wanted]) => window.harness.scanner().work.chars - from > wanted, [
        before,
        posts * NEWS.length,
      ] as const);
      await page.waitForFunction(() => window.harness.scanner().work.held === 0);
      const after = await work(page);
      return { chars: after.chars - before, held: after.held };
    };
    const first = await read(10_000);
    const second = await read(90_000);
    expect(second.held).toBe(0);
    expect(first.held).toBe(0);
    const posts = NEWS.length + 6;
    // A batch that outgrew its memory is read as its container, never more than twice over.
    expect(first.chars).toBeLessThan(3 * 10_000 * posts);
  }, 120_000);

  test('changes are remembered as their parents when there are very many', async () => {
    const { page, scan } = await browser.open('<div id=feed></div>');
    await scan();
    const held = await page.evaluate(async () => {
      const feed = document.getElementById('feed')!;
      let most = 0;
      for (let i = 0; i < 5000; i++) {
        feed.append(document.createElement('p'));
        if (i % 100 === 0) {
          await Promise.resolve();
          most = Math.max(most, window.harness.scanner().work.held);
        }
      }
      return most;
    });
    expect(held).toBeLessThanOrEqual(512 + 100);
  });

  test('a page full of lures: findings are bounded, the count is not', async () => {
    const { page, scan } = await browser.open(`<ul>${`<li>${NEWS}${NEWS}${LURE}</li>`.repeat(900)}</ul>`);
    await scan();
    const report = await page.evaluate(() => window.harness.report()!);
    expect(report.total).toBe(900);
    expect(report.findings).toHaveLength(20);
    expect((await work(page)).held).toBeLessThanOrEqual(500);
  });

  test('a page full of lures: for one more, what is kept is not sorted anew', async () => {
    const { page, scan } = await browser.open(`<ul>${`<li>${NEWS}${NEWS}${LURE}</li>`.repeat(900)}</ul>`);
    await page.evaluate(() => {
      const { sort } = Array.prototype;
      Object.assign(window, { sorted: 0 });
      Array.prototype.sort = function (...given) {
        (window as unknown as { sorted: number }).sorted += this.length;
        return sort.apply(this, given);
      };
    });
    await scan();
    // For reports and the matcher; four hundred that find no room would sort five hundred each.
    expect(await page.evaluate(() => (window as unknown as { sorted: number }).sorted)).toBeLessThan(100_000);
  });

  test('the count of a page full of lures is the same when all of it is read anew, and goes with them', async () => {
    const { page, scan } = await browser.open(
      `<ul>${`<li>${NEWS}${NEWS}${LURE}</li>`.repeat(600)}</ul>${`<p hidden>${NEWS.repeat(9)}${LURE}</p>`.repeat(300)}<i id=i></i>`,
    );
    await scan();
    const total = () => page.evaluate(() => window.harness.report()!.total);
    expect(await total()).toBe(600);
    const { chars } = await work(page);
    // There are too many hidden places to remember: when style changes, all of the page is read.
    await page.evaluate(() => document.getElementById('i')!.classList.add('x'));
    await page.waitForFunction((before) => window.harness.scanner().work.chars >= 2 * before, chars);
    await page.evaluate(() => document.querySelector('ul')!.remove());
    await until(page, 0);
  });
});

test('what several rules say of one paragraph is one place, also when it is read again; mentions are counted apart', async () => {
  const apart = `<p>${NEWS.repeat(8)}</p>`.repeat(4);
  const { page, scan } = await browser.open(
    `<p id=first>${LURE}。我是平台客服，<b>佣金日结，</b>要先垫付。</p>${apart}<p>警方提醒：</p><p>${LURE}都是骗局</p>${apart}<p id=p></p>`,
  );
  await scan();
  const counted = () =>
    page.evaluate(() => {
      const { total, mentions, findings } = window.harness.report()!;
      return { total, mentions, findings: findings.length };
    });
  expect(await counted()).toEqual({ total: 2, mentions: 1, findings: 4 });
  await page.evaluate((words) => {
    document.getElementById('p')!.textContent = words;
  }, `无视征信，${LURE}`);
  await until(page, 3);
  expect(await counted()).toEqual({ total: 3, mentions: 1, findings: 6 });
  await page.evaluate(() => document.getElementById('first')!.prepend('我是京东客服。'));
  await page.waitForFunction(() => window.harness.report()!.findings.length === 7);
  expect(await counted()).toEqual({ total: 3, mentions: 1, findings: 7 });
});

test('a paragraph longer than what is seen at once is more than one place, and no sentence is two', async () => {
  // The second sentence begins before the border of two pieces and goes on beyond it.
  const before = `${NEWS.repeat(40).slice(0, 594)}。`;
  const said = `${before}${LURE}，我是平台客服，<b>无视征信</b>。${NEWS.repeat(40)}${LURE}，<b>我是平台客服</b>。`;
  const { page, scan } = await browser.open(`<p>${said}</p>`);
  await scan();
  const { total, findings } = await page.evaluate(() => window.harness.report()!);
  const numbers = findings.map(({ id, paragraph }) => ({ id: Number(id.slice(1)), paragraph }));
  expect(numbers.sort((a, b) => a.id - b.id).map(({ paragraph }) => paragraph)).toEqual([0, 0, 0, 1, 1]);
  expect(total).toBe(2);
});

test('a report that cannot list all has something of each paragraph', async () => {
  const { page, scan } = await browser.open(`<p>${LURE}。我是平台客服，无视征信，佣金日结，要先垫付。</p>`.repeat(12));
  await scan();
  const paragraphs = await page.evaluate(() => window.harness.report()!.findings.map(({ paragraph }) => paragraph));
  expect([paragraphs.length, new Set(paragraphs).size]).toEqual([20, 12]);
});

test('a report that cannot list all has something of each script', async () => {
  const { page, scan } = await browser.open(`${`<p>${LURE}，加微信abc12345</p>`.repeat(40)}<p>无视征信，当天下款</p>`);
  await scan();
  const { total, categories } = await page.evaluate(() => {
    const { total, findings } = window.harness.report()!;
    return { total, categories: findings.map(({ category }) => category) };
  });
  expect(total).toBeGreaterThan(categories.length);
  expect(categories).toHaveLength(20);
  expect(categories).toContain('loan');
});

describe('costs', () => {
  test('a clean page: no style, no boxes, no walk', async () => {
    const { page, scan } = await browser.open(
      `${`<p>${NEWS}<a href=#>更多</a></p>`.repeat(500)}<div hidden>${NEWS}</div>`,
    );
    await scan();
    const { counters, done } = await page.evaluate(() => ({
      counters: window.harness.counters,
      done: { ...window.harness.scanner().work },
    }));
    expect(counters.layoutReads).toBe(0);
    expect(done.passages).toBe(0);
    expect(done.styleReads).toBe(0);
  });

  test('a page without Chinese is not even given to the matcher', async () => {
    const { page, scan } = await browser.open(`<p>${'The quick brown fox. '.repeat(2000)}</p>`);
    await scan({ keepTexts: true });
    expect(await page.evaluate(() => window.harness.counters.texts)).toEqual([]);
  });

  test('one lure on a large page: style is read round it only', async () => {
    const filler = `<div><p>${NEWS}</p></div>`.repeat(1500);
    const { page, scan } = await browser.open(`${filler}<p>${LURE}</p>${filler}`);
    await scan();
    const done = await work(page);
    expect(done.passages).toBe(1);
    expect(done.styleReads).toBeLessThan(120);
  });

  test('ten megabytes are read in many slices', async () => {
    const { page } = await browser.open('<main id=m></main>');
    const pauses = await page.evaluate(
      async ([news, lure]) => {
        const main = document.getElementById('m')!;
        const block = `<section>${`<p>${news}<b>${news}</b></p>`.repeat(100)}</section>`;
        main.innerHTML = block.repeat(Math.ceil(10_000_000 / (news.length * 200)));
        main.insertAdjacentHTML('beforeend', `<p>${lure}</p>`);
        let frames = 0;
        const count = () => {
          frames++;
          requestAnimationFrame(count);
        };
        requestAnimationFrame(count);
        window.harness.scan({ stepClock: true });
        while (window.harness.report()?.settled !== true) await new Promise((done) => requestAnimationFrame(done));
        return { ...window.harness.scanner().work, frames };
      },
      [NEWS, LURE] as const,
    );
    expect(pauses.chars).toBeGreaterThan(9_000_000);
    // A slice has a few steps, a step a few thousand characters.
    expect(pauses.slices).toBeGreaterThan(100);
    expect(pauses.regions).toBeGreaterThan(300);
    expect(await level(page)).toBe('caution');
  }, 120_000);

  test('a long page is told of while it is read: the words at its beginning do not wait for its end', async () => {
    const { page } = await browser.open('<main id=m></main>');
    await page.evaluate(
      ([news, lure]) => {
        document.getElementById('m')!.innerHTML = `<p>${lure}</p>${`<p>${news}</p>`.repeat(80_000)}<p>${lure}</p>`;
        window.harness.scan({ stepClock: true });
      },
      [NEWS, LURE] as const,
    );
    await page.waitForFunction(() => window.harness.report()?.settled === true);
    const told = await page.evaluate(() => window.harness.reports().map(({ settled, total }) => ({ settled, total })));
    expect(told).toEqual([
      { settled: false, total: 1 },
      { settled: true, total: 2 },
    ]);
  }, 120_000);

  test('ten megabytes in one text node', async () => {
    const { page } = await browser.open('<pre id=m></pre>');
    await page.evaluate(
      ([news, lure]) => {
        document.getElementById('m')!.textContent = news.repeat(Math.ceil(10_000_000 / news.length)) + lure;
        window.harness.scan({ stepClock: true });
      },
      [NEWS, LURE] as const,
    );
    await page.waitForFunction(() => window.harness.report()?.settled === true);
    expect(await level(page)).toBe('caution');
    expect((await work(page)).slices).toBeGreaterThan(60);
  }, 120_000);

  test("nothing of the page's document changes, and abort ends everything", async () => {
    const { page, scan } = await browser.open(`<p id=p>${LURE}，加微信abc12345</p>`);
    await scan();
    await page.evaluate(() => window.harness.scanner().reveal(window.harness.report()!.findings[0]!.id));
    expect(await page.evaluate(() => window.harness.marked('flash'))).toEqual([LURE, '加微信abc12345']);
    expect(await page.evaluate(() => window.harness.counters.pageMutations)).toBe(0);
    const reports = await page.evaluate(() => window.harness.reports().length);
    await page.evaluate(() => window.harness.abort());
    expect(await page.evaluate(() => [...CSS.highlights.values()].reduce((sum, each) => sum + each.size, 0))).toBe(0);
    const records = (await work(page)).records;
    await page.evaluate((lure) => {
      document.getElementById('p')!.textContent = `${lure}！`;
      return new Promise((done) => requestIdleCallback(done));
    }, LURE);
    expect((await work(page)).records).toBe(records);
    expect(await page.evaluate(() => window.harness.reports().length)).toBe(reports);
  });

  test('abort in the middle of a long read', async () => {
    const { page } = await browser.open(`<main>${`<p>${NEWS}</p>`.repeat(20_000)}</main>`);
    const done = await page.evaluate(async () => {
      window.harness.scan({ stepClock: true, abortAt: 20 });
      const { work } = window.harness.scanner();
      while (work.slices < 2) await new Promise((next) => requestAnimationFrame(next));
      const { chars } = work;
      await new Promise((next) => requestIdleCallback(next));
      await new Promise((next) => requestIdleCallback(next));
      return { chars, after: work.chars, report: window.harness.report() };
    });
    expect(done.chars).toBeGreaterThan(0);
    expect(done.chars).toBeLessThan(20_000 * NEWS.length);
    expect(done.after).toBe(done.chars);
    expect(done.report).toBeNull();
  });
});

describe('what is hidden', () => {
  const folded = (count: number) =>
    Array.from(
      { length: count },
      () => `<details><summary>楼</summary><p>${NEWS.repeat(12)}${LURE}</p></details>`,
    ).join('');
  const openAt = (page: Page, index: number) =>
    page.evaluate((at) => {
      document.querySelectorAll('details')[at]!.open = true;
    }, index);

  test('is not judged again as long as it has no box, whatever else changes', async () => {
    const { page, scan } = await browser.open(folded(40));
    await scan();
    const before = await work(page);
    await openAt(page, 7);
    await until(page, 1);
    const after = await work(page);
    expect(after.passages - before.passages).toBe(1);
    expect(after.held).toBe(before.held);
  });

  test('shows at last, the first of very many', async () => {
    const { page, scan } = await browser.open(folded(300));
    await scan();
    await openAt(page, 0);
    await until(page, 1);
    await openAt(page, 299);
    await until(page, 2);
  });

  test('shows in part: the second of two that are judged together', async () => {
    const { page, scan } = await browser.open(`<p hidden>${LURE}</p><p hidden>有手机就可以操作</p>`);
    await scan();
    await page.evaluate(() => {
      document.querySelectorAll('p')[1]!.hidden = false;
    });
    await until(page, 1);
  });

  test('shows at once: two in one long text', async () => {
    const { page, scan } = await browser.open(`<p hidden>${LURE}${NEWS.repeat(100)}${LURE}</p>`);
    await scan();
    await page.evaluate(() => {
      document.querySelector('p')!.hidden = false;
    });
    await until(page, 2);
  });
});

describe('words that are warned of, and hidden', () => {
  const hide = (page: Page, how: string) =>
    page.evaluate((code) => new Function('p', code)(document.getElementById('p')), how);

  test.each([
    ['by a class', "p.className = 'off'", "p.className = ''"],
    ['with what is round them', "p.parentElement.className = 'off'", "p.parentElement.className = ''"],
    ['by an attribute', 'p.hidden = true', 'p.hidden = false'],
    ['by visibility', "p.style.visibility = 'hidden'", "p.style.visibility = ''"],
    ['faded out', "p.style.cssText = 'opacity: 0; transition: opacity 50ms'", 'p.style.opacity = 1'],
    ['folded to no height', "p.style.cssText = 'height: 0; overflow: hidden'", "p.style.height = ''"],
    ['in details that close', 'p.closest("details").open = false', 'p.closest("details").open = true'],
    ['moved to where nobody sees them', 'document.getElementById("away").append(p)', 'document.body.append(p)'],
    ['by a box that is unchecked', 'document.getElementById("c").click()', 'document.getElementById("c").click()'],
  ])('%s: they are told of no more, and again when they show', async (_name, away, back) => {
    const { page, scan } =
      await browser.open(`<style>.off { display: none } #c:not(:checked) ~ details { display: none }</style>
      <input type=checkbox id=c checked><details open><summary>问</summary><p id=p>${LURE}</p></details>
      <div id=away style="display:none"></div>`);
    await scan();
    const said = () =>
      page.evaluate(() =>
        window.harness
          .report()!
          .findings.map(({ id, level: how }) => `${id} ${how}`)
          .join(),
      );
    const before = await said();
    await hide(page, away);
    await until(page, 0);
    expect(await level(page)).toBe('none');
    expect(await page.evaluate(() => window.harness.marked('caution'))).toEqual([]);
    await hide(page, back);
    await until(page, 1);
    expect(await said()).toBe(before);
    expect(await page.evaluate(() => window.harness.marked('caution'))).toEqual([LURE]);
  });

  test('in a shadow root, or by what is round a slot', async () => {
    const { page, scan } = await browser.open(`<x-y id=x><template shadowrootmode="open"><p>${LURE}</p></template></x-y>
      <x-z id=z><b>有手机就可以做</b><template shadowrootmode="open"><div><slot></slot></div></template></x-z>`);
    await scan();
    await until(page, 2);
    await page.evaluate(() => {
      document.getElementById('x')!.shadowRoot!.querySelector('p')!.hidden = true;
    });
    await until(page, 1);
    await page.evaluate(() => {
      document.getElementById('z')!.shadowRoot!.querySelector('div')!.hidden = true;
    });
    await until(page, 0);
  });

  test('in part: what is left is judged by itself', async () => {
    const { page, scan } = await browser.open(`<p>${LURE}</p><p id=p>加微信 abc12345</p>`);
    await scan();
    expect(await level(page)).toBe('danger');
    await hide(page, 'p.hidden = true');
    await page.waitForFunction(() => window.harness.report()!.level === 'caution');
    expect(await page.evaluate(() => window.harness.marked('caution'))).toEqual([LURE]);
    await hide(page, 'p.hidden = false');
    await page.waitForFunction(() => window.harness.report()!.level === 'danger');
  });

  test('a slide that has moved on stays told of: it comes round again', async () => {
    const { page, scan } = await browser.open(`<div style="overflow:hidden;width:300px;height:40px">
      <div id=p style="width:600px"><p style="float:left;width:300px">${LURE}</p></div></div><p id=q>有手机就可以做</p>`);
    await scan();
    await until(page, 2);
    await hide(page, 'p.style.transform = "translateX(-400px)"; document.getElementById("q").hidden = true');
    await until(page, 1);
    expect(await page.evaluate(() => window.harness.marked('caution'))).toEqual([LURE]);
  });

  test('cannot be gone to, not even before they were missed', async () => {
    const { page, scan } = await browser.open(`<p id=p>${LURE}</p>`);
    await scan();
    const reached = await page.evaluate(() => {
      const { id } = window.harness.report()!.findings[0]!;
      document.getElementById('p')!.hidden = true;
      return window.harness.scanner().reveal(id);
    });
    expect(reached).toBe(false);
  });

  test('however many they are, what changes at once is looked at once, and nothing when nothing stands any more', async () => {
    const count = 120;
    const { page, scan } = await browser.open(
      `<style>.off { display: none }</style><main id=p>${`<p>${NEWS.repeat(20)}${LURE}</p>`.repeat(count)}</main>`,
    );
    await scan();
    const before = await work(page);
    await page.evaluate(() => {
      for (const each of document.querySelectorAll('p')) each.className = 'read';
    });
    await hide(page, "p.className = 'off'");
    await until(page, 0);
    const after = await work(page);
    // Each paragraph once in each step, with what is round it; no passage is walked for words of which none is left.
    expect(after.styleReads - before.styleReads).toBeLessThan(4 * count);
    expect(after.passages).toBe(before.passages);
  });
});

test.each([
  ['too narrow', 'width:1px;height:1px', 'width:300px;height:100px'],
  ['too low', 'width:300px;height:10px', 'width:300px;height:100px'],
  ['see-through', 'opacity:0', 'opacity:1'],
  ['in something see-through', '" data-round="opacity:0', '" data-round="opacity:1'],
])('a frame that nobody sees says nothing, until somebody can: %s', async (_name, unseen, seen) => {
  const framed = (style: string) => {
    const [own, round = ''] = style.split('" data-round="');
    return { own: `border:0;${own}`, round };
  };
  const { page, scan } = await browser.open(
    `<div id=r style="${framed(unseen).round}"><iframe id=f style="${framed(unseen).own}" srcdoc="<p>${LURE}</p>"></iframe></div>`,
  );
  await page.waitForFunction(() => document.querySelector('iframe')!.contentDocument?.querySelector('p') != null);
  await scan({ frame: '#f' });
  expect(await level(page)).toBe('none');
  await page.evaluate(({ own, round }) => {
    document.getElementById('r')!.style.cssText = round;
    document.getElementById('f')!.style.cssText = own;
  }, framed(seen));
  await until(page, 1);
});

describe('a page that puts things in the way', () => {
  test('opens its document anew in a hidden tab: read when it is shown again', async () => {
    const { page, scan } = await browser.open(`<p>${NEWS}</p>`);
    await scan();
    await page.evaluate(() => {
      Object.assign(window, { away: true });
      Object.defineProperty(document, 'hidden', { get: () => (window as unknown as { away: boolean }).away });
      document.body.append('变化');
    });
    const waits = () =>
      page.evaluate(async () => {
        const { work } = window.harness.scanner();
        for (let i = 0; i < 20; i++) await new Promise((done) => requestAnimationFrame(done));
        return work.held;
      });
    await expect.poll(waits).toBe(1);
    await page.evaluate((lure) => {
      document.open();
      document.write(`<!doctype html><p>${lure}</p>`);
      document.close();
      Object.assign(window, { away: false });
    }, LURE);
    await until(page, 1);
  });

  const FILLER = `<p>${NEWS}</p>`.repeat(1500);

  test('one region that cannot be judged: the rest is, and the page does not count as read', async () => {
    const { page } = await browser.open(`<p>坏。${LURE}</p>${FILLER}<p>${LURE}</p>`);
    await page.evaluate(() => window.harness.scan({ throwsOver: '坏' }));
    await page.waitForFunction(() => window.harness.report()?.total === 1);
    await page.evaluate((lure) => document.body.append(lure), `。${NEWS.repeat(40)}${LURE}`);
    await until(page, 2);
    expect(await page.evaluate(() => window.harness.report()!)).toMatchObject({ settled: false, failed: true });
  });

  test('no matcher to be had: the page does not count as read', async () => {
    const { page } = await browser.open(`<p>${LURE}</p>`);
    await page.evaluate(() => window.harness.scan({ noMatcher: true }));
    await page.waitForFunction(() => window.harness.report() !== null);
    expect(await page.evaluate(() => window.harness.report())).toMatchObject({
      level: 'none',
      settled: false,
      failed: true,
    });
  });

  test('rules that cannot be read: said once, and not asked for again', async () => {
    const { page } = await browser.open(`<p>${LURE}</p>`);
    await page.evaluate(() => window.harness.scan({ brokenRules: true }));
    await page.waitForFunction(() => window.harness.report()?.failed === true);
    for (const batches of [1, 2]) {
      await page.evaluate((lure) => document.body.append(lure), LURE);
      await page.waitForFunction((least) => window.harness.scanner().work.batches >= least, batches);
    }
    expect(await page.evaluate(() => window.harness.counters.loads)).toBe(1);
    expect(await page.evaluate(() => window.harness.reports().length)).toBe(1);
  });
});

describe('revealing', () => {
  test('what stands in one paragraph, also in pieces of it, is one place; another paragraph is another', async () => {
    const pieces = '<span>我是平台</span><i style="display:inline-block"></i><span>客服，您</span>';
    const said = `<p>${pieces}<span>可以无视征信，${LURE}</span></p><p>${LURE}</p>`;
    const { page, scan } = await browser.open(said);
    await scan();
    const paragraphs = await page.evaluate(() => window.harness.report()!.findings.map(({ paragraph }) => paragraph));
    expect(paragraphs.sort()).toEqual([0, 0, 0, 1]);
  });

  test('scrolls to the words; says so when they are gone', async () => {
    const { page, scan } = await browser.open(`<div style="height:6000px"></div><p id=p>${LURE}</p>`);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await scan();
    const id = await page.evaluate(() => window.harness.report()!.findings[0]!.id);
    expect(await page.evaluate((which) => window.harness.scanner().reveal(which), id)).toBe(true);
    await page.waitForFunction(() => {
      const { top, bottom } = document.getElementById('p')!.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
    await page.waitForFunction(() => window.harness.marked('flash').length === 0);
    await page.evaluate(() => document.getElementById('p')!.remove());
    expect(await page.evaluate((which) => window.harness.scanner().reveal(which), id)).toBe(false);
    expect(await page.evaluate(() => window.harness.scanner().reveal('f999'))).toBe(false);
  });

  test('in a low window, as at 400 % zoom, the words come to the lower edge: the strip of the card stands at the upper', async () => {
    const filler = '<div style="height:6000px"></div>';
    const { page, scan } = await browser.open(`${filler}<p id=p>${LURE}</p>${filler}`);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.setViewportSize({ width: 320, height: 215 });
    await scan();
    await page.evaluate(() => window.harness.scanner().reveal(window.harness.report()!.findings[0]!.id));
    await page.waitForFunction(() => {
      const { bottom } = document.getElementById('p')!.getBoundingClientRect();
      return bottom > innerHeight - 10 && bottom <= innerHeight + 1;
    });
  });
});
