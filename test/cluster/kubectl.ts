import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';

export interface KubectlOptions {
  /** What kubectl reads from its standard input. */
  readonly input?: string;
  /** User to impersonate, such as `alice` or `system:serviceaccount:shop:cart`. */
  readonly as?: string;
  /** Groups of that user. */
  readonly groups?: readonly string[];
  /** Bearer token to use in place of the administrator's. */
  readonly token?: string;
}

export interface KubectlResult {
  /** 0 when it has succeeded, -1 when it did not run or not end. */
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs kubectl and returns what it says, whatever that is. */
export type Kubectl = (args: readonly string[], options?: KubectlOptions) => KubectlResult;

/** The kubectl at a path with the credentials in a file; `home` keeps what it caches. */
export function kubectlWith(path: string, kubeconfig: string, home: string): Kubectl {
  // No variable of the caller may point it at another cluster.
  const env = { HOME: home, PATH: process.env['PATH'] ?? '' };
  return (args, { input = '', as, groups = [], token } = {}) => {
    const config = token === undefined ? kubeconfig : withoutUsers(kubeconfig, home);
    const flags = Object.entries({ kubeconfig: config, as, token }).flatMap(([flag, value]) =>
      value === undefined ? [] : [`--${flag}`, value],
    );
    const command = [...flags, ...groups.flatMap((group) => ['--as-group', group]), ...args];
    const { status, stdout, stderr, error } = spawnSync(path, command, {
      input,
      encoding: 'utf8',
      env,
      maxBuffer: 64 << 20,
      timeout: 120_000,
    });
    return { status: status ?? -1, stdout: stdout ?? '', stderr: `${stderr ?? ''}${error?.message ?? ''}` };
  };
}

/** The same clusters for somebody who has a token: a certificate of the administrator would be believed before it. */
function withoutUsers(kubeconfig: string, home: string): string {
  const path = join(home, 'nobody.kubeconfig');
  if (existsSync(path)) return path;
  const config = load(readFileSync(kubeconfig, 'utf8')) as { users: readonly { name: string }[] };
  writeFileSync(path, dump({ ...config, users: config.users.map(({ name }) => ({ name, user: {} })) }), { mode: 0o600 });
  return path;
}
