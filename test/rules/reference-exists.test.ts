import type { KubernetesObject } from '../../analysis/manifest';
import { referenceExists } from '../../rules/reference-exists';
import { CONTAINER_PLACES, container, deployment, judges, object } from './given';

const shop: KubernetesObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
const cart = object('v1', 'ServiceAccount', 'cart');
const running = deployment({ serviceAccountName: 'cart' });
const reading = (kind: 'configMap' | 'secret', name: string, key: string) =>
  deployment({ containers: [container({ env: [{ name: 'X', valueFrom: { [`${kind}KeyRef`]: { name, key } } }] })] });
const from = '/spec/template/spec/containers/0/env/0/valueFrom';
const missing = (kind: string, name: string) => `the ${kind} '${name}' is neither in the output nor declared as existing`;
const declared = (kind: string, name: string, more: object = {}) => ({ existing: [{ group: '', kind, namespace: 'shop', name, ...more }] });
const binding = object('rbac.authorization.k8s.io/v1', 'RoleBinding', 'cart', {
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'cart' },
});
const settings = (fields: Readonly<Record<string, unknown>>) => object('v1', 'ConfigMap', 'settings', fields);
const ACCOUNT = '/spec/template/spec/serviceAccountName';
const nowhere = (what: string, objects: readonly KubernetesObject[], pointer: string, message: string) =>
  ({ what, given: [shop, ...objects], finds: [[1, pointer, message]], absent: 'accepted' }) as const;
const undeclared = (what: string, facts: object) => ({
  ...nowhere(`an object when ${what} is declared`, [running], ACCOUNT, missing('ServiceAccount', 'cart')),
  facts,
});
const scaler = object('autoscaling/v2', 'HorizontalPodAutoscaler', 'cart', {
  spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'cart' } },
});

