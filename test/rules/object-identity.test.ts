import type { KubernetesObject } from '../../analysis/manifest';
import { objectIdentity } from '../../rules/object-identity';
import { found, object } from './given';

const inNamespace = (each: KubernetesObject, namespace: string | undefined): KubernetesObject => ({
  ...each,
  metadata: { ...each.metadata, namespace },
});
const service = object('v1', 'Service', 'cart');

describe('accepts', () => {
  test.each([
    ['one object', [service]],
    ['none', []],
    ['two names', [service, object('v1', 'Service', 'redis')]],
    ['two kinds of one name', [service, object('v1', 'ConfigMap', 'cart')]],
    ['two namespaces', [service, inNamespace(service, 'bank')]],
    ['two groups', [service, object('serving.example.com/v1', 'Service', 'cart')]],
    ['one object without a namespace', [service, inNamespace(service, undefined)]],
  ])('%s', (_what, objects) => {
    expect(found(objectIdentity, objects)).toEqual([]);
  });
});

describe('refuses', () => {
  test.each([
    ['the same object', [service, service], 'Service shop/cart'],
    [
      'the same object in two versions of its API',
      [object('autoscaling/v1', 'HorizontalPodAutoscaler', 'cart'), object('autoscaling/v2', 'HorizontalPodAutoscaler', 'cart')],
      'HorizontalPodAutoscaler.autoscaling shop/cart',
    ],
    [
      'the same cluster-scoped object',
      [inNamespace(object('v1', 'Namespace', 'shop'), undefined), inNamespace(object('v1', 'Namespace', 'shop'), undefined)],
      'Namespace shop',
    ],
  ])('%s', (_what, objects, identity) => {
    expect(found(objectIdentity, objects)).toEqual([
      ['1', '/metadata/name', `the same object is already written by 0, expected one ${identity}`],
    ]);
  });

  test('each repetition, with the first one as the culprit', () => {
    expect(
      found(objectIdentity, [service, object('v1', 'Secret', 'cart'), service, service]).map(([source, , message]) => [source, message]),
    ).toEqual([
      ['2', 'the same object is already written by 0, expected one Service shop/cart'],
      ['3', 'the same object is already written by 0, expected one Service shop/cart'],
    ]);
  });
});
