import { expect, test } from 'vitest';
import { type Line, linesOf } from '../../scripts/lines.ts';

const MOST = 1000;

/** Lines of bytes that arrive `size` at a time. */
async function read(bytes: Buffer, size = bytes.length, most = MOST): Promise<Line[]> {
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const lines: Line[] = [];
  for await (const line of linesOf(chunks(), most)) lines.push(line);
  return lines;
}

const texts = (lines: Line[]) => lines.map(({ text }) => text);

test.each([1, 2, 3, 7, 1000])('行从哪里断成块都一样：%i 字节一块', async (size) => {
  expect(texts(await read(Buffer.from('甲乙\r\n\n丙丁'), size))).toEqual(['甲乙', '', '丙丁']);
});

test('U+2028、U+2029、单独的回车不是行尾', async () => {
  expect(texts(await read(Buffer.from('{"text":"甲\u2028乙\u2029丙"}\n丁\r戊\n')))).toEqual([
    '{"text":"甲\u2028乙\u2029丙"}',
    '丁\r戊',
  ]);
});

test('字节顺序标记只在开头不算文字', async () => {
  expect(texts(await read(Buffer.from('\ufeff甲\n\ufeff乙\n')))).toEqual(['甲', '\ufeff乙']);
});

test('不是 UTF-8 的行说出来，前后的行照读', async () => {
  const gbk = Buffer.from([0xcb, 0xa2, 0xb5, 0xa5]);
  const lines = await read(Buffer.concat([Buffer.from('甲\n'), gbk, Buffer.from('\n乙')]));
  expect(lines).toEqual([
    { line: 1, text: '甲' },
    { line: 2, text: null, error: expect.stringContaining('不是 UTF-8') },
    { line: 3, text: '乙' },
  ]);
});

test('太长的一行只是跳过，后面的不丢', async () => {
  const lines = await read(Buffer.from(`${'长'.repeat(MOST)}\n短`), 64);
  expect(lines).toEqual([
    { line: 1, text: null, error: expect.stringContaining('请拆开') },
    { line: 2, text: '短' },
  ]);
});
