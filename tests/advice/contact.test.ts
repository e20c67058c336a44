import { describe, expect, test } from 'vitest';
import { copiedContact, type Pressed, pressedContact, writtenContacts } from '../../advice/contact.ts';

describe('写出来的联系方式', () => {
  test.each<[string, string[]]>([
    ['加微信：abc12345，备注校园', ['abc12345']],
    ['加薇❤：Abc_12345', ['abc_12345']],
    ['微信号 wxid-88612', ['wxid-88612']],
    ['加v 13800138000', ['13800138000']],
    ['QQ：123456789', ['123456789']],
    ['扣扣 1234567', ['1234567']],
    ['进群 631234567 领福利', ['631234567']],
    ['QQ群：631234567', ['631234567']],
    ['私聊 t.me/fly_task', ['t.me/fly_task']],
    ['纸飞机：@fly_task', ['fly_task']],
    ['联系 @fly_task', ['fly_task']],
    ['微信 abc12345，QQ 7654321', ['abc12345', '7654321']],
    ['写信到 jobs@example.com', []],
    ['微信支付很方便', []],
    ['用微信小程序 v2.3 打开', []],
    ['电话 010-62345678', []],
    ['群里有 500 人', []],
    ['今天 2026 年 11 月', []],
    ['', []],
  ])('%s → %j', (text, ids) => {
    expect(writtenContacts(text).map(({ id }) => id)).toEqual(ids);
  });

  test('位置指着号码本身', () => {
    const text = '备注校园，加微信：abc12345。';
    const [contact] = writtenContacts(text);
    expect(text.slice(contact?.start, contact?.end)).toBe('abc12345');
  });

  test('很长的文字也只看一遍', () => {
    expect(writtenContacts(`${'微信 '.repeat(20_000)}abc12345`)).toEqual([]);
  });
});

describe('复制的东西', () => {
  const around = '一单一结，加微信：abc12345，备注校园';
  test.each<[string, string, string[], string | null]>([
    ['连名带号', '加微信：abc12345', [], 'abc12345'],
    ['只有号', 'abc12345', [], 'abc12345'],
    ['号的一部分', 'abc123', [], 'abc12345'],
    ['太短的一部分', 'abc', [], null],
    ['旁边的字', '备注校园', [], null],
    ['规则认得的写法', 'zz_7788', ['➕亻立：zz_7788'], 'zz_7788'],
    ['标出的话里的平常英文', 'offer', ['高薪 offer 日结'], null],
    ['空的', '   ', [], null],
  ])('%s', (_, text, flagged, id) => {
    expect(copiedContact({ text, around, flagged })?.id ?? null).toBe(id);
  });
});

const plain: Pressed = {
  href: '',
  download: '',
  text: '',
  name: '',
  around: '',
  width: 0,
  height: 0,
  picture: false,
};
const code = { picture: true, width: 160, height: 160 };

describe('点的东西', () => {
  test.each<[string, Partial<Pressed>, string]>([
    ['电报链接', { href: 'https://t.me/fly_task' }, 'add'],
    ['电报群', { href: 'https://t.me/joinchat/AAAA' }, 'join'],
    ['电报程序', { href: 'tg://resolve?domain=fly' }, 'add'],
    ['微信程序', { href: 'weixin://dl/chat?abc' }, 'add'],
    ['一键加群', { href: 'https://qm.qq.com/q/abc?k=1' }, 'join'],
    ['WhatsApp', { href: 'https://wa.me/8613800138000' }, 'add'],
    ['安装包', { href: 'https://a.example/down/Task.apk?x=1' }, 'install!'],
    ['安装包在参数里', { href: 'https://a.example/d?file=task.apk&v=2' }, 'install!'],
    ['下载成安装包', { href: 'blob:https://a.example/1', download: 'task.apk' }, 'install!'],
    ['苹果企业签', { href: 'itms-services://?action=download-manifest&url=https://a.example/m.plist' }, 'install!'],
    ['描述文件', { href: 'https://a.example/a.mobileconfig' }, 'install!'],
    ['TestFlight', { href: 'https://testflight.apple.com/join/abcd' }, 'install!'],
    ['不认识的会议软件', { href: 'https://yunhui.example/', text: '下载云会议软件' }, 'install!'],
    [
      '会议软件，按钮只写下载',
      { href: 'https://yunhui.example/', text: '立即下载', around: '安装会议软件进入理赔' },
      'install!',
    ],
    [
      '会议软件，按钮只写下載',
      { href: 'https://yunhui.example/', text: '👉 立即下載', around: '請安裝會議軟件進入理賠' },
      'install!',
    ],
    ['任务客户端', { href: 'https://a.example/', text: '下载 App 做任务' }, 'install'],
    ['按钮：复制微信', { text: '复制微信号' }, 'add'],
    ['按钮：联系客服微信', { text: '点击添加客服微信' }, 'add'],
    ['按钮：进群', { text: '点我进群' }, 'join'],
    ['按钮上就写着号', { text: '微信 abc12345' }, 'add'],
    ['图片，旁边写扫码', { ...code, around: '扫码进群领任务' }, 'scan'],
    ['图片，名字里有 qrcode', { ...code, name: '/img/qrcode_8.png' }, 'scan'],
  ])('%s', (_, words, wanted) => {
    const contact = pressedContact({ ...plain, ...words });
    expect(contact && `${contact.act}${contact.installs ? '!' : ''}`).toBe(wanted);
  });

  test.each<[string, Partial<Pressed>]>([
    ['平常的链接', { href: 'https://a.example/about', text: '关于我们' }],
    ['官方商店', { href: 'https://apps.apple.com/cn/app/id1', text: '下载 App' }],
    ['腾讯会议', { href: 'https://meeting.tencent.com/download/', text: '下载会议客户端' }],
    ['会议软件旁边的别的链接', { href: 'https://a.example/', text: '查看下载记录', around: '下载会议软件之前先看看' }],
    ['压缩包', { href: 'https://a.example/slides.zip', text: '下载课件' }],
    ['名字像安装包的网站', { href: 'https://apk.example/news' }],
    ['没有地址', { href: 'javascript:void(0)', text: '展开' }],
    ['写错的地址', { href: 'http://', text: '看看' }],
    ['一张长图', { ...code, height: 900, around: '扫码进群' }],
    ['一个小图标', { ...code, width: 24, height: 24, around: '扫码进群' }],
    ['方的照片', { ...code, around: '失物招领：蓝色雨伞' }],
    ['提到加群的一整段', { text: `群里有人说${'，这段话很长'.repeat(10)}，加群要小心` }],
    ['邮箱按钮', { text: 'jobs@example.com' }],
  ])('不算：%s', (_, words) => {
    expect(pressedContact({ ...plain, ...words })).toBeNull();
  });
});
