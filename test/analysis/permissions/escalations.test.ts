import type { KubernetesObject } from '../../../analysis/manifest';
import type { Chain } from '../../../analysis/permissions/chains';
import { permissionsOf } from '../../../analysis/permissions/permissions';
import { powersIn } from '../../../analysis/permissions/powers';
import type { Who } from '../../../analysis/permissions/subjects';
import { policy } from '../../rules/roles';

const API = 'rbac.authorization.k8s.io/v1';
const RBAC = 'rbac.authorization.k8s.io';
const MALLORY: Who = { kind: 'User', name: 'mallory' };
const SUBJECT = { kind: 'User', name: 'mallory' };

const namespace = (name: string, level?: string): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, ...(level === undefined ? {} : { labels: { 'pod-security.kubernetes.io/enforce': level } }) },
});
const bound = (scope: string, name: string, rules: readonly unknown[], subject: unknown = SUBJECT): KubernetesObject[] => {
  const kind = scope === '*' ? 'ClusterRole' : 'Role';
  const metadata = scope === '*' ? { name } : { name, namespace: scope };
  return [
    { apiVersion: API, kind, metadata, rules },
    { apiVersion: API, kind: `${kind}Binding`, metadata, roleRef: { apiGroup: RBAC, kind, name }, subjects: [subject] },
  ];
};
const account = (name: string, place = 'shop') => ({ kind: 'ServiceAccount', name, namespace: place });
const pod = (name: string, serviceAccountName: string, spec: object = {}): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'shop' },
  spec: { serviceAccountName, ...spec, containers: [{ name: 'app' }] },
});
const tokenSecret = (name: string, of: string): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace: 'shop', annotations: { 'kubernetes.io/service-account.name': of } },
  type: 'kubernetes.io/service-account-token',
});

/** Two tenants, each of restricted pods; a ServiceAccount of the first that reads the Secrets of the second, and a pod that runs as it. */
const WORLD = [
  namespace('shop', 'restricted'),
  namespace('market', 'restricted'),
  ...bound('market', 'reader', [policy(['get'], '', ['secrets'])], account('strong')),
  pod('worker', 'strong'),
  tokenSecret('strong-token', 'strong'),
];

const words = ({ steps, gain }: Chain) =>
  `${steps.map(({ power, takes }) => `${power}${takes === undefined ? '' : ` as ${takes}`}`).join(', ')}: ${gain.kind} in ${gain.namespace ?? '*'}`;
const chainsOf = (objects: readonly KubernetesObject[], minor = 36) =>
  permissionsOf(
    objects.map((object) => ({ object, source: '' })),
    minor,
  )
    .escalations(MALLORY)
    .map(words);

const IN_MARKET = 'secrets in market';
const AS_STRONG = ' as serviceaccount:shop/strong, read-secrets: secrets in market';
const all = ['*'];

interface Row {
  readonly what: string;
  /** `*` for a ClusterRoleBinding. */
  readonly scope: string;
  readonly rules: readonly unknown[];
  /** One chain that there is. */
  readonly chain: string;
  /** The same with one thing less, and no such gain. */
  readonly absent: readonly unknown[];
}

const bind = policy(['bind'], RBAC, ['clusterroles']);
const writeBindings = policy(['create'], RBAC, ['rolebindings']);
const approve = policy(['approve'], 'certificates.k8s.io', ['signers'], ['kubernetes.io/kube-apiserver-client']);
const request = policy(['create'], 'certificates.k8s.io', ['certificatesigningrequests']);
const approval = policy(['update'], 'certificates.k8s.io', ['certificatesigningrequests/approval']);
const admission = (verb: string, resource: string) => policy([verb], 'admissionregistration.k8s.io', [resource]);
const pods = policy(['create'], '', ['pods']);

