import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Binaries } from './binaries';
import { type Kubectl, kubectlWith } from './kubectl';
import { type FakeNode, nodeList } from './nodes';
import { freePorts } from './ports';
import { Processes } from './processes';
import { useScratch } from './scratch';
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
  /** Kills everything and removes the directory. */
  stop(): Promise<void>;
}

export interface StartOptions {
  readonly version: Version;
  /** Fake nodes, by name or in full. */
  readonly nodes?: readonly (string | FakeNode)[];
  /** Admission plugins beside the default ones and NodeRestriction. */
  readonly admissionPlugins?: readonly string[];
  /** Arguments for kube-apiserver; those given here win over the same ones of the harness. */
  readonly apiServerArgs?: readonly string[];
  /** What runs beside etcd and kube-apiserver. @default - all of them */
  readonly parts?: readonly ('controllers' | 'scheduler' | 'kwok')[];
  /** Controllers of kube-controller-manager, as its `--controllers` names them; those of service accounts are needed. @default - all of them */
  readonly controllers?: readonly string[];
}

/** Starts a control plane on the loopback address, and waits until it is ready to be used. */
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
  const {
    version,
    nodes = [],
    admissionPlugins = [],
    apiServerArgs = [],
    parts = ['controllers', 'scheduler', 'kwok'],
    controllers,
  } = options;
  const { directory } = processes;
  const inside = (name: string) => join(directory, name);
  const [etcdPort = 0, peerPort = 0, port = 0, kwokPort = 0] = await freePorts(4);
  const etcd = `http://127.0.0.1:${etcdPort}`;
  const peer = `http://127.0.0.1:${peerPort}`;
  const url = `https://127.0.0.1:${port}`;
  const kubeconfig = inside('admin.kubeconfig');
  const token = writeCredentials(inside);
  // kube-apiserver makes its own serving certificate, which is its own authority.
  const authority = inside('certificates/apiserver.crt');
  writeKubeconfig(kubeconfig, url, authority, token);

  processes.run('etcd', binaries.etcd, [
    ...['--data-dir', inside('etcd'), '--unsafe-no-fsync', '--initial-cluster', `default=${peer}`],
    ...['--listen-client-urls', etcd, '--advertise-client-urls', etcd],
    ...['--listen-peer-urls', peer, '--initial-advertise-peer-urls', peer],
  ]);
  processes.run('kube-apiserver', binaries['kube-apiserver'], [
    ...['--etcd-servers', etcd, '--bind-address', '127.0.0.1', '--secure-port', String(port)],
    ...['--cert-dir', inside('certificates'), '--token-auth-file', inside('tokens.csv')],
    ...['--service-account-issuer', 'https://kubernetes.default.svc', '--service-account-key-file', inside('service-accounts.pub')],
    ...['--service-account-signing-key-file', inside('service-accounts.key'), '--service-cluster-ip-range', '10.96.0.0/16'],
    ...['--authorization-mode', 'Node,RBAC', '--allow-privileged=true'],
    ...['--enable-admission-plugins', ['NodeRestriction', ...admissionPlugins].join(',')],
    ...apiServerArgs,
  ]);

  const kubectl = kubectlWith(binaries.kubectl, kubeconfig, directory);
  const ready = (what: string, ...args: string[]) =>
    until(
      what,
      () => kubectl(args),
      () => processes.ended(),
    );
  await ready('the API server is ready', 'get', '--raw=/readyz');
  const client = ['--kubeconfig', kubeconfig];
  const fast = ['--kube-api-qps=200', '--kube-api-burst=400', '--leader-elect=false', '--secure-port=0'];
  if (parts.includes('controllers')) {
    processes.run('kube-controller-manager', binaries['kube-controller-manager'], [
      ...[...client, ...fast, '--use-service-account-credentials', '--root-ca-file', authority],
      ...['--service-account-private-key-file', inside('service-accounts.key')],
      ...(controllers === undefined ? [] : ['--controllers', controllers.join(',')]),
    ]);
  }
  if (parts.includes('scheduler')) processes.run('kube-scheduler', binaries['kube-scheduler'], [...client, ...fast]);
  if (parts.includes('kwok')) {
    processes.run('kwok', binaries.kwok, [
      ...[...client, '--config', join(__dirname, 'kwok.yaml'), '--manage-all-nodes', '--node-lease-duration-seconds', '40'],
      ...['--server-address', `127.0.0.1:${kwokPort}`],
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
  return { version, kubeconfig, kubectlPath: binaries.kubectl, url, directory, kubectl, stop: () => processes.stop() };
}

/** Writes the keys that sign the tokens of service accounts, and the administrator's token, which it returns. */
function writeCredentials(inside: (name: string) => string): string {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(inside('service-accounts.key'), privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  writeFileSync(inside('service-accounts.pub'), publicKey.export({ type: 'spki', format: 'pem' }));
  const token = randomBytes(32).toString('hex');
  writeFileSync(inside('tokens.csv'), `${token},admin,admin,"system:masters"\n`, { mode: 0o600 });
  return token;
}

function writeKubeconfig(path: string, server: string, authority: string, token: string): void {
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'local', cluster: { server, 'certificate-authority': authority } }],
    users: [{ name: 'admin', user: { token } }],
    contexts: [{ name: 'local', context: { cluster: 'local', user: 'admin' } }],
    'current-context': 'local',
  };
  writeFileSync(path, JSON.stringify(config), { mode: 0o600 });
}
