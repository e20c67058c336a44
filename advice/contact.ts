/** A stranger's way off this page: what somebody is about to take along, told by the words its author wrote. */
export interface Contact {
  act: ContactAct;
  /** What is told apart from others of its kind on one page. */
  id: string;
  /** The click on it is the last moment anybody can still see: it starts an installation. */
  installs: boolean;
}

/** What taking it leads to: a new friend, a group, a scanned picture, an app. */
export type ContactAct = 'add' | 'join' | 'scan' | 'install';

/** A contact that stands written in a text, with the place of its number or name, UTF-16. */
export interface WrittenContact {
  act: 'add' | 'join';
  id: string;
  start: number;
  end: number;
}

/** What may stand between a channel's name and the number: marks, hearts, spaces; never a word. */
const GAP = '[^\\p{L}\\p{N}\\n]{0,8}';
const GROUP_WORD = '(?:[群裙]|group|channel|频道|頻道)';

/**
 * First that fits a place wins. Each has the number or name in its group `id`. Lengths are those that the channels give
 * out — QQ numbers from 5 digits, mobile numbers of 11, WeChat ids of 6 to 20 characters, Telegram names of 5 to 32 — with
 * one character to spare for those who leave one out: what is asked here stands beside words that are warned of.
 */
const WRITTEN: [WrittenContact['act'], RegExp][] = [
  ['join', new RegExp(`${GROUP_WORD}(?:号|號|号码|號碼)?${GAP}(?<id>\\d{6,11})(?!\\d)`, 'giu')],
  [
    'add',
    new RegExp(
      `(?:微信|威信|薇信|徽信|维信|卫信|[加家佳➕+][薇威微vV]|[薇微][^\\p{L}\\p{N}]|wechat|weixin|\\bwx|\\bvx|\\bv信)(?:号|號|同号|客服)?${GAP}(?<id>[a-z][\\w-]{4,19}|1[3-9]\\d{9}(?!\\d)|\\d{6,11}(?!\\d))`,
      'giu',
    ),
  ],
  ['add', new RegExp(`(?:qq|扣扣|企鹅|企鵝|[加家]扣)(?:号|號|客服)?${GAP}(?<id>\\d{5,11})(?!\\d)`, 'giu')],
  ['add', /(?<id>(?:t\.me|telegram\.(?:me|dog)|wa\.me)\/[\w+/-]{3,})/giu],
  [
    'add',
    new RegExp(
      `(?:电报|電報|纸飞机|紙飛機|飞机|飛機|telegram|\\btg|whatsapp|\\bline|skype|蝙蝠)(?:号|號|id)?${GAP}@?(?<id>[a-z0-9_][\\w.-]{3,31})`,
      'giu',
    ),
  ],
  // An address of mail has something before the @; a handle has not.
  ['add', /(?<![\w.])@(?<id>[a-z]\w{3,31})\b(?!\.\w)/giu],
];

/** Longest text looked through, in characters: it is one block of a page. */
const MAX_TEXT_CHARS = 4000;

