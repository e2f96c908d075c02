import { checkKeys, checkWord, type Problems } from '../problems';
import { yamlStream } from '../yaml';
import { checkSwitch } from './checks';
import { hostPort } from './members';
import type { ConfigDocument, Part, Surroundings } from './part';

const MODES = ['iptables', 'nftables'] as const;

export interface KubeProxyProps {
  /** How connections are led to Services; nftables from Kubernetes 1.31 on. @default 'iptables' */
  readonly mode?: (typeof MODES)[number];

  /**
   * Whether load balancers outside of the cluster ask each node whether its kube-proxy is well, as those of cloud providers do.
   *
   * @default false
   */
  readonly loadBalancerHealthChecks?: boolean;

  /**
   * Whether the network plugin does the work of kube-proxy, which is then not installed: Antrea, Calico, Cilium, kube-router and
   * OVN-Kubernetes can.
   *
   * @default false
   */
  readonly replacedByNetworkPlugin?: boolean;
}

const KEYS: Readonly<Record<keyof KubeProxyProps, true>> = {
  mode: true,
  loadBalancerHealthChecks: true,
  replacedByNetworkPlugin: true,
};

/** The network plugins that can do without kube-proxy; `standard` is any. */
const REPLACING = ['antrea', 'calico', 'cilium', 'gke-dataplane-v2', 'kube-router', 'ovn-kubernetes', 'standard'];

/** The minor versions from which on kube-proxy knows the mode without a feature gate, and the word `primary`. */
const NFTABLES_SINCE = 31;
const PRIMARY_SINCE = 31;

const FILE = 'kube-proxy/config.yaml';

const FIELDS: Readonly<Record<string, string>> = {
  'clientConnection.kubeconfig': 'spoofing: it acts as itself, and knows the API server by its certificate',
  metricsBindAddress: 'disclosure: only the node itself reads metrics, which need no certificate',
  healthzBindAddress: 'disclosure: nobody outside of the node asks for its health, unless a load balancer has to',
  bindAddressHardFail: 'spoofing: a program that took one of its ports is noticed',
  enableProfiling: 'disclosure: nobody reads its memory and timing',
  mode: 'tampering: the rules of the kernel that are meant',
  'iptables.localhostNodePorts': "elevation: a Service does not reach the host's own loopback, nor is it reached there",
  detectLocalMode: 'spoofing: what comes from pods is known by their addresses',
  clusterCIDR: 'spoofing: what comes from pods is known by their addresses',
  nodePortAddresses: "disclosure: node ports open on the nodes' own addresses alone",
  'conntrack.maxPerCore': 'denial of service: a flood of connections has an end, and one that is large enough for all',
  'conntrack.min': 'denial of service: a flood of connections has an end, and one that is large enough for all',
  'conntrack.tcpEstablishedTimeout': 'denial of service: connections that are gone do not fill the table for days',
  'conntrack.tcpCloseWaitTimeout': 'denial of service: connections that are half closed do not fill the table',
};

/** The threat that each field is there for. */
export const reasons: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(FIELDS).map(([field, reason]) => [`${FILE}:${field}`, reason]),
);

/**
 * What leads connections to Services on every node; nothing where the network plugin does.
 *
 * https://kubernetes.io/docs/reference/config-api/kube-proxy-config.v1alpha1/
 */
export function kubeProxyPart(props: KubeProxyProps | undefined, surroundings: Surroundings, problems: Problems): Part {
  const given = props ?? {};
  checkKeys(problems, 'kubeProxy', given, KEYS);
  const { mode = 'iptables' } = given;
  const { minor, profile, members } = surroundings;
  checkWord(problems, 'kubeProxy.mode', mode, MODES);
  if (mode === 'nftables' && minor < NFTABLES_SINCE)
    problems.add(
      `kubeProxy.mode 'nftables' is for Kubernetes 1.${NFTABLES_SINCE} and newer, got ${profile.kubernetesVersion}: use 'iptables'`,
    );
  const checked = checkSwitch(problems, 'kubeProxy.loadBalancerHealthChecks', given.loadBalancerHealthChecks ?? false);
  if (checkSwitch(problems, 'kubeProxy.replacedByNetworkPlugin', given.replacedByNetworkPlugin ?? false)) {
    if (!REPLACING.includes(profile.cni))
      problems.add(
        `kubeProxy.replacedByNetworkPlugin is for a network plugin that does the work of kube-proxy, got cni '${profile.cni}', expected one of ${REPLACING.join(', ')}`,
      );
    for (const other of ['mode', 'loadBalancerHealthChecks'] as const)
      if (given[other] !== undefined) problems.add(`kubeProxy.${other} says nothing beside replacedByNetworkPlugin: leave one of them out`);
    return {};
  }
  const anywhere = members[0]?.address.includes(':') ? '::' : '0.0.0.0';
  const addresses = profile.nodeCidrs.length > 0 ? profile.nodeCidrs : minor >= PRIMARY_SINCE ? ['primary'] : [];
  const document: ConfigDocument = {
    apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
    kind: 'KubeProxyConfiguration',
    clientConnection: { kubeconfig: '/var/lib/kube-proxy/kubeconfig.conf' },
    metricsBindAddress: '127.0.0.1:10249',
    healthzBindAddress: hostPort(checked ? anywhere : '127.0.0.1', 10_256),
    bindAddressHardFail: true,
    enableProfiling: false,
    mode,
    ...(mode === 'iptables' ? { iptables: { localhostNodePorts: false } } : {}),
    detectLocalMode: 'ClusterCIDR',
    clusterCIDR: profile.podCidrs.join(','),
    ...(addresses.length === 0 ? {} : { nodePortAddresses: addresses }),
    conntrack: { maxPerCore: 32_768, min: 131_072, tcpEstablishedTimeout: '24h0m0s', tcpCloseWaitTimeout: '1h0m0s' },
  };
  const head = '# kube-proxy on every node: kube-proxy --config=/var/lib/kube-proxy/config.yaml. kubeadm gives it the same by itself.\n';
  return {
    documents: { kubeProxy: () => document },
    files: [{ path: FILE, text: () => `${head}${yamlStream([document])}` }],
    reasons,
  };
}
