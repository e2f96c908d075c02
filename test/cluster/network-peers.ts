import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ControlPlane } from './control-plane';

/** Somebody on the network of the example, by the name that `calls.txt` has for them. */
export interface Peer {
  readonly name: string;
  readonly address: string;
  /** Whether it is a pod of a tenant, whose calls are all asked for. */
  readonly subject: boolean;
}

interface Pod {
  readonly metadata: { readonly name: string; readonly namespace: string; readonly labels?: Readonly<Record<string, string>> };
  readonly status: Readonly<Record<string, unknown>>;
}

const TENANTS = ['bookinfo', 'online-boutique', 'ops'];

/** What clusters usually have beside the tenants, and what the example asks for or must not reach. */
const OTHERS: readonly (readonly [name: string, labels: Readonly<Record<string, string>>])[] = [
  ['kube-system/kube-dns', { 'k8s-app': 'kube-dns' }],
  ['kube-system/other', { app: 'other' }],
  ['ingress-nginx/controller', { 'app.kubernetes.io/name': 'ingress-nginx' }],
  ['ingress-nginx/other', { app: 'other' }],
  ['monitoring/prometheus', { 'app.kubernetes.io/name': 'prometheus' }],
  ['vault/vault', { 'app.kubernetes.io/name': 'vault' }],
  // As DNS is labelled, but elsewhere.
  ['default/kube-dns', { 'k8s-app': 'kube-dns' }],
];

/** Who is no pod. */
const OUTSIDE: readonly Peer[] = Object.entries({
  'api-server-service': '10.96.0.1',
  'api-server-endpoint': '10.0.0.1',
  'api-server-endpoint-2': '10.0.1.1',
  'api-server-endpoint-3': '10.0.2.1',
  'other-node': '10.0.0.2',
  metadata: '169.254.169.254',
  internet: '203.0.113.7',
}).map(([name, address]) => ({ name, address, subject: false }));

/**
 * One pod of each Deployment with the labels that its ReplicaSet gave it, one without labels in each tenant, strangers, and for each pod of
 * a tenant an impostor elsewhere that copies its labels and those of its namespace.
 *
 * Nothing runs in them: they are there for the labels, and for the addresses that they get here in place of a kubelet.
 */
export function populate(cluster: ControlPlane): readonly Peer[] {
  const apps = TENANTS.flatMap((namespace) => firstPods(cluster, namespace));
  const made = [
    ...TENANTS.map((tenant) => podOf(`${tenant}/unlabelled`, {})),
    ...OTHERS.map(([name, labels]) => podOf(name, labels)),
    ...apps.map(({ app, pod }) => podOf(`${impostorsOf(pod.metadata.namespace)}/${app}`, pod.metadata.labels ?? {})),
  ];
  const namespaces = new Set(made.map(({ metadata }) => metadata.namespace));
  create(
    cluster,
    [...namespaces].filter((name) => ![...TENANTS, 'default', 'kube-system'].includes(name)).map((name) => namespaceOf(cluster, name)),
  );
  for (const namespace of namespaces) ok(cluster, ['create', 'serviceaccount', 'still', '-n', namespace]);
  create(cluster, made);

  const pods = new Map<string, string>([
    ...apps.map(({ app, pod }): [string, string] => [`${pod.metadata.namespace}/${pod.metadata.name}`, `${pod.metadata.namespace}/${app}`]),
    ...made.map(({ metadata }): [string, string] => [`${metadata.namespace}/${metadata.name}`, `${metadata.namespace}/${metadata.name}`]),
  ]);
  const { items } = JSON.parse(ok(cluster, ['get', 'pods', '-A', '-o', 'json'])) as { items: Pod[] };
  const peers: Peer[] = [];
  const placed = items.flatMap((pod) => {
    const name = pods.get(`${pod.metadata.namespace}/${pod.metadata.name}`);
    if (name === undefined) return [];
    const address = `10.244.0.${peers.length + 1}`;
    peers.push({ name, address, subject: TENANTS.includes(pod.metadata.namespace) });
    return [{ ...pod, status: { ...pod.status, podIP: address, podIPs: [{ ip: address }] } }];
  });
  ok(cluster, ['replace', '--subresource=status', '-f', '-'], { apiVersion: 'v1', kind: 'List', items: placed });
  return [...peers, ...OUTSIDE];
}

/** `caller -> called port/protocol` for each call that is open in the example, read from the table that people wrote. */
export function declaredCalls(peers: readonly Peer[]): readonly string[] {
  const table = readFileSync(join(__dirname, '..', 'oracles', 'calls.txt'), 'utf8');
  return table
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim())
    .filter(Boolean)
    .flatMap((line) => {
      if (!line.startsWith('* ')) return [line];
      return peers.filter(({ subject }) => subject).map(({ name }) => `${name}${line.slice(1)}`);
    })
    .sort();
}

export const impostorsOf = (namespace: string) => `impostor-of-${namespace}`;

function firstPods(cluster: ControlPlane, namespace: string): { app: string; pod: Pod }[] {
  const { items } = JSON.parse(ok(cluster, ['get', 'pods', '-n', namespace, '-o', 'json'])) as { items: Pod[] };
  const byApp = new Map(items.map((pod) => [pod.metadata.labels?.['app.kubernetes.io/instance'] ?? pod.metadata.name, pod]));
  return [...byApp].map(([app, pod]) => ({ app, pod }));
}

function namespaceOf(cluster: ControlPlane, name: string): unknown {
  const copied = TENANTS.find((tenant) => impostorsOf(tenant) === name);
  if (copied === undefined) return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
  const { metadata } = JSON.parse(ok(cluster, ['get', 'namespace', copied, '-o', 'json'])) as Pod;
  // The API server writes the label with the name itself, and lets nobody else do it.
  const { 'kubernetes.io/metadata.name': _, ...labels } = metadata.labels ?? {};
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

function podOf(place: string, labels: Readonly<Record<string, string>>) {
  const [namespace = '', name = ''] = place.split('/');
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels },
    spec: {
      serviceAccountName: 'still',
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, runAsUser: 10_001, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [
        {
          name: 'still',
          image: `registry.example.com/still:1.0.0@sha256:${'a'.repeat(64)}`,
          resources: { limits: { cpu: '10m', memory: '16Mi', 'ephemeral-storage': '16Mi' } },
          securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
        },
      ],
    },
  };
}

function create(cluster: ControlPlane, items: readonly unknown[]): void {
  ok(cluster, ['create', '-f', '-'], { apiVersion: 'v1', kind: 'List', items });
}

/** What kubectl says when it succeeds; an error otherwise. */
export function ok(cluster: ControlPlane, args: readonly string[], input?: unknown): string {
  const { status, stdout, stderr } = cluster.kubectl(args, input === undefined ? {} : { input: JSON.stringify(input) });
  if (status !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr}`);
  return stdout;
}
