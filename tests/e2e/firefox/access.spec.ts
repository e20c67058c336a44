import { SAYS, saying } from '../stories.ts';
import { expect, test } from './fixtures.ts';

// One Firefox for all tests: the next ones find it as it was.
test.afterEach(({ fox }) => fox.setAccess(true));

test('没有获准看网页：弹窗说出来，按一下、答应浏览器，开着的网页不用刷新', async ({ fox, site }) => {
  await fox.setAccess(false);
  await fox.open(site.place('withheld', saying(SAYS.harvest)));
  const tab = await fox.tabId();
  await fox.beside(`popup.html?tab=${tab}`, async () => {
    await expect.poll(() => fox.text()).toContain('还没有看这一页');
    await fox.click('.let-in button');
    await fox.answerPermission(true);
    await expect.poll(() => fox.text()).not.toContain('允许看所有网页');
  });
  await fox.warning('高危');
});

test('开着的网页，收回以后标记和卡片都收起，设置页说出来；又给了，接着看', async ({ fox, site }) => {
  await fox.open(site.place('revoked', saying(SAYS.harvest), 'chat'));
  await fox.warning('高危');
  await fox.setAccess(false);
  await fox.quiet();
  await expect.poll(() => fox.words()).toEqual([]);
  await fox.beside('options.html', async () => {
    await expect.poll(() => fox.text()).toContain('看不到的，它提醒不了');
    await fox.setAccess(true);
    await expect.poll(() => fox.text()).not.toContain('看不到的，它提醒不了');
  });
  await expect.poll(() => fox.words()).not.toEqual([]);
});

test('从骗局页去了浏览器自己的页：徽标跟着清空', async ({ fox, site }) => {
  await fox.open(site.place('left', saying(SAYS.harvest), 'jobs'));
  await expect.poll(() => fox.badge()).toBe('!!');
  await fox.firefox.open('about:support');
  await expect.poll(() => fox.badge()).toBe('');
});
