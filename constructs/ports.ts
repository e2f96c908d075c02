import { byText } from './names';
import { checkWord, type Problems, shown } from './problems';

/** A transport protocol that policies tell apart. */
export type Protocol = 'SCTP' | 'TCP' | 'UDP';

/** A port that an app listens on. */
export interface PortProps {
  /** Port of the container, 1 to 65535; below 1024 it needs the capability NET_BIND_SERVICE. */
  readonly port: number;
  /** @default 'TCP' */
  readonly protocol?: Protocol;
  /**
   * Port of the Service in front of it.
   *
   * @default - the same number
   */
  readonly servicePort?: number;
}

/** Ports by name: a number for a TCP port whose Service has the same. */
export type PortsProps = Readonly<Record<string, number | PortProps>>;

/** Port numbers by protocol, for peers whose ports have no names here. */
export interface PortNumbers {
  readonly tcp?: readonly number[];
  readonly udp?: readonly number[];
  readonly sctp?: readonly number[];
}

/** A port with everything about it decided. */
export interface Port {
  readonly name: string;
  readonly port: number;
  readonly protocol: Protocol;
  readonly servicePort: number;
}

/** A port as a policy sees it: a number and a protocol. */
export interface PolicyPort {
  readonly port: number;
  readonly protocol: Protocol;
}

/** The ports of an app, in the order in which they are written. Adds a problem for each that cannot be. */
export function portsOf(problems: Problems, props: PortsProps): readonly Port[] {
  if (typeof props !== 'object' || props === null || Array.isArray(props)) {
    problems.add(`ports must be numbers by name, such as { http: 8080 }, got ${shown(props)}`);
    return [];
  }
  const ports = Object.entries(props).map(([name, value]) => {
    const given: PortProps = typeof value === 'object' && value !== null ? value : { port: value };
    const { port, protocol = 'TCP', servicePort = port } = given;
    // https://www.rfc-editor.org/rfc/rfc6335#section-5.1
    if (name.length > 15 || !/^(?!.*--)(?=.*[a-z])[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name)) {
      problems.add(
        `the name of a port must be at most 15 lower-case letters, digits and single hyphens with a letter among them, got ${shown(name)}`,
      );
    }
    checkPort(problems, `port '${name}'`, port);
    if (servicePort !== port) checkPort(problems, `servicePort of '${name}'`, servicePort);
    checkWord(problems, `protocol of port '${name}'`, protocol, ['SCTP', 'TCP', 'UDP']);
    return { name, port, protocol, servicePort };
  });
  for (const field of ['port', 'servicePort'] as const) {
    const first = new Map<string, string>();
    for (const port of ports) {
      const key = `${port[field]}/${port.protocol}`;
      const other = first.get(key);
      if (other === undefined) first.set(key, port.name);
      else problems.add(`the ports '${other}' and '${port.name}' have the same ${field} ${key}, expected one name for each`);
    }
  }
  return ports;
}

/** Ports by number, sorted. Adds a problem if there is none: an empty list would open every port. */
export function numberedPorts(problems: Problems, what: string, { tcp = [], udp = [], sctp = [] }: PortNumbers): readonly PolicyPort[] {
  for (const [protocol, given] of Object.entries({ tcp, udp, sctp })) {
    if (Array.isArray(given)) continue;
    problems.add(`${protocol} of ${what} must be a list of ports such as [443], got ${shown(given)}`);
    return [];
  }
  const ports = [
    ...sctp.map((port) => ({ port, protocol: 'SCTP' as const })),
    ...tcp.map((port) => ({ port, protocol: 'TCP' as const })),
    ...udp.map((port) => ({ port, protocol: 'UDP' as const })),
  ];
  for (const { port, protocol } of ports) checkPort(problems, `${protocol} port of ${what}`, port);
  if (ports.length === 0) problems.add(`${what} must name at least one port, such as { tcp: [443] }: no ports are no traffic`);
  return ports;
}

/** `7070/TCP`. */
export function portText({ port, protocol }: PolicyPort): string {
  return `${port}/${protocol}`;
}

/** By protocol, then by number. */
export function byPort(a: PolicyPort, b: PolicyPort): number {
  return byText(a.protocol, b.protocol) || a.port - b.port;
}

/** Adds a problem unless the number is a port. */
export function checkPort(problems: Problems, what: string, port: unknown): void {
  if (!Number.isInteger(port) || (port as number) < 1 || (port as number) > 65_535) {
    problems.add(`${what} must be a whole number from 1 to 65535, got ${shown(port)}`);
  }
}
