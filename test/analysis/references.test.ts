import type { KubernetesObject } from '../../analysis/manifest';
import { ingressBackends, referencesOf } from '../../analysis/references';

const of = (apiVersion: string, kind: string, fields: object): KubernetesObject => ({
  apiVersion,
  kind,
  metadata: { name: 'cart', namespace: 'shop' },
  ...fields,
});
const podWith = (spec: object) => of('v1', 'Pod', { spec });
const containerWith = (fields: object) => podWith({ containers: [{ name: 'cart', ...fields }] });

/** Each reference as `pointer → Kind.group namespace/name#key`, without the one to the namespace. */
const spoken = (object: KubernetesObject) =>
  referencesOf(object)
    .filter(({ pointer }) => pointer !== '/metadata/namespace')
    .map(({ group, kind, namespace, name, key, pointer }) => {
      return `${pointer} → ${kind}${group && `.${group}`} ${namespace === undefined ? '' : `${namespace}/`}${name}${key === undefined ? '' : `#${key}`}`;
    });

describe('a pod refers to', () => {
  test.each([
    ['its ServiceAccount', podWith({ serviceAccountName: 'cart' }), ['/spec/serviceAccountName → ServiceAccount shop/cart']],
    [
      'its pull secrets',
      podWith({ imagePullSecrets: [{ name: 'a' }, { name: 'b' }] }),
      ['/spec/imagePullSecrets/0 → Secret shop/a', '/spec/imagePullSecrets/1 → Secret shop/b'],
    ],
    ['its PriorityClass', podWith({ priorityClassName: 'high' }), ['/spec/priorityClassName → PriorityClass.scheduling.k8s.io high']],
    ['its RuntimeClass', podWith({ runtimeClassName: 'gvisor' }), ['/spec/runtimeClassName → RuntimeClass.node.k8s.io gvisor']],
    [
      'a ConfigMap volume',
      podWith({ volumes: [{ name: 'x', configMap: { name: 'settings' } }] }),
      ['/spec/volumes/0/configMap → ConfigMap shop/settings'],
    ],
    [
      'a Secret volume',
      podWith({ volumes: [{ name: 'x', secret: { secretName: 'login' } }] }),
      ['/spec/volumes/0/secret → Secret shop/login'],
    ],
    [
      'each key of a volume',
      podWith({
        volumes: [
          {
            name: 'x',
            secret: {
              secretName: 'login',
              items: [
                { key: 'user', path: 'u' },
                { key: 'password', path: 'p' },
              ],
            },
          },
        ],
      }),
      ['/spec/volumes/0/secret → Secret shop/login#user', '/spec/volumes/0/secret → Secret shop/login#password'],
    ],
    [
      'a claim',
      podWith({ volumes: [{}, { name: 'x', persistentVolumeClaim: { claimName: 'data' } }] }),
      ['/spec/volumes/1/persistentVolumeClaim/claimName → PersistentVolumeClaim shop/data'],
    ],
    [
      'projected sources',
      podWith({
        volumes: [
          {
            name: 'x',
            projected: {
              sources: [
                { serviceAccountToken: { path: 't' } },
                { configMap: { name: 'settings', items: [{ key: 'a', path: 'a' }] } },
                { secret: { name: 'login' } },
              ],
            },
          },
        ],
      }),
      [
        '/spec/volumes/0/projected/sources/1/configMap → ConfigMap shop/settings#a',
        '/spec/volumes/0/projected/sources/2/secret → Secret shop/login',
      ],
    ],
    [
      'a key of a ConfigMap in its environment',
      containerWith({
        env: [
          { name: 'A', value: 'a' },
          { name: 'B', valueFrom: { configMapKeyRef: { name: 'settings', key: 'mode' } } },
        ],
      }),
      ['/spec/containers/0/env/1/valueFrom/configMapKeyRef → ConfigMap shop/settings#mode'],
    ],
    [
      'a key of a Secret in its environment',
      containerWith({ env: [{ name: 'B', valueFrom: { secretKeyRef: { name: 'login', key: 'password' } } }] }),
      ['/spec/containers/0/env/0/valueFrom/secretKeyRef → Secret shop/login#password'],
    ],
    [
      'whole objects in its environment',
      containerWith({ envFrom: [{ configMapRef: { name: 'settings' } }, { secretRef: { name: 'login' } }] }),
      ['/spec/containers/0/envFrom/0/configMapRef → ConfigMap shop/settings', '/spec/containers/0/envFrom/1/secretRef → Secret shop/login'],
    ],
    [
      'what its init containers read',
      podWith({ initContainers: [{ envFrom: [{ secretRef: { name: 'login' } }] }] }),
      ['/spec/initContainers/0/envFrom/0/secretRef → Secret shop/login'],
    ],
    [
      'what its ephemeral containers read',
      podWith({ ephemeralContainers: [{ envFrom: [{ secretRef: { name: 'login' } }] }] }),
      ['/spec/ephemeralContainers/0/envFrom/0/secretRef → Secret shop/login'],
    ],
  ])('%s', (_what, object, expected) => {
    expect(spoken(object)).toEqual(expected);
  });

  test('the same from inside a template', () => {
    const template = { spec: { serviceAccountName: 'cart' } };
    expect(spoken(of('batch/v1', 'CronJob', { spec: { jobTemplate: { spec: { template } } } }))).toEqual([
      '/spec/jobTemplate/spec/template/spec/serviceAccountName → ServiceAccount shop/cart',
    ]);
  });
});

