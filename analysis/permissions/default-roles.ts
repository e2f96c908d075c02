import type { KubernetesObject, Manifest } from '../manifest';
import { DEFAULT_CONTROLLERS } from './default-controllers-table';
import { DEFAULT_ROLES } from './default-roles-table';

const GROUP = 'rbac.authorization.k8s.io';
const NEWEST = 36;
const OLDEST = 29;

const known = new Map<number, readonly Manifest[]>();

/**
 * The roles and bindings that the API server of a version makes by itself. Of versions before 1.29 and after 1.36 there is no table:
 * they count as the nearest.
 *
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings
 */
export function defaultRoles(minor: number): readonly Manifest[] {
  const nearest = Math.min(NEWEST, Math.max(OLDEST, minor));
  const before = known.get(nearest);
  if (before !== undefined) return before;
  const source = `Kubernetes 1.${nearest}`;
  const manifests = [DEFAULT_ROLES, DEFAULT_CONTROLLERS].flatMap((table) =>
    objectsIn(table, nearest).map((object) => ({ object, source })),
  );
  known.set(nearest, manifests);
  return manifests;
}

function objectsIn(table: string, minor: number): readonly KubernetesObject[] {
  const objects: KubernetesObject[] = [];
  let rules: unknown[] | undefined;
  for (const line of table.split('\n').filter((each) => each !== '')) {
    const [, text = '', range] = /^ *(.*?)(?: \[(\d*-\d*)\])?$/.exec(line) ?? [];
    const isThere = range === undefined || isWithin(range, minor);
    if (line.startsWith(' ')) {
      if (isThere) rules?.push(ruleOf(text));
      continue;
    }
    rules = isThere ? [] : undefined;
    if (rules !== undefined) objects.push(objectOf(text, rules));
  }
  return objects;
}

function isWithin(range: string, minor: number): boolean {
  const [first, last] = range.split('-');
  return (first === '' || minor >= Number(first)) && (last === '' || minor <= Number(last));
}

function objectOf(text: string, rules: readonly unknown[]): KubernetesObject {
  const [kind = '', named = '', ...rest] = text.split(' ');
  const slash = named.indexOf('/');
  const metadata = slash === -1 ? { name: named } : { namespace: named.slice(0, slash), name: named.slice(slash + 1) };
  const base = { apiVersion: `${GROUP}/v1`, kind, metadata };
  if (kind.endsWith('Binding')) {
    const [roleKind, name, who = '-'] = rest;
    return { ...base, roleRef: { apiGroup: GROUP, kind: roleKind, name }, subjects: who === '-' ? [] : who.split(',').map(subjectOf) };
  }
  const words = rest.map((word) => word.split('='));
  const labels = Object.fromEntries(words.flatMap(([what, label]) => (what === 'is' ? [[`${GROUP}/${label}`, 'true']] : [])));
  const taken = words.flatMap(([what, label]) => (what === 'takes' ? [{ matchLabels: { [`${GROUP}/${label}`]: 'true' } }] : []));
  const aggregation = taken.length === 0 ? {} : { aggregationRule: { clusterRoleSelectors: taken } };
  return { ...base, metadata: { ...metadata, labels }, ...aggregation, rules };
}

function subjectOf(text: string): unknown {
  const [kind, named = ''] = text.split('=');
  if (kind !== 'ServiceAccount') return { apiGroup: GROUP, kind, name: named };
  const [namespace, name] = named.split('/');
  return { kind, name, namespace };
}

function ruleOf(text: string): unknown {
  const [verbs = '', groups = '', resources = '', named] = text.split(' ');
  if (groups === 'paths') return { verbs: verbs.split(','), nonResourceURLs: resources.split(',') };
  return {
    verbs: verbs.split(','),
    apiGroups: groups.split(',').map((group) => (group === 'core' ? '' : group)),
    resources: resources.split(','),
    ...(named === undefined ? {} : { resourceNames: named.slice('named='.length).split(',') }),
  };
}
