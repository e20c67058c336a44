import { expect, type Fox, test } from './fixtures.ts';

async function gate(fox: Fox): Promise<void> {
  const roles = async () => (await fox.surfaces().catch(() => [])).map((surface) => surface.role);
  await expect.poll(roles, { message: '付钱之前没有拦一下' }).toContain('dialog');
}

const value = (fox: Fox) =>
  fox.firefox.inPage<string>(
    `return (window.payForm ?? document.querySelector('form')).querySelector('#field').value;`,
  );

/** Still on the payment page: nothing was sent. */
const stays = async (fox: Fox) =>
  expect(await fox.firefox.inPage<string>('return location.pathname;')).toBe('/hostile/pay.html');

// The order matters: one Firefox, and its journal fills from the first test on.
test.describe.configure({ mode: 'serial' });

test('没有先前的步骤，平常的付款页不拦', async ({ fox, site }) => {
  await fox.forget();
  await fox.open(site.url('hostile').replace('hostile.', 'bank.').replace('/hostile/', '/everyday/bank.html'));
  await fox.settled();
  await fox.click('#field');
  await fox.keys('6222');
  expect(await value(fox)).toBe('6222');
  expect(await fox.surfaces()).toEqual([]);
});

for (const place of ['plain', 'closed']) {
  test(`两步之后，关口前什么也进不去、出不来：${place}`, async ({ fox, site }) => {
    await fox.open(site.url('task'));
    await expect.poll(async () => (await fox.verdict()).level).toBe('danger');
    await fox.open(site.url('hostile', `pay.html?place=${place}`));
    await fox.settled();
    const box = await fox.firefox.inPage<{ x: number; y: number }>(
      `const { x, y } = document.getElementById('place').getBoundingClientRect(); return { x, y };`,
    );
    await fox.clickAt(Math.round(box.x + 180), Math.round(box.y + 14));
    await fox.keys('6222');
    await gate(fox);
    await fox.keys('00');
    expect(await value(fox)).toBe('');
    await stays(fox);
  });
}

for (const [name, act] of [
  ['requestSubmit', 'payForm.requestSubmit()'],
  ['submit，POST', 'payForm.submit()'],
  ['按钮的 click', `document.getElementById('go').click()`],
]) {
  test(`脚本替人提交也先拦：${name}`, async ({ fox, site }) => {
    await fox.open(site.url('hostile', 'pay.html'));
    await fox.settled();
    await fox.firefox.inPage(
      `const field = payForm.querySelector('input'); field.value = '6222000000000000';
       for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));`,
    );
    await gate(fox);
    await fox.firefox.inPage(`${act};`);
    await fox.firefox.inPage(`return fetch('/hostile/plain.css').then(() => true);`);
    await stays(fox);
  });
}

test('Escape 不是继续；先不付，打开怎么核实的几步', async ({ fox, site }) => {
  await fox.open(site.url('hostile', 'pay.html'));
  await fox.settled();
  await fox.click('#field');
  await gate(fox);
  await fox.keys('\uE00C\uE00C');
  await gate(fox);
  await fox.press('先不付，去核实');
  await fox.warning('高危');
});
