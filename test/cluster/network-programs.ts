import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Reaper } from './reaper';

/** A command, which arguments may follow, or why it cannot be run on this machine. */
export type Program =
  | { readonly command: readonly string[]; readonly env?: Readonly<Record<string, string>> }
  | { readonly missing: string };

const SOURCE = join(__dirname, 'network-engine');

/** The program in `network-engine/`, which enforces policies between network namespaces. */
export function findEngine(): Program {
  if (process.platform !== 'linux') return { missing: `pods are network namespaces of Linux, and this is ${process.platform}` };
  return attempt(() => {
    const files = ['engine.go', 'gate.go', 'go.mod', 'go.sum', 'main.go', 'node.go', 'probe.go'];
    // Without cgo neither a C compiler nor its libraries matter; a workspace of the caller does not either.
    const env = { CGO_ENABLED: '0', GOWORK: 'off' };
    const directory = once('network-engine', files, (target) =>
      run(['go', 'build', '-trimpath', '-ldflags=-s -w', '-o', target, '.'], env),
    );
    // Who is not root may be so for networks of his own.
    const asRoot = process.getuid?.() === 0 ? [] : ['unshare', '--user', '--map-root-user'];
    const command = [...asRoot, join(directory, 'network-engine')];
    run([...command, 'check']);
    return { command };
  });
}

/** np-guard's network-config-analyzer, which reads policies and needs no network. */
export function findAnalyzer(): Program {
  return attempt(() => {
    const pip = ['python3', '-m', 'pip', 'install', '--quiet', '--no-deps', '--disable-pip-version-check', '--root-user-action=ignore'];
    const directory = once('network-config-analyzer', ['requirements.txt'], (target) =>
      run([...pip, '--target', target, '-r', 'requirements.txt']),
    );
    return { command: ['python3', '-m', 'nca'], env: { PYTHONPATH: directory } };
  });
}

function attempt(find: () => Program): Program {
  try {
    return find();
  } catch (error) {
    return { missing: error instanceof Error ? error.message : String(error) };
  }
}

/** A directory that was filled from the files, in the cache of the control plane's programs; other files have another one. */
function once(name: string, files: readonly string[], fill: (target: string) => void): string {
  const key = createHash('sha256');
  for (const file of files) key.update(`${file}\n`).update(readFileSync(join(SOURCE, file)));
  const cache = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'palisade', 'control-plane');
  const target = join(cache, `${name}-${key.digest('hex').slice(0, 12)}`);
  if (existsSync(target)) return target;

  process.stderr.write(`making ${name} (once; minutes when nothing of it is cached)\n`);
  mkdirSync(cache, { recursive: true });
  // Beside its place, so that half of it is never taken for all.
  const staging = mkdtempSync(`${target}.`);
  new Reaper().remove(staging);
  try {
    fill(staging);
    if (!existsSync(target)) renameSync(staging, target);
    return target;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function run(command: readonly string[], variables: Readonly<Record<string, string>> = {}): void {
  const [program = '', ...args] = command;
  const { status, stderr, error } = spawnSync(program, args, { cwd: SOURCE, env: { ...process.env, ...variables }, encoding: 'utf8' });
  if (status !== 0) throw new Error(`'${command.join(' ')}' failed: ${error?.message ?? stderr.trim()}`);
}
