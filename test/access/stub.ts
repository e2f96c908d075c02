import { createServer as createPlain, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { SecureContextOptions } from 'node:tls';

/** A request as it came to the API server's place. */
export interface Seen {
  readonly method: string;
  /** As it was sent. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly bytes: number;
  /** Whether it came in an encrypted connection that had been used or resumed before. */
  readonly reused: boolean;
}

/** A server in the place of the API server: answers everything with 200, agrees to every upgrade, and keeps what it has seen. */
export class Stub {
  readonly seen: Seen[] = [];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(tls: SecureContextOptions | undefined) {
    const used = new WeakSet<Socket>();
    const note = (request: IncomingMessage, bytes: number) => {
      const { method = '', url = '', headers, socket } = request;
      this.seen.push({ method, path: url, headers, bytes, reused: used.has(socket) });
      used.add(socket);
    };
    const listener: RequestListener = (request, response) => {
      let bytes = 0;
      request.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      request.on('end', () => {
        note(request, bytes);
        response.setHeader('x-stub', 'reached');
        response.setHeader('strict-transport-security', 'max-age=1');
        if (request.headers['user-agent'] !== 'watcher') return response.end('{}');
        response.write('first\n');
        return setTimeout(() => response.end('second\n'), 300);
      });
    };
    this.#server = tls === undefined ? createPlain(listener) : createServer({ ...tls, minVersion: 'TLSv1.2' }, listener);
    this.#server.on('connection', (socket: Socket) => this.#sockets.add(socket));
    this.#server.on('upgrade', (request: IncomingMessage, socket: Socket) => {
      note(request, 0);
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: ${request.headers.upgrade}\r\nConnection: Upgrade\r\nx-stub: reached\r\n\r\n`,
      );
    });
  }

  static async start(tls?: SecureContextOptions): Promise<Stub> {
    const stub = new Stub(tls);
    await new Promise<void>((resolve) => stub.#server.listen(0, '127.0.0.1', resolve));
    return stub;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** What has come since this was asked last. */
  take(): readonly Seen[] {
    return this.seen.splice(0);
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
