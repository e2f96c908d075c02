import { readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import type { Own } from './control-plane';
import {
  type Answer,
  AUDIT_LOG,
  administrator,
  ask,
  auditEvents,
  authorityOf,
  type Certificate,
  certificateOf,
  handshake,
  type Question,
  storedIn,
} from './hardening-client';
import { record } from './record';
import { placeOf } from './site';
import { onEachVersion, ownOf } from './suite';
import { until } from './wait';

const NAMESPACE = 'unlabelled';
const IMAGE = `registry.example.com/app:1@sha256:${'a'.repeat(64)}`;

/** A pod that the level `restricted` takes. */
const pod = (name: string, container: object = {}, namespace = NAMESPACE) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace },
  spec: {
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [
      {
        name: 'app',
        image: IMAGE,
        imagePullPolicy: 'IfNotPresent',
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        ...container,
      },
    ],
  },
});

onEachVersion('a hardened control plane', { parts: ['controllers', 'scheduler'], onlyOwn: true }, (cluster, version) => {
  let own: Own;
  let admin: Certificate;
  let authority: string;
  const api = (path: string, question: Question = {}): Promise<Answer> => ask(own.site.ports.api, path, question, authority);
  const asAdmin = (path: string, question: Question = {}) => api(path, { certificate: admin, ...question });
  const hardened = (concern: string, refuses: string, allows: string) => record({ fact: 'hardened', version, concern, refuses, allows });
  const create = (object: object, ...more: readonly string[]) =>
    cluster.kubectl(['create', '-f', '-', ...more], { input: JSON.stringify(object) });

  beforeAll(() => {
    own = ownOf(cluster);
    admin = administrator(cluster.kubeconfig);
    authority = authorityOf(own.site);
    expect(cluster.kubectl(['create', 'namespace', NAMESPACE])).toMatchObject({ status: 0 });
  });

  describe('nobody', () => {
    test.each(['/api', '/version', '/healthz', '/livez', '/readyz', '/metrics', '/openapi/v2'])('is told %s', async (path) => {
      expect((await api(path)).status).toBe(401);
      expect((await asAdmin(path)).status).toBe(200);
      hardened('authentication', `${path} without credentials: 401`, 'with a certificate: 200');
    });

    test('is somebody for a token that nobody has signed, nor for a certificate of another authority', async () => {
      expect((await api('/api', { headers: { authorization: 'Bearer abcdef.0123456789abcdef' } })).status).toBe(401);
      expect((await api('/api', { certificate: certificateOf(own.site, 'front-proxy-client') })).status).toBe(401);
      expect((await api('/api', { certificate: certificateOf(own.site, 'apiserver-etcd-client') })).status).toBe(401);
      hardened(
        'authentication',
        "a certificate of etcd's authority, or of the front proxy's, without a user: 401",
        "one of the cluster's: 200",
      );
    });

    test('joins with a shared token, even where its Secret is there', async () => {
      const secret = {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'bootstrap-token-abcdef', namespace: 'kube-system' },
        type: 'bootstrap.kubernetes.io/token',
        stringData: { 'token-id': 'abcdef', 'token-secret': '0123456789abcdef', 'usage-bootstrap-authentication': 'true' },
      };
      expect(create(secret)).toMatchObject({ status: 0 });
      expect((await api('/api', { headers: { authorization: 'Bearer abcdef.0123456789abcdef' } })).status).toBe(401);
    });
  });

  describe('TLS', () => {
    const servers = ['api', 'etcdClients', 'etcdPeers', 'controllerManager', 'scheduler'] as const;
    const NAMES = {
      api: 'the API server',
      etcdClients: 'etcd',
      etcdPeers: 'etcd among peers',
      controllerManager: 'the controller manager',
      scheduler: 'the scheduler',
    };
    const of = (server: (typeof servers)[number]) =>
      server.startsWith('etcd') ? certificateOf(own.site, server === 'etcdPeers' ? 'etcd/peer' : 'etcd/healthcheck-client') : admin;

    test.each(servers)('of %s is 1.2 or 1.3, and its suites are strong', async (server) => {
      const meet = (...args: [Parameters<typeof handshake>[1], string]) => handshake(own.site.ports[server], ...args, of(server));
      const strong = 'ECDHE-RSA-AES128-GCM-SHA256';
      expect({
        'TLS 1.1': await meet('TLSv1.1', 'ALL'),
        'without forward secrecy': await meet('TLSv1.2', 'AES128-GCM-SHA256'),
        'with CBC': await meet('TLSv1.2', 'ECDHE-RSA-AES128-SHA'),
        'TLS 1.2': await meet('TLSv1.2', strong),
        'TLS 1.3': await meet('TLSv1.3', 'ALL'),
      }).toEqual({
        'TLS 1.1': 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
        'without forward secrecy': 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
        'with CBC': 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
        'TLS 1.2': 'TLSv1.2',
        'TLS 1.3': 'TLSv1.3',
      });
      hardened('TLS', `${NAMES[server]}: TLS 1.1, suites without forward secrecy, suites with CBC`, `TLS 1.2 with ${strong}, TLS 1.3`);
    });

    test('is what browsers are told to ask with from then on', async () => {
      expect((await asAdmin('/version')).headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
      hardened('TLS', 'answers say `Strict-Transport-Security: max-age=31536000; includeSubDomains`', '');
    });
  });

  test.each([
    ['controllerManager', 'the controller manager'],
    ['scheduler', 'the scheduler'],
  ] as const)('%s shows its profiles to nobody, the administrator included, and metrics to who may see them', async (server, name) => {
    const get = async (path: string, certificate?: Certificate) => (await ask(own.site.ports[server], path, { certificate })).status;
    expect(await get('/debug/pprof/', admin)).toBe(404);
    expect([401, 403]).toContain(await get('/metrics'));
    expect(await get('/metrics', admin)).toBe(200);
    hardened('profiling', `/debug/pprof of ${name}: 404; its metrics without credentials`, 'its metrics for the administrator');
  });

  test('the API server shows its profiles to nobody, the administrator included', async () => {
    expect((await asAdmin('/debug/pprof/')).status).toBe(404);
    expect((await asAdmin('/metrics')).status).toBe(200);
    hardened('profiling', '/debug/pprof of the API server: 404', 'its metrics for the administrator');
  });

  test.each([
    ['etcdClients', 'etcd', 'apiserver-etcd-client'],
    ['etcdPeers', 'etcd among peers', 'etcd/peer'],
  ] as const)('%s answers nobody without a certificate of its own authority', async (server, name, good) => {
    const version = (certificate?: Certificate) =>
      ask(own.site.ports[server], '/version', { certificate }, authorityOf(own.site, 'etcd')).then(
        ({ status }) => status,
        () => 'refused',
      );
    expect({
      none: await version(),
      cluster: await version(certificateOf(own.site, 'apiserver-kubelet-client')),
      administrator: await version(admin),
      own: await version(certificateOf(own.site, good)),
    }).toEqual({ none: 'refused', cluster: 'refused', administrator: 'refused', own: 200 });
    hardened('etcd', `${name}: no certificate, one of the cluster's authority, the administrator's`, `the certificate ${good}`);
  });

  test('Secrets are stored encrypted, ConfigMaps as they are', async () => {
    const data = { word: 'correct-horse-battery-staple' };
    expect(create({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'kept', namespace: NAMESPACE }, stringData: data })).toMatchObject({
      status: 0,
    });
    expect(create({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'open', namespace: NAMESPACE }, data })).toMatchObject({
      status: 0,
    });
    const secret = await storedIn(own.site, `/registry/secrets/${NAMESPACE}/kept`);
    expect(secret).toMatch(/^k8s:enc:secretbox:v1:[^:]+:/);
    expect(secret).not.toContain(data.word);
    expect(secret).not.toContain(Buffer.from(data.word).toString('base64'));
    expect(await storedIn(own.site, `/registry/configmaps/${NAMESPACE}/open`)).toContain(data.word);
    const read = cluster.kubectl(['get', 'secret', 'kept', '-n', NAMESPACE, '-o', 'jsonpath={.data.word}']).stdout;
    expect(Buffer.from(read, 'base64').toString()).toBe(data.word);
    hardened(
      'encryption',
      'a Secret in etcd starts with `k8s:enc:secretbox:v1:`, and has no word of it',
      'it is read through the API; a ConfigMap is stored as it is',
    );
  });

  describe('the audit log', () => {
    const SECRET_WORD = 'never-to-be-written-down';

    beforeAll(() => {
      const metadata = (name: string) => ({ name, namespace: NAMESPACE });
      create({ apiVersion: 'v1', kind: 'Secret', metadata: metadata('audited'), stringData: { word: SECRET_WORD } });
      create({ apiVersion: 'v1', kind: 'ConfigMap', metadata: metadata('audited'), data: { word: SECRET_WORD } });
      create({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: metadata('audited') });
      create({
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'Role',
        metadata: metadata('audited'),
        rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
      });
      create(pod('audited'));
      cluster.kubectl(['create', 'token', 'audited', '-n', NAMESPACE]);
      cluster.kubectl(['get', 'secret', 'audited', '-n', NAMESPACE], { as: 'mallory' });
    });

    test.each([
      ['a Secret that is created', 'create', 'secrets', undefined, 'Metadata', 201],
      ['a ConfigMap that is created', 'create', 'configmaps', undefined, 'Metadata', 201],
      ['a token that is asked for', 'create', 'serviceaccounts', 'token', 'Metadata', 201],
      ['a Role that is created', 'create', 'roles', undefined, 'RequestResponse', 201],
      ['a ServiceAccount that is created', 'create', 'serviceaccounts', undefined, 'RequestResponse', 201],
      ['a pod that is created', 'create', 'pods', undefined, 'Metadata', 201],
      ['a Secret that is refused', 'get', 'secrets', undefined, 'Metadata', 403],
    ])('has %s, at the level that is meant', (what, verb, resource, subresource, level, code) => {
      const found = auditEvents(own.site).filter(
        ({ objectRef, responseStatus, ...event }) =>
          event.verb === verb &&
          objectRef?.resource === resource &&
          objectRef.subresource === subresource &&
          objectRef.namespace === NAMESPACE &&
          (objectRef.name === 'audited' || objectRef.name === undefined) &&
          responseStatus?.code === code,
      );
      expect(found.length).toBeGreaterThan(0);
      const bodies = level === 'RequestResponse';
      for (const event of found.filter(({ objectRef }) => objectRef?.name === 'audited')) {
        expect({ level: event.level, request: event.requestObject !== undefined, response: event.responseObject !== undefined }).toEqual({
          level,
          request: bodies,
          response: bodies,
        });
      }
      hardened('audit', `${what}: one event, ${bodies ? 'with what was asked and answered' : 'without a body'}`, '');
    });

    test('has nothing of what Secrets, ConfigMaps and tokens say', () => {
      const text = readFileSync(placeOf(AUDIT_LOG, own.site), 'utf8');
      expect(text).toContain('"audited"');
      expect(text).not.toContain(SECRET_WORD);
      expect(text).not.toContain(Buffer.from(SECRET_WORD).toString('base64'));
      expect(text).not.toMatch(/eyJhbGciOi/);
    });

    test('says of who is refused before anything else that somebody was', () => {
      expect(
        auditEvents(own.site).find(({ requestURI, responseStatus }) => requestURI === '/version' && responseStatus?.code === 401),
      ).toBeDefined();
    });
  });

  describe('a token of a ServiceAccount', () => {
    const lifetime = (duration: string, ...more: readonly string[]) => {
      const { status, stdout } = cluster.kubectl(['create', 'token', 'default', '-n', NAMESPACE, `--duration=${duration}`, ...more]);
      expect(status).toBe(0);
      const claims = JSON.parse(Buffer.from(`${stdout.split('.')[1]}`, 'base64url').toString()) as { exp: number; iat: number };
      return claims.exp - claims.iat;
    };

    beforeAll(() => until('the ServiceAccount is there', () => cluster.kubectl(['get', 'serviceaccount', 'default', '-n', NAMESPACE])));

    test('lasts a day at most, whatever is asked for', () => {
      expect({ '2h': lifetime('2h'), '24h': lifetime('24h'), '48h': lifetime('48h'), '8760h': lifetime('8760h') }).toEqual({
        '2h': 7200,
        '24h': 86_400,
        '48h': 86_400,
        '8760h': 86_400,
      });
      hardened('tokens', 'one for a year is cut to a day', 'one for two hours lasts as long');
    });

    test('that pods are given by default lasts as long as it says, not for a year', () => {
      expect(create(pod('bearer'))).toMatchObject({ status: 0 });
      // Where it does, the API server extends tokens of 3,607 seconds that are bound to a pod.
      expect(lifetime('3607s', '--bound-object-kind=Pod', '--bound-object-name=bearer')).toBe(3607);
      hardened('tokens', "the pod's own of 3,607 seconds is not extended to a year", '');
    });
  });

  test("a node's identity is held to its node", () => {
    const kubelet = (name: string) => ({ as: `system:node:${name}`, groups: ['system:nodes'] });
    const node = (name: string) => ({ apiVersion: 'v1', kind: 'Node', metadata: { name } });
    expect(create(node('node-b'))).toMatchObject({ status: 0 });
    expect(cluster.kubectl(['create', '-f', '-'], { ...kubelet('node-a'), input: JSON.stringify(node('node-a')) })).toMatchObject({
      status: 0,
    });
    const label = (name: string, word: string) => cluster.kubectl(['label', 'node', name, word], kubelet('node-a'));
    expect(label('node-a', 'example.com/disk=fast')).toMatchObject({ status: 0 });
    expect(label('node-a', 'node-restriction.kubernetes.io/pool=gold')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('is not allowed to modify labels: node-restriction.kubernetes.io/pool'),
    });
    expect(label('node-b', 'example.com/disk=fast')).toMatchObject({ status: 1, stderr: expect.stringMatching(/forbidden/) });
    const secret = cluster.kubectl(['get', 'secret', 'kept', '-n', NAMESPACE], kubelet('node-a'));
    expect(secret).toMatchObject({ status: 1, stderr: expect.stringContaining('no relationship found between node') });
    hardened('nodes', 'a kubelet: another node, its own pool, a Secret of no pod of its own', 'another label of its own node');
  });

  test('events of one namespace are refused when there are too many, those of another are not', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 32 });
    expect(cluster.kubectl(['create', 'namespace', 'calm'])).toMatchObject({ status: 0 });
    const send = (namespace: string, index: number) =>
      asAdmin(`/api/v1/namespaces/${namespace}/events`, {
        method: 'POST',
        agent,
        body: {
          apiVersion: 'v1',
          kind: 'Event',
          metadata: { name: `flood-${index}`, namespace },
          involvedObject: { kind: 'Pod', namespace, name: `pod-${index}` },
          reason: 'Flood',
          message: 'one of many',
          type: 'Normal',
        },
      }).then(({ status }) => status);
    // 100 at once and 50 in each second after are taken.
    const started = Date.now();
    const answers = await Promise.all(Array.from({ length: 450 }, (_, index) => send(NAMESPACE, index)));
    const calm = await send('calm', 0);
    agent.destroy();
    const taken = answers.filter((status) => status === 201).length;
    expect([...new Set(answers)].sort()).toEqual([201, 429]);
    expect(taken).toBeGreaterThanOrEqual(90);
    expect(taken).toBeLessThanOrEqual(100 + 50 * ((Date.now() - started) / 1000 + 1));
    expect(calm).toBe(201);
    hardened('admission', 'events of a namespace beyond 100 at once and 50 a second: 429', 'an event of another namespace');
  });

  test('the registry is asked before each start of a container', () => {
    const { status, stdout } = create(pod('pulls'), '--dry-run=server', '-o', 'jsonpath={.spec.containers[0].imagePullPolicy}');
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'Always' });
    hardened('admission', 'a pod with `imagePullPolicy: IfNotPresent` has `Always` then', '');
  });

  test('Services take no addresses of others', () => {
    const service = (spec: object) => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'thief', namespace: NAMESPACE },
      spec: { ports: [{ port: 80 }], ...spec },
    });
    const refused = create(service({ externalIPs: ['203.0.113.7'] }), '--dry-run=server');
    expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining('Use of external IPs is denied by admission control') });
    expect(create(service({}), '--dry-run=server')).toMatchObject({ status: 0 });
    hardened('admission', 'a Service with `externalIPs`', 'the same without');
  });

  test('a namespace that nobody labelled admits restricted pods alone', () => {
    const privileged = { securityContext: { privileged: true, runAsUser: 0 } };
    expect(create(pod('root', privileged), '--dry-run=server')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining(`violates PodSecurity "restricted:v${version}"`),
    });
    expect(create(pod('user'), '--dry-run=server')).toMatchObject({ status: 0 });
    expect(create(pod('root', privileged, 'kube-system'), '--dry-run=server')).toMatchObject({ status: 0 });
    hardened('admission', 'a privileged pod in a namespace without labels', 'a restricted one; a privileged one in kube-system');
  });
});
