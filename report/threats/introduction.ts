/** What is assumed by the names that `palisade prove` gives it. */
export const ASSUMED: readonly (readonly [name: string, text: string])[] = [
  ['operators', 'whoever runs the cluster, its nodes and plugins, is trusted by every tenant'],
  ['kernel', 'containers keep within their node; the threat `hole-in-the-kernel` is about what happens otherwise'],
  ['rbac-alone', 'RBAC decides alone'],
  ['default-roles', 'nobody has changed the default roles and bindings of Kubernetes'],
  ['policies-enforced', 'the network plugin enforces policies, which `cni` in `palisade.yaml` says'],
  ['own-node', 'a node reaches the pods that run on it'],
  ['labels', 'whoever may create pods in a namespace has the paths of any pod there'],
  ['established', 'connections that are open when a policy comes may stay open'],
  ['node-restriction', 'no kubelet gives its node the labels of a pool'],
  ['nodes-as-named', 'the nodes of a pool have its labels and taints, and no others have them'],
  ['shared-proxies', 'what carries requests for several tenants sends none where another tenant points it'],
];

const ASSETS: readonly (readonly [what: string, why: string])[] = [
  ['data of tenants', 'in volumes, in databases behind Services, and on the wire'],
  ['Secrets, keys and tokens', 'whoever has them is their owner'],
  ['the availability of each app', 'also while neighbours misbehave'],
  ['nodes', 'root of a node is root of every pod there'],
  ['the API server and its store', 'they hold everything else'],
  ['manifests and exemptions', 'they are what was reviewed, and what is answered for'],
];

const BOUNDARIES: readonly (readonly [what: string, by: string])[] = [
  ['outside and cluster', 'Ingress and Gateway with TLS, no node ports, listed sources; what is in front of them is the cloud’s'],
  ['tenant and tenant', 'namespaces, default-deny policies, roles in namespaces, nodes of their own'],
  ['app and app', 'one ServiceAccount and one policy for each app, both sides declare a call'],
  ['container and node', 'Pod Security restricted: no root, no capabilities, seccomp, no host paths'],
  ['pod and API server', 'no token unless it is asked for; then short-lived, for one audience, with a role of its own'],
  ['author and cluster', 'the gate: what a rule refuses is not written, and what is accepted has an owner and a last day'],
];

const ACTORS: readonly (readonly [who: string, what: string])[] = [
  ['hostile tenant', 'has what the roles of a tenant give, and adds whatever they allow'],
  ['compromised app', 'runs code in one container, with its network, files and token'],
  ['stolen token', 'is used from anywhere that reaches the API server'],
  ['outsider', 'reaches what is published, and whatever should not be'],
  ['careless operator', 'means well, and applies what was not meant'],
];

/** What comes before the table of threats in the document: what is protected, from whom, where, and what is taken for granted. */
export function threatsIntroduction(): readonly string[] {
  return [
    'What is tried against a platform that tenants share, what its manifests do about it, what stays open, and whose job the rest is.',
    '',
    '## What is protected',
    '',
    ...table(['asset', 'why'], ASSETS),
    '## Trust boundaries',
    '',
    ...table(['boundary', 'kept by'], BOUNDARIES),
    '## Actors',
    '',
    ...table(['actor', 'what it can do'], ACTORS),
    '## Assumptions',
    '',
    'By the names that `palisade prove` gives them; [prove.md](prove.md) tells more.',
    '',
    ...table(
      ['name', 'what is taken for granted'],
      ASSUMED.map(([name, text]) => [`\`${name}\``, text] as const),
    ),
    '## Method',
    '',
    'Threats are sorted by [STRIDE](https://learn.microsoft.com/azure/security/develop/threat-modeling-tool-threats). Each mitigation names',
    'the objects that need it and the rules that guard it: an object without a finding of these rules counts as held, one with a finding as',
    'open, and one whose findings somebody accepts as accepted until the exemption ends. Where a rule was not asked, or not told what it has',
    'to know, the mitigation is not known, and neither is the threat.',
    '',
    ...table(
      ['status', 'meaning'],
      [
        ['mitigated', 'every mitigation that is needed here holds everywhere'],
        ['partly', 'there are warnings, or findings that somebody accepts for a while'],
        ['open', 'a rule of severity error has a finding that nobody accepts, or no mitigation holds anywhere'],
        ['not known', 'a rule that would tell was not asked, or not told enough'],
        ['does not arise', 'no object here needs a mitigation'],
        ['outside', 'it lies outside of manifests'],
      ],
    ),
  ];
}

/** A table, with an empty line after it. */
function table(columns: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const row = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [row(columns), row(columns.map(() => '---')), ...rows.map(row), ''];
}
