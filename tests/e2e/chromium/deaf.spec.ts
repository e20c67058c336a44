import { expect, test, type View } from './fixtures.ts';

/** Pages that keep events from everybody else: `demo/pages/hostile/deaf.html`. */

const tenFrames = () =>
  new Promise<void>((resolve) => {
    let left = 10;
    const frame = () => (--left > 0 ? requestAnimationFrame(frame) : resolve());
    frame();
  });

const swallowed = (view: View) => view.page.evaluate(() => (window as unknown as { swallowed: number }).swallowed);

for (const way of ['first', 'undo']) {
  test(`网页抢先吞掉一切事件，提醒上的按钮照样管用：${way}`, async ({ site, open }) => {
    const page = await open(site.url('hostile', `deaf.html?way=${way}`));
    const card = await page.warning('高危');
    expect(card.role).toBe('alertdialog');
    await page.view.press('先不付，教我核实');
    await expect
      .poll(async () => (await page.view.surfaces())[0]?.buttons, { message: '按了没有反应' })
      .toContain('返回提醒');
    await page.page.keyboard.press('Escape');
    await page.quiet();
    expect(await swallowed(page)).toBeGreaterThan(0);
  });
}

test('连第一下都不丢；之后网页什么也听不到', async ({ site, open }) => {
  const page = await open(site.url('hostile', 'deaf.html'));
  await page.warning('高危');
  await page.view.press('先不付，教我核实');
  await expect.poll(async () => (await page.view.surfaces())[0]?.buttons).toContain('返回提醒');
  const before = await swallowed(page);
  await page.view.press('知道了');
  await page.quiet();
  expect(await swallowed(page)).toBe(before);
});

test('联系方式旁边照样提醒，按钮管用', async ({ site, open }) => {
  const page = await open(site.url('hostile', 'deaf.html'));
  await page.warning('高危');
  await page.view.press('知道了');
  await page.quiet();
  await page.page.locator('#copy').click();
  await expect
    .poll(async () => (await page.view.surfaces()).flatMap(({ buttons }) => buttons))
    .toContain('先不加，看看怎么回事');
  await page.view.press('知道了');
  await page.quiet();
});

test('关口照样拦，问题能答', async ({ site, open }) => {
  await (await open(site.url('task'))).warning('高危');
  const page = await open(site.url('hostile', 'deaf.html'));
  await page.warning('高危');
  await page.page.locator('#field').click();
  const roles = async () => (await page.view.surfaces()).map(({ role }) => role);
  await expect.poll(roles).toContain('dialog');
  // The first press shows that the page undoes what is ours; from then on it is taken before the page.
  await page.view.press('没有');
  await page.view.press('没有');
  await expect
    .poll(async () => (await page.view.surfaces())[0]?.text, { message: '答了没有反应' })
    .toContain('是不是你自己找到的');
  await page.view.press('先不付，去核实');
  expect((await page.warning('高危')).text).toContain('现在这样做');
});

test('连耳朵也被拿走：两次按了没用，就开扩展自己的页面', async ({ site, open, session }) => {
  const page = await open(site.url('hostile', 'deaf.html?way=anew'));
  await page.warning('高危');
  const own = () => session.context.pages().filter((each) => each.url().includes('help.html')).length;
  // Slow presses, as a person's are: the finger rests on the button.
  await expect
    .poll(
      async () => {
        const place = await page.view.buttonCentre('知道了').catch(() => null);
        if (place === null) return own();
        await page.page.mouse.move(place.x, place.y);
        await page.page.mouse.down();
        await page.page.evaluate(tenFrames);
        await page.page.mouse.up();
        return own();
      },
      { message: '按了没用，也没有开自己的页面' },
    )
    .toBe(1);
});
