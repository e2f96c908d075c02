import { objectName } from '../../rules/object-name';
import { found } from './given';

const named = (apiVersion: string, kind: string, name: unknown, namespace: string | undefined = 'shop') => ({
  apiVersion,
  kind,
  metadata: { name: name as string, ...(namespace === undefined ? {} : { namespace }) },
});
const clusterWide = (apiVersion: string, kind: string, name: string) => ({ apiVersion, kind, metadata: { name } });
const long = (length: number) => 'a'.repeat(length);

describe('accepts', () => {
  test.each([
    ['a Secret with dots', named('v1', 'Secret', 'a.b-c.d')],
    ['a ConfigMap of 253 characters', named('v1', 'ConfigMap', long(253))],
    ['a Secret that starts with a digit', named('v1', 'Secret', '1st')],
    ['a Service of 63 characters', named('v1', 'Service', long(63))],
    ['a Deployment of 63 characters', named('apps/v1', 'Deployment', long(63))],
    ['a CronJob of 52 characters', named('batch/v1', 'CronJob', long(52))],
    ['a Job of 63 characters', named('batch/v1', 'Job', long(63))],
    ['a Role with colons and capitals', named('rbac.authorization.k8s.io/v1', 'Role', 'Shop:reader')],
    ['a ClusterRole', clusterWide('rbac.authorization.k8s.io/v1', 'ClusterRole', 'system:reader')],
    ['a Namespace', clusterWide('v1', 'Namespace', 'shop')],
    ['a custom resource in a namespace', named('cilium.io/v2', 'CiliumNetworkPolicy', 'cart')],
    ['a custom resource without a namespace, which may be cluster-wide', clusterWide('example.com/v1', 'Cluster', 'shop')],
    ['a Service of another group, whose grammar is its own', named('serving.example.com/v1', 'Service', '1.cart')],
  ])('%s', (_what, given) => {
    expect(found(objectName, [given])).toEqual([]);
  });
});

