import { namespaceExplicit } from '../../rules/namespace-explicit';
import { judges, object } from './given';

const placed = (namespace: unknown, apiVersion = 'v1', kind = 'ConfigMap') =>
  ({ ...object(apiVersion, kind, 'cart'), metadata: { name: 'cart', namespace } }) as ReturnType<typeof object>;
const AT = '/metadata/namespace';
const said = (found: string) => `the namespace is ${found}, expected one of the app`;

/** Whoever applies these may say where. */
const ELSEWHERE = { complete: false };

judges(namespaceExplicit, {
  accepts: [
    ['a namespace', placed('shop')],
    [
      'kinds outside of namespaces',
      [
        placed(undefined, 'v1', 'Namespace'),
        placed(undefined, 'rbac.authorization.k8s.io/v1', 'ClusterRole'),
        placed(undefined, 'networking.k8s.io/v1', 'IngressClass'),
        placed(undefined, 'scheduling.k8s.io/v1', 'PriorityClass'),
      ],
    ],
    ['a kind of others, of which nobody knows', placed(undefined, 'example.com/v1', 'Cart')],
    ['none, of manifests that are all: `object-name` refuses that', placed(undefined)],
    ['a list', placed(undefined, 'v1', 'ConfigMapList')],
  ],
  refuses: [
    {
      what: 'no namespace',
      given: { apiVersion: 'v1', kind: 'Service', metadata: { name: 'cart' } },
      facts: ELSEWHERE,
      finds: [[AT, said('unset')]],
      absent: 'itself',
    },
    { what: 'the namespace of nobody', given: placed('default'), finds: [[AT, said(`'default'`)]], absent: 'accepted' },
    {
      what: 'the namespace of nobody, of manifests that are not all',
      given: placed('default'),
      facts: ELSEWHERE,
      finds: [[AT, said(`'default'`)]],
      absent: [said('unset')],
    },
    { what: 'an empty namespace', given: placed(''), facts: ELSEWHERE, finds: [[AT, said(`''`)]], absent: [said('unset')] },
    { what: 'null', given: placed(null), facts: ELSEWHERE, finds: [[AT, said('unset')]], absent: [said('unset')] },
    { what: 'a number', given: placed(7), facts: ELSEWHERE, finds: [[AT, said('7')]], absent: [said('unset')] },
    ...[
      ['apps/v1', 'Deployment'],
      ['batch/v1', 'CronJob'],
      ['rbac.authorization.k8s.io/v1', 'RoleBinding'],
      ['networking.k8s.io/v1', 'Ingress'],
      ['policy/v1', 'PodDisruptionBudget'],
    ].map(([apiVersion, kind]) => ({
      what: `a ${kind} in default`,
      given: placed('default', apiVersion, kind),
      facts: ELSEWHERE,
      finds: [[AT, said(`'default'`)]] as const,
      absent: [said('unset')],
    })),
  ],
});
