import { type ApiObjectMetadata, Chart, Lazy } from 'cdk8s';
import type { INetworkPolicyPeer, NetworkPolicyPeerConfig } from 'cdk8s-plus-27';
import type { Construct, IConstruct } from 'constructs';
import { CiliumNetworkPolicy, type CiliumNetworkPolicySpecEgress } from '../imports/cilium.io';
import { KubeObject, type LabelSelector, type NetworkPolicyPeer, type NetworkPolicySpec } from '../imports/k8s';
import { DOMAIN, NAMESPACE_NAME_LABEL } from './labels';
import { byText } from './names';
import { byPort, numberedPorts, type PolicyPort, type Port, type PortNumbers, portText } from './ports';
import { Problems } from './problems';
import { profileOf } from './profile-of';
import { type CiliumDestination, type Opening, podsPeer, Remote } from './remote';

/** Pods that policies can select, and who answers for them. */
export interface Member {
  readonly construct: Construct;
  /** How it is spoken of inside its namespace. */
  readonly name: string;
  readonly namespace: string;
  /** `undefined` for pods that belong to no tenant of ours. */
  readonly tenant: string | undefined;
  readonly selector: LabelSelector;
  /** Ports that callers reach when they name none; empty for a whole namespace. */
  readonly ports: readonly Port[];
  /** Name and labels of the policy. */
  readonly policy: ApiObjectMetadata & { readonly name: string };
}

/** Anything with connections: an app, or a whole tenant namespace. */
export interface Connectable {
  readonly connections: Connections;
}

/** Whom to connect to: an app or namespace of ours, somebody remote, or a workload or namespace of cdk8s-plus. */
export type Peer = Connectable | Remote | INetworkPolicyPeer;

/** How a connection is narrowed and explained. */
export interface ConnectionProps {
  /** Names of the called app's ports, or numbers. @default - all ports of the called app */
  readonly ports?: readonly string[] | PortNumbers;
  /** Why it is open; written into the policy. @default - none */
  readonly reason?: string;
}

interface Flow {
  /** Who is at the other end, as spoken of here. */
  readonly peer: string;
  /** The member at the other end, if it is one. */
  readonly member?: Member;
  readonly openings: Opening[];
  readonly cilium: CiliumDestination[];
  readonly reasons: Set<string>;
}

/**
 * Who may call an app or a tenant's namespace, and whom it may call. Nothing declared is nothing open.
 *
 * Inside a tenant, one call writes both ends. Between tenants each end is written by its own side: the caller declares the call with
 * `allowTo`, the called side consents with `allowFrom`, and synthesis refuses a call without consent.
 */
export class Connections {
  readonly #ingress = new Map<string, Flow>();
  readonly #egress = new Map<string, Flow>();
  #written = false;
  #ciliumWritten = false;

