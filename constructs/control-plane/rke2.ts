import type { Cni } from '../profile';
import type { Composition } from './composition';
import { agentFiles, argsFor, etcdArgs, headed, joinFile, list, ofTheCluster, onEveryNode } from './distribution';
import { mountsOf } from './mounts';
import type { Component, ConfigDocument, HostFile } from './part';

/** Where servers and agents join; the API server itself listens on 6443. */
const SUPERVISOR = 9345;

/** Flags that RKE2 has fields for, as it gives them by itself. */
const FIELDS: Readonly<Record<string, string>> = {
  'admission-control-config-file': 'pod-security-admission-config-file',
  'audit-policy-file': 'audit-policy-file',
};

/** The network plugins that RKE2 brings. */
const PLUGINS: readonly Cni[] = ['calico', 'canal', 'cilium', 'flannel'];

/**
 * `config.yaml` for RKE2: `server.yaml` for every server, `server-join.yaml` for all but the first, and `agent.yaml`.
 *
 * https://docs.rke2.io/reference/server_config
 */
export function rke2Files(composition: Composition): readonly HostFile[] {
  return [
    { path: 'rke2/server.yaml', text: () => serverText(composition) },
    ...joinFile(composition, 'rke2', SUPERVISOR),
    ...agentFiles(composition, 'rke2', SUPERVISOR),
  ];
}

function serverText(composition: Composition): string {
  const { profile } = composition.surroundings;
  const flags = composition.flags['kube-apiserver'];
  const fields = Object.entries(FIELDS).filter(([flag]) => flags[flag] !== undefined);
  const head = [
    '/etc/rancher/rke2/config.yaml on every server. Certificates, keys and the addresses of etcd are those that RKE2 makes, and it',
    'encrypts Secrets by itself. The profile needs the sysctls of https://docs.rke2.io/security/hardening_guide, and a user etcd.',
  ];
  return headed(head, {
    ...ofTheCluster(composition),
    profile: 'cis',
    ...(profile.cni === 'standard' ? {} : { cni: PLUGINS.includes(profile.cni) ? profile.cni : 'none' }),
    ...onEveryNode(composition),
    ...Object.fromEntries(fields.map(([flag, field]) => [field, flags[flag]])),
    ...list('kube-apiserver-arg', argsFor(composition, 'kube-apiserver', Object.keys(FIELDS))),
    ...mounts(composition, 'kube-apiserver'),
    ...list('kube-controller-manager-arg', argsFor(composition, 'kube-controller-manager')),
    ...mounts(composition, 'kube-controller-manager'),
    ...list('kube-scheduler-arg', argsFor(composition, 'kube-scheduler')),
    ...mounts(composition, 'kube-scheduler'),
    ...list('etcd-arg', etcdArgs(composition)),
  });
}

/** Its programs run in containers, which see no more of the host than they are given. */
function mounts(composition: Composition, component: Component): ConfigDocument {
  const own = mountsOf(composition, component).filter(({ path }) => !path.startsWith('/etc/kubernetes/pki'));
  return list(
    `${component}-extra-mount`,
    own.map(({ path, readOnly }) => `${path}:${path}${readOnly ? ':ro' : ''}`),
  );
}
