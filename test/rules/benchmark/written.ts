import { hostFactsOf, type Listed } from '../../../analysis/control-plane/facts';
import type { HostText } from '../../../analysis/control-plane/program';
import { type AuditResult, auditOf } from '../../../rules/benchmark/audit';

/** Flags as a test gives them. */
export type Flags = Readonly<Record<string, string>>;

type Server = 'kube-apiserver' | 'kube-controller-manager' | 'kube-scheduler' | 'etcd';

const FIELDS: Readonly<Record<Server, string>> = {
  'kube-apiserver': 'apiServer',
  'kube-controller-manager': 'controllerManager',
  'kube-scheduler': 'scheduler',
  etcd: 'etcd.local',
};

/** The same flags of a program in every form that a file can have them. */
export const FORMS: Readonly<Record<string, (program: Server, flags: Flags) => HostText>> = {
  'kubeadm v1beta4': (program, flags) => kubeadm('v1beta4', program, flags),
  'kubeadm v1beta3': (program, flags) => kubeadm('v1beta3', program, flags),
  'a static pod': (program, flags) => {
    const command = [program, ...Object.entries(flags).map(([name, value]) => `--${name}=${value}`)];
    return { path: `manifests/${program}.yaml`, text: pod(program, command) };
  },
  'a list of processes': (program, flags) => ({
    path: 'ps.txt',
    text: `/usr/local/bin/${program} ${given(flags).join(' ')} --v=2\ngrep ${program} --profiling=true\n`,
  }),
  'a file of flags': (program, flags) => ({ path: `flags/${program}.conf`, text: ['--v=2', ...given(flags)].join('\n') }),
};

/** A static pod that runs a command. */
export function pod(name: string, command: readonly string[]): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: { containers: [{ name, command: [...command, '--v=2'] }] },
  });
}

function given(flags: Flags): readonly string[] {
  return Object.entries(flags).map(([name, value]) => `--${name}=${value}`);
}

function kubeadm(version: 'v1beta3' | 'v1beta4', program: Server, flags: Flags): HostText {
  const pairs = Object.entries(flags);
  const extraArgs = version === 'v1beta3' ? Object.fromEntries(pairs) : pairs.map(([name, value]) => ({ name, value }));
  const inner = { extraArgs };
  const path = FIELDS[program];
  const field = path === 'etcd.local' ? { etcd: { local: inner } } : { [path]: inner };
  return {
    path: 'kubeadm.yaml',
    text: JSON.stringify({ apiVersion: `kubeadm.k8s.io/${version}`, kind: 'ClusterConfiguration', ...field }),
  };
}

/** The result of one check on some files. */
export function resultOf(id: string, files: readonly HostText[], listed?: Listed, minor?: number): AuditResult {
  const facts = hostFactsOf(files, listed);
  const result = auditOf(minor === undefined ? facts : { ...facts, minor }).find(({ check }) => check.id === id);
  if (result === undefined) throw new Error(`there is no check ${id}`);
  return result;
}

/** Its status, and what it says there is, without the places. */
export function said({ status, findings }: AuditResult): readonly [status: string, ...actual: readonly string[]] {
  return [status, ...new Set(findings.map(({ actual }) => actual))];
}