/** The contacts written in a text, in its order, without two at one place. */
export function writtenContacts(text: string): WrittenContact[] {
  const found: WrittenContact[] = [];
  for (const [act, pattern] of WRITTEN) {
    for (const match of text.slice(0, MAX_TEXT_CHARS).matchAll(pattern)) {
      const id = match.groups?.['id'] ?? '';
      const end = match.index + match[0].length;
      const start = end - id.length;
      if (found.some((other) => start < other.end && other.start < end)) continue;
      found.push({ act, id: id.toLowerCase(), start, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Fewest characters of a copied text that are taken for part of a number or name. */
const MIN_PART_CHARS = 4;

/** What was copied, and the block it stands in. */
export interface Copied {
  text: string;
  around: string;
  /** Warned-of words that the copied text lies in or holds. */
  flagged: string[];
}

/** The contact in a copied text, also where its channel's name was left out; null when there is none. */
export function copiedContact({ text, around, flagged }: Copied): Contact | null {
  const wanted = text.trim().toLowerCase();
  const [whole] = writtenContacts(text);
  const part =
    wanted.length >= MIN_PART_CHARS
      ? writtenContacts(around).find(({ id }) => wanted.includes(id) || id.includes(wanted))
      : undefined;
  const written = whole ?? part;
  if (written) return { act: written.act, id: written.id, installs: false };
  // The rules know more spellings of 加微信 than stand here: a name inside the words they warn of is one.
  for (const words of flagged) {
    for (const [name] of words.toLowerCase().matchAll(/@?[a-z0-9][\w-]{4,29}/g)) {
      const taken = wanted.includes(name) || (wanted.length >= MIN_PART_CHARS && name.includes(wanted));
      if (taken && /[\d_@]/.test(name)) return { act: 'add', id: name, installs: false };
    }
  }
  return null;
}

/** What the author wrote on a thing that was pressed. Empty strings and 0 where there is nothing. */
export interface Pressed {
  /** Address it leads to, whole. */
  href: string;
  /** File name the page gives to what is downloaded. */
  download: string;
  /** Its own words, for people. */
  text: string;
  /** alt, src, class and the like, for programs. */
  name: string;
  /** Words that stand beside it. */
  around: string;
  /** A picture's size in CSS pixels. */
  width: number;
  height: number;
  picture: boolean;
}

const CHAT_HOSTS =
  /(^|\.)(t\.me|telegram\.(me|dog|org)|wa\.me|(api|chat)\.whatsapp\.com|line\.me|u\.wechat\.com|work\.weixin\.qq\.com|wpa\.qq\.com|wpa1\.qq\.com|qm\.qq\.com|jq\.qq\.com|qun\.qq\.com|discord\.gg)$/;
const CHAT_SCHEMES = /^(weixin|wechat|wxwork|tencent|mqq\w*|tg|whatsapp|line|skype|alipays):$/;
const GROUP_ADDRESS = /joinchat|joinGroup|\/\+|chat\.whatsapp|jq\.qq|qun\.qq|discord\.gg|k=|group/i;

/** Where apps are looked at before they are offered. */
const STORES =
  /(^|\.)(apps\.apple\.com|itunes\.apple\.com|play\.google\.com|appgallery\.huawei\.com|app\.mi\.com|sj\.qq\.com|apps\.microsoft\.com|f-droid\.org)$/;
/** Meeting apps whose makers are known. */
const MEETING_MAKERS =
  /(^|\.)(meeting\.tencent\.com|voovmeeting\.com|zoom\.(us|com|com\.cn)|teams\.microsoft\.com|meet\.google\.com|feishu\.cn|larksuite\.com|dingtalk\.com|webex\.com|xylink\.com|welink\.huaweicloud\.com)$/;
const MEETING_APP =
  /(会议|會議|投屏|共享屏幕|屏幕共享|远程协助|遠端協助|meeting).{0,12}(下载|下載|安装|安裝|客户端|app|软件)|(下载|下載|安装|安裝|app).{0,12}(会议|會議|投屏|共享屏幕|屏幕共享|meeting)/i;
/** A button that says no more than to load it: what, stands beside it. */
const BARE_DOWNLOAD =
  /^[^\p{L}\p{N}]*(点击|點擊|立即|马上|馬上|免费|免費|安全|高速|点我|點我|去)?(下载|下載)(安装|安裝|链接|連結|地址)?[^\p{L}\p{N}]*$/u;
const APP_OFFER =
  /(下载|下載|安装|安裝).{0,8}(app|客户端|客戶端|软件|軟體|安卓|苹果|蘋果|ios|android)|(app|安卓|苹果版|客户端|客戶端).{0,6}(下载|下載|安装|安裝)/i;

const ADD_OFFER =
  /(复制|複製|添加|联系|聯繫|咨询|加|点击).{0,6}(微信|薇信|qq|扣扣|客服|老师|導師|导师|专员|助理|telegram|飞机|纸飞机)|(微信|qq|telegram)(号|號)?.{0,4}(复制|複製|点击|添加)/i;
const JOIN_OFFER = /(加入|进|進|加|点击|申请).{0,6}(群|裙|频道|頻道)/;

/** Longest words on a button; what is longer is a paragraph that can be clicked. */
const MAX_OFFER_CHARS = 40;

/** The contact behind a pressed link, button or picture; null when there is none. */
export function pressedContact(pressed: Pressed): Contact | null {
  if (isMakersOwn(pressed.href)) return null;
  return linkContact(pressed) ?? pictureContact(pressed) ?? offeredContact(pressed);
}

/** A link to where the thing it offers is at home. */
function isMakersOwn(href: string): boolean {
  const address = addressOf(href);
  if (address === null || /\.(apk|mobileconfig|ipa)$/i.test(address.pathname)) return false;
  return STORES.test(address.hostname) || MEETING_MAKERS.test(address.hostname);
}

function linkContact({ href, download, text, around }: Pressed): Contact | null {
  const address = addressOf(href);
  if (address === null) return null;
  const { protocol, hostname, pathname, search } = address;
  const id = href;
  if (protocol === 'itms-services:') return { act: 'install', id, installs: true };
  if (CHAT_SCHEMES.test(protocol)) return { act: GROUP_ADDRESS.test(href) ? 'join' : 'add', id, installs: false };
  if (!/^(https?|blob|data|ftp):$/.test(protocol)) return null;
  const file = /\.(apk|mobileconfig|ipa)$/i;
  if (file.test(pathname) || file.test(download) || /\.(apk|mobileconfig|ipa)(&|$)/i.test(search)) {
    return { act: 'install', id, installs: true };
  }
  if (CHAT_HOSTS.test(hostname)) {
    return { act: GROUP_ADDRESS.test(hostname + pathname + search) ? 'join' : 'add', id, installs: false };
  }
  if (hostname === 'testflight.apple.com') return { act: 'install', id, installs: true };
  const words = text.slice(0, MAX_OFFER_CHARS);
  if (MEETING_APP.test(words) || (BARE_DOWNLOAD.test(words) && MEETING_APP.test(around))) {
    return { act: 'install', id, installs: true };
  }
  return APP_OFFER.test(words) ? { act: 'install', id, installs: false } : null;
}

const CODE_WORDS = /扫码|掃碼|扫一扫|掃一掃|二维码|二維碼|识别图|長按|长按|进群|進群|加群|加微信|客服微信/;
const CODE_NAMES = /qr[-_]?code|(?:^|[^a-z])qr(?:[^a-z]|$)|qrcode|erweima|ewm|weixin|wechat|wx[-_]?code/i;
/** A code is square; the box of its picture is off by the margin round it, by no more than this share. */
const CODE_SKEW = 0.12;
/** Sides of a code a phone can read from a screen, CSS pixels. */
const CODE_SIDES = [48, 800] as const;

function pictureContact({ picture, width, height, text, name, around }: Pressed): Contact | null {
  if (!picture || Math.min(width, height) < CODE_SIDES[0] || Math.max(width, height) > CODE_SIDES[1]) return null;
  if (Math.abs(width - height) > Math.max(width, height) * CODE_SKEW) return null;
  if (!CODE_WORDS.test(`${text} ${around}`) && !CODE_NAMES.test(name)) return null;
  return { act: 'scan', id: name, installs: false };
}

/** A button without an address, or a line that is clicked: what it offers is all there is to go by. */
function offeredContact({ text, picture }: Pressed): Contact | null {
  const words = text.trim();
  if (picture || words === '' || words.length > MAX_OFFER_CHARS) return null;
  const [written] = writtenContacts(words);
  if (written) return { act: written.act, id: written.id, installs: false };
  if (JOIN_OFFER.test(words)) return { act: 'join', id: words, installs: false };
  if (ADD_OFFER.test(words)) return { act: 'add', id: words, installs: false };
  return APP_OFFER.test(words) || MEETING_APP.test(words) ? { act: 'install', id: words, installs: false } : null;
}

function addressOf(href: string): URL | null {
  try {
    return new URL(href);
  } catch {
    return null;
  }
}
