import { apiDeprecated } from './api-deprecated';
import { apiRemoved } from './api-removed';
import { appArmorDeclared } from './app-armor-declared';
import { argsNoCredential } from './args-no-credential';
import { autoscalerOwnsReplicas } from './autoscaler-owns-replicas';
import { autoscalerRange } from './autoscaler-range';
import { claimVolumeUnnamed } from './claim-volume-unnamed';
import { commandWithoutSudo } from './command-without-sudo';
import { configNoCredential } from './config-no-credential';
import { cronJobDeadline } from './cron-job-deadline';
import { cronJobOverlap } from './cron-job-overlap';
import { dashboardAbsent } from './dashboard-absent';
import { defaultServiceAccountOff } from './default-service-account-off';
import { disruptionBudgetExclusive } from './disruption-budget-exclusive';
import { disruptionBudgetExists } from './disruption-budget-exists';
import { disruptionBudgetSatisfiable } from './disruption-budget-satisfiable';
import { disruptionBudgetUnhealthy } from './disruption-budget-unhealthy';
import { emptyDirBounded } from './empty-dir-bounded';
import { endpointsOwnPods } from './endpoints-own-pods';
import { envNoCredential } from './env-no-credential';
import { envUnique } from './env-unique';
import { ephemeralStorageSet } from './ephemeral-storage-set';
import { exemptionValid } from './exemption-valid';
import { fieldRequired } from './field-required';
import { gatewayTls } from './gateway-tls';
import { groupIdHigh } from './group-id-high';
import { imageDigest } from './image-digest';
import { imageMaintained } from './image-maintained';
import { imagePullPolicy } from './image-pull-policy';
import { imageRegistry } from './image-registry';
import { imageTag } from './image-tag';
import { ingressAnnotations } from './ingress-annotations';
import { ingressHost } from './ingress-host';
import { ingressHostExclusive } from './ingress-host-exclusive';
import { ingressTls } from './ingress-tls';
import { jobExpires } from './job-expires';
import { labelsRecommended } from './labels-recommended';
import { limitRangeComplete } from './limit-range-complete';
import { limitsFit } from './limits-fit';
import { limitsSet } from './limits-set';
import { loadBalancerSources } from './load-balancer-sources';
import { manifestReadable } from './manifest-readable';
import { memoryGuaranteed } from './memory-guaranteed';
import { metadataUnreachable } from './metadata-unreachable';
import { namespaceDefaultDeny } from './namespace-default-deny';
import { namespaceExplicit } from './namespace-explicit';
import { namespaceLimitRange } from './namespace-limit-range';
import { namespaceNodePool } from './namespace-node-pool';
import { namespaceNotSystem } from './namespace-not-system';
import { namespaceObjectQuota } from './namespace-object-quota';
import { namespacePodSecurity } from './namespace-pod-security';
import { namespacePodSecurityRestricted } from './namespace-pod-security-restricted';
import { namespacePodSecurityVersion } from './namespace-pod-security-version';
import { namespacePoolFenced } from './namespace-pool-fenced';
import { namespaceQuota } from './namespace-quota';
import { namespaceSystemPriority } from './namespace-system-priority';
import { namespaceTenant } from './namespace-tenant';
import { namespaceTolerations } from './namespace-tolerations';
import { networkPolicyEnforced } from './network-policy-enforced';
import { objectIdentity } from './object-identity';
import { objectLabels } from './object-labels';
import { objectName } from './object-name';
import { objectSchema } from './object-schema';
import { persistentVolumeClaimed } from './persistent-volume-claimed';
import { persistentVolumeHostPath } from './persistent-volume-host-path';
import { podAntiAffinity } from './pod-anti-affinity';
import { podAppArmor } from './pod-app-armor';
import { podCapabilities } from './pod-capabilities';
import { podCapabilitiesRestricted } from './pod-capabilities-restricted';
import { podEgressIsolated } from './pod-egress-isolated';
import { podHostNamespaces } from './pod-host-namespaces';
import { podHostPath } from './pod-host-path';
import { podHostPort } from './pod-host-port';
import { podHostProbe } from './pod-host-probe';
import { podIngressIsolated } from './pod-ingress-isolated';
import { podManaged } from './pod-managed';
import { podNodeName } from './pod-node-name';
import { podNodePool } from './pod-node-pool';
import { podNonRoot } from './pod-non-root';
import { podPoolToleration } from './pod-pool-toleration';
import { podPrivilegeEscalation } from './pod-privilege-escalation';
import { podPrivileged } from './pod-privileged';
import { podProcMount } from './pod-proc-mount';
import { podProcMountRestricted } from './pod-proc-mount-restricted';
import { podRootUser } from './pod-root-user';
import { podSchedulerName } from './pod-scheduler-name';
import { podSeLinux } from './pod-se-linux';
import { podSeccomp } from './pod-seccomp';
import { podSeccompRestricted } from './pod-seccomp-restricted';
import { podSysctls } from './pod-sysctls';
import { podVolumeTypes } from './pod-volume-types';
import { podWindowsHostProcess } from './pod-windows-host-process';
import { policyPeerExists } from './policy-peer-exists';
import { policyPeersNamed } from './policy-peers-named';
import { policyPeersNarrow } from './policy-peers-narrow';
import { policyPodsNamed } from './policy-pods-named';
import { policyPortExists } from './policy-port-exists';
import { policyPortsNamed } from './policy-ports-named';
import { policySelectsPods } from './policy-selects-pods';
import { policyTypesCoverRules } from './policy-types-cover-rules';
import { policyUndisputed } from './policy-undisputed';
import { policyValid } from './policy-valid';
import { portExists } from './port-exists';
import { portNameValid } from './port-name-valid';
import { portUnprivileged } from './port-unprivileged';
import { priorityNotSystem } from './priority-not-system';
import { probeLiveness } from './probe-liveness';
import { probeOwnPod } from './probe-own-pod';
import { probeReadiness } from './probe-readiness';
import { probeStartup } from './probe-startup';
import { probesDistinct } from './probes-distinct';
import { processNamespaceOwn } from './process-namespace-own';
import { quotaComplete } from './quota-complete';
import { quotaFits } from './quota-fits';
import { rbacAdmissionWrite } from './rbac-admission-write';
import { rbacAggregation } from './rbac-aggregation';
import { rbacAnonymous } from './rbac-anonymous';
import { rbacApiProxy } from './rbac-api-proxy';
import { rbacApiWrite } from './rbac-api-write';
import { rbacAuthenticated } from './rbac-authenticated';
import { rbacBind } from './rbac-bind';
import { rbacClassesWrite } from './rbac-classes-write';
import { rbacClusterAdmin } from './rbac-cluster-admin';
import { rbacCrossNamespace } from './rbac-cross-namespace';
import { rbacCsrApproval } from './rbac-csr-approval';
import { rbacDefaultRoles } from './rbac-default-roles';
import { rbacDefaultServiceAccount } from './rbac-default-service-account';
import { rbacDelete } from './rbac-delete';
import { rbacEndpointsWrite } from './rbac-endpoints-write';
import { rbacEscalate } from './rbac-escalate';
import { rbacEventsDelete } from './rbac-events-delete';
import { rbacImpersonate } from './rbac-impersonate';
import { rbacMasters } from './rbac-masters';
import { rbacNamespacesWrite } from './rbac-namespaces-write';
import { rbacNetworkPoliciesWrite } from './rbac-network-policies-write';
import { rbacNodeProxy } from './rbac-node-proxy';
import { rbacNodesWrite } from './rbac-nodes-write';
import { rbacPaths } from './rbac-paths';
import { rbacPersistentVolumes } from './rbac-persistent-volumes';
import { rbacPodsBind } from './rbac-pods-bind';
import { rbacPodsDebug } from './rbac-pods-debug';
import { rbacPodsExec } from './rbac-pods-exec';
import { rbacPodsWrite } from './rbac-pods-write';
import { rbacPortForward } from './rbac-port-forward';
import { rbacQuotasWrite } from './rbac-quotas-write';
import { rbacRolesWrite } from './rbac-roles-write';
import { rbacSecretsRead } from './rbac-secrets-read';
import { rbacSecretsWrite } from './rbac-secrets-write';
import { rbacServiceAccountGroups } from './rbac-service-account-groups';
import { rbacServicesWrite } from './rbac-services-write';
import { rbacSubjectKind } from './rbac-subject-kind';
import { rbacSystemConfig } from './rbac-system-config';
import { rbacTokenCreate } from './rbac-token-create';
import { rbacWildcard } from './rbac-wildcard';
import { rbacWorkloadsWrite } from './rbac-workloads-write';
import { referenceExists } from './reference-exists';
import { referenceGrantNarrow } from './reference-grant-narrow';
import { replicasSeveral } from './replicas-several';
import { requestWithinLimit } from './request-within-limit';
import { requestsSet } from './requests-set';
import { restartPolicyValid } from './restart-policy-valid';
import { rollingUpdate } from './rolling-update';
import { rootFilesystemReadOnly } from './root-filesystem-read-only';
import { rootGroupUnused } from './root-group-unused';
import { routeBackendExists } from './route-backend-exists';
import type { Rule } from './rule';
import { ruleCompletes } from './rule-completes';
import { secretAsFile } from './secret-as-file';
import { secretExclusive } from './secret-exclusive';
import { secretNoValue } from './secret-no-value';
import { selectorExclusive } from './selector-exclusive';
import { selectorMatchesTemplate } from './selector-matches-template';
import { selinuxDeclared } from './selinux-declared';
import { serviceAccountAutomountOff } from './service-account-automount-off';
import { serviceAccountExclusive } from './service-account-exclusive';
import { serviceAccountField } from './service-account-field';
import { serviceAccountOwn } from './service-account-own';
import { serviceExternalIps } from './service-external-ips';
import { serviceExternalName } from './service-external-name';
import { serviceLinksOff } from './service-links-off';
import { serviceMonitorTarget } from './service-monitor-target';
import { serviceNodePort } from './service-node-port';
import { serviceSelectorSet } from './service-selector-set';
import { sshClosed } from './ssh-closed';
import { statefulSetService } from './stateful-set-service';
import { tokenAudienceSet } from './token-audience-set';
import { tokenAutomountOff } from './token-automount-off';
import { tokenExpirySet } from './token-expiry-set';
import { tokenMountProjected } from './token-mount-projected';
import { tokenSecretUnused } from './token-secret-unused';
import { tolerationForeign } from './toleration-foreign';
import { tolerationWhitelisted } from './toleration-whitelisted';
import { tolerationWildcard } from './toleration-wildcard';
import { topologySpread } from './topology-spread';
import { userIdHigh } from './user-id-high';
import { userNamespaceOwn } from './user-namespace-own';
import { volumeClaimComplete } from './volume-claim-complete';
import { volumeExists } from './volume-exists';
import { volumeGroupSet } from './volume-group-set';
import { windowsUserNamed } from './windows-user-named';

