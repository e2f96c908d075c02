import { networkPolicyEnforced } from '../../rules/network-policy-enforced';
import { container, deployment, judges, object } from './given';
import { namespace } from './given-network';

const FLANNEL = { cni: { name: 'flannel', enforcesNetworkPolicy: false } };
const UNKNOWN = { cni: undefined };
const IGNORED = `the network plugin 'flannel' ignores NetworkPolicy objects, so nothing isolates this namespace`;
const IMAGE = '/spec/template/spec/containers/0/image';
const agent = (...images: unknown[]) =>
  object('apps/v1', 'DaemonSet', 'agent', { spec: { template: { spec: { containers: images.map((image) => container({ image })) } } } });
const alone = (image: string) => `flannel, '${image}', ignores NetworkPolicy objects, and no plugin beside it enforces them`;
const flannel = agent('ghcr.io/flannel-io/flannel:v0.27.4');

judges(networkPolicyEnforced, {
  accepts: [
    ['namespaces under a plugin that enforces policies', [namespace('shop'), namespace('bank')]],
    ['an output without namespaces', deployment(), FLANNEL],
    ['an empty output', [], FLANNEL],
    ['a plugin that nobody told', [namespace('shop'), deployment()], UNKNOWN],
    ['flannel with calico beside it in the pod', agent('docker.io/calico/node:v3.30.3', 'docker.io/flannel/flannel:v0.24.4'), UNKNOWN],
    ['flannel with an enforcer beside it', [flannel, agent('registry.k8s.io/networking/kube-network-policies:v0.8.0')], UNKNOWN],
    ['flannel with cilium beside it', [flannel, agent('quay.io/cilium/cilium@sha256:00')], UNKNOWN],
    [
      'a tool of flannel that is no agent',
      deployment({ containers: [container({ image: 'ghcr.io/flannel-io/flannel:v0.27.4' })] }),
      UNKNOWN,
    ],
    ['an image of a like name', agent('example.com/flannel-exporter:1', 'example.com/flannel/web:1', null), UNKNOWN],
  ],
  refuses: [
    {
      what: 'each namespace under a plugin that ignores policies',
      given: [namespace('shop'), deployment(), namespace('bank')],
      facts: FLANNEL,
      finds: [
        ['/metadata/name', IGNORED],
        [2, '/metadata/name', IGNORED],
      ],
      absent: [IGNORED, IGNORED],
    },
    {
      what: 'flannel alone',
      given: flannel,
      facts: UNKNOWN,
      finds: [[IMAGE, alone('ghcr.io/flannel-io/flannel:v0.27.4')]],
      absent: 'accepted',
    },
    {
      what: 'flannel alone, where the profile tells another',
      given: flannel,
      finds: [[IMAGE, alone('ghcr.io/flannel-io/flannel:v0.27.4')]],
      absent: 'accepted',
    },
    {
      what: 'flannel of an old registry',
      given: agent('quay.io/coreos/flannel:v0.14.0'),
      facts: UNKNOWN,
      finds: [[IMAGE, alone('quay.io/coreos/flannel:v0.14.0')]],
      absent: 'accepted',
    },
    {
      what: 'flannel of a mirror, without a tag',
      given: agent('rancher/mirrored-flannelcni-flannel'),
      facts: UNKNOWN,
      finds: [[IMAGE, alone('rancher/mirrored-flannelcni-flannel')]],
      absent: 'accepted',
    },
    {
      what: 'flannel beside an app that is called node',
      given: [agent('docker.io/library/node:24'), agent(null, 'docker.io/flannel/flannel:v0.27.4')],
      facts: UNKNOWN,
      finds: [[1, '/spec/template/spec/containers/1/image', alone('docker.io/flannel/flannel:v0.27.4')]],
      absent: 'accepted',
    },
  ],
});
