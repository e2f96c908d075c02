import { pluginFacts } from '../analysis/admission-plugins';
import { ofKind } from '../analysis/kinds';
import { type Manifest, stringAt } from '../analysis/manifest';
import { type Aspect, type Opening, sideText } from '../analysis/proof/opening';
import { type Analyses, type Proof, type ProofFacts, proofOf } from '../analysis/proof/proof';
import { TENANT } from '../analysis/tenancy';
import type { Cluster, Violation } from './rule';

/** What the proof of a whole cluster says of the tenants that it declares. */
export interface Isolation {
  readonly proof: Proof;
  /** The first Namespace of each tenant that a label declares. */
  readonly declared: ReadonlyMap<string, Manifest>;
  /** What is open from or to one of them; who names no nodes has asked for none of its own. */
  readonly openings: readonly (Opening & { readonly isHostile: boolean })[];
}

const worked = new WeakMap<Cluster, Isolation | undefined>();

/**
 * Worked out once for each cluster; `undefined` where manifests are missing, so that nothing is proved, or no tenant is declared.
 *
 * @param analyses of the cluster's manifests, from whoever has them already
 */
export function isolationOf(cluster: Cluster, analyses?: Analyses): Isolation | undefined {
  if (!worked.has(cluster)) worked.set(cluster, isolationIn(cluster, analyses));
  return worked.get(cluster);
}

/** What is known of a cluster besides its manifests, as analyses and proofs ask for it. */
export function proofFactsOf({ minor, cni, admissionPlugins, ingress }: Cluster): ProofFacts {
  return { minor, ...pluginFacts(admissionPlugins), ...ingress, cni: cni?.name };
}

function isolationIn(cluster: Cluster, analyses: Analyses | undefined): Isolation | undefined {
  const { manifests, complete } = cluster;
  const declared = complete ? declaredIn(manifests) : new Map<string, Manifest>();
  if (declared.size === 0) return undefined;
  const proof = proofOf(manifests, proofFactsOf(cluster), analyses);
  const nodeless = new Set(proof.nodeless);
  const known = new Set(proof.tenants);
  const isMeant = ({ aspect, from, to }: Opening) => {
    // Whoever runs what is in no manifest is no tenant: that somebody was let in from there say rules about permissions.
    if (typeof from !== 'string' && !from.some((tenant) => known.has(tenant))) return false;
    const isDeclared = [from, to].some((side) => side === 'every tenant' || namesIn(side).some((tenant) => declared.has(tenant)));
    // Whose nodes it is about: those that somebody lands on, or those that are left.
    const owners = namesIn(to === 'anybody else' ? from : to);
    return isDeclared && !(aspect === 'nodes' && owners.length > 0 && owners.every((tenant) => nodeless.has(tenant)));
  };
  const openings = [
    ...proof.openings.map((opening) => ({ ...opening, isHostile: false })),
    ...proof.hostile.flatMap((each) => each.openings.map((opening) => ({ ...opening, isHostile: true }))),
  ].filter(isMeant);
  return { proof, declared, openings };
}

function declaredIn(manifests: readonly Manifest[]): ReadonlyMap<string, Manifest> {
  const declared = new Map<string, Manifest>();
  for (const manifest of ofKind(manifests, '', 'Namespace')) {
    const tenant = stringAt(manifest.object, 'metadata', 'labels', TENANT) ?? '';
    if (tenant !== '' && !declared.has(tenant)) declared.set(tenant, manifest);
  }
  return declared;
}

function namesIn(side: Opening['from']): readonly string[] {
  return typeof side === 'string' ? [] : side;
}

const WORDS: Readonly<Record<Aspect, readonly [is: string, would: string]>> = {
  network: ['can reach', 'could reach'],
  permissions: ['may act on', 'could act on'],
  nodes: ['may run on nodes of', 'could run on nodes of'],
};

/** What breaks the isolation of declared tenants: one violation for each field to repair, with the first of the ways that it opens. */
export function* breachesOf(cluster: Cluster, aspect: Aspect): Generator<Violation> {
  const isolation = isolationOf(cluster);
  if (isolation === undefined) return;
  const own = new Set(cluster.manifests);
  const places = new Map<Manifest, Map<string, { readonly opening: Isolation['openings'][number]; more: number }>>();
  for (const opening of isolation.openings) {
    if (opening.aspect !== aspect || opening.standing !== 'broken') continue;
    const { manifest, pointer } = placeOf(opening, isolation, own);
    const fields = places.get(manifest) ?? new Map();
    places.set(manifest, fields);
    const before = fields.get(pointer);
    if (before === undefined) fields.set(pointer, { opening, more: opening.more });
    else before.more += 1 + opening.more;
  }
  for (const [manifest, fields] of places) {
    for (const [pointer, { opening, more }] of fields) yield { manifest, pointer, message: messageOf(opening, more) };
  }
}

/** The first field that is to blame. What Kubernetes has by itself, or a tenant might add, is nobody's manifest. */
function placeOf({ reasons, from, to }: Opening, { declared }: Isolation, own: ReadonlySet<Manifest>) {
  const blamed = reasons.find(({ where }) => where !== undefined && own.has(where.manifest))?.where;
  if (blamed !== undefined) return blamed;
  const [first] = declared.values();
  const manifest = [...namesIn(from), ...namesIn(to)].map((tenant) => declared.get(tenant)).find((each) => each !== undefined) ?? first;
  if (manifest === undefined) throw new Error('no tenant is declared');
  return { manifest, pointer: '/metadata/name' };
}

function messageOf({ aspect, from, to, text, path, isHostile }: Isolation['openings'][number], more: number): string {
  const [is, would] = WORDS[aspect];
  const way = isHostile ? `if it is hostile, ${quoted(from)} ${would}` : `${quoted(from)} ${is}`;
  const others = more === 0 ? '' : `, and ${more.toLocaleString('en')} more ${more === 1 ? 'way' : 'ways'}`;
  return `${way} ${quoted(to)}: ${text} (${path.join(' -> ')}${others})`;
}

function quoted(side: Opening['from']): string {
  return typeof side === 'string' ? side : sideText(side.map((tenant) => `'${tenant}'`));
}
