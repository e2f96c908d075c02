import type { KubernetesObject } from '../../analysis/manifest';
import { referenceExists } from '../../rules/reference-exists';
import { CONTAINER_PLACES, container, deployment, found, object } from './given';

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

describe('accepts', () => {
  test.each([
    ['an object of the output', [shop, cart, running]],
    ['an object that comes later', [running, cart, shop]],
    ['a key in data', [shop, object('v1', 'ConfigMap', 'settings', { data: { mode: 'fast' } }), reading('configMap', 'settings', 'mode')]],
    [
      'a key in binaryData',
      [shop, object('v1', 'ConfigMap', 'settings', { binaryData: { mode: '' } }), reading('configMap', 'settings', 'mode')],
    ],
    [
      'a key in stringData',
      [shop, object('v1', 'Secret', 'login', { stringData: { password: '' } }), reading('secret', 'login', 'password')],
    ],
    ['a namespace that every cluster has', [{ ...cart, metadata: { name: 'cart', namespace: 'kube-system' } }]],
    ['objects that refer to nothing', [shop, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'bank' } }]],
  ])('%s', (_what, objects) => {
    expect(found(referenceExists, objects)).toEqual([]);
  });

  test.each([
    ['a declared object', running, declared('ServiceAccount', 'cart')],
    ['any key of a declared object', reading('secret', 'login', 'password'), declared('Secret', 'login')],
    ['a declared key', reading('secret', 'login', 'password'), declared('Secret', 'login', { keys: ['user', 'password'] })],
    ['a declared object of another group', binding, declared('Role', 'cart', { group: 'rbac.authorization.k8s.io' })],
  ])('%s', (_what, given, facts) => {
    expect(found(referenceExists, [shop, given], facts)).toEqual([]);
  });
});

describe('refuses', () => {
  test.each([
    ['an object that is nowhere', [shop, running], '/spec/template/spec/serviceAccountName', missing('ServiceAccount', 'cart')],
    [
      'an object of that name and another kind',
      [shop, running, object('v1', 'Secret', 'cart')],
      '/spec/template/spec/serviceAccountName',
      missing('ServiceAccount', 'cart'),
    ],
    [
      'an object of another namespace',
      [shop, running, { ...cart, metadata: { name: 'cart', namespace: 'default' } }],
      '/spec/template/spec/serviceAccountName',
      missing('ServiceAccount', 'cart'),
    ],
    ['a role that is nowhere', [shop, binding], '/roleRef/name', missing('Role', 'cart')],
    ['a role of another group', [shop, binding, object('example.com/v1', 'Role', 'cart')], '/roleRef/name', missing('Role', 'cart')],
    [
      'a missing key',
      [shop, reading('configMap', 'settings', 'mod'), object('v1', 'ConfigMap', 'settings', { data: { mode: 'fast' } })],
      `${from}/configMapKeyRef`,
      `the ConfigMap 'settings' has no key 'mod'`,
    ],
    [
      'a key of an object without data',
      [shop, reading('secret', 'login', 'password'), object('v1', 'Secret', 'login')],
      `${from}/secretKeyRef`,
      `the Secret 'login' has no key 'password'`,
    ],
    [
      'a key that every JavaScript object has',
      [shop, reading('configMap', 'settings', 'constructor'), object('v1', 'ConfigMap', 'settings', { data: {} })],
      `${from}/configMapKeyRef`,
      `the ConfigMap 'settings' has no key 'constructor'`,
    ],
  ])('%s', (_what, objects, pointer, message) => {
    expect(found(referenceExists, objects)).toEqual([['1', pointer, message]]);
  });

  test.each([
    ['one of another name', declared('ServiceAccount', 'card')],
    ['one of another kind', declared('Secret', 'cart')],
    ['one of another namespace', declared('ServiceAccount', 'cart', { namespace: 'bank' })],
    ['one of another group', declared('ServiceAccount', 'cart', { group: 'example.com' })],
    ['none', {}],
  ])('an object when %s is declared', (_what, facts) => {
    expect(found(referenceExists, [shop, running], facts)).toEqual([
      ['1', '/spec/template/spec/serviceAccountName', missing('ServiceAccount', 'cart')],
    ]);
  });

  test('a key that is not among those declared', () => {
    const facts = declared('Secret', 'login', { keys: ['user'] });
    expect(found(referenceExists, [shop, reading('secret', 'login', 'password')], facts)).toEqual([
      ['1', `${from}/secretKeyRef`, `the Secret 'login' has no key 'password'`],
    ]);
  });

  test('a namespace that is nowhere', () => {
    expect(found(referenceExists, [cart])).toEqual([['0', '/metadata/namespace', missing('Namespace', 'shop')]]);
  });

  test.each(CONTAINER_PLACES)('a missing Secret in the environment of %s', (_what, podWith, pointer) => {
    const each = container({ envFrom: [{ secretRef: { name: 'login' } }] });
    expect(found(referenceExists, [shop, podWith(each)])).toEqual([['1', `${pointer}/envFrom/0/secretRef`, missing('Secret', 'login')]]);
  });
});