describe('refuses', () => {
  const LABEL = 'a DNS label of at most 63 characters';
  const SUBDOMAIN = 'a DNS subdomain of at most 253 characters';
  const SERVICE = `${LABEL} that starts with a letter`;
  const WORKLOAD = 'a DNS subdomain of at most 63 characters, as pods carry it in a label';
  const CRON = 'a DNS subdomain of at most 52 characters, as its Jobs add eleven';
  const ROLE = `a name of at most 253 characters without '/' and '%'`;

  test.each([
    ['a Secret in upper case', named('v1', 'Secret', 'Cart'), 'Cart', SUBDOMAIN],
    ['a Secret with an underscore', named('v1', 'Secret', 'a_b'), 'a_b', SUBDOMAIN],
    ['a Secret that ends in a hyphen', named('v1', 'Secret', 'cart-'), 'cart-', SUBDOMAIN],
    ['a Secret with two dots', named('v1', 'Secret', 'a..b'), 'a..b', SUBDOMAIN],
    ['a Secret with a line break', named('v1', 'Secret', 'cart\n'), 'cart\n', SUBDOMAIN],
    ['a ConfigMap of 254 characters', named('v1', 'ConfigMap', long(254)), long(254), SUBDOMAIN],
    ['a Service with a dot', named('v1', 'Service', 'a.b'), 'a.b', SERVICE],
    ['a Service that starts with a digit', named('v1', 'Service', '1st'), '1st', SERVICE],
    ['a Service of 64 characters', named('v1', 'Service', long(64)), long(64), SERVICE],
    ['a Namespace with a dot', clusterWide('v1', 'Namespace', 'a.b'), 'a.b', LABEL],
    ['a Namespace of 64 characters', clusterWide('v1', 'Namespace', long(64)), long(64), LABEL],
    ['a Deployment of 64 characters', named('apps/v1', 'Deployment', long(64)), long(64), WORKLOAD],
    ['a StatefulSet in upper case', named('apps/v1', 'StatefulSet', 'DB'), 'DB', WORKLOAD],
    ['a Job of 64 characters', named('batch/v1', 'Job', long(64)), long(64), WORKLOAD],
    ['a CronJob of 53 characters', named('batch/v1', 'CronJob', long(53)), long(53), CRON],
    ['a Role with a slash', named('rbac.authorization.k8s.io/v1', 'Role', 'a/b'), 'a/b', ROLE],
    ['a RoleBinding with a percent sign', named('rbac.authorization.k8s.io/v1', 'RoleBinding', 'a%b'), 'a%b', ROLE],
    ['a Role of two dots', named('rbac.authorization.k8s.io/v1', 'Role', '..'), '..', ROLE],
    ['a Role of 254 characters', named('rbac.authorization.k8s.io/v1', 'Role', long(254)), long(254), ROLE],
    ['a custom resource in upper case', named('cilium.io/v2', 'CiliumNetworkPolicy', 'Cart'), 'Cart', SUBDOMAIN],
  ])('%s', (_what, given, name, words) => {
    expect(found(objectName, [given])).toEqual([
      ['0', '/metadata/name', `the name '${name}' has ${name.length} characters, expected ${words}`],
    ]);
  });

  test.each([
    ['an empty name', named('v1', 'Secret', '')],
    ['no name', { apiVersion: 'v1', kind: 'Secret', metadata: { namespace: 'shop' } }],
  ])('%s', (_what, given) => {
    expect(found(objectName, [given])).toEqual([['0', '/metadata/name', 'the object has no name, expected one']]);
  });

  test.each([
    ['a namespace in upper case', 'Shop'],
    ['a namespace with a dot', 'shop.eu'],
    ['a namespace of 64 characters', long(64)],
    ['an empty namespace', ''],
  ])('%s', (_what, namespace) => {
    expect(found(objectName, [named('v1', 'Secret', 'cart', namespace)])).toEqual([
      ['0', '/metadata/namespace', `the namespace '${namespace}' is not a DNS label of at most 63 characters`],
    ]);
  });

  test.each([
    ['Secret', 'v1'],
    ['Deployment', 'apps/v1'],
    ['HorizontalPodAutoscaler', 'autoscaling/v2'],
    ['Job', 'batch/v1'],
    ['PodDisruptionBudget', 'policy/v1'],
    ['NetworkPolicy', 'networking.k8s.io/v1'],
    ['Role', 'rbac.authorization.k8s.io/v1'],
  ])('a %s without a namespace', (kind, apiVersion) => {
    expect(found(objectName, [clusterWide(apiVersion, kind, 'cart')])).toEqual([
      ['0', '/metadata/namespace', 'the namespace is unset: the object would land wherever kubectl points'],
    ]);
  });

  test.each([
    ['Namespace', 'v1'],
    ['Node', 'v1'],
    ['PersistentVolume', 'v1'],
    ['ClusterRole', 'rbac.authorization.k8s.io/v1'],
    ['ClusterRoleBinding', 'rbac.authorization.k8s.io/v1'],
    ['StorageClass', 'storage.k8s.io/v1'],
    ['PriorityClass', 'scheduling.k8s.io/v1'],
    ['RuntimeClass', 'node.k8s.io/v1'],
    ['IngressClass', 'networking.k8s.io/v1'],
    ['CustomResourceDefinition', 'apiextensions.k8s.io/v1'],
    ['ValidatingAdmissionPolicy', 'admissionregistration.k8s.io/v1'],
  ])('a %s inside a namespace', (kind, apiVersion) => {
    expect(found(objectName, [named(apiVersion, kind, 'cart')])).toEqual([
      ['0', '/metadata/namespace', `a ${kind} lives outside namespaces, got namespace 'shop'`],
    ]);
  });

  test('a bad name and a bad namespace at once', () => {
    expect(found(objectName, [named('v1', 'Secret', 'Cart', 'Shop')]).map(([, pointer]) => pointer)).toEqual([
      '/metadata/name',
      '/metadata/namespace',
    ]);
  });
});
