import type { Threat } from './threat';

/** Keeping others from working. */
export const denial: readonly Threat[] = [
  {
    id: 'greedy-neighbour',
    category: 'denial-of-service',
    title: 'One tenant uses up processors and memory',
    scenario: 'A leak, a hostile tenant or a crypto miner takes what the node has; pods of others are slowed down or killed.',
    mitigations: [
      {
        text: 'containers state what they need and the most that they use',
        applies: 'workloads',
        rules: ['requests-set', 'limits-set', 'request-within-limit'],
      },
      { text: 'containers request as much memory as they may use', applies: 'workloads', rules: ['memory-guaranteed'] },
      { text: 'namespaces have a quota', applies: 'namespaces', rules: ['namespace-quota'], by: 'quotas' },
      { text: 'quotas bound processor and memory, and the apps fit in', applies: 'quotas', rules: ['quota-complete', 'quota-fits'] },
      { text: 'namespaces bound each container', applies: 'namespaces', rules: ['namespace-limit-range'], by: 'limit ranges' },
      { text: 'limit ranges are complete', applies: 'limit ranges', rules: ['limit-range-complete'] },
      { text: 'containers keep within the limit range', applies: 'workloads', rules: ['limits-fit'] },
    ],
    left: ['Network, disk throughput and caches of a node are not in any quota: a noisy neighbour is still heard.'],
    outside: [
      { what: 'kubelets reserve what the node itself needs', whose: 'platform team' },
      { what: 'quotas of all tenants together fit onto the nodes', whose: 'platform team' },
    ],
  },
  {
    id: 'full-disk',
    category: 'denial-of-service',
    title: 'A pod fills the disk of its node',
    scenario:
      'An app writes logs or scratch files without end, by mistake or because somebody sends it large uploads; the node evicts everybody’s pods.',
    mitigations: [
      { text: 'scratch volumes have a size limit', applies: 'workloads', rules: ['empty-dir-bounded'] },
      { text: 'containers state and limit the disk of the node that they use', applies: 'workloads', rules: ['ephemeral-storage-set'] },
    ],
    left: ['The kubelet measures from time to time: a fast writer fills the disk in between.'],
    outside: [{ what: 'logs rotate, and images and logs have a disk of their own', whose: 'platform team' }],
  },
  {
    id: 'object-flood',
    category: 'denial-of-service',
    title: 'A tenant floods the API server with objects',
    scenario: 'A hostile tenant or a runaway controller creates objects by the thousand; etcd fills up, and nobody can deploy.',
    mitigations: [
      { text: 'namespaces have a quota', applies: 'namespaces', rules: ['namespace-quota'], by: 'quotas' },
      { text: 'quotas limit how many objects a namespace holds', applies: 'quotas', rules: ['namespace-object-quota'] },
      { text: 'jobs are removed some time after they end', applies: 'jobs', rules: ['job-expires'] },
      {
        text: 'cron jobs do not pile up, and give up on runs that they missed',
        applies: 'cron jobs',
        rules: ['cron-job-overlap', 'cron-job-deadline'],
      },
      {
        text: 'requests of each tenant’s workloads wait in queues of their own',
        applies: 'namespaces beside flow schemas',
        rules: ['namespace-requests-limited'],
      },
    ],
    left: ['People’s requests share a level of Kubernetes with those of others, and are told apart there by who they are.'],
    outside: [
      {
        what: 'API priority and fairness, and limits on events, keep one client from starving others',
        whose: 'platform team',
        controlPlane: { id: 'request-fairness', rules: ['namespace-requests-limited'] },
      },
      { what: 'size and latency of etcd are watched, and it is compacted', whose: 'platform team' },
    ],
  },
  {
    id: 'process-flood',
    category: 'denial-of-service',
    title: 'A pod uses up what the kernel of its node has',
    scenario: 'Code in a pod forks without end, opens connections without end, or changes tunables that the whole node shares.',
    mitigations: [{ text: 'pods set no sysctl but those that are safe', applies: 'workloads', rules: ['pod-sysctls'] }],
    left: ['No field of a pod limits its processes, open files or connections.'],
    outside: [
      {
        what: 'kubelets limit the processes of each pod (podPidsLimit)',
        whose: 'platform team',
        controlPlane: { id: 'pod-pids-limit', rules: [] },
      },
    ],
  },
  {
    id: 'claimed-priority',
    category: 'denial-of-service',
    title: 'A tenant’s pods push others out',
    scenario:
      'A tenant gives its pods the priority of the system; when nodes are full, the scheduler evicts pods of others to make room for them.',
    mitigations: [
      { text: 'apps do not claim the priority of the system', applies: 'workloads', rules: ['priority-not-system'] },
      {
        text: 'quotas keep tenants from the priority of the system',
        applies: 'namespaces',
        rules: ['namespace-system-priority'],
        by: 'quotas',
      },
      { text: 'no role changes classes of the cluster', applies: 'roles', rules: ['rbac-classes-write'] },
    ],
    left: ['Among classes of tenants, the higher one still wins.'],
    outside: [{ what: 'there is room for all that is promised, or nodes are added in time', whose: 'platform team' }],
  },
  {
    id: 'node-lost',
    category: 'denial-of-service',
    title: 'A node or a zone goes, and the app with it',
    scenario: 'A node fails or is taken down by an attacker, and every replica of the app was there.',
    mitigations: [
      { text: 'apps run more than one replica', applies: 'replicated apps', rules: ['replicas-several'] },
      {
        text: 'replicas keep apart on nodes, and are spread over zones',
        applies: 'several replicas',
        rules: ['pod-anti-affinity', 'topology-spread'],
      },
      { text: 'pods have a controller that replaces them', applies: 'workloads', rules: ['pod-managed'] },
      { text: 'autoscalers keep two pods or more, and have room', applies: 'autoscalers', rules: ['autoscaler-range'] },
      { text: 'what an autoscaler scales states no number itself', applies: 'replicated apps', rules: ['autoscaler-owns-replicas'] },
    ],
    left: ['Replicas share what they depend on: a database, a node pool, a region.'],
    outside: [
      { what: 'each pool has nodes in several zones', whose: 'cloud provider' },
      { what: 'there is a plan for the loss of a region, and it is rehearsed', whose: 'platform team' },
    ],
  },
  {
    id: 'maintenance-outage',
    category: 'denial-of-service',
    title: 'A release or a drained node takes an app down',
    scenario:
      'An operator drains nodes or rolls out a release, and all replicas stop at once; or a budget that nothing can satisfy blocks the fix for everybody.',
    mitigations: [
      {
        text: 'apps with several replicas have a disruption budget',
        applies: 'several replicas',
        rules: ['disruption-budget-exists'],
        by: 'disruption budgets',
      },
      {
        text: 'budgets can be satisfied, do not overlap, and let broken pods go',
        applies: 'disruption budgets',
        rules: ['disruption-budget-satisfiable', 'disruption-budget-exclusive', 'disruption-budget-unhealthy'],
      },
      { text: 'new releases replace pods step by step', applies: 'replicated apps', rules: ['rolling-update'] },
    ],
    left: ['A budget says nothing about nodes that fail, or about pods that are deleted.'],
    outside: [{ what: 'nodes are drained before they are taken away', whose: 'cloud provider' }],
  },
  {
    id: 'hung-process',
    category: 'denial-of-service',
    title: 'A process hangs, and still gets requests',
    scenario: 'An attacker finds a request that hangs the app; nobody restarts it, and visitors wait.',
    mitigations: [
      {
        text: 'containers that serve have readiness and liveness probes',
        applies: 'workloads',
        rules: ['probe-readiness', 'probe-liveness'],
      },
      {
        text: 'liveness leaves time to start, and comes after readiness',
        applies: 'workloads',
        rules: ['probe-startup', 'probes-distinct'],
      },
    ],
    left: ['A probe sees what its author thought of.'],
    outside: [{ what: 'apps have time limits, and bounds on what one caller may ask', whose: 'tenant' }],
  },
  {
    id: 'mass-deletion',
    category: 'denial-of-service',
    title: 'Everything is deleted',
    scenario: 'A stolen token or a slip of the hand deletes objects across namespaces, or lowers quotas until nothing starts.',
    mitigations: [
      { text: 'roles delete in single namespaces only', applies: 'roles', rules: ['rbac-delete'] },
      { text: 'no role changes quotas and limits', applies: 'roles', rules: ['rbac-quotas-write'] },
    ],
    left: ['The deployer can delete what it deploys.'],
    outside: [
      { what: 'manifests and data can be restored, and that is rehearsed', whose: 'platform team' },
      { what: 'the deployer asks before it prunes namespaces and volumes', whose: 'pipeline' },
    ],
  },
  {
    id: 'crowded-nodes',
    category: 'denial-of-service',
    title: 'Pods wait for ever, or crowd the nodes of others',
    scenario:
      'Pods name a node, a scheduler or tolerations that do not fit: they never start, or they start where another tenant pays for the room.',
    mitigations: [
      { text: 'the scheduler of the cluster chooses the node', applies: 'workloads', rules: ['pod-node-name', 'pod-scheduler-name'] },
      { text: 'pods tolerate the taints of the nodes of their namespace', applies: 'workloads', rules: ['pod-pool-toleration'] },
      {
        text: 'tolerations keep to the whitelist of the namespace',
        applies: 'workloads with tolerations',
        rules: ['toleration-whitelisted'],
      },
      {
        text: 'selector, tolerations and whitelist of a namespace agree',
        applies: 'namespaces with nodes',
        rules: ['namespace-node-pool'],
      },
    ],
    left: ['Whether there are nodes with these labels, and room on them, no manifest of an app tells.'],
    outside: [{ what: 'each pool has nodes, and an autoscaler with a ceiling', whose: 'platform team' }],
  },
  {
    id: 'broken-upgrade',
    category: 'denial-of-service',
    title: 'An upgrade of the cluster breaks apps',
    scenario:
      'An operator upgrades because of a security fix, and objects in removed API versions can no longer be applied; so the upgrade waits.',
    mitigations: [
      {
        text: 'objects are in API versions that the cluster serves and keeps',
        applies: 'objects',
        rules: ['api-removed', 'api-deprecated'],
      },
      { text: 'namespaces pin the version of Pod Security', applies: 'namespaces', rules: ['namespace-pod-security-version'] },
    ],
    left: ['API versions of custom resources are up to who wrote them.'],
    outside: [{ what: 'the cluster runs a version that still gets fixes', whose: 'platform team' }],
  },
  {
    id: 'broken-wiring',
    category: 'denial-of-service',
    title: 'Objects are refused, or do not fit together',
    scenario:
      'An invalid object stops a release halfway, or a renamed port, label or Service leaves policies and routes behind that lead nowhere; the app is down until somebody finds it.',
    mitigations: [
      { text: 'ports that are referred to exist', applies: 'objects', rules: ['port-exists', 'port-name-valid'] },
      { text: 'policies are about pods and ports that exist', applies: 'policies', rules: ['policy-peer-exists', 'policy-port-exists'] },
      { text: 'objects that are referred to exist', applies: 'objects', rules: ['reference-exists'] },
      { text: 'routes lead to Services that exist', applies: 'published hosts', rules: ['route-backend-exists'] },
      { text: 'Services select pods', applies: 'services', rules: ['service-selector-set'] },
      {
        text: 'controllers select the pods that they create, and no others',
        applies: 'workloads',
        rules: ['selector-matches-template', 'selector-exclusive'],
      },
      { text: 'stateful sets have their Service', applies: 'stateful sets', rules: ['stateful-set-service'] },
      { text: 'volumes that are mounted exist', applies: 'workloads', rules: ['volume-exists'] },
      { text: 'volume claims are complete', applies: 'claims', rules: ['volume-claim-complete'] },
      {
        text: 'names, labels and fields are ones that the API server accepts',
        applies: 'objects',
        rules: ['object-name', 'object-labels', 'object-schema', 'field-required'],
      },
      { text: 'pods are restarted as their controller needs', applies: 'workloads', rules: ['restart-policy-valid'] },
    ],
    left: ['What others apply is taken as it is listed, and not looked up; webhooks of the cluster may refuse what is valid.'],
    outside: [{ what: 'a release is tried before it is rolled out everywhere, and rolled back when it fails', whose: 'pipeline' }],
  },
  {
    id: 'flood-from-outside',
    category: 'denial-of-service',
    title: 'Outsiders flood the entrance',
    scenario: 'A botnet sends more requests than the controller, the line or the API server can take.',
    mitigations: [],
    left: ['Requests that look like those of visitors are told apart by nobody.'],
    outside: [
      { what: 'floods are absorbed in front of the ingress', whose: 'cloud provider' },
      { what: 'rate limits in the controller, by caller', whose: 'platform team' },
      { what: 'the API server is reachable from few addresses', whose: 'cloud provider' },
    ],
  },
];
