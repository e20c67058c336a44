import * as v from 'valibot';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { Stored } from '../../platform/stored.ts';

interface Fruit {
  names: string[];
}
const schema = v.object({ names: v.array(v.string()) });

function fruit(onProblem = vi.fn(), version = 1, migrations: Record<number, (value: unknown) => unknown> = {}) {
  return new Stored<Fruit>({ key: 'local:fruit', version, migrations, schema, fallback: { names: [] } }, onProblem);
}
const onDisk = async () => fakeBrowser.storage.local.get(null as never) as Promise<Record<string, unknown>>;
const add = (name: string) => (value: Fruit) => ({ names: [...value.names, name] });

beforeEach(() => fakeBrowser.reset());

test('没有存过，用默认值；存了就在，另一处也读得到', async () => {
  const stored = fruit();
  expect(await stored.read()).toEqual({ names: [] });
  await stored.change(add('梨'));
  expect(await fruit().read()).toEqual({ names: ['梨'] });
  expect(stored.problem).toBeNull();
});

test('改默认值得到的对象，不会改到默认值', async () => {
  const stored = fruit();
  (await stored.read()).names.push('梨');
  expect(await stored.read()).toEqual({ names: [] });
});

test('同时的许多改动一个也不丢', async () => {
  const stored = fruit();
  const names = Array.from({ length: 30 }, (_, index) => `果${index}`);
  await Promise.all(names.map((name) => stored.change(add(name))));
  expect(await fruit().read()).toEqual({ names });
});

describe('旧版本', () => {
  test('一步一步换成新样子', async () => {
    await fakeBrowser.storage.local.set({ fruit: '梨,桃', fruit$: { v: 1 } });
    const stored = fruit(vi.fn(), 3, {
      2: (value) => String(value).split(','),
      3: (value) => ({ names: value }),
    });
    expect(await stored.read()).toEqual({ names: ['梨', '桃'] });
    await stored.change(add('李'));
    expect(await onDisk()).toEqual({ fruit: { names: ['梨', '桃', '李'] }, fruit$: { v: 3 } });
  });

  test('换不成：用默认值，原来的还在', async () => {
    await fakeBrowser.storage.local.set({ fruit: 5, fruit$: { v: 1 } });
    const onProblem = vi.fn();
    const stored = fruit(onProblem, 2, {
      2: () => {
        throw new Error('不认识');
      },
    });
    expect(await stored.read()).toEqual({ names: [] });
    expect(stored.problem).toBe('damaged');
    expect(onProblem).toHaveBeenCalledWith(expect.stringContaining('不认识'));
    expect((await onDisk())['fruit']).toBe(5);
  });
});

describe('坏了的', () => {
  test.each<[string, unknown]>([
    ['样子不对', { names: 7 }],
    ['是一串字', 'names'],
    ['原型污染', JSON.parse('{"__proto__":{"names":["x"]}}')],
  ])('%s：用默认值并说清楚，原来的一直留着', async (_, damaged) => {
    await fakeBrowser.storage.local.set({ fruit: damaged });
    const onProblem = vi.fn();
    const stored = fruit(onProblem);
    expect(await stored.read()).toEqual({ names: [] });
    expect(onProblem).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(/损坏.*原内容保留/));
    await stored.change(add('梨'));
    expect(await stored.read()).toEqual({ names: ['梨'] });
    expect((await onDisk())['fruit.kept']).toEqual(damaged);
    expect(stored.problem).toBeNull();
  });

  test('来自更新的版本：用默认值，改动只在内存，存着的一个字不动', async () => {
    const newer = { fruit: { names: ['未来'], sweet: true }, fruit$: { v: 9 } };
    await fakeBrowser.storage.local.set(newer);
    const stored = fruit();
    expect(await stored.read()).toEqual({ names: [] });
    expect(stored.problem).toBe('newer');
    await stored.change(add('梨'));
    expect(await stored.read()).toEqual({ names: ['梨'] });
    expect(await onDisk()).toEqual(newer);
  });
});

