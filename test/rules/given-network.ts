import type { KubernetesObject } from '../../analysis/manifest';
import { container, object } from './given';

type Fields = Readonly<Record<string, unknown>>;

/** A NetworkPolicy for all pods of `shop`, with other fields. */
export function policy(spec: Fields, name = 'cart', namespace = 'shop'): KubernetesObject {
  return placed(object('networking.k8s.io/v1', 'NetworkPolicy', name, { spec: { podSelector: {}, ...spec } }), namespace);
}

/** A policy of Cilium for all pods of `shop`, with other fields. */
export function cilium(spec: Fields, name = 'cart'): KubernetesObject {
  return object('cilium.io/v2', 'CiliumNetworkPolicy', name, { spec: { endpointSelector: {}, ...spec } });
}

/** A policy of Cilium for all pods of the cluster, with other fields. */
export function clusterwide(spec: Fields, name = 'all'): KubernetesObject {
  return {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumClusterwideNetworkPolicy',
    metadata: { name },
    spec: { endpointSelector: {}, ...spec },
  };
}

/** A Deployment with these labels, and a container with these ports. */
export function app(
  labels: unknown = { app: 'cart' },
  ports: readonly unknown[] = [],
  namespace = 'shop',
  pod: Fields = {},
): KubernetesObject {
  const spec = { containers: [container({ ports })], ...pod };
  return placed(object('apps/v1', 'Deployment', 'cart', { spec: { template: { metadata: { labels }, spec } } }), namespace);
}

export function namespace(name: string, labels: Readonly<Record<string, string>> = {}): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

export const labels = (matchLabels: unknown) => ({ matchLabels });
export const block = (cidr: unknown, ...except: unknown[]) => ({ ipBlock: except.length === 0 ? { cidr } : { cidr, except } });
export const TO_ALL = { policyTypes: ['Ingress', 'Egress'] };

function placed(given: KubernetesObject, namespace: string): KubernetesObject {
  return { ...given, metadata: { ...given.metadata, namespace } };
}
