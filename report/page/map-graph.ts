import { portSetText } from '../../analysis/network/port-sets';
import type { Endpoint } from '../../analysis/reachability/endpoints';
import { plural, short } from '../words';
import type { PageData } from './data';
import { callsOf, inOrder, merged } from './map-calls';
import { CALL_KINDS, type Call, type CallEnd, type MapEdge, type MapGraph, type MapGroup, type MapNode, type Owner } from './map-model';
import { namespaceOfEnd, type Owners, ownersOf } from './map-owners';
import { remoteLines, remoteName, WIDEST } from './map-remotes';
import { boxed, gathered, isCrossing } from './map-summary';

/** More apps than this are not drawn one by one. */
export const MOST_APPS = 300;
/** Who is called, or calls, by consent of more owners than this is told in each of them, instead of with arrows from everywhere. */
const SHARED_BY = 8;
/** The most arrows between boxes, of the map of apps and of the summary, and within one box; the worst calls are drawn. */
const MOST_CROSSING = 120;
const MOST_IN_SUMMARY = 250;
const MOST_WITHIN = 200;
/** The most lines of text in one box or node besides its name. */
const MOST_CHIPS = 6;

/** What the map of a page shows. */
export function graphOf(data: Pick<PageData, 'manifests' | 'network'>): MapGraph {
  const owners = ownersOf(data);
  const single = owners.apps.length > MOST_APPS ? [] : boxed(merged(callsOf(data.network, owners, false)), MOST_CROSSING);
  const isSummary = owners.apps.length > MOST_APPS || single.filter(isCrossing).length > MOST_CROSSING;
  const parts = isSummary ? callsOf(data.network, owners, true) : [];
  const { calls, restOf } = isSummary ? gathered(merged(parts), owners.all) : gathered(single, []);
  const ids = new Map<string, string>();
  const idOf = (key: string, letter: string) => {
    const id = ids.get(key) ?? `${letter}${ids.size}`;
    ids.set(key, id);
    return id;
  };
  const drawn = inOrder(calls);
  const groups = isSummary ? [] : owners.all.flatMap((owner) => boxesOf(owner, owners, idOf));
  const nodes = [...(isSummary ? tenantNodes(owners, drawn, restOf, idOf) : appNodes(owners, drawn, idOf)), ...remoteNodes(drawn, idOf)];
  const talking = new Set<Endpoint>(data.network.paths().flatMap(({ from, to }) => [...from, ...to]));
  return {
    isSummary,
    groups,
    nodes,
    edges: edgesOf(drawn, ids, nodes, isSummary),
    calls: isSummary ? inOrder(parts) : [],
    silent: owners.apps.filter((app) => !app.hostNetwork && !talking.has(app)).map(({ name }) => name),
    counts: { apps: owners.apps.length, owners: owners.all.length, tenants: owners.all.filter(({ isTenant }) => isTenant).length },
  };
}

type IdOf = (key: string, letter: string) => string;

function boxesOf(owner: Owner, owners: Owners, idOf: IdOf): readonly MapGroup[] {
  const own = owners.namespacesOf(owner);
  const id = idOf(`owner ${owner.key}`, 'g');
  const what = owner.isTenant ? 'tenant' : 'namespace of the cluster';
  const box: MapGroup = { id, key: `owner ${owner.key}`, title: owner.name, label: `${what} ${owner.name}`, owner, parent: undefined };
  if (own.length < 2) return [box];
  return [
    box,
    ...own.map((namespace): MapGroup => {
      const key = `namespace ${namespace}`;
      return { id: idOf(key, 'g'), key, title: namespace, label: `namespace ${namespace} of tenant ${owner.name}`, owner, parent: id };
    }),
  ];
}

