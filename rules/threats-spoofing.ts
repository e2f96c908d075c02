import type { Threat } from './threat';

/** Being somebody else. */
export const spoofing: readonly Threat[] = [
  {
    id: 'stolen-token',
    category: 'spoofing',
    title: 'A stolen token is used as if by its owner',
    scenario:
      'Whoever reads a file of an app, by a path traversal or from a core dump, takes its ServiceAccount token and calls the API server or another service with it, from anywhere.',
    mitigations: [
      { text: 'tokens end within a day', applies: 'workloads with tokens', rules: ['token-expiry-set'] },
      { text: 'tokens are good for one audience', applies: 'workloads with tokens', rules: ['token-audience-set'] },
      { text: 'the token that client libraries find is a projected one', applies: 'workloads', rules: ['token-mount-projected'] },
      { text: 'no token is stored that never ends', applies: 'secrets', rules: ['token-secret-unused'] },
      {
        text: 'projected tokens ask for no longer life than the API server gives',
        applies: 'workloads with tokens',
        rules: ['token-within-server-maximum'],
        needs: 'control plane',
      },
    ],
    left: ['A stolen token works until it expires or its pod is gone, from everywhere that reaches the API server.'],
    outside: [
      { what: 'the API server is not reachable from the internet', whose: 'cloud provider' },
      {
        what: 'tokens are bound to their pods, and not extended beyond the time that they ask for',
        whose: 'platform team',
        controlPlane: { id: 'token-issuer', rules: ['token-within-server-maximum'] },
      },
      { what: 'use of a token from an unusual address is noticed in the audit log', whose: 'security team' },
    ],
  },
  {
    id: 'shared-identity',
    category: 'spoofing',
    title: 'One app passes for another that has the same ServiceAccount',
    scenario:
      'A taken-over app calls the API server, or a service that checks tokens, with the account that a stronger app beside it runs as.',
    mitigations: [
      {
        text: 'each workload runs as an account of its own',
        applies: 'workloads',
        rules: ['service-account-own', 'service-account-exclusive'],
      },
      { text: 'the account is named in the field that everyone reads', applies: 'workloads', rules: ['service-account-field'] },
    ],
    left: ['Whoever may create pods in a namespace can run them as any ServiceAccount of that namespace.'],
    outside: [{ what: 'services check who calls them by token or certificate, not by address alone', whose: 'tenant' }],
  },
  {
    id: 'impersonation',
    category: 'spoofing',
    title: 'A subject acts under the name of another',
    scenario:
      'Somebody with the verb impersonate, or with the right to create tokens, asks the API server as an administrator or as an app of another tenant.',
    mitigations: [
      { text: 'no role impersonates whom it likes', applies: 'roles', rules: ['rbac-impersonate'] },
      { text: 'roles create tokens of named ServiceAccounts only', applies: 'roles', rules: ['rbac-token-create'] },
      { text: 'bindings say of each subject what it is', applies: 'bindings', rules: ['rbac-subject-kind'] },
    ],
    left: ['Cluster administrators can be anybody.'],
    outside: [
      { what: 'people log in by single sign-on with a second factor, and leave it when they leave', whose: 'security team' },
      { what: 'groups of the identity provider have the members that they should', whose: 'security team' },
    ],
  },
  {
    id: 'forged-certificate',
    category: 'spoofing',
    title: 'A client certificate is issued to the wrong one',
    scenario: 'Whoever approves certificate requests gets one for a node or for system:masters, which no role can take back.',
    mitigations: [{ text: 'no role approves requests to the built-in signers', applies: 'roles', rules: ['rbac-csr-approval'] }],
    left: ['A client certificate cannot be revoked: it is good until it ends.'],
    outside: [
      { what: 'the keys of the cluster’s authorities are kept where nobody can copy them', whose: 'platform team' },
      {
        what: 'client certificates are short-lived, and not used by people',
        whose: 'platform team',
        controlPlane: { id: 'client-certificates', rules: [] },
      },
    ],
  },
  {
    id: 'false-node',
    category: 'spoofing',
    title: 'A machine passes for a node',
    scenario:
      'Whoever holds a bootstrap token, or the credentials of a kubelet, joins a machine of their own or speaks for other nodes, and is sent pods with their secrets.',
    mitigations: [],
    left: ['The credentials of one node give what that node may have: the secrets of the pods on it.'],
    outside: [
      {
        what: 'kubelets may change only their own node and pods (NodeRestriction, node authorizer)',
        whose: 'platform team',
        controlPlane: { id: 'node-restriction', rules: ['admission-plugin-on'] },
      },
      { what: 'kubelet certificates rotate', whose: 'platform team', controlPlane: { id: 'kubelet-certificates', rules: [] } },
      { what: 'bootstrap tokens are short-lived, and machines are attested before they join', whose: 'cloud provider' },
    ],
  },
  {
    id: 'uninvited-caller',
    category: 'spoofing',
    title: 'A pod calls what trusts its callers',
    scenario:
      'A taken-over pod, of the same tenant or of another, connects to a database or an internal API that takes everyone who can reach it for a friend.',
    mitigations: [
      {
        text: 'namespaces deny all traffic that no policy allows',
        applies: 'namespaces',
        rules: ['namespace-default-deny'],
        by: 'default denials',
      },
      { text: 'a policy says who may call each pod', applies: 'workloads', rules: ['pod-ingress-isolated'], by: 'policies' },
      { text: 'callers are pods by label, in a namespace by name', applies: 'policies', rules: ['policy-peers-narrow'] },
    ],
    left: [
      'Labels are the identity: whoever may create or relabel pods in the namespace of a caller is that caller.',
      'A node reaches the pods that run on it, whatever policies say.',
    ],
    outside: [
      { what: 'mutual TLS between services that need to know their caller', whose: 'tenant' },
      { what: 'the network plugin keeps pods from forging their address', whose: 'platform team' },
    ],
  },
  {
    id: 'redirected-service',
    category: 'spoofing',
    title: 'A Service answers with somebody else’s pods',
    scenario:
      'An attacker or a copied manifest makes a Service, its endpoints or a controller’s selector lead to pods that are not the app’s; callers send them passwords.',
    mitigations: [
      { text: 'Services select their own pods', applies: 'services', rules: ['service-selector-set'] },
      { text: 'controllers select no pods but their own', applies: 'workloads', rules: ['selector-exclusive'] },
      { text: 'a Service is no alias of a host elsewhere', applies: 'services', rules: ['service-external-name'] },
      { text: 'a Service claims no addresses of others', applies: 'services', rules: ['service-external-ips'] },
      { text: 'endpoints written by hand lead to no other tenant', applies: 'endpoints', rules: ['endpoints-own-pods'] },
      {
        text: 'routes lead to Services that exist, and to others’ with consent',
        applies: 'published hosts',
        rules: ['route-backend-exists'],
      },
      { text: 'ports that are referred to exist', applies: 'objects', rules: ['port-exists'] },
      { text: 'no role redirects the traffic of Services', applies: 'roles', rules: ['rbac-endpoints-write', 'rbac-services-write'] },
      {
        text: 'the plugin that refuses external addresses of Services is on',
        applies: 'objects',
        rules: ['admission-plugin-on'],
        needs: 'control plane',
      },
    ],
    left: ['Whoever may create pods in a namespace can give them the labels that a Service of it selects.'],
    outside: [
      {
        what: 'the admission plugin DenyServiceExternalIPs is on',
        whose: 'platform team',
        controlPlane: { id: 'external-ips', rules: ['admission-plugin-on'] },
      },
    ],
  },
  {
    id: 'stolen-host-name',
    category: 'spoofing',
    title: 'A tenant publishes the host name of another',
    scenario:
      'A hostile tenant adds an Ingress for a host that is not theirs, or for every host, and is sent the visitors of another tenant.',
    mitigations: [
      { text: 'an Ingress names its hosts', applies: 'ingresses', rules: ['ingress-host'] },
      { text: 'a host is published by one tenant only', applies: 'published hosts', rules: ['ingress-host-exclusive'] },
      { text: 'namespaces say whose they are', applies: 'namespaces', rules: ['namespace-tenant'] },
    ],
    left: ['An Ingress that is applied past the gate is not seen here; the controller takes whichever came first.'],
    outside: [
      { what: 'DNS records lead where they should, and stale ones are removed', whose: 'platform team' },
      { what: 'certificates are issued for names that the tenant owns', whose: 'security team' },
    ],
  },
  {
    id: 'false-name-server',
    category: 'spoofing',
    title: 'Names are answered falsely',
    scenario:
      'Whoever may write the configuration of CoreDNS, or register an aggregated API, answers for services of everybody and reads what is sent to them.',
    mitigations: [
      { text: 'no role changes the configuration of the cluster’s components', applies: 'roles', rules: ['rbac-system-config'] },
      { text: 'no role changes what the API is', applies: 'roles', rules: ['rbac-api-write'] },
    ],
    left: ['Answers of the cluster’s name server are not signed: pods believe whoever answers from its address.'],
    outside: [
      { what: 'the name servers of the cluster and above it are patched and watched', whose: 'platform team' },
      { what: 'TLS certificates are checked for the name that was asked for', whose: 'tenant' },
    ],
  },
  {
    id: 'node-address',
    category: 'spoofing',
    title: 'A pod speaks with the address of its node',
    scenario:
      'A tenant takes a port of the node, or has the kubelet or the API server call an address of their choice, and is taken for the node by what trusts it.',
    mitigations: [
      { text: 'containers take no port of the node', applies: 'workloads', rules: ['pod-host-port'] },
      { text: 'probes call the pod itself', applies: 'workloads', rules: ['pod-host-probe', 'probe-own-pod'] },
      { text: 'roles call no pods through the API server', applies: 'roles', rules: ['rbac-api-proxy'] },
    ],
    left: ['System pods on the network of their node keep its address.'],
    outside: [{ what: 'nothing outside of the cluster trusts addresses of nodes alone', whose: 'security team' }],
  },
  {
    id: 'nameless-caller',
    category: 'spoofing',
    title: 'Somebody calls the API server without a name',
    scenario: 'An outsider who reaches the API server, or a taken-over pod without a token, asks it as system:anonymous.',
    mitigations: [{ text: 'nothing is granted to those who do not log in', applies: 'bindings', rules: ['rbac-anonymous'] }],
    left: ['Health and version of the API server are public by default.'],
    outside: [
      { what: 'anonymous requests are switched off', whose: 'platform team', controlPlane: { id: 'anonymous-auth', rules: [] } },
      { what: 'the addresses that reach the API server are listed', whose: 'cloud provider' },
    ],
  },
  {
    id: 'borrowed-image',
    category: 'spoofing',
    title: 'A pod starts a private image without the right to pull it',
    scenario:
      'A tenant names the private image of another tenant; the node has it already, starts it without asking the registry, and its contents are theirs.',
    mitigations: [{ text: 'images are pulled before each start', applies: 'workloads', rules: ['image-pull-policy'] }],
    left: ['A tag that is pulled again may be another image; the digest is what holds it (see swapped-image).'],
    outside: [
      {
        what: 'the admission plugin AlwaysPullImages is on',
        whose: 'platform team',
        controlPlane: { id: 'always-pull-images', rules: [] },
      },
      { what: 'registries give each tenant credentials of its own', whose: 'platform team' },
    ],
  },
];
