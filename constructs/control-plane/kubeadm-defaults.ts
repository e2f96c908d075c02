import { hostPort } from './members';
import type { Component, Flags, Surroundings } from './part';
import { pki, places } from './places';

/**
 * Flags that kubeadm gives by itself, and their values: written again they would only hide what is different.
 *
 * The same from 1.27 to 1.36: https://github.com/kubernetes/kubernetes/blob/master/cmd/kubeadm/app/phases/controlplane/manifests.go and
 * `phases/etcd/local.go` beside it.
 */
export function kubeadmDefaults({ profile, members, clusterName }: Surroundings): Readonly<Partial<Record<Component, Flags>>> {
  const local = members[0]?.address.includes(':') ? '::1' : '127.0.0.1';
  const services = profile.serviceCidrs.join(',');
  const client = (kubeconfig: string) => ({
    'bind-address': '127.0.0.1',
    'leader-elect': 'true',
    kubeconfig,
    'authentication-kubeconfig': kubeconfig,
    'authorization-kubeconfig': kubeconfig,
  });
  return {
    'kube-apiserver': {
      'enable-admission-plugins': 'NodeRestriction',
      'service-cluster-ip-range': services,
      'service-account-key-file': pki.serviceAccounts.publicKey,
      'service-account-signing-key-file': pki.serviceAccounts.key,
      'service-account-issuer': 'https://kubernetes.default.svc.cluster.local',
      'client-ca-file': pki.authority,
      'tls-cert-file': pki.apiServer.certificate,
      'tls-private-key-file': pki.apiServer.key,
      'kubelet-client-certificate': pki.kubeletClient.certificate,
      'kubelet-client-key': pki.kubeletClient.key,
      'enable-bootstrap-token-auth': 'true',
      'secure-port': `${profile.apiServer.port}`,
      'allow-privileged': 'true',
      'kubelet-preferred-address-types': 'InternalIP,ExternalIP,Hostname',
      'requestheader-username-headers': 'X-Remote-User',
      'requestheader-group-headers': 'X-Remote-Group',
      'requestheader-extra-headers-prefix': 'X-Remote-Extra-',
      'requestheader-client-ca-file': pki.frontProxy.authority,
      'requestheader-allowed-names': 'front-proxy-client',
      'proxy-client-cert-file': pki.frontProxy.certificate,
      'proxy-client-key-file': pki.frontProxy.key,
      'authorization-mode': 'Node,RBAC',
      'etcd-servers': `https://${hostPort(local, 2379)}`,
      'etcd-cafile': pki.etcd.authority,
      'etcd-certfile': pki.etcd.client.certificate,
      'etcd-keyfile': pki.etcd.client.key,
    },
    'kube-controller-manager': {
      ...client('/etc/kubernetes/controller-manager.conf'),
      'client-ca-file': pki.authority,
      'requestheader-client-ca-file': pki.frontProxy.authority,
      'root-ca-file': pki.authority,
      'service-account-private-key-file': pki.serviceAccounts.key,
      'cluster-signing-cert-file': pki.authority,
      'cluster-signing-key-file': pki.authorityKey,
      'use-service-account-credentials': 'true',
      controllers: '*,bootstrapsigner,tokencleaner',
      'allocate-node-cidrs': 'true',
      'cluster-cidr': profile.podCidrs.join(','),
      'cluster-name': clusterName,
      'service-cluster-ip-range': services,
    },
    'kube-scheduler': client('/etc/kubernetes/scheduler.conf'),
    etcd: {
      'data-dir': places.etcdData,
      'cert-file': pki.etcd.server.certificate,
      'key-file': pki.etcd.server.key,
      'trusted-ca-file': pki.etcd.authority,
      'client-cert-auth': 'true',
      'peer-cert-file': pki.etcd.peer.certificate,
      'peer-key-file': pki.etcd.peer.key,
      'peer-trusted-ca-file': pki.etcd.authority,
      'peer-client-cert-auth': 'true',
      'snapshot-count': '10000',
      'listen-metrics-urls': `http://${hostPort(local, 2381)}`,
    },
  };
}
