import { STATES } from '../../scripts/playground.ts';
import { clipped, measure, violations } from './inspection.ts';
import { expect, test } from './playground-page.ts';

const RULES = {
  normal: { text: 13, target: 44 },
  elder: { text: 20, target: 60 },
};

test('no state of the playground is left out', async ({ page, site }) => {
  await page.goto(site);
  expect((await page.locator('p > a').allTextContents()).sort()).toEqual([...STATES].sort());
});

for (const state of STATES) {
  for (const size of ['normal', 'elder'] as const) {
    test(`${state}, ${size}: accessible, nothing too small, nothing clipped`, async ({ open }) => {
      // Sizes and colours do not depend on each other: two of the four pairs see all of both.
      const dressed = await open(state, { size, scheme: size === 'normal' ? 'light' : 'dark' });
      expect(await violations(dressed)).toEqual([]);
      for (const width of [280, 320, 360, 1280]) {
        const page = await open(state, { size, width, height: width === 320 ? 200 : 740 });
        expect(await clipped(page), `${width} px`).toEqual([]);
        const { text, targets } = await measure(page);
        expect(text.length).toBeGreaterThan(1);
        expect(text.filter(({ px }) => px < RULES[size].text)).toEqual([]);
        expect(
          targets.filter(({ height, width: across }) => Math.min(height, across) < RULES[size].target - 0.5),
        ).toEqual([]);
      }
    });
  }
}

for (const lang of ['zh_TW', 'en'] as const) {
  for (const state of [
    'danger-0',
    'danger-long-1',
    'danger-2',
    'caution-1',
    'gate-open',
    'note-held',
    'popup-match',
    'options',
    'transferred',
    'family',
    'danger-named',
    'caution-long-name',
    'gate-named',
    'options-kin-error',
    'family-named',
  ]) {
    test(`${state} in ${lang}: accessible, nothing clipped at 320 px`, async ({ open }) => {
      const page = await open(state, { lang, width: 320, height: 568 });
      expect(await violations(page)).toEqual([]);
      expect(await clipped(page)).toEqual([]);
    });
  }
}

const UNFOLDED: Record<string, string[]> = {
  'danger-0': ['先不付，教我核实'],
  'danger-1': ['先不付，教我核实'],
  'danger-2': ['这是哪一步，接下来会怎样'],
  'danger-long-2': ['这是哪一步，接下来会怎样', '还有 4 句原话'],
  'caution-0': ['更多'],
  options: ['清除'],
  transferred: ['显示完整号码'],
};

for (const [state, buttons] of Object.entries(UNFOLDED)) {
  test(`${state}, unfolded: accessible, nothing too small, nothing clipped in large type at 320 px`, async ({
    open,
  }) => {
    const page = await open(state, { size: 'elder', width: 320, height: 568 });
    for (const name of buttons) await page.getByRole('button', { name }).click();
    expect(await violations(page)).toEqual([]);
    expect(await clipped(page)).toEqual([]);
    const { text, targets } = await measure(page);
    expect(text.filter(({ px }) => px < RULES.elder.text)).toEqual([]);
    expect(targets.filter(({ height }) => height < RULES.elder.target - 0.5)).toEqual([]);
  });
}
