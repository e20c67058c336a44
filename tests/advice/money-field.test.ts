import { expect, test } from 'vitest';
import { type FieldWords, type MoneyKind, moneyKind } from '../../advice/money-field.ts';

const plain: FieldWords = { autocomplete: '', type: 'text', name: '', label: '' };

test.each<[string, Partial<FieldWords>, MoneyKind | null]>([
  ['按 autocomplete 认出卡号', { autocomplete: 'section-a cc-number' }, 'card'],
  ['按 autocomplete 认出验证码', { autocomplete: 'one-time-code' }, 'code'],
  ['密码框', { type: 'password' }, 'password'],
  ['标签写着银行卡号', { label: '银行卡号' }, 'card'],
  ['占位字写着短信验证码', { label: '请输入短信验证码' }, 'code'],
  ['标签写着支付密码', { type: 'tel', label: '支付密码' }, 'password'],
  ['标签写着身份证号', { label: '身份证号码' }, 'identity'],
  ['充值金额', { label: '充值金额（元）' }, 'transfer'],
  ['收款人', { label: '收款人姓名' }, 'transfer'],
  ['只有程序看的名字：cardNo', { name: 'cardNo' }, 'card'],
  ['只有程序看的名字：sms_code', { name: 'sms_code' }, 'code'],
  ['搜索框', { type: 'search', label: '搜索银行卡' }, null],
  ['勾选框', { type: 'checkbox', label: '记住密码' }, null],
  ['图形验证码是平常的', { label: '图形验证码' }, null],
  ['姓名', { label: '姓名', name: 'realname', autocomplete: 'name' }, null],
  ['手机号', { label: '手机号', name: 'mobile', autocomplete: 'tel' }, null],
  ['留言', { label: '说点什么', name: 'comment' }, null],
  ['原型上的名字不算', { autocomplete: '__proto__ constructor' }, null],
])('%s', (_, words, kind) => {
  expect(moneyKind({ ...plain, ...words })).toBe(kind);
});
