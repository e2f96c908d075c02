import type { NetworkPolicyPeer } from '../imports/k8s';
import { byAddress, checkCidrs, contains, disjoint, hostCidr } from './cidr';
import { NAMESPACE_NAME_LABEL } from './labels';
import { checkName } from './names';
import { numberedPorts, type PolicyPort, type PortNumbers } from './ports';
import { type Problems, shown } from './problems';
import { type ClusterProfile, clusterRangeOf, metadataCidrs, notInternet, type PodsAt, speaksCilium } from './profile';

/** Peers that may be reached on ports; a destination may need several of these. */
export interface Opening {
  readonly peers: readonly NetworkPolicyPeer[];
  readonly ports: readonly PolicyPort[];
}

/** A destination as Cilium names it. */
export interface CiliumDestination {
  readonly toEntities?: string[];
  readonly toFqdNs?: { readonly matchName: string }[];
  readonly ports: readonly PolicyPort[];
}

/** What a remote means for policies of a certain cluster. */
export interface Resolved {
  /** Openings of NetworkPolicies; as a caller, `ports` is empty: it is the app's ports that are opened. */
  readonly openings: readonly Opening[];
  /** Openings of CiliumNetworkPolicies, written beside. */
  readonly cilium: readonly CiliumDestination[];
}

type Direction = 'from' | 'to';

/** Somebody outside the output that apps talk to, or are called by. */
export class Remote {
  /**
   * Addresses, by block. Cloud metadata inside it is carved out.
   *
   * @param cidr IPv4 or IPv6 block without host bits, such as `203.0.113.7/32`; not one of pods or Services, and not the whole internet
   * @param ports as a destination, the ports that are opened there
   */
  static cidr(cidr: string, ports: PortNumbers = {}): Remote {
    return new Remote(cidr, ['from', 'to'], (problems, profile, direction) => {
      const peers = block(problems, profile, `Remote.cidr('${cidr}')`, cidr);
      return { openings: [{ peers, ports: portsTowards(problems, `Remote.cidr('${cidr}')`, ports, direction) }], cilium: [] };
    });
  }

  /**
   * Every public address, IPv4 and IPv6, and no other: private, shared and reserved ranges, the cluster's own and cloud metadata are
   * always carved out. Of IPv6, that is `2000::/3`, where all public addresses are.
   */
  static internet(ports: PortNumbers): Remote {
    return new Remote('internet', ['to'], (problems, profile) => {
      const excluded = disjoint(notInternet(profile));
      const peers = ['0.0.0.0/0', '2000::/3'].map((cidr) => {
        const except = excluded.filter((block) => contains(cidr, block));
        return { ipBlock: { cidr, ...(except.length === 0 ? {} : { except }) } };
      });
      return { openings: [{ peers, ports: numberedPorts(problems, 'Remote.internet', ports) }], cilium: [] };
    });
  }

  /** The API server: its Service's address and its endpoints, as the platform's `apiServer` says. */
  static apiServer(): Remote {
    return new Remote('the API server', ['to'], (problems, profile) => {
      const { cidrs, port, serviceAddresses } = profile.apiServer;
      const cilium = speaksCilium(profile);
      if (cidrs.length === 0 && !cilium) {
        problems.add(
          "the platform's apiServer.cidrs must say where the API server answers, got none; `kubectl get endpointslices kubernetes` lists its addresses",
        );
      }
      const service = { peers: blocks(serviceAddresses.map(hostCidr)), ports: [{ port: 443, protocol: 'TCP' as const }] };
      const endpoints = { peers: blocks(cidrs), ports: [{ port, protocol: 'TCP' as const }] };
      return {
        openings: cidrs.length === 0 ? [service] : [service, endpoints],
        cilium: cilium ? [{ toEntities: ['kube-apiserver'], ports: [...service.ports, ...endpoints.ports] }] : [],
      };
    });
  }

  /** The cluster's nodes, as the platform's `nodeCidrs` says: for agents that ask kubelets. */
  static nodes(ports: PortNumbers = {}): Remote {
    return new Remote('nodes', ['from', 'to'], (problems, profile, direction) => {
      const numbers = portsTowards(problems, 'Remote.nodes', ports, direction);
      const cilium = speaksCilium(profile) && direction === 'to';
      if (profile.nodeCidrs.length === 0 && !cilium) problems.add("the platform's nodeCidrs must say where nodes are, got none");
      return {
        openings: profile.nodeCidrs.length === 0 ? [] : [{ peers: blocks(profile.nodeCidrs), ports: numbers }],
        cilium: cilium ? [{ toEntities: ['host', 'remote-node'], ports: numbers }] : [],
      };
    });
  }

