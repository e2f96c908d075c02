import { join } from 'node:path';
import type { Version } from './versions';

/** The one member of a test's control plane: its files lie below a scratch directory, its programs listen on the loopback address. */
export interface Site {
  readonly version: Version;
  readonly directory: string;
  readonly ports: Ports;
}

/** Free ports, by what listens there. */
export type Ports = Readonly<Record<'api' | 'etcdClients' | 'etcdPeers' | 'etcdMetrics' | 'controllerManager' | 'scheduler', number>>;

/** The member as the generated files name it: an address of documentation (RFC 5737), as no member may have one of the loopback. */
export const MEMBER = { name: 'cp-1', address: '192.0.2.1' } as const;

const ROOTS = /(^|[\s=:,"'])\/(etc\/kubernetes|var\/lib\/etcd|var\/log\/kubernetes)(?=\/|$|["'\s,])/gm;

/** A text in which each path of a host is below the site's directory; a second time changes nothing. */
export function relocated(text: string, { directory }: Site): string {
  return text.replace(ROOTS, (_, before: string, root: string) => `${before}${join(directory, root)}`);
}

/** Where a path of a host is. */
export function placeOf(path: string, site: Site): string {
  const place = relocated(path, site);
  if (place === path) throw new Error(`${path} is nowhere that the test relocates`);
  return place;
}
