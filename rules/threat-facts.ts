import { ASPECTS } from '../analysis/proof/opening';
import { isolationOf } from './breaches';
import type { Cluster, Rule } from './rule';

/** What rules have to be told, because no manifest says it. */
const FACTS = {
  complete: 'whether the files are all that is applied (--complete)',
  cni: 'which network plugin there is (cni in palisade.yaml)',
  registries: 'which registries are allowed (registries in palisade.yaml)',
} as const;

type Fact = keyof typeof FACTS;

/** Rules that find nothing, or not all, when they are not told: that they are silent means nothing then. */
export const NEEDS: ReadonlyMap<string, readonly Fact[]> = new Map<string, readonly Fact[]>([
  ['default-service-account-off', ['complete']],
  ['image-registry', ['registries']],
  ['namespace-requests-limited', ['complete']],
  ['network-policy-enforced', ['cni']],
  ['object-name', ['complete']],
  ['policy-peer-exists', ['complete']],
  ['policy-port-exists', ['complete']],
  ['policy-selects-pods', ['complete']],
  ['port-exists', ['complete']],
  ['reference-exists', ['complete']],
  ['route-backend-exists', ['complete']],
  ['service-monitor-target', ['complete']],
  ['service-selector-set', ['complete']],
  ['tenant-network-isolated', ['complete', 'cni']],
  ['tenant-nodes-isolated', ['complete']],
  ['tenant-permissions-isolated', ['complete']],
]);

/** Which rules were asked, and which of them were silent for want of facts. */
export interface Inquiry {
  readonly rules: ReadonlySet<string>;
  /** Whether files about the control plane were given. @default false */
  readonly hasControlPlane?: boolean;
  /** Why silence of a rule does not mean that nothing is wrong. */
  readonly doubts: ReadonlyMap<string, string>;
}

/** What silence of the rules means that were asked about a cluster. */
export function inquiryOf(cluster: Cluster, rules: readonly Rule[]): Inquiry {
  const asked = new Set(rules.map(({ id }) => id));
  const untold = new Set<Fact>([
    ...(cluster.complete ? [] : (['complete'] as const)),
    ...(cluster.cni === undefined ? (['cni'] as const) : []),
    ...(cluster.registries.length === 0 ? (['registries'] as const) : []),
  ]);
  const missing = [...NEEDS].flatMap(([rule, facts]) => {
    const missed = facts.filter((fact) => untold.has(fact));
    return missed.length === 0 ? [] : [[rule, `'${rule}' was not told ${missed.map((fact) => FACTS[fact]).join(' and ')}`] as const];
  });
  const hasControlPlane = cluster.controlPlane !== undefined;
  return { rules: asked, hasControlPlane, doubts: new Map([...unproven(cluster, asked), ...missing]) };
}

/** The rules about tenants find what is broken; what is not proven is not told by them. */
function unproven(cluster: Cluster, asked: ReadonlySet<string>): readonly (readonly [rule: string, doubt: string])[] {
  const aspects = ASPECTS.filter((aspect) => asked.has(`tenant-${aspect}-isolated`));
  const openings = aspects.length === 0 ? [] : (isolationOf(cluster)?.openings ?? []);
  return aspects.flatMap((aspect) => {
    const first = openings.find((opening) => opening.aspect === aspect && opening.standing === 'not proven');
    return first === undefined ? [] : [[`tenant-${aspect}-isolated`, `not all is proven: ${first.text}`] as const];
  });
}

/** Why silence of a rule does not mean that nothing is wrong; `undefined` where it does. */
export function doubtAbout(rule: string, { rules, doubts }: Inquiry): string | undefined {
  return rules.has(rule) ? doubts.get(rule) : `'${rule}' was not asked`;
}
