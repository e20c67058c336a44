import catalog from 'virtual:catalog';
import { describe, expect, test } from 'vitest';
import { Respelling } from '../../lookup/respelling.ts';
import { soundOf } from '../../lookup/sounds.ts';

describe('字音', () => {
  test.each([
    ['正', '证'],
    ['谷', '股'],
    ['斑', '班'],
    ['十', '四'],
    ['牛', '流'],
    ['陈', '成'],
  ])('%s 和 %s 听起来一样', (one, other) => {
    expect(soundOf(one)).toBe(soundOf(other));
  });

  test.each([
    ['安', '案', '按'],
    ['女', '旅', '绿'],
    ['座', '昨', '做'],
  ])('一个音的头一个字和末一个字：%s %s %s', (...same) => {
    expect(new Set(same.map(soundOf)).size).toBe(1);
  });

  test('不同的音不混，不常用的字是它自己', () => {
    expect(new Set(['啊', '吧', '车', '的', '俄'].map(soundOf)).size).toBe(5);
    expect(soundOf('驫')).toBe('驫');
    expect(soundOf('a')).toBe('a');
  });
});

describe('照读音写错的字', () => {
  const respelling = new Respelling(catalog);

  test.each([
    ['他问我要验正码', '他问我要验证码'],
    ['荐谷老师', '荐股老师'],
    ['涮单', '刷单'],
    ['安全帐户', '安全账户'],
    ['白万保障要关吗', '百万保障要关吗'],
  ])('%s → %s', (typed, meant) => {
    expect(respelling.respell(typed)).toBe(meant);
  });

  test.each(['刷单', '老是忘记密码', '班机几点到', '坚固的房子', '朋友被车撞了', '', '😀', 'hello'])(
    '%s：本来就是这样写的',
    (text) => {
      expect(respelling.respell(text)).toBeNull();
    },
  );

  test('没有分词的浏览器里，什么也不改', () => {
    const { Segmenter } = Intl;
    Reflect.deleteProperty(Intl, 'Segmenter');
    try {
      expect(new Respelling(catalog).respell('涮单')).toBeNull();
    } finally {
      Object.defineProperty(Intl, 'Segmenter', { value: Segmenter, configurable: true, writable: true });
    }
  });
});
