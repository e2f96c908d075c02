import { connect, type NetConnectOpts } from 'node:net';
import { type ConnectionOptions, connect as secure } from 'node:tls';

/** What came back: the status, the headers with names in lower case, and the rest. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Sends a request byte by byte as it is given, which clients of HTTP do not do with odd paths, and reads what comes back: until the end,
 * or until the headers are there if the connection has become another one.
 */
export function send(
  to: NetConnectOpts | ({ readonly tls: true } & ConnectionOptions),
  lines: readonly string[],
  body = '',
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = () => socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`);
    const socket = 'tls' in to ? secure(to, request) : connect(to, request);
    let text = '';
    const end = () => {
      clearTimeout(timer);
      socket.destroy();
      const reply = parsed(text);
      if (reply === undefined) reject(new Error(`no answer of HTTP, but '${text.slice(0, 80)}'`));
      else resolve(reply);
    };
    const timer = setTimeout(end, 3_000);
    socket.setEncoding('latin1');
    socket.on('data', (chunk) => {
      text += chunk;
      if (isWhole(text)) end();
    });
    socket.once('end', end).once('error', (error) => {
      clearTimeout(timer);
      if (parsed(text) === undefined) reject(error);
      else end();
    });
  });
}

function parsed(text: string): Reply | undefined {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  const [, status] = /^HTTP\/1\.[01] (\d{3})/.exec(first) ?? [];
  if (status === undefined) return undefined;
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  return { status: Number(status), headers, body: rest.join('\r\n\r\n') };
}

/** Whether nothing more is to be waited for: as much as was announced is there, or the connection has become another one. */
function isWhole(text: string): boolean {
  const reply = text.includes('\r\n\r\n') ? parsed(text) : undefined;
  if (reply === undefined) return false;
  return reply.status === 101 || reply.body.length === Number(reply.headers['content-length']);
}
