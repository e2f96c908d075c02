import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import type { ControlPlane, StartOptions } from './control-plane';
import { kubectlWith } from './kubectl';
import { nodeList } from './nodes';
import { Reaper } from './reaper';
import type { Version } from './versions';
import { until } from './wait';

/** Its owner says with it, in kube-system, that the cluster may be filled and emptied; no cluster carries it by accident. */
const MARK = 'palisade.dev/scratch=true';

/** What is not in a namespace and what tests may make. */
const KINDS = [
  'namespaces',
  'nodes',
  'clusterroles',
  'clusterrolebindings',
  'customresourcedefinitions',
  'priorityclasses',
  'runtimeclasses',
];

/** The credentials of the user's cluster, when it is one to be thrown away and of the version, or why it is not used. */
export function findScratch(version: Version, env = process.env): { readonly kubeconfig: string } | { readonly missing: string } {
  if (!env['KUBECONFIG']) return { missing: 'KUBECONFIG is not set' };
  const ask = (...args: string[]) => spawnSync('kubectl', ['--request-timeout=10s', ...args], { encoding: 'utf8', timeout: 30_000, env });
  const config = ask('config', 'view', '--raw', '--minify', '--flatten', '-o', 'json');
  if (config.status !== 0)
    return { missing: `the cluster of KUBECONFIG cannot be asked: ${config.error?.message ?? config.stderr.trim()}` };
  const mark = ask('get', 'configmaps', '-n', 'kube-system', '-l', MARK, '-o', 'name');
  if (mark.status !== 0) return { missing: `the cluster of KUBECONFIG cannot be asked: ${mark.stderr.trim()}` };
  if (mark.stdout === '') {
    return {
      missing: `the cluster of KUBECONFIG does not look like a scratch cluster: kube-system has no ConfigMap with the label ${MARK}, which would say that tests may change and delete everything in it`,
    };
  }
  const found = /v\d+\.\d+/.exec(ask('version', '-o', 'json').stdout.replace(/^[\s\S]*"serverVersion"/, ''))?.[0];
  if (found !== `v${version}`) return { missing: `the cluster of KUBECONFIG is of Kubernetes ${found}, expected v${version}` };
  return { kubeconfig: config.stdout };
}

/** A cluster of the user in place of one of our own; `stop` deletes what has come since. It needs a kwok that manages fake nodes. */
export async function useScratch(
  kubeconfig: string,
  { version, nodes = [] }: StartOptions,
  kubectlPath = 'kubectl',
): Promise<ControlPlane> {
  const directory = mkdtempSync(join(tmpdir(), 'palisade-cluster-'));
  const reaper = new Reaper();
  reaper.remove(directory);
  const file = join(directory, 'admin.kubeconfig');
  writeFileSync(file, kubeconfig, { mode: 0o600 });
  const kubectl = kubectlWith(kubectlPath, file, directory);
  const names = () => new Set(KINDS.flatMap((kind) => kubectl(['get', kind, '-o', 'name']).stdout.split('\n').filter(Boolean)));
  const before = names();
  const stop = async () => {
    const come = [...names()].filter((name) => !before.has(name));
    // Pods go while their nodes are there to let them go.
    for (const group of [come.filter((name) => name.startsWith('namespace/')), come.filter((name) => !name.startsWith('namespace/'))]) {
      if (group.length > 0) kubectl(['delete', ...group, '--timeout=100s']);
    }
    await reaper.reap();
  };
  try {
    if (nodes.length > 0) {
      const { status, stderr } = kubectl(['create', '-f', '-'], { input: nodeList(nodes) });
      if (status !== 0) throw new Error(`the nodes could not be created: ${stderr}`);
      await until('the nodes are ready', () => kubectl(['wait', 'node', '--all', '--for=condition=Ready', '--timeout=5s']));
    }
  } catch (error) {
    await stop();
    throw error;
  }
  const url = (load(kubeconfig) as { clusters: { cluster: { server: string } }[] }).clusters[0]?.cluster.server ?? '';
  return { version, kubeconfig: file, kubectlPath, url, directory, kubectl, stop };
}
