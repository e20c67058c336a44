import type { Page } from '@playwright/test';
import { describe, expect, test } from 'vitest';
import { useTab } from './browser.ts';
import type {} from './taken-along-bundle.ts';

const bundle = useTab('taken-along-bundle.ts');

const FILLER = '图书馆三楼的自习区今天下午开放，请带好校园卡。'.repeat(60);

const near = (page: Page) => page.evaluate(() => window.taken.isNear(document.getElementById('c')!));

describe('旁边', () => {
  test.each<[string, string, boolean]>([
    ['同一段', '<p><mark>有手机就能做</mark>，加我 <b id=c>abc</b></p>', true],
    ['同一小块里的下一段', '<div><p><mark>有手机就能做</mark></p><p id=c>abc</p></div>', true],
    ['前一段也算同一小块', '<div><p id=c>abc</p><p><mark>有手机就能做</mark></p></div>', true],
    ['隔着很长的正文', `<p id=c>abc</p><p>${FILLER}</p><p><mark>有手机就能做</mark></p>`, false],
    ['聊天里的下一条', `<ol><li>${FILLER}</li><li><mark>有手机就能做</mark></li><li id=c>abc</li></ol>`, true],
    [
      '聊天里上一条，是别人说的',
      `<ol><li id=c>abc</li><li><mark>有手机就能做</mark></li><li>${FILLER}</li></ol>`,
      false,
    ],
    [
      '下一则招聘，有自己的标题',
      `<div><li><mark>有手机就能做</mark></li><li><h3>校图书馆</h3><p id=c>abc</p></li>${FILLER}</div>`,
      false,
    ],
    ['下一篇文章', `<div><p><mark>有手机就能做</mark></p><article><p id=c>abc</p></article>${FILLER}</div>`, false],
    ['标题本身', `<div><p><mark>有手机就能做</mark></p><h2><a id=c>进群</a></h2>${FILLER}</div>`, true],
    ['什么都没标出来', '<p id=c>abc</p>', false],
  ])('%s', async (_, html, wanted) => {
    expect(await near(await bundle.open(html))).toBe(wanted);
  });

  test('隔着影子树的边，两个方向都算', async () => {
    const page = await bundle.open('<div><mark>有手机就能做</mark><span id=host></span></div>');
    const inside = await page.evaluate(() => {
      const root = document.getElementById('host')!.attachShadow({ mode: 'closed' });
      root.innerHTML = '<b>abc</b>';
      return window.taken.isNear(root.firstChild!);
    });
    expect(inside).toBe(true);
    const other = await bundle.open('<div><span id=host></span><b id=c>abc</b></div>');
    await other.evaluate(() => {
      document.getElementById('host')!.attachShadow({ mode: 'closed' }).innerHTML = '<mark>有手机就能做</mark>';
    });
    expect(await near(other)).toBe(true);
  });
});

describe('复制了什么', () => {
  const select = (page: Page, selector: string) =>
    page.evaluate((wanted) => getSelection()!.selectAllChildren(document.querySelector(wanted)!), selector);
  const copied = (page: Page) => page.evaluate(() => window.taken.copied());

  test('选中的字、它所在的一块、碰到的标记', async () => {
    const page = await bundle.open(`<p>一单一结，<mark>加薇<b>abc12345</b></mark>，备注校园</p><p>${FILLER}</p>`);
    await select(page, 'b');
    expect(await copied(page)).toEqual({
      text: 'abc12345',
      around: '一单一结，加薇abc12345，备注校园',
      flagged: ['加薇abc12345'],
    });
  });

  test('什么都没选，没有', async () => {
    expect(await copied(await bundle.open('<p>abc</p>'))).toBeNull();
  });

  test('自己写的字不算：编辑框里的选区', async () => {
    const page = await bundle.open('<div contenteditable><b>加微信 abc12345</b></div>');
    await select(page, 'b');
    expect(await copied(page)).toBeNull();
  });

  test('影子树里的选区', async () => {
    const page = await bundle.open('<span id=host></span>');
    const found = await page.evaluate(() => {
      const root = document.getElementById('host')!.attachShadow({ mode: 'closed' });
      root.innerHTML = '<p>加微信 <b>abc12345</b></p>';
      getSelection()!.selectAllChildren(root.querySelector('b')!);
      return window.taken.copied(root);
    });
    expect(found).toMatchObject({ text: 'abc12345', around: '加微信 abc12345' });
  });
});

