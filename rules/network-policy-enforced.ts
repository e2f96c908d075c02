import { ofKind } from '../analysis/kinds';
import { at, stringAt } from '../analysis/manifest';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * A NetworkPolicy is a wish: without a network plugin that enforces it, every pod reaches every other.
 *
 * A flannel among the manifests tells as much as the profile does, unless one that enforces policies is beside it.
 * https://kubernetes.io/docs/concepts/services-networking/network-policies/#prerequisites
 */
export const networkPolicyEnforced: Rule = {
  id: 'network-policy-enforced',
  title: 'the network plugin enforces network policies',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'CIS', id: '5.3.1' },
    { source: 'NSA', id: 'network separation' },
    { source: 'MITRE', id: 'T1046' },
    { source: 'STRIDE', id: 'information-disclosure' },
  ],
  reads: ['container.image'],
  remediation: 'use a network plugin that enforces NetworkPolicy, such as cilium or calico',
  why: 'The API server stores policies for whoever enforces them: a plugin such as flannel does not, and nothing says so.',
  attack: 'Whoever takes over one pod reaches every other, while each namespace shows a default-deny policy.',
  example: {
    refused: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: kube-flannel-ds
  namespace: kube-flannel
spec:
  template:
    spec:
      containers:
        - name: kube-flannel
          image: ghcr.io/flannel-io/flannel:v0.27.4`,
    accepted: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: cilium
  namespace: kube-system
spec:
  template:
    spec:
      containers:
        - name: cilium-agent
          image: quay.io/cilium/cilium:v1.18.2`,
  },

  *check({ manifests, cni }) {
    if (cni?.enforcesNetworkPolicy === false) {
      for (const manifest of ofKind(manifests, '', 'Namespace')) {
        yield {
          manifest,
          pointer: '/metadata/name',
          message: `the network plugin '${cni.name}' ignores NetworkPolicy objects, so nothing isolates this namespace`,
        };
      }
      return;
    }
    const agents = podsIn(manifests).filter(({ manifest }) => manifest.object.kind === 'DaemonSet');
    const images = agents.map(({ containers }) => containers.map(({ container }) => stringAt(container, 'image') ?? ''));
    if (images.flat().some((image) => ENFORCERS.test(image))) return;
    for (const [index, { manifest, containers }] of agents.entries()) {
      const place = images[index]?.findIndex((image) => FLANNEL.test(image)) ?? -1;
      const container = containers[place];
      if (container === undefined) continue;
      yield {
        manifest,
        pointer: `${container.pointer}/image`,
        message: `flannel, '${at(container.container, 'image')}', ignores NetworkPolicy objects, and no plugin beside it enforces them`,
      };
    }
  },
};

/** Images of flannel's agent, by the last steps of their name. */
const FLANNEL = /(^|\/)(mirrored-)?(flannel-io-|flannelcni-|coreos-)?flannel(:|@|$)/;

/** Images of agents that enforce policies, also beside flannel. */
const ENFORCERS =
  /(^|\/)(calico\/node|(mirrored-)?calico-node|(mirrored-cilium-)?cilium|kube-router|kube-network-policies|antrea-agent-[a-z]+|weave-npc)(:|@|$)/;
