import { expect, test, type View } from './fixtures.ts';

async function gate(view: View): Promise<void> {
  await expect
    .poll(async () => (await view.view.surfaces()).map((surface) => surface.role), { message: '付钱之前没有拦一下' })
    .toContain('dialog');
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
  expect(surface?.text).toContain('对方有没有让你先垫钱？');
  expect(surface?.buttons).toEqual(expect.arrayContaining(['先不付，去核实', '我已核实，继续']));
  await task.page.keyboard.press('Enter');
  await task.page.keyboard.press('Escape');
  await task.page.evaluate(() => (document.getElementById('pay') as HTMLFormElement).requestSubmit());
  expect(await paid(task)).toBe('no');
});

test('平常的付款表单从不拦', async ({ site, open }) => {
  const body = `<!doctype html><html lang="zh-CN"><title>校园卡充值</title><form id="pay"><label>银行卡号<input name="cc-number" autocomplete="cc-number"></label><label>验证码<input name="code" autocomplete="one-time-code"></label><button>充值</button></form>
    <script>document.getElementById('pay').addEventListener('submit', (event) => { event.preventDefault(); document.documentElement.dataset.paid = 'yes'; });</script></html>`;
  const shop = await open(site.place('shop', { body }));
  await shop.settled();
  await shop.page.locator('[name="cc-number"]').fill('6222 0000 0000 0000');
  await shop.page.locator('button').click();
  await expect.poll(() => paid(shop)).toBe('yes');
  expect(await shop.view.surfaces()).toEqual([]);
});