  /**
   * One host by its DNS name. NetworkPolicy has no names: only Cilium's policies do, so the platform's `cni` must be `cilium`.
   *
   * @param name fully qualified, such as `www.googleapis.com`, without wildcards
   */
  static host(name: string, ports: PortNumbers): Remote {
    return new Remote(name, ['to'], (problems, profile) => {
      if (!/^(?=.{1,253}$)([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\.)+[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name)) {
        problems.add(`Remote.host must be a fully qualified lower-case name without wildcards, got ${shown(name)}`);
      }
      const numbers = numberedPorts(problems, `Remote.host('${name}')`, ports);
      if (!speaksCilium(profile)) {
        problems.add(
          `Remote.host('${name}') needs the platform's cni to be 'cilium', got '${profile.cni}': a NetworkPolicy knows no names, use Remote.cidr or Remote.internet`,
        );
      }
      return { openings: [], cilium: [{ toFqdNs: [{ matchName: name }], ports: numbers }] };
    });
  }

  /** Pods that somebody else runs in a namespace outside the output, such as a telemetry collector. */
  static pods(pods: PodsAt, ports: PortNumbers = {}): Remote {
    return new Remote(podsText(pods), ['from', 'to'], (problems, _profile, direction) => {
      checkName(problems, 'namespace of Remote.pods', pods.namespace);
      return { openings: [{ peers: [podsPeer(pods)], ports: portsTowards(problems, 'Remote.pods', ports, direction) }], cilium: [] };
    });
  }

  /** The cluster's ingress controllers, as callers. */
  static ingressController(): Remote {
    return new Remote('the ingress controller', ['from'], (problems, { ingressControllers }) =>
      caller(problems, 'ingressControllers', ingressControllers),
    );
  }

  /** The cluster's monitoring, as a caller. */
  static monitoring(): Remote {
    return new Remote('monitoring', ['from'], (problems, { monitoring }) => caller(problems, 'monitoring', monitoring));
  }

  readonly #resolve: (problems: Problems, profile: ClusterProfile, direction: Direction) => Resolved;

  private constructor(
    /** How it is spoken of. */
    readonly name: string,
    private readonly directions: readonly Direction[],
    resolve: (problems: Problems, profile: ClusterProfile, direction: Direction) => Resolved,
  ) {
    this.#resolve = resolve;
  }

  /** @internal */
  resolve(problems: Problems, profile: ClusterProfile, direction: Direction): Resolved {
    if (!this.directions.includes(direction)) {
      problems.add(
        direction === 'from'
          ? `${this.name} cannot be let in: name who calls, such as Remote.ingressController()`
          : `${this.name} only calls, it cannot be called`,
      );
      return NOTHING;
    }
    return this.#resolve(problems, profile, direction);
  }
}

const NOTHING: Resolved = { openings: [], cilium: [] };

/** The peer of pods elsewhere in the cluster. */
export function podsPeer({ namespace, podLabels }: PodsAt): NetworkPolicyPeer {
  return { namespaceSelector: { matchLabels: { [NAMESPACE_NAME_LABEL]: namespace } }, podSelector: { matchLabels: podLabels } };
}

/** An IP block as a peer, without cloud metadata. Adds a problem for one that is none, everybody, the cluster's own, or cloud metadata itself. */
export function block(
  problems: Problems,
  profile: ClusterProfile,
  what: string,
  cidr: string,
  left: readonly string[] = [],
): readonly NetworkPolicyPeer[] {
  const before = problems.count;
  checkCidrs(problems, what.replace(/\(.*\)$/, ''), [cidr, ...left]);
  if (problems.count > before) return [];
  const range = clusterRangeOf(profile, cidr);
  if (range !== undefined) problems.add(`${what} lies in the cluster's own range ${range}: connect to the app or tenant instead`);
  if (cidr.endsWith('/0')) problems.add(`${what} is everybody: use Remote.internet({ tcp: [443] }), which leaves out private ranges`);
  const inside = metadataCidrs(profile).find((metadata) => contains(metadata, cidr));
  if (inside !== undefined) problems.add(`${what} is the cloud's metadata address ${inside}, which hands out credentials`);
  const except = disjoint([...left, ...metadataCidrs(profile).filter((metadata) => metadata !== cidr && contains(cidr, metadata))]);
  return [{ ipBlock: { cidr, ...(except.length === 0 ? {} : { except }) } }];
}

/** IP blocks as peers, IPv4 first. */
export function blocks(cidrs: readonly string[]): readonly NetworkPolicyPeer[] {
  return [...new Set(cidrs)].sort(byAddress).map((cidr) => ({ ipBlock: { cidr } }));
}

function podsText({ namespace, podLabels }: PodsAt): string {
  const labels = Object.entries(podLabels).map(([key, value]) => `${key}=${value}`);
  return labels.length === 0 ? `the pods of ${namespace}` : `${namespace}/${labels.join(',')}`;
}

function caller(problems: Problems, what: string, pods: readonly PodsAt[]): Resolved {
  if (pods.length === 0) problems.add(`the platform's ${what} must say who calls, got none`);
  return { openings: [{ peers: pods.map(podsPeer), ports: [] }], cilium: [] };
}

function portsTowards(problems: Problems, what: string, ports: PortNumbers, direction: Direction): readonly PolicyPort[] {
  return direction === 'to' ? numberedPorts(problems, what, ports) : [];
}
