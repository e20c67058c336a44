import { Converter } from 'opencc-js';
import type { Catalog, CategoryText, GuidanceText, Language, RuleText } from '../engine/catalog.ts';
import type { EnglishFile } from './rule-file.ts';

/**
 * The catalog in the languages of the surfaces, made at build time, so that neither the engine nor a page carries a
 * converter. Ids, phone numbers, official class names, phrases and the titles of sources stay as they are: they are
 * looked up or cited. What a page says is never converted, since it is quoted.
 */

/** What Taiwan calls otherwise, in traditional characters; and 「」, which is how it quotes. */
const TAIWAN: readonly [mainland: string, here: string][] = [
  ['點贊', '按讚'],
  ['賬', '帳'],
  ['網絡', '網路'],
  ['短信', '簡訊'],
  ['屏幕', '螢幕'],
  ['投屏', '投影畫面'],
  ['軟件', '軟體'],
  // What is watched is no call.
  ['刷視頻', '刷影片'],
  ['視頻', '視訊'],
  ['鏈接', '連結'],
  ['信息', '資料'],
  ['二維碼', 'QR Code'],
  ['數據', '資料'],
  ['激活', '啟用'],
  ['登錄', '登入'],
  // As ui/copy/zh-tw.ts says it, beside which these stand.
  ['渠道', '管道'],
  ['核實', '查證'],
  ['“', '「'],
  ['”', '」'],
  ['‘', '『'],
  ['’', '』'],
];

/** The line to ask on the mainland, and those of Taiwan and Hong Kong (docs/hotlines.md), which a reader there can reach. */
const ASK = '96110';
const ASK_ELSEWHERE = ['165', '18222'];
const ASK_ANYWHERE = `${ASK}（臺灣 165、香港 18222）`;

/** The catalog in each language. What `english` does not have stays Chinese there. */
export function speakCatalog(catalog: Catalog, english: EnglishFile): Record<Language, Catalog> {
  return {
    'zh-CN': catalog,
    'zh-TW': inTraditional(catalog),
    en: inEnglish(catalog, english),
  };
}

function inTraditional(catalog: Catalog): Catalog {
  // Characters by OpenCC, words by the table above: its own list of Taiwan's words is made for computing and turns
  // 红头文件 into 標頭檔案, 注销校园贷 into 登出, 挂断电话 into 結束通話.
  const convert = Converter({ from: 'cn', to: 'tw' });
  const speak = (text: string) =>
    TAIWAN.reduce((said, [mainland, here]) => said.replaceAll(mainland, here), convert(text));
  const speakAll = <T>(entries: Record<string, T>, change: (entry: T) => T) =>
    Object.fromEntries(Object.entries(entries).map(([id, entry]) => [id, change(entry)]));
  return {
    version: catalog.version,
    rules: speakAll(catalog.rules, (rule) => ({
      ...rule,
      title: speak(rule.title),
      summary: speak(rule.summary),
      next: speak(rule.next),
      excuse: speak(rule.excuse),
      // Lookup searches the catalog as it was written.
      aliases: [],
      phrases: [],
    })),
    categories: speakAll(catalog.categories, (category) => ({
      ...category,
      name: speak(category.name),
      aliases: [],
      summary: speak(category.summary),
      never: speak(category.never),
      question: speak(category.question),
      first: speak(category.first),
      plain: speak(category.plain),
      script: category.script.map(({ stage, label }) => ({ stage, label: speak(label) })),
    })),
    guidance: speakAll(catalog.guidance, (guidance) => ({
      ...guidance,
      lead: speak(guidance.lead),
      action: speak(guidance.action),
      steps: guidance.steps.map((step) => speak(step).replaceAll(`打 ${ASK}`, `打 ${ASK_ANYWHERE}`)),
      hotlines: guidance.hotlines.flatMap((number) => (number === ASK ? [...ASK_ELSEWHERE, ASK] : [number])),
    })),
    hotlines: speakAll(catalog.hotlines, ({ name, use }) => ({ name: speak(name), aliases: [], use: speak(use) })),
  };
}

/**
 * Rules keep their Chinese names, which the surfaces mark as Chinese. What they say of their trick is said of the whole kind:
 * hundreds of rules are not translated, and a warning in two languages is read by nobody in five seconds.
 */
function inEnglish(catalog: Catalog, english: EnglishFile): Catalog {
  const category = (slug: string, own: CategoryText): CategoryText => {
    const said = english.categories[slug];
    if (said?.script.length !== own.script.length) return own;
    const script = own.script.map(({ stage }, at) => ({ stage, label: said.script[at]! }));
    const { name, summary, never = '', question = '', first, plain } = said;
    return { ...own, name, summary, never, question, first, plain, script };
  };
  const rule = (own: RuleText): RuleText => {
    const said = english.categories[own.category];
    if (said === undefined) return own;
    const { summary, next, excuse } = said;
    return { ...own, summary, next, excuse: own.excuse === '' ? '' : excuse };
  };
  const guidance = (id: string, own: GuidanceText): GuidanceText => {
    const said = english.guidance[id];
    return said === undefined ? own : { ...said, hotlines: own.hotlines };
  };
  const speakAll = <T>(entries: Record<string, T>, change: (id: string, entry: T) => T) =>
    Object.fromEntries(Object.entries(entries).map(([id, entry]) => [id, change(id, entry)]));
  return {
    version: catalog.version,
    rules: speakAll(catalog.rules, (_, own) => rule(own)),
    categories: speakAll(catalog.categories, category),
    guidance: speakAll(catalog.guidance, guidance),
    hotlines: speakAll(catalog.hotlines, (number, own) => ({ ...own, ...english.hotlines[number] })),
  };
}
