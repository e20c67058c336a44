import type { Page } from '@playwright/test';
import { clipped, violations } from './inspection.ts';
import { expect, test } from './playground-page.ts';

test('danger: an alertdialog whose name starts with the level and goes on with the trick and the question', async ({
  open,
}) => {
  for (const [face, question] of [
    '对方是不是让你加好友',
    '对方是不是不想',
    '这件事，\\s*是不是只有对方给的渠道',
  ].entries()) {
    const page = await open(`danger-${face}`);
    const name = new RegExp(`^高危 疑似“刷单返利”骗局 ${question}`);
    await expect(page.getByRole('alertdialog', { name })).toBeVisible();
  }
});

test('caution: a status whose name starts with the level, without a row of buttons, and it leaves the focus alone', async ({
  open,
}) => {
  for (const face of [0, 1, 2]) {
    const page = await open(`caution-${face}`);
    await expect(page.getByRole('status', { name: /^警惕 / })).toBeVisible();
    await expect(page.locator('.card .btn')).toHaveCount(0);
    await expect(page.locator('#page-input')).toBeFocused();
  }
});

test('three faces differ in picture, question and order of the parts', async ({ open }) => {
  const faces: { parts: string; question: string | null; picture: string }[] = [];
  for (const face of [0, 1, 2]) {
    const page = await open(`danger-${face}`);
    faces.push({
      parts: await page
        .locator('.card .body')
        .evaluate((body) => [...body.children].map(({ className, localName }) => className || localName).join(' ')),
      question: await page.locator('.card h2').textContent(),
      picture: await page
        .locator('.card .head')
        .evaluate((head) => head.querySelector('.picture')?.innerHTML ?? 'none'),
    });
  }
  for (const part of ['parts', 'question', 'picture'] as const)
    expect(new Set(faces.map((face) => face[part])).size, part).toBe(3);
});

test('danger takes the focus without trapping it, Escape in it says 知道了 and gives the focus back', async ({
  open,
  calls,
}) => {
  const page = await open('danger-0');
  const card = page.getByRole('alertdialog');
  await expect(card).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(card).toHaveCount(0);
  expect(await calls()).toEqual([['exit', 'known']]);
  await expect(page.locator('#page-input')).toBeFocused();
});

test('who is writing keeps the keyboard: an alert is read out, and says the way here until one has come', async ({
  open,
  calls,
}) => {
  for (const [state, says] of [
    ['danger-writing', /^高危 疑似“刷单返利”骗局 对方是不是/],
    ['note-writing', /^高危 扫码之前/],
  ] as const) {
    const page = await open(state);
    await expect(page.locator('#page-input')).toBeFocused();
    await expect(page.getByRole('alert')).toHaveText(says);
    await expect(page.getByRole('alert')).toContainText('按 F6');
    await page.keyboard.press('Escape');
    expect(await calls()).toEqual([]);
    const surface = page.getByRole('alertdialog');
    await surface.focus();
    await expect(page.getByRole('alert')).toHaveCount(0);
    await expect(surface).toBeFocused();
  }
});

test('danger that was told today: small, leaves the keyboard alone, and one press leads to all of it', async ({
  open,
  calls,
}) => {
  const page = await open('danger-again');
  const strip = page.getByRole('status', { name: '高危 又有疑似“刷单返利”的话' });
  await expect(strip).toBeVisible();
  await expect(strip.locator('q')).not.toBeEmpty();
  await expect(page.locator('#page-input')).toBeFocused();
  expect((await strip.boundingBox())!.height).toBeLessThan(200);
  await page.getByRole('button', { name: '看整张提醒' }).click();
  await page.keyboard.press('Escape');
  expect(await calls()).toEqual([['whole'], ['exit', 'known']]);
});

test('Escape outside the card is the page’s', async ({ open, calls }) => {
  const page = await open('danger-0');
  await page.locator('#page-input').focus();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alertdialog')).toBeVisible();
  expect(await calls()).toEqual([]);
});

