import { checkCidrs, disjoint, hostCidr, isIPv4 } from '../cidr';
import { checkKeys, checkWord, type Problems, shown } from '../problems';
import { checkWhole } from './checks';
import { type HostPorts, PLUGIN_PORTS, type PluginPorts } from './firewall-ports';
import type { HostFile, Surroundings } from './part';

/** Another door of the hosts, which the cluster itself does not need. */
export interface DoorProps extends HostPorts {
  /** Which hosts have it. */
  readonly hosts: 'control-plane' | 'every-node' | 'node';
  /** Ranges that may come in, at least one. */
  readonly from: readonly string[];
  /** What it is for, in one line; written beside it. */
  readonly because: string;
}

export interface FirewallProps {
  /** Ranges that may log in by SSH, such as a jump host; `[]` for nobody, who then needs a console. */
  readonly ssh: readonly string[];

  /** @default 22 */
  readonly sshPort?: number;

  /** Ranges that may call the API server besides nodes and pods: the front, load balancers, jump hosts. @default [] */
  readonly clients?: readonly string[];

  /** Ranges that may read metrics of kubelets, besides the API servers: metrics-server, Prometheus. @default [] */
  readonly kubeletClients?: readonly string[];

  /** Ranges that may call node ports; the load balancers, as a rule. @default [] */
  readonly nodePorts?: readonly string[];

  /** What hosts need of each other for the network plugin. @default - what is known of the profile's `cni`; needed for `standard` */
  readonly plugin?: HostPorts;

  /** @default [] */
  readonly doors?: readonly DoorProps[];
}

const KEYS: Readonly<Record<keyof FirewallProps, true>> = {
  ssh: true,
  sshPort: true,
  clients: true,
  kubeletClients: true,
  nodePorts: true,
  plugin: true,
  doors: true,
};
const DOOR_KEYS: Readonly<Record<keyof DoorProps, true>> = { hosts: true, from: true, because: true, tcp: true, udp: true };
const PORT_KEYS: Readonly<Record<keyof HostPorts, true>> = { tcp: true, udp: true };

const UNIT = 'firewall/palisade-firewall@.service';
const HOSTS = ['control-plane', 'node'] as const;
type Host = (typeof HOSTS)[number];

export const firewallReasons: Readonly<Record<string, string>> = Object.fromEntries([
  ...HOSTS.flatMap((host) =>
    Object.entries({
      'chain input': 'elevation: nobody reaches a port of the host that is not meant for them',
      'chain before_translation': 'disclosure: node ports are closed before they are translated to pods, where input no longer sees them',
      'set members': 'elevation: etcd and the kubelets answer the control plane alone',
      'set nodes': "spoofing: the network plugin's tunnels take packets from nodes alone",
      'rule loopback': "spoofing: nobody outside talks to what listens on the host's own address, which kube-proxy lets the kernel route",
      'rule log': 'repudiation: what is dropped is counted, and some of it logged',
    }).map(([field, reason]): [string, string] => [`firewall/${host}.nft:${field}`, reason]),
  ),
  [`${UNIT}:Before`, 'elevation: it is closed before there is a network'],
]);

interface Rule {
  readonly from: readonly string[];
  readonly to?: readonly string[];
  readonly ports: Required<HostPorts>;
  readonly because: string;
}

/** The rules of each kind of host, and the unit that loads them. Props that cannot be are problems. */
export function firewallFiles(props: FirewallProps, surroundings: Surroundings, problems: Problems): readonly HostFile[] {
  const before = problems.count;
  check(props, surroundings, problems);
  // What has not passed is not written, and the problems are refused before anybody asks for it.
  const sound = problems.count === before;
  const file = (host: Host): HostFile => ({
    path: `firewall/${host}.nft`,
    text: () => (sound ? table(host, props, surroundings) : ''),
    installedAt: `/etc/palisade/firewall/${host}.nft`,
    permissions: '0600',
    hosts: host === 'node' ? 'every-node' : 'control-plane',
  });
  const unit: HostFile = {
    path: UNIT,
    text: () => UNIT_TEXT,
    installedAt: '/etc/systemd/system/palisade-firewall@.service',
    permissions: '0644',
    hosts: 'every-node',
  };
  return [...HOSTS.map(file), unit];
}

