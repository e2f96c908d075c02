import { portSetKey, unionOf } from '../../analysis/network/port-sets';
import { type Endpoint, endpointKey } from '../../analysis/reachability/endpoints';
import type { Path } from '../../analysis/reachability/paths';
import type { Network } from '../../analysis/reachability/reachability';
import { plural } from '../words';
import { judged } from './map-kinds';
import { CALL_KINDS, type Call, type CallEnd, type Owner } from './map-model';
import { namespaceOfEnd, type Owners } from './map-owners';

/** One path is drawn between at most this many pairs of owners; more are told together. */
const MOST_OWNERS = 100;
/** The same, where several call several others: many arrows that all say the same. */
const MOST_CROSSING = 20;
/** One path between two owners is drawn between at most this many pairs of apps; more are drawn from box to box. */
const MOST_APPS = 64;
/** Of calls that many owners have alike, those of a kind that few have are drawn. */
const FEW = 20;

interface Asked {
  readonly network: Network;
  readonly owners: Owners;
  /** Whether ends are owners, and not single apps. */
  readonly isSummary: boolean;
}

/** Endpoints of one side of a path that belong together. */
interface Bundle {
  readonly kind: 'apps' | 'stranger' | 'remote';
  readonly owner: Owner | undefined;
  readonly endpoints: readonly Endpoint[];
}

/** Every open call between what can be drawn, path by path: app by app, or owner by owner for the summary. */
export function callsOf(network: Network, owners: Owners, isSummary: boolean): readonly Call[] {
  return network.paths().flatMap((path) => callsOn(path, { network, owners, isSummary }));
}

/** The worst first, then by names. */
export function inOrder(calls: readonly Call[]): readonly Call[] {
  return calls
    .map((call) => ({
      call,
      key: [CALL_KINDS.indexOf(call.kind), call.from.text, call.to.text, portSetKey(call.ports), call.from.key, call.to.key].join('\n'),
    }))
    .sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)))
    .map(({ call }) => call);
}

/** One call where ends and kinds are the same. */
export function merged(calls: readonly Call[]): readonly Call[] {
  const found = new Map<string, Call[]>();
  for (const call of calls) {
    const key = [call.from.key, call.to.key, call.kind, call.isWide].join('\n');
    const list = found.get(key);
    if (list === undefined) found.set(key, [call]);
    else list.push(call);
  }
  return [...found.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined || group.length === 1) return group;
    return [
      {
        ...first,
        from: joined(group.map(({ from }) => from)),
        to: joined(group.map(({ to }) => to)),
        ports: unionOf(...group.map(({ ports }) => ports)),
        declared: [...new Set(group.flatMap(({ declared }) => declared))],
        rules: [...new Set(group.flatMap(({ rules }) => rules))],
        why: [...new Set(group.map(({ why }) => why).filter((why) => why !== ''))].join('; '),
        count: group.reduce((sum, { count }) => sum + count, 0),
      },
    ];
  });
}

function joined(ends: readonly CallEnd[]): CallEnd {
  const [first] = ends as readonly [CallEnd];
  if (first.kind !== 'owner' || first.owner === undefined) return first;
  return ownerEnd(first.owner, [...new Set(ends.flatMap(({ endpoints }) => endpoints))]);
}

function callsOn(path: Path, asked: Asked): readonly Call[] {
  const [from, to] = [bundlesOf(path.from, asked.owners), bundlesOf(path.to, asked.owners)];
  const isCrossing = from.length > 1 && to.length > 1;
  if (from.length * to.length <= (isCrossing ? MOST_CROSSING : MOST_OWNERS)) {
    return from.flatMap((one) => to.flatMap((other) => between(path, one, other, asked)));
  }
  if (isCrossing) return crossing(path, from, to, asked);
  const pairs = from.flatMap((one) => to.map((other) => ({ one, other, call: whole(path, one, other, asked) })));
  return CALL_KINDS.flatMap((kind) => {
    const own = pairs.filter(({ call }) => call.kind === kind);
    if (own.length <= FEW) return own.flatMap(({ one, other }) => between(path, one, other, asked));
    const side = (bundles: readonly Bundle[]) => [...new Set(bundles)];
    return [wide(path, side(own.map(({ one }) => one)), side(own.map(({ other }) => other)), asked)];
  });
}

/** Many to many: what stays with one owner is told there, the rest together. */
function crossing(path: Path, from: readonly Bundle[], to: readonly Bundle[], asked: Asked): readonly Call[] {
  const byOwner = new Map<Owner, Bundle[]>();
  for (const other of to) if (other.owner !== undefined) byOwner.set(other.owner, [...(byOwner.get(other.owner) ?? []), other]);
  const own = from.flatMap((one) => {
    const others = one.owner === undefined ? [] : (byOwner.get(one.owner) ?? []);
    return others.flatMap((other) => between(path, one, other, asked));
  });
  const all = wide(path, from, to, asked);
  return [...own, { ...all, count: all.count - own.reduce((sum, { count }) => sum + count, 0) }];
}

