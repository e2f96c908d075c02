import { allowedBy, policiesIn } from '../analysis/network/cilium-policies';
import { DIRECTIONS, type PolicyPort } from '../analysis/network/network-policies';
import type { Rule } from './rule';

/**
 * Rules that have peers and no ports, or the whole range. What has no peers either is a rule for everybody, which is worse and
 * another rule's.
 */
export const policyPortsNamed: Rule = {
  id: 'policy-ports-named',
  title: 'rules of policies name the ports they open',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'network separation' },
    { source: 'MITRE', id: 'T1046' },
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
  remediation: 'list the ports of the called app under ports, with their protocol',
  why: 'A rule without ports opens all of them, of every protocol: those of debuggers and metrics, and those that the next version adds.',
  attack: 'Whoever is let in for one port scans the others, and finds the one that was only meant for the node or for the developer.',
  example: {
    refused: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: cart
  namespace: shop
spec:
  podSelector: {}
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app: web`,
    accepted: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: cart
  namespace: shop
spec:
  podSelector: {}
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app: web
      ports:
        - port: 8080`,
  },

  *check({ manifests }) {
    for (const policy of policiesIn(manifests)) {
      const { manifest } = policy;
      for (const direction of DIRECTIONS) {
        for (const { peers, ports, portsPointer } of allowedBy(policy, direction)) {
          if (peers === undefined || peers.length === 0) continue;
          if (ports === undefined)
            yield { manifest, pointer: portsPointer, message: `the ${direction} rule names no ports, so it opens all of them` };
          for (const port of ports ?? []) {
            if (isEvery(port))
              yield { manifest, pointer: port.pointer, message: `the ${direction} rule opens every port of ${protocolText(port)}` };
          }
        }
      }
    }
  },
};

function isEvery({ name, first, last }: PolicyPort): boolean {
  return name === undefined && (first === undefined || (first <= 1 && last !== undefined && last >= 65535));
}

function protocolText({ protocol }: PolicyPort): string {
  return protocol === 'ANY' ? 'every protocol' : protocol;
}
