import type { Frame, Page } from '@playwright/test';
import { PageView } from '../../../scripts/page-view.ts';
import { expect, test, type View } from './fixtures.ts';

/** Notes beside contacts, by the name of their default button; the card is none of them. */
async function notes(view: PageView): Promise<string[]> {
  const surfaces = await view.surfaces();
  return surfaces.flatMap(({ buttons }) => buttons.filter((name) => name.endsWith('看看怎么回事')));
}

async function note(view: PageView, name: string): Promise<void> {
  await expect.poll(() => notes(view), { message: `没有在那里提醒“${name}”` }).toEqual([name]);
}

/** Selects the element's words with the mouse and copies them, as a person does; answers what was copied. */
async function copy(page: Page | Frame, selector: string): Promise<void> {
  await page.locator(selector).dblclick();
  await page.locator(selector).press('ControlOrMeta+c');
}

/** The page with its contacts, after the card was put aside so that only notes are left. */
async function contacts(
  open: (url: string) => Promise<View>,
  url: string,
  level: '高危' | '警惕' = '高危',
): Promise<View> {
  const page = await open(url);
  await page.warning(level);
  await page.view.press('知道了');
  await page.quiet();
  return page;
}

test('复制微信号：在那里说这是哪一步，复制的内容一字不改', async ({ site, open, session }) => {
  await session.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await contacts(open, site.url('hostile', 'contacts.html'));
  await copy(page.page, '#wechat');
  await note(page.view, '先不加，看看怎么回事');
  expect(await page.page.evaluate(() => navigator.clipboard.readText())).toBe('abc12345');
  const [surface] = await page.view.surfaces();
  expect(surface?.role).toBe('alertdialog');
  expect(surface?.name).toMatch(/^高危/);
  // The page speaks of a deposit too; adding somebody is the first step all the same.
  expect(surface?.text).toMatch(/第 1 步，\s*共 5 步/);
  expect(surface?.text).toMatch(/下一步\s*小任务先返几元/);
  expect(surface?.text).toContain('在你电脑上判断，没有上传');
  const contact = (await page.page.locator('#wechat').boundingBox())!;
  const box = (await page.view.surfaceBox())!;
  expect(box.y - (contact.y + contact.height)).toBeLessThan(24);
  expect(Math.abs(box.x - contact.x)).toBeLessThan(24);
});

test('那一句开着时换语言：原地换，级别和联系方式不变', async ({ site, open, session }) => {
  const page = await contacts(open, site.url('hostile', 'contacts.html'));
  await copy(page.page, '#wechat');
  await note(page.view, '先不加，看看怎么回事');
  await session.setLooks({ language: 'en' });
  await expect
    .poll(async () => (await page.view.surfaces()).map(({ name }) => name))
    .toEqual([expect.stringMatching(/^Danger Before you add them/)]);
});

test('知道了：收起；同一个联系方式、同一步，一天里不再说', async ({ site, open }) => {
  const page = await contacts(open, site.url('hostile', 'contacts.html'));
  await copy(page.page, '#wechat');
  await note(page.view, '先不加，看看怎么回事');
  await page.view.press('知道了');
  await page.quiet();
  await copy(page.page, '#wechat');
  await copy(page.page, '#group');
  // The app is another step: when its note has come, those before it would have too.
  await page.page.locator('#apk').click();
  await note(page.view, '先不装，看看怎么回事');
});

test('先不加，看看怎么回事：打开整张提醒', async ({ site, open }) => {
  const page = await contacts(open, site.url('hostile', 'contacts.html'));
  await page.page.locator('#copy').click();
  await note(page.view, '先不加，看看怎么回事');
  await page.view.press('先不加，看看怎么回事');
  const card = await page.warning('高危');
  expect(card.buttons).toContain('这条不对');
});

test('Escape 收起，焦点回到原处；点旁边的二维码照样提醒', async ({ site, open }) => {
  const page = await contacts(open, site.url('hostile', 'contacts.html'));
  await page.page.locator('#copy').focus();
  await page.page.keyboard.press('Enter');
  await note(page.view, '先不加，看看怎么回事');
  await page.page.keyboard.press('Escape');
  await page.quiet();
  expect(await page.page.evaluate(() => document.activeElement?.id)).toBe('copy');
});

test('二维码和站外链接：提醒，链接照常打开', async ({ site, open }) => {
  const page = await contacts(open, site.url('hostile', 'contacts.html'));
  await page.page.locator('#qr').click({ button: 'right' });
  await note(page.view, '先不扫，看看怎么回事');
  const opened = page.page.waitForRequest((request) => request.url().startsWith('https://t.me/'));
  await page.page.locator('#telegram').click();
  expect((await opened).isNavigationRequest()).toBe(true);
});

