import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findBinaries } from '../cluster/binaries';
import { freePorts } from '../cluster/ports';
import { Processes } from '../cluster/processes';
import { VERSIONS } from '../cluster/versions';
import { missing, need } from './programs';
import { type Reply, send } from './raw';
import { Stub } from './stub';
import { commandOf } from './unit';
import { fitted, written } from './written';

const FILE = 'access/kubectl-proxy.service';
const POD = '/api/v1/namespaces/shop/pods/web-0';
const WEBSOCKET = ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='];
const SPDY = ['Connection: Upgrade', 'Upgrade: SPDY/3.1'];

type Outcome = 'reached' | 'refused';
/** A request and whether it may reach the API server through a unit as it is by default: reading, without what leads on. */
interface Row {
  readonly outcome: Outcome;
  readonly request: string;
  readonly headers: readonly string[];
}
const rows = (...list: readonly (readonly [Outcome, string, (readonly string[])?])[]): readonly Row[] =>
  list.map(([outcome, request, headers = []]) => ({ outcome, request, headers }));
const READING = rows(
  ['reached', 'GET /api'],
  ['reached', 'GET /api/v1'],
  ['reached', 'GET /apis/apps/v1/namespaces/shop/deployments?limit=500'],
  ['reached', 'GET /apis/apps/v1/namespaces/shop/deployments/proxy'],
  ['reached', 'GET /api/v1/namespaces/shop/pods'],
  ['reached', `GET ${POD}`],
  ['reached', `GET ${POD}/`],
  ['reached', `GET ${POD}/log?follow=true`],
  ['reached', `GET ${POD}/status`],
  ['reached', `HEAD ${POD}`],
  ['reached', 'GET /api/v1/namespaces/shop/pods/exec'],
  ['reached', 'GET /api/v1/namespaces/shop/pods/executor-0/log'],
  ['reached', 'GET /api/v1/namespaces/secrets'],
  ['reached', 'GET /api/v1/namespaces/secrets/pods'],
  ['reached', 'GET /api/v1/nodes/node-1'],
  ['reached', 'GET /api/v1/services'],
  ['reached', 'GET /api/v1/watch/namespaces/shop/pods'],
  ['reached', 'GET /apis/rbac.authorization.k8s.io/v1/clusterroles/system:node'],
  ['reached', 'GET /apis/rbac.authorization.k8s.io/v1/clusterroles/system%3Anode'],
  ['reached', 'GET /openapi/v3/apis/apps/v1'],
  ['reached', 'GET /version?timeout=32s'],
  ['reached', 'GET /readyz/etcd'],
  ['reached', 'GET /.well-known/openid-configuration'],
  ['reached', 'GET /api/v1/namespaces/shop/pods?watch=true', WEBSOCKET],
  // What leads on into pods, nodes and Services.
  ['refused', `GET ${POD}/exec?command=sh`],
  ['refused', `GET ${POD}/exec?command=sh`, WEBSOCKET],
  ['refused', `GET ${POD}/exec?command=sh`, SPDY],
  ['refused', `POST ${POD}/exec?command=sh`, SPDY],
  ['refused', `GET ${POD}/exec/`],
  ['refused', `GET ${POD}/exec/more`],
  ['refused', `GET ${POD}/EXEC`],
  ['refused', `GET ${POD}/e%78ec`],
  ['refused', `GET ${POD}%2Fexec`],
  ['refused', `GET ${POD}%2fexec`],
  ['refused', `GET ${POD}%252Fexec`],
  ['refused', `GET ${POD}//exec`],
  ['refused', `GET ${POD}/./exec`],
  ['refused', `GET ${POD}/%2e/exec`],
  ['refused', `GET ${POD}/x/../exec`],
  ['refused', `GET ${POD}/x/%2e%2e/exec`],
  ['refused', `GET ${POD}%0a/exec`],
  ['refused', `GET ${POD}/exec%00`],
  ['refused', `GET ${POD}\\exec`],
  ['refused', `GET ${POD};/exec`],
  ['refused', `GET http://localhost${POD}/exec`],
  ['refused', 'GET //api/v1/namespaces/shop/pods/web-0/exec'],
  ['refused', `GET ${POD}/attach`, WEBSOCKET],
  ['refused', `GET ${POD}/portforward`, WEBSOCKET],
  ['refused', `GET ${POD}/proxy`],
  ['refused', `GET ${POD}/proxy/metrics`],
  ['refused', `GET ${POD}:8080/proxy/`],
  ['refused', `GET ${POD}/ephemeralcontainers`],
  ['refused', 'GET /api/v1/namespaces/shop/services/https:web:443/proxy/admin'],
  ['refused', 'GET /api/v1/nodes/node-1/proxy/pods'],
  ['refused', 'GET /api/v1/nodes/node-1:10250/proxy/run'],
  ['refused', 'GET /api/v1/proxy/nodes/node-1'],
  ['refused', 'GET /apis/subresources.kubevirt.io/v1/namespaces/shop/virtualmachineinstances/vm/portforward/22/tcp'],
  // Secrets and tokens.
  ['refused', 'GET /api/v1/secrets'],
  ['refused', 'GET /api/v1/namespaces/shop/secrets'],
  ['refused', 'GET /api/v1/namespaces/shop/secrets/db'],
  ['refused', 'GET /api/v1/namespaces/shop/Secrets/db'],
  ['refused', 'GET /api/v1/namespaces/shop/secrets%2Fdb'],
  ['refused', 'GET /api/v1/watch/secrets'],
  ['refused', 'GET /api/v1/watch/namespaces/shop/secrets/db'],
  ['refused', 'POST /api/v1/namespaces/shop/serviceaccounts/web/token'],
  // What is not the API; kubectl itself knows no root.
  ['refused', 'GET /'],
  ['refused', 'GET /metrics'],
  ['refused', 'GET /logs/kube-apiserver.log'],
  ['refused', 'GET /debug/pprof/heap'],
  ['refused', 'GET /configz'],
  ['refused', 'GET /apisx'],
  // What writes, however it is spelt.
  ['refused', 'POST /api/v1/namespaces/shop/pods'],
  ['refused', `PUT ${POD}`],
  ['refused', `PATCH ${POD}`],
  ['refused', `DELETE ${POD}`],
  ['refused', `OPTIONS ${POD}`],
  ['refused', `TRACE ${POD}`],
  ['refused', `GETX ${POD}`],
  ['refused', `get ${POD}`],
  ['refused', 'CONNECT /api/v1'],
);