judges(referenceExists, {
  accepts: [
    ['an object of the output', [shop, cart, running]],
    ['an object that comes later', [running, cart, shop]],
    ['a key in data', [shop, settings({ data: { mode: 'fast' } }), reading('configMap', 'settings', 'mode')]],
    ['a key in binaryData', [shop, settings({ binaryData: { mode: '' } }), reading('configMap', 'settings', 'mode')]],
    [
      'a key in stringData',
      [shop, object('v1', 'Secret', 'login', { stringData: { password: '' } }), reading('secret', 'login', 'password')],
    ],
    ['a namespace that every cluster has', { ...cart, metadata: { name: 'cart', namespace: 'kube-system' } }],
    ['objects that refer to nothing', [shop, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'bank' } }]],
    ['the target of an autoscaler', [shop, deployment(), scaler]],
    ['a declared object', [shop, running], declared('ServiceAccount', 'cart')],
    ['any key of a declared object', [shop, reading('secret', 'login', 'password')], declared('Secret', 'login')],
    ['a declared key', [shop, reading('secret', 'login', 'password')], declared('Secret', 'login', { keys: ['user', 'password'] })],
    ['a declared object of another group', [shop, binding], declared('Role', 'cart', { group: 'rbac.authorization.k8s.io' })],
    ['an object that is nowhere, where the manifests are not all', running, { complete: false }],
    ['a binding to what is nowhere, where the manifests are not all', [binding, scaler], { complete: false }],
  ],
  refuses: [
    nowhere('an object that is nowhere', [running], ACCOUNT, missing('ServiceAccount', 'cart')),
    nowhere(
      'an object of that name and another kind',
      [running, object('v1', 'Secret', 'cart')],
      ACCOUNT,
      missing('ServiceAccount', 'cart'),
    ),
    nowhere(
      'an object of another namespace',
      [running, { ...cart, metadata: { name: 'cart', namespace: 'default' } }],
      ACCOUNT,
      missing('ServiceAccount', 'cart'),
    ),
    nowhere('a role that is nowhere', [binding], '/roleRef/name', missing('Role', 'cart')),
    nowhere('a role of another group', [binding, object('example.com/v1', 'Role', 'cart')], '/roleRef/name', missing('Role', 'cart')),
    nowhere('the target of an autoscaler that is nowhere', [scaler], '/spec/scaleTargetRef', missing('Deployment', 'cart')),
    nowhere(
      'a missing key',
      [reading('configMap', 'settings', 'mod'), settings({ data: { mode: 'fast' } })],
      `${from}/configMapKeyRef`,
      `the ConfigMap 'settings' has no key 'mod'`,
    ),
    {
      ...nowhere(
        'a missing key, where the manifests are not all',
        [reading('configMap', 'settings', 'mod'), settings({ data: { mode: 'fast' } })],
        `${from}/configMapKeyRef`,
        `the ConfigMap 'settings' has no key 'mod'`,
      ),
      facts: { complete: false },
    },
    nowhere(
      'a key of an object without data',
      [reading('secret', 'login', 'password'), object('v1', 'Secret', 'login')],
      `${from}/secretKeyRef`,
      `the Secret 'login' has no key 'password'`,
    ),
    nowhere(
      'a key that every JavaScript object has',
      [reading('configMap', 'settings', 'constructor'), settings({ data: {} })],
      `${from}/configMapKeyRef`,
      `the ConfigMap 'settings' has no key 'constructor'`,
    ),
    ...(
      [
        [
          'a Secret to pull images with',
          deployment({ imagePullSecrets: [{ name: 'x' }] }),
          '/spec/template/spec/imagePullSecrets/0',
          'Secret',
        ],
        ['a Secret that an account pulls images with', { ...cart, imagePullSecrets: [{ name: 'x' }] }, '/imagePullSecrets/0', 'Secret'],
        ['a PriorityClass', deployment({ priorityClassName: 'x' }), '/spec/template/spec/priorityClassName', 'PriorityClass'],
        ['a RuntimeClass', deployment({ runtimeClassName: 'x' }), '/spec/template/spec/runtimeClassName', 'RuntimeClass'],
        [
          'a Secret as a volume',
          deployment({ volumes: [{ secret: { secretName: 'x' } }] }),
          '/spec/template/spec/volumes/0/secret',
          'Secret',
        ],
        [
          'a ConfigMap as a volume',
          deployment({ volumes: [{ configMap: { name: 'x' } }] }),
          '/spec/template/spec/volumes/0/configMap',
          'ConfigMap',
        ],
        [
          'a key in a projected volume',
          deployment({ volumes: [{ projected: { sources: [{ secret: { name: 'x', items: [{ key: 'y' }] } }] } }] }),
          '/spec/template/spec/volumes/0/projected/sources/0/secret',
          'Secret',
        ],
        [
          'a ConfigMap in a projected volume',
          deployment({ volumes: [{ projected: { sources: [{ configMap: { name: 'x' } }] } }] }),
          '/spec/template/spec/volumes/0/projected/sources/0/configMap',
          'ConfigMap',
        ],
        [
          'a claim',
          deployment({ volumes: [{ persistentVolumeClaim: { claimName: 'x' } }] }),
          '/spec/template/spec/volumes/0/persistentVolumeClaim/claimName',
          'PersistentVolumeClaim',
        ],
        [
          'a ConfigMap as the environment',
          deployment({ containers: [container({ envFrom: [{ configMapRef: { name: 'x' } }] })] }),
          '/spec/template/spec/containers/0/envFrom/0/configMapRef',
          'ConfigMap',
        ],
        [
          'the Service of a StatefulSet',
          object('apps/v1', 'StatefulSet', 'db', { spec: { serviceName: 'x' } }),
          '/spec/serviceName',
          'Service',
        ],
        [
          'the Service of an Ingress',
          object('networking.k8s.io/v1', 'Ingress', 'cart', { spec: { defaultBackend: { service: { name: 'x' } } } }),
          '/spec/defaultBackend/service',
          'Service',
        ],
        [
          'the Service of a path',
          object('networking.k8s.io/v1', 'Ingress', 'cart', {
            spec: { rules: [{ http: { paths: [{ backend: { service: { name: 'x' } } }] } }] },
          }),
          '/spec/rules/0/http/paths/0/backend/service',
          'Service',
        ],
        [
          'the certificate of an Ingress',
          object('networking.k8s.io/v1', 'Ingress', 'cart', { spec: { tls: [{ secretName: 'x' }] } }),
          '/spec/tls/0/secretName',
          'Secret',
        ],
      ] as const
    ).map(([what, given, pointer, kind]) => nowhere(what, [given], pointer, missing(kind, 'x'))),
    undeclared('one of another name', declared('ServiceAccount', 'card')),
    undeclared('one of another kind', declared('Secret', 'cart')),
    undeclared('one of another namespace', declared('ServiceAccount', 'cart', { namespace: 'bank' })),
    undeclared('one of another group', declared('ServiceAccount', 'cart', { group: 'example.com' })),
    undeclared('none', {}),
    {
      ...nowhere(
        'a key that is not among those declared',
        [reading('secret', 'login', 'password')],
        `${from}/secretKeyRef`,
        `the Secret 'login' has no key 'password'`,
      ),
      facts: declared('Secret', 'login', { keys: ['user'] }),
    },
    {
      what: 'a namespace that is nowhere',
      given: cart,
      finds: [['/metadata/namespace', missing('Namespace', 'shop')]],
      absent: 'accepted',
    },
    ...CONTAINER_PLACES.map(([place, podWith, pointer]) =>
      nowhere(
        `a missing Secret in the environment of ${place}`,
        [podWith(container({ envFrom: [{ secretRef: { name: 'login' } }] }))],
        `${pointer}/envFrom/0/secretRef`,
        missing('Secret', 'login'),
      ),
    ),
  ],
});
