import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The world outside this machine as a proxy that lets nothing through and writes down who asked for what. */
export class Outside {
  readonly requests: string[] = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      this.requests.push(request.url ?? '');
      response.writeHead(502).end();
    });
    this.#server.on('connect', (request, socket) => {
      this.requests.push(request.url ?? '');
      // The browser may hang up first; that is its right.
      socket.on('error', () => {});
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    });
  }

  static async open(): Promise<Outside> {
    const outside = new Outside();
    await new Promise<void>((resolve) => outside.#server.listen(0, '127.0.0.1', resolve));
    return outside;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