test('Tab goes from the head over the default action to the exits, and then out into the page', async ({ open }) => {
  const page = await open('danger-0');
  const order: (string | null)[] = [];
  for (let stop = 0; stop < 8; stop += 1) {
    await page.keyboard.press('Tab');
    order.push(
      await page.evaluate(() => {
        const focused = document.querySelector('#over')?.shadowRoot?.activeElement;
        return focused ? focused.getAttribute('aria-label') || focused.textContent : null;
      }),
    );
  }
  expect(order).toEqual([
    '知道了，关闭',
    '先不付，教我核实',
    '问问家人',
    '我已经转账了',
    '看原文',
    '知道了',
    '今天这个网站别再提醒',
    '这条不对',
  ]);
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.querySelector('#over')?.shadowRoot?.activeElement ?? null)).toBeNull();
});

test('every exit and callback is called by its name', async ({ open, calls }) => {
  for (const [button, call] of [
    ['知道了', ['exit', 'known']],
    ['今天这个网站别再提醒', ['exit', 'site-today']],
    ['这条不对', ['exit', 'wrong']],
    ['看原文', ['reveal', 'f1']],
    ['问问家人', ['askFamily']],
    ['我已经转账了', ['transferred']],
  ] as const) {
    const page = await open('danger-0');
    await page.getByRole('button', { name: button, exact: true }).click();
    expect(await calls()).toEqual([call]);
  }
});

test('看原文 makes room for the page: a strip leads to the next words and back, all by keyboard', async ({
  open,
  calls,
}) => {
  const page = await open('danger-long-0', { width: 360, height: 740 });
  const reveal = page.getByRole('button', { name: '看原文' });
  await reveal.focus();
  await page.keyboard.press('Enter');
  const back = page.getByRole('button', { name: '返回提醒' });
  await expect(back).toBeFocused();
  // Still the warning, by its name, and out of the way of the words.
  await expect(page.getByRole('alertdialog', { name: /^高危 原文 1 \/ 3$/ })).toBeVisible();
  await expect(page.getByRole('alertdialog')).toContainText('小船');
  expect((await page.locator('.card').boundingBox())!.height).toBeLessThan(200);
  const next = page.getByRole('button', { name: '下一处' });
  for (let at = 0; at < 3; at += 1) await next.press('Enter');
  expect(await calls()).toEqual([
    ['reveal', 'f1'],
    ['reveal', 'f2'],
    ['reveal', 'f3'],
    ['reveal', 'f1'],
  ]);
  await back.press('Enter');
  await expect(reveal).toBeFocused();
  await reveal.press('Enter');
  // Escape goes back one step: the strip, then the card.
  await page.keyboard.press('Escape');
  await expect(reveal).toBeFocused();
  expect(await calls()).not.toContainEqual(['exit', 'known']);
});

test('the strip is no smaller than it may be: targets and text, in both sizes', async ({ open }) => {
  for (const [size, target] of [
    ['normal', 44],
    ['elder', 60],
  ] as const) {
    const page = await open('caution-long', { size, width: 320, height: 568 });
    if (size === 'elder') await page.getByRole('button', { name: '更多' }).click();
    await page.getByRole('button', { name: '看原文' }).click();
    for (const button of await page.locator('.card.aside button').all())
      expect((await button.boundingBox())!.height).toBeGreaterThanOrEqual(target - 0.5);
    expect(await clipped(page)).toEqual([]);
    expect(await violations(page)).toEqual([]);
  }
});

test('buttons without a callback are not there', async ({ open }) => {
  const page = await open('danger-bare');
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await expect(page.getByRole('button', { name: /问问家人|我已经转账了|读给我听/ })).toHaveCount(0);
  await expect(page.locator('.seal')).toHaveCount(0);
});

test('the default action opens the steps with 110, 96110 and the app, and goes back to where it was', async ({
  open,
}) => {
  const page = await open('danger-0');
  await page.getByRole('button', { name: '先不付，教我核实' }).press('Enter');
  await expect(page.getByRole('heading', { name: '现在这样做' })).toBeFocused();
  const calls = page.getByRole('list', { name: '可以打的电话' });
  await expect(calls).toContainText('110');
  await expect(calls).toContainText('96110');
  await expect(calls).toContainText('国家反诈中心 App');
  await expect(page.locator('.card a')).toHaveCount(0);
  await page.getByRole('button', { name: '返回提醒' }).press('Enter');
  await expect(page.getByRole('button', { name: '先不付，教我核实' })).toBeFocused();
});