function check(props: FirewallProps, { profile }: Surroundings, problems: Problems): void {
  const what = 'access.firewall';
  checkKeys(problems, what, props, KEYS);
  if (profile.nodeCidrs.length === 0)
    problems.add(`${what} needs to know the nodes, which are shut out otherwise: name their ranges in the platform's nodeCidrs`);
  if (props.ssh === undefined) {
    problems.add(`${what}.ssh must say who may log in, such as the jump host's ['10.1.0.5/32'], or [] for nobody, got nothing`);
  } else checkRanges(problems, `${what}.ssh`, props.ssh);
  for (const field of ['clients', 'kubeletClients', 'nodePorts'] as const) checkRanges(problems, `${what}.${field}`, props[field] ?? []);
  if (props.sshPort !== undefined) checkWhole(problems, `${what}.sshPort`, props.sshPort, 1, 65_535);
  if (props.plugin !== undefined) checkPorts(problems, `${what}.plugin`, props.plugin, PORT_KEYS);
  else if (PLUGIN_PORTS[profile.cni] === undefined)
    problems.add(
      `${what}.plugin must say what the network plugin needs between nodes, as cni is '${profile.cni}', which may be any: name the cni, or the ports, such as { udp: [4789] }, or {} for none`,
    );
  const doors: unknown = props.doors ?? [];
  if (!Array.isArray(doors)) problems.add(`${what}.doors must be a list, got ${shown(doors)}`);
  else for (const [index, door] of doors.entries()) checkDoor(problems, `${what}.doors[${index}]`, door);
}

function checkDoor(problems: Problems, what: string, door: unknown): void {
  if (!checkPorts(problems, what, door, DOOR_KEYS)) return;
  const { hosts, from, because, tcp, udp } = door as DoorProps;
  if (hosts === undefined) problems.add(`${what}.hosts must be one of control-plane, every-node, node, got nothing`);
  checkWord(problems, `${what}.hosts`, hosts, ['control-plane', 'every-node', 'node']);
  checkRanges(problems, `${what}.from`, from);
  if (Array.isArray(from) && from.length === 0) problems.add(`${what}.from must name at least one range, got []`);
  if ((tcp ?? []).length + (udp ?? []).length === 0) problems.add(`${what} must name at least one port in tcp or udp, got none`);
  if (typeof because !== 'string' || because.length > 120 || because.trim() === '' || /[\p{C}\p{Zl}\p{Zp}\\]/u.test(because))
    problems.add(`${what}.because must say in one line of at most 120 characters what it is for, got ${shown(because)}`);
}

function checkRanges(problems: Problems, what: string, ranges: unknown): void {
  if (!Array.isArray(ranges)) problems.add(`${what} must be a list of ranges such as ['10.1.0.5/32'], got ${shown(ranges)}`);
  else checkCidrs(problems, what, ranges);
}

function checkPorts(problems: Problems, what: string, ports: unknown, keys: Readonly<Record<string, true>>): boolean {
  if (typeof ports !== 'object' || ports === null || Array.isArray(ports)) {
    problems.add(`${what} must be an object such as { tcp: [443] }, got ${shown(ports)}`);
    return false;
  }
  checkKeys(problems, what, ports, keys);
  for (const protocol of ['tcp', 'udp'] as const) {
    const given: unknown = (ports as HostPorts)[protocol] ?? [];
    const list: readonly unknown[] = Array.isArray(given) ? given : [given];
    for (const port of list) {
      const [, first, last] =
        /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(typeof port === 'number' || typeof port === 'string' ? `${port}` : '') ?? [];
      const ends = [Number(first), Number(last ?? first)] as const;
      const fine =
        Array.isArray(given) &&
        (typeof port === 'number') === (last === undefined) &&
        ends[0] >= 1 &&
        ends[0] <= ends[1] &&
        ends[1] <= 65_535;
      if (!fine) problems.add(`${what}.${protocol} must be ports from 1 to 65535 such as 443 or '8000-8080', got ${shown(port)}`);
    }
  }
  return true;
}

