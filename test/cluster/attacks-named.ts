import type { KubernetesObject, Manifest } from '../../analysis/manifest';
import type { PlacementFacts } from '../../analysis/placement/pods';
import type { Aspect } from '../../analysis/proof/opening';
import { type Proof, proofOf } from '../../analysis/proof/proof';
import { READING_LIMITS } from '../../analysis/reading/documents';
import { readFiles } from '../../cli/files';
import { DIST } from './example';

/** How `palisade prove` tells of something that Kubernetes does not refuse. */
export type Named =
  /** Of the manifests with the object: a way that is there, by the start of what is said of it. */
  | { readonly opening: string; readonly aspect: Aspect }
  /** Of the manifests without the object: a way that a hostile tenant can make. */
  | { readonly hostile: string }
  /** Of the manifests without the object: something that a tenant may do. */
  | { readonly power: string }
  /** What every verdict takes for granted, by name; of the object, where it is about that. */
  | { readonly assumption: string; readonly about?: string }
  /** And why not. */
  | { readonly nothing: string };

const WITHIN = { power: 'write-workloads' } as const;
const BY_SELECTOR = { aspect: 'nodes', opening: 'its node selector admits nodes that are not its tenant’s' } as const;
const BY_TOLERATION = { aspect: 'nodes', opening: 'whether it lands there is not known' } as const;
const BY_NAME = { aspect: 'nodes', opening: 'it names the node ' } as const;
const ONE_POD = 'nothing: it opens no way to another tenant; the proof takes whatever runs in a pod for hostile';

/** By attempt, or by what a pod asks for, for every gap of the tables. */
const NAMED: Readonly<Record<string, Named>> = {
  'a pod with an image by a tag that may move': { nothing: ONE_POD },
  'a pod with an image of a registry that the platform does not allow': { nothing: ONE_POD },
  'a pod with a root file system that can be written': { nothing: ONE_POD },
  'a pod with running as the ServiceAccount of another app, with its API token': WITHIN,
  'a pod with a mount of any Secret of the namespace, though RBAC lets nobody read it': WITHIN,
  'a pod with a projected token for any audience': {
    nothing: 'nothing: the token is of the tenant itself; what somebody outside the cluster gives for it, no manifest says',
  },
  "a pod with another app's label, and with it what NetworkPolicies open for that app": { assumption: 'labels' },
  'a pod with a priority that the cluster made for somebody else': {
    nothing: 'nothing: whose pods give way to whose is no part of the proof, which is about ways and not about room',
  },
  "a pod with the node's user namespace, where the example's pods have their own": { assumption: 'kernel' },
  'a pod with a probe that makes the kubelet call another host': { assumption: 'own-node' },
  'a Service that takes the traffic for an address of its own choice (externalIPs)': {
    hostile: 'whether the admission plugin DenyServiceExternalIPs is on is not known: its Services may take the traffic of others',
  },
  'a Service that is an alias of another name (ExternalName), such as for an ingress controller to follow into another tenant': {
    ...{ assumption: 'services-elsewhere', about: 'online-boutique/alias' },
  },
  "an Ingress for another tenant's host name": { hostile: 'it may publish a host name of another' },
  'a claim to a volume that the cluster holds ready for somebody else': {
    nothing: 'nothing: who gets which volume is no part of the proof',
  },
  'a token that never expires, of any ServiceAccount of the namespace, by who was granted write-secrets and read-secrets': {
    power: 'mint-token-secrets',
  },
  'a Deployment that names a node of another tenant, and makes pods for as long as they are removed': BY_NAME,
  'for nothing at all': { aspect: 'nodes', opening: 'it asks for no nodes of its tenant' },
  "for a node of another tenant, with that tenant's toleration": BY_TOLERATION,
  'for a node of another tenant, with a toleration of every pool': BY_TOLERATION,
  'for a node of another tenant, with a toleration of everything': BY_TOLERATION,
  "by name for a node of another tenant, with that tenant's toleration": BY_TOLERATION,
  'by name for a node of another tenant, with a toleration of everything': BY_TOLERATION,
  'for a node that others share': BY_SELECTOR,
  'for the pool that others share': BY_SELECTOR,
  'by name for a node that others share': BY_NAME,
};

/**
 * How the proof names an attempt.
 *
 * @throws when the table does not say
 */