// https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks
const ROWS: readonly Row[] = [
  {
    what: 'all verbs of everything',
    scope: '*',
    rules: [policy(all, '*', all)],
    chain: 'everything-everywhere: everything in *',
    absent: [policy(['get'], '*', ['pods'])],
  },
  {
    what: 'all verbs of everything in a namespace',
    scope: 'shop',
    rules: [policy(all, '*', all)],
    chain: 'everything: everything in shop',
    absent: [policy(all, '*', ['pods'])],
  },
  {
    what: 'escalate on ClusterRoles',
    scope: '*',
    rules: [policy(['escalate', 'update'], RBAC, ['clusterroles'])],
    chain: 'escalate-cluster-roles: everything in *',
    absent: [policy(['escalate', 'get'], RBAC, ['clusterroles'])],
  },
  {
    what: 'escalate on Roles',
    scope: 'shop',
    rules: [policy(['escalate', 'patch'], RBAC, ['roles'])],
    chain: 'escalate-roles: everything in shop',
    absent: [policy(['patch'], RBAC, ['roles'])],
  },
  {
    what: 'bind on ClusterRoles, everywhere',
    scope: '*',
    rules: [bind, policy(['create'], RBAC, ['clusterrolebindings'])],
    chain: 'bind-cluster-wide: everything in *',
    absent: [policy(['create'], RBAC, ['clusterrolebindings'])],
  },
  {
    what: 'bind on ClusterRoles, in a namespace',
    scope: 'shop',
    rules: [bind, writeBindings],
    chain: 'bind-cluster-roles: everything in shop',
    absent: [bind],
  },
  {
    what: 'bind on one ClusterRole',
    scope: 'shop',
    rules: [policy(['bind'], RBAC, ['clusterroles'], ['edit']), writeBindings],
    chain: 'bind-cluster-roles as ClusterRole edit in shop, read-secrets: secrets in shop',
    absent: [policy(['bind'], RBAC, ['clusterroles'], ['view']), writeBindings],
  },
  {
    what: 'impersonation of ServiceAccounts',
    scope: 'shop',
    rules: [policy(['impersonate'], '', ['serviceaccounts'])],
    chain: `impersonate-accounts${AS_STRONG}`,
    absent: [policy(['impersonate'], '', ['serviceaccounts'], ['default'])],
  },
  {
    what: 'impersonation of groups',
    scope: '*',
    rules: [policy(['impersonate'], '', ['users', 'groups'])],
    chain: 'impersonate-groups: everything in *',
    absent: [policy(['impersonate'], '', ['groups'])],
  },
  {
    what: 'impersonation of a strong user',
    scope: '*',
    rules: [policy(['impersonate'], '', ['users'], ['root'])],
    chain: 'impersonate-users as user:root, everything-everywhere: everything in *',
    absent: [policy(['impersonate'], '', ['users'], ['someone'])],
  },
  {
    what: 'tokens of ServiceAccounts',
    scope: 'shop',
    rules: [policy(['create'], '', ['serviceaccounts/token'])],
    chain: `create-tokens${AS_STRONG}`,
    absent: [policy(['create'], '', ['serviceaccounts'])],
  },
  {
    what: 'tokens of one ServiceAccount',
    scope: 'shop',
    rules: [policy(['create'], '', ['serviceaccounts/token'], ['strong'])],
    chain: `create-tokens${AS_STRONG}`,
    absent: [policy(['create'], '', ['serviceaccounts/token'], ['weak'])],
  },
  { what: 'pods', scope: 'shop', rules: [pods], chain: `create-pods${AS_STRONG}`, absent: [policy(['create'], '', ['pods'], ['cart'])] },
  ...['daemonsets', 'deployments', 'replicasets', 'statefulsets'].map((resource) => ({
    what: resource,
    scope: 'shop',
    rules: [policy(['patch'], 'apps', [resource])],
    chain: `write-workloads${AS_STRONG}`,
    absent: [policy(['patch'], 'apps', [`${resource}/scale`])],
  })),
  ...['jobs', 'cronjobs'].map((resource) => ({
    what: resource,
    scope: 'shop',
    rules: [policy(['create'], 'batch', [resource])],
    chain: `write-workloads${AS_STRONG}`,
    absent: [policy(['delete'], 'batch', [resource])],
  })),
  {
    what: 'pods as who reads a namespace of others',
    scope: 'shop',
    rules: [pods],
    chain: `create-pods${AS_STRONG}`,
    absent: [policy(['get'], '', ['pods'])],
  },
  {
    what: 'images of pods',
    scope: 'shop',
    rules: [policy(['patch'], '', ['pods'])],
    chain: `change-pods${AS_STRONG}`,
    absent: [policy(['patch'], '', ['pods'], ['other'])],
  },
  {
    what: 'labels of pods',
    scope: 'shop',
    rules: [policy(['patch'], '', ['pods/status'])],
    chain: 'relabel-pods: labels in shop',
    absent: [policy(['get'], '', ['pods/status'])],
  },
  {
    what: 'ephemeral containers',
    scope: 'shop',
    rules: [policy(['update'], '', ['pods/ephemeralcontainers'])],
    chain: `debug-pods${AS_STRONG}`,
    absent: [policy(['get'], '', ['pods/ephemeralcontainers'])],
  },
  {
    what: 'exec',
    scope: 'shop',
    rules: [policy(['create'], '', ['pods/exec'])],
    chain: `exec${AS_STRONG}`,
    absent: [policy(['get'], '', ['pods/exec'])],
  },
  {
    what: 'attach',
    scope: 'shop',
    rules: [policy(['create'], '', ['pods/attach'])],
    chain: `exec${AS_STRONG}`,
    absent: [policy(['create'], '', ['pods/log'])],
  },
  {
    what: 'port-forward',
    scope: 'shop',
    rules: [policy(['create'], '', ['pods/portforward'])],
    chain: 'port-forward: past-policies in shop',
    absent: [policy(['get'], '', ['pods/portforward'])],
  },
  ...['pods/proxy', 'services/proxy'].map((resource) => ({
    what: resource,
    scope: 'shop',
    rules: [policy(['get'], '', [resource])],
    chain: 'proxy: past-policies in shop',
    absent: [policy(['get'], '', [resource.replace('/proxy', '')])],
  })),
  ...['get', 'list', 'watch'].map((verb) => ({
    what: `${verb} of Secrets`,
    scope: 'shop',
    rules: [policy([verb], '', ['secrets'])],
    chain: `read-secrets${AS_STRONG}`,
    absent: [policy([verb], '', ['secrets'], ['tls'])],
  })),
  {
    what: 'a Secret with a token',
    scope: 'shop',
    rules: [policy(['get'], '', ['secrets'], ['strong-token'])],
    chain: `read-secrets${AS_STRONG}`,
    absent: [policy(['get'], '', ['secrets'], ['tls'])],
  },
  {
    what: 'Secrets that are written',
    scope: 'shop',
    rules: [policy(['patch'], '', ['secrets'])],
    chain: 'write-secrets: secrets-write in shop',
    absent: [policy(['get'], '', ['secrets'])],
  },
  {
    what: 'the kubelet',
    scope: '*',
    rules: [policy(['get'], '', ['nodes/proxy'])],
    chain: 'nodes-proxy: node in *',
    absent: [policy(['get'], '', ['nodes/metrics'])],
  },
  {
    what: 'nodes',
    scope: '*',
    rules: [policy(['patch'], '', ['nodes'])],
    chain: 'write-nodes: placement in *',
    absent: [policy(['get'], '', ['nodes'])],
  },
  {
    what: 'bindings of pods to nodes',
    scope: 'shop',
    rules: [policy(['create'], '', ['pods/binding'])],
    chain: 'bind-pods: placement in shop',
    absent: [policy(['get'], '', ['pods/binding'])],
  },
  {
    what: 'certificates',
    scope: '*',
    rules: [approve, request, approval],
    chain: 'approve-certificates: everything in *',
    absent: [approve, request],
  },
  {
    what: 'certificates of any signer',
    scope: '*',
    rules: [policy(['approve'], 'certificates.k8s.io', ['signers']), request, approval],
    chain: 'approve-certificates: everything in *',
    absent: [policy(['approve'], 'certificates.k8s.io', ['signers'], ['example.com/x']), request, approval],
  },
  {
    what: 'mutating webhooks',
    scope: '*',
    rules: [admission('create', 'mutatingwebhookconfigurations')],
    chain: 'mutate-admission: everything in *',
    absent: [admission('get', 'mutatingwebhookconfigurations')],
  },
  {
    what: 'mutating policies',
    scope: '*',
    rules: [admission('patch', 'mutatingadmissionpolicies')],
    chain: 'mutate-admission: everything in *',
    absent: [admission('list', 'mutatingadmissionpolicies')],
  },
  ...['validatingwebhookconfigurations', 'validatingadmissionpolicies', 'validatingadmissionpolicybindings'].map((resource) => ({
    what: resource,
    scope: '*',
    rules: [admission('delete', resource)],
    chain: 'write-admission: admission in *',
    absent: [admission('get', resource)],
  })),
  ...['namespaces', 'namespaces/status', 'namespaces/finalize'].map((resource) => ({
    what: resource,
    scope: 'shop',
    rules: [policy(['update'], '', [resource])],
    chain: 'label-namespace: namespace-labels in shop',
    absent: [policy(['update'], '', [resource], ['market'])],
  })),
  {
    what: 'one namespace, everywhere',
    scope: '*',
    rules: [policy(['patch'], '', ['namespaces'], ['market'])],
    chain: 'label-namespace: namespace-labels in market',
    absent: [policy(['get'], '', ['namespaces'])],
  },
  {
    what: 'the pod security level, and pods',
    scope: 'shop',
    rules: [policy(['patch'], '', ['namespaces']), pods],
    chain: 'relax-pod-security: node in shop',
    absent: [pods],
  },
  {
    what: 'new namespaces',
    scope: '*',
    rules: [policy(['create'], '', ['namespaces'])],
    chain: 'write-namespaces: namespaces in *',
    absent: [policy(['get'], '', ['namespaces'])],
  },
  {
    what: 'persistent volumes',
    scope: '*',
    rules: [policy(['create'], '', ['persistentvolumes'])],
    chain: 'write-persistent-volumes: node in *',
    absent: [policy(['create'], '', ['persistentvolumeclaims'])],
  },
  {
    what: 'NetworkPolicies',
    scope: 'shop',
    rules: [policy(['create'], 'networking.k8s.io', ['networkpolicies'])],
    chain: 'write-network-policies: network-policies in shop',
    absent: [policy(['get'], 'networking.k8s.io', ['networkpolicies'])],
  },
  {
    what: 'network policies of the cluster',
    scope: '*',
    rules: [policy(['patch'], 'policy.networking.k8s.io', ['adminnetworkpolicies'])],
    chain: 'write-cluster-network-policies: network-policies in *',
    absent: [policy(['get'], 'policy.networking.k8s.io', ['adminnetworkpolicies'])],
  },
  ...[
    ['services', 'write-services'],
    ['services/status', 'write-service-status'],
    ['endpoints', 'write-endpoints'],
  ].map(([resource = '', power]) => ({
    what: resource,
    scope: 'shop',
    rules: [policy(['update'], '', [resource])],
    chain: `${power}: traffic in shop`,
    absent: [policy(['get'], '', [resource])],
  })),
  {
    what: 'EndpointSlices',
    scope: 'shop',
    rules: [policy(['create'], 'discovery.k8s.io', ['endpointslices'])],
    chain: 'write-endpoints: traffic in shop',
    absent: [policy(['list'], 'discovery.k8s.io', ['endpointslices'])],
  },
  {
    what: 'Ingresses',
    scope: 'shop',
    rules: [policy(['create'], 'networking.k8s.io', ['ingresses'])],
    chain: 'write-routes: entrances in shop',
    absent: [policy(['create'], 'networking.k8s.io', ['ingresses/status'])],
  },
  {
    what: 'quotas',
    scope: 'shop',
    rules: [policy(['delete'], '', ['resourcequotas'])],
    chain: 'write-quotas: quotas in shop',
    absent: [policy(['get'], '', ['resourcequotas'])],
  },
  {
    what: 'ServiceAccounts',
    scope: 'shop',
    rules: [policy(['patch'], '', ['serviceaccounts'])],
    chain: 'write-accounts: cloud in shop',
    absent: [policy(['get'], '', ['serviceaccounts'])],
  },
  {
    what: 'RoleBindings, without bind',
    scope: 'shop',
    rules: [writeBindings],
    chain: 'write-roles: pass-on in shop',
    absent: [policy(['get'], RBAC, ['rolebindings'])],
  },
  {
    what: 'ClusterRoleBindings, without bind',
    scope: '*',
    rules: [policy(['create'], RBAC, ['clusterrolebindings'])],
    chain: 'write-cluster-roles: pass-on in *',
    absent: [policy(['get'], RBAC, ['clusterrolebindings'])],
  },
  {
    what: 'ConfigMaps of kube-system',
    scope: 'kube-system',
    rules: [policy(['patch'], '', ['configmaps'])],
    chain: 'write-system-config: everything in *',
    absent: [policy(['get'], '', ['configmaps'])],
  },
  {
    what: 'leases of kube-system',
    scope: 'kube-system',
    rules: [policy(['update'], 'coordination.k8s.io', ['leases'])],
    chain: 'write-system-leases: control-plane in kube-system',
    absent: [policy(['get'], 'coordination.k8s.io', ['leases'])],
  },
  {
    what: 'APIs',
    scope: '*',
    rules: [policy(['update'], 'apiregistration.k8s.io', ['apiservices'])],
    chain: 'serve-apis: everything in *',
    absent: [policy(['get'], 'apiregistration.k8s.io', ['apiservices'])],
  },
  ...[
    ['apiextensions.k8s.io', 'customresourcedefinitions'],
    ['storage.k8s.io', 'storageclasses'],
    ['storage.k8s.io', 'csidrivers'],
    ['node.k8s.io', 'runtimeclasses'],
    ['scheduling.k8s.io', 'priorityclasses'],
  ].map(([group = '', resource = '']) => ({
    what: resource,
    scope: '*',
    rules: [policy(['create'], group, [resource])],
    chain: 'write-classes: classes in *',
    absent: [policy(['get'], group, [resource])],
  })),
  {
    what: 'every path',
    scope: '*',
    rules: [{ verbs: ['get'], nonResourceURLs: ['*'] }],
    chain: 'read-server: server in *',
    absent: [{ verbs: ['get'], nonResourceURLs: ['/healthz'] }],
  },
];

