import { expect, test } from 'vitest';
import { asksForMoney, type FieldWords, isMoneyButton, isWayBack } from '../../advice/money-field.ts';

const plain: FieldWords = { autocomplete: '', type: 'text', name: '', label: '' };

test.each<[string, Partial<FieldWords>, boolean]>([
  ['按 autocomplete 认出卡号', { autocomplete: 'section-a cc-number' }, true],
  ['按 autocomplete 认出验证码', { autocomplete: 'one-time-code' }, true],
  ['密码框', { type: 'password' }, true],
  ['标签写着银行卡号', { label: '银行卡号' }, true],
  ['占位字写着短信验证码', { label: '请输入短信验证码' }, true],
  ['标签写着支付密码', { type: 'tel', label: '支付密码' }, true],
  ['标签写着身份证号', { label: '身份证号码' }, true],
  ['充值金额', { label: '充值金额（元）' }, true],
  ['收款人', { label: '收款人姓名' }, true],
  ['只有程序看的名字：cardNo', { name: 'cardNo' }, true],
  ['只有程序看的名字：sms_code', { name: 'sms_code' }, true],
  ['搜索框', { type: 'search', label: '搜索银行卡' }, false],
  ['勾选框', { type: 'checkbox', label: '记住密码' }, false],
  ['图形验证码是平常的', { label: '图形验证码' }, false],
  ['姓名', { label: '姓名', name: 'realname', autocomplete: 'name' }, false],
  ['手机号', { label: '手机号', name: 'mobile', autocomplete: 'tel' }, false],
  ['留言', { label: '说点什么', name: 'comment' }, false],
  ['原型上的名字不算', { autocomplete: '__proto__ constructor' }, false],
])('%s', (_, words, asks) => {
  expect(asksForMoney({ ...plain, ...words })).toBe(asks);
});

test.each<[string, boolean, boolean]>([
  ['确认付款', true, false],
  ['立即充值', true, false],
  ['提交', true, false],
  ['Pay now', true, false],
  ['取消', false, true],
  ['返回上一页', false, true],
  ['取消付款', true, true],
  ['展开详情', false, false],
  ['', false, false],
  ['本店支持支付宝、微信支付、银行卡等多种方式，详情请看说明', false, false],
])('按钮“%s”：送出 %s，退回 %s', (words, sends, back) => {
  expect(isMoneyButton(words)).toBe(sends);
  expect(isWayBack(words)).toBe(back);
});
