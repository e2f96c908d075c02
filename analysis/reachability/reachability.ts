import type { Manifest } from '../manifest';
import { commonOf } from '../network/port-sets';
import { type Assumption, assumptionsOf } from './assumptions';
import { directoryOf, type Endpoint } from './endpoints';
import { type Path, pathsOf } from './paths';
import { type ClusterFacts, portsAt } from './peers';
import { Reasons, type RuleReference } from './reasons';
import { type ResolvedService, servicesIn } from './services';
import { Tiers } from './tiers';
import { type Port, type Verdict, verdictOf } from './verdict';

export { declarationsOf } from './consent';

/** Who can reach whom, by the policies of a cluster. */
export interface Network {
  /** The pods of the manifests, and for each of their namespaces a pod that is not among them. */
  readonly endpoints: readonly Endpoint[];
  readonly services: readonly ResolvedService[];
  /** What is open; nothing that is closed. */
  paths(): readonly Path[];
  /** Whether one endpoint reaches another, on a port or on any, and why. */
  ask(from: Endpoint, to: Endpoint, port?: Port): Verdict;
  /** The rules that open a path. */
  because(path: Path): readonly RuleReference[];
  /** What the answers take for granted. */
  assumptions(): readonly Assumption[];
}

/**
 * The network of a cluster, under the exact semantics of NetworkPolicy, and of policies of Cilium and of administrators as far as they are
 * about labels, addresses and ports.
 *
 * https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function networkOf(manifests: readonly Manifest[], facts: ClusterFacts = {}): Network {
  const directory = directoryOf(manifests);
  const surroundings = { namespaces: directory.namespaces, facts };
  const tiers = new Tiers(manifests, surroundings);
  const reasons = new Reasons(manifests, directory, surroundings, tiers);
  const parts = { directory, surroundings, reasons, tiers };
  const services = servicesIn(manifests, directory);
  let found: readonly Path[] | undefined;
  const paths = () => {
    found ??= pathsOf(parts);
    return found;
  };
  return {
    endpoints: [...directory.pods, ...[...directory.namespaces.values()].map(({ stranger }) => stranger)],
    services,
    paths,
    ask: (from, to, port) => verdictOf(parts, from, to, port),
    because: rulesOf,
    assumptions: () => assumptionsOf({ manifests, directory, facts, tiers, services, paths }),
  };
}

/** A path may have been narrowed to some of its ports: rules about others do not open it. */
function rulesOf({ from, to, ports, egress, ingress }: Path): readonly RuleReference[] {
  const found = new Map<RuleReference['rule'], RuleReference>();
  for (const [reasons, ends] of [
    [egress, from],
    [ingress, to],
  ] as const) {
    for (const { holders, ports: own } of reasons) {
      if (to.every((each) => commonOf(portsAt(own, each).could, ports).length === 0)) continue;
      for (const each of ends) for (const reference of holders.get(each)?.rules ?? []) found.set(reference.rule, reference);
    }
  }
  return [...found.values()];
}
