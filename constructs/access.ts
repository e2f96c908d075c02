import type { Construct } from 'constructs';
import { constant, KubeObject, type PolicyRule, type Subject } from '../imports/k8s';
import { byText } from './names';
import { type Problems, shown } from './problems';

/** Somebody who may act: `user:alice@example.com`, `group:shop-admins` or `serviceaccount:NAMESPACE/NAME`. */
export type SubjectName = string;

/**
 * What owners and editors do not get unless it is granted, and somebody answers for it with an exemption: from `rbac-pods-exec` for `exec`
 * and `attach`, from `rbac-port-forward`, `rbac-secrets-read` and `rbac-secrets-write` for the others.
 */
export type Grant = 'attach' | 'exec' | 'port-forward' | 'read-secrets' | 'write-secrets';

/** Rights that go beyond those of the three roles, and to whom. */
export interface GrantProps {
  readonly to: readonly SubjectName[];
  readonly allow: readonly Grant[];
}

const READ = ['get', 'list', 'watch'];
const WRITE = ['create', 'delete', 'patch', 'update'];

/**
 * Reading everything of the namespace but Secrets, its own walls included: policies, quotas, limits and roles.
 */
const VIEWER: readonly PolicyRule[] = [
  // The namespace's own object: a Role's rights end at its namespace.
  { apiGroups: [''], resources: ['namespaces'], verbs: ['get'] },
  {
    apiGroups: [''],
    resources: [
      'configmaps',
      'endpoints',
      'events',
      'limitranges',
      'persistentvolumeclaims',
      'pods',
      'pods/log',
      'pods/status',
      'resourcequotas',
      'resourcequotas/status',
      'serviceaccounts',
      'services',
      'services/status',
    ],
    verbs: READ,
  },
  {
    apiGroups: ['apps'],
    resources: [
      'controllerrevisions',
      'daemonsets',
      'deployments',
      'deployments/scale',
      'deployments/status',
      'replicasets',
      'statefulsets',
      'statefulsets/scale',
    ],
    verbs: READ,
  },
  { apiGroups: ['autoscaling'], resources: ['horizontalpodautoscalers', 'horizontalpodautoscalers/status'], verbs: READ },
  { apiGroups: ['batch'], resources: ['cronjobs', 'jobs', 'jobs/status'], verbs: READ },
  { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: READ },
  { apiGroups: ['networking.k8s.io'], resources: ['ingresses', 'networkpolicies'], verbs: READ },
  { apiGroups: ['policy'], resources: ['poddisruptionbudgets', 'poddisruptionbudgets/status'], verbs: READ },
  { apiGroups: ['rbac.authorization.k8s.io'], resources: ['rolebindings', 'roles'], verbs: READ },
];

/**
 * Running things. DaemonSets are left out, as they take a pod of every node that lets them; so are ServiceAccounts and everything
 * that isolates the namespace. Whoever may create pods may mount the namespace's Secrets: keep in it only what its editors may know.
 */
const EDITOR: readonly PolicyRule[] = [
  ...VIEWER,
  { apiGroups: [''], resources: ['configmaps', 'persistentvolumeclaims', 'services'], verbs: WRITE },
  { apiGroups: [''], resources: ['pods'], verbs: ['delete'] },
  { apiGroups: [''], resources: ['pods/eviction'], verbs: ['create'] },
  { apiGroups: ['apps'], resources: ['deployments', 'statefulsets'], verbs: WRITE },
  { apiGroups: ['apps'], resources: ['deployments/scale', 'statefulsets/scale'], verbs: ['patch', 'update'] },
  { apiGroups: ['autoscaling'], resources: ['horizontalpodautoscalers'], verbs: WRITE },
  { apiGroups: ['batch'], resources: ['cronjobs', 'jobs'], verbs: WRITE },
];

/** What editors may, how many pods may be missing, and what is reached from outside. */
const OWNER: readonly PolicyRule[] = [
  ...EDITOR,
  { apiGroups: ['networking.k8s.io'], resources: ['ingresses'], verbs: WRITE },
  { apiGroups: ['policy'], resources: ['poddisruptionbudgets'], verbs: WRITE },
];

