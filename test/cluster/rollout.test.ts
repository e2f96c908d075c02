import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { ControlPlane } from './control-plane';
import { type Example, example } from './example';
import { record } from './record';
import { onEachVersion } from './suite';
import { VERSIONS } from './versions';

/** Which pool a tenant's pods have to run in, and the nodes that are given to it. */
const POOLS = [
  { tenant: 'online-boutique', pool: 'online-boutique', nodes: ['boutique-1', 'boutique-2', 'boutique-3'] },
  { tenant: 'bookinfo', pool: 'bookinfo', nodes: ['book-1', 'book-2', 'book-3'] },
  { tenant: 'ops', pool: 'general', nodes: ['general-1', 'general-2', 'general-3'] },
];
const nodes = POOLS.flatMap((pool) =>
  pool.nodes.map((name, index) => ({ name, labels: { 'topology.kubernetes.io/zone': `zone-${index + 1}` } })),
);

interface Pod {
  readonly metadata: { readonly name: string; readonly namespace: string; readonly labels: Readonly<Record<string, string>> };
  readonly spec: { readonly nodeName?: string; readonly containers: readonly { readonly resources: unknown }[] };
}
interface Deployment {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: { readonly replicas: number };
  readonly status: {
    readonly readyReplicas?: number;
    readonly conditions: readonly { readonly type: string; readonly status: string; readonly message: string }[];
  };
}

const read = <Item>(cluster: ControlPlane, ...args: string[]): readonly Item[] =>
  (JSON.parse(cluster.kubectl(['get', ...args, '-o', 'json']).stdout) as { items: Item[] }).items;
const deploymentsOf = (cluster: ControlPlane) => read<Deployment>(cluster, 'deployments', '-A');
const notReady = (cluster: ControlPlane) =>
  deploymentsOf(cluster)
    .filter(({ spec, status }) => status.readyReplicas !== spec.replicas)
    .map(({ metadata }) => metadata.name);

/** Waits until all replicas of all Deployments are up to date and ready. */
function waitForRollout(cluster: ControlPlane, ...namespaces: readonly string[]): void {
  for (const namespace of namespaces) {
    const names = read<Deployment>(cluster, 'deployments', '-n', namespace).map(({ metadata }) => `deployment/${metadata.name}`);
    for (const name of names) {
      expect(cluster.kubectl(['rollout', 'status', name, '-n', namespace, '--timeout=60s'])).toMatchObject({ status: 0 });
    }
  }
}

/** A pod that Pod Security's `restricted` lets in, with these fields over it. */
const pod = (name: string, fields: object, container: object = {}) =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'bookinfo' },
    spec: {
      securityContext: { runAsNonRoot: true, runAsUser: 20000, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [
        {
          name: 'app',
          image: `registry.example.com/shop/cart:1.4.2@sha256:${'a'.repeat(64)}`,
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
          ...container,
        },
      ],
      ...fields,
    },
  });

