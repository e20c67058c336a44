import type { Frame, Page } from '@playwright/test';
import type { Stage } from '../../../engine/rule.ts';
import type { ChromiumSession } from '../../../scripts/chromium-session.ts';
import { expect, test, type View } from './fixtures.ts';

type Open = (url: string, before?: (page: Page) => Promise<unknown>) => Promise<View>;

/** A person who has met two stages of one script, an hour ago and on another site. The first test walks the way itself. */
async function twoStages(session: ChromiumSession): Promise<void> {
  const met = (stage: Stage, rule: string) => ({
    category: 'brushing',
    stage,
    rule,
    host: 'task.example.com',
    time: Date.now() - 3_600_000,
  });
  await session.keep({ journal: [met('lure', 'phone-only-job'), met('stake', 'prepay-order')] });
}

async function gate(view: View): Promise<void> {
  await expect
    .poll(async () => (await view.view.surfaces()).map((surface) => surface.role), { message: '付钱之前没有拦一下' })
    .toContain('dialog');
}

/** Requests that a payment makes, by any way and from any frame of the page. */
function payments(page: Page): string[] {
  const seen: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/hostile/paid.html')) seen.push(request.method());
  });
  return seen;
}

/** A payment page, with the requests it makes. */
async function payPage(open: Open, url: string): Promise<{ view: View; paid: string[] }> {
  let paid: string[] = [];
  const view = await open(url, async (page) => {
    paid = payments(page);
  });
  await view.settled();
  return { view, paid };
}

/** Lets the page live through so many seconds at once, with all its timers. */
async function passTime(page: Page, seconds: number): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  // Only a page in front is painted, and only what is painted lives on.
  await page.bringToFront();
  const over = new Promise<void>((resolve) => cdp.once('Emulation.virtualTimeBudgetExpired', () => resolve()));
  await cdp.send('Emulation.setVirtualTimePolicy', { policy: 'advance', budget: seconds * 1000 });
  await over;
  // Time is the browser's own again, though the page may not load another after this.
  await cdp.detach();
}

const paid = (view: View) => view.page.evaluate(() => document.documentElement.dataset['paid'] ?? 'no');

test('走完广告和聊天之后，点进卡号框先拦一下', async ({ site, open }) => {
  await (await open(site.url('jobs'))).warning('高危');
  await (await open(site.url('chat', '?pace=0'))).warning('高危');
  const task = await open(site.url('task'));
  await task.warning('高危');
  await task.page.locator('[name="cc-number"]').click();
  await gate(task);
  const [surface] = (await task.view.surfaces()).filter((each) => each.role === 'dialog');
  expect(surface?.text.replaceAll('\n', '')).toContain('有没有人让你先付钱，或要你的验证码、密码？');
  expect(surface?.buttons).toEqual(expect.arrayContaining(['先不付，去核实', '我已核实，继续']));
  await task.page.keyboard.press('Enter');
  await task.page.keyboard.press('Escape');
  await task.page.evaluate(() => (document.getElementById('pay') as HTMLFormElement).requestSubmit());
  expect(await paid(task)).toBe('no');
});

test('各种写法的输入框都认得：占位字、autocomplete、名字、密码、身份证、表格里的字', async ({
  site,
  open,
  session,
}) => {
  await twoStages(session);
  for (const field of ['placeholder', 'autocomplete', 'name', 'password', 'identity', 'cell']) {
    const { view } = await payPage(open, site.url('hostile', `pay.html?field=${field}`));
    await view.page.locator('#field').click();
    await gate(view);
    await view.page.close();
  }
});

const PLACES = ['plain', 'same', 'other', 'open', 'closed'] as const;

/** The page or the frame that holds the payment form of `pay.html`. */
function holderOf(page: Page): Page | Frame {
  return page.frames().at(-1) ?? page;
}

for (const place of PLACES) {
  test(`关口前什么也进不去、出不来：${place}`, async ({ site, open, session }) => {
    await twoStages(session);
    const { view, paid } = await payPage(open, site.url('hostile', `pay.html?place=${place}`));
    const { page } = view;
    const value = () =>
      holderOf(page).evaluate(() => {
        const form = (window as unknown as { payForm?: HTMLFormElement }).payForm ?? document.querySelector('form');
        return form?.querySelector<HTMLInputElement>('#field')?.value;
      });
    if (place === 'closed') {
      // No locator reaches a closed root.
      const box = (await page.locator('#place').boundingBox())!;
      await page.mouse.click(box.x + 180, box.y + 12);
    } else if (place === 'same' || place === 'other') await page.frameLocator('iframe').locator('#field').click();
    else await page.locator('#field').click();
    await page.keyboard.type('6222');
    await gate(view);
    await page.keyboard.type('0000');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await gate(view);
    expect(await value()).toBe('');
    expect(paid).toEqual([]);
  });
}

test('后来才有的框架里也拦', async ({ site, open, session }) => {
  await twoStages(session);
  const { view } = await payPage(open, site.url('hostile', 'pay.html?place=later'));
  await view.page.evaluate(() => document.dispatchEvent(new Event('add-frame')));
  await view.page.frameLocator('iframe').locator('#field').click();
  await gate(view);
});