test('安装包：先拦一次，仍要打开就打开', async ({ site, open }) => {
  const page = await contacts(open, site.url('hostile', 'contacts.html'));
  const pressed = () => page.page.evaluate(() => sessionStorage.getItem('pressed') ?? 'no');
  await page.page.locator('#apk').click();
  await note(page.view, '先不装，看看怎么回事');
  const [surface] = await page.view.surfaces();
  expect(surface?.text).toContain('这个安装链接还没有打开');
  expect(await pressed()).toBe('no');
  const asked = page.page.waitForRequest((request) => request.url().endsWith('/task.apk'));
  await page.view.press('仍要打开');
  await asked;
  // The page goes elsewhere meanwhile.
  await expect.poll(() => pressed().catch(() => null)).toBe('yes');
});

/** Clicks that open a link elsewhere and leave the page where it is. */
const ELSEWHERE: [string, Parameters<ReturnType<Page['locator']>['click']>[0]][] = [
  ['中键', { button: 'middle' }],
  ['按着 Ctrl', { modifiers: ['ControlOrMeta'] }],
  ['按着 Shift', { modifiers: ['Shift'] }],
];

/** The link leads to a page that says what it is: a download closes the tab that was opened for it. */
async function offerPage(page: Page): Promise<void> {
  await page.evaluate(() => document.getElementById('apk')?.setAttribute('href', 'plain.css?file=task.apk'));
}

for (const [name, press] of ELSEWHERE) {
  test(`安装包，${name}点的：先拦一次，仍要打开就另开，这一页还在`, async ({ site, open, session }) => {
    const page = await contacts(open, site.url('hostile', 'contacts.html'));
    await offerPage(page.page);
    const address = page.page.url();
    const pages = session.context.pages().length;
    await page.page.locator('#apk').click(press);
    await note(page.view, '先不装，看看怎么回事');
    expect(session.context.pages()).toHaveLength(pages);
    const opened = session.context.waitForEvent('page');
    await page.view.press('仍要打开');
    await (await opened).waitForURL(/task\.apk/);
    expect(page.page.url()).toBe(address);
  });
}

test('今天不提醒的网站，中键点的安装包：马上放行，也是另开', async ({ site, open, session }) => {
  const page = await open(site.url('hostile', 'contacts.html'));
  await page.warning('高危');
  await page.view.press('今天这个网站别再提醒');
  await page.quiet();
  await offerPage(page.page);
  const address = page.page.url();
  const opened = session.context.waitForEvent('page');
  await page.page.locator('#apk').click({ button: 'middle' });
  await (await opened).waitForURL(/task\.apk/);
  expect(page.page.url()).toBe(address);
});

test.describe('更新之后', () => {
  // A browser of its own: what is left of the old version is not what the others start from.
  test.use({ options: { colorScheme: 'light' } });

  test('安装包只由新的一份拦，旧的不放行', async ({ site, open, session }) => {
    const page = await contacts(open, site.url('hostile', 'contacts.html'));
    await session.update();
    await page.page.bringToFront();
    // The new one is there when it answers.
    await expect
      .poll(async () => {
        await copy(page.page, '#wechat');
        return notes(page.view);
      })
      .toEqual(['先不加，看看怎么回事']);
    await page.view.press('知道了');
    await page.quiet();
    await page.page.locator('#apk').click();
    await note(page.view, '先不装，看看怎么回事');
    expect(await page.page.evaluate(() => sessionStorage.getItem('pressed'))).toBeNull();
  });

  test('页面一动不动，没有什么叫醒旧的：它也不放行', async ({ site, open, session }) => {
    const page = await contacts(open, site.url('hostile', 'contacts.html'));
    // The first sign that somebody is there has its scanner look for shadow roots.
    await page.page.locator('#wechat').hover();
    await session.update();
    await page.page.bringToFront();
    await page.decided();
    await page.page.locator('#apk').click();
    await note(page.view, '先不装，看看怎么回事');
    expect(await page.page.evaluate(() => sessionStorage.getItem('pressed'))).toBeNull();
  });
});

test('别人的联系方式、官方商店、平常的链接、自己写的草稿都不说', async ({ site, open }) => {
  const page = await contacts(open, site.url('hostile', 'contacts.html'));
  await copy(page.page, '#far');
  await page.page.locator('#draft').selectText();
  await page.page.keyboard.press('ControlOrMeta+c');
  await page.page.locator('#honest').click();
  await page.page.evaluate(() =>
    document.getElementById('store')?.addEventListener('click', (event) => event.preventDefault()),
  );
  await page.page.locator('#store').click();
  await page.page.evaluate(() => {
    document.getElementById('copy')?.click();
    document.getElementById('wechat')?.dispatchEvent(new ClipboardEvent('copy', { bubbles: true }));
  });
  // Asked of the background in this order, so that the answer to the last is after those to the others.
  await page.page.locator('#copy').click();
  await note(page.view, '先不加，看看怎么回事');
});

