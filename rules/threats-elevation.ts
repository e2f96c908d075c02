import type { Threat } from './threat';

/** Doing what only others may. */
export const elevation: readonly Threat[] = [
  {
    id: 'root-in-container',
    category: 'elevation-of-privilege',
    title: 'Code in a container is root, and finds a way out',
    scenario: 'Whoever runs code in an app that is root uses a hole in the kernel or the runtime, and is root of the node.',
    mitigations: [
      { text: 'pods are not run as root', applies: 'workloads', rules: ['pod-non-root', 'pod-root-user'] },
      { text: 'nothing gains rights by setuid or sudo', applies: 'workloads', rules: ['pod-privilege-escalation', 'command-without-sudo'] },
      {
        text: 'users and groups are ones that no node knows',
        applies: 'workloads',
        rules: ['user-id-high', 'group-id-high', 'root-group-unused'],
      },
      { text: 'pods run in a user namespace of their own', applies: 'workloads', rules: ['user-namespace-own'] },
      { text: 'apps need no privileged port', applies: 'workloads', rules: ['port-unprivileged'] },
      { text: 'containers on Windows run as a named user', applies: 'workloads', rules: ['windows-user-named'] },
    ],
    left: ['A hole in the kernel may need no root at all.'],
    outside: [
      { what: 'kernels, runtimes and kubelets of nodes are patched within days', whose: 'platform team' },
      { what: 'the base image of nodes gets fixes', whose: 'cloud provider' },
    ],
  },
  {
    id: 'privileged-container',
    category: 'elevation-of-privilege',
    title: 'A container has the rights of its node',
    scenario: 'A tenant asks for a privileged container or for capabilities, loads a kernel module or mounts a disk, and owns the node.',
    mitigations: [
      { text: 'no container is privileged', applies: 'workloads', rules: ['pod-privileged', 'pod-windows-host-process'] },
      { text: 'containers drop all capabilities', applies: 'workloads', rules: ['pod-capabilities', 'pod-capabilities-restricted'] },
      { text: 'namespaces enforce a level of Pod Security', applies: 'namespaces', rules: ['namespace-pod-security'] },
      {
        text: 'that level is restricted',
        applies: 'namespaces',
        rules: ['namespace-pod-security-restricted'],
        by: 'restricted namespaces',
      },
      { text: 'apps stay out of the namespaces of the system', applies: 'workloads', rules: ['namespace-not-system'] },
      {
        text: 'Pod Security is on, and passes over no namespace, runtime class or account of tenants',
        applies: 'objects',
        rules: ['admission-plugin-on', 'pod-security-not-exempted'],
        needs: 'control plane',
      },
      {
        text: 'features that keep pods in are on where they run',
        applies: 'workloads',
        rules: ['pod-feature-on'],
        needs: 'control plane',
      },
    ],
    left: ['Agents of the platform are privileged by their nature, and are a way to every node.'],
    outside: [
      {
        what: 'the admission plugin PodSecurity is on',
        whose: 'platform team',
        controlPlane: { id: 'pod-security-admission', rules: ['admission-plugin-on', 'pod-security-not-exempted'] },
      },
      { what: 'privileged agents are few, reviewed, and kept up to date', whose: 'platform team' },
    ],
  },
  {
    id: 'kernel-surface',
    category: 'elevation-of-privilege',
    title: 'A system call that no app needs opens the kernel',
    scenario: 'Code in a container calls a rare part of the kernel that has a hole, and no filter is in the way.',
    mitigations: [
      {
        text: 'pods set a seccomp profile, and none switches it off',
        applies: 'workloads',
        rules: ['pod-seccomp', 'pod-seccomp-restricted'],
      },
      { text: 'AppArmor is declared, and not switched off', applies: 'workloads', rules: ['pod-app-armor', 'app-armor-declared'] },
      { text: 'SELinux is declared, with a type for containers', applies: 'workloads', rules: ['pod-se-linux', 'selinux-declared'] },
      { text: '/proc stays masked', applies: 'workloads', rules: ['pod-proc-mount', 'pod-proc-mount-restricted'] },
      { text: 'pods set no sysctl but those that are safe', applies: 'workloads', rules: ['pod-sysctls'] },
    ],
    left: ['The default profile still allows some three hundred system calls.'],
    outside: [
      { what: 'nodes have the module that is declared, and it enforces', whose: 'platform team' },
      { what: 'holes in the kernel are watched for, and fixed', whose: 'security team' },
    ],
  },
  {
    id: 'way-to-the-node',
    category: 'elevation-of-privilege',
    title: 'A mount or a shared namespace leads to the node',
    scenario: 'A tenant mounts the runtime’s socket, a disk or the node’s root, or joins its processes, and runs whatever it likes there.',
    mitigations: [
      { text: 'pods mount no path of the node', applies: 'workloads', rules: ['pod-host-path', 'pod-volume-types'] },
      { text: 'pods have their own network, processes and shared memory', applies: 'workloads', rules: ['pod-host-namespaces'] },
      { text: 'persistent volumes are no paths of the node', applies: 'volumes', rules: ['persistent-volume-host-path'] },
      { text: 'no role creates persistent volumes', applies: 'roles', rules: ['rbac-persistent-volumes'] },
    ],
    left: ['Drivers of volumes and devices run as root on each node.'],
    outside: [{ what: 'drivers are kept up to date', whose: 'platform team' }],
  },
  {
    id: 'unneeded-token',
    category: 'elevation-of-privilege',
    title: 'An app that needs no API has a token for it',
    scenario: 'Code in a plain web app finds a token that was mounted by default, and tries what the API server gives it.',
    mitigations: [
      { text: 'pods get no token by themselves', applies: 'workloads', rules: ['token-automount-off'] },
      { text: 'ServiceAccounts have no token mounted', applies: 'service accounts', rules: ['service-account-automount-off'] },
      {
        text: 'namespaces switch off their default account',
        applies: 'namespaces',
        rules: ['default-service-account-off'],
        by: 'silent default accounts',
      },
      { text: 'the default account is bound to nothing', applies: 'bindings', rules: ['rbac-default-service-account'] },
    ],
    left: ['Apps that ask for a token have one, and what its role gives.'],
    outside: [{ what: 'roles of apps are looked through once a year', whose: 'tenant' }],
  },
  {
    id: 'self-promotion',
    category: 'elevation-of-privilege',
    title: 'A subject gives itself a stronger role',
    scenario: 'Somebody who may write roles, or holds bind or escalate, grants themselves what they lack.',
    mitigations: [
      { text: 'no role holds escalate, and bind only for named harmless roles', applies: 'roles', rules: ['rbac-escalate', 'rbac-bind'] },
      { text: 'no role writes roles or bindings', applies: 'roles', rules: ['rbac-roles-write'] },
      { text: 'roles list verbs, resources and groups by name', applies: 'roles', rules: ['rbac-wildcard'] },
      { text: 'cluster roles are written out, not aggregated', applies: 'cluster roles', rules: ['rbac-aggregation'] },
      { text: 'objects that bindings and pods refer to exist', applies: 'objects', rules: ['reference-exists'] },
    ],
    left: ['Controllers of the platform may write roles, and are trusted.'],
    outside: [
      {
        what: 'RBAC decides alone: no ABAC, no AlwaysAllow',
        whose: 'platform team',
        controlPlane: { id: 'authorization-modes', rules: [] },
      },
    ],
  },
  {
    id: 'borrowed-rights',
    category: 'elevation-of-privilege',
    title: 'A subject uses the rights of a stronger one',
    scenario: 'Somebody makes a token, a token Secret or a certificate of a stronger subject, or impersonates it.',
    mitigations: [
      { text: 'no role impersonates, or creates tokens of others', applies: 'roles', rules: ['rbac-impersonate', 'rbac-token-create'] },
      { text: 'roles write no Secrets but named ones', applies: 'roles', rules: ['rbac-secrets-write'] },
      { text: 'no role approves requests to the built-in signers', applies: 'roles', rules: ['rbac-csr-approval'] },
    ],
    left: ['Whoever reads a token has its rights (see stolen-token).'],
    outside: [{ what: 'strong ServiceAccounts live in namespaces that no tenant writes to', whose: 'platform team' }],
  },
  {
    id: 'too-strong-binding',
    category: 'elevation-of-privilege',
    title: 'A binding gives too much to too many',
    scenario:
      'A careless operator binds cluster-admin, or a role to a group of everybody, to get something to work; a stolen token of anyone has it, too.',
    mitigations: [
      {
        text: 'nobody is bound to cluster-admin, or to system:masters',
        applies: 'bindings',
        rules: ['rbac-cluster-admin', 'rbac-masters'],
      },
      { text: 'nothing is granted to everyone who logs in', applies: 'bindings', rules: ['rbac-authenticated'] },
      { text: 'bindings name ServiceAccounts one by one', applies: 'bindings', rules: ['rbac-service-account-groups'] },
      { text: 'bindings keep to accounts of their own namespace', applies: 'bindings', rules: ['rbac-cross-namespace'] },
      { text: 'no subject of one tenant can touch what is another’s', applies: 'bindings', rules: ['tenant-permissions-isolated'] },
      { text: 'roles in namespaces are written out, not admin or edit', applies: 'bindings', rules: ['rbac-default-roles'] },
    ],
    left: ['Who is in several groups has what all of them have together.'],
    outside: [{ what: 'members of groups are looked through regularly', whose: 'security team' }],
  },
  {
    id: 'pod-as-ladder',
    category: 'elevation-of-privilege',
    title: 'Creating or entering a pod gives its rights',
    scenario:
      'Somebody who may create workloads, run commands in pods or add debug containers uses the account, the Secrets and the node of a stronger pod.',
    mitigations: [
      { text: 'roles run pods in ordinary namespaces only', applies: 'roles', rules: ['rbac-workloads-write'] },
      { text: 'no role enters pods', applies: 'roles', rules: ['rbac-pods-exec', 'rbac-pods-debug'] },
      { text: 'no role changes namespaces', applies: 'roles', rules: ['rbac-namespaces-write'] },
    ],
    left: ['Whoever may create workloads in a namespace has the rights of every ServiceAccount in it.'],
    outside: [{ what: 'tenants keep apps of different weight in different namespaces', whose: 'tenant' }],
  },
  {
    id: 'node-as-ladder',
    category: 'elevation-of-privilege',
    title: 'The kubelet or the node object is used past the API server’s rules',
    scenario:
      'Somebody who may proxy to nodes runs commands in every pod there; somebody who may bind pods or change nodes chooses whom to sit beside.',
    mitigations: [
      { text: 'no role reaches the kubelet through the API server', applies: 'roles', rules: ['rbac-node-proxy'] },
      { text: 'no role changes nodes', applies: 'roles', rules: ['rbac-nodes-write'] },
      { text: 'no role puts pods onto nodes', applies: 'roles', rules: ['rbac-pods-bind'] },
      { text: 'the scheduler chooses the node of a pod', applies: 'workloads', rules: ['pod-node-name'] },
    ],
    left: ['Whoever is root of a node has all that runs there, and the rights of its kubelet.'],
    outside: [
      {
        what: 'kubelets ask for authentication, have no read-only port, and let the API server decide',
        whose: 'platform team',
        controlPlane: { id: 'kubelet-authentication', rules: [] },
      },
      { what: 'nobody logs in to nodes; a node that is taken over is replaced', whose: 'platform team' },
    ],
  },
  {
    id: 'stronger-nodes',
    category: 'elevation-of-privilege',
    title: 'A pod lands where stronger pods run',
    scenario:
      'A hostile tenant tolerates every taint, and gets onto nodes of the control plane or of another tenant; from there, one hole in the kernel is enough.',
    mitigations: [
      {
        text: 'pods tolerate the taints of their own tenant only',
        applies: 'workloads with tolerations',
        rules: ['toleration-foreign', 'toleration-wildcard'],
      },
      { text: 'namespaces list the taints that their pods may tolerate', applies: 'namespaces', rules: ['namespace-tolerations'] },
      { text: 'a namespace with nodes keeps all of its pods there', applies: 'namespaces', rules: ['namespace-pool-fenced'] },
      { text: 'no pod of one tenant may land on the nodes of another', applies: 'workloads', rules: ['tenant-nodes-isolated'] },
    ],
    left: ['Without nodes of their own, tenants are as far apart as the kernel keeps them.'],
    outside: [{ what: 'nodes of the control plane run nothing else', whose: 'platform team' }],
  },
  {
    id: 'known-holes',
    category: 'elevation-of-privilege',
    title: 'An app with a known hole is the way in',
    scenario: 'An outsider uses a published exploit against an image that nobody maintains, an SSH server or an exposed dashboard.',
    mitigations: [
      { text: 'images are of projects that still get fixes', applies: 'workloads', rules: ['image-maintained'] },
      { text: 'nothing offers SSH', applies: 'objects', rules: ['ssh-closed'] },
      { text: 'the dashboard is not installed', applies: 'objects', rules: ['dashboard-absent'] },
    ],
    left: ['Holes in the app’s own code are not seen in its manifest.'],
    outside: [
      { what: 'images are scanned in the pipeline and in the registry, and rebuilt for fixes', whose: 'pipeline' },
      { what: 'apps are tested for holes of their own', whose: 'tenant' },
    ],
  },
  {
    id: 'shared-controller',
    category: 'elevation-of-privilege',
    title: 'A tenant takes over the shared ingress controller',
    scenario:
      'A hostile tenant puts configuration into an annotation, runs code in the controller, and reads the Secrets of every tenant with its account.',
    mitigations: [{ text: 'no Ingress changes its controller for others', applies: 'ingresses', rules: ['ingress-annotations'] }],
    left: ['A hole in the controller is one for all tenants.'],
    outside: [{ what: 'snippets are off in the controller, and it is kept up to date', whose: 'platform team' }],
  },
  {
    id: 'cloud-account',
    category: 'elevation-of-privilege',
    title: 'A pod becomes a cloud account',
    scenario:
      'Code in a pod gets the credentials of the node from the metadata address, directly or by endpoints that lead there, and changes the cloud around the cluster.',
    mitigations: [
      { text: 'no policy opens the metadata address', applies: 'policies', rules: ['metadata-unreachable'] },
      { text: 'endpoints written by hand do not lead there', applies: 'endpoints', rules: ['endpoints-own-pods'] },
    ],
    left: ['An app that has a cloud account of its own can be made to use it.'],
    outside: [
      { what: 'cloud accounts of nodes and apps may do only what they need', whose: 'platform team' },
      { what: 'accounts of the cloud itself have a second factor, and are apart for each environment', whose: 'security team' },
    ],
  },
  {
    id: 'hole-in-the-kernel',
    category: 'elevation-of-privilege',
    title: 'A hole in the kernel or the runtime ends all fences',
    scenario: 'Code in a pod, with every field of it hardened, uses a hole that has no fix yet, and is root of the node.',
    mitigations: [],
    left: ['All pods of a node fall together.'],
    outside: [
      { what: 'kernel and runtime are patched, and nodes replaced often', whose: 'platform team' },
      { what: 'a sandboxed runtime, or nodes of their own, for tenants that do not trust each other', whose: 'platform team' },
      { what: 'an intruder on a node is noticed', whose: 'security team' },
    ],
  },
];