const SCRIPTS: [string, string, string, () => void][] = [
  ['requestSubmit', 'plain', 'post', () => (document.getElementById('pay') as HTMLFormElement).requestSubmit()],
  ['submit，POST', 'plain', 'post', () => (document.getElementById('pay') as HTMLFormElement).submit()],
  ['submit，GET', 'plain', 'get', () => (document.getElementById('pay') as HTMLFormElement).submit()],
  [
    '没有名字的框，抄进藏着的一项',
    'plain',
    'get',
    () => {
      const form = document.getElementById('pay') as HTMLFormElement;
      form.insertAdjacentHTML('beforeend', '<input type="hidden" name="x">');
      document.getElementById('field')!.removeAttribute('name');
      form.submit();
    },
  ],
  [
    '脚本按下的链接',
    'plain',
    'get',
    () => {
      const link = document.createElement('a');
      link.href = '/hostile/paid.html?a1=6222';
      document.body.append(link);
      link.click();
    },
  ],
  ['按钮的 click', 'plain', 'post', () => document.getElementById('go')?.click()],
  ['没有表单的按钮', 'bare', 'post', () => document.getElementById('go')?.click()],
  [
    '影子树里 requestSubmit',
    'closed',
    'post',
    () => (window as unknown as { payForm: HTMLFormElement }).payForm.requestSubmit(),
  ],
  ['影子树里 submit', 'closed', 'post', () => (window as unknown as { payForm: HTMLFormElement }).payForm.submit()],
];

for (const [name, place, method, act] of SCRIPTS) {
  test(`脚本替人提交也先拦：${name}`, async ({ site, open, session }) => {
    await twoStages(session);
    const { view, paid } = await payPage(open, site.url('hostile', `pay.html?place=${place}&method=${method}`));
    // What a browser's own filling leaves behind: a value, and the events that tell of it.
    await view.page.evaluate(() => {
      const form = (window as unknown as { payForm?: HTMLFormElement }).payForm ?? document.getElementById('pay')!;
      const field = form.querySelector('input')!;
      field.value = '6222000000000000';
      for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
    });
    await gate(view);
    await view.page.evaluate(act);
    // A way that was open would have been taken by now: this goes by the same way, and is not held.
    await view.page.evaluate(() => fetch('/hostile/plain.css'));
    expect(paid).toEqual([]);
  });
}

test('返回的链接和换地址都不拦，也不再问：名字和表单里藏着的一项相同也一样', async ({ site, open, session }) => {
  await twoStages(session);
  const { view, paid } = await payPage(open, site.url('hostile', 'pay.html?method=get'));
  const { page } = view;
  await page.locator('#field').click();
  await gate(view);
  await view.view.press('先不付，去核实');
  await view.warning('高危');
  await view.view.press('知道了');
  await view.quiet();
  const moved = await page.evaluate(() => {
    document.getElementById('pay')!.insertAdjacentHTML('beforeend', '<input type="hidden" name="lang" value="zh">');
    document
      .getElementById('place')!
      .insertAdjacentHTML('beforeend', '<a id="away" href="contacts.html?lang=zh&a1=">返回</a>');
    history.pushState(null, '', '?lang=zh&a1=');
    return location.search;
  });
  expect(moved).toBe('?lang=zh&a1=');
  expect(await view.view.surfaces()).toEqual([]);
  await page.locator('#away').click();
  await page.waitForURL(/contacts\.html\?lang=zh/);
  expect(paid).toEqual([]);
});

/** Lets the browser fill in a card, as when one is picked from its list: no key, no press, and no beforeinput. */
async function fillCard(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  const { root } = await cdp.send('DOM.getDocument');
  const { nodeId } = await cdp.send('DOM.querySelector', { nodeId: root.nodeId, selector: '#field' });
  const { node } = await cdp.send('DOM.describeNode', { nodeId });
  const card = { number: '4111111111111111', name: 'ZHANG SAN', expiryMonth: '12', expiryYear: '2030', cvc: '123' };
  await cdp.send('Autofill.trigger', { fieldId: node.backendNodeId, card });
  await cdp.detach();
}

test('浏览器自动填好的，网页用脚本一看就送走的，也先拦；过了关口照常填', async ({ site, open, session }) => {
  test.slow();
  await twoStages(session);
  const values = (page: Page) =>
    page.evaluate(() => [...document.querySelectorAll('input')].map((input) => input.value).join(''));
  const { view, paid } = await payPage(open, site.url('hostile', 'pay.html?place=greedy'));
  await fillCard(view.page);
  await gate(view);
  expect(await values(view.page)).toBe('');
  await view.page.evaluate(() => fetch('/hostile/plain.css'));
  expect(paid).toEqual([]);
  await passGate(view);
  // In another tab: the browser fills nothing in where time was moved on.
  const again = await payPage(open, site.url('hostile', 'pay.html?place=greedy'));
  await fillCard(again.view.page);
  await expect.poll(() => values(again.view.page)).toContain('4111111111111111');
});

