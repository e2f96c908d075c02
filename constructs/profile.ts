import { type AdmissionPlugins, checkAdmissionPlugins } from './admission-plugins';
import { checkCidrs, contains, firstAddress, hostCidr, isIPv4 } from './cidr';
import { checkName } from './names';
import { checkPort } from './ports';
import { checkWord, type Problems, shown } from './problems';
import { KUBERNETES_VERSIONS, type KubernetesVersion } from './target';

/** A network plugin by name; `standard` is any that enforces NetworkPolicy as the specification says. */
export type Cni =
  | 'antrea'
  | 'aws-vpc-cni'
  | 'azure-cni'
  | 'calico'
  | 'canal'
  | 'cilium'
  | 'flannel'
  | 'gke-dataplane-v2'
  | 'kindnet'
  | 'kube-router'
  | 'kubenet'
  | 'ovn-kubernetes'
  | 'standard'
  | 'weave';

/** What matters about each network plugin. */
const CNIS: Readonly<Record<Cni, { readonly enforces: boolean; readonly dialect?: 'cilium' }>> = {
  antrea: { enforces: true },
  'aws-vpc-cni': { enforces: true },
  'azure-cni': { enforces: true },
  calico: { enforces: true },
  canal: { enforces: true },
  cilium: { enforces: true, dialect: 'cilium' },
  flannel: { enforces: false },
  // Cilium underneath, but without its own policy objects.
  'gke-dataplane-v2': { enforces: true },
  kindnet: { enforces: true },
  'kube-router': { enforces: true },
  kubenet: { enforces: false },
  'ovn-kubernetes': { enforces: true },
  standard: { enforces: true },
  weave: { enforces: true },
};

/** Pods of one namespace, by labels: how the cluster's own services are known. */
export interface PodsAt {
  readonly namespace: string;
  /** Labels of the pods, all of which must match; every pod of the namespace when empty. */
  readonly podLabels: Readonly<Record<string, string>>;
}

/** Where pods ask for names. */
export interface DnsProfile extends PodsAt {
  /** Ports that the DNS *pods* listen on, UDP and TCP: policies see pod ports, not those of the Service. */
  readonly ports: readonly number[];
  /** Addresses of NodeLocal DNSCache, such as `169.254.20.10`; empty when it is not used. */
  readonly nodeLocal: readonly string[];
}

/** Where the API server answers: policies may see its Service address or what that is translated to. */
export interface ApiServerProfile {
  /** Addresses of its endpoints, as `kubectl get endpointslices kubernetes` lists them. */
  readonly cidrs: readonly string[];
  /** Port of its endpoints. */
  readonly port: number;
  /** Addresses of the Service `kubernetes.default`, port 443. */
  readonly serviceAddresses: readonly string[];
}

/** The cluster as data: what manifests must know about it. */
export interface ClusterProfile {
  readonly kubernetesVersion: KubernetesVersion;
  readonly cni: Cni;
  readonly dns: DnsProfile;
  readonly apiServer: ApiServerProfile;
  readonly podCidrs: readonly string[];
  readonly serviceCidrs: readonly string[];
  readonly nodeCidrs: readonly string[];
  readonly metadataAddresses: readonly string[];
  readonly ingressControllers: readonly PodsAt[];
  readonly monitoring: readonly PodsAt[];
  readonly registries: readonly string[];
  readonly securityModule: 'apparmor' | 'selinux';
  readonly admissionPlugins: AdmissionPlugins;
  readonly ingressHosts: 'kept' | 'shared' | undefined;
  readonly ingressExternalNames: 'followed' | 'refused' | undefined;
  readonly maxTokenSeconds: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly contact: string | undefined;
}

/** The cluster's profile as it is written down; everything has a default. */
export interface ClusterProfileProps {
  /**
   * Minor version of the oldest API server and kubelet that the output is applied to: younger fields are never written.
   *
   * @default '1.33'
   */
  readonly kubernetesVersion?: KubernetesVersion;

