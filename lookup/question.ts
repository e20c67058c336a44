/**
 * What a question says beside the thing it asks about. Everything here takes folded text (engine/normalizer.ts): lower
 * case, simplified characters, `,` and `。` for all punctuation.
 */

/** 刷单是真的吗 asks about 刷单. Tried in this order, until none fits. */
const TAILS = (
  '是不是真的 是真的假的 是真是假 是真的吗 是真的么 是真的 真的假的 真的吗 真的可以吗 ' +
  '是不是骗人的 是不是骗局 是不是诈骗 是不是骗子 是不是假的 是骗人的吗 是骗局吗 是诈骗吗 是骗子吗 ' +
  '是假的吗 有没有问题 有问题吗 能不能信 可不可信 靠不靠谱 靠谱吗 靠谱么 可靠吗 可信吗 能信吗 ' +
  '可以信吗 能相信吗 可以相信吗 要信吗 信得过吗 能信不 靠谱不 是真额 是真的嘛 真的嘛 安全吗 ' +
  '合法吗 违法吗 犯法吗 合不合法 犯不犯法 怎么办 怎么处理 怎么领 怎么弄 怎么操作 该怎么做 怎么回事 是怎么回事 ' +
  '是什么意思 什么意思 是什么骗局 是什么东西 是什么 是啥 是干嘛的 是什么套路 什么套路 要接吗 能接吗 能做吗 可以做吗 ' +
  '能买吗 能办吗 能投吗 能赚钱吗 能赚到钱吗 正规吗 行吗 吗 呢 啊'
).split(' ');
/** 请问刷单是什么 asks about it too. */
const HEADS = '请问一下 请问 想问一下 我想问 想问 问一下 关于 什么是 什么叫 如果 有没有 怎么 怎样 如何'.split(' ');

/** How long a question is, in characters of Chinese: a Latin word says what two of them do. */
export function sizeOf(folded: string): number {
  return folded.replace(/[a-z]+[ -]?/g, '英文').length;
}

/** The question without the words that only make it a question; '' when there was nothing else. */
export function subjectOf(folded: string): string {
  // 请勿泄露给他人: what a message forbids, nobody wants.
  let subject = folded.replace(/[请切](?:勿|不要)[^,。]*/g, '').replace(/[\s,。]+/gu, '');
  for (let before = ''; before !== subject; ) {
    before = subject;
    const tail = TAILS.find((words) => subject.endsWith(words));
    if (tail !== undefined) subject = subject.slice(0, -tail.length);
    const head = HEADS.find((words) => subject.startsWith(words));
    if (head !== undefined) subject = subject.slice(head.length);
  }
  return subject;
}

/** Somebody says or wants something. */
const TOLD = new RegExp(
  [
    '[让叫要说给找加约骗逼催教喊问拉带]我|[说称](?!明|法|话|服)|让(?!你|他|她|家长)|自称|冒充|对方|陌生|有人|网友|网恋|认识(?:的|了|个)',
    '先[交付垫充买加]|要先|要[交付垫押充转赔借贷]|才能(?:上班|入职|提|放款|退|领)|[又还]要|垫[钱资付]|[来跟]借钱|借给|高薪|稳赚|赔[我你]?[三双]倍|无视|急招|包机票',
    '打电话[来说]|电话.{0,3}[说让叫要]|电话$|短信[说让叫要是]|短信$|收到.{0,6}短信|发来|拉进|进群|群里|扫码(?:送|领|免费|认证)',
    '免费[领送](?!养)|领取$|绑架|猜猜|冻结了|拉黑|提不|提现不|不让提|解冻|内部票|内推|月薪|日结|回报|翻倍|回血|导师',
    '抽中|付邮费|不认识的|填(?:银行卡|卡号|密码)|被授权|没了$|攻破|派单|不注销|每人[领发分]|走账|外转账|私下|一(?:小时|天|单|次|趟|个)\\d',
  ].join('|'),
);
/** The asker has doubts. */
const DOUBTED =
  /骗|(?<!反)诈|呃人|呃钱|scam|legit|fraud|won.{0,2}t let|earn money|whatsapp|telegram|威胁|忽悠|[靠可]谱|[能可]信|相信|真的|是真|犯法|合法|违法|正规|稳赚|内幕|可以[跟去做]|能[赚挣]|[赚挣]钱|冻卡|被冻|被封|为什么要我/;
