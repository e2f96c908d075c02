import type { KubernetesObject } from '../../analysis/manifest';
import type { Cluster, Rule } from '../../rules/rule';

export const DIGEST = `sha256:${'a'.repeat(64)}`;
export const IMAGE = `registry.example.com/shop/cart:1.4.2@${DIGEST}`;

/** Any object, its namespace `shop` unless the row says otherwise. */
export function object(apiVersion: string, kind: string, name: string, fields: Readonly<Record<string, unknown>> = {}): KubernetesObject {
  return { apiVersion, kind, metadata: { name, namespace: 'shop' }, ...fields };
}

/** A container that every rule accepts, with some fields changed. */
export function container(fields: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return { name: 'cart', image: IMAGE, ...fields };
}

/** A Deployment that every rule accepts, with some fields of its pod changed. */
export function deployment(
  spec: Readonly<Record<string, unknown>> = {},
  labels: Readonly<Record<string, string>> = { app: 'cart' },
): KubernetesObject {
  return object('apps/v1', 'Deployment', 'cart', {
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [container()], ...spec } } },
  });
}

/** The pod that `deployment` runs, on its own. */
export function pod(spec: Readonly<Record<string, unknown>> = {}): KubernetesObject {
  return object('v1', 'Pod', 'cart', { spec: { containers: [container()], ...spec } });
}

/** Where pods have containers: what each row about one container is said of all of them. */
export const CONTAINER_PLACES: readonly (readonly [what: string, podWith: (each: unknown) => KubernetesObject, pointer: string])[] = [
  ['a container', (each) => deployment({ containers: [each] }), '/spec/template/spec/containers/0'],
  ['a second container', (each) => deployment({ containers: [container(), each] }), '/spec/template/spec/containers/1'],
  ['an init container', (each) => deployment({ initContainers: [each] }), '/spec/template/spec/initContainers/0'],
  [
    'a sidecar',
    (each) => deployment({ initContainers: [{ ...(each as object), restartPolicy: 'Always' }] }),
    '/spec/template/spec/initContainers/0',
  ],
  ['an ephemeral container', (each) => pod({ ephemeralContainers: [each] }), '/spec/ephemeralContainers/0'],
  ['a container of a bare pod', (each) => pod({ containers: [each] }), '/spec/containers/0'],
];

/** What a rule finds in the objects, as `[source, pointer, message]`; the sources are `0`, `1`, … in the order given. */
export function found(rule: Rule, objects: readonly KubernetesObject[], facts: Partial<Omit<Cluster, 'manifests'>> = {}): string[][] {
  const manifests = objects.map((each, index) => ({ object: each, source: `${index}` }));
  const cluster = { cni: { name: 'calico', enforcesNetworkPolicy: true }, registries: [], existing: [], ...facts, manifests };
  return [...rule.check(cluster)].map(({ manifest, pointer, message }) => [manifest.source, pointer, message]);
}