test('今天这个网站别再提醒：联系方式旁边也不说', async ({ site, open, session }) => {
  const page = await open(site.url('hostile', 'contacts.html'));
  await page.warning('高危');
  await page.view.press('今天这个网站别再提醒');
  await page.quiet();
  await page.page.locator('#apk').click();
  // Held and given back at once.
  await expect.poll(() => page.page.evaluate(() => sessionStorage.getItem('pressed')).catch(() => null)).toBe('yes');
  await session.verdict(page.page);
  expect(await page.view.surfaces()).toEqual([]);
});

test('平常的网页里不放守门脚本：复制什么都不说', async ({ site, open, session }) => {
  const body =
    '<!doctype html><html lang="zh-CN"><title>店</title><p>订蛋糕加微信 <b id="w">cake_shop88</b></p></html>';
  const page = await open(site.place('cake', { body }));
  await page.settled();
  await copy(page.page, '#w');
  await session.verdict(page.page);
  expect(await page.view.surfaces()).toEqual([]);
});

for (const kind of ['open', 'closed'] as const) {
  test(`影子树里的联系方式：${kind}`, async ({ site, open }) => {
    const body = `<!doctype html><html lang="zh-CN"><title>影子</title><div id="host"></div><script>
      const root = document.getElementById('host').attachShadow({ mode: '${kind}' });
      root.innerHTML = '<p>大学生、宝妈首选，有手机就能做，一单一结</p><p><button>复制微信号</button></p>';
    </script></html>`;
    const page = await contacts(open, site.place(`shadow-${kind}`, { body }), '警惕');
    const host = (await page.page.locator('#host').boundingBox())!;
    await page.page.mouse.click(host.x + 40, host.y + host.height - 8);
    await note(page.view, '先不加，看看怎么回事');
    const [surface] = await page.view.surfaces();
    expect(surface?.role).toBe('status');
    expect(surface?.name).toMatch(/^警惕/);
  });
}

test('同源框架里的联系方式：在那个框架里提醒', async ({ site, open }) => {
  const inner = `<!doctype html><meta charset=utf-8><p>大学生、宝妈首选，有手机就能做，一单一结</p><button id=b>加微信领任务</button>`;
  const body = `<!doctype html><html lang="zh-CN"><title>框架</title><iframe width=600 height=500 srcdoc='${inner}'></iframe></html>`;
  const page = await contacts(open, site.place('frame-same', { body }));
  await page.page.frameLocator('iframe').locator('#b').click();
  await note(page.view, '先不加，看看怎么回事');
});

test('别的网站的框架里：那个框架里提醒，看看怎么回事开在顶层', async ({ site, open }) => {
  const address = site.url('task').replace('/task/', '/hostile/contacts.html');
  const body = `<!doctype html><html lang="zh-CN"><title>框架</title><iframe width=700 height=640 src="${address}"></iframe></html>`;
  const page = await contacts(open, site.place('frame-other', { body }));
  const frame = page.page.frame({ url: address })!;
  await frame.locator('#copy').click();
  const inside = new PageView(page.page, frame);
  await note(inside, '先不加，看看怎么回事');
  await inside.press('先不加，看看怎么回事');
  await page.warning('高危');
});

test('框架小得放不下：顶层的提醒来说', async ({ site, open }) => {
  const inner = `<!doctype html><meta charset=utf-8><p>大学生、宝妈首选，有手机就能做，一单一结</p><button id=b>加微信</button>`;
  const body = `<!doctype html><html lang="zh-CN"><title>小框架</title><iframe width=220 height=120 srcdoc='${inner}'></iframe></html>`;
  const page = await contacts(open, site.place('frame-small', { body }), '警惕');
  await page.page.frameLocator('iframe').locator('#b').click();
  const card = await page.warning('警惕');
  // Asked for, it stands unfolded.
  expect(card.text).toContain('96110');
});

test('靠窗口底边：提醒翻到上面，整张在窗口里', async ({ site, open }) => {
  const page = await contacts(open, site.url('hostile', 'contacts.html'));
  await page.page.setViewportSize({ width: 420, height: 520 });
  await page.page.locator('#qr').scrollIntoViewIfNeeded();
  await page.page.evaluate(() => document.getElementById('qr')?.scrollIntoView({ block: 'end' }));
  await page.page.locator('#qr').click();
  await note(page.view, '先不扫，看看怎么回事');
  const box = (await page.view.surfaceBox())!;
  expect(box.y).toBeGreaterThanOrEqual(0);
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.y + box.height).toBeLessThanOrEqual(520);
  expect(box.x + box.width).toBeLessThanOrEqual(420);
});
