import { SAYS, saying } from '../stories.ts';
import { expect, test } from './fixtures.ts';

test('更新之后，开着的页不用刷新：还是一张提醒，按得通；标的是网页的字，不是旧卡片的', async ({ fox, site }) => {
  await fox.open(site.place('updated', saying(SAYS.harvest), 'task'));
  await fox.warning('高危');
  const words = async () => (await fox.words()).sort();
  const before = await words();
  const old = await fox.firefox.inPage(`return document.querySelector('html > div');`);
  await fox.update();
  // The former card goes, and another comes: it has been read anew by then.
  const isOld = `return arguments[0].isConnected;`;
  await expect.poll(() => fox.firefox.inPage(isOld, [old]).catch(() => false)).toBe(false);
  await fox.warning('高危');
  await expect.poll(words).toEqual(before);
  await fox.press('知道了，关闭');
  await fox.quiet();
});

test('工具栏上看得见按钮和徽标，不在菜单里', async ({ fox }) => {
  expect(await fox.buttonPlace()).toBe('nav-bar');
});
