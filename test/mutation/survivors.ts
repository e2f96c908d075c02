import type { Survivors } from './reasons';

const POD = 'spec.template.spec.';
const CONTAINER = `${POD}containers[*].`;
const INIT = `${POD}initContainers[*].`;
const RBAC = '"rbac.authorization.k8s.io"';
const ROLES = ['Role', 'Role tenant-viewer', 'Role tenant-owner', 'Role tenant-editor'];
const BINDINGS = ['RoleBinding', 'RoleBinding tenant-viewer', 'RoleBinding tenant-owner', 'RoleBinding tenant-editor'];
const NODE_OS = `${POD}affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[*].matchExpressions[kubernetes.io/os]`;
const APART = `${POD}affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution`;
const SOURCES = `${POD}volumes[*].projected.sources`;
const SPREAD = ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((key) => `${POD}topologySpreadConstraints[${key}]`);

/** Every field that may survive. A row that nothing matches is wrong, and so is a survivor without a row. */
export const survivors: readonly Survivors[] = [
  // For people
  {
    fields: ['metadata.labels.app.kubernetes.io/**', 'metadata.labels.owner'],
    kind: 'other',
    reason: 'labels by which people and dashboards find an object; selectors look at those of pods and namespaces',
  },
  {
    in: [
      ...['NetworkPolicy', 'NetworkPolicy default-deny', 'NetworkPolicy allow-dns', 'LimitRange tenant-limits'],
      ...['ResourceQuota tenant-quota', 'ResourceQuota no-system-priority', 'ServiceAccount', 'ServiceAccount default'],
      ...['Service', 'PodDisruptionBudget', 'Ingress', 'ConfigMap', ...ROLES, ...BINDINGS],
      ...['FlowSchema', 'PriorityLevelConfiguration'],
    ],
    fields: ['metadata.labels'],
    kind: 'other',
    reason: 'only such labels are in it',
  },
  {
    in: ['Deployment'],
    fields: [
      ...['component', 'managed-by', 'name', 'part-of', 'version'].map((word) => `spec.template.metadata.labels.app.kubernetes.io/${word}`),
      'spec.template.metadata.labels.owner',
    ],
    kind: 'other',
    reason: 'labels of pods that no selector asks for',
  },
  {
    fields: ['metadata.annotations.palisade.dev/contact', 'metadata.annotations.palisade.dev/allows', 'metadata.annotations.email'],
    kind: 'other',
    reason: 'what it is for and whom to ask, for people',
  },
  {
    in: ['NetworkPolicy', 'NetworkPolicy default-deny', 'NetworkPolicy allow-dns', 'Deployment'],
    fields: ['metadata.annotations'],
    kind: 'other',
    reason: 'only such notes are in it',
  },
  { in: ['Service'], fields: ['spec.ports[*].name'], kind: 'other', reason: 'the name of the only port, where nobody refers to it' },
  {
    in: ['FlowSchema'],
    fields: ['spec.matchingPrecedence'],
    kind: 'other',
    reason: 'without a number Kubernetes takes 1000, which comes before its own schemas for workloads as well',
  },
  {
    in: ['PriorityLevelConfiguration'],
    fields: [
      ...['handSize', 'queues'].map((field) => `spec.limited.limitResponse.queuing.${field}`),
      ...['spec.limited.limitResponse.queuing', 'spec.limited.lendablePercent', 'spec.limited.nominalConcurrencyShares'],
    ],
    kind: 'other',
    reason: 'how much the tenants have together, and how finely they share it: Kubernetes has numbers of its own, and queues as well',
  },

  // What the app does
  {
    in: ['Deployment'],
    fields: [CONTAINER, INIT].flatMap((container) => [
      `${container}env`,
      `${container}env[*]`,
      `${container}env[*].value`,
      `${container}command`,
      `${container}command[**`,
    ]),
    kind: 'other',
    reason: 'what the app is told: what it then does is decided by its image',
  },
  {
    in: ['Deployment'],
    fields: [`${CONTAINER}args`, `${CONTAINER}args[**`],
    kind: 'other',
    reason: 'what the app is told, in words of its own',
  },
  { in: ['ConfigMap'], fields: ['data', 'data.**'], kind: 'other', reason: 'what the app is told: the files that it reads' },
  {
    in: ['Deployment'],
    fields: ['spec.template.metadata.annotations', 'spec.template.metadata.annotations.palisade.dev/config-checksum'],
    kind: 'other',
    reason: 'it restarts the pods when their configuration changes',
  },
  {
    in: ['Deployment'],
    fields: [`${POD}initContainers`, `${POD}initContainers[*]`],
    kind: 'other',
    reason: 'the app starts without what was to be done before; whatever that was, its container had to be hardened, too',
  },
  {
    in: ['Deployment'],
    fields: ['liveness', 'readiness', 'startup'].flatMap((probe) => [
      `${CONTAINER}${probe}Probe.httpGet.httpHeaders`,
      `${CONTAINER}${probe}Probe.httpGet.httpHeaders[*]`,
      `${CONTAINER}${probe}Probe.httpGet.path`,
    ]),
    kind: 'other',
    reason: 'how the app wants to be asked whether it is well; that it is asked at all is required',
  },
  {
    in: ['Deployment'],
    fields: ['liveness', 'readiness', 'startup'].map((probe) => `${CONTAINER}${probe}Probe.periodSeconds`),
    values: ['5', '15'],
    kind: 'other',
    reason: 'how often an app is asked is its own affair; by default every 10 seconds',
  },
  {
    in: ['Deployment'],
    fields: ['lifecycle', 'lifecycle.preStop', 'lifecycle.preStop.sleep'].map((field) => `${CONTAINER}${field}`),
    kind: 'other',
    reason: 'a pause before the end lets the last requests arrive; whether an app waits by itself no manifest tells',
  },
  {
    in: ['Deployment'],
    fields: ['dnsConfig', 'dnsConfig.options', 'dnsConfig.options[*]', 'dnsConfig.options[*].value'].map((field) => `${POD}${field}`),
    kind: 'other',
    reason: 'it saves questions to the DNS; the answers are the same',
  },
  {
    in: ['Deployment'],
    fields: ['spec.revisionHistoryLimit'],
    kind: 'other',
    reason: 'how many old ReplicaSets are kept to go back to; by default ten',
  },
  {
    in: ['Deployment'],
    fields: [`${POD}securityContext.fsGroupChangePolicy`],
    kind: 'other',
    reason: 'it only makes pods start faster: by default the owner of every file is set at each start',
  },
  {
    in: ['Deployment'],
    fields: [`${POD}securityContext.fsGroup`],
    where: { 'spec.template.spec.volumes': ['undefined'] },
    kind: 'other',
    reason: 'the group of the files in volumes, where the pod has none',
  },
  {
    in: ['Deployment'],
    fields: [NODE_OS],
    kind: 'other',
    reason: 'a Linux image does not start on a node with Windows; the pool that the pod is bound to stays required beside it',
  },
  {
    in: ['Deployment'],
    fields: SPREAD.map((constraint) => `${constraint}.matchLabelKeys**`),
    kind: 'other',
    reason: 'how even the spread is right after a rollout; that the pods are spread is required',
  },
  {
    in: ['Deployment'],
    fields: [
      `${POD}affinity.podAntiAffinity`,
      ...['', '[*]', '[*].podAffinityTerm.labelSelector**'].map((rest) => `${APART}${rest}`),
      `${POD}topologySpreadConstraints`,
      ...SPREAD.flatMap((each) => [each, `${each}.labelSelector**`]),
    ],
    where: { 'spec.replicas': ['1'] },
    kind: 'other',
    reason: 'a single pod has no neighbours to be spread from; with several replicas it is caught',
  },
  {
    in: ['PodDisruptionBudget'],
    fields: ['spec.selector'],
    where: { 'metadata.name': ['"redis-cart"', '"loadgenerator"', '"pod-watcher"', '"smoke"'] },
    kind: 'other',
    reason: 'the budget of a single pod lets it go anyway; with several replicas it is caught',
  },
  {
    in: ['Deployment'],
    fields: [`${POD}volumes[*].projected.defaultMode`],
    values: ['288'],
    kind: 'other',
    reason: 'the kubelet writes tokens for their owner alone where the pod has an fsGroup, and nothing else in the volume is secret',
  },

  // Less is open
  {
    in: ROLES,
    fields: ['rules', 'rules[*]', 'rules[*].apiGroups**', 'rules[*].resources**', 'rules[*].verbs[**'],
    kind: 'closes',
    reason: 'a Role only grants, so that with each word less may be done',
  },
  { in: BINDINGS, fields: ['subjects', 'subjects[*]'], kind: 'closes', reason: 'nobody holds the Role' },
  {
    in: ['NetworkPolicy', 'NetworkPolicy allow-dns'],
    fields: ['spec'],
    kind: 'closes',
    reason: 'a policy that says nothing closes all pods to callers and opens nothing',
  },
  {
    in: ['NetworkPolicy', 'NetworkPolicy allow-dns'],
    fields: ['spec.egress', 'spec.egress[*]', 'spec.ingress', 'spec.ingress[*]'],
    kind: 'closes',
    reason: 'a rule opens, so that without it less is open',
  },
  {
    in: ['NetworkPolicy'],
    fields: ['spec.egress[*].to[*]', 'spec.ingress[*].from[*]'],
    kind: 'closes',
    reason: 'one of several peers is no longer let through; without the last one everybody would be, which is caught',
  },
  { in: ['NetworkPolicy allow-dns'], fields: ['spec.egress[*].ports[*]'], kind: 'closes', reason: 'one of two ports is no longer open' },
  {
    in: ['NetworkPolicy allow-dns'],
    fields: ['spec.egress[*].ports[*].protocol'],
    values: ['"UDP"'],
    kind: 'closes',
    reason: 'the port is open for TCP, as that of the next line is, and no longer for UDP',
  },
  {
    in: ['NetworkPolicy', 'NetworkPolicy allow-dns'],
    fields: ['spec.policyTypes'],
    kind: 'closes',
    reason: 'without types a policy is about callers, and about what is called where it has a rule for it; default-deny is about the rest',
  },
  {
    in: ['NetworkPolicy allow-dns'],
    fields: ['spec.policyTypes[Egress]'],
    kind: 'closes',
    reason: 'with an empty list the policy is about callers, too, whom it gives no rule',
  },
  {
    in: ['Deployment'],
    fields: [`${CONTAINER}volumeMounts`, `${CONTAINER}volumeMounts[*]`],
    kind: 'closes',
    reason: 'the container does not see the files, and cannot write where its own are read-only',
  },
  {
    in: ['Deployment'],
    fields: [SOURCES, `${SOURCES}[*]`, ...['serviceAccountToken', 'configMap', 'downwardAPI'].map((source) => `${SOURCES}[*].${source}`)],
    kind: 'closes',
    reason: 'the volume has fewer files',
  },
  {
    in: ['Deployment'],
    fields: ['downwardAPI.items', 'downwardAPI.items[*]'].map((field) => `${SOURCES}[*].${field}`),
    kind: 'closes',
    reason: 'the volume has fewer files',
  },
  {
    in: ['Deployment'],
    fields: [`${SOURCES}[*].configMap.items`, `${SOURCES}[*].configMap.items[ca.crt]`],
    kind: 'other',
    reason: 'the certificate is all that the ConfigMap has',
  },
  {
    in: ['Service'],
    fields: ['spec.ports[*].targetPort'],
    kind: 'closes',
    reason: 'the Service leads to a port of its own number, which policies do not open',
  },
  {
    in: ['Ingress'],
    fields: ['spec.rules[*].http'],
    kind: 'closes',
    reason: 'the app is no longer published: without paths the host leads to the default backend, and there is none',
  },

  // Defaults
  {
    in: ['Deployment'],
    fields: [`${SOURCES}[*].downwardAPI.items[*].fieldRef.apiVersion`],
    values: ['"v1"'],
    kind: 'default',
    reason: 'fields are those of the version v1',
  },
  { in: BINDINGS, fields: ['roleRef.apiGroup'], values: [RBAC], kind: 'default', reason: 'the API server fills in its own group' },
  {
    in: BINDINGS,
    fields: ['subjects[*].apiGroup'],
    values: [RBAC],
    kind: 'default',
    reason: 'the API server fills in its own group for users and groups',
  },
  {
    in: ['RoleBinding'],
    fields: ['subjects[*].namespace'],
    values: ['"ops"'],
    where: { 'metadata.namespace': ['"ops"'] },
    kind: 'default',
    reason: 'a RoleBinding means the ServiceAccounts of its own namespace',
  },
  {
    fields: [
      'spec.egress[*].ports[*].protocol',
      'spec.ingress[*].ports[*].protocol',
      'spec.ports[*].protocol',
      `${CONTAINER}ports[*].protocol`,
    ],
    values: ['"TCP"'],
    kind: 'default',
    reason: 'a port is one of TCP',
  },
  {
    in: ['NetworkPolicy allow-dns'],
    fields: ['spec.podSelector'],
    values: ['{}'],
    kind: 'default',
    reason: 'a policy without a selector is for all pods, as the DNS is',
  },
  { in: ['Service'], fields: ['spec.type'], values: ['"ClusterIP"'], kind: 'default', reason: 'a Service is reachable inside the cluster' },
  { in: ['Deployment'], fields: ['spec.replicas'], values: ['1'], kind: 'default', reason: 'there is one replica' },
  {
    in: ['Deployment'],
    fields: ['spec.strategy', 'spec.strategy.**'],
    values: [
      '{"rollingUpdate":{"maxSurge":1,"maxUnavailable":0},"type":"RollingUpdate"}',
      '{"maxSurge":1,"maxUnavailable":0}',
      '"RollingUpdate"',
      '0',
      '1',
    ],
    where: { 'spec.replicas': ['1', '2', '3'] },
    kind: 'default',
    reason: 'pods are replaced step by step; a quarter of up to three replicas is none that may be missing, and one that may be added',
  },
  { in: ['Deployment'], fields: [`${POD}restartPolicy`], values: ['"Always"'], kind: 'default', reason: 'containers are started again' },
  {
    in: ['Deployment'],
    fields: [`${POD}terminationGracePeriodSeconds`],
    values: ['30'],
    kind: 'default',
    reason: 'containers have 30 seconds to end',
  },
  {
    in: ['Deployment'],
    fields: ['liveness', 'readiness', 'startup'].map((probe) => `${CONTAINER}${probe}Probe.periodSeconds`),
    values: ['10'],
    kind: 'default',
    reason: 'the app is asked every 10 seconds',
  },
  {
    in: ['Deployment'],
    fields: ['liveness', 'readiness', 'startup'].map((probe) => `${CONTAINER}${probe}Probe.timeoutSeconds`),
    values: ['1'],
    kind: 'default',
    reason: 'the app has one second to answer',
  },
  {
    in: ['Deployment'],
    fields: [`${CONTAINER}readinessProbe.failureThreshold`],
    values: ['3'],
    kind: 'default',
    reason: 'three failures make a pod unready',
  },
  {
    in: ['Deployment'],
    fields: ['liveness', 'readiness', 'startup'].map((probe) => `${CONTAINER}${probe}Probe.httpGet.scheme`),
    values: ['"HTTP"'],
    kind: 'default',
    reason: 'the kubelet asks without TLS',
  },
  {
    in: ['Deployment'],
    fields: [CONTAINER, INIT].map((container) => `${container}securityContext.privileged`),
    values: ['false'],
    kind: 'default',
    reason: 'containers are not privileged',
  },
  {
    in: ['Deployment'],
    fields: [`${CONTAINER}volumeMounts[*].readOnly`],
    values: ['true'],
    kind: 'default',
    reason: 'volumes of ConfigMaps and projected volumes cannot be written to',
  },

  {
    in: ['PriorityLevelConfiguration'],
    fields: ['spec.limited.limitResponse.queuing.queueLengthLimit'],
    values: ['50'],
    kind: 'default',
    reason: 'fifty requests wait in each queue',
  },

  // Said twice
  ...['runAsNonRoot', 'runAsUser', 'runAsGroup', 'seccompProfile'].map(
    (field): Survivors => ({
      in: ['Deployment'],
      fields: [POD, CONTAINER, INIT].map((place) => `${place}securityContext.${field}`),
      kind: 'doubled',
      twin: 'these together',
      reason: 'the pod says it for all containers, and each container for itself',
    }),
  ),
  {
    in: ['NetworkPolicy'],
    fields: ['spec.policyTypes[Ingress]'],
    kind: 'doubled',
    where: { 'spec.ingress': ['undefined'] },
    twin: { in: 'NetworkPolicy default-deny', field: 'spec.policyTypes[Ingress]' },
    reason: 'default-deny closes the pods to callers, and the policy has no rule for any',
  },
  {
    in: ['NetworkPolicy'],
    fields: ['spec.policyTypes[Egress]'],
    kind: 'doubled',
    where: { 'spec.egress': ['undefined'] },
    twin: { in: 'NetworkPolicy default-deny', field: 'spec.policyTypes[Egress]' },
    reason: 'default-deny keeps the pods from calling, and the policy has no rule for it',
  },
  {
    in: ['ResourceQuota no-system-priority'],
    fields: ['limits.cpu', 'limits.memory', 'requests.cpu', 'requests.memory'].map((resource) => `spec.hard.${resource}`),
    values: ['"0"'],
    kind: 'doubled',
    twin: { in: 'ResourceQuota no-system-priority', field: 'spec.hard.pods' },
    reason: 'no pod may have such a priority, so that none can ask for anything',
  },
];
