import type { ProgramName } from './program';

/**
 * The flags that decide about security and that kubeadm gives to programs by itself, for certificates in one directory.
 *
 * The same from 1.27 to 1.36: https://github.com/kubernetes/kubernetes/blob/v1.36.0/cmd/kubeadm/app/phases/controlplane/manifests.go and
 * https://github.com/kubernetes/kubernetes/blob/v1.36.0/cmd/kubeadm/app/phases/etcd/local.go
 */
export function kubeadmFlags(certificates: string, dataDir: string): Readonly<Record<ProgramName, Readonly<Record<string, string>>>> {
  const inside = (name: string) => `${certificates}/${name}`;
  return {
    'kube-apiserver': {
      'allow-privileged': 'true',
      'authorization-mode': 'Node,RBAC',
      'client-ca-file': inside('ca.crt'),
      'enable-admission-plugins': 'NodeRestriction',
      'enable-bootstrap-token-auth': 'true',
      'etcd-cafile': inside('etcd/ca.crt'),
      'etcd-certfile': inside('apiserver-etcd-client.crt'),
      'etcd-keyfile': inside('apiserver-etcd-client.key'),
      'kubelet-client-certificate': inside('apiserver-kubelet-client.crt'),
      'kubelet-client-key': inside('apiserver-kubelet-client.key'),
      'service-account-key-file': inside('sa.pub'),
      'service-account-signing-key-file': inside('sa.key'),
      'tls-cert-file': inside('apiserver.crt'),
      'tls-private-key-file': inside('apiserver.key'),
    },
    'kube-controller-manager': {
      'bind-address': '127.0.0.1',
      'client-ca-file': inside('ca.crt'),
      'root-ca-file': inside('ca.crt'),
      'service-account-private-key-file': inside('sa.key'),
      'use-service-account-credentials': 'true',
    },
    'kube-scheduler': { 'bind-address': '127.0.0.1' },
    etcd: {
      'cert-file': inside('etcd/server.crt'),
      'client-cert-auth': 'true',
      'data-dir': dataDir,
      'key-file': inside('etcd/server.key'),
      'peer-cert-file': inside('etcd/peer.crt'),
      'peer-client-cert-auth': 'true',
      'peer-key-file': inside('etcd/peer.key'),
      'peer-trusted-ca-file': inside('etcd/ca.crt'),
      'trusted-ca-file': inside('etcd/ca.crt'),
    },
    kubelet: {},
    'kube-proxy': {},
  };
}

/**
 * The fields of a KubeletConfiguration that kubeadm fills where they are left out; `rotateCertificates` it sets to true in any case.
 *
 * https://github.com/kubernetes/kubernetes/blob/v1.36.0/cmd/kubeadm/app/componentconfigs/kubelet.go
 */
export function kubeadmKubelet(certificates: string): Readonly<Record<string, unknown>> {
  return {
    authentication: { anonymous: { enabled: false }, webhook: { enabled: true }, x509: { clientCAFile: `${certificates}/ca.crt` } },
    authorization: { mode: 'Webhook' },
    rotateCertificates: true,
  };
}
