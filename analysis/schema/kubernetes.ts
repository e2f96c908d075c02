/**
 * The kinds and types of Kubernetes, one a line. Written by `scripts/schema.py`: never by hand.
 *
 * A span such as `29-31` or `34-` tells the minor versions of something that not all of them have. A kind: `apiVersion kind type span`.
 * A type: its name, then each field as `name:type`, with `!` before the type where it is required and `@span` after it where it is
 * not as old as its type, or gone; several with `,` where it changed. `[]` is a list, `{}` a map. `boolean`, `byte` (base64), `int32`,
 * `int64`, `intstr` (an integer or a string), `number`, `quantity`, `string` and `time` are scalars; `object` is an object of any
 * fields, `any` is anything, as is `status`, which is the cluster's to write.
 */
export const VERSIONS = { oldest: 27, newest: 37 } as const;

export const KINDS = `
admissionregistration.k8s.io/v1 MutatingAdmissionPolicy admissionregistration.v1.MutatingAdmissionPolicy 36-
admissionregistration.k8s.io/v1 MutatingAdmissionPolicyBinding admissionregistration.v1.MutatingAdmissionPolicyBinding 36-
admissionregistration.k8s.io/v1 MutatingAdmissionPolicyBindingList admissionregistration.v1.MutatingAdmissionPolicyBindingList 36-
admissionregistration.k8s.io/v1 MutatingAdmissionPolicyList admissionregistration.v1.MutatingAdmissionPolicyList 36-
admissionregistration.k8s.io/v1 MutatingWebhookConfiguration admissionregistration.v1.MutatingWebhookConfiguration
admissionregistration.k8s.io/v1 MutatingWebhookConfigurationList admissionregistration.v1.MutatingWebhookConfigurationList
admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy admissionregistration.v1.ValidatingAdmissionPolicy 30-
admissionregistration.k8s.io/v1 ValidatingAdmissionPolicyBinding admissionregistration.v1.ValidatingAdmissionPolicyBinding 30-
admissionregistration.k8s.io/v1 ValidatingAdmissionPolicyBindingList admissionregistration.v1.ValidatingAdmissionPolicyBindingList 30-
admissionregistration.k8s.io/v1 ValidatingAdmissionPolicyList admissionregistration.v1.ValidatingAdmissionPolicyList 30-
admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration admissionregistration.v1.ValidatingWebhookConfiguration
admissionregistration.k8s.io/v1 ValidatingWebhookConfigurationList admissionregistration.v1.ValidatingWebhookConfigurationList
admissionregistration.k8s.io/v1alpha1 MutatingAdmissionPolicy admissionregistration.v1alpha1.MutatingAdmissionPolicy 32-
admissionregistration.k8s.io/v1alpha1 MutatingAdmissionPolicyBinding admissionregistration.v1alpha1.MutatingAdmissionPolicyBinding 32-
admissionregistration.k8s.io/v1alpha1 MutatingAdmissionPolicyBindingList admissionregistration.v1alpha1.MutatingAdmissionPolicyBindingList 32-
admissionregistration.k8s.io/v1alpha1 MutatingAdmissionPolicyList admissionregistration.v1alpha1.MutatingAdmissionPolicyList 32-
admissionregistration.k8s.io/v1alpha1 ValidatingAdmissionPolicy admissionregistration.v1alpha1.ValidatingAdmissionPolicy -31
admissionregistration.k8s.io/v1alpha1 ValidatingAdmissionPolicyBinding admissionregistration.v1alpha1.ValidatingAdmissionPolicyBinding -31
admissionregistration.k8s.io/v1alpha1 ValidatingAdmissionPolicyBindingList admissionregistration.v1alpha1.ValidatingAdmissionPolicyBindingList -31
admissionregistration.k8s.io/v1alpha1 ValidatingAdmissionPolicyList admissionregistration.v1alpha1.ValidatingAdmissionPolicyList -31
admissionregistration.k8s.io/v1beta1 MutatingAdmissionPolicy admissionregistration.v1beta1.MutatingAdmissionPolicy 34-
admissionregistration.k8s.io/v1beta1 MutatingAdmissionPolicyBinding admissionregistration.v1beta1.MutatingAdmissionPolicyBinding 34-
admissionregistration.k8s.io/v1beta1 MutatingAdmissionPolicyBindingList admissionregistration.v1beta1.MutatingAdmissionPolicyBindingList 34-
admissionregistration.k8s.io/v1beta1 MutatingAdmissionPolicyList admissionregistration.v1beta1.MutatingAdmissionPolicyList 34-
admissionregistration.k8s.io/v1beta1 ValidatingAdmissionPolicy admissionregistration.v1beta1.ValidatingAdmissionPolicy 28-33
admissionregistration.k8s.io/v1beta1 ValidatingAdmissionPolicyBinding admissionregistration.v1beta1.ValidatingAdmissionPolicyBinding 28-33
admissionregistration.k8s.io/v1beta1 ValidatingAdmissionPolicyBindingList admissionregistration.v1beta1.ValidatingAdmissionPolicyBindingList 28-33
admissionregistration.k8s.io/v1beta1 ValidatingAdmissionPolicyList admissionregistration.v1beta1.ValidatingAdmissionPolicyList 28-33
apiextensions.k8s.io/v1 CustomResourceDefinition apiextensions.v1.CustomResourceDefinition
apiextensions.k8s.io/v1 CustomResourceDefinitionList apiextensions.v1.CustomResourceDefinitionList
apiregistration.k8s.io/v1 APIService apiregistration.v1.APIService
apiregistration.k8s.io/v1 APIServiceList apiregistration.v1.APIServiceList
apps/v1 ControllerRevision apps.v1.ControllerRevision
apps/v1 ControllerRevisionList apps.v1.ControllerRevisionList
apps/v1 DaemonSet apps.v1.DaemonSet
apps/v1 DaemonSetList apps.v1.DaemonSetList
apps/v1 Deployment apps.v1.Deployment
apps/v1 DeploymentList apps.v1.DeploymentList
apps/v1 ReplicaSet apps.v1.ReplicaSet
apps/v1 ReplicaSetList apps.v1.ReplicaSetList
apps/v1 StatefulSet apps.v1.StatefulSet
apps/v1 StatefulSetList apps.v1.StatefulSetList
authentication.k8s.io/v1 SelfSubjectReview authentication.v1.SelfSubjectReview 28-
authentication.k8s.io/v1 TokenRequest authentication.v1.TokenRequest
authentication.k8s.io/v1 TokenReview authentication.v1.TokenReview
authentication.k8s.io/v1alpha1 SelfSubjectReview authentication.v1alpha1.SelfSubjectReview -31
authentication.k8s.io/v1beta1 SelfSubjectReview authentication.v1beta1.SelfSubjectReview -32
authorization.k8s.io/v1 LocalSubjectAccessReview authorization.v1.LocalSubjectAccessReview
authorization.k8s.io/v1 SelfSubjectAccessReview authorization.v1.SelfSubjectAccessReview
authorization.k8s.io/v1 SelfSubjectRulesReview authorization.v1.SelfSubjectRulesReview
authorization.k8s.io/v1 SubjectAccessReview authorization.v1.SubjectAccessReview
autoscaling/v1 HorizontalPodAutoscaler autoscaling.v1.HorizontalPodAutoscaler
autoscaling/v1 HorizontalPodAutoscalerList autoscaling.v1.HorizontalPodAutoscalerList
autoscaling/v1 Scale autoscaling.v1.Scale
autoscaling/v2 HorizontalPodAutoscaler autoscaling.v2.HorizontalPodAutoscaler
autoscaling/v2 HorizontalPodAutoscalerList autoscaling.v2.HorizontalPodAutoscalerList
batch/v1 CronJob batch.v1.CronJob
batch/v1 CronJobList batch.v1.CronJobList
batch/v1 Job batch.v1.Job
batch/v1 JobList batch.v1.JobList
certificates.k8s.io/v1 CertificateSigningRequest certificates.v1.CertificateSigningRequest
certificates.k8s.io/v1 CertificateSigningRequestList certificates.v1.CertificateSigningRequestList
certificates.k8s.io/v1 ClusterTrustBundle certificates.v1.ClusterTrustBundle 37-
certificates.k8s.io/v1 ClusterTrustBundleList certificates.v1.ClusterTrustBundleList 37-
certificates.k8s.io/v1 PodCertificateRequest certificates.v1.PodCertificateRequest 37-
certificates.k8s.io/v1 PodCertificateRequestList certificates.v1.PodCertificateRequestList 37-
certificates.k8s.io/v1alpha1 ClusterTrustBundle certificates.v1alpha1.ClusterTrustBundle -36
certificates.k8s.io/v1alpha1 ClusterTrustBundleList certificates.v1alpha1.ClusterTrustBundleList -36
certificates.k8s.io/v1alpha1 PodCertificateRequest certificates.v1alpha1.PodCertificateRequest 34-34
certificates.k8s.io/v1alpha1 PodCertificateRequestList certificates.v1alpha1.PodCertificateRequestList 34-34
certificates.k8s.io/v1beta1 ClusterTrustBundle certificates.v1beta1.ClusterTrustBundle 33-
certificates.k8s.io/v1beta1 ClusterTrustBundleList certificates.v1beta1.ClusterTrustBundleList 33-
certificates.k8s.io/v1beta1 PodCertificateRequest certificates.v1beta1.PodCertificateRequest 35-
certificates.k8s.io/v1beta1 PodCertificateRequestList certificates.v1beta1.PodCertificateRequestList 35-
coordination.k8s.io/v1 Lease coordination.v1.Lease
coordination.k8s.io/v1 LeaseList coordination.v1.LeaseList
coordination.k8s.io/v1alpha1 LeaseCandidate coordination.v1alpha1.LeaseCandidate 31-31
coordination.k8s.io/v1alpha1 LeaseCandidateList coordination.v1alpha1.LeaseCandidateList 31-31
coordination.k8s.io/v1alpha2 LeaseCandidate coordination.v1alpha2.LeaseCandidate 32-
coordination.k8s.io/v1alpha2 LeaseCandidateList coordination.v1alpha2.LeaseCandidateList 32-
coordination.k8s.io/v1beta1 LeaseCandidate coordination.v1beta1.LeaseCandidate 33-
coordination.k8s.io/v1beta1 LeaseCandidateList coordination.v1beta1.LeaseCandidateList 33-
discovery.k8s.io/v1 EndpointSlice discovery.v1.EndpointSlice
discovery.k8s.io/v1 EndpointSliceList discovery.v1.EndpointSliceList
events.k8s.io/v1 Event events.v1.Event
events.k8s.io/v1 EventList events.v1.EventList
flowcontrol.apiserver.k8s.io/v1 FlowSchema flowcontrol.v1.FlowSchema 29-
flowcontrol.apiserver.k8s.io/v1 FlowSchemaList flowcontrol.v1.FlowSchemaList 29-
flowcontrol.apiserver.k8s.io/v1 PriorityLevelConfiguration flowcontrol.v1.PriorityLevelConfiguration 29-
flowcontrol.apiserver.k8s.io/v1 PriorityLevelConfigurationList flowcontrol.v1.PriorityLevelConfigurationList 29-
flowcontrol.apiserver.k8s.io/v1beta2 FlowSchema flowcontrol.v1beta2.FlowSchema -28
flowcontrol.apiserver.k8s.io/v1beta2 FlowSchemaList flowcontrol.v1beta2.FlowSchemaList -28
flowcontrol.apiserver.k8s.io/v1beta2 PriorityLevelConfiguration flowcontrol.v1beta2.PriorityLevelConfiguration -28
flowcontrol.apiserver.k8s.io/v1beta2 PriorityLevelConfigurationList flowcontrol.v1beta2.PriorityLevelConfigurationList -28
flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema flowcontrol.v1beta3.FlowSchema -31
flowcontrol.apiserver.k8s.io/v1beta3 FlowSchemaList flowcontrol.v1beta3.FlowSchemaList -31
flowcontrol.apiserver.k8s.io/v1beta3 PriorityLevelConfiguration flowcontrol.v1beta3.PriorityLevelConfiguration -31
flowcontrol.apiserver.k8s.io/v1beta3 PriorityLevelConfigurationList flowcontrol.v1beta3.PriorityLevelConfigurationList -31
internal.apiserver.k8s.io/v1alpha1 StorageVersion apiserverinternal.v1alpha1.StorageVersion
internal.apiserver.k8s.io/v1alpha1 StorageVersionList apiserverinternal.v1alpha1.StorageVersionList
lifecycle.k8s.io/v1alpha1 Eviction lifecycle.v1alpha1.Eviction 37-
lifecycle.k8s.io/v1alpha1 EvictionList lifecycle.v1alpha1.EvictionList 37-
lifecycle.k8s.io/v1alpha1 EvictionRequest lifecycle.v1alpha1.EvictionRequest 37-
lifecycle.k8s.io/v1alpha1 EvictionRequestList lifecycle.v1alpha1.EvictionRequestList 37-
networking.k8s.io/v1 IPAddress networking.v1.IPAddress 33-
networking.k8s.io/v1 IPAddressList networking.v1.IPAddressList 33-
networking.k8s.io/v1 Ingress networking.v1.Ingress
networking.k8s.io/v1 IngressClass networking.v1.IngressClass
networking.k8s.io/v1 IngressClassList networking.v1.IngressClassList
networking.k8s.io/v1 IngressList networking.v1.IngressList
networking.k8s.io/v1 NetworkPolicy networking.v1.NetworkPolicy
networking.k8s.io/v1 NetworkPolicyList networking.v1.NetworkPolicyList
networking.k8s.io/v1 ServiceCIDR networking.v1.ServiceCIDR 33-
networking.k8s.io/v1 ServiceCIDRList networking.v1.ServiceCIDRList 33-
networking.k8s.io/v1alpha1 ClusterCIDR networking.v1alpha1.ClusterCIDR -28
networking.k8s.io/v1alpha1 ClusterCIDRList networking.v1alpha1.ClusterCIDRList -28
networking.k8s.io/v1alpha1 IPAddress networking.v1alpha1.IPAddress -30
networking.k8s.io/v1alpha1 IPAddressList networking.v1alpha1.IPAddressList -30
networking.k8s.io/v1alpha1 ServiceCIDR networking.v1alpha1.ServiceCIDR 29-30
networking.k8s.io/v1alpha1 ServiceCIDRList networking.v1alpha1.ServiceCIDRList 29-30
networking.k8s.io/v1beta1 IPAddress networking.v1beta1.IPAddress 31-36
networking.k8s.io/v1beta1 IPAddressList networking.v1beta1.IPAddressList 31-36
networking.k8s.io/v1beta1 ServiceCIDR networking.v1beta1.ServiceCIDR 31-36
networking.k8s.io/v1beta1 ServiceCIDRList networking.v1beta1.ServiceCIDRList 31-36
node.k8s.io/v1 RuntimeClass node.v1.RuntimeClass
node.k8s.io/v1 RuntimeClassList node.v1.RuntimeClassList
policy/v1 Eviction policy.v1.Eviction
policy/v1 PodDisruptionBudget policy.v1.PodDisruptionBudget
policy/v1 PodDisruptionBudgetList policy.v1.PodDisruptionBudgetList
rbac.authorization.k8s.io/v1 ClusterRole rbac.v1.ClusterRole
rbac.authorization.k8s.io/v1 ClusterRoleBinding rbac.v1.ClusterRoleBinding
rbac.authorization.k8s.io/v1 ClusterRoleBindingList rbac.v1.ClusterRoleBindingList
rbac.authorization.k8s.io/v1 ClusterRoleList rbac.v1.ClusterRoleList
rbac.authorization.k8s.io/v1 Role rbac.v1.Role
rbac.authorization.k8s.io/v1 RoleBinding rbac.v1.RoleBinding
rbac.authorization.k8s.io/v1 RoleBindingList rbac.v1.RoleBindingList
rbac.authorization.k8s.io/v1 RoleList rbac.v1.RoleList
resource.k8s.io/v1 DeviceClass resource.v1.DeviceClass 34-
resource.k8s.io/v1 DeviceClassList resource.v1.DeviceClassList 34-
resource.k8s.io/v1 DeviceTaintRule resource.v1.DeviceTaintRule 37-
resource.k8s.io/v1 DeviceTaintRuleList resource.v1.DeviceTaintRuleList 37-
resource.k8s.io/v1 ResourceClaim resource.v1.ResourceClaim 34-
resource.k8s.io/v1 ResourceClaimList resource.v1.ResourceClaimList 34-
resource.k8s.io/v1 ResourceClaimTemplate resource.v1.ResourceClaimTemplate 34-
resource.k8s.io/v1 ResourceClaimTemplateList resource.v1.ResourceClaimTemplateList 34-
resource.k8s.io/v1 ResourceSlice resource.v1.ResourceSlice 34-
resource.k8s.io/v1 ResourceSliceList resource.v1.ResourceSliceList 34-
resource.k8s.io/v1alpha2 PodSchedulingContext resource.v1alpha2.PodSchedulingContext -30
resource.k8s.io/v1alpha2 PodSchedulingContextList resource.v1alpha2.PodSchedulingContextList -30
resource.k8s.io/v1alpha2 ResourceClaim resource.v1alpha2.ResourceClaim -30
resource.k8s.io/v1alpha2 ResourceClaimList resource.v1alpha2.ResourceClaimList -30
resource.k8s.io/v1alpha2 ResourceClaimParameters resource.v1alpha2.ResourceClaimParameters 30-30
resource.k8s.io/v1alpha2 ResourceClaimParametersList resource.v1alpha2.ResourceClaimParametersList 30-30
resource.k8s.io/v1alpha2 ResourceClaimTemplate resource.v1alpha2.ResourceClaimTemplate -30
resource.k8s.io/v1alpha2 ResourceClaimTemplateList resource.v1alpha2.ResourceClaimTemplateList -30
resource.k8s.io/v1alpha2 ResourceClass resource.v1alpha2.ResourceClass -30
resource.k8s.io/v1alpha2 ResourceClassList resource.v1alpha2.ResourceClassList -30
resource.k8s.io/v1alpha2 ResourceClassParameters resource.v1alpha2.ResourceClassParameters 30-30
resource.k8s.io/v1alpha2 ResourceClassParametersList resource.v1alpha2.ResourceClassParametersList 30-30
resource.k8s.io/v1alpha2 ResourceSlice resource.v1alpha2.ResourceSlice 30-30
resource.k8s.io/v1alpha2 ResourceSliceList resource.v1alpha2.ResourceSliceList 30-30
resource.k8s.io/v1alpha3 DeviceClass resource.v1alpha3.DeviceClass 31-33
resource.k8s.io/v1alpha3 DeviceClassList resource.v1alpha3.DeviceClassList 31-33
resource.k8s.io/v1alpha3 DeviceTaintRule resource.v1alpha3.DeviceTaintRule 33-
resource.k8s.io/v1alpha3 DeviceTaintRuleList resource.v1alpha3.DeviceTaintRuleList 33-
resource.k8s.io/v1alpha3 PodSchedulingContext resource.v1alpha3.PodSchedulingContext 31-31
resource.k8s.io/v1alpha3 PodSchedulingContextList resource.v1alpha3.PodSchedulingContextList 31-31
resource.k8s.io/v1alpha3 ResourceClaim resource.v1alpha3.ResourceClaim 31-33
resource.k8s.io/v1alpha3 ResourceClaimList resource.v1alpha3.ResourceClaimList 31-33
resource.k8s.io/v1alpha3 ResourceClaimTemplate resource.v1alpha3.ResourceClaimTemplate 31-33
resource.k8s.io/v1alpha3 ResourceClaimTemplateList resource.v1alpha3.ResourceClaimTemplateList 31-33
resource.k8s.io/v1alpha3 ResourcePoolStatusRequest resource.v1alpha3.ResourcePoolStatusRequest 36-
resource.k8s.io/v1alpha3 ResourcePoolStatusRequestList resource.v1alpha3.ResourcePoolStatusRequestList 36-
resource.k8s.io/v1alpha3 ResourceSlice resource.v1alpha3.ResourceSlice 31-33
resource.k8s.io/v1alpha3 ResourceSliceList resource.v1alpha3.ResourceSliceList 31-33
resource.k8s.io/v1beta1 DeviceClass resource.v1beta1.DeviceClass 32-
resource.k8s.io/v1beta1 DeviceClassList resource.v1beta1.DeviceClassList 32-
resource.k8s.io/v1beta1 ResourceClaim resource.v1beta1.ResourceClaim 32-
resource.k8s.io/v1beta1 ResourceClaimList resource.v1beta1.ResourceClaimList 32-
resource.k8s.io/v1beta1 ResourceClaimTemplate resource.v1beta1.ResourceClaimTemplate 32-
resource.k8s.io/v1beta1 ResourceClaimTemplateList resource.v1beta1.ResourceClaimTemplateList 32-
resource.k8s.io/v1beta1 ResourceSlice resource.v1beta1.ResourceSlice 32-
resource.k8s.io/v1beta1 ResourceSliceList resource.v1beta1.ResourceSliceList 32-
resource.k8s.io/v1beta2 DeviceClass resource.v1beta2.DeviceClass 33-
resource.k8s.io/v1beta2 DeviceClassList resource.v1beta2.DeviceClassList 33-
resource.k8s.io/v1beta2 DeviceTaintRule resource.v1beta2.DeviceTaintRule 36-
resource.k8s.io/v1beta2 DeviceTaintRuleList resource.v1beta2.DeviceTaintRuleList 36-
resource.k8s.io/v1beta2 ResourceClaim resource.v1beta2.ResourceClaim 33-
resource.k8s.io/v1beta2 ResourceClaimList resource.v1beta2.ResourceClaimList 33-
resource.k8s.io/v1beta2 ResourceClaimTemplate resource.v1beta2.ResourceClaimTemplate 33-
resource.k8s.io/v1beta2 ResourceClaimTemplateList resource.v1beta2.ResourceClaimTemplateList 33-
resource.k8s.io/v1beta2 ResourceSlice resource.v1beta2.ResourceSlice 33-
resource.k8s.io/v1beta2 ResourceSliceList resource.v1beta2.ResourceSliceList 33-
scheduling.k8s.io/v1 PriorityClass scheduling.v1.PriorityClass
scheduling.k8s.io/v1 PriorityClassList scheduling.v1.PriorityClassList
scheduling.k8s.io/v1alpha1 Workload scheduling.v1alpha1.Workload 35-35
scheduling.k8s.io/v1alpha1 WorkloadList scheduling.v1alpha1.WorkloadList 35-35
scheduling.k8s.io/v1alpha2 PodGroup scheduling.v1alpha2.PodGroup 36-36
scheduling.k8s.io/v1alpha2 PodGroupList scheduling.v1alpha2.PodGroupList 36-36
scheduling.k8s.io/v1alpha2 Workload scheduling.v1alpha2.Workload 36-36
scheduling.k8s.io/v1alpha2 WorkloadList scheduling.v1alpha2.WorkloadList 36-36
scheduling.k8s.io/v1alpha3 CompositePodGroup scheduling.v1alpha3.CompositePodGroup 37-
scheduling.k8s.io/v1alpha3 CompositePodGroupList scheduling.v1alpha3.CompositePodGroupList 37-
scheduling.k8s.io/v1alpha3 PodGroup scheduling.v1alpha3.PodGroup 37-
scheduling.k8s.io/v1alpha3 PodGroupList scheduling.v1alpha3.PodGroupList 37-
scheduling.k8s.io/v1alpha3 Workload scheduling.v1alpha3.Workload 37-
scheduling.k8s.io/v1alpha3 WorkloadList scheduling.v1alpha3.WorkloadList 37-
scheduling.k8s.io/v1beta1 PodGroup scheduling.v1beta1.PodGroup 37-
scheduling.k8s.io/v1beta1 PodGroupList scheduling.v1beta1.PodGroupList 37-
scheduling.k8s.io/v1beta1 Workload scheduling.v1beta1.Workload 37-
scheduling.k8s.io/v1beta1 WorkloadList scheduling.v1beta1.WorkloadList 37-
storage.k8s.io/v1 CSIDriver storage.v1.CSIDriver
storage.k8s.io/v1 CSIDriverList storage.v1.CSIDriverList
storage.k8s.io/v1 CSINode storage.v1.CSINode
storage.k8s.io/v1 CSINodeList storage.v1.CSINodeList
storage.k8s.io/v1 CSIStorageCapacity storage.v1.CSIStorageCapacity
storage.k8s.io/v1 CSIStorageCapacityList storage.v1.CSIStorageCapacityList
storage.k8s.io/v1 StorageClass storage.v1.StorageClass
storage.k8s.io/v1 StorageClassList storage.v1.StorageClassList
storage.k8s.io/v1 VolumeAttachment storage.v1.VolumeAttachment
storage.k8s.io/v1 VolumeAttachmentList storage.v1.VolumeAttachmentList
storage.k8s.io/v1 VolumeAttributesClass storage.v1.VolumeAttributesClass 34-
storage.k8s.io/v1 VolumeAttributesClassList storage.v1.VolumeAttributesClassList 34-
storage.k8s.io/v1alpha1 VolumeAttributesClass storage.v1alpha1.VolumeAttributesClass 29-34
storage.k8s.io/v1alpha1 VolumeAttributesClassList storage.v1alpha1.VolumeAttributesClassList 29-34
storage.k8s.io/v1beta1 VolumeAttributesClass storage.v1beta1.VolumeAttributesClass 31-36
storage.k8s.io/v1beta1 VolumeAttributesClassList storage.v1beta1.VolumeAttributesClassList 31-36
storagemigration.k8s.io/v1 StorageVersionMigration storagemigration.v1.StorageVersionMigration 37-
storagemigration.k8s.io/v1 StorageVersionMigrationList storagemigration.v1.StorageVersionMigrationList 37-
storagemigration.k8s.io/v1alpha1 StorageVersionMigration storagemigration.v1alpha1.StorageVersionMigration 30-34
storagemigration.k8s.io/v1alpha1 StorageVersionMigrationList storagemigration.v1alpha1.StorageVersionMigrationList 30-34
storagemigration.k8s.io/v1beta1 StorageVersionMigration storagemigration.v1beta1.StorageVersionMigration 35-
storagemigration.k8s.io/v1beta1 StorageVersionMigrationList storagemigration.v1beta1.StorageVersionMigrationList 35-
v1 Binding core.v1.Binding
v1 ComponentStatus core.v1.ComponentStatus
v1 ComponentStatusList core.v1.ComponentStatusList
v1 ConfigMap core.v1.ConfigMap
v1 ConfigMapList core.v1.ConfigMapList
v1 Endpoints core.v1.Endpoints
v1 EndpointsList core.v1.EndpointsList
v1 Event core.v1.Event
v1 EventList core.v1.EventList
v1 LimitRange core.v1.LimitRange
v1 LimitRangeList core.v1.LimitRangeList
v1 Namespace core.v1.Namespace
v1 NamespaceList core.v1.NamespaceList
v1 Node core.v1.Node
v1 NodeList core.v1.NodeList
v1 PersistentVolume core.v1.PersistentVolume
v1 PersistentVolumeClaim core.v1.PersistentVolumeClaim
v1 PersistentVolumeClaimList core.v1.PersistentVolumeClaimList
v1 PersistentVolumeList core.v1.PersistentVolumeList
v1 Pod core.v1.Pod
v1 PodList core.v1.PodList
v1 PodTemplate core.v1.PodTemplate
v1 PodTemplateList core.v1.PodTemplateList
v1 ReplicationController core.v1.ReplicationController
v1 ReplicationControllerList core.v1.ReplicationControllerList
v1 ResourceQuota core.v1.ResourceQuota
v1 ResourceQuotaList core.v1.ResourceQuotaList
v1 Secret core.v1.Secret
v1 SecretList core.v1.SecretList
v1 Service core.v1.Service
v1 ServiceAccount core.v1.ServiceAccount
v1 ServiceAccountList core.v1.ServiceAccountList
v1 ServiceList core.v1.ServiceList
`;

