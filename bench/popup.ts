/**
 * The question box of the built popup in a real Chromium: from a keystroke's input event to an answer that is drawn and
 * laid out. All of that happens while the event is dispatched, so no waiting is in the figures.
 */
import { startChromium } from '../scripts/chromium-session.ts';
import { builtExtension } from './built-extension.ts';
import { chromiumPath } from './fresh-pages.ts';
import { prose } from './generated-pages.ts';
import { quantile, type Section, single, summed } from './measure.ts';

const QUESTIONS = [
  '有人说在家点赞就能赚钱是真的吗',
  '客服说我的快递丢了要给我三倍赔偿',
  '对方让我下载一个会议软件共享屏幕',
  '网上认识的朋友带我买虚拟币稳赚',
];
const PASTED_CHARS = 10_000;

/** Milliseconds from each new content of the question box to its answer, inside the popup. */
const answered = (contents: readonly string[]): number[] => {
  const field = document.querySelector<HTMLTextAreaElement | HTMLInputElement>('textarea, input')!;
  const set = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field) as object, 'value')!.set!;
  return contents.map((content) => {
    set.call(field, content);
    const start = performance.now();
    field.dispatchEvent(new Event('input', { bubbles: true }));
    // Asks for the layout that the answer needs.
    document.body.getBoundingClientRect();
    return performance.now() - start;
  });
};

/** What stands in the box one after another while a question is typed. */
const typed = (question: string): string[] => Array.from(question, (_, at) => question.slice(0, at + 1));

export async function* benchPopup(quick: boolean): AsyncGenerator<Section> {
  const session = await startChromium({
    browser: { kind: 'chromium', path: chromiumPath() },
    extension: builtExtension(),
  });
  try {
    const open = async () => {
      const page = await session.context.newPage();
      await page.goto(session.ownPage('popup.html'));
      await page.locator('textarea, input').first().waitFor();
      await page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
      return page;
    };
    // A chat, say: most of it ordinary.
    const pasted = prose(PASTED_CHARS - 100) + QUESTIONS.join('。').slice(0, 100);
    // Nothing but tricks, one after another.
    const tricks = QUESTIONS.join('。');
    const full = tricks.repeat(Math.ceil(PASTED_CHARS / tricks.length)).slice(0, PASTED_CHARS);
    const first: number[] = [];
    const later: number[] = [];
    const pastes: number[] = [];
    const fullPastes: number[] = [];
    for (let round = 0; round < (quick ? 3 : 7); round++) {
      const page = await open();
      const [cold, ...times] = await page.evaluate(answered, QUESTIONS.flatMap(typed));
      first.push(cold!);
      later.push(...times);
      await page.close();
      const other = await open();
      pastes.push(...(await other.evaluate(answered, [pasted])));
      await other.close();
      const another = await open();
      fullPastes.push(...(await another.evaluate(answered, [full])));
      await another.close();
    }
    yield {
      title: '弹窗',
      from: `构建好的扩展，每次新打开；${later.length} 次按键，${pastes.length} 次粘贴`,
      measures: [
        summed('按键到答案画好', later, 'ms'),
        single('其中 95 % 不超过', quantile(later, 0.95), 'ms'),
        single('其中最慢', quantile(later, 1), 'ms'),
        summed('打开后的第一键', first, 'ms'),
        single('打开后的第一键，最快', Math.min(...first), 'ms'),
        summed('粘贴 1 万字', pastes, 'ms'),
        single('粘贴 1 万字，最快', Math.min(...pastes), 'ms'),
        summed('粘贴 1 万字，满是话术', fullPastes, 'ms'),
      ],
    };
  } finally {
    await session.close();
  }
}