test('in a low window the question and the default action are seen at once; its steps come up under the eye', async ({
  open,
}) => {
  for (const size of ['normal', 'elder'] as const) {
    for (const face of [0, 1, 2]) {
      const page = await open(`danger-${face}`, { size, width: 320, height: 215 });
      const action = page.getByRole('button', { name: '先不付，教我核实' });
      await expect(action).toBeInViewport({ ratio: 1 });
      const title = (await page.locator('.card h2').boundingBox())!;
      const covered = (await page.locator('.default').boundingBox())!.y;
      // Of large letters a line and a half at least; of ordinary ones all of it.
      expect(covered - title.y).toBeGreaterThanOrEqual(size === 'elder' ? 45 : Math.min(title.height - 8, 50));
      await action.press('Enter');
      const heading = page.getByRole('heading', { name: '现在这样做' });
      await expect(heading).toBeFocused();
      await expect(heading).toBeInViewport({ ratio: 1 });
      expect((await heading.boundingBox())!.y).toBeLessThan(40);
      await expect(page.locator('.card .todo li').first()).toBeInViewport({ ratio: 0.5 });
    }
  }
});

test('where there is room, the head with its sign stays above the steps', async ({ open }) => {
  for (const [width, height] of [
    [1280, 800],
    [320, 640],
  ] as const) {
    const page = await open('danger-0', { width, height });
    await page.getByRole('button', { name: '先不付，教我核实' }).press('Enter');
    await expect(page.locator('.seal')).toBeInViewport({ ratio: 1 });
    expect((await page.getByRole('heading', { name: '现在这样做' }).boundingBox())!.y).toBeLessThan(height / 2);
  }
});

test('danger leaves the lower part of the page free, and shows the question, the way out and the default action', async ({
  open,
}) => {
  for (const [size, width, most] of [
    ['normal', 390, 0.65],
    ['normal', 1280, 0.73],
    ['elder', 390, 0.83],
    ['elder', 1280, 0.83],
  ] as const) {
    for (const state of ['danger-0', 'danger-1', 'danger-2', 'danger-long-1', 'danger-writing']) {
      const page = await open(state, { size, width, height: 800 });
      const { y, height } = (await page.locator('.card').boundingBox())!;
      expect((y + height) / 800, `${state} ${size} ${width}`).toBeLessThan(most);
      for (const part of ['h2', '.lead', '.main', '.close'])
        await expect(page.locator(`.card ${part}`), `${state} ${part}`).toBeInViewport({ ratio: 1 });
    }
  }
});

test('in a low window the strip leaves half of it to the words', async ({ open }) => {
  for (const level of ['danger', 'caution']) {
    const page = await open(`${level}-long${level === 'danger' ? '-0' : ''}`, { width: 320, height: 215 });
    await page.getByRole('button', { name: '看原文' }).press('Enter');
    const { y, height } = (await page.locator('.card').boundingBox())!;
    expect(y + height).toBeLessThan(215 / 2);
    await expect(page.locator('.card .seal')).toBeInViewport({ ratio: 1 });
  }
});

test('after 这条不对, in a low window: what was done on one line, the way back under it, nothing cut', async ({
  open,
}) => {
  for (const size of ['normal', 'elder'] as const) {
    const page = await open('danger-wrong', { size, width: 320, height: 215 });
    const said = page.getByText('已改，不再提醒');
    const undo = page.getByRole('button', { name: '撤销' });
    const line = await said.evaluate((element) => Number.parseFloat(getComputedStyle(element).lineHeight));
    const { y, height } = (await said.boundingBox())!;
    expect(height).toBeLessThan(1.5 * line);
    expect((await undo.boundingBox())!.y).toBeGreaterThanOrEqual(y + height);
    await expect(undo).toBeInViewport({ ratio: 1 });
    await expect(page.locator('.card .seal')).toBeInViewport({ ratio: 1 });
  }
});

