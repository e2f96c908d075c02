import type { NetworkPolicyPeer } from '../imports/k8s';
import type { Member } from './member';
import { byText } from './names';
import { byPort, type PolicyPort, portText } from './ports';
import type { CiliumDestination, Opening } from './remote';

/** What is open between one side and a peer, over all calls that declared it. */
export interface Flow {
  /** Who is at the other end, as spoken of here. */
  readonly peer: string;
  /** The member at the other end, if it is one. */
  readonly member?: Member;
  readonly openings: Opening[];
  readonly cilium: CiliumDestination[];
  readonly reasons: Set<string>;
}

/** Flows by the name of their peer. */
export function sorted(flows: ReadonlyMap<string, Flow>): readonly Flow[] {
  return [...flows.values()].sort((a, b) => byText(a.peer, b.peer));
}

/** One rule for all peers that share their ports. */
export function rulesOf(
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
