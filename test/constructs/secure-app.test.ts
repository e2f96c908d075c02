import { existing, NodePool, SecureApp, type SecureAppProps, TenantNamespace } from '../../constructs';
import { at, cart, IMAGE, objectOf, synthesize, type Written } from './harness';

const LABELS = {
  'app.kubernetes.io/instance': 'cart',
  'app.kubernetes.io/managed-by': 'palisade',
  'app.kubernetes.io/name': 'cart',
  'app.kubernetes.io/part-of': 'shop',
  owner: 'shop',
};
const SELECTOR = { 'app.kubernetes.io/instance': 'cart' };
// What `shop/cart` stands for; files on volumes belong to it, so it must never change.
const USER = 54_832;
const ABSENT = undefined;

const written = (props: Partial<SecureAppProps> = {}) => synthesize((platform) => cart(platform, props));
const pod = (objects: readonly Written[], path: string) => at(objectOf(objects, 'Deployment', 'cart'), `spec template spec ${path}`);

/** An app with every kind of container. */
const everyKind = synthesize((platform) => {
  const shop = new TenantNamespace(platform, 'shop', { contact: 'shop@example.com', nodes: NodePool.dedicated('shop') });
  new SecureApp(shop, 'cart', {
    image: IMAGE,
    ports: { http: 8080 },
    writable: { '/tmp': '64Mi' },
    init: { setup: { image: IMAGE } },
    sidecars: { proxy: { image: IMAGE, ports: { proxy: 15_001 } } },
  });
});
const deployment = objectOf(everyKind, 'Deployment', 'cart');

// Numbers of the rows of the union of what scanners ask for.
test.each<[number, string, string, unknown]>([
  [1, 'the pod runs as somebody who is not root', 'spec template spec securityContext runAsNonRoot', true],
  [2, 'the pod has a high user', 'spec template spec securityContext runAsUser', USER],
  [3, 'the pod has a high group', 'spec template spec securityContext runAsGroup', USER],
  [4, "the pod's volumes belong to its group", 'spec template spec securityContext fsGroup', USER],
  [4, 'volumes are handed over only when they have to be', 'spec template spec securityContext fsGroupChangePolicy', 'OnRootMismatch'],
  [5, 'the pod has no other groups', 'spec template spec securityContext supplementalGroups', ABSENT],
  [12, 'the pod has the seccomp profile of the runtime', 'spec template spec securityContext seccompProfile', { type: 'RuntimeDefault' }],
  [13, 'the pod has the AppArmor profile of the runtime', 'spec template spec securityContext appArmorProfile', { type: 'RuntimeDefault' }],
  [
    14,
    'the pod has the standard SELinux type and nothing else of SELinux',
    'spec template spec securityContext seLinuxOptions',
    { type: 'container_t' },
  ],
  [16, 'the pod sets no kernel parameters', 'spec template spec securityContext sysctls', ABSENT],
  [17, 'the pod is no Windows host process', 'spec template spec securityContext windowsOptions', ABSENT],
  [19, 'the pod has a user namespace', 'spec template spec hostUsers', false],
  [20, 'the pod does not see processes of the node', 'spec template spec hostPID', ABSENT],
  [21, 'the pod does not share memory with the node', 'spec template spec hostIPC', ABSENT],
  [22, 'the pod has a network of its own', 'spec template spec hostNetwork', ABSENT],
  [27, 'the pod has no names of its own', 'spec template spec hostAliases', ABSENT],
  [51, 'three pods run', 'spec replicas', 3],
  [
    56,
    'pods keep apart over nodes',
    'spec template spec affinity podAntiAffinity preferredDuringSchedulingIgnoredDuringExecution',
    [{ podAffinityTerm: { labelSelector: { matchLabels: SELECTOR }, topologyKey: 'kubernetes.io/hostname' }, weight: 100 }],
  ],
  [
    57,
    'pods are spread over zones and nodes',
    'spec template spec topologySpreadConstraints',
    ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
      labelSelector: { matchLabels: SELECTOR },
      matchLabelKeys: ['pod-template-hash'],
      maxSkew: 1,
      topologyKey,
      whenUnsatisfiable: 'ScheduleAnyway',
    })),
  ],
  [
    58,
    'pods have to run on Linux nodes of their pool',
    'spec template spec affinity nodeAffinity requiredDuringSchedulingIgnoredDuringExecution nodeSelectorTerms',
    [
      {
        matchExpressions: [
          { key: 'kubernetes.io/os', operator: 'In', values: ['linux'] },
          { key: 'node-restriction.kubernetes.io/pool', operator: 'In', values: ['shop'] },
        ],
      },
    ],
  ],
  [
    59,
    'a new version takes over pod by pod',
    'spec strategy',
    { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 }, type: 'RollingUpdate' },
  ],
  [61, 'containers are restarted', 'spec template spec restartPolicy', 'Always'],
  [62, 'names with two dots are asked for as they are', 'spec template spec dnsConfig', { options: [{ name: 'ndots', value: '2' }] }],
  [67, 'pods are selected by one label, unique in the namespace', 'spec selector', { matchLabels: SELECTOR }],
  [68, 'the workload has the recommended labels and an owner', 'metadata labels', LABELS],
  [68, 'its pods have the same labels', 'spec template metadata labels', LABELS],
  [70, 'the workload says whom to ask', 'metadata annotations', { email: 'shop@example.com' }],
  [71, 'the namespace is named', 'metadata namespace', 'shop'],
  [75, 'the version of the API is a stable one', 'apiVersion', 'apps/v1'],
  [78, 'the pod has a ServiceAccount of its own', 'spec template spec serviceAccountName', 'cart'],
  [78, 'the field of old is not written', 'spec template spec serviceAccount', ABSENT],
  [79, 'the pod gets no token', 'spec template spec automountServiceAccountToken', false],
  [79, 'the pod gets no addresses of Services in its environment', 'spec template spec enableServiceLinks', false],
])('row %i: %s', (_, __, path, expected) => {
  expect(at(deployment, path)).toEqual(expected);
});

