import type { Page } from '@playwright/test';
import type { SiteName } from './server.ts';

/** One stop of the demo and what a person should be told there. */
export interface StoryStep {
  /** Begins the picture's file name. */
  picture: string;
  title: string;
  site: SiteName;
  path?: string;
  /** What the person does before the picture is taken, beyond looking. */
  act?: (page: Page) => Promise<void>;
  /** Level of the card; `silent`: no card and nothing above notice. */
  level: 'danger' | 'caution' | 'silent';
  /** Category slug that must be among the findings at that level. */
  category?: string;
  /** What the card must say of the script's progress, as far as it is known by then. */
  progress?: string;
  /** Each must be among the marked words, or part of them. */
  words: string[];
  /** Places where nothing may be marked. */
  unmarked?: string;
  /** A note must answer beside a contact after this. */
  take?: (page: Page) => Promise<void>;
  /** A gate must stand in front after this. */
  gate?: (page: Page) => Promise<void>;
}

/** From an advertisement to a payment, over three sites; then a newspaper that says the same words and means well. */
export const STORY: StoryStep[] = [
  {
    picture: '1-jobs',
    title: '青禾校园：真假兼职广告混在一起',
    site: 'jobs',
    level: 'danger',
    category: 'brushing',
    words: ['有手机就能做', 'abc12345', '零花'],
    unmarked: '#post-0, #post-2, #post-4, #post-5, #post-7, aside',
    take: async (page) => {
      await page.locator('#post-1').scrollIntoViewIfNeeded();
      await page.evaluate(selectWords, ['#post-1', 'abc12345'] as const);
      await page.keyboard.press('ControlOrMeta+c');
    },
  },
  {
    picture: '2-feed',
    title: '青禾校园：往下滚动，加载更多',
    site: 'jobs',
    act: async (page) => {
      await page.locator('#more').scrollIntoViewIfNeeded();
      await page.locator('#post-12').scrollIntoViewIfNeeded();
    },
    level: 'danger',
    category: 'loan',
    words: ['先交', '无视征信'],
    unmarked: '#post-8, #post-10, #post-11, #post-13, #post-15',
  },
  {
    picture: '3-chat',
    title: '叮咚聊天：先返五元，再让你垫付',
    site: 'chat',
    path: '?pace=150',
    act: async (page) => {
      await page.locator('#bubbles[data-done="true"]').waitFor();
    },
    level: 'danger',
    category: 'brushing',
    words: ['垫付', '别告诉家里'],
  },
  {
    picture: '4-deposit',
    title: '速单宝：卡单，充值才能提现',
    site: 'task',
    level: 'danger',
    category: 'brushing',
    words: ['补单'],
    gate: async (page) => {
      await page.locator('[name="cc-number"]').click();
    },
  },
  {
    picture: '5-news',
    title: '南屏晚报：反诈报道，应当不出声',
    site: 'news',
    level: 'silent',
    words: [],
  },
  {
    picture: '6-comments',
    title: '南屏晚报：报道下面混进一条骗子评论',
    site: 'news',
    path: 'comments.html',
    act: async (page) => {
      await page.locator('#spam').scrollIntoViewIfNeeded();
    },
    level: 'danger',
    category: 'brushing',
    words: ['有手机就能做', 'abc12345'],
  },
];

/** In the page: selects the words inside the element, as a double click would. */
function selectWords([selector, words]: readonly [string, string]): void {
  const walker = document.createTreeWalker(document.querySelector(selector)!, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode() as Text | null; text !== null; text = walker.nextNode() as Text | null) {
    const at = text.data.indexOf(words);
    if (at >= 0) getSelection()?.setBaseAndExtent(text, at, text, at + words.length);
  }
}
