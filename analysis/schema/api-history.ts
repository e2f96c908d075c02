/** A version of an API that Kubernetes announced to stop serving, for some kinds. */
export interface Retirement {
  readonly apiVersion: string;
  readonly kinds: readonly string[];
  /** The minor version that does not serve it any more; `undefined` if none is named. */
  readonly removed: number | undefined;
  /** What to write instead, and the minor version that serves it first. */
  readonly instead:
    | { readonly apiVersion: string; readonly kind?: string; readonly since: number }
    | { readonly words: string; readonly since: number };
}

const row = (removed: number | undefined, apiVersion: string, kinds: string, instead: string, since: number): Retirement => ({
  apiVersion,
  kinds: kinds.split(' '),
  removed,
  instead: { apiVersion: instead, since },
});

const POD_SECURITY = 'Pod Security Admission, by labels of the namespace';

/**
 * What the Deprecated API Migration Guide lists, from 1.16 on.
 *
 * https://kubernetes.io/docs/reference/using-api/deprecation-guide/
 */
export const RETIREMENTS: readonly Retirement[] = [
  {
    apiVersion: 'v1',
    kinds: ['Endpoints'],
    removed: undefined,
    instead: { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', since: 33 },
  },
  row(32, 'flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema PriorityLevelConfiguration', 'flowcontrol.apiserver.k8s.io/v1', 29),
  row(29, 'flowcontrol.apiserver.k8s.io/v1beta2', 'FlowSchema PriorityLevelConfiguration', 'flowcontrol.apiserver.k8s.io/v1beta3', 26),
  row(27, 'storage.k8s.io/v1beta1', 'CSIStorageCapacity', 'storage.k8s.io/v1', 24),
  row(26, 'flowcontrol.apiserver.k8s.io/v1beta1', 'FlowSchema PriorityLevelConfiguration', 'flowcontrol.apiserver.k8s.io/v1beta2', 23),
  row(26, 'autoscaling/v2beta2', 'HorizontalPodAutoscaler', 'autoscaling/v2', 23),
  row(25, 'batch/v1beta1', 'CronJob', 'batch/v1', 21),
  row(25, 'discovery.k8s.io/v1beta1', 'EndpointSlice', 'discovery.k8s.io/v1', 21),
  row(25, 'events.k8s.io/v1beta1', 'Event', 'events.k8s.io/v1', 19),
  row(25, 'autoscaling/v2beta1', 'HorizontalPodAutoscaler', 'autoscaling/v2', 23),
  row(25, 'policy/v1beta1', 'PodDisruptionBudget', 'policy/v1', 21),
  { apiVersion: 'policy/v1beta1', kinds: ['PodSecurityPolicy'], removed: 25, instead: { words: POD_SECURITY, since: 21 } },
  row(25, 'node.k8s.io/v1beta1', 'RuntimeClass', 'node.k8s.io/v1', 20),
  row(
    22,
    'admissionregistration.k8s.io/v1beta1',
    'MutatingWebhookConfiguration ValidatingWebhookConfiguration',
    'admissionregistration.k8s.io/v1',
    16,
  ),
  row(22, 'apiextensions.k8s.io/v1beta1', 'CustomResourceDefinition', 'apiextensions.k8s.io/v1', 16),
  row(22, 'apiregistration.k8s.io/v1beta1', 'APIService', 'apiregistration.k8s.io/v1', 10),
  row(22, 'authentication.k8s.io/v1beta1', 'TokenReview', 'authentication.k8s.io/v1', 6),
  row(
    22,
    'authorization.k8s.io/v1beta1',
    'LocalSubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview',
    'authorization.k8s.io/v1',
    6,
  ),
  row(22, 'certificates.k8s.io/v1beta1', 'CertificateSigningRequest', 'certificates.k8s.io/v1', 19),
  row(22, 'coordination.k8s.io/v1beta1', 'Lease', 'coordination.k8s.io/v1', 14),
  row(22, 'extensions/v1beta1', 'Ingress', 'networking.k8s.io/v1', 19),
  row(22, 'networking.k8s.io/v1beta1', 'Ingress IngressClass', 'networking.k8s.io/v1', 19),
  row(22, 'rbac.authorization.k8s.io/v1beta1', 'ClusterRole ClusterRoleBinding Role RoleBinding', 'rbac.authorization.k8s.io/v1', 8),
  row(22, 'scheduling.k8s.io/v1beta1', 'PriorityClass', 'scheduling.k8s.io/v1', 14),
  row(22, 'storage.k8s.io/v1beta1', 'CSIDriver', 'storage.k8s.io/v1', 19),
  row(22, 'storage.k8s.io/v1beta1', 'CSINode', 'storage.k8s.io/v1', 17),
  row(22, 'storage.k8s.io/v1beta1', 'StorageClass', 'storage.k8s.io/v1', 6),
  row(22, 'storage.k8s.io/v1beta1', 'VolumeAttachment', 'storage.k8s.io/v1', 13),
  row(16, 'extensions/v1beta1', 'NetworkPolicy', 'networking.k8s.io/v1', 8),
  row(16, 'extensions/v1beta1', 'DaemonSet Deployment ReplicaSet', 'apps/v1', 9),
  row(16, 'apps/v1beta2', 'ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet', 'apps/v1', 9),
  row(16, 'apps/v1beta1', 'ControllerRevision Deployment ReplicaSet StatefulSet', 'apps/v1', 9),
  { apiVersion: 'extensions/v1beta1', kinds: ['PodSecurityPolicy'], removed: 16, instead: { words: POD_SECURITY, since: 10 } },
];

const byKind = new Map(RETIREMENTS.flatMap((each) => each.kinds.map((kind) => [`${each.apiVersion} ${kind}`, each] as const)));

/** When and for what an API was retired; `undefined` if it never was. */
export function retirementOf(apiVersion: string, kind: string): Retirement | undefined {
  return byKind.get(`${apiVersion} ${kind}`);
}