describe('a pod does not need', () => {
  test.each([
    ['anything it does not name', podWith({ containers: [{ name: 'cart' }] })],
    ['the classes of every cluster', podWith({ priorityClassName: 'system-node-critical' })],
    [
      'the root certificate, which is in every namespace',
      podWith({
        volumes: [{ projected: { sources: [{ configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } }] } }],
      }),
    ],
    ['an optional ConfigMap volume', podWith({ volumes: [{ configMap: { name: 'settings', optional: true } }] })],
    ['an optional Secret volume', podWith({ volumes: [{ secret: { secretName: 'login', optional: true } }] })],
    ['an optional projected source', podWith({ volumes: [{ projected: { sources: [{ secret: { name: 'login', optional: true } }] } }] })],
    ['an optional key', containerWith({ env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'login', key: 'a', optional: true } } }] })],
    ['an optional environment', containerWith({ envFrom: [{ configMapRef: { name: 'settings', optional: true } }] })],
    ['fields of its own', containerWith({ env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }] })],
    ['other volumes', podWith({ volumes: [{ emptyDir: {} }, { downwardAPI: { items: [] } }, { hostPath: { path: '/' } }] })],
  ])('%s', (_what, object) => {
    expect(spoken(object)).toEqual([]);
  });
});

describe('other objects refer to', () => {
  test.each<readonly [string, KubernetesObject, readonly string[]]>([
    ['pull secrets', of('v1', 'ServiceAccount', { imagePullSecrets: [{ name: 'pull' }] }), ['/imagePullSecrets/0 → Secret shop/pull']],
    [
      'the Service of a StatefulSet',
      of('apps/v1', 'StatefulSet', { spec: { serviceName: 'db' } }),
      ['/spec/serviceName → Service shop/db'],
    ],
    [
      'the workload that is scaled',
      of('autoscaling/v2', 'HorizontalPodAutoscaler', {
        spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'cart' } },
      }),
      ['/spec/scaleTargetRef → Deployment.apps shop/cart'],
    ],
    [
      'a scaled workload of the core group',
      of('autoscaling/v2', 'HorizontalPodAutoscaler', {
        spec: { scaleTargetRef: { apiVersion: 'v1', kind: 'ReplicationController', name: 'cart' } },
      }),
      ['/spec/scaleTargetRef → ReplicationController shop/cart'],
    ],
    [
      'Services and certificates of an Ingress',
      of('networking.k8s.io/v1', 'Ingress', {
        spec: {
          defaultBackend: { service: { name: 'a', port: { number: 80 } } },
          rules: [{}, { http: { paths: [{ backend: { service: { name: 'b', port: { name: 'http' } } } }] } }],
          tls: [{ hosts: ['shop.example.com'] }, { secretName: 'tls' }],
        },
      }),
      [
        '/spec/defaultBackend/service → Service shop/a',
        '/spec/rules/1/http/paths/0/backend/service → Service shop/b',
        '/spec/tls/1/secretName → Secret shop/tls',
      ],
    ],
    [
      'the Role of a binding',
      of('rbac.authorization.k8s.io/v1', 'RoleBinding', { roleRef: { kind: 'Role', name: 'reader' } }),
      ['/roleRef/name → Role.rbac.authorization.k8s.io shop/reader'],
    ],
    [
      'the ClusterRole of a binding',
      of('rbac.authorization.k8s.io/v1', 'RoleBinding', { roleRef: { kind: 'ClusterRole', name: 'reader' } }),
      ['/roleRef/name → ClusterRole.rbac.authorization.k8s.io reader'],
    ],
    ...['admin', 'cluster-admin', 'edit', 'view', 'system:auth-delegator'].map(
      (name): readonly [string, KubernetesObject, readonly string[]] => [
        `no object for the built-in role ${name}`,
        of('rbac.authorization.k8s.io/v1', 'RoleBinding', { roleRef: { kind: 'ClusterRole', name } }),
        [],
      ],
    ),
    [
      'a Role that is called like a built-in ClusterRole',
      of('rbac.authorization.k8s.io/v1', 'RoleBinding', { roleRef: { kind: 'Role', name: 'view' } }),
      ['/roleRef/name → Role.rbac.authorization.k8s.io shop/view'],
    ],
    ['nothing, when they are custom', of('example.com/v1', 'Ingress', { spec: { tls: [{ secretName: 'tls' }] } }), []],
    ['nothing, when they name nothing', of('apps/v1', 'StatefulSet', { spec: {} }), []],
  ])('%s', (_what, object, expected) => {
    expect(spoken(object)).toEqual(expected);
  });

  test('the ClusterRole of a ClusterRoleBinding, which has no namespace', () => {
    const object = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'reader' },
      roleRef: { kind: 'ClusterRole', name: 'reader' },
    };
    expect(referencesOf(object)).toEqual([
      { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole', namespace: undefined, name: 'reader', pointer: '/roleRef/name' },
    ]);
  });

  test('their namespace, if they have one', () => {
    expect(referencesOf(of('v1', 'ConfigMap', {}))).toEqual([
      { group: '', kind: 'Namespace', name: 'shop', pointer: '/metadata/namespace' },
    ]);
    expect(referencesOf({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } })).toEqual([]);
  });
});

test('an Ingress leads to Services and their ports, by number or by name, and to nothing else', () => {
  const object = of('networking.k8s.io/v1', 'Ingress', {
    spec: {
      defaultBackend: { resource: { kind: 'Bucket', name: 'static' } },
      rules: [
        {
          http: {
            paths: [
              { backend: { service: { name: 'a', port: { number: 80 } } } },
              { backend: { service: { name: 'b', port: { name: 'http' } } } },
              { backend: { service: { name: 'c' } } },
            ],
          },
        },
      ],
    },
  });
  expect(ingressBackends(object)).toEqual([
    { service: 'a', port: 80, pointer: '/spec/rules/0/http/paths/0/backend/service' },
    { service: 'b', port: 'http', pointer: '/spec/rules/0/http/paths/1/backend/service' },
    { service: 'c', port: undefined, pointer: '/spec/rules/0/http/paths/2/backend/service' },
  ]);
});
