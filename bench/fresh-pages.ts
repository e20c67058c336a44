/**
 * A real Chromium that opens each page anew. A page that was walked once is not the same again for the script that walked
 * it: its nodes have wrappers. So each method gets an isolated world of its own, which has its own wrappers, as a content
 * script does; several worlds may measure one fresh page, in changing order, so that a slow moment or a cold cache falls
 * on all of them.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, type CDPSession, chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { chromiumFlags, findBrowser } from '../scripts/browsers.ts';

export interface World {
  /** Value of an expression (or of the promise it gives), as JSON. */
  evaluate<Value>(expression: string): Promise<Value>;
}

export interface FreshPages {
  page: Page;
  cdp: CDPSession;
  /** Loads the page and waits until it was painted and rests. */
  open(html: string): Promise<() => Promise<World>>;
  close(): Promise<void>;
}

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  // The page's own scripts and files would only be noise.
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  // An isolated page has a clock of 5 instead of 100 microseconds.
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cache-control': 'no-store',
};

/** Serves whatever was set last, so that a page of ten megabytes is not sent over the debugging pipe. */
export class PageServer {
  readonly #server: Server;
  #html = '';
  #visits = 0;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(headers: Record<string, string> = HEADERS): Promise<PageServer> {
    const server = createServer((request, response) => {
      if (request.url?.startsWith('/page')) response.writeHead(200, headers).end(pages.#html);
      else response.writeHead(404).end();
    });
    const pages = new PageServer(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return pages;
  }

  /** A new address for it. */
  place(html: string): string {
    this.#html = html;
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/page${++this.#visits}`;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

/** The browser that the benchmarks need; its absence is said in one line. */
export function chromiumPath(): string {
  const found = findBrowser('chromium');
  if (!found) throw new Error('没有找到 Chromium：请先运行 npx tsx scripts/browsers.ts chromium');
  return found.path;
}

export async function startFreshPages(): Promise<FreshPages> {
  const server = await PageServer.start();
  const browser: Browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumFlags() });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Page.enable');
  let worlds = 0;
  return {
    page,
    cdp,
    async open(html) {
      const loaded = new Promise<void>((resolve) => cdp.once('Page.loadEventFired', () => resolve()));
      const { frameId } = await cdp.send('Page.navigate', { url: server.place(html) });
      await loaded;
      const world = async (): Promise<World> => {
        const { executionContextId: contextId } = await cdp.send('Page.createIsolatedWorld', {
          frameId,
          worldName: `world ${++worlds}`,
        });
        return {
          async evaluate<Value>(expression: string) {
            const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
              contextId,
              expression,
              awaitPromise: true,
              returnByValue: true,
            });
            if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
            return result.value as Value;
          },
        };
      };
      const first = await world();
      await first.evaluate('new Promise((done) => requestAnimationFrame(() => requestIdleCallback(() => done(0))))');
      return world;
    },
    async close() {
      await browser.close();
      server.stop();
    },
  };
}

/** A script of this folder with all it needs, for a page. */
export async function bundled(entry: URL): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry: entry.pathname, formats: ['iife'], name: 'bundle' } },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !('output' in output)) throw new Error('Vite built nothing.');
  return output.output[0].code;
}
