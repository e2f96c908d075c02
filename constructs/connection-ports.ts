import type { Member } from './member';
import { numberedPorts, type PolicyPort, type PortNumbers } from './ports';
import type { Problems } from './problems';

/** The called side's ports that a connection opens. Adds a problem if there are none, or one is unknown. */
export function portsBetween(
  problems: Problems,
  called: Member,
  wanted: readonly string[] | PortNumbers | undefined,
): readonly PolicyPort[] {
  if (wanted === undefined) {
    if (called.ports.length === 0)
      problems.add(`${called.name} declares no ports, so there is nothing to call; say ports: { tcp: [8080] }`);
    return called.ports;
  }
  if (!isNames(wanted)) return numberedPorts(problems, `the connection to ${called.name}`, wanted);
  if (wanted.length === 0) problems.add(`the connection to ${called.name} must name at least one port: no ports are no traffic`);
  return wanted.flatMap((name) => {
    const found = called.ports.find((port) => port.name === name);
    if (typeof name === 'number') problems.add(`ports by number need their protocol, such as { tcp: [${name}] }, got [${name}]`);
    else if (found === undefined)
      problems.add(`${called.name} has no port '${name}', expected one of ${called.ports.map((port) => port.name).join(', ') || 'none'}`);
    return found === undefined ? [] : [found];
  });
}

/** Ports of a peer whose names are not known here. Adds a problem unless they are given by number. */
export function portsByNumber(
  problems: Problems,
  name: string,
  wanted: readonly string[] | PortNumbers | undefined,
): readonly PolicyPort[] {
  if (wanted !== undefined && !isNames(wanted)) return numberedPorts(problems, `the connection to ${name}`, wanted);
  problems.add(`the connection to ${name} must give ports by number, such as ports: { tcp: [8080] }`);
  return [];
}

function isNames(ports: readonly string[] | PortNumbers): ports is readonly string[] {
  return Array.isArray(ports);
}
