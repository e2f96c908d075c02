import type { Threat } from './threat';

/** Reading what is not yours. */
export const disclosure: readonly Threat[] = [
  {
    id: 'lateral-movement',
    category: 'information-disclosure',
    title: 'A taken-over pod looks around the network',
    scenario: 'Whoever runs code in one pod scans the cluster, and reads from every database, cache and metrics port that answers.',
    mitigations: [
      {
        text: 'namespaces deny all traffic that no policy allows',
        applies: 'namespaces',
        rules: ['namespace-default-deny'],
        by: 'default denials',
      },
      { text: 'the network plugin enforces policies', applies: 'namespaces', rules: ['network-policy-enforced'] },
      {
        text: 'policies are valid, select pods, and cover what they have rules for',
        applies: 'policies',
        rules: ['policy-valid', 'policy-selects-pods', 'policy-types-cover-rules'],
      },
      { text: 'no policy undoes another', applies: 'policies', rules: ['policy-undisputed'] },
      { text: 'containers do not get the addresses of every Service', applies: 'workloads', rules: ['service-links-off'] },
    ],
    left: [
      'What is allowed can be used: a caller that is taken over reads what it may call.',
      'A connection that is open when a policy comes may stay open, and a pod may start before its policies are in force.',
      'The name server answers for Services of every namespace: names are no secrets.',
    ],
    outside: [{ what: 'the network plugin is patched, and its own agents are out of reach of tenants', whose: 'platform team' }],
  },
  {
    id: 'hostile-tenant',
    category: 'information-disclosure',
    title: 'A hostile tenant works its way to another',
    scenario:
      'A tenant adds whatever its permissions allow, pods with any labels, policies, Services and routes, to reach what belongs to another tenant.',
    mitigations: [
      {
        text: 'no path leads from one tenant to another without consent, not even one that a tenant could add',
        applies: 'namespaces',
        rules: ['tenant-network-isolated'],
        by: 'policies',
      },
    ],
    left: ['Consent is as good as whoever gives it: a declared call lets in whatever the caller sends.'],
    outside: [
      { what: 'name servers, ingress controllers and other services that all tenants use keep them apart', whose: 'platform team' },
      { what: 'tenants that must not trust each other at all have clusters of their own', whose: 'security team' },
    ],
  },
  {
    id: 'wide-opening',
    category: 'information-disclosure',
    title: 'A policy opens more than was meant',
    scenario:
      'A careless author leaves out a selector or a port list; the empty one means everybody, and a port meant for one caller is open to all tenants.',
    mitigations: [
      { text: 'policies name whom they allow', applies: 'policies', rules: ['policy-peers-named', 'policy-peers-narrow'] },
      { text: 'policies name the pods that they open', applies: 'policies', rules: ['policy-pods-named'] },
      { text: 'policies name the ports that they open', applies: 'policies', rules: ['policy-ports-named'] },
    ],
    left: ['Policies are about TCP, UDP and SCTP; what happens to other protocols is up to the plugin.'],
    outside: [{ what: 'each tenant reads what its connections declare', whose: 'tenant' }],
  },
  {
    id: 'exfiltration',
    category: 'information-disclosure',
    title: 'Data leaves the cluster',
    scenario: 'A taken-over app sends what it has read to a server of the attacker.',
    mitigations: [{ text: 'a policy says whom each pod may call', applies: 'workloads', rules: ['pod-egress-isolated'], by: 'policies' }],
    left: [
      'Whoever may ask a DNS server can send anything out, and get anything in, as names.',
      'A remote that an app may call can be made to pass data on.',
    ],
    outside: [
      { what: 'a proxy or firewall at the edge filters by name, and logs', whose: 'platform team' },
      { what: 'queries to name servers are logged, and tunnels noticed', whose: 'security team' },
    ],
  },
  {
    id: 'cloud-metadata',
    category: 'information-disclosure',
    title: 'A pod reads the credentials of its node',
    scenario:
      'By a forged request of the app, or by code in it, somebody asks the metadata address of the cloud for the account of the node.',
    mitigations: [{ text: 'no policy opens the metadata address', applies: 'policies', rules: ['metadata-unreachable'] }],
    left: ['Pods on the network of their node reach it, whatever policies say.'],
    outside: [
      { what: 'the metadata service asks for a session token, and answers one hop away at most', whose: 'cloud provider' },
      { what: 'accounts of nodes may do next to nothing; apps have accounts of their own', whose: 'platform team' },
    ],
  },
  {
    id: 'secret-in-the-open',
    category: 'information-disclosure',
    title: 'A secret stands in a manifest',
    scenario:
      'Whoever reads the repository, the pipeline’s log or a pod’s specification finds a password there, years after it was written.',
    mitigations: [
      { text: 'manifests hold no values of Secrets', applies: 'secrets', rules: ['secret-no-value'] },
      {
        text: 'environment variables and command lines hold no credentials',
        applies: 'workloads',
        rules: ['env-no-credential', 'args-no-credential'],
      },
      { text: 'ConfigMaps hold no credentials', applies: 'config maps', rules: ['config-no-credential'] },
    ],
    left: ['Credentials that look like any other text are not recognised.'],
    outside: [
      { what: 'commits are searched for secrets, and found ones are replaced, not just removed', whose: 'pipeline' },
      { what: 'values come from a vault, and are rotated', whose: 'security team' },
    ],
  },
  {
    id: 'secret-read',
    category: 'information-disclosure',
    title: 'Somebody reads the Secrets of others',
    scenario: 'A subject whose role lists Secrets, or an app that shares one, reads the credentials of every app in the namespace.',
    mitigations: [
      { text: 'roles read no Secrets but named ones', applies: 'roles', rules: ['rbac-secrets-read'] },
      { text: 'apps do not share a Secret', applies: 'workloads', rules: ['secret-exclusive'] },
      { text: 'secrets are mounted as files, not as variables', applies: 'workloads', rules: ['secret-as-file'] },
      { text: 'the API server encrypts Secrets in its store', applies: 'objects', rules: ['secret-encrypted'], needs: 'control plane' },
    ],
    left: ['Whoever may create pods in a namespace can mount every Secret of it.', 'Root of a node reads the Secrets of all pods on it.'],
    outside: [
      {
        what: 'Secrets are encrypted in etcd, with a key that is kept outside of it',
        whose: 'platform team',
        controlPlane: { id: 'secrets-encryption', rules: ['secret-encrypted'] },
      },
      { what: 'that key is in the custody of few, and is rotated', whose: 'security team' },
    ],
  },
  {
    id: 'through-the-api-server',
    category: 'information-disclosure',
    title: 'Somebody looks into pods through the API server',
    scenario:
      'A member of a tenant, or a stolen token, runs a command in a pod, forwards its ports or proxies to it, past every network policy.',
    mitigations: [
      { text: 'no role runs commands in pods', applies: 'roles', rules: ['rbac-pods-exec'] },
      { text: 'no role forwards ports or proxies to pods', applies: 'roles', rules: ['rbac-port-forward', 'rbac-api-proxy'] },
      { text: 'no role opens debugging paths of the API server', applies: 'roles', rules: ['rbac-paths'] },
      { text: 'no role writes endpoints, which the API server would call', applies: 'roles', rules: ['rbac-endpoints-write'] },
      { text: 'no role registers webhooks, which are shown every object', applies: 'roles', rules: ['rbac-admission-write'] },
    ],
    left: ['Administrators see everything; that they may is for the audit log to tell.'],
    outside: [
      { what: 'profiling of the components is off', whose: 'platform team', controlPlane: { id: 'profiling', rules: [] } },
      { what: 'rights to debug are given for an hour, on request', whose: 'security team' },
    ],
  },
  {
    id: 'unmeant-publication',
    category: 'information-disclosure',
    title: 'Something internal is on the internet',
    scenario:
      'An outsider scans the addresses of a cloud, and finds a port of a node, a load balancer without a list of sources, or a dashboard.',
    mitigations: [
      {
        text: 'Services open no port on the nodes, and claim no outside address',
        applies: 'services',
        rules: ['service-node-port', 'service-external-ips'],
      },
      { text: 'load balancers say who may call them', applies: 'load balancers', rules: ['load-balancer-sources'] },
      { text: 'the dashboard is not installed', applies: 'objects', rules: ['dashboard-absent'] },
      { text: 'nothing is granted to everyone, logged in or not', applies: 'bindings', rules: ['rbac-anonymous', 'rbac-authenticated'] },
    ],
    left: ['A load balancer or node may replace the address of a caller before anybody checks it.'],
    outside: [
      { what: 'firewalls in front of nodes let nothing in but load balancers', whose: 'cloud provider' },
      { what: 'what is reachable from outside is scanned regularly', whose: 'security team' },
    ],
  },
  {
    id: 'read-on-the-wire',
    category: 'information-disclosure',
    title: 'Traffic of visitors is read',
    scenario: 'Somebody on the way, or a tenant who has got hold of the shared controller or of a certificate, reads what visitors send.',
    mitigations: [
      { text: 'each host of an Ingress has TLS, with a certificate of its own', applies: 'ingresses', rules: ['ingress-tls'] },
      { text: 'each listener of a Gateway has TLS', applies: 'gateways', rules: ['gateway-tls'] },
      { text: 'no Ingress changes its controller for others', applies: 'ingresses', rules: ['ingress-annotations'] },
      { text: 'a host is published by one tenant only', applies: 'published hosts', rules: ['ingress-host-exclusive'] },
      { text: 'ReferenceGrants name what they open', applies: 'grants', rules: ['reference-grant-narrow'] },
    ],
    left: ['The controller that is shared sees the traffic of all tenants in the clear.'],
    outside: [
      { what: 'keys of certificates are kept, renewed and revoked', whose: 'security team' },
      { what: 'a controller of its own for tenants that need one', whose: 'platform team' },
    ],
  },
  {
    id: 'neighbour-on-the-node',
    category: 'information-disclosure',
    title: 'A pod reads its neighbours on the node',
    scenario: 'A hostile tenant’s pod shares the processes, memory, network or volumes of the node, and reads those of everybody there.',
    mitigations: [
      { text: 'pods have their own network, processes and shared memory', applies: 'workloads', rules: ['pod-host-namespaces'] },
      { text: 'containers of a pod do not share their processes', applies: 'workloads', rules: ['process-namespace-own'] },
      { text: '/proc stays masked', applies: 'workloads', rules: ['pod-proc-mount', 'pod-proc-mount-restricted'] },
      { text: 'volumes are of kinds that hold no data of the node', applies: 'workloads', rules: ['pod-volume-types'] },
      {
        text: 'no port or probe leads past the network of the pod',
        applies: 'workloads',
        rules: ['pod-host-port', 'pod-host-probe', 'probe-own-pod'],
      },
    ],
    left: ['Root of a node reads everything on it.'],
    outside: [{ what: 'a sandboxed runtime for code that nobody trusts', whose: 'platform team' }],
  },
  {
    id: 'side-channel',
    category: 'information-disclosure',
    title: 'A neighbour measures what it cannot read',
    scenario: 'A hostile tenant’s pod on the same processor measures caches, timing or load, and infers keys of another tenant from them.',
    mitigations: [
      { text: 'pods stay on the nodes of their namespace', applies: 'workloads', rules: ['pod-node-pool'], by: 'namespaces with nodes' },
    ],
    left: ['Tenants without nodes of their own share processors; and virtual machines share hosts.'],
    outside: [
      { what: 'microcode and kernels have the fixes for speculative execution', whose: 'cloud provider' },
      { what: 'dedicated hosts where keys are worth it', whose: 'platform team' },
    ],
  },
  {
    id: 'left-over-data',
    category: 'information-disclosure',
    title: 'Storage gives away the data of others',
    scenario:
      'A claim names the volume of another tenant, or an old volume is handed on, and its files are readable for whoever mounts it.',
    mitigations: [
      { text: 'claims leave it to the cluster which volume they get', applies: 'claims', rules: ['claim-volume-unnamed'] },
      { text: 'volumes that are made by hand are kept for one claim', applies: 'volumes', rules: ['persistent-volume-claimed'] },
      { text: 'pods with volumes say which group owns them', applies: 'workloads with volumes', rules: ['volume-group-set'] },
    ],
    left: ['What a reclaimed volume still holds is up to the driver that wipes it.'],
    outside: [
      { what: 'disks, snapshots and backups are encrypted', whose: 'cloud provider' },
      { what: 'snapshots are deleted with the data that they hold', whose: 'tenant' },
    ],
  },
];
