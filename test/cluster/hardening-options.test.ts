import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ControlPlane, type ControlPlaneProps, Platform, TenantNamespace } from '../../constructs';
import type { Own } from './control-plane';
import { type Answer, ask, auditEvents, authorityOf, type Question, storedIn } from './hardening-client';
import { Others } from './hardening-others';
import { record } from './record';
import { MEMBER } from './site';
import { onEachVersion, ownOf } from './suite';
import type { Version } from './versions';

const AUDIENCE = 'kubernetes.example.com';

let others: Others;
afterAll(() => others?.stop());

/** What only newer versions can be told. */
const newer = (): Partial<ControlPlaneProps> => ({
  authentication: {
    anonymous: 'health',
    issuers: [
      {
        ...{ url: others.issuer, certificateAuthority: others.authority, audiences: [AUDIENCE] },
        ...{ username: { expression: 'claims.sub' }, groups: { expression: 'claims.groups' } },
      },
    ],
  },
  authorization: {
    webhook: { kubeconfig: '/etc/kubernetes/webhooks/authorize.conf', conditions: ["request.user == 'held'"], denyTtl: 1, allowTtl: 1 },
  },
});

const older = (): Partial<ControlPlaneProps> => ({
  authentication: {
    issuers: [
      {
        ...{ url: others.issuer, certificateAuthority: others.authority, audiences: [AUDIENCE] },
        ...{ username: { claim: 'sub', prefix: 'oidc:' }, groups: { claim: 'groups', prefix: 'oidc:' } },
      },
    ],
  },
});

