import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { DemoSite } from '../demo/server.ts';
import { STORY, type StoryStep } from '../demo/story.ts';
import type { Catalog } from '../engine/catalog.ts';
import { isAlarm } from '../engine/rule.ts';
import type { TabVerdict } from '../platform/protocol.ts';
import type { FoundBrowser } from './browsers.ts';
import type { ChromiumSession } from './chromium-session.ts';
import { markedInside, markedWords, PageView, type Surface } from './page-view.ts';

/** The demo's walk: stop by stop through the story, telling what was warned of and comparing it with what should be. */

/** How long the demo waits for a warning that the story promises, in milliseconds. */
const WARNING_LIMIT_MS = 15_000;
/** Between two looks at a condition, in milliseconds. */
const LOOK_AGAIN_MS = 60;

/** What a walk needs. */
export interface Setting {
  browser: FoundBrowser;
  site: DemoSite;
  /** Folder of the built extension. */
  extension: string;
}

/** Where in the script a card says that the person is. */
const PROGRESS = /第 \d+ 步，共 \d+ 步/;

/** Rules printed at one stop, strongest first. */
const MOST_RULES_TOLD = 5;

const LEVEL_WORDS = { none: '无', notice: '留意', caution: '警惕', danger: '高危' } as const;
const SURFACE_WORDS = { alertdialog: '提醒', status: '提示', dialog: '付款前的拦一下' } as const;

interface Seen {
  verdict: TabVerdict;
  surfaces: Surface[];
  words: string[];
}

/** Looks again until the condition holds or time is up; the last look is given either way. */
export async function lookUntil<Value>(look: () => Promise<Value>, good: (value: Value) => boolean): Promise<Value> {
  const end = performance.now() + WARNING_LIMIT_MS;
  for (;;) {
    const value = await look();
    if (good(value) || performance.now() > end) return value;
    await pause(LOOK_AGAIN_MS);
  }
}

async function see(session: ChromiumSession, page: Page, view: PageView): Promise<Seen> {
  const [verdict, surfaces, words] = await Promise.all([session.verdict(page), view.surfaces(), markedWords(page)]);
  return { verdict, surfaces, words };
}

/** The note beside a contact: its default button puts the contact off and shows what it is. */
function isNote(surface: Surface): boolean {
  return surface.buttons.some((name) => name.endsWith('看看怎么回事'));
}

/** What differs from the story at this stop, as sentences; empty when all is as it should be. */
function differences(step: StoryStep, seen: Seen): string[] {
  const { verdict, surfaces, words } = seen;
  const wrong: string[] = [];
  if (!verdict.settled) wrong.push('页面没有扫描完');
  if (verdict.total > 0 && words.length === 0) wrong.push('判定里有原话，页面上却没有标出');
  if (step.level === 'silent') {
    if (isAlarm(verdict.level)) wrong.push(`应当不出声，却判成了${LEVEL_WORDS[verdict.level]}`);
    if (surfaces.length > 0) wrong.push(`应当不出声，却弹出了“${surfaces[0]?.name}”`);
    return wrong;
  }
  if (verdict.level !== step.level) wrong.push(`应当是${LEVEL_WORDS[step.level]}，判成了${LEVEL_WORDS[verdict.level]}`);
  if (!surfaces.some((surface) => surface.name.startsWith(LEVEL_WORDS[step.level as 'danger']))) {
    wrong.push(
      `应当弹出${LEVEL_WORDS[step.level]}提醒，${surfaces.length === 0 ? '却没有' : `却是“${surfaces[0]?.name}”`}`,
    );
  }
  if (step.progress !== undefined && !surfaces.some(({ text }) => text.includes(step.progress!))) {
    wrong.push(`卡片应当说“${step.progress}”`);
  }
  if (
    step.category !== undefined &&
    !verdict.findings.some((finding) => finding.category === step.category && isAlarm(finding.level))
  ) {
    wrong.push(`应当认出类别 ${step.category}`);
  }
  for (const word of step.words) {
    if (!words.some((marked) => marked.includes(word))) wrong.push(`应当标出“${word}”`);
  }
  return wrong;
}

