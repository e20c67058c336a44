import { describe, expect, test } from 'vitest';
import { useBrowser } from './browser.ts';

const browser = useBrowser();

/** What the scanner says of a page: its level and the words it marked. */
async function look(html: string) {
  const { page, scan } = await browser.open(html);
  await scan();
  return page.evaluate(() => {
    const { harness } = window;
    return {
      level: harness.report()!.level,
      total: harness.report()!.total,
      quotes: harness.report()!.findings.flatMap((finding) => finding.evidence.map((each) => each.quote)),
      marked: ['notice', 'caution', 'danger'].flatMap((level) => harness.marked(level)),
    };
  });
}

describe('reads what a reader sees', () => {
  test.each([
    ['one text', '<p>有手机就能做</p>', ['有手机就能做']],
    ['inline elements', '<p>有<b>手机</b><i>就</i><span>能做</span></p>', ['有手机就能做']],
    ['wbr', '<p>有手机<wbr>就能<wbr>做</p>', ['有手机就能做']],
    ['comments', '<p>有手机<!-- 也 -->就能做</p>', ['有手机就能做']],
    ['source line breaks', '<p>有手机\n\n\n   就能做</p>', ['有手机\n\n\n   就能做']],
    ['inline elements on lines of their own', '<p><b>有手机</b>\n\n<b>就能做</b></p>', ['有手机\n\n就能做']],
    [
      'divs that are inline',
      '<div style="display:inline">有手机</div><div style="display:inline">就能做</div>',
      ['有手机就能做'],
    ],
    [
      'one box a character',
      '<div style="display:flex"><i>有</i><i>手</i><i>机</i><i>就</i><i>能</i><i>做</i></div>',
      ['有手机就能做'],
    ],
    ['inline blocks', '<p>有手机<span style="display:inline-block">就能</span>做</p>', ['有手机就能做']],
    ['a list item', '<ul><li>名额不多</li><li>有手机就能做</li></ul>', ['有手机就能做']],
    ['a table cell', '<table><tr><td>要求</td><td>有手机就能做</td></tr></table>', ['有手机就能做']],
    ['pre', '<pre>要求：\n有手机就能做</pre>', ['有手机就能做']],
    ['a closed answer that is open', '<details open><summary>问</summary>有手机就能做</details>', ['有手机就能做']],
    ['traditional and spaced', '<p>有 手 機 就 能 做</p>', ['有 手 機 就 能 做']],
  ])('%s', async (_name, html, marked) => {
    const seen = await look(html);
    expect(seen.level).toBe('caution');
    expect(seen.marked).toEqual(marked);
    expect(seen.total).toBe(1);
  });

  test('a line break is no block boundary', async () => {
    const seen = await look('<p>有手机<br>就能做</p>');
    expect(seen.quotes).toEqual(['有手机\n就能做']);
    expect(seen.marked).toEqual(['有手机就能做']);
  });

  test('ruby: the gloss is not in the word', async () => {
    const seen = await look('<p>有<ruby>手<rp>(</rp><rt>shou</rt><rp>)</rp></ruby>机就能做</p>');
    expect(seen.quotes).toEqual(['有手机就能做']);
    expect(seen.marked.join('')).toBe('有手机就能做');
  });

  test('a phrase does not reach over a block boundary', async () => {
    expect((await look('<p>有手机</p><p>就能做</p>')).level).toBe('none');
    expect((await look('<table><tr><td width=300>有手机</td><td>就能做</td></tr></table>')).level).toBe('none');
    expect((await look('<p>有手机<br><br>就能做</p>')).level).toBe('none');
  });

  test('a script split over neighbouring bubbles is judged together, and reported once', async () => {
    const seen = await look('<div><div>有手机就能做</div><div>在吗</div><div>加微信abc12345</div></div>');
    expect(seen.level).toBe('danger');
    expect(seen.total).toBe(1);
    expect(seen.marked).toEqual(['有手机就能做', '加微信abc12345']);
  });

  test('an exemption is judged with the neighbouring blocks', async () => {
    const seen = await look('<p>警方提醒：下面这句要当心。</p><p>有手机就能做</p>');
    expect(seen.level).toBe('notice');
  });

  test('a comment under a news article is the only thing marked', async () => {
    const news = Array.from(
      { length: 30 },
      (_, i) => `<p>本报讯：第${i}段，记者走访了三个社区，居民们谈起了天气。</p>`,
    ).join('');
    const seen = await look(
      `<article><h1>警方提醒市民</h1>${news}</article><ul><li>写得好</li><li>赞</li><li id=c>有手机就能做，加微信abc12345</li></ul>`,
    );
    expect(seen.level).toBe('danger');
    expect(seen.marked).toEqual(['有手机就能做', '加微信abc12345']);
  });

  test('a page in a long text: every lure is found once', async () => {
    const filler = '<p>春天来了，公园里的花都开了，许多人带着孩子出来散步。</p>'.repeat(700);
    const seen = await look(`${filler}<p>有手机就能做</p>${filler}<p>有手机就可以操作</p>${filler}`);
    expect(seen.marked).toEqual(['有手机就能做', '有手机就可以操作']);
    expect(seen.total).toBe(2);
  });

  test('hits just where two big reads meet are neither lost nor doubled', async () => {
    const filler = '<p>一句普通的话。</p>';
    const page = Array.from({ length: 3000 }, (_, i) => (i % 97 === 0 ? '<p>有手机<b>就能做</b></p>' : filler)).join(
      '',
    );
    const seen = await look(page);
    expect(seen.total).toBe(Math.ceil(3000 / 97));
  });
});

