import type { ProgramName } from './program';

/** Flags by program. */
export type FlagsByProgram = Readonly<Record<ProgramName, Readonly<Record<string, string>>>>;

/**
 * The flags that decide about security and that k3s and RKE2 give to programs by themselves.
 *
 * https://github.com/k3s-io/k3s/blob/master/pkg/daemons/control/server.go,
 * https://github.com/k3s-io/k3s/blob/master/pkg/daemons/agent/agent_linux.go and
 * https://github.com/rancher/rke2/blob/master/pkg/podexecutor/staticpod.go
 */
export function distributionFlags(manager: 'k3s' | 'rke2', { cis, encrypts, admission }: DistributionFacts): FlagsByProgram {
  const server = `/var/lib/rancher/${manager}/server`;
  const tls = `${server}/tls`;
  const audit = {
    'audit-policy-file': '/etc/rancher/rke2/audit-policy.yaml',
    'audit-log-path': `${server}/logs/audit.log`,
    'audit-log-maxage': '30',
    'audit-log-maxbackup': '10',
    'audit-log-maxsize': '100',
  };
  return {
    'kube-apiserver': {
      'anonymous-auth': 'false',
      'authorization-mode': 'Node,RBAC',
      'client-ca-file': `${tls}/client-ca.crt`,
      'enable-admission-plugins': 'NodeRestriction',
      'etcd-cafile': `${tls}/etcd/server-ca.crt`,
      'etcd-certfile': `${tls}/etcd/client.crt`,
      'etcd-keyfile': `${tls}/etcd/client.key`,
      'kubelet-certificate-authority': `${tls}/server-ca.crt`,
      'kubelet-client-certificate': `${tls}/client-kube-apiserver.crt`,
      'kubelet-client-key': `${tls}/client-kube-apiserver.key`,
      profiling: 'false',
      'service-account-key-file': `${tls}/service.key`,
      'service-account-signing-key-file': `${tls}/service.current.key`,
      'tls-cert-file': `${tls}/serving-kube-apiserver.crt`,
      'tls-private-key-file': `${tls}/serving-kube-apiserver.key`,
      ...(encrypts ? { 'encryption-provider-config': `${server}/cred/encryption-config.json` } : {}),
      ...(manager === 'rke2' ? { 'admission-control-config-file': admission } : {}),
      ...(manager === 'rke2' && cis ? audit : {}),
    },
    'kube-controller-manager': {
      'bind-address': '127.0.0.1',
      profiling: 'false',
      'root-ca-file': `${tls}/server-ca.crt`,
      'service-account-private-key-file': `${tls}/service.current.key`,
      'use-service-account-credentials': 'true',
    },
    'kube-scheduler': { 'bind-address': '127.0.0.1', profiling: 'false' },
    etcd: {
      'cert-file': `${tls}/etcd/server-client.crt`,
      'client-cert-auth': 'true',
      'data-dir': `${server}/db/etcd`,
      'key-file': `${tls}/etcd/server-client.key`,
      'peer-cert-file': `${tls}/etcd/peer-server-client.crt`,
      'peer-client-cert-auth': 'true',
      'peer-key-file': `${tls}/etcd/peer-server-client.key`,
      'peer-trusted-ca-file': `${tls}/etcd/peer-ca.crt`,
      'trusted-ca-file': `${tls}/etcd/server-ca.crt`,
    },
    kubelet: {
      'anonymous-auth': 'false',
      'authorization-mode': 'Webhook',
      'client-ca-file': `/var/lib/rancher/${manager}/agent/client-ca.crt`,
      'read-only-port': '0',
      'tls-cert-file': `/var/lib/rancher/${manager}/agent/serving-kubelet.crt`,
      'tls-private-key-file': `/var/lib/rancher/${manager}/agent/serving-kubelet.key`,
    },
    'kube-proxy': {},
  };
}

/** What of their configuration decides about flags that they give by themselves. */
export interface DistributionFacts {
  /** RKE2 was asked for a profile of the benchmark. */
  readonly cis: boolean;
  /** Secrets are encrypted: by RKE2 always, by k3s when asked to. */
  readonly encrypts: boolean;
  /** The AdmissionConfiguration that RKE2 gives the API server. */
  readonly admission: string;
}
