import { Duration } from 'cdk8s';
import { at, cart, objectOf, synthesize } from './harness';

const API_SERVER = { apiServer: { cidrs: ['192.0.2.1/32', '2001:db8::1/128'], port: 6443 } };
const POD = 'spec template spec';
const LIST_PODS = { rules: [{ resources: ['pods'], verbs: ['get', 'list', 'watch'] }] };

test('tokens are projected files, read-only, each for one audience and a short life', () => {
  const objects = synthesize((platform) =>
    cart(platform, {
      tokens: [
        { audience: 'vault', path: 'vault', expirationSeconds: 600 },
        { audience: 'https://bank.example.com', path: 'bank/token', expirationSeconds: Duration.minutes(20) },
        { audience: 'sts', path: 'sts' },
      ],
    }),
  );
  const deployment = objectOf(objects, 'Deployment', 'cart');
  expect(at(deployment, `${POD} volumes`)).toEqual([
    {
      name: 'service-account-tokens',
      projected: {
        defaultMode: 0o440,
        sources: [
          { serviceAccountToken: { audience: 'vault', expirationSeconds: 600, path: 'vault' } },
          { serviceAccountToken: { audience: 'https://bank.example.com', expirationSeconds: 1200, path: 'bank/token' } },
          { serviceAccountToken: { audience: 'sts', expirationSeconds: 3600, path: 'sts' } },
        ],
      },
    },
  ]);
  expect(at(deployment, `${POD} containers 0 volumeMounts`)).toEqual([
    { mountPath: '/var/run/secrets/tokens', name: 'service-account-tokens', readOnly: true },
  ]);
  expect(at(deployment, `${POD} automountServiceAccountToken`)).toBe(false);
});

test('a token of an hour gives way to a lower ceiling', () => {
  const objects = synthesize((platform) => cart(platform, { tokens: [{ audience: 'vault', path: 'vault' }] }), { maxTokenSeconds: 900 });
  expect(at(objectOf(objects, 'Deployment', 'cart'), `${POD} volumes 0 projected sources 0 serviceAccountToken expirationSeconds`)).toBe(
    900,
  );
});

test('no token is for anybody who did not ask', () => {
  const objects = synthesize((platform) =>
    cart(platform, {
      sidecars: { proxy: { image: `registry.example.com/p:1@sha256:${'b'.repeat(64)}` } },
      tokens: [{ audience: 'a', path: 'a' }],
    }),
  );
  expect(at(objectOf(objects, 'Deployment', 'cart'), `${POD} initContainers 0`)).not.toHaveProperty('volumeMounts');
});

describe('an app that calls the Kubernetes API', () => {
  const objects = synthesize((platform) => cart(platform).kubeApi({ ...LIST_PODS, expirationSeconds: 1800 }), API_SERVER);

  test('finds token, certificate and namespace where client libraries look', () => {
    const deployment = objectOf(objects, 'Deployment', 'cart');
    expect(at(deployment, `${POD} volumes`)).toEqual([
      {
        name: 'kube-api-access',
        projected: {
          defaultMode: 0o440,
          sources: [
            { serviceAccountToken: { expirationSeconds: 1800, path: 'token' } },
            { configMap: { items: [{ key: 'ca.crt', path: 'ca.crt' }], name: 'kube-root-ca.crt' } },
            { downwardAPI: { items: [{ fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' }, path: 'namespace' }] } },
          ],
        },
      },
    ]);
    expect(at(deployment, `${POD} containers 0 volumeMounts`)).toEqual([
      { mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', name: 'kube-api-access', readOnly: true },
    ]);
    expect(at(deployment, `${POD} automountServiceAccountToken`)).toBe(false);
  });

  test('has exactly the rights that it asked for, in its own namespace', () => {
    expect(at(objectOf(objects, 'Role', 'cart', 'shop'), 'rules')).toEqual([
      { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] },
    ]);
    expect(objectOf(objects, 'RoleBinding', 'cart', 'shop')).toMatchObject({
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'cart' },
      subjects: [{ kind: 'ServiceAccount', name: 'cart', namespace: 'shop' }],
    });
    expect(objects.filter(({ kind }) => kind.startsWith('ClusterRole'))).toEqual([]);
  });

  test("reaches the API server at its Service's address and at its endpoints, and nobody else", () => {
    expect(at(objectOf(objects, 'NetworkPolicy', 'cart'), 'spec')).toEqual({
      podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'cart' } },
      policyTypes: ['Ingress', 'Egress'],
      egress: [
        { to: [{ ipBlock: { cidr: '10.96.0.1/32' } }], ports: [{ port: 443, protocol: 'TCP' }] },
        {
          to: [{ ipBlock: { cidr: '192.0.2.1/32' } }, { ipBlock: { cidr: '2001:db8::1/128' } }],
          ports: [{ port: 6443, protocol: 'TCP' }],
        },
      ],
    });
  });
});

test('rights may be held to names and be of several groups', () => {
  const rules = [
    { apiGroups: ['apps'], resources: ['deployments'], verbs: ['get'], resourceNames: ['cart'] },
    { resources: ['configmaps'], verbs: ['create'] },
  ];
  const objects = synthesize((platform) => cart(platform).kubeApi({ rules }), API_SERVER);
  expect(at(objectOf(objects, 'Role', 'cart'), 'rules')).toEqual([
    { apiGroups: ['apps'], resourceNames: ['cart'], resources: ['deployments'], verbs: ['get'] },
    { apiGroups: [''], resources: ['configmaps'], verbs: ['create'] },
  ]);
});

test('tokens for others and for the API server go side by side', () => {
  const objects = synthesize(
    (platform) => cart(platform, { tokens: [{ audience: 'vault', path: 'vault' }] }).kubeApi(LIST_PODS),
    API_SERVER,
  );
  const mounts = at(objectOf(objects, 'Deployment', 'cart'), `${POD} containers 0 volumeMounts`) as { mountPath: string }[];
  expect(mounts.map(({ mountPath }) => mountPath)).toEqual(['/var/run/secrets/kubernetes.io/serviceaccount', '/var/run/secrets/tokens']);
});
