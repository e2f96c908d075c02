import type { Threat } from './threat';

/** Changing what is not yours. */
export const tampering: readonly Threat[] = [
  {
    id: 'swapped-image',
    category: 'tampering',
    title: 'Another image runs than the one that was reviewed',
    scenario:
      'Whoever may push to the registry moves a tag, or a typo leads to a stranger’s registry; the next start runs their code with the app’s rights.',
    mitigations: [
      { text: 'images are pinned by digest', applies: 'workloads', rules: ['image-digest'] },
      { text: 'images have a tag that names a version', applies: 'workloads', rules: ['image-tag'] },
      { text: 'images come from allowed registries', applies: 'workloads', rules: ['image-registry'] },
    ],
    left: ['A digest says which image it is, not who built it or what is in it.'],
    outside: [
      { what: 'builds are reproducible, signed, and signatures are checked before a digest is written', whose: 'pipeline' },
      { what: 'images are scanned, and base images kept up to date', whose: 'pipeline' },
      { what: 'few may push to the registry, and tags cannot be moved', whose: 'platform team' },
    ],
  },
  {
    id: 'changed-at-runtime',
    category: 'tampering',
    title: 'A taken-over process changes the app in place',
    scenario: 'Whoever can run code in a container replaces its program or drops tools into it, and stays for as long as it runs.',
    mitigations: [
      { text: 'containers cannot write to their root file system', applies: 'workloads', rules: ['root-filesystem-read-only'] },
    ],
    left: ['Memory and scratch volumes can be written, and code can run from both.'],
    outside: [{ what: 'unusual processes are noticed while they run', whose: 'security team' }],
  },
  {
    id: 'node-files',
    category: 'tampering',
    title: 'A container writes files of its node',
    scenario:
      'A tenant mounts a folder of the node, writes a static pod, a cron job or another tenant’s volume into it, and owns the node.',
    mitigations: [{ text: 'pods mount no path of the node', applies: 'workloads', rules: ['pod-host-path'] }],
    left: ['Storage drivers and agents of the platform mount paths of nodes by their nature.'],
    outside: [
      { what: 'nodes are immutable images, and their integrity is checked', whose: 'platform team' },
      { what: 'file permissions on nodes follow the benchmark of their distribution', whose: 'platform team' },
    ],
  },
  {
    id: 'fences-rewritten',
    category: 'tampering',
    title: 'A tenant rewrites the fences around it',
    scenario:
      'Somebody with too wide a role opens network policies, raises quotas, or relabels the namespace so that it counts as another tenant’s or escapes Pod Security.',
    mitigations: [
      { text: 'no role changes network policies', applies: 'roles', rules: ['rbac-network-policies-write'] },
      { text: 'no role changes quotas and limits', applies: 'roles', rules: ['rbac-quotas-write'] },
      { text: 'no role changes namespaces', applies: 'roles', rules: ['rbac-namespaces-write'] },
      { text: 'no role writes roles or bindings', applies: 'roles', rules: ['rbac-roles-write'] },
    ],
    left: ['Whoever applies these manifests may change all of it.'],
    outside: [
      { what: 'only the deployer applies manifests, and what differs from the repository is put back', whose: 'platform team' },
      { what: 'changes of manifests are reviewed by somebody else than their author', whose: 'pipeline' },
    ],
  },
  {
    id: 'objects-rewritten',
    category: 'tampering',
    title: 'A subject changes the workloads or Secrets of an app',
    scenario:
      'An app or a person whose role is wider than their task edits a Secret or a pod of a neighbour, and with it what the neighbour does.',
    mitigations: [
      { text: 'roles write no Secrets but named ones', applies: 'roles', rules: ['rbac-secrets-write'] },
      { text: 'roles of tenants write workloads, not pods', applies: 'roles', rules: ['rbac-pods-write'] },
    ],
    left: ['Members of a tenant who may write workloads can change every workload of their namespaces.'],
    outside: [{ what: 'people change things through the repository, and directly in emergencies only', whose: 'tenant' }],
  },
  {
    id: 'machinery-rewritten',
    category: 'tampering',
    title: 'The machinery of the cluster is changed',
    scenario:
      'Somebody registers a webhook that alters every object, replaces an API or a class, or edits the configuration of a component, for all tenants at once.',
    mitigations: [
      { text: 'no role changes admission', applies: 'roles', rules: ['rbac-admission-write'] },
      { text: 'no role changes what the API is', applies: 'roles', rules: ['rbac-api-write'] },
      { text: 'no role changes classes of the cluster', applies: 'roles', rules: ['rbac-classes-write'] },
      { text: 'no role changes the configuration of the cluster’s components', applies: 'roles', rules: ['rbac-system-config'] },
    ],
    left: ['Webhooks and operators that the platform installs are trusted with all that they see.'],
    outside: [
      { what: 'each webhook and operator that is installed has been reviewed, and is kept up to date', whose: 'platform team' },
      {
        what: 'the admission plugins that the fences need are on (PodSecurity, PodNodeSelector, PodTolerationRestriction)',
        whose: 'platform team',
        controlPlane: { id: 'admission-plugins', rules: ['admission-plugin-on'] },
      },
    ],
  },
  {
    id: 'store-rewritten',
    category: 'tampering',
    title: 'The store behind the API server is written directly',
    scenario: 'Whoever reaches etcd, or restores a backup of it, changes any object past authentication, permissions and admission.',
    mitigations: [],
    left: ['No object of Kubernetes can protect the store that it is kept in.'],
    outside: [
      {
        what: 'etcd speaks TLS with client certificates, to the API server alone',
        whose: 'platform team',
        controlPlane: { id: 'etcd-tls', rules: [] },
      },
      { what: 'backups of etcd are encrypted, signed, and restored by few', whose: 'platform team' },
    ],
  },
  {
    id: 'misplaced-pod',
    category: 'tampering',
    title: 'A pod gets onto the nodes of another tenant',
    scenario:
      'A hostile tenant tolerates the taint of another’s nodes, names a node or a scheduler, and works beside the other’s pods from the inside.',
    mitigations: [
      {
        text: 'pods tolerate the taints of their own tenant only',
        applies: 'workloads with tolerations',
        rules: ['toleration-foreign', 'toleration-wildcard'],
      },
      {
        text: 'tolerations keep to the whitelist of the namespace',
        applies: 'workloads with tolerations',
        rules: ['toleration-whitelisted'],
      },
      { text: 'namespaces list the taints that their pods may tolerate', applies: 'namespaces', rules: ['namespace-tolerations'] },
      { text: 'namespaces say which nodes are theirs', applies: 'namespaces with nodes', rules: ['namespace-node-pool'] },
      { text: 'pods stay on the nodes of their namespace', applies: 'workloads', rules: ['pod-node-pool'] },
      { text: 'the scheduler of the cluster places pods', applies: 'workloads', rules: ['pod-scheduler-name'] },
      { text: 'no role changes nodes', applies: 'roles', rules: ['rbac-nodes-write'] },
      {
        text: 'kubelets register with the taints that namespaces claim',
        applies: 'namespaces with nodes',
        rules: ['namespace-taints-registered'],
        needs: 'control plane',
      },
      {
        text: 'the plugins that the annotations of namespaces rely on are on',
        applies: 'objects',
        rules: ['admission-plugin-on'],
        needs: 'control plane',
      },
    ],
    left: [
      'The annotations of a namespace are enforced only where PodNodeSelector and PodTolerationRestriction are on.',
      'Pods that ran before a taint came stay where they are.',
    ],
    outside: [
      {
        what: 'PodNodeSelector, PodTolerationRestriction and NodeRestriction are on',
        whose: 'platform team',
        controlPlane: { id: 'placement-plugins', rules: ['admission-plugin-on', 'namespace-taints-registered'] },
      },
      { what: 'nodes of a pool are made with its labels and taints', whose: 'cloud provider' },
    ],
  },
  {
    id: 'two-readings',
    category: 'tampering',
    title: 'A manifest means one thing to its reviewer and another to the cluster',
    scenario:
      'A key is written twice, a field is misspelt and dropped, or an object appears in two files: what was reviewed is not what is applied.',
    mitigations: [
      { text: 'every document can be read, and means one thing', applies: 'objects', rules: ['manifest-readable'] },
      { text: 'each object is written once', applies: 'objects', rules: ['object-identity'] },
      { text: 'objects have the fields that the API knows', applies: 'objects', rules: ['object-schema'] },
      { text: 'names are ones that the API server accepts', applies: 'objects', rules: ['object-name'] },
      { text: 'objects state their namespace', applies: 'objects', rules: ['namespace-explicit'] },
      { text: 'environment variables are set once', applies: 'workloads', rules: ['env-unique'] },
    ],
    left: ['Custom resources are taken as they are: their schema is not known here.'],
    outside: [{ what: 'what is applied is what was checked, byte for byte', whose: 'pipeline' }],
  },
  {
    id: 'changed-on-the-wire',
    category: 'tampering',
    title: 'Requests are changed on their way in',
    scenario: 'Somebody between a visitor and the cluster changes pages or replies that travel without TLS.',
    mitigations: [
      { text: 'each host of an Ingress is served with TLS', applies: 'ingresses', rules: ['ingress-tls'] },
      { text: 'each listener of a Gateway has TLS', applies: 'gateways', rules: ['gateway-tls'] },
    ],
    left: ['Between the controller and the pods, and between pods, traffic is as the apps send it.'],
    outside: [
      { what: 'the network between nodes is encrypted, or a mesh does it', whose: 'platform team' },
      { what: 'old versions of TLS are off in the controller', whose: 'platform team' },
    ],
  },
  {
    id: 'foreign-volume',
    category: 'tampering',
    title: 'A claim gets a volume with the data of others',
    scenario: 'A tenant’s claim is bound to a volume that was made for another tenant, and writes over their data.',
    mitigations: [
      { text: 'volumes that are made by hand are kept for one claim', applies: 'volumes', rules: ['persistent-volume-claimed'] },
    ],
    left: ['Volumes that a driver makes are as apart as the driver keeps them.'],
    outside: [
      { what: 'data is backed up where the cluster cannot delete it, and restoring is rehearsed', whose: 'platform team' },
      { what: 'the storage system keeps tenants apart', whose: 'cloud provider' },
    ],
  },
];
