import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ControlPlane } from './control-plane';
import { ok, type Peer } from './network-peers';
import type { Program } from './network-programs';

/** What became of the calls between the pods. */
export interface Answer {
  readonly asked: number;
  /** Those that were answered by whom they were meant for, as `caller -> called port/protocol`. */
  readonly open: readonly string[];
  /** How many the kernel has refused. */
  readonly closed: number;
  /** Those of which neither is true, and why: a fault of the test. */
  readonly broken: readonly string[];
  /** How many new flows the policy engine was asked about. */
  readonly judged: number;
}

/** Makes a network of the peers, enforces what the API server has, and calls every port over TCP and UDP. */
export function probe(engine: Program, cluster: ControlPlane, peers: readonly Peer[], ports: readonly number[]): Answer {
  return JSON.parse(run(engine, ['probe', cluster.kubeconfig], JSON.stringify({ peers, ports }))) as Answer;
}

/** The calls of all ports and protocols that network-config-analyzer takes for open; `any` stands for all of them. */
export function analyze(analyzer: Program, cluster: ControlPlane, peers: readonly Peer[]): readonly string[] {
  const directory = join(cluster.directory, 'analyzed');
  mkdirSync(directory, { recursive: true });
  const { items } = JSON.parse(ok(cluster, ['get', 'namespaces,pods,networkpolicies', '-A', '-o', 'json'])) as { items: Item[] };
  const objects = items.flatMap((item) => renamed(item, peers));
  writeFileSync(join(directory, 'objects.yaml'), JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }));
  return run(analyzer, ['--connectivity', directory, '-r', directory, '-o', 'txt_no_fw_rules'])
    .split('\n')
    .flatMap((line) => calls(line, peers))
    .sort();
}

function run(program: Program, args: readonly string[], input = ''): string {
  if ('missing' in program) throw new Error(program.missing);
  const [command = '', ...first] = program.command;
  const { status, stdout, stderr, error } = spawnSync(command, [...first, ...args], {
    input,
    encoding: 'utf8',
    env: { ...process.env, ...program.env },
    maxBuffer: 64 << 20,
    timeout: 120_000,
  });
  if (status !== 0) throw new Error(`'${[...program.command, ...args].join(' ')}' failed: ${error?.message ?? stderr}`);
  return stdout;
}

interface Item {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string; readonly labels?: Readonly<Record<string, string>> };
  readonly status?: { readonly podIP?: string };
}

/** A pod under the name of its peer, and as nobody's replica, or else the analyzer would join it with others; the rest as it is. */
function renamed(item: Item, peers: readonly Peer[]): readonly unknown[] {
  if (item.kind !== 'Pod') return [item];
  const peer = peers.find(({ address }) => address === item.status?.podIP);
  if (peer === undefined) return [];
  const { namespace, labels } = item.metadata;
  return [{ ...item, metadata: { name: peer.name.slice(namespace.length + 1), namespace, labels } }];
}

/** `a/b[Pod] => c/d[Pod] : {protocols:TCP, UDP,dst_ports:53}` as calls, if one of the two is a pod of a tenant. */
function calls(line: string, peers: readonly Peer[]): readonly string[] {
  const [, from = '', to = '', what = ''] = /^(\S+) => (\S+) : (.*)$/.exec(line) ?? [];
  const [caller, called] = [from, to].map((end) => {
    const name = end.replace('[Pod]', '').replace(/\/32$/, '');
    return peers.find((peer) => peer.name === name || peer.address === name) ?? { name, subject: false };
  });
  if (caller === undefined || called === undefined || !(caller.subject || called.subject)) return [];
  const [, protocols = what, ports = 'any'] = /^\{protocols:([A-Z, ]+),dst_ports:([0-9,-]+)\}$/.exec(what) ?? [];
  return protocols
    .split(', ')
    .flatMap((protocol) => ports.split(',').map((port) => `${caller.name} -> ${called.name} ${port}/${protocol}`));
}
