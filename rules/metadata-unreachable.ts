import { blockOf, contains, overlaps } from '../analysis/network/blocks';
import { allowedBy, policiesIn } from '../analysis/network/cilium-policies';
import { addressesOf, type PolicyPort, portFits } from '../analysis/network/network-policies';
import type { Rule } from './rule';

/** Where clouds hand out the credentials of a node or pod to whoever asks. */
const SERVICES = [
  { address: '169.254.169.254', whose: 'the metadata of most clouds' },
  { address: 'fd00:ec2::254', whose: 'the metadata of AWS' },
  { address: '169.254.170.2', whose: 'the credentials of AWS ECS' },
  { address: '169.254.170.23', whose: 'the credentials of AWS EKS' },
  { address: 'fd00:ec2::23', whose: 'the credentials of AWS EKS' },
  { address: '100.100.100.200', whose: 'the metadata of Alibaba Cloud' },
].flatMap(({ address, whose }) => {
  const block = blockOf(address);
  return block === undefined ? [] : [{ address, whose, block }];
});

/** The services answer HTTP on 80; GKE answers on 988 of the node, after the address has been translated. */
const PORTS = [80, 988];

/**
 * Blocks of egress that contain a cloud's metadata address.
 *
 * Rules for other ports are left alone: nothing answers there. Rules for everybody are another rule's.
 */
export const metadataUnreachable: Rule = {
  id: 'metadata-unreachable',
  title: 'no policy opens the metadata address of a cloud',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'network separation' },
    { source: 'MITRE', id: 'T1552.007' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'STRIDE', id: 'information-disclosure' },
  ],
  reads: [
    'spec.podSelector.**',
    'spec.policyTypes.*',
    'spec.endpointSelector.**',
    'spec.enableDefaultDeny.**',
    'specs.**',
    'spec.ingress.**',
    'spec.egress.**',
    'spec.ingressDeny.**',
    'spec.egressDeny.**',
  ],
  remediation: 'leave the address out of the block with except',
  why: 'A cloud answers at a fixed address whoever asks from the node, with the credentials of the node itself.',
  attack:
    'A request that the app is tricked into sending, or a shell in its container, fetches the token of the node and leaves the cluster with it.',
  example: {
    refused: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: cart
  namespace: shop
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - ipBlock:
            cidr: 169.254.0.0/16`,
    accepted: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: cart
  namespace: shop
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - ipBlock:
            cidr: 169.254.0.0/16
            except: [169.254.169.254/32, 169.254.170.0/24]`,
  },

  *check({ manifests }) {
    for (const policy of policiesIn(manifests)) {
      for (const { peers = [], ports } of allowedBy(policy, 'egress')) {
        if (ports !== undefined && !ports.some(isAnswered)) continue;
        for (const peer of peers) {
          if (peer.kind !== 'block') continue;
          const inside = SERVICES.filter(({ block }) => overlaps(block, peer.block));
          const reached = inside.length === 0 ? [] : inside.filter(({ block }) => addressesOf(peer).some((left) => contains(left, block)));
          if (reached.length === 0) continue;
          const words = reached.map(({ address, whose }) => `${address} (${whose})`);
          yield {
            manifest: policy.manifest,
            pointer: peer.cidrPointer,
            message: `the block '${peer.cidr}' contains ${words.join(', ')}, expected ${reached.length === 1 ? 'it' : 'them'} in except`,
          };
        }
      }
    }
  },
};

/** A name is looked up in pods only, and means nothing for an address outside. */
function isAnswered(port: PolicyPort): boolean {
  return PORTS.some((number) => portFits(port, { number, protocol: 'TCP' }));
}