export function namedFor(attempt: string): Named {
  const named = NAMED[attempt];
  if (named === undefined) throw new Error(`how the proof names '${attempt}' is not in the table`);
  return named;
}

/** With the admission plugins, of a pod by name. */
export const KEPT_BY_KUBELET: Named = {
  nothing: 'nothing: its kubelet refuses the pod, and the proof counts on that',
};

const { manifests: EXAMPLE } = readFiles([DIST], { ...READING_LIMITS, mebibytes: 64 });
const FACTS = { minor: 36, extendedResourceToleration: 'off' } as const;
const proofs = new Map<string, Proof>();

/** What is to be proved: objects beside the example, of which tenant, and whether the admission plugins for pools are on. */
export interface Attack {
  readonly tenant: string;
  /** What is sent. */
  readonly objects: readonly object[];
  /** What somebody was granted to send it, beyond the example. */
  readonly grants?: readonly object[];
  readonly plugins?: PlacementFacts['podNodeSelector'];
}

/**
 * How the proof names an attack, as docs/verified.md tells it.
 *
 * @throws when it does not, or when it would in any case
 */
export function namedByProof(named: Named, { tenant, objects, grants = [], plugins = 'off' }: Attack): string {
  const proved = (key: string, manifests: readonly Manifest[]) => {
    const known = proofs.get(`${key} ${plugins}`);
    if (known !== undefined) return known;
    const proof = proofOf(manifests, { ...FACTS, podNodeSelector: plugins, podTolerationRestriction: plugins });
    if (key !== '') proofs.set(`${key} ${plugins}`, proof);
    return proof;
  };
  const example = proved('the example', EXAMPLE);
  const granted = grants.length === 0 ? example : proved('', [...EXAMPLE, ...asManifests(grants)]);
  // Without any right of the tenant's people, nothing of theirs is to be told.
  const without = proved(
    `without ${tenant}`,
    EXAMPLE.filter(({ object }) => object.kind !== 'RoleBinding' || object.metadata.namespace !== tenant),
  );
  const expectOnly = (is: boolean, was: boolean, what: string) => {
    if (!is) throw new Error(`the proof does not tell of ${what}`);
    if (was) throw new Error(`the proof tells of ${what} in any case`);
  };
  const full = () => proved('', [...EXAMPLE, ...asManifests([...grants, ...objects])]);
  if ('opening' in named) {
    const isTold = ({ openings }: Proof) =>
      openings.some(({ aspect, text, from }) => aspect === named.aspect && text.startsWith(named.opening) && from.includes(tenant));
    expectOnly(isTold(full()), isTold(example), `the opening '${named.opening}'`);
    return `${named.aspect}: ${named.opening.trim()}`;
  }
  const mine = ({ hostile }: Proof) => hostile.find((each) => each.tenant === tenant);
  if ('hostile' in named) {
    const isTold = (proof: Proof) => mine(proof)?.openings.some(({ text }) => text.startsWith(named.hostile)) ?? false;
    expectOnly(isTold(granted), isTold(without), `'${named.hostile}' of a hostile ${tenant}`);
    return `if the tenant is hostile: ${named.hostile}`;
  }
  if ('power' in named) {
    const isTold = (proof: Proof) => mine(proof)?.powers.includes(named.power) ?? false;
    expectOnly(isTold(granted), isTold(without), `the power ${named.power} of ${tenant}`);
    return `the power \`${named.power}\` of the tenant`;
  }
  if ('assumption' in named) {
    const about = named.about ?? '';
    const isTold = ({ assumptions }: Proof) => assumptions.get(named.assumption)?.includes(about) ?? false;
    expectOnly(isTold(full()), about !== '' && isTold(example), `the assumption '${named.assumption}' about '${about}'`);
    return `the assumption \`${named.assumption}\``;
  }
  const openings = ({ openings: all, hostile }: Proof) => JSON.stringify([all.map(told), hostile.map((each) => each.openings.map(told))]);
  if (openings(full()) !== openings(granted)) throw new Error(`the proof does tell of it, though it should not: ${named.nothing}`);
  return named.nothing;
}

function told({ aspect, standing, from, to, text }: Proof['openings'][number]): readonly unknown[] {
  return [aspect, standing, from, to, text];
}

function asManifests(objects: readonly object[]): readonly Manifest[] {
  return objects.map((object) => ({ object: object as KubernetesObject, source: 'sent to the API server' }));
}
