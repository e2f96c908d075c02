import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Reaper } from './reaper';

/** A folder below `modules/`: a `go.mod` that pins one upstream module, whose programs are its `tool` lines. */
export type Module = 'etcd' | 'kwok' | `kubeadm-${string}` | `kubernetes-${string}`;

const UPSTREAM = /^\t?(?:require )?(?:k8s\.io\/kubernetes|go\.etcd\.io\/etcd\/server\/v3|sigs\.k8s\.io\/kwok) v(\d+)\.(\d+)\.(\d+)\b/m;

/**
 * The directory with the module's programs, built from source unless an earlier run has done so.
 *
 * It lies in `$XDG_CACHE_HOME/palisade/control-plane`, `~/.cache` by default; another version or checksum has another directory.
 */
export function build(module: Module, say: (line: string) => void): string {
  const source = join(__dirname, 'modules', module);
  const goMod = readFileSync(join(source, 'go.mod'), 'utf8');
  const [, major, minor, patch] = UPSTREAM.exec(goMod) ?? [];
  const version = `v${major}.${minor}.${patch}`;
  const settings = ['-trimpath', '-ldflags', ['-s', '-w', ...stamp(version, `${major}`, `${minor}`)].join(' ')];
  const key = createHash('sha256')
    .update(JSON.stringify([goMod, readFileSync(join(source, 'go.sum'), 'utf8'), settings]))
    .digest('hex');
  const cache = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'palisade', 'control-plane');
  const target = join(cache, `${module.replace(/-.*/, '')}-${version}-${key.slice(0, 12)}`);
  if (existsSync(target)) return target;

  mkdirSync(cache, { recursive: true });
  // Beside its place, so that half a build is never taken for one.
  const staging = mkdtempSync(`${target}.`);
  new Reaper().remove(staging);
  try {
    for (const tool of go(source, ['list', '-f', '{{.ImportPath}}', 'tool']).trim().split('\n')) {
      const program = module === 'etcd' ? 'etcd' : tool.slice(tool.lastIndexOf('/') + 1);
      say(`building ${program} ${version} (once; minutes when Go has nothing of it cached)`);
      go(source, ['build', ...settings, '-o', join(staging, program), tool]);
    }
    if (!existsSync(target)) renameSync(staging, target);
    return target;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** Whether there is a Go to build with. */
export function hasGo(env: NodeJS.ProcessEnv): boolean {
  return spawnSync('go', ['version'], { env }).status === 0;
}

/** Linker flags by which the programs know their version: kubectl cannot compare itself with a server that has none. */
function stamp(version: string, major: string, minor: string): string[] {
  const values = { gitVersion: version, gitMajor: major, gitMinor: minor, gitTreeState: 'clean', buildDate: '1970-01-01T00:00:00Z' };
  return ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version'].flatMap((name) =>
    Object.entries(values).flatMap(([key, value]) => ['-X', `${name}.${key}=${value}`]),
  );
}

function go(directory: string, args: readonly string[]): string {
  // Without cgo neither a C compiler nor its libraries matter; a workspace of the caller does not either.
  const env = { ...process.env, CGO_ENABLED: '0', GOWORK: 'off' };
  const { status, stdout, stderr } = spawnSync('go', [...args], { cwd: directory, env, encoding: 'utf8', maxBuffer: 64 << 20 });
  if (status !== 0) throw new Error(`go ${args[0]} failed in ${directory}, and the control plane cannot be built:\n${stderr}`);
  return stdout;
}
