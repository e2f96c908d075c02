import type { Composition } from './composition';
import { agentFiles, argsFor, etcdArgs, headed, joinFile, list, ofTheCluster, onEveryNode } from './distribution';
import type { HostFile } from './part';

/**
 * `config.yaml` for k3s: `server.yaml` for every server, `server-first.yaml` and `server-join.yaml` for what is different on the first
 * and on the others, and `agent.yaml`.
 *
 * https://docs.k3s.io/cli/server
 */
export function k3sFiles(composition: Composition): readonly HostFile[] {
  const port = composition.surroundings.endpoint.port;
  const first = '/etc/rancher/k3s/config.yaml.d/first.yaml on the first server: etcd for its state, which others can join.';
  return [
    { path: 'k3s/server.yaml', text: () => serverText(composition) },
    { path: 'k3s/server-first.yaml', text: () => headed([first], { 'cluster-init': true }) },
    ...joinFile(composition, 'k3s', port),
    ...agentFiles(composition, 'k3s', port),
  ];
}

function serverText(composition: Composition): string {
  const { profile } = composition.surroundings;
  // Without a plugin of its own k3s brings flannel, and a controller that enforces policies.
  const ownNetwork = profile.cni !== 'standard' && profile.cni !== 'flannel';
  const head = [
    '/etc/rancher/k3s/config.yaml on every server. Certificates, keys and the addresses of etcd are those that k3s makes.',
    'protect-kernel-defaults needs the sysctls of https://docs.k3s.io/security/hardening-guide.',
  ];
  return headed(head, {
    ...ofTheCluster(composition),
    'https-listen-port': profile.apiServer.port,
    'secrets-encryption': true,
    ...(ownNetwork ? { 'flannel-backend': 'none', 'disable-network-policy': true } : {}),
    disable: ['servicelb', 'traefik'],
    ...onEveryNode(composition),
    ...list('kube-apiserver-arg', argsFor(composition, 'kube-apiserver')),
    ...list('kube-controller-manager-arg', argsFor(composition, 'kube-controller-manager')),
    ...list('kube-scheduler-arg', argsFor(composition, 'kube-scheduler')),
    ...list('etcd-arg', etcdArgs(composition)),
  });
}
