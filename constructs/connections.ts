import { Chart, Lazy } from 'cdk8s';
import type { INetworkPolicyPeer } from 'cdk8s-plus-27';
import type { Construct, IConstruct } from 'constructs';
import { CiliumNetworkPolicy, type CiliumNetworkPolicySpecEgress } from '../imports/cilium.io';
import { KubeObject, type LabelSelector, type NetworkPolicyPeer, type NetworkPolicySpec } from '../imports/k8s';
import { portsBetween, portsByNumber } from './connection-ports';
import { type Flow, rulesOf, sorted } from './flows';
import { DOMAIN, NAMESPACE_NAME_LABEL } from './labels';
import type { Member } from './member';
import { plusPeers } from './plus-peers';
import { byPort, type PolicyPort, type Port, type PortNumbers, portText } from './ports';
import { Problems } from './problems';
import { profileOf } from './profile-of';
import { type CiliumDestination, type Opening, Remote } from './remote';

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
      problems.refuse();
      const ports = portsByNumber(problems, other.name, props.ports);
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
    const isConstruct = typeof peer === 'object' && peer !== null;
    if (isConstruct && 'connections' in peer && peer.connections instanceof Connections) {
      if (peer.connections === this)
        problems.add(`${this.member.name} is allowed to itself; its pods need a peer of their own to be called`);
      return peer.connections;
    }
    if (!isConstruct || !('toNetworkPolicyPeerConfig' in peer)) {
      problems.add('the peer must be an app, a tenant namespace, a Remote or a peer of cdk8s-plus');
      return { name: '', peers: [] };
    }
    return (
      workloadConnections(peer) ?? {
        name: peer.node.id,
        peers: plusPeers(problems, profileOf(this.member.construct), peer.toNetworkPolicyPeerConfig()),
      }
    );
  }

  #spec(): NetworkPolicySpec {
    return {
      podSelector: this.member.selector,
      policyTypes: ['Ingress', 'Egress'],
      // An empty list is nothing to Kubernetes, but everything to an engine that reads YAML by itself: it is left out.
      ...nonEmpty(
        'ingress',
        rulesOf(this.#ingress).map(({ peers, ports }) => ({ from: peers, ports })),
      ),
      ...nonEmpty(
        'egress',
        rulesOf(this.#egress).map(({ peers, ports }) => ({ ports, to: peers })),
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

/** A workload of cdk8s-plus in a chart of ours, so that both ends can be written for it too. */
function workloadConnections(peer: INetworkPolicyPeer): Connections | undefined {
  const known = connectionsOf.get(peer);
  if (known !== undefined) return known;
  const { podSelector } = peer.toNetworkPolicyPeerConfig();
  if (!('containers' in peer) || podSelector === undefined) return undefined;
  const home = peer.node.scopes.findLast((scope): scope is Chart & Connectable => Chart.isChart(scope) && 'connections' in scope);
  // A workload says the namespace of its chart, unless it is told another.
  const { names = [home?.namespace] } = podSelector.namespaces ?? {};
  if (home === undefined || names.length !== 1 || names[0] !== home.namespace) return undefined;
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
