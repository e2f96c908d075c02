import type { Cni } from '../profile';

/** Ports and protocols that hosts have open for some sources. */
export interface HostPorts {
  /** @default [] */
  readonly tcp?: readonly (number | `${number}-${number}`)[];
  /** @default [] */
  readonly udp?: readonly (number | `${number}-${number}`)[];
}

/** What a network plugin's agents need of each other on the hosts; `ip` are protocols without ports, by the names that nft knows. */
export interface PluginPorts extends HostPorts {
  readonly ip?: readonly ('esp' | 'gre' | 'ipencap')[];
  /** Where its makers say so. */
  readonly source: string;
}

/**
 * What each network plugin needs between hosts: tunnels, routes and health, all of its ways of working. `standard` may be any plugin, so
 * that nothing is known.
 */
export const PLUGIN_PORTS: Readonly<Record<Cni, PluginPorts | undefined>> = {
  antrea: {
    tcp: ['10349-10351'],
    udp: [4789, 6081, 10351, 51820],
    ip: ['gre', 'esp'],
    source: 'https://antrea.io/docs/main/docs/network-requirements/',
  },
  'aws-vpc-cni': { source: 'https://github.com/aws/amazon-vpc-cni-k8s' },
  'azure-cni': { source: 'https://github.com/Azure/azure-container-networking' },
  calico: {
    tcp: [179, 5473],
    udp: [4789, '51820-51821'],
    ip: ['ipencap'],
    source: 'https://docs.tigera.io/calico/latest/getting-started/kubernetes/requirements',
  },
  canal: {
    tcp: [5473],
    udp: [8472, '51820-51821'],
    source: 'https://docs.rke2.io/install/requirements',
  },
  cilium: {
    tcp: [4240, 4244],
    udp: [6081, 8472, 51871],
    ip: ['esp'],
    source: 'https://docs.cilium.io/en/stable/operations/system_requirements/',
  },
  flannel: {
    udp: [8285, 8472, '51820-51821'],
    source: 'https://github.com/flannel-io/flannel/blob/master/Documentation/backends.md',
  },
  'gke-dataplane-v2': { source: 'https://cloud.google.com/kubernetes-engine/docs/concepts/firewall-rules' },
  kindnet: { source: 'https://github.com/kubernetes-sigs/kindnet' },
  'kube-router': {
    tcp: [179],
    udp: [5555],
    ip: ['ipencap'],
    source: 'https://github.com/cloudnativelabs/kube-router/blob/master/docs/user-guide.md',
  },
  kubenet: { source: 'https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/' },
  'ovn-kubernetes': {
    tcp: ['6641-6642'],
    udp: [6081],
    source: 'https://ovn-kubernetes.io/',
  },
  standard: undefined,
  weave: {
    tcp: [6783],
    udp: ['6783-6784'],
    ip: ['esp'],
    source: 'https://rajch.github.io/weave/kubernetes/kube-addon',
  },
};
