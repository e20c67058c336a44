import { describe, expect, test } from 'vitest';
import type { Catalog, RuleText } from '../../engine/catalog.ts';
import { FuzzyIndex, MAX_PIECE_CHARS, MAX_PIECES, piecesOf, spellingsOf } from '../../lookup/fuzzy-index.ts';
import { TrickNames } from '../../lookup/trick-names.ts';

const rule = (title: string, aliases: string[], phrases: string[]): RuleText => ({
  title,
  aliases,
  phrases,
  category: 'c',
  stage: 'lure',
  summary: '',
  next: '',
  excuse: '',
  guidance: 'g',
  sources: [],
});
const catalog: Catalog = {
  version: '1',
  rules: {
    screen: rule('让你共享屏幕', ['屏幕共享', '远程控制'], ['(打开|开启)屏幕共享…会议', '客户']),
    account: rule('转到“安全账户”', ['安全账户'], ['资金(核查|清查)', '涉嫌洗钱']),
  },
  categories: {
    c: {
      name: '共享',
      aliases: ['会议…密码', '(公安|警察)…转(钱|账)'],
      mps: '',
      summary: '',
      never: '',
      question: '',
      first: '',
      plain: '',
      script: [],
    },
  },
  guidance: {},
  hotlines: {},
};
const index = new FuzzyIndex(catalog);
const names = new TrickNames(catalog, index);

describe('找近的', () => {
  test.each([
    ['屏幕共享', 'screen'],
    ['安全帐户', 'account'],
    ['开启屏幕共享会议', 'screen'],
    ['涉嫌冼钱', 'account'],
  ])('%s → %s', (query, id) => {
    expect(index.search(query)[0]?.rule).toBe(id);
  });

  test('长长的一段话，按其中的短句找', () => {
    const query = '他昨天打电话来，说了很多，最后说我涉嫌洗钱，要我把钱都转到安全账户，还不许告诉别人。';
    expect(index.search(query).map(({ rule: id }) => id)).toContain('account');
  });

  test('太短的短语不算数，没有关系的话什么也找不到', () => {
    expect(index.search('客户')).toEqual([]);
    expect(index.search('明天去图书馆')).toEqual([]);
    expect(index.search('，。！')).toEqual([]);
  });
});

describe('问题里的名字', () => {
  test('名字在问题里占一半以上，就是问它', () => {
    expect(names.named('让你共享屏幕').rule).toBe('screen');
    expect(names.named('涉嫌洗钱转安全账户').rule).toBeNull();
    expect(names.named('安全帐户').rule).toBe('account');
  });

  test('问题只是名字里的一个平常词，不算', () => {
    expect(names.named('屏幕').rule).toBeNull();
    expect(names.named('屏幕').categories.size).toBe(0);
  });

  test('类别的别名，中间可以隔着话，次序不能反', () => {
    expect(names.named('进会议室报了密码').categories.get('c')).toBe(4);
    expect(names.named('报了密码进会议室').categories.size).toBe(0);
    expect(names.named('进会议室报了密码').words).toEqual(['会议', '密码']);
  });

  test('别名里任选其一的词，选先说完的那个，一个也没有就不算', () => {
    expect(names.named('自称警察要我转账').words).toEqual(['警察', '转账']);
    expect(names.named('公安和警察都叫我转钱').words).toEqual(['公安', '转钱']);
    expect(names.named('警察转弯').categories.size).toBe(0);
  });

  test('平常的问法里，隔着话的名字和规则的名字不算', () => {
    expect(names.named('会议室的密码是多少', 'everyday').categories.size).toBe(0);
    expect(names.named('远程控制怎么开', 'everyday').rule).toBeNull();
  });

  test('没有人要什么、也没有疑心，隔着的话占一半才算', () => {
    expect(names.named('警察在路口让车往左转账本掉了', 'plain').categories.size).toBe(0);
    expect(names.named('警察打款转账', 'plain').categories.size).toBe(0);
    expect(names.named('会议密码转账', 'plain').categories.size).toBe(0);
    expect(names.named('会议密码转账', 'offered').categories.get('c')).toBe(4);
  });
});

describe('切短', () => {
  test('每一块都不太长，块数有上限', () => {
    const pieces = piecesOf(
      `${'甲乙丙丁'.repeat(40)}，${Array.from({ length: 90 }, (_, n) => `第${n}句话在这里`).join('。')}`,
    );
    expect(pieces.length).toBe(MAX_PIECES);
    for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(MAX_PIECE_CHARS);
  });

  test('短问题整个查；一个字不查', () => {
    expect(piecesOf(' 屏幕，共享 ')).toEqual(['屏幕共享']);
    expect(piecesOf('屏')).toEqual([]);
  });
});

test('带选择的短语换成几种直写', () => {
  expect(spellingsOf('(打开|开启)屏幕共享…会议')).toEqual(['打开屏幕共享会议', '开启屏幕共享会议']);
  expect(spellingsOf('加<微信>领<金额>')).toEqual(['加微信领']);
});
