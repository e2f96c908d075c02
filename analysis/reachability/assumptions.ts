import { type Manifest, stringAt } from '../manifest';
import { allowedBy, ciliumPoliciesIn, policiesIn } from '../network/cilium-policies';
import { cniOf } from '../network/cni';
import { DIRECTIONS, type Policy } from '../network/network-policies';
import { commonOf, portsFrom } from '../network/port-sets';
import type { Directory } from './endpoints';
import type { Path } from './paths';
import type { ClusterFacts } from './peers';
import type { ResolvedService } from './services';
import type { Tiers } from './tiers';

/** What an answer rests on and no policy can make true. */
export interface Assumption {
  readonly name: string;
  readonly text: string;
  /** What it is about, where that is something in particular. */
  readonly about: readonly string[];
}

interface Case {
  readonly manifests: readonly Manifest[];
  readonly directory: Directory;
  readonly facts: ClusterFacts;
  readonly tiers: Tiers;
  readonly services: readonly ResolvedService[];
  readonly paths: () => readonly Path[];
}

/** Everything that the answers about a cluster take for granted, each only where it applies. */
export function assumptionsOf(known: Case): readonly Assumption[] {
  const { directory, manifests } = known;
  if (directory.pods.length === 0) return [];
  const policies = policiesIn(manifests);
  return [...always(known, policies), ...plugins(known, policies), ...beyond(known)];
}

/** What holds for every cluster. */
function always({ facts }: Case, policies: readonly Policy[]): readonly Assumption[] {
  const enforces = facts.cni === undefined ? undefined : cniOf(facts.cni)?.enforcesNetworkPolicy;
  const isIgnored = enforces === false && policies.length > 0;
  return [
    ...(isIgnored
      ? [assumption('policies-not-enforced', `${facts.cni} does not enforce network policies: nothing here is closed`)]
      : enforces === undefined && policies.length > 0
        ? [assumption('policies-enforced', 'the network plugin enforces network policies; without one that does, nothing here is closed')]
        : []),
    assumption('own-node', 'a node reaches the pods that run on it, whatever policies say: its kubelet, and pods on its network'),
    assumption(
      'api-server',
      'pods/exec, pods/portforward and the proxies of pods, services and nodes go through the API server: permissions decide',
    ),
    assumption('labels', 'whoever may create or relabel pods in a namespace can give them the labels, and so the paths, of any pod there'),
    assumption(
      'established',
      'a connection that is open when a policy comes may stay open, and a pod may start before its policies are in force',
    ),
    assumption('ports-only', 'policies are about TCP, UDP and SCTP; ICMP and other protocols are not told'),
  ];
}

/** What differs between network plugins. */
function plugins({ manifests, facts, tiers }: Case, policies: readonly Policy[]): readonly Assumption[] {
  const rules = policies.flatMap((policy) =>
    DIRECTIONS.flatMap((direction) => allowedBy(policy, direction).map((rule) => ({ policy, rule, direction }))),
  );
  const isCilium = facts.cni === 'cilium' || facts.cni === 'gke-dataplane-v2';
  const blocks = new Set(rules.flatMap(({ rule }) => (rule.peers ?? []).flatMap((peer) => (peer.kind === 'block' ? [peer.cidr] : []))));
  const ofBlocks = facts.podBlocks === undefined && !isCilium ? [...blocks] : [];
  const sources = rules.filter(({ rule, direction }) => direction === 'ingress' && rule.peers?.some(({ kind }) => kind === 'block'));
  const cilium = isCilium ? [] : ciliumPoliciesIn(manifests).map(policyText);
  const ranges = rules.filter(({ rule }) => rule.ports?.some(({ first, last }) => first !== last));
  const administrators = tiers.rules.filter(({ priority }) => priority >= 0).map(({ policy }) => policyText(policy));
  return [
    ...(ofBlocks.length > 0
      ? [
          assumption(
            'blocks-of-pods',
            'an ipBlock may be about addresses of pods, or not: that differs between plugins, and is not decided here',
            ofBlocks,
          ),
        ]
      : []),
    ...(sources.length > 0
      ? [
          assumption(
            'source-addresses',
            'a load balancer or node may replace the address of a sender before or after policies see it',
            unique(sources.map(({ policy }) => policyText(policy))),
          ),
        ]
      : []),
    ...(cilium.length > 0
      ? [assumption('cilium', 'policies of Cilium count only where Cilium is the network plugin', unique(cilium))]
      : []),
    ...(ranges.length > 0
      ? [
          assumption(
            'port-ranges',
            'the plugin knows endPort; one that does not enforces the first port alone',
            unique(ranges.map(({ policy }) => policyText(policy))),
          ),
        ]
      : []),
    ...(administrators.length > 0
      ? [
          assumption(
            'admin-policies',
            'the plugin knows policies of administrators; those of equal priority are asked in an order that nobody promises',
            unique(administrators),
          ),
        ]
      : []),
  ];
}

/** What leads past policies. */
function beyond({ directory, services, paths }: Case): readonly Assumption[] {
  const hosts = directory.pods.filter(({ hostNetwork }) => hostNetwork).map(({ name }) => name);
  const elsewhere = services.filter(({ isElsewhere }) => isElsewhere).map(({ name }) => name);
  const named = [...directory.namespaces.values()]
    .filter(({ isComplete }) => !isComplete)
    .map(({ name }) => (name === '' ? '(none)' : name));
  const dns = portsFrom('ANY', 53, 53);
  const asksNames = paths().some(
    ({ from, to, ports }) =>
      from.some(({ kind }) => kind === 'pods') &&
      to.some(({ kind }) => kind !== 'pods' && kind !== 'stranger') &&
      commonOf(ports, dns).length > 0,
  );
  return [
    ...(hosts.length > 0
      ? [
          assumption(
            'host-network',
            'these pods are on the network of their nodes: no policy selects them, and they reach every pod of their node',
            hosts,
          ),
        ]
      : []),
    ...(elsewhere.length > 0
      ? [assumption('services-elsewhere', 'these Services have no selector of pods: what is behind them is not told', elsewhere)]
      : []),
    ...(named.length > 0
      ? [assumption('namespace-labels', 'these namespaces have no object here: which labels they have is not known', named)]
      : []),
    ...(asksNames ? [assumption('dns', 'whoever may ask a DNS server can send anything out, and get anything in, as names')] : []),
  ];
}

function assumption(name: string, text: string, about: readonly string[] = []): Assumption {
  return { name, text, about };
}

function policyText({ manifest: { object } }: Policy): string {
  const namespace = stringAt(object, 'metadata', 'namespace');
  return `${namespace === undefined ? '' : `${namespace}/`}${stringAt(object, 'metadata', 'name') ?? ''}`;
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
