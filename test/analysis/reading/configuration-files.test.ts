import { documentsIn } from '../../../analysis/reading/documents';

const read = (apiVersion: string, kind: string) => documentsIn(`apiVersion: ${apiVersion}\nkind: ${kind}\n`, 'a.yaml');

/** https://kubernetes.io/docs/reference/config-api/ and what other programs read. */
test.each([
  ['apiserver.config.k8s.io/v1', 'EncryptionConfiguration'],
  ['apiserver.config.k8s.io/v1', 'AdmissionConfiguration'],
  ['apiserver.config.k8s.io/v1beta1', 'AuthenticationConfiguration'],
  ['apiserver.config.k8s.io/v1', 'AuthorizationConfiguration'],
  ['apiserver.k8s.io/v1beta1', 'EgressSelectorConfiguration'],
  ['audit.k8s.io/v1', 'Policy'],
  ['pod-security.admission.config.k8s.io/v1', 'PodSecurityConfiguration'],
  ['eventratelimit.admission.k8s.io/v1alpha1', 'Configuration'],
  ['podtolerationrestriction.admission.k8s.io/v1alpha1', 'Configuration'],
  ['resourcequota.admission.k8s.io/v1', 'Configuration'],
  ['kubelet.config.k8s.io/v1beta1', 'KubeletConfiguration'],
  ['kubelet.config.k8s.io/v1', 'CredentialProviderConfig'],
  ['credentialprovider.kubelet.k8s.io/v1', 'CredentialProviderRequest'],
  ['kubeproxy.config.k8s.io/v1alpha1', 'KubeProxyConfiguration'],
  ['kubescheduler.config.k8s.io/v1', 'KubeSchedulerConfiguration'],
  ['kubecontrollermanager.config.k8s.io/v1alpha1', 'KubeControllerManagerConfiguration'],
  ['kubeadm.k8s.io/v1beta3', 'InitConfiguration'],
  ['kubeadm.k8s.io/v1beta4', 'JoinConfiguration'],
  ['kustomize.config.k8s.io/v1beta1', 'Kustomization'],
  ['kind.x-k8s.io/v1alpha4', 'Cluster'],
  ['config.palisade.dev/v1', 'EncryptionPlan'],
  ['v1', 'Config'],
])('%s %s is the configuration of a program, and no object', (apiVersion, kind) => {
  const { manifests, unreadable, others } = read(apiVersion, kind);
  expect([manifests, unreadable, others]).toEqual([[], [], 1]);
});

test.each([
  ['v1', 'ConfigMap'],
  ['admission.k8s.io/v1', 'AdmissionReview'],
  ['flowcontrol.apiserver.k8s.io/v1', 'FlowSchema'],
  ['internal.apiserver.k8s.io/v1alpha1', 'StorageVersion'],
  ['audit.k8s.io.example.com/v1', 'Policy'],
  ['notkubeadm.k8s.io/v1', 'InitConfiguration'],
  ['imagepolicy.k8s.io/v1alpha1', 'ImageReview'],
  ['config.example.com/v1', 'Config'],
  ['kubeadm.k8s.io', 'InitConfiguration'],
])('%s %s is an object', (apiVersion, kind) => {
  const { manifests, others } = read(apiVersion, kind);
  expect([manifests.length, others]).toEqual([1, 0]);
});
