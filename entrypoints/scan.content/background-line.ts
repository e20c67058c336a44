import type { OpenShadowRoot } from '../../page/flat-tree.ts';
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

interface WebExtension {
  runtime?: Runtime;
}

export interface BackgroundLine {
  /** Undefined when the background does not answer: it was updated, or it refused. */
  send<N extends MessageName>(type: N, body?: Body<N>): Promise<Answer<N> | undefined>;
  listen(handlers: Handlers): void;
  openShadowRoot: OpenShadowRoot;
}

export function connect(signal: AbortSignal): BackgroundLine {
  const { browser, chrome } = globalThis as { browser?: WebExtension; chrome?: WebExtension };
  const api = browser?.runtime ? browser : (chrome ?? {});
  return {
    async send(type, body) {
      // After an update the browser takes `runtime` away, or its id, or throws: all mean that nobody is there any more.
      if (signal.aborted || !api.runtime?.id) return undefined;
      try {
        return (await api.runtime.sendMessage(body === undefined ? { type } : { type, body })) as never;
      } catch {
        return undefined;
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
