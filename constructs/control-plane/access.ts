import { checkKeys, type Problems, shown } from '../problems';
import { type FirewallProps, firewallFiles, firewallReasons } from './firewall';
import { type JumpHostProps, kubectlProxyFile, kubectlProxyReasons } from './kubectl-proxy';
import { type FrontProps, nginxFile, nginxReasons } from './nginx';
import type { HostFile, Part, Surroundings } from './part';

/** The ways to the API server and to the hosts; each is written where it is named, as each is about hosts that only you know. */
export interface AccessProps {
  /** What comes in to the hosts. Needs the platform's `nodeCidrs`. @default - no rules are written */
  readonly firewall?: FirewallProps;

  /** An nginx in front of the API servers. @default - none is written */
  readonly front?: FrontProps;

  /** `kubectl proxy` on a host where people come in. @default - none is written */
  readonly jumpHost?: JumpHostProps;
}

const KEYS: Readonly<Record<keyof AccessProps, true>> = { firewall: true, front: true, jumpHost: true };

export const reasons: Readonly<Record<string, string>> = { ...firewallReasons, ...nginxReasons, ...kubectlProxyReasons };

/** Files for the hosts on the way to the API server, and rules for what comes in to its own. */
export function accessPart(props: AccessProps | undefined, surroundings: Surroundings, problems: Problems): Part {
  const given = props ?? {};
  checkKeys(problems, 'access', given, KEYS);
  const write = <Props>(name: keyof AccessProps, writer: (props: Props) => readonly HostFile[]): readonly HostFile[] => {
    const value: unknown = given[name];
    if (value === undefined) return [];
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return writer(value as Props);
    problems.add(`access.${name} must be an object of options, got ${shown(value)}`);
    return [];
  };
  const files = [
    ...write<JumpHostProps>('jumpHost', (value) => [kubectlProxyFile(value, problems)]),
    ...write<FrontProps>('front', (value) => [nginxFile(value, surroundings, problems)]),
    ...write<FirewallProps>('firewall', (value) => firewallFiles(value, surroundings, problems)),
  ];
  const written = new Set(files.map(({ path }) => path));
  return {
    files,
    reasons: Object.fromEntries(Object.entries(reasons).filter(([key]) => written.has(key.slice(0, key.indexOf(':'))))),
  };
}