describe('存不进去', () => {
  test('满了：照常工作，只在内存；腾出地方后又存进去', async () => {
    const onProblem = vi.fn();
    const stored = fruit(onProblem);
    await stored.change(add('梨'));
    const set = vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValue(new Error('QUOTA_BYTES quota exceeded'));
    expect(await stored.change(add('桃'))).toEqual({ names: ['梨', '桃'] });
    expect(stored.problem).toBe('full');
    expect(onProblem).toHaveBeenCalledWith(expect.stringContaining('写不进去'));
    expect(await stored.read()).toEqual({ names: ['梨', '桃'] });
    set.mockRestore();
    await stored.change(add('李'));
    expect(stored.problem).toBeNull();
    expect(await fruit().read()).toEqual({ names: ['梨', '桃', '李'] });
  });

  test('读不到：用默认值，不抛错', async () => {
    vi.spyOn(fakeBrowser.storage.local, 'get').mockRejectedValue(new Error('IO error'));
    const stored = fruit();
    expect(await stored.read()).toEqual({ names: [] });
    expect(await stored.change(add('梨'))).toEqual({ names: ['梨'] });
    expect(stored.problem).toBe('unreadable');
    vi.restoreAllMocks();
  });

  describe('写不进去，只留在内存里，别处又动过', () => {
    /** Its owner, with a change that is in no storage. */
    async function unwritten(): Promise<Stored<Fruit>> {
      const stored = fruit();
      await stored.change(add('梨'));
      const set = vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValue(new Error('QUOTA_BYTES quota exceeded'));
      await stored.change(add('桃'));
      set.mockRestore();
      expect(await stored.read()).toEqual({ names: ['梨', '桃'] });
      return stored;
    }

    test('别处清除了：内存里的也没有了，下一次改动不带回来', async () => {
      const stored = await unwritten();
      await fruit().remove();
      expect(await stored.read()).toEqual({ names: [] });
      expect(stored.problem).toBeNull();
      await stored.change(add('杏'));
      expect(await onDisk()).toMatchObject({ fruit: { names: ['杏'] } });
    });

    test('别处写进去了：照写进去的', async () => {
      const stored = await unwritten();
      await fruit().change(add('杏'));
      expect(await stored.read()).toEqual({ names: ['梨', '杏'] });
    });
  });

  test('更新的版本写的，别处清除了：内存里的改动也没有了', async () => {
    await fruit(vi.fn(), 2).change(add('梨'));
    const stored = fruit();
    await stored.change(add('桃'));
    expect(await stored.read()).toEqual({ names: ['桃'] });
    await fruit().remove();
    expect(await stored.read()).toEqual({ names: [] });
    expect(stored.problem).toBeNull();
  });

  describe('一时读不到，后来又读得到', () => {
    const kept = { names: ['旧一', '旧二', '旧三'] };
    /** A change made in that moment; answers the value's owner. */
    async function missed(): Promise<Stored<Fruit>> {
      await fruit().change(() => kept);
      const stored = fruit();
      const get = vi.spyOn(fakeBrowser.storage.local, 'get').mockRejectedValue(new Error('IO error'));
      await stored.change(add('新'));
      expect(await stored.read()).toEqual({ names: ['新'] });
      get.mockRestore();
      return stored;
    }

    test('存着的一样不少，那时的改动补上去', async () => {
      const stored = await missed();
      expect(await stored.read()).toEqual({ names: [...kept.names, '新'] });
      expect(stored.problem).toBeNull();
      expect(await fruit().read()).toEqual({ names: [...kept.names, '新'] });
    });

    test('接着再改，两次都在，补过的不再补', async () => {
      const stored = await missed();
      await stored.change(add('再新'));
      await stored.change(add('又新'));
      expect(await fruit().read()).toEqual({ names: [...kept.names, '新', '再新', '又新'] });
    });
  });
});

test('别处改了就知道，停了就不再知道', async () => {
  const onChange = vi.fn();
  const stop = new AbortController();
  const stored = fruit();
  stored.watch(onChange, stop.signal);
  await stored.change(add('梨'));
  expect(onChange).toHaveBeenCalledOnce();
  stop.abort();
  await stored.change(add('桃'));
  expect(onChange).toHaveBeenCalledOnce();
});
