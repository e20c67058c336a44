import catalog from 'virtual:catalog';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { Settings } from '../../../platform/settings.ts';
import { Background, BRUSHING, DAY_MS, report, sender } from './fixtures.ts';

let background: Background;
beforeEach(() => {
  background = new Background();
});

describe('引流守门', () => {
  const taken = { act: 'add', installs: false, near: true } as const;
  const app = { act: 'install', installs: true, near: true } as const;

  test('高危页上拿联系方式：说出哪一步、接下来，不拦；安装包要拦', async () => {
    const from = sender('https://a.example/');
    await background.visit(from.url, report('danger', ['lure']));
    const note = await background.notes.requestFor(from, taken);
    expect(note).toMatchObject({ level: 'danger', hold: false });
    expect(note?.advice.rule).toEqual(catalog.rules[BRUSHING]);
    expect(note?.look.seal).toBe(await new Settings(vi.fn()).seal());
    expect((await background.notes.requestFor(from, app))?.hold).toBe(true);
  });

  test('没有话要说的页、关掉的网站、说过不对的规则：不说', async () => {
    const clean = sender('https://clean.example/', { tabId: 2 });
    await background.frames.started(clean);
    expect(await background.notes.requestFor(clean, app)).toBeNull();
    const from = sender('https://a.example/');
    await background.visit(from.url, report('danger', ['lure']));
    await background.answers.exit(1, 'wrong', BRUSHING);
    expect(await background.notes.requestFor(from, app)).toBeNull();
    const other = sender('https://b.example/');
    await background.visit(other.url, report('danger', ['lure']));
    await background.frames.switchSite('b.example', false, [1]);
    expect(await background.notes.requestFor(other, app)).toBeNull();
  });

  test('知道了：这一步一天里不再说，另一步照说，后台睡醒也记得', async () => {
    const from = sender('https://a.example/');
    await background.visit(from.url, report('danger', ['lure']));
    await background.answers.noted(1, 'add', false);
    expect(await background.notes.requestFor(from, taken)).not.toBeNull();
    await background.answers.noted(1, 'add', true);
    background.nap();
    expect(await background.notes.requestFor(from, taken)).toBeNull();
    expect((await background.notes.requestFor(from, app))?.hold).toBe(true);
    background.now += DAY_MS;
    expect(await background.notes.requestFor(from, taken)).not.toBeNull();
  });

  test('看看怎么回事：收起过的卡片也打开，马上打开，铺开', async () => {
    await background.visit('https://a.example/', report('caution', ['lure']));
    await background.answers.exit(1, 'known', BRUSHING);
    background.shown = [];
    await background.warnings.lookAt(1);
    expect(background.shown).toMatchObject([{ surface: 'small', asked: true }]);
    expect(await background.warnings.requestFor(1)).toMatchObject({ surface: 'small', asked: true });
  });

  test('关口收起之后，看看怎么回事照样打开卡片', async () => {
    const from = sender('https://a.example/');
    await background.visit(from.url, report('danger', ['lure', 'stake']));
    await background.gate.standsBefore(from);
    background.shown = [];
    await background.warnings.lookAt(1);
    expect(background.shown).toMatchObject([{ surface: 'full', asked: true }]);
  });

  test('无痕窗口：说过的不留在盘上', async () => {
    const from = sender('https://a.example/', { private: true });
    await background.visit(from.url, report('danger', ['lure']), { private: true });
    const before = await fakeBrowser.storage.local.get(null as never);
    await background.answers.noted(1, 'add', true);
    expect(await background.notes.requestFor(from, taken)).toBeNull();
    expect(await fakeBrowser.storage.local.get(null as never)).toEqual(before);
  });
});
