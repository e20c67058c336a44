import fc from 'fast-check';
import { expect, test } from 'vitest';
import { besideOf, GAP_PX } from '../../ui/beside.ts';

const note = { width: 340, height: 300 };
const desk = { width: 1280, height: 800 };

test.each([
  ['下面有地方：在下面，左边对齐', { left: 100, top: 100, width: 60, height: 20 }, desk, { left: 100, top: 128 }],
  ['靠右边：往左挪，整张在窗口里', { left: 1200, top: 100, width: 60, height: 20 }, desk, { left: 932, top: 128 }],
  ['靠底边：翻到上面', { left: 100, top: 700, width: 60, height: 20 }, desk, { left: 100, top: 392 }],
  [
    '上下都不够：到旁边',
    { left: 100, top: 150, width: 60, height: 20 },
    { width: 1280, height: 400 },
    { left: 168, top: 92 },
  ],
  [
    '上下右都不够：到左边',
    { left: 700, top: 150, width: 60, height: 20 },
    { width: 800, height: 400 },
    { left: 352, top: 92 },
  ],
  [
    '哪里都不够：让开那一半',
    { left: 10, top: 40, width: 200, height: 20 },
    { width: 360, height: 340 },
    { left: 10, top: 32 },
  ],
  ['东西在窗口上面：贴着上边', { left: 100, top: -15, width: 60, height: 20 }, desk, { left: 100, top: 13 }],
])('%s', (_, thing, window, wanted) => {
  expect(besideOf(thing, note, window)).toEqual(wanted);
});

test('放得下就整张在窗口里，放不下就从左上角开始', () => {
  const size = fc.integer({ min: 0, max: 2000 });
  fc.assert(
    fc.property(
      fc.record({
        left: fc.integer({ min: -500, max: 2500 }),
        top: fc.integer({ min: -500, max: 2500 }),
        width: size,
        height: size,
      }),
      fc.record({ width: fc.integer({ min: 1, max: 600 }), height: fc.integer({ min: 1, max: 900 }) }),
      fc.record({ width: fc.integer({ min: 160, max: 2000 }), height: fc.integer({ min: 120, max: 1200 }) }),
      (thing, size, window) => {
        const { left, top } = besideOf(thing, size, window);
        const inside = (at: number, length: number, all: number) =>
          at >= GAP_PX && (length + 2 * GAP_PX > all ? at === GAP_PX : at + length + GAP_PX <= all);
        return inside(left, size.width, window.width) && inside(top, size.height, window.height);
      },
    ),
  );
});