describe('the labels of fields', () => {
  const notice = '<p>警方提醒：</p>';

  test.each([
    ['round it', '<label>有手机就能做<input></label>'],
    ['named', '<label for=i>有手机就能做</label><input id=i>'],
    ['of a group', '<fieldset><legend>有手机就能做</legend><input type=checkbox></fieldset>'],
    ['of a row', '<table><tr><th>有手机就能做<td><input></table>'],
  ])('are no mention: %s', async (_name, html) => {
    expect((await look(notice + html)).total).toBe(0);
  });

  test('are not marked with a mention that rests on other words too', async () => {
    const seen = await look(`${notice}<p>加微信 abc12345</p><label>有手机就能做<input></label>`);
    expect([seen.level, seen.marked.join()]).toEqual(['notice', '加微信 abc12345']);
  });

  test.each([
    ['of no field', '<label>有手机就能做</label>'],
    ['a heading of a table of facts', '<table><tr><th>有手机就能做<td>骗局</table>'],
    ['a whole sentence', '<label>有手机就能做的兼职都是骗局<input></label>'],
  ])('others are: %s', async (_name, html) => {
    expect((await look(notice + html)).level).toBe('notice');
  });

  test('an alarm is one wherever it stands', async () => {
    expect((await look('<label>有手机就能做<input></label>')).level).toBe('caution');
  });
});