const CONTAINERS = [
  ['the app', 'containers 0', 'cart'],
  ['the sidecar', 'initContainers 0', 'proxy'],
  ['the init container', 'initContainers 1', 'setup'],
] as const;

describe.each(CONTAINERS)('%s', (_, where, name) => {
  const container = at(deployment, `spec template spec ${where}`);

  test('is the container that is meant', () => {
    expect(at(container, 'name')).toBe(name);
  });

  test.each<[number, string, string, unknown]>([
    [1, 'runs as somebody who is not root', 'securityContext runAsNonRoot', true],
    [2, 'has a high user', 'securityContext runAsUser', USER],
    [3, 'has a high group', 'securityContext runAsGroup', USER],
    [6, 'is not privileged', 'securityContext privileged', false],
    [7, 'cannot gain privileges', 'securityContext allowPrivilegeEscalation', false],
    [8, 'cannot write to its root', 'securityContext readOnlyRootFilesystem', true],
    [10, 'drops all capabilities and adds none', 'securityContext capabilities', { drop: ['ALL'] }],
    [12, 'has the seccomp profile of the runtime', 'securityContext seccompProfile', { type: 'RuntimeDefault' }],
    [14, 'sets nothing of SELinux itself', 'securityContext seLinuxOptions', ABSENT],
    [15, 'has the usual /proc', 'securityContext procMount', ABSENT],
    [17, 'is no Windows host process', 'securityContext windowsOptions', ABSENT],
    [29, 'has the image that was given', 'image', IMAGE],
    [31, 'has its right to the image checked at each start', 'imagePullPolicy', 'Always'],
    [36, 'requests CPU', 'resources requests cpu', '100m'],
    [37, 'is limited in CPU', 'resources limits cpu', '100m'],
    [38, 'requests memory', 'resources requests memory', '128Mi'],
    [39, 'is limited in memory', 'resources limits memory', '128Mi'],
    [40, 'requests and is limited in disk', 'resources requests ephemeral-storage', where === 'containers 0' ? '128Mi' : '64Mi'],
    [83, 'gets no Secret through its environment', 'envFrom', ABSENT],
  ])('row %i: %s', (__, ___, path, expected) => {
    expect(at(container, path)).toEqual(expected);
  });

  test('row 41: has limits that are what it requests', () => {
    expect(at(container, 'resources limits')).toEqual(at(container, 'resources requests'));
  });

  test('row 23: has no port on its node', () => {
    const ports = (at(container, 'ports') ?? []) as object[];
    expect(ports.flatMap((port) => Object.keys(port)).filter((key) => key === 'hostPort' || key === 'hostIP')).toEqual([]);
  });

  test.each(['livenessProbe', 'readinessProbe', 'startupProbe'])('rows 44 and 45: has a %s, unless it ends by itself', (probe) => {
    const port = { cart: 'http', proxy: 'proxy', setup: undefined }[name];
    expect(at(container, `${probe} tcpSocket`)).toEqual(port === undefined ? undefined : { port });
  });
});