onEachVersion('the example on nodes of its pools', { nodes }, (cluster, version) => {
  let output: Example;
  beforeAll(() => {
    output = example(version === VERSIONS[0] ? {} : { kubernetesVersion: version });
  });
  afterAll(() => output.remove());

  const holds = (sentence: string) => record({ fact: 'holds', version, area: 'rollout', sentence });
  const refused = (attempt: string, layer: string, message: string) => record({ fact: 'refused', version, attempt, layer, message });

  test.each(POOLS)('the script of the pool $pool prepares its nodes', ({ pool, nodes }) => {
    const script = (...args: string[]) =>
      spawnSync('bash', [join(output.dist, 'nodes', `${pool}.sh`), ...args], {
        encoding: 'utf8',
        env: { PATH: process.env['PATH'], HOME: cluster.directory, KUBECTL: `${cluster.kubectlPath} --kubeconfig ${cluster.kubeconfig}` },
      });
    expect(script('assign', ...nodes)).toMatchObject({ status: 0, stderr: '' });
    expect(script('check')).toMatchObject({ status: 0, stdout: `${nodes.length} nodes are as the pool ${pool} wants them\n`, stderr: '' });
  });

  test('all Deployments roll out under Pod Security, quotas and limits, and become ready', () => {
    expect(cluster.kubectl(['apply', '--server-side', '-f', output.dist])).toMatchObject({ status: 0, stderr: '' });
    waitForRollout(cluster, ...POOLS.map(({ tenant }) => tenant));
    expect(notReady(cluster)).toEqual([]);
    expect(deploymentsOf(cluster)).toHaveLength(21);
    holds(`${deploymentsOf(cluster).length} Deployments with ${read<Pod>(cluster, 'pods', '-A').length} pods roll out and become ready`);
  });

  test.each(POOLS)('the pods of $tenant run on the nodes of the pool $pool, and no other pod does', ({ tenant, nodes }) => {
    const pods = read<Pod>(cluster, 'pods', '-A');
    const own = pods.filter(({ metadata }) => metadata.namespace === tenant);
    expect(own.length).toBeGreaterThan(0);
    expect(own.filter(({ spec }) => !nodes.includes(spec.nodeName ?? ''))).toEqual([]);
    expect(pods.filter(({ spec, metadata }) => nodes.includes(spec.nodeName ?? '') && metadata.namespace !== tenant)).toEqual([]);
    holds(`the ${own.length} pods of ${tenant} run on its nodes (${nodes.join(', ')}), and nobody else's do`);
  });

  test('no node has two pods of one app', () => {
    const places = read<Pod>(cluster, 'pods', '-A').map(
      ({ metadata, spec }) => `${metadata.namespace}/${metadata.labels['app.kubernetes.io/instance']} on ${spec.nodeName}`,
    );
    expect(places.filter((place, index) => places.indexOf(place) !== index)).toEqual([]);
  });

  test('all apps of a tenant can be restarted at once within the quota', () => {
    expect(cluster.kubectl(['rollout', 'restart', 'deployment', '-n', 'online-boutique'])).toMatchObject({ status: 0 });
    waitForRollout(cluster, 'online-boutique');
    expect(notReady(cluster)).toEqual([]);
    holds('all apps of online-boutique restart at once within its quota');
  });

  test('scaling beyond the quota is refused with the message of the quota', () => {
    const scale = (replicas: number) =>
      cluster.kubectl(['scale', 'deployment/productpage-v1', '-n', 'bookinfo', `--replicas=${replicas}`], {
        as: 'alice',
        groups: ['bookinfo-admins'],
      });
    expect(scale(60)).toMatchObject({ status: 0 });
    expect(
      cluster.kubectl(['wait', 'deployment/productpage-v1', '-n', 'bookinfo', '--for=condition=ReplicaFailure', '--timeout=30s']),
    ).toMatchObject({ status: 0 });
    const [scaled] = deploymentsOf(cluster).filter(({ metadata }) => metadata.name === 'productpage-v1');
    const message = scaled?.status.conditions.find(({ type }) => type === 'ReplicaFailure')?.message ?? '';
    expect(message).toMatch(
      /^pods "productpage-v1-[^"]+" is forbidden: exceeded quota: tenant-quota, requested: \S+, used: \S+, limited: \S+$/,
    );
    refused('60 pods of an app with room for fewer', 'quota', message.replace(/productpage-v1-[^"]+/, 'productpage-v1-…'));
    expect(read<Pod>(cluster, 'pods', '-n', 'bookinfo').length).toBeLessThanOrEqual(40);
    expect(scale(2)).toMatchObject({ status: 0 });
    waitForRollout(cluster, 'bookinfo');
  });

  test('a pod without resources gets those of the LimitRange', () => {
    expect(cluster.kubectl(['create', '-f', '-'], { input: pod('plain', {}) })).toMatchObject({ status: 0, stderr: '' });
    const [plain] = read<Pod>(cluster, 'pods', '-n', 'bookinfo', '--field-selector=metadata.name=plain');
    const defaults = { cpu: '100m', memory: '128Mi', 'ephemeral-storage': '256Mi' };
    expect(plain?.spec.containers[0]?.resources).toEqual({ limits: defaults, requests: defaults });
    cluster.kubectl(['delete', 'pod', 'plain', '-n', 'bookinfo']);
    holds('a pod without resources gets the defaults of the LimitRange (100m, 128Mi, 256Mi)');
  });

  test.each([
    ['a container above the maximum', { limits: { cpu: '5' } }, 'maximum cpu usage per Container is 4, but limit is 5'],
    [
      'a container below the minimum',
      { requests: { cpu: '5m' }, limits: { cpu: '5m' } },
      'minimum cpu usage per Container is 10m, but request is 5m',
    ],
    [
      'a container that may use far more than it asks for',
      { requests: { cpu: '10m' }, limits: { cpu: '200m' } },
      'cpu max limit to request ratio per Container is 10, but provided ratio is 20.000000',
    ],
  ])('%s is refused by the LimitRange', (attempt, resources, reason) => {
    const { status, stderr } = cluster.kubectl(['create', '-f', '-'], { input: pod('greedy', {}, { resources }) });
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining(`pods "greedy" is forbidden: ${reason}`) });
    refused(attempt, 'LimitRange', `pods "greedy" is forbidden: ${reason}`);
  });

  describe('the quota no-system-priority', () => {
    beforeAll(() => {
      const important = { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'important' }, value: 1000 };
      expect(cluster.kubectl(['create', '-f', '-'], { input: JSON.stringify(important) })).toMatchObject({ status: 0 });
    });

    test.each(['system-cluster-critical', 'system-node-critical'])('refuses a pod of the class %s', (priorityClassName) => {
      const { status, stderr } = cluster.kubectl(['create', '-f', '-'], { input: pod('critical', { priorityClassName }) });
      const start = 'pods "critical" is forbidden: exceeded quota: no-system-priority, requested: ';
      expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining(start) });
      refused(`a pod of the class ${priorityClassName}`, 'quota', start.replace(/, requested: $/, ''));
    });

    test.each([
      ['of another class', { priorityClassName: 'important' }],
      ['without a class', {}],
    ])('does not hinder a pod %s', (_, fields) => {
      expect(cluster.kubectl(['create', '-f', '-'], { input: pod('usual', fields) })).toMatchObject({ status: 0, stderr: '' });
      cluster.kubectl(['delete', 'pod', 'usual', '-n', 'bookinfo']);
    });
  });

  describe('draining nodes', () => {
    const drain = (node: string, timeout: number) =>
      cluster.kubectl(['drain', node, '--ignore-daemonsets', '--delete-emptydir-data', `--timeout=${timeout}s`]);
    const cordon = (verb: 'cordon' | 'uncordon', ...names: string[]) =>
      expect(cluster.kubectl([verb, ...names])).toMatchObject({ status: 0 });
    const withoutPods = () =>
      deploymentsOf(cluster)
        .filter(({ status }) => (status.readyReplicas ?? 0) === 0)
        .map(({ metadata }) => metadata.name);

    test('takes one pod of each app, and no more while its replacement has no place', () => {
      cordon('cordon', 'book-1', 'book-2', 'book-3');
      expect(drain('book-1', 20)).toMatchObject({ status: 0 });
      const outcomes = ['book-2', 'book-3'].map((node) => drain(node, 5));
      expect(outcomes.map(({ status }) => status)).toContain(1);
      expect(outcomes.map(({ stderr }) => stderr).join('')).toContain("Cannot evict pod as it would violate the pod's disruption budget.");
      expect(withoutPods()).toEqual([]);
      refused(
        'draining the nodes of all pods of an app',
        'PodDisruptionBudget',
        "Cannot evict pod as it would violate the pod's disruption budget.",
      );
    });

    test('goes on as soon as the replacements have a place', () => {
      cordon('uncordon', 'book-1');
      waitForRollout(cluster, 'bookinfo');
      for (const node of ['book-2', 'book-3']) expect(drain(node, 40)).toMatchObject({ status: 0 });
      waitForRollout(cluster, 'bookinfo');
      expect(notReady(cluster)).toEqual([]);
      cordon('uncordon', 'book-2', 'book-3');
      holds('a node can be drained as long as every app keeps a pod');
    });
  });
});