const GRANTS: Readonly<Record<Grant, PolicyRule>> = {
  // Both verbs: a websocket is opened with GET, and Kubernetes checked only that before 1.35.
  attach: { apiGroups: [''], resources: ['pods/attach'], verbs: ['create', 'get'] },
  exec: { apiGroups: [''], resources: ['pods/exec'], verbs: ['create', 'get'] },
  'port-forward': { apiGroups: [''], resources: ['pods/portforward'], verbs: ['create', 'get'] },
  'read-secrets': { apiGroups: [''], resources: ['secrets'], verbs: READ },
  'write-secrets': { apiGroups: [''], resources: ['secrets'], verbs: WRITE },
};

/** The roles that people of a tenant can have, from the least to the most. */
export const TENANT_ROLES = { viewer: constant(VIEWER), editor: constant(EDITOR), owner: constant(OWNER) } as const;

/** Who has which role in a namespace. */
export interface AccessProps {
  readonly owners?: readonly SubjectName[];
  readonly editors?: readonly SubjectName[];
  readonly viewers?: readonly SubjectName[];
  readonly grants?: readonly GrantProps[];
}

/** Everybody, or everybody that has a credential: never a tenant. */
const EVERYBODY = /^system:(masters|authenticated|unauthenticated|anonymous|serviceaccounts)$/;

/** The RBAC subject that a name stands for. Adds a problem if it stands for none, or for everybody. */
export function subject(problems: Problems, what: string, name: SubjectName): Subject {
  const [, kind = '', rest = ''] = /^(user|group|serviceaccount):(.+)$/.exec(name) ?? [];
  const [namespace = '', account = '', ...more] = rest.split('/');
  if (kind === '') {
    problems.add(`${what} must be 'user:NAME', 'group:NAME' or 'serviceaccount:NAMESPACE/NAME', got ${shown(name)}`);
  } else if (EVERYBODY.test(rest)) {
    problems.add(`${what} must not be '${rest}', which stands for everybody or for an administrator; name a group of the tenant`);
  } else if (kind === 'serviceaccount') {
    if (![namespace, account].every((part) => /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(part)) || more.length > 0)
      problems.add(`${what} must name the ServiceAccount as 'serviceaccount:NAMESPACE/NAME', got '${name}'`);
    return { kind: 'ServiceAccount', name: account, namespace };
  }
  return { apiGroup: 'rbac.authorization.k8s.io', kind: kind === 'user' ? 'User' : 'Group', name: rest };
}

/**
 * Roles of our own and their bindings, for the roles that somebody has. Kubernetes' `edit` and `admin` are never bound: they read
 * Secrets, open shells, and impersonate each ServiceAccount of the namespace.
 */
export function bindAccess(scope: Construct, problems: Problems, labels: Record<string, string>, access: AccessProps): void {
  const holders = { owner: access.owners, editor: access.editors, viewer: access.viewers };
  for (const [role, rules] of Object.entries(TENANT_ROLES)) {
    const subjects = holders[role as keyof typeof holders] ?? [];
    bind(scope, problems, `tenant-${role}`, labels, `${role}s`, subjects, rules);
  }
  const grantees = new Map<Grant, Set<SubjectName>>();
  for (const { to, allow } of access.grants ?? []) {
    problems.expect(
      to.length > 0 && allow.length > 0,
      `grants must name what they allow and to whom, got ${allow.length} rights for ${to.length} subjects`,
    );
    for (const grant of allow) {
      if (!Object.hasOwn(GRANTS, grant)) problems.add(`grants must allow one of ${Object.keys(GRANTS).join(', ')}, got ${shown(grant)}`);
      else grantees.set(grant, new Set([...(grantees.get(grant) ?? []), ...to]));
    }
  }
  for (const [grant, subjects] of [...grantees].sort(([a], [b]) => byText(a, b))) {
    bind(scope, problems, `tenant-grant-${grant}`, labels, 'grants', [...subjects], [GRANTS[grant]]);
  }
}

function bind(
  scope: Construct,
  problems: Problems,
  name: string,
  labels: Record<string, string>,
  what: string,
  names: readonly SubjectName[],
  rules: readonly PolicyRule[],
): void {
  if (!Array.isArray(names)) {
    problems.add(`${what} must be a list such as ['group:shop-admins'], got ${shown(names)}`);
    return;
  }
  if (names.length === 0) return;
  const subjects = [...new Set(names)].sort(byText).map((each) => subject(problems, what, each));
  new KubeObject(scope, name, 'rbac.authorization.k8s.io/v1/Role', { name, labels }, { rules });
  new KubeObject(
    scope,
    `${name}-binding`,
    'rbac.authorization.k8s.io/v1/RoleBinding',
    { name, labels },
    {
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
      subjects,
    },
  );
}