test('row 8: what may be written to is an empty directory of limited size', () => {
  expect(pod(everyKind, 'volumes')).toEqual([{ name: 'tmp', emptyDir: { sizeLimit: '64Mi' } }]);
  expect(pod(everyKind, 'containers 0 volumeMounts')).toEqual([{ mountPath: '/tmp', name: 'tmp' }]);
});

test('row 54 and 55: a budget lets one pod go at a time, and a sick one always', () => {
  expect(objectOf(everyKind, 'PodDisruptionBudget', 'cart')).toEqual({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'cart', namespace: 'shop', labels: LABELS },
    spec: { maxUnavailable: 1, selector: { matchLabels: SELECTOR }, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
  });
});

test('row 78 and 79: the ServiceAccount is there and has no token', () => {
  expect(objectOf(everyKind, 'ServiceAccount', 'cart')).toEqual({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'cart', namespace: 'shop', labels: LABELS },
    automountServiceAccountToken: false,
  });
});

test('row 89: a policy of its own covers the pods in both directions, by exactly one label', () => {
  expect(objectOf(everyKind, 'NetworkPolicy', 'cart')).toEqual({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'cart', namespace: 'shop', labels: LABELS },
    spec: { podSelector: { matchLabels: SELECTOR }, policyTypes: ['Ingress', 'Egress'] },
  });
});

test('a Service leads to the ports by their names', () => {
  const objects = written({
    ports: {
      http: { port: 8080, servicePort: 80 },
      dns: { port: 5353, protocol: 'UDP', servicePort: 53 },
      signal: { port: 3868, protocol: 'SCTP' },
    },
  });
  expect(objectOf(objects, 'Service', 'cart')).toEqual({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'cart', namespace: 'shop', labels: LABELS },
    spec: {
      type: 'ClusterIP',
      ports: [
        { name: 'http', port: 80, protocol: 'TCP', targetPort: 'http' },
        { name: 'dns', port: 53, protocol: 'UDP', targetPort: 'dns' },
        { name: 'signal', port: 3868, protocol: 'SCTP', targetPort: 'signal' },
      ],
      selector: SELECTOR,
    },
  });
  expect(pod(objects, 'containers 0 ports')).toEqual([
    { containerPort: 8080, name: 'http', protocol: 'TCP' },
    { containerPort: 5353, name: 'dns', protocol: 'UDP' },
    { containerPort: 3868, name: 'signal', protocol: 'SCTP' },
  ]);
});

test.each<[string, Partial<SecureAppProps>]>([
  ['without ports', { ports: {} }],
  ['that wants none', { service: 'none' }],
])('an app %s has no Service', (_, props) => {
  expect(written(props).filter(({ kind }) => kind === 'Service')).toEqual([]);
});

test('a headless Service has no address, and may have a name of its own', () => {
  expect(at(objectOf(written({ service: 'headless', serviceName: 'carts' }), 'Service', 'carts'), 'spec clusterIP')).toBe('None');
});

test.each<[string, readonly string[], string | undefined]>([
  ['of one family', ['10.244.0.0/16'], undefined],
  ['of IPv6 alone', ['fd00:10:244::/56'], undefined],
  ['of both families', ['10.244.0.0/16', 'fd00:10:244::/56'], 'PreferDualStack'],
])('a Service in a cluster %s', (_, podCidrs, policy) => {
  expect(at(objectOf(synthesize(cart, { podCidrs }), 'Service', 'cart'), 'spec ipFamilyPolicy')).toBe(policy);
});

test('an autoscaler decides in place of a fixed number', () => {
  const objects = written({ autoscale: { min: 3, max: 9, cpuPercent: 60 } });
  expect(at(objectOf(objects, 'Deployment', 'cart'), 'spec')).not.toHaveProperty('replicas');
  expect(at(objectOf(objects, 'HorizontalPodAutoscaler', 'cart'), 'spec')).toEqual({
    maxReplicas: 9,
    metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } } }],
    minReplicas: 3,
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'cart' },
  });
});