describe('does not read', () => {
  test.each([
    ['script', '<div><script type="text/plain">有手机就能做</script></div>'],
    ['style', '<style>/* 有手机就能做 */</style>'],
    ['template', '<template>有手机就能做</template>'],
    ['textarea', '<textarea>有手机就能做</textarea>'],
    ['input', '<input value="有手机就能做">'],
    ['select', '<select><option>有手机就能做</option></select>'],
    ['contenteditable', '<div contenteditable>写：<p>有手机就能做</p></div>'],
    ['contenteditable, inherited', '<div contenteditable="plaintext-only"><div><b>有手机</b>就能做</div></div>'],
    ['a text box of its own making', '<div role="textbox">有手机就能做</div>'],
  ])('%s', async (_name, html) => {
    const { page, scan } = await browser.open(`<p>你好，世界</p>${html}<p>再见</p>`);
    await scan({ keepTexts: true });
    const { texts, typedReads } = await page.evaluate(() => window.harness.counters);
    expect(texts.join('')).toContain('你好');
    expect(texts.join('')).not.toContain('手机');
    expect(typedReads).toBe(0);
  });

  test('what is typed later', async () => {
    const { page, scan } = await browser.open(
      '<p id=p>你好</p><div contenteditable id=e></div><textarea id=t></textarea>',
    );
    await scan({ keepTexts: true });
    await page.locator('#e').pressSequentially('有手机就能做');
    await page.locator('#t').fill('有手机就能做');
    await page.evaluate(() => document.getElementById('p')!.append('，世界'));
    await page.waitForFunction(() => window.harness.counters.texts.some((text) => text.includes('世界')));
    const { texts, typedReads } = await page.evaluate(() => window.harness.counters);
    expect(texts.join('')).not.toContain('手机');
    expect(typedReads).toBe(0);
  });

  test('a document in design mode', async () => {
    const { page } = await browser.open('<p>有手机就能做</p>');
    await page.evaluate(() => {
      document.designMode = 'on';
      window.harness.scan({ keepTexts: true });
    });
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestIdleCallback(done))));
    expect(await page.evaluate(() => window.harness.counters.texts)).toEqual([]);
    await page.evaluate(() => {
      document.designMode = 'off';
    });
    await page.waitForFunction(() => window.harness.report()?.level === 'caution');
  });

  test('but what stops being a text field is read', async () => {
    const { page, scan } = await browser.open('<p>你好，世界</p><div id=e contenteditable>有手机就能做</div>');
    await scan();
    expect(await page.evaluate(() => window.harness.report()!.level)).toBe('none');
    await page.evaluate(() => document.getElementById('e')!.removeAttribute('contenteditable'));
    await page.waitForFunction(() => window.harness.report()!.level === 'caution');
  });
});

describe('reads whatever shows, wherever the page put it', () => {
  test.each([
    [
      'beside the body',
      "document.documentElement.append(Object.assign(document.createElement('div'), { textContent }))",
    ],
    [
      'in the head',
      "document.head.style.display = 'block'; document.head.append(Object.assign(document.createElement('div'), { textContent }))",
    ],
    [
      'right in a template that shows',
      "const t = document.createElement('template'); t.style.display = 'block'; t.append(textContent); document.body.append(t)",
    ],
  ])('%s', async (_name, script) => {
    const { page, scan } = await browser.open(
      `<p>你好</p><script>{ const textContent = '有手机就能做'; ${script} }</script>`,
    );
    await scan();
    expect(await page.evaluate(() => window.harness.report()!.level)).toBe('caution');
  });

  test.each([
    ['in place of an object', '<object><p>有手机就能做</p></object>'],
    ['a list of suggestions that shows', '<datalist style="display:block"><p>有手机就能做</p></datalist>'],
    ['words on either side of a film', '<p>有手<video>放不了</video>机就能做</p>'],
  ])('%s', async (_name, html) => {
    const { page, scan } = await browser.open(`<p>你好</p>${html}`);
    await scan();
    expect(await page.evaluate(() => window.harness.report()!.level)).toBe('caution');
  });
});

