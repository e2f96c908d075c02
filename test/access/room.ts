import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { missing } from './programs';

/** A try to reach a port of the host, or of a node port behind it. */
export interface Call {
  readonly protocol: 'tcp' | 'udp';
  readonly from: string;
  readonly to: string;
  readonly port: number;
}

/** Rules of nft that are loaded one after the other, and what is asked then. */
export interface Step {
  readonly rules: readonly string[];
  readonly calls: readonly Call[];
}

/** Who is where, and who listens on what. */
export interface Room {
  /** Addresses of the host. */
  readonly host: readonly string[];
  /** Addresses of everybody else. */
  readonly outside: readonly string[];
  /** Addresses of a pod of the host. */
  readonly pod: readonly string[];
  readonly listens: { readonly tcp: readonly number[]; readonly udp: readonly number[] };
  readonly podListens: { readonly tcp: readonly number[]; readonly udp: readonly number[] };
  readonly steps: readonly Step[];
}

export interface Answers {
  /** For each call `reached`, `dropped`, or the error that the kernel answers with. */
  readonly answers: readonly string[];
  readonly tables: readonly string[];
  readonly ruleset: string;
  /** The same with what its counters have counted. */
  readonly counted: string;
}

/** Does the steps in network namespaces that are gone afterwards; nothing of this machine's own network is touched. */
export function inRoom(room: Room): readonly Answers[] {
  const lacking = missing(['nft', 'ip', 'unshare', 'nsenter', 'mount', 'sysctl']);
  if (lacking !== undefined) throw new Error(lacking);
  const asRoot = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'];
  const { status, stdout, stderr, error } = spawnSync(
    'unshare',
    [...asRoot, '--net', '--mount', '--fork', '--kill-child', process.execPath, join(__dirname, 'room-process.js')],
    { input: JSON.stringify(room), encoding: 'utf8', timeout: 90_000, maxBuffer: 64 << 20 },
  );
  if (status !== 0)
    throw new Error(`the network namespaces failed, which need root or user namespaces of one's own: ${error?.message ?? stderr}`);
  return JSON.parse(stdout) as readonly Answers[];
}
