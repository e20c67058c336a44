/**
 * Evasion variants of a few base lures: the same lure, written the way people write it to get past a filter.
 *
 * Pure and deterministic: no clock, no randomness outside the seeded generator, no file access. The generator knows
 * nothing of the engine's own folding tables; it is the independent side of the measurement.
 */

/** A lure with the words that lead to a contact cut out. `before + contact + after` is the text in lures.jsonl. */
export interface BaseLure {
  readonly id: string;
  /** Category slug (rules/categories.yaml). */
  readonly category: string;
  readonly before: string;
  readonly contact: string;
  readonly after: string;
}

/** One respelling of a base lure. `text` is what a page would show. */
export interface Variant {
  /** `<base>/<handle>/<transform>`, unique in one run. */
  readonly id: string;
  readonly base: string;
  readonly category: string;
  /** Name of the handle spelling that replaced the contact. */
  readonly handle: string;
  /** Name of the transform that was applied to the whole text. */
  readonly transform: string;
  readonly text: string;
}

interface HandleSpelling {
  readonly name: string;
  readonly text: string;
}

/** All handles are invented. Each line is one disguise of a way to reach somebody. */
export const HANDLES: readonly HandleSpelling[] = [
  { name: 'wechat-plain', text: '加微信 abc12345' },
  { name: 'wechat-薇信', text: '加薇信abc12345' },
  { name: 'wechat-溦信', text: '加溦信：abc12345' },
  { name: 'wechat-薇芯', text: '加薇芯abc12345' },
  { name: 'wechat-vx', text: '加VX：abc12345' },
  { name: 'wechat-v-x', text: '加 v x：abc12345' },
  { name: 'wechat-heart', text: '加v❤abc12345' },
  { name: 'wechat-emoji-inside', text: '加微❤️信abc12345' },
  { name: 'wechat-plus', text: '➕V abc12345' },
  { name: 'wechat-full-width', text: '＋ｖ：ａｂｃ１２３４５' },
  { name: 'wechat-math-letters', text: '加𝓿𝔁：abc12345' },
  { name: 'wechat-pinyin', text: '加weixin：abc12345' },
  { name: 'wechat-绿泡泡', text: '加绿泡泡：abc12345' },
  { name: 'wechat-phone-circled', text: '加薇①③⑧⓪⓪①③⑧⓪⓪⓪' },
  { name: 'qq-plain', text: '加QQ 123456789' },
  { name: 'qq-full-width', text: '加扣扣：１２３４５６７８９' },
  { name: 'qq-circled', text: '加扣扣①②③④⑤⑥⑦⑧⑨' },
  { name: 'qq-negative-circled', text: '加抠抠❶❷❸❹❺❻❼❽❾' },
  { name: 'qq-parenthesised', text: '加QQ⑴⑵⑶⑷⑸⑹⑺⑻⑼' },
  { name: 'qq-capital-numerals', text: '加蔻蔻壹贰叁肆伍陆柒捌玖' },
  { name: 'qq-han-numerals', text: '加Q一二三四五六七八九' },
  { name: 'qq-superscript', text: '加叩叩¹²³⁴⁵⁶⁷⁸⁹' },
  { name: 'qq-subscript', text: '加Q₁₂₃₄₅₆₇₈₉' },
  { name: 'qq-keycap', text: '加🐧1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣9️⃣' },
  { name: 'qq-spaced-digits', text: '加企鹅号 1 2 3 4 5 6 7 8 9' },
  { name: 'phone-plain', text: '联系电话13800138000' },
  { name: 'phone-dashes', text: '联系电话138-0013-8000' },
  { name: 'phone-spaces', text: '联系手机 138 0013 8000' },
  { name: 'phone-full-width', text: '联系１３８００１３８０００' },
  { name: 'phone-han-numerals', text: '联系电话一三八零零一三八零零零' },
  { name: 'phone-幺洞', text: '联系电话幺三八洞洞幺三八洞洞洞' },
  { name: 'phone-letters', text: '联系电话l38oo138ooo' },
  { name: 'group-plain', text: '进群 987654321' },
  { name: 'group-裙', text: '进裙⑨⑧⑦⑥⑤④③②①' },
  { name: 'group-羣', text: '進羣：987654321' },
  { name: 'group-q', text: '加Q群：987 654 321' },
  { name: 'telegram-at', text: '加TG @example_bot' },
  { name: 'telegram-link', text: '点 t.me/example_bot' },
  { name: 'telegram-飞机', text: '飞机联系 @example_bot' },
  { name: 'telegram-电报', text: '加电报号：@example_bot' },
];

