import { expect, test } from 'vitest';
import { groupedPhone, partsOfPhone, phoneAddress } from '../../ui/phone.ts';

test.each([
  ['13800138000', '138 0013 8000'],
  ['+8613800138000', '+86 138 0013 8000'],
  ['01012345678', '010 1234 5678'],
  ['075512345678', '0755 1234 5678'],
  ['23456789', '2345 6789'],
  ['+85223456789', '+852 2345 6789'],
  ['0912345678', '0912 345 678'],
  ['96110', '96110'],
  ['110', '110'],
  // Of another country nothing is known; what somebody has grouped stays so.
  ['+33612345678', '+33612345678'],
  ['138-0013-8000', '138-0013-8000'],
  ['1380 0138000', '1380 0138000'],
])('%s 念作 %s', (phone, grouped) => {
  expect(groupedPhone(phone)).toBe(grouped);
});

test.each([
  ['138 0013 8000', ['138 0013 8000']],
  ['+86 138 0013 8000', ['+86 ', '138 0013 8000']],
  ['+86-138-0013-8000', ['+86-', '138-0013-8000']],
  ['+33612345678', ['+33612345678']],
])('%s 只在国号后面换行', (phone, parts) => {
  expect(partsOfPhone(phone)).toEqual(parts);
});

test.each([
  ['+86 138-0013-8000', 'tel:+8613800138000'],
  ['138 0013 8000', 'tel:13800138000'],
])('%s 拨的是 %s', (phone, address) => {
  expect(phoneAddress(phone)).toBe(address);
});
