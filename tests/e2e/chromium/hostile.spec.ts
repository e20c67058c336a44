import { MAX_RETURNS } from '../../../entrypoints/warning/sight.ts';
import type { PageView } from '../../../scripts/page-view.ts';
import { document as documentOf } from '../shared.ts';
import { addCanary, expect, LURE, markedInside, shareOfColour, test, type View } from './fixtures.ts';

/** Colour that the covering page paints itself with. */
const COVER: [number, number, number] = [0x2a, 0xa8, 0x76];

/** Of what stands before the person, the page covers next to nothing, in the end. */
async function uncovered({ page, view }: View): Promise<void> {
  const covered = async () => {
    const box = await view.surfaceBox();
    return box === null ? 1 : shareOfColour(page, box, COVER);
  };
  await expect.poll(covered, { message: '提醒被网页盖住了' }).toBeLessThan(0.05);
}

test('严格的内容安全策略下照常标出、照常提醒', async ({ site, open }) => {
  const page = await open(site.url('hostile', 'csp.html'));
  const card = await page.warning('高危');
  expect(card.buttons).toContain('知道了');
  expect(await markedInside(page.page, 'main')).not.toEqual([]);
  const box = (await page.view.surfaceBox())!;
  // Unstyled it would be as wide as the page.
  expect(box.width).toBeLessThan(600);
  const paper = await shareOfColour(page.page, box, [255, 255, 255]);
  expect(paper).toBeGreaterThan(0.2);
});

test('样式把一切藏起来，提醒仍在原处', async ({ site, open }) => {
  const plain = await open(site.url('hostile', 'split.html'));
  await plain.warning('高危');
  const wanted = await standingBox(plain.view);
  await plain.view.press('知道了');
  await plain.quiet();
  const page = await open(site.url('jobs').replace('jobs.', 'hide.').replace('/jobs/', '/hostile/hide.html'));
  await page.warning('高危');
  const box = (await page.view.surfaceBox())!;
  expect(box.x).toBe(wanted.x);
  expect(box.width).toBe(wanted.width);
  expect(await shareOfColour(page.page, box, [255, 255, 255])).toBeGreaterThan(0.2);
});

test('脚本删掉提醒：放回五次，然后打开扩展自己的页面，徽标还在', async ({ site, open, session }) => {
  const page = await open(site.url('hostile', 'remove.html'));
  const ownPage = () => session.context.pages().find((each) => each.url().includes('help.html?page=warning'));
  await expect.poll(() => ownPage() !== undefined, { message: '没有打开扩展自己的页面' }).toBe(true);
  expect(await page.page.evaluate(() => (window as unknown as { removals: number }).removals)).toBe(1 + MAX_RETURNS);
  await expect(ownPage()!.getByRole('alertdialog', { name: /^高危/ })).toBeVisible();
  await expect(ownPage()!.locator('.seal')).toBeVisible();
  expect(await page.badge()).toBe('!!');
  // Alone on its page, it says why it is there, in the middle.
  await expect(ownPage()!.getByText('所以在这里打开')).toBeVisible();
  const box = (await ownPage()!.getByRole('alertdialog').boundingBox())!;
  expect(box.x + box.width / 2).toBeCloseTo(ownPage()!.viewportSize()!.width / 2, -1);
});

test('网页在提醒要站起来的那一刻删掉它：开扩展自己的页面，没出现的不算出现过', async ({ site, open, session }) => {
  const script = "<script>addEventListener('beforetoggle', ({ target }) => target.remove(), true)</script>";
  await open(site.place('toggle', { body: documentOf('站不起来', `${script}<p>${LURE}</p>`) }));
  const ownPage = () => session.context.pages().find((each) => each.url().includes('help.html?page=warning'));
  await expect.poll(() => ownPage() !== undefined, { message: '没有打开扩展自己的页面' }).toBe(true);
  await expect(ownPage()!.getByRole('alertdialog', { name: /^高危/ })).toBeVisible();
  expect((await session.kept())['quiet']).toBeUndefined();
});

test('扩展自己的页面上，出口一样算数', async ({ site, open, session }) => {
  const page = await open(site.url('hostile', 'remove.html'));
  const ownPage = () => session.context.pages().find((each) => each.url().includes('help.html?page=warning'));
  await expect.poll(() => ownPage() !== undefined, { message: '没有打开扩展自己的页面' }).toBe(true);
  await ownPage()!.getByRole('button', { name: '今天这个网站别再提醒' }).click();
  await expect.poll(() => ownPage() === undefined, { message: '页面没有关上' }).toBe(true);
  const { muted } = (await session.kept())['quiet'] as { muted: { host: string }[] };
  expect(muted.map(({ host }) => host)).toEqual([new URL(page.page.url()).host]);
  await page.page.reload();
  await page.level('danger');
  await expect.poll(() => page.words()).not.toEqual([]);
  expect(await page.page.evaluate(() => (window as unknown as { removals: number }).removals)).toBe(0);
});