function appNodes(owners: Owners, calls: readonly Call[], idOf: IdOf): readonly MapNode[] {
  const strangers = new Map<string, CallEnd>();
  for (const { from, to, kind } of calls) {
    for (const end of [from, to]) if (end.kind === 'stranger' && kind !== 'declared') strangers.set(end.key, end);
  }
  const apps = owners.apps.map((app) => ({ endpoint: app as Endpoint, key: `pods ${app.name}`, isHost: app.hostNetwork }));
  const others = [...strangers.values()].flatMap(({ endpoints, key }) =>
    endpoints.slice(0, 1).map((endpoint) => ({ endpoint, key, isHost: false })),
  );
  const nodes = [...apps, ...others].map(({ endpoint, key, isHost }): MapNode => {
    const namespace = namespaceOfEnd(endpoint) ?? '';
    const owner = owners.of(namespace);
    const box = owners.namespacesOf(owner).length < 2 ? `owner ${owner.key}` : `namespace ${namespace}`;
    const isPod = endpoint.kind === 'pods';
    const name = isPod ? endpoint.name.replaceAll(`${namespace}/`, '') : 'any other pod';
    return {
      id: idOf(key, 'n'),
      key,
      kind: isHost ? 'host' : isPod ? 'app' : 'stranger',
      name: endpoint.name,
      lines: [short(name, WIDEST), ...(isHost ? ['host network: no policy counts'] : isPod ? [] : ['not in these manifests'])],
      label: isPod ? `app ${endpoint.name}${isHost ? ', on the network of its node: no policy counts for it' : ''}` : endpoint.name,
      owner,
      parent: idOf(box, 'g'),
    };
  });
  const rank = ({ owner, parent, label }: MapNode) => `${owner?.isTenant ? 0 : 1} ${owner?.name} ${parent} ${label}`;
  return nodes.sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

function tenantNodes(owners: Owners, calls: readonly Call[], restOf: ReadonlyMap<string, string>, idOf: IdOf): readonly MapNode[] {
  const apps = new Map<string, number>();
  for (const { namespace } of owners.apps) {
    const { key } = owners.of(namespace);
    apps.set(key, (apps.get(key) ?? 0) + 1);
  }
  const within = new Map<string, number>();
  for (const { from, to, count } of calls) if (from.key === to.key) within.set(from.key, (within.get(from.key) ?? 0) + count);
  const nodeOf = (key: string, name: string, own: readonly Owner[], owner: Owner | undefined): MapNode => {
    const sum = own.reduce((total, each) => total + (apps.get(each.key) ?? 0), 0);
    const inside = within.get(key) ?? 0;
    const text = `${plural(sum, 'app')}${inside === 0 ? '' : `, ${plural(inside, 'call')} within`}`;
    const what = owner === undefined ? '' : owner.isTenant ? 'tenant ' : 'namespace of the cluster ';
    return {
      ...{ id: idOf(key, 'n'), key, kind: owner === undefined ? 'tenants' : 'tenant', owner, parent: undefined },
      name,
      lines: [short(name, WIDEST + 12), text],
      label: `${what}${name} ${text}`,
    };
  };
  const single = owners.all.filter(({ key }) => !restOf.has(key));
  const rests = [...new Set(restOf.values())].map((name) => {
    return nodeOf(
      `owner ${name}`,
      name,
      owners.all.filter(({ key }) => restOf.get(key) === name),
      undefined,
    );
  });
  return [...single.map((owner) => nodeOf(`owner ${owner.key}`, owner.name, [owner], owner)), ...rests];
}

function remoteNodes(calls: readonly Call[], idOf: IdOf): readonly MapNode[] {
  const shared = sharedIn(calls);
  const found = new Map<string, { readonly end: CallEnd; readonly declared: Set<string> }>();
  for (const call of calls) {
    for (const end of [call.from, call.to]) {
      if (end.kind !== 'remote' || call.isWide || placeOf(call, shared) !== 'arrow') continue;
      const known = found.get(end.key) ?? { end, declared: new Set() };
      found.set(end.key, known);
      for (const line of call.declared) known.declared.add(line);
    }
  }
  return [...found]
    .sort(([, a], [, b]) => (`${a.end.text}\n${a.end.key}` < `${b.end.text}\n${b.end.key}` ? -1 : 1))
    .map(([key, { end, declared }]): MapNode => {
      const [endpoint] = end.endpoints;
      const isOne = endpoint !== undefined && end.endpoints.length === 1;
      return {
        ...{ id: idOf(key, 'n'), key, kind: 'remote', owner: undefined, parent: undefined },
        name: end.text,
        lines: isOne ? remoteLines(endpoint, [...declared]) : [short(end.text, WIDEST), 'in no manifest'],
        label: `${end.text}, in no manifest`,
      };
    });
}

/** Those whom many owners share, as declared. */
function sharedIn(calls: readonly Call[]): ReadonlySet<string> {
  const owners = new Map<string, Set<string>>();
  for (const { from, to, kind } of calls) {
    for (const [end, other] of [
      [from, to],
      [to, from],
    ] as const) {
      if (end.kind !== 'remote' || kind !== 'declared' || other.owner === undefined) continue;
      const own = owners.get(end.key) ?? new Set();
      owners.set(end.key, own.add(other.owner.key));
    }
  }
  return new Set([...owners].filter(([, own]) => own.size > SHARED_BY).map(([key]) => key));
}

function placeOf({ from, to, kind, isWide }: Call, shared: ReadonlySet<string>): MapEdge['place'] {
  if (isWide) return 'table';
  const isSame = from.key === to.key;
  // An arrow from a box into itself would cross its own border.
  const isInside = from.owner !== undefined && from.owner === to.owner && (from.kind === 'owner' || to.kind === 'owner');
  if (isSame || isInside) return 'chip';
  if (kind !== 'declared') return 'arrow';
  if (from.kind === 'stranger' || to.kind === 'stranger') return 'table';
  if (shared.has(from.key) || shared.has(to.key)) return 'chip';
  const isToAll = (one: CallEnd, other: CallEnd) => one.kind === 'owner' && one.endpoints.length > 1 && other.kind === 'remote';
  return isToAll(from, to) || isToAll(to, from) ? 'chip' : 'arrow';
}

function edgesOf(
  calls: readonly Call[],
  ids: ReadonlyMap<string, string>,
  nodes: readonly MapNode[],
  isSummary: boolean,
): readonly MapEdge[] {
  const shared = sharedIn(calls);
  const lines = new Map(nodes.map(({ key, lines: [name = ''] }) => [key, name]));
  const chips = new Map<string, number>();
  const arrows = new Map<string, number>();
  return calls.map((call, index): MapEdge => {
    const { from, to, ports, count } = call;
    const label = short(portSetText(ports), 24);
    const [one, other] = [ids.get(from.key), ids.get(to.key)];
    const wanted = placeOf(call, shared);
    const isDrawable = wanted === 'arrow' ? one !== undefined && other !== undefined : (one ?? other) !== undefined;
    // The summary counts what stays within a tenant in its node.
    const isCounted = isSummary && from.key === to.key && call.kind === 'declared';
    let place = isDrawable && !isCounted ? wanted : 'table';
    if (place === 'arrow') {
      const within = from.owner !== undefined && from.owner === to.owner ? from.owner.key : '';
      const before = arrows.get(within) ?? 0;
      arrows.set(within, before + 1);
      if (before >= (within !== '' ? MOST_WITHIN : isSummary ? MOST_IN_SUMMARY : MOST_CROSSING)) place = 'table';
    }
    // A box tells of its own; where one end is no box, the other does.
    const isAtFrom = from.owner !== undefined && (from.owner !== to.owner || from.kind === 'owner') && one !== undefined;
    const at = place === 'chip' ? (isAtFrom || other === undefined ? one : other) : undefined;
    if (at !== undefined) {
      const before = chips.get(at) ?? 0;
      chips.set(at, before + 1);
      if (before >= MOST_CHIPS) place = 'table';
    }
    return {
      ...{ id: `e${index}`, from: one ?? '', to: other ?? '', call, place, at: place === 'chip' ? at : undefined },
      label: count > 1 && isSummary ? `${label} (${plural(count, 'call')})` : label,
      text: place === 'chip' ? chipText(call, at === one, lines, label) : '',
    };
  });
}

function chipText({ from, to, declared }: Call, isAtFrom: boolean, names: ReadonlyMap<string, string>, ports: string): string {
  if (from.key === to.key) return `${from.kind === 'app' || from.kind === 'stranger' ? 'its own pods' : 'among its apps'} ${ports}`;
  const other = isAtFrom ? to : from;
  const [endpoint] = other.endpoints;
  const isRemote = other.kind === 'remote' && endpoint !== undefined && other.endpoints.length === 1;
  const name = isRemote ? remoteName(endpoint, declared) : (names.get(other.key) ?? other.text);
  return `${isAtFrom ? '→' : '←'} ${short(name, WIDEST)} ${ports}`;
}

/** How many calls there are of each kind. */
export function kindCounts(edges: readonly MapEdge[]): ReadonlyMap<Call['kind'], number> {
  return new Map(
    CALL_KINDS.flatMap((kind) => {
      const count = edges.filter(({ call }) => call.kind === kind).reduce((sum, { call }) => sum + call.count, 0);
      return count === 0 ? [] : [[kind, count] as const];
    }),
  );
}
