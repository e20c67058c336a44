import type { OpenShadowRoot } from '../../page/flat-tree.ts';
import { isCutOff } from '../../platform/cut-off.ts';
import type { MessageName, Protocol } from '../../platform/protocol.ts';
import { shadowRootOpener } from '../../platform/shadow-roots.ts';

/**
 * The scan script's line to the background. It speaks the wire format of platform/messages.ts with the browser's own
 * object: the polyfill and the schemas would cost every page more than all that is said here.
 */

type Body<N extends MessageName> = Parameters<Protocol[N]>[0];
type Answer<N extends MessageName> = Awaited<ReturnType<Protocol[N]>>;
type Handlers = { [N in MessageName]?: (body: Parameters<Protocol[N]>[0]) => ReturnType<Protocol[N]> };

interface Runtime {
  id?: string;
  sendMessage(message: unknown): Promise<unknown>;
  onMessage: {
    addListener(listener: Listener): void;
    removeListener(listener: Listener): void;
  };
}
type Listener = (
  message: unknown,
  sender: { id?: string; tab?: unknown },
  answer: (value: unknown) => void,
) => undefined;

/** Pauses before an unanswered message is said again, in milliseconds: the first, each twice as long as the one before. */
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 30_000;

export interface BackgroundLine {
  /** Undefined when the background does not answer: it was updated, or it refused. */
  send<N extends MessageName>(type: N, body?: Body<N>): Promise<Answer<N> | undefined>;
  /**
   * Says it again until there is an answer: a background that is just going down takes a message along. Undefined when
   * the signal aborts, or when the extension is gone. Only for messages that are answered with something.
   */
  ask<N extends MessageName>(type: N, body: Body<N> | undefined, until: AbortSignal): Promise<Answer<N> | undefined>;
  listen(handlers: Handlers): void;
  openShadowRoot: OpenShadowRoot;
}

export function connect(signal: AbortSignal): BackgroundLine {
  const { chrome: api = {} } = globalThis as { chrome?: { runtime?: Runtime } };
  const isGone = () => signal.aborted || isCutOff();
  const send: BackgroundLine['send'] = async (type, body) => {
    if (isGone()) return undefined;
    try {
      return (await api.runtime?.sendMessage(body === undefined ? { type } : { type, body })) as never;
    } catch {
      return undefined;
    }
  };
  return {
    send,
    async ask(type, body, until) {
      for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
        const answer = await send(type, body);
        if (answer !== undefined || isGone()) return answer as never;
        await passed(pause, until);
        if (until.aborted) return undefined;
      }
    },
    listen(handlers) {
      const listener: Listener = (message, sender, answer) => {
        // Only the background speaks to us; a script of ours in another tab has a tab.
        if (sender.id !== api.runtime?.id || sender.tab !== undefined) return;
        const { type, body } = (message ?? {}) as { type?: MessageName; body?: unknown };
        if (type === undefined || !Object.hasOwn(handlers, type)) return;
        answer((handlers[type] as (body: unknown) => unknown)(body));
      };
      api.runtime?.onMessage.addListener(listener);
      signal.addEventListener('abort', () => api.runtime?.onMessage?.removeListener(listener), { once: true });
    },
    openShadowRoot: shadowRootOpener(),
  };
}

/** Resolves after so many milliseconds, or when the signal aborts. */
function passed(milliseconds: number, until: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    until.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
