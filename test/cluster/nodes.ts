/** A node that no machine stands behind; kwok reports it ready. */
export interface FakeNode {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** @default - 16 CPUs, 64Gi of memory, 64Gi of ephemeral storage, 110 pods */
  readonly capacity?: Readonly<Record<string, string>>;
  /** What the API server puts on a new node goes when it is ready; these stay. */
  readonly taints?: readonly { readonly key: string; readonly value?: string; readonly effect: string }[];
  readonly unschedulable?: boolean;
}

/** The nodes as kubectl takes them. */
export function nodeList(nodes: readonly (string | FakeNode)[]): string {
  const items = nodes.map((node) => nodeObject(typeof node === 'string' ? { name: node } : node));
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
}

/** The Node as it is written. */
export function nodeObject({ name, labels = {}, capacity = {}, taints = [], unschedulable = false }: FakeNode) {
  const resources = { cpu: '16', memory: '64Gi', 'ephemeral-storage': '64Gi', pods: '110', ...capacity };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: { 'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64', ...labels },
      // By which a kwok that does not manage all nodes knows that it manages this one.
      annotations: { 'kwok.x-k8s.io/node': 'fake' },
    },
    spec: { taints, unschedulable },
    status: { capacity: resources, allocatable: resources },
  };
}