test('a given user and group are those of the pod, of its volumes and of all containers', () => {
  const objects = written({ runAs: { user: 1000, group: 2000 }, init: { setup: { image: IMAGE } } });
  expect(pod(objects, 'securityContext')).toMatchObject({ fsGroup: 2000, runAsGroup: 2000, runAsUser: 1000 });
  for (const where of ['containers 0', 'initContainers 0']) {
    expect(pod(objects, `${where} securityContext`)).toMatchObject({ runAsGroup: 2000, runAsUser: 1000 });
  }
});

test('requests may be less than limits where it is said', () => {
  const objects = written({ resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '1', memory: '96Mi' } } });
  expect(pod(objects, 'containers 0 resources')).toEqual({
    requests: { cpu: '100m', 'ephemeral-storage': '64Mi', memory: '64Mi' },
    limits: { cpu: '1', 'ephemeral-storage': '64Mi', memory: '96Mi' },
  });
});

test('what is asked for by name is written', () => {
  const objects = synthesize((platform) => {
    const app = cart(platform, {
      app: 'basket',
      args: ['--fast'],
      command: ['/cart'],
      component: 'backend',
      env: { B: '2', A: '1' },
      priorityClass: 'high',
      pullSecrets: ['registry'],
      replicas: 5,
      revisionHistory: 2,
      runtimeClass: 'gvisor',
      terminationGracePeriod: 90,
      version: '1.4.2',
      workingDirectory: '/app',
    });
    existing(app, { kind: 'Secret', name: 'registry' });
    existing(app, { kind: 'PriorityClass', group: 'scheduling.k8s.io', name: 'high' });
    existing(app, { kind: 'RuntimeClass', group: 'node.k8s.io', name: 'gvisor' });
  });
  expect(at(objectOf(objects, 'Deployment', 'cart'), 'spec')).toMatchObject({ replicas: 5, revisionHistoryLimit: 2 });
  expect(at(objectOf(objects, 'Deployment', 'cart'), 'metadata labels')).toEqual({
    ...LABELS,
    'app.kubernetes.io/component': 'backend',
    'app.kubernetes.io/name': 'basket',
    'app.kubernetes.io/version': '1.4.2',
  });
  expect(at(objectOf(objects, 'Deployment', 'cart'), 'spec template spec')).toMatchObject({
    imagePullSecrets: [{ name: 'registry' }],
    priorityClassName: 'high',
    runtimeClassName: 'gvisor',
    terminationGracePeriodSeconds: 90,
    containers: [
      {
        args: ['--fast'],
        command: ['/cart'],
        env: [
          { name: 'A', value: '1' },
          { name: 'B', value: '2' },
        ],
        workingDir: '/app',
      },
    ],
  });
});

test('an app without ports asks itself nothing', () => {
  const container = pod(written({ ports: {} }), 'containers 0') as object;
  expect(Object.keys(container).filter((key) => key.endsWith('Probe') || key === 'ports' || key === 'lifecycle')).toEqual([]);
});

test('apps of two tenants may have one name', () => {
  const objects = synthesize((platform) => {
    for (const name of ['shop', 'bank']) new SecureApp(new TenantNamespace(platform, name), 'cart', { image: IMAGE });
  });
  const users = ['shop', 'bank'].map((namespace) =>
    at(objectOf(objects, 'Deployment', 'cart', namespace), 'spec template spec securityContext runAsUser'),
  );
  expect(new Set(users).size).toBe(2);
});

test("an app's user does not change when others come before it", () => {
  const objects = synthesize((platform) => {
    const shop = new TenantNamespace(platform, 'shop');
    for (const name of ['a', 'b', 'cart']) new SecureApp(shop, name, { image: IMAGE });
  });
  expect(pod(objects, 'securityContext runAsUser')).toBe(USER);
});

test.each([
  ['with an address', 'shop@example.com', { email: 'shop@example.com' }],
  ['with a channel', '#shop', undefined],
  ['without any', undefined, undefined],
])('a contact %s', (_, contact, annotations) => {
  expect(objectOf(synthesize(cart, { contact }), 'Deployment', 'cart').metadata.annotations).toEqual(annotations);
});