/** All rules, by id. */
export const rules: readonly Rule[] = [
  apiDeprecated,
  apiRemoved,
  appArmorDeclared,
  argsNoCredential,
  autoscalerOwnsReplicas,
  autoscalerRange,
  claimVolumeUnnamed,
  commandWithoutSudo,
  configNoCredential,
  cronJobDeadline,
  cronJobOverlap,
  dashboardAbsent,
  defaultServiceAccountOff,
  disruptionBudgetExclusive,
  disruptionBudgetExists,
  disruptionBudgetSatisfiable,
  disruptionBudgetUnhealthy,
  emptyDirBounded,
  endpointsOwnPods,
  envNoCredential,
  envUnique,
  ephemeralStorageSet,
  exemptionValid,
  fieldRequired,
  gatewayTls,
  groupIdHigh,
  imageDigest,
  imageMaintained,
  imagePullPolicy,
  imageRegistry,
  imageTag,
  ingressAnnotations,
  ingressHost,
  ingressHostExclusive,
  ingressTls,
  jobExpires,
  labelsRecommended,
  limitRangeComplete,
  limitsFit,
  limitsSet,
  loadBalancerSources,
  manifestReadable,
  memoryGuaranteed,
  metadataUnreachable,
  namespaceDefaultDeny,
  namespaceExplicit,
  namespaceLimitRange,
  namespaceNodePool,
  namespaceNotSystem,
  namespaceObjectQuota,
  namespacePodSecurity,
  namespacePodSecurityRestricted,
  namespacePodSecurityVersion,
  namespacePoolFenced,
  namespaceQuota,
  namespaceSystemPriority,
  namespaceTenant,
  namespaceTolerations,
  networkPolicyEnforced,
  objectIdentity,
  objectLabels,
  objectName,
  objectSchema,
  persistentVolumeClaimed,
  persistentVolumeHostPath,
  podAntiAffinity,
  podAppArmor,
  podCapabilities,
  podCapabilitiesRestricted,
  podEgressIsolated,
  podHostNamespaces,
  podHostPath,
  podHostPort,
  podHostProbe,
  podIngressIsolated,
  podManaged,
  podNodeName,
  podNodePool,
  podNonRoot,
  podPoolToleration,
  podPrivilegeEscalation,
  podPrivileged,
  podProcMount,
  podProcMountRestricted,
  podRootUser,
  podSchedulerName,
  podSeLinux,
  podSeccomp,
  podSeccompRestricted,
  podSysctls,
  podVolumeTypes,
  podWindowsHostProcess,
  policyPeerExists,
  policyPeersNamed,
  policyPeersNarrow,
  policyPodsNamed,
  policyPortExists,
  policyPortsNamed,
  policySelectsPods,
  policyTypesCoverRules,
  policyUndisputed,
  policyValid,
  portExists,
  portNameValid,
  portUnprivileged,
  priorityNotSystem,
  probeLiveness,
  probeOwnPod,
  probeReadiness,
  probeStartup,
  probesDistinct,
  processNamespaceOwn,
  quotaComplete,
  quotaFits,
  rbacAdmissionWrite,
  rbacAggregation,
  rbacAnonymous,
  rbacApiProxy,
  rbacApiWrite,
  rbacAuthenticated,
  rbacBind,
  rbacClassesWrite,
  rbacClusterAdmin,
  rbacCrossNamespace,
  rbacCsrApproval,
  rbacDefaultRoles,
  rbacDefaultServiceAccount,
  rbacDelete,
  rbacEndpointsWrite,
  rbacEscalate,
  rbacEventsDelete,
  rbacImpersonate,
  rbacMasters,
  rbacNamespacesWrite,
  rbacNetworkPoliciesWrite,
  rbacNodeProxy,
  rbacNodesWrite,
  rbacPaths,
  rbacPersistentVolumes,
  rbacPodsBind,
  rbacPodsDebug,
  rbacPodsExec,
  rbacPodsWrite,
  rbacPortForward,
  rbacQuotasWrite,
  rbacRolesWrite,
  rbacSecretsRead,
  rbacSecretsWrite,
  rbacServiceAccountGroups,
  rbacServicesWrite,
  rbacSubjectKind,
  rbacSystemConfig,
  rbacTokenCreate,
  rbacWildcard,
  rbacWorkloadsWrite,
  referenceExists,
  referenceGrantNarrow,
  replicasSeveral,
  requestWithinLimit,
  requestsSet,
  restartPolicyValid,
  rollingUpdate,
  rootFilesystemReadOnly,
  rootGroupUnused,
  routeBackendExists,
  ruleCompletes,
  secretAsFile,
  secretExclusive,
  secretNoValue,
  selectorExclusive,
  selectorMatchesTemplate,
  selinuxDeclared,
  serviceAccountAutomountOff,
  serviceAccountExclusive,
  serviceAccountField,
  serviceAccountOwn,
  serviceExternalIps,
  serviceExternalName,
  serviceLinksOff,
  serviceMonitorTarget,
  serviceNodePort,
  serviceSelectorSet,
  sshClosed,
  statefulSetService,
  tokenAudienceSet,
  tokenAutomountOff,
  tokenExpirySet,
  tokenMountProjected,
  tokenSecretUnused,
  tolerationForeign,
  tolerationWhitelisted,
  tolerationWildcard,
  topologySpread,
  userIdHigh,
  userNamespaceOwn,
  volumeClaimComplete,
  volumeExists,
  volumeGroupSet,
  windowsUserNamed,
];