describe('点了什么', () => {
  const pressed = (page: Page, selector = '#t') =>
    page.evaluate((wanted) => window.taken.pressed(document.querySelector(wanted)!), selector);

  test('链接里面的字：是那个链接', async () => {
    const page = await bundle.open('<a id=a href="https://t.me/fly" download="task.apk"><b id=t>联系主管</b></a>');
    expect(await pressed(page)).toMatchObject({
      element: 'a',
      href: 'https://t.me/fly',
      download: 'task.apk',
      text: '联系主管',
    });
  });

  test('图片：大小、替代文字、旁边的字', async () => {
    const page = await bundle.open(
      `<div><img id=t class=qrcode alt="" width=160 height=160> 扫码进群</div><p>${FILLER}</p>`,
    );
    expect(await pressed(page)).toMatchObject({ picture: true, width: 160, height: 160, around: '扫码进群' });
    expect((await pressed(page))?.name).toContain('qrcode');
  });

  test('背景图也是图片', async () => {
    const page = await bundle.open('<div id=t style="width:99px;height:99px;background:url(data:,)"></div>');
    expect(await pressed(page)).toMatchObject({ picture: true, width: 99, height: 99 });
  });

  test('没有按钮样子的字，不是点的东西；手形光标的是', async () => {
    expect(await pressed(await bundle.open('<p id=t>加微信 abc12345</p>'))).toBeNull();
    expect(await pressed(await bundle.open('<p id=t style="cursor:pointer">复制微信</p>'))).toMatchObject({
      text: '复制微信',
    });
  });
});

describe('最里面的那个', () => {
  const NESTED = `<span id=host></span><script>
    const root = document.getElementById('host').attachShadow({ mode: 'closed' });
    root.innerHTML = '<span id=inner></span>';
    const deep = root.firstChild.attachShadow({ mode: 'closed' });
    deep.innerHTML = '<input id=field style="width:200px;height:40px">';
  </script>`;

  test('点在两层封闭的影子树里，按位置找到', async () => {
    const page = await bundle.open('<p></p>');
    const target = await nested(page, NESTED, 'click', () => page.mouse.click(60, 25));
    expect(target).toBe('field');
  });

  test('焦点：按焦点找到', async () => {
    const page = await bundle.open('<p></p>');
    const target = await nested(page, NESTED, 'focusin', () =>
      page.evaluate(() => {
        const { shadowOf } = window.taken;
        const outer = shadowOf(document.getElementById('host')!)!;
        shadowOf(outer.getElementById('inner')!)!.getElementById('field')!.focus();
      }),
    );
    expect(target).toBe('field');
    expect(await page.evaluate(() => window.taken.focused())).toBe('field');
  });

  /** Builds the nested roots after the bundle, which remembers the closed ones. */
  async function nested(page: Page, html: string, type: string, act: () => Promise<void>): Promise<string | undefined> {
    await page.evaluate(
      (script) => {
        document.body.innerHTML = '<span id=host></span>';
        const made = document.createElement('script');
        made.textContent = script;
        document.body.append(made);
      },
      /<script>(.*)<\/script>/s.exec(html)![1]!,
    );
    await page.evaluate((wanted) => window.taken.awaitTarget(wanted), type);
    await act();
    return page.evaluate(() => window.taken.target());
  }
});

describe('表单上的字', () => {
  const field = (page: Page) => page.evaluate(() => window.taken.field(document.querySelector('#f')));

  test('标签、占位、提示、名字', async () => {
    const page = await bundle.open(
      '<span id=l>卡号</span><label>银行<input id=f name=cardNo autocomplete=cc-number aria-labelledby=l placeholder=请输入 title=提示></label>',
    );
    const words = await field(page);
    expect(words).toMatchObject({ autocomplete: 'cc-number', type: 'text', name: 'cardNo f' });
    for (const word of ['银行', '卡号', '请输入', '提示']) expect(words?.label).toContain(word);
  });

  test('没有标签：前一格里的字', async () => {
    const page = await bundle.open('<table><tr><td>身份证号</td><td><input id=f></td></tr></table>');
    expect((await field(page))?.label.trim()).toBe('身份证号');
  });

  test('别的窗口做的输入框也认得', async () => {
    const page = await bundle.open('<iframe></iframe>');
    await page.evaluate(() => {
      const made = document.querySelector('iframe')!.contentDocument!.createElement('input');
      made.id = 'f';
      made.placeholder = '银行卡号';
      document.body.append(made);
    });
    expect((await field(page))?.label).toContain('银行卡号');
  });

  test('可编辑的框也是输入框，按钮和文字不是', async () => {
    expect(await field(await bundle.open('<div id=f contenteditable aria-label=支付密码></div>'))).toMatchObject({
      label: expect.stringContaining('支付密码'),
    });
    expect(await field(await bundle.open('<button id=f>付款</button>'))).toBeNull();
  });

  test('按钮属于哪个表单：外面的按名字，里面的按位置', async () => {
    const page = await bundle.open('<form id=pay><input name=form></form><button id=f form=pay>付款</button>');
    expect(await page.evaluate(() => window.taken.formOf(document.querySelector('#f')!))).toBe('pay');
    expect(await page.evaluate(() => window.taken.formOf(document.querySelector('input')!))).toBe('pay');
  });
});
