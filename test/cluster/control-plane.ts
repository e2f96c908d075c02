import { join } from 'node:path';
import type { Binaries } from './binaries';
import { argumentsOn } from './differences';
import { type Options, type Prepared, type Program, prepare, releaseOf } from './generated';
import { type Kubectl, kubectlWith } from './kubectl';
import { type FakeNode, nodeList } from './nodes';
import { freePorts } from './ports';
import { Processes } from './processes';
import { useScratch } from './scratch';
import type { Site } from './site';
import { sourceOf } from './sources';
import type { Version } from './versions';
import { until } from './wait';

export type { KubectlOptions, KubectlResult } from './kubectl';
export type { FakeNode } from './nodes';

/** A running control plane, and the client to ask it. */
export interface ControlPlane {
  /** Kubernetes minor, such as `1.36`. */
  readonly version: Version;
  /** A kubeconfig file of a member of `system:masters`. */
  readonly kubeconfig: string;
  /** The kubectl that belongs to the version. */
  readonly kubectlPath: string;
  /** Where the API server answers. */
  readonly url: string;
  /** Working directory, with a `.log` file for each program; a place for the tests' own files, too. */
  readonly directory: string;
  /** Runs kubectl, as the administrator unless `as` or `token` say otherwise; never throws. */
  readonly kubectl: Kubectl;
  /** What only a control plane of our own has; `undefined` for a cluster of the user. */
  readonly own?: Own;
  /** Kills everything and removes the directory. */
  stop(): Promise<void>;
}

/** How a control plane of our own is reached behind the API server. */
export interface Own {
  /** Where its files and ports are. */
  readonly site: Site;
  /** The text of each generated file, by its path below `control-plane/`. */
  readonly files: Prepared['files'];
  /** Starts the API server anew, and waits until it is ready. */
  restartApiServer(): Promise<void>;
}

export interface StartOptions extends Options {
  readonly version: Version;
  /** Fake nodes, by name or in full. */
  readonly nodes?: readonly (string | FakeNode)[];
  /** Arguments for kube-apiserver that no generated file has; those given here win. */
  readonly apiServerArgs?: readonly string[];
  /** What runs beside etcd and kube-apiserver. @default - all of them */
  readonly parts?: readonly ('controllers' | 'scheduler' | 'kwok')[];
  /** Whether the tests look behind the API server, for which a cluster of the user will not do. @default - any cluster will */
  readonly onlyOwn?: true;
  /** Controllers of kube-controller-manager, as its `--controllers` names them; those of service accounts are needed. @default - all of them */
  readonly controllers?: readonly string[];
}

/**
 * Starts the control plane that a `ControlPlane` without options is, on the loopback address, and waits until it is ready to be used. In what it
 * differs from the generated files, `differences.ts` says, and the options.
 */
export async function start(options: StartOptions): Promise<ControlPlane> {
  const source = sourceOf(options);
  if ('missing' in source) throw new Error(source.missing);
  if ('kubeconfig' in source) return useScratch(source.kubeconfig, options);
  // Somebody may take a port between its choice and its use.
  for (let attempt = 1; ; attempt++) {
    const processes = new Processes();
    try {
      return await startWith(source.binaries, processes, options);
    } catch (error) {
      await processes.stop();
      if (attempt === 3 || !(error instanceof Error) || !error.message.includes('address already in use')) throw error;
    }
  }
}

async function startWith(binaries: Binaries, processes: Processes, options: StartOptions): Promise<ControlPlane> {
  const { version, nodes = [], apiServerArgs = [], parts = ['controllers', 'scheduler', 'kwok'], controllers } = options;
  const { directory } = processes;
  const [api = 0, etcdClients = 0, etcdPeers = 0, etcdMetrics = 0, controllerManager = 0, scheduler = 0, kwok = 0] = await freePorts(7);
  const site: Site = { version, directory, ports: { api, etcdClients, etcdPeers, etcdMetrics, controllerManager, scheduler } };
  const prepared = await prepare(site, binaries.kubeadm, releaseOf(binaries['kube-apiserver']), options);
  const { kubeconfig } = prepared;
  const run = (program: Program, given: readonly string[] = []) =>
    processes.run(program, binaries[program], argumentsOn(site, program, prepared.args[program], given));

  run('etcd');
  run('kube-apiserver', apiServerArgs);
  const kubectl = kubectlWith(binaries.kubectl, kubeconfig, directory);
  const ready = (what: string, ...args: string[]) =>
    until(
      what,
      () => kubectl(args),
      () => processes.ended(),
    );
  await ready('the API server is ready', 'get', '--raw=/readyz');
  if (parts.includes('controllers'))
    run('kube-controller-manager', controllers === undefined ? [] : [`--controllers=${controllers.join(',')}`]);
  if (parts.includes('scheduler')) run('kube-scheduler');
  if (parts.includes('kwok')) {
    processes.run('kwok', binaries.kwok, [
      ...[
        '--kubeconfig',
        kubeconfig,
        '--config',
        join(__dirname, 'kwok.yaml'),
        '--manage-all-nodes',
        '--node-lease-duration-seconds',
        '40',
      ],
      ...['--server-address', `127.0.0.1:${kwok}`],
    ]);
  }
  if (nodes.length > 0) {
    const { status, stderr } = kubectl(['create', '-f', '-'], { input: nodeList(nodes) });
    if (status !== 0) throw new Error(`the nodes could not be created: ${stderr}`);
    if (parts.includes('kwok')) await ready('the nodes are ready', 'wait', 'node', '--all', '--for=condition=Ready', '--timeout=5s');
  }
  if (parts.includes('controllers')) {
    await ready('the controllers run', 'get', 'serviceaccount/default', 'configmap/kube-root-ca.crt', '-n', 'default');
  }
  const restartApiServer = async () => {
    await processes.restart('kube-apiserver');
    await ready('the API server is ready again', 'get', '--raw=/readyz');
  };
  return {
    ...{ version, kubeconfig, kubectlPath: binaries.kubectl, url: `https://localhost:${api}`, directory, kubectl },
    own: { site, files: prepared.files, restartApiServer },
    stop: () => processes.stop(),
  };
}