describe('somebody gets to', () => {
  const strongUser = bound('*', 'root', [policy(all, '*', all)], { kind: 'User', name: 'root' });

  test.each(ROWS.map((row) => [row.what, row] as const))(
    'what there is, by %s, and not with less',
    (_, { scope, rules, chain, absent }) => {
      const gain = chain.slice(chain.lastIndexOf(': ') + 2);
      const gainOf = (words: string) => words.slice(words.lastIndexOf(': ') + 2);
      expect(chainsOf([...WORLD, ...strongUser, ...bound(scope, 'mallory', rules)])).toContain(chain);
      expect(chainsOf([...WORLD, ...strongUser, ...bound(scope, 'mallory', absent)]).map(gainOf)).not.toContain(gain);
    },
  );

  test('every power that there is, in some row', () => {
    const used = new Set(ROWS.flatMap(({ chain }) => chain.split(/, (?=\S+(?: as|:|,))|: /).map((step) => step.split(' ')[0])));
    const rest = ['approve-node-certificates', 'bind-roles', 'delete-admission', 'mint-token-secrets'];
    expect(
      powersIn(36)
        .map(({ id }) => id)
        .filter((id) => !used.has(id) && !rest.includes(id)),
    ).toEqual([]);
  });
});

describe('a shortest chain is told', () => {
  test('and no longer one to the same', () => {
    const rules = [pods, policy(['create'], '', ['pods/exec'])];
    expect(chainsOf([...WORLD, ...bound('shop', 'mallory', rules)]).filter((chain) => chain.endsWith(IN_MARKET))).toEqual([
      `create-pods${AS_STRONG}`,
    ]);
  });

  test('over several accounts', () => {
    const next = bound('market', 'next', [pods], account('strong'));
    const last = bound('vault', 'last', [policy(['get'], '', ['secrets'])], account('stronger', 'market'));
    expect(chainsOf([...WORLD, ...next, ...last, ...bound('shop', 'mallory', [pods])])).toContain(
      'create-pods as serviceaccount:shop/strong, create-pods as serviceaccount:market/stronger, read-secrets: secrets in vault',
    );
  });

  test('to everything, and then nothing else', () => {
    expect(chainsOf([...WORLD, ...bound('*', 'mallory', [policy(['create'], '', ['serviceaccounts/token'])])])).toEqual([
      'create-tokens as serviceaccount:kube-system/clusterrole-aggregation-controller, escalate-cluster-roles: everything in *',
    ]);
  });

  test('to rights that no power is about', () => {
    const reader = bound('market', 'lister', [policy(['list'], 'example.com', ['orders'])], account('lister'));
    const chains = chainsOf([...WORLD, ...reader, ...bound('shop', 'mallory', [pods])]);
    expect(chains).toContain('create-pods as serviceaccount:shop/lister: rights in market');
    const owned = bound('market', 'own', [policy(['get', 'list'], 'example.com', ['orders'])]);
    expect(chainsOf([...WORLD, ...reader, ...owned, ...bound('shop', 'mallory', [pods])])).not.toContain(
      'create-pods as serviceaccount:shop/lister: rights in market',
    );
  });
});