/** Through a unit that allows everything that can be allowed. */
const ALLOWED = rows(
  ['reached', `GET ${POD}/exec?command=sh`, WEBSOCKET],
  ['reached', `POST ${POD}/exec?command=sh`, SPDY],
  ['reached', `GET ${POD}/attach`, WEBSOCKET],
  ['reached', `GET ${POD}/portforward`, WEBSOCKET],
  ['reached', `PATCH ${POD}/ephemeralcontainers`],
  ['reached', 'GET /api/v1/namespaces/shop/secrets/db'],
  ['reached', 'POST /api/v1/namespaces/shop/serviceaccounts/web/token'],
  ['reached', `DELETE ${POD}`],
  ['reached', `PUT ${POD}`],
  ['refused', `GET ${POD}/proxy/metrics`],
  ['refused', 'GET /api/v1/nodes/node-1/proxy/pods'],
  ['refused', 'GET /api/v1/namespaces/shop/services/web/proxy/'],
  ['refused', `GET ${POD}/log/../proxy/`],
  ['refused', `GET ${POD}%2Fproxy`],
  ['refused', `TRACE ${POD}`],
  ['refused', 'GET /metrics'],
);

/** Hosts that a request may be for: a page of somebody else's in a browser has another one. */
const HOSTS: readonly (readonly [outcome: Outcome, host: string])[] = [
  ['reached', 'localhost'],
  ['reached', 'localhost:8001'],
  ['reached', '127.0.0.1:8001'],
  ['refused', 'evil.example.com'],
  ['refused', 'localhost.evil.example.com'],
  ['refused', 'evil-localhost'],
  ['refused', '127.0.0.1.evil.example.com:8001'],
  ['refused', '127x0x0x1'],
  ['refused', '10.0.0.1'],
  ['refused', ''],
];

const lines = (request: string, headers: readonly string[] = [], host = 'localhost') => [
  `${request} HTTP/1.1`,
  `Host: ${host}`,
  ...(headers.some((header) => header.startsWith('Connection')) ? [] : ['Connection: close']),
  ...headers,
];
const outcomeOf = ({ headers, status }: Reply) => (headers['x-stub'] === 'reached' && status < 300 ? 'reached' : 'refused');