  /**
   * The network plugin. One that ignores NetworkPolicy (`flannel`, `kubenet`) is refused unless exempted from
   * `network-policy-enforced`; `cilium` gets CiliumNetworkPolicies for what a NetworkPolicy cannot say there.
   *
   * @default 'standard' - any plugin that enforces NetworkPolicy
   */
  readonly cni?: Cni;

  /**
   * The cluster's DNS: the only name servers that tenants may ask.
   *
   * @default pods labelled `k8s-app: kube-dns` in `kube-system`, port 53, no NodeLocal DNSCache
   */
  readonly dns?: Partial<DnsProfile>;

  /**
   * The API server, for apps that call it.
   *
   * @default port 6443, the first address of each Service range, and no endpoints: calling it is refused until `cidrs` says where it is
   */
  readonly apiServer?: Partial<ApiServerProfile>;

  /**
   * Ranges that pods get their addresses from, IPv4 and IPv6. Never part of the internet.
   *
   * @default ['10.244.0.0/16']
   */
  readonly podCidrs?: readonly string[];

  /**
   * Ranges that Services get their addresses from, IPv4 and IPv6. Never part of the internet.
   *
   * @default ['10.96.0.0/12']
   */
  readonly serviceCidrs?: readonly string[];

  /**
   * Ranges that nodes get their addresses from. Never part of the internet.
   *
   * @default [] - private ranges are carved out anyway; name public node addresses here
   */
  readonly nodeCidrs?: readonly string[];

  /**
   * Addresses at which clouds hand out credentials. Always carved out of what is opened.
   *
   * @default those of AWS (IMDS, ECS and EKS Pod Identity), Azure, Google Cloud, Alibaba Cloud and Oracle Cloud, IPv4 and IPv6
   */
  readonly metadataAddresses?: readonly string[];

  /**
   * Pods of the ingress controllers, which public apps let in.
   *
   * @default pods labelled `app.kubernetes.io/name: ingress-nginx` in `ingress-nginx`
   */
  readonly ingressControllers?: readonly PodsAt[];

  /**
   * Pods that scrape metrics.
   *
   * @default pods labelled `app.kubernetes.io/name: prometheus` in `monitoring`
   */
  readonly monitoring?: readonly PodsAt[];

  /**
   * Prefixes that images must start with, the registry's host included: `registry.example.com/`, `docker.io/istio/`.
   *
   * @default [] - any registry
   */
  readonly registries?: readonly string[];

  /**
   * The Linux security module of the nodes. With `apparmor`, pods ask for the runtime's default profile, and a node without AppArmor
   * refuses them; with `selinux` they do not ask. The SELinux type `container_t` is written for both.
   *
   * @default 'apparmor'
   */
  readonly securityModule?: 'apparmor' | 'selinux';

  /**
   * Which admission plugins the API server runs. Only they keep a pod that a hostile tenant writes off the nodes of others; a platform
   * with dedicated nodes that says they are off is refused, unless it is exempted from `tenant-nodes-isolated`. A `ControlPlane` is written
   * with what is said here.
   *
   * @default {} - a `ControlPlane` decides; without one, not known: what depends on them is not proven, and the synthesis says so
   */
  readonly admissionPlugins?: AdmissionPlugins;

  /**
   * Whether a host name stays with the tenant that publishes it first, by the ingress controller or by admission in front of it (the
   * admission webhook of ingress-nginx), or is shared with whoever publishes it as well.
   *
   * @default - not known, which proves nothing
   */
  readonly ingressHosts?: 'kept' | 'shared';

  /**
   * Whether the ingress controllers carry requests to Services of the type ExternalName (ingress-nginx refuses with
   * `--disable-svc-external-name`).
   *
   * @default - not known, which proves nothing
   */
  readonly ingressExternalNames?: 'followed' | 'refused';

  /**
   * The longest life of a projected token in seconds, 600 or more: the API server's `--service-account-max-token-expiration`.
   *
   * @default 86400 - a day
   */
  readonly maxTokenSeconds?: number;

