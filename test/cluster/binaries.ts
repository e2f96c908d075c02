import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build, hasGo } from './build';
import type { Version } from './versions';

/** What a control plane is made of, what prepares it, and the client that asks it. */
export const PROGRAMS = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubeadm', 'kwok', 'kubectl'] as const;

/** Where each program lies. */
export type Binaries = Readonly<Record<(typeof PROGRAMS)[number], string>>;

/** The programs of a Kubernetes minor, or why there are none. */
export function findBinaries(version: Version, say: (line: string) => void, env = process.env): Binaries | { readonly missing: string } {
  const given = env['PALISADE_CONTROL_PLANE_BIN'] || undefined;
  const found = given === undefined ? { missing: 'PALISADE_CONTROL_PLANE_BIN is not set' } : within(given, version, env);
  if (!('missing' in found)) return found;
  if (hasGo(env))
    return programs([
      build(`kubernetes-${version}`, say),
      build(`kubeadm-${version}`, say),
      build('etcd', say),
      build('kwok', say),
    ]) as Binaries;
  return {
    missing: [
      `${found.missing}, and Go, which would build them, is not on the PATH`,
      `set PALISADE_CONTROL_PLANE_BIN to a directory with ${PROGRAMS.join(', ')} of Kubernetes ${version}, or with a subdirectory '${version}' that has them`,
      'or install Go 1.26 or newer (https://go.dev/dl), which builds them once, from the modules in test/cluster/modules',
    ].join('; '),
  };
}

/** The programs in a directory of the user, of which a subdirectory named by the version comes first. */
function within(directory: string, version: Version, env: NodeJS.ProcessEnv): Binaries | { readonly missing: string } {
  const found = programs([join(directory, version), directory, ...(env['PATH'] ?? '').split(':')], directory);
  const absent = PROGRAMS.filter((program) => found[program] === undefined);
  if (absent.length > 0)
    return { missing: `PALISADE_CONTROL_PLANE_BIN (${directory}) has no ${absent.join(', ')} of Kubernetes ${version}` };
  const binaries = found as Binaries;
  const told = spawnSync(binaries['kube-apiserver'], ['--version'], { encoding: 'utf8' }).stdout.trim();
  if (told.startsWith(`Kubernetes v${version}.`)) return binaries;
  return { missing: `PALISADE_CONTROL_PLANE_BIN (${directory}) has the kube-apiserver of '${told}', expected Kubernetes v${version}` };
}

/** The first place of each program; kubectl alone may come from anywhere. */
function programs(directories: readonly string[], inside?: string): Partial<Record<string, string>> {
  return Object.fromEntries(
    PROGRAMS.map((program) => [
      program,
      directories
        .filter((directory) => inside === undefined || program === 'kubectl' || directory.startsWith(inside))
        .map((directory) => join(directory, program))
        .find((path) => existsSync(path)),
    ]),
  );
}