describe('hidden text does not alert', () => {
  test.each([
    ['display', '<div style="display:none"><p>有手机就能做</p></div>'],
    ['visibility', '<div style="visibility:hidden"><p>有手机就能做</p></div>'],
    ['opacity', '<div style="opacity:0"><p>有手机就能做</p></div>'],
    ['opacity in steps', '<div style="opacity:.2"><p style="opacity:.2">有手机就能做</p></div>'],
    ['font size', '<p style="font-size:0">有手机就能做</p>'],
    ['tiny type', '<p style="font-size:1px">有手机就能做</p>'],
    ['no box', '<p style="width:0;height:0;overflow:hidden">有手机就能做</p>'],
    ['one pixel', '<p style="position:absolute;width:1px;height:1px;overflow:hidden">有手机就能做</p>'],
    ['clip', '<p style="position:absolute;clip:rect(0,0,0,0)">有手机就能做</p>'],
    ['clip-path', '<p style="clip-path:inset(50%)">有手机就能做</p>'],
    ['off the side', '<p style="position:absolute;left:-9999px">有手机就能做</p>'],
    ['indented away', '<p style="text-indent:-9999px">有手机就能做</p>'],
    ['scaled away', '<p style="transform:scale(0)">有手机就能做</p>'],
    ['folded up', '<div style="max-height:0;overflow:hidden"><p>有手机就能做</p></div>'],
    ['no paint', '<p style="color:transparent">有手机就能做</p>'],
    ['hidden attribute', '<p hidden>有手机就能做</p>'],
    ['closed details', '<details><summary>问</summary><p>有手机就能做</p></details>'],
    ['content-visibility', '<div style="content-visibility:hidden"><p>有手机就能做</p></div>'],
    ['no fill', '<p style="-webkit-text-fill-color:transparent">有手机就能做</p>'],
    ['no paint, in a new notation', '<p style="color:color(srgb 0 0 0 / 0)">有手机就能做</p>'],
    ['filtered away', '<p style="filter:opacity(0)">有手机就能做</p>'],
    ['clip-path to a point', '<p style="clip-path:polygon(0 0, 0 0, 0 0)">有手机就能做</p>'],
    ['no slot', '<x-y><p slot="none">有手机就能做</p><template shadowrootmode="open"></template></x-y>'],
  ])('%s', async (_name, html) => {
    const { page, scan } = await browser.open(`<p>你好</p>${html}`);
    await scan();
    const report = await page.evaluate(() => window.harness.report());
    expect(report).toEqual({ level: 'none', findings: [], total: 0, mentions: 0, settled: true });
  });

  test.each([
    [
      'scrolled out of a chat',
      '<div style="height:60px;overflow:auto" id=s><p>有手机就能做</p><div style="height:900px"></div></div>',
    ],
    ['below the fold', '<div style="height:5000px"></div><p>有手机就能做</p>'],
    ['faint but there', '<p style="opacity:.6">有手机就能做</p>'],
    [
      'letters cut from a background',
      '<p style="color:transparent;background:linear-gradient(red,blue);background-clip:text">有手机就能做</p>',
    ],
    ['filled in another colour', '<p style="color:transparent;-webkit-text-fill-color:#000">有手机就能做</p>'],
    ['outlined', '<p style="color:transparent;-webkit-text-stroke:1px #000">有手机就能做</p>'],
    ['drawn', '<svg><text y="20" style="color:transparent;fill:#000">有手机就能做</text></svg>'],
    ['cut above it', '<p style="padding-top:99px;clip-path:inset(50% 0 0 0)">有手机就能做</p>'],
    ['a clip that does not apply', '<p style="position:sticky;clip:rect(0,0,0,0)">有手机就能做</p>'],
    ['hidden content of no box', '<p><span style="content-visibility:hidden">有手机就能做</span></p>'],
    ['opacity of no box', '<div style="display:contents;opacity:0">有手机就能做</div>'],
    ['tiny type, scaled up', '<p style="font-size:1px;transform:scale(16);transform-origin:0 0">有手机就能做</p>'],
    ['tiny type, zoomed', '<p style="font-size:1px;zoom:16">有手机就能做</p>'],
    [
      'out of the box that clips',
      '<div style="overflow:hidden;height:0"><p style="position:absolute">有手机就能做</p></div>',
    ],
    ['fixed', '<div style="overflow:hidden;height:0"><p style="position:fixed;top:50px">有手机就能做</p></div>'],
    ['clipped to the side only', '<div style="overflow-x:clip;height:0"><p>有手机就能做</p></div>'],
    [
      'a margin about the clip',
      '<div style="overflow:clip;overflow-clip-margin:99px;height:0"><p>有手机就能做</p></div>',
    ],
    [
      'over the page',
      '<div style="opacity:0"><div popover=manual id=o>有手机就能做</div></div><script>o.showPopover()</script>',
    ],
    [
      'far along lines that run from right to left',
      `<style>html{writing-mode:vertical-rl}</style>${'<p>你好</p>'.repeat(90)}<p>有手机就能做</p>`,
    ],
    [
      'closed details that a style opens',
      '<style>details::details-content{content-visibility:visible}</style><details><summary>问</summary>有手机就能做</details>',
    ],
  ])('but: %s', async (_name, html) => {
    const { page, scan } = await browser.open(html);
    await page.evaluate(() => document.getElementById('s')?.scrollTo(0, 500));
    await scan();
    expect(await page.evaluate(() => window.harness.report()!.level)).toBe('caution');
  });

  test('hidden words inside a lure do not save it', async () => {
    const seen = await look(
      '<p>有手<span style="display:none">甲乙</span>机<i style="visibility: hidden">丙</i>就能<b style="font-size:0">丁</b>做</p>',
    );
    expect(seen.level).toBe('caution');
    expect(seen.marked.join('')).toBe('有手机就能做');
  });

  test('a hidden police notice exempts nothing', async () => {
    const seen = await look('<p style="display:none">警方提醒</p><p>有手机就能做</p>');
    expect(seen.level).toBe('caution');
  });

  test('a crowd of hidden copies does not cover the one that shows', async () => {
    const hidden = '<p style="display:none">有手机就能做</p>'.repeat(120);
    const seen = await look(`${hidden}<p>这里也写着：有手机就可以做</p>`);
    expect(seen.marked).toEqual(['有手机就可以做']);
  });

  test('it alerts when it comes to light', async () => {
    const { page, scan } = await browser.open(
      '<style>.off{display:none}</style><div id=d class=off><p>有手机就能做</p></div><details id=q><summary>问</summary>有手机就可以做</details>',
    );
    await scan();
    expect(await page.evaluate(() => window.harness.report()!.level)).toBe('none');
    await page.evaluate(() => document.getElementById('d')!.classList.remove('off'));
    await page.waitForFunction(() => window.harness.report()!.total === 1);
    await page.evaluate(() => document.getElementById('q')!.setAttribute('open', ''));
    await page.waitForFunction(() => window.harness.report()!.total === 2);
  });
});

