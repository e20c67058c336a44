import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { connect } from '../../entrypoints/scan.content/background-line.ts';

/** The scan script's line over a background that goes down and comes back. */
const sendMessage = vi.fn<(message: unknown) => Promise<unknown>>();
const runtime: { id?: string; sendMessage: typeof sendMessage } = { id: 'x', sendMessage };
const life = new AbortController();

beforeEach(() => {
  vi.useFakeTimers();
  sendMessage.mockReset();
  runtime.id = 'x';
  vi.stubGlobal('chrome', { runtime });
  vi.stubGlobal(
    'Element',
    class {
      get shadowRoot() {
        return null;
      }
    },
  );
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a message that needs an answer', () => {
  test('is said again until there is one, ever more rarely', async () => {
    sendMessage.mockResolvedValueOnce(undefined).mockRejectedValueOnce(new Error('closed')).mockResolvedValue('here');
    const answer = connect(life.signal).ask('frame/ruleset', { part: 3 }, life.signal);
    await vi.advanceTimersByTimeAsync(0);
    expect(sendMessage).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(sendMessage).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(399);
    expect(sendMessage).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(await answer).toBe('here');
    expect(sendMessage.mock.calls).toEqual(Array(3).fill([{ type: 'frame/ruleset', body: { part: 3 } }]));
  });

  test('null is an answer: there is nothing', async () => {
    sendMessage.mockResolvedValue(null);
    expect(await connect(life.signal).ask('frame/may-scan', undefined, life.signal)).toBeNull();
    expect(sendMessage).toHaveBeenCalledTimes(1);
  });

  test('ends when the extension is gone', async () => {
    sendMessage.mockRejectedValue(new Error('Extension context invalidated.'));
    const answer = connect(life.signal).ask('frame/may-scan', undefined, life.signal);
    await vi.advanceTimersByTimeAsync(0);
    delete runtime.id;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await answer).toBeUndefined();
    expect(sendMessage).toHaveBeenCalledTimes(1);
  });

  test('ends when nobody waits for it any more', async () => {
    sendMessage.mockResolvedValue(undefined);
    const until = new AbortController();
    const answer = connect(life.signal).ask('frame/may-scan', undefined, until.signal);
    await vi.advanceTimersByTimeAsync(0);
    until.abort();
    expect(await answer).toBeUndefined();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sendMessage).toHaveBeenCalledTimes(1);
  });
});
