import type { Manifest } from '../manifest';
import { DIRECTIONS, type Direction, networkPoliciesIn, type Policy, policyName, rulesOf } from '../network/network-policies';
import { portSetText } from '../network/port-sets';
import type { Reason as Blame } from '../placement/reason';
import { consentOf, isOf } from '../reachability/consent';
import { type Endpoint, NAMESPACE_NAME } from '../reachability/endpoints';
import type { Path } from '../reachability/paths';
import type { Network } from '../reachability/reachability';
import type { RuleReference } from '../reachability/reasons';
import { selectsAll } from '../selectors';
import type { Opening, Side } from './opening';
import type { Tenancy } from './tenants';

/** More pairs than that of one path are judged together: then nothing is consent unless it is for all of them. */
const MOST = 1000;

interface Case {
  readonly network: Network;
  readonly tenancy: Tenancy;
  /** The policies of a namespace that are about every pod there. */
  readonly walls: ReadonlyMap<string, readonly Policy[]>;
}

/** Some endpoints of a path that belong together. */
interface Ends {
  readonly side: Side;
  readonly endpoints: readonly Endpoint[];
}

/**
 * The ways over the network from tenant to tenant, and between tenants and whoever is in no manifest. Those that somebody names (a
 * namespace by its name, addresses with a declaration) are not ways to anybody.
 */
export function networkOpenings(manifests: readonly Manifest[], network: Network, tenancy: Tenancy): readonly Opening[] {
  const walls = new Map<string, Policy[]>();
  for (const policy of networkPoliciesIn(manifests)) {
    if (!selectsAll(policy.pods)) continue;
    const namespace = policy.manifest.object.metadata.namespace ?? '';
    walls.set(namespace, [...(walls.get(namespace) ?? []), policy]);
  }
  const known: Case = { network, tenancy, walls };
  return [...network.paths().flatMap((path) => openingsOf(path, known)), ...hostOpenings(known)];
}

/** The namespaces that policies call by their names, and that no manifest has. */
export function namedNamespaces(network: Network): readonly string[] {
  const found = new Set<string>();
  for (const { from, to } of network.paths()) {
    for (const each of [...from, ...to]) {
      if (each.kind !== 'outside' || !each.isPinned) continue;
      const pin = each.namespaces.requirements.find(({ key }) => key === NAMESPACE_NAME);
      for (const name of pin?.values ?? []) found.add(name);
    }
  }
  return [...found].sort();
}

/** Pods on the network of their node: no path tells of them, as no policy counts for them. */
function hostOpenings({ network, tenancy }: Case): readonly Opening[] {
  return network.endpoints.flatMap((each): readonly Opening[] => {
    const tenant = each.kind === 'pods' && each.hostNetwork ? tenancy.of(each.namespace) : undefined;
    if (each.kind !== 'pods' || tenant === undefined) return [];
    const reasons = each.workloads.slice(0, MOST_BLAMED).map(({ manifest, pod }): Blame => {
      return { text: 'it is on the network of its node', where: { manifest, pointer: `${pod.pointer}/hostNetwork` } };
    });
    const shown = {
      aspect: 'network',
      standing: 'broken',
      text: 'no policy counts for pods on the network of their node',
      reasons,
    } as const;
    return [
      { ...shown, from: [tenant], to: 'anybody else', path: [each.name, 'anywhere'], more: 0 },
      { ...shown, from: 'every tenant', to: [tenant], path: ['anywhere', each.name], more: 0 },
    ];
  });
}

function openingsOf(path: Path, known: Case): readonly Opening[] {
  const [from, to] = [tenantsIn(path.from, known.tenancy), tenantsIn(path.to, known.tenancy)];
  const [distantFrom, distantTo] = [distantIn(path.from), distantIn(path.to)];
  const between = isWithin(from, to) ? [] : pairsOf(from, to);
  const inward = distantFrom.flatMap((one) => to.map((other) => [one, other] as const));
  const outward = distantTo.flatMap((other) => from.map((one) => [one, other] as const));
  return [...between, ...inward, ...outward].flatMap(([one, other]) => openingOf(path, one, other, known) ?? []);
}

function isWithin([one, ...more]: readonly Ends[], [other, ...others]: readonly Ends[]): boolean {
  if (one === undefined || other === undefined) return true;
  return more.length === 0 && others.length === 0 && one.side[0] === other.side[0];
}

function pairsOf(from: readonly Ends[], to: readonly Ends[]): readonly (readonly [Ends, Ends])[] {
  if (from.length * to.length > MOST) return [[together(from), together(to)]];
  return from.flatMap((one) => to.flatMap((other) => (one.side[0] === other.side[0] ? [] : [[one, other] as const])));
}

function together(all: readonly Ends[]): Ends {
  return { side: all.flatMap(({ side }) => side), endpoints: all.flatMap(({ endpoints }) => endpoints) };
}

function tenantsIn(endpoints: readonly Endpoint[], tenancy: Tenancy): readonly Ends[] {
  const found = new Map<string, Endpoint[]>();
  for (const each of endpoints) {
    if (each.kind !== 'pods' && each.kind !== 'stranger') continue;
    const tenant = tenancy.of(each.namespace);
    if (tenant === undefined) continue;
    const list = found.get(tenant);
    if (list === undefined) found.set(tenant, [each]);
    else list.push(each);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([tenant, some]) => ({ side: [tenant], endpoints: some }));
}

/** Whoever is in no manifest and is not named. */
function distantIn(endpoints: readonly Endpoint[]): readonly Ends[] {
  return endpoints
    .filter((each) => each.kind !== 'pods' && each.kind !== 'stranger' && !(each.kind === 'outside' && each.isPinned))
    .map((each) => ({ side: 'anybody else', endpoints: [each] }));
}

