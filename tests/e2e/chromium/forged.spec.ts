import type { Page } from '@playwright/test';
import { document } from '../shared.ts';
import { addCanary, expect, LURE, test, type View } from './fixtures.ts';

/** What a page puts in the place of what we read: members of its forms, names in our world, the framework's own events. */

const WALK = '昨天下午我们一起去公园散步，回来的路上买了两斤苹果和一把青菜。';

/** Hidden fields called after all that a form has; the form's own members are then out of the page's reach too. */
const forgeForms = () => {
  const names = new Set<string>();
  for (let at: object | null = HTMLFormElement.prototype; at !== null; at = Object.getPrototypeOf(at)) {
    for (const name of Object.getOwnPropertyNames(at)) names.add(name);
  }
  for (const form of globalThis.document.querySelectorAll('form')) {
    const append = Node.prototype.appendChild.bind(form);
    for (const name of names) {
      append(Object.assign(globalThis.document.createElement('input'), { type: 'hidden', name }));
    }
  }
};

const forged = (page: Page) => page.addInitScript(`addEventListener('DOMContentLoaded', ${forgeForms})`);

for (const [name, body] of [
  ['前面', `<form></form><p>${WALK}</p><p>${LURE}</p>`],
  ['外面', `<form><p>${WALK}</p><div><p>${LURE}</p></div></form>`],
] as const) {
  test(`表单的字段冒充表单自己的成员，照样读、照样提醒：表单在话的${name}`, async ({ site, open }) => {
    const page = await open(site.place(`forged-${name}`, { body: document('报名', body) }), forged);
    await page.warning('高危');
    expect((await page.words()).join()).toContain('有手机就能做');
  });
}

test('付款表单的字段冒充表单自己的成员，照样先拦', async ({ site, open, session }) => {
  const met = { category: 'brushing', host: 'task.example.com', time: Date.now() - 3_600_000 };
  await session.keep({
    journal: [
      { ...met, stage: 'lure', rule: 'phone-only-job' },
      { ...met, stage: 'stake', rule: 'prepay-order' },
    ],
  });
  const form =
    '<form method="post" action="/hostile/paid.html"><label>银行卡号 <input name="card" value="6222"></label>';
  const page = await open(
    site.place('forged-pay', { body: document('付款', `<p>${WALK}</p>${form}<button>确认付款</button></form>`) }),
    forged,
  );
  await page.settled();
  const paid: string[] = [];
  page.page.on('request', (request) => paid.push(new URL(request.url()).pathname));
  // By its place: Playwright itself reads the button's form.
  const place = await page.page.evaluate(() => {
    const { x, y } = globalThis.document.querySelector('button')!.getBoundingClientRect();
    return { x: x + 10, y: y + 10 };
  });
  await page.page.mouse.click(place.x, place.y);
  await gate(page);
  expect(paid).not.toContain('/hostile/paid.html');
});

async function gate(view: View): Promise<void> {
  const roles = async () => (await view.view.surfaces()).map((surface) => surface.role);
  await expect.poll(roles, { message: '付钱之前没有拦一下' }).toContain('dialog');
}

for (const [name, names] of [
  ['元素', '<form id="browser"><input name="runtime" id="runtime"></form>'],
  ['别处来的框架', '<iframe name="browser" src="data:text/html,x"></iframe>'],
  [
    '和我们的脚本同名',
    '<i id="caliangyanWarning"></i><i id="caliangyanMoney"></i><i id="caliangyanGuard"></i><i id="caliangyanScan"></i>',
  ],
] as const) {
  test(`网页给东西起的名字冒充不了扩展的：${name}`, async ({ site, open }) => {
    const body = document('招人', `${names}<p>${WALK}</p><p>${LURE}</p>`);
    const page = await open(site.place(`names-${name}`, { body }));
    await page.warning('高危');
  });
}

test('网页冒充框架的事件，说有了新的脚本：扫描照常', async ({ site, open, session }) => {
  const page = await open(site.place('started', { body: document('招人', `<p>${WALK}</p>`) }));
  await page.settled();
  await page.page.evaluate((id) => {
    const detail = { contentScriptName: 'scan', messageId: 'x' };
    for (const data of [{ detail }, { detail: { ...detail, messageId: '' } }]) {
      globalThis.document.dispatchEvent(new CustomEvent(`${id}:scan:wxt:content-script-started`, data));
    }
  }, session.extensionId);
  await addCanary(page);
});