test.each([
  [
    'a rule of a style sheet',
    '<style id=s>.l{visibility:hidden}</style>',
    "s.sheet.cssRules[0].style.visibility = 'visible'",
  ],
  [
    'an attribute nobody knows',
    '<style>:not([data-on])>.l{visibility:hidden}</style>',
    "document.body.dataset.on = ''",
  ],
  [
    'an animation by script',
    '<style>.l{opacity:0}</style>',
    "document.querySelector('.l').animate([{ opacity: 1 }, { opacity: 1 }], { duration: 1, fill: 'forwards' })",
  ],
])('hidden text shows, and no event tells of it: %s', async (_name, style, script) => {
  const { page, scan } = await browser.open(`${style}<p>你好</p><p class=l>有手机就能做</p>`);
  await scan();
  expect(await page.evaluate(() => window.harness.report()!.level)).toBe('none');
  await page.addScriptTag({ content: script });
  await page.waitForFunction(() => window.harness.report()!.level === 'caution');
});

describe('shadow roots', () => {
  const attach = (html: string) => `<script>
    const root = document.currentScript.previousElementSibling.attachShadow({ mode: 'open' });
    root.innerHTML = ${JSON.stringify(html)};
  </script>`;

  test.each([
    ['a custom element', `<x-card></x-card>${attach('<p>有手机就能做</p>')}`],
    ['a div', `<div></div>${attach('<p>有手机就能做</p>')}`],
    ['words that come by a slot', `<x-card><b>手机</b></x-card>${attach('<p>有<slot></slot>就能做</p>')}`],
    [
      'named slots',
      `<x-card><b slot="a">能做</b><b slot="b">有手机</b></x-card>${attach('<slot name="b"></slot>就<slot name="a"></slot>')}`,
    ],
    ['what a slot holds when nothing comes', `<x-card></x-card>${attach('<slot>有手机就能做</slot>')}`],
    [
      'nested',
      '<x-a><template shadowrootmode="open"><x-b><template shadowrootmode="open"><p>有手机就能做</p></template></x-b></template></x-a>',
    ],
  ])('%s', async (_name, html) => {
    const { page, scan } = await browser.open(`<p>你好</p>${html}<p>再见</p>`);
    await scan();
    await page.waitForFunction(() => window.harness.report()!.level === 'caution');
    const report = await page.evaluate(() => window.harness.report()!);
    expect(report.total).toBe(1);
    expect(await page.evaluate(() => window.harness.marked('caution').join(''))).toBe('有手机就能做');
  });

  test('bubbles that are custom elements are judged together', async () => {
    const bubble = (text: string) => `<x-b><template shadowrootmode="open"><div>${text}</div></template></x-b>`;
    const seen = await look(`<div>${bubble('有手机就能做')}${bubble('好的')}${bubble('加微信abc12345')}</div>`);
    expect(seen.level).toBe('danger');
    expect(seen.total).toBe(1);
  });

  test('changes inside are seen', async () => {
    const { page, scan } = await browser.open('<x-a><template shadowrootmode="open"><div id=d></div></template></x-a>');
    await scan();
    await page.evaluate(() => {
      document.querySelector('x-a')!.shadowRoot!.getElementById('d')!.innerHTML = '<p>有手机就能做</p>';
    });
    await page.waitForFunction(() => window.harness.report()!.level === 'caution');
  });

  test('a root that comes late is found', async () => {
    const { page, scan } = await browser.open('<x-late>等一下</x-late>');
    await scan();
    await page.evaluate(() => {
      document.querySelector('x-late')!.attachShadow({ mode: 'open' }).innerHTML = '<p>有手机就能做</p>';
    });
    await page.waitForFunction(() => window.harness.report()!.level === 'caution');
  });

  test('nested deeper than calls can go', async () => {
    const { page, scan } = await browser.open(`<p>你好</p><div id=h></div><script>
      for (let at = h, i = 0; i < 2500; i++) {
        const root = at.attachShadow({ mode: 'open' });
        root.append((at = document.createElement('div')));
      }
    </script><p>有手机就能做</p>`);
    await scan();
    expect(await page.evaluate(() => window.harness.report()!.level)).toBe('caution');
  });

  test.each([
    ['by its name', "p.slot = 'a'", 'named'],
    ['by a script', 'root.firstChild.assign(p)', 'manual'],
  ])('a child gets its place late: %s', async (_name, script, slotAssignment) => {
    const { page, scan } = await browser.open(`<x-a id=h><p id=p>有手机就能做</p></x-a><script>
      const root = h.attachShadow({ mode: 'open', slotAssignment: '${slotAssignment}' });
      root.innerHTML = '<slot name=a></slot>';
    </script>`);
    await scan();
    expect(await page.evaluate(() => window.harness.report()!.level)).toBe('none');
    await page.addScriptTag({ content: script });
    await page.waitForFunction(() => window.harness.report()!.level === 'caution');
  });

  test('a plain element with children of its own is asked when somebody is there', async () => {
    const { page, scan } = await browser.open(
      `<p>你好</p><div><b>旁白</b></div>${attach('<p>有手机就能做</p><slot></slot>')}`,
    );
    await scan();
    await page.mouse.wheel(0, 10);
    await page.waitForFunction(() => window.harness.report()!.level === 'caution');
  });

  test('a late root on a plain element is found when people point at it', async () => {
    const { page, scan } = await browser.open('<div id=d style="height:80px">等一下</div>');
    await scan();
    await page.evaluate(() => {
      document.getElementById('d')!.attachShadow({ mode: 'open' }).innerHTML = '<p>有手机就能做</p>';
    });
    await page.mouse.move(20, 30);
    await page.waitForFunction(() => window.harness.report()!.level === 'caution');
  });
});