  /** @internal */
  constructor(readonly member: Member) {
    member.construct.node.addValidation({ validate: () => this.#withoutConsent() });
  }

  /**
   * Lets these pods open connections to the peer.
   *
   * @throws {PalisadeError} for a peer that is the app itself, has no ports, or cannot be called
   */
  allowTo(peer: Peer, props: ConnectionProps = {}): void {
    const problems = this.#problems();
    if (peer instanceof Remote) {
      if (props.ports !== undefined) problems.add(`the ports of ${peer.name} belong into Remote, got them twice`);
      const { openings, cilium } = peer.resolve(problems, profileOf(this.member.construct), 'to');
      problems.refuse();
      this.#add('egress', peer.name, undefined, openings, cilium, props.reason);
      return;
    }
    const other = this.#other(problems, peer);
    if (other instanceof Connections) {
      const ports = portsBetween(problems, other.member, props.ports);
      problems.refuse();
      this.#open('egress', other, ports, props.reason);
      if (this.#sameTenant(other)) other.#open('ingress', this, ports, props.reason);
    } else {
      const ports = numbered(problems, other.name, props.ports);
      problems.refuse();
      this.#add('egress', other.name, undefined, [{ peers: other.peers, ports }], [], props.reason);
    }
  }

  /**
   * Lets the peer open connections to these pods.
   *
   * @throws {PalisadeError} for a peer that is the app itself or cannot call, or if there are no ports to call
   */
  allowFrom(peer: Peer, props: ConnectionProps = {}): void {
    const problems = this.#problems();
    const ports = portsBetween(problems, this.member, props.ports);
    if (peer instanceof Remote) {
      const { openings } = peer.resolve(problems, profileOf(this.member.construct), 'from');
      problems.refuse();
      this.#add(
        'ingress',
        peer.name,
        undefined,
        openings.map(({ peers }) => ({ peers, ports })),
        [],
        props.reason,
      );
      return;
    }
    const other = this.#other(problems, peer);
    problems.refuse();
    if (other instanceof Connections) {
      this.#open('ingress', other, ports, props.reason);
      if (this.#sameTenant(other)) other.#open('egress', this, ports, props.reason);
    } else {
      this.#add('ingress', other.name, undefined, [{ peers: other.peers, ports }], [], props.reason);
    }
  }

  /**
   * Writes the policy even if nothing is open, so that each app has one of its own to be read.
   *
   * @internal
   */
  write(): void {
    if (this.#written) return;
    this.#written = true;
    const { construct, policy } = this.member;
    const annotations = { ...policy.annotations, [`${DOMAIN}/allows`]: Lazy.any({ produce: () => this.#words() }) as unknown as string };
    new KubeObject(
      construct,
      'network-policy',
      'networking.k8s.io/v1/NetworkPolicy',
      { ...policy, annotations },
      { spec: Lazy.any({ produce: () => this.#spec() }) as Lazy },
    );
  }

  #problems(): Problems {
    return new Problems(this.member.construct.node.path);
  }

  #sameTenant(other: Connections): boolean {
    return this.member.tenant !== undefined && this.member.tenant === other.member.tenant;
  }

  #open(direction: 'egress' | 'ingress', other: Connections, ports: readonly PolicyPort[], reason: string | undefined): void {
    const { member } = other;
    const foreign = member.namespace !== this.member.namespace;
    const peer = {
      ...(foreign ? { namespaceSelector: { matchLabels: { [NAMESPACE_NAME_LABEL]: member.namespace } } } : {}),
      podSelector: member.selector,
    };
    this.#add(direction, foreign ? `${member.namespace}/${member.name}` : member.name, member, [{ peers: [peer], ports }], [], reason);
  }

  #add(
    direction: 'egress' | 'ingress',
    peer: string,
    member: Member | undefined,
    openings: readonly Opening[],
    cilium: readonly CiliumDestination[],
    reason: string | undefined,
  ): void {
    const flows = direction === 'egress' ? this.#egress : this.#ingress;
    const flow = flows.get(peer) ?? { peer, member, openings: [], cilium: [], reasons: new Set<string>() };
    flows.set(peer, flow);
    flow.openings.push(...openings);
    flow.cilium.push(...cilium);
    if (reason !== undefined) flow.reasons.add(reason);
    if (openings.length > 0) this.write();
    if (cilium.length > 0) this.#writeCilium();
  }

  /** What the peer of a call is, when it is not remote. */
  #other(
    problems: Problems,
    peer: Connectable | INetworkPolicyPeer,
  ): Connections | { readonly name: string; readonly peers: readonly NetworkPolicyPeer[] } {
    if ('connections' in peer && peer.connections instanceof Connections) {
      if (peer.connections === this)
        problems.add(`${this.member.name} is allowed to itself; its pods need a peer of their own to be called`);
      return peer.connections;
    }
    if (!('toNetworkPolicyPeerConfig' in peer)) {
      problems.add('the peer must be an app, a tenant namespace, a Remote or a peer of cdk8s-plus');
      return { name: 'nobody', peers: [] };
    }
    return workloadConnections(peer) ?? { name: peer.node.id, peers: plusPeers(problems, peer.toNetworkPolicyPeerConfig()) };
  }

  #spec(): NetworkPolicySpec {
    return {
      podSelector: this.member.selector,
      policyTypes: ['Ingress', 'Egress'],
      // An empty list is nothing to Kubernetes, but everything to an engine that reads YAML by itself: it is left out.
      ...nonEmpty(
        'ingress',
        rules(this.#ingress).map(({ peers, ports }) => ({ from: peers, ports })),
      ),
      ...nonEmpty(
        'egress',
        rules(this.#egress).map(({ peers, ports }) => ({ ports, to: peers })),
      ),
    };
  }

  /** What the policy allows, a line each. */
  #words(): string | undefined {
    const line = (direction: string, { peer, openings, reasons }: Flow) => {
      const ports = [
        ...new Set(
          openings
            .flatMap((opening) => opening.ports)
            .sort(byPort)
            .map(portText),
        ),
      ].join(', ');
      return `${direction} ${peer} ${ports}${reasons.size === 0 ? '' : `: ${[...reasons].join('; ')}`}`;
    };
    const lines = [
      ...sorted(this.#ingress).map((flow) => line('from', flow)),
      ...sorted(this.#egress)
        .filter(hasOpenings)
        .map((flow) => line('to', flow)),
    ];
    return lines.length === 0 ? undefined : lines.join('\n');
  }

  /** Destinations that this cluster's NetworkPolicies cannot name, in Cilium's words. */
  #writeCilium(): void {
    if (this.#ciliumWritten) return;
    this.#ciliumWritten = true;
    const { construct, policy, selector } = this.member;
    new CiliumNetworkPolicy(construct, 'cilium-network-policy', {
      metadata: policy,
      spec: {
        description: `What ${this.member.name} may reach beyond its NetworkPolicy.`,
        endpointSelector: { matchLabels: { ...selector.matchLabels } },
        egress: Lazy.any({ produce: () => this.#ciliumEgress() }) as unknown as CiliumNetworkPolicySpecEgress[],
      },
    });
  }

  #ciliumEgress(): CiliumNetworkPolicySpecEgress[] {
    const destinations = sorted(this.#egress).flatMap(({ cilium }) => cilium);
    const egress = destinations.map(({ ports, ...destination }) => ({
      ...destination,
      toPorts: [{ ports: ports.map(({ port, protocol }) => ({ port: String(port), protocol })) }],
    }));
    if (destinations.every(({ toFqdNs }) => toFqdNs === undefined)) return egress;
    // Cilium learns which addresses a name has from the DNS answers that pass its proxy.
    const { dns } = profileOf(this.member.construct);
    const matchLabels = {
      'k8s:io.kubernetes.pod.namespace': dns.namespace,
      ...Object.fromEntries(Object.entries(dns.podLabels).map(([key, value]) => [`k8s:${key}`, value])),
    };
    return [
      {
        toEndpoints: [{ matchLabels }],
        toPorts: [{ ports: dns.ports.map((port) => ({ port: String(port), protocol: 'ANY' })), rules: { dns: [{ matchPattern: '*' }] } }],
      },
      ...egress,
    ];
  }

  /** Calls to other tenants that those did not consent to. */
  #withoutConsent(): string[] {
    return [...this.#egress.values()].flatMap(({ peer, member, openings }) => {
      if (member === undefined || (member.tenant !== undefined && member.tenant === this.member.tenant)) return [];
      const granted = connectionsOf.get(member.construct)?.consentedTo(this.member) ?? new Set<string>();
      const refused = [...new Set(openings.flatMap(({ ports }) => ports.map(portText)))].filter((port) => !granted.has(port));
      if (refused.length === 0) return [];
      return [
        `calls ${peer} on ${refused.join(', ')} without its consent: where ${member.namespace} is defined, say ${member.name}.connections.allowFrom(${this.member.name})`,
      ];
    });
  }

  /**
   * The ports that a caller of another tenant may reach, as `7070/TCP`.
   *
   * @internal
   */
  consentedTo(caller: Member): ReadonlySet<string> {
    const flows = [...this.#ingress.values()].filter(
      ({ member }) =>
        member !== undefined && member.namespace === caller.namespace && (member.construct === caller.construct || isNamespace(member)),
    );
    return new Set(flows.flatMap(({ openings }) => openings.flatMap(({ ports }) => ports.map(portText))));
  }
}

function nonEmpty<Key extends string, Item>(key: Key, list: readonly Item[]): { readonly [K in Key]?: readonly Item[] } {
  return list.length === 0 ? {} : ({ [key]: list } as { readonly [K in Key]: readonly Item[] });
}

function isNamespace(member: Member): boolean {
  return Chart.isChart(member.construct);
}

function hasOpenings({ openings }: Flow): boolean {
  return openings.length > 0;
}

/** The connections of each member, for the consent of others. */
const connectionsOf = new WeakMap<IConstruct, Connections>();

/** The connections of a member. @internal */
export function connect(member: Member): Connections {
  const connections = new Connections(member);
  connectionsOf.set(member.construct, connections);
  return connections;
}

function sorted(flows: ReadonlyMap<string, Flow>): readonly Flow[] {
  return [...flows.values()].sort((a, b) => byText(a.peer, b.peer));
}

/** One rule for all peers that share their ports. */
function rules(
  flows: ReadonlyMap<string, Flow>,
): readonly { readonly peers: readonly NetworkPolicyPeer[]; readonly ports: readonly PolicyPort[] }[] {
  // What one peer may be reached on, over all calls.
  const portsOfPeer = new Map<string, { readonly peer: NetworkPolicyPeer; readonly ports: Map<string, PolicyPort> }>();
  for (const { openings } of sorted(flows)) {
    for (const { peers, ports } of openings) {
      for (const peer of peers) {
        const key = JSON.stringify(peer);
        const known = portsOfPeer.get(key) ?? { peer, ports: new Map<string, PolicyPort>() };
        portsOfPeer.set(key, known);
        for (const port of ports) known.ports.set(portText(port), port);
      }
    }
  }
  const byPorts = new Map<string, { readonly peers: NetworkPolicyPeer[]; readonly ports: readonly PolicyPort[] }>();
  for (const { peer, ports } of portsOfPeer.values()) {
    // No ports would open all of them.
    if (ports.size === 0) continue;
    const list = [...ports.values()].sort(byPort).map(({ port, protocol }) => ({ port, protocol }));
    const key = list.map(portText).join();
    const rule = byPorts.get(key) ?? { peers: [], ports: list };
    byPorts.set(key, rule);
    rule.peers.push(peer);
  }
  return [...byPorts.values()];
}

/** The called side's ports that a connection opens. Adds a problem if there are none, or one is unknown. */
function portsBetween(problems: Problems, called: Member, wanted: readonly string[] | PortNumbers | undefined): readonly PolicyPort[] {
  if (wanted === undefined) {
    if (called.ports.length === 0)
      problems.add(`${called.name} declares no ports, so there is nothing to call; say ports: { tcp: [8080] }`);
    return called.ports;
  }
  if (!isNames(wanted)) return numberedPorts(problems, `the connection to ${called.name}`, wanted);
  if (wanted.length === 0) problems.add(`the connection to ${called.name} must name at least one port: no ports are no traffic`);
  return wanted.flatMap((name) => {
    const found = called.ports.find((port) => port.name === name);
    if (found === undefined)
      problems.add(`${called.name} has no port '${name}', expected one of ${called.ports.map((port) => port.name).join(', ') || 'none'}`);
    return found === undefined ? [] : [found];
  });
}

function numbered(problems: Problems, name: string, wanted: readonly string[] | PortNumbers | undefined): readonly PolicyPort[] {
  if (wanted !== undefined && !isNames(wanted)) return numberedPorts(problems, `the connection to ${name}`, wanted);
  problems.add(`the connection to ${name} must give ports by number, such as ports: { tcp: [8080] }`);
  return [];
}

function isNames(ports: readonly string[] | PortNumbers): ports is readonly string[] {
  return Array.isArray(ports);
}

/** A workload of cdk8s-plus in a chart of ours, so that both ends can be written for it too. */
function workloadConnections(peer: INetworkPolicyPeer): Connections | undefined {
  const known = connectionsOf.get(peer);
  if (known !== undefined) return known;
  const { podSelector } = peer.toNetworkPolicyPeerConfig();
  if (!('containers' in peer) || podSelector === undefined || podSelector.namespaces !== undefined) return undefined;
  const home = peer.node.scopes.find((scope): scope is Chart & Connectable => Chart.isChart(scope) && 'connections' in scope);
  if (home === undefined) return undefined;
  const containers = peer.containers as readonly {
    readonly ports?: readonly { readonly name?: string; readonly number: number; readonly protocol?: string }[];
  }[];
  const ports = containers
    .flatMap((container) => container.ports ?? [])
    .map(({ name, number, protocol }) => ({
      name: name ?? String(number),
      port: number,
      servicePort: number,
      protocol: (protocol ?? 'TCP') as Port['protocol'],
    }));
  const { member } = home.connections;
  const name = 'name' in peer ? String(peer.name) : peer.node.id;
  return connect({
    construct: peer as unknown as Construct,
    name,
    namespace: member.namespace,
    tenant: member.tenant,
    selector: podSelector.labelSelector._toKube() as LabelSelector,
    ports,
    policy: { name, labels: member.policy.labels },
  });
}

/** A peer of cdk8s-plus as NetworkPolicy peers. Adds a problem for one that stands for everybody. */
function plusPeers(problems: Problems, { ipBlock, podSelector }: NetworkPolicyPeerConfig): readonly NetworkPolicyPeer[] {
  if (ipBlock !== undefined) {
    const block = ipBlock._toKube();
    if (block.cidr.endsWith('/0'))
      problems.add(`the block ${block.cidr} is everybody: use Remote.internet({ tcp: [443] }), which leaves out private ranges`);
    return [{ ipBlock: block }];
  }
  if (podSelector === undefined) return [];
  const pods = podSelector.labelSelector._toKube() as LabelSelector;
  const { names, labelSelector } = podSelector.namespaces ?? {};
  if (names !== undefined) return names.map((namespace) => ({ ...podsPeer({ namespace, podLabels: {} }), podSelector: pods }));
  if (labelSelector === undefined) return [{ podSelector: pods }];
  const namespaces = labelSelector._toKube() as LabelSelector;
  if (Object.keys(namespaces.matchLabels ?? {}).length === 0 && (namespaces.matchExpressions ?? []).length === 0) {
    problems.add('the peer selects every namespace, those of strangers included: name them');
  }
  return [{ namespaceSelector: namespaces, podSelector: pods }];
}
