import type { KubernetesObject } from '../../analysis/manifest';
import { objectName } from '../../rules/object-name';
import { judges } from './given';

const named = (apiVersion: string, kind: string, name: unknown, namespace: unknown = 'shop') =>
  given(apiVersion, kind, { name, namespace });
const clusterWide = (apiVersion: string, kind: string, name: string) => given(apiVersion, kind, { name });
const generated = (apiVersion: string, kind: string, generateName: unknown) => given(apiVersion, kind, { namespace: 'shop', generateName });
const given = (apiVersion: string, kind: string, metadata: object): KubernetesObject => ({ apiVersion, kind, metadata });
const long = (length: number) => 'a'.repeat(length);

const LABEL = 'a DNS label of at most 63 characters';
const SUBDOMAIN = 'a DNS subdomain of at most 253 characters';
const SERVICE = `${LABEL} that starts with a letter`;
const WORKLOAD = 'a DNS subdomain of at most 63 characters, as pods carry it in a label';
const CRON = 'a DNS subdomain of at most 52 characters, as its Jobs add eleven';
const ROLE = `a name of at most 253 characters without '/' and '%'`;
const RBAC = 'rbac.authorization.k8s.io/v1';

const NO_NAME = 'the object has no name, expected one';
const NO_NAMESPACE = 'the namespace is unset: the object would land wherever kubectl points';

const ofName = (what: string, given: KubernetesObject, words: string) => ({
  what,
  given,
  finds: [
    ['/metadata/name', `the name '${given.metadata.name}' has ${given.metadata.name?.length} characters, expected ${words}`],
  ] as const,
  absent: [NO_NAME],
});
const ofNamespace = (what: string, namespace: string) => ({
  what,
  given: named('v1', 'Secret', 'cart', namespace),
  finds: [['/metadata/namespace', `the namespace '${namespace}' is not a DNS label of at most 63 characters`]] as const,
  absent: [NO_NAMESPACE],
});
const homeless = (kind: string, apiVersion: string) => ({
  what: `a ${kind} without a namespace`,
  given: clusterWide(apiVersion, kind, 'cart'),
  finds: [['/metadata/namespace', NO_NAMESPACE]] as const,
  absent: 'itself' as const,
});
const inside = (kind: string, apiVersion: string) => ({
  what: `a ${kind} inside a namespace`,
  given: named(apiVersion, kind, 'cart'),
  finds: [['/metadata/namespace', `a ${kind} lives outside namespaces, got namespace 'shop'`]] as const,
  absent: 'accepted' as const,
});