function rulesOf(host: Host, props: FirewallProps, { profile }: Surroundings): readonly Rule[] {
  const tcp = (...ports: NonNullable<HostPorts['tcp']>) => ({ tcp: ports, udp: [] });
  const dns = profile.dns.nodeLocal.map(hostCidr);
  const { clients = [], kubeletClients = [], nodePorts = [], doors = [] } = props;
  const NODE_PORTS = { tcp: ['30000-32767' as const], udp: ['30000-32767' as const] };
  return [
    { from: props.ssh, ports: tcp(props.sshPort ?? 22), because: 'people log in' },
    ...(host === 'control-plane'
      ? [
          { from: ['@nodes', ...profile.podCidrs, ...clients], ports: tcp(profile.apiServer.port), because: 'the API server' },
          { from: ['@members'], ports: tcp('2379-2380'), because: 'etcd, for API servers and the other members' },
        ]
      : []),
    { from: ['@members', ...kubeletClients], ports: tcp(10250), because: 'the kubelet, for API servers: logs, exec, metrics' },
    { from: nodePorts, ports: NODE_PORTS, because: 'node ports' },
    ...(dns.length === 0
      ? []
      : [{ from: profile.podCidrs, to: dns, ports: { tcp: [53], udp: [53] }, because: "the node's own DNS cache" }]),
    ...doors
      .filter(({ hosts }) => hosts === 'every-node' || hosts === host)
      .map(({ from, because, tcp = [], udp = [] }) => ({ from, because, ports: { tcp, udp } })),
  ].filter(({ from }) => from.length > 0) satisfies readonly Rule[];
}

/** Ranges of one family by the expression that matches an address within them; `undefined` where there are none. */
function matching(family: 'ip' | 'ip6', side: 'daddr' | 'saddr', ranges: readonly string[]): readonly string[] {
  const named = ranges.filter((range) => range.startsWith('@')).map((range) => `${family} ${side} ${range}_${family}`);
  const numbered = disjoint(ranges.filter((range) => !range.startsWith('@') && isIPv4(range) === (family === 'ip')));
  return [...named, ...(numbered.length === 0 ? [] : [`${family} ${side} { ${numbered.join(', ')} }`])];
}

function ruleLines({ from, to, ports, because }: Rule): readonly string[] {
  const lines = (['ip', 'ip6'] as const).flatMap((family) => {
    const targets = to === undefined ? [''] : matching(family, 'daddr', to).map((match) => `${match} `);
    return matching(family, 'saddr', from).flatMap((source) =>
      targets.flatMap((target) =>
        (['tcp', 'udp'] as const)
          .filter((protocol) => ports[protocol].length > 0)
          .map((protocol) => `${source} ${target}${protocol} dport { ${ports[protocol].join(', ')} } accept`),
      ),
    );
  });
  return [`# ${because}`, ...lines];
}

function pluginLines({ plugin }: FirewallProps, { profile }: Surroundings): readonly string[] {
  const known: PluginPorts | undefined = PLUGIN_PORTS[profile.cni];
  const { tcp = [], udp = [], ip = [] }: Partial<PluginPorts> = plugin ?? known ?? {};
  if (tcp.length + udp.length + ip.length === 0) return [];
  const protocols = (['ip', 'ip6'] as const).flatMap((family) =>
    ip.length === 0 ? [] : [`${family} saddr @nodes_${family} meta l4proto { ${ip.join(', ')} } accept`],
  );
  const said = plugin === undefined && known !== undefined ? `${profile.cni}: ${known.source}` : 'the network plugin';
  return [...ruleLines({ from: ['@nodes'], ports: { tcp, udp }, because: said }), ...protocols];
}

