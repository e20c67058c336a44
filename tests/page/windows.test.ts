import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TAIL_CHARS, WindowSize, windowFrom } from '../../page/windows.ts';

const LEAST = 1280;
const MOST = 8192;

function windowsOf(text: string, chars: number): { from: number; end: number }[] {
  const windows: { from: number; end: number }[] = [];
  for (let from = 0, end = 0, next = 0; end < text.length; from = next) {
    ({ end, next } = windowFrom(text, from, chars));
    windows.push({ from, end });
  }
  return windows;
}

/** Text with white space in it as pages are indented. */
const page = fc
  .array(fc.tuple(fc.integer({ min: 10, max: 40 }), fc.nat({ max: 60 })), { minLength: 50, maxLength: 400 })
  .map((lines) => lines.map(([words, indent]) => '字'.repeat(words) + '\n'.padEnd(indent)).join(''));

describe('windows', () => {
  test('every script as long as a tail lies whole in one of them, whatever the white space', () => {
    fc.assert(
      fc.property(page, fc.integer({ min: LEAST, max: MOST }), fc.nat(), (text, chars, place) => {
        const windows = windowsOf(text, chars);
        const start = place % text.length;
        let end = start;
        for (let left = TAIL_CHARS; end < text.length && left > 0; end++) if (text[end] === '字') left--;
        expect(windows.some((window) => window.from <= start && window.end >= end)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('a text of nothing but white space is not one window, and comes to its end', () => {
    const windows = windowsOf(' '.repeat(200_000), LEAST);
    expect(windows.length).toBeGreaterThan(10);
    expect(windows.at(-1)!.end).toBe(200_000);
  });

  test('a short text is one window', () => {
    expect(windowsOf('字'.repeat(LEAST), LEAST)).toEqual([{ from: 0, end: LEAST }]);
    expect(windowsOf('', LEAST)).toEqual([]);
  });
});

describe('WindowSize', () => {
  test('grows while answers come quickly, shrinks when they do not, within bounds', () => {
    const size = new WindowSize();
    expect(size.chars).toBe(LEAST);
    for (let i = 0; i < 20; i++) size.took(0.1);
    expect(size.chars).toBe(MOST);
    size.took(20);
    expect(size.chars).toBe(MOST / 2);
    size.took(3);
    expect(size.chars).toBe(MOST / 2);
    for (let i = 0; i < 20; i++) size.took(20);
    expect(size.chars).toBe(LEAST);
  });
});
