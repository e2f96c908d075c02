import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { ControlPlane } from './control-plane';
import { DIST } from './example';

/** Runs the generated script of a pool, with kubectl as somebody if flags say so. */
export function script(cluster: ControlPlane, pool: string, args: readonly string[], flags: readonly string[] = []) {
  const KUBECTL = [cluster.kubectlPath, '--kubeconfig', cluster.kubeconfig, ...flags].join(' ');
  const { status, stdout, stderr } = spawnSync('bash', [join(DIST, 'nodes', `${pool}.sh`), ...args], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', HOME: cluster.directory, KUBECTL },
  });
  return { status, stdout, stderr };
}
