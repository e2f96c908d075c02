import { Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { CiliumNetworkPolicy } from '../imports/cilium.io';
import { KubeObject, type NetworkPolicyPeer } from '../imports/k8s';
import { type AccessProps, bindAccess, type GrantProps, type SubjectName } from './access';
import { hostCidr } from './cidr';
import { type Connectable, type Connections, connect } from './connections';
import { guard } from './gate';
import { DOMAIN, TENANT_LABEL, tenantLabels } from './labels';
import { checkName } from './names';
import { type NodePool, poolAnnotations } from './node-pool';
import { checkKeys, checkWord, Problems, shown, unused } from './problems';
import { type ClusterProfile, speaksCilium } from './profile';
import { profileOf } from './profile-of';
import { type LimitsProps, limitItems, NO_SYSTEM_PRIORITY, type QuotaProps, quotaSpec } from './quota';
import { blocks, podsPeer } from './remote';

/** A level of the Pod Security Standards. */
export type PodSecurityLevel = 'baseline' | 'privileged' | 'restricted';

export interface TenantNamespaceProps {
  /**
   * The tenant that owns the namespace. One tenant may own several: `dev` and `prod` do not meet either, unless connected.
   *
   * @default - the namespace's own name
   */
  readonly tenant?: string;

  /**
   * Name of the namespace: a DNS label that does not start with `kube-`.
   *
   * @default - the construct's id
   */
  readonly namespace?: string;

  /** Who may do what editors may, and change ingresses and disruption budgets. @default [] - nobody */
  readonly owners?: readonly SubjectName[];

  /** Who may run workloads, but not touch what isolates them. @default [] - nobody */
  readonly editors?: readonly SubjectName[];

  /** Who may read everything but Secrets. @default [] - nobody */
  readonly viewers?: readonly SubjectName[];

  /**
   * Shells, port forwarding and Secrets: for nobody unless granted here, and exempted from the rule that finds it (see `Grant`).
   *
   * @default []
   */
  readonly grants?: readonly GrantProps[];

  /**
   * Whom to ask about the namespace: a person, a list, a channel.
   *
   * @default - the platform's contact
   */
  readonly contact?: string;

  /**
   * Nodes that the tenant's pods run on, and no others.
   *
   * @default - any node without a taint
   */
  readonly nodes?: NodePool | readonly NodePool[];

  /** What the namespace may use in total. @default - see each amount */
  readonly quota?: QuotaProps;

  /** What each container and claim may use. @default - see each amount */
  readonly limits?: LimitsProps;

  /**
   * The level that Pod Security Admission enforces. It audits and warns by `restricted` whatever is enforced. `privileged` needs an
   * exemption from `namespace-pod-security`; `baseline` is a warning of `namespace-pod-security-restricted`.
   *
   * @default 'restricted'
   */
  readonly podSecurity?: PodSecurityLevel;
}

const TENANT_NAMESPACE = Symbol.for('palisade.TenantNamespace');

const KEYS: Readonly<Record<keyof TenantNamespaceProps, true>> = {
  tenant: true,
  namespace: true,
  owners: true,
  editors: true,
  viewers: true,
  grants: true,
  contact: true,
  nodes: true,
  quota: true,
  limits: true,
  podSecurity: true,
};

/** Namespaces of each app, and who defined them. */
const namespaces = new WeakMap<IConstruct, Map<string, string>>();

/**
 * A namespace of one tenant, in a file of its own, closed until something is opened: pods meet the Pod Security Standard that is
 * enforced, nobody reaches them and they reach nobody but the cluster's DNS, they share a quota, and no human may loosen any of it.
 *
 * Defines a Namespace, two NetworkPolicies (`default-deny`, `allow-dns`), two ResourceQuotas, a LimitRange, the default ServiceAccount,
 * and a Role with RoleBinding for each kind of people that the tenant has.
 */
export class TenantNamespace extends Chart implements Connectable {
  readonly tenant: string;
  override readonly namespace: string;
  /** Node pools that the tenant's pods run on; empty for any node without a taint. */
  readonly pools: readonly NodePool[];
  readonly contact: string | undefined;
  /** The level that Pod Security Admission enforces. */
  readonly podSecurity: PodSecurityLevel;
  /** Connections of all pods of the namespace at once. */
  readonly connections: Connections;
  /** Labels of every object of the namespace. */
  readonly tenantLabels: Readonly<Record<string, string>>;

  /** Whether a construct is a tenant namespace. */
  static isTenantNamespace(construct: unknown): construct is TenantNamespace {
    return typeof construct === 'object' && construct !== null && TENANT_NAMESPACE in construct;
  }

  /** `instanceof` asks this: that of `Chart`, which would be inherited, is true for every chart. */
  static override [Symbol.hasInstance](construct: unknown): construct is TenantNamespace {
    return TenantNamespace.isTenantNamespace(construct);
  }

  /** The tenant namespace that a construct is defined in, or `undefined`. */
  static tryOf(construct: IConstruct): TenantNamespace | undefined {
    return construct.node.scopes.findLast((scope): scope is TenantNamespace => scope instanceof TenantNamespace);
  }

  /** @throws {PalisadeError} for names, subjects, amounts or node pools that cannot be, and for a namespace that is already there */
  constructor(scope: Construct, id: string, props: TenantNamespaceProps = {}) {
    const namespace = props.namespace ?? id;
    const tenant = props.tenant ?? namespace;
    const profile = profileOf(scope);
    const labels = { ...profile.labels, ...tenantLabels(tenant) };
    super(scope, unused(scope, id), { namespace, disableResourceNameHashes: true });
    Object.defineProperty(this, TENANT_NAMESPACE, { value: true });
    const problems = new Problems(this.node.path);
    checkKeys(problems, 'a TenantNamespace', props, KEYS);
    this.tenant = tenant;
    this.namespace = namespace;
    this.pools = props.nodes === undefined ? [] : [props.nodes].flat();
    this.contact = props.contact ?? profile.contact;
    this.podSecurity = props.podSecurity ?? 'restricted';
    this.tenantLabels = labels;
    checkNames(problems, this, namespace, tenant);
    checkPools(problems, tenant, this.pools);
    checkWord(problems, 'podSecurity', props.podSecurity, ['baseline', 'privileged', 'restricted']);
    this.connections = connect({
      construct: this,
      name: 'all pods',
      namespace,
      tenant,
      selector: {},
      ports: [],
      policy: { name: 'tenant-connections', labels },
    });

    writeNamespace(this, profile, this.podSecurity);
    writePolicies(this, profile);
    const quota = quotaSpec(problems, props.quota ?? {});
    new KubeObject(this, 'quota', 'v1/ResourceQuota', { name: 'tenant-quota', labels }, { spec: quota });
    new KubeObject(this, 'no-system-priority', 'v1/ResourceQuota', { name: 'no-system-priority', labels }, { spec: NO_SYSTEM_PRIORITY });
    new KubeObject(
      this,
      'limits',
      'v1/LimitRange',
      { name: 'tenant-limits', labels },
      { spec: { limits: limitItems(problems, props.limits ?? {}, String(quota.hard?.['requests.storage'])) } },
    );
    new KubeObject(
      this,
      'default-service-account',
      'v1/ServiceAccount',
      { name: 'default', labels },
      { automountServiceAccountToken: false },
    );
    const access: AccessProps = { owners: props.owners, editors: props.editors, viewers: props.viewers, grants: props.grants };
    bindAccess(this, problems, labels, access);
    problems.refuse();
    guard(this);
  }
}

function checkNames(problems: Problems, chart: TenantNamespace, namespace: string, tenant: string): void {
  checkName(problems, 'namespace', namespace);
  checkName(problems, 'tenant', tenant);
  if (namespace.startsWith('kube-') || namespace === 'default') {
    problems.add(`namespace must not be 'default' nor start with 'kube-', which Kubernetes keeps for itself, got '${namespace}'`);
  }
  const { root } = chart.node;
  const known = namespaces.get(root) ?? new Map<string, string>();
  namespaces.set(root, known);
  const other = known.get(namespace);
  if (other === undefined) known.set(namespace, chart.node.path);
  else problems.add(`namespace ${shown(namespace)} is already defined at '${other}', expected one TenantNamespace for each`);
}

function checkPools(problems: Problems, tenant: string, pools: readonly NodePool[]): void {
  const names = new Set<string>();
  for (const pool of pools) {
    if (pool.tenant !== undefined && pool.tenant !== tenant) {
      problems.add(
        `nodes must be the tenant's own or shared, got the pool '${pool.name}' of tenant '${pool.tenant}' for tenant '${tenant}'`,
      );
    }
    if (names.has(pool.name)) problems.add(`nodes name the pool '${pool.name}' twice, expected each once`);
    names.add(pool.name);
  }
  if (new Set(pools.map((pool) => pool.holder)).size > 1) {
    problems.add('nodes must be all dedicated or all shared: admission plugins can hold a namespace to one holder only');
  }
  if (pools.length > 1 && pools.every((pool) => pool.tenant === undefined)) {
    problems.add('nodes may name one shared pool, got several: admission plugins could not keep the tenant off the other shared ones');
  }
}

function writeNamespace(chart: TenantNamespace, profile: ClusterProfile, enforced: PodSecurityLevel): void {
  const version = `v${profile.kubernetesVersion}`;
  const modes = { audit: 'restricted', enforce: enforced, warn: 'restricted' };
  const security = Object.entries(modes).flatMap(([mode, level]) => [
    [`pod-security.kubernetes.io/${mode}`, level],
    [`pod-security.kubernetes.io/${mode}-version`, version],
  ]);
  const contact: Record<string, string> = chart.contact === undefined ? {} : { [`${DOMAIN}/contact`]: chart.contact };
  const metadata = {
    name: chart.namespace,
    labels: { ...chart.tenantLabels, [TENANT_LABEL]: chart.tenant, ...Object.fromEntries(security) },
    annotations: { ...contact, ...poolAnnotations(chart.pools) },
  };
  const namespace = new KubeObject(chart, 'namespace', 'v1/Namespace', metadata, {});
  // The chart's namespace is for what lives inside it.
  Object.assign(namespace.metadata, { namespace: undefined });
}

function writePolicies(chart: TenantNamespace, profile: ClusterProfile): void {
  const { dns } = profile;
  const labels = chart.tenantLabels;
  const allows = (text: string) => ({ [`${DOMAIN}/allows`]: text });
  new KubeObject(
    chart,
    'default-deny',
    'networking.k8s.io/v1/NetworkPolicy',
    { name: 'default-deny', labels, annotations: allows('nothing: other policies open what is called') },
    {
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    },
  );
  const ports = dns.ports.flatMap((port) => [
    { port, protocol: 'TCP' },
    { port, protocol: 'UDP' },
  ]);
  // NodeLocal DNSCache always listens on 53, whatever the DNS pods do.
  const nodePorts = [
    { port: 53, protocol: 'TCP' },
    { port: 53, protocol: 'UDP' },
  ];
  const nodeLocal: readonly NetworkPolicyPeer[] = blocks(dns.nodeLocal.map(hostCidr));
  new KubeObject(
    chart,
    'allow-dns',
    'networking.k8s.io/v1/NetworkPolicy',
    { name: 'allow-dns', labels, annotations: allows('the cluster DNS, for every pod') },
    {
      spec: {
        podSelector: {},
        policyTypes: ['Egress'],
        egress: [{ ports, to: [podsPeer(dns)] }, ...(nodeLocal.length === 0 ? [] : [{ ports: nodePorts, to: nodeLocal }])],
      },
    },
  );
  if (nodeLocal.length === 0 || !speaksCilium(profile)) return;
  // To Cilium the cache on the node is the node, which no address block matches.
  new CiliumNetworkPolicy(chart, 'allow-node-local-dns', {
    metadata: { name: 'allow-node-local-dns', labels: { ...labels } },
    spec: {
      description: 'NodeLocal DNSCache, for every pod.',
      endpointSelector: {},
      egress: [{ toEntities: ['host'], toPorts: [{ ports: nodePorts.map(({ port, protocol }) => ({ port: String(port), protocol })) }] }],
    },
  });
}
