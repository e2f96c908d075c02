import { ofKind } from '../analysis/kinds';
import { at, listAt, type Manifest, stringAt } from '../analysis/manifest';
import { namespacesIn, TENANT } from '../analysis/tenancy';
import type { Rule } from './rule';

const GROUP = 'flowcontrol.apiserver.k8s.io';
/** The group of all ServiceAccounts of a namespace. */
const ACCOUNTS = 'system:serviceaccounts:';

/**
 * Where flow schemas tell tenants apart, each tenant's workloads wait in queues of a limited priority level with whatever they ask for. Only
 * judged where somebody does so for one tenant at least: other clusters live with the level that Kubernetes has for all workloads.
 *
 * https://kubernetes.io/docs/concepts/cluster-administration/flow-control/
 */
export const namespaceRequestsLimited: Rule = {
  id: 'namespace-requests-limited',
  title: 'requests of each tenant’s workloads wait in queues of a limited level',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'MITRE', id: 'T1499' },
  ],
  reads: ['metadata.labels.palisade.dev/tenant', 'spec.**'],
  remediation:
    'add a FlowSchema with all requests of the ServiceAccounts of the namespace, for a priority level that is Limited, queues and has a borrowingLimitPercent',
  why: 'What matches no schema of its own shares a level with everybody, and a level without limits takes the time of all others.',
  attack: 'A tenant’s pods list everything without end; the API server answers them, and nobody else’s deployments come through.',
  example: {
    refused: exampleFor('shop'),
    accepted: exampleFor('bank'),
  },

  *check({ manifests, complete }) {
    if (!complete) return;
    const tenants = namespacesIn(manifests).filter(
      ({ manifest }) => (stringAt(manifest.object, 'metadata', 'labels', TENANT) ?? '') !== '',
    );
    const schemas = ofKind(manifests, GROUP, 'FlowSchema');
    const named = new Set(schemas.flatMap((schema) => listAt(schema.object, 'spec', 'rules').flatMap(namespacesOf)));
    if (!tenants.some(({ name }) => named.has(name))) return;
    const covered = coveredBy(schemas, limitedLevels(manifests));
    for (const { manifest, name } of tenants) {
      if (covered.has(name)) continue;
      yield {
        manifest,
        pointer: '/metadata/name',
        message: `no FlowSchema has all requests of the ServiceAccounts of namespace '${name}' wait in a limited priority level, expected one as other tenants have`,
      };
    }
  },
};

/** The levels that share what they have, and have no more than that. */
function limitedLevels(manifests: readonly Manifest[]): ReadonlySet<string> {
  const levels = ofKind(manifests, GROUP, 'PriorityLevelConfiguration').filter(
    ({ object }) =>
      at(object, 'spec', 'type') === 'Limited' &&
      at(object, 'spec', 'limited', 'limitResponse', 'type') === 'Queue' &&
      typeof at(object, 'spec', 'limited', 'borrowingLimitPercent') === 'number',
  );
  return new Set(levels.flatMap(({ object }) => stringAt(object, 'metadata', 'name') ?? []));
}

/** The namespaces of which every request comes to one of the levels. */
function coveredBy(schemas: readonly Manifest[], levels: ReadonlySet<string>): ReadonlySet<string> {
  const covered = new Set<string>();
  for (const { object } of schemas) {
    if (!levels.has(stringAt(object, 'spec', 'priorityLevelConfiguration', 'name') ?? '')) continue;
    const [resources, others] = [new Set<string>(), new Set<string>()];
    for (const rule of listAt(object, 'spec', 'rules')) {
      const namespaces = namespacesOf(rule);
      if (listAt(rule, 'resourceRules').some(isEverything)) for (const each of namespaces) resources.add(each);
      if (listAt(rule, 'nonResourceRules').some(isEveryPath)) for (const each of namespaces) others.add(each);
    }
    for (const each of resources) if (others.has(each)) covered.add(each);
  }
  return covered;
}

/** The namespaces of whose ServiceAccounts a rule has all. */
function namespacesOf(rule: unknown): readonly string[] {
  return listAt(rule, 'subjects').flatMap((subject) => {
    const kind = at(subject, 'kind');
    if (kind === 'ServiceAccount')
      return at(subject, 'serviceAccount', 'name') === '*' ? (stringAt(subject, 'serviceAccount', 'namespace') ?? []) : [];
    const group = kind === 'Group' ? (stringAt(subject, 'group', 'name') ?? '') : '';
    return group.startsWith(ACCOUNTS) ? [group.slice(ACCOUNTS.length)] : [];
  });
}

function isEverything(rule: unknown): boolean {
  return (
    has(rule, 'verbs') && has(rule, 'apiGroups') && has(rule, 'resources') && has(rule, 'namespaces') && at(rule, 'clusterScope') === true
  );
}

function isEveryPath(rule: unknown): boolean {
  return has(rule, 'verbs') && has(rule, 'nonResourceURLs');
}

function has(rule: unknown, field: string): boolean {
  return listAt(rule, field).includes('*');
}

/** Two tenants of which one has a schema, and one more, which may be the other's. */
function exampleFor(other: string): string {
  const namespace = (name: string) => `
apiVersion: v1
kind: Namespace
metadata:
  name: ${name}
  labels:
    palisade.dev/tenant: ${name}
---`;
  const schema = (name: string) => `
apiVersion: ${GROUP}/v1
kind: FlowSchema
metadata:
  name: tenant-${name}
spec:
  priorityLevelConfiguration:
    name: tenants
  matchingPrecedence: 5000
  rules:
    - subjects:
        - kind: ServiceAccount
          serviceAccount: { namespace: ${name}, name: '*' }
      resourceRules:
        - { verbs: ['*'], apiGroups: ['*'], resources: ['*'], namespaces: ['*'], clusterScope: true }
      nonResourceRules:
        - { verbs: ['*'], nonResourceURLs: ['*'] }
---`;
  const level = `
apiVersion: ${GROUP}/v1
kind: PriorityLevelConfiguration
metadata:
  name: tenants
spec:
  type: Limited
  limited:
    borrowingLimitPercent: 100
    limitResponse:
      type: Queue`;
  return `${namespace('shop')}${namespace('bank')}${schema('shop')}${other === 'shop' ? '' : schema(other)}${level}`;
}
