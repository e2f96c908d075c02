import type { KubernetesObject } from '../../analysis/manifest';
import { object } from './given';

const API = 'rbac.authorization.k8s.io/v1';

/** One rule of a role; `group` is `''` for the core group. */
export function policy(verbs: readonly string[], group: string, resources: readonly string[], names?: readonly string[]) {
  return { apiGroups: [group], resources, verbs, ...(names === undefined ? {} : { resourceNames: names }) };
}

/** A Role of the namespace `shop`. */
export function role(...rules: readonly unknown[]): KubernetesObject {
  return object(API, 'Role', 'cart', { rules });
}

/** A Role of another namespace. */
export function roleIn(namespace: string, ...rules: readonly unknown[]): KubernetesObject {
  return { apiVersion: API, kind: 'Role', metadata: { name: 'cart', namespace }, rules };
}

/** A ClusterRole that nobody is bound to yet. */
export function clusterRole(...rules: readonly unknown[]): KubernetesObject {
  return { apiVersion: API, kind: 'ClusterRole', metadata: { name: 'cart' }, rules };
}

const CART = { kind: 'ServiceAccount', name: 'cart', namespace: 'shop' };

/** A RoleBinding of the namespace `shop`. */
export function roleBinding(kind: string, name: string, ...subjects: readonly unknown[]): KubernetesObject {
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind, name };
  return object(API, 'RoleBinding', 'cart', { roleRef, subjects: subjects.length === 0 ? [CART] : subjects });
}

/** A RoleBinding of another namespace, of one subject of the namespace `shop`. */
export function roleBindingIn(namespace: string, kind: string, name: string): KubernetesObject {
  return { ...roleBinding(kind, name), metadata: { name: 'cart', namespace } };
}

/** A ClusterRoleBinding. */
export function clusterRoleBinding(name: string, ...subjects: readonly unknown[]): KubernetesObject {
  return { ...roleBinding('ClusterRole', name, ...subjects), kind: 'ClusterRoleBinding', metadata: { name: 'cart' } };
}
