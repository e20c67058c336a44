import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { Background, CLEAN, LOAN, report, sender } from './fixtures.ts';

let background: Background;
beforeEach(() => {
  background = new Background();
});

test('过了关口之后，同一页里另一段剧本开始，脚本重新放进去', async () => {
  const pay = sender('https://pay.example/');
  await background.visit(pay.url, report('danger', ['lure', 'stake']));
  await background.gate.standsBefore(pay);
  await background.gate.passed(1, [1]);
  background.injected = [];
  const other = report('danger', ['lure', 'stake'], LOAN);
  await background.frames.reported(
    { ...other, findings: other.findings.map((each) => ({ ...each, category: 'loan' })) },
    pay,
  );
  expect(background.injected).toContain('/money.js');
  expect(await background.gate.standsBefore(pay)).toBe(true);
});

test('每个框架只放一次脚本，后来的框架也放', async () => {
  const top = sender('https://jobs.example/');
  await background.visit(top.url, report('danger', ['lure', 'stake']));
  for (let turn = 0; turn < 5; turn++) await background.frames.reported(report('danger', ['lure', 'stake']), top);
  expect(background.injected.filter((file) => file === '/guard.js')).toHaveLength(1);
  expect(background.injected.filter((file) => file === '/money.js')).toHaveLength(1);
  await background.frames.started(sender('https://pay.example/', { origin: 'frame', frameId: 7, tabUrl: top.url }));
  await vi.waitFor(() => expect(background.injected.filter((file) => file === '/money.js')).toHaveLength(2));
});

describe('付款页刚开始', () => {
  const bank = sender('https://bank.example/', { tabId: 2 });
  /** The bank's page paints its first frame when `frame` says so. */
  const paints = async (frame: Promise<boolean>) => {
    await background.visit('https://jobs.example/', report('danger', ['lure', 'stake']));
    const asked = vi.fn(() => frame);
    background.injected = [];
    vi.mocked(fakeBrowser.scripting.executeScript).mockImplementation((async ({ files }: { files?: string[] }) => {
      background.injected.push(...(files ?? []));
      return [{ frameId: 0, result: files ? true : await asked() }];
    }) as never);
    return asked;
  };

  test('还没画出第一帧，什么也不放；画出来就放，不等读完', async () => {
    let paint = (_: boolean) => {};
    const asked = await paints(
      new Promise((resolve) => {
        paint = resolve;
      }),
    );
    await background.frames.started(bank);
    await vi.waitFor(() => expect(asked).toHaveBeenCalledOnce());
    expect(background.injected).toEqual([]);
    paint(true);
    await vi.waitFor(() => expect(background.injected).toEqual(['/money.js']));
  });

  test('久等不到：读完的报告来了再放', async () => {
    const asked = await paints(Promise.resolve(false));
    await background.frames.started(bank);
    await vi.waitFor(() => expect(asked).toHaveBeenCalledOnce());
    await background.frames.reported(CLEAN, bank);
    expect(background.injected).toEqual(['/money.js']);
  });
});

test('换了一页，或框架里换了一页，脚本重新放', async () => {
  const top = sender('https://jobs.example/');
  const inner = sender('https://pay.example/', { origin: 'frame', frameId: 7, tabUrl: top.url });
  await background.visit(top.url, report('danger', ['lure', 'stake']));
  const money = () => background.injected.filter((file) => file === '/money.js').length;
  const before = money();
  for (const more of [1, 2]) {
    await background.frames.started(inner);
    await vi.waitFor(() => expect(money()).toBe(before + more));
  }
  await background.visit('https://jobs.example/next', report('danger', ['lure', 'stake']));
  expect(money()).toBeGreaterThan(before + 2);
  expect(background.injected.filter((file) => file === '/guard.js').length).toBeGreaterThan(1);
});