describe.each<[Version, () => Partial<ControlPlaneProps>]>([
  ['1.36', newer],
  ['1.29', older],
])('with options, on %s', (only, options) => {
  const prepare = async () => {
    await others?.stop();
    others = await Others.start();
    return {
      controlPlane: {
        ...options(),
        admission: { imagePolicy: { kubeconfig: '/etc/kubernetes/webhooks/images.conf' } },
        bootstrap: { tokens: true },
        encryption: { resources: ['secrets', 'configmaps'] },
        // Few, so that tenants get in each other's way.
        serving: { maxRequests: 3, maxMutatingRequests: 2 },
      },
      onHosts: {
        '/etc/kubernetes/webhooks/authorize.conf': others.webhook('authorize'),
        '/etc/kubernetes/webhooks/images.conf': others.webhook('images'),
      },
    };
  };

  onEachVersion('a control plane', { versions: [only], parts: [], prepare }, (cluster, version) => {
    let own: Own;
    let authority: string;
    const api = (path: string, question: Question = {}): Promise<Answer> => ask(own.site.ports.api, path, question, authority);
    const bearing = (token: string): Question => ({ headers: { authorization: `Bearer ${token}` } });
    const hardened = (concern: string, refuses: string, allows: string) => record({ fact: 'hardened', version, concern, refuses, allows });
    const create = (object: object, ...more: readonly string[]) =>
      cluster.kubectl(['create', '-f', '-', ...more], { input: JSON.stringify(object) });

    beforeAll(() => {
      own = ownOf(cluster);
      authority = authorityOf(own.site);
    });

    /** Whom the API server takes the bearer of a token for. */
    async function whoIs(token: string): Promise<unknown> {
      const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' };
      const answer = await api('/apis/authentication.k8s.io/v1/selfsubjectreviews', { ...bearing(token), method: 'POST', body });
      if (answer.status !== 201) return answer.status;
      const { username, groups } = (JSON.parse(answer.body) as { status: { userInfo: { username: string; groups: string[] } } }).status
        .userInfo;
      return { username, groups: groups.filter((group) => group !== 'system:authenticated') };
    }

    const alice = { sub: 'alice', aud: AUDIENCE, groups: ['shop-admins'] };
    const prefix = version === '1.29' ? 'oidc:' : '';

    test('somebody with a token of the issuer is who it says', async () => {
      // The issuer's keys are fetched when the API server starts, and again until they are there.
      const deadline = Date.now() + 30_000;
      while ((await whoIs(others.token(alice))) === 401 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 500));
      expect(await whoIs(others.token(alice))).toEqual({ username: `${prefix}alice`, groups: [`${prefix}shop-admins`] });
    });

    const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    test.each([
      ['for another audience', { aud: 'somebody-else' }, undefined],
      ['of another issuer', { iss: 'https://id.example.org' }, undefined],
      ['that has expired', { exp: Math.floor(Date.now() / 1000) - 60 }, undefined],
      ['that somebody else has signed', {}, stranger],
    ])('a token %s is of nobody', async (what, claims, key) => {
      expect(await whoIs(others.token({ ...alice, ...claims }, key))).toBe(401);
      hardened('authentication', `an issuer's token ${what}: 401`, 'one for the API server: its user and groups');
    });

    test.each([
      ['user', { sub: 'system:admin' }],
      ['group', { groups: ['system:masters'] }],
    ])('nobody of the issuer has the name of a %s of Kubernetes', async (what, claims) => {
      const { sub, groups } = { ...alice, ...claims };
      const expected = version === '1.29' ? { username: `oidc:${sub}`, groups: groups.map((group) => `oidc:${group}`) } : 401;
      expect(await whoIs(others.token({ ...alice, ...claims }))).toEqual(expected);
      const end = version === '1.29' ? 'it is one of its own, with the prefix' : '401';
      hardened('authentication', `an issuer's token with a ${what} \`system:…\`: ${end}`, '');
    });

    if (version !== '1.29') {
      test('nobody is told that it is healthy, and nothing else', async () => {
        const paths = ['/healthz', '/livez', '/readyz', '/api', '/version', '/metrics', '/readyz/ping'];
        const answers = await Promise.all(paths.map(async (path) => [path, (await api(path)).status]));
        expect(Object.fromEntries(answers)).toEqual({
          ...{ '/healthz': 200, '/livez': 200, '/readyz': 200 },
          ...{ '/api': 401, '/version': 401, '/metrics': 401, '/readyz/ping': 401 },
        });
        hardened(
          'authentication',
          "with `anonymous: 'health'`, /api, /version and /metrics without credentials: 401",
          '/healthz, /livez and /readyz: 200',
        );
      });
    }

    test('a shared token is of a node that wants to join, where such tokens are on', async () => {
      const secret = {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'bootstrap-token-abcdef', namespace: 'kube-system' },
        type: 'bootstrap.kubernetes.io/token',
        stringData: { 'token-id': 'abcdef', 'token-secret': '0123456789abcdef', 'usage-bootstrap-authentication': 'true' },
      };
      expect(create(secret)).toMatchObject({ status: 0 });
      await new Promise((resolve) => setTimeout(resolve, 1000));
      expect(await whoIs('abcdef.0123456789abcdef')).toEqual({ username: 'system:bootstrap:abcdef', groups: ['system:bootstrappers'] });
      expect(await whoIs('abcdef.0123456789abcdee')).toBe(401);
    });

    test('what else is chosen is stored encrypted, what is not is stored as it is', async () => {
      const word = 'correct-horse-battery-staple';
      expect(cluster.kubectl(['create', 'configmap', 'kept', `--from-literal=word=${word}`])).toMatchObject({ status: 0 });
      expect(cluster.kubectl(['create', 'serviceaccount', 'kept'])).toMatchObject({ status: 0 });
      const stored = await storedIn(own.site, '/registry/configmaps/default/kept');
      expect(stored).toMatch(/^k8s:enc:secretbox:v1:/);
      expect(stored).not.toContain(word);
      expect(await storedIn(own.site, '/registry/serviceaccounts/default/kept')).toMatch(/^k8s\0/);
      expect(cluster.kubectl(['get', 'configmap', 'kept', '-o', 'jsonpath={.data.word}']).stdout).toBe(word);
      hardened(
        'encryption',
        'with `resources: [secrets, configmaps]`, a ConfigMap in etcd has no word of itself',
        'it is read through the API',
      );
    });

    describe('webhooks', () => {
      const held = { as: 'held', groups: ['system:authenticated', 'readers'] };
      const free = { as: 'free', groups: ['system:authenticated', 'readers'] };
      const list = (person: typeof held) => cluster.kubectl(['get', 'configmaps', '-n', 'default'], person);
      const start = () =>
        create(
          {
            apiVersion: 'v1',
            kind: 'Pod',
            metadata: { name: 'app', namespace: 'kube-system' },
            spec: {
              automountServiceAccountToken: false,
              serviceAccountName: 'runner',
              containers: [{ name: 'app', image: 'example.com/app:1' }],
            },
          },
          '--dry-run=server',
        );

      beforeAll(() => {
        expect(cluster.kubectl(['create', 'serviceaccount', 'runner', '-n', 'kube-system'])).toMatchObject({ status: 0 });
        expect(cluster.kubectl(['create', 'role', 'reader', '--verb=list', '--resource=configmaps', '-n', 'default'])).toMatchObject({
          status: 0,
        });
        expect(cluster.kubectl(['create', 'rolebinding', 'readers', '--role=reader', '--group=readers', '-n', 'default'])).toMatchObject({
          status: 0,
        });
      });

      test('that do not answer let nothing through that they are asked about', () => {
        expect(start()).toMatchObject({ status: 1, stderr: expect.stringMatching(/forbidden/) });
        if (version !== '1.29') expect(list(held)).toMatchObject({ status: 1, stderr: expect.stringContaining('connection refused') });
        // Who is not asked about has what roles say.
        expect(list(free)).toMatchObject({ status: 0 });
      });

      test('that answer have the word', async () => {
        await others.startWebhooks({
          images: { apiVersion: 'imagepolicy.k8s.io/v1alpha1', kind: 'ImageReview', status: { allowed: true } },
          authorize: { apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview', status: { allowed: false } },
        });
        expect(start()).toMatchObject({ status: 0 });
        expect(list(held)).toMatchObject({ status: 0 });
        hardened('admission', 'a pod while the image policy webhook does not answer', 'the same pod when it says yes');
        if (version !== '1.29')
          hardened(
            'authorization',
            'a request that roles allow, while the webhook that is asked first does not answer',
            'the same when it has no objection',
          );
      });
    });

    describe('a tenant that floods the API server', () => {
      const TENANTS = ['loud', 'calm'] as const;
      const tokens = new Map<string, string>();
      const agents = new Map<string, Agent>();
      const list = (tenant: string) =>
        api(`/api/v1/namespaces/${tenant}/configmaps`, { ...bearing(tokens.get(tenant) ?? ''), agent: agents.get(tenant) });

      beforeAll(() => {
        const outdir = mkdtempSync(join(tmpdir(), 'palisade-fairness-'));
        try {
          const platform = new Platform({ outdir, today: '2027-01-01', kubernetesVersion: version });
          new ControlPlane(platform, 'control-plane', {
            ...{ endpoint: 'api.example.com:6443', members: { [MEMBER.name]: MEMBER.address }, singleMember: 'a test needs no more' },
          });
          for (const tenant of TENANTS) new TenantNamespace(platform, tenant);
          platform.synth();
          expect(cluster.kubectl(['apply', '-f', join(outdir, 'control-plane.k8s.yaml')])).toMatchObject({ status: 0 });
        } finally {
          rmSync(outdir, { recursive: true, force: true });
        }
        for (const tenant of TENANTS) {
          const within = ['-n', tenant];
          for (const args of [
            ['create', 'namespace', tenant],
            ['create', 'serviceaccount', 'app', ...within],
            ['create', 'role', 'reader', '--verb=list', '--resource=configmaps', ...within],
            ['create', 'rolebinding', 'reader', '--role=reader', `--serviceaccount=${tenant}:app`, ...within],
          ])
            expect(cluster.kubectl(args)).toMatchObject({ status: 0 });
          tokens.set(tenant, cluster.kubectl(['create', 'token', 'app', ...within]).stdout.trim());
          agents.set(tenant, new Agent({ keepAlive: true, maxSockets: tenant === 'loud' ? 200 : 1 }));
        }
        const items = Array.from({ length: 200 }, (_, index) => ({
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: `data-${index}`, namespace: 'loud' },
          data: { text: 'x'.repeat(1000) },
        }));
        expect(create({ apiVersion: 'v1', kind: 'List', items })).toMatchObject({ status: 0 });
      }, 120_000);
      afterAll(() => {
        for (const agent of agents.values()) agent.destroy();
      });

      test('waits in queues of its own', async () => {
        const uids = Object.fromEntries(
          TENANTS.map((tenant) => [
            tenant,
            cluster.kubectl(['get', 'flowschema', `palisade-tenant-${tenant}`, '-o', 'jsonpath={.metadata.uid}']).stdout,
          ]),
        );
        expect(new Set(Object.values(uids)).size).toBe(2);
        const level = cluster.kubectl(['get', 'prioritylevelconfiguration', 'palisade-tenants', '-o', 'jsonpath={.metadata.uid}']).stdout;
        for (const tenant of TENANTS) {
          const { status, headers } = await list(tenant);
          expect({ status, flow: headers['x-kubernetes-pf-flowschema-uid'], level: headers['x-kubernetes-pf-prioritylevel-uid'] }).toEqual({
            status: 200,
            flow: uids[tenant],
            level,
          });
        }
      });

      test('slows itself, not another', async () => {
        const asked = async (tenant: string) => expect((await list(tenant)).status).toBe(200);
        let isFlooding = true;
        const flood = Array.from({ length: 200 }, async () => {
          while (isFlooding) await asked('loud');
        });
        await new Promise((resolve) => setTimeout(resolve, 1000));
        for (let index = 0; index < 15; index++) await asked('calm');
        isFlooding = false;
        await Promise.all(flood);
        // As the API server measures it: this process is as busy as the flood is.
        const times = (tenant: string) =>
          auditEvents(own.site)
            .filter(({ user, verb }) => user.username === `system:serviceaccount:${tenant}:app` && verb === 'list')
            .map(({ stageTimestamp, requestReceivedTimestamp }) => Date.parse(stageTimestamp) - Date.parse(requestReceivedTimestamp))
            .sort((a, b) => a - b);
        const median = (sorted: readonly number[]) => sorted[Math.floor(sorted.length / 2)] ?? 0;
        const [calm, loud] = [times('calm'), times('loud')];
        expect(calm.length).toBeGreaterThanOrEqual(15);
        expect(loud.length).toBeGreaterThanOrEqual(200);
        expect(median(calm)).toBeLessThan(median(loud) / 2);
        hardened('fairness', 'a tenant with 200 requests at once waits for itself', 'another one waits less than half as long');
      });
    });
  });
});