test('网页把整个根元素移走、缩小、调成透明：提醒仍在原处', async ({ site, open }) => {
  const plain = await open(site.url('hostile', 'split.html'));
  await plain.warning('高危');
  const wanted = await standingBox(plain.view);
  await plain.view.press('知道了');
  await plain.quiet();
  const page = await open(site.url('hostile', 'root.html').replace('hostile.', 'root.'));
  await page.warning('高危');
  const { x, width } = await standingBox(page.view);
  expect([x, width]).toEqual([wanted.x, wanted.width]);
  await expect
    .poll(async () => shareOfColour(page.page, (await page.view.surfaceBox())!, [255, 255, 255]))
    .toBeGreaterThan(0.2);
});

test('网页进了全屏再出来：提醒回到最上面', async ({ site, open }) => {
  const page = await open(site.url('hostile', 'cover.html?way=wall'));
  await expect.poll(() => page.view.surfaceBox(), { message: '没有出现提醒' }).not.toBeNull();
  await page.page.evaluate(() => {
    const cover = document.querySelector<HTMLElement>('.cover')!;
    cover.addEventListener('click', () => cover.requestFullscreen(), { once: true });
  });
  await page.page.mouse.click(40, 700);
  await expect.poll(() => page.page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
  expect(await page.badge()).toBe('!!');
  await page.page.evaluate(() => document.exitFullscreen());
  await uncovered(page);
});

test('页面别处弹出的小提示再多，卡片也不当成有人要盖住它', async ({ site, open }) => {
  const page = await open(site.url('hostile', 'split.html'));
  await page.warning('高危');
  const opened = await page.page.evaluate(async () => {
    let toggles = 0;
    for (let i = 0; i < 12; i++) {
      const tip = document.createElement('div');
      tip.popover = 'manual';
      tip.textContent = '小提示';
      tip.style.cssText = 'inset: auto auto 8px 8px; margin: 0; width: 80px; height: 24px';
      document.body.append(tip);
      const toggled = new Promise((resolve) => tip.addEventListener('toggle', resolve, { once: true }));
      tip.showPopover();
      await toggled;
      toggles++;
    }
    return toggles;
  });
  expect(opened).toBe(12);
  expect(await page.warning('高危')).toBeDefined();
  expect(
    page.page
      .context()
      .pages()
      .filter((each) => each.url().includes('warning')),
  ).toEqual([]);
});

for (const way of ['wall', 'dialog', 'popover']) {
  test(`网页盖在上面也盖不住：${way}`, async ({ site, open }) => {
    const page = await open(site.url('hostile', `cover.html?way=${way}`));
    await expect.poll(() => page.view.surfaceBox(), { message: '没有出现提醒' }).not.toBeNull();
    await page.page.evaluate(() => document.dispatchEvent(new Event('cover-again')));
    await expect
      .poll(() => page.page.evaluate(() => (window as unknown as { covers: number }).covers))
      .toBeGreaterThan(0);
    await uncovered(page);
  });
}

/** What a page does once something of ours has come: covers it with what no pointer meets, in secret. */
const coveringPage = (cover: string) => `<p>${LURE}</p><script>
  for (const type of ['toggle', 'beforetoggle']) addEventListener(type, (event) => event.stopImmediatePropagation(), true);
  window.covers = 0;
  const style = 'position:fixed;inset:0;width:100vw;height:100vh;max-width:none;max-height:none;margin:0;border:0;background:#2aa876;';
  const own = new Set();
  const add = (element) => { own.add(element); document.documentElement.append(element); return element; };
  new MutationObserver((records) => {
    if (window.covers > 0 || records.every(({ addedNodes }) => [...addedNodes].every((node) => own.has(node)))) return;
    window.covers++;
    ${cover}
  }).observe(document.documentElement, { childList: true });
</script>`;

for (const [name, cover] of [
  [
    '指针碰不到的',
    "const made = add(document.createElement('div')); made.style.cssText = style + 'pointer-events:none'; made.popover = 'manual'; made.showPopover();",
  ],
  [
    '影子树里的',
    "const root = add(document.createElement('div')).attachShadow({ mode: 'closed' }); root.innerHTML = '<div popover=manual style=\"' + style + 'pointer-events:none\"></div>'; root.firstChild.showPopover();",
  ],
  [
    '留一个洞的',
    "const made = add(document.createElement('div')); made.style.cssText = style + 'clip-path:polygon(0 0, 100% 0, 100% 30px, 80% 30px, 80% 50px, 100% 50px, 100% 100%, 0 100%)'; made.popover = 'manual'; made.showPopover();",
  ],
] as const) {
  test(`网页盖在上面，又不让谁知道：${name}，也盖不住`, async ({ site, open }) => {
    const page = await open(site.place(`cover-${name}`, { body: documentOf('盖', coveringPage(cover)) }));
    await expect.poll(() => page.page.evaluate(() => (window as unknown as { covers: number }).covers)).toBe(1);
    await uncovered(page);
    await page.warning('高危');
  });
}

test('网页开一个不画出来的对话框，让别的都聋：开扩展自己的页面', async ({ site, open, session }) => {
  const cover = "const made = add(document.createElement('dialog')); made.style.display = 'none'; made.showModal();";
  await open(site.place('dialog-none', { body: documentOf('聋', coveringPage(cover)) }));
  const own = () => session.context.pages().filter((each) => each.url().includes('help.html?page=warning')).length;
  await expect.poll(own, { message: '没有打开扩展自己的页面' }).toBe(1);
});

test('影子树里的对话框：提醒站到里面去，按得动', async ({ site, open, session }) => {
  const body = `<p>${LURE}</p><x-ask></x-ask><script>
    const root = document.querySelector('x-ask').attachShadow({ mode: 'open' });
    root.innerHTML = '<dialog>同意条款吗？<button>好</button></dialog>';
    root.firstChild.showModal();
  </script>`;
  const page = await open(site.place('dialog-shadow', { body: documentOf('问', body) }));
  await page.warning('高危');
  await page.view.press('知道了');
  await page.quiet();
  expect(session.context.pages().filter((each) => each.url().includes('help.html'))).toEqual([]);
});

test('网页把提醒搬进别的文档：回来时样子还在', async ({ site, open }) => {
  const body = `<p>${LURE}</p><script>
    new MutationObserver((records) => {
      const [added] = records.flatMap(({ addedNodes }) => [...addedNodes]);
      if (window.moved || added === undefined) return;
      window.moved = true;
      document.implementation.createHTMLDocument().body.append(added);
    }).observe(document.documentElement, { childList: true });
  </script>`;
  const page = await open(site.place('moved-host', { body: documentOf('搬', body) }));
  await page.warning('高危');
  const { x, width } = await standingBox(page.view);
  expect(Math.round(page.page.viewportSize()!.width - x - width)).toBe(STANDING_TOP);
});

test('冒牌提醒骗不了人：真的照样出现，冒牌的没有暗号', async ({ site, open }) => {
  const page = await open(site.url('hostile', 'fake.html'));
  const card = await page.warning('高危');
  const fake = (await page.page.locator('.fake').textContent()) ?? '';
  const seal = card.text.split('\n').find((line) => line.includes('暗号'));
  expect(seal).toBeDefined();
  expect(fake).not.toContain(seal!);
  // The page cannot read it anywhere to put it on: not in its document, not behind our closed root.
  const readable = await page.page.evaluate(() => {
    const all = (root: Document | ShadowRoot): string =>
      [...root.querySelectorAll('*')].map((each) => (each.shadowRoot ? all(each.shadowRoot) : '')).join('') +
      (root.textContent ?? '');
    return all(document) + document.documentElement.outerHTML;
  });
  expect(readable).not.toContain('暗号');
});

test('脚本替人点击：提醒不为所动', async ({ site, open }) => {
  const page = await open(site.url('hostile', 'click.html'));
  await page.warning('高危');
  await page.page.evaluate(() => document.dispatchEvent(new Event('press-everything')));
  expect(await page.page.evaluate(() => (window as unknown as { clicks: number }).clicks)).toBeGreaterThan(5);
  await addCanary(page);
  await page.warning('高危');
});

for (const [name, css] of [
  ['从右到左', 'html { direction: rtl !important; unicode-bidi: bidi-override }'],
  ['缩到一半', 'html { zoom: 0.5 }'],
  ['放大三倍', 'html { zoom: 3 }'],
] as const) {
  test(`网页${name}：提醒照样大小，照样从左往右`, async ({ site, open }) => {
    const page = await open(site.place(name, { body: documentOf(name, `<style>${css}</style><p>${LURE}</p>`) }));
    await page.warning('高危');
    const { width } = page.page.viewportSize()!;
    const box = await standingBox(page.view);
    expect(Math.round(width - box.x - box.width)).toBe(STANDING_TOP);
    const close = await page.view.buttonCentre(/^知道了，/);
    expect(width - close.x).toBeLessThan(60);
  });
}

test('打印出来的是网页，没有提醒，也没有标记', async ({ site, open }) => {
  const page = await open(site.place('print', { body: documentOf('打印', `<p>${LURE}</p>`) }));
  await page.warning('高危');
  const all = { x: 0, y: 0, width: 500, height: 200 };
  const line: [number, number, number] = [0xd9, 0x36, 0x36];
  expect(await shareOfColour(page.page, all, line)).toBeGreaterThan(0);
  await page.page.emulateMedia({ media: 'print' });
  expect(await page.view.surfaceBox()).toBeNull();
  expect(await shareOfColour(page.page, all, line)).toBe(0);
  await page.page.emulateMedia({ media: 'screen' });
  await page.warning('高危');
});

/** Distance of a standing warning from the window's top, in CSS pixels. */
const STANDING_TOP = 16;

/** Where the warning is once it stands: it slides in from above, and may be held at its start for a while. */
async function standingBox(view: PageView): Promise<NonNullable<Awaited<ReturnType<PageView['surfaceBox']>>>> {
  await expect.poll(async () => (await view.surfaceBox())?.y).toBe(STANDING_TOP);
  return (await view.surfaceBox())!;
}
