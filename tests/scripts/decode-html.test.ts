import { describe, expect, test } from 'vitest';
import { decodeHtml } from '../../scripts/decode-html.ts';

/** “刷单” in GBK. */
const GBK = Buffer.from([0xcb, 0xa2, 0xb5, 0xa5]);
const page = (head: string, body: Uint8Array) => Buffer.concat([Buffer.from(head), body]);

describe('网页的编码', () => {
  test.each([
    '<meta charset=gbk>',
    '<META CHARSET="GB2312">',
    "<meta name=viewport content=x><meta charset='gb18030'/>",
    '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">',
  ])('照网页声明的：%s', (meta) => {
    expect(decodeHtml(page(meta, GBK))).toBe(`${meta}刷单`);
  });

  test('没有声明就是 UTF-8，字节顺序标记不算文字', () => {
    expect(decodeHtml(Buffer.from('<p>刷单'))).toBe('<p>刷单');
    expect(decodeHtml(Buffer.from('\ufeff<meta charset=gbk>刷单'))).toBe('<meta charset=gbk>刷单');
    expect(decodeHtml(Buffer.from('\ufeff刷单', 'utf16le'))).toBe('刷单');
  });

  test('注释里的、声明成 UTF-16 的不作数', () => {
    expect(decodeHtml(Buffer.from('<!-- <meta charset=gbk> -->刷单'))).toContain('刷单');
    expect(decodeHtml(Buffer.from('<meta charset=utf-16>刷单'))).toContain('刷单');
  });

  test.each([
    ['', '没有声明编码'],
    ['<meta charset=utf-8>', '声明的编码是 utf-8，内容却不是'],
    ['<meta charset=martian>', '不认识网页声明的编码“martian”'],
  ])('读不出来就说：%s', (head, message) => {
    expect(() => decodeHtml(page(head, GBK))).toThrow(message);
  });
});