judges(objectName, {
  accepts: [
    [
      'no namespace, of manifests that are not all: whoever applies them says where',
      clusterWide('v1', 'Secret', 'cart'),
      { complete: false },
    ],
    ['a Secret with dots', named('v1', 'Secret', 'a.b-c.d')],
    ['a ConfigMap of 253 characters', named('v1', 'ConfigMap', long(253))],
    ['a Secret that starts with a digit', named('v1', 'Secret', '1st')],
    ['a Service of 63 characters', named('v1', 'Service', long(63))],
    ['a Deployment of 63 characters', named('apps/v1', 'Deployment', long(63))],
    ['a CronJob of 52 characters', named('batch/v1', 'CronJob', long(52))],
    ['a Job of 63 characters', named('batch/v1', 'Job', long(63))],
    ['a Role with colons and capitals', named(RBAC, 'Role', 'Shop:reader')],
    ['a ClusterRole', clusterWide(RBAC, 'ClusterRole', 'system:reader')],
    ['a Namespace', clusterWide('v1', 'Namespace', 'shop')],
    ['a custom resource in a namespace', named('cilium.io/v2', 'CiliumNetworkPolicy', 'cart')],
    ['a custom resource without a namespace, which may be cluster-wide', clusterWide('example.com/v1', 'Cluster', 'shop')],
    [
      'a custom resource of a project of Kubernetes, which is cluster-wide',
      clusterWide('gateway.networking.k8s.io/v1', 'GatewayClass', 'shop'),
    ],
    ['a Service of another group, whose grammar is its own', named('serving.example.com/v1', 'Service', '1.cart')],
    ['a cluster-scoped object with null for a namespace', named('v1', 'Namespace', 'shop', null)],
    ['a name that the server makes up', generated('batch/v1', 'Job', 'clean-')],
    ['a prefix of which the server keeps as much as fits', generated('batch/v1', 'Job', long(100))],
    ['a prefix without a hyphen', generated('v1', 'ConfigMap', 'settings.')],
    ['a prefix of another type, which is for object-schema to say', generated('v1', 'ConfigMap', 3)],
  ],
  refuses: [
    ofName('a Secret in upper case', named('v1', 'Secret', 'Cart'), SUBDOMAIN),
    ofName('a Secret with an underscore', named('v1', 'Secret', 'a_b'), SUBDOMAIN),
    ofName('a Secret that ends in a hyphen', named('v1', 'Secret', 'cart-'), SUBDOMAIN),
    ofName('a Secret with two dots', named('v1', 'Secret', 'a..b'), SUBDOMAIN),
    ofName('a Secret with a line break', named('v1', 'Secret', 'cart\n'), SUBDOMAIN),
    ofName('a ConfigMap of 254 characters', named('v1', 'ConfigMap', long(254)), SUBDOMAIN),
    ofName('a Service with a dot', named('v1', 'Service', 'a.b'), SERVICE),
    ofName('a Service that starts with a digit', named('v1', 'Service', '1st'), SERVICE),
    ofName('a Service of 64 characters', named('v1', 'Service', long(64)), SERVICE),
    ofName('a Namespace with a dot', clusterWide('v1', 'Namespace', 'a.b'), LABEL),
    ofName('a Namespace of 64 characters', clusterWide('v1', 'Namespace', long(64)), LABEL),
    ofName('a Deployment of 64 characters', named('apps/v1', 'Deployment', long(64)), WORKLOAD),
    ofName('a StatefulSet in upper case', named('apps/v1', 'StatefulSet', 'DB'), WORKLOAD),
    ofName('a Job of 64 characters', named('batch/v1', 'Job', long(64)), WORKLOAD),
    ofName('a CronJob of 53 characters', named('batch/v1', 'CronJob', long(53)), CRON),
    ofName('a Role with a slash', named(RBAC, 'Role', 'a/b'), ROLE),
    ofName('a RoleBinding with a percent sign', named(RBAC, 'RoleBinding', 'a%b'), ROLE),
    ofName('a Role of two dots', named(RBAC, 'Role', '..'), ROLE),
    ofName('a Role of 254 characters', named(RBAC, 'Role', long(254)), ROLE),
    ofName('a custom resource in upper case', named('cilium.io/v2', 'CiliumNetworkPolicy', 'Cart'), SUBDOMAIN),
    { what: 'an empty name', given: named('v1', 'Secret', ''), finds: [['/metadata/name', NO_NAME]], absent: [NO_NAME] },
    {
      what: 'no name',
      given: { apiVersion: 'v1', kind: 'Secret', metadata: { namespace: 'shop' } },
      finds: [['/metadata/name', NO_NAME]],
      absent: 'itself',
    },
    { what: 'a name that is null', given: named('v1', 'Secret', null), finds: [['/metadata/name', NO_NAME]], absent: [NO_NAME] },
    {
      what: 'a name that is a number',
      given: named('v1', 'Secret', 3),
      finds: [['/metadata/name', 'the name is 3, expected a string']],
      absent: [NO_NAME],
    },
    {
      what: 'an empty prefix of a name',
      given: generated('v1', 'Secret', ''),
      finds: [['/metadata/name', NO_NAME]],
      absent: 'itself',
    },
    {
      what: 'a prefix of a name in upper case',
      given: generated('v1', 'Secret', 'Cart-'),
      finds: [['/metadata/generateName', `names that start with 'Cart-' have 10 characters, expected ${SUBDOMAIN}`]],
      absent: [NO_NAME],
    },
    {
      what: 'a prefix that leaves no room for the rest',
      given: generated('batch/v1', 'CronJob', long(48)),
      finds: [['/metadata/generateName', `names that start with '${long(48)}' have 53 characters, expected ${CRON}`]],
      absent: [NO_NAME],
    },
    ofNamespace('a namespace in upper case', 'Shop'),
    ofNamespace('a namespace with a dot', 'shop.eu'),
    ofNamespace('a namespace of 64 characters', long(64)),
    ofNamespace('an empty namespace', ''),
    {
      what: 'a namespace that is a number',
      given: named('v1', 'Secret', 'cart', 3),
      finds: [['/metadata/namespace', 'the namespace is 3, expected a string']],
      absent: [NO_NAMESPACE],
    },
    {
      what: 'a namespace that is null',
      given: named('v1', 'Secret', 'cart', null),
      finds: [['/metadata/namespace', NO_NAMESPACE]],
      absent: [NO_NAMESPACE],
    },
    homeless('Secret', 'v1'),
    homeless('Deployment', 'apps/v1'),
    homeless('HorizontalPodAutoscaler', 'autoscaling/v2'),
    homeless('Job', 'batch/v1'),
    homeless('PodDisruptionBudget', 'policy/v1'),
    homeless('NetworkPolicy', 'networking.k8s.io/v1'),
    homeless('Role', RBAC),
    inside('Namespace', 'v1'),
    inside('Node', 'v1'),
    inside('PersistentVolume', 'v1'),
    inside('ClusterRole', RBAC),
    inside('ClusterRoleBinding', RBAC),
    inside('StorageClass', 'storage.k8s.io/v1'),
    inside('PriorityClass', 'scheduling.k8s.io/v1'),
    inside('RuntimeClass', 'node.k8s.io/v1'),
    inside('IngressClass', 'networking.k8s.io/v1'),
    inside('CustomResourceDefinition', 'apiextensions.k8s.io/v1'),
    inside('ValidatingAdmissionPolicy', 'admissionregistration.k8s.io/v1'),
    {
      what: 'a bad name and a bad namespace at once',
      given: named('v1', 'Secret', 'Cart', 'Shop'),
      finds: [
        ['/metadata/name', `the name 'Cart' has 4 characters, expected ${SUBDOMAIN}`],
        ['/metadata/namespace', `the namespace 'Shop' is not a DNS label of at most 63 characters`],
      ],
      absent: [NO_NAME, NO_NAMESPACE],
    },
  ],
});
