import type { ControlPlane } from './control-plane';

/** A resource or subresource, as the tables name it: `pods/log`, `apps:deployments`. */
export interface Resource {
  readonly name: string;
  readonly group: string;
  readonly namespaced: boolean;
}

export interface Subject {
  readonly user: string;
  readonly groups: readonly string[];
}

/** Those that every resource is asked for. */
const VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'];

/** What only RBAC and the kubelet know of, and the server therefore does not list. */
const UNLISTED: readonly (readonly [resource: Resource, verbs: readonly string[]])[] = [
  ...['nodes/log', 'nodes/metrics', 'nodes/pods', 'nodes/stats'].map((name) => [{ name, group: '', namespaced: false }, VERBS] as const),
  ...['users', 'groups', 'uids'].map((name) => [{ name, group: '', namespaced: false }, ['impersonate']] as const),
  [{ name: 'serviceaccounts', group: '', namespaced: true }, ['impersonate']],
  [{ name: 'userextras/scopes', group: 'authentication.k8s.io', namespaced: false }, ['impersonate']],
  [{ name: 'roles', group: 'rbac.authorization.k8s.io', namespaced: true }, ['bind', 'escalate']],
  [{ name: 'clusterroles', group: 'rbac.authorization.k8s.io', namespaced: false }, ['bind', 'escalate']],
  [{ name: 'signers', group: 'certificates.k8s.io', namespaced: false }, ['approve', 'attest', 'sign']],
];

interface Listed {
  readonly resources: readonly { readonly name: string; readonly namespaced: boolean }[];
}

/** Every resource and subresource that the server serves. */
export function resourcesOf(cluster: ControlPlane): readonly Resource[] {
  const ask = <T>(path: string) => JSON.parse(cluster.kubectl(['get', '--raw', path]).stdout) as T;
  const { groups } = ask<{ groups: { name: string; preferredVersion: { groupVersion: string } }[] }>('/apis');
  const places = [
    { group: '', path: '/api/v1' },
    ...groups.map(({ name, preferredVersion }) => ({ group: name, path: `/apis/${preferredVersion.groupVersion}` })),
  ];
  return places.flatMap(({ group, path }) => ask<Listed>(path).resources.map(({ name, namespaced }) => ({ name, group, namespaced })));
}

/** What somebody may do, `verbs` by resource, asked for every verb of every resource; namespaced ones in the namespace given. */
export function rightsOf(
  cluster: ControlPlane,
  { user, groups }: Subject,
  namespace: string,
  resources: readonly Resource[],
): Readonly<Record<string, string>> {
  const asked = [...resources.map((resource) => [resource, VERBS] as const), ...UNLISTED];
  const items = asked.flatMap(([{ name, group, namespaced }, verbs]) => {
    const [resource, subresource] = name.split(/\/(.*)/);
    // A request about a namespace is a request in it.
    const place = namespaced ? { namespace } : resource === 'namespaces' ? { namespace, name: namespace } : {};
    return verbs.map((verb) => ({
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SubjectAccessReview',
      spec: {
        user,
        groups: [...groups, 'system:authenticated'],
        resourceAttributes: { verb, group, resource, subresource, ...(verb === 'list' && resource === 'namespaces' ? {} : place) },
      },
    }));
  });
  const { status, stdout, stderr } = cluster.kubectl(['create', '-f', '-', '--validate=false', '-o', 'jsonpath={.status.allowed}{"\\n"}'], {
    input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
  });
  if (status !== 0) throw new Error(stderr);
  const answers = stdout.trim().split('\n');
  if (answers.length !== items.length) throw new Error(`asked ${items.length} questions, got ${answers.length} answers`);
  const rights = new Rights();
  for (const [index, { spec }] of items.entries()) {
    if (answers[index] !== 'true') continue;
    const { verb, group, resource, subresource } = spec.resourceAttributes;
    rights.add(`${group && `${group}:`}${resource}${subresource === undefined ? '' : `/${subresource}`}`, [verb]);
  }
  return rights.toRecord();
}

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}

/**
 * What RBAC's own list says that somebody may do in each of the namespaces: complete, also for resources that nobody thought to ask for,
 * and one request in place of a thousand.
 */
export function rulesOf(
  cluster: ControlPlane,
  { user, groups }: Subject,
  namespaces: readonly string[],
): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const items = namespaces.map((namespace) => ({
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectRulesReview',
    spec: { namespace },
  }));
  const { status, stdout, stderr } = cluster.kubectl(
    ['create', '-f', '-', '--validate=false', '-o', 'jsonpath={.status.resourceRules}{"\\n"}'],
    { as: user, groups, input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) },
  );
  if (status !== 0) throw new Error(stderr);
  const answers = stdout.trim().split('\n');
  if (answers.length !== namespaces.length) throw new Error(`asked ${namespaces.length} questions, got ${answers.length} answers`);
  return Object.fromEntries(namespaces.map((namespace, index) => [namespace, listed(JSON.parse(`${answers[index]}`) as Rule[])]));
}

function listed(rules: readonly Rule[]): Readonly<Record<string, string>> {
  const rights = new Rights();
  for (const { apiGroups, resources, resourceNames = [''], verbs } of rules) {
    for (const group of apiGroups) {
      for (const resource of resources) {
        for (const name of resourceNames) rights.add(`${group && `${group}:`}${resource}${name && ` ${name}`}`, verbs);
      }
    }
  }
  return rights.toRecord();
}

/** Verbs by resource. */
class Rights {
  readonly #verbs = new Map<string, Set<string>>();

  add(resource: string, verbs: readonly string[]): void {
    this.#verbs.set(resource, new Set([...(this.#verbs.get(resource) ?? []), ...verbs]));
  }

  toRecord(): Readonly<Record<string, string>> {
    return Object.fromEntries([...this.#verbs].map(([resource, verbs]) => [resource, [...verbs].sort().join(' ')]));
  }
}
