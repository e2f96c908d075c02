import { hostFactsOf } from '../../../analysis/control-plane/facts';
import { auditOf } from '../../../rules/benchmark/audit';

/** What a plain `kubeadm init` of 1.33 writes to its host, as far as the checks look at it; from kubeadm's sources. */
const MANIFESTS: Readonly<Record<string, readonly string[]>> = {
  'kube-apiserver': [
    '--advertise-address=10.0.0.1',
    '--allow-privileged=true',
    '--authorization-mode=Node,RBAC',
    '--client-ca-file=/etc/kubernetes/pki/ca.crt',
    '--enable-admission-plugins=NodeRestriction',
    '--enable-bootstrap-token-auth=true',
    '--etcd-cafile=/etc/kubernetes/pki/etcd/ca.crt',
    '--etcd-certfile=/etc/kubernetes/pki/apiserver-etcd-client.crt',
    '--etcd-keyfile=/etc/kubernetes/pki/apiserver-etcd-client.key',
    '--etcd-servers=https://127.0.0.1:2379',
    '--kubelet-client-certificate=/etc/kubernetes/pki/apiserver-kubelet-client.crt',
    '--kubelet-client-key=/etc/kubernetes/pki/apiserver-kubelet-client.key',
    '--service-account-issuer=https://kubernetes.default.svc.cluster.local',
    '--service-account-key-file=/etc/kubernetes/pki/sa.pub',
    '--service-account-signing-key-file=/etc/kubernetes/pki/sa.key',
    '--tls-cert-file=/etc/kubernetes/pki/apiserver.crt',
    '--tls-private-key-file=/etc/kubernetes/pki/apiserver.key',
  ],
  'kube-controller-manager': [
    '--bind-address=127.0.0.1',
    '--root-ca-file=/etc/kubernetes/pki/ca.crt',
    '--service-account-private-key-file=/etc/kubernetes/pki/sa.key',
    '--use-service-account-credentials=true',
  ],
  'kube-scheduler': ['--bind-address=127.0.0.1', '--kubeconfig=/etc/kubernetes/scheduler.conf'],
  etcd: [
    '--cert-file=/etc/kubernetes/pki/etcd/server.crt',
    '--client-cert-auth=true',
    '--data-dir=/var/lib/etcd',
    '--key-file=/etc/kubernetes/pki/etcd/server.key',
    '--peer-cert-file=/etc/kubernetes/pki/etcd/peer.crt',
    '--peer-client-cert-auth=true',
    '--peer-key-file=/etc/kubernetes/pki/etcd/peer.key',
    '--peer-trusted-ca-file=/etc/kubernetes/pki/etcd/ca.crt',
    '--trusted-ca-file=/etc/kubernetes/pki/etcd/ca.crt',
  ],
};

const KUBELET = `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authentication:
  anonymous: { enabled: false }
  webhook: { enabled: true }
  x509: { clientCAFile: /etc/kubernetes/pki/ca.crt }
authorization: { mode: Webhook }
rotateCertificates: true
streamingConnectionIdleTimeout: 0s
`;

const HOST = [
  ...Object.entries(MANIFESTS).map(([name, flags]) => {
    const container = `    - name: ${name}\n      command:\n        - ${name}\n${flags.map((flag) => `        - ${flag}\n`).join('')}`;
    return { path: `manifests/${name}.yaml`, text: `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n${container}` };
  }),
  { path: 'kubelet/config.yaml', text: KUBELET },
  { path: 'proxy.yaml', text: 'apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nmetricsBindAddress: ""\n' },
];

/** The same, as somebody asks for it. */
const ASKED = [
  { path: 'kubeadm.yaml', text: 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nkubernetesVersion: v1.33.4\n' },
];

/** The checks of programs that a plain cluster does not meet: the table's column for kubeadm's defaults, and what the manual ones leave open. */
const FAILS = ['1.2.5', '1.2.15', '1.2.16', '1.2.17', '1.2.18', '1.2.19', '1.2.30', '1.3.2', '1.4.1'];
const WARNS = [
  ...['1.2.1', '1.2.3', '1.2.9', '1.2.11', '1.2.27', '1.2.28', '1.2.29', '1.3.1', '3.1.1', '3.1.2', '3.1.3', '3.2.1', '3.2.2'],
  ...['4.2.9', '4.2.12', '4.2.13', '4.2.14'],
];

test.each([
  ['on its host', HOST],
  ['from its configuration', ASKED],
])('a plain kubeadm cluster, %s', (_, files) => {
  const results = auditOf(hostFactsOf(files)).filter(({ check }) => check.subject !== 'files');
  const those = (status: string) => results.filter((result) => result.status === status).map(({ check }) => check.id);
  expect(those('fail')).toEqual(FAILS);
  expect(those('warn')).toEqual(WARNS);
  expect(those('unknown')).toEqual([]);
  expect(those('pass')).toHaveLength(results.length - FAILS.length - WARNS.length);
});
