import type { NodePool } from '../node-pool';
import { yamlStream } from '../yaml';
import type { Composition } from './composition';
import { flagPairs } from './flags';
import { hostPort } from './members';
import type { Component, ConfigDocument, Flags, HostFile } from './part';
import { poolsOf } from './pools';

/** Flags that k3s and RKE2 work out by themselves: certificates, addresses, keys, etcd, and what belongs to a profile of their own. */
const OWNED: Readonly<Partial<Record<Component, readonly string[]>>> = {
  'kube-apiserver': [
    'advertise-address',
    'allow-privileged',
    'anonymous-auth',
    'authorization-mode',
    'bind-address',
    'client-ca-file',
    'enable-bootstrap-token-auth',
    'encryption-provider-config',
    'encryption-provider-config-automatic-reload',
    'etcd-cafile',
    'etcd-certfile',
    'etcd-keyfile',
    'etcd-servers',
    'kubelet-certificate-authority',
    'kubelet-client-certificate',
    'kubelet-client-key',
    'kubelet-preferred-address-types',
    'proxy-client-cert-file',
    'proxy-client-key-file',
    'requestheader-allowed-names',
    'requestheader-client-ca-file',
    'requestheader-extra-headers-prefix',
    'requestheader-group-headers',
    'requestheader-username-headers',
    'secure-port',
    'service-account-key-file',
    'service-account-signing-key-file',
    'service-cluster-ip-range',
    'tls-cert-file',
    'tls-private-key-file',
  ],
  'kube-controller-manager': [
    'allocate-node-cidrs',
    'authentication-kubeconfig',
    'authorization-kubeconfig',
    'bind-address',
    'client-ca-file',
    'cluster-cidr',
    'cluster-name',
    'cluster-signing-cert-file',
    'cluster-signing-key-file',
    'kubeconfig',
    'leader-elect',
    'requestheader-client-ca-file',
    'root-ca-file',
    'service-account-private-key-file',
    'service-cluster-ip-range',
    'use-service-account-credentials',
  ],
  'kube-scheduler': ['authentication-kubeconfig', 'authorization-kubeconfig', 'bind-address', 'kubeconfig', 'leader-elect'],
};

/** Flags of etcd that go into the file which they write for it. */
const ETCD = ['tls-min-version', 'cipher-suites', 'quota-backend-bytes', 'snapshot-count'];

/** Fields of a KubeletConfiguration, and the kubelet's flags that say the same; the rest they set by themselves. */
const KUBELET: Readonly<Record<string, string>> = {
  eventBurst: 'event-burst',
  eventRecordQPS: 'event-qps',
  makeIPTablesUtilChains: 'make-iptables-util-chains',
  podPidsLimit: 'pod-max-pids',
  seccompDefault: 'seccomp-default',
  streamingConnectionIdleTimeout: 'streaming-connection-idle-timeout',
  tlsCipherSuites: 'tls-cipher-suites',
  tlsMinVersion: 'tls-min-version',
};

/** The flags that a program is given in a `…-arg` list, as `name=value`. */
export function argsFor({ flags }: Composition, component: Component, besides: readonly string[] = []): readonly string[] {
  // With a file of their own for it, they leave the flag out, which would let everybody in.
  const own = flags[component]['authentication-config'] === undefined ? [] : ['anonymous-auth'];
  const left = [...(OWNED[component] ?? []), ...besides].filter((name) => !own.includes(name));
  const given: Flags = Object.fromEntries(Object.entries(flags[component]).filter(([name]) => !left.includes(name)));
  return flagPairs(given).map(([name, value]) => `${name}=${value}`);
}

/** The same for etcd, whose lists stand in brackets. */
export function etcdArgs({ flags: { etcd } }: Composition): readonly string[] {
  const given: Flags = Object.fromEntries(Object.entries(etcd).filter(([name]) => ETCD.includes(name)));
  return flagPairs(given).map(([name, value]) => `${name}=${value.includes(',') ? `[${value}]` : value}`);
}

/** The same for kubelets, from what every one of them is configured with. */
export function kubeletArgs({ kubelet }: Composition): readonly string[] {
  const document = kubelet?.() ?? {};
  return Object.entries(KUBELET).flatMap(([field, flag]) => (document[field] === undefined ? [] : [`${flag}=${document[field]}`]));
}

/** What servers and agents alike are told. */
export function onEveryNode(composition: Composition): ConfigDocument {
  const { securityModule } = composition.surroundings.profile;
  return {
    'protect-kernel-defaults': true,
    ...(securityModule === 'selinux' ? { selinux: true } : {}),
    ...list('kubelet-arg', kubeletArgs(composition)),
  };
}

/** What servers are told of the cluster and of their own names. */
export function ofTheCluster({ surroundings, kubeProxy }: Composition): ConfigDocument {
  const { profile, endpoint, members } = surroundings;
  return {
    'cluster-cidr': profile.podCidrs.join(','),
    'service-cidr': profile.serviceCidrs.join(','),
    'tls-san': [...new Set([endpoint.host, ...members.flatMap(({ name, address }) => [name, address])])],
    'write-kubeconfig-mode': '0600',
    ...(kubeProxy === undefined ? { 'disable-kube-proxy': true } : {}),
    // Workloads of tenants do not run beside the API server.
    'node-taint': ['CriticalAddonsOnly=true:NoExecute'],
  };
}

/** A field for a list, unless it is empty. */
export function list(field: string, values: readonly string[]): ConfigDocument {
  return values.length === 0 ? {} : { [field]: values };
}

/** A file for nodes of no pool and one for each pool; `server` is where they join. */
export function agentFiles(composition: Composition, name: 'k3s' | 'rke2', server: number): readonly HostFile[] {
  const { surroundings } = composition;
  const text = (pool: NodePool | undefined) => {
    const taints = (pool?.tolerations ?? []).map(({ key, value, effect }) => `${key}=${value}:${effect}`);
    const document = { ...joins(composition, name, server), ...onEveryNode(composition), ...list('node-taint', taints) };
    const whose = pool === undefined ? 'of no pool' : `of the pool '${pool.name}'`;
    return headed([`/etc/rancher/${name}/config.yaml on agents ${whose}.`, ...tokenNote(name)], document);
  };
  const pools = poolsOf(surroundings).map((pool) => ({ path: `${name}/agents/${pool.name}.yaml`, text: () => text(pool) }));
  return [{ path: `${name}/agent.yaml`, text: () => text(undefined) }, ...pools];
}

/** The drop-in by which all servers but the first join it. */
export function joinFile(composition: Composition, name: 'k3s' | 'rke2', server: number): readonly HostFile[] {
  if (composition.surroundings.members.length === 1) return [];
  const head = [`/etc/rancher/${name}/config.yaml.d/join.yaml on all servers but the first.`, ...tokenNote(name)];
  return [{ path: `${name}/server-join.yaml`, text: () => headed(head, joins(composition, name, server)) }];
}

function joins({ surroundings }: Composition, name: 'k3s' | 'rke2', server: number): ConfigDocument {
  return { server: `https://${hostPort(surroundings.endpoint.host, server)}`, 'token-file': `/etc/rancher/${name}/token` };
}

function tokenNote(name: 'k3s' | 'rke2'): readonly string[] {
  return [
    `The token is that of /var/lib/rancher/${name}/server/token on the first server: copy it to the file named here, for root alone.`,
  ];
}

/** A document with comments above it. */
export function headed(head: readonly string[], document: ConfigDocument): string {
  return `${head.map((line) => `# ${line}\n`).join('')}${yamlStream([document])}`;
}
