import { expect, test } from './playground-page.ts';

test('the gate is a modal dialog that asks one question, where the keyboard begins', async ({ open }) => {
  const page = await open('gate-wait');
  const gate = page.getByRole('dialog', { name: '付钱前，先停一下' });
  await expect(gate).toHaveAttribute('aria-modal', 'true');
  await expect(gate).toHaveAttribute('role', 'dialog');
  await expect(page.getByRole('group', { name: /有没有人让你先付钱，.?或要你的验证码、密码？/ })).toBeVisible();
  await expect(page.getByRole('group', { name: /有没有人让你先付钱，.?或要你的验证码、密码？/ })).toBeFocused();
});

test('continue opens only after an answer and at 0 seconds', async ({ open, calls }) => {
  const waiting = await open('gate-wait');
  await waiting.getByRole('radio', { name: '没有' }).check();
  await expect(waiting.getByRole('button', { name: '我已核实，继续' })).toBeDisabled();
  const ready = await open('gate-open');
  const go = ready.getByRole('button', { name: '我已核实，继续' });
  await expect(go).toBeDisabled();
  await expect(ready.getByText('先回答上面的问题')).toBeVisible();
  await ready.getByRole('radio', { name: '有', exact: true }).check();
  // Between words stands a space of no width (ui/phrases.tsx).
  const reply = async () => (await ready.locator('.reply').textContent())?.replaceAll('\u200b', '');
  await expect.poll(reply).toContain('多半是骗局。先别付，也别填。');
  await go.click();
  expect(await calls()).toEqual([['continue', 'yes']]);
});

test('whoever has paid already is one press from the steps, before any answer', async ({ open, calls }) => {
  const page = await open('gate-wait');
  await page.getByRole('button', { name: '我已经转账了' }).click();
  expect(await calls()).toEqual([['transferred']]);
});

test('Escape, once or more, neither continues nor closes', async ({ open, calls }) => {
  const page = await open('gate-open');
  await page.getByRole('radio', { name: '不确定' }).check();
  for (let times = 0; times < 3; times += 1) await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await calls()).toEqual([]);
});

test('a gate closed from outside is open again', async ({ open }) => {
  const page = await open('gate-open');
  await page.locator('dialog').evaluate((dialog: HTMLDialogElement) => dialog.close());
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(page.locator('dialog:modal')).toHaveCount(1);
});

test('Tab stays inside, both ways, and the page behind cannot be clicked', async ({ open }) => {
  const page = await open('gate-open');
  const focused = () =>
    page.evaluate(() => {
      const root = document.querySelector('#over')!.shadowRoot!;
      return root.activeElement?.textContent || (root.activeElement as HTMLInputElement | null)?.value;
    });
  const stops: unknown[] = [];
  // As the eye goes: the answers, the safe way, the ways to help, and round.
  for (let stop = 0; stop < 5; stop += 1) {
    await page.keyboard.press('Tab');
    stops.push(await focused());
  }
  expect(stops).toEqual(['yes', '先不付，去核实', '问问家人', '我已经转账了', 'yes']);
  await page.getByRole('radio', { name: '有', exact: true }).focus();
  await page.keyboard.press('Shift+Tab');
  expect(await focused()).toBe('我已经转账了');
  await page.getByRole('group', { name: /有没有人让你先付钱，.?或要你的验证码、密码？/ }).focus();
  await page.keyboard.press('Shift+Tab');
  expect(await focused()).toBe('我已经转账了');
  const input = (await page.locator('#page-input').boundingBox())!;
  await page.mouse.click(input.x + 5, input.y + 5);
  expect(await page.evaluate(() => document.activeElement?.id)).not.toBe('page-input');
});

test('in a low window the title and the safe way are seen at once, and the way stays', async ({ open }) => {
  for (const size of ['normal', 'elder'] as const) {
    const page = await open('gate-open', { size, width: 320, height: 215 });
    const way = page.getByRole('button', { name: '先不付，去核实' });
    const covered = async () => (await page.locator('.default').boundingBox())!.y;
    const title = (await page.getByRole('heading', { name: '付钱前，先停一下' }).boundingBox())!;
    expect(title.y + title.height).toBeLessThanOrEqual(await covered());
    await expect(way).toBeInViewport({ ratio: 1 });
    // What the keyboard comes to is not left under it.
    await page.keyboard.press('Tab');
    const answer = (await page.locator('.answer').first().boundingBox())!;
    expect(answer.y + answer.height).toBeLessThanOrEqual((await covered()) + 8);
    await expect(way).toBeInViewport({ ratio: 1 });
  }
});

test('a shadow along the lower edge says that more follows', async ({ open }) => {
  const page = await open('gate-open', { width: 320, height: 215 });
  expect(await page.locator('.gate').evaluate((gate) => getComputedStyle(gate).backgroundAttachment)).toBe(
    'local, scroll, scroll',
  );
});

test('what a hand was still typing as it opened answers nothing', async ({ open, calls }) => {
  const page = await open('gate-open');
  for (const key of ['Enter', 'Space', '8']) await page.keyboard.press(key);
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await calls()).toEqual([]);
});