/** Respellings of whole words: rows of low or middle false-alarm risk in the table of variants seen in the wild. */
const SPELLINGS: readonly (readonly [word: string, spellings: readonly string[]])[] = [
  ['支付宝', ['支负宝', '之付宝', '知付宝', '支付寳', 'zfb']],
  ['银行卡', ['银航卡', '银杭卡', 'yhk']],
  ['加好友', ['加好油', '家好友', '伽好友']],
  ['微信', ['薇信', '溦信', '嶶信', '矀信', '微訫', '嶶訫', '微伈', '微莘', 'v信', '薇芯']],
  ['扣扣', ['抠抠', '蔻蔻', '釦釦']],
  ['进群', ['进裙', '逬群', '進羣']],
  ['加群', ['加裙', '家裙']],
  ['领取', ['玲取', '领娶', '零取', '苓取', '呤取']],
  ['资料', ['咨料', '滋料', '资廖', '资聊']],
  ['福利', ['浮利', '福lì']],
  ['贷款', ['代款', '袋款', '贷宽']],
  ['兼职', ['坚职', '间职', '尖职', '简职', '兼直', '兼值']],
  ['刷单', ['刷単', '刷單']],
  ['赚钱', ['专钱', '掙钱', '賺錢', '賺米']],
  ['日赚', ['曰赚', '日专', '日转']],
  ['红包', ['红保', '宏包', '洪包', '🧧']],
  ['免费', ['免废', '缅费', '免弗', '免費']],
  ['链接', ['炼接', '恋接', '连捷', '鏈接']],
  ['下载', ['下栽', '下仔']],
  ['注册', ['注测', '驻册']],
  ['客服', ['客扶', '课服']],
  ['点击', ['点鸡', '典击']],
  ['中奖', ['仲奖']],
];

/** Pairs of simplified and traditional characters, written one after the other. */
const TRADITIONAL_PAIRS =
  '难難帮幫铺鋪点點关關个個给給块塊马馬账賬备備红紅评評论論区區细細涨漲气氣费費职職现現线線数數据據岗崗无無机機报報单單当當发發电電补補长長结結价價饱飽群羣' +
  '宝寶东東赞贊没沒图圖够夠学學顺順赚賺们們员員销銷还還国國储儲签籤编編试試综綜内內标標仅僅缴繳纳納万萬约約后後台臺险險过過装裝体體检檢档檔满滿额額剧劇' +
  '组組众衆镜鏡戏戲从從写寫转轉时時间間为爲领領证證压壓练練两兩问問题題录錄输輸验驗码碼钱錢础礎开開课課会會条條占佔园園广廣业業绩績顶頂赔賠来來谈談专專' +
  '车車闲閒银銀视視队隊带帶担擔稳穩门門货貨胆膽扰擾亲親买買儿兒测測剂劑办辦号號损損获獲偿償拥擁请請动動弃棄负負责責丢丟对對说說双雙级級联聯经經运運权權' +
  '审審积積历歷贷貸处處应應别別让讓卖賣几幾盘盤连連决決汇匯黄黃亏虧润潤战戰于於场場见見议議奖獎话話丰豐鉴鑑这這币幣诚誠贴貼征徵户戶闭閉产產记記规規余餘' +
  '侦偵张張牵牽笔筆毕畢样樣驾駕递遞实實游遊认認锁鎖钟鍾资資拨撥凭憑养養龄齡启啓兑兌骗騙进進飞飛鹅鵝抠摳绿綠';

const TRADITIONAL: ReadonlyMap<string, string> = pairs(TRADITIONAL_PAIRS);

const CIRCLED_DIGITS = '⓪①②③④⑤⑥⑦⑧⑨';
const SUPERSCRIPT_DIGITS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Share of the places between two Han characters where a separator is put. */
const SPARSE = 0.3;
const DENSE = 1;

const HAN = /\p{Script=Han}/u;

/** A seeded source of numbers in [0, 1). */
type Random = () => number;

interface Transform {
  readonly name: string;
  /** Returns the respelt text, or the same text when there is nothing to respell. */
  readonly apply: (text: string, random: Random) => string;
  /** `body`: leaves the handle alone, because the handle spelling is a disguise of its own. */
  readonly scope: 'all' | 'body';
}

