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
  // OpenCC's choice of characters: 台 is what people there write, and nobody draws lots (籤) over a contract.
  ['臺', '台'],
  ['籤', '簽'],
  // Where it reads words that are not there: 箇中, 金髮, 乾的; inside, which is 裡 where it is no mile.
  ['箇中介', '個中介'],
  ['押金髮', '押金發'],
  ['乾的都是', '幹的都是'],
  ['多半隻', '多半只'],
  ['越松', '越鬆'],
  ['沖銷量', '衝銷量'],
  ['里', '裡'],
  ['公裡', '公里'],
  ['裡程', '里程'],
  ['裡划走', '裡劃走'],
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
  ['短視訊', '短影片'],
  ['拿視訊', '拿影片'],
  ['看視訊當', '看影片當'],
  ['代發視訊', '代發影片'],
  ['視訊下說', '影片下說'],
  ['”的視訊', '”的影片'],
  ['綁”視訊', '綁”影片'],
  ['手裡的視訊', '手裡的影片'],
  ['刪視訊', '刪影片'],
  ['把視訊', '把影片'],
  ['私密視訊和', '私密影片和'],
  ['錄屏', '錄下螢幕'],
  ['黑屏', '螢幕變黑'],
  ['遠程', '遠端'],
  ['服務器', '伺服器'],
  ['黑客', '駭客'],
  ['郵箱', '信箱'],
  ['設備', '裝置'],
  ['卸載', '移除'],
  ['在線', '線上'],
  ['互聯網', '網際網路'],
  ['聯網', '連網'],
  ['搜索', '搜尋'],
  ['界面', '介面'],
  ['彈窗', '彈出視窗'],
  ['私信', '私訊'],
  ['拉黑', '封鎖'],
  ['源碼', '原始碼'],
  ['簡歷', '履歷'],
  ['網店', '網路商店'],
  ['取現', '領現'],
  ['首付', '頭期款'],
  ['手機卡', 'SIM 卡'],
  ['應用商店', 'App 商店'],
  ['信號', '訊號'],
  // 微信號 is an account.
  ['微訊號', '微信號'],
  ['質量', '品質'],
  ['運營商', '電信業者'],
  ['航司', '航空公司'],
  ['退改簽', '退票改票'],
  ['改簽', '改票'],
  ['通過官網', '透過官網'],
  ['不會通過', '不會透過'],
  ['合同', '合約'],
  ['招聘平台', '求職平台'],
  ['開戶行', '開戶銀行'],
  ['銀行卡', '金融卡'],
  ['身份', '身分'],
  ['充值', '儲值'],
  ['提不了現', '領不出來'],
  ['提現', '提領'],
  ['墊錢', '墊付'],
  ['掙錢', '賺錢'],
  ['個稅', '所得稅'],
  ['洩露', '外洩'],
  ['泄露', '外洩'],
  ['群聊', '群組'],
  ['都是托', '都是暗樁'],
  ['半是托', '半是暗樁'],
  // Law of the mainland, told elsewhere.
  ['我國', '中國大陸'],
  // As ui/copy/zh-tw.ts says it, beside which these stand.
  ['渠道', '管道'],
  ['核實', '查證'],
  ['舉報', '檢舉'],
  ['聯繫', '聯絡'],
  ['共享', '分享'],
  ['拿不準', '不確定'],
  ['記錄', '紀錄'],
  ['念給', '唸給'],
  ['“', '「'],
  ['”', '」'],
  ['‘', '『'],
  ['’', '』'],
];

/** The line to ask on the mainland, and those of Taiwan and Hong Kong (docs/hotlines.md), which a reader there can reach. */
const ASK = '96110';
const ASK_ELSEWHERE = ['165', '18222'];
const ASK_ANYWHERE = `${ASK}（台灣 165、香港 18222）`;
const POLICE = '110';
const POLICE_ELSEWHERE = '人在香港打 999。';
/** What it is called where it is; no other name finds it. */
const AS_NAMED = '网络不良与垃圾信息举报受理中心';
/** Where strangers ask to be added; there it is LINE first of all. */
const ADDED = '微信、QQ';

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
    text
      .split(AS_NAMED)
      .map((part) => TAIWAN.reduce((said, [mainland, here]) => said.replaceAll(mainland, here), convert(part)))
      .join(`「${AS_NAMED}」`);
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
      steps: guidance.steps.map((step) =>
        // A full-width bracket brings its own room.
        speak(step)
          .replaceAll(new RegExp(`打 ${ASK} ?`, 'g'), `打 ${ASK_ANYWHERE}`)
          .replaceAll(ADDED, ` LINE、${ADDED}`),
      ),
      hotlines: guidance.hotlines.flatMap((number) => (number === ASK ? [...ASK_ELSEWHERE, ASK] : [number])),
    })),
    hotlines: {
      ...speakAll(catalog.hotlines, ({ name, use }) => ({ name: speak(name), aliases: [], use: speak(use) })),
      ...policeAnywhere(catalog, speak),
    },
  };
}

/** The police have another number in Hong Kong (docs/hotlines.md). */
function policeAnywhere({ hotlines }: Catalog, speak: (text: string) => string): Catalog['hotlines'] {
  const police = hotlines[POLICE];
  if (police === undefined) return {};
  return { [POLICE]: { name: speak(police.name), aliases: [], use: `${speak(police.use)}${POLICE_ELSEWHERE}` } };
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
    // Written to be right at every step.
    return { ...own, stage: 'revictim', summary, next, excuse: own.excuse === '' ? '' : excuse };
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