function report(seen: Seen, catalog: Catalog): string[] {
  const { verdict, surfaces, words } = seen;
  const lines: string[] = [];
  const loud = verdict.findings.filter((finding) => isAlarm(finding.level));
  if (loud.length === 0) {
    lines.push(
      `判定：${LEVEL_WORDS[verdict.level]}${verdict.level === 'notice' ? '（提到了骗局话术，是提醒或报道，不打断）' : ''}`,
    );
  }
  const told = new Set<string>();
  for (const finding of loud) {
    if (told.has(finding.rule) || told.size === MOST_RULES_TOLD) continue;
    told.add(finding.rule);
    const quotes = finding.evidence.map((each) => `“${each.quote}”（${each.signal}）`).join('、');
    const category = catalog.categories[finding.category]?.name ?? finding.category;
    lines.push(
      `${LEVEL_WORDS[finding.level]}  ${category} · ${catalog.rules[finding.rule]?.title ?? finding.rule}  ${quotes}`,
    );
  }
  const untold = new Set(loud.map((finding) => finding.rule)).size - told.size;
  if (untold > 0) lines.push(`还命中另外 ${untold} 条规则`);
  for (const surface of surfaces) lines.push(`弹出${SURFACE_WORDS[surface.role]}：${surface.name}`);
  const progress = surfaces.map(({ text }) => PROGRESS.exec(text)?.[0]).find((found) => found !== undefined);
  if (progress) lines.push(`剧本进度：${progress}`);
  if (surfaces.length === 0) lines.push('没有弹出提醒');
  lines.push(`标出 ${words.length} 句原话`);
  return lines;
}

/** Opens a stop of the story in a new tab and waits for what the story promises there. */
export async function visit(session: ChromiumSession, site: DemoSite, step: StoryStep) {
  const page = await session.context.newPage();
  const view = new PageView(page);
  await page.goto(site.url(step.site, step.path));
  await step.act?.(page);
  const seen = await lookUntil(
    () => see(session, page, view),
    (now) => differences(step, now).length === 0,
  );
  const wrong = differences(step, seen);
  if (step.unmarked !== undefined) {
    const marked = await markedInside(page, step.unmarked);
    if (marked.length > 0) wrong.push(`不该标出的地方被标了：${marked.join('；')}`);
  }
  return { page, view, seen, wrong };
}

/** Walks the whole story once. Returns what differed, each with its stop. */
export async function walk(
  session: ChromiumSession,
  site: DemoSite,
  catalog: Catalog,
  look: (page: Page, name: string) => Promise<void>,
): Promise<string[]> {
  const wrong: string[] = [];
  for (const step of STORY) {
    const visited = await visit(session, site, step);
    console.log(`\n${step.title}\n  ${report(visited.seen, catalog).join('\n  ')}`);
    await look(visited.page, step.picture);
    if (step.take) {
      await step.take(visited.page);
      const surfaces = await lookUntil(
        () => visited.view.surfaces(),
        (now) => now.some(isNote),
      );
      const note = surfaces.find(isNote);
      if (note) console.log(`  复制微信号：${note.name}`);
      else visited.wrong.push('复制微信号时应当在那里说一声，却没有');
      await look(visited.page, `${step.picture}-note`);
    }
    if (step.gate) {
      await step.gate(visited.page);
      const surfaces = await lookUntil(
        () => visited.view.surfaces(),
        (now) => now.some((surface) => surface.role === 'dialog'),
      );
      const gate = surfaces.find((surface) => surface.role === 'dialog');
      if (gate) console.log(`  点进卡号框：${gate.name}`);
      else visited.wrong.push('点进卡号框时应当先拦一下，却没有');
      await look(visited.page, `${step.picture}-gate`);
    }
    for (const sentence of visited.wrong) console.log(`  ✗ ${sentence}`);
    wrong.push(...visited.wrong.map((sentence) => `${step.title}：${sentence}`));
  }
  return wrong;
}
