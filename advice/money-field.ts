/** What a form field asks for, told by what its author wrote round it. */
export type MoneyKind = 'card' | 'code' | 'password' | 'identity' | 'transfer';

/** The words on a field. Empty strings where there are none. */
export interface FieldWords {
  autocomplete: string;
  type: string;
  /** name, id and the like: for programs. */
  name: string;
  /** Label, placeholder, title: for people. */
  label: string;
}

const AUTOCOMPLETE: Record<string, MoneyKind> = {
  'cc-number': 'card',
  'cc-csc': 'card',
  'cc-exp': 'card',
  'cc-name': 'card',
  'one-time-code': 'code',
  'current-password': 'password',
  'new-password': 'password',
  'transaction-amount': 'transfer',
};

/** First that fits wins: a 支付密码 is a password, whatever else stands there. */
const LABELS: [MoneyKind, RegExp][] = [
  ['password', /密码|口令|密碼|password|passcode|\bpin\b/i],
  ['code', /验证码|校验码|动态码|驗證碼|verification code|\botp\b/i],
  ['card', /银行卡|卡号|信用卡|储蓄卡|持卡人|安全码|有效期|銀行卡|卡號|card number|\bcvv\b|\bcvc\b/i],
  ['identity', /身份证|证件号|身份證|证号|id card number/i],
  [
    'transfer',
    /(充值|转账|转帐|汇款|付款|支付|提现|打款|投资|轉帳|匯款)(金额|数额|額|账户|账号|人)?|收款(人|账户|账号|方)|开户行/,
  ],
];

const NAMES: [MoneyKind, RegExp][] = [
  ['password', /pass(word|wd)?$|^pwd|paypwd|pin$/i],
  ['code', /(sms|verify|captcha|auth|otp)[-_]?(code)?$|^vcode$|^yzm$/i],
  ['card', /card[-_]?(no|num|number|code)|bank[-_]?(card|no|account)|^cc[-_]|^cvv|^cvc/i],
  ['identity', /id[-_]?(card|no|number)$|identity|sfz|shenfen/i],
  ['transfer', /recharge|transfer|deposit|withdraw|payee/i],
];

/** Types in which nobody enters a secret or an amount. */
const OTHER_TYPES = new Set([
  'button',
  'checkbox',
  'color',
  'date',
  'file',
  'hidden',
  'image',
  'radio',
  'range',
  'reset',
  'search',
  'submit',
]);

/** What the field asks for, or null when it is an ordinary one. The picture-code 图形验证码 is ordinary. */
export function moneyKind({ autocomplete, type, name, label }: FieldWords): MoneyKind | null {
  if (type === 'password') return 'password';
  if (OTHER_TYPES.has(type)) return null;
  for (const token of autocomplete.toLowerCase().split(/\s+/)) {
    const kind = Object.hasOwn(AUTOCOMPLETE, token) ? AUTOCOMPLETE[token] : undefined;
    if (kind) return kind;
  }
  if (/图形|图片|算式|圖形/.test(label)) return null;
  const said = LABELS.find(([, words]) => words.test(label));
  if (said) return said[0];
  return NAMES.find(([, words]) => words.test(name))?.[0] ?? null;
}

/** Longest words on a button, in characters; what is longer is a text that can be pressed. */
const MAX_BUTTON_CHARS = 24;

/** Whether a button, by its words, sends money. Only beside a field for money does it say enough. */
export function isMoneyButton(words: string): boolean {
  return (
    words.length <= MAX_BUTTON_CHARS &&
    /支付|付款|充值|转账|轉帳|汇款|匯款|打款|缴费|缴纳|繳|提现|提現|补单|下单|提交|确认|確認|验证|驗證|绑定|pay|submit|confirm|recharge|withdraw|transfer/i.test(
      words,
    )
  );
}

/** Whether a button leads away from the payment: that is never held. */
export function isWayBack(words: string): boolean {
  return words.length <= MAX_BUTTON_CHARS && /取消|返回|关闭|關閉|上一步|稍后|退出|cancel|back|close/i.test(words);
}
