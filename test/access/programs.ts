import { spawnSync } from 'node:child_process';

/** Where programs of administrators lie, which not everybody has on the path. */
const PATH = `${process.env['PATH'] ?? ''}:/usr/local/sbin:/usr/sbin:/sbin`;

/** The path of a program, or `undefined` where the machine has none. */
export function find(program: string): string | undefined {
  const { stdout } = spawnSync('sh', ['-c', 'command -v "$1"', 'sh', program], { encoding: 'utf8', env: { PATH } });
  return stdout.trim() || undefined;
}

/** Which Debian package has a program that is not called like it. */
const PACKAGES: Readonly<Record<string, string>> = {
  nginx: 'nginx-light',
  nft: 'nftables',
  ip: 'iproute2',
  unshare: 'util-linux',
  nsenter: 'util-linux',
  mount: 'util-linux',
  sysctl: 'procps',
  'systemd-analyze': 'systemd',
};

/** One sentence that names the programs which the machine lacks, and how to get them; `undefined` if it has all of them. */
export function missing(programs: readonly string[]): string | undefined {
  const absent = programs.filter((program) => find(program) === undefined);
  if (absent.length === 0) return undefined;
  const packages = [...new Set(absent.map((program) => PACKAGES[program] ?? program))];
  return `this machine has no ${absent.join(', ')}: install ${packages.join(', ')} (apt-get install ${packages.join(' ')})`;
}

/** The path of a program. @throws {Error} with a sentence that says how to get it */
export function need(program: string): string {
  const path = find(program);
  if (path === undefined) throw new Error(missing([program]));
  return path;
}
