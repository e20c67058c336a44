import type { DemoSite } from '../../../demo/server.ts';
import { expect, type Fox, test } from './fixtures.ts';

// One Firefox for all of these tests, and its memory of what was put aside goes by host: each test has its own host.
let hosts = 0;
function onOwnHost(url: string): string {
  hosts += 1;
  return url.replace(/\/\/[a-z]+\.localhost/, `//guard${hosts}.localhost`);
}

async function contacts(fox: Fox, site: DemoSite): Promise<void> {
  await fox.open(onOwnHost(site.url('hostile', 'contacts.html')));
  await fox.warning('高危');
  await fox.press('知道了');
  await fox.quiet();
}

test('复制微信号：在那里提醒，复制的内容一字不改', async ({ fox, site }) => {
  await contacts(fox, site);
  await fox.firefox.inPage(`getSelection().selectAllChildren(document.querySelector('#wechat'));`);
  await fox.copy();
  await fox.says('先不加，看看怎么回事');
  const [note] = await fox.surfaces();
  expect(note?.role).toBe('alertdialog');
  expect(note?.name).toMatch(/^高危/);
  const copied = await fox.firefox.inBrowser<string>(
    `const transfer = Cc['@mozilla.org/widget/transferable;1'].createInstance(Ci.nsITransferable);
     transfer.init(null);
     transfer.addDataFlavor('text/plain');
     Services.clipboard.getData(transfer, Services.clipboard.kGlobalClipboard);
     const found = {};
     transfer.getTransferData('text/plain', found);
     return found.value.QueryInterface(Ci.nsISupportsString).data;`,
  );
  expect(copied).toBe('abc12345');
  await fox.press('知道了');
  await fox.quiet();
});

test('安装包先拦一次；看看怎么回事打开整张提醒', async ({ fox, site }) => {
  await contacts(fox, site);
  await fox.click('#apk');
  await fox.says('这个安装链接还没有打开');
  expect(await fox.firefox.inPage(`return sessionStorage.getItem('pressed');`)).toBeNull();
  await fox.press('先不装，看看怎么回事');
  await fox.says('这条不对');
});

test('仍要打开：打开', async ({ fox, site }) => {
  await contacts(fox, site);
  await fox.click('#apk');
  await fox.says('仍要打开');
  await fox.press('仍要打开');
  await expect.poll(() => fox.firefox.inPage(`return sessionStorage.getItem('pressed');`)).toBe('yes');
});

test('中键点的安装包：先拦一次，仍要打开就另开，这一页还在', async ({ fox, site }) => {
  await contacts(fox, site);
  const { address, x, y } = await fox.firefox.inPage<{ address: string; x: number; y: number }>(
    `const apk = document.querySelector('#apk');
     apk.setAttribute('href', 'plain.css?file=task.apk');
     const { left, top } = apk.getBoundingClientRect();
     return { address: location.href, x: Math.round(left) + 8, y: Math.round(top) + 8 };`,
  );
  const opened = () =>
    fox.firefox.inBrowser<string[]>(
      `const { gBrowser } = Services.wm.getMostRecentWindow('navigator:browser');
       return gBrowser.tabs.map((tab) => tab.linkedBrowser.currentURI.spec).filter((url) => url.includes('task.apk'));`,
    );
  await fox.clickAt(x, y, 1);
  await fox.says('这个安装链接还没有打开');
  expect(await opened()).toEqual([]);
  await fox.press('仍要打开');
  await expect.poll(opened).toHaveLength(1);
  expect(await fox.firefox.inPage('return location.href;')).toBe(address);
  await fox.firefox.inBrowser(
    `const { gBrowser } = Services.wm.getMostRecentWindow('navigator:browser');
     for (const tab of gBrowser.tabs) if (tab.linkedBrowser.currentURI.spec.includes('task.apk')) gBrowser.removeTab(tab);`,
  );
});

test('吞掉一切事件的网页，吞不掉提醒上的按钮', async ({ fox, site }) => {
  await fox.open(onOwnHost(site.url('hostile', 'deaf.html')));
  await fox.warning('高危');
  await fox.press('先不付，教我核实');
  await fox.says('返回提醒');
  await fox.press('知道了');
  await fox.quiet();
});
