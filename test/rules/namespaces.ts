import type { KubernetesObject } from '../../analysis/manifest';

/** A Namespace, with labels and annotations of whatever type. */
export function namespace(name: string, metadata: { readonly labels?: unknown; readonly annotations?: unknown } = {}): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { ...metadata, name } as KubernetesObject['metadata'] };
}
