import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { findBinaries, PROGRAMS } from './binaries';
import { freePorts } from './ports';
import { Processes } from './processes';
import { findScratch, useScratch } from './scratch';
import { onEachVersion } from './suite';
import type { Version } from './versions';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'palisade-harness-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const isRunning = (pid: number) => spawnSync('kill', ['-0', String(pid)]).status === 0;

async function eventually(holds: () => boolean): Promise<boolean> {
  for (let i = 0; i < 100 && !holds(); i++) await new Promise((resolve) => setTimeout(resolve, 50));
  return holds();
}

/** Makes programs that say a version and do nothing. */
function programs(at: string, names: readonly string[], version: string): void {
  mkdirSync(at, { recursive: true });
  for (const name of names) {
    writeFileSync(join(at, name), `#!/bin/sh\necho 'Kubernetes ${version}'\n`);
    chmodSync(join(at, name), 0o755);
  }
}

describe('programs of a test', () => {
  /** Another process that starts a program through the harness, and says where it runs and as what. */
  async function other(): Promise<{ readonly process: ChildProcess; readonly directory: string; readonly pid: number }> {
    const script = join(directory, 'other.ts');
    writeFileSync(
      script,
      `import { Processes } from '${join(__dirname, 'processes')}';
       import { readFileSync } from 'node:fs';
       const processes = new Processes();
       processes.run('sleeper', '/bin/sh', ['-c', 'echo $$; exec sleep 300']);
       const wait = setInterval(() => {
         const pid = readFileSync(processes.directory + '/sleeper.log', 'utf8').trim();
         if (pid !== '') { console.log(JSON.stringify({ directory: processes.directory, pid: Number(pid) })); clearInterval(wait); }
       }, 20);
       setInterval(() => {}, 1000);`,
    );
    const child = spawn(process.execPath, ['--import', 'tsx', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    return { process: child, ...(JSON.parse(line) as { directory: string; pid: number }) };
  }

  test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('end, and leave no directory, when the test process gets a %s', async (signal) => {
    const started = await other();
    expect({ runs: isRunning(started.pid), directory: existsSync(started.directory) }).toEqual({ runs: true, directory: true });
    started.process.kill(signal);
    expect(await eventually(() => !isRunning(started.pid) && !existsSync(started.directory))).toBe(true);
  });

  test('end, and leave no directory, when they are stopped', async () => {
    const processes = new Processes();
    processes.run('sleeper', '/bin/sh', ['-c', 'exec sleep 300']);
    expect(existsSync(join(processes.directory, 'sleeper.log'))).toBe(true);
    await processes.stop();
    expect(existsSync(processes.directory)).toBe(false);
  });

  test('are told when they have ended by themselves, with the end of their log', async () => {
    const processes = new Processes();
    processes.run('quitter', '/bin/sh', ['-c', 'echo no such flag; exit 3']);
    expect(await eventually(() => processes.ended() !== undefined)).toBe(true);
    expect(processes.ended()).toBe('quitter ended with 3\nno such flag\n');
    await processes.stop();
  });

  test('are told when they cannot be started', async () => {
    const processes = new Processes();
    processes.run('absent', join(directory, 'absent'), []);
    expect(processes.ended()).toBe(`absent could not be started: ${join(directory, 'absent')}`);
    await processes.stop();
  });

  test('get different free ports', async () => {
    const ports = await freePorts(20);
    expect(new Set(ports).size).toBe(20);
  });
});

describe('binaries', () => {
  const wanted =
    "set PALISADE_CONTROL_PLANE_BIN to a directory with etcd, kube-apiserver, kube-controller-manager, kube-scheduler, kubeadm, kwok, kubectl of Kubernetes 1.36, or with a subdirectory '1.36' that has them; or install Go 1.26 or newer (https://go.dev/dl), which builds them once, from the modules in test/cluster/modules";
  const without = (reason: string) => ({ missing: `${reason}, and Go, which would build them, is not on the PATH; ${wanted}` });

  // Neither Go nor kubectl is there.
  const find = (version: Version, given: string | undefined = directory) =>
    findBinaries(version, () => {}, { PATH: '/nowhere', PALISADE_CONTROL_PLANE_BIN: given });

  test('are those of the directory', () => {
    programs(directory, PROGRAMS, 'v1.36.3');
    expect(find('1.36')).toEqual(Object.fromEntries(PROGRAMS.map((name) => [name, join(directory, name)])));
  });

  test('are those of the subdirectory of the version first', () => {
    programs(directory, ['etcd', 'kwok', 'kube-apiserver'], 'v1.36.3');
    programs(join(directory, '1.29'), ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubeadm', 'kubectl'], 'v1.29.15');
    expect(find('1.29')).toEqual({
      etcd: join(directory, 'etcd'),
      'kube-apiserver': join(directory, '1.29', 'kube-apiserver'),
      'kube-controller-manager': join(directory, '1.29', 'kube-controller-manager'),
      'kube-scheduler': join(directory, '1.29', 'kube-scheduler'),
      kubeadm: join(directory, '1.29', 'kubeadm'),
      kwok: join(directory, 'kwok'),
      kubectl: join(directory, '1.29', 'kubectl'),
    });
  });

  test('that are not there are named, with what to do', () => {
    programs(directory, ['etcd', 'kube-apiserver', 'kube-scheduler', 'kubeadm', 'kubectl'], 'v1.36.3');
    expect(find('1.36')).toEqual(
      without(`PALISADE_CONTROL_PLANE_BIN (${directory}) has no kube-controller-manager, kwok of Kubernetes 1.36`),
    );
  });

  test('of another version are not used', () => {
    programs(directory, PROGRAMS, 'v1.35.4');
    expect(find('1.36')).toEqual(
      without(`PALISADE_CONTROL_PLANE_BIN (${directory}) has the kube-apiserver of 'Kubernetes v1.35.4', expected Kubernetes v1.36`),
    );
  });

  test('are asked for when nothing is set', () => {
    expect(find('1.36', '')).toEqual(without('PALISADE_CONTROL_PLANE_BIN is not set'));
  });
});

describe('a cluster of the user', () => {
  test('is not looked for without KUBECONFIG', () => {
    expect(findScratch('1.36', {})).toEqual({ missing: 'KUBECONFIG is not set' });
  });

  onEachVersion('to be thrown away', {}, (cluster, version) => {
    const find = (wanted: Version) =>
      findScratch(wanted, {
        PATH: `${dirname(cluster.kubectlPath)}:${process.env['PATH']}`,
        KUBECONFIG: cluster.kubeconfig,
        HOME: cluster.directory,
      });

    test('is refused unless its owner has marked it', () => {
      expect(find(version)).toEqual({
        missing:
          'the cluster of KUBECONFIG does not look like a scratch cluster: kube-system has no ConfigMap with the label palisade.dev/scratch=true, which would say that tests may change and delete everything in it',
      });
    });

    test('is used when it is marked, and of the version', () => {
      expect(cluster.kubectl(['create', 'configmap', 'scratch', '-n', 'kube-system'])).toMatchObject({ status: 0 });
      expect(cluster.kubectl(['label', 'configmap', 'scratch', '-n', 'kube-system', 'palisade.dev/scratch=true'])).toMatchObject({
        status: 0,
      });
      expect(find(version)).toEqual({ kubeconfig: expect.stringContaining(cluster.url) });
      const [other, minor] = version === '1.36' ? (['1.29', 'v1.36'] as const) : (['1.36', 'v1.29'] as const);
      expect(find(other)).toEqual({ missing: `the cluster of KUBECONFIG is of Kubernetes ${minor}, expected v${other}` });
    });

    test('is left as it was found', async () => {
      const everything = () => cluster.kubectl(['get', 'namespaces,nodes,clusterroles', '-o', 'name']).stdout;
      const before = everything();
      const used = await useScratch(readFileSync(cluster.kubeconfig, 'utf8'), { version, nodes: ['node-1'] }, cluster.kubectlPath);
      expect(used.kubectl(['create', 'namespace', 'shop'])).toMatchObject({ status: 0 });
      expect(used.kubectl(['create', 'clusterrole', 'reader', '--verb=get', '--resource=pods'])).toMatchObject({ status: 0 });
      expect(everything()).toContain('node/node-1');
      await used.stop();
      expect({ left: everything(), directory: existsSync(used.directory) }).toEqual({ left: before, directory: false });
    });
  });
});