test('a shadow along the lower edge says that more follows', async ({ open }) => {
  const page = await open('danger-0', { width: 320, height: 640 });
  const edge = () =>
    page.locator('.card').evaluate((card) => {
      const { backgroundImage, backgroundAttachment } = getComputedStyle(card);
      return [backgroundImage.split('linear-gradient').length - 1, backgroundAttachment];
    });
  // The cover moves with the content, the shadow does not.
  expect(await edge()).toEqual([2, 'local, scroll, scroll']);
});

test('a scripted click does nothing', async ({ open, calls }) => {
  const page = await open('danger-0');
  await page.evaluate(() => {
    for (const button of document.querySelector('#over')!.shadowRoot!.querySelectorAll('button')) button.click();
    document
      .querySelector('#over')!
      .shadowRoot!.querySelector('.card')!
      .dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  });
  await expect(page.getByRole('alertdialog')).toBeVisible();
  expect(await calls()).toEqual([]);
});

test('the script’s progress tells the step in words and marks it for screen readers', async ({ open }) => {
  const page = await open('danger-long-0');
  await expect(page.locator('.progress .caption')).toContainText('第 4 步，共 5 步');
  await expect(page.locator('.progress [aria-current=step]')).toHaveCount(1);
  await expect(page.locator('.progress')).toContainText('还在让你别告诉别人');
  await expect(page.locator('.progress .passed')).toHaveCount(1);
});

test('还在让你别告诉别人 is said of this page, not of what was met before', async ({ open }) => {
  const page = await open('danger-silenced-before');
  await expect(page.locator('.progress .caption')).toContainText('第 3 步，共 5 步');
  await expect(page.locator('.card')).not.toContainText('还在让你别告诉别人');
});

