import { type StorageItemKey, storage } from '@wxt-dev/storage';
import * as v from 'valibot';

/**
 * One versioned value in storage that is never believed and never lost. What is damaged or comes from a newer version
 * of the extension is left where it is; until that is mended the fallback is used, and changes live in memory only. What
 * could not be read back is not written either, and nothing beyond what the schema names.
 */
export interface StoredOptions<T> {
  key: StorageItemKey;
  version: number;
  /** From version n - 1 to n, by n. */
  migrations?: Record<number, (value: unknown) => unknown>;
  schema: v.GenericSchema<unknown, T>;
  fallback: T;
}

/** Why the stored value is not in use. */
export type StoredProblem = 'damaged' | 'newer' | 'unreadable' | 'full';

const PROBLEM_TEXT: Record<StoredProblem, string> = {
  damaged: '存储的内容损坏，暂用默认值，原内容保留',
  newer: '存储的内容来自更新的版本，暂用默认值，原内容保留',
  unreadable: '读不到浏览器的存储，暂用默认值',
  full: '浏览器的存储写不进去，改动只在这次有效',
};

/** Where a damaged value is kept when the person changes a setting over it. */
const KEPT_SUFFIX = '.kept';

export class Stored<T> {
  readonly #options: StoredOptions<T>;
  readonly #onProblem: (text: string) => void;
  /** What storage does not take. */
  #inMemory: T | null = null;
  /** The note that says so stands: it goes when another context of ours writes or removes the value. */
  #noted = false;
  /** Changes made while storage could not be read: they are made on the stored value once it can be. */
  #missed: ((value: T) => T)[] = [];
  #problem: StoredProblem | null = null;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: StoredOptions<T>, onProblem: (text: string) => void = (text) => console.warn(text)) {
    this.#options = options;
    this.#onProblem = onProblem;
  }

  /** What is wrong with the stored value, as of the last access; null when nothing is. */
  get problem(): StoredProblem | null {
    return this.#problem;
  }

  /** The value, or the fallback. Never rejects. */
  async read(): Promise<T> {
    const { value } = await this.#load();
    // Readable again: what was missed is stored now, and not only with the next change.
    return this.#missed.length > 0 && this.#problem !== 'unreadable' ? this.change((caughtUp) => caughtUp) : value;
  }

  /**
   * Applies a change after all earlier ones, and gives the new value. Never rejects: what cannot be stored is kept in memory,
   * and a change to what the schema refuses is not made.
   */
  async change(step: (value: T) => T): Promise<T> {
    const run = this.#queue.then(() => withLock(this.#options.key, () => this.#store(step)));
    this.#queue = run.catch(() => undefined);
    return run;
  }

  /** Removes the value, whatever is wrong with it, and what was kept of a damaged one. Never rejects. */
  async remove(): Promise<void> {
    const { key } = this.#options;
    const run = this.#queue.then(() =>
      withLock(key, async () => {
        try {
          await storage.removeItem(`${key}${KEPT_SUFFIX}`);
          await storage.removeItem(key, { removeMeta: true });
          await this.#note(false);
          this.#inMemory = null;
          this.#missed = [];
          this.#report(null);
        } catch {
          this.#report('unreadable');
        }
      }),
    );
    this.#queue = run;
    return run;
  }

  /** As `problem`, and what the last write met, in whatever context of ours and however long ago it napped. */
  async whatIsWrong(): Promise<StoredProblem | null> {
    await this.#load();
    if (this.#problem !== null) return this.#problem;
    return (await storage.getItem(this.#noteKey).catch(() => null)) === null ? null : 'full';
  }

  /** Whether storage holds something that is not in use: a damaged or newer value, or what was kept of one. */
  async holdsUnread(): Promise<boolean> {
    await this.#load();
    if (this.#problem === 'damaged' || this.#problem === 'newer') return true;
    return (await storage.getItem(`${this.#options.key}${KEPT_SUFFIX}`).catch(() => null)) !== null;
  }

  /** Calls back after each change, from whatever context, until the signal aborts. */
  watch(onChange: () => void, signal?: AbortSignal): void {
    const stop = storage.watch(this.#options.key, onChange);
    signal?.addEventListener('abort', stop, { once: true });
  }

  async #load(): Promise<{ value: T; raw: unknown }> {
    const { fallback, schema, version, migrations = {}, key } = this.#options;
    const use = (problem: StoredProblem | null, value: T, raw: unknown) => {
      this.#report(problem);
      return { value: this.#missed.reduce((missing, step) => step(missing), this.#inMemory ?? value), raw };
    };
    let raw: unknown;
    let stored: number;
    try {
      raw = await storage.getItem<unknown>(key);
      stored = versionOf(await storage.getMeta(key));
    } catch {
      return use('unreadable', structuredClone(fallback), null);
    }
    await this.#catchUp(raw);
    if (raw === null || raw === undefined)
      return use(this.#problem === 'full' ? 'full' : null, structuredClone(fallback), null);
    if (stored > version) return use('newer', structuredClone(fallback), raw);
    let value = raw;
    try {
      for (let next = stored + 1; next <= version; next++) value = migrations[next]?.(value) ?? value;
    } catch (error) {
      this.#onProblem(`${key}：从旧版本转换失败（${String(error)}）`);
      return use('damaged', structuredClone(fallback), raw);
    }
    const read = v.safeParse(schema, value);
    return read.success
      ? use(this.#problem === 'full' ? 'full' : null, read.output, raw)
      : use('damaged', structuredClone(fallback), raw);
  }

  async #store(step: (value: T) => T): Promise<T> {
    const { value, raw } = await this.#load();
    const { success, output: changed } = v.safeParse(this.#options.schema, step(structuredClone(value)));
    if (!success) {
      this.#onProblem(`${this.#options.key}：改动不合格式，没有记下`);
      return value;
    }
    if (this.#problem === 'unreadable') {
      this.#missed.push(step);
      return changed;
    }
    this.#missed = [];
    if (this.#problem === 'newer') {
      this.#inMemory = changed;
      return changed;
    }
    try {
      if (this.#problem === 'damaged') await storage.setItem(`${this.#options.key}${KEPT_SUFFIX}`, raw);
      await storage.setItem(this.#options.key, changed);
      await storage.setMeta(this.#options.key, { v: this.#options.version });
      this.#inMemory = null;
      this.#report(null);
    } catch {
      this.#inMemory = changed;
      this.#report('full');
    }
    await this.#note(this.#problem === 'full');
    return changed;
  }

  /** Lets go of what was kept in memory when another context has written or removed the value since: that counts. */
  async #catchUp(raw: unknown): Promise<void> {
    if (this.#inMemory === null) return;
    const isGone = this.#problem === 'newer' && (raw === null || raw === undefined);
    const isOvertaken = this.#noted && (await storage.getItem(this.#noteKey).catch(() => true)) === null;
    if (!isGone && !isOvertaken) return;
    this.#inMemory = null;
    this.#noted = false;
    this.#report(null);
  }

  get #noteKey(): StorageItemKey {
    return `session:full-${this.#options.key}`;
  }

  async #note(full: boolean): Promise<void> {
    try {
      await (full ? storage.setItem(this.#noteKey, true) : storage.removeItem(this.#noteKey));
      this.#noted = full;
    } catch {
      // Without session memory nobody else hears of it.
      this.#noted = false;
    }
  }

  #report(problem: StoredProblem | null): void {
    if (problem !== null && problem !== this.#problem)
      this.#onProblem(`${this.#options.key}：${PROBLEM_TEXT[problem]}`);
    this.#problem = problem;
  }
}

/** A list of the last `most` rows. Those that are unreadable fall out, so that one does not cost the others. */
export function rowsOf<T>(row: v.GenericSchema<unknown, T>, most: number) {
  const readable = (given: unknown): T[] => {
    const read = v.safeParse(row, given);
    return read.success ? [read.output] : [];
  };
  return v.pipe(
    v.array(v.unknown()),
    v.transform((rows) => rows.flatMap(readable).slice(-most)),
  );
}

function versionOf(meta: { v?: unknown }): number {
  return typeof meta.v === 'number' && Number.isInteger(meta.v) && meta.v >= 1 ? meta.v : 1;
}

/** One writer at a time over all contexts of the extension, where the browser has locks. */
function withLock<R>(key: string, run: () => Promise<R>): Promise<R> {
  const locks = (globalThis.navigator as { locks?: LockManager } | undefined)?.locks;
  return locks ? (locks.request(`caliangyan:${key}`, run) as Promise<R>) : run();
}