export const TYPES = `
admissionregistration.v1.ApplyConfiguration expression:string
admissionregistration.v1.AuditAnnotation key:!string valueExpression:!string
admissionregistration.v1.JSONPatch expression:string
admissionregistration.v1.MatchCondition expression:!string name:!string
admissionregistration.v1.MatchResources excludeResourceRules:[]admissionregistration.v1.NamedRuleWithOperations matchPolicy:string namespaceSelector:meta.v1.LabelSelector objectSelector:meta.v1.LabelSelector resourceRules:[]admissionregistration.v1.NamedRuleWithOperations
admissionregistration.v1.MutatingAdmissionPolicy apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:admissionregistration.v1.MutatingAdmissionPolicySpec
admissionregistration.v1.MutatingAdmissionPolicyBinding apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:admissionregistration.v1.MutatingAdmissionPolicyBindingSpec
admissionregistration.v1.MutatingAdmissionPolicyBindingList apiVersion:string items:![]admissionregistration.v1.MutatingAdmissionPolicyBinding kind:string metadata:meta.v1.ListMeta
admissionregistration.v1.MutatingAdmissionPolicyBindingSpec matchResources:admissionregistration.v1.MatchResources paramRef:admissionregistration.v1.ParamRef policyName:string
admissionregistration.v1.MutatingAdmissionPolicyList apiVersion:string items:![]admissionregistration.v1.MutatingAdmissionPolicy kind:string metadata:meta.v1.ListMeta
admissionregistration.v1.MutatingAdmissionPolicySpec failurePolicy:string matchConditions:[]admissionregistration.v1.MatchCondition matchConstraints:admissionregistration.v1.MatchResources mutations:[]admissionregistration.v1.Mutation paramKind:admissionregistration.v1.ParamKind reinvocationPolicy:string variables:[]admissionregistration.v1.Variable
admissionregistration.v1.MutatingWebhook admissionReviewVersions:![]string clientConfig:!admissionregistration.v1.WebhookClientConfig failurePolicy:string matchConditions:[]admissionregistration.v1.MatchCondition matchPolicy:string name:!string namespaceSelector:meta.v1.LabelSelector objectSelector:meta.v1.LabelSelector reinvocationPolicy:string rules:[]admissionregistration.v1.RuleWithOperations sideEffects:!string timeoutSeconds:int32
admissionregistration.v1.MutatingWebhookConfiguration apiVersion:string kind:string metadata:meta.v1.ObjectMeta webhooks:[]admissionregistration.v1.MutatingWebhook
admissionregistration.v1.MutatingWebhookConfigurationList apiVersion:string items:![]admissionregistration.v1.MutatingWebhookConfiguration kind:string metadata:meta.v1.ListMeta
admissionregistration.v1.Mutation applyConfiguration:admissionregistration.v1.ApplyConfiguration jsonPatch:admissionregistration.v1.JSONPatch patchType:!string
admissionregistration.v1.NamedRuleWithOperations apiGroups:[]string apiVersions:[]string operations:[]string resourceNames:[]string resources:[]string scope:string
admissionregistration.v1.ParamKind apiVersion:string kind:string
admissionregistration.v1.ParamRef name:string namespace:string parameterNotFoundAction:string selector:meta.v1.LabelSelector
admissionregistration.v1.RuleWithOperations apiGroups:[]string apiVersions:[]string operations:[]string resources:[]string scope:string
admissionregistration.v1.ServiceReference name:!string namespace:!string path:string port:int32
admissionregistration.v1.ValidatingAdmissionPolicy apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:admissionregistration.v1.ValidatingAdmissionPolicySpec status:any
admissionregistration.v1.ValidatingAdmissionPolicyBinding apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec@-35,!admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec@36-
admissionregistration.v1.ValidatingAdmissionPolicyBindingList apiVersion:string items:[]admissionregistration.v1.ValidatingAdmissionPolicyBinding@-30,![]admissionregistration.v1.ValidatingAdmissionPolicyBinding@31- kind:string metadata:meta.v1.ListMeta
admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec matchResources:admissionregistration.v1.MatchResources paramRef:admissionregistration.v1.ParamRef policyName:string@-35,!string@36- validationActions:[]string@-35,![]string@36-
admissionregistration.v1.ValidatingAdmissionPolicyList apiVersion:string items:[]admissionregistration.v1.ValidatingAdmissionPolicy@-30,![]admissionregistration.v1.ValidatingAdmissionPolicy@31- kind:string metadata:meta.v1.ListMeta
admissionregistration.v1.ValidatingAdmissionPolicySpec auditAnnotations:[]admissionregistration.v1.AuditAnnotation failurePolicy:string matchConditions:[]admissionregistration.v1.MatchCondition matchConstraints:admissionregistration.v1.MatchResources paramKind:admissionregistration.v1.ParamKind validations:[]admissionregistration.v1.Validation variables:[]admissionregistration.v1.Variable
admissionregistration.v1.ValidatingWebhook admissionReviewVersions:![]string clientConfig:!admissionregistration.v1.WebhookClientConfig failurePolicy:string matchConditions:[]admissionregistration.v1.MatchCondition matchPolicy:string name:!string namespaceSelector:meta.v1.LabelSelector objectSelector:meta.v1.LabelSelector rules:[]admissionregistration.v1.RuleWithOperations sideEffects:!string timeoutSeconds:int32
admissionregistration.v1.ValidatingWebhookConfiguration apiVersion:string kind:string metadata:meta.v1.ObjectMeta webhooks:[]admissionregistration.v1.ValidatingWebhook
admissionregistration.v1.ValidatingWebhookConfigurationList apiVersion:string items:![]admissionregistration.v1.ValidatingWebhookConfiguration kind:string metadata:meta.v1.ListMeta
admissionregistration.v1.Validation expression:!string message:string messageExpression:string reason:string
admissionregistration.v1.Variable expression:!string name:!string
admissionregistration.v1.WebhookClientConfig caBundle:byte service:admissionregistration.v1.ServiceReference url:string
admissionregistration.v1alpha1.ApplyConfiguration expression:string
admissionregistration.v1alpha1.AuditAnnotation key:!string valueExpression:!string
admissionregistration.v1alpha1.JSONPatch expression:string
admissionregistration.v1alpha1.MatchCondition expression:!string name:!string
admissionregistration.v1alpha1.MatchResources excludeResourceRules:[]admissionregistration.v1alpha1.NamedRuleWithOperations matchPolicy:string namespaceSelector:meta.v1.LabelSelector objectSelector:meta.v1.LabelSelector resourceRules:[]admissionregistration.v1alpha1.NamedRuleWithOperations
admissionregistration.v1alpha1.MutatingAdmissionPolicy apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:admissionregistration.v1alpha1.MutatingAdmissionPolicySpec
admissionregistration.v1alpha1.MutatingAdmissionPolicyBinding apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:admissionregistration.v1alpha1.MutatingAdmissionPolicyBindingSpec
admissionregistration.v1alpha1.MutatingAdmissionPolicyBindingList apiVersion:string items:![]admissionregistration.v1alpha1.MutatingAdmissionPolicyBinding kind:string metadata:meta.v1.ListMeta
admissionregistration.v1alpha1.MutatingAdmissionPolicyBindingSpec matchResources:admissionregistration.v1alpha1.MatchResources paramRef:admissionregistration.v1alpha1.ParamRef policyName:string
admissionregistration.v1alpha1.MutatingAdmissionPolicyList apiVersion:string items:![]admissionregistration.v1alpha1.MutatingAdmissionPolicy kind:string metadata:meta.v1.ListMeta
admissionregistration.v1alpha1.MutatingAdmissionPolicySpec failurePolicy:string matchConditions:[]admissionregistration.v1alpha1.MatchCondition matchConstraints:admissionregistration.v1alpha1.MatchResources mutations:[]admissionregistration.v1alpha1.Mutation paramKind:admissionregistration.v1alpha1.ParamKind reinvocationPolicy:string variables:[]admissionregistration.v1alpha1.Variable
admissionregistration.v1alpha1.Mutation applyConfiguration:admissionregistration.v1alpha1.ApplyConfiguration jsonPatch:admissionregistration.v1alpha1.JSONPatch patchType:!string
admissionregistration.v1alpha1.NamedRuleWithOperations apiGroups:[]string apiVersions:[]string operations:[]string resourceNames:[]string resources:[]string scope:string
admissionregistration.v1alpha1.ParamKind apiVersion:string kind:string
admissionregistration.v1alpha1.ParamRef name:string namespace:string parameterNotFoundAction:string@28- selector:meta.v1.LabelSelector@28-
admissionregistration.v1alpha1.ValidatingAdmissionPolicy apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:admissionregistration.v1alpha1.ValidatingAdmissionPolicySpec status:any
admissionregistration.v1alpha1.ValidatingAdmissionPolicyBinding apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:admissionregistration.v1alpha1.ValidatingAdmissionPolicyBindingSpec
admissionregistration.v1alpha1.ValidatingAdmissionPolicyBindingList apiVersion:string items:[]admissionregistration.v1alpha1.ValidatingAdmissionPolicyBinding@-30,![]admissionregistration.v1alpha1.ValidatingAdmissionPolicyBinding@31- kind:string metadata:meta.v1.ListMeta
admissionregistration.v1alpha1.ValidatingAdmissionPolicyBindingSpec matchResources:admissionregistration.v1alpha1.MatchResources paramRef:admissionregistration.v1alpha1.ParamRef policyName:string validationActions:[]string
admissionregistration.v1alpha1.ValidatingAdmissionPolicyList apiVersion:string items:[]admissionregistration.v1alpha1.ValidatingAdmissionPolicy@-30,![]admissionregistration.v1alpha1.ValidatingAdmissionPolicy@31- kind:string metadata:meta.v1.ListMeta
admissionregistration.v1alpha1.ValidatingAdmissionPolicySpec auditAnnotations:[]admissionregistration.v1alpha1.AuditAnnotation failurePolicy:string matchConditions:[]admissionregistration.v1alpha1.MatchCondition matchConstraints:admissionregistration.v1alpha1.MatchResources paramKind:admissionregistration.v1alpha1.ParamKind validations:[]admissionregistration.v1alpha1.Validation variables:[]admissionregistration.v1alpha1.Variable@28-
admissionregistration.v1alpha1.Validation expression:!string message:string messageExpression:string reason:string
admissionregistration.v1alpha1.Variable expression:!string name:!string
admissionregistration.v1beta1.ApplyConfiguration expression:string
admissionregistration.v1beta1.AuditAnnotation key:!string valueExpression:!string
admissionregistration.v1beta1.JSONPatch expression:string
admissionregistration.v1beta1.MatchCondition expression:!string name:!string
admissionregistration.v1beta1.MatchResources excludeResourceRules:[]admissionregistration.v1beta1.NamedRuleWithOperations matchPolicy:string namespaceSelector:meta.v1.LabelSelector objectSelector:meta.v1.LabelSelector resourceRules:[]admissionregistration.v1beta1.NamedRuleWithOperations
admissionregistration.v1beta1.MutatingAdmissionPolicy apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:admissionregistration.v1beta1.MutatingAdmissionPolicySpec
admissionregistration.v1beta1.MutatingAdmissionPolicyBinding apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:admissionregistration.v1beta1.MutatingAdmissionPolicyBindingSpec
admissionregistration.v1beta1.MutatingAdmissionPolicyBindingList apiVersion:string items:![]admissionregistration.v1beta1.MutatingAdmissionPolicyBinding kind:string metadata:meta.v1.ListMeta
admissionregistration.v1beta1.MutatingAdmissionPolicyBindingSpec matchResources:admissionregistration.v1beta1.MatchResources paramRef:admissionregistration.v1beta1.ParamRef policyName:string
admissionregistration.v1beta1.MutatingAdmissionPolicyList apiVersion:string items:![]admissionregistration.v1beta1.MutatingAdmissionPolicy kind:string metadata:meta.v1.ListMeta
admissionregistration.v1beta1.MutatingAdmissionPolicySpec failurePolicy:string matchConditions:[]admissionregistration.v1beta1.MatchCondition matchConstraints:admissionregistration.v1beta1.MatchResources mutations:[]admissionregistration.v1beta1.Mutation paramKind:admissionregistration.v1beta1.ParamKind reinvocationPolicy:string variables:[]admissionregistration.v1beta1.Variable
admissionregistration.v1beta1.Mutation applyConfiguration:admissionregistration.v1beta1.ApplyConfiguration jsonPatch:admissionregistration.v1beta1.JSONPatch patchType:!string
admissionregistration.v1beta1.NamedRuleWithOperations apiGroups:[]string apiVersions:[]string operations:[]string resourceNames:[]string resources:[]string scope:string
admissionregistration.v1beta1.ParamKind apiVersion:string kind:string
admissionregistration.v1beta1.ParamRef name:string namespace:string parameterNotFoundAction:string selector:meta.v1.LabelSelector
admissionregistration.v1beta1.ValidatingAdmissionPolicy apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:admissionregistration.v1beta1.ValidatingAdmissionPolicySpec status:any
admissionregistration.v1beta1.ValidatingAdmissionPolicyBinding apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:admissionregistration.v1beta1.ValidatingAdmissionPolicyBindingSpec
admissionregistration.v1beta1.ValidatingAdmissionPolicyBindingList apiVersion:string items:[]admissionregistration.v1beta1.ValidatingAdmissionPolicyBinding@-30,![]admissionregistration.v1beta1.ValidatingAdmissionPolicyBinding@31- kind:string metadata:meta.v1.ListMeta
admissionregistration.v1beta1.ValidatingAdmissionPolicyBindingSpec matchResources:admissionregistration.v1beta1.MatchResources paramRef:admissionregistration.v1beta1.ParamRef policyName:string validationActions:[]string
admissionregistration.v1beta1.ValidatingAdmissionPolicyList apiVersion:string items:[]admissionregistration.v1beta1.ValidatingAdmissionPolicy@-30,![]admissionregistration.v1beta1.ValidatingAdmissionPolicy@31- kind:string metadata:meta.v1.ListMeta
admissionregistration.v1beta1.ValidatingAdmissionPolicySpec auditAnnotations:[]admissionregistration.v1beta1.AuditAnnotation failurePolicy:string matchConditions:[]admissionregistration.v1beta1.MatchCondition matchConstraints:admissionregistration.v1beta1.MatchResources paramKind:admissionregistration.v1beta1.ParamKind validations:[]admissionregistration.v1beta1.Validation variables:[]admissionregistration.v1beta1.Variable
admissionregistration.v1beta1.Validation expression:!string message:string messageExpression:string reason:string
admissionregistration.v1beta1.Variable expression:!string name:!string
apiextensions.v1.CustomResourceColumnDefinition description:string format:string jsonPath:!string name:!string priority:int32 type:!string
apiextensions.v1.CustomResourceConversion strategy:!string webhook:apiextensions.v1.WebhookConversion
apiextensions.v1.CustomResourceDefinition apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:!apiextensions.v1.CustomResourceDefinitionSpec status:any
apiextensions.v1.CustomResourceDefinitionList apiVersion:string items:![]apiextensions.v1.CustomResourceDefinition kind:string metadata:meta.v1.ListMeta
apiextensions.v1.CustomResourceDefinitionNames categories:[]string kind:!string listKind:string plural:!string shortNames:[]string singular:string
apiextensions.v1.CustomResourceDefinitionSpec conversion:apiextensions.v1.CustomResourceConversion group:!string names:!apiextensions.v1.CustomResourceDefinitionNames preserveUnknownFields:boolean scope:!string versions:![]apiextensions.v1.CustomResourceDefinitionVersion
apiextensions.v1.CustomResourceDefinitionVersion additionalPrinterColumns:[]apiextensions.v1.CustomResourceColumnDefinition deprecated:boolean deprecationWarning:string name:!string schema:apiextensions.v1.CustomResourceValidation selectableFields:[]apiextensions.v1.SelectableField@30- served:!boolean storage:!boolean subresources:apiextensions.v1.CustomResourceSubresources
apiextensions.v1.CustomResourceSubresourceScale labelSelectorPath:string specReplicasPath:!string statusReplicasPath:!string
apiextensions.v1.CustomResourceSubresources scale:apiextensions.v1.CustomResourceSubresourceScale status:object
apiextensions.v1.CustomResourceValidation openAPIV3Schema:apiextensions.v1.JSONSchemaProps
apiextensions.v1.ExternalDocumentation description:string url:string
apiextensions.v1.JSONSchemaProps $ref:string $schema:string additionalItems:any additionalProperties:any allOf:[]apiextensions.v1.JSONSchemaProps anyOf:[]apiextensions.v1.JSONSchemaProps default:any definitions:{}apiextensions.v1.JSONSchemaProps dependencies:{}any description:string enum:[]any example:any exclusiveMaximum:boolean exclusiveMinimum:boolean externalDocs:apiextensions.v1.ExternalDocumentation format:string id:string items:any maxItems:int64 maxLength:int64 maxProperties:int64 maximum:number minItems:int64 minLength:int64 minProperties:int64 minimum:number multipleOf:number not:apiextensions.v1.JSONSchemaProps nullable:boolean oneOf:[]apiextensions.v1.JSONSchemaProps pattern:string patternProperties:{}apiextensions.v1.JSONSchemaProps properties:{}apiextensions.v1.JSONSchemaProps required:[]string title:string type:string uniqueItems:boolean x-kubernetes-embedded-resource:boolean x-kubernetes-int-or-string:boolean x-kubernetes-list-map-keys:[]string x-kubernetes-list-type:string x-kubernetes-map-type:string x-kubernetes-preserve-unknown-fields:boolean x-kubernetes-validations:[]apiextensions.v1.ValidationRule
apiextensions.v1.SelectableField jsonPath:!string
apiextensions.v1.ServiceReference name:!string namespace:!string path:string port:int32
apiextensions.v1.ValidationRule fieldPath:string@28- message:string messageExpression:string optionalOldSelf:boolean@29- reason:string@28- rule:!string
apiextensions.v1.WebhookClientConfig caBundle:byte service:apiextensions.v1.ServiceReference url:string
apiextensions.v1.WebhookConversion clientConfig:apiextensions.v1.WebhookClientConfig conversionReviewVersions:![]string
apiregistration.v1.APIService apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:apiregistration.v1.APIServiceSpec status:any
apiregistration.v1.APIServiceList apiVersion:string items:![]apiregistration.v1.APIService kind:string metadata:meta.v1.ListMeta
apiregistration.v1.APIServiceSpec caBundle:byte group:string groupPriorityMinimum:!int32 insecureSkipTLSVerify:boolean service:apiregistration.v1.ServiceReference version:string versionPriority:!int32
apiregistration.v1.ServiceReference name:string namespace:string port:int32
apiserverinternal.v1alpha1.StorageVersion apiVersion:string kind:string metadata:meta.v1.ObjectMeta@-35,!meta.v1.ObjectMeta@36- spec:object status:any
apiserverinternal.v1alpha1.StorageVersionList apiVersion:string items:![]apiserverinternal.v1alpha1.StorageVersion kind:string metadata:meta.v1.ListMeta
apps.v1.ControllerRevision apiVersion:string data:object@-36,!object@37- kind:string metadata:meta.v1.ObjectMeta revision:int64
apps.v1.ControllerRevisionList apiVersion:string items:![]apps.v1.ControllerRevision kind:string metadata:meta.v1.ListMeta
apps.v1.DaemonSet apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:apps.v1.DaemonSetSpec@-36,!apps.v1.DaemonSetSpec@37- status:any
apps.v1.DaemonSetList apiVersion:string items:![]apps.v1.DaemonSet kind:string metadata:meta.v1.ListMeta
apps.v1.DaemonSetSpec minReadySeconds:int32 revisionHistoryLimit:int32 selector:!meta.v1.LabelSelector template:!core.v1.PodTemplateSpec updateStrategy:apps.v1.DaemonSetUpdateStrategy
apps.v1.DaemonSetUpdateStrategy rollingUpdate:apps.v1.RollingUpdateDaemonSet type:string
apps.v1.Deployment apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:apps.v1.DeploymentSpec@-36,!apps.v1.DeploymentSpec@37- status:any
apps.v1.DeploymentList apiVersion:string items:![]apps.v1.Deployment kind:string metadata:meta.v1.ListMeta
apps.v1.DeploymentSpec minReadySeconds:int32 paused:boolean progressDeadlineSeconds:int32 replicas:int32 revisionHistoryLimit:int32 selector:!meta.v1.LabelSelector strategy:apps.v1.DeploymentStrategy template:!core.v1.PodTemplateSpec
apps.v1.DeploymentStrategy rollingUpdate:apps.v1.RollingUpdateDeployment type:string
apps.v1.ReplicaSet apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:apps.v1.ReplicaSetSpec@-36,!apps.v1.ReplicaSetSpec@37- status:any
apps.v1.ReplicaSetList apiVersion:string items:![]apps.v1.ReplicaSet kind:string metadata:meta.v1.ListMeta
apps.v1.ReplicaSetSpec minReadySeconds:int32 replicas:int32 selector:!meta.v1.LabelSelector template:core.v1.PodTemplateSpec
apps.v1.RollingUpdateDaemonSet maxSurge:intstr maxUnavailable:intstr
apps.v1.RollingUpdateDeployment maxSurge:intstr maxUnavailable:intstr
apps.v1.RollingUpdateStatefulSetStrategy maxUnavailable:intstr partition:int32
apps.v1.StatefulSet apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:apps.v1.StatefulSetSpec@-36,!apps.v1.StatefulSetSpec@37- status:any
apps.v1.StatefulSetList apiVersion:string items:![]apps.v1.StatefulSet kind:string metadata:meta.v1.ListMeta
apps.v1.StatefulSetOrdinals start:int32
apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy whenDeleted:string whenScaled:string
apps.v1.StatefulSetSpec minReadySeconds:int32 ordinals:apps.v1.StatefulSetOrdinals persistentVolumeClaimRetentionPolicy:apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy podManagementPolicy:string replicas:int32 revisionHistoryLimit:int32 selector:!meta.v1.LabelSelector serviceName:string template:!core.v1.PodTemplateSpec updateStrategy:apps.v1.StatefulSetUpdateStrategy volumeClaimTemplates:[]core.v1.PersistentVolumeClaim
apps.v1.StatefulSetUpdateStrategy rollingUpdate:apps.v1.RollingUpdateStatefulSetStrategy type:string
authentication.v1.BoundObjectReference apiVersion:string kind:string name:string uid:string
authentication.v1.SelfSubjectReview apiVersion:string kind:string metadata:meta.v1.ObjectMeta status:any
authentication.v1.TokenRequest apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:authentication.v1.TokenRequestSpec status:any
authentication.v1.TokenRequestSpec attestations:{}[]string@37- audiences:[]string boundObjectRef:authentication.v1.BoundObjectReference expirationSeconds:int64
authentication.v1.TokenReview apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:!authentication.v1.TokenReviewSpec status:any
authentication.v1.TokenReviewSpec audiences:[]string token:string@-35,!string@36-
authentication.v1alpha1.SelfSubjectReview apiVersion:string kind:string metadata:meta.v1.ObjectMeta status:any
authentication.v1beta1.SelfSubjectReview apiVersion:string kind:string metadata:meta.v1.ObjectMeta status:any
authorization.v1.FieldSelectorAttributes rawSelector:string requirements:[]meta.v1.FieldSelectorRequirement
authorization.v1.LabelSelectorAttributes rawSelector:string requirements:[]meta.v1.LabelSelectorRequirement
authorization.v1.LocalSubjectAccessReview apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:!authorization.v1.SubjectAccessReviewSpec status:any
authorization.v1.NonResourceAttributes path:string verb:string
authorization.v1.ResourceAttributes fieldSelector:authorization.v1.FieldSelectorAttributes@31- group:string labelSelector:authorization.v1.LabelSelectorAttributes@31- name:string namespace:string resource:string subresource:string verb:string version:string
authorization.v1.SelfSubjectAccessReview apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:!authorization.v1.SelfSubjectAccessReviewSpec status:any
authorization.v1.SelfSubjectAccessReviewSpec nonResourceAttributes:authorization.v1.NonResourceAttributes resourceAttributes:authorization.v1.ResourceAttributes
authorization.v1.SelfSubjectRulesReview apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:!authorization.v1.SelfSubjectRulesReviewSpec status:any
authorization.v1.SelfSubjectRulesReviewSpec namespace:string
authorization.v1.SubjectAccessReview apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:!authorization.v1.SubjectAccessReviewSpec status:any
authorization.v1.SubjectAccessReviewSpec extra:{}[]string groups:[]string nonResourceAttributes:authorization.v1.NonResourceAttributes resourceAttributes:authorization.v1.ResourceAttributes uid:string user:string
autoscaling.v1.CrossVersionObjectReference apiVersion:string kind:!string name:!string
autoscaling.v1.HorizontalPodAutoscaler apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:autoscaling.v1.HorizontalPodAutoscalerSpec@-35,!autoscaling.v1.HorizontalPodAutoscalerSpec@36- status:any
autoscaling.v1.HorizontalPodAutoscalerList apiVersion:string items:![]autoscaling.v1.HorizontalPodAutoscaler kind:string metadata:meta.v1.ListMeta
autoscaling.v1.HorizontalPodAutoscalerSpec maxReplicas:!int32 minReplicas:int32 scaleTargetRef:!autoscaling.v1.CrossVersionObjectReference targetCPUUtilizationPercentage:int32
autoscaling.v1.Scale apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:autoscaling.v1.ScaleSpec status:any
autoscaling.v1.ScaleSpec replicas:int32
autoscaling.v2.ContainerResourceMetricSource container:!string name:!string target:!autoscaling.v2.MetricTarget
autoscaling.v2.CrossVersionObjectReference apiVersion:string kind:!string name:!string
autoscaling.v2.ExternalMetricSource metric:!autoscaling.v2.MetricIdentifier target:!autoscaling.v2.MetricTarget
autoscaling.v2.HPAScalingPolicy periodSeconds:!int32 type:!string value:!int32
autoscaling.v2.HPAScalingRules policies:[]autoscaling.v2.HPAScalingPolicy selectPolicy:string stabilizationWindowSeconds:int32 tolerance:quantity@33-
autoscaling.v2.HorizontalPodAutoscaler apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:autoscaling.v2.HorizontalPodAutoscalerSpec@-35,!autoscaling.v2.HorizontalPodAutoscalerSpec@36- status:any
autoscaling.v2.HorizontalPodAutoscalerBehavior scaleDown:autoscaling.v2.HPAScalingRules scaleUp:autoscaling.v2.HPAScalingRules
autoscaling.v2.HorizontalPodAutoscalerList apiVersion:string items:![]autoscaling.v2.HorizontalPodAutoscaler kind:string metadata:meta.v1.ListMeta
autoscaling.v2.HorizontalPodAutoscalerSpec behavior:autoscaling.v2.HorizontalPodAutoscalerBehavior maxReplicas:!int32 metrics:[]autoscaling.v2.MetricSpec minReplicas:int32 scaleTargetRef:!autoscaling.v2.CrossVersionObjectReference
autoscaling.v2.MetricIdentifier name:!string selector:meta.v1.LabelSelector
autoscaling.v2.MetricSpec containerResource:autoscaling.v2.ContainerResourceMetricSource external:autoscaling.v2.ExternalMetricSource object:autoscaling.v2.ObjectMetricSource pods:autoscaling.v2.PodsMetricSource resource:autoscaling.v2.ResourceMetricSource type:!string
autoscaling.v2.MetricTarget averageUtilization:int32 averageValue:quantity type:!string value:quantity
autoscaling.v2.ObjectMetricSource describedObject:!autoscaling.v2.CrossVersionObjectReference metric:!autoscaling.v2.MetricIdentifier target:!autoscaling.v2.MetricTarget
autoscaling.v2.PodsMetricSource metric:!autoscaling.v2.MetricIdentifier target:!autoscaling.v2.MetricTarget
autoscaling.v2.ResourceMetricSource name:!string target:!autoscaling.v2.MetricTarget
batch.v1.CronJob apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:batch.v1.CronJobSpec@-35,!batch.v1.CronJobSpec@36- status:any
batch.v1.CronJobList apiVersion:string items:![]batch.v1.CronJob kind:string metadata:meta.v1.ListMeta
batch.v1.CronJobSpec concurrencyPolicy:string failedJobsHistoryLimit:int32 jobTemplate:!batch.v1.JobTemplateSpec schedule:!string startingDeadlineSeconds:int64 successfulJobsHistoryLimit:int32 suspend:boolean timeZone:string
batch.v1.Job apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:batch.v1.JobSpec status:any
batch.v1.JobList apiVersion:string items:![]batch.v1.Job kind:string metadata:meta.v1.ListMeta
batch.v1.JobSchedulingConfiguration disruptionMode:scheduling.v1alpha3.WorkloadPodGroupDisruptionMode resourceClaims:[]scheduling.v1alpha3.WorkloadPodGroupResourceClaim schedulingConstraints:scheduling.v1alpha3.WorkloadPodGroupSchedulingConstraints schedulingPolicy:scheduling.v1alpha3.WorkloadPodGroupSchedulingPolicy
batch.v1.JobSpec activeDeadlineSeconds:int64 backoffLimit:int32 backoffLimitPerIndex:int32@28- completionMode:string completions:int32 managedBy:string@30- manualSelector:boolean maxFailedIndexes:int32@28- parallelism:int32 podFailurePolicy:batch.v1.PodFailurePolicy podReplacementPolicy:string@28- scheduling:batch.v1.JobSchedulingConfiguration@37- selector:meta.v1.LabelSelector successPolicy:batch.v1.SuccessPolicy@30- suspend:boolean template:!core.v1.PodTemplateSpec ttlSecondsAfterFinished:int32
batch.v1.JobTemplateSpec metadata:meta.v1.ObjectMeta spec:batch.v1.JobSpec
batch.v1.PodFailurePolicy rules:![]batch.v1.PodFailurePolicyRule
batch.v1.PodFailurePolicyOnExitCodesRequirement containerName:string operator:!string values:![]int32
batch.v1.PodFailurePolicyOnPodConditionsPattern status:string type:!string
batch.v1.PodFailurePolicyRule action:!string onExitCodes:batch.v1.PodFailurePolicyOnExitCodesRequirement onPodConditions:[]batch.v1.PodFailurePolicyOnPodConditionsPattern
batch.v1.SuccessPolicy rules:![]batch.v1.SuccessPolicyRule
batch.v1.SuccessPolicyRule succeededCount:int32 succeededIndexes:string
certificates.v1.CertificateSigningRequest apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:!certificates.v1.CertificateSigningRequestSpec status:any
certificates.v1.CertificateSigningRequestList apiVersion:string items:![]certificates.v1.CertificateSigningRequest kind:string metadata:meta.v1.ListMeta
certificates.v1.CertificateSigningRequestSpec expirationSeconds:int32 extra:{}[]string groups:[]string request:!byte signerName:!string uid:string usages:[]string username:string
certificates.v1.ClusterTrustBundle apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:!certificates.v1.ClusterTrustBundleSpec
certificates.v1.ClusterTrustBundleList apiVersion:string items:![]certificates.v1.ClusterTrustBundle kind:string metadata:meta.v1.ListMeta
certificates.v1.ClusterTrustBundleSpec signerName:string trustBundle:!string
certificates.v1.PodCertificateRequest apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:!certificates.v1.PodCertificateRequestSpec status:any
certificates.v1.PodCertificateRequestList apiVersion:string items:![]certificates.v1.PodCertificateRequest kind:string metadata:meta.v1.ListMeta
certificates.v1.PodCertificateRequestSpec maxExpirationSeconds:int32 nodeName:!string nodeUID:!string podName:!string podUID:!string serviceAccountName:!string serviceAccountUID:!string signerName:!string stubPKCS10Request:!byte unverifiedUserAnnotations:{}string
certificates.v1alpha1.ClusterTrustBundle apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:!certificates.v1alpha1.ClusterTrustBundleSpec
certificates.v1alpha1.ClusterTrustBundleList apiVersion:string items:![]certificates.v1alpha1.ClusterTrustBundle kind:string metadata:meta.v1.ListMeta
certificates.v1alpha1.ClusterTrustBundleSpec signerName:string trustBundle:!string
certificates.v1alpha1.PodCertificateRequest apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:!certificates.v1alpha1.PodCertificateRequestSpec status:any
certificates.v1alpha1.PodCertificateRequestList apiVersion:string items:![]certificates.v1alpha1.PodCertificateRequest kind:string metadata:meta.v1.ListMeta
certificates.v1alpha1.PodCertificateRequestSpec maxExpirationSeconds:int32 nodeName:!string nodeUID:!string pkixPublicKey:!byte podName:!string podUID:!string proofOfPossession:!byte serviceAccountName:!string serviceAccountUID:!string signerName:!string
certificates.v1beta1.ClusterTrustBundle apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:!certificates.v1beta1.ClusterTrustBundleSpec
certificates.v1beta1.ClusterTrustBundleList apiVersion:string items:![]certificates.v1beta1.ClusterTrustBundle kind:string metadata:meta.v1.ListMeta
certificates.v1beta1.ClusterTrustBundleSpec signerName:string trustBundle:!string
certificates.v1beta1.PodCertificateRequest apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:!certificates.v1beta1.PodCertificateRequestSpec status:any
certificates.v1beta1.PodCertificateRequestList apiVersion:string items:![]certificates.v1beta1.PodCertificateRequest kind:string metadata:meta.v1.ListMeta
certificates.v1beta1.PodCertificateRequestSpec maxExpirationSeconds:int32 nodeName:!string nodeUID:!string pkixPublicKey:byte podName:!string podUID:!string proofOfPossession:byte serviceAccountName:!string serviceAccountUID:!string signerName:!string stubPKCS10Request:!byte@36- unverifiedUserAnnotations:{}string
coordination.v1.Lease apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:coordination.v1.LeaseSpec
coordination.v1.LeaseList apiVersion:string items:![]coordination.v1.Lease kind:string metadata:meta.v1.ListMeta
coordination.v1.LeaseSpec acquireTime:time holderIdentity:string leaseDurationSeconds:int32 leaseTransitions:int32 preferredHolder:string@31- renewTime:time strategy:string@31-
coordination.v1alpha1.LeaseCandidate apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:coordination.v1alpha1.LeaseCandidateSpec
coordination.v1alpha1.LeaseCandidateList apiVersion:string items:![]coordination.v1alpha1.LeaseCandidate kind:string metadata:meta.v1.ListMeta
coordination.v1alpha1.LeaseCandidateSpec binaryVersion:string emulationVersion:string leaseName:!string pingTime:time preferredStrategies:![]string renewTime:time
coordination.v1alpha2.LeaseCandidate apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:coordination.v1alpha2.LeaseCandidateSpec@-35,!coordination.v1alpha2.LeaseCandidateSpec@36-
coordination.v1alpha2.LeaseCandidateList apiVersion:string items:![]coordination.v1alpha2.LeaseCandidate kind:string metadata:meta.v1.ListMeta
coordination.v1alpha2.LeaseCandidateSpec binaryVersion:!string emulationVersion:string leaseName:!string pingTime:time renewTime:time strategy:!string
coordination.v1beta1.LeaseCandidate apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:coordination.v1beta1.LeaseCandidateSpec@-35,!coordination.v1beta1.LeaseCandidateSpec@36-
coordination.v1beta1.LeaseCandidateList apiVersion:string items:![]coordination.v1beta1.LeaseCandidate kind:string metadata:meta.v1.ListMeta
coordination.v1beta1.LeaseCandidateSpec binaryVersion:!string emulationVersion:string leaseName:!string pingTime:time renewTime:time strategy:!string
core.v1.AWSElasticBlockStoreVolumeSource fsType:string partition:int32 readOnly:boolean volumeID:!string
core.v1.Affinity nodeAffinity:core.v1.NodeAffinity podAffinity:core.v1.PodAffinity podAntiAffinity:core.v1.PodAntiAffinity
core.v1.AppArmorProfile localhostProfile:string type:!string
core.v1.AzureDiskVolumeSource cachingMode:string diskName:!string diskURI:!string fsType:string kind:string readOnly:boolean
core.v1.AzureFilePersistentVolumeSource readOnly:boolean secretName:!string secretNamespace:string shareName:!string
core.v1.AzureFileVolumeSource readOnly:boolean secretName:!string shareName:!string
core.v1.Binding apiVersion:string kind:string metadata:meta.v1.ObjectMeta target:!core.v1.ObjectReference
core.v1.CSIPersistentVolumeSource controllerExpandSecretRef:core.v1.SecretReference controllerPublishSecretRef:core.v1.SecretReference driver:!string fsType:string nodeExpandSecretRef:core.v1.SecretReference nodePublishSecretRef:core.v1.SecretReference nodeStageSecretRef:core.v1.SecretReference readOnly:boolean volumeAttributes:{}string volumeHandle:!string
core.v1.CSIVolumeSource driver:!string fsType:string nodePublishSecretRef:core.v1.LocalObjectReference readOnly:boolean volumeAttributes:{}string
core.v1.Capabilities add:[]string drop:[]string
core.v1.CephFSPersistentVolumeSource monitors:![]string path:string readOnly:boolean secretFile:string secretRef:core.v1.SecretReference user:string
core.v1.CephFSVolumeSource monitors:![]string path:string readOnly:boolean secretFile:string secretRef:core.v1.LocalObjectReference user:string
core.v1.CinderPersistentVolumeSource fsType:string readOnly:boolean secretRef:core.v1.SecretReference volumeID:!string
core.v1.CinderVolumeSource fsType:string readOnly:boolean secretRef:core.v1.LocalObjectReference volumeID:!string
core.v1.ClaimSource resourceClaimName:string resourceClaimTemplateName:string
core.v1.ClientIPConfig timeoutSeconds:int32
core.v1.ClusterTrustBundleProjection labelSelector:meta.v1.LabelSelector name:string optional:boolean path:!string signerName:string user:int64@37-
core.v1.ComponentCondition error:string message:string status:!string type:!string
core.v1.ComponentStatus apiVersion:string conditions:[]core.v1.ComponentCondition kind:string metadata:meta.v1.ObjectMeta
core.v1.ComponentStatusList apiVersion:string items:![]core.v1.ComponentStatus kind:string metadata:meta.v1.ListMeta
core.v1.ConfigMap apiVersion:string binaryData:{}byte data:{}string immutable:boolean kind:string metadata:meta.v1.ObjectMeta
core.v1.ConfigMapEnvSource name:string optional:boolean
core.v1.ConfigMapKeySelector key:!string name:string optional:boolean
core.v1.ConfigMapList apiVersion:string items:![]core.v1.ConfigMap kind:string metadata:meta.v1.ListMeta
core.v1.ConfigMapNodeConfigSource kubeletConfigKey:!string name:!string namespace:!string resourceVersion:string uid:string
core.v1.ConfigMapProjection items:[]core.v1.KeyToPath name:string optional:boolean
core.v1.ConfigMapVolumeSource defaultMode:int32 defaultUser:int64@37- items:[]core.v1.KeyToPath name:string optional:boolean
core.v1.Container args:[]string command:[]string env:[]core.v1.EnvVar envFrom:[]core.v1.EnvFromSource image:string imagePullPolicy:string lifecycle:core.v1.Lifecycle livenessProbe:core.v1.Probe name:!string ports:[]core.v1.ContainerPort readinessProbe:core.v1.Probe resizePolicy:[]core.v1.ContainerResizePolicy resources:core.v1.ResourceRequirements restartPolicy:string@28- restartPolicyRules:[]core.v1.ContainerRestartRule@34- securityContext:core.v1.SecurityContext startupProbe:core.v1.Probe stdin:boolean stdinOnce:boolean terminationMessagePath:string terminationMessagePolicy:string tty:boolean volumeDevices:[]core.v1.VolumeDevice volumeMounts:[]core.v1.VolumeMount workingDir:string
core.v1.ContainerPort containerPort:!int32 hostIP:string hostPort:int32 name:string protocol:string
core.v1.ContainerResizePolicy resourceName:!string restartPolicy:!string
core.v1.ContainerRestartRule action:!string exitCodes:core.v1.ContainerRestartRuleOnExitCodes
core.v1.ContainerRestartRuleOnExitCodes operator:!string values:[]int32
core.v1.DownwardAPIProjection items:[]core.v1.DownwardAPIVolumeFile
core.v1.DownwardAPIVolumeFile fieldRef:core.v1.ObjectFieldSelector mode:int32 path:!string resourceFieldRef:core.v1.ResourceFieldSelector user:int64@37-
core.v1.DownwardAPIVolumeSource defaultMode:int32 defaultUser:int64@37- items:[]core.v1.DownwardAPIVolumeFile
core.v1.EmptyDirVolumeSource medium:string mode:int32@37- sizeLimit:quantity
core.v1.EndpointAddress hostname:string ip:!string nodeName:string targetRef:core.v1.ObjectReference
core.v1.EndpointPort appProtocol:string name:string port:!int32 protocol:string
core.v1.EndpointSubset addresses:[]core.v1.EndpointAddress notReadyAddresses:[]core.v1.EndpointAddress ports:[]core.v1.EndpointPort
core.v1.Endpoints apiVersion:string kind:string metadata:meta.v1.ObjectMeta subsets:[]core.v1.EndpointSubset
core.v1.EndpointsList apiVersion:string items:![]core.v1.Endpoints kind:string metadata:meta.v1.ListMeta
core.v1.EnvFromSource configMapRef:core.v1.ConfigMapEnvSource prefix:string secretRef:core.v1.SecretEnvSource
core.v1.EnvVar name:!string value:string valueFrom:core.v1.EnvVarSource
core.v1.EnvVarSource configMapKeyRef:core.v1.ConfigMapKeySelector fieldRef:core.v1.ObjectFieldSelector fileKeyRef:core.v1.FileKeySelector@34- resourceFieldRef:core.v1.ResourceFieldSelector secretKeyRef:core.v1.SecretKeySelector
core.v1.EphemeralContainer args:[]string command:[]string env:[]core.v1.EnvVar envFrom:[]core.v1.EnvFromSource image:string imagePullPolicy:string lifecycle:core.v1.Lifecycle livenessProbe:core.v1.Probe name:!string ports:[]core.v1.ContainerPort readinessProbe:core.v1.Probe resizePolicy:[]core.v1.ContainerResizePolicy resources:core.v1.ResourceRequirements restartPolicy:string@28- restartPolicyRules:[]core.v1.ContainerRestartRule@34- securityContext:core.v1.SecurityContext startupProbe:core.v1.Probe stdin:boolean stdinOnce:boolean targetContainerName:string terminationMessagePath:string terminationMessagePolicy:string tty:boolean volumeDevices:[]core.v1.VolumeDevice volumeMounts:[]core.v1.VolumeMount workingDir:string
core.v1.EphemeralVolumeSource volumeClaimTemplate:core.v1.PersistentVolumeClaimTemplate
core.v1.Event action:string apiVersion:string count:int32 eventTime:time firstTimestamp:time involvedObject:!core.v1.ObjectReference kind:string lastTimestamp:time message:string metadata:!meta.v1.ObjectMeta reason:string related:core.v1.ObjectReference reportingComponent:string reportingInstance:string series:core.v1.EventSeries source:core.v1.EventSource type:string
core.v1.EventList apiVersion:string items:![]core.v1.Event kind:string metadata:meta.v1.ListMeta
core.v1.EventSeries count:int32 lastObservedTime:time
core.v1.EventSource component:string host:string
core.v1.EvictionResponder name:!string priority:!int32
core.v1.ExecAction command:[]string
core.v1.FCVolumeSource fsType:string lun:int32 readOnly:boolean targetWWNs:[]string wwids:[]string
core.v1.FileKeySelector key:!string optional:boolean path:!string volumeName:!string
core.v1.FlexPersistentVolumeSource driver:!string fsType:string options:{}string readOnly:boolean secretRef:core.v1.SecretReference
core.v1.FlexVolumeSource driver:!string fsType:string options:{}string readOnly:boolean secretRef:core.v1.LocalObjectReference
core.v1.FlockerVolumeSource datasetName:string datasetUUID:string
core.v1.GCEPersistentDiskVolumeSource fsType:string partition:int32 pdName:!string readOnly:boolean
core.v1.GRPCAction mode:string@37- port:!int32 service:string
core.v1.GitRepoVolumeSource directory:string repository:!string revision:string
core.v1.GlusterfsPersistentVolumeSource endpoints:!string endpointsNamespace:string path:!string readOnly:boolean
core.v1.GlusterfsVolumeSource endpoints:!string path:!string readOnly:boolean
core.v1.HTTPGetAction host:string httpHeaders:[]core.v1.HTTPHeader path:string port:!intstr protocol:string@37- scheme:string
core.v1.HTTPHeader name:!string value:!string
core.v1.HostAlias hostnames:[]string ip:string@-30,!string@31-
core.v1.HostPathVolumeSource path:!string type:string
core.v1.ISCSIPersistentVolumeSource chapAuthDiscovery:boolean chapAuthSession:boolean fsType:string initiatorName:string iqn:!string iscsiInterface:string lun:!int32 portals:[]string readOnly:boolean secretRef:core.v1.SecretReference targetPortal:!string
core.v1.ISCSIVolumeSource chapAuthDiscovery:boolean chapAuthSession:boolean fsType:string initiatorName:string iqn:!string iscsiInterface:string lun:!int32 portals:[]string readOnly:boolean secretRef:core.v1.LocalObjectReference targetPortal:!string
core.v1.ImageVolumeSource pullPolicy:string reference:string
core.v1.KeyToPath key:!string mode:int32 path:!string user:int64@37-
core.v1.Lifecycle postStart:core.v1.LifecycleHandler preStop:core.v1.LifecycleHandler stopSignal:string@33-
core.v1.LifecycleHandler exec:core.v1.ExecAction httpGet:core.v1.HTTPGetAction sleep:core.v1.SleepAction@29- tcpSocket:core.v1.TCPSocketAction
core.v1.LimitRange apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:core.v1.LimitRangeSpec
core.v1.LimitRangeItem default:{}quantity defaultRequest:{}quantity max:{}quantity maxLimitRequestRatio:{}quantity min:{}quantity type:!string
core.v1.LimitRangeList apiVersion:string items:![]core.v1.LimitRange kind:string metadata:meta.v1.ListMeta
core.v1.LimitRangeSpec limits:![]core.v1.LimitRangeItem
core.v1.LocalObjectReference name:string
core.v1.LocalVolumeSource fsType:string path:!string
core.v1.NFSVolumeSource path:!string readOnly:boolean server:!string
core.v1.Namespace apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:core.v1.NamespaceSpec status:any
core.v1.NamespaceList apiVersion:string items:![]core.v1.Namespace kind:string metadata:meta.v1.ListMeta
core.v1.NamespaceSpec finalizers:[]string
core.v1.Node apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:core.v1.NodeSpec status:any
core.v1.NodeAffinity preferredDuringSchedulingIgnoredDuringExecution:[]core.v1.PreferredSchedulingTerm requiredDuringSchedulingIgnoredDuringExecution:core.v1.NodeSelector
core.v1.NodeConfigSource configMap:core.v1.ConfigMapNodeConfigSource
core.v1.NodeList apiVersion:string items:![]core.v1.Node kind:string metadata:meta.v1.ListMeta
core.v1.NodePodPreemptionPolicy disableResizePreemption:[]string
core.v1.NodeSelector nodeSelectorTerms:![]core.v1.NodeSelectorTerm
core.v1.NodeSelectorRequirement key:!string operator:!string values:[]string
core.v1.NodeSelectorTerm matchExpressions:[]core.v1.NodeSelectorRequirement matchFields:[]core.v1.NodeSelectorRequirement
core.v1.NodeSpec configSource:core.v1.NodeConfigSource externalID:string podCIDR:string podCIDRs:[]string podPreemptionPolicy:core.v1.NodePodPreemptionPolicy@37- providerID:string taints:[]core.v1.Taint unschedulable:boolean
core.v1.ObjectFieldSelector apiVersion:string fieldPath:!string
core.v1.ObjectReference apiVersion:string fieldPath:string kind:string name:string namespace:string resourceVersion:string uid:string
core.v1.PersistentVolume apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:core.v1.PersistentVolumeSpec status:any
core.v1.PersistentVolumeClaim apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:core.v1.PersistentVolumeClaimSpec status:any
core.v1.PersistentVolumeClaimList apiVersion:string items:![]core.v1.PersistentVolumeClaim kind:string metadata:meta.v1.ListMeta
core.v1.PersistentVolumeClaimSpec accessModes:[]string dataSource:core.v1.TypedLocalObjectReference dataSourceRef:core.v1.TypedObjectReference resources:core.v1.ResourceRequirements@-28,core.v1.VolumeResourceRequirements@29- selector:meta.v1.LabelSelector storageClassName:string volumeAttributesClassName:string@29- volumeMode:string volumeName:string
core.v1.PersistentVolumeClaimTemplate metadata:meta.v1.ObjectMeta spec:!core.v1.PersistentVolumeClaimSpec
core.v1.PersistentVolumeClaimVolumeSource claimName:!string readOnly:boolean
core.v1.PersistentVolumeList apiVersion:string items:![]core.v1.PersistentVolume kind:string metadata:meta.v1.ListMeta
core.v1.PersistentVolumeSpec accessModes:[]string awsElasticBlockStore:core.v1.AWSElasticBlockStoreVolumeSource azureDisk:core.v1.AzureDiskVolumeSource azureFile:core.v1.AzureFilePersistentVolumeSource capacity:{}quantity cephfs:core.v1.CephFSPersistentVolumeSource cinder:core.v1.CinderPersistentVolumeSource claimRef:core.v1.ObjectReference csi:core.v1.CSIPersistentVolumeSource fc:core.v1.FCVolumeSource flexVolume:core.v1.FlexPersistentVolumeSource flocker:core.v1.FlockerVolumeSource gcePersistentDisk:core.v1.GCEPersistentDiskVolumeSource glusterfs:core.v1.GlusterfsPersistentVolumeSource hostPath:core.v1.HostPathVolumeSource iscsi:core.v1.ISCSIPersistentVolumeSource local:core.v1.LocalVolumeSource mountOptions:[]string nfs:core.v1.NFSVolumeSource nodeAffinity:core.v1.VolumeNodeAffinity persistentVolumeReclaimPolicy:string photonPersistentDisk:core.v1.PhotonPersistentDiskVolumeSource portworxVolume:core.v1.PortworxVolumeSource quobyte:core.v1.QuobyteVolumeSource rbd:core.v1.RBDPersistentVolumeSource scaleIO:core.v1.ScaleIOPersistentVolumeSource storageClassName:string storageos:core.v1.StorageOSPersistentVolumeSource volumeAttributesClassName:string@29- volumeMode:string vsphereVolume:core.v1.VsphereVirtualDiskVolumeSource
core.v1.PhotonPersistentDiskVolumeSource fsType:string pdID:!string
core.v1.Pod apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:core.v1.PodSpec status:any
core.v1.PodAffinity preferredDuringSchedulingIgnoredDuringExecution:[]core.v1.WeightedPodAffinityTerm requiredDuringSchedulingIgnoredDuringExecution:[]core.v1.PodAffinityTerm
core.v1.PodAffinityTerm labelSelector:meta.v1.LabelSelector matchLabelKeys:[]string@29- mismatchLabelKeys:[]string@29- namespaceSelector:meta.v1.LabelSelector namespaces:[]string topologyKey:!string
core.v1.PodAntiAffinity preferredDuringSchedulingIgnoredDuringExecution:[]core.v1.WeightedPodAffinityTerm requiredDuringSchedulingIgnoredDuringExecution:[]core.v1.PodAffinityTerm
core.v1.PodCertificateProjection certificateChainPath:string credentialBundlePath:string keyPath:string keyType:!string maxExpirationSeconds:int32 signerName:!string user:int64@37- userAnnotations:{}string@35-
core.v1.PodDNSConfig nameservers:[]string options:[]core.v1.PodDNSConfigOption searches:[]string
core.v1.PodDNSConfigOption name:string value:string
core.v1.PodList apiVersion:string items:![]core.v1.Pod kind:string metadata:meta.v1.ListMeta
core.v1.PodOS name:!string
core.v1.PodReadinessGate conditionType:!string
core.v1.PodResourceClaim name:!string resourceClaimName:string@31- resourceClaimTemplateName:string@31- source:core.v1.ClaimSource@-30
core.v1.PodSchedulingGate name:!string
core.v1.PodSchedulingGroup podGroupName:string
core.v1.PodSecurityContext appArmorProfile:core.v1.AppArmorProfile@30- fsGroup:int64 fsGroupChangePolicy:string runAsGroup:int64 runAsNonRoot:boolean runAsUser:int64 seLinuxChangePolicy:string@32- seLinuxOptions:core.v1.SELinuxOptions seccompProfile:core.v1.SeccompProfile supplementalGroups:[]int64 supplementalGroupsPolicy:string@31- sysctls:[]core.v1.Sysctl windowsOptions:core.v1.WindowsSecurityContextOptions
core.v1.PodSpec activeDeadlineSeconds:int64 affinity:core.v1.Affinity automountServiceAccountToken:boolean containers:![]core.v1.Container dnsConfig:core.v1.PodDNSConfig dnsPolicy:string enableServiceLinks:boolean ephemeralContainers:[]core.v1.EphemeralContainer evictionResponders:[]core.v1.EvictionResponder@37- hostAliases:[]core.v1.HostAlias hostIPC:boolean hostNetwork:boolean hostPID:boolean hostUsers:boolean hostname:string hostnameOverride:string@34- imagePullSecrets:[]core.v1.LocalObjectReference initContainers:[]core.v1.Container nodeName:string nodeSelector:{}string os:core.v1.PodOS overhead:{}quantity preemptionPolicy:string priority:int32 priorityClassName:string readinessGates:[]core.v1.PodReadinessGate resourceClaims:[]core.v1.PodResourceClaim resources:core.v1.ResourceRequirements@32- restartPolicy:string runtimeClassName:string schedulerName:string schedulingGates:[]core.v1.PodSchedulingGate schedulingGroup:core.v1.PodSchedulingGroup@36- securityContext:core.v1.PodSecurityContext serviceAccount:string serviceAccountName:string setHostnameAsFQDN:boolean shareProcessNamespace:boolean subdomain:string terminationGracePeriodSeconds:int64 tolerations:[]core.v1.Toleration topologySpreadConstraints:[]core.v1.TopologySpreadConstraint volumes:[]core.v1.Volume workloadRef:core.v1.WorkloadReference@35-35
core.v1.PodTemplate apiVersion:string kind:string metadata:meta.v1.ObjectMeta template:core.v1.PodTemplateSpec
core.v1.PodTemplateList apiVersion:string items:![]core.v1.PodTemplate kind:string metadata:meta.v1.ListMeta
core.v1.PodTemplateSpec metadata:meta.v1.ObjectMeta spec:core.v1.PodSpec
core.v1.PortworxVolumeSource fsType:string readOnly:boolean volumeID:!string
core.v1.PreferredSchedulingTerm preference:!core.v1.NodeSelectorTerm weight:!int32
core.v1.Probe exec:core.v1.ExecAction failureThreshold:int32 grpc:core.v1.GRPCAction httpGet:core.v1.HTTPGetAction initialDelaySeconds:int32 periodSeconds:int32 successThreshold:int32 tcpSocket:core.v1.TCPSocketAction terminationGracePeriodSeconds:int64 timeoutSeconds:int32
core.v1.ProjectedVolumeSource defaultMode:int32 defaultUser:int64@37- sources:[]core.v1.VolumeProjection
core.v1.QuobyteVolumeSource group:string readOnly:boolean registry:!string tenant:string user:string volume:!string
core.v1.RBDPersistentVolumeSource fsType:string image:!string keyring:string monitors:![]string pool:string readOnly:boolean secretRef:core.v1.SecretReference user:string
core.v1.RBDVolumeSource fsType:string image:!string keyring:string monitors:![]string pool:string readOnly:boolean secretRef:core.v1.LocalObjectReference user:string
core.v1.ReplicationController apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:core.v1.ReplicationControllerSpec status:any
core.v1.ReplicationControllerList apiVersion:string items:![]core.v1.ReplicationController kind:string metadata:meta.v1.ListMeta
core.v1.ReplicationControllerSpec minReadySeconds:int32 replicas:int32 selector:{}string template:core.v1.PodTemplateSpec
core.v1.ResourceClaim name:!string request:string@31-
core.v1.ResourceFieldSelector containerName:string divisor:quantity resource:!string
core.v1.ResourceQuota apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:core.v1.ResourceQuotaSpec status:any
core.v1.ResourceQuotaList apiVersion:string items:![]core.v1.ResourceQuota kind:string metadata:meta.v1.ListMeta
core.v1.ResourceQuotaSpec hard:{}quantity scopeSelector:core.v1.ScopeSelector scopes:[]string
core.v1.ResourceRequirements claims:[]core.v1.ResourceClaim limits:{}quantity requests:{}quantity
core.v1.SELinuxOptions level:string role:string type:string user:string
core.v1.ScaleIOPersistentVolumeSource fsType:string gateway:!string protectionDomain:string readOnly:boolean secretRef:!core.v1.SecretReference sslEnabled:boolean storageMode:string storagePool:string system:!string volumeName:string
core.v1.ScaleIOVolumeSource fsType:string gateway:!string protectionDomain:string readOnly:boolean secretRef:!core.v1.LocalObjectReference sslEnabled:boolean storageMode:string storagePool:string system:!string volumeName:string
core.v1.ScopeSelector matchExpressions:[]core.v1.ScopedResourceSelectorRequirement
core.v1.ScopedResourceSelectorRequirement operator:!string scopeName:!string values:[]string
core.v1.SeccompProfile localhostProfile:string type:!string
core.v1.Secret apiVersion:string data:{}byte immutable:boolean kind:string metadata:meta.v1.ObjectMeta stringData:{}string type:string
core.v1.SecretEnvSource name:string optional:boolean
core.v1.SecretKeySelector key:!string name:string optional:boolean
core.v1.SecretList apiVersion:string items:![]core.v1.Secret kind:string metadata:meta.v1.ListMeta
core.v1.SecretProjection items:[]core.v1.KeyToPath name:string optional:boolean
core.v1.SecretReference name:string namespace:string
core.v1.SecretVolumeSource defaultMode:int32 defaultUser:int64@37- items:[]core.v1.KeyToPath optional:boolean secretName:string
core.v1.SecurityContext allowPrivilegeEscalation:boolean appArmorProfile:core.v1.AppArmorProfile@30- capabilities:core.v1.Capabilities privileged:boolean procMount:string readOnlyRootFilesystem:boolean runAsGroup:int64 runAsNonRoot:boolean runAsUser:int64 seLinuxOptions:core.v1.SELinuxOptions seccompProfile:core.v1.SeccompProfile windowsOptions:core.v1.WindowsSecurityContextOptions
core.v1.Service apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:core.v1.ServiceSpec status:any
core.v1.ServiceAccount apiVersion:string automountServiceAccountToken:boolean imagePullSecrets:[]core.v1.LocalObjectReference kind:string metadata:meta.v1.ObjectMeta secrets:[]core.v1.ObjectReference
core.v1.ServiceAccountList apiVersion:string items:![]core.v1.ServiceAccount kind:string metadata:meta.v1.ListMeta
core.v1.ServiceAccountTokenProjection audience:string expirationSeconds:int64 path:!string user:int64@37-
core.v1.ServiceList apiVersion:string items:![]core.v1.Service kind:string metadata:meta.v1.ListMeta
core.v1.ServicePort appProtocol:string name:string nodePort:int32 port:!int32 protocol:string targetPort:intstr
core.v1.ServiceSpec allocateLoadBalancerNodePorts:boolean clusterIP:string clusterIPs:[]string externalIPs:[]string externalName:string externalTrafficPolicy:string healthCheckNodePort:int32 internalTrafficPolicy:string ipFamilies:[]string ipFamilyPolicy:string loadBalancerClass:string loadBalancerIP:string loadBalancerSourceRanges:[]string ports:[]core.v1.ServicePort publishNotReadyAddresses:boolean selector:{}string sessionAffinity:string sessionAffinityConfig:core.v1.SessionAffinityConfig trafficDistribution:string@30- type:string
core.v1.SessionAffinityConfig clientIP:core.v1.ClientIPConfig
core.v1.SleepAction seconds:!int64
core.v1.StorageOSPersistentVolumeSource fsType:string readOnly:boolean secretRef:core.v1.ObjectReference volumeName:string volumeNamespace:string
core.v1.StorageOSVolumeSource fsType:string readOnly:boolean secretRef:core.v1.LocalObjectReference volumeName:string volumeNamespace:string
core.v1.Sysctl name:!string value:!string
core.v1.TCPSocketAction host:string port:!intstr
core.v1.Taint effect:!string key:!string timeAdded:time value:string
core.v1.Toleration effect:string key:string operator:string tolerationSeconds:int64 value:string
core.v1.TopologySelectorLabelRequirement key:!string values:![]string
core.v1.TopologySelectorTerm matchLabelExpressions:[]core.v1.TopologySelectorLabelRequirement
core.v1.TopologySpreadConstraint labelSelector:meta.v1.LabelSelector matchLabelKeys:[]string maxSkew:!int32 minDomains:int32 nodeAffinityPolicy:string nodeTaintsPolicy:string topologyKey:!string whenUnsatisfiable:!string
core.v1.TypedLocalObjectReference apiGroup:string kind:!string name:!string
core.v1.TypedObjectReference apiGroup:string kind:!string name:!string namespace:string
core.v1.Volume awsElasticBlockStore:core.v1.AWSElasticBlockStoreVolumeSource azureDisk:core.v1.AzureDiskVolumeSource azureFile:core.v1.AzureFileVolumeSource cephfs:core.v1.CephFSVolumeSource cinder:core.v1.CinderVolumeSource configMap:core.v1.ConfigMapVolumeSource csi:core.v1.CSIVolumeSource downwardAPI:core.v1.DownwardAPIVolumeSource emptyDir:core.v1.EmptyDirVolumeSource ephemeral:core.v1.EphemeralVolumeSource fc:core.v1.FCVolumeSource flexVolume:core.v1.FlexVolumeSource flocker:core.v1.FlockerVolumeSource gcePersistentDisk:core.v1.GCEPersistentDiskVolumeSource gitRepo:core.v1.GitRepoVolumeSource glusterfs:core.v1.GlusterfsVolumeSource hostPath:core.v1.HostPathVolumeSource image:core.v1.ImageVolumeSource@31- iscsi:core.v1.ISCSIVolumeSource name:!string nfs:core.v1.NFSVolumeSource persistentVolumeClaim:core.v1.PersistentVolumeClaimVolumeSource photonPersistentDisk:core.v1.PhotonPersistentDiskVolumeSource portworxVolume:core.v1.PortworxVolumeSource projected:core.v1.ProjectedVolumeSource quobyte:core.v1.QuobyteVolumeSource rbd:core.v1.RBDVolumeSource scaleIO:core.v1.ScaleIOVolumeSource secret:core.v1.SecretVolumeSource storageos:core.v1.StorageOSVolumeSource vsphereVolume:core.v1.VsphereVirtualDiskVolumeSource
core.v1.VolumeDevice devicePath:!string name:!string
core.v1.VolumeMount bindMountOptions:[]string@37- mountPath:!string mountPropagation:string name:!string readOnly:boolean recursiveReadOnly:string@30- subPath:string subPathExpr:string
core.v1.VolumeNodeAffinity required:core.v1.NodeSelector
core.v1.VolumeProjection clusterTrustBundle:core.v1.ClusterTrustBundleProjection@29- configMap:core.v1.ConfigMapProjection downwardAPI:core.v1.DownwardAPIProjection podCertificate:core.v1.PodCertificateProjection@34- secret:core.v1.SecretProjection serviceAccountToken:core.v1.ServiceAccountTokenProjection
core.v1.VolumeResourceRequirements limits:{}quantity requests:{}quantity
core.v1.VsphereVirtualDiskVolumeSource fsType:string storagePolicyID:string storagePolicyName:string volumePath:!string
core.v1.WeightedPodAffinityTerm podAffinityTerm:!core.v1.PodAffinityTerm weight:!int32
core.v1.WindowsSecurityContextOptions gmsaCredentialSpec:string gmsaCredentialSpecName:string hostProcess:boolean runAsUserName:string
core.v1.WorkloadReference name:!string podGroup:!string podGroupReplicaKey:string
discovery.v1.Endpoint addresses:![]string conditions:discovery.v1.EndpointConditions deprecatedTopology:{}string hints:discovery.v1.EndpointHints hostname:string nodeName:string targetRef:core.v1.ObjectReference zone:string
discovery.v1.EndpointConditions ready:boolean serving:boolean terminating:boolean
discovery.v1.EndpointHints forNodes:[]discovery.v1.ForNode@33- forZones:[]discovery.v1.ForZone
discovery.v1.EndpointPort appProtocol:string name:string port:int32 protocol:string
discovery.v1.EndpointSlice addressType:!string apiVersion:string endpoints:[]discovery.v1.Endpoint kind:string metadata:meta.v1.ObjectMeta ports:[]discovery.v1.EndpointPort
discovery.v1.EndpointSliceList apiVersion:string items:![]discovery.v1.EndpointSlice kind:string metadata:meta.v1.ListMeta
discovery.v1.ForNode name:!string
discovery.v1.ForZone name:!string
events.v1.Event action:string apiVersion:string deprecatedCount:int32 deprecatedFirstTimestamp:time deprecatedLastTimestamp:time deprecatedSource:core.v1.EventSource eventTime:!time kind:string metadata:meta.v1.ObjectMeta note:string reason:string regarding:core.v1.ObjectReference related:core.v1.ObjectReference reportingController:string reportingInstance:string series:events.v1.EventSeries type:string
events.v1.EventList apiVersion:string items:![]events.v1.Event kind:string metadata:meta.v1.ListMeta
events.v1.EventSeries count:!int32 lastObservedTime:!time
flowcontrol.v1.ExemptPriorityLevelConfiguration lendablePercent:int32 nominalConcurrencyShares:int32
flowcontrol.v1.FlowDistinguisherMethod type:!string
flowcontrol.v1.FlowSchema apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:flowcontrol.v1.FlowSchemaSpec@-36,!flowcontrol.v1.FlowSchemaSpec@37- status:any
flowcontrol.v1.FlowSchemaList apiVersion:string items:![]flowcontrol.v1.FlowSchema kind:string metadata:meta.v1.ListMeta
flowcontrol.v1.FlowSchemaSpec distinguisherMethod:flowcontrol.v1.FlowDistinguisherMethod matchingPrecedence:int32 priorityLevelConfiguration:!flowcontrol.v1.PriorityLevelConfigurationReference rules:[]flowcontrol.v1.PolicyRulesWithSubjects
flowcontrol.v1.GroupSubject name:!string
flowcontrol.v1.LimitResponse queuing:flowcontrol.v1.QueuingConfiguration type:!string
flowcontrol.v1.LimitedPriorityLevelConfiguration borrowingLimitPercent:int32 lendablePercent:int32 limitResponse:flowcontrol.v1.LimitResponse@-36,!flowcontrol.v1.LimitResponse@37- nominalConcurrencyShares:int32
flowcontrol.v1.NonResourcePolicyRule nonResourceURLs:![]string verbs:![]string
flowcontrol.v1.PolicyRulesWithSubjects nonResourceRules:[]flowcontrol.v1.NonResourcePolicyRule resourceRules:[]flowcontrol.v1.ResourcePolicyRule subjects:![]flowcontrol.v1.Subject
flowcontrol.v1.PriorityLevelConfiguration apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:flowcontrol.v1.PriorityLevelConfigurationSpec@-36,!flowcontrol.v1.PriorityLevelConfigurationSpec@37- status:any
flowcontrol.v1.PriorityLevelConfigurationList apiVersion:string items:![]flowcontrol.v1.PriorityLevelConfiguration kind:string metadata:meta.v1.ListMeta
flowcontrol.v1.PriorityLevelConfigurationReference name:!string
flowcontrol.v1.PriorityLevelConfigurationSpec exempt:flowcontrol.v1.ExemptPriorityLevelConfiguration limited:flowcontrol.v1.LimitedPriorityLevelConfiguration type:!string
flowcontrol.v1.QueuingConfiguration handSize:int32 queueLengthLimit:int32 queues:int32
flowcontrol.v1.ResourcePolicyRule apiGroups:![]string clusterScope:boolean namespaces:[]string resources:![]string verbs:![]string
flowcontrol.v1.ServiceAccountSubject name:!string namespace:!string
flowcontrol.v1.Subject group:flowcontrol.v1.GroupSubject kind:!string serviceAccount:flowcontrol.v1.ServiceAccountSubject user:flowcontrol.v1.UserSubject
flowcontrol.v1.UserSubject name:!string
flowcontrol.v1beta2.ExemptPriorityLevelConfiguration lendablePercent:int32 nominalConcurrencyShares:int32
flowcontrol.v1beta2.FlowDistinguisherMethod type:!string
flowcontrol.v1beta2.FlowSchema apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:flowcontrol.v1beta2.FlowSchemaSpec status:any
flowcontrol.v1beta2.FlowSchemaList apiVersion:string items:![]flowcontrol.v1beta2.FlowSchema kind:string metadata:meta.v1.ListMeta
flowcontrol.v1beta2.FlowSchemaSpec distinguisherMethod:flowcontrol.v1beta2.FlowDistinguisherMethod matchingPrecedence:int32 priorityLevelConfiguration:!flowcontrol.v1beta2.PriorityLevelConfigurationReference rules:[]flowcontrol.v1beta2.PolicyRulesWithSubjects
flowcontrol.v1beta2.GroupSubject name:!string
flowcontrol.v1beta2.LimitResponse queuing:flowcontrol.v1beta2.QueuingConfiguration type:!string
flowcontrol.v1beta2.LimitedPriorityLevelConfiguration assuredConcurrencyShares:int32 borrowingLimitPercent:int32 lendablePercent:int32 limitResponse:flowcontrol.v1beta2.LimitResponse
flowcontrol.v1beta2.NonResourcePolicyRule nonResourceURLs:![]string verbs:![]string
flowcontrol.v1beta2.PolicyRulesWithSubjects nonResourceRules:[]flowcontrol.v1beta2.NonResourcePolicyRule resourceRules:[]flowcontrol.v1beta2.ResourcePolicyRule subjects:![]flowcontrol.v1beta2.Subject
flowcontrol.v1beta2.PriorityLevelConfiguration apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:flowcontrol.v1beta2.PriorityLevelConfigurationSpec status:any
flowcontrol.v1beta2.PriorityLevelConfigurationList apiVersion:string items:![]flowcontrol.v1beta2.PriorityLevelConfiguration kind:string metadata:meta.v1.ListMeta
flowcontrol.v1beta2.PriorityLevelConfigurationReference name:!string
flowcontrol.v1beta2.PriorityLevelConfigurationSpec exempt:flowcontrol.v1beta2.ExemptPriorityLevelConfiguration@28- limited:flowcontrol.v1beta2.LimitedPriorityLevelConfiguration type:!string
flowcontrol.v1beta2.QueuingConfiguration handSize:int32 queueLengthLimit:int32 queues:int32
flowcontrol.v1beta2.ResourcePolicyRule apiGroups:![]string clusterScope:boolean namespaces:[]string resources:![]string verbs:![]string
flowcontrol.v1beta2.ServiceAccountSubject name:!string namespace:!string
flowcontrol.v1beta2.Subject group:flowcontrol.v1beta2.GroupSubject kind:!string serviceAccount:flowcontrol.v1beta2.ServiceAccountSubject user:flowcontrol.v1beta2.UserSubject
flowcontrol.v1beta2.UserSubject name:!string
flowcontrol.v1beta3.ExemptPriorityLevelConfiguration lendablePercent:int32 nominalConcurrencyShares:int32
flowcontrol.v1beta3.FlowDistinguisherMethod type:!string
flowcontrol.v1beta3.FlowSchema apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:flowcontrol.v1beta3.FlowSchemaSpec status:any
flowcontrol.v1beta3.FlowSchemaList apiVersion:string items:![]flowcontrol.v1beta3.FlowSchema kind:string metadata:meta.v1.ListMeta
flowcontrol.v1beta3.FlowSchemaSpec distinguisherMethod:flowcontrol.v1beta3.FlowDistinguisherMethod matchingPrecedence:int32 priorityLevelConfiguration:!flowcontrol.v1beta3.PriorityLevelConfigurationReference rules:[]flowcontrol.v1beta3.PolicyRulesWithSubjects
flowcontrol.v1beta3.GroupSubject name:!string
flowcontrol.v1beta3.LimitResponse queuing:flowcontrol.v1beta3.QueuingConfiguration type:!string
flowcontrol.v1beta3.LimitedPriorityLevelConfiguration borrowingLimitPercent:int32 lendablePercent:int32 limitResponse:flowcontrol.v1beta3.LimitResponse nominalConcurrencyShares:int32
flowcontrol.v1beta3.NonResourcePolicyRule nonResourceURLs:![]string verbs:![]string
flowcontrol.v1beta3.PolicyRulesWithSubjects nonResourceRules:[]flowcontrol.v1beta3.NonResourcePolicyRule resourceRules:[]flowcontrol.v1beta3.ResourcePolicyRule subjects:![]flowcontrol.v1beta3.Subject
flowcontrol.v1beta3.PriorityLevelConfiguration apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:flowcontrol.v1beta3.PriorityLevelConfigurationSpec status:any
flowcontrol.v1beta3.PriorityLevelConfigurationList apiVersion:string items:![]flowcontrol.v1beta3.PriorityLevelConfiguration kind:string metadata:meta.v1.ListMeta
flowcontrol.v1beta3.PriorityLevelConfigurationReference name:!string
flowcontrol.v1beta3.PriorityLevelConfigurationSpec exempt:flowcontrol.v1beta3.ExemptPriorityLevelConfiguration@28- limited:flowcontrol.v1beta3.LimitedPriorityLevelConfiguration type:!string
flowcontrol.v1beta3.QueuingConfiguration handSize:int32 queueLengthLimit:int32 queues:int32
flowcontrol.v1beta3.ResourcePolicyRule apiGroups:![]string clusterScope:boolean namespaces:[]string resources:![]string verbs:![]string
flowcontrol.v1beta3.ServiceAccountSubject name:!string namespace:!string
flowcontrol.v1beta3.Subject group:flowcontrol.v1beta3.GroupSubject kind:!string serviceAccount:flowcontrol.v1beta3.ServiceAccountSubject user:flowcontrol.v1beta3.UserSubject
flowcontrol.v1beta3.UserSubject name:!string
lifecycle.v1alpha1.Eviction apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:!lifecycle.v1alpha1.EvictionSpec status:any
lifecycle.v1alpha1.EvictionList apiVersion:string items:![]lifecycle.v1alpha1.Eviction kind:string metadata:meta.v1.ListMeta
lifecycle.v1alpha1.EvictionPodReference name:!string uid:!string
lifecycle.v1alpha1.EvictionRequest apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:!lifecycle.v1alpha1.EvictionRequestSpec status:any
lifecycle.v1alpha1.EvictionRequestList apiVersion:string items:![]lifecycle.v1alpha1.EvictionRequest kind:string metadata:meta.v1.ListMeta
lifecycle.v1alpha1.EvictionRequestPodReference name:!string uid:!string
lifecycle.v1alpha1.EvictionRequestSpec intent:!string requester:!string target:!lifecycle.v1alpha1.EvictionRequestTarget
lifecycle.v1alpha1.EvictionRequestTarget pod:lifecycle.v1alpha1.EvictionRequestPodReference
lifecycle.v1alpha1.EvictionSpec target:!lifecycle.v1alpha1.EvictionTarget
lifecycle.v1alpha1.EvictionTarget pod:lifecycle.v1alpha1.EvictionPodReference
meta.v1.DeleteOptions apiVersion:string dryRun:[]string gracePeriodSeconds:int64 ignoreStoreReadErrorWithClusterBreakingPotential:boolean@32- kind:string orphanDependents:boolean preconditions:meta.v1.Preconditions propagationPolicy:string
meta.v1.FieldSelectorRequirement key:!string operator:!string values:[]string
meta.v1.GroupResource group:!string resource:!string
meta.v1.LabelSelector matchExpressions:[]meta.v1.LabelSelectorRequirement matchLabels:{}string
meta.v1.LabelSelectorRequirement key:!string operator:!string values:[]string
meta.v1.ListMeta continue:string remainingItemCount:int64 resourceVersion:string selfLink:string shardInfo:meta.v1.ShardInfo@36-
meta.v1.ManagedFieldsEntry apiVersion:string fieldsType:string fieldsV1:object manager:string operation:string subresource:string time:time
meta.v1.ObjectMeta annotations:{}string creationTimestamp:time deletionGracePeriodSeconds:int64 deletionTimestamp:time finalizers:[]string generateName:string generation:int64 labels:{}string managedFields:[]meta.v1.ManagedFieldsEntry name:string namespace:string ownerReferences:[]meta.v1.OwnerReference resourceVersion:string selfLink:string uid:string
meta.v1.OwnerReference apiVersion:!string blockOwnerDeletion:boolean controller:boolean kind:!string name:!string uid:!string
meta.v1.Preconditions resourceVersion:string uid:string
meta.v1.ShardInfo selector:!string
networking.v1.HTTPIngressPath backend:!networking.v1.IngressBackend path:string pathType:!string
networking.v1.HTTPIngressRuleValue paths:![]networking.v1.HTTPIngressPath
networking.v1.IPAddress apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:networking.v1.IPAddressSpec@-35,!networking.v1.IPAddressSpec@36-
networking.v1.IPAddressList apiVersion:string items:![]networking.v1.IPAddress kind:string metadata:meta.v1.ListMeta
networking.v1.IPAddressSpec parentRef:!networking.v1.ParentReference
networking.v1.IPBlock cidr:!string except:[]string
networking.v1.Ingress apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:networking.v1.IngressSpec status:any
networking.v1.IngressBackend resource:core.v1.TypedLocalObjectReference service:networking.v1.IngressServiceBackend
networking.v1.IngressClass apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:networking.v1.IngressClassSpec
networking.v1.IngressClassList apiVersion:string items:![]networking.v1.IngressClass kind:string metadata:meta.v1.ListMeta
networking.v1.IngressClassParametersReference apiGroup:string kind:!string name:!string namespace:string scope:string
networking.v1.IngressClassSpec controller:string parameters:networking.v1.IngressClassParametersReference
networking.v1.IngressList apiVersion:string items:![]networking.v1.Ingress kind:string metadata:meta.v1.ListMeta
networking.v1.IngressRule host:string http:networking.v1.HTTPIngressRuleValue
networking.v1.IngressServiceBackend name:!string port:networking.v1.ServiceBackendPort
networking.v1.IngressSpec defaultBackend:networking.v1.IngressBackend ingressClassName:string rules:[]networking.v1.IngressRule tls:[]networking.v1.IngressTLS
networking.v1.IngressTLS hosts:[]string secretName:string
networking.v1.NetworkPolicy apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:networking.v1.NetworkPolicySpec status:any@-27
networking.v1.NetworkPolicyEgressRule ports:[]networking.v1.NetworkPolicyPort to:[]networking.v1.NetworkPolicyPeer
networking.v1.NetworkPolicyIngressRule from:[]networking.v1.NetworkPolicyPeer ports:[]networking.v1.NetworkPolicyPort
networking.v1.NetworkPolicyList apiVersion:string items:![]networking.v1.NetworkPolicy kind:string metadata:meta.v1.ListMeta
networking.v1.NetworkPolicyPeer ipBlock:networking.v1.IPBlock namespaceSelector:meta.v1.LabelSelector podSelector:meta.v1.LabelSelector
networking.v1.NetworkPolicyPort endPort:int32 port:intstr protocol:string
networking.v1.NetworkPolicySpec egress:[]networking.v1.NetworkPolicyEgressRule ingress:[]networking.v1.NetworkPolicyIngressRule podSelector:meta.v1.LabelSelector policyTypes:[]string
networking.v1.ParentReference group:string name:!string namespace:string resource:!string
networking.v1.ServiceBackendPort name:string number:int32
networking.v1.ServiceCIDR apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:networking.v1.ServiceCIDRSpec status:any
networking.v1.ServiceCIDRList apiVersion:string items:![]networking.v1.ServiceCIDR kind:string metadata:meta.v1.ListMeta
networking.v1.ServiceCIDRSpec cidrs:[]string
networking.v1alpha1.ClusterCIDR apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:networking.v1alpha1.ClusterCIDRSpec
networking.v1alpha1.ClusterCIDRList apiVersion:string items:![]networking.v1alpha1.ClusterCIDR kind:string metadata:meta.v1.ListMeta
networking.v1alpha1.ClusterCIDRSpec ipv4:string ipv6:string nodeSelector:core.v1.NodeSelector perNodeHostBits:!int32
networking.v1alpha1.IPAddress apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:networking.v1alpha1.IPAddressSpec
networking.v1alpha1.IPAddressList apiVersion:string items:![]networking.v1alpha1.IPAddress kind:string metadata:meta.v1.ListMeta
networking.v1alpha1.IPAddressSpec parentRef:networking.v1alpha1.ParentReference@-29,!networking.v1alpha1.ParentReference@30-
networking.v1alpha1.ParentReference group:string name:string@-29,!string@30- namespace:string resource:string@-29,!string@30- uid:string@-28
networking.v1alpha1.ServiceCIDR apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:networking.v1alpha1.ServiceCIDRSpec status:any
networking.v1alpha1.ServiceCIDRList apiVersion:string items:![]networking.v1alpha1.ServiceCIDR kind:string metadata:meta.v1.ListMeta
networking.v1alpha1.ServiceCIDRSpec cidrs:[]string
networking.v1beta1.IPAddress apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:networking.v1beta1.IPAddressSpec@-35,!networking.v1beta1.IPAddressSpec@36-
networking.v1beta1.IPAddressList apiVersion:string items:![]networking.v1beta1.IPAddress kind:string metadata:meta.v1.ListMeta
networking.v1beta1.IPAddressSpec parentRef:!networking.v1beta1.ParentReference
networking.v1beta1.ParentReference group:string name:!string namespace:string resource:!string
networking.v1beta1.ServiceCIDR apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:networking.v1beta1.ServiceCIDRSpec status:any
networking.v1beta1.ServiceCIDRList apiVersion:string items:![]networking.v1beta1.ServiceCIDR kind:string metadata:meta.v1.ListMeta
networking.v1beta1.ServiceCIDRSpec cidrs:[]string
node.v1.Overhead podFixed:{}quantity
node.v1.RuntimeClass apiVersion:string handler:!string kind:string metadata:meta.v1.ObjectMeta overhead:node.v1.Overhead scheduling:node.v1.Scheduling
node.v1.RuntimeClassList apiVersion:string items:![]node.v1.RuntimeClass kind:string metadata:meta.v1.ListMeta
node.v1.Scheduling nodeSelector:{}string tolerations:[]core.v1.Toleration
policy.v1.Eviction apiVersion:string deleteOptions:meta.v1.DeleteOptions kind:string metadata:meta.v1.ObjectMeta
policy.v1.PodDisruptionBudget apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:policy.v1.PodDisruptionBudgetSpec status:any
policy.v1.PodDisruptionBudgetList apiVersion:string items:![]policy.v1.PodDisruptionBudget kind:string metadata:meta.v1.ListMeta
policy.v1.PodDisruptionBudgetSpec maxUnavailable:intstr minAvailable:intstr selector:meta.v1.LabelSelector unhealthyPodEvictionPolicy:string
rbac.v1.AggregationRule clusterRoleSelectors:[]meta.v1.LabelSelector
rbac.v1.ClusterRole aggregationRule:rbac.v1.AggregationRule apiVersion:string kind:string metadata:meta.v1.ObjectMeta rules:[]rbac.v1.PolicyRule
rbac.v1.ClusterRoleBinding apiVersion:string kind:string metadata:meta.v1.ObjectMeta roleRef:!rbac.v1.RoleRef subjects:[]rbac.v1.Subject
rbac.v1.ClusterRoleBindingList apiVersion:string items:![]rbac.v1.ClusterRoleBinding kind:string metadata:meta.v1.ListMeta
rbac.v1.ClusterRoleList apiVersion:string items:![]rbac.v1.ClusterRole kind:string metadata:meta.v1.ListMeta
rbac.v1.PolicyRule apiGroups:[]string nonResourceURLs:[]string resourceNames:[]string resources:[]string verbs:![]string
rbac.v1.Role apiVersion:string kind:string metadata:meta.v1.ObjectMeta rules:[]rbac.v1.PolicyRule
rbac.v1.RoleBinding apiVersion:string kind:string metadata:meta.v1.ObjectMeta roleRef:!rbac.v1.RoleRef subjects:[]rbac.v1.Subject
rbac.v1.RoleBindingList apiVersion:string items:![]rbac.v1.RoleBinding kind:string metadata:meta.v1.ListMeta
rbac.v1.RoleList apiVersion:string items:![]rbac.v1.Role kind:string metadata:meta.v1.ListMeta
rbac.v1.RoleRef apiGroup:string kind:!string name:!string
rbac.v1.Subject apiGroup:string kind:!string name:!string namespace:string
resource.v1.CELDeviceSelector expression:!string
resource.v1.CapacityRequestPolicy default:quantity validRange:resource.v1.CapacityRequestPolicyRange validValues:[]quantity
resource.v1.CapacityRequestPolicyRange max:quantity min:!quantity step:quantity
resource.v1.CapacityRequirements requests:{}quantity
resource.v1.Counter value:!quantity
resource.v1.CounterSet counters:!{}resource.v1.Counter name:!string
resource.v1.Device allNodes:boolean allowMultipleAllocations:boolean attributes:{}resource.v1.DeviceAttribute bindingConditions:[]string bindingFailureConditions:[]string bindsToNode:boolean capacity:{}resource.v1.DeviceCapacity consumesCounters:[]resource.v1.DeviceCounterConsumption name:!string nodeAllocatableResourceMappings:{}resource.v1.NodeAllocatableResourceMapping@36-36 nodeAllocatableResources:{}resource.v1.NodeAllocatableResource@37- nodeName:string nodeSelector:core.v1.NodeSelector taints:[]resource.v1.DeviceTaint
resource.v1.DeviceAttribute bool:boolean bools:[]boolean@36- int:int64 ints:[]int64@36- string:string strings:[]string@36- version:string versions:[]string@36-
resource.v1.DeviceCapacity requestPolicy:resource.v1.CapacityRequestPolicy value:!quantity
resource.v1.DeviceClaim config:[]resource.v1.DeviceClaimConfiguration constraints:[]resource.v1.DeviceConstraint requests:[]resource.v1.DeviceRequest
resource.v1.DeviceClaimConfiguration opaque:resource.v1.OpaqueDeviceConfiguration requests:[]string
resource.v1.DeviceClass apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:resource.v1.DeviceClassSpec
resource.v1.DeviceClassConfiguration opaque:resource.v1.OpaqueDeviceConfiguration
resource.v1.DeviceClassList apiVersion:string items:![]resource.v1.DeviceClass kind:string metadata:meta.v1.ListMeta
resource.v1.DeviceClassSpec config:[]resource.v1.DeviceClassConfiguration extendedResourceName:string selectors:[]resource.v1.DeviceSelector
resource.v1.DeviceConstraint distinctAttribute:string matchAttribute:string requests:[]string
resource.v1.DeviceCounterConsumption compatibilityGroups:[]string@37- counterSet:!string counters:!{}resource.v1.Counter
resource.v1.DeviceDerivedAttribute expression:!string name:!string
resource.v1.DeviceRequest exactly:resource.v1.ExactDeviceRequest firstAvailable:[]resource.v1.DeviceSubRequest name:!string
resource.v1.DeviceSelector cel:resource.v1.CELDeviceSelector
resource.v1.DeviceSubRequest allocationMode:string capacity:resource.v1.CapacityRequirements count:int64 derivedAttributes:[]resource.v1.DeviceDerivedAttribute@37- deviceClassName:!string name:!string selectors:[]resource.v1.DeviceSelector tolerations:[]resource.v1.DeviceToleration
resource.v1.DeviceTaint effect:!string key:!string timeAdded:time value:string
resource.v1.DeviceTaintRule apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:!resource.v1.DeviceTaintRuleSpec status:any
resource.v1.DeviceTaintRuleList apiVersion:string items:![]resource.v1.DeviceTaintRule kind:string metadata:meta.v1.ListMeta
resource.v1.DeviceTaintRuleSpec deviceSelector:resource.v1.DeviceTaintSelector taint:!resource.v1.DeviceTaint
resource.v1.DeviceTaintSelector device:string driver:string pool:string
resource.v1.DeviceToleration effect:string key:string operator:string tolerationSeconds:int64 value:string
resource.v1.ExactDeviceRequest adminAccess:boolean allocationMode:string capacity:resource.v1.CapacityRequirements count:int64 derivedAttributes:[]resource.v1.DeviceDerivedAttribute@37- deviceClassName:!string selectors:[]resource.v1.DeviceSelector tolerations:[]resource.v1.DeviceToleration
resource.v1.NodeAllocatableMapping capacityKey:string capacityMultiplier:quantity deviceMultiplier:quantity
resource.v1.NodeAllocatableOverhead perContainer:quantity perPod:quantity
resource.v1.NodeAllocatableResource mapping:resource.v1.NodeAllocatableMapping overhead:resource.v1.NodeAllocatableOverhead
resource.v1.NodeAllocatableResourceMapping allocationMultiplier:quantity capacityKey:string
resource.v1.OpaqueDeviceConfiguration driver:!string parameters:!object
resource.v1.ResourceClaim apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:resource.v1.ResourceClaimSpec status:any
resource.v1.ResourceClaimList apiVersion:string items:![]resource.v1.ResourceClaim kind:string metadata:meta.v1.ListMeta
resource.v1.ResourceClaimSpec devices:resource.v1.DeviceClaim
resource.v1.ResourceClaimTemplate apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:resource.v1.ResourceClaimTemplateSpec
resource.v1.ResourceClaimTemplateList apiVersion:string items:![]resource.v1.ResourceClaimTemplate kind:string metadata:meta.v1.ListMeta
resource.v1.ResourceClaimTemplateSpec metadata:meta.v1.ObjectMeta spec:resource.v1.ResourceClaimSpec
resource.v1.ResourcePool generation:!int64 name:!string resourceSliceCount:!int64
resource.v1.ResourceSlice apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:!resource.v1.ResourceSliceSpec
resource.v1.ResourceSliceList apiVersion:string items:![]resource.v1.ResourceSlice kind:string metadata:meta.v1.ListMeta
resource.v1.ResourceSliceSpec allNodes:boolean devices:[]resource.v1.Device driver:!string nodeName:string nodeSelector:core.v1.NodeSelector partitionTypeAttribute:string@37- perDeviceNodeSelection:boolean pool:!resource.v1.ResourcePool sharedCounters:[]resource.v1.CounterSet skipNodeOperations:[]string@37-
resource.v1alpha2.DriverRequests driverName:string requests:[]resource.v1alpha2.ResourceRequest vendorParameters:object
resource.v1alpha2.NamedResourcesAttribute bool:boolean int:int64 intSlice:resource.v1alpha2.NamedResourcesIntSlice name:!string quantity:quantity string:string stringSlice:resource.v1alpha2.NamedResourcesStringSlice version:string
resource.v1alpha2.NamedResourcesFilter selector:!string
resource.v1alpha2.NamedResourcesInstance attributes:[]resource.v1alpha2.NamedResourcesAttribute name:!string
resource.v1alpha2.NamedResourcesIntSlice ints:![]int64
resource.v1alpha2.NamedResourcesRequest selector:!string
resource.v1alpha2.NamedResourcesResources instances:![]resource.v1alpha2.NamedResourcesInstance
resource.v1alpha2.NamedResourcesStringSlice strings:![]string
resource.v1alpha2.PodSchedulingContext apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:!resource.v1alpha2.PodSchedulingContextSpec status:any
resource.v1alpha2.PodSchedulingContextList apiVersion:string items:![]resource.v1alpha2.PodSchedulingContext kind:string metadata:meta.v1.ListMeta
resource.v1alpha2.PodSchedulingContextSpec potentialNodes:[]string selectedNode:string
resource.v1alpha2.ResourceClaim apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:!resource.v1alpha2.ResourceClaimSpec status:any
resource.v1alpha2.ResourceClaimList apiVersion:string items:![]resource.v1alpha2.ResourceClaim kind:string metadata:meta.v1.ListMeta
resource.v1alpha2.ResourceClaimParameters apiVersion:string driverRequests:[]resource.v1alpha2.DriverRequests generatedFrom:resource.v1alpha2.ResourceClaimParametersReference kind:string metadata:meta.v1.ObjectMeta shareable:boolean
resource.v1alpha2.ResourceClaimParametersList apiVersion:string items:![]resource.v1alpha2.ResourceClaimParameters kind:string metadata:meta.v1.ListMeta
resource.v1alpha2.ResourceClaimParametersReference apiGroup:string kind:!string name:!string
resource.v1alpha2.ResourceClaimSpec allocationMode:string parametersRef:resource.v1alpha2.ResourceClaimParametersReference resourceClassName:!string
resource.v1alpha2.ResourceClaimTemplate apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:!resource.v1alpha2.ResourceClaimTemplateSpec
resource.v1alpha2.ResourceClaimTemplateList apiVersion:string items:![]resource.v1alpha2.ResourceClaimTemplate kind:string metadata:meta.v1.ListMeta
resource.v1alpha2.ResourceClaimTemplateSpec metadata:meta.v1.ObjectMeta spec:!resource.v1alpha2.ResourceClaimSpec
resource.v1alpha2.ResourceClass apiVersion:string driverName:!string kind:string metadata:meta.v1.ObjectMeta parametersRef:resource.v1alpha2.ResourceClassParametersReference structuredParameters:boolean@30- suitableNodes:core.v1.NodeSelector
resource.v1alpha2.ResourceClassList apiVersion:string items:![]resource.v1alpha2.ResourceClass kind:string metadata:meta.v1.ListMeta
resource.v1alpha2.ResourceClassParameters apiVersion:string filters:[]resource.v1alpha2.ResourceFilter generatedFrom:resource.v1alpha2.ResourceClassParametersReference kind:string metadata:meta.v1.ObjectMeta vendorParameters:[]resource.v1alpha2.VendorParameters
resource.v1alpha2.ResourceClassParametersList apiVersion:string items:![]resource.v1alpha2.ResourceClassParameters kind:string metadata:meta.v1.ListMeta
resource.v1alpha2.ResourceClassParametersReference apiGroup:string kind:!string name:!string namespace:string
resource.v1alpha2.ResourceFilter driverName:string namedResources:resource.v1alpha2.NamedResourcesFilter
resource.v1alpha2.ResourceRequest namedResources:resource.v1alpha2.NamedResourcesRequest vendorParameters:object
resource.v1alpha2.ResourceSlice apiVersion:string driverName:!string kind:string metadata:meta.v1.ObjectMeta namedResources:resource.v1alpha2.NamedResourcesResources nodeName:string
resource.v1alpha2.ResourceSliceList apiVersion:string items:![]resource.v1alpha2.ResourceSlice kind:string metadata:meta.v1.ListMeta
resource.v1alpha2.VendorParameters driverName:string parameters:object
resource.v1alpha3.BasicDevice allNodes:boolean@33- attributes:{}resource.v1alpha3.DeviceAttribute capacity:{}quantity consumesCounters:[]resource.v1alpha3.DeviceCounterConsumption@33- nodeName:string@33- nodeSelector:core.v1.NodeSelector@33- taints:[]resource.v1alpha3.DeviceTaint@33-
resource.v1alpha3.CELDeviceSelector expression:!string
resource.v1alpha3.Counter value:!quantity
resource.v1alpha3.CounterSet counters:!{}resource.v1alpha3.Counter name:!string
resource.v1alpha3.Device basic:resource.v1alpha3.BasicDevice name:!string
resource.v1alpha3.DeviceAttribute bool:boolean int:int64 string:string version:string
resource.v1alpha3.DeviceClaim config:[]resource.v1alpha3.DeviceClaimConfiguration constraints:[]resource.v1alpha3.DeviceConstraint requests:[]resource.v1alpha3.DeviceRequest
resource.v1alpha3.DeviceClaimConfiguration opaque:resource.v1alpha3.OpaqueDeviceConfiguration requests:[]string
resource.v1alpha3.DeviceClass apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:!resource.v1alpha3.DeviceClassSpec
resource.v1alpha3.DeviceClassConfiguration opaque:resource.v1alpha3.OpaqueDeviceConfiguration
resource.v1alpha3.DeviceClassList apiVersion:string items:![]resource.v1alpha3.DeviceClass kind:string metadata:meta.v1.ListMeta
resource.v1alpha3.DeviceClassSpec config:[]resource.v1alpha3.DeviceClassConfiguration selectors:[]resource.v1alpha3.DeviceSelector suitableNodes:core.v1.NodeSelector@-31
resource.v1alpha3.DeviceConstraint matchAttribute:string requests:[]string
resource.v1alpha3.DeviceCounterConsumption counterSet:!string counters:!{}resource.v1alpha3.Counter
resource.v1alpha3.DeviceRequest adminAccess:boolean allocationMode:string count:int64 deviceClassName:string firstAvailable:[]resource.v1alpha3.DeviceSubRequest@33- name:!string selectors:[]resource.v1alpha3.DeviceSelector tolerations:[]resource.v1alpha3.DeviceToleration@33-
resource.v1alpha3.DeviceSelector cel:resource.v1alpha3.CELDeviceSelector
resource.v1alpha3.DeviceSubRequest allocationMode:string count:int64 deviceClassName:!string name:!string selectors:[]resource.v1alpha3.DeviceSelector tolerations:[]resource.v1alpha3.DeviceToleration
resource.v1alpha3.DeviceTaint effect:!string key:!string timeAdded:time value:string
resource.v1alpha3.DeviceTaintRule apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:!resource.v1alpha3.DeviceTaintRuleSpec status:any@35-
resource.v1alpha3.DeviceTaintRuleList apiVersion:string items:![]resource.v1alpha3.DeviceTaintRule kind:string metadata:meta.v1.ListMeta
resource.v1alpha3.DeviceTaintRuleSpec deviceSelector:resource.v1alpha3.DeviceTaintSelector taint:!resource.v1alpha3.DeviceTaint
resource.v1alpha3.DeviceTaintSelector device:string deviceClassName:string@-34 driver:string pool:string selectors:[]resource.v1alpha3.DeviceSelector@-34
resource.v1alpha3.DeviceToleration effect:string key:string operator:string tolerationSeconds:int64 value:string
resource.v1alpha3.OpaqueDeviceConfiguration driver:!string parameters:!object
resource.v1alpha3.PodSchedulingContext apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:!resource.v1alpha3.PodSchedulingContextSpec status:any
resource.v1alpha3.PodSchedulingContextList apiVersion:string items:![]resource.v1alpha3.PodSchedulingContext kind:string metadata:meta.v1.ListMeta
resource.v1alpha3.PodSchedulingContextSpec potentialNodes:[]string selectedNode:string
resource.v1alpha3.ResourceClaim apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:!resource.v1alpha3.ResourceClaimSpec status:any
resource.v1alpha3.ResourceClaimList apiVersion:string items:![]resource.v1alpha3.ResourceClaim kind:string metadata:meta.v1.ListMeta
resource.v1alpha3.ResourceClaimSpec controller:string@-31 devices:resource.v1alpha3.DeviceClaim
resource.v1alpha3.ResourceClaimTemplate apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:!resource.v1alpha3.ResourceClaimTemplateSpec
resource.v1alpha3.ResourceClaimTemplateList apiVersion:string items:![]resource.v1alpha3.ResourceClaimTemplate kind:string metadata:meta.v1.ListMeta
resource.v1alpha3.ResourceClaimTemplateSpec metadata:meta.v1.ObjectMeta spec:!resource.v1alpha3.ResourceClaimSpec
resource.v1alpha3.ResourcePool generation:!int64 name:!string resourceSliceCount:!int64
resource.v1alpha3.ResourcePoolStatusRequest apiVersion:string kind:string metadata:!meta.v1.ObjectMeta spec:!resource.v1alpha3.ResourcePoolStatusRequestSpec status:any
resource.v1alpha3.ResourcePoolStatusRequestList apiVersion:string items:![]resource.v1alpha3.ResourcePoolStatusRequest kind:string metadata:meta.v1.ListMeta
resource.v1alpha3.ResourcePoolStatusRequestSpec defaultPartitionTypeAttribute:string@37- driver:!string limit:int32 poolName:string
resource.v1alpha3.ResourceSlice apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:!resource.v1alpha3.ResourceSliceSpec
resource.v1alpha3.ResourceSliceList apiVersion:string items:![]resource.v1alpha3.ResourceSlice kind:string listMeta:meta.v1.ListMeta@-31 metadata:meta.v1.ListMeta@32-
resource.v1alpha3.ResourceSliceSpec allNodes:boolean devices:[]resource.v1alpha3.Device driver:!string nodeName:string nodeSelector:core.v1.NodeSelector perDeviceNodeSelection:boolean@33- pool:!resource.v1alpha3.ResourcePool sharedCounters:[]resource.v1alpha3.CounterSet@33-
resource.v1beta1.BasicDevice allNodes:boolean@33- allowMultipleAllocations:boolean@34- attributes:{}resource.v1beta1.DeviceAttribute bindingConditions:[]string@34- bindingFailureConditions:[]string@34- bindsToNode:boolean@34- capacity:{}resource.v1beta1.DeviceCapacity consumesCounters:[]resource.v1beta1.DeviceCounterConsumption@33- nodeAllocatableResourceMappings:{}resource.v1beta1.NodeAllocatableResourceMapping@36-36 nodeAllocatableResources:{}resource.v1beta1.NodeAllocatableResource@37- nodeName:string@33- nodeSelector:core.v1.NodeSelector@33- taints:[]resource.v1beta1.DeviceTaint@33-
resource.v1beta1.CELDeviceSelector expression:!string
resource.v1beta1.CapacityRequestPolicy default:quantity validRange:resource.v1beta1.CapacityRequestPolicyRange validValues:[]quantity
resource.v1beta1.CapacityRequestPolicyRange max:quantity min:!quantity step:quantity
resource.v1beta1.CapacityRequirements requests:{}quantity
resource.v1beta1.Counter value:!quantity
resource.v1beta1.CounterSet counters:!{}resource.v1beta1.Counter name:!string
resource.v1beta1.Device basic:resource.v1beta1.BasicDevice name:!string
resource.v1beta1.DeviceAttribute bool:boolean bools:[]boolean@36- int:int64 ints:[]int64@36- string:string strings:[]string@36- version:string versions:[]string@36-
resource.v1beta1.DeviceCapacity requestPolicy:resource.v1beta1.CapacityRequestPolicy@34- value:!quantity
resource.v1beta1.DeviceClaim config:[]resource.v1beta1.DeviceClaimConfiguration constraints:[]resource.v1beta1.DeviceConstraint requests:[]resource.v1beta1.DeviceRequest
resource.v1beta1.DeviceClaimConfiguration opaque:resource.v1beta1.OpaqueDeviceConfiguration requests:[]string
resource.v1beta1.DeviceClass apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:resource.v1beta1.DeviceClassSpec
resource.v1beta1.DeviceClassConfiguration opaque:resource.v1beta1.OpaqueDeviceConfiguration
resource.v1beta1.DeviceClassList apiVersion:string items:![]resource.v1beta1.DeviceClass kind:string metadata:meta.v1.ListMeta
resource.v1beta1.DeviceClassSpec config:[]resource.v1beta1.DeviceClassConfiguration extendedResourceName:string@34- selectors:[]resource.v1beta1.DeviceSelector
resource.v1beta1.DeviceConstraint distinctAttribute:string@34- matchAttribute:string requests:[]string
resource.v1beta1.DeviceCounterConsumption compatibilityGroups:[]string@37- counterSet:!string counters:!{}resource.v1beta1.Counter
resource.v1beta1.DeviceDerivedAttribute expression:!string name:!string
resource.v1beta1.DeviceRequest adminAccess:boolean allocationMode:string capacity:resource.v1beta1.CapacityRequirements@34- count:int64 derivedAttributes:[]resource.v1beta1.DeviceDerivedAttribute@37- deviceClassName:string firstAvailable:[]resource.v1beta1.DeviceSubRequest@33- name:!string selectors:[]resource.v1beta1.DeviceSelector tolerations:[]resource.v1beta1.DeviceToleration@33-
resource.v1beta1.DeviceSelector cel:resource.v1beta1.CELDeviceSelector
resource.v1beta1.DeviceSubRequest allocationMode:string capacity:resource.v1beta1.CapacityRequirements@34- count:int64 derivedAttributes:[]resource.v1beta1.DeviceDerivedAttribute@37- deviceClassName:!string name:!string selectors:[]resource.v1beta1.DeviceSelector tolerations:[]resource.v1beta1.DeviceToleration
resource.v1beta1.DeviceTaint effect:!string key:!string timeAdded:time value:string
resource.v1beta1.DeviceToleration effect:string key:string operator:string tolerationSeconds:int64 value:string
resource.v1beta1.NodeAllocatableMapping capacityKey:string capacityMultiplier:quantity deviceMultiplier:quantity
resource.v1beta1.NodeAllocatableOverhead perContainer:quantity perPod:quantity
resource.v1beta1.NodeAllocatableResource mapping:resource.v1beta1.NodeAllocatableMapping overhead:resource.v1beta1.NodeAllocatableOverhead
resource.v1beta1.NodeAllocatableResourceMapping allocationMultiplier:quantity capacityKey:string
resource.v1beta1.OpaqueDeviceConfiguration driver:!string parameters:!object
resource.v1beta1.ResourceClaim apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:resource.v1beta1.ResourceClaimSpec status:any
resource.v1beta1.ResourceClaimList apiVersion:string items:![]resource.v1beta1.ResourceClaim kind:string metadata:meta.v1.ListMeta
resource.v1beta1.ResourceClaimSpec devices:resource.v1beta1.DeviceClaim
resource.v1beta1.ResourceClaimTemplate apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:resource.v1beta1.ResourceClaimTemplateSpec
resource.v1beta1.ResourceClaimTemplateList apiVersion:string items:![]resource.v1beta1.ResourceClaimTemplate kind:string metadata:meta.v1.ListMeta
resource.v1beta1.ResourceClaimTemplateSpec metadata:meta.v1.ObjectMeta spec:resource.v1beta1.ResourceClaimSpec
resource.v1beta1.ResourcePool generation:!int64 name:!string resourceSliceCount:!int64
resource.v1beta1.ResourceSlice apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:!resource.v1beta1.ResourceSliceSpec
resource.v1beta1.ResourceSliceList apiVersion:string items:![]resource.v1beta1.ResourceSlice kind:string metadata:meta.v1.ListMeta
resource.v1beta1.ResourceSliceSpec allNodes:boolean devices:[]resource.v1beta1.Device driver:!string nodeName:string nodeSelector:core.v1.NodeSelector partitionTypeAttribute:string@37- perDeviceNodeSelection:boolean@33- pool:!resource.v1beta1.ResourcePool sharedCounters:[]resource.v1beta1.CounterSet@33- skipNodeOperations:[]string@37-
resource.v1beta2.CELDeviceSelector expression:!string
resource.v1beta2.CapacityRequestPolicy default:quantity validRange:resource.v1beta2.CapacityRequestPolicyRange validValues:[]quantity
resource.v1beta2.CapacityRequestPolicyRange max:quantity min:!quantity step:quantity
resource.v1beta2.CapacityRequirements requests:{}quantity
resource.v1beta2.Counter value:!quantity
resource.v1beta2.CounterSet counters:!{}resource.v1beta2.Counter name:!string
resource.v1beta2.Device allNodes:boolean allowMultipleAllocations:boolean@34- attributes:{}resource.v1beta2.DeviceAttribute bindingConditions:[]string@34- bindingFailureConditions:[]string@34- bindsToNode:boolean@34- capacity:{}resource.v1beta2.DeviceCapacity consumesCounters:[]resource.v1beta2.DeviceCounterConsumption name:!string nodeAllocatableResourceMappings:{}resource.v1beta2.NodeAllocatableResourceMapping@36-36 nodeAllocatableResources:{}resource.v1beta2.NodeAllocatableResource@37- nodeName:string nodeSelector:core.v1.NodeSelector taints:[]resource.v1beta2.DeviceTaint
resource.v1beta2.DeviceAttribute bool:boolean bools:[]boolean@36- int:int64 ints:[]int64@36- string:string strings:[]string@36- version:string versions:[]string@36-
resource.v1beta2.DeviceCapacity requestPolicy:resource.v1beta2.CapacityRequestPolicy@34- value:!quantity
resource.v1beta2.DeviceClaim config:[]resource.v1beta2.DeviceClaimConfiguration constraints:[]resource.v1beta2.DeviceConstraint requests:[]resource.v1beta2.DeviceRequest
resource.v1beta2.DeviceClaimConfiguration opaque:resource.v1beta2.OpaqueDeviceConfiguration requests:[]string
resource.v1beta2.DeviceClass apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:resource.v1beta2.DeviceClassSpec
resource.v1beta2.DeviceClassConfiguration opaque:resource.v1beta2.OpaqueDeviceConfiguration
resource.v1beta2.DeviceClassList apiVersion:string items:![]resource.v1beta2.DeviceClass kind:string metadata:meta.v1.ListMeta
resource.v1beta2.DeviceClassSpec config:[]resource.v1beta2.DeviceClassConfiguration extendedResourceName:string@34- selectors:[]resource.v1beta2.DeviceSelector
resource.v1beta2.DeviceConstraint distinctAttribute:string@34- matchAttribute:string requests:[]string
resource.v1beta2.DeviceCounterConsumption compatibilityGroups:[]string@37- counterSet:!string counters:!{}resource.v1beta2.Counter
resource.v1beta2.DeviceDerivedAttribute expression:!string name:!string
resource.v1beta2.DeviceRequest exactly:resource.v1beta2.ExactDeviceRequest firstAvailable:[]resource.v1beta2.DeviceSubRequest name:!string
resource.v1beta2.DeviceSelector cel:resource.v1beta2.CELDeviceSelector
resource.v1beta2.DeviceSubRequest allocationMode:string capacity:resource.v1beta2.CapacityRequirements@34- count:int64 derivedAttributes:[]resource.v1beta2.DeviceDerivedAttribute@37- deviceClassName:!string name:!string selectors:[]resource.v1beta2.DeviceSelector tolerations:[]resource.v1beta2.DeviceToleration
resource.v1beta2.DeviceTaint effect:!string key:!string timeAdded:time value:string
resource.v1beta2.DeviceTaintRule apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:!resource.v1beta2.DeviceTaintRuleSpec status:any
resource.v1beta2.DeviceTaintRuleList apiVersion:string items:![]resource.v1beta2.DeviceTaintRule kind:string metadata:meta.v1.ListMeta
resource.v1beta2.DeviceTaintRuleSpec deviceSelector:resource.v1beta2.DeviceTaintSelector taint:!resource.v1beta2.DeviceTaint
resource.v1beta2.DeviceTaintSelector device:string driver:string pool:string
resource.v1beta2.DeviceToleration effect:string key:string operator:string tolerationSeconds:int64 value:string
resource.v1beta2.ExactDeviceRequest adminAccess:boolean allocationMode:string capacity:resource.v1beta2.CapacityRequirements@34- count:int64 derivedAttributes:[]resource.v1beta2.DeviceDerivedAttribute@37- deviceClassName:!string selectors:[]resource.v1beta2.DeviceSelector tolerations:[]resource.v1beta2.DeviceToleration
resource.v1beta2.NodeAllocatableMapping capacityKey:string capacityMultiplier:quantity deviceMultiplier:quantity
resource.v1beta2.NodeAllocatableOverhead perContainer:quantity perPod:quantity
resource.v1beta2.NodeAllocatableResource mapping:resource.v1beta2.NodeAllocatableMapping overhead:resource.v1beta2.NodeAllocatableOverhead
resource.v1beta2.NodeAllocatableResourceMapping allocationMultiplier:quantity capacityKey:string
resource.v1beta2.OpaqueDeviceConfiguration driver:!string parameters:!object
resource.v1beta2.ResourceClaim apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:resource.v1beta2.ResourceClaimSpec status:any
resource.v1beta2.ResourceClaimList apiVersion:string items:![]resource.v1beta2.ResourceClaim kind:string metadata:meta.v1.ListMeta
resource.v1beta2.ResourceClaimSpec devices:resource.v1beta2.DeviceClaim
resource.v1beta2.ResourceClaimTemplate apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:resource.v1beta2.ResourceClaimTemplateSpec
resource.v1beta2.ResourceClaimTemplateList apiVersion:string items:![]resource.v1beta2.ResourceClaimTemplate kind:string metadata:meta.v1.ListMeta
resource.v1beta2.ResourceClaimTemplateSpec metadata:meta.v1.ObjectMeta spec:resource.v1beta2.ResourceClaimSpec
resource.v1beta2.ResourcePool generation:!int64 name:!string resourceSliceCount:!int64
resource.v1beta2.ResourceSlice apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:!resource.v1beta2.ResourceSliceSpec
resource.v1beta2.ResourceSliceList apiVersion:string items:![]resource.v1beta2.ResourceSlice kind:string metadata:meta.v1.ListMeta
resource.v1beta2.ResourceSliceSpec allNodes:boolean devices:[]resource.v1beta2.Device driver:!string nodeName:string nodeSelector:core.v1.NodeSelector partitionTypeAttribute:string@37- perDeviceNodeSelection:boolean pool:!resource.v1beta2.ResourcePool sharedCounters:[]resource.v1beta2.CounterSet skipNodeOperations:[]string@37-
scheduling.v1.PriorityClass apiVersion:string description:string globalDefault:boolean kind:string metadata:meta.v1.ObjectMeta preemptionPolicy:string value:int32
scheduling.v1.PriorityClassList apiVersion:string items:![]scheduling.v1.PriorityClass kind:string metadata:meta.v1.ListMeta
scheduling.v1alpha1.GangSchedulingPolicy minCount:!int32
scheduling.v1alpha1.PodGroup name:!string policy:!scheduling.v1alpha1.PodGroupPolicy
scheduling.v1alpha1.PodGroupPolicy basic:object gang:scheduling.v1alpha1.GangSchedulingPolicy
scheduling.v1alpha1.TypedLocalObjectReference apiGroup:string kind:!string name:!string
scheduling.v1alpha1.Workload apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:!scheduling.v1alpha1.WorkloadSpec
scheduling.v1alpha1.WorkloadList apiVersion:string items:![]scheduling.v1alpha1.Workload kind:string metadata:meta.v1.ListMeta
scheduling.v1alpha1.WorkloadSpec controllerRef:scheduling.v1alpha1.TypedLocalObjectReference podGroups:![]scheduling.v1alpha1.PodGroup
scheduling.v1alpha2.GangSchedulingPolicy minCount:!int32
scheduling.v1alpha2.PodGroup apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:!scheduling.v1alpha2.PodGroupSpec status:any
scheduling.v1alpha2.PodGroupList apiVersion:string items:![]scheduling.v1alpha2.PodGroup kind:string metadata:meta.v1.ListMeta
scheduling.v1alpha2.PodGroupResourceClaim name:!string resourceClaimName:string resourceClaimTemplateName:string
scheduling.v1alpha2.PodGroupSchedulingConstraints topology:[]scheduling.v1alpha2.TopologyConstraint
scheduling.v1alpha2.PodGroupSchedulingPolicy basic:object gang:scheduling.v1alpha2.GangSchedulingPolicy
scheduling.v1alpha2.PodGroupSpec disruptionMode:string podGroupTemplateRef:scheduling.v1alpha2.PodGroupTemplateReference priority:int32 priorityClassName:string resourceClaims:[]scheduling.v1alpha2.PodGroupResourceClaim schedulingConstraints:scheduling.v1alpha2.PodGroupSchedulingConstraints schedulingPolicy:!scheduling.v1alpha2.PodGroupSchedulingPolicy
scheduling.v1alpha2.PodGroupTemplate disruptionMode:string name:!string priority:int32 priorityClassName:string resourceClaims:[]scheduling.v1alpha2.PodGroupResourceClaim schedulingConstraints:scheduling.v1alpha2.PodGroupSchedulingConstraints schedulingPolicy:!scheduling.v1alpha2.PodGroupSchedulingPolicy
scheduling.v1alpha2.PodGroupTemplateReference workload:scheduling.v1alpha2.WorkloadPodGroupTemplateReference
scheduling.v1alpha2.TopologyConstraint key:!string
scheduling.v1alpha2.TypedLocalObjectReference apiGroup:string kind:!string name:!string
scheduling.v1alpha2.Workload apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:!scheduling.v1alpha2.WorkloadSpec
scheduling.v1alpha2.WorkloadList apiVersion:string items:![]scheduling.v1alpha2.Workload kind:string metadata:meta.v1.ListMeta
scheduling.v1alpha2.WorkloadPodGroupTemplateReference podGroupTemplateName:!string workloadName:!string
scheduling.v1alpha2.WorkloadSpec controllerRef:scheduling.v1alpha2.TypedLocalObjectReference podGroupTemplates:![]scheduling.v1alpha2.PodGroupTemplate
scheduling.v1alpha3.CompositeDisruptionMode all:object single:object
scheduling.v1alpha3.CompositeGangSchedulingPolicy minGroupCount:!int32
scheduling.v1alpha3.CompositePodGroup apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:!scheduling.v1alpha3.CompositePodGroupSpec status:any
scheduling.v1alpha3.CompositePodGroupList apiVersion:string items:![]scheduling.v1alpha3.CompositePodGroup kind:string metadata:meta.v1.ListMeta
scheduling.v1alpha3.CompositePodGroupSchedulingConstraints topology:[]scheduling.v1alpha3.TopologyConstraint
scheduling.v1alpha3.CompositePodGroupSchedulingPolicy basic:object gang:scheduling.v1alpha3.CompositeGangSchedulingPolicy
scheduling.v1alpha3.CompositePodGroupSpec disruptionMode:scheduling.v1alpha3.CompositeDisruptionMode parentCompositePodGroupName:string preemptionPolicy:string priority:int32 priorityClassName:string schedulingConstraints:scheduling.v1alpha3.CompositePodGroupSchedulingConstraints schedulingPolicy:!scheduling.v1alpha3.CompositePodGroupSchedulingPolicy workloadRef:!scheduling.v1alpha3.WorkloadReference
scheduling.v1alpha3.CompositePodGroupTemplate compositePodGroupTemplates:[]scheduling.v1alpha3.CompositePodGroupTemplate disruptionMode:scheduling.v1alpha3.CompositeDisruptionMode name:!string podGroupTemplates:[]scheduling.v1alpha3.PodGroupTemplate preemptionPolicy:string priority:int32 priorityClassName:string schedulingConstraints:scheduling.v1alpha3.CompositePodGroupSchedulingConstraints schedulingPolicy:!scheduling.v1alpha3.CompositePodGroupSchedulingPolicy
scheduling.v1alpha3.DisruptionMode all:object single:object
scheduling.v1alpha3.GangSchedulingPolicy minCount:!int32
scheduling.v1alpha3.PodGroup apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:!scheduling.v1alpha3.PodGroupSpec status:any
scheduling.v1alpha3.PodGroupList apiVersion:string items:![]scheduling.v1alpha3.PodGroup kind:string metadata:meta.v1.ListMeta
scheduling.v1alpha3.PodGroupResourceClaim name:!string resourceClaimName:string resourceClaimTemplateName:string
scheduling.v1alpha3.PodGroupSchedulingConstraints topology:[]scheduling.v1alpha3.TopologyConstraint
scheduling.v1alpha3.PodGroupSchedulingPolicy basic:object gang:scheduling.v1alpha3.GangSchedulingPolicy
scheduling.v1alpha3.PodGroupSpec disruptionMode:scheduling.v1alpha3.DisruptionMode parentCompositePodGroupName:string preemptionPolicy:string priority:int32 priorityClassName:string resourceClaims:[]scheduling.v1alpha3.PodGroupResourceClaim schedulingConstraints:scheduling.v1alpha3.PodGroupSchedulingConstraints schedulingPolicy:!scheduling.v1alpha3.PodGroupSchedulingPolicy workloadRef:scheduling.v1alpha3.WorkloadReference
scheduling.v1alpha3.PodGroupTemplate disruptionMode:scheduling.v1alpha3.DisruptionMode name:!string preemptionPolicy:string priority:int32 priorityClassName:string resourceClaims:[]scheduling.v1alpha3.PodGroupResourceClaim schedulingConstraints:scheduling.v1alpha3.PodGroupSchedulingConstraints schedulingPolicy:!scheduling.v1alpha3.PodGroupSchedulingPolicy
scheduling.v1alpha3.TopologyConstraint key:!string
scheduling.v1alpha3.TypedLocalObjectReference apiGroup:string kind:!string name:!string
scheduling.v1alpha3.Workload apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:!scheduling.v1alpha3.WorkloadSpec
scheduling.v1alpha3.WorkloadList apiVersion:string items:![]scheduling.v1alpha3.Workload kind:string metadata:meta.v1.ListMeta
scheduling.v1alpha3.WorkloadPodGroupDisruptionMode all:object single:object
scheduling.v1alpha3.WorkloadPodGroupGangSchedulingPolicy minCount:int32
scheduling.v1alpha3.WorkloadPodGroupResourceClaim name:!string resourceClaimName:string resourceClaimTemplateName:string
scheduling.v1alpha3.WorkloadPodGroupSchedulingConstraints topology:[]scheduling.v1alpha3.TopologyConstraint
scheduling.v1alpha3.WorkloadPodGroupSchedulingPolicy basic:object gang:scheduling.v1alpha3.WorkloadPodGroupGangSchedulingPolicy
scheduling.v1alpha3.WorkloadReference templateName:!string workloadName:!string
scheduling.v1alpha3.WorkloadSpec compositePodGroupTemplates:[]scheduling.v1alpha3.CompositePodGroupTemplate controllerRef:scheduling.v1alpha3.TypedLocalObjectReference podGroupTemplates:[]scheduling.v1alpha3.PodGroupTemplate
scheduling.v1beta1.CompositeDisruptionMode all:object single:object
scheduling.v1beta1.CompositeGangSchedulingPolicy minGroupCount:!int32
scheduling.v1beta1.CompositePodGroupSchedulingConstraints topology:[]scheduling.v1beta1.TopologyConstraint
scheduling.v1beta1.CompositePodGroupSchedulingPolicy basic:object gang:scheduling.v1beta1.CompositeGangSchedulingPolicy
scheduling.v1beta1.CompositePodGroupTemplate compositePodGroupTemplates:[]scheduling.v1beta1.CompositePodGroupTemplate disruptionMode:scheduling.v1beta1.CompositeDisruptionMode name:!string podGroupTemplates:[]scheduling.v1beta1.PodGroupTemplate preemptionPolicy:string priority:int32 priorityClassName:string schedulingConstraints:scheduling.v1beta1.CompositePodGroupSchedulingConstraints schedulingPolicy:!scheduling.v1beta1.CompositePodGroupSchedulingPolicy
scheduling.v1beta1.DisruptionMode all:object single:object
scheduling.v1beta1.GangSchedulingPolicy minCount:!int32
scheduling.v1beta1.PodGroup apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:!scheduling.v1beta1.PodGroupSpec status:any
scheduling.v1beta1.PodGroupList apiVersion:string items:![]scheduling.v1beta1.PodGroup kind:string metadata:meta.v1.ListMeta
scheduling.v1beta1.PodGroupResourceClaim name:!string resourceClaimName:string resourceClaimTemplateName:string
scheduling.v1beta1.PodGroupSchedulingConstraints topology:[]scheduling.v1beta1.TopologyConstraint
scheduling.v1beta1.PodGroupSchedulingPolicy basic:object gang:scheduling.v1beta1.GangSchedulingPolicy
scheduling.v1beta1.PodGroupSpec disruptionMode:scheduling.v1beta1.DisruptionMode parentCompositePodGroupName:string preemptionPolicy:string priority:int32 priorityClassName:string resourceClaims:[]scheduling.v1beta1.PodGroupResourceClaim schedulingConstraints:scheduling.v1beta1.PodGroupSchedulingConstraints schedulingPolicy:!scheduling.v1beta1.PodGroupSchedulingPolicy workloadRef:scheduling.v1beta1.WorkloadReference
scheduling.v1beta1.PodGroupTemplate disruptionMode:scheduling.v1beta1.DisruptionMode name:!string preemptionPolicy:string priority:int32 priorityClassName:string resourceClaims:[]scheduling.v1beta1.PodGroupResourceClaim schedulingConstraints:scheduling.v1beta1.PodGroupSchedulingConstraints schedulingPolicy:!scheduling.v1beta1.PodGroupSchedulingPolicy
scheduling.v1beta1.TopologyConstraint key:!string
scheduling.v1beta1.TypedLocalObjectReference apiGroup:string kind:!string name:!string
scheduling.v1beta1.Workload apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:!scheduling.v1beta1.WorkloadSpec
scheduling.v1beta1.WorkloadList apiVersion:string items:![]scheduling.v1beta1.Workload kind:string metadata:meta.v1.ListMeta
scheduling.v1beta1.WorkloadReference templateName:!string workloadName:!string
scheduling.v1beta1.WorkloadSpec compositePodGroupTemplates:[]scheduling.v1beta1.CompositePodGroupTemplate controllerRef:scheduling.v1beta1.TypedLocalObjectReference podGroupTemplates:[]scheduling.v1beta1.PodGroupTemplate
storage.v1.CSIDriver apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:!storage.v1.CSIDriverSpec
storage.v1.CSIDriverList apiVersion:string items:![]storage.v1.CSIDriver kind:string metadata:meta.v1.ListMeta
storage.v1.CSIDriverSpec attachRequired:boolean fsGroupPolicy:string nodeAllocatableUpdatePeriodSeconds:int64@33- podInfoOnMount:boolean preventPodSchedulingIfMissing:boolean@36- requiresRepublish:boolean seLinuxMount:boolean serviceAccountTokenInSecrets:boolean@35- storageCapacity:boolean tokenRequests:[]storage.v1.TokenRequest volumeLifecycleModes:[]string
storage.v1.CSINode apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:!storage.v1.CSINodeSpec status:any@37-
storage.v1.CSINodeDriver allocatable:storage.v1.VolumeNodeResources name:!string nodeID:!string topologyKeys:[]string
storage.v1.CSINodeList apiVersion:string items:![]storage.v1.CSINode kind:string metadata:meta.v1.ListMeta
storage.v1.CSINodeSpec drivers:![]storage.v1.CSINodeDriver
storage.v1.CSIStorageCapacity apiVersion:string capacity:quantity kind:string maximumVolumeSize:quantity metadata:meta.v1.ObjectMeta nodeTopology:meta.v1.LabelSelector storageClassName:!string
storage.v1.CSIStorageCapacityList apiVersion:string items:![]storage.v1.CSIStorageCapacity kind:string metadata:meta.v1.ListMeta
storage.v1.StorageClass allowVolumeExpansion:boolean allowedTopologies:[]core.v1.TopologySelectorTerm apiVersion:string kind:string metadata:meta.v1.ObjectMeta mountOptions:[]string parameters:{}string provisioner:!string reclaimPolicy:string volumeBindingMode:string
storage.v1.StorageClassList apiVersion:string items:![]storage.v1.StorageClass kind:string metadata:meta.v1.ListMeta
storage.v1.TokenRequest audience:!string expirationSeconds:int64
storage.v1.VolumeAttachment apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:!storage.v1.VolumeAttachmentSpec status:any
storage.v1.VolumeAttachmentList apiVersion:string items:![]storage.v1.VolumeAttachment kind:string metadata:meta.v1.ListMeta
storage.v1.VolumeAttachmentSource inlineVolumeSpec:core.v1.PersistentVolumeSpec persistentVolumeName:string
storage.v1.VolumeAttachmentSpec attacher:!string nodeName:!string source:!storage.v1.VolumeAttachmentSource
storage.v1.VolumeAttributesClass apiVersion:string driverName:!string kind:string metadata:meta.v1.ObjectMeta parameters:{}string
storage.v1.VolumeAttributesClassList apiVersion:string items:![]storage.v1.VolumeAttributesClass kind:string metadata:meta.v1.ListMeta
storage.v1.VolumeNodeResources count:int32
storage.v1alpha1.VolumeAttributesClass apiVersion:string driverName:!string kind:string metadata:meta.v1.ObjectMeta parameters:{}string
storage.v1alpha1.VolumeAttributesClassList apiVersion:string items:![]storage.v1alpha1.VolumeAttributesClass kind:string metadata:meta.v1.ListMeta
storage.v1beta1.VolumeAttributesClass apiVersion:string driverName:!string kind:string metadata:meta.v1.ObjectMeta parameters:{}string
storage.v1beta1.VolumeAttributesClassList apiVersion:string items:![]storage.v1beta1.VolumeAttributesClass kind:string metadata:meta.v1.ListMeta
storagemigration.v1.StorageVersionMigration apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:storagemigration.v1.StorageVersionMigrationSpec status:any
storagemigration.v1.StorageVersionMigrationList apiVersion:string items:![]storagemigration.v1.StorageVersionMigration kind:string metadata:meta.v1.ListMeta
storagemigration.v1.StorageVersionMigrationSpec resource:!meta.v1.GroupResource
storagemigration.v1alpha1.GroupVersionResource group:string resource:string version:string
storagemigration.v1alpha1.StorageVersionMigration apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:storagemigration.v1alpha1.StorageVersionMigrationSpec status:any
storagemigration.v1alpha1.StorageVersionMigrationList apiVersion:string items:![]storagemigration.v1alpha1.StorageVersionMigration kind:string metadata:meta.v1.ListMeta
storagemigration.v1alpha1.StorageVersionMigrationSpec continueToken:string resource:!storagemigration.v1alpha1.GroupVersionResource
storagemigration.v1beta1.StorageVersionMigration apiVersion:string kind:string metadata:meta.v1.ObjectMeta spec:storagemigration.v1beta1.StorageVersionMigrationSpec status:any
storagemigration.v1beta1.StorageVersionMigrationList apiVersion:string items:![]storagemigration.v1beta1.StorageVersionMigration kind:string metadata:meta.v1.ListMeta
storagemigration.v1beta1.StorageVersionMigrationSpec resource:!meta.v1.GroupResource
`;