test('more quotes than two are behind one button', async ({ open }) => {
  const page = await open('danger-long-0');
  await expect(page.locator('.card q')).toHaveCount(2);
  await page.getByRole('button', { name: '还有 5 句原话' }).press('Enter');
  await expect(page.locator('.card q')).toHaveCount(7);
  // The button has gone: the keyboard is with the words it brought, and Escape still leaves the card.
  await expect(page.getByRole('list', { name: '看到的原话' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
});

test('the default action is in sight however long the card, in large type too', async ({ open }) => {
  for (const size of ['normal', 'elder'] as const) {
    const page = await open('danger-long-0', { size, width: 360, height: 740 });
    await expect(page.locator('.default .btn')).toBeInViewport({ ratio: 1 });
  }
});

test('a page’s important rules, inherited fonts and root font size do not reach the card', async ({ open }) => {
  const page = await open('danger-0');
  const styles = await page.locator('.card').evaluate((card) => {
    const { fontSize, letterSpacing, textTransform, fontStyle, opacity } = getComputedStyle(card);
    const host = getComputedStyle(document.querySelector('#over')!);
    return {
      fontSize,
      letterSpacing,
      textTransform,
      fontStyle,
      opacity,
      host: host.display,
      transform: host.transform,
      hostOpacity: host.opacity,
    };
  });
  expect(styles).toEqual({
    fontSize: '16px',
    letterSpacing: 'normal',
    textTransform: 'none',
    fontStyle: 'normal',
    opacity: '1',
    host: 'block',
    transform: 'none',
    hostOpacity: '1',
  });
});

test('what they will say stands on every card: caution too', async ({ open }) => {
  for (const state of ['caution-0', 'caution-1', 'danger-0', 'danger-1', 'danger-2']) {
    const page = await open(state);
    await expect(page.locator('.card')).toContainText('他会说');
    await expect(page.locator('.card')).toContainText(/他会说“(名额有限，先到先得|系统随机派的)/);
    await expect(page.locator('.card')).toContainText('在你电脑上判断，没有上传');
  }
});

test('the whole way of the script stands in words, this step in bold; large type keeps to this one and the next', async ({
  open,
}) => {
  const page = await open('danger-2');
  await expect(page.locator('.progress .caption')).toHaveText('“刷单返利”骗局的第 2 步，共 5 步');
  await expect(page.locator('.progress .steps li:visible')).toHaveCount(5);
  await expect(page.locator('.progress [aria-current=step]')).toHaveText('小任务先返几元');
  const elder = await open('danger-2', { size: 'elder' });
  await elder.getByRole('button', { name: '这是哪一步，接下来会怎样' }).click();
  await expect(elder.locator('.progress .steps li:visible')).toHaveCount(2);
});

/** Characters a person meets before the default action, spaces and buttons apart. */
const readBeforeAction = (page: Page) =>
  page.locator('.card').evaluate((card) => {
    const action = card.querySelector('.default')!;
    return [...card.querySelectorAll('.head > :not(button), .body > *')]
      .filter((part) => part.compareDocumentPosition(action) & Node.DOCUMENT_POSITION_FOLLOWING)
      .map((part) => part.textContent)
      .join('')
      .replace(/[\s\u200b]/g, '').length;
  });

test('in large type: the head, one quote, the ways to act; all else behind one button, none of it lost', async ({
  open,
}) => {
  for (const face of [0, 1, 2]) {
    const page = await open(`danger-${face}`, { size: 'elder', width: 1366, height: 625 });
    await expect(page.locator('.card q')).toHaveCount(1);
    expect(await readBeforeAction(page)).toBeLessThanOrEqual(80);
    for (const name of ['先不付，教我核实', '问问家人', '我已经转账了'])
      await expect(page.getByRole('button', { name })).toBeInViewport({ ratio: 1 });
    await expect(page.locator('.card')).not.toContainText('他会说');
    const more = page.getByRole('button', { name: '这是哪一步，接下来会怎样' });
    await more.click();
    await expect(more).toHaveAttribute('aria-expanded', 'true');
    await expect(page.locator('.card q')).toHaveCount(2);
    for (const part of ['接下来多半会', '他会说', `第 ${[1, 3, 2][face]} 步，共 5 步`])
      await expect(page.locator('.card')).toContainText(part);
  }
});

test('caution in large type: what it is in plain words, one piece of advice, two buttons; the rest behind 更多', async ({
  open,
  calls,
}) => {
  for (const face of [0, 1, 2]) {
    const page = await open(`caution-${face}`, { size: 'elder', width: 1366, height: 625 });
    const card = page.getByRole('status', {
      name: /^警惕 先留个心，\s*很像一种骗局：\s*叫人做小任务挣钱，\s*再要人垫钱/,
    });
    await expect(card).not.toContainText('刷单返利');
    await expect(card).not.toContainText('这台电脑没有装语音');
    await expect(card).toContainText('不加好友，不进群，也别先付钱');
    await expect(card.locator('q')).toHaveCount(1);
    // The last one has no callback for asking family, and so no button.
    const names = face === 2 ? ['知道了', '更多'] : ['问问家人', '知道了', '更多'];
    await expect(card.locator('.body button')).toHaveText(names);
    for (const name of names)
      await expect(card.getByRole('button', { name, exact: true })).toBeInViewport({ ratio: 1 });
  }
  const page = await open('caution-long', { size: 'elder' });
  const more = page.getByRole('button', { name: '更多' });
  await more.press('Enter');
  await expect(more).toHaveAttribute('aria-expanded', 'true');
  await expect(more).toBeFocused();
  for (const part of ['他会说', '96110', '看原文', '今天这个网站别再提醒', '这条不对', '我已经转账了'])
    await expect(page.locator('.card')).toContainText(part);
  await page.getByRole('button', { name: '问问家人' }).click();
  expect(await calls()).toEqual([['askFamily']]);
});

test('in ordinary type what comes next stands after the ways to act', async ({ open }) => {
  for (const face of [0, 1, 2]) {
    const page = await open(`danger-${face}`);
    expect(await readBeforeAction(page)).toBeLessThanOrEqual(150);
    const [action, next] = [page.locator('.default'), page.getByText('接下来多半会')];
    expect((await next.boundingBox())!.y).toBeGreaterThan((await action.boundingBox())!.y);
  }
});

test('the sign is seen at once on every card and gate, in every size and window', async ({ open }) => {
  for (const size of ['normal', 'elder'] as const) {
    for (const [width, height] of [
      [1366, 625],
      [320, 568],
      [320, 200],
    ] as const) {
      for (const state of ['danger-0', 'danger-1', 'danger-2', 'danger-long-1', 'caution-1', 'gate-wait']) {
        const page = await open(state, { size, width, height });
        await expect(page.locator('.seal')).toHaveCount(1);
        const seen = `${state} ${size} ${width}×${height}`;
        // At 400 % zoom large type leaves the gate's head no room beside its question.
        if (size === 'elder' && height === 200) continue;
        await expect(page.locator('.seal'), seen).toBeInViewport({ ratio: 1 });
      }
    }
  }
});

test('the hook of the second face hangs from the card’s edge', async ({ open }) => {
  for (const size of ['normal', 'elder'] as const) {
    const page = await open('danger-1', { size });
    const card = (await page.locator('.card').boundingBox())!;
    expect((await page.locator('.card .picture path').first().boundingBox())!.y).toBeLessThanOrEqual(card.y + 1);
  }
});

test('a heading breaks after its commas, and where it must, between words', async ({ open }) => {
  const page = await open('danger-2', { size: 'elder', width: 320, height: 640 });
  await expect(page.locator('.card h2 .phrase')).toHaveText(['这件事，', '是不是只有对方给的渠道能查到？']);
  for (const [state, words] of [
    ['danger-2', ['是不是', '渠道', '查到']],
    ['danger-1', ['是不是', '第二', '个人']],
    ['caution-0', ['一种', '骗局', '任务']],
    ['gate-open', ['有没有', '让你先付', '笔钱']],
  ] as const) {
    await open(state, { size: 'elder', width: 320, height: 640 });
    for (const word of words) expect(await linesOf(page, word), `${state} ${word}`).toBe(1);
  }
});

/** On how many lines a word of a surface’s headings stands. */
function linesOf(page: Page, word: string): Promise<number> {
  return page.evaluate((sought) => {
    const surface = document.querySelector('#over')!.shadowRoot!.querySelector('.cly')!;
    const texts: Text[] = [];
    for (const heading of surface.querySelectorAll('h2, legend')) {
      const walker = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) texts.push(walker.currentNode as Text);
    }
    const at = texts
      .map(({ data }) => data)
      .join('')
      .indexOf(sought);
    const tops = new Set<number>();
    let passed = 0;
    for (const text of texts) {
      for (let own = 0; own < text.length; own++, passed++) {
        if (passed < at || passed >= at + sought.length) continue;
        const range = document.createRange();
        range.setStart(text, own);
        range.setEnd(text, own + 1);
        tops.add(Math.round(range.getBoundingClientRect().top));
      }
    }
    return tops.size;
  }, word);
}

test('caution keeps its guidance behind one link', async ({ open }) => {
  const page = await open('caution-0');
  await expect(page.locator('.card .calls')).toHaveCount(0);
  const why = page.getByRole('button', { name: '为什么，怎么办' });
  await why.click();
  await expect(why).toHaveAttribute('aria-expanded', 'true');
  await expect(page.locator('.card .calls')).toContainText('96110');
});

test('cut off, the card keeps its sign and the keyboard: Enter reloads, Escape closes', async ({ open, calls }) => {
  const page = await open('cut-off');
  await expect(page.locator('.card .seal')).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('button', { name: '刷新本页' })).toBeFocused();
  await page.keyboard.press('Enter');
  expect(await calls()).toEqual([['reload']]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  await expect(page.getByLabel('page')).toBeFocused();
});

test('somebody is named: the button says whom to ask, and in large type to call them', async ({ open }) => {
  for (const [state, size, says] of [
    ['danger-named', 'normal', '问问小雨'],
    ['danger-named', 'elder', '给小雨打电话问问'],
    ['caution-named', 'elder', '给小雨打电话问问'],
    ['gate-named', 'normal', '问问小雨'],
    ['gate-named', 'elder', '给小雨打电话问问'],
    ['danger-long-name', 'normal', '问问住在隔壁的二姑家大表姐夫'],
  ] as const) {
    const page = await open(state, { size });
    await expect(page.getByRole('button', { name: says, exact: true })).toBeVisible();
    await expect(page.getByRole('button', { name: '问问家人' })).toHaveCount(0);
    // To the eye too: nothing of a long name is cut.
    expect(
      await page.locator('.btn .name').evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth),
    ).toBe(true);
  }
});
