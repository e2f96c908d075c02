import { rules } from '../../rules';
import { hosts } from './control-plane';
import { clusterOf, deployment, object } from './given';

const ODD = [
  'null',
  '[]',
  '{}',
  '3',
  'text',
  '[null]',
  '[[]]',
  '[{}]',
  '[3]',
  '{ toString: 3 }',
  '{ constructor: {} }',
  '[{ toString: {} }]',
];
const FLAGS = [
  '--admission-control-config-file=/etc/admission.yaml',
  '--audit-policy-file=/etc/audit.yaml',
  '--audit-log-path=/var/log/audit.log',
  '--encryption-provider-config=/etc/encryption.yaml',
  '--enable-admission-plugins',
  '--feature-gates==,UserNamespacesSupport=,=true',
  '--service-account-max-token-expiration=1x',
].join('\n');
const about = (version: string, kind: string, fields: string) => `apiVersion: ${version}\nkind: ${kind}\n${fields}`;

const shop = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { 'palisade.dev/tenant': 'shop' } } };
const manifests = [shop, object('v1', 'Secret', 'login'), deployment({ hostUsers: false, runtimeClassName: 'kata' })];

test.each(ODD)('no rule fails on files of hosts in which everything is %s', (odd) => {
  const facts = hosts({
    'flags/kube-apiserver.conf': FLAGS,
    'admission.yaml': about('apiserver.config.k8s.io/v1', 'AdmissionConfiguration', `plugins: ${odd}`),
    'pod-security.yaml': about(
      'apiserver.config.k8s.io/v1',
      'AdmissionConfiguration',
      `plugins: [{ name: PodSecurity, path: ${odd}, configuration: { exemptions: { namespaces: ${odd}, usernames: ${odd} } } }]`,
    ),
    'audit.yaml': about('audit.k8s.io/v1', 'Policy', `rules: ${odd}\nomitStages: ${odd}`),
    'encryption.yaml': about(
      'apiserver.config.k8s.io/v1',
      'EncryptionConfiguration',
      `resources: [{ resources: ${odd}, providers: ${odd} }, ${odd}]`,
    ),
    'init.yaml': about(
      'kubeadm.k8s.io/v1beta4',
      'ClusterConfiguration',
      `apiServer: { extraArgs: ${odd} }\n---\n${about('kubeadm.k8s.io/v1beta4', 'InitConfiguration', `nodeRegistration: { taints: ${odd} }`)}`,
    ),
    'kubelet.yaml': about('kubelet.config.k8s.io/v1beta1', 'KubeletConfiguration', `registerWithTaints: ${odd}\nfeatureGates: ${odd}`),
    'k3s/server.yaml': `cluster-init: true\nkube-apiserver-arg: ${odd}\nnode-taint: ${odd}`,
  });
  for (const rule of rules) expect(() => [...rule.check(clusterOf(manifests, { ...facts, minor: 33 }))]).not.toThrow();
});