  /**
   * Labels on every object that Palisade's constructs write.
   *
   * @default {}
   */
  readonly labels?: Readonly<Record<string, string>>;

  /**
   * Whom to ask about objects that name nobody closer; an e-mail address is written as annotation `email` on workloads.
   *
   * @default none
   */
  readonly contact?: string;
}

export const PROFILE_KEYS: Readonly<Record<keyof ClusterProfileProps, true>> = {
  kubernetesVersion: true,
  cni: true,
  dns: true,
  apiServer: true,
  podCidrs: true,
  serviceCidrs: true,
  nodeCidrs: true,
  metadataAddresses: true,
  ingressControllers: true,
  monitoring: true,
  registries: true,
  securityModule: true,
  admissionPlugins: true,
  ingressHosts: true,
  ingressExternalNames: true,
  maxTokenSeconds: true,
  labels: true,
  contact: true,
};

const METADATA_ADDRESSES = [
  '100.100.100.200', // Alibaba Cloud
  '168.63.129.16', // Azure WireServer
  '169.254.169.254', // AWS, Azure, Google Cloud, OpenStack
  '169.254.170.2', // AWS ECS task credentials
  '169.254.170.23', // AWS EKS Pod Identity
  '192.0.0.192', // Oracle Cloud
  'fd00:ec2::23', // AWS EKS Pod Identity
  'fd00:ec2::254', // AWS
  'fd20:ce::254', // Google Cloud
];

/** Fills a profile with its defaults, and refuses one that cannot be right. */
export function profile(props: ClusterProfileProps, problems: Problems): ClusterProfile {
  const serviceCidrs = props.serviceCidrs ?? ['10.96.0.0/12'];
  const ranges = [
    ['podCidrs', props.podCidrs],
    ['serviceCidrs', serviceCidrs],
    ['nodeCidrs', props.nodeCidrs],
    ['apiServer.cidrs', props.apiServer?.cidrs],
  ] as const;
  for (const [name, cidrs] of ranges) {
    checkCidrs(problems, name, cidrs ?? []);
    for (const cidr of cidrs ?? []) problems.expect(!String(cidr).endsWith('/0'), `${name} must not be every address, got '${cidr}'`);
  }
  const addresses = [
    ['metadataAddresses', props.metadataAddresses ?? METADATA_ADDRESSES],
    ['dns.nodeLocal', props.dns?.nodeLocal ?? []],
    ['apiServer.serviceAddresses', props.apiServer?.serviceAddresses ?? []],
  ] as const;
  for (const [name, list] of addresses) {
    for (const address of list) {
      const block = `${address}/${address.includes(':') ? 128 : 32}`;
      if (address.includes('/')) problems.add(`${name} must be single addresses, got '${address}'`);
      else checkCidrs(problems, name, [block]);
    }
  }
  for (const port of props.dns?.ports ?? []) checkPort(problems, 'dns.ports', port);
  problems.expect(props.dns?.ports?.length !== 0, 'dns.ports must name at least one port: no ports would open all of them, got none');
  if (props.apiServer?.port !== undefined) checkPort(problems, 'apiServer.port', props.apiServer.port);
  checkWord(problems, 'kubernetesVersion', props.kubernetesVersion, KUBERNETES_VERSIONS);
  checkWord(problems, 'cni', props.cni, Object.keys(CNIS));
  checkWord(problems, 'securityModule', props.securityModule, ['apparmor', 'selinux']);
  checkAdmissionPlugins(problems, props.admissionPlugins);
  checkWord(problems, 'ingressHosts', props.ingressHosts, ['kept', 'shared']);
  checkWord(problems, 'ingressExternalNames', props.ingressExternalNames, ['followed', 'refused']);
  const maxTokenSeconds = props.maxTokenSeconds ?? 86_400;
  if (!Number.isInteger(maxTokenSeconds) || maxTokenSeconds < 600) {
    problems.add(
      `maxTokenSeconds must be a whole number of 600 or more, as Kubernetes issues no shorter tokens, got ${shown(maxTokenSeconds)}`,
    );
  }
  for (const pods of [
    ...(props.ingressControllers ?? []),
    ...(props.monitoring ?? []),
    ...(props.dns?.namespace === undefined ? [] : [props.dns]),
  ]) {
    checkName(problems, 'namespace of the cluster profile', pods.namespace ?? '');
  }
  for (const registry of props.registries ?? []) {
    if (!/^[a-z0-9.-]+(:\d+)?(\/[a-z0-9._/-]*)?$/.test(registry)) {
      problems.add(`registries must be prefixes of image references such as 'registry.example.com/team/', got '${registry}'`);
    }
  }
  problems.refuse();
  return {
    kubernetesVersion: props.kubernetesVersion ?? '1.33',
    cni: props.cni ?? 'standard',
    dns: { namespace: 'kube-system', podLabels: { 'k8s-app': 'kube-dns' }, ports: [53], nodeLocal: [], ...props.dns },
    apiServer: { cidrs: [], port: 6443, serviceAddresses: serviceCidrs.map(firstAddress), ...props.apiServer },
    podCidrs: props.podCidrs ?? ['10.244.0.0/16'],
    serviceCidrs,
    nodeCidrs: props.nodeCidrs ?? [],
    metadataAddresses: props.metadataAddresses ?? METADATA_ADDRESSES,
    ingressControllers: props.ingressControllers ?? [
      { namespace: 'ingress-nginx', podLabels: { 'app.kubernetes.io/name': 'ingress-nginx' } },
    ],
    monitoring: props.monitoring ?? [{ namespace: 'monitoring', podLabels: { 'app.kubernetes.io/name': 'prometheus' } }],
    registries: props.registries ?? [],
    securityModule: props.securityModule ?? 'apparmor',
    admissionPlugins: props.admissionPlugins ?? {},
    ingressHosts: props.ingressHosts,
    ingressExternalNames: props.ingressExternalNames,
    maxTokenSeconds,
    labels: props.labels ?? {},
    contact: props.contact,
  };
}