function setLines(name: string, ranges: readonly string[]): readonly string[] {
  return (['ip', 'ip6'] as const).flatMap((family) => {
    const elements = disjoint(ranges.filter((range) => isIPv4(range) === (family === 'ip')));
    return [
      `set ${name}_${family} {`,
      `  type ${family === 'ip' ? 'ipv4_addr' : 'ipv6_addr'}`,
      '  flags interval',
      ...(elements.length === 0 ? [] : [`  elements = { ${elements.join(', ')} }`]),
      '}',
    ];
  });
}

function table(host: Host, props: FirewallProps, surroundings: Surroundings): string {
  const { profile, members } = surroundings;
  const controlPlane = members.map(({ address }) => hostCidr(address));
  const nodePorts = (['ip', 'ip6'] as const).flatMap((family) => matching(family, 'saddr', props.nodePorts ?? []));
  return `#!/usr/sbin/nft -f
# What comes in to a ${host === 'node' ? 'node' : 'member of the control plane'}: nothing that is not named here. A table of its own, replaced as a whole; those of kube-proxy and of
# the network plugin stay, and packets to and from pods, which are forwarded, are theirs. What goes out is left alone.
table inet palisade_host
delete table inet palisade_host
table inet palisade_host {
${indented(1, [...setLines('members', controlPlane), ...setLines('nodes', [...profile.nodeCidrs, ...controlPlane])])}

  # Ahead of kube-proxy, which sends what comes to a node port on to a pod, past input.
  chain before_translation {
    type filter hook prerouting priority -150; policy accept;
    iifname "lo" accept
    ct state established,related accept
${indented(
  2,
  nodePorts.map((source) => `${source} accept`),
)}${nodePorts.length === 0 ? '' : '\n'}    fib daddr type local meta l4proto { tcp, udp, sctp } th dport 30000-32767 counter drop
  }

  chain input {
    type filter hook input priority filter; policy drop;
    iifname "lo" accept
    ct state invalid counter drop
    ct state established,related accept
    # kube-proxy has the kernel route packets to 127.0.0.1 that come from elsewhere (CVE-2020-8558).
    ip daddr 127.0.0.0/8 counter drop

    # Errors that connections need, and a few pings.
    icmp type { destination-unreachable, time-exceeded, parameter-problem } accept
    icmpv6 type { destination-unreachable, packet-too-big, time-exceeded, parameter-problem } accept
    icmpv6 type { nd-router-advert, nd-neighbor-solicit, nd-neighbor-advert } ip6 hoplimit 255 accept
    icmpv6 type { mld-listener-query, mld-listener-report, mld-listener-done, mld2-listener-report } ip6 saddr fe80::/10 accept
    icmp type echo-request limit rate 10/second burst 20 packets accept
    icmpv6 type echo-request limit rate 10/second burst 20 packets accept
    # Answers of DHCP for IPv6, which come to an address that was not asked.
    ip6 saddr fe80::/10 udp sport 547 udp dport 546 accept

${indented(2, [...rulesOf(host, props, surroundings).flatMap(ruleLines), ...pluginLines(props, surroundings)])}

    limit rate 10/minute burst 20 packets log prefix "palisade dropped: " level info
    counter drop
  }
}
`;
}

function indented(depth: number, lines: readonly string[]): string {
  return lines.map((line) => `${'  '.repeat(depth)}${line}`).join('\n');
}

const UNIT_TEXT = `# Loads the rules of this host: systemctl enable --now palisade-firewall@control-plane on a member, palisade-firewall@node on a node.
[Unit]
Description=Firewall of a Kubernetes host (%i)
Documentation=man:nft(8)
DefaultDependencies=no
Wants=network-pre.target
Before=network-pre.target kubelet.service
After=local-fs.target

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/usr/sbin/nft -f /etc/palisade/firewall/%i.nft
ExecReload=/usr/sbin/nft -f /etc/palisade/firewall/%i.nft
ExecStop=/usr/sbin/nft delete table inet palisade_host
CapabilityBoundingSet=CAP_NET_ADMIN
NoNewPrivileges=yes
PrivateTmp=yes
ProtectHome=yes
ProtectSystem=strict
RestrictAddressFamilies=AF_NETLINK

[Install]
WantedBy=sysinit.target
`;