/** Answers the gate's question, lets its time pass and continues. */
async function passGate(view: View): Promise<void> {
  await view.view.press('没有');
  await passTime(view.page, 31);
  await view.view.press('我已核实，继续');
  await view.quiet();
}

test('回答了、过了三十秒才能继续；继续之后照常填写', async ({ site, open, session }) => {
  test.slow();
  await twoStages(session);
  const { view } = await payPage(open, site.url('hostile', 'pay.html'));
  await view.page.locator('#field').click();
  await gate(view);
  // Neither the time alone nor the answer alone opens the way.
  await view.view.press('我已核实，继续');
  await gate(view);
  await passTime(view.page, 31);
  await view.view.press('我已核实，继续');
  await gate(view);
  await view.view.press('没有');
  await view.view.press('我已核实，继续');
  await view.quiet();
  // The keyboard is where it was when the gate came: who types on types into the field.
  await expect.poll(() => view.page.evaluate(() => document.activeElement?.id)).toBe('field');
  // The frame of the field hears of it a moment after the gate has gone: sooner than a person types, not than a machine.
  await expect
    .poll(async () => {
      await view.page.locator('#field').fill('6222000000000000');
      return view.page.locator('#field').inputValue();
    })
    .toBe('6222000000000000');
});

test('一段剧本只过一次：等着的另一个标签页放开，后台重启之后也不再拦', async ({ site, open, session }) => {
  test.slow();
  await twoStages(session);
  const waiting = await payPage(open, site.url('hostile', 'pay.html?place=bare'));
  await waiting.view.page.locator('#field').click();
  await gate(waiting.view);
  const { view } = await payPage(open, site.url('hostile', 'pay.html'));
  await view.page.locator('#field').click();
  await gate(view);
  await passGate(view);
  await waiting.view.quiet();
  await waiting.view.page.bringToFront();
  await waiting.view.page.locator('#field').click();
  await waiting.view.page.keyboard.type('6222');
  expect(await waiting.view.page.locator('#field').inputValue()).toBe('6222');
  await session.stopWorker();
  const third = await payPage(open, site.url('hostile', 'pay.html?field=identity'));
  await third.view.page.locator('#field').fill('11010119900101001X');
  await third.view.page.locator('#go').click();
  await expect.poll(() => third.paid).toEqual(['POST']);
});

test('先不付，去核实：打开怎么核实的几步和电话；再点进来，又拦；返回按钮从不拦', async ({ site, open, session }) => {
  await twoStages(session);
  const { view } = await payPage(open, site.url('hostile', 'pay.html'));
  await view.page.locator('#field').click();
  await gate(view);
  await view.view.press('先不付，去核实');
  const steps = await view.warning('高危');
  expect(steps.text).toContain('现在这样做');
  expect(steps.text).toContain('96110');
  await view.view.press('知道了');
  await view.quiet();
  await view.page.locator('#note').fill('没有别的事');
  await view.page.evaluate(() =>
    document.getElementById('back')?.addEventListener('click', () => {
      document.documentElement.dataset['paid'] = 'back';
    }),
  );
  await view.page.locator('#back').click();
  expect(await paid(view)).toBe('back');
  await view.page.locator('#field').focus();
  await gate(view);
});

test('关口上也有“我已经转账了”：一步到同一页，关口还在', async ({ site, open, session }) => {
  await twoStages(session);
  const { view, paid } = await payPage(open, site.url('hostile', 'pay.html'));
  await view.page.locator('#field').click();
  await gate(view);
  const opened = session.context.waitForEvent('page');
  await view.view.press('我已经转账了');
  const help = await opened;
  await expect(help.getByRole('heading', { level: 1 })).toHaveText('先别慌，一步一步来');
  const evidence = help.getByRole('region', { name: '证据预览' });
  await expect(evidence).toContainText('/hostile/pay.html');
  // Nothing is said on this page itself: where the script was met before is the evidence.
  await expect(evidence).toContainText('task.example.com · 刷单返利 · 引流、诱导投入');
  await view.page.bringToFront();
  await gate(view);
  expect(paid).toEqual([]);
});

test('后台重启之后，拦着的还拦着', async ({ site, open, session }) => {
  await twoStages(session);
  await session.stopWorker();
  const { view, paid } = await payPage(open, site.url('hostile', 'pay.html'));
  await view.page.locator('#field').click();
  await gate(view);
  expect(paid).toEqual([]);
});

for (const page of ['shop', 'bank', 'service']) {
  test(`平常的页面从不拦：${page}`, async ({ site, open }) => {
    const url = site.url('hostile').replace('hostile.', `${page}.`).replace('/hostile/', `/everyday/${page}.html`);
    const { view, paid } = await payPage(open, url);
    expect(['none', 'notice']).toContain((await view.verdict()).level);
    await view.page.locator('#field').click();
    await view.page.keyboard.type('6222000000000000');
    expect(await view.page.locator('#field').inputValue()).toBe('6222000000000000');
    await view.page.locator('#go').click();
    await expect.poll(() => paid).toEqual(['POST']);
    expect(await view.view.surfaces()).toEqual([]);
  });
}