/** Asks how, when or how much, as everybody does of everyday things. */
const ASKED_HOW = /怎么(?!办$|处理|回事)|怎样|如何|多少|什么时候|多久|几点|几号|哪[里儿个些家]|需要什么|有什么/;

/** Those who say and want things every day. Who only pretends to be one of them is met by name (老师…收款码). */
const NEAR =
  /^(?:我|孩子)?(?:爸|妈|老公|老婆|爷爷|奶奶|孩子|儿子|女儿|老师|学校|公司|医生|房东|物业|面试官?|教练)[^,。]{0,3}[说让要]/;

/**
 * How somebody asks: `offered`, where somebody wants something of the asker or the asker has doubts; `everyday`, how
 * something is done, and nobody else is in it.
 */
export type Manner = 'offered' | 'everyday' | 'plain';

/** The manner of a folded question. */
export function mannerOf(folded: string): Manner {
  if (DOUBTED.test(folded) || (TOLD.test(folded) && !NEAR.test(folded))) return 'offered';
  return ASKED_HOW.test(folded) ? 'everyday' : 'plain';
}

/** Whose money or whose secret it was. A pasted script says 您. */
const OURS =
  '(?:我|咱|爸|妈|爷爷|奶奶|外公|外婆|老公|老婆|老伴|儿子|女儿|孩子|家人|朋友|同学|(?<![您你])已经?|刚刚?|都|把)';
/** A little talk between two words, without another person's wish and without a no. */
const BETWEEN = '(?:(?![没不要让叫]|别(?!人)|如果|怎么|才能)[^。]){0,8}?';
const AMOUNT = '[\\d一二两三四五六七八九十百千万几]';
const SECRET = '(?:密码|验证码|银行卡|u盾|卡号|身份证|账号|个人信息)';
const PAID = '(?:转|汇|付|充|垫|交|打|借|买)(?:账|帐|款|钱|值)?[^。没不要让叫]{0,6}';
const GONE = '(?:拉黑|删了我|(?:不回|不理)(?!本)|失联|联系不上|找不到[他她人]|消失|跑路|人没了)';
/** Waiting for what was bought, or for a transfer between people who know each other. */
const WAITED =
  /什么时候|多久|[没不](?:有|给)?(?:发货|到货|收到|到账|到)|发货|物流|(?<!才)能(?:取消|退|改)|怎么(?:取消|退|还)|转错/;
