/**
 * The demo site: static pages on 127.0.0.1, one server under several host names, so that the story runs over what a
 * browser counts as different sites (`*.localhost` is this machine in every browser, without a name server).
 *
 * As a command: `npx tsx demo/server.ts [PORT]` serves until it is stopped; it is the playground for `npm run dev`.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Answer } from './answer.ts';
import { hostileAnswer } from './hostile.ts';

const PAGES = fileURLToPath(new URL('pages/', import.meta.url));

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The sites of the story. Each is a host name and the folder of `demo/pages` it opens with. */
export type SiteName = 'jobs' | 'chat' | 'task' | 'news' | 'hostile';

export interface DemoSite {
  port: number;
  /** Address of a page: `url('jobs')`, `url('hostile', 'frames.html')`. */
  url(site: SiteName, path?: string): string;
  /** Address with the list of all pages. */
  home: string;
  /** Adds a page of the caller's own under `/placed/` and gives its address. */
  place(name: string, answer: Answer, site?: SiteName): string;
  close(): Promise<void>;
}

/** Starts the site on 127.0.0.1; port 0 takes a free one. */
export async function startDemoSite(port = 0): Promise<DemoSite> {
  const placed = new Map<string, Answer>();
  const server = createServer((request, response) => {
    answerRequest(request, placed).then(
      (answer) => send(response, answer),
      () => {
        response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('没有这个页面');
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const taken = (server.address() as AddressInfo).port;
  const origin = (site: SiteName) => `http://${site}.localhost:${taken}`;
  return {
    port: taken,
    home: `http://127.0.0.1:${taken}/`,
    url: (site, path = '') => `${origin(site)}/${site}/${path}`,
    place: (name, answer, site = 'news') => {
      placed.set(`/placed/${name}`, answer);
      return `${origin(site)}/placed/${encodeURIComponent(name)}`;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answerRequest(request: IncomingMessage, placed: ReadonlyMap<string, Answer>): Promise<Answer> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const path = decodeURIComponent(pathname);
  const made = placed.get(path) ?? hostileAnswer(path, searchParams);
  if (made !== undefined) return made;
  // Addresses of the single-page board have no file of their own: /jobs/post/12 is the board itself.
  const wanted = /^\/jobs\/post\//.test(path) ? '/jobs/' : path;
  const file = normalize(join(PAGES, wanted.endsWith('/') ? `${wanted}index.html` : wanted));
  if (!file.startsWith(PAGES.endsWith(sep) ? PAGES : PAGES + sep)) throw new Error('outside the demo');
  const type = TYPES[extname(file)];
  if (type === undefined) throw new Error('not a page');
  return { headers: { 'content-type': type }, body: await readFile(file) };
}

async function send(response: ServerResponse, answer: Answer): Promise<void> {
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    ...answer.headers,
  });
  if (typeof answer.body === 'string' || answer.body instanceof Uint8Array) {
    response.end(answer.body);
    return;
  }
  for (const piece of answer.body) {
    if (response.destroyed) return;
    if (!response.write(piece)) await new Promise((resolve) => response.once('drain', resolve).once('close', resolve));
  }
  response.end();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const site = await startDemoSite(Number(process.argv[2] ?? 0));
  console.log(`演示站点：${site.home}（Ctrl+C 停止）`);
}