export const TRANSFORMS: readonly Transform[] = [
  { name: 'plain', scope: 'all', apply: (text) => text },
  { name: 'spaces', scope: 'all', apply: (text, random) => separate(text, [' '], DENSE, random) },
  { name: 'spaces-sparse', scope: 'all', apply: (text, random) => separate(text, [' ', '　'], SPARSE, random) },
  { name: 'dots', scope: 'all', apply: (text, random) => separate(text, ['·', '.', '•'], DENSE, random) },
  { name: 'bars', scope: 'all', apply: (text, random) => separate(text, ['|', '*', '_', '/', '^'], SPARSE, random) },
  {
    name: 'emoji',
    scope: 'all',
    apply: (text, random) => separate(text, ['🌸', '❤️', '✨', '🔥', '🌟'], SPARSE, random),
  },
  {
    name: 'zero-width',
    scope: 'all',
    apply: (text, random) => separate(text, ['\u200b', '\u200c', '\u200d', '\u2060', '\ufeff'], DENSE, random),
  },
  {
    name: 'soft-hyphen',
    scope: 'all',
    apply: (text, random) => separate(text, ['\u00ad', '\u200e', '\ufe0f'], SPARSE, random),
  },
  { name: 'full-width', scope: 'all', apply: (text) => fullWidth(text) },
  { name: 'traditional', scope: 'all', apply: (text) => traditional(text) },
  { name: 'traditional-mixed', scope: 'all', apply: (text, random) => traditional(text, random) },
  { name: 'spelling', scope: 'all', apply: (text, random) => respell(text, random) },
  { name: 'circled-digits', scope: 'body', apply: (text) => digits(text, CIRCLED_DIGITS) },
  { name: 'superscript-digits', scope: 'body', apply: (text) => digits(text, SUPERSCRIPT_DIGITS) },
  {
    name: 'traditional+zero-width',
    scope: 'all',
    apply: (text, random) => separate(traditional(text), ['\u200b', '\u2060'], SPARSE, random),
  },
  {
    name: 'full-width+spaces',
    scope: 'all',
    apply: (text, random) => separate(fullWidth(text), [' '], SPARSE, random),
  },
  {
    name: 'spelling+emoji',
    scope: 'all',
    apply: (text, random) => {
      const respelt = respell(text, random);
      return respelt === text ? text : separate(respelt, ['🌸', '✨'], SPARSE, random);
    },
  },
];

/**
 * Every base with every handle spelling, each in one transform; the transforms take turns, so that every base and
 * every handle meets all of them. A transform that changes nothing in a text passes its turn to the next one.
 */
export function variantsOf(base: BaseLure[]): Variant[] {
  const variants: Variant[] = [];
  let turn = 0;
  for (const lure of base) {
    for (const handle of HANDLES) {
      variants.push(variantOf(lure, handle, turn));
      turn += 1;
    }
  }
  return variants;
}

function variantOf(lure: BaseLure, handle: HandleSpelling, turn: number): Variant {
  const original = lure.before + handle.text + lure.after;
  const random = seeded(`${lure.id}/${handle.name}`);
  for (let step = 0; step < TRANSFORMS.length; step += 1) {
    const transform = TRANSFORMS[(turn + step) % TRANSFORMS.length]!;
    const text =
      transform.scope === 'all'
        ? transform.apply(original, random)
        : transform.apply(lure.before, random) + handle.text + transform.apply(lure.after, random);
    if (transform.name === 'plain' || text !== original) {
      return {
        id: `${lure.id}/${handle.name}/${transform.name}`,
        base: lure.id,
        category: lure.category,
        handle: handle.name,
        transform: transform.name,
        text,
      };
    }
  }
  throw new Error(`no transform applies to ${lure.id}`);
}

/** Puts one of `separators` between Han neighbours, at about `share` of the places, and at one place at least. */
function separate(text: string, separators: readonly string[], share: number, random: Random): string {
  const characters = [...text];
  const places: number[] = [];
  for (let index = 1; index < characters.length; index += 1) {
    if (HAN.test(characters[index - 1]!) && HAN.test(characters[index]!)) places.push(index);
  }
  const chosen = new Set(places.filter(() => random() < share));
  if (chosen.size === 0 && places.length > 0) chosen.add(places[Math.floor(random() * places.length)]!);
  let result = '';
  for (let index = 0; index < characters.length; index += 1) {
    if (chosen.has(index)) result += separators[Math.floor(random() * separators.length)]!;
    result += characters[index]!;
  }
  return result;
}

/** Traditional characters for all of the text, or, with `random`, for about half of it, as spam mixes them. */
function traditional(text: string, random?: Random): string {
  let result = '';
  for (const character of text) {
    const other = TRADITIONAL.get(character);
    result += other !== undefined && (random === undefined || random() < 0.5) ? other : character;
  }
  return result;
}

function fullWidth(text: string): string {
  return text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
}

function digits(text: string, alphabet: string): string {
  const symbols = [...alphabet];
  return text.replace(/[0-9]/g, (digit) => symbols[Number(digit)]!);
}

function respell(text: string, random: Random): string {
  let result = text;
  for (const [word, spellings] of SPELLINGS) {
    if (!result.includes(word)) continue;
    const spelling = spellings[Math.floor(random() * spellings.length)]!;
    result = result.replaceAll(word, spelling);
  }
  return result;
}

function pairs(written: string): Map<string, string> {
  const map = new Map<string, string>();
  const characters = [...written];
  for (let index = 0; index + 1 < characters.length; index += 2) map.set(characters[index]!, characters[index + 1]!);
  return map;
}

/** FNV-1a over UTF-8, 32 bits unsigned. The held-out third of the corpus is drawn with it too. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) {
    hash ^= byte;
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

/** Mulberry32, seeded with the hash of `seed`. */
function seeded(seed: string): Random {
  let state = fnv1a(seed);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
