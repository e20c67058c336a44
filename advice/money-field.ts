/** The words on a form field, written round it by its author. Empty strings where there are none. */
export interface FieldWords {
  autocomplete: string;
  type: string;
  /** name, id and the like: for programs. */
  name: string;
  /** Label, placeholder, title: for people. */
  label: string;
}

const AUTOCOMPLETE = new Set([
  'cc-number',
  'cc-csc',
  'cc-exp',
  'cc-name',
  'one-time-code',
  'current-password',
  'new-password',
  'transaction-amount',
]);

/** Of passwords, codes, cards, identity papers, transfers. */
const LABELS = [
  /密码|口令|密碼|password|passcode|\bpin\b/i,
  /验证码|校验码|动态码|驗證碼|verification code|\botp\b/i,
  /银行卡|卡号|信用卡|储蓄卡|持卡人|安全码|有效期|銀行卡|卡號|card number|\bcvv\b|\bcvc\b/i,
  /身份证|证件号|身份證|证号|id card number/i,
  /(充值|转账|转帐|汇款|付款|支付|提现|打款|投资|轉帳|匯款)(金额|数额|額|账户|账号|人)?|收款(人|账户|账号|方)|开户行/,
];

/** Of the same, as programs call them. */
const NAMES = [
  /pass(word|wd)?$|^pwd|paypwd|pin$/i,
  /(sms|verify|captcha|auth|otp)[-_]?(code)?$|^vcode$|^yzm$/i,
  /card[-_]?(no|num|number|code)|bank[-_]?(card|no|account)|^cc[-_]|^cvv|^cvc/i,
  /id[-_]?(card|no|number)$|identity|sfz|shenfen/i,
  /recharge|transfer|deposit|withdraw|payee/i,
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

/** Whether the field asks for money or a secret. The picture-code 图形验证码 is an ordinary one. */
export function asksForMoney({ autocomplete, type, name, label }: FieldWords): boolean {
  if (type === 'password') return true;
  if (OTHER_TYPES.has(type)) return false;
  if (
    autocomplete
      .toLowerCase()
      .split(/\s+/)
      .some((token) => AUTOCOMPLETE.has(token))
  )
    return true;
  if (/图形|图片|算式|圖形/.test(label)) return false;
  return LABELS.some((words) => words.test(label)) || NAMES.some((words) => words.test(name));
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
