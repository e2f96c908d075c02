import { ofKind } from '../kinds';
import { at, listAt, type Manifest, stringAt } from '../manifest';
import { commonOf, portSetText, portsFrom, unionOf } from '../network/port-sets';
import type { Permissions } from '../permissions/permissions';
import { accountOf } from '../permissions/service-accounts';
import { whoOf } from '../permissions/subjects';
import type { Reason } from '../placement/reason';
import { isOf } from '../reachability/consent';
import { type Endpoint, NAMESPACE_NAME, type PodsEndpoint } from '../reachability/endpoints';
import type { Path } from '../reachability/paths';
import type { Network } from '../reachability/reachability';
import { type ResolvedService, targetsOf } from '../reachability/services';
import type { Tenancy } from './tenants';

/** A tenant whose pods let in what carries requests for several tenants. */
export interface Behind {
  /** `ingress-nginx/app.kubernetes.io/name=ingress-nginx -> bank/web 8080/TCP`, as steps. */
  readonly path: readonly string[];
  readonly reasons: readonly Reason[];
}

/** Whom an ingress controller reaches for certain, and whom it may reach. */
export interface Gates {
  readonly sure: ReadonlyMap<string, Behind>;
  readonly maybe: ReadonlyMap<string, Behind>;
}

interface Case {
  readonly manifests: readonly Manifest[];
  readonly tenancy: Tenancy;
  readonly network: Network;
  readonly permissions: Permissions;
}

const ROUTES = ['GRPCRoute', 'HTTPRoute', 'TCPRoute', 'TLSRoute', 'UDPRoute'];
const GATEWAY = 'gateway.networking.k8s.io';
const MOST_BLAMED = 5;

/**
 * The tenants that an ingress controller reaches. It is who is let in by pods behind an Ingress or a route, on a port that is published:
 * pods that no manifest has, of a namespace that is named, or pods here whose ServiceAccount reads the Ingresses or routes of all
 * namespaces. Whatever it is told to carry then comes from it, and no policy tells for whom.
 *
 * https://github.com/kubernetes/kubernetes/issues/103675
 */
export function gatesOf(known: Case): Gates {
  const { network, tenancy } = known;
  const published = publishedBy(known);
  const paths = network.paths();
  const gates = new Set<string>();
  const carriers = new Map<PodsEndpoint, boolean>();
  const carries = (pods: PodsEndpoint) => {
    const answer = carriers.get(pods) ?? isCarrier(pods, known.permissions);
    carriers.set(pods, answer);
    return answer;
  };
  if (published.size > 0) {
    for (const { from, to, ports } of paths) {
      if (!to.some((each) => each.kind === 'pods' && commonOf(published.get(each) ?? [], ports).length > 0)) continue;
      for (const each of from) if (each.kind !== 'pods' || carries(each)) for (const name of namesOf(each)) gates.add(name);
    }
  }
  const found = { sure: new Map<string, Behind>(), maybe: new Map<string, Behind>() };
  if (gates.size === 0) return found;
  for (const path of paths) {
    const carrier = path.from.find((each) => namesOf(each).some((name) => gates.has(name)) && (each.kind !== 'pods' || carries(each)));
    if (carrier === undefined) continue;
    const own = carrier.kind === 'pods' ? tenancy.of(carrier.namespace) : undefined;
    const behind = path.verdict === 'allow' ? found.sure : found.maybe;
    for (const each of path.to) {
      const tenant = each.kind === 'pods' || each.kind === 'stranger' ? tenancy.of(each.namespace) : undefined;
      if (tenant !== undefined && tenant !== own && !behind.has(tenant)) behind.set(tenant, behindOf(path, carrier, each, network));
    }
  }
  for (const tenant of found.sure.keys()) found.maybe.delete(tenant);
  return found;
}

