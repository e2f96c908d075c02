import { exempt, type PlatformProps, TenantNamespace, type TenantNamespaceProps } from '../../constructs';
import { at, objectOf, refusal, synthesize, type Written } from './harness';

const LABELS = { 'app.kubernetes.io/managed-by': 'palisade', 'app.kubernetes.io/part-of': 'shop' };

const written = (props: TenantNamespaceProps = {}, platform: PlatformProps = {}) =>
  synthesize((root) => new TenantNamespace(root, 'shop', props), platform);

/** The tenant, whose grants somebody answers for: the rules that find them. */
const accepted = (props: TenantNamespaceProps, ...rules: readonly string[]) =>
  synthesize((root) => {
    const shop = new TenantNamespace(root, 'shop', props);
    for (const rule of rules) exempt(shop, { rule, reason: 'agreed with security', owner: 'shop@example.com', expires: '2027-06-30' });
  });

test('a tenant without props is these objects', () => {
  expect(written().map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`)).toEqual([
    'Namespace /shop',
    'NetworkPolicy shop/default-deny',
    'NetworkPolicy shop/allow-dns',
    'ResourceQuota shop/tenant-quota',
    'ResourceQuota shop/no-system-priority',
    'LimitRange shop/tenant-limits',
    'ServiceAccount shop/default',
  ]);
});

test('the namespace enforces, audits and warns by the restricted level of the target version', () => {
  expect(objectOf(written({ contact: 'shop@example.com' }, { kubernetesVersion: '1.31' }), 'Namespace', 'shop')).toEqual({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: 'shop',
      labels: {
        ...LABELS,
        'palisade.dev/tenant': 'shop',
        'pod-security.kubernetes.io/audit': 'restricted',
        'pod-security.kubernetes.io/audit-version': 'v1.31',
        'pod-security.kubernetes.io/enforce': 'restricted',
        'pod-security.kubernetes.io/enforce-version': 'v1.31',
        'pod-security.kubernetes.io/warn': 'restricted',
        'pod-security.kubernetes.io/warn-version': 'v1.31',
      },
      annotations: {
        'palisade.dev/contact': 'shop@example.com',
        'scheduler.alpha.kubernetes.io/tolerationsWhitelist': expect.any(String),
      },
    },
  });
});

test.each(['baseline', 'privileged'] as const)('a namespace that enforces %s still audits and warns by restricted', (podSecurity) => {
  const objects = podSecurity === 'privileged' ? accepted({ podSecurity }, 'namespace-pod-security') : written({ podSecurity });
  const labels = at(objectOf(objects, 'Namespace', 'shop'), 'metadata labels');
  expect(labels).toMatchObject({
    'pod-security.kubernetes.io/audit': 'restricted',
    'pod-security.kubernetes.io/enforce': podSecurity,
    'pod-security.kubernetes.io/warn': 'restricted',
  });
});

test('a namespace that enforces privileged, for which nobody answers, is refused', () => {
  const [finding = '', ...others] = refusal((root) => new TenantNamespace(root, 'shop', { podSecurity: 'privileged' }));
  expect(finding.split('\n')[0]).toBe(
    "[shop/namespace] namespace-pod-security: Namespace shop: namespace 'shop' has pod-security.kubernetes.io/enforce privileged, expected restricted (at /metadata/labels/pod-security.kubernetes.io~1enforce)",
  );
  expect(others).toEqual([]);
});

test('a contact is that of the platform unless the tenant has one', () => {
  const platform = { contact: 'platform@example.com' };
  const contact = (props: TenantNamespaceProps) =>
    objectOf(written(props, platform), 'Namespace', 'shop').metadata.annotations?.['palisade.dev/contact'];
  expect(contact({})).toBe('platform@example.com');
  expect(contact({ contact: 'shop@example.com' })).toBe('shop@example.com');
});

test('labels of the platform are on every object, and cannot change what isolates', () => {
  const labels = { team: 'platform', 'pod-security.kubernetes.io/enforce': 'privileged', 'palisade.dev/tenant': 'bank' };
  const objects = written({ owners: ['group:shop'] }, { labels });
  for (const object of objects) expect(at(object, 'metadata labels')).toMatchObject({ ...LABELS, team: 'platform' });
  expect(at(objectOf(objects, 'Namespace', 'shop'), 'metadata labels')).toMatchObject({
    'palisade.dev/tenant': 'shop',
    'pod-security.kubernetes.io/enforce': 'restricted',
  });
});

test('nothing goes in or out of a namespace by default', () => {
  expect(objectOf(written(), 'NetworkPolicy', 'default-deny')).toEqual({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: {
      name: 'default-deny',
      namespace: 'shop',
      labels: LABELS,
      annotations: { 'palisade.dev/allows': 'nothing: other policies open what is called' },
    },
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
  });
});

const CLUSTER_DNS = {
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
  podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
};
const DNS_PORTS = [
  { port: 53, protocol: 'TCP' },
  { port: 53, protocol: 'UDP' },
];

test("every pod may ask the cluster's DNS over UDP and TCP, and nobody else", () => {
  expect(at(objectOf(written(), 'NetworkPolicy', 'allow-dns'), 'spec')).toEqual({
    podSelector: {},
    policyTypes: ['Egress'],
    egress: [{ to: [CLUSTER_DNS], ports: DNS_PORTS }],
  });
});

test('DNS is where the platform says, at the ports of its pods', () => {
  const dns = { namespace: 'dns', podLabels: { 'dns.operator.openshift.io/daemonset-dns': 'default' }, ports: [5353] };
  expect(at(objectOf(written({}, { dns }), 'NetworkPolicy', 'allow-dns'), 'spec egress')).toEqual([
    {
      to: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'dns' } },
          podSelector: { matchLabels: { 'dns.operator.openshift.io/daemonset-dns': 'default' } },
        },
      ],
      ports: [
        { port: 5353, protocol: 'TCP' },
        { port: 5353, protocol: 'UDP' },
      ],
    },
  ]);
});

test('the DNS cache of nodes is reached at its address and port 53, IPv4 and IPv6', () => {
  const dns = { ports: [5353], nodeLocal: ['fd00::10', '169.254.20.10'] };
  expect(at(objectOf(written({}, { dns }), 'NetworkPolicy', 'allow-dns'), 'spec egress 1')).toEqual({
    to: [{ ipBlock: { cidr: '169.254.20.10/32' } }, { ipBlock: { cidr: 'fd00::10/128' } }],
    ports: DNS_PORTS,
  });
});

test('with Cilium the DNS cache of nodes is the node, which no address stands for', () => {
  const objects = written({}, { cni: 'cilium', dns: { nodeLocal: ['169.254.20.10'] } });
  expect(at(objectOf(objects, 'CiliumNetworkPolicy', 'allow-node-local-dns', 'shop'), 'spec')).toEqual({
    description: 'NodeLocal DNSCache, for every pod.',
    endpointSelector: {},
    egress: [
      {
        toEntities: ['host'],
        toPorts: [
          {
            ports: [
              { port: '53', protocol: 'TCP' },
              { port: '53', protocol: 'UDP' },
            ],
          },
        ],
      },
    ],
  });
});

test.each<[string, PlatformProps]>([
  ['without a cache', { cni: 'cilium' }],
  ['with a cache that another plugin knows by its address', { cni: 'calico', dns: { nodeLocal: ['169.254.20.10'] } }],
])("no policy of Cilium's is written %s", (_, platform) => {
  expect(written({}, platform).filter(({ kind }) => kind === 'CiliumNetworkPolicy')).toEqual([]);
});

test('the quota bounds compute, storage and the number of objects', () => {
  const quota = { cpu: '20', memory: '40Gi', ephemeralStorage: '10Gi', pods: 60, services: 7, loadBalancers: 1, nodePorts: 2, secrets: 3 };
  const workloads = {
    deployments: 8,
    statefulSets: 9,
    replicaSets: 15,
    controllerRevisions: 16,
    jobs: 10,
    cronJobs: 11,
    ingresses: 12,
    autoscalers: 13,
    disruptionBudgets: 14,
  };
  const objects = written({ quota: { ...quota, ...workloads, configMaps: 4, persistentVolumeClaims: 5, storage: '6Ti' } });
  expect(at(objectOf(objects, 'ResourceQuota', 'tenant-quota'), 'spec')).toEqual({
    hard: {
      'count/controllerrevisions.apps': '16',
      'count/cronjobs.batch': '11',
      'count/deployments.apps': '8',
      'count/horizontalpodautoscalers.autoscaling': '13',
      'count/ingresses.networking.k8s.io': '12',
      'count/jobs.batch': '10',
      'count/poddisruptionbudgets.policy': '14',
      'count/replicasets.apps': '15',
      'count/statefulsets.apps': '9',
      configmaps: '4',
      'limits.cpu': '20',
      'limits.ephemeral-storage': '10Gi',
      'limits.memory': '40Gi',
      persistentvolumeclaims: '5',
      pods: '60',
      'requests.cpu': '20',
      'requests.ephemeral-storage': '10Gi',
      'requests.memory': '40Gi',
      'requests.storage': '6Ti',
      secrets: '3',
      services: '7',
      'services.loadbalancers': '1',
      'services.nodeports': '2',
    },
  });
});

test('no quota is left open when none is given, and nothing gets an address outside the cluster', () => {
  expect(at(objectOf(written(), 'ResourceQuota', 'tenant-quota'), 'spec hard')).toEqual({
    'count/controllerrevisions.apps': '1200',
    'count/cronjobs.batch': '100',
    'count/deployments.apps': '100',
    'count/horizontalpodautoscalers.autoscaling': '100',
    'count/ingresses.networking.k8s.io': '50',
    'count/jobs.batch': '400',
    'count/poddisruptionbudgets.policy': '100',
    'count/replicasets.apps': '1200',
    'count/statefulsets.apps': '100',
    configmaps: '100',
    'limits.cpu': '10',
    'limits.ephemeral-storage': '20Gi',
    'limits.memory': '20Gi',
    persistentvolumeclaims: '20',
    pods: '100',
    'requests.cpu': '10',
    'requests.ephemeral-storage': '20Gi',
    'requests.memory': '20Gi',
    'requests.storage': '100Gi',
    secrets: '100',
    services: '50',
    'services.loadbalancers': '0',
    'services.nodeports': '0',
  });
});

test('objects that run pods are bounded by how many pods there may be, Ingresses by Services', () => {
  expect(
    at(objectOf(written({ quota: { pods: 30, services: 7, statefulSets: 5 } }), 'ResourceQuota', 'tenant-quota'), 'spec hard'),
  ).toMatchObject({
    'count/controllerrevisions.apps': '60',
    'count/cronjobs.batch': '30',
    'count/deployments.apps': '30',
    'count/horizontalpodautoscalers.autoscaling': '30',
    'count/ingresses.networking.k8s.io': '7',
    'count/jobs.batch': '120',
    'count/poddisruptionbudgets.policy': '30',
    'count/replicasets.apps': '360',
    'count/statefulsets.apps': '5',
  });
});

test('the quota counts whatever a tenant may create', () => {
  const counted = Object.keys(at(objectOf(written(EVERYONE), 'ResourceQuota', 'tenant-quota'), 'spec hard') as object);
  const created = rulesOf(written(EVERYONE), 'tenant-owner').flatMap(({ apiGroups: [group = ''], resources, verbs }) =>
    resources
      .filter((resource) => verbs.includes('create') && !resource.includes('/'))
      .map((each) => (group === '' ? each : `count/${each}.${group}`)),
  );
  expect(created.length).toBeGreaterThan(9);
  expect(created.filter((resource) => !counted.includes(resource))).toEqual([]);
});

test("no pod of a tenant may have a priority of the cluster's own", () => {
  expect(at(objectOf(written(), 'ResourceQuota', 'no-system-priority'), 'spec')).toEqual({
    // Scanners ask every quota for all four amounts of compute.
    hard: { 'limits.cpu': '0', 'limits.memory': '0', pods: '0', 'requests.cpu': '0', 'requests.memory': '0' },
    scopeSelector: {
      matchExpressions: [{ operator: 'In', scopeName: 'PriorityClass', values: ['system-cluster-critical', 'system-node-critical'] }],
    },
  });
});

test('each container and claim has a default, a least and a most', () => {
  expect(at(objectOf(written(), 'LimitRange', 'tenant-limits'), 'spec limits')).toEqual([
    {
      type: 'Container',
      default: { cpu: '100m', 'ephemeral-storage': '256Mi', memory: '128Mi' },
      defaultRequest: { cpu: '100m', 'ephemeral-storage': '256Mi', memory: '128Mi' },
      max: { cpu: '4', 'ephemeral-storage': '8Gi', memory: '8Gi' },
      maxLimitRequestRatio: { cpu: '10', memory: '4' },
      min: { cpu: '10m', 'ephemeral-storage': '1Mi', memory: '16Mi' },
    },
    { type: 'PersistentVolumeClaim', max: { storage: '100Gi' }, min: { storage: '1Mi' } },
  ]);
});

test('limits are taken as they are given, and the largest claim is the storage quota', () => {
  const objects = written({ quota: { storage: '1Ti' }, limits: { max: { cpu: '16' }, ratio: { cpu: 2 }, claim: { min: '1Gi' } } });
  expect(at(objectOf(objects, 'LimitRange', 'tenant-limits'), 'spec limits')).toMatchObject([
    { max: { cpu: '16', memory: '8Gi' }, maxLimitRequestRatio: { cpu: '2', memory: '4' } },
    { max: { storage: '1Ti' }, min: { storage: '1Gi' } },
  ]);
});

test('the default ServiceAccount has no token', () => {
  expect(objectOf(written(), 'ServiceAccount', 'default')).toEqual({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'default', namespace: 'shop', labels: LABELS },
    automountServiceAccountToken: false,
  });
});

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

const rulesOf = (objects: readonly Written[], role: string) => at(objectOf(objects, 'Role', role), 'rules') as readonly Rule[];
const may = (rules: readonly Rule[], verb: string, group: string, resource: string) =>
  rules.some(
    ({ apiGroups, resources, verbs }) =>
      (apiGroups.includes(group) || apiGroups.includes('*')) &&
      (resources.includes(resource) || resources.includes('*')) &&
      (verbs.includes(verb) || verbs.includes('*')),
  );

const EVERYONE = { owners: ['group:shop-admins'], editors: ['group:shop-developers'], viewers: ['group:support'] };
const ROLES = ['tenant-owner', 'tenant-editor', 'tenant-viewer'] as const;
const WRITES = ['create', 'update', 'patch', 'delete', 'deletecollection'];

test.each<[string, string, string]>([
  ['network policies', 'networking.k8s.io', 'networkpolicies'],
  ["Cilium's policies", 'cilium.io', 'ciliumnetworkpolicies'],
  ['quotas', '', 'resourcequotas'],
  ['limit ranges', '', 'limitranges'],
  ['roles', 'rbac.authorization.k8s.io', 'roles'],
  ['role bindings', 'rbac.authorization.k8s.io', 'rolebindings'],
  ['namespaces', '', 'namespaces'],
  ['ServiceAccounts', '', 'serviceaccounts'],
  ['tokens of ServiceAccounts', '', 'serviceaccounts/token'],
  ['DaemonSets', 'apps', 'daemonsets'],
  ['pods by hand', '', 'pods/ephemeralcontainers'],
  ['Secrets', '', 'secrets'],
  ['shells', '', 'pods/exec'],
  ['attached terminals', '', 'pods/attach'],
  ['forwarded ports', '', 'pods/portforward'],
  ['the proxy of pods', '', 'pods/proxy'],
  ['the proxy of Services', '', 'services/proxy'],
  ['endpoints', '', 'endpoints'],
  ['endpoint slices', 'discovery.k8s.io', 'endpointslices'],
])('nobody of a tenant may change %s', (_, group, resource) => {
  const objects = written(EVERYONE);
  for (const role of ROLES) expect(WRITES.filter((verb) => may(rulesOf(objects, role), verb, group, resource))).toEqual([]);
});

test.each<[string, string]>([
  ['read Secrets', 'secrets'],
  ['open shells', 'pods/exec'],
  ['attach to processes', 'pods/attach'],
  ['forward ports', 'pods/portforward'],
  ['call pods through the API server', 'pods/proxy'],
  ['call Services through the API server', 'services/proxy'],
])('nobody of a tenant may %s', (_, resource) => {
  const objects = written(EVERYONE);
  for (const role of ROLES) expect(['get', 'list', 'watch'].filter((verb) => may(rulesOf(objects, role), verb, '', resource))).toEqual([]);
});

test('no role of a tenant has a wildcard, or a verb that widens rights', () => {
  const objects = accepted(
    { ...EVERYONE, grants: [{ to: ['user:a'], allow: ['exec', 'attach', 'port-forward', 'read-secrets', 'write-secrets'] }] },
    'rbac-pods-exec',
    'rbac-port-forward',
    'rbac-secrets-read',
    'rbac-secrets-write',
  );
  const words = objects
    .filter(({ kind }) => kind === 'Role')
    .flatMap((role) =>
      (at(role, 'rules') as readonly Rule[]).flatMap(({ apiGroups, resources, verbs }) => [...apiGroups, ...resources, ...verbs]),
    );
  expect(words).not.toEqual([]);
  expect(words.filter((word) => /\*|^(bind|escalate|impersonate|deletecollection)$/.test(word))).toEqual([]);
});

test.each<[string, string, string, string, readonly string[]]>([
  ['read pods', 'get', '', 'pods', ['owner', 'editor', 'viewer']],
  ['read logs', 'get', '', 'pods/log', ['owner', 'editor', 'viewer']],
  ['read what isolates them', 'list', 'networking.k8s.io', 'networkpolicies', ['owner', 'editor', 'viewer']],
  ['read their quota', 'get', '', 'resourcequotas', ['owner', 'editor', 'viewer']],
  ['deploy', 'patch', 'apps', 'deployments', ['owner', 'editor']],
  ['scale', 'update', 'apps', 'deployments/scale', ['owner', 'editor']],
  ['run jobs', 'create', 'batch', 'jobs', ['owner', 'editor']],
  ['restart pods', 'delete', '', 'pods', ['owner', 'editor']],
  ['write ConfigMaps', 'create', '', 'configmaps', ['owner', 'editor']],
  ['write ingresses', 'update', 'networking.k8s.io', 'ingresses', ['owner']],
  ['write disruption budgets', 'patch', 'policy', 'poddisruptionbudgets', ['owner']],
])('who may %s', (_, verb, group, resource, roles) => {
  const objects = written(EVERYONE);
  const able = ['owner', 'editor', 'viewer'].filter((role) => may(rulesOf(objects, `tenant-${role}`), verb, group, resource));
  expect(able).toEqual(roles);
});

test('roles are bound to whom they are for', () => {
  const objects = written({ owners: ['user:alice@example.com', 'serviceaccount:ci/deployer', 'group:shop-admins', 'group:shop-admins'] });
  expect(objectOf(objects, 'RoleBinding', 'tenant-owner')).toEqual({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: 'tenant-owner', namespace: 'shop', labels: LABELS },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'tenant-owner' },
    subjects: [
      { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'shop-admins' },
      { kind: 'ServiceAccount', name: 'deployer', namespace: 'ci' },
      { apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'alice@example.com' },
    ],
  });
  expect(objects.filter(({ kind }) => kind === 'Role').map(({ metadata }) => metadata.name)).toEqual(['tenant-owner']);
});

test.each([
  ['exec', 'rbac-pods-exec', 'pods/exec', ['create', 'get']],
  ['attach', 'rbac-pods-exec', 'pods/attach', ['create', 'get']],
  ['port-forward', 'rbac-port-forward', 'pods/portforward', ['create', 'get']],
  ['read-secrets', 'rbac-secrets-read', 'secrets', ['get', 'list', 'watch']],
  ['write-secrets', 'rbac-secrets-write', 'secrets', ['create', 'delete', 'patch', 'update']],
] as const)('the grant %s, exempted from %s, gives exactly that, to whom it is given', (grant, rule, resource, verbs) => {
  const objects = accepted({ grants: [{ to: ['group:on-call'], allow: [grant] }] }, rule);
  const name = `tenant-grant-${grant}`;
  expect(rulesOf(objects, name)).toEqual([{ apiGroups: [''], resources: [resource], verbs }]);
  expect(at(objectOf(objects, 'RoleBinding', name), 'subjects')).toEqual([
    { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'on-call' },
  ]);
  expect(objects.filter(({ kind }) => kind === 'RoleBinding')).toHaveLength(1);
  expect(objectOf(objects, 'Role', name).metadata.annotations).toEqual({
    [`palisade.dev/exempt.${rule}`]: 'until 2027-06-30, shop@example.com: agreed with security',
  });
});

test.each([
  [
    'exec',
    "rbac-pods-exec: Role.rbac.authorization.k8s.io shop/tenant-grant-exec: rule 0 grants 'create', 'get' on 'pods/exec', expected no commands in running pods (at /rules/0/verbs)",
    'remove the subresource; give people a role with it for as long as they debug',
  ],
  [
    'attach',
    "rbac-pods-exec: Role.rbac.authorization.k8s.io shop/tenant-grant-attach: rule 0 grants 'create', 'get' on 'pods/attach', expected no commands in running pods (at /rules/0/verbs)",
    'remove the subresource; give people a role with it for as long as they debug',
  ],
  [
    'port-forward',
    "rbac-port-forward: Role.rbac.authorization.k8s.io shop/tenant-grant-port-forward: rule 0 grants 'create', 'get' on 'pods/portforward', expected no forwarding of ports (at /rules/0/verbs)",
    'remove the subresource; reach the pod through a Service that a NetworkPolicy allows',
  ],
  [
    'read-secrets',
    "rbac-secrets-read: Role.rbac.authorization.k8s.io shop/tenant-grant-read-secrets: rule 0 grants 'get', 'list', 'watch' on 'secrets', expected no reading of Secrets but of named ones (at /rules/0/verbs)",
    'mount the Secret into the pod that needs it, or name it in resourceNames',
  ],
  [
    'write-secrets',
    "rbac-secrets-write: Role.rbac.authorization.k8s.io shop/tenant-grant-write-secrets: rule 0 grants 'create', 'patch', 'update' on 'secrets', expected no writing of Secrets but of named ones (at /rules/0/verbs)",
    'let a controller with its own role write the Secret, or name it in resourceNames without create',
  ],
] as const)('the grant %s that nobody answers for is refused', (grant, finding, remedy) => {
  expect(refusal((root) => new TenantNamespace(root, 'shop', { grants: [{ to: ['group:on-call'], allow: [grant] }] }))).toEqual([
    `[shop/tenant-grant-${grant}] ${finding}\n    fix: ${remedy}`,
  ]);
});

test('grants of one right to several are one binding', () => {
  const grants = [
    { to: ['group:b'], allow: ['exec'] },
    { to: ['group:a', 'group:b'], allow: ['exec'] },
  ] as const;
  const objects = accepted({ grants }, 'rbac-pods-exec');
  expect(at(objectOf(objects, 'RoleBinding', 'tenant-grant-exec'), 'subjects')).toEqual([
    { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'a' },
    { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'b' },
  ]);
});

test('two namespaces of a tenant name the same tenant and are closed each by itself', () => {
  const objects = synthesize((platform) => {
    for (const stage of ['dev', 'prod']) new TenantNamespace(platform, `shop-${stage}`, { tenant: 'shop' });
  });
  for (const namespace of ['shop-dev', 'shop-prod']) {
    expect(at(objectOf(objects, 'Namespace', namespace), 'metadata labels')).toMatchObject({ 'palisade.dev/tenant': 'shop' });
    expect(at(objectOf(objects, 'NetworkPolicy', 'default-deny', namespace), 'spec')).toEqual({
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
    });
  }
});