/** Endpoints by owner; whoever is in no manifest, and a pod that is not here, is for itself. */
function bundlesOf(endpoints: readonly Endpoint[], owners: Owners): readonly Bundle[] {
  const apps = new Map<Owner, Endpoint[]>();
  const others: Bundle[] = [];
  for (const each of endpoints) {
    const namespace = namespaceOfEnd(each);
    const owner = namespace === undefined ? undefined : owners.of(namespace);
    if (owner === undefined || each.kind !== 'pods')
      others.push({ kind: each.kind === 'stranger' ? 'stranger' : 'remote', owner, endpoints: [each] });
    else if (apps.has(owner)) apps.get(owner)?.push(each);
    else apps.set(owner, [each]);
  }
  return [...[...apps].map(([owner, some]): Bundle => ({ kind: 'apps', owner, endpoints: some })), ...others];
}

/** The calls from one bundle to another: app by app where that can be read, or from box to box. */
function between(path: Path, from: Bundle, to: Bundle, asked: Asked): readonly Call[] {
  const isOwn = from.owner !== undefined && from.owner === to.owner;
  const isMany = from.endpoints.length * to.endpoints.length > MOST_APPS;
  const isBox = (bundle: Bundle) => {
    if (bundle.kind !== 'apps') return asked.isSummary && bundle.owner !== undefined;
    if (asked.isSummary || isMany) return true;
    const isWhole = bundle.endpoints.length === bundle.owner?.governed && bundle.endpoints.length > 1;
    return isWhole && (!isOwn || (from.endpoints.length > 2 && from.endpoints.length === to.endpoints.length));
  };
  const parts = (bundle: Bundle) => (isBox(bundle) ? [bundle] : bundle.endpoints.map((each): Bundle => ({ ...bundle, endpoints: [each] })));
  return parts(from).flatMap((one) => parts(to).map((other) => whole(path, one, other, asked)));
}

function whole(path: Path, from: Bundle, to: Bundle, asked: Asked): Call {
  const part: Path = { ...path, from: from.endpoints, to: to.endpoints };
  return {
    from: endOf(from, asked),
    to: endOf(to, asked),
    ports: path.ports,
    ...judgedBy(part, asked),
    count: countOf(part),
    isWide: false,
  };
}

/** A call between many owners at once. */
function wide(path: Path, from: readonly Bundle[], to: readonly Bundle[], asked: Asked): Call {
  const part: Path = { ...path, from: from.flatMap(({ endpoints }) => endpoints), to: to.flatMap(({ endpoints }) => endpoints) };
  return {
    from: ownersEnd(from, asked),
    to: ownersEnd(to, asked),
    ports: path.ports,
    ...judgedBy(part, asked),
    count: countOf(part),
    isWide: true,
  };
}

function judgedBy(part: Path, { network, owners }: Asked) {
  return judged(part, network, owners.tenancy);
}

function countOf({ from, to }: Path): number {
  return from.length * to.length;
}

function endOf(bundle: Bundle, { isSummary }: Asked): CallEnd {
  const [first] = bundle.endpoints;
  const { owner, kind, endpoints } = bundle;
  if (owner !== undefined && (isSummary || (kind === 'apps' && endpoints.length > 1))) return ownerEnd(owner, endpoints);
  return {
    key: first === undefined ? '' : endpointKey(first),
    text: first?.name ?? '',
    kind: kind === 'apps' ? 'app' : kind,
    owner,
    endpoints,
  };
}

/** Some apps of an owner, drawn as its box. */
export function ownerEnd(owner: Owner, endpoints: readonly Endpoint[]): CallEnd {
  const apps = endpoints.filter(({ kind }) => kind === 'pods').length;
  const [only] = endpoints;
  const all =
    apps === owner.governed ? `every app of ${owner.name} (${apps})` : `${apps} of ${plural(owner.governed, 'app')} of ${owner.name}`;
  return { key: `owner ${owner.key}`, text: endpoints.length === 1 ? (only?.name ?? '') : all, kind: 'owner', owner, endpoints };
}

function ownersEnd(bundles: readonly Bundle[], asked: Asked): CallEnd {
  const [only] = bundles;
  if (only !== undefined && bundles.length === 1) return endOf(only, asked);
  const endpoints = bundles.flatMap((each) => each.endpoints);
  const owners = new Set(bundles.flatMap(({ owner }) => owner ?? []));
  const apps = endpoints.filter(({ kind }) => kind === 'pods').length;
  const others = bundles.filter(({ owner }) => owner === undefined).length;
  const text = [
    ...(apps === 0 ? [] : [`${plural(apps, 'app')} of ${plural(owners.size, 'tenant')}`]),
    ...(apps === 0 && owners.size > 0 ? [plural(owners.size, 'tenant')] : []),
    ...(others === 0 ? [] : [`${others.toLocaleString('en')} that are in no manifest`]),
  ].join(' and ');
  return {
    key: `owners ${[...owners]
      .map(({ key }) => key)
      .sort()
      .join('\n')} ${others}`,
    text,
    kind: 'owners',
    owner: undefined,
    endpoints,
  };
}
