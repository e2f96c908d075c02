/** Where kubeadm keeps certificates and keys. https://kubernetes.io/docs/setup/best-practices/certificates/ */
const PKI = '/etc/kubernetes/pki';

/** Certificates and keys by what they are for; k3s and RKE2 have their own and are not told. */
export const pki = {
  authority: `${PKI}/ca.crt`,
  authorityKey: `${PKI}/ca.key`,
  apiServer: { certificate: `${PKI}/apiserver.crt`, key: `${PKI}/apiserver.key` },
  kubeletClient: { certificate: `${PKI}/apiserver-kubelet-client.crt`, key: `${PKI}/apiserver-kubelet-client.key` },
  frontProxy: {
    authority: `${PKI}/front-proxy-ca.crt`,
    certificate: `${PKI}/front-proxy-client.crt`,
    key: `${PKI}/front-proxy-client.key`,
  },
  serviceAccounts: { publicKey: `${PKI}/sa.pub`, key: `${PKI}/sa.key` },
  etcd: {
    authority: `${PKI}/etcd/ca.crt`,
    server: { certificate: `${PKI}/etcd/server.crt`, key: `${PKI}/etcd/server.key` },
    peer: { certificate: `${PKI}/etcd/peer.crt`, key: `${PKI}/etcd/peer.key` },
    client: { certificate: `${PKI}/apiserver-etcd-client.crt`, key: `${PKI}/apiserver-etcd-client.key` },
  },
} as const;

/** Directories for the files that are written here. */
export const places = {
  /** Configuration that the API server reads: admission, audit policy, authentication, authorization. */
  apiServer: '/etc/kubernetes/apiserver',
  /** The EncryptionConfiguration with its keys, which is made on the host and never leaves it. */
  encryption: '/etc/kubernetes/encryption',
  auditLog: '/var/log/kubernetes/audit',
  etcdData: '/var/lib/etcd',
  kubeletConfig: '/var/lib/kubelet/config.yaml',
} as const;

/** The suites of TLS 1.2 that the API server, the kubelet and etcd share and that CIS 1.12 accepts; those of TLS 1.3 are not chosen. */
export const CIPHER_SUITES = [
  'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256',
  'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256',
] as const;