describe('code in a pod', () => {
  const exec = bound('shop', 'mallory', [policy(['create'], '', ['pods/exec'])]);
  const others = WORLD.filter(({ kind }) => kind !== 'Pod');
  const reaches = (...objects: KubernetesObject[]) => chainsOf([...others, ...exec, ...objects]).some((chain) => chain.endsWith(IN_MARKET));

  test.each<[string, KubernetesObject[], boolean]>([
    ['has its token', [pod('worker', 'strong')], true],
    ['has none where the pod says so', [pod('worker', 'strong', { automountServiceAccountToken: false })], false],
    [
      'has none where its account says so',
      [
        pod('worker', 'strong'),
        { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'strong', namespace: 'shop' }, automountServiceAccountToken: false },
      ],
      false,
    ],
    [
      'has one that is projected all the same',
      [
        pod('worker', 'strong', {
          automountServiceAccountToken: false,
          volumes: [{ name: 't', projected: { sources: [{ serviceAccountToken: { path: 't' } }] } }],
        }),
      ],
      true,
    ],
    ['has that of its own account only', [pod('worker', 'weak')], false],
  ])('%s', (_, objects, expected) => {
    expect(reaches(...objects)).toBe(expected);
  });
});

describe('a pod gets to its node', () => {
  test.each([
    ['where nothing is said of the namespace', [], true],
    ['where its namespace has no level', [namespace('shop')], true],
    ['where it is privileged', [namespace('shop', 'privileged')], true],
    ['not where it is baseline', [namespace('shop', 'baseline')], false],
    ['not where it is restricted', [namespace('shop', 'restricted')], false],
  ])('%s', (_, objects, expected) => {
    expect(chainsOf([...objects, ...bound('shop', 'mallory', [pods])]).includes('create-pods: node in shop')).toBe(expected);
  });
});

