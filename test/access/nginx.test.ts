import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect as connectHttp2 } from 'node:http2';
import { join } from 'node:path';
import { type ConnectionOptions, connect } from 'node:tls';
import { freePorts } from '../cluster/ports';
import { Processes } from '../cluster/processes';
import { Certificates, read } from './certificates';
import { ALLOWED, type Outcome, POD, ROWS, TOKEN } from './nginx-rows';
import { need } from './programs';
import { type Reply, send } from './raw';
import { Stub } from './stub';
import { fitted, written } from './written';

const FILE = 'access/nginx.conf';
const lines = (request: string, headers: readonly string[] = [TOKEN]) => [
  `${request} HTTP/1.1`,
  'Host: api.example.com',
  ...(headers.some((header) => header.startsWith('Connection')) ? [] : ['Connection: close']),
  ...headers,
];
const outcomeOf = ({ headers, status }: Reply): Outcome => (headers['x-stub'] === 'reached' ? 'reached' : status);

const processes = new Processes();
const certificates = new Certificates(processes.directory);
const path = (name: string) => join(processes.directory, name);
const stubs: Stub[] = [];
let roots: string;
let client: { readonly cert: string; readonly key: string };

/** Starts the front that these props write, before API servers at these ports, and tells where it listens. */
async function start(
  name: string,
  front: object,
  upstreams: readonly number[],
  weakened: Readonly<Record<string, string>> = {},
): Promise<ConnectionOptions & { readonly tls: true }> {
  const [port = 0] = await freePorts(1);
  const files = { certificate: path('front.crt'), key: path('front.key'), authority: path('cluster.crt') };
  const members = Object.fromEntries(
    upstreams.map((upstream, index) => [`server 10.0.0.${index + 1}:6443`, `server 127.0.0.1:${upstream}`]),
  );
  const text = fitted(written(FILE, { front: { port, ...files, ...front } }), {
    '/run/nginx.pid': path(`${name}.pid`),
    '/var/log/nginx/error.log': path(`${name}-error.log`),
    '/var/log/nginx/access.log': path(`${name}-access.log`),
    ...members,
    ...weakened,
  });
  writeFileSync(path(`${name}.conf`), text);
  const { status, stderr } = spawnSync(need('nginx'), ['-t', '-q', '-c', path(`${name}.conf`)], { encoding: 'utf8' });
  // Whoever is not root is told that the directive `user` has no effect.
  expect([status, stderr.split('\n').filter((line) => line !== '' && !line.includes('"user" directive'))]).toEqual([0, []]);
  processes.run(name, need('nginx'), ['-c', path(`${name}.conf`), '-g', 'daemon off;']);
  const to = { tls: true as const, host: '127.0.0.1', port, ca: roots, servername: 'api.example.com', ...client };
  for (let tries = 0; tries < 100; tries += 1) {
    if (
      await send(to, lines('GET /metrics')).then(
        () => true,
        () => false,
      )
    )
      return to;
    const ended = processes.ended();
    if (ended !== undefined) throw new Error(ended);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('nginx does not listen after 5 s');
}

let front: ConnectionOptions & { readonly tls: true };
let allowed: typeof front;
let narrow: typeof front;
let deceived: typeof front;
let trusting: typeof front;
let live: Stub;
let other: Stub;
let rogue: Stub;
const take = () => [...live.take(), ...other.take()];
const ample = { requestsPerSecond: 10_000, burst: 10_000 };

beforeAll(async () => {
  const cluster = certificates.authority('cluster');
  const elsewhere = certificates.authority('elsewhere');
  const people = certificates.authority('people');
  const web = certificates.authority('web');
  certificates.signed('front', web, ['api.example.com']);
  const names = ['kubernetes', 'kubernetes.default', 'kubernetes.default.svc'];
  const server = { ...read(certificates.signed('server', cluster, names)), honorCipherOrder: true };
  roots = read(web).cert;
  client = read(certificates.signed('person', people, ['person.example.com']));
  live = await Stub.start(server);
  other = await Stub.start(server);
  rogue = await Stub.start(read(certificates.signed('rogue', elsewhere, names)));
  stubs.push(live, other, rogue);
  const [dead = 0] = await freePorts(1);
  const allow = ['attach', 'debug', 'exec', 'port-forward', 'secrets', 'tokens'];
  front = await start('front', ample, [dead, live.port, other.port]);
  allowed = await start('allowed', { ...ample, allow, impersonation: true, clientAuthority: path('people.crt'), minTls: 'VersionTLS13' }, [
    live.port,
    other.port,
    dead,
  ]);
  narrow = await start('narrow', { requestsPerSecond: 1, burst: 3, connections: 2 }, [live.port, live.port, live.port]);
  deceived = await start('deceived', ample, [rogue.port, rogue.port, rogue.port]);
  trusting = await start('trusting', ample, [rogue.port, rogue.port, rogue.port], {
    'proxy_ssl_verify on': 'proxy_ssl_verify off',
    'proxy_pass_request_headers off': 'proxy_pass_request_headers on',
    '$path_verdict != accepted': '$path_verdict = never',
    'if ($stranger)': 'if ($stranger = never)',
  });
  rogue.take();
}, 120_000);
afterAll(async () => {
  await processes.stop();
  for (const stub of stubs) await stub.stop();
});
beforeEach(() => void take());

test.each(ROWS)('$outcome: $request, $headers', async ({ outcome, request, headers }) => {
  expect(outcomeOf(await send(front, lines(request, headers)))).toBe(outcome);
  // What goes on, goes on as it was sent.
  expect(take().map((seen) => `${seen.method} ${seen.path}`)).toEqual(outcome === 'reached' ? [request] : []);
});

test.each(ALLOWED)('with all that can be allowed, $outcome: $request, $headers', async ({ outcome, request, headers }) => {
  expect(outcomeOf(await send(allowed, lines(request, headers)))).toBe(outcome);
  expect(take()).toHaveLength(outcome === 'reached' ? 1 : 0);
});

describe('TLS', () => {
  const shake = (options: ConnectionOptions): Promise<string> =>
    new Promise((resolve) => {
      const socket = connect({ ...front, ...options }, () => resolve(`${socket.getProtocol()} ${socket.getCipher().standardName}`));
      socket.once('error', ({ message, code }: NodeJS.ErrnoException) => resolve(code ?? message));
    }).then((said) => String(said));
  const refused = /^(ERR_SSL|ECONNRESET)/;
  const weak = { ciphers: 'ALL:@SECLEVEL=0' };

  test.each<readonly [string, ConnectionOptions, RegExp]>([
    ['1.3', {}, /^TLSv1\.3 /],
    ['1.2 with a strong cipher', { maxVersion: 'TLSv1.2' }, /^TLSv1\.2 TLS_ECDHE_ECDSA_WITH_(AES|CHACHA)/],
    ['1.1', { ...weak, minVersion: 'TLSv1', maxVersion: 'TLSv1.1' }, refused],
    ['1.0', { ...weak, minVersion: 'TLSv1', maxVersion: 'TLSv1' }, refused],
    ['1.2 without forward secrecy', { maxVersion: 'TLSv1.2', ciphers: 'AES128-GCM-SHA256:AES256-SHA' }, refused],
    ['1.2 with CBC', { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-SHA256:@SECLEVEL=0' }, refused],
    ['for another name', { servername: 'other.example.com' }, refused],
    ['for no name', { servername: '' }, refused],
  ])('%s', async (_, options, expected) => {
    expect(await shake(options)).toMatch(expected);
  });

  test('1.2 is refused where 1.3 is asked for', async () => {
    expect(await shake({ ...allowed, maxVersion: 'TLSv1.2' })).toMatch(refused);
  });

  test('a request without TLS is refused', async () => {
    const { tls: _, ca: __, servername: ___, ...plain } = front;
    const { status } = await send({ host: '127.0.0.1', port: Number(plain.port) }, lines('GET /livez'));
    expect(status).toBe(400);
    expect(take()).toEqual([]);
  });

  test('where a client CA is named, nobody without a certificate of it comes in, and with one still not without a token', async () => {
    const { cert: _, key: __, ...bare } = allowed;
    expect((await send(bare, lines('GET /api'))).status).toBe(400);
    expect((await send({ ...bare, ...read({ certificate: path('server.crt'), key: path('server.key') }) }, lines('GET /api'))).status).toBe(
      400,
    );
    expect((await send(allowed, lines('GET /api', []))).status).toBe(401);
    expect(take()).toEqual([]);
  });
});

describe('headers', () => {
  test('those by which a front proxy says who somebody is do not go on, whatever they are called', async () => {
    const forged = ['X-Remote-User: admin', 'X-Remote-Group: system:masters', 'X-Remote-Extra-Scopes: all', 'X-Remote-Uid: 0'];
    const odd = [
      'X_Remote_User: admin',
      'Origin: https://evil.example.com',
      'Forwarded: for=1.1.1.1',
      'X-Forwarded-For: 1.1.1.1',
      'X-Other: 1',
    ];
    expect((await send(front, lines('GET /api', [TOKEN, ...forged, ...odd]))).status).toBe(200);
    const [seen] = take();
    expect(Object.keys(seen?.headers ?? {}).sort()).toEqual(['authorization', 'host', 'x-forwarded-for']);
    expect(seen?.headers['x-forwarded-for']).toBe('127.0.0.1');
    expect(seen?.headers.authorization).toBe('Bearer very-secret-token');
  });

  test('what the API server needs goes on', async () => {
    const given = {
      accept: 'application/json;as=Table',
      'content-type': 'application/json',
      'user-agent': 'kubectl/v1.36',
      'if-match': '"1"',
    };
    const body = '{"kind":"Pod"}';
    const headers = [...Object.entries(given).map(([name, value]) => `${name}: ${value}`), `Content-Length: ${body.length}`];
    await send(front, lines('POST /api/v1/namespaces/shop/pods', [TOKEN, ...headers]), body);
    const [seen] = take();
    expect(seen).toMatchObject({ bytes: body.length, headers: given });
  });

  test('only websockets and SPDY come of an upgrade', async () => {
    await send(
      front,
      lines('GET /api', [TOKEN, 'Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAAQAAP__']),
    );
    const [seen] = take();
    expect([seen?.headers.upgrade, seen?.headers['http2-settings']]).toEqual([undefined, undefined]);
  });

  test('answers tell neither the version nor that of the API server, and say never to come without TLS', async () => {
    const { headers } = await send(front, lines('GET /api'));
    expect([headers['server'], headers['strict-transport-security'], headers['cache-control']]).toEqual([
      'nginx',
      'max-age=31536000; includeSubDomains',
      'no-store',
    ]);
    expect((await send(front, lines('GET /metrics'))).headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
  });
});

test('HTTP/2 is refused the same', async () => {
  const session = connectHttp2(`https://127.0.0.1:${front.port}`, { ca: roots, servername: 'api.example.com' });
  const ask = (path: string, more: object = {}) =>
    new Promise<number>((resolve, reject) => {
      const request = session.request({ ':path': path, ':authority': 'api.example.com', authorization: 'Bearer two', ...more });
      request.once('response', ({ ':status': status }) => resolve(Number(status))).once('error', reject);
      request.resume().end();
    });
  const asked = [
    ask(POD),
    ask(`${POD}/exec`),
    ask(`${POD}%2fexec`),
    ask('/api', { authorization: '' }),
    ask('/api', { 'x-remote-user': 'a' }),
  ];
  expect(await Promise.all(asked)).toEqual([200, 403, 403, 401, 200]);
  session.close();
  expect(take().filter(({ headers }) => headers['x-remote-user'] !== undefined)).toEqual([]);
});

describe('limits', () => {
  const MEBIBYTE = 1 << 20;
  test.each([
    [3 * MEBIBYTE, 'reached'],
    [3 * MEBIBYTE + 1, 413],
  ])('a body of %i bytes: %s', async (bytes, expected) => {
    const reply = await send(front, lines('POST /api/v1/namespaces/shop/pods', [TOKEN, `Content-Length: ${bytes}`]), 'x'.repeat(bytes));
    expect(outcomeOf(reply)).toBe(expected);
    expect(take().map((seen) => seen.bytes)).toEqual(expected === 'reached' ? [bytes] : []);
  });

  test('who asks too often is told so, and the API server is not asked', async () => {
    // Whatever asked before has been long ago by then.
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    const statuses = [];
    for (let asked = 0; asked < 8; asked += 1)
      statuses.push((await send(narrow, lines('GET /api', [`Authorization: Bearer ${asked}`]))).status);
    expect(statuses.slice(0, 4)).toEqual([200, 200, 200, 200]);
    expect(statuses.slice(-2)).toEqual([429, 429]);
    expect(take().length).toBe(statuses.filter((status) => status === 200).length);
  });

  test('no more requests are under way than may be', async () => {
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    const watch = () => send(narrow, lines('GET /api/v1/pods?watch=true', [TOKEN, 'User-Agent: watcher']));
    const statuses = (await Promise.all([watch(), watch(), watch()])).map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 200, 429]);
  });
});

test('a watch is not held back', async () => {
  const said = await new Promise<string>((resolve, reject) => {
    const socket = connect(front, () =>
      socket.write(`${lines('GET /api/v1/pods?watch=true', [TOKEN, 'User-Agent: watcher']).join('\r\n')}\r\n\r\n`),
    );
    socket.on('data', (chunk) => {
      const text = String(chunk);
      if (text.includes('first') || text.includes('second')) resolve(text.includes('second') ? 'all at once' : 'bit by bit');
    });
    socket.once('error', reject);
  });
  expect(said).toBe('bit by bit');
});

test('who dies is passed over, connections to the others are used again', async () => {
  const replies = [];
  for (let asked = 0; asked < 12; asked += 1) replies.push((await send(front, lines('GET /api'))).status);
  expect(replies).toEqual(Array(12).fill(200));
  const seen = take();
  expect(seen).toHaveLength(12);
  expect(seen.some(({ reused }) => reused)).toBe(true);
});

test('a server without a certificate of the cluster is told nothing', async () => {
  expect((await send(deceived, lines('GET /api'))).status).toBe(502);
  expect(rogue.take()).toEqual([]);
});

test('a front without these lines passes all of it on: it is they that close', async () => {
  expect(outcomeOf(await send(trusting, lines(`GET ${POD}%2Fexec`, ['X-Remote-User: admin'])))).toBe('reached');
  const [seen] = rogue.take();
  expect([seen?.path, seen?.headers['x-remote-user']]).toEqual([`${POD}%2Fexec`, 'admin']);
});

test('who knows one name and asks for another is not served', async () => {
  const asked = lines('GET /api').map((line) => line.replace('Host: api.example.com', 'Host: other.example.com'));
  expect((await send(front, asked)).status).toBe(421);
  expect(take()).toEqual([]);
});

test('the log says who asked for what, and no token', async () => {
  await send(front, lines('GET /api/v1/namespaces?token=query-secret', [TOKEN, 'User-Agent: someone "quoted"\\']));
  // It is written once the request is over, which the client does not wait for.
  const ofMine = () =>
    readFileSync(path('front-access.log'), 'utf8')
      .split('\n')
      .find((line) => line.includes('someone'));
  for (let tries = 0; tries < 50 && ofMine() === undefined; tries += 1) await new Promise((resolve) => setTimeout(resolve, 100));
  const log = readFileSync(path('front-access.log'), 'utf8');
  const last = JSON.parse(ofMine() ?? '{}') as Readonly<Record<string, unknown>>;
  expect(last).toMatchObject({ client: '127.0.0.1', method: 'GET', path: '/api/v1/namespaces', status: 200, tls: 'TLSv1.3' });
  for (const secret of ['very-secret', 'query-secret', 'dmVyeS1zZWNyZXQ']) expect(log).not.toContain(secret);
});