describe.each(VERSIONS)('kubectl %s', (version) => {
  const processes = new Processes();
  let stub: Stub;
  let kubectl: string;
  const socket = join(processes.directory, 'api.sock');
  let port: number;

  const start = async (name: string, jumpHost: object, pairs: Readonly<Record<string, string>>) => {
    const [, ...args] = commandOf(fitted(written(FILE, { jumpHost }), pairs), 'ExecStart', { CREDENTIALS_DIRECTORY: processes.directory });
    processes.run(name, kubectl, args);
  };
  const listening = async (ask: () => Promise<unknown>) => {
    for (let tries = 0; tries < 200; tries += 1) {
      const ended = processes.ended();
      if (ended !== undefined) throw new Error(ended);
      if (
        await ask().then(
          () => true,
          () => false,
        )
      )
        return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('kubectl proxy does not listen after 20 s');
  };

  beforeAll(async () => {
    const binaries = findBinaries(version, (line) => process.stderr.write(`${line}\n`));
    if ('missing' in binaries) throw new Error(binaries.missing);
    kubectl = binaries.kubectl;
    stub = await Stub.start();
    const cluster = { server: `http://127.0.0.1:${stub.port}` };
    const config = {
      clusters: [{ name: 'c', cluster }],
      users: [{ name: 'u', user: {} }],
      contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
      'current-context': 'x',
    };
    writeFileSync(join(processes.directory, 'kubeconfig'), JSON.stringify(config));
    [port = 0] = await freePorts(1);
    await start('reading', {}, { '/run/palisade-kubectl-proxy/api.sock': socket });
    const allow = ['attach', 'debug', 'exec', 'port-forward', 'secrets', 'tokens'];
    await start('allowed', { allow, readOnly: false, port }, {});
    await listening(() => send({ path: socket }, lines('GET /metrics')));
    await listening(() => send({ host: '127.0.0.1', port }, lines('GET /metrics')));
    stub.take();
  }, 600_000);
  afterAll(async () => {
    await processes.stop();
    await stub?.stop();
  });

  test.each(READING)('by default, $outcome: $request', async ({ outcome: expected, request, headers }) => {
    expect(outcomeOf(await send({ path: socket }, lines(request, headers)))).toBe(expected);
    const [, path = ''] = request.split(' ');
    expect(stub.take().map((seen) => decodeURIComponent(seen.path))).toEqual(expected === 'reached' ? [decodeURIComponent(path)] : []);
  });

  test.each(ALLOWED)('with all that can be allowed, $outcome: $request', async ({ outcome: expected, request, headers }) => {
    expect(outcomeOf(await send({ host: '127.0.0.1', port }, lines(request, headers)))).toBe(expected);
    expect(stub.take()).toHaveLength(expected === 'reached' ? 1 : 0);
  });

  test.each(HOSTS)("%s: a request for the host '%s'", async (expected, host) => {
    expect(outcomeOf(await send({ host: '127.0.0.1', port }, lines('GET /api', [], host)))).toBe(expected);
    expect(stub.take()).toHaveLength(expected === 'reached' ? 1 : 0);
  });
});

describe('systemd', () => {
  const processes = new Processes();
  afterAll(() => processes.stop());
  const write = (jumpHost: object): string => {
    need('systemd-analyze');
    const path = join(processes.directory, 'palisade-kubectl-proxy.service');
    // Any program that is there will do.
    writeFileSync(path, fitted(written(FILE, { jumpHost }), { '/usr/bin/kubectl': '/bin/true' }));
    return path;
  };
  const analyze = (...args: readonly string[]) => spawnSync(need('systemd-analyze'), args, { encoding: 'utf8' });

  test('every program that these tests start is there', () => {
    expect(missing(['systemd-analyze', 'sh'])).toBeUndefined();
    expect(existsSync('/bin/true')).toBe(true);
  });

  test.each([{}, { port: 8001 }])('finds nothing wrong with the unit: %j', (jumpHost) => {
    const { status, stdout, stderr } = analyze('verify', '--man=no', write(jumpHost));
    expect([status, stdout, stderr]).toEqual([0, '', '']);
  });

  test('finds nothing wrong with the unit of the firewall', () => {
    const path = join(processes.directory, 'palisade-firewall@.service');
    const platform = { cni: 'calico', nodeCidrs: ['10.0.0.0/24'] } as const;
    writeFileSync(
      path,
      fitted(written('firewall/palisade-firewall@.service', { firewall: { ssh: [] } }, platform), { '/usr/sbin/nft': '/bin/true' }),
    );
    const { status, stdout, stderr } = analyze('verify', '--man=no', path);
    expect([status, stdout, stderr]).toEqual([0, '', '']);
  });

  test('counts little that the unit leaves open', () => {
    const { stdout } = analyze('security', '--offline=true', '--no-pager', write({}));
    const [, exposure] = /Overall exposure level for palisade-kubectl-proxy\.service: (\d+\.\d) OK/.exec(stdout) ?? [];
    expect(Number(exposure)).toBeLessThanOrEqual(1.5);
  });
});