test.each([
  [34, true],
  [35, false],
])('in 1.%i streams are opened by get: %s', (minor, expected) => {
  const chains = chainsOf([...WORLD, ...bound('shop', 'mallory', [policy(['get'], '', ['pods/exec', 'pods/portforward'])])], minor);
  expect(chains.includes('exec: commands in shop')).toBe(expected);
  expect(chains.includes('port-forward: past-policies in shop')).toBe(expected);
});

test('a chain that ends with the rights of somebody else names the binding and the rules that give what was not there', () => {
  const objects = [
    ...WORLD,
    ...bound('shop', 'minter', [policy(['create'], '', ['serviceaccounts/token']), policy(['get'], '', ['pods'])]),
    ...bound('shop', 'more', [policy(['get'], '', ['pods']), policy(['list'], '', ['pods'])], account('strong')),
    ...bound('shop', 'other', [policy(['get'], '', ['services'])], account('strong')),
  ];
  const manifests = objects.map((object) => ({ object, source: '' }));
  const rights = permissionsOf(manifests, 36)
    .escalations(MALLORY)
    .filter(({ gain }) => gain.kind === 'rights')
    .map(({ gain, steps, grants }) => [
      `${steps.map(({ takes }) => takes)} in ${gain.namespace}`,
      ...grants.map(({ held: { bound: by }, rule }) => `${by?.binding.manifest.object.metadata.name} ${rule.rule.index}`),
    ]);
  expect(rights).toEqual([
    ['serviceaccount:shop/strong in market', 'reader 0'],
    ['serviceaccount:shop/strong in shop', 'more 1', 'other 0'],
  ]);
});