/** Whether the network plugin enforces NetworkPolicy objects. */
export function enforcesNetworkPolicy({ cni }: ClusterProfile): boolean {
  return CNIS[cni].enforces;
}

/** Whether destinations that a NetworkPolicy cannot name are written as CiliumNetworkPolicies. */
export function speaksCilium({ cni }: ClusterProfile): boolean {
  return CNIS[cni].dialect === 'cilium';
}

/**
 * What is never part of the internet, IPv4 or IPv6: the cluster's own ranges, cloud metadata, and what IANA reserves for private,
 * shared, local, test and group use, or tunnels to IPv4.
 *
 * https://www.iana.org/assignments/iana-ipv4-special-registry https://www.iana.org/assignments/iana-ipv6-special-registry
 */
export function notInternet(profile: ClusterProfile): readonly string[] {
  return [
    '0.0.0.0/8',
    '10.0.0.0/8',
    '100.64.0.0/10',
    '127.0.0.0/8',
    '169.254.0.0/16',
    '172.16.0.0/12',
    '192.0.0.0/24',
    '192.168.0.0/16',
    '198.18.0.0/15',
    '224.0.0.0/4',
    '240.0.0.0/4',
    '2002::/16',
    ...profile.podCidrs,
    ...profile.serviceCidrs,
    ...profile.nodeCidrs,
    ...profile.apiServer.cidrs,
    ...metadataCidrs(profile),
  ];
}

/** The metadata addresses as blocks. */
export function metadataCidrs(profile: ClusterProfile): readonly string[] {
  return profile.metadataAddresses.map(hostCidr);
}

/** Whether pods of the cluster have IPv6 addresses. */
export function hasIPv6(profile: ClusterProfile): boolean {
  return profile.podCidrs.some((cidr) => !isIPv4(cidr));
}

/** The cluster range that holds the whole of a block, if one does: such peers are named, not numbered. */
export function clusterRangeOf(profile: ClusterProfile, cidr: string): string | undefined {
  return [...profile.podCidrs, ...profile.serviceCidrs].find((range) => contains(range, cidr));
}