function openingOf(path: Path, from: Ends, to: Ends, known: Case): Opening | undefined {
  const part: Path = { ...path, from: from.endpoints, to: to.endpoints };
  const isDistant = from.side === 'anybody else' || to.side === 'anybody else';
  // Who is reached has to agree; to reach whoever is in no manifest, the sender.
  const direction: Direction = to.side === 'anybody else' ? 'egress' : 'ingress';
  const rules = known.network.because(part);
  const own = rules.filter(({ rule }) => isOf(rule.pointer, direction));
  const { lines, silent } = consentOf(part, rules, direction);
  const reasons = direction === 'egress' ? path.egress : path.ingress;
  const isRuled = reasons.every(({ kind }) => kind === 'rule') && own.length > 0;
  const isDeclared = isRuled && silent.length === 0;
  if (isDeclared && isDistant) return undefined;
  const shown = { path: wayOf(part), more: 0, aspect: 'network' as const, from: from.side, to: to.side };
  if (isDeclared && path.verdict === 'allow') {
    return {
      ...shown,
      ...{
        standing: 'open by consent',
        text: `declared: ${lines.join('; ')}`,
      },
      reasons: own.map((reference) => ({ text: `${nameOf(reference)} declares it`, where: declaredAt(reference) })),
    };
  }
  const others = isRuled ? [] : openReasons(part, direction, known);
  const blamed = silent.length > 0 ? silent : others.length > 0 ? [] : rules;
  const standing = path.verdict === 'allow' && !isUnsure(from, to) ? 'broken' : 'not proven';
  return {
    ...shown,
    ...{ standing, text: standing === 'broken' ? 'nobody declares that it is open' : unsureText(path, from, to) },
    reasons: [...others, ...blamed.map(blameOf), ...accepted(part, direction, known)],
  };
}

/** Blocks may be about pods or not, and whose the labels of an unknown namespace are nobody knows. */
function isUnsure(...ends: readonly Ends[]): boolean {
  return ends.some(({ side, endpoints: [each] }) => {
    if (side !== 'anybody else' || each === undefined || each.kind === 'anywhere') return false;
    return !(each.kind === 'outside' && selectsAll(each.namespaces));
  });
}

function unsureText({ verdict }: Path, from: Ends, to: Ends): string {
  const named = [from, to].find((ends) => isUnsure(ends))?.endpoints[0];
  if (named?.kind === 'addresses') return `${named.name} may be about addresses of pods, or not`;
  if (named?.kind === 'outside') return `whose namespaces '${named.name}' means is not known`;
  return verdict === 'allow' ? 'whom that means is not known' : 'whether it is open depends on what no manifest says';
}

/** Why a direction is open that no rule opens. */
function openReasons({ from, to, egress, ingress }: Path, direction: Direction, { tenancy, walls }: Case): readonly Blame[] {
  const [ends, reasons] = direction === 'egress' ? [from, egress] : [to, ingress];
  const namespaces = new Set(ends.flatMap((each) => (each.kind === 'pods' || each.kind === 'stranger' ? [each.namespace] : [])));
  if (!reasons.some(({ kind }) => kind === 'open')) return [];
  return [...namespaces].slice(0, MOST_BLAMED).flatMap((namespace): readonly Blame[] => {
    const half = (walls.get(namespace) ?? []).filter((policy) => !policy.isolates.has(direction) && allowsNothing(policy));
    const text = `no policy closes ${direction} of every pod in '${namespace}'`;
    const object = tenancy.objectOf(namespace);
    if (half.length === 0 && object !== undefined) return [{ text, where: { manifest: object, pointer: '/metadata/name' } }];
    if (half.length === 0) {
      const pod = ends.find((each) => each.kind === 'pods' && each.namespace === namespace);
      const manifest = pod?.kind === 'pods' ? pod.workloads[0]?.manifest : undefined;
      return [{ text, where: manifest && { manifest, pointer: '/metadata/namespace' } }];
    }
    return half.map(({ manifest }) => ({ text, where: { manifest, pointer: '/spec/policyTypes' } }));
  });
}

const MOST_BLAMED = 5;

/** The policies of administrators that accept it: they win over those of namespaces. */
function accepted({ from, to, egress, ingress }: Path, direction: Direction, { network }: Case): readonly Blame[] {
  const [[one], [other], reasons] = [from, to, direction === 'egress' ? egress : ingress];
  if (one === undefined || other === undefined || !reasons.some(({ kind }) => kind === 'accepted')) return [];
  return network
    .ask(one, other)
    .because.flatMap((side) =>
      side.direction !== direction
        ? []
        : side.decidedBy
            .filter(({ action }) => action === 'accept')
            .map(({ policy, pointer }) => ({ text: `${policyName(policy)} accepts it`, where: { manifest: policy.manifest, pointer } })),
    );
}

/** A policy that is there to close, and not to open something. */
function allowsNothing(policy: Policy): boolean {
  return DIRECTIONS.every((direction) => rulesOf(policy, direction).length === 0);
}

function wayOf({ from, to, ports }: Path): readonly string[] {
  return [namesOf(from), `${namesOf(to)} ${portSetText(ports)}`];
}

function namesOf(endpoints: readonly Endpoint[]): string {
  const names = endpoints.map(({ name }) => name).sort();
  return names.length <= 3 ? names.join(', ') : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
}

function nameOf({ policy }: RuleReference): string {
  return policyName(policy);
}

function declaredAt({ policy: { manifest } }: RuleReference): NonNullable<Blame['where']> {
  return { manifest, pointer: '/metadata/annotations/palisade.dev~1allows' };
}

function blameOf(reference: RuleReference): Blame {
  return { text: `${nameOf(reference)} opens it`, where: { manifest: reference.policy.manifest, pointer: reference.rule.pointer } };
}