/** The namespaces that an end is of, where somebody vouches for them. */
function namesOf(each: Endpoint): readonly string[] {
  if (each.kind === 'pods') return [each.namespace];
  if (each.kind !== 'outside' || !each.isPinned) return [];
  return [...(each.namespaces.requirements.find(({ key }) => key === NAMESPACE_NAME)?.values ?? [])];
}

function isCarrier({ namespace, workloads }: PodsEndpoint, permissions: Permissions): boolean {
  return workloads.some(({ pod }) => {
    const who = whoOf(`serviceaccount:${namespace}/${accountOf(pod).name ?? 'default'}`);
    if (who === undefined) return false;
    const reads = (group: string, resource: string) => permissions.can(who, { verb: 'list', group, resource }) !== undefined;
    return reads('networking.k8s.io', 'ingresses') || ROUTES.some((kind) => reads(GATEWAY, `${kind.toLowerCase()}s`));
  });
}

function behindOf(path: Path, from: Endpoint, to: Endpoint, network: Network): Behind {
  const rules = network.because({ ...path, from: [from], to: [to] }).filter(({ rule }) => isOf(rule.pointer, 'ingress'));
  return {
    path: [from.name, `${to.name} ${portSetText(path.ports)}`],
    reasons: rules.slice(0, MOST_BLAMED).map(({ policy: { manifest }, rule }) => ({
      text: `NetworkPolicy '${manifest.object.metadata.name ?? ''}' lets ${from.name} in, for whomever it comes`,
      where: { manifest, pointer: rule.pointer },
    })),
  };
}

/** The pods behind Ingresses and routes, with the ports that their Services lead to. */
function publishedBy({ manifests, network }: Case): ReadonlyMap<Endpoint, ReturnType<typeof portsFrom>> {
  const named = new Set([...ingressesIn(manifests).flatMap(servicesOfIngress), ...routesIn(manifests).flatMap(servicesOfRoute)]);
  const found = new Map<Endpoint, ReturnType<typeof portsFrom>>();
  for (const service of network.services) {
    if (!named.has(`${service.namespace}/${stringAt(service.manifest.object, 'metadata', 'name') ?? ''}`)) continue;
    for (const pods of service.pods) found.set(pods, unionOf(found.get(pods) ?? [], targets(service, pods)));
  }
  return found;
}

function targets({ ports }: ResolvedService, pods: PodsEndpoint): ReturnType<typeof portsFrom> {
  return unionOf(...ports.flatMap((port) => targetsOf(port, pods).map((number) => portsFrom(port.protocol, number, number))));
}

/** The Ingresses, of the group that they were in before as well. */
export function ingressesIn(manifests: readonly Manifest[]): readonly Manifest[] {
  return ['networking.k8s.io', 'extensions'].flatMap((group) => ofKind(manifests, group, 'Ingress'));
}

/** The routes of the Gateway API. */
export function routesIn(manifests: readonly Manifest[]): readonly Manifest[] {
  return ROUTES.flatMap((kind) => ofKind(manifests, GATEWAY, kind));
}

function servicesOfIngress({ object }: Manifest): readonly string[] {
  const backends = [
    at(object, 'spec', 'defaultBackend'),
    ...listAt(object, 'spec', 'rules').flatMap((rule) => listAt(rule, 'http', 'paths').map((path) => at(path, 'backend'))),
  ];
  return backends.flatMap((backend) => {
    const name = stringAt(backend, 'service', 'name') ?? stringAt(backend, 'serviceName');
    return name === undefined ? [] : [`${stringAt(object, 'metadata', 'namespace') ?? ''}/${name}`];
  });
}

function servicesOfRoute({ object }: Manifest): readonly string[] {
  const own = stringAt(object, 'metadata', 'namespace') ?? '';
  return listAt(object, 'spec', 'rules').flatMap((rule) =>
    listAt(rule, 'backendRefs').flatMap((backend) => {
      const name = stringAt(backend, 'name');
      return name === undefined ? [] : [`${stringAt(backend, 'namespace') ?? own}/${name}`];
    }),
  );
}