const DISTRESSED = new RegExp(`骗|${GONE}|盗|假|密码|验证码`);
const HAPPENED: readonly RegExp[] = [
  // 会不会被骗、怎样防止被骗、怕被骗 ask about what has not happened.
  new RegExp(
    // 说我的社保卡在外地被盗刷：那是打电话的人说的。
    `(?<![会防止免怕易心别不])被(?:人|骗子|他们?|她)?(?:诈骗|骗|坑|(?<![说称]我[^。]{0,9}被)盗刷|转走|刷走)(?:$|。|了|走|钱|光|${AMOUNT}|怎么办)`,
  ),
  /(?<![会怕别不])(?:上当|中招|受骗)(?:$|。|了|怎么办)/,
  // 对方拉黑了我、找不到人了：付过了才会去找他。
  new RegExp(`${PAID}[^。]{0,12}${GONE}`),
  /(?:手机|电脑)[^。]{0,4}被(?:他|她|人|对方|别人|骗子)?(?:们)?(?:远程)?(?:控制|操控|锁)/,
  // 转了钱、已经转账、把钱打给对方。
  new RegExp(
    `${OURS}${BETWEEN}(?:(?:转|汇|付|充|垫)(?:账|帐|款|钱|值)?|打[款钱])(?:了|过去|出去|走了)(?!.{0,3}(?:房租|生活费|学费|话费|水电|电费|发货|到货))`,
  ),
  new RegExp(`${OURS}${BETWEEN}交了(?:钱|款|定金|押金|保证金|会员费|手续费|${AMOUNT})`),
  /(?:刚刚?|(?<![您你])已经?)(?:(?![没不要让叫]|别(?!人))[^。]){0,6}(?:转账|汇款|打款|付款|(?:钱|款).{0,2}(?:打给|转给|汇给|付给))/,
  // 验证码告诉他了、填了银行卡。
  new RegExp(`${SECRET}${BETWEEN}(?:给|告诉|发|报|说|填|输|寄|泄露)(?!错|你|反|到)${BETWEEN}了(?!.{0,4}(?:才|就|会))`),
  new RegExp(`(?:给|告诉|发|报|填|输入?)了${BETWEEN}${SECRET}`),
  // 转了2万给对方、钱转过去了：没说是谁的钱，就是自己的。
  /(?:^|。)(?:转|汇|付|充|垫|打)了(?:钱|[\d一二两三四五六七八九十几]+(?:[百千万块元]|\d))/,
  /(?<![说称他她家方])钱(?:都|就|也|全)?(?:转|汇|打|付)(?:过去|出去|走|给[他她它对]\S{0,3})了/,
  /(?:共享|投屏|验证码|链接|扫码|客服|对方|软件)[^。]{0,12}。?[^。]{0,4}(?:余额|卡里的?钱|账户的?钱|钱)[^。没]{0,2}(?:少了|没了|不见了|被清空)/,
  // The English of those who live here, and of those who help them.
  /\b(?:i|we|my \w+|he|she)(?: have| has|'ve)?(?: already| just)? ?(?:sent|paid|transferred|wired|gave)\b.{0,30}\b(?:money|yuan|rmb|usdt|code|password|scam\w*|them|him|her|\d)/,
  /\b(?:i|we|my \w+)(?: was| were| got| have been|'ve been) (?:scammed|cheated|defrauded|robbed)/,
  // 共享了屏幕、点了链接。
  /(?:共享|投)了屏幕|屏幕(?:都)?共享了|共享屏幕了/,
  new RegExp(`${OURS}${BETWEEN}(?:点|扫)了[^。]{0,6}(?:链接|网址|二维码)`),
];
/** What somebody asks is no longer; what is longer was received, UTF-16 code units. */
export const MAX_ASKED_CHARS = 80;

/** Whether somebody's money, or what leads to it, has already been given away. */
export function hasHappened(folded: string): boolean {
  if (folded.length > MAX_ASKED_CHARS || (WAITED.test(folded) && !DISTRESSED.test(folded))) return false;
  return HAPPENED.some((words) => words.test(folded));
}

/** What may stand beside a number in a question about who it is; anything else may be what a liar in its name wants. */
const BESIDE_NUMBER =
  /电话|短信|号码|热线|专线|平台|软件|app|客服|人工|银行|单位|哪个|哪家|账号|投诉|咨询|垃圾|骚扰|诈骗|骗子|不良|网站|信息|打来|打过来|来电|打给我|给我|发来|收到|要不要|可以|能不能|接|打|举报|报警|全国|官方|真的|假的|真|假|哪里|哪儿|谁|多少|怎么|什么|干嘛|干什么|有用|国家|请问|这个|是|的|了|吗|么|呢|不|我|会|发|来|给|能|这|那|吧|嘛|啊|请|问/g;

const FIGURES = '零一二三四五六七八九';

/** A number as it is dialled: 九六一一零 is 96110. 96110 shows itself with an area code, or without (0571-96110). */
export function inFigures(subject: string): string {
  return subject
    .replace(/[零〇幺一二三四五六七八九]{3,}/g, (said) =>
      Array.from(said.replace(/〇/g, '零').replace(/幺/g, '一'), (character) => FIGURES.indexOf(character)).join(''),
    )
    .replace(/(?<!\d)0[1-9]\d{1,2}\D?(?=96110(?!\d))/, '');
}

/** Whether the question is about this number or name and nothing else. */
export function asksWho(subject: string, name: string): boolean {
  const at = subject.indexOf(name);
  if (at === -1) return false;
  const before = subject.slice(0, at);
  const after = subject.slice(at + name.length);
  // 9611012 is another number.
  if (/\d$/.test(before) || /^\d/.test(after)) return false;
  return `${before} ${after}`.replace(BESIDE_NUMBER, '').trim() === '';
}

/** A number as it is dialled: five figures at least, for fewer are a price or a year. */
const NUMBER = /\d(?:-?\d){4,}/;

/** Whether the question is about a number, whosever it is, and nothing else. */
export function asksWhose(subject: string): boolean {
  const asked = inFigures(subject);
  const number = NUMBER.exec(asked)?.[0];
  return number !== undefined && asksWho(asked, number);
}
